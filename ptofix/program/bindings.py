"""Where tiles are at each point of a program, and how large their valid part is, followed over the flow.

A state maps each tile to where it is and each pipe to the number of its next tile. Where paths meet, what differs is
joined: a tile may then be at one of several addresses, or at one that is not known; a size that differs is not known.
Each change is a small object with an `apply`; states are shared until somebody changes one, so `apply` works on a copy
that its caller made.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from ptofix.program.entities import PipeVariable, TileVariable
from ptofix.program.integers import Integer
from ptofix.program.rounds import Periods, Table, Value

# More addresses than this for one tile: it is swapped around in a way that is not worth following.
_MOST_BASES = 8


class Sizes(NamedTuple):
    """Valid rows and columns of a tile, None where they are not known."""

    rows: int | None = None
    cols: int | None = None


NOT_KNOWN = Sizes()


@dataclass(frozen=True)
class Moves:
    """The address of a tile in each round of the loops of `periods`; any of its addresses where there is none."""

    periods: Periods
    bases: dict[tuple[int, ...], int]

    def within(self, loops: Collection[int]) -> bool:
        return all(loop in loops for loop, _ in self.periods)


@dataclass(frozen=True, slots=True)
class Binding:
    """`bases` are the addresses that the tile can have, None if they are not known, for the reason in `unknown`.

    With `bases` a reason says why it is not known which of them it is, and no path tells.

    `slots` widens the tile to that many consecutive buffers of its size. `by_round` tells which of the addresses
    it is in this round.
    """

    bases: tuple[int, ...] | None
    slots: int = 1
    unknown: str = ""
    sizes: Sizes = NOT_KNOWN
    by_round: Moves | None = None


_NEVER_ASSIGNED = "it was never assigned"
NEVER_DECLARED = Binding(None, unknown=_NEVER_ASSIGNED)


@dataclass(slots=True)
class State:
    """`tiles` without an entry were never declared, `pipes` without one stand at an unknown tile."""

    tiles: dict[TileVariable, Binding]
    pipes: dict[PipeVariable, int]

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
    tiles = {tile: _join(binding, second.of(tile)) for tile, binding in first.tiles.items()}
    tiles.update((tile, _join(NEVER_DECLARED, second.tiles[tile])) for tile in second.tiles.keys() - first.tiles.keys())
    return State(tiles, dict(first.pipes.items() & second.pipes.items()))


def across_rounds(state: State, loops: Collection[int]) -> State:
    """`state` where of the loops around a tile's assignment only `loops` are still in the same round."""
    changed = {
        tile: replace(binding, by_round=None)
        for tile, binding in state.tiles.items()
        if binding.by_round is not None and not binding.by_round.within(loops)
    }
    return State({**state.tiles, **changed}, state.pipes) if changed else state


def _join(first: Binding, second: Binding) -> Binding:
    if first == second:
        return first
    sizes = Sizes(*(a if a == b else None for a, b in zip(first.sizes, second.sizes)))
    if first.bases is None or second.bases is None or first.slots != second.slots:
        return Binding(None, unknown="it differs between paths", sizes=sizes)
    bases = tuple(sorted({*first.bases, *second.bases}))
    if len(bases) > _MOST_BASES:
        return Binding(None, unknown="it is rebound in too many places", sizes=sizes)
    return Binding(bases, first.slots, sizes=sizes)


@dataclass(frozen=True, slots=True)
class Declared:
    """A new tile object of these valid sizes, or a pipe object whose next tile is its first."""

    variable: TileVariable | PipeVariable
    sizes: Sizes = NOT_KNOWN

    def apply(self, state: State) -> None:
        if isinstance(self.variable, TileVariable):
            state.tiles[self.variable] = Binding(None, unknown=_NEVER_ASSIGNED, sizes=self.sizes)
        else:
            state.pipes[self.variable] = 0


@dataclass(frozen=True, slots=True)
class Assigned:
    """`TASSIGN(tile, address)`; None for an address that is no known constant."""

    tile: TileVariable
    address: Value | None

    def apply(self, state: State) -> None:
        sizes = state.of(self.tile).sizes
        match self.address:
            case Integer(_, value):
                state.tiles[self.tile] = Binding((value,), sizes=sizes)
            case Table(periods, values):
                moves = Moves(periods, {residues: number.value for residues, number in values})
                bases = tuple(sorted(set(moves.bases.values())))
                state.tiles[self.tile] = Binding(bases, sizes=sizes, by_round=moves)
            case _:
                state.lose(self.tile, "the address it is assigned is not a known constant")


@dataclass(frozen=True, slots=True)
class Copied:
    """A tile that is a copy of another, its size too."""

    tile: TileVariable
    source: TileVariable

    def apply(self, state: State) -> None:
        state.tiles[self.tile] = state.of(self.source)


@dataclass(frozen=True, slots=True)
class Reshaped:
    """`TRESHAPE(tile, source)`: the address of the source; the size stays (pto-isa TReshape.hpp, TAssign.hpp)."""

    tile: TileVariable
    source: TileVariable

    def apply(self, state: State) -> None:
        state.tiles[self.tile] = replace(state.of(self.source), sizes=state.of(self.tile).sizes)


@dataclass(frozen=True, slots=True)
class Viewed:
    """`TSUBVIEW(tile, source, row, column)`."""

    tile: TileVariable
    source: TileVariable
    row: int | None
    column: int | None

    def apply(self, state: State) -> None:
        parent, type_ = state.of(self.source), self.source.type
        plain = not type_.boxed and type_.layout == "RowMajor" and parent.slots == 1
        if parent.bases is None or not plain or type_.element_bytes is None or self.row is None or self.column is None:
            state.lose(self.tile, "it is a view at an unknown offset")
            return
        offset = (self.row * type_.cols + self.column) * type_.element_bytes
        moves = parent.by_round
        if moves is not None:
            moves = Moves(moves.periods, {residues: base + offset for residues, base in moves.bases.items()})
        bases = tuple(base + offset for base in parent.bases)
        state.tiles[self.tile] = Binding(bases, sizes=state.of(self.tile).sizes, by_round=moves)


@dataclass(frozen=True, slots=True)
class Popped:
    """A tile TPOP binds its tile to buffer (index mod LocalSlotNum) of the pipe, then loads into it.

    The buffers lie one tile apart in the headers of June, one slot apart in those of August (pto-isa TPush.hpp
    popVecTileFromGMFiFo, popMatTileFromGMFiFo): the tile may be at either place.
    """

    pipe: PipeVariable
    tile: TileVariable

    def apply(self, state: State) -> None:
        index, slots = state.pipes.get(self.pipe), self.pipe.type.local_slot_num
        if self.pipe.consumer is None or self.tile.type.element_bytes is None:
            state.lose(self.tile, "the local buffer of its pipe is not a known constant")
            return
        strides = {self.tile.type.size_bytes, self.pipe.type.slot_size}
        sizes = state.of(self.tile).sizes
        unknown = f"it is one of the {slots} local slots of its pipe" if index is None and slots > 1 else ""
        if index is None and len(strides) == 1:
            state.tiles[self.tile] = Binding((self.pipe.consumer,), slots, unknown, sizes)
            return
        buffers = range(slots) if index is None else (index % slots,)
        bases = {self.pipe.consumer + buffer * stride for buffer in buffers for stride in strides}
        if len(bases) > _MOST_BASES:
            state.lose(self.tile, "the buffers of its pipe lie elsewhere in other versions of the headers")
        else:
            state.tiles[self.tile] = Binding(tuple(sorted(bases)), unknown=unknown, sizes=sizes)


@dataclass(frozen=True, slots=True)
class Advanced:
    """Behind a TPOP the next one takes the next tile."""

    pipe: PipeVariable

    def apply(self, state: State) -> None:
        if self.pipe in state.pipes:
            state.pipes[self.pipe] += 1


@dataclass(frozen=True, slots=True)
class Resized:
    """`tile.SetValidShape(rows, columns)`."""

    tile: TileVariable
    sizes: Sizes

    def apply(self, state: State) -> None:
        state.tiles[self.tile] = replace(state.of(self.tile), sizes=self.sizes)


@dataclass(frozen=True, slots=True)
class Lost:
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


Change = Declared | Assigned | Copied | Reshaped | Viewed | Popped | Advanced | Resized | Lost


def applied(changes: Iterable[Change], state: State) -> State:
    """The state behind `changes`; `state` itself if there are none."""
    changed = None
    for change in changes:
        changed = changed or state.copy()
        change.apply(changed)
    return changed or state
