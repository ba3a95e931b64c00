"""What is tried: pairs of ops on one tile, the second of which reads what the first has written, without a barrier.

A tile has eight rows of one 32-byte block per repeat, or is a column of as many elements, which most ops take for one
line. How far apart the two ops are is what the op table says, as everywhere; an op between, which has nothing to do
with the two, makes it more. Row-broadcasts meet in hidden scratch too: there the second overwrites what the first still
reads.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from ptofix.evidence.measured import latency_calls, latency_classes
from ptofix.hardware.pipe import Pipe
from ptofix.hardware.tile import BLOCK, ELEMENT_BYTES, REPEAT, Space, TileType
from ptofix.isa.architecture import A2A3
from ptofix.isa.block_distance import min_distance
from ptofix.isa.call import OpCall, Stage, Unknown
from ptofix.isa.drain import Drain
from ptofix.isa.expand import forms
from ptofix.isa.operand import Operand
from ptofix.isa.walk import NEVER

DTYPES = ("float", "half")
ROWS_PER_REPEAT = 8
REPEATS = (1, 2, 3, 4, 6, 8, 12, 16, 20, 24, 30)
"""The sizes of the tiles, and of what lies between. Above 255 rows ops walk in another way."""

FULL, LINE, COLUMN = "full", "line", "column"
FILLER = "TADDS"


class ProbeTile(Struct, frozen=True):
    """The shape of a tile: `kind` FULL, LINE or COLUMN, all with `rows` rows or elements; `cols` of a FULL one."""

    kind: str
    dtype: str
    rows: int
    cols: int = 1

    @property
    def shape(self) -> tuple[int, int]:
        if self.kind == FULL:
            return self.rows, self.cols
        return (1, self.rows) if self.kind == LINE else (self.rows, 1)

    @property
    def operand(self) -> Operand:
        layout = "ColMajor" if self.kind == COLUMN else "RowMajor"
        return Operand("tile", TileType(Space.VEC, self.dtype, *self.shape, *self.shape, layout))


class ProbeCall(Struct, frozen=True):
    """One op: target, what is in the place of each tile it reads, and which of these is the tile of the pair."""

    op: str
    target: ProbeTile
    sources: tuple[tuple[str, ProbeTile], ...]
    scalar: bool = False

    @property
    def call(self) -> OpCall:
        scalars = (Operand("scalar"),) if self.scalar else ()
        return OpCall(self.op, (self.target.operand, *(tile.operand for _, tile in self.sources), *scalars), A2A3)


class ProbeCase(Struct, frozen=True):
    """`later` reads what `earlier` wrote, `distance` repeats before; or, if `hidden`, writes what `earlier` reads.

    `between` is the tile of an op between the two, if there is one.
    """

    earlier: ProbeCall
    later: ProbeCall
    distance: int
    between: ProbeTile | None = None
    hidden: bool = False


class Probe(Struct, frozen=True):
    """All cases of two classes and one type; one kernel."""

    earlier: str
    later: str
    dtype: str
    cases: tuple[ProbeCase, ...]

    @property
    def name(self) -> str:
        return f"{self.earlier}_{self.later}_{self.dtype}".replace("-", "_")


def other_type(dtype: str) -> str:
    """What a conversion makes of a type."""
    return DTYPES[1 - DTYPES.index(dtype)]


def probes(classes: tuple[str, ...] = (), dtypes: tuple[str, ...] = DTYPES) -> list[Probe]:
    """Those with all of their classes among `classes` (none: all), where anything can be measured."""
    names = classes or tuple(latency_classes())
    made = [Probe(a, b, dtype, tuple(_cases(a, b, dtype))) for a in names for b in names for dtype in dtypes]
    return [probe for probe in made if probe.cases]


def _cases(earlier: str, later: str, dtype: str) -> Iterator[ProbeCase]:
    """Every op of either class at least once."""
    first, second = (latency_classes()[name] for name in (earlier, later))
    for number in range(max(len(first), len(second))):
        ops = first[number % len(first)], second[number % len(second)]
        for kind in (FULL, COLUMN):
            yield from _series(*ops, kind, dtype)
        yield from _hidden(*ops, dtype)


def _series(earlier: str, later: str, kind: str, dtype: str) -> Iterator[ProbeCase]:
    """One pair of ops at every size; where that does not lead far, with more and more between them."""
    made: list[ProbeCase] = []
    converts = "TCVT" in (earlier, later)
    cols = BLOCK // min(ELEMENT_BYTES[one] for one in (DTYPES if converts else (dtype,)))
    for rows in _sizes(dtype, converts):
        full = ProbeTile(FULL, dtype, rows, cols)
        first, second = _producer(earlier, kind, full), _consumer(later, kind, full)
        if first is None or second is None:
            return
        apart = _distance(first, second)
        if apart is None:
            return
        made.append(ProbeCase(first, second, apart))
    yield from _with_more_between(made, dtype)


def _sizes(dtype: str, converts: bool = False) -> list[int]:
    """Rows, such that a column ends with a block, of either type where one becomes the other."""
    element = min(ELEMENT_BYTES[one] for one in (DTYPES if converts else (dtype,)))
    return [rows for rows in (repeats * ROWS_PER_REPEAT for repeats in REPEATS) if rows * element % BLOCK == 0]


def _with_more_between(made: list[ProbeCase], dtype: str) -> Iterator[ProbeCase]:
    yield from made
    if max(case.distance for case in made) < max(REPEATS):
        for repeats in REPEATS:
            filler = ProbeTile(LINE, dtype, repeats * REPEAT // ELEMENT_BYTES[dtype])
            yield replace(made[0], distance=made[0].distance + repeats, between=filler)


def _hidden(earlier: str, later: str, dtype: str) -> Iterator[ProbeCase]:
    """Two row-broadcasts, the second of which spreads its column out where the first still reads its own."""
    if _how(earlier) != "expand" or _how(later) != "expand":
        return
    made: list[ProbeCase] = []
    for rows in _sizes(dtype):
        full = ProbeTile(FULL, dtype, rows, BLOCK // ELEMENT_BYTES[dtype])
        column = replace(full, kind=COLUMN)
        first = ProbeCall(earlier, full, (("x", full), ("column", column)))
        second = ProbeCall(later, full, (("x", full), ("other", column)))
        apart = _distance(first, second, hidden=True)
        if apart is None:
            return
        made.append(ProbeCase(first, second, apart, hidden=True))
    yield from _with_more_between(made, dtype)


def _how(op: str) -> str:
    return next(how for how, ops in latency_calls().items() if op in ops)


def _producer(op: str, kind: str, full: ProbeTile) -> ProbeCall | None:
    """The call that writes the tile of the pair, or more than that; None if it makes no such tile."""
    how, column = _how(op), replace(full, kind=COLUMN)
    if how == "reduce" and kind == FULL:
        return None
    tile = replace(full, kind=LINE) if kind == COLUMN and how not in ("reduce", "expand") else full
    source = replace(tile, dtype=other_type(full.dtype)) if op == "TCVT" else tile
    return _call(op, how, column if how == "reduce" else tile, ("x", source), ("column", column))


def _consumer(op: str, kind: str, full: ProbeTile) -> ProbeCall | None:
    """The call that reads the tile of the pair; None if it cannot."""
    how, column = _how(op), replace(full, kind=COLUMN)
    if how == "fill" or (how == "reduce" and kind == COLUMN):
        return None
    if kind == COLUMN and how == "expand":
        return _call(op, how, full, ("y", full), ("pair", column))
    tile = full if kind == FULL else replace(full, kind=LINE)
    target = replace(tile, dtype=other_type(full.dtype)) if op == "TCVT" else tile
    return _call(op, how, column if how == "reduce" else target, ("pair", tile), ("column", column))


def _call(
    op: str, how: str, target: ProbeTile, source: tuple[str, ProbeTile], column: tuple[str, ProbeTile]
) -> ProbeCall:
    match how:
        case "binary":
            return ProbeCall(op, target, (source, ("y", source[1])))
        case "scalar":
            return ProbeCall(op, target, (source,), scalar=True)
        case "reduce":
            return ProbeCall(op, target, (source, ("scratch", source[1])))
        case "expand":
            return ProbeCall(op, target, (source, column))
        case "fill":
            return ProbeCall(op, target, (), scalar=True)
    return ProbeCall(op, target, (source,))


def _distance(earlier: ProbeCall, later: ProbeCall, hidden: bool = False) -> int | None:
    """Fewest repeats from the one access to the other, in any form of the two; None if a drain inside is between.

    0 where the order of either is not known.
    """
    first, second = forms(earlier.call), forms(later.call)
    assert not isinstance(first, Unknown)
    assert not isinstance(second, Unknown)
    place = None if hidden else 1 + [name for name, _ in later.sources].index("pair")
    found = [_apart(a.steps, b.steps, place) for a in first for b in second]
    known = [apart for apart in found if apart is not None]
    return min(known, default=None)


def _apart(earlier: tuple[Stage | Drain, ...], later: tuple[Stage | Drain, ...], place: int | None) -> int | None:
    """`place` is the operand of the later op that reads what the earlier one writes; None for hidden scratch."""
    hidden = place is None
    apart: list[int] = []
    repeats_before = 0
    for step in reversed(earlier):
        if isinstance(step, Drain):
            if step.drains(Pipe.V):
                break
            continue
        mine = None if hidden else 0
        for first in (one for one in step.accesses if one.write != hidden and one.operand == mine):
            between = repeats_before
            for other in later:
                if isinstance(other, Drain):
                    if other.drains(Pipe.V):
                        break
                    continue
                meeting = [one for one in other.accesses if one.operand == place and one.write == hidden]
                found = (min_distance(first, 0, second, 0) for second in meeting)
                apart += [between + repeats for repeats in found if repeats < NEVER]
                between += other.repeats
        repeats_before += step.repeats
    return min(apart, default=None)
