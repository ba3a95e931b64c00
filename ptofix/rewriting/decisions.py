"""Which rewrites of a pipeline are made: all, the first few, or chosen ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import NamedTuple

from msgspec import Struct, field

from ptofix.text.source import Span


class Decision(NamedTuple):
    """What a rewrite is known by, whichever others are made: `step` of the pipeline, words, and place in the input.

    `nth` counts those that have all else in common.
    """

    step: int
    label: str
    message: str
    span: Span
    nth: int = 0


class Decisions(Struct):
    """Asked for each rewrite in turn, it numbers those that are made; `limit` and `only` say which may be."""

    limit: int | None = None
    only: Collection[Decision] | None = None
    made: list[Decision] = field(default_factory=list)
    seen: Counter[Decision] = field(default_factory=Counter)

    def number(self, step: int, label: str, message: str, span: Span) -> int | None:
        """The number of a rewrite, from 1; None if it is not to be made."""
        alike = Decision(step, label, message, span)
        decision = alike._replace(nth=self.seen[alike])
        self.seen[alike] += 1
        if self.limit is not None and len(self.made) >= self.limit:
            return None
        if self.only is not None and decision not in self.only:
            return None
        self.made.append(decision)
        return len(self.made)
