"""The public reports as a table: what `check` finds, what `fix` makes of it, and cycles before and after.

Run it as `python benchmarks/reports/run.py`.
"""

from __future__ import annotations

from pathlib import Path

from ptofix.api.chosen_passes import SYNC
from ptofix.evidence.grade import Grade
from ptofix.isa.architecture import A2A3
from ptofix.order.model import MODELS
from ptofix.proof.absolute import check_alone
from ptofix.proof.product import Parsed
from ptofix.report.sync_counts import sync_counts
from ptofix.rewriting.pipeline import Settings, run_pipeline
from ptofix.rewriting.pipeline_text import parse_pipeline
from ptofix.rules.checking import check
from ptofix.text.source import SourceFile, read_source
from ptofix.text.toml import parse_toml

HERE = Path(__file__).parent
_ROUNDS = 64


def _verdict(source: SourceFile) -> str:
    known = Parsed.of(source, A2A3, True)
    return type(check_alone(known, "strict", MODELS["strict"].assumed, Grade.EXTRAPOLATED)).__name__


def _errors(source: SourceFile) -> str:
    found = check(source, MODELS["strict"]).findings
    return ", ".join(sorted({f.code for f in found if f.severity.value == "error"})) or "none"


def _by_hand(entry: dict[str, str]) -> str:
    """Cycles of the same kernel with flags written by hand."""
    if "by_hand" not in entry:
        return ""
    return f" (by hand {sync_counts(read_source(str(HERE / entry['by_hand'])), A2A3, {}, _ROUNDS).cycles})"


def main() -> None:
    print(f"{'report':32} {'errors':28} {'absolute':10} {'fix':8} {'errors':8} {'absolute':10} {'PIPE_ALL':10} cycles")
    for entry in parse_toml((HERE / "reports.toml").read_text(encoding="utf-8"))["report"]:
        before = read_source(str(HERE / entry["text"]))
        after = run_pipeline(before, parse_pipeline(",".join(SYNC[entry["fix"]])), Settings()).source
        counts = [sync_counts(source, A2A3, {}, _ROUNDS) for source in (before, after)]
        barriers = " → ".join(str(c.innermost.get("PIPE_ALL", 0)) for c in counts)
        cycles = " → ".join("?" if c.cycles is None else str(c.cycles) for c in counts)
        cells = (", ".join(entry["numbers"]), _errors(before), _verdict(before), entry["fix"], _errors(after))
        widths = (32, 28, 10, 8, 8)
        shown = " ".join(f"{cell:{width}}" for cell, width in zip(cells, widths))
        print(f"{shown} {_verdict(after):10} {barriers:10} {cycles}{_by_hand(entry)}")


if __name__ == "__main__":
    main()
