"""Public reports, re-enacted in benchmarks/reports: `check` names each, and `fix` repairs it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ptofix.api.chosen_passes import SYNC
from ptofix.isa.architecture import A2A3
from ptofix.order.model import STRICT
from ptofix.placement.tests.kernels import missing, verdict_of
from ptofix.proof.verdict import Proved
from ptofix.report.sync_counts import sync_counts
from ptofix.rules.checking import check
from ptofix.tests.build import run
from ptofix.text.source import read_source
from ptofix.text.toml import parse_toml

FOLDER = Path(__file__).parents[2] / "benchmarks" / "reports"
REPORTS = parse_toml((FOLDER / "reports.toml").read_text(encoding="utf-8"))["report"]


NOTES = {"PF303", "PF305"}
ROUNDS = 64


def ident(report: dict[str, Any]) -> str:
    return str(report["text"])


@pytest.mark.parametrize("report", REPORTS, ids=ident)
def test_report(report: dict[str, Any]) -> None:
    before = read_source(str(FOLDER / report["text"]))
    assert set(report["codes"]) <= {finding.code for finding in check(before, STRICT).findings}
    after = run(before, ",".join(SYNC[report["fix"]])).source
    assert not missing(after)
    assert not {finding.code for finding in check(after, STRICT).findings if finding.code.startswith("PF3")} - NOTES
    assert isinstance(verdict_of(after), Proved)


@pytest.mark.parametrize("sync", ["narrow", "all"])
@pytest.mark.parametrize("report", [report for report in REPORTS if "PF201" in report["codes"]], ids=ident)
def test_no_barrier_of_all_pipes_is_left_in_a_loop(report: dict[str, Any], sync: str) -> None:
    before = read_source(str(FOLDER / report["text"]))
    after = run(before, ",".join(SYNC[sync])).source
    assert "PF201" not in {finding.code for finding in check(after, STRICT).findings}
    assert isinstance(verdict_of(after), Proved)


@pytest.mark.parametrize("report", [report for report in REPORTS if "by_hand" in report], ids=ident)
def test_as_fast_as_by_hand(report: dict[str, Any]) -> None:
    by_hand = read_source(str(FOLDER / report["by_hand"]))
    assert isinstance(verdict_of(by_hand), Proved)
    after = run(read_source(str(FOLDER / report["text"])), ",".join(SYNC["all"])).source
    cycles = [sync_counts(source, A2A3, {}, ROUNDS).cycles for source in (after, by_hand)]
    assert cycles[0] is not None
    assert cycles[1] is not None
    assert cycles[0] <= 1.05 * cycles[1]


def test_every_text_is_in_the_list() -> None:
    listed = {Path(text).name for report in REPORTS for text in (report["text"], report.get("by_hand", ""))}
    numbered = {path.name for path in (FOLDER / "cpp").glob("[0-9]*.cpp")}
    assert numbered <= listed
    assert {path.stem for path in (FOLDER / "pto").glob("*.pto")} == {
        path.name.partition(".")[0] for path in (FOLDER / "cpp").glob("*.insert-sync.cpp")
    }
