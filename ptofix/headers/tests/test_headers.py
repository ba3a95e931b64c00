"""Walks against a literal port of the headers' loops: each vector instruction is issued repeat by repeat.

Only the control flow is ported (pto-isa b9122ec, TBinOp.hpp, TBinSOp.hpp, TUnaryOp.hpp, TRowExpandBinOp.hpp,
TColExpandBinOp.hpp, TExpandS.hpp); what an instruction touches is written down per 32-byte block and compared with the
orders of the expansion. `static`: the valid size is in the type; else it is a value, and the type has -1.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from msgspec.structs import replace

from ptofix.hardware.tile import Space, TileType
from ptofix.isa.architecture import A2A3
from ptofix.isa.operand import Operand
from ptofix.isa.tests.build import SCALAR, access, column, run, stages, text, tile
from ptofix.isa.walk import NEVER

MAX = 255


@dataclass
class Machine:
    """One operand under the instructions that the header issues. Elements of `size` bytes, `E` per repeat."""

    size: int
    log: list[tuple[int, int]] = field(default_factory=list)  # byte range per repeat

    @property
    def per_repeat(self) -> int:
        return 256 // self.size

    def norm(self, offset: int, repeats: int, stride_blocks: int = 8, mask: int | None = None) -> None:
        """`repeats` repeats from element `offset`; the first `mask` elements of each."""
        for k in range(repeats):
            begin = offset * self.size + k * stride_blocks * 32
            self.log.append((begin, begin + (mask or self.per_repeat) * self.size))

    def count(self, offset: int, elements: int) -> None:
        """One count-mode instruction."""
        for begin in range(0, elements, self.per_repeat):
            here = (offset + begin) * self.size
            self.log.append((here, here + min(self.per_repeat, elements - begin) * self.size))

    def linear(self, count: bool, elements: int) -> None:
        if count:
            self.count(0, elements)
            return
        head, tail = divmod(elements, self.per_repeat)
        self.norm(0, head)
        if tail:
            self.norm(head * self.per_repeat, 1, mask=tail)

    def row_repeat(self, rows: int, cols: int, valid_rows: int, valid: int) -> None:
        """NormModeRowRpt of all three headers."""
        e, blocks = self.per_repeat, cols * self.size // 32
        loops, tail = divmod(valid, e)
        if rows <= MAX and blocks <= MAX:
            for i in range(loops):
                self.norm(i * e, valid_rows, blocks)
            if tail:
                self.norm(loops * e, valid_rows, blocks, tail)
            return
        assert rows > e
        for i in range(valid_rows):
            for j in range(0, loops, MAX):
                self.norm(i * cols + j * e, min(MAX, loops - j))
        if tail:
            for i in range(valid_rows):
                self.norm(i * cols + loops * e, 1, mask=tail)

    def two_level(self, rows: int, cols: int, valid_rows: int, valid: int) -> None:
        e = self.per_repeat
        n = cols // e
        if (n > 1 and rows * n < 4) or (rows < n + 1 and valid % e):
            for i in range(valid_rows):
                self.count(i * cols, valid)
        elif rows < n + 1:
            for i in range(valid_rows):
                self.norm(i * cols, valid // e)
        else:
            self.row_repeat(rows, cols, valid_rows, valid)


def binary(m: Machine, rows: int, cols: int, valid_rows: int, valid: int, static: bool) -> None:
    e = m.per_repeat
    if rows <= MAX and cols < e:
        m.norm(0, valid_rows, cols * m.size // 32, valid)
    elif cols == (valid if static else -1) or rows == 1:
        m.linear((cols % e != 0 and cols > e) or -(-rows * cols // e) > MAX, valid_rows * valid)
    elif valid == cols or valid_rows == 1:
        m.linear((valid % e != 0 and valid > e) or -(-valid_rows * valid // e) > MAX, valid_rows * valid)
    else:
        m.two_level(rows, cols, valid_rows, valid)


def scalar(m: Machine, rows: int, cols: int, valid_rows: int, valid: int, static: bool) -> None:
    e = m.per_repeat
    if cols == (valid if static else -1) or rows == 1:
        m.linear((cols % e != 0 and cols > e) or -(-rows * cols // e) > MAX, valid_rows * valid)
    else:
        m.two_level(rows, cols, valid_rows, valid)


def unary(m: Machine, rows: int, cols: int, valid_rows: int, valid: int, static: bool) -> None:
    e = m.per_repeat
    if cols == (valid if static else -1) or rows == 1:
        m.linear(-(-rows * cols // e) > MAX, valid_rows * valid)
    elif valid == cols or valid_rows == 1:
        m.linear(-(-valid_rows * valid // e) > MAX, valid_rows * valid)
    else:
        m.two_level(rows, cols, valid_rows, valid)


def row_expand(m: Machine, rows: int, cols: int, valid_rows: int, valid: int, static: bool) -> None:
    e, blocks = m.per_repeat, cols * m.size // 32
    del rows, static
    if blocks > MAX or valid // e > valid_rows:
        for i in range(valid_rows):
            m.count(i * cols, valid)
    elif cols < e:
        m.norm(0, valid_rows, blocks, valid)
    else:
        for i in range(valid // e):
            m.norm(i * e, valid_rows, blocks)
        if valid % e:
            m.norm(valid // e * e, valid_rows, blocks, valid % e)


def col_expand(m: Machine, rows: int, cols: int, valid_rows: int, valid: int, static: bool) -> None:
    e, blocks = m.per_repeat, cols * m.size // 32
    if cols != (valid if static else -1) and rows != 1:
        for i in range(valid_rows):
            m.count(i * cols, valid)
    elif cols < e:
        m.norm(0, valid_rows, blocks, valid)
    else:
        for i in range(valid // e):
            m.norm(i * e, valid_rows, blocks)
        if valid % e:
            m.norm(valid // e * e, valid_rows, blocks, valid % e)


def fill(m: Machine, rows: int, cols: int, valid_rows: int, valid: int, static: bool) -> None:
    of_type = valid if static else -1
    if rows == 1 or of_type == cols or valid_rows == 1 or valid == of_type:
        m.count(0, valid_rows * valid)
    else:
        for i in range(valid_rows):
            m.count(i * cols, valid)


def touched(m: Machine, blocks: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """First and last repeat per block."""
    first, last = [NEVER] * blocks, [-NEVER] * blocks
    for at, (begin, end) in enumerate(m.log):
        for block in range(begin // 32, -(-end // 32)):
            first[block], last[block] = min(first[block], at), max(last[block], at)
    return tuple(first), tuple(last)


HEADERS: dict[str, tuple[Callable[[Machine, int, int, int, int, bool], None], str]] = {
    "TADD": (binary, "binary"),
    "TMULS": (scalar, "scalar"),
    "TEXP": (unary, "unary"),
    "TROWEXPANDSUB": (row_expand, "row-expand"),
    "TCOLEXPANDADD": (col_expand, "col-expand"),
    "TEXPANDS": (fill, "fill"),
}


def shapes(dtype_bytes: int) -> list[tuple[int, int, int, int]]:
    """Corpus shapes and a fixed random sample: padded and valid rows and columns of tiles that fit in UB."""
    source = random.Random(7)
    unit = 32 // dtype_bytes
    found = [(32, 256, 32, 256), (64, 128, 32, 128), (1, 32, 1, 32), (16, 512, 16, 512), (8, 1024, 8, 1024)]
    for _ in range(150):
        rows = source.choice([1, 2, 3, 5, 8, 16, 40, 254])
        cols = unit * source.choice([1, 2, 3, 7, 8, 9, 16, 17, 24, 32, 40])
        found.append((rows, cols, source.randint(1, rows), source.choice([cols, source.randint(1, cols)])))
    found += [(300, 16 * unit, 290, 12 * unit), (300, 16 * unit, 300, 16 * unit), (300, 9 * unit, 299, 8 * unit)]
    capacity = A2A3.memories[Space.VEC].capacity
    return [shape for shape in found if shape[0] * shape[1] * dtype_bytes <= capacity]


@pytest.mark.parametrize("static", [True, False], ids=["static", "at-run-time"])
@pytest.mark.parametrize(("dtype", "size"), [("float", 4), ("half", 2)])
@pytest.mark.parametrize("name", HEADERS)
def test_walks_follow_the_headers(name: str, dtype: str, size: int, static: bool) -> None:
    port, kind = HEADERS[name]
    for rows, cols, valid_rows, valid in shapes(size):
        if kind == "row-expand" and (rows > MAX or valid == 1):
            continue
        if kind == "col-expand" and (rows > MAX or cols * size // 32 > MAX or valid_rows == 1):
            continue
        operand = tile(rows, cols, dtype, valid=(valid_rows, valid), static=static)
        sources = {
            "binary": (operand, operand),
            "scalar": (operand, SCALAR),
            "unary": (operand,),
            "row-expand": (operand, column(rows, dtype, valid=valid_rows)),
            "col-expand": (operand, tile(1, cols, dtype, valid=(1, valid), static=static)),
            "fill": (SCALAR,),
        }[kind]
        machine = Machine(size)
        port(machine, rows, cols, valid_rows, valid, static)
        stage = stages(run(name, operand, *sources))[-1]
        for index in range(1 if kind == "fill" else 2):
            found = access(stage, index, index == 0)
            assert found.order is not None, (rows, cols, valid_rows, valid)
            assert stage.repeats == len(machine.log)
            blocks = touched(machine, len(found.order.first))
            assert (found.order.first, found.order.last) == blocks
            assert found.length == max(n for n, first in enumerate(blocks[0], 1) if first != NEVER) * 32


@pytest.mark.parametrize("static", [True, False], ids=["static", "at-run-time"])
@pytest.mark.parametrize("name", ["TDIVS", "TRECIP"])
def test_the_last_stage_of_a_division_by_a_broadcast_walks_as_a_product_with_a_scalar(name: str, static: bool) -> None:
    """TDivS.hpp: TBinSInstr with an instruction that is two, a barrier between them. What its earlier instructions
    divided is done by the barrier before the last."""
    for rows, cols, valid_rows, valid in shapes(4):
        dst = tile(rows, cols, "float", valid=(valid_rows, valid), static=static)
        src = replace(dst, memory="elsewhere")
        operands = {"TDIVS": (dst, SCALAR, src), "TRECIP": (dst, src)}[name]
        last = stages(run(name, *operands))[-1]
        product = stages(run("TMULS", dst, src, SCALAR))[-1]
        assert last.repeats == product.repeats
        assert access(last, 0, True) == access(product, 0, True)
        assert access(last, len(operands) - 1, False).order is access(product, 1, False).order


FAST = (64, 128)


@pytest.mark.parametrize(
    ("name", "size", "fast"),
    [
        ("TROWMAX", FAST, True),
        ("TROWSUM", FAST, True),
        ("TEXTRACT", (1, 1), True),
        ("TINSERT", (1, 1), True),
        ("TCOLSUM", (1, 64), False),
    ],
)
def test_forms_that_a_header_chooses_by_the_type(name: str, size: tuple[int, int], fast: bool) -> None:
    """A size that is a value selects the form after the test on the type; TCOLSUM tests the value."""
    rows = size[0] if name.startswith("TROW") else 64
    cols = 64 if name == "TCOLSUM" else 128
    found = []
    for static in (True, False):
        part = tile(rows, cols, valid=size, static=static)
        whole = tile(rows, cols)
        operands = {
            "TEXTRACT": (part, whole, SCALAR, SCALAR),
            "TINSERT": (whole, part, SCALAR, SCALAR),
            "TCOLSUM": (tile(1, 64), part),
        }.get(name, (column(rows), part, whole))
        found.append(text(run(name, *operands)))
    of_type, of_value = found
    assert (of_type != of_value) is fast
    if name in ("TEXTRACT", "TINSERT"):
        assert of_type[0] == "V>S"
        assert of_value == ["V 1 -> 0"]
    elif fast:
        assert (len(of_type), len(of_value)) == (6, 8)  # the general path folds into tmp
    else:
        assert of_value == ["V 1 -> 0"]  # one row is copied, with no barrier


def test_a_size_that_is_not_known_takes_every_form_that_some_size_takes() -> None:
    open_size = tile(64, 64, valid=(None, None), static=False)
    assert "barrier" not in text(run("TCOLSUM", tile(1, 64), open_size))
    assert "barrier" in text(run("TCOLSUM", tile(1, 64), tile(64, 64, static=False)))


def test_bytes_of_a_size_that_is_a_value_are_those_of_the_whole_tile() -> None:
    """Headers walk a source with the size of the destination, and only debug builds compare the two."""
    narrow = tile(64, 128, valid=(8, 128), static=False)
    assert access(stages(run("TADD", tile(64, 128), narrow, narrow))[0], 1, False).length == 64 * 128 * 4


def test_an_odd_width_of_bytes_is_walked_as_the_even_one_above() -> None:
    """TNOT counts bytes in pairs: 31 of 32 columns pass for a full width, and 33 of 64 for 34."""
    for cols, odd in ((32, 31), (64, 33)):
        for static in (True, False):
            found, even = (
                access(stages(run("TNOT", one, one))[0], 0, True).order
                for one in (tile(64, cols, "int8_t", valid=(64, width), static=static) for width in (odd, odd + 1))
            )
            assert found is not None
            assert even is not None
            assert (found.first, found.last) == (even.first, even.last)


@pytest.mark.parametrize(
    ("dtype", "cols", "scalar"),
    [("float", 16, False), ("float", 24, True), ("half", 48, False), ("int8_t", 96, False), ("int8_t", 32, False)],
)
def test_transpose_looks_at_the_row_stride_of_its_destination(dtype: str, cols: int, scalar: bool) -> None:
    """TTransOperation: `dstStride % yTileSizeElem`; a row of src is in whole blocks by the definition of a tile."""
    found = text(run("TTRANS", tile(64, cols, dtype), tile(32, 64, dtype), tile(64, cols, dtype)))
    assert ("V>S" in found) is scalar
    assert ("barrier" in found) is not scalar


def test_transpose_of_elements_that_are_not_known_may_be_either() -> None:
    found = text(run("TTRANS", tile(64, 48, "mystery_t"), tile(32, 64, "mystery_t"), tile(64, 48, "mystery_t")))
    assert "V>S" not in found
    assert any(step.startswith("S ") for step in found)


def test_a_column_may_be_the_full_source_of_a_row_expand_of_unknown_rows() -> None:
    """The header asks whether src0 has the valid shape of dst. That src1 has it otherwise, which a column cannot, is an
    assertion of debug builds: with unknown rows both are left open, with known ones nothing is."""

    def rows(known: int | None, cols: int, layout: str = "RowMajor") -> Operand:
        return Operand("tile", TileType(Space.VEC, "float", 64, cols, known, cols, layout))

    found = text(run("TROWEXPANDMUL", rows(64, 128), rows(64, 128), rows(64, 1, "ColMajor")))
    assert found == ["V 2 -> tmp_ub", "barrier", "V 1 tmp_ub -> 0"]
    union = run("TROWEXPANDMUL", rows(None, 128), rows(None, 128), rows(None, 1, "ColMajor"))
    assert not union.internal_drain
