"""Public reports, re-enacted in benchmarks/reports: `check` names each, and `fix` repairs it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ptofix.api.chosen_passes import SYNC
from ptofix.order.model import STRICT
from ptofix.placement.tests.kernels import missing, verdict_of
from ptofix.proof.verdict import Proved
from ptofix.rules.checking import check
from ptofix.tests.build import run
from ptofix.text.source import read_source
from ptofix.text.toml import parse_toml

FOLDER = Path(__file__).parents[2] / "benchmarks" / "reports"
REPORTS = parse_toml((FOLDER / "reports.toml").read_text(encoding="utf-8"))["report"]


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report["numbers"][0])
def test_report(report: dict[str, Any]) -> None:
    before = read_source(str(FOLDER / report["text"]))
    assert set(report["codes"]) <= {finding.code for finding in check(before, STRICT).findings}
    after = run(before, ",".join(SYNC[report["fix"]])).source
    assert not missing(after)
    assert isinstance(verdict_of(after), Proved)
    if report["fix"] == "narrow":
        loop = after.text[after.text.index("for (") :]
        assert "pipe_barrier(PIPE_ALL);" not in loop


def test_every_text_is_in_the_list() -> None:
    listed = {Path(report["text"]).name for report in REPORTS}
    numbered = {path.name for path in (FOLDER / "cpp").glob("[0-9]*.cpp")}
    assert numbered <= listed
    assert {path.stem for path in (FOLDER / "pto").glob("*.pto")} == {
        path.name.partition(".")[0] for path in (FOLDER / "cpp").glob("*.insert-sync.cpp")
    }
