"""Vector ops of the dialect as an experiment calls them: which operands, and what each looks like."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

FULL, ROW, COLUMN, SCALAR = "full", "row", "column", "scalar"
"""A tile of all rows and columns; one row; one column, which lies column-major; a constant."""

SCRATCH = "tmp"
"""The operand that an op uses for work of its own."""

ELEMENT_BYTES = {"f32": 4, "f16": 2, "bf16": 2, "i32": 4, "i16": 2, "i8": 1, "ui8": 1, "ui32": 4}
ELEMENTS = ("f32", "f16", "i32", "i16")
"""What tiles hold, as far as an op takes it."""


class Look(NamedTuple):
    """What an operand looks like: one of FULL, ROW, COLUMN, SCALAR, and its elements."""

    extent: str
    element: str


@dataclass(frozen=True)
class Form:
    """An op with a look for each of its operands; `dst` is what it writes."""

    op: str
    operands: tuple[tuple[str, Look], ...]

    @property
    def cpp_name(self) -> str:
        return self.op.upper()

    @property
    def result(self) -> Look:
        return dict(self.operands)["dst"]

    @property
    def sources(self) -> Iterator[tuple[str, Look]]:
        """The tiles that it reads, but for its scratch."""
        for name, look in self.operands:
            if name not in ("dst", SCRATCH) and look.extent != SCALAR:
                yield name, look


# Operands: `name`, `name:extent` or `name:extent:element`; what is not said is full, of the element of the form.
_UNARY = "src dst"
_BINARY = "src0 src1 dst"
_WITH_SCALAR = "src scalar:scalar dst"
_ROWS_TO_COLUMN = "src tmp dst:column"
_ROWS_WITH_COLUMN = "src0 src1:column dst"
_COLUMNS_WITH_ROW = "src0 src1:row dst"
_CALLS: dict[str, tuple[str, ...]] = {
    "tabs texp tlog tneg tnot trecip trelu trsqrt tsqrt tmov": (_UNARY,),
    "tadd tand tdiv tfmod tmax tmin tmul tor tshl tshr tsub tpartadd tpartmax tpartmin tpartmul": (_BINARY,),
    "tprelu": ("src0 src1 tmp::ui8 dst",),
    "trem txor": ("src0 src1 tmp dst",),
    "trems txors": ("src scalar:scalar tmp dst",),
    "tpow": ("base exp dst tmp",),
    "tpows": ("src scalar:scalar dst tmp",),
    "tadds tands taxpy tdivs tfmods tmaxs tmins tors tshls tshrs tsubs": (_WITH_SCALAR,),
    "tmuls": ("src0 scalar:scalar dst",),
    "tlrelu": ("src slope:scalar:f32 dst",),
    "texpands": ("scalar:scalar dst",),
    "tcmp": ("src0 src1 dst::i8", "src0 src1 dst::ui8"),
    "tcmps": ("src scalar:scalar dst::i8", "src scalar:scalar dst::ui8"),
    "tsel": ("mask::i8 src0 src1 tmp dst", "mask::ui8 src0 src1 tmp dst"),
    "tsels": ("mask::i8 src tmp scalar:scalar dst", "mask::ui8 src tmp scalar:scalar dst"),
    "tcvt": tuple(f"src dst::{to}" for to in (*ELEMENTS, "bf16")),
    "tfillpad": (_UNARY,),
    "trowmax trowmin trowsum trowprod": (_ROWS_TO_COLUMN,),
    "trowargmax trowargmin": ("src tmp dst:column:ui32", "src tmp dst:column:i32"),
    "tcolmax tcolmin tcolprod": ("src dst:row",),
    "tcolsum": ("src dst:row", "src tmp dst:row"),
    "tcolargmax tcolargmin": ("src tmp dst:row:ui32", "src tmp dst:row:i32"),
    "trowexpand": ("src:column dst",),
    "tcolexpand": ("src:row dst",),
    "trowexpandadd trowexpanddiv trowexpandmul trowexpandsub trowexpandmax trowexpandmin trowexpandexpdif": (
        _ROWS_WITH_COLUMN,
    ),
    "tcolexpandadd tcolexpanddiv tcolexpandmul tcolexpandsub tcolexpandmax tcolexpandmin tcolexpandexpdif": (
        _COLUMNS_WITH_ROW,
    ),
}


def forms() -> Iterator[Form]:
    """Every op with every look that some assembler may take."""
    for names, calls in _CALLS.items():
        for op, call, element in product(names.split(), calls, ELEMENTS):
            yield Form(op, tuple(_operand(word, element) for word in call.split()))


def _operand(word: str, element: str) -> tuple[str, Look]:
    name, extent, own = (*word.split(":"), "", "")[:3]
    return name, Look(extent or FULL, own or element)
