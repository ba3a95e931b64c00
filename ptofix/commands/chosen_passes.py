"""The passes that names of barrier patterns stand for, on the command line and in the environment."""

from __future__ import annotations

from collections.abc import Sequence

from ptofix.passes.remove_barriers import RemoveBarriers
from ptofix.rewriting.job import Pass
from ptofix.rewriting.registry import pass_class

# Names that stand for a pass of their own.
PROVEN = {"proven": "drop-redundant-barriers", "minimal": "minimal-barriers"}


def barrier_passes(names: Sequence[str], files: Sequence[str] = ()) -> tuple[Pass, ...]:
    """One pass for all patterns among `names`, one for each other name."""
    patterns = tuple(name for name in names if name not in PROVEN)
    passes: tuple[Pass, ...] = (RemoveBarriers(patterns, tuple(files)),) if patterns else ()
    return passes + tuple(pass_class(kind)() for name, kind in PROVEN.items() if name in names)
