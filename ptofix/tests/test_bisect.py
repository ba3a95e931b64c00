"""Parts of a pipeline's rewrites, and `ptofix bisect`, which looks for the smallest with which a check fails."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ptofix.api.rewriting import RewriteOptions, rewrite_source
from ptofix.commands import bisect as bisect_module
from ptofix.commands import cli
from ptofix.headers.versions import Headers
from ptofix.rewriting.pipeline import Result, Settings, run_pipeline
from ptofix.rewriting.pipeline_text import parse_pipeline
from ptofix.rewriting.reduce import smallest_part
from ptofix.testing.corpus import CPP
from ptofix.text.diagnostics import error
from ptofix.text.source import SourceFile, read_source

FEW = str(CPP / "g_gu_loop.v0.45.insert-sync.cpp")
MANY = str(CPP / "p_gu_in_branches.v0.45.insert-sync.cpp")
ARGUMENTS = ["--pattern", "proven", "--evidence", "extrapolated"]


# ---- the smallest part ----


@given(
    st.integers(1, 40),
    st.lists(st.frozensets(st.integers(0, 39), min_size=1, max_size=4), min_size=1, max_size=3),
    st.frozensets(st.integers(0, 39), max_size=3),
)
def test_smallest_part(size: int, culprits: list[frozenset[int]], apart: frozenset[int]) -> None:
    """`culprits` show it where all of one are there; what has some but not all of `apart` cannot be tried."""
    whole = range(size)

    def can_be_tried(part: Sequence[int]) -> bool:
        return apart.isdisjoint(part) or apart <= set(part)

    def shows(part: Sequence[int]) -> bool:
        return can_be_tried(part) and any(one <= set(part) for one in culprits)

    if not shows(list(whole)):
        return
    found = smallest_part(whole, shows)
    assert shows(found)
    assert found == sorted(set(found))
    assert not any(shows([other for other in found if other != one]) for one in found)


def test_one_of_many_takes_few_tries() -> None:
    tries: list[Sequence[int]] = []

    def shows(part: Sequence[int]) -> bool:
        tries.append(part)
        return 700 in part

    assert smallest_part(range(1000), shows) == [700]
    assert len(tries) <= 2 * 10


# ---- parts of a pipeline ----


def made(pipeline: str, **settings: object) -> Result:
    return run_pipeline(read_source(FEW), parse_pipeline(pipeline), Settings(**settings))  # type: ignore[arg-type]


def test_decisions_are_known_again_when_others_are_left_out() -> None:
    pipeline = "remove-barriers{patterns=gu evidence=extrapolated},drop-redundant-barriers{evidence=extrapolated}"
    whole = made(pipeline)
    assert len(whole.decisions) == 2
    assert {decision.step for decision in whole.decisions} == {0, 1}
    for decision in whole.decisions:
        alone = made(pipeline, only=frozenset([decision]))
        assert alone.decisions == [decision]
        assert alone.source.text.count("ptofix: removed") == 1
    assert made(pipeline, only=frozenset(whole.decisions)).source.text == whole.source.text
    assert made(pipeline, only=frozenset()).source.text == read_source(FEW).text


# ---- the command ----


def bisect(test: str, *more: str, file: str = MANY) -> int:
    return cli.main(["bisect", "--test", test, "-q", *ARGUMENTS, *more, file])


def gone(*lines: int) -> str:
    """A check that fails where the barriers on all of these lines are removed."""
    tests = " && ".join(f"sed -n {line}p {{}} | grep -q 'ptofix: removed'" for line in lines)
    return f"! ({tests})"


REMOVED = [
    number
    for number, line in enumerate(
        run_pipeline(
            read_source(MANY), parse_pipeline("drop-redundant-barriers{evidence=extrapolated}"), Settings(verify=False)
        ).source.text.split("\n"),
        1,
    )
    if "ptofix: removed" in line
]


def test_a_pair_is_found(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    pair = REMOVED[1], REMOVED[4]
    assert bisect(gone(*pair), "-o", str(tmp_path / "k"), "--no-verify") == 1
    told = capfd.readouterr().out
    assert f"the check fails with 2 of {len(REMOVED)} rewrites" in told
    assert all(f"{MANY}:{line}:" in told for line in pair)
    assert "the other 4 together pass the check" in told
    before = read_source(MANY).text.split("\n")
    bad, good = ((tmp_path / f"k.{word}.cpp").read_text().split("\n") for word in ("bad", "good"))
    assert [n for n, (a, b) in enumerate(zip(before, bad), 1) if a != b] == sorted(pair)
    assert {n for n, (a, b) in enumerate(zip(before, good), 1) if a != b} == {*REMOVED} - {*pair}


def test_nothing_is_found(capfd: pytest.CaptureFixture[str]) -> None:
    assert bisect("true {}", file=FEW) == 0
    assert "the check passes with all" in capfd.readouterr().out


def test_no_rewrite_needs_no_check(capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["bisect", "--test", "false {}", "--pattern", "none", FEW]) == 0
    assert "nothing to bisect" in capfd.readouterr().out


@pytest.mark.parametrize(
    ("test", "told"),
    [
        ("echo no device; exit 3; {}", ["the check fails for", "as it is (exit code 3)", "no device"]),
        ("exit 125; {}", ["the check does not decide about", "as it is"]),
        ("grep -q 'ptofix: removed' {} && exit 125; true", ["does not decide about all rewrites"]),
        ("./check.sh", ["does not say where the file goes"]),
        ("kill -9 $$; {}", ["ended by SIGKILL"]),
    ],
)
def test_unusable(test: str, told: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    assert bisect(test, file=FEW) == 2
    said = capfd.readouterr().err
    assert all(words in said for words in told), said


def test_what_hangs_together_is_found_together(capfd: pytest.CaptureFixture[str]) -> None:
    """Sets that cannot be tried: the first two removals go together or not at all."""
    a, b = (f"sed -n {line}p {{}} | grep -c 'ptofix: removed'" for line in REMOVED[:2])
    assert bisect(f'x=$({a}); y=$({b}); [ "$x" = "$y" ] || exit 125; [ "$x" = 0 ]', "--no-verify") == 1
    told = capfd.readouterr().out
    assert "fails with 2 of" in told
    assert "not decided" in told


def test_rewrites_that_need_others_come_with_them(capfd: pytest.CaptureFixture[str]) -> None:
    """The smallest set of barriers: a barrier that is put in first lets others go."""
    file = str(CPP / "h_final_div_pair.v0.45.insert-sync.cpp")
    test = "[ $(grep -c 'ptofix: removed' {}) -lt 2 ]"
    assert cli.main(["bisect", "--test", test, "-q", "--pattern", "minimal", "--evidence", "extrapolated", file]) == 1
    told = capfd.readouterr().out
    assert "fails with 3 of 5 rewrites" in told
    assert "[added], proved" in told


def test_what_ptofix_cannot_vouch_for_is_undecided(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The checker refuses what one of the rewrites makes without the others."""

    def picky(source: SourceFile, options: RewriteOptions, headers: Headers | None) -> object:
        if options.only is not None and len(options.only) == 1:
            raise error("refuted")
        return rewrite_source(source, options, headers)

    monkeypatch.setattr(bisect_module, "rewrite_source", picky)
    assert bisect(gone(REMOVED[0])) == 1
    told = capfd.readouterr().out
    assert f"fails with 2 of {len(REMOVED)} rewrites" in told
    assert "sets not decided" in told


def test_a_check_that_takes_too_long_is_bad(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    test = f"grep -q 'ptofix: removed' {{}} || exit 0; sleep 60 & echo $! > {pid}; wait"
    assert bisect(test, "--timeout", "0.2", file=FEW) == 1
    assert "fails with 1 of" in capfd.readouterr().out
    assert is_gone(int(pid.read_text()))


def test_control_c_leaves_nothing(tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    test = f"sleep 60 & echo $! > {pid}.new; mv {pid}.new {pid}; wait; {{}}"
    command = [sys.executable, "-m", "ptofix", "bisect", "--test", test, FEW]
    process = subprocess.Popen(command, env={**os.environ, "TMPDIR": str(tmp_path)}, stderr=subprocess.PIPE)
    while not pid.exists():
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 130
    assert said == b"ptofix: interrupted\n"
    assert is_gone(int(pid.read_text()))
    assert [path.name for path in tmp_path.iterdir()] == ["pid"]


def is_gone(pid: int) -> bool:
    """What was killed may take a moment."""
    for _ in range(100):
        with suppress(FileNotFoundError):
            if Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z":
                time.sleep(0.01)
                continue
        return True
    return False
