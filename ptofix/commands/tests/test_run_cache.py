"""`ptofix run --cache`: what is kept is what a run says and writes, and when it may not answer."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import Mock

import pytest

from ptofix.api.rewriting import RewriteOptions
from ptofix.commands import run as running
from ptofix.commands.cli import main
from ptofix.commands.result_cache import NOTHING_KEPT
from ptofix.passes.remove_barriers import RemoveBarriers
from ptofix.testing.corpus import CPP, PTO

KERNEL = (CPP / "g_gu_loop.v0.45.insert-sync.cpp").read_text(encoding="utf-8")
IR = (PTO / "k_legacy_local_slot_pipe.pto").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("k.cpp").write_text(KERNEL, encoding="utf-8")
    Path("k.pto").write_text(IR, encoding="utf-8")


def told(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str, dict[str, str]]:
    """The exit code, what is printed, and what is written below `out`."""
    Path("out").mkdir(exist_ok=True)
    code = main(["run", *arguments])
    printed = capfd.readouterr()
    written = {path.name: path.read_text(encoding="utf-8") for path in sorted(Path("out").iterdir())}
    for path in Path("out").iterdir():
        path.unlink()
    return code, printed.out, printed.err, written


@pytest.mark.parametrize(
    "arguments",
    [
        ("k.cpp",),
        ("k.cpp", "--check"),
        ("k.cpp", "--diff", "--remarks", "all"),
        (
            "k.cpp",
            "-o",
            "out/k.cpp",
            "--report",
            "out/k.json",
            "--certificate",
            "out/proof.json",
            "--html",
            "out/k.html",
        ),
        ("k.pto", "-o", "out/k.pto"),
    ],
    ids=["text", "check", "diff", "everything", "IR"],
)
def test_the_second_run_says_and_writes_the_same(
    arguments: tuple[str, ...], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = told(capfd, *arguments)
    assert told(capfd, *arguments, "--cache", "kept") == alone
    monkeypatch.setattr(running, "_rewrite", None)  # nothing is rewritten again
    assert told(capfd, *arguments, "--cache", "kept") == alone


@pytest.mark.parametrize(
    "other",
    [
        ("--pattern", "proven"), ("--strip",), ("--no-verify",), ("--model", "strict"), ("--evidence", "extrapolated"),
        ("--no-assume", "hw.flag-key"), ("--remarks", "all"), ("--diff",), ("--bisect-limit", "0"), ("--timing",),
        ("--print-after-all",), ("-v",),
    ],
    ids=" ".join,
)  # fmt: skip
def test_other_options_are_another_result(other: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    main(["run", "k.cpp", "--cache", "kept"])
    rewrite = Mock(side_effect=running._rewrite)
    monkeypatch.setattr(running, "_rewrite", rewrite)
    assert main(["run", "k.cpp", "--cache", "kept", *other]) == 0
    rewrite.assert_called_once()


def test_what_a_pass_reads_belongs_to_the_key() -> None:
    options = running.RunOptions(cache="kept")
    rewrite = RewriteOptions((RemoveBarriers(files=("mine.pat",)),))
    Path("mine.pat").write_text("one", encoding="utf-8")
    first = running._cache_for(rewrite, options)
    assert running._cache_for(rewrite, options) == first
    Path("mine.pat").write_text("two", encoding="utf-8")
    assert running._cache_for(rewrite, options) != first


def test_the_result_of_a_strangers_pass_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RemoveBarriers, "__module__", "other.passes")
    assert running._cache_for(RewriteOptions((RemoveBarriers(),)), running.RunOptions(cache="kept")) is NOTHING_KEPT


def test_what_failed_is_not_kept(capfd: pytest.CaptureFixture[str]) -> None:
    Path("k.cpp").write_text("}", encoding="utf-8")
    first = told(capfd, "k.cpp", "--cache", "kept")
    assert first[0] == 2
    assert told(capfd, "k.cpp", "--cache", "kept") == first
    assert not list(Path("kept").rglob("*.json"))
