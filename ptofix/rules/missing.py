"""Which pairs of accesses `check` reports as missing orders, as a question about two of them."""

from __future__ import annotations

from collections.abc import Callable

from ptofix.order.effects import Site
from ptofix.rules.subject import Subject


def missing_in(subject: Subject) -> Callable[[Site, Site], bool]:
    """Whether an order is missing between two sites of a program of the file, whatever operands meet there."""
    keys = {race.key[:-1] for race in subject.missing}

    def is_missing(earlier: Site, later: Site) -> bool:
        spans = [site.instruction.statement and site.instruction.statement.span for site in (earlier, later)]
        return (*spans, earlier.pipe, later.pipe) in keys

    return is_missing
