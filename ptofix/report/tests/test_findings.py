"""The forms of `ptofix check`."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ptofix.headers.versions import assumed_headers
from ptofix.order.model import MODELS
from ptofix.report.diagnostics_text import summary
from ptofix.report.document import printable
from ptofix.report.findings import FORMATS, written
from ptofix.report.github import escape_data, escape_property
from ptofix.report.totals import UnusableFile
from ptofix.rules.checking import Checked, check
from ptofix.rules.registry import pages
from ptofix.testing.corpus import CPP
from ptofix.tests.build import kernel
from ptofix.text.diagnostics import Diagnostic, Place, Severity
from ptofix.text.source import SourceFile, Span

RACE = "TADD(c, a, b);\nTMUL(d, c, a);"
ALLOWED = "TADD(c, a, b);\nTMUL(d, c, a);  // ptofix: allow PF101 -- tried: it works"


def report(body: str, name: str = "test.cpp", model: str = "strict") -> Checked:
    return check(SourceFile(name, kernel(body).text), MODELS[model])


def parsed(form: str, *reports: Checked) -> Any:
    return json.loads(written(form, reports))


# ---- text ----


def test_text_shows_both_places_with_carets() -> None:
    lines = written("text", [report(RACE)]).splitlines()
    assert lines[0].startswith("test.cpp:5:9: error: missing under model strict (accepted with ")
    assert lines[0].endswith("[PF101]")
    assert lines[1:3] == ["    TMUL(d, c, a);", "            ^"]
    assert lines[3].startswith("test.cpp:4:6: note: written here by `TADD` on PIPE_V")
    assert "help: put `pipe_barrier(PIPE_V);` before line 5" in lines
    assert lines[-2] == f"test.cpp: 1 error (model strict); headers: {assumed_headers()}"
    accepted = "missing under model strict: 1 order, accepted with `--model default`"
    assert lines[-1] == f"test.cpp: verdict: {accepted} (model strict)"


def test_summary_of_nothing() -> None:
    assert summary(report("TADD(c, a, b);")) == f"test.cpp: nothing found (model strict); headers: {assumed_headers()}"


def test_summary_counts_what_is_allowed() -> None:
    said = f"test.cpp: nothing found (model strict); 1 allowed by comments; headers: {assumed_headers()}"
    assert summary(report(ALLOWED)) == said


# ---- JSON ----


def test_json() -> None:
    document = parsed("json", report(RACE), report(ALLOWED, "other.cpp"))
    assert document["version"] == 1
    first, second = document["files"]
    assert (first["file"], first["model"], first["clean"]) == ("test.cpp", "strict", False)
    [finding] = first["findings"]
    assert finding["code"] == "PF101"
    assert finding["place"] == {"line": 5, "column": 9, "end_line": 5, "end_column": 10}
    assert finding["data"]["earlier"] == {"op": "TADD", "line": 4, "pipe": "V"}
    assert (
        finding["data"]["overlaps"][0] | {"memory": "UB", "start": 8192, "end": 12288} == finding["data"]["overlaps"][0]
    )
    assert finding["data"]["path"] == [4, 5]
    assert second["clean"]
    assert [entry["reason"] for entry in second["suppressed"]] == ["tried: it works"]


# ---- SARIF ----

LEVELS = {"none", "note", "warning", "error"}


def assert_region(region: dict[str, int]) -> None:
    assert region["startLine"] >= 1
    assert region["startColumn"] >= 1
    assert (region["endLine"], region["endColumn"]) >= (region["startLine"], region["startColumn"])


def assert_sarif(document: Any) -> None:
    """The properties that the schema of SARIF 2.1.0 requires, and the references inside."""
    assert document["version"] == "2.1.0"
    assert document["$schema"].endswith("sarif-schema-2.1.0.json")
    for run in document["runs"]:
        rules = run["tool"]["driver"]["rules"]
        assert run["tool"]["driver"]["name"] == "ptofix"
        assert len({rule["id"] for rule in rules}) == len(rules)
        for rule in rules:
            assert rule["shortDescription"]["text"]
            assert rule["defaultConfiguration"]["level"] in LEVELS
        assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
        for result in run["results"]:
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
            assert result["level"] in LEVELS
            assert result["message"]["text"]
            for location in [*result["locations"], *result.get("relatedLocations", ())]:
                physical = location["physicalLocation"]
                assert " " not in physical["artifactLocation"]["uri"]
                assert_region(physical["region"])
            related = [location["id"] for location in result.get("relatedLocations", ())]
            assert len(set(related)) == len(related)
            for suppression in result.get("suppressions", ()):
                assert suppression["kind"] in ("inSource", "external")
                assert suppression["justification"]


def test_sarif() -> None:
    document = parsed("sarif", report(RACE), report(ALLOWED, "other.cpp"))
    assert_sarif(document)
    [run] = document["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == list(pages())
    first, second = run["results"]
    assert (first["ruleId"], first["level"]) == ("PF101", "error")
    assert "suppressions" not in first
    assert second["suppressions"] == [{"kind": "inSource", "justification": "tried: it works"}]
    assert len(first["relatedLocations"]) == 1


def test_sarif_of_nothing() -> None:
    document = parsed("sarif", report("TADD(c, a, b);"))
    assert_sarif(document)
    assert document["runs"][0]["results"] == []
    [invocation] = document["runs"][0]["invocations"]
    assert invocation.pop("properties")["headers"].keys() == {"version", "assumed", "fingerprints", "not_as_known"}
    assert invocation == {"executionSuccessful": True, "toolExecutionNotifications": []}


def test_sarif_escapes_names() -> None:
    document = parsed("sarif", report(RACE, "a dir/ké#1.cpp"))
    location = document["runs"][0]["results"][0]["locations"][0]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "a%20dir/k%C3%A9%231.cpp"


def test_sarif_of_pto_ir() -> None:
    """Codes that no rule on C++ has are described too."""
    text = (CPP.parent / "ir" / "custom" / "a2_raw_chain_small.mlir").read_text(encoding="utf-8")
    source = SourceFile("big.mlir", text.replace("vec, 8x64xf32", "vec, 800x64xf32"))
    document = parsed("sarif", check(source, MODELS["default"]))
    assert_sarif(document)
    assert {result["ruleId"] for result in document["runs"][0]["results"]} == {"PF420"}


# ---- files that could not be checked ----

BROKEN = UnusableFile(
    "bad.cpp", (Diagnostic(Severity.ERROR, "`}` closes nothing", Place(SourceFile("bad.cpp", "}"), Span(0, 1))),)
)
MISSING = UnusableFile("a b.cpp", (Diagnostic(Severity.ERROR, "No such file or directory"),))


def test_sarif_of_unusable_files() -> None:
    document = json.loads(written("sarif", [report(RACE)], [BROKEN, MISSING]))
    assert_sarif(document)
    [run] = document["runs"]
    assert len(run["results"]) == 1
    [invocation] = run["invocations"]
    assert not invocation["executionSuccessful"]
    broken, missing = invocation["toolExecutionNotifications"]
    assert (broken["level"], broken["message"]["text"]) == ("error", "`}` closes nothing")
    assert broken["locations"][0]["physicalLocation"]["region"]["startLine"] == 1
    assert missing["locations"] == [{"physicalLocation": {"artifactLocation": {"uri": "a%20b.cpp"}}}]


def test_json_of_unusable_files() -> None:
    document = json.loads(written("json", [report(RACE)], [BROKEN, MISSING]))
    assert len(document["files"]) == 1
    assert [(e["file"], e["message"], e["place"] and e["place"]["line"]) for e in document["errors"]] == [
        ("bad.cpp", "`}` closes nothing", 1),
        ("a b.cpp", "No such file or directory", None),
    ]


def test_github_of_unusable_files() -> None:
    assert written("github", [], [BROKEN, MISSING]).splitlines() == [
        "::error file=bad.cpp,line=1::`}` closes nothing",
        "::error file=a b.cpp::No such file or directory",
        "::notice title=ptofix::0 files checked: nothing found; 2 could not be checked",
    ]


# ---- GitHub ----


def test_github() -> None:
    line, headers, _ = written("github", [report(RACE), report(RACE)]).splitlines()[1:]
    assert headers == f"::notice title=headers::checked for {assumed_headers()}"  # once for all files
    head, _, message = line.partition("::missing under model strict ")
    assert head == "::error file=test.cpp,line=5,endLine=5,col=9,title=PF101,endColumn=10"
    assert "%0A4: written here by `TADD`" in message
    assert "\n" not in message


def test_github_levels() -> None:
    lines = written("github", [report("TADD(c, a, b); my_helper(c); // ptofix: hush")]).splitlines()
    assert [line.split()[0] for line in lines] == ["::warning", "::notice", "::notice"]


def test_github_escapes() -> None:
    assert escape_data("50%\r\n") == "50%25%0D%0A"
    assert escape_property("a:b,c%") == "a%3Ab%2Cc%25"


# ---- all ----


@pytest.mark.parametrize("form", FORMATS)
def test_bytes_that_are_no_text(form: str) -> None:
    source = SourceFile("t.cpp", kernel('TADD(c, a, b); my_helper(c, "\udcff");').text)
    shown = written(form, [check(source, MODELS["strict"])])
    if form in ("json", "sarif"):
        json.loads(shown)
        assert "\\udc" not in shown


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_every_time(form: str) -> None:
    assert written(form, [report(RACE)]) == written(form, [report(RACE)])


def test_printable_keeps_what_is_text() -> None:
    assert printable({"a": ["é", 1, None], "\udcff": ("x",)}) == {"a": ["é", 1, None], "\ufffd": ["x"]}


def test_json_and_sarif_end_with_a_newline() -> None:
    assert written("json", []).endswith("}\n")
    assert written("sarif", []).endswith("}\n")
