"""Files of measured distances for tests."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ptofix.evidence.measured import latency_classes

Others = Mapping[tuple[str, str, str], int | None]


def assumption_text(repeats: int, others: Others | None = None, margin: int = 0) -> str:
    """All pairs of classes, at one distance but for some `others`: None leaves a pair out."""
    lines = ['device = "a test"', "date = 2026-11-23"]
    for earlier in latency_classes():
        for later in latency_classes():
            for dtype in ("float", "half"):
                asked = (others or {}).get((earlier, later, dtype), repeats)
                if asked is not None:
                    lines += ["[[pair]]", f'earlier = "{earlier}"', f'later = "{later}"', f'dtype = "{dtype}"']
                    lines += [f"repeats = {asked}", f"margin = {margin}", "trials = 1"]
    return "\n".join(lines) + "\n"


def assumption_file(folder: Path, repeats: int, others: Others | None = None, margin: int = 0) -> str:
    """A file in `folder` with that text."""
    path = folder / "assumptions.toml"
    path.write_text(assumption_text(repeats, others, margin))
    return str(path)
