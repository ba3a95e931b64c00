"""The Python API beside the command line: the same bytes and findings, from many threads too."""

from __future__ import annotations

import inspect
import json
import os
import pickle
import subprocess
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import ptofix
from ptofix.commands import cli
from ptofix.commands.verbs import VERBS
from ptofix.config.options import Option, OptionGroup
from ptofix.testing.corpus import CPP, IR, NO_SYNC

DIVISION = CPP / "h_final_div_pair.v0.45.insert-sync.cpp"
LOOP = CPP / "g_gu_loop.v0.60.insert-sync.cpp"
SUM = CPP / "f_rowsum_add_alias.v0.45.insert-sync.cpp"
CHAIN = CPP / "a2_raw_chain_small.v0.45.insert-sync.cpp"
GENERIC = IR / "generic" / "h_final_div_pair.mlir"

# Arguments of `ptofix run`, and the same for Python.
WISHES: list[tuple[list[str], dict[str, Any]]] = [
    ([], {}),
    (["--pattern", "all", "--evidence", "extrapolated"], {"patterns": "all", "evidence": "extrapolated"}),
    (["--pattern", "none"], {"patterns": ()}),
    (
        ["--pattern", "proven", "--model", "strict", "--strip"],
        {"patterns": ["proven"], "model": "strict", "strip": True},
    ),
    (
        ["--no-assume", "callers.idle", "--no-assume", "hw.repeat-distance"],
        {"no_assume": ["callers.idle", "hw.repeat-distance"]},
    ),
    (
        ["--pattern", "proven", "--assume", "callers.idle"],
        {"patterns": "proven", "assume": ["callers.idle"]},
    ),
    (["--passes", "drop-redundant-barriers{model=ops}"], {"passes": "drop-redundant-barriers{model=ops}"}),
    (["--pattern", "proven", "--bisect-limit", "1"], {"patterns": "proven", "bisect_limit": 1}),
    (["--fold-muls-one", "--no-verify"], {"fold_muls_one": True, "verify": False}),
]


@pytest.mark.parametrize(("words", "options"), WISHES, ids=lambda x: " ".join(x) if isinstance(x, list) else "")
@pytest.mark.parametrize("kernel", [DIVISION, LOOP], ids=lambda path: path.name[0])
def test_rewrite_gives_what_run_writes(kernel: Path, words: list[str], options: dict[str, Any], tmp_path: Path) -> None:
    output, report = tmp_path / "out.cpp", tmp_path / "report.json"
    assert cli.main(["run", *words, str(kernel), "-o", str(output), "--report", str(report)]) == 0
    rewritten = ptofix.rewrite(kernel, **options)
    assert rewritten.text.encode() == output.read_bytes()
    assert rewritten.report == json.loads(report.read_text())
    assert ptofix.rewrite(kernel.read_text(), name=str(kernel), **options) == rewritten


def test_rewrite_of_ir_and_canonicalize(tmp_path: Path) -> None:
    output = tmp_path / "out.pto"
    assert cli.main(["run", "--target-ptoas", "0.45", str(GENERIC), "-o", str(output)]) == 0
    text = output.read_text()
    assert ptofix.rewrite(GENERIC, target_ptoas="0.45").text == text
    assert ptofix.rewrite(GENERIC.read_text(), target_ptoas="0.45").text == text
    assert ptofix.canonicalize(GENERIC, "0.45") == ptofix.canonicalize(GENERIC.read_text(), "0.45") == text


@pytest.mark.parametrize("model", ["ops", "strict", "default"])
@pytest.mark.parametrize("kernel", [DIVISION, SUM], ids=lambda path: path.name[0])
def test_check_finds_what_the_command_finds(
    kernel: Path, model: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    cli.main(["check", "--format", "json", "--max-per-rule", "0", "--model", model, str(kernel)])
    told = json.loads(capsysbinary.readouterr().out)["files"][0]["findings"]
    found = ptofix.check(kernel, model=model)
    assert [(f.code, f.severity.value, f.message, f.place.line, f.place.column, f.function) for f in found] == [
        (t["code"], t["severity"], t["message"], t["place"]["line"], t["place"]["column"], t["function"]) for t in told
    ]
    assert json.loads(json.dumps([f.data for f in found])) == [t["data"] for t in told]


def test_verify_and_certificates(tmp_path: Path) -> None:
    output, proof = tmp_path / "out.cpp", tmp_path / "proof.json"
    wish = ["--pattern", "proven", "--evidence", "extrapolated"]
    cli.main(["run", *wish, str(DIVISION), "-o", str(output), "--certificate", str(proof)])
    rewritten = ptofix.rewrite(DIVISION, patterns="proven", evidence="extrapolated", certificate=True)
    assert rewritten.certificate == proof.read_text()
    assert ptofix.verify(DIVISION, output, certificate=rewritten.certificate)
    assert ptofix.verify(DIVISION, output, evidence="extrapolated")
    assert not ptofix.verify(DIVISION, output, evidence="shipped")
    assert cli.main(["verify", str(DIVISION), str(output), "--evidence", "shipped"]) == 1
    refused = ptofix.verify(DIVISION, output, evidence="shipped", certificate=rewritten.certificate)
    assert isinstance(refused, ptofix.Undecided)
    assert "weaker than `shipped`" in refused.reason
    with pytest.raises(ptofix.PtofixError, match="not a certificate"):
        ptofix.verify(DIVISION, output, certificate="{")


def test_only_a_proof_is_true() -> None:
    text = CHAIN.read_text()
    refuted = ptofix.verify(text, text.replace("pipe_barrier(PIPE_V);", "", 1))
    undecided = ptofix.verify(text, text.replace("TADD(", "TSUB(", 1))
    assert isinstance(refuted, ptofix.Refuted)
    assert isinstance(undecided, ptofix.Undecided)
    assert not refuted
    assert not undecided
    assert ptofix.verify(text, text)


def test_pages_and_lines_are_those_of_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["explain", "PF110"])
    assert capsys.readouterr().out == ptofix.explain("PF110") + "\n"
    cli.main(["explain", f"{DIVISION}:107", "--model", "strict"])
    assert capsys.readouterr().out == ptofix.explain_line(DIVISION, 107, model="strict") + "\n"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"patterns": "no-such"}, "unknown pattern `no-such`"),
        ({"model": "no-such"}, "unknown model `no-such`"),
        ({"evidence": "no-such"}, "no evidence `no-such`"),
        ({"model": "strict", "assume": ["hw.repeat-distance"]}, "model `strict` does not assume `hw.repeat-distance`"),
        ({"assume": "hw.flag-key"}, "`assume` is a list of names"),
        ({"no_assume": "hw.flag-key"}, "`no_assume` is a list of names"),
        ({"no_assume": ["hw.rumour"]}, "no assumption `hw.rumour` to switch off"),
        ({"assume": []}, "`assume` is empty: it adds assumptions"),
        ({"passes": "gu"}, "unknown pass `gu`"),
        ({"passes": "remove-barriers", "patterns": "all"}, "--pass-pipeline replaces --pattern"),
        ({"arch": "a5"}, "for A5, as `--arch a5` says"),
        ({"name": "x.pto"}, "x.pto:"),
    ],
)
def test_what_cannot_be_used_is_one_kind_of_error(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ptofix.PtofixError) as caught:
        ptofix.rewrite(DIVISION.read_text(), **options)
    assert message in str(caught.value)
    assert caught.value.diagnostics[0].severity is ptofix.Severity.ERROR


def test_other_errors() -> None:
    with pytest.raises(OSError, match="no-such"):
        ptofix.rewrite(Path("no-such.cpp"))
    with pytest.raises(ptofix.PtofixError, match="nothing to check"):
        ptofix.check("#include <stdint.h>\n")
    with pytest.raises(ptofix.PtofixError, match="nested too deeply"):
        ptofix.check("{" * 20000 + "}" * 20000)
    with pytest.raises(AttributeError, match="no attribute `no_such`"):
        _ = ptofix.no_such


def test_the_environment_changes_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = ptofix.rewrite(DIVISION)
    for name in ("PTO_LIB_PATH", "PTOFIX_HEADERS", "PTOFIX_EVIDENCE", "PTOFIX_PIPELINE"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert ptofix.rewrite(DIVISION) == before


def test_results_can_be_sent_to_another_process() -> None:
    rewritten = ptofix.rewrite(DIVISION)
    assert pickle.loads(pickle.dumps(rewritten)) == rewritten
    findings = ptofix.check(DIVISION)
    assert pickle.loads(pickle.dumps(findings)) == findings


def test_many_threads_get_the_same_results() -> None:
    """From the first call on: the tables are built while all of them ask for them. In a process of its own."""
    script = """
import sys, threading
from concurrent.futures import ThreadPoolExecutor
sys.setswitchinterval(1e-4)
from ptofix.api.tests.test_api import work
together = threading.Barrier(4)
def first(number):
    together.wait()
    return work(number)
with ThreadPoolExecutor(4) as pool:
    many = list(pool.map(first, range(4)))
one = [work(number) for number in range(2)]
assert many == one * 2, "a thread got something else"
assert len(set(one)) == 2
"""
    subprocess.run([sys.executable, "-c", script], check=True)


def work(number: int) -> str:
    """A few calls, one of two kinds; all that they return, as text."""
    kernel = (DIVISION, SUM)[number % 2]
    rewritten = ptofix.rewrite(kernel, patterns="proven", evidence="extrapolated")
    verdict = ptofix.verify(kernel, rewritten.text, name="x.cpp", evidence="extrapolated")
    found = [(f.code, str(f.place), f.message) for f in ptofix.check(kernel)]
    ir = ptofix.canonicalize(GENERIC, "0.45") if number % 2 == 0 else ""
    return repr((rewritten.text, rewritten.report, verdict, found, ir))


def test_an_import_loads_nothing_and_no_file_is_written(tmp_path: Path) -> None:
    script = f"""
import os, sys, typing
from pathlib import Path
before = set(sys.modules)
import ptofix
more = set(sys.modules) - before
assert more == {{"ptofix"}}, more
written = []
def opened(event, args):
    if event == "open" and isinstance(args[0], str) and args[2] & (os.O_WRONLY | os.O_RDWR):
        written.append(args[0])
sys.addaudithook(opened)
ptofix.check(Path({str(SUM)!r}))
ptofix.rewrite(Path({str(SUM)!r}))
cache = os.environ["XDG_CACHE_HOME"]
strays = [path for path in written if not path.startswith(cache) and "__pycache__" not in path]
assert not strays, strays
"""
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    subprocess.run([sys.executable, "-c", script], check=True, cwd=tmp_path, env=environment)
    assert [path.name for path in tmp_path.iterdir()] == ["cache"]


def test_an_unwritable_cache_only_takes_longer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    before = ptofix.rewrite(CHAIN)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert ptofix.rewrite(CHAIN) == before
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(ptofix.rewrite, [CHAIN, CHAIN])) == [before, before]


def test_synchronisation_is_put_in() -> None:
    source = NO_SYNC / "i_loop_carried.v0.45.no-sync.cpp"
    whole = ptofix.rewrite(source, sync="all", solver="highs")
    assert whole.pipeline.startswith("resynchronise{solver=highs}")
    assert not [found for found in ptofix.check(whole.text, model="strict") if found.severity.value == "error"]
    with pytest.raises(ptofix.PtofixError, match="unknown kind of sync"):
        ptofix.rewrite(source, sync="some")


def test_a_path_as_text_is_a_clear_error() -> None:
    with pytest.raises(ptofix.PtofixError, match="is a path, and a `str` is a text"):
        ptofix.check("kernels/fa.cpp")


def test_what_assume_meant_before() -> None:
    """For one release more: what is not named is switched off."""
    with pytest.warns(DeprecationWarning, match="`assume` adds"):
        before = ptofix.rewrite(DIVISION, assume=["hw.flag-key"], evidence="extrapolated")
    off = ["hw.repeat-distance", "hw.read-before-write"]
    assert before.counts == ptofix.rewrite(DIVISION, no_assume=off, evidence="extrapolated").counts


@pytest.mark.parametrize("mode", ["missing", "narrow", "all"])
def test_fix_gives_what_the_command_writes(mode: str, tmp_path: Path) -> None:
    output = tmp_path / "out.cpp"
    assert cli.main(["fix", f"--{mode}", str(CHAIN), "-o", str(output)]) == 0
    assert ptofix.fix(CHAIN, mode=mode).text == output.read_text()
    with pytest.raises(ptofix.PtofixError, match="`ptofix fix` reads C"):
        ptofix.fix(GENERIC)


def test_reports_are_those_of_the_commands(tmp_path: Path) -> None:
    """`compare`, `cost` and `simulate`, which return what `--format json` prints."""
    case = CPP.parents[1] / "redteam2" / "simulate" / "tstore_atomic_add"
    arguments = case / "args.toml"
    out = tmp_path / "out.json"

    def printed(*words: str) -> dict[str, Any]:
        cli.main([*words, "--format", "json", "-o", str(out)])
        found: dict[str, Any] = json.loads(out.read_text())
        return {key: value for key, value in found.items() if key not in ("kind", "version")}

    def as_json(found: object) -> object:
        return json.loads(json.dumps(found))

    for view in ("ops", "pipes", "sync"):
        assert as_json(ptofix.compare(LOOP, SUM, view=view)) == printed("compare", str(LOOP), str(SUM), "--view", view)
    [kernel] = printed("cost", str(SUM), "--pattern", "proven", "--jobs", "1")["kernels"]
    assert as_json(ptofix.cost(SUM, patterns=["proven"])) == kernel
    said = printed("simulate", f"{case}.cpp", "--arguments", str(arguments))
    assert as_json(ptofix.simulate(Path(f"{case}.cpp"), arguments=arguments)) == said


def test_options_are_called_as_on_the_command_line() -> None:
    """Each option of a function is one of its verb, or has no counterpart there."""
    by_verb = {verb.name: {name for option in _options(verb.options) for name in _names(option)} for verb in VERBS}
    only_here = {
        "name",
        "passes",
        "sync",
        "mode",
        "patterns",
        "pattern_files",
        "sizes",
        "certificate",
        "verify",
        "headers",
    }
    for function, verb in (
        (ptofix.rewrite, "run"), (ptofix.fix, "fix"), (ptofix.check, "check"), (ptofix.verify, "verify"),
        (ptofix.compare, "compare"), (ptofix.cost, "cost"), (ptofix.simulate, "simulate"),
        (ptofix.explain_line, "explain"),
    ):  # fmt: skip
        keywords = inspect.signature(function).parameters.values()
        named = {one.name for one in keywords if one.kind is inspect.Parameter.KEYWORD_ONLY} - only_here
        assert named <= by_verb[verb], verb


def _options(parts: Iterable[Option | OptionGroup]) -> Iterator[Option]:
    for part in parts:
        if isinstance(part, Option):
            yield part
        else:
            yield from _options(part.options)


def _names(option: Option) -> Iterator[str]:
    yield option.dest
    yield from (name.lstrip("-").replace("-", "_") for name in option.names)
