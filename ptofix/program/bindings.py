"""Where tiles are at each point of a program, and how large their valid part is, followed over the flow.

A state maps each tile to where it is and each pipe to the number of its next tile. Where paths meet, what differs is
joined: a tile may then be at one of several addresses, or at one that is not known; a size that differs is not known.
Each change is a small object with an `apply`; states are shared until somebody changes one, so `apply` works on a copy
that its caller made.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import reduce
from itertools import product
from math import gcd
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from ptofix.program.choices import Choices
from ptofix.program.entities import PipeVariable, TileVariable
from ptofix.program.integers import Integer
from ptofix.program.recurrences import Periods, Table, Value, common_periods

# More addresses than this for one tile: it is swapped around in a way that is not worth following.
_MOST_BASES = 8


class Sizes(NamedTuple):
    """Valid rows and columns of a tile, None where they are not known."""

    rows: int | None = None
    cols: int | None = None


NOT_KNOWN = Sizes()


class Pops(Struct, frozen=True):
    """How many tiles were taken from a pipe, modulo its local slots: `first`, and more in each round after of loops.

    The rounds of a loop are counted from 0, in `per_round` by the number of the loop.
    """

    first: int = 0
    per_round: tuple[tuple[int, int], ...] = ()

    def and_also(self, more: int, slots: int) -> Pops:
        return Pops((self.first + more) % (slots or 1), self.per_round)

    def growing(self, loop: int, by: int) -> Pops:
        """With `by` more in each round of a loop that it did not depend on."""
        return Pops(self.first, tuple(sorted((*self.per_round, (loop, by))))) if by else self

    def grows(self, loop: int) -> int:
        return dict(self.per_round).get(loop, 0)

    def in_round(self, loop: int, number: int, slots: int) -> Pops:
        """In this round of a loop, on which it no longer hangs."""
        rest = tuple(one for one in self.per_round if one[0] != loop)
        return Pops((self.first + number * self.grows(loop)) % (slots or 1), rest)


class Moves(Struct, frozen=True):
    """The addresses of a tile in each round of the loops of `periods`; any of its addresses where there is none."""

    periods: Periods
    bases: dict[tuple[int, ...], tuple[int, ...]]
    by_layout: bool = False  # as of a binding

    def within(self, loops: Collection[int]) -> bool:
        return all(loop in loops for loop, _ in self.periods)

    @property
    def all_bases(self) -> tuple[int, ...]:
        return tuple(sorted({base for bases in self.bases.values() for base in bases}))


class Binding(Struct, frozen=True):
    """`bases` are the addresses that the tile can have, None if they are not known, for the reason in `unknown`.

    With `bases` a reason says why it is not known which of them it is, and no path tells.

    `slots` widens the tile to that many consecutive buffers of its size. `by_round` tells which of the addresses
    it is in this round. `by_layout`: the first is where one version of the headers has it, the second where another.
    """

    bases: tuple[int, ...] | None
    slots: int = 1
    unknown: str = ""
    sizes: Sizes = NOT_KNOWN
    by_round: Moves | None = None
    by_layout: bool = False


_NEVER_ASSIGNED = "it was never assigned"
DECIDED_BY_CALLER = "the caller decides where it is"
NEVER_DECLARED = Binding(None, unknown=_NEVER_ASSIGNED)


class State(Struct):
    """`tiles` without an entry were never declared, `pipes` without one are at an unknown tile."""

    tiles: dict[TileVariable, Binding]
    pipes: dict[PipeVariable, Pops]

    def copy(self) -> State:
        return State(dict(self.tiles), dict(self.pipes))

    def of(self, tile: TileVariable) -> Binding:
        return self.tiles.get(tile, NEVER_DECLARED)

    def lose(self, tile: TileVariable, reason: str) -> None:
        """From here on the address is not known."""
        self.tiles[tile] = Binding(None, unknown=reason, sizes=self.of(tile).sizes)


def join(first: State, second: State) -> State:
    """What holds on both of two paths."""
    if first is second:
        return first
    tiles, theirs = dict(first.tiles), second.tiles
    for tile, binding in first.tiles.items():
        other = theirs.get(tile, NEVER_DECLARED)
        if other is not binding:
            tiles[tile] = _join(binding, other)
    tiles.update((tile, _join(NEVER_DECLARED, theirs[tile])) for tile in theirs.keys() - first.tiles.keys())
    return State(tiles, dict(first.pipes.items() & second.pipes.items()))


def across_rounds(state: State, loops: Collection[int]) -> State:
    """`state` where of the loops around a tile's assignment only `loops` are still in the same round."""
    changed = {
        tile: replace(binding, by_round=None)
        for tile, binding in state.tiles.items()
        if binding.by_round is not None and not binding.by_round.within(loops)
    }
    return State({**state.tiles, **changed}, state.pipes) if changed else state


def in_next_round(state: State, loop: int) -> State:
    """`state` where a loop goes on: its next round is counted one higher."""
    if not any(taken.grows(loop) for taken in state.pipes.values()):
        return state
    slots = {pipe: pipe.type.local_slot_num for pipe in state.pipes}
    pipes = {p: taken.and_also(-taken.grows(loop), slots[p]) for p, taken in state.pipes.items()}
    return State(state.tiles, pipes)


def behind_loop(state: State, loop: int, rounds: int | None) -> State:
    """`state` where a loop was left after its last round; `rounds` if it is known how many it has."""
    if not any(taken.grows(loop) for taken in state.pipes.values()):
        return state
    pipes = {
        pipe: taken.in_round(loop, (rounds or 1) - 1, pipe.type.local_slot_num)
        for pipe, taken in state.pipes.items()
        if rounds is not None or not taken.grows(loop)
    }
    return State(state.tiles, pipes)


def _join(first: Binding, second: Binding) -> Binding:
    if first == second:
        return first
    sizes = Sizes(*(a if a == b else None for a, b in zip(first.sizes, second.sizes)))
    if first.bases is None or second.bases is None or first.slots != second.slots:
        same = first.bases is second.bases and first.unknown == second.unknown
        return Binding(None, unknown=first.unknown if same else "it differs between paths", sizes=sizes)
    bases = tuple(sorted({*first.bases, *second.bases}))
    if len(bases) > _MOST_BASES:
        return Binding(None, unknown="it is rebound in too many places", sizes=sizes)
    return Binding(bases, first.slots, sizes=sizes)


class Declared(Struct, frozen=True):
    """A new tile object of these valid sizes, or a pipe object whose next tile is its first."""

    variable: TileVariable | PipeVariable
    sizes: Sizes = NOT_KNOWN

    def apply(self, state: State) -> None:
        if isinstance(self.variable, TileVariable):
            state.tiles[self.variable] = Binding(None, unknown=_NEVER_ASSIGNED, sizes=self.sizes)
        else:
            state.pipes[self.variable] = Pops()


class Assigned(Struct, frozen=True):
    """`TASSIGN(tile, address)`; None for an address that is no known constant: it may still be one of a few."""

    tile: TileVariable
    address: Value | None
    choices: Choices | None = None  # what it can be where it is not known

    def apply(self, state: State) -> None:
        sizes = state.of(self.tile).sizes
        match self.address:
            case Integer(_, value):
                state.tiles[self.tile] = Binding((value,), sizes=sizes)
            case Table(periods, values):
                moves = Moves(periods, {residues: (number.value,) for residues, number in values})
                state.tiles[self.tile] = Binding(moves.all_bases, sizes=sizes, by_round=moves)
            case _ if self.choices is not None:
                state.tiles[self.tile] = Binding(tuple(sorted({one.value for one in self.choices})), sizes=sizes)
            case _:
                state.lose(self.tile, "the address it is assigned is not a known constant")


class Copied(Struct, frozen=True):
    """A tile that is a copy of another, its size too."""

    tile: TileVariable
    source: TileVariable

    def apply(self, state: State) -> None:
        state.tiles[self.tile] = state.of(self.source)


class Chosen(Struct, frozen=True):
    """A tile that is a copy of one of several, nobody knows which."""

    tile: TileVariable
    sources: tuple[TileVariable, ...]

    def apply(self, state: State) -> None:
        state.tiles[self.tile] = reduce(_join, map(state.of, self.sources))


class Reshaped(Struct, frozen=True):
    """`TRESHAPE(tile, source)`: the address of the source; the size stays (pto-isa TReshape.hpp, TAssign.hpp)."""

    tile: TileVariable
    source: TileVariable

    def apply(self, state: State) -> None:
        state.tiles[self.tile] = replace(state.of(self.source), sizes=state.of(self.tile).sizes)


class Viewed(Struct, frozen=True):
    """`TSUBVIEW(tile, source, row, column)`."""

    tile: TileVariable
    source: TileVariable
    row: int | None
    column: int | None

    def apply(self, state: State) -> None:
        parent, type_ = state.of(self.source), self.source.type
        if parent.unknown == DECIDED_BY_CALLER:
            state.lose(self.tile, DECIDED_BY_CALLER)
            return
        plain = not type_.boxed and type_.layout == "RowMajor" and parent.slots == 1
        if parent.bases is None or not plain or type_.element_bytes is None or self.row is None or self.column is None:
            state.lose(self.tile, "it is a view at an unknown offset")
            return
        offset = (self.row * type_.cols + self.column) * type_.element_bytes
        moves = parent.by_round
        if moves is not None:
            moved = {residues: tuple(base + offset for base in bases) for residues, bases in moves.bases.items()}
            moves = Moves(moves.periods, moved)
        bases = tuple(base + offset for base in parent.bases)
        state.tiles[self.tile] = Binding(bases, sizes=state.of(self.tile).sizes, by_round=moves)


class Popped(Struct, frozen=True):
    """A tile TPOP binds its tile to buffer (index mod LocalSlotNum) of the pipe, then loads into it.

    The buffers lie one tile apart in the headers of June, one slot apart in those of August (pto-isa TPush.hpp
    popVecTileFromGMFiFo, popMatTileFromGMFiFo): the tile may be at either place.
    """

    pipe: PipeVariable
    tile: TileVariable

    def apply(self, state: State) -> None:
        taken, slots = state.pipes.get(self.pipe), self.pipe.type.local_slot_num
        consumer = self.pipe.consumer
        if consumer is None or self.tile.type.element_bytes is None:
            state.lose(self.tile, "the local buffer of its pipe is not a known constant")
            return
        # June's headers, August's: in this order, so that the first of one tile is as old as the first of another.
        strides = dict.fromkeys((self.tile.type.size_bytes, self.pipe.type.slot_size))
        sizes = state.of(self.tile).sizes

        def places(buffers: Iterable[int]) -> tuple[int, ...]:
            return tuple(dict.fromkeys(consumer + buffer * stride for buffer in buffers for stride in strides))

        if taken is not None and not taken.per_round:
            bases = places((taken.first,))
            state.tiles[self.tile] = Binding(bases, sizes=sizes, by_layout=len(bases) == 2)
            return
        unknown = f"it is one of the {slots} local slots of its pipe" if slots > 1 else ""
        moves = None if taken is None else _by_round(taken, slots, places)
        everywhere = tuple(sorted(places(range(slots))))
        if moves is None and len(strides) == 1:
            state.tiles[self.tile] = Binding((consumer,), slots, unknown, sizes)
        elif moves is None and len(everywhere) > _MOST_BASES:
            state.lose(self.tile, "the buffers of its pipe lie elsewhere in other versions of the headers")
        else:
            state.tiles[self.tile] = Binding(everywhere, 1, unknown, sizes, moves)


def _by_round(taken: Pops, slots: int, places: Callable[[Iterable[int]], tuple[int, ...]]) -> Moves | None:
    """Where the next tile of a pipe is in each round; None if the rounds are too many to follow."""
    periods = common_periods([((loop, slots // gcd(slots, by)),) for loop, by in taken.per_round])
    if periods is None:
        return None
    growth = [by for _, by in taken.per_round]
    rounds = product(*(range(period) for _, period in periods))
    taken_in = {r: taken.first + sum(n * by for n, by in zip(r, growth)) for r in rounds}
    return Moves(periods, {r: places((count % slots,)) for r, count in taken_in.items()}, by_layout=True)


class Advanced(Struct, frozen=True):
    """After a TPOP the next one takes the next tile."""

    pipe: PipeVariable

    def apply(self, state: State) -> None:
        if self.pipe in state.pipes:
            state.pipes[self.pipe] = state.pipes[self.pipe].and_also(1, self.pipe.type.local_slot_num)


class Resized(Struct, frozen=True):
    """`tile.SetValidShape(rows, columns)`."""

    tile: TileVariable
    sizes: Sizes

    def apply(self, state: State) -> None:
        state.tiles[self.tile] = replace(state.of(self.tile), sizes=self.sizes)


class Lost(Struct, frozen=True):
    """Something may have changed these variables in any way, but for a valid size that the type names."""

    variables: tuple[TileVariable | PipeVariable, ...]
    reason: str

    def apply(self, state: State) -> None:
        for variable in self.variables:
            if isinstance(variable, TileVariable):
                sizes = Sizes(variable.type.valid_rows, variable.type.valid_cols)
                state.tiles[variable] = Binding(None, unknown=self.reason, sizes=sizes)
            else:
                state.pipes.pop(variable, None)


Change = Declared | Assigned | Copied | Chosen | Reshaped | Viewed | Popped | Advanced | Resized | Lost


def applied(changes: Iterable[Change], state: State) -> State:
    """The state after `changes`; `state` itself if there are none."""
    changed = None
    for change in changes:
        changed = changed or state.copy()
        change.apply(changed)
    return changed or state
