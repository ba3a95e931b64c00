"""Kernels over the numbers at which arithmetic goes wrong: every op, element type and mode, on zeros of both signs,
infinities, NaN, denormals, the ends of the types, ties of rounding and wraps, in pairs of all with all.

What the CPU headers of pto-isa made of them is in `value_results.npz`, as in op_cases.py: numbers, nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from ptofix.machine.memory import DTYPES
from ptofix.machine.tests.op_cases import Case, Place

FLOATS = ("float", "half")
SIGNED = ("int32_t", "int16_t")
NUMBERS = (*FLOATS, *SIGNED)
WORDS = (*SIGNED, "uint32_t", "uint16_t")
BYTES = ("int8_t", "uint8_t")

SHAPES = ((4, 64, (4, 64)), (8, 64, (5, 40)), (2, 256, (2, 200)), (16, 32, (16, 1)))
"""Rows, columns and the valid part: full, part of a repeat, more than one repeat, a column. The first one is the sample
that is kept."""


def cases(shapes: tuple[tuple[int, int, tuple[int, int]], ...] = SHAPES[:1]) -> Iterator[Case]:
    """All of them for each shape, each with a name of its own."""
    for rows, cols, valid in shapes:
        note = f"-{rows}x{cols}-{valid[0]}x{valid[1]}"
        for case in _cases(rows, cols, valid):
            yield replace(case, name=case.name + note)


def _cases(rows: int, cols: int, valid: tuple[int, int]) -> Iterator[Case]:
    def place(dtype: str, values: str = "special/1", wide: int = 1) -> Place:
        return Place(dtype, rows, cols * wide, valid, values)

    def case(op: str, dtype: str, call: str, kinds: tuple[str, ...], tolerance: float = 0.0, mode: str = "") -> Case:
        scratch = Place("uint8_t" if op == "TPRELU" else dtype, rows, cols * 3, (rows, cols * 3))
        if op in ("TREMS", "TXOR", "TXORS"):  # TXOR: the headers walk its columns in the sources
            scratch = place(dtype)
        sources = tuple(place(dtype, kind) for kind in kinds)
        used = scratch if ", t)" in call else None
        return Case(f"{op}-{dtype}{mode}", call, place(dtype), sources, used, tolerance)

    both = ("special/1", "special/2")
    one = both[:1]
    for op, dtypes in BINARY.items():
        for dtype in dtypes:
            scratch = ", t" if op in WITH_SCRATCH else ""
            kinds = (KINDS.get(op, "special") + "/1", KINDS.get(op, "special") + "/2")
            yield case(op, dtype, f"{op}(d, a, b{scratch});", kinds, TOLERANCE.get(op, 0.0))
            if f"{op}S" in SCALAR:
                for number in SCALAR[f"{op}S"][dtype in FLOATS]:
                    scratch = ", t" if f"{op}S" in WITH_SCRATCH else ""
                    call = f"{op}S(d, a, ({dtype}){number}{scratch});"
                    yield case(f"{op}S", dtype, call, kinds[:1], TOLERANCE.get(op, 0.0), f"-{number}")
    for op, dtypes in UNARY.items():
        for dtype in dtypes:
            yield case(op, dtype, f"{op}(d, a);", one, TOLERANCE.get(op, 0.0) * (1000 if dtype == "half" else 1))
    for dtype in FLOATS:
        for number in ("0.1", "-2", "0"):
            yield case("TLRELU", dtype, f"TLRELU(d, a, ({dtype}){number});", one, mode=f"-{number}")
            yield case("TDIVS", dtype, f"TDIVS(d, ({dtype}){number}, a);", one, mode=f"-first-{number}")
            call = f"TMOV(d, b); pipe_barrier(PIPE_ALL); TAXPY(d, a, ({dtype}){number});"
            yield case("TAXPY", dtype, call, both, mode=f"-{number}")
    for dtype in (*FLOATS, "bfloat16_t", *WORDS, *BYTES):
        yield case("TEXPANDS", dtype, f"TEXPANDS(d, ({dtype})7);", ())
    for mode in ("EQ", "NE", "LT", "GT", "GE", "LE"):
        bits = Place(
            "uint8_t", rows, 32 if cols < 256 else 64, (rows if valid[0] == rows else valid[0], -(-valid[1] // 8))
        )
        for dtype in (*FLOATS, *(["int32_t"] if mode in ("EQ", "NE") else [])):
            sources = place(dtype), place(dtype, "special/2")
            yield Case(f"TCMP-{dtype}-{mode}", f"TCMP(d, a, b, CmpMode::{mode});", bits, sources)
        for dtype in (*FLOATS, "int32_t"):
            number = "1.5f" if dtype in FLOATS else "1"
            call = f"TCMPS(d, a, ({dtype}){number}, CmpMode::{mode});"
            if valid[1] == cols and (
                dtype != "int32_t" or mode in ("EQ", "NE")
            ):  # else the CPU headers let the rows run on in each other
                yield Case(f"TCMPS-{dtype}-{mode}", call, bits, (place(dtype),))
    for (source, target), modes in CONVERSIONS.items():
        for mode in modes:
            for saturation in ("", "ON", "OFF") if (source, target) in NARROWING else ("",):
                if (source, target, saturation) == ("half", "int16_t", "ON"):
                    continue  # the CPU headers stop at the nearest half, which wraps around
                last = f", SaturationMode::{saturation}" if saturation else ""
                name = f"TCVT-{source}-{target}-{mode}{saturation and '-' + saturation}"
                kind = "fitting/1" if target in INTEGERS else "rounding/1"
                yield Case(name, f"TCVT(d, a, RoundMode::CAST_{mode}{last});", place(target), (place(source, kind),))
    yield from _reductions(rows, cols, valid)
    yield from _expansions(rows, cols, valid)
    yield from _parts(rows, cols, valid)
    yield from _rows_of_numbers(cols, valid[1])
    yield from _chosen(rows, cols, valid)
    yield from _moved(rows, cols, valid)


BINARY: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("TADD", "TSUB", "TMUL", "TMAX", "TMIN"), NUMBERS),
    "TDIV": FLOATS,
    **dict.fromkeys(("TAND", "TOR", "TXOR"), ("int16_t", "uint16_t")),
    **dict.fromkeys(("TSHL", "TSHR"), (*WORDS, *BYTES)),
    "TPRELU": FLOATS,
    "TFMOD": ("float",),
    "TREM": ("float", "int32_t"),
    "TPOW": ("float", "int32_t", "int16_t", "int8_t", "uint32_t", "uint16_t", "uint8_t"),
}
"""Ops on two tiles, and the element types that the headers for the device take."""

_ARITHMETIC = (("1", "-3", "32767", "0"), ("1.7", "-0.0", "0.1", "1e39"))
SCALAR: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    **dict.fromkeys(("TADDS", "TSUBS", "TMULS", "TMAXS", "TMINS"), _ARITHMETIC),
    "TDIVS": ((), ("1.7", "-3", "0.1", "1e39")),
    **dict.fromkeys(("TANDS", "TORS", "TXORS"), (("12", "-1"), ())),
    **dict.fromkeys(("TSHLS", "TSHRS"), (("0", "3", "7"), ())),
    "TFMODS": ((), ("1.5", "-3", "0.25")),
    "TREMS": (("3", "-7"), ("1.5", "-3", "0.25")),
    "TPOWS": (("2", "0", "3"), ("2.5", "-2", "0", "0.5")),
}
"""The numbers of ops on a tile and a number, for integers and for floats."""

UNARY: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("TEXP", "TLOG", "TSQRT", "TRSQRT", "TRECIP", "TABS"), FLOATS),
    "TRELU": (*FLOATS, "int32_t"),
    "TNEG": NUMBERS,
    "TNOT": ("int16_t", "uint16_t"),
    "TMOV": (*FLOATS, "bfloat16_t", *WORDS),
}

WITH_SCRATCH = ("TXOR", "TXORS", "TPRELU", "TREM", "TREMS", "TPOW", "TPOWS")
KINDS = {"TSHL": "shift", "TSHR": "shift", "TREM": "divided", "TPOW": "power", "TFMOD": "divided"}
TOLERANCE = {"TEXP": 1e-6, "TLOG": 1e-6, "TRSQRT": 1e-6, "TPOW": 1e-6, "TFMOD": 1e-5, "TREM": 1e-5}

INTEGERS = (*WORDS, *BYTES, "int64_t")
WHOLE = ("NONE", "RINT", "ROUND", "FLOOR", "CEIL", "TRUNC")
NARROWING = (
    ("float", "int16_t"), ("half", "int16_t"), ("half", "int8_t"), ("half", "uint8_t"), ("int32_t", "int16_t"),
    ("int64_t", "int32_t"),
)  # fmt: skip
ZERO_SIGNS_DIFFER = ("TABS",)
"""Ops of which the sign of a zero is not compared."""

CONVERSIONS: dict[tuple[str, str], tuple[str, ...]] = {
    **dict.fromkeys((("float", "half"), ("float", "bfloat16_t"), ("int32_t", "half")), ("NONE", "RINT")),
    **{("float", target): WHOLE for target in ("int64_t", "int32_t", "int16_t")},
    **{("half", target): WHOLE for target in ("int32_t", "int16_t", "int8_t", "uint8_t")},
    ("bfloat16_t", "int32_t"): WHOLE,
    **{(source, "float"): ("NONE", "RINT", "FLOOR") for source in ("half", "bfloat16_t", "int16_t")},
    **{(source, "float"): ("NONE", "RINT") for source in ("int32_t", "int64_t")},
    ("int16_t", "half"): ("NONE", "RINT"),
    **{(source, "half"): ("NONE", "RINT") for source in ("uint8_t", "int8_t")},
    **dict.fromkeys((("int32_t", "int16_t"), ("int32_t", "int64_t"), ("int64_t", "int32_t")), ("NONE", "RINT")),
}
"""Pairs of TCVT, with the modes of which the CPU headers know: none from a float or an integer to a float."""


def _reductions(rows: int, cols: int, valid: tuple[int, int]) -> Iterator[Case]:
    down = -(-rows // 16) * 16
    for dtype in NUMBERS:
        source = Place(dtype, down, cols, valid, "moderate/1")
        special = replace(source, values="special/1")
        scratch = Place(dtype, down, cols, (down, cols))
        column, row = Place(dtype, down, 1, (valid[0], 1)), Place(dtype, 1, cols, (1, valid[1]))
        loose = 0.0 if dtype in SIGNED else 1e-5 if dtype == "float" else 1e-2
        for op in ("SUM", "PROD", "MAX", "MIN"):
            exact = 0.0 if op in ("MAX", "MIN") else loose
            for note, given in (("", source), ("-special", special)):
                name = f"TROW{op}-{dtype}{note}"
                yield Case(name, f"TROW{op}(d, a, t);", column, (given,), scratch, exact)
                if dtype in FLOATS or op in ("PROD", "MIN"):  # the CPU headers have no others of integers
                    yield Case(name.replace("ROW", "COL"), f"TCOL{op}(d, a);", row, (given,), None, exact)
        if dtype in FLOATS:
            index = ("int32_t", "uint32_t")
            for op in ("ARGMAX", "ARGMIN"):
                for whole in index:
                    for note, given in (("", source), ("-special", special)):
                        place = Place(whole, down, 1, (valid[0], 1))
                        yield Case(f"TROW{op}-{dtype}-{whole}{note}", f"TROW{op}(d, a, t);", place, (given,), scratch)
                        if note:
                            continue  # a NaN in a column: the device's headers go another way
                        place = Place(whole, 1, cols, (1, valid[1]))
                        yield Case(f"TCOL{op}-{dtype}-{whole}{note}", f"TCOL{op}(d, a, t);", place, (given,), scratch)
        for binary in ("true", "false") if dtype in FLOATS else ():
            call = f"TCOLSUM(d, a, t, {binary});"
            yield Case(f"TCOLSUM-{dtype}-{binary}", call, row, (source,), scratch, loose)


def _expansions(rows: int, cols: int, valid: tuple[int, int]) -> Iterator[Case]:
    down = -(-rows // 16) * 16
    for dtype in NUMBERS:
        column = Place(dtype, down, 1, (valid[0], 1), "special/2")
        row = Place(dtype, 1, cols, (1, valid[1]), "special/2")
        result, source = Place(dtype, rows, cols, valid), Place(dtype, rows, cols, valid, "special/1")
        for op in ("ADD", "SUB", "MUL", "DIV", "MAX", "MIN", "EXPDIF"):
            if op in ("DIV", "EXPDIF") and dtype in SIGNED:
                continue
            exact = 0.0 if op != "EXPDIF" else 1e-6 if dtype == "float" else 2e-3
            yield Case(f"TROWEXPAND{op}-{dtype}", f"TROWEXPAND{op}(d, a, b);", result, (source, column), None, exact)
            yield Case(f"TCOLEXPAND{op}-{dtype}", f"TCOLEXPAND{op}(d, a, b);", result, (source, row), None, exact)
            if valid[1] != 1:
                name, call = f"TROWEXPAND{op}-{dtype}-first", f"TROWEXPAND{op}(d, a, b);"
                yield Case(name, call, result, (column, source), None, exact)
    for dtype in (*NUMBERS, "bfloat16_t", "uint32_t", "uint16_t", *BYTES):
        row, result = Place(dtype, 1, cols, (1, valid[1]), "special/1"), Place(dtype, rows, cols, valid)
        yield Case(f"TCOLEXPAND-{dtype}", "TCOLEXPAND(d, a);", result, (row,))
        yield Case(f"TROWEXPAND-{dtype}", "TROWEXPAND(d, a);", result, (Place(dtype, rows, cols, valid, "special/1"),))


def _parts(rows: int, cols: int, valid: tuple[int, int]) -> Iterator[Case]:
    smaller = (-(-valid[0] // 2), -(-valid[1] // 2))
    for dtype in NUMBERS:
        for first, second, note in ((valid, smaller, ""), (smaller, valid, "-first"), (valid, valid, "-both")):
            sources = Place(dtype, rows, cols, first, "special/1"), Place(dtype, rows, cols, second, "special/2")
            for op in ("ADD", "MUL", "MAX", "MIN"):
                yield Case(f"TPART{op}-{dtype}{note}", f"TPART{op}(d, a, b);", Place(dtype, rows, cols, valid), sources)
    for dtype, index in (("float", "int32_t"), ("float", "uint32_t"), ("half", "int16_t"), ("half", "int32_t")):
        if (dtype, index) == ("half", "int32_t") and valid[1] > 64:
            continue
        for first, second, note in ((valid, smaller, ""), (valid, valid, "-both")):
            values = Place(dtype, rows, cols, first, "distinct/1"), Place(dtype, rows, cols, second, "distinct/2")
            numbers = Place(index, rows, cols, first, "small/1"), Place(index, rows, cols, second, "small/2")
            found, place = Place(dtype, rows, cols, valid), Place(index, rows, cols, valid)
            for op in ("MAX", "MIN"):
                for result, other, operands in ((found, place, "d, a, b, t, c, e"), (place, found, "t, a, b, d, c, e")):
                    name = f"TPARTARG{op}-{dtype}-{index}-{'values' if result is found else 'indices'}{note}"
                    yield Case(name, f"TPARTARG{op}({operands});", result, (*values, *numbers), other)


def _rows_of_numbers(cols: int, valid: int) -> Iterator[Case]:
    for dtype in WORDS:
        row = Place(dtype, 1, cols, (1, valid))
        for descending in (0, 1):
            for start in (0, 5, 32760):
                call = f"TCI<{row.type}, {dtype}, {descending}>(d, {start});"
                yield Case(f"TCI-{dtype}-{descending}-{start}", call, row, ())


def _chosen(rows: int, cols: int, valid: tuple[int, int]) -> Iterator[Case]:
    bits = Place("uint8_t", rows, 32, (valid[0], -(-valid[1] // 8)), "bits/1")
    scratch = Place("uint8_t", rows, 32, (rows, 32))
    if valid[1] % 8 == 0:  # else the CPU headers let the rows of the mask run on in each other
        for dtype in (*NUMBERS, "uint32_t", "uint16_t"):
            one, other = Place(dtype, rows, cols, valid, "special/1"), Place(dtype, rows, cols, valid, "special/2")
            result = Place(dtype, rows, cols, valid)
            yield Case(f"TSEL-{dtype}", "TSEL(d, a, b, c, t);", result, (bits, one, other), scratch)
            yield Case(f"TSELS-{dtype}", f"TSELS(d, a, b, t, ({dtype})3);", result, (bits, one), scratch)
    for dtype in (*NUMBERS, "uint32_t", "uint16_t"):
        for kind in (0, 1):
            for diagonal in (-100, -1, 0, 2, 100):
                place = Place(dtype, rows, cols, valid)
                call = f"TTRI<{place.type}, {kind}>(d, {diagonal});"
                yield Case(f"TTRI-{dtype}-{kind}-{diagonal}", call, place, ())
        for pad in ("Zero", "Min", "Max"):
            place = Place(dtype, rows, cols, (rows, cols), pad=pad)
            source = Place(dtype, rows, cols, valid, "special/1")
            yield Case(f"TFILLPAD-{dtype}-{pad}", "TFILLPAD(d, a);", place, (source,))


def _moved(rows: int, cols: int, valid: tuple[int, int]) -> Iterator[Case]:
    all_of_it, half = (rows, cols), cols // 2
    for dtype in (*NUMBERS, "uint32_t", "uint16_t", "bfloat16_t"):
        place, table = Place(dtype, rows, cols, valid), Place(dtype, rows, cols, all_of_it, "special/1")
        block = 32 // np.dtype(DTYPES[dtype]).itemsize
        for index in ("int32_t", "uint32_t"):
            sources = table, Place(index, rows, cols, valid, "within/1")
            yield Case(
                f"TGATHER-{dtype}-{index}", "TGATHER(d, a, b, t);", place, sources, Place(index, rows, cols, valid)
            )
        for mode in ("Undefined", "Clamp", "Wrap", "Zero"):
            kind = "within" if mode == "Undefined" else "around"
            sources = table, Place("int32_t", rows, cols, valid, f"{kind}/1")
            call = f"MGATHER<Coalesce::Elem, GatherOOB::{mode}>(d, ga, b);"
            yield Case(f"MGATHER_ELEM-{dtype}-{mode}", call, place, sources)
            sources = table, Place("int32_t", 1, 32, (1, valid[0]), f"{'row' if kind == 'within' else 'rows'}/1")
            call = f"MGATHER<Coalesce::Row, GatherOOB::{mode}>(d, ga, b);"
            yield Case(f"MGATHER-{dtype}-{mode}", call, place, sources)
        for mode in ("Undefined", "Skip", "Clamp", "Wrap"):
            for atomic in ("None", "Add") if dtype in (*NUMBERS, "bfloat16_t") else ("None",):
                words = f"ScatterAtomicOp::{atomic}, ScatterOOB::{mode}"
                source = Place(dtype, rows, cols, valid, "small/1")
                numbers = Place("int32_t", rows, cols, valid, f"{'within' if mode == 'Undefined' else 'around'}/1")
                call = f"MSCATTER<Coalesce::Elem, {words}>(ga, b, c); pipe_barrier(PIPE_ALL); TLOAD(d, ga);"
                whole = Place(dtype, rows, cols, all_of_it)
                base = replace(table, values="small/2")
                yield Case(f"MSCATTER-{dtype}-Elem-{atomic}-{mode}", call, whole, (base, source, numbers))
                numbers = Place("int32_t", 1, 32, (1, valid[0]), f"{'row' if mode == 'Undefined' else 'rows'}/1")
                call = f"MSCATTER<Coalesce::Row, {words}>(ga, b, c); pipe_barrier(PIPE_ALL); TLOAD(d, ga);"
                yield Case(f"MSCATTER-{dtype}-Row-{atomic}-{mode}", call, whole, (base, source, numbers))
        if valid == all_of_it:
            yield Case(f"TPREFETCH-{dtype}", "TPREFETCH(d, ga);", place, (table,))
            for mask, step in (("P0101", 2), ("P1010", 2), ("P0001", 4), ("P0010", 4), ("P0100", 4), ("P1000", 4)):
                count = rows * cols // step
                result = Place(dtype, 1, count, (1, count))
                call = f"TGATHER<{result.type}, {table.type}, MaskPattern::{mask}>(d, a);"
                yield Case(f"TGATHER-{dtype}-{mask}", call, result, (table,))
            part = Place(dtype, rows, cols, (rows - 1, cols - block))
            call = f"{part.type} s; TSUBVIEW(s, a, 1, {block}); TMOV(d, s);"
            yield Case(f"TSUBVIEW-{dtype}", call, part, (table,))
            numbers = Place("int16_t" if block == 16 else "int32_t", rows, cols, all_of_it, "permutation")
            if (rows, cols) == (8, 64):
                yield Case(f"TSCATTER-{dtype}", "TSCATTER(d, a, b);", place, (table, numbers))
            both = (
                Place(dtype, rows, half, (rows, half), "special/1"),
                Place(dtype, rows, half, (rows, half), "special/2"),
            )
            yield Case(f"TCONCAT-{dtype}", "TCONCAT(d, a, b);", place, both)
    for dtype in ("int8_t", "int16_t"):
        scale = Place("float", -(-rows // 8) * 8, 8, (valid[0], 1), "moderate/1")
        whole_numbers = Place(dtype, rows, cols, valid, "special/1")
        result = Place("float", rows, cols, valid)
        yield Case(f"TDEQUANT-{dtype}", "TDEQUANT(d, a, b, c);", result, (whole_numbers, scale, scale))
