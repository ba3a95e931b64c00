"""Rows whose bytes pass an operand or depend on another one, against ports of the headers (June, pto-isa b9122ec)."""

from __future__ import annotations

import pytest

from ptofix.hardware.tile import TileType
from ptofix.isa.architecture import A2A3
from ptofix.isa.call import OpCall
from ptofix.isa.drain import Drain
from ptofix.isa.expand import Expansion, effects, expand, header_events
from ptofix.isa.lengths import LENGTHS
from ptofix.isa.operand import Operand
from ptofix.isa.row import HEADER_EVENT, Step
from ptofix.isa.tests.build import GM, SCALAR, column, run, stages, text, tile, unknown
from ptofix.isa.tests.ported import Port, assert_covers, length, used
from ptofix.isa.tests.test_header_walks import ARCHS


def up(size: int, unit: int = 32) -> int:
    return -(-size // unit) * unit


def of(operand: Operand) -> tuple[TileType, int, int, int, int]:
    """Type, element bytes, bytes per padded row, valid rows, valid columns."""
    t = operand.tile
    assert t is not None
    assert t.element_bytes is not None
    return t, t.element_bytes, t.cols * t.element_bytes, t.valid_rows or 0, t.valid_cols or 0


def padded(operand: Operand) -> int:
    return of(operand)[0].size_bytes


# ---- TROWARGMAX, TROWARGMIN: TRowReduceIdxOps.hpp ----


def row_index(src: Operand, tmp: Operand, val: Operand | None, idx: Operand) -> Port:
    """Operands: (idx, src, tmp) as 0, 1, 2, or (val, idx, src, tmp) as 0 to 3."""
    port = Port()
    i, s, t = (0, 1, 2) if val is None else (1, 2, 3)
    _, size, stride, rows, cols = of(src)
    _, t_size, t_stride, _, _ = of(tmp)
    per, block = 256 // size, 32 // size
    i_type = idx.tile
    assert i_type is not None
    sources = [(s, r * stride, r * stride + cols * size) for r in range(rows)]
    if cols <= per and val is None:
        port.v(sources, [(i, r * i_type.cols * size, r * i_type.cols * size + size) for r in range(rows)])
        port.drain("barrier")
        return port
    if cols <= per:
        assert val is not None
        assert val.tile is not None
        pairs = (t, 0, 2 * rows * size)
        port.v(sources, [pairs])
        port.drain("barrier")
        for name, one in ((i, i_type), (0, val.tile)):
            if one.cols == 1:
                port.v([pairs], [(name, 0, rows * size)])
                port.drain("barrier")
        if i_type.cols != 1 or val.tile.cols != 1:
            port.drain("V>S")
            for name, one in ((i, i_type), (0, val.tile)):
                if one.cols != 1:
                    port.on("S", [pairs], [(name, r * one.cols * size, (r * one.cols + 1) * size) for r in range(rows)])
            port.drain("S>V")
        return port
    n1 = up(cols, per) // per
    for r in range(rows):
        base = r * t_stride

        def group(values: int, indices: int, source: list[tuple[int | str, int, int]], count: int) -> None:
            pairs = (t, indices, indices + 2 * count * size)
            port.v(source, [pairs])
            port.drain("barrier")
            port.v([pairs], [(t, values, values + count * size)])
            port.drain("barrier")
            port.v([pairs], [(t, indices, indices + count * size)])
            port.drain("barrier")

        if cols <= per * per:
            final = base + up(2 * n1, block) * t_size
            group(final, base, [sources[r]], n1)
            port.v([(t, final, final + n1 * size)], [(t, final, final + 2 * size)])
        else:
            n2 = up(n1, per) // per
            value1, second = up(2 * n1, block), up(n1, block)
            final = base + (second + up(2 * n2, block)) * t_size
            group(base + value1 * t_size, base, [sources[r]], n1)
            group(final, base + second * t_size, [(t, base + value1 * t_size, base + value1 * t_size + n1 * size)], n2)
            port.v([(t, final, final + n2 * size)], [(t, final, final + 2 * size)])
        port.drain("barrier")
    port.drain("V>S")
    for r in range(rows):
        outputs = [(i, r * of(idx)[2], r * of(idx)[2] + of(idx)[1])]
        if val is not None:
            outputs.append((0, r * of(val)[2], r * of(val)[2] + size))
        port.on("S", [(t, r * t_stride, r * t_stride + 32)], outputs)
    port.drain("S>V")
    return port


ROW_INDEX = [
    (rows, cols, dtype, tmp)
    for rows, cols, dtype in [
        (16, 64, "float"),
        (16, 40, "float"),
        (300, 64, "float"),
        (8, 200, "float"),
        (3, 1024, "float"),
        (2, 5000, "float"),
        (16, 128, "half"),
        (16, 100, "half"),
        (4, 300, "half"),
        (2, 20000, "half"),
    ]
    for tmp in ("like", "small", "bytes")
]


@pytest.mark.parametrize(("rows", "cols", "dtype", "small"), ROW_INDEX)
@pytest.mark.parametrize("outputs", ["none", "columns", "value", "index", "rows"])
def test_row_index(rows: int, cols: int, dtype: str, small: str, outputs: str) -> None:
    size = 4 if dtype == "float" else 2
    index = {"none": "uint32_t", "float": "int32_t", "half": "int16_t"}["none" if outputs == "none" else dtype]
    src = tile(rows, up(cols, 32), dtype, valid=(rows, cols))
    tmp = {
        "like": tile(rows, up(cols, 32), dtype),
        "small": tile(rows, 32 // size, dtype),
        "bytes": tile(rows, 64, "uint8_t"),
    }[small]
    val = column(rows, dtype) if outputs in ("columns", "value") else tile(rows, 16, dtype, valid=(rows, 1))
    idx = column(rows, index) if outputs in ("columns", "index") else tile(rows, 16, index, valid=(rows, 1))
    operands = (idx, src, tmp) if outputs == "none" else (val, idx, src, tmp)
    port = row_index(src, tmp, None if outputs == "none" else val, idx)
    found = run("TROWARGMAX", *operands)
    assert_covers(found, port)
    t = len(operands) - 1
    if used(port, t):
        assert length(found, t) == max(padded(tmp), up(used(port, t))), "no byte too many"


def test_two_outputs_of_wide_rows_come_from_the_scalar_unit() -> None:
    src, tmp, val, idx = tile(8, 256), tile(8, 256), column(8), column(8, "int32_t")
    assert text(run("TROWARGMIN", val, idx, src, tmp)) == [
        "V 2 -> 3", "barrier", "V 2 3 -> 3", "barrier", "V>S", "S 3 -> 1 0", "S>V",
    ]  # fmt: skip


def test_two_outputs_of_narrow_rows() -> None:
    src, tmp = tile(8, 64), tile(8, 64)
    columns = run("TROWARGMAX", column(8), column(8, "int32_t"), src, tmp)
    assert not any(stage.pipe == "S" for stage in stages(columns))
    assert columns.trailing_drain
    rows = run("TROWARGMAX", tile(8, 8), tile(8, 8, "int32_t"), src, tmp)
    assert text(rows) == ["V 2 -> 3", "barrier", "V>S", "S 3 -> 1 0", "S>V"]
    open_width = run("TROWARGMAX", column(8), column(8, "int32_t"), tile(8, 256, valid=(8, None)), tile(8, 256))
    assert {stage.pipe for stage in stages(open_width)} == {"V", "S"}


def test_august_converts_an_index_in_place() -> None:
    """3186c381: half values with a 32-bit index: dst_idx is read by V."""
    found = run("TROWARGMAX", column(8, "half"), column(8, "int32_t"), tile(8, 64, "half"), tile(8, 64, "half"))
    assert any(a.operand == 1 and not a.write for stage in stages(found) for a in stage.accesses)


# ---- TCVT: TCvt.hpp ----

SILENT = [("half", "half"), ("half", "bfloat16_t"), ("int32_t", "bfloat16_t"), ("int16_t", "int8_t"),
          ("int16_t", "uint8_t"), ("float", "uint8_t"), ("bfloat16_t", "half")]  # fmt: skip
KNOWN = [("float", "half"), ("float", "float"), ("float", "bfloat16_t"), ("float", "int16_t"), ("float", "int32_t"),
         ("float", "int64_t"), ("half", "float"), ("half", "int32_t"), ("half", "int16_t"), ("half", "int8_t"),
         ("half", "uint8_t"), ("bfloat16_t", "float"), ("bfloat16_t", "int32_t"), ("int16_t", "half"),
         ("int16_t", "float"), ("int32_t", "float"), ("int32_t", "int16_t"), ("int32_t", "int64_t"),
         ("int32_t", "half"), ("int64_t", "float"), ("int64_t", "int32_t"), ("uint8_t", "half"),
         ("int8_t", "half"), ("float32_t", "float16_t")]  # fmt: skip


@pytest.mark.parametrize(("src", "dst"), SILENT)
def test_pairs_that_issue_nothing(src: str, dst: str) -> None:
    for more in ((), (tile(8, 256, "uint8_t"),)):
        assert "issues nothing" in unknown("TCVT", tile(8, 64, dst), tile(8, 64, src), *more, SCALAR)


@pytest.mark.parametrize(("src", "dst"), KNOWN)
def test_pairs_that_are_converted(src: str, dst: str) -> None:
    for more in ((), (tile(8, 256, "uint8_t"),)):
        found = run("TCVT", tile(8, 64, dst), tile(8, 64, src), *more, SCALAR)
        assert "V 1 -> 0" in text(found) or any("1" in line for line in text(found))
    found = run("TCVT", tile(8, 64, dst), tile(8, 64, src), SCALAR)
    assert all(a.order is not None for stage in stages(found) for a in stage.accesses)


def convert(dst: Operand, src: Operand) -> Port:
    """Saturation off: operands dst, src, tmp."""
    port = Port()
    _, d_size, d_stride, rows, cols = of(dst)
    _, size, stride, _, _ = of(src)
    per = 256 // max(size, d_size)
    full, rest = divmod(cols, per)

    def single(at: int, row: int, repeats: int, step: tuple[int, int], lanes: int) -> None:
        places = [(row * stride + at * size + k * step[0], k * step[0], row * d_stride + at * d_size + k * step[1])
                  for k in range(repeats)]  # fmt: skip
        port.v([(1, a, a + lanes * size) for a, _, _ in places], [(2, t, t + lanes * 4) for _, t, _ in places])
        port.drain("barrier")
        port.v([(2, t, t + lanes * 4) for _, t, _ in places], [(0, d, d + lanes * d_size) for _, _, d in places])

    def half(at: int, row: int, lanes: int) -> None:
        for first in range(0, lanes, 64):
            n = min(64, lanes - first)
            a, d = row * stride + (at + first) * size, row * d_stride + (at + first) * d_size
            words, second = (2, 0, 4 * n), (2, 128, 128 + 2 * n)
            port.v([(1, a, a + n * size)], [words])
            port.drain("barrier")
            if d_size == 1:
                for reads, writes in (
                    ([words], [words]),
                    ([], [second]),
                    ([words, second], [words]),
                    ([words], [second]),
                ):
                    port.v(reads, writes)
                    port.drain("barrier")
            port.v([words if d_size == 2 else second], [(0, d, d + n * d_size)])
            port.drain("barrier")

    for row in range(rows if full else 0):
        for k in range(0, full, 255):
            if size == 4:
                single(k * per, row, min(255, full - k), (256, per * d_size), per)
            else:
                for chunk in range(k, min(k + 255, full)):
                    half(chunk * per, row, per)
    if rest:
        for row in range(0, rows, 255):
            if size == 4:
                single(full * per, row, min(255, rows - row), (stride, d_stride), rest)
            else:
                for one in range(row, min(row + 255, rows)):
                    half(full * per, one, rest)
    return port


@pytest.mark.parametrize("shape", [(8, 16), (8, 64), (3, 100), (2, 250), (300, 48)])
@pytest.mark.parametrize(("src", "dst"), [("float", "int16_t"), ("half", "int16_t"), ("half", "int8_t")])
@pytest.mark.parametrize("tmp", [tile(1, 8), tile(64, 64)])
def test_conversion_over_words(shape: tuple[int, int], src: str, dst: str, tmp: Operand) -> None:
    target, source = (tile(shape[0], up(shape[1], 32), name, valid=shape) for name in (dst, src))
    port, found = convert(target, source), run("TCVT", target, source, tmp, SCALAR)
    assert_covers(found, port)
    assert length(found, 2) == max(padded(tmp), up(used(port, 2)))
    open_shape = (tile(shape[0], up(shape[1], 32), dst, valid=(None, None)), source, tmp, SCALAR)
    assert length(run("TCVT", *open_shape), 2) >= up(used(port, 2))


def test_a_tmp_that_is_not_used() -> None:
    found = run("TCVT", tile(8, 64, "half"), tile(8, 64), tile(8, 64), SCALAR)
    assert text(found) == ["V 1 -> 0"]
    assert stages(found)[0].accesses[0].order is not None


# ---- row and column reductions: TRowReduceOps.hpp, TRowSum.hpp, TColReduceIdx.hpp ----

FAST = [(64, 128), (32, 256), (16, 512), (8, 1024)]


@pytest.mark.parametrize("shape", FAST)
@pytest.mark.parametrize("tmp", [tile(8, 64), tile(32, 32, "uint8_t")])
def test_fast_shapes_use_4096_bytes(shape: tuple[int, int], tmp: Operand) -> None:
    found = run("TROWMAX", column(shape[0]), tile(*shape), tmp)
    assert {a.length for stage in stages(found) for a in stage.accesses if a.operand == 2} == {4096}
    first = stages(found)[0]
    assert all(a.order is not None for a in first.accesses)


def reduce(name: str, src: Operand, tmp: Operand) -> Port:
    """Rows of two repeats or more: operands dst, src, tmp."""
    port = Port()
    _, size, stride, rows, cols = of(src)
    t_type = of(tmp)[0]
    step, full, rest = t_type.cols * size, cols * size // 256, cols * size % 256

    def fold(at: int, sources: list[tuple[int, int]], width: int = 256) -> None:
        for r in range(rows):
            places = [(s, r * (stride if s == 1 else step) + b, r * (stride if s == 1 else step) + b + width)
                      for s, b in sources]  # fmt: skip
            port.v(places, [(2, r * step + at, r * step + at + width)])
        port.drain("barrier")

    if name == "TROWSUM":
        for k in range(full // 2):
            fold(k * 256, [(1, 512 * k), (1, 512 * k + 256)])
        if full % 2 and full != 1:
            fold(0, [(2, 0), (1, (full - 1) * 256)])
    else:
        fold(0, [(1, 0), (1, 256)])
    if rest:
        fold(0, [(2, 0), (1, full * 256)], rest)
    if name == "TROWSUM":
        left = full // 2
        while left > 1:
            for k in range(left // 2):
                fold(k * 256, [(2, 512 * k), (2, 512 * k + 256)])
            odd, left = left % 2, left // 2
            if odd:
                fold((left - 1) * 256, [(2, (left - 1) * 256), (2, left * 512)])
    else:
        for k in range(2, full):
            fold(0, [(2, 0), (1, k * 256)])
    for r in range(rows):
        port.v([(2, r * step, r * step + 256)], [(0, r * size, r * size + size)])
    port.drain("barrier")
    return port


@pytest.mark.parametrize("name", ["TROWMAX", "TROWSUM"])
@pytest.mark.parametrize("shape", [(4, 128), (4, 192), (4, 256), (3, 600), (2, 1152)])
@pytest.mark.parametrize("narrow", [tile(4, 64), tile(4, 64, "uint8_t"), tile(4, 1152)])
def test_wide_row_reductions(name: str, shape: tuple[int, int], narrow: Operand) -> None:
    src = tile(shape[0], up(shape[1], 64), valid=shape)
    port, found = reduce(name, src, narrow), run(name, column(shape[0]), src, narrow)
    assert_covers(found, port)
    assert length(found, 2) == max(padded(narrow), used(port, 2))


def test_a_narrow_tmp_counts_in_elements_of_src() -> None:
    """TRowReduceInstr returns at once for less than 8 blocks per row, with the columns of tmp as elements of src."""
    src = tile(4, 128, valid=(4, 100))
    assert text(run("TROWMAX", column(4), src, tile(4, 32))) == []
    assert text(run("TROWMAX", column(4), src, tile(4, 128, "uint8_t"))) != []
    assert text(run("TROWSUM", column(4, "half"), tile(4, 256, "half", valid=(4, 200)), tile(4, 64, "half"))) == []


@pytest.mark.parametrize(
    ("cols", "dtype", "needed"),
    [(64, "float", 512), (16, "float", 128), (300, "float", 512), (20, "half", 192), (512, "half", 768)],
)
def test_column_index(cols: int, dtype: str, needed: int) -> None:
    src, tmp = tile(4, up(cols, 16), dtype, valid=(4, cols)), tile(1, 16, dtype)
    found = run("TCOLARGMAX", tile(1, up(cols, 16), "int32_t", valid=(1, cols)), src, tmp)
    assert length(found, 2) == needed
    assert length(run("TCOLARGMIN", tile(1, 64, "int32_t"), tile(4, 64), tile(4, 64)), 2) == 1024


# ---- elementwise with whole repeats or blocks ----


@pytest.mark.parametrize("shape", [(8, 8), (8, 64), (5, 100), (3, 200)])
@pytest.mark.parametrize("dtype", ["float", "half"])
def test_prelu(shape: tuple[int, int], dtype: str) -> None:
    """TPrelu.hpp: TMUL, TCMPS of src0 in whole repeats into rows of tmp, TSEL with a block after those rows."""
    size = 4 if dtype == "float" else 2
    a = tile(shape[0], up(shape[1], 16), dtype, valid=shape)
    tmp = tile(shape[0], 32, "uint8_t")
    stride, width, n = of(a)[2], shape[1] * size, up(shape[1] * size, 256) // 256
    rows = [(name, r * stride, r * stride + width) for r in range(shape[0]) for name in (0, 1, 2)]
    port = Port()
    port.v([p for p in rows if p[0] != 0], [p for p in rows if p[0] == 0])
    port.drain("barrier")
    for r in range(shape[0]):
        port.v([(1, r * stride, r * stride + n * 256)], [(3, 32 * r, 32 * r + n * 32 // size)])
    port.drain("barrier", "barrier")
    behind = (3, 32 * shape[0], 32 * shape[0] + 32)
    for r in range(shape[0]):
        port.v([], [behind])
        port.drain("barrier")
        port.v([behind], [])
        port.drain("barrier")
        port.v(
            [(3, 32 * r, 32 * r + width // size // 8), *(p for p in rows if p[0] != 2)], [p for p in rows if not p[0]]
        )
    found = run("TPRELU", a, a, a, tmp)
    assert_covers(found, port)
    assert length(found, 1) == max(used(port, 1), shape[0] * stride)
    assert length(found, 3) == max(used(port, 3), padded(tmp))
    assert length(found, 2) == up((shape[0] - 1) * stride + width), "src1 is not compared"


@pytest.mark.parametrize("shape", [(300, 32), (8, 64), (8, 100), (256, 128), (3, 8)])
@pytest.mark.parametrize("dtype", ["float", "half", "uint8_t"])
def test_gather_blocks(shape: tuple[int, int], dtype: str) -> None:
    """TGatherB.hpp: GatherBlockHead by rows, GatherBlockTail over all rows with no mask."""
    size = {"float": 4, "half": 2, "uint8_t": 1}[dtype]
    dst = tile(shape[0], up(shape[1], 32), dtype, valid=shape)
    offsets = tile(shape[0], up(shape[1], 64) // 8, "uint32_t")
    stride, o_stride = of(dst)[2], of(offsets)[2]
    per = 256 // size
    full, rest = divmod(shape[1], per)
    port = Port()
    for r in range(shape[0]):
        for k in range(full):
            port.v(
                [(2, r * o_stride + 32 * k, r * o_stride + 32 * k + 32)],
                [(0, r * stride + 256 * k, r * stride + 256 * k + 256)],
            )
    for r in range(shape[0] if rest else 0):
        at = full * 32 + r // 255 * 255 * o_stride + r % 255 * 32
        port.v([(2, at, at + 32)], [(0, r * stride + full * 256, r * stride + full * 256 + 256)])
    found = run("TGATHERB", dst, tile(shape[0], 256, dtype), offsets)
    assert_covers(found, port)
    assert length(found, 0) == max(used(port, 0), shape[0] * stride)
    open_shape = tile(shape[0], up(shape[1], 32), dtype, valid=(None, None))
    assert_covers(run("TGATHERB", open_shape, tile(shape[0], 256, dtype), offsets), port)


def test_gather_blocks_of_the_trace() -> None:
    found = run("TGATHERB", tile(300, 32), tile(300, 32), tile(300, 8, "uint32_t"))
    assert length(found, 0) == 38400 + 128


@pytest.mark.parametrize(("first", "second"), [(32, 16), (16, 32), (64, 8), (0, 16)])
def test_concat(first: int, second: int) -> None:
    """TConcat.hpp TConcatImpl: src1 with the block length of src0 (June), with its own (August)."""
    dst, a, b = tile(4, 96), tile(4, 64, valid=(4, first)), tile(4, 16, valid=(4, min(second, 16)))
    second = min(second, 16)
    for copied in (first * 4, up(second * 4)):
        port = Port()
        for r in range(4):
            port.v([(1, r * 256, r * 256 + first * 4)], [(0, r * 384, r * 384 + first * 4)])
            port.v([(2, r * 64, r * 64 + copied)], [(0, r * 384 + first * 4, r * 384 + first * 4 + copied)])
        assert_covers(run("TCONCAT", dst, a, b), port)
    assert length(run("TCONCAT", dst, a, b), 2) == max(256, 192 + max(first, second) * 4)


def test_concat_with_index_tiles_is_not_known() -> None:
    index = tile(4, 8, "int32_t", valid=(4, 1))
    for count in (2, 3):
        assert "255 repeats" in unknown("TCONCAT", *(tile(4, 64),) * 3, *(index,) * count)


# ---- TTRANS: TTrans.hpp TTransOperation ----


def transpose(dst: Operand, src: Operand) -> Port:
    port = Port()
    _, size, stride, rows, cols = of(src)
    unit, block = (32 if size == 1 else 16), 32 // size
    t_stride = up(rows, unit) * size
    for x in range(up(cols, block) // block):
        for y in range(0, up(rows, unit), unit):
            reads: list[tuple[int | str, int, int]] = [
                (1, r * stride + 32 * x, r * stride + 32 * x + 32) if r < rows else ("ub_start", 32 * x, 32 * x + 32)
                for r in range(y, y + unit)
            ]
            places = [(c + x * block) * t_stride + y * size for c in range(block)]
            port.v(reads, [(2, at, at + unit * size) for at in places])
    port.drain("barrier")
    d_stride = of(dst)[2]
    port.v([(2, c * t_stride, c * t_stride + up(rows * size)) for c in range(cols)],
           [(0, c * d_stride, c * d_stride + up(rows * size)) for c in range(cols)])  # fmt: skip
    return port


@pytest.mark.parametrize("shape", [(16, 64), (32, 32), (8, 64), (20, 128), (33, 512)])
@pytest.mark.parametrize("dtype", ["float", "half", "int8_t"])
def test_transpose(shape: tuple[int, int], dtype: str) -> None:
    src = tile(*shape, dtype)
    dst, tmp = tile(shape[1], up(shape[0], 32), dtype, valid=(shape[1], shape[0])), tile(1, 32, dtype)
    port, found = transpose(dst, src), run("TTRANS", dst, src, tmp)
    assert_covers(found, port)
    assert length(found, 2) == max(padded(tmp), used(port, 2))
    lacking = shape[0] % (32 if dtype == "int8_t" else 16) != 0
    assert any(a.scratch == "ub_start" for stage in stages(found) for a in stage.accesses) is lacking
    assert not any(a.scratch and a.write for stage in stages(found) for a in stage.accesses)


# ---- order after drains ----


def test_dequantise_converts_twice_before_the_scalar_unit_reads() -> None:
    """TDequant.hpp ConvertForDequant: int8 goes over half, in place."""
    found = run("TDEQUANT", tile(8, 64), tile(8, 64, "int8_t"), column(8), column(8))
    first = [str(step) for step in found.steps if isinstance(step, Drain)].index("V>S")
    before = found.steps[: first + 2]
    reads = {a.operand for step in before if not isinstance(step, Drain) for a in step.accesses if not a.write}
    assert reads == {0, 1}


def test_gather_loads_lie_before_the_flag_that_follows_them() -> None:
    """MGather.hpp MGatherRowImpl: S>MTE2 comes after the loads."""
    found = run("MGATHER", tile(8, 64), GM, tile(1, 8, "int32_t"))
    kinds = [str(step) if isinstance(step, Drain) else step.pipe for step in found.steps]
    assert kinds == ["V>S", "MTE3>S", "S", "MTE2", "S>MTE2", "MTE2>V", "MTE2>MTE3", "S>V", "S>MTE3"]


def test_compare_with_a_tile_waits_for_three_pipes() -> None:
    """TCmps.hpp TCmps_Tile, whatever the valid shape."""
    for rows in (8, None):
        mask, src = tile(8, 32, "uint8_t", valid=(rows, 8)), tile(8, 64, valid=(rows, 64))
        assert text(run("TCMPS", mask, src, tile(1, 8), SCALAR))[:3] == ["V>S", "MTE1>S", "MTE2>S"]


@pytest.mark.parametrize("valid", [None, 1024])
def test_compare_writes_as_many_bits_as_the_source_has_columns(valid: int | None) -> None:
    """TCmp.hpp: whatever the size of dst; 128 bytes in each of two rows that are 32 bytes apart."""
    mask, src = tile(2, 32, "uint8_t", valid=(2, 4)), tile(2, 1024, valid=(2, valid))
    assert length(run("TCMP", mask, src, src, SCALAR), 0, write=True) == 32 + 128
    assert length(run("TCMPS", mask, src, SCALAR, SCALAR), 0, write=True) == 32 + 128


def test_compare_of_a_row_of_unknown_type_counts_with_the_worst() -> None:
    """A repeat of halves has the most bits, 16 bytes; words of 64 bits are read the furthest."""
    mask, src = tile(3, 32, "uint8_t"), tile(3, 64, "fixed_t")
    found = run("TCMP", mask, src, src, SCALAR)
    assert length(found, 0, write=True) == 3 * 32
    assert length(found, 1, write=False) == 3 * 64 * 8


def test_compare_counts_its_parts_in_elements_of_dst() -> None:
    """TCmp.hpp dstOffset: behind 240 repeats of 64 floats it goes on 1920 elements further on, of two bytes each."""
    mask, src = tile(1, 2048, "uint16_t"), tile(1, 241 * 64)
    assert length(run("TCMP", mask, src, src, SCALAR), 0, write=True) == 4096  # the whole row, for NE
    narrow = tile(1, 16, "uint16_t")
    assert length(run("TCMP", narrow, src, src, SCALAR), 0, write=True) == 3840 + 32  # 8 bytes, in whole blocks


# ---- August (3186c381) where it differs ----


def test_compare_inverts_its_result_in_place() -> None:
    """TCmp.hpp, TCmps.hpp: NE is EQ, then vnot over the padded rows of dst."""
    mask, src = tile(8, 64, "uint8_t", valid=(8, 8)), tile(8, 64)
    for operands in ((mask, src, src, SCALAR), (mask, src, SCALAR, SCALAR)):
        found = run("TCMP" if operands[2] is src else "TCMPS", *operands)
        assert not found.internal_drain
        assert length(found, 0, write=False) == length(found, 0, write=True) == 512


def test_int32_remainder_fills_tmp_first() -> None:
    """TRemS.hpp RemSInt32Instr."""
    ints = tile(8, 64, "int32_t")
    assert text(run("TREMS", ints, ints, SCALAR, ints))[0] == "V 1 -> 1 3"
    assert text(run("TREMS", tile(8, 64), tile(8, 64), SCALAR, tile(8, 64)))[0] == "V -> 3"


@pytest.mark.parametrize(
    ("dst", "tmp", "june", "august"),
    [
        (tile(8, 64), tile(2, 64), 512, 512),
        (tile(8, 64), tile(1, 64), 288, 512),  # August: 256 bytes after the row stride of dst
        (tile(8, 16), tile(2, 16), 256, 320),
        (tile(8, 16), tile(1, 16), 256, 320),
        (tile(8, 64), tile(1, 128), 544, 512),  # June: the mask lies in row 1 of tmp
        (tile(2, 4096), tile(2, 4096), 32768, 32768),
    ],
)
def test_mask_of_a_remainder(dst: Operand, tmp: Operand, june: int, august: int) -> None:
    for version, needed in (("june", june), ("august", august)):
        found = expand(OpCall("TREM", (dst, dst, dst, tmp), ARCHS[version]))
        assert isinstance(found, Expansion)
        assert length(found, 3) == needed
    assert length(run("TREMS", dst, dst, SCALAR, tile(1, 8)), 3) == max(32, of(dst)[2])


def test_mask_of_a_remainder_of_whole_numbers() -> None:
    """TRem.hpp of August: RemInt32Instr fills it in counter mode, RemF32Instr by a repeat."""
    for dtype, needed in (("float", 512 + 256), ("int32_t", 512 + 512)):
        dst = tile(8, 128, dtype)
        assert length(run("TREM", dst, dst, dst, tile(1, 136, dtype)), 3) == needed
    for dtype, needed in (("float", 128 + 256), ("int32_t", 256)):  # 128 bytes of a mask fit
        dst = tile(4, 32, dtype)
        assert length(run("TREM", dst, dst, dst, tile(1, 64, dtype)), 3) == needed
    narrow = tile(4, 64, "int32_t", valid=(4, 2))
    assert length(run("TREM", narrow, narrow, narrow, tile(1, 64, "int32_t")), 3) == 256 + 32


@pytest.mark.parametrize(
    ("shape", "tmp", "floats", "ints"),
    [
        ((8, 64, 64), (1, 64), (272, 512), (272, 512)),
        ((8, 64, 63), (1, 128), (528, 512), (528, 508)),
        ((8, 64, 8), (1, 128), (528, 512), (528, 288)),
        ((8, 16, 1), (2, 16), (256, 320), (256, 256)),
        ((4, 32, 32), (1, 64), (272, 384), (272, 256)),
        ((5, 72, 8), (4, 256), (1040, 544), (1040, 320)),
        ((5, 72, 72), (4, 256), (1040, 544), (1040, 576)),
        ((16, 128, 2), (1, 136), (560, 768), (560, 528)),
        ((16, 128, 128), (1, 136), (560, 768), (560, 1024)),
        ((2, 2048, 1), (1, 8), (256, 8448), (256, 8208)),
        ((2, 2048, 2048), (1, 8), (256, 8448), (256, 16384)),
        ((2, 4096, 4095), (2, 4096), (16400, 16896), (16400, 32764)),
    ],
)
def test_tmp_of_a_remainder_is_what_the_headers_touched(
    shape: tuple[int, int, int], tmp: tuple[int, int], floats: tuple[int, int], ints: tuple[int, int]
) -> None:
    """Bytes of tmp, June and August, by a run of TREM_IMPL of either on recording intrinsics."""
    rows, cols, used = shape
    for dtype, touched in (("float", floats), ("int32_t", ints)):
        for valid in ((rows, used), (None, None)):
            dst, scratch = tile(rows, cols, dtype, valid=valid), tile(*tmp, dtype)
            for version, needed in zip(("june", "august"), touched):
                found = expand(OpCall("TREM", (dst, dst, dst, scratch), ARCHS[version]))
                assert isinstance(found, Expansion)
                assert length(found, 3) >= needed
                if version == "august" and valid != (None, None):
                    assert length(found, 3) <= max(up(needed), up(used * 4, 256), padded(scratch))


def test_event_ids_of_both_versions() -> None:
    rows = {name: A2A3.header_events(name) for name in A2A3.ops.names()}
    other = {name: events for name, events in rows.items() if events != (HEADER_EVENT,)}
    collective = {f"pto::comm::{name}": (0, 1) for name in ("TPUT", "TGET", "TGATHER", "TSCATTER", "TBROADCAST")}
    assert other == {"pto::comm::TREDUCE": (0, 1, 2), **collective}
    june = A2A3.with_older({"TPOW": "", "TPOWS": ""})
    assert june.header_events("TPOW") == june.header_events("pto::TPOWS") == (7,)


@pytest.mark.parametrize(
    ("rows", "more", "events"),
    [(1, 0, (0,)), (3, 0, (0,)), (2, 0, (0, 1)), (1, 1, (0, 1))],
    ids=["one row", "odd", "two halves that take turns", "two tiles that take turns"],
)
def test_event_ids_by_the_rows_of_what_is_copied_through(rows: int, more: int, events: tuple[int, ...]) -> None:
    """The header cuts a tile in two only if its rows are even, which the type says."""
    staging = tile(rows, 64)
    call = OpCall("pto::comm::TPUT", (GM, GM, *[staging] * (1 + more)), A2A3)
    assert header_events(call) == events


# ---- other tmp operands ----

OTHERS: list[tuple[str, tuple[Operand, ...], int, int]] = [
    ("TXOR", (tile(8, 64, "int16_t"),) * 3 + (tile(1, 64, "int16_t"),), 3, 1024),
    ("TXORS", (tile(8, 64, "int16_t"), tile(8, 64, "int16_t"), SCALAR, tile(1, 64, "int16_t")), 3, 1024),
    ("TPOW", (tile(8, 64),) * 3 + (tile(1, 64),), 3, 2048),
    ("TPOWS", (tile(8, 64), tile(8, 64), SCALAR, tile(1, 64)), 3, 2048),
    ("TSORT32", (tile(1, 128), tile(1, 64, valid=(1, 40)), tile(1, 64, "uint32_t"), tile(1, 8)), 3, 256),
    ("TMRGSORT", (tile(1, 256), SCALAR, tile(1, 64), tile(1, 128), tile(1, 128)), 2, 1024),
    ("TGATHER", (tile(4, 64, "half"), tile(4, 64, "half"), tile(4, 64, "int32_t"), tile(1, 64, "int32_t")), 3, 1024),
    ("TCI", (tile(1, 32, "int32_t"), SCALAR, tile(1, 128)), 2, 768),
    ("TCI", (tile(1, 64, "int32_t"), SCALAR, tile(1, 128)), 2, 2560),
    ("TCI", (tile(1, 32, "int16_t"), SCALAR, tile(1, 128)), 2, 1792),
]


@pytest.mark.parametrize(("name", "operands", "index", "needed"), OTHERS)
def test_small_tmp(name: str, operands: tuple[Operand, ...], index: int, needed: int) -> None:
    assert length(run(name, *operands), index) == needed


@pytest.mark.parametrize(("name", "operands", "index"), [other[:3] for other in OTHERS])
def test_large_tmp(name: str, operands: tuple[Operand, ...], index: int) -> None:
    """A tmp that is large enough counts with its padded size."""
    large = tile(16, 256, "int32_t" if name == "TGATHER" else "float", valid=(1, 64))
    found = run(name, *operands[:index], large, *operands[index + 1 :])
    assert length(found, index) == 16384


@pytest.mark.parametrize(
    ("name", "operands", "index", "walked"),
    [
        ("TADD", (tile(8, 64), tile(8, 64, valid=(4, 64)), tile(8, 64)), 1, 2048),
        ("TADD", (tile(8, 64, valid=(6, 64)), tile(8, 64), tile(8, 64, valid=(4, 32))), 2, 1536),
        ("TADD", (tile(8, 64, valid=(None, 64)), tile(8, 64, valid=(4, 64)), tile(8, 64)), 1, 2048),
        ("TMULS", (tile(8, 64), tile(8, 64, valid=(4, 64)), SCALAR), 1, 2048),
        ("TCVT", (tile(8, 64, "half"), tile(8, 64, valid=(4, 64))), 1, 2048),
        ("TROWMAX", (column(8, valid=4), tile(8, 64), tile(8, 64)), 0, 32),
        ("TXOR", (tile(8, 64, "int16_t", valid=(4, 64)),) * 3 + (tile(8, 64, "int16_t"),), 1, 1024),
        ("TXORS", (*(tile(8, 64, "int16_t", valid=(4, 64)),) * 2, SCALAR, tile(8, 64, "int16_t")), 1, 1024),
    ],
)
def test_an_operand_is_walked_with_the_size_of_another(
    name: str, operands: tuple[Operand, ...], index: int, walked: int
) -> None:
    """Only debug builds of the headers assert that the sizes are the same."""
    call = OpCall(name, operands, A2A3)
    for found in (expand(call), effects(call)):
        assert isinstance(found, Expansion)
        assert length(found, index) >= walked


def test_every_length_is_used() -> None:
    rows = [found for arch in ARCHS.values() for name in arch.ops.names() if (found := arch.row(name)) is not None]
    walks = {step.walk for op in rows for form in op.form for step in form.steps if isinstance(step, Step)}
    of_walks = {"compare", "prelu", "convert-single", "convert-half"}  # parts of walks that have an order, too
    assert walks >= set(LENGTHS) - of_walks


@pytest.mark.parametrize(("rows", "drained"), [(32, True), (16, False)])
def test_where_valid_sizes_differ_the_header_may_do_nothing(rows: int, drained: bool) -> None:
    found = run("TDIVS", tile(32, 64, at=0), tile(32, 64, valid=(rows, 64), at=8192), SCALAR)
    assert any(isinstance(step, Drain) for step in found.steps) is drained


def test_june_reads_the_full_source_of_a_col_expand_at_the_stride_of_dst() -> None:
    """TColExpandBinOp.hpp; August walks it at its own stride."""
    dst, src0, row = tile(32, 128, valid=(32, 64)), tile(32, 64), tile(1, 64)
    for name in ("TCOLEXPANDADD", "TCOLEXPANDEXPDIF"):
        for arch, end in ((ARCHS["june"], 31 * 512 + 256), (A2A3, 32 * 256)):
            found = expand(OpCall(name, (dst, src0, row), arch))
            assert isinstance(found, Expansion)
            read = [a for stage in stages(found) for a in stage.accesses if a.operand == 1 and not a.write]
            assert {a.length for a in read} == {end}, name
