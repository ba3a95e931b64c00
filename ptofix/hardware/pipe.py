"""The pipes of a core, by the names that `PIPE_…` has in C++."""

from __future__ import annotations

from enum import Enum


class Pipe(str, Enum):
    """One queue of instructions. A str too: it compares, hashes and prints as its name."""

    S = "S"
    V = "V"
    M = "M"
    MTE1 = "MTE1"
    MTE2 = "MTE2"
    MTE3 = "MTE3"
    FIX = "FIX"
    ALL = "ALL"
    """No pipe, but all of the core: what a barrier may name."""

    __str__ = str.__str__
    __hash__ = str.__hash__


PIPES: tuple[Pipe, ...] = tuple(pipe for pipe in Pipe if pipe is not Pipe.ALL)
"""The pipes that work is issued to. The scalar unit is the one that issues it."""
