"""Small kernels about loads, stores, moves, extracts, inserts and matrix products, with the modes of the fix-pipe.

What the CPU headers of pto-isa make of them (3186c38, include/pto/cpu, clang 19, November 2026) is in
`memory_results.npz`: inputs, what the result held before, and what it holds after; bfloat16 as bits.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ptofix.machine.memory import DTYPES, Array
from ptofix.machine.tests.op_cases import open_tile
from ptofix.testing.written import kernel, tile

ALL = "pipe_barrier(PIPE_ALL);"


@dataclass(frozen=True)
class MemoryCase:
    """`arguments` are element type and number of elements of each parameter v1, v2, …; the last one is the result.

    `kind` says what values the sources have.
    """

    name: str
    lines: tuple[str, ...]
    arguments: tuple[tuple[str, int], ...]
    core: str = "VEC"
    kind: str = "halves"

    @property
    def text(self) -> str:
        """The kernel."""
        parameters = ", ".join(f"__gm__ {dtype}* v{n}" for n, (dtype, _) in enumerate(self.arguments, 1))
        return kernel(parameters, self.lines, self.core)

    def inputs(self, seed: int) -> list[Array]:
        """Values for all parameters: the last is what the result holds before."""
        generator = np.random.default_rng(seed)
        return [_values(dtype, size, self.kind, generator) for dtype, size in self.arguments]


_SPECIAL = (0.0, -0.0, 1.5, -1.5, 2.5, 127.5, -128.5, 300.0, -300.0, 65504.0, 1e6, -1e6, np.inf, -np.inf, 1e-7, 6e-8)


def _values(dtype: str, size: int, kind: str, generator: np.random.Generator) -> Array:
    made = np.dtype(DTYPES[dtype])
    if dtype == "uint64_t":
        scales = generator.choice(np.array([0.5, 1.75, 0.0078125, 3.0]), size if kind.startswith("scales") else 1)
        words = [word(scale, 0, kind.endswith("-int8_t")) for scale in scales]
        return np.resize(np.array(words, np.uint64), size)
    if made.kind in "iu":
        if kind == "special":
            ends = np.iinfo(made)
            picked = np.array([0, 1, -1, 5, -5, 127, -128, 300, -300, ends.max, ends.min])
            return generator.choice(np.clip(picked, ends.min, ends.max), size).astype(made)
        return generator.integers(0 if made.kind == "u" else -100, 100, size).astype(made)
    if kind == "identity":  # a square matrix of ones; other arguments as for "special", but finite
        finite = np.array(_SPECIAL)[np.isfinite(_SPECIAL)]
        with np.errstate(over="ignore"):
            return np.eye(64).ravel().astype(made) if size == 64 * 64 else generator.choice(finite, size).astype(made)
    if kind == "special":
        with np.errstate(over="ignore"):
            return generator.choice(np.array(_SPECIAL), size).astype(made)
    return (generator.integers(-40, 40, size) / 4).astype(made)


def cases() -> Iterator[MemoryCase]:
    """All of them, each with a name of its own."""
    yield from _loads()
    yield from _layouts()
    yield from _pads()
    yield from _fills()
    yield from _adds()
    yield from _vector_moves()
    yield from _products()
    yield from _accumulators()
    yield from _stores_of_accumulators()


def _tensor(name: str, pointer: str, dtype: str, shape: tuple[int, ...], strides: tuple[int, ...], layout: str) -> str:
    five, steps = (f"pto::{what}<{', '.join(map(str, n))}>" for what, n in (("Shape", shape), ("Stride", strides)))
    return f"GlobalTensor<{dtype}, {five}, {steps}, pto::Layout::{layout}> {name}({pointer});"


def _matrix(name: str, pointer: str, dtype: str, rows: int, cols: int, stride: int = 0) -> str:
    """Row after row, `stride` elements apart."""
    stride = stride or cols
    return _tensor(name, pointer, dtype, (1, 1, 1, rows, cols), (rows * stride,) * 3 + (stride, 1), "ND")


def _size(shape: tuple[int, ...], strides: tuple[int, ...]) -> int:
    return sum((count - 1) * stride for count, stride in zip(shape, strides)) + 1


_DTYPES = (
    "float", "half", "bfloat16_t", "int8_t", "uint8_t", "int16_t", "uint16_t", "int32_t", "uint32_t",
)  # fmt: skip


def _loads() -> Iterator[MemoryCase]:
    """Every type, in and out of tiles of which not all is valid, with gaps between rows."""
    for dtype in _DTYPES:
        for rows, cols in ((8, 64), (5, 33), (1, 1)):
            lines = (
                tile("a", dtype, 8, 64, 0, (rows, cols)),
                _matrix("gi", "v1", dtype, rows, cols, 70),
                _matrix("go", "v2", dtype, rows, cols, 66),
                "TLOAD(a, gi);", ALL, "TSTORE(go, a);",
            )  # fmt: skip
            yield MemoryCase(f"TLOAD-{dtype}-{rows}x{cols}", lines, ((dtype, 8 * 70), (dtype, 8 * 66)), kind="special")


def _layouts() -> Iterator[MemoryCase]:
    """Tensors of five dimensions."""
    lines: tuple[str, ...]
    for shape in ((2, 3, 2, 2, 16), (1, 2, 1, 3, 24), (3, 1, 1, 2, 8)):
        a, b, c, d, e = shape
        strides = (b * c * d * e * 2 + 16, c * d * e * 2, d * e * 2, e * 2, 1)
        rows = a * b * c * d
        lines = (
            tile("a", "float", 40, 32, 0, (rows, e)),
            _tensor("gi", "v1", "float", shape, strides, "ND"), _matrix("go", "v2", "float", rows, e),
            "TLOAD(a, gi);", ALL, "TSTORE(go, a);",
        )  # fmt: skip
        arguments = ("float", _size(shape, strides)), ("float", rows * e)
        yield MemoryCase(f"TLOAD-ND-{'x'.join(map(str, shape))}", lines, arguments)
        back = (*lines[:1], _matrix("gi", "v1", "float", rows, e), _tensor("go", "v2", "float", shape, strides, "ND"))
        yield MemoryCase(f"TSTORE-ND-{'x'.join(map(str, shape))}", (*back, *lines[3:]), arguments[::-1])
    for shape in ((2, 1, 3, 16, 2), (1, 2, 2, 8, 3)):
        a, b, c, d, e = shape
        strides = (b * c * d * e + 8, c * d * e, d * e, 1, d)
        cols = a * b * c * e
        lines = (
            tile("a", "float", 16, 16, 0, (d, cols), layout="ColMajor"),
            _tensor("gi", "v1", "float", shape, strides, "DN"),
            _tensor("go", "v2", "float", (1, 1, 1, d, cols), (d * cols,) * 3 + (1, d), "DN"),
            "TLOAD(a, gi);", ALL, "TSTORE(go, a);",
        )  # fmt: skip
        arguments = ("float", _size(shape, strides)), ("float", d * cols)
        yield MemoryCase(f"TLOAD-DN-{'x'.join(map(str, shape))}", lines, arguments)
    for dtype, wide in (("half", 16), ("float", 8), ("int8_t", 32)):
        for a, b, c in ((1, 2, 2), (2, 2, 1), (2, 1, 3)):
            shape = (a, b, c, 16, wide)
            strides = (b * c * 16 * wide, c * 16 * wide, 16 * wide, wide, 1)
            rows, cols, size = c * 16, a * b * wide, a * b * c * 16 * wide
            for to in ("NZ", "ND"):
                nz = _tensor("gi", "v1", dtype, shape, strides, "NZ")
                out = _tensor("go", "v2", dtype, shape, strides, "NZ") if to == "NZ" else ""
                lines = (
                    tile("a", dtype, rows, cols, 0, layout="ColMajor", box="RowMajor", space="Mat"),
                    nz, out or _matrix("go", "v2", dtype, rows, cols), "TLOAD(a, gi);", ALL, "TSTORE(go, a);",
                )  # fmt: skip
                name = f"TLOAD-NZ-{to}-{dtype}-{a}x{b}x{c}"
                yield MemoryCase(name, lines, ((dtype, size), (dtype, size)), "CUBE")


def _pads() -> Iterator[MemoryCase]:
    """A load fills up the last block of a row."""
    for dtype, pad in (("float", "Zero"), ("float", "Min"), ("int32_t", "Max"), ("half", "Zero"), ("int16_t", "Min")):
        cols = {"float": 37, "int32_t": 33}.get(dtype, 35)
        padded = -(-cols // (32 // np.dtype(DTYPES[dtype]).itemsize)) * (32 // np.dtype(DTYPES[dtype]).itemsize)
        lines = (
            tile("a", dtype, 4, padded, 0, (4, cols)).replace("PadValue::Null", f"PadValue::{pad}"),
            tile("b", dtype, 4, padded, 0),
            _matrix("gi", "v1", dtype, 4, cols), _matrix("go", "v2", dtype, 4, padded),
            "TLOAD(a, gi);", "TASSIGN(b, 0);", ALL, "TRESHAPE(b, a);", "TSTORE(go, b);",
        )  # fmt: skip
        yield MemoryCase(f"TLOAD-pad-{dtype}-{pad}", lines, ((dtype, 4 * cols), (dtype, 4 * padded)))


_PADS = {"float": ("Zero", "Min", "Max"), "half": ("Zero",), "int32_t": ("Zero", "Max"), "int16_t": ("Min", "Max")}


def _fills() -> Iterator[MemoryCase]:
    """TFILLPAD with a target of which all is valid, and TEXPANDS."""
    lines: tuple[str, ...]
    for dtype, pads in _PADS.items():
        for pad in pads:
            for rows, cols in ((8, 64), (5, 40), (5, 37), (1, 1)):
                d = tile("d", dtype, 8, 64, 8192).replace("PadValue::Null", f"PadValue::{pad}")
                a = tile("a", dtype, 8, 64, 0, (rows, cols))
                ends = _matrix("gi", "v1", dtype, rows, cols), _matrix("go", "v2", dtype, 8, 64), "TLOAD(a, gi);", ALL
                arguments = (dtype, rows * cols), (dtype, 8 * 64)
                name = f"{dtype}-{pad}-{rows}x{cols}"
                lines = (a, d, *ends, "TFILLPAD(d, a);", ALL, "TSTORE(go, d);")
                yield MemoryCase(f"TFILLPAD-{name}", lines, arguments)
                lines = (a, d, "TASSIGN(d, 0);", *ends, "TFILLPAD_INPLACE(d, a);", ALL, "TSTORE(go, d);")
                yield MemoryCase(f"TFILLPAD_INPLACE-{name}", lines, arguments)
                small = tile("a", dtype, rows, -(-cols // 16) * 16, 0, (rows, cols))
                lines = (small, d, *ends, "TFILLPAD_EXPAND(d, a);", ALL, "TSTORE(go, d);")
                yield MemoryCase(f"TFILLPAD_EXPAND-{name}", lines, arguments)
                same = a.replace("PadValue::Null", f"PadValue::{pad}")
                lines = (same, d, *ends, "TFILLPAD(d, a);", ALL, "TSTORE(go, d);")
                yield MemoryCase(f"TFILLPAD-same-{name}", lines, arguments)
    for dtype in _DTYPES:
        for number in ("0", "7", *(("-2.5f", "65519.0f") if dtype in ("float", "half", "bfloat16_t") else ())):
            a = open_tile(tile("a", dtype, 8, 64, 0, (5, 40)), "a", (5, 40))
            lines = (a, _matrix("go", "v1", dtype, 5, 40))
            lines += (f"TEXPANDS(a, ({dtype}) {number});", ALL, "TSTORE(go, a);")
            yield MemoryCase(f"TEXPANDS-{dtype}-{number}", lines, ((dtype, 5 * 40),))


def _type(declared: str) -> str:
    return declared.partition(">")[0] + ">"


def _adds() -> Iterator[MemoryCase]:
    for dtype in ("float", "half", "bfloat16_t", "int16_t", "int32_t", "int8_t"):
        a, out = tile("a", dtype, 8, 32, 0, (5, 24)), _matrix("go", "v2", dtype, 5, 24)
        for mode in ("AtomicAdd", "AtomicNone"):
            store = f"TSTORE<{_type(a)}, {out.partition('> go')[0]}>, AtomicType::{mode}>(go, a);"
            lines = (a, _matrix("gi", "v1", dtype, 5, 24), out, "TLOAD(a, gi);", ALL, store, ALL, store)
            for kind in ("halves", "special"):
                name = f"TSTORE-{dtype}-{mode}-{kind}"
                yield MemoryCase(name, lines, ((dtype, 5 * 24), (dtype, 5 * 24)), kind=kind)


def _vector_moves() -> Iterator[MemoryCase]:
    lines: tuple[str, ...]
    for dtype in ("float", "half", "int8_t", "int32_t", "bfloat16_t"):
        whole, part = (dtype, 16 * 64), tile("b", dtype, 8, 32, 4096, (8, 32))
        get, put = _matrix("gi", "v1", dtype, 16, 64), _matrix("go", "v2", dtype, 8, 32)
        a = tile("a", dtype, 16, 64, 0)
        for row, col in ((0, 0), (3, 32), (8, 0)):
            lines = (a, part, get, put, "TLOAD(a, gi);", ALL, f"TEXTRACT(b, a, {row}, {col});", ALL, "TSTORE(go, b);")
            yield MemoryCase(f"TEXTRACT-{dtype}-{row}-{col}", lines, (whole, (dtype, 8 * 32)), kind="special")
            lines = (
                a, part, _matrix("gi", "v1", dtype, 8, 32), _matrix("go", "v2", dtype, 16, 64),
                "TLOAD(a, go);", "TLOAD(b, gi);", ALL, f"TINSERT(a, b, {row}, {col});", ALL, "TSTORE(go, a);",
            )  # fmt: skip
            yield MemoryCase(f"TINSERT-{dtype}-{row}-{col}", lines, ((dtype, 8 * 32), whole), kind="special")
        lines = (a, tile("c", dtype, 16, 64, 8192), get, _matrix("go", "v2", dtype, 16, 64))
        lines += ("TLOAD(a, gi);", ALL, "TMOV(c, a);", ALL, "TSTORE(go, c);")
        yield MemoryCase(f"TMOV-{dtype}", lines, (whole, whole), kind="special")


def _acc(name: str, dtype: str, rows: int, cols: int, address: int, valid: tuple[int, int]) -> str:
    made = tile(name, dtype, rows, cols, address, valid, "Acc", "ColMajor", "RowMajor")
    return made.replace(" 512,", " 1024,")


def _cube(dtype: str, rows: int, inner: int, cols: int) -> list[str]:
    """A product of padded matrices: 32 times 64 times 48. In result: float, or int32_t for bytes."""
    result = "int32_t" if dtype == "int8_t" else "float"
    return [
        tile("a", dtype, 32, 64, 0, (rows, inner), "Mat", "ColMajor", "RowMajor"),
        tile("b", dtype, 64, 64, 32768, (inner, cols), "Mat", "ColMajor", "RowMajor"),
        tile("l", dtype, 32, 64, 0, (rows, inner), "Left", "RowMajor", "RowMajor"),
        tile("r", dtype, 64, 64, 0, (inner, cols), "Right", "RowMajor", "ColMajor"),
        _acc("d", result, 32, 64, 0, (rows, cols)),
        _matrix("ga", "v1", dtype, rows, inner), _matrix("gb", "v2", dtype, inner, cols),
        "TLOAD(a, ga);", "TLOAD(b, gb);", ALL, "TMOV(l, a);", "TMOV(r, b);", ALL,
    ]  # fmt: skip


_SIZES = ((32, 64, 64), (17, 40, 33), (2, 1, 1), (16, 63, 5))


def _products() -> Iterator[MemoryCase]:
    for dtype in ("half", "float", "bfloat16_t", "int8_t"):
        result = "int32_t" if dtype == "int8_t" else "float"
        for rows, inner, cols in _SIZES:
            bias = [
                tile("p", result, 1, 64, 65536, (1, cols), "Mat"), tile("q", result, 1, 64, 0, (1, cols), "Bias"),
                _matrix("gp", "v3", result, 1, cols), "TLOAD(p, gp);", ALL, "TMOV(q, p);", ALL,
            ]  # fmt: skip
            store = [ALL, _matrix("go", "v4", result, rows, cols), "TSTORE(go, d);"]
            for name, calls in (
                ("TMATMUL", ["TMATMUL(d, l, r);"]),
                ("TMATMUL_ACC", ["TMATMUL(d, l, r);", ALL, "TMATMUL_ACC(d, d, l, r);"]),
                ("TMATMUL_BIAS", [*bias, "TMATMUL_BIAS(d, l, r, q);"]),
            ):
                arguments = (dtype, rows * inner), (dtype, inner * cols), (result, cols), (result, rows * cols)
                lines = (*_cube(dtype, rows, inner, cols), *calls, *store)
                yield MemoryCase(f"{name}-{dtype}-{rows}x{inner}x{cols}", lines, arguments, "CUBE")
        for inner, cols in ((64, 64), (40, 33)):
            arguments = (dtype, inner), (dtype, inner * cols), (result, cols), (result, cols)
            bias = [
                tile("p", result, 1, 64, 65536, (1, cols), "Mat"), tile("q", result, 1, 64, 0, (1, cols), "Bias"),
                _matrix("gp", "v3", result, 1, cols), "TLOAD(p, gp);", ALL, "TMOV(q, p);", ALL,
            ]  # fmt: skip
            store = [ALL, _matrix("go", "v4", result, 1, cols), "TSTORE(go, d);"]
            for name, calls in (
                ("TGEMV", ["TGEMV(d, l, r);"]),
                ("TGEMV_ACC", ["TGEMV(d, l, r);", ALL, "TGEMV_ACC(d, d, l, r);"]),
                ("TGEMV_BIAS", [*bias, "TGEMV_BIAS(d, l, r, q);"]),
            ):
                lines = (*_cube(dtype, 1, inner, cols), *calls, *store)
                yield MemoryCase(f"{name}-{dtype}-{inner}x{cols}", lines, arguments, "CUBE")


def word(scale: float, offset: int = 0, signed: bool = True) -> int:
    """A scale as the fix-pipe takes it."""
    return int(np.float32(scale).view(np.uint32)) | offset << 37 | int(signed) << 46


_SCALES = (0.5, 1.75, 0.0078125)


def _identity(dtype: str) -> list[str]:
    """An accumulator with the first matrix of integers or halves: its product with a matrix of the second argument."""
    return [*_cube(dtype, 32, 64, 64), "TMATMUL(d, l, r);", ALL]


def _stores_of_accumulators() -> Iterator[MemoryCase]:
    for dtype, results in (
        ("float", ("float", "half", "bfloat16_t")),
        ("half", ("float", "half", "bfloat16_t")),
        ("int8_t", ("int32_t",)),
    ):
        source, kind = "int32_t" if dtype == "int8_t" else "float", "identity" if dtype == "float" else "halves"
        arguments = (dtype, 32 * 64), (dtype, 64 * 64)
        d = _type(_acc("d", source, 32, 64, 0, (32, 64)))
        for to in results:
            for relu in ("NoRelu", "NormalRelu"):
                for atomic in ("AtomicNone", "AtomicAdd"):
                    out = _matrix("go", "v3", to, 32, 64)
                    modes = f"AtomicType::{atomic}, ReluPreMode::{relu}"
                    store = f"TSTORE<{d}, {out.partition('> go')[0]}>, {modes}>(go, d);"
                    name = f"TSTORE-Acc-{source}-{to}-{relu}-{atomic}-{kind}"
                    lines = (*_identity(dtype), out, store)
                    yield MemoryCase(name, lines, (*arguments, (to, 32 * 64)), "CUBE", kind)
        for to in ("int8_t", "uint8_t", "half", *(("bfloat16_t",) if source == "float" else ())):
            for relu in ("NoRelu", "NormalRelu"):
                for scale in _SCALES:
                    for offset in (0, 3) if relu == "NoRelu" and "int" in to else (0,):
                        out = _matrix("go", "v3", to, 32, 64)
                        modes = f"AtomicType::AtomicNone, ReluPreMode::{relu}"
                        by = f"(uint64_t) {word(scale, offset, to == 'int8_t')}ull"
                        store = f"TSTORE<{d}, {out.partition('> go')[0]}>, {modes}>(go, d, {by});"
                        name = f"TSTORE-Acc-{source}-{to}-{relu}-by-{scale}-{offset}-{kind}"
                        lines = (*_identity(dtype), out, store)
                        yield MemoryCase(name, lines, (*arguments, (to, 32 * 64)), "CUBE", kind)
        for to in ("int8_t", "uint8_t", *(("half",) if source == "int32_t" else ())) if dtype != "float" else ():
            for relu in ("NoRelu", "NormalRelu"):
                out = _matrix("go", "v4", to, 32, 64)
                fp = (*_scaling(), out)
                scaling = _type(tile("f", "uint64_t", 1, 64, 0, space="Scaling"))
                modes = f"AtomicType::AtomicNone, ReluPreMode::{relu}"
                store = f"TSTORE_FP<{d}, {out.partition('> go')[0]}>, {scaling}, {modes}>(go, d, f);"
                lines = (*_identity(dtype), *fp, store)
                full = (*arguments, ("uint64_t", 64), (to, 32 * 64))
                yield MemoryCase(f"TSTORE_FP-{source}-{to}-{relu}", lines, full, "CUBE", kind=f"scale-{to}")


def _scaling() -> tuple[str, ...]:
    return (
        tile("e", "uint64_t", 1, 64, 131072, space="Mat"), tile("f", "uint64_t", 1, 64, 0, space="Scaling"),
        _matrix("gf", "v3", "uint64_t", 1, 64), "TLOAD(e, gf);", ALL, "TMOV(f, e);", ALL,
    )  # fmt: skip


def _accumulators() -> Iterator[MemoryCase]:
    """From an accumulator to L1, all or a part, and from there to global memory."""
    for dtype, results in (("half", ("half", "bfloat16_t", "int8_t")), ("int8_t", ("int8_t", "uint8_t", "half"))):
        source = "int32_t" if dtype == "int8_t" else "float"
        quantised = {to for to in results if source == "int32_t" or "int" in to}
        arguments = (dtype, 32 * 64), (dtype, 64 * 64)
        d = _type(_acc("d", source, 32, 64, 0, (32, 64)))
        for to in results:
            for relu in ("NoRelu", "NormalRelu"):
                by = f", (uint64_t) {word(0.5, 0, to == 'int8_t')}ull" if to in quantised else ""
                # The CPU headers leave out the scale of TMOV, and have no scale for columns after those of the result.
                parts: list[tuple[str, tuple[int, int], str]] = [
                    ("TEXTRACT", (16, 32), ", 16, 0" if by else ", 16, 32")
                ]
                parts += [] if by else [("TMOV", (32, 64), "")]
                for op, shape, at in parts:
                    m = tile("m", to, *shape, 131072, space="Mat", layout="ColMajor", box="RowMajor")
                    call = f"{op}<{_type(m)}, {d}, ReluPreMode::{relu}>(m, d{by}{at});"
                    store = (ALL, _matrix("go", "v3", to, *shape), "TSTORE(go, m);")
                    name = f"{op}-Acc-{source}-{to}-{relu}"
                    lines = (*_identity(dtype), m, call, *store)
                    yield MemoryCase(name, lines, (*arguments, (to, shape[0] * shape[1])), "CUBE")
                m = tile("m", to, 64, 128, 131072, space="Mat", layout="ColMajor", box="RowMajor")
                out = _matrix("go", "v3", to, 64, 128)
                given = _type(_acc("d", source, 32, 64, 0, (32, 32))) if by else d
                call = f"TINSERT<{_type(m)}, {given}, ReluPreMode::{relu}>(m, d{by}, 16, 64);"
                # The CPU headers have as many scales as an accumulator has rows.
                product = [*_cube(dtype, 32, 64, 32), "TMATMUL(d, l, r);", ALL] if by else _identity(dtype)
                lines = (*product, m, out, "TLOAD(m, go);", ALL, call, ALL, "TSTORE(go, m);")
                yield MemoryCase(f"TINSERT-Acc-{source}-{to}-{relu}", lines, (*arguments, (to, 64 * 128)), "CUBE")
                if to in quantised:
                    yield from _by_columns(dtype, source, to, relu, d)


def _by_columns(dtype: str, source: str, to: str, relu: str, d: str) -> Iterator[MemoryCase]:
    arguments = (dtype, 32 * 64), (dtype, 64 * 64), ("uint64_t", 64)
    scaling = _type(tile("f", "uint64_t", 1, 64, 0, space="Scaling"))
    for op, shape, at in (
        ("TMOV_FP", (32, 64), ""),
        ("TEXTRACT_FP", (16, 32), ", 16, 0"),
        ("TINSERT_FP", (64, 128), ", 16, 64"),
    ):
        m = tile("m", to, *shape, 262144, space="Mat", layout="ColMajor", box="RowMajor")
        out = _matrix("go", "v4", to, *shape)
        call = f"{op}<{_type(m)}, {d}, {scaling}, ReluPreMode::{relu}>(m, d, f{at});"
        lines = (*_identity(dtype), *_scaling(), m, out, "TLOAD(m, go);", ALL, call, ALL, "TSTORE(go, m);")
        name = f"{op}-{source}-{to}-{relu}"
        yield MemoryCase(name, lines, (*arguments, (to, shape[0] * shape[1])), "CUBE", kind=f"scales-{to}")
