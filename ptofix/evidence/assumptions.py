"""The named assumptions of assumptions.toml."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from ptofix.text.cache import cached_toml

PATH = Path(__file__).with_name("assumptions.toml")

TEXTS = ("title", "statement", "switchable", "evidence_for", "evidence_against", "sources")

FLAG_KEY, IDLE_CALLERS, ARGUMENTS = "hw.flag-key", "callers.idle", "mem.arguments-distinct"
BARRIER_BEFORE_SIGNAL, UNIT_FLAG, CORE_FLAGS = "hw.barrier-before-signal", "hw.unit-flag", "hw.core-flags"
REPEAT_DISTANCE, READ_BEFORE_WRITE = "hw.repeat-distance", "hw.read-before-write"
BY_DISTANCE = frozenset((REPEAT_DISTANCE, READ_BEFORE_WRITE))
"""The assumptions by which repeats alone keep two accesses apart."""

ACCUMULATOR_DISTANCE = "hw.accumulator-distance"
"""The same of the matrix unit, in blocks of an accumulator. Only where a text is judged by itself."""
GRADED = BY_DISTANCE | {ACCUMULATOR_DISTANCE}
"""The assumptions of which each pair of ops has a grade."""


class Assumption(Struct, frozen=True):
    """A fact about the hardware that no header proves. `parameters` are the values that the code reads."""

    name: str
    title: str
    statement: str
    switchable: bool
    evidence_for: tuple[str, ...]
    evidence_against: tuple[str, ...]
    sources: tuple[str, ...]
    parameters: dict[str, Any]


@lru_cache(maxsize=1)
def assumptions() -> dict[str, Assumption]:
    """Assumptions by name, such as `hw.repeat-distance`, in the order of the file."""
    document = cached_toml(PATH)
    found = {}
    for group, entries in document.items():
        for key, entry in entries.items():
            name = f"{group}.{key}"
            found[name] = Assumption(
                name=name,
                title=entry["title"],
                statement=entry["statement"],
                switchable=entry["switchable"],
                evidence_for=tuple(entry["evidence_for"]),
                evidence_against=tuple(entry["evidence_against"]),
                sources=tuple(entry["sources"]),
                parameters={word: value for word, value in entry.items() if word not in TEXTS},
            )
    return found


def repeats_asked(assumption: str) -> int:
    """The repeats that one of BY_DISTANCE requires, of any pair."""
    return int(assumptions()[assumption].parameters["repeats"])
