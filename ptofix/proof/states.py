"""What the exploration moves: the operations of a node, and the state of one path.

All that is said twice is said of `before` and of `after`; `a` is the access that is followed.
"""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

from ptofix.hardware.pipe import PIPES, Pipe
from ptofix.proof.accesses import AccessedBytes

BIT = {pipe: 1 << i for i, pipe in enumerate(PIPES)}
ALL_PIPES = (1 << len(PIPES)) - 1
SIGNALS = 1 << len(PIPES)  # beside the pipes: what hw.barrier-before-signal puts after a barrier of the pipe

# One flag of one side, as a number: 1, then a bit per raise, eldest first, set if the raise covers `a`. 0: unreliable.
NOT_RAISED, UNRELIABLE, MOST_RAISES = 1, 0, 8
# The same in `before` where what is not reliable may order: some raise since covers `a` in both, or in `before` alone.
COVERED, COVERED_BEFORE = -1, -2

Accesses = tuple[AccessedBytes, ...]
FlagStates = tuple[tuple[int, ...], tuple[int, ...]]


class WorkSite(Struct, frozen=True, eq=False):
    """One stage of a node; `accesses` and `repeats` in `before` and in `after`."""

    index: int
    node: int
    pipe: int
    accesses: tuple[Accesses, Accesses]
    repeats: tuple[int, int]
    opaque: bool


class Fence(Struct, frozen=True):
    """If `a` is done before work on one of `sources` starts, it is done before later work on `targets`.

    `inside` of a call, made with flags that would be `racing` with others if source and id alone named a flag. Where
    one of the flags `spoilers` is raised, it orders nothing: the wait inside may take that.
    """

    sides: int
    sources: int
    targets: int
    node: int
    inside: bool = False
    racing: bool = False
    spoilers: tuple[int, ...] = ()


class Flag(Struct, frozen=True):
    """A raise (`targets` 0), or a wait of the pipes `targets`; `racing` if another pipe can take the same flag.

    `granted`: where the flag is not reliable, the wait takes the raise that is worst for `after`.
    """

    sides: int
    key: int
    source: int
    targets: int
    racing: bool
    granted: bool = False


class Taint(Struct, frozen=True):
    """From here on no flag is reliable: each may be raised here, and taken."""


class TurnEnd(Struct, frozen=True):
    """Behind work on an accumulator in its turn: it found the unit flag `key` up if it `stores`, else down.

    If it `ends` the turn, the flag changes; behind a store, work before the raise has the mark `passed`.
    """

    key: int
    stores: bool
    ends: bool
    passed: int


Synchronisation = Fence | Flag | Taint | TurnEnd
Operation = WorkSite | Synchronisation


class PathState(NamedTuple):
    """Everything per side; `credit` and `drained` are for evidence.py."""

    repeats: tuple[int, int]
    ordered: tuple[int, int]
    flags: FlagStates
    credit: frozenset[tuple[int, int]] = frozenset()
    drained: int = 0


Configuration = tuple[int, PathState]
Origins = dict[Configuration, "Configuration | PathState"]


class Meeting(Struct, frozen=True):
    """`earlier` reaches a conflicting `later` in `state`; `came` tells from where each configuration was reached."""

    earlier: WorkSite
    later: WorkSite
    state: PathState
    here: Configuration
    came: Origins

    def path(self) -> tuple[PathState, tuple[int, ...]]:
        """The state in which `earlier` starts, and the nodes from it to `later`, both included."""
        nodes: list[int] = []
        here: Configuration | PathState = self.here
        while not isinstance(here, PathState):
            nodes.append(here[0])
            here = self.came[here]
        return here, (self.earlier.node, *reversed(nodes))


def covers(before: int, after: int) -> int:
    """What is left to say of raises as bits, once it is not known which of them a wait takes."""
    if before.bit_count() == 1:
        return UNRELIABLE  # no raise covers the access
    if before & ~after:
        return COVERED_BEFORE
    return COVERED if (before & after).bit_count() > 1 else UNRELIABLE


def with_flag(flags: tuple[int, ...], key: int, raised: int) -> tuple[int, ...]:
    return (*flags[:key], raised, *flags[key + 1 :])


def pipes_of(pipe: Pipe) -> int:
    return ALL_PIPES if pipe == Pipe.ALL else BIT[pipe]


def held_by(target: Pipe) -> int:
    """The pipes that a wait on `target` holds: the scalar stream issues to all."""
    return ALL_PIPES if target == Pipe.S else pipes_of(target)
