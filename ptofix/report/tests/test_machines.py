"""What reports say for other tools: fingerprints, fixes, the path of a race, GitLab's form."""

from __future__ import annotations

import json
import re
from importlib.metadata import version
from typing import Any

import pytest

from ptofix.order.model import MODELS
from ptofix.report.findings import written
from ptofix.report.tests.test_findings import ALLOWED, BROKEN, MISSING, RACE, parsed, report
from ptofix.rules.baseline import fingerprints
from ptofix.rules.checking import Checked, check
from ptofix.rules.registry import pages
from ptofix.testing.corpus import CPP
from ptofix.text.diagnostics import Severity
from ptofix.text.source import SourceFile, apply_edits

DIVISIONS = CPP / "h_final_div_pair.v0.45.insert-sync.cpp"


def checked(text: str) -> Checked:
    return check(SourceFile("t.cpp", text), MODELS["strict"])


def marks(text: str) -> list[str]:
    return list(fingerprints(checked(text).findings))


# ---- fingerprints ----


@pytest.mark.parametrize(
    "name", ["h_final_div_pair.v0.45.insert-sync.cpp", "o_subview_alias.v0.45.graph-sync-solver.cpp"]
)
def test_fingerprints_outlive_another_numbering(name: str) -> None:
    text = (CPP / name).read_text()
    moved = "// one\n// two\n" + re.sub(r"\bv(\d+)\b", lambda match: f"v{int(match[1]) + 100}", text)
    assert marks(text) == marks(moved)
    assert len(set(marks(text))) == len(marks(text)) > 1


def test_fingerprints_tell_ops_bytes_and_repetitions_apart() -> None:
    [add], [sub], [far] = (
        list(fingerprints(report(body).findings))
        for body in (RACE, RACE.replace("TADD", "TSUB"), "TADD(b, a, a);\nTMUL(d, b, a);")
    )
    assert len({add, sub, far}) == 3
    twice = list(fingerprints(report(f"{RACE}\npipe_barrier(PIPE_V);\n{RACE}").findings))
    assert len(set(twice)) == 2
    assert twice[0] == add


# ---- fixes ----


@pytest.mark.parametrize("body", [RACE, "for (int i = 0; i < n; i++) {\n TMUL(d, c, a); TADD(c, a, b);\n}"])
def test_a_fix_settles_its_finding(body: str) -> None:
    before = report(body)
    fixes = [finding.fix for finding in before.findings if finding.fix is not None]
    assert fixes
    text = apply_edits(before.source.text, {edit for fix in fixes for edit in fix.edits})
    assert not [finding.code for finding in checked(text).findings if finding.code.startswith("PF1")]


def test_a_flag_between_two_pipes_settles_its_finding() -> None:
    text = (CPP / "o_subview_alias.v0.45.graph-sync-solver.cpp").read_text()
    found = [finding for finding in checked(text).findings if finding.code == "PF104"]
    assert len(found) == 3
    for finding in found:
        assert finding.fix is not None
        left = checked(apply_edits(text, finding.fix.edits)).findings
        assert finding.message not in [other.message for other in left]
        assert not [other for other in left if other.code.startswith("PF3") and other.severity is Severity.ERROR]


def test_sarif_fix() -> None:
    [result] = parsed("sarif", report(RACE))["runs"][0]["results"]
    [fix] = result["fixes"]
    [change] = fix["artifactChanges"]
    [replacement] = change["replacements"]
    assert change["artifactLocation"] == {"uri": "test.cpp"}
    assert replacement["deletedRegion"] == {"startLine": 5, "startColumn": 1, "endLine": 5, "endColumn": 1}
    assert replacement["insertedContent"] == {"text": "pipe_barrier(PIPE_V); "}


# ---- the rest of SARIF ----


def lines_of_flow(result: Any) -> list[int]:
    [flow] = result["codeFlows"]
    [thread] = flow["threadFlows"]
    steps = [step["location"] for step in thread["locations"]]
    assert all(step["message"]["text"] for step in steps)
    return [step["physicalLocation"]["region"]["startLine"] for step in steps]


def test_sarif_path_of_a_race() -> None:
    [result] = parsed("sarif", report("TADD(c, a, b);\nTSUB(d, a, a);\nTEXP(b, c);", model="ops"))["runs"][0][
        "results"
    ][:1]
    assert lines_of_flow(result)[0] == 4
    found = [r for r in parsed("sarif", checked(DIVISIONS.read_text()))["runs"][0]["results"] if "codeFlows" in r]
    [around] = [lines_of_flow(r) for r in found if r["ruleId"] == "PF110" and 96 in lines_of_flow(r)]
    assert (around[0], around[-1]) == (125, 121)  # round the loop


def test_sarif_tool_and_rules() -> None:
    document = parsed("sarif", report(RACE), report(ALLOWED, "b.cpp"))
    driver = document["runs"][0]["tool"]["driver"]
    assert driver["version"] == version("ptofix")
    for rule in driver["rules"]:
        page = pages()[rule["id"]]
        assert rule["help"]["text"] == str(page)
        assert "**Why.**" in rule["help"]["markdown"]
        assert rule["fullDescription"]["text"].startswith(page.summary)
        assert rule["helpUri"] == f"urn:ptofix:rule:{page.code}"
    assert all(result["partialFingerprints"]["ptofix/v1"] for result in document["runs"][0]["results"])


# ---- GitLab ----


def test_gitlab() -> None:
    broken, missing, first, second = json.loads(
        written("gitlab", [report(RACE, "./a.cpp"), report(RACE, "b.cpp")], [BROKEN, MISSING])
    )
    assert first["location"] == {"path": "a.cpp", "lines": {"begin": 5, "end": 5}}
    assert (first["check_name"], first["severity"]) == ("PF101", "major")
    assert first["description"].startswith("missing under model strict (accepted with ")
    assert (broken["severity"], broken["location"]["lines"]["begin"]) == ("blocker", 1)
    assert missing["description"] == "No such file or directory"
    assert len({issue["fingerprint"] for issue in (broken, missing, first, second)}) == 4


def test_gitlab_levels() -> None:
    found = json.loads(written("gitlab", [report("TADD(c, a, b); my_helper(c); // ptofix: hush")]))
    assert [issue["severity"] for issue in found] == ["minor", "info"]
    assert found[0]["description"].startswith("undecided: ")
