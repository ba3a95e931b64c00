"""A kernel for each question: does an assembler leave `later` after `earlier` without a barrier?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from xdsl.dialects.builtin import Float16Type, Float32Type, FloatAttr, IntegerAttr, IntegerType, ModuleOp, Signedness
from xdsl.ir import Attribute, SSAValue

from ptofix.mlir.builder import (
    bf16,
    compare,
    constant,
    entry,
    f16,
    f32,
    i8,
    i16,
    i32,
    index_cast,
    loop,
    subview,
    tadd,
    tile,
    treshape,
    when,
    work,
)
from ptofix.mlir.pto_types import Tile, TileBufType
from vector_ops import COLUMN, ELEMENT_BYTES, FULL, ROW, SCALAR, SCRATCH, Form, Look

REPEAT_BYTES = 256
BLOCK_BYTES = 32
LONG, SHORT = 16, 15
"""Repeats of the shared tile: as many as hw.repeat-distance asks for, and one less."""
ROWS = 8
"""Rows of a FULL tile that is shared."""
MEMORY = 184 * 1024
"""Bytes of tiles that a kernel may have: what the hidden scratch leaves of on-chip memory."""

_ELEMENTS: dict[str, Attribute] = {
    "f32": f32, "f16": f16, "bf16": bf16, "i32": i32, "i16": i16, "i8": i8,
    "ui8": IntegerType(8, Signedness.UNSIGNED), "ui32": IntegerType(32, Signedness.UNSIGNED),
}  # fmt: skip

# How two ops meet. Of the first four none breaks a condition; each of the next breaks the one that it is named after.
KEPT = ("straight", "two-rounds", "between", "in-place")
BROKEN = ("short", "gaps", "part", "war", "waw")
OTHER = ("in-loop", "carried", "renamed", "into-loop", "out-of-loop", "into-branch", "out-of-branch")
MEETINGS = (*KEPT, *BROKEN, *OTHER)


class Size(NamedTuple):
    """Rows and columns of FULL tiles, how many columns of each are in use, and of which tile."""

    rows: int
    columns: int
    used: int


@dataclass(frozen=True)
class Case:
    """`later` meets `earlier` in a tile: its source `place` is the result, or with war and waw what `later` writes."""

    earlier: Form
    later: Form
    place: str
    meeting: str

    @property
    def shared(self) -> Look:
        return dict(self.earlier.operands)[self.place] if self.meeting == "war" else self.earlier.result

    @property
    def size(self) -> Size:
        repeats = SHORT if self.meeting == "short" else LONG
        shared = repeats * REPEAT_BYTES // ELEMENT_BYTES[self.shared.element]
        narrowest = min(ELEMENT_BYTES[look.element] for form in (self.earlier, self.later) for _, look in form.operands)
        if self.shared.extent == COLUMN:
            columns = BLOCK_BYTES // narrowest
            return Size(shared, columns, columns)
        if self.shared.extent == ROW:
            return Size(2, shared, shared)
        columns = shared // ROWS
        return Size(ROWS, 2 * columns if self.meeting == "gaps" else columns, columns)


MOST = 3
"""Elements and places with which two ops meet straight."""


def cases(forms: list[Form]) -> Iterator[Case]:
    """Every meeting of two ops once, straight with up to MOST elements and places; OTHER once for every earlier op."""
    seen: Counter[tuple[str, ...]] = Counter()
    for earlier, later in product(forms, forms):
        for case in _cases_of(earlier, later):
            key = (case.meeting, earlier.op, *(() if case.meeting in OTHER else (later.op,)))
            if seen[key] < (MOST if case.meeting == "straight" else 1):
                seen[key] += 1
                yield case


def _cases_of(earlier: Form, later: Form) -> Iterator[Case]:
    places = [name for name, look in later.sources if look == earlier.result]
    for place in places:
        yield Case(earlier, later, place, "straight")
    if earlier.result == later.result:
        yield Case(earlier, later, "dst", "waw")
    for place in [name for name, look in earlier.sources if look == later.result][:1]:
        yield Case(earlier, later, place, "war")
    for place in places[:1]:
        for meeting in MEETINGS[1:]:
            if meeting in ("war", "waw"):
                continue
            if meeting == "in-place" and (later.result != earlier.result or later.op == "tmov"):
                continue  # a copy onto itself is dropped
            if meeting in ("gaps", "renamed") and earlier.result.extent != FULL:
                continue
            yield Case(earlier, later, place, meeting)


class DoesNotFit(Exception):
    """The tiles of a case are larger than on-chip memory."""


class _Tiles:
    """The tiles of one kernel, each with memory of its own. What nothing writes is what somebody left there."""

    def __init__(self) -> None:
        self.end = 0
        self.sources: dict[tuple[Look, Size], SSAValue] = {}

    def source(self, look: Look, size: Size, name: str) -> SSAValue:
        """A tile that is only read; the same again for two that look alike."""
        if (look, size) not in self.sources:
            self.sources[look, size] = self.make(look, size, name)
        return self.sources[look, size]

    def make(self, look: Look, size: Size, name: str) -> SSAValue:
        kind = tile_of(look, size)
        start = self.end
        self.end += kind.data.rows * kind.data.columns * ELEMENT_BYTES[look.element]
        if self.end > MEMORY:
            raise DoesNotFit
        return tile(kind, name, start)


def tile_of(look: Look, size: Size) -> TileBufType:
    element = _ELEMENTS[look.element]
    if look.extent == COLUMN:
        return TileBufType(Tile("vec", size.rows, 1, element, (size.rows, 1), blayout="col_major"))
    rows = 1 if look.extent == ROW else size.rows
    return TileBufType(Tile("vec", rows, size.columns, element, (rows, size.used)))


def write_alone(kernel: ModuleOp, name: str, form: Form) -> None:
    """Add a kernel of one op. Raises DoesNotFit."""
    columns = REPEAT_BYTES // min(ELEMENT_BYTES[look.element] for _, look in form.operands)
    with entry(kernel, name, (), {}, core="vector"):
        work(form.op, **_operands(_Tiles(), form, Size(LONG, columns, columns), {}))


def write_case(kernel: ModuleOp, name: str, case: Case) -> None:
    """Add the kernel of a case. Raises DoesNotFit."""
    size, meeting = case.size, case.meeting
    tiles = _Tiles()
    with entry(kernel, name, (("rounds", i32),), {}, core="vector") as (rounds,):
        earlier = _operands(tiles, case.earlier, _twice(size, case.shared) if meeting == "part" else size, {})
        shared = earlier[case.place if meeting == "war" else "dst"]
        tiles.sources = {key: value for key, value in tiles.sources.items() if value is not shared}
        beside = size
        if meeting == "part":
            shared = _second_half(shared, case.shared, size)
        if meeting == "renamed":
            beside = Size(size.rows // 2, 2 * size.columns, 2 * size.used)
            shared = treshape(shared, tile_of(case.shared, beside), "renamed")
        met = {"war": ("dst",), "waw": ("dst",), "in-place": (case.place, "dst")}.get(meeting, (case.place,))
        later = _operands(tiles, case.later, beside, dict.fromkeys(met, shared))
        other = tiles.make(Look(FULL, "f32"), Size(ROWS, 128, 128), "other") if meeting == "between" else None

        def first() -> None:
            work(case.earlier.op, **earlier)

        def second() -> None:
            work(case.later.op, **later)

        match meeting:
            case "two-rounds":
                for step in (first, second, first, second):
                    step()
            case "between":
                assert other is not None
                first()
                tadd(other, other, other)
                second()
            case "in-loop":
                with _rounds(rounds):
                    first()
                    second()
            case "carried":
                with _rounds(rounds):
                    second()
                    first()
            case "into-loop":
                first()
                with _rounds(rounds):
                    second()
            case "out-of-loop":
                with _rounds(rounds):
                    first()
                second()
            case "into-branch":
                first()
                with _several(rounds):
                    second()
            case "out-of-branch":
                with _several(rounds):
                    first()
                second()
            case _:
                first()
                second()


@contextmanager
def _rounds(rounds: SSAValue) -> Iterator[None]:
    with loop(0, index_cast(rounds, "n"), 1, "i"):
        yield


@contextmanager
def _several(rounds: SSAValue) -> Iterator[None]:
    with when(compare("sgt", index_cast(rounds, "n"), 1, "several")):
        yield


def _operands(tiles: _Tiles, form: Form, size: Size, given: dict[str, SSAValue]) -> dict[str, SSAValue]:
    """A value for each operand: those that are given, and tiles for the others."""
    values = {}
    for name, look in form.operands:
        if name in given:
            values[name] = given[name]
        elif look.extent == SCALAR:
            values[name] = _one(look.element)
        elif name in ("dst", SCRATCH):
            values[name] = tiles.make(look, size, name)
        else:
            values[name] = tiles.source(look, size, name)
    return values


def _one(element: str) -> SSAValue:
    kind = _ELEMENTS[element]
    if isinstance(kind, Float16Type | Float32Type):
        return constant(FloatAttr(1.0, kind), "one")
    assert isinstance(kind, IntegerType)
    return constant(IntegerAttr(1, kind), "one")


def _twice(size: Size, shared: Look) -> Size:
    if shared.extent == ROW:
        return size._replace(columns=2 * size.columns, used=2 * size.used)
    return size._replace(rows=2 * size.rows)


def _second_half(whole: SSAValue, look: Look, size: Size) -> SSAValue:
    rows = 1 if look.extent == ROW else size.rows
    columns = 1 if look.extent == COLUMN else size.columns
    offsets = (0, columns) if look.extent == ROW else (rows, 0)
    return subview(whole, offsets, tile_of(look, size), "half")
