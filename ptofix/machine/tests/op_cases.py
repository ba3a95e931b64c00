"""One small kernel per op and type: loads, the op, a store. What the CPU headers of pto-isa made of them is in
`op_results.npz` (pto-isa 3186c38, include/pto/cpu, g++ 12, for bfloat16 clang 19, November 2026): inputs and results,
nothing else. bfloat16 is there as the bits of each number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ptofix.machine.memory import DTYPES, Array
from ptofix.machine.tests.special_values import special
from ptofix.testing.written import kernel, tensor, tile

ROWS, COLS = 8, 64
VALID = (5, 40)


def open_tile(text: str, name: str, valid: tuple[int, int]) -> str:
    """A declared tile, whose type then does not say which part is valid."""
    rows, cols = valid
    return text.replace(f", {rows}, {cols}, SLayout", ", -1, -1, SLayout").replace(
        f" {name};", f" {name}({rows}, {cols});"
    )


@dataclass(frozen=True)
class Place:
    """A tile of a case: its element type, its shape, the valid part, and its values ("" for none, or a kind).

    `open`: the valid part is no part of the type.
    """

    dtype: str
    rows: int = ROWS
    cols: int = COLS
    valid: tuple[int, int] = VALID
    values: str = "normal"
    pad: str = "Null"
    open: bool = False

    def declared(self, name: str, address: int) -> str:
        """The tile and its address."""
        text = tile(name, self.dtype, self.rows, self.cols, address, self.valid)
        if self.open:
            text = open_tile(text, name, self.valid)
        return text.replace("PadValue::Null", f"PadValue::{self.pad}")

    @property
    def type(self) -> str:
        """The type of the tile."""
        return self.declared("", 0).partition(">")[0] + ">"


@dataclass(frozen=True)
class Case:
    """`call` names the result d, the sources a, b and c and the scratch t. `tolerance` is relative; 0 is to the bit.

    For the cube, a and b are in L1, and l and r the tiles that the product is made of, copies of them or of parts.
    """

    name: str
    call: str
    result: Place
    sources: tuple[Place, ...]
    scratch: Place | None = None
    tolerance: float = 0.0
    cube: tuple[str, ...] = ()
    """The declarations of l and r."""

    @property
    def text(self) -> str:
        """The kernel: pointers to the sources, then one to the result."""
        places = {**dict(zip("abce", self.sources)), "d": self.result}
        lines = [
            tensor(f"g{name}", f"v{number}", place.dtype, *place.valid, layout="ND" if place.cols > 1 else "DN")
            for number, (name, place) in enumerate(places.items(), 1)
        ]
        for number, (name, place) in enumerate(places.items()):
            shape = name, place.dtype, place.rows, place.cols, number * (16384 if self.cube else 8192), place.valid
            if not self.cube:
                lines.append(place.declared(name, number * 8192))
            elif name == "d":
                lines.append(tile(*shape[:4], 0, place.valid, "Acc", "ColMajor", "RowMajor").replace(" 512,", " 1024,"))
            else:
                lines.append(tile(*shape, "Mat", "ColMajor", "RowMajor"))
        lines += self.cube
        if self.scratch is not None:
            lines.append(tile("t", self.scratch.dtype, self.scratch.rows, self.scratch.cols, 65536, self.scratch.valid))
        lines += [f"TLOAD({name}, g{name});" for name in places if name != "d"]
        lines += ["pipe_barrier(PIPE_ALL);", self.call, "pipe_barrier(PIPE_ALL);", "TSTORE(gd, d);"]
        parameters = [f"__gm__ {place.dtype}* v{number}" for number, place in enumerate(places.values(), 1)]
        return kernel(", ".join(parameters), lines, "CUBE" if self.cube else "VEC")

    def inputs(self, seed: int) -> list[Array]:
        """Values for the sources."""
        generator = np.random.default_rng(seed)
        return [_values(place, generator) for place in self.sources]


def _values(place: Place, generator: np.random.Generator) -> Array:
    if "/" in place.values:
        return special(place.values, place.dtype, place.valid)
    dtype = np.dtype(DTYPES[place.dtype])
    if place.values == "halves":  # many ties
        return (generator.integers(-40, 40, place.valid) / 4).astype(dtype)
    match place.values:
        case "small":
            return generator.integers(0, 6, place.valid).astype(dtype)
        case "indices":
            return generator.integers(0, ROWS * COLS, place.valid).astype(dtype)
        case "blocks":
            return (generator.integers(0, 64, place.valid) * 32).astype(dtype)
        case "permutation":
            return generator.permutation(ROWS * COLS).reshape(place.valid).astype(dtype)
        case "sorted":  # blocks of 32 values with their numbers, the largest first
            keys = -np.sort(generator.standard_normal((place.cols // 64, 32)).astype(np.float32))
            pairs = np.stack((keys.view(np.uint32), np.arange(keys.size, dtype=np.uint32).reshape(keys.shape)), axis=-1)
            return pairs.reshape(1, -1).view(dtype)
    if dtype.kind in "iu":
        return generator.integers(0 if dtype.kind == "u" else -100, 100, place.valid).astype(dtype)
    drawn = generator.standard_normal(place.valid)
    if place.values == "positive":
        drawn = np.abs(drawn) + 0.1
    return drawn.astype(dtype)


def cases() -> Iterator[Case]:
    """All of them, each with a name of its own."""
    yield from _elementwise()
    yield from _broadcast()
    yield from _reductions()
    yield from _conversions()
    yield from _others()
    yield from _choosing()
    yield from _moving()
    yield from _products()


_FLOATS, _INTS = ("float", "half"), ("int32_t", "int16_t")


_FILLED_BEFORE = ("TANDS", "TORS", "TEXPANDS")
"""With a size in the type, the device's headers fill other bytes: test_device.py."""


def _case(op: str, dtype: str, call: str, sources: tuple[Place, ...], tolerance: float = 0.0, note: str = "") -> Case:
    scratch = Place(dtype, cols=128) if ", t" in call else None
    result = Place(dtype, open=op in _FILLED_BEFORE)
    return Case(f"{op}-{dtype}{note}", call, result, sources, scratch, tolerance)


def _elementwise() -> Iterator[Case]:
    for op in ("TADD", "TSUB", "TMUL", "TMAX", "TMIN"):
        for dtype in (*_FLOATS, *_INTS):
            yield _case(op, dtype, f"{op}(d, a, b);", (Place(dtype), Place(dtype)))
    for dtype in _FLOATS:
        yield _case("TDIV", dtype, "TDIV(d, a, b);", (Place(dtype), Place(dtype, values="positive")))
    for op in ("TAND", "TOR"):
        yield _case(op, "int16_t", f"{op}(d, a, b);", (Place("int16_t"), Place("int16_t")))
    yield _case("TXOR", "int16_t", "TXOR(d, a, b, t);", (Place("int16_t"), Place("int16_t")))
    for op in ("TSHL", "TSHR"):
        yield _case(f"{op}S", "int32_t", f"{op}S(d, a, 3);", (Place("int32_t"),))
    for op in ("TADDS", "TSUBS", "TMULS", "TMAXS", "TMINS", "TDIVS"):
        for dtype, scalar in (("float", "1.7f"), ("half", "(half)1.75f"), ("int32_t", "7")):
            if op != "TDIVS" or dtype in _FLOATS:
                yield _case(op, dtype, f"{op}(d, a, {scalar});", (Place(dtype),))
    yield _case("TDIVS", "float", "TDIVS(d, 1.7f, a);", (Place("float", values="positive"),), note="-scalar-first")
    for op in ("TANDS", "TORS"):
        yield _case(op, "int16_t", f"{op}(d, a, 12);", (Place("int16_t"),))
    yield _case("TLRELU", "float", "TLRELU(d, a, 0.1f);", (Place("float"),))
    for op in ("TEXP", "TLOG", "TSQRT", "TRSQRT", "TRECIP"):
        for dtype, tolerance in (("float", 1e-6), ("half", 2e-3)):
            yield _case(op, dtype, f"{op}(d, a);", (Place(dtype, values="positive"),), tolerance)
    for op in ("TABS", "TRELU", "TNEG"):
        for dtype in _FLOATS:
            yield _case(op, dtype, f"{op}(d, a);", (Place(dtype),))
    yield _case("TNOT", "int16_t", "TNOT(d, a);", (Place("int16_t"),))
    yield _case("TFMOD", "float", "TFMOD(d, a, b);", (Place("float"), Place("float", values="positive")), 1e-5)
    yield _case("TREM", "float", "TREM(d, a, b, t);", (Place("float"), Place("float", values="positive")), 1e-5)
    for op in ("TSHL", "TSHR"):
        yield _case(op, "int32_t", f"{op}(d, a, b);", (Place("int32_t"), Place("int32_t", values="small")))
    yield _case("TPRELU", "float", "TPRELU(d, a, b, t);", (Place("float"), Place("float")))
    powers = Place("float", values="positive"), Place("float")
    yield _case("TPOW", "float", "TPOW(d, a, b, t);", powers, 1e-6)
    yield _case("TPOW", "int32_t", "TPOW(d, a, b, t);", (Place("int32_t"), Place("int32_t", values="small")))
    yield _case("TPOWS", "float", "TPOWS(d, a, 2.5f, t);", powers[:1], 1e-6)
    for dtype in ("float", "bfloat16_t"):
        yield _case("TMOV", dtype, "TMOV(d, a);", (Place(dtype),))
    for op in ("TPARTADD", "TPARTMUL", "TPARTMAX", "TPARTMIN"):
        yield _case(op, "float", f"{op}(d, a, b);", (Place("float"), Place("float", valid=(3, 40))))


def _broadcast() -> Iterator[Case]:
    column, row = (
        Place("float", cols=1, valid=(5, 1), values="positive"),
        Place("float", rows=1, valid=(1, 40), values="positive"),
    )
    for part in ("ADD", "SUB", "MUL", "DIV", "MAX", "MIN"):
        yield _case(f"TROWEXPAND{part}", "float", f"TROWEXPAND{part}(d, a, b);", (Place("float"), column))
        yield _case(f"TCOLEXPAND{part}", "float", f"TCOLEXPAND{part}(d, a, b);", (Place("float"), row))
    yield _case("TROWEXPANDEXPDIF", "float", "TROWEXPANDEXPDIF(d, a, b);", (Place("float"), column), 1e-6)
    yield _case("TCOLEXPANDEXPDIF", "float", "TCOLEXPANDEXPDIF(d, a, b);", (Place("float"), row), 1e-6)
    yield _case("TCOLEXPAND", "float", "TCOLEXPAND(d, a);", (row,))
    yield _case("TEXPANDS", "float", "TEXPANDS(d, 2.5f);", ())


def _reductions() -> Iterator[Case]:
    for op in ("TROWSUM", "TROWMAX", "TROWMIN"):
        for dtype, tolerance in (("float", 1e-5), ("half", 1e-2)):
            result = Place(dtype, rows=16, cols=1, valid=(5, 1))
            source = Place(dtype, rows=16, values="positive")
            yield Case(f"{op}-{dtype}", f"{op}(d, a, t);", result, (source,), Place(dtype, rows=16), tolerance)
    for op in ("TCOLSUM", "TCOLMAX", "TCOLMIN", "TCOLPROD"):
        result = Place("float", rows=1, valid=(1, 40))
        yield Case(f"{op}-float", f"{op}(d, a);", result, (Place("float"),), None, 1e-5)
    product = Place("float", rows=16, cols=1, valid=(5, 1))
    yield Case(
        "TROWPROD-float", "TROWPROD(d, a, t);", product, (Place("float", rows=16),), Place("float", rows=16), 1e-5
    )
    for op in ("TROWARGMAX", "TROWARGMIN"):
        result = Place("int32_t", rows=16, cols=1, valid=(5, 1))
        yield Case(f"{op}-float", f"{op}(d, a, t);", result, (Place("float", rows=16),), Place("float", rows=16))
    for op in ("TCOLARGMAX", "TCOLARGMIN"):
        result = Place("int32_t", rows=1, valid=(1, 40))
        yield Case(f"{op}-float", f"{op}(d, a, t);", result, (Place("float"),), Place("float"))


ROUNDING = ("RINT", "ROUND", "FLOOR", "CEIL", "TRUNC", "NONE")


def _conversions() -> Iterator[Case]:
    for source, target in (
        ("float", "int32_t"),
        ("float", "int16_t"),
        ("half", "int32_t"),
        ("half", "int16_t"),
        ("half", "int8_t"),
        ("bfloat16_t", "int32_t"),
    ):
        for mode in ROUNDING:
            call = f"TCVT(d, a, RoundMode::CAST_{mode});"
            name = f"TCVT-{source}-{target}-{mode}"
            yield Case(name, call, Place(target), (Place(source, values="halves"),))
    for source, target in (
        ("float", "half"),
        ("half", "float"),
        ("int32_t", "float"),
        ("int16_t", "half"),
        ("int16_t", "float"),
        ("int32_t", "int16_t"),
        ("uint8_t", "half"),
        ("float", "bfloat16_t"),
        ("bfloat16_t", "float"),
    ):
        yield Case(f"TCVT-{source}-{target}", "TCVT(d, a, RoundMode::CAST_RINT);", Place(target), (Place(source),))


def _others() -> Iterator[Case]:
    shape = "1, 64, BLayout::RowMajor, 1, 40, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null"
    row = f"Tile<TileType::Vec, int32_t, {shape}>"
    yield Case(
        "TCI-int32_t",
        f"TCI<{row}, int32_t, 0>(d, 5);",
        Place("int32_t", rows=1, valid=(1, 40)),
        (),
    )
    keys = Place("float", rows=1, cols=64, valid=(1, 64))
    yield Case(
        "TSORT32-float",
        "TSORT32(d, a, b);",
        Place("float", rows=1, cols=128, valid=(1, 128)),
        (keys, Place("uint32_t", rows=1, cols=64, valid=(1, 64))),
    )
    yield Case("TEXTRACT-float", "TEXTRACT(d, a, 1, 8);", Place("float", cols=32, valid=(4, 24)), (Place("float"),))
    yield Case(
        "TINSERT-float",
        "TEXPANDS(d, 0.0f); pipe_barrier(PIPE_ALL); TINSERT(d, a, 1, 8);",
        Place("float", open=True),
        (Place("float", cols=32, valid=(3, 24)),),
    )
    yield Case(
        "TCONCAT-float",
        "TCONCAT(d, a, b);",
        Place("float", cols=64, valid=(5, 48)),
        (Place("float", valid=(5, 16)), Place("float", valid=(5, 32))),
    )


def _choosing() -> Iterator[Case]:
    for mode in ("EQ", "NE", "LT", "GT", "GE", "LE"):
        bits = Place("uint8_t", cols=32, valid=(5, 8))
        ties = Place("float", valid=(5, 64), values="halves")
        yield Case(f"TCMPS-float-{mode}", f"TCMPS(d, a, 0.5f, CmpMode::{mode});", bits, (ties,))
    mask, scratch = Place("uint8_t", cols=32, valid=(5, 5)), Place("uint8_t", cols=32, valid=(5, 32))
    for dtype in _FLOATS:
        chosen = mask, Place(dtype), Place(dtype)
        yield Case(f"TSEL-{dtype}", "TSEL(d, a, b, c, t);", Place(dtype), chosen, scratch)
        yield Case(f"TSELS-{dtype}", f"TSELS(d, a, b, t, ({dtype})1.5f);", Place(dtype), chosen[:2], scratch)
    for dtype in ("float", "int32_t"):
        for kind in (0, 1):
            for diagonal in (-2, 0, 3):
                call = f"TTRI<{Place(dtype).type}, {kind}>(d, {diagonal});"
                yield Case(f"TTRI-{dtype}-{kind}-{diagonal}", call, Place(dtype), ())
    for dtype, pad in (("float", "Max"), ("float", "Min"), ("half", "Zero"), ("int32_t", "Max"), ("int32_t", "Zero")):
        padded = Place(dtype, valid=(8, 64), pad=pad)
        yield Case(f"TFILLPAD-{dtype}-{pad}", "TFILLPAD(d, a);", padded, (Place(dtype),))
    padded = Place("float", valid=(8, 64), pad="Min")
    yield Case("TFILLPAD_EXPAND-float", "TFILLPAD_EXPAND(d, a);", padded, (Place("float", rows=6, cols=48),))
    in_place = "TASSIGN(d, 0); TFILLPAD_INPLACE(d, a);"
    yield Case("TFILLPAD_INPLACE-float", in_place, padded, (Place("float"),))


def _moving() -> Iterator[Case]:
    for cols, name in ((16, ""), (8, "-scalar")):
        turned = Place("float", rows=48, cols=cols, valid=(40, 5))
        yield Case(
            f"TTRANS-float{name}", "TTRANS(d, a, t);", turned, (Place("float"),), Place("float", 48, 16, (48, 16))
        )
    every = (ROWS, COLS)
    for dtype in (*_FLOATS, "bfloat16_t"):
        sources = Place(dtype, valid=every), Place("int32_t", values="indices")
        yield Case(f"TGATHER-{dtype}", "TGATHER(d, a, b, t);", Place(dtype), sources, Place("int32_t"))
    for pattern, taken in (("P0101", 160), ("P1010", 160), ("P0100", 80)):
        source, result = Place("float", valid=(5, 64)), Place("float", rows=1, cols=taken, valid=(1, taken))
        call = f"TGATHER<{result.type}, {source.type}, MaskPattern::{pattern}>(d, a);"
        yield Case(f"TGATHER-{pattern}", call, result, (source,))
    sources = Place("float", valid=every), Place("uint32_t", cols=8, valid=(5, 8), values="blocks")
    yield Case("TGATHERB-float", "TGATHERB(d, a, b);", Place("float", valid=(5, 64)), sources)
    sources = Place("float", valid=every), Place("int32_t", valid=every, values="permutation")
    yield Case("TSCATTER-float", "TSCATTER(d, a, b);", Place("float", valid=every), sources)
    lists = Place("float", rows=1, cols=512, valid=(1, 512), values="sorted")
    yield Case("TMRGSORT-blocks", "TMRGSORT(d, a, 64);", lists, (lists,))
    short = Place("float", rows=1, cols=64, valid=(1, 64), values="sorted")
    merged = Place("float", rows=1, cols=192, valid=(1, 192))
    call = f"TMRGSORT<{', '.join([merged.type] * 2 + [short.type] * 3)}, false>(d, e, t, a, b, c);"
    yield Case("TMRGSORT-lists", f"MrgSortExecutedNumList e; {call}", merged, (short,) * 3, merged)
    scale = Place("float", cols=1, valid=(5, 1), values="positive")
    quantized, source = Place("int8_t"), Place("float", values="halves")
    # The function of the CPU headers is given no scratch.
    call = f"TQUANT<QuantType::INT8_SYM, {quantized.type}, {source.type}, {scale.type}>(d, a, b, t);"
    yield Case("TQUANT-sym", call, quantized, (source, scale), Place("float"))


def _products() -> Iterator[Case]:
    moves = "TMOV(l, a); TMOV(r, b); pipe_barrier(PIPE_ALL);"
    for dtype in ("half", "float", "bfloat16_t"):
        left = tile("l", dtype, 32, 64, 0, space="Left", layout="RowMajor", box="RowMajor")
        right = tile("r", dtype, 64, 48, 0, space="Right", layout="RowMajor", box="ColMajor")
        result = Place("float", 32, 48, (32, 48))
        sources = Place(dtype, 32, 64, (32, 64)), Place(dtype, 64, 48, (64, 48))
        for name, call in (
            ("TMATMUL", f"{moves} TMATMUL(d, l, r);"),
            ("TMATMUL_ACC", f"{moves} TMATMUL(d, l, r); pipe_barrier(PIPE_ALL); TMATMUL_ACC(d, d, l, r);"),
            ("TMATMUL_ACC", f"{moves} TMATMUL(d, l, r); pipe_barrier(PIPE_ALL); TMATMUL_ACC(d, l, r);"),
        ):
            yield Case(f"{name}-{dtype}", call, result, sources, cube=(left, right))
    part = Place("half", 64, 128, (64, 128)), Place("half", 64, 48, (64, 48))
    moves = "TEXTRACT(l, a, 16, 64); TMOV(r, b); pipe_barrier(PIPE_ALL);"
    left = tile("l", "half", 32, 64, 0, space="Left", layout="RowMajor", box="RowMajor")
    right = tile("r", "half", 64, 48, 0, space="Right", layout="RowMajor", box="ColMajor")
    result = Place("float", 32, 48, (32, 48))
    yield Case("TEXTRACT-left", f"{moves} TMATMUL(d, l, r);", result, part, cube=(left, right))
