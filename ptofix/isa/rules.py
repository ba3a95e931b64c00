"""Which walk an op takes, from the static shapes of its tiles.

Each rule mirrors the branches of one header (pto-isa b9122ec, include/pto/npu/a2a3/) and answers with the number of
vector repeats and the block order of each operand, or None when a branch depends on a value that is not known or the
order is not. What a header tests on the type (`Cols == ValidCol`) is `full` here: a tile whose size is set at run time
is never full, and takes the branches behind that test with its value. In the comments S, L, Lc, W1, W2, C and Cg are
the cases of docs/isa.md. All sizes are in bytes: a repeat is 256 bytes wide whatever the element type.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from msgspec.structs import replace

from ptofix.hardware.architecture import ASCEND_910
from ptofix.hardware.tile import BLOCK, REPEAT, REPEAT_MAX, Rows, Space, TileType, ceil_div
from ptofix.isa.grid import Grid, View, block_order
from ptofix.isa.lengths import FOLDED, LENGTHS, Lengths, Tiles, reduce_wide, row_bytes, size_of, sum_wide
from ptofix.isa.walk import BlockOrder, either, within

COUNT_MODE = "count-mode instruction taken to walk upward, 256 bytes per repeat [inferred]"


class Walk(NamedTuple):
    """How the instructions of one stage move: repeats issued, and the order per operand name."""

    repeats: int
    orders: Mapping[str, BlockOrder] = MappingProxyType({})
    note: str | None = None
    lengths: Mapping[str, int] = MappingProxyType({})
    """Bytes touched from the base, by operand name, where that is not the tile's extent."""
    rows: Mapping[str, Rows] = MappingProxyType({})
    """The rows that are touched, by operand name, where no order tells and there are gaps between."""


class Shape(NamedTuple):
    """A row-major tile in bytes; `valid` is the width in use, `full` the header's `Cols == ValidCol`, of the type.

    An open size is known at run time only: `valid_rows` (`valid`) is then the most that it can be.
    """

    rows: int
    stride: int
    valid_rows: int
    valid: int
    length: int
    full: bool
    open_rows: bool = False
    open_cols: bool = False

    @property
    def open(self) -> bool:
        """Is a size known at run time only?"""
        return self.open_rows or self.open_cols

    def grid(self, sequence: str) -> Grid:
        """A repeat for each 256 bytes of each row."""
        return Grid(self.valid_rows, ceil_div(self.valid, REPEAT), sequence, self.open_rows, self.open_cols)


def shape(tile: TileType, column: bool = False) -> Shape | None:
    """`tile` in bytes; with `column` also a column-major [R, 1], as R rows of one element.

    None: another layout, rows that are no whole blocks, a type that is not known, no element, more than fits in memory.
    """
    element = tile.element_bytes
    rows = tile.rows if tile.valid_rows is None else tile.valid_rows
    cols = tile.cols if tile.valid_cols is None else tile.valid_cols
    if element is None or not rows or not cols or tile.boxed or tile.space != Space.VEC:
        return None
    if tile.extent_bytes > ASCEND_910.memories[tile.space].capacity:
        return None
    stride = tile.cols * element
    if tile.layout != "RowMajor":
        if not column or tile.cols != 1:
            return None
    elif tile.rows > 1 and stride % BLOCK:
        return None
    open_sizes = tile.valid_rows is None, tile.valid_cols is None
    return Shape(tile.rows, stride, rows, cols * element, tile.extent_bytes, tile.static_cols == tile.cols, *open_sizes)


def walk_rows(grid: Grid, shapes: Mapping[str, Shape], note: str | None = None) -> Walk:
    """Every operand is walked in its own rows, 256 bytes at a time."""
    orders: dict[str, BlockOrder] = {}
    for name, tile in shapes.items():
        tail = tile.valid - (grid.chunks - 1) * REPEAT
        orders[name] = block_order(grid, View(tile.stride, REPEAT, REPEAT, tail), tile.length)
    return Walk(grid.repeats, orders, note)


def _linear(shapes: Mapping[str, Shape], dst: Shape, note: str | None = None) -> Walk:
    """One run of valid_rows * valid bytes."""
    run = dst.valid_rows * dst.valid
    grid = Grid(1, ceil_div(run, REPEAT), "row", open_chunks=dst.open)
    tail = run - (grid.chunks - 1) * REPEAT
    view = View(0, REPEAT, REPEAT, tail)
    return Walk(grid.repeats, {name: block_order(grid, view, s.length) for name, s in shapes.items()}, note)


def one_of(walk: Walk | None, other: Walk | None) -> Walk | None:
    """What holds in both of two walks over the same operands, where it is known at run time only which is taken."""
    if walk is None or other is None:
        return None
    orders = {name: either(order, other.orders[name]) for name, order in walk.orders.items()}
    return walk._replace(repeats=min(walk.repeats, other.repeats), orders=orders, note=walk.note or other.note)


def _merged_if_full(shapes: Mapping[str, Shape], dst: Shape, two_level: Walk | None) -> Walk | None:
    """Rows that may turn out to be full are one run; a run of one row is the same on two levels."""
    if not dst.open_cols:
        return two_level
    full = dst._replace(valid=dst.stride, open_cols=False)
    merged = _linear(shapes, full, COUNT_MODE)
    orders = {name: within(order, 0, 0, 0) for name, order in merged.orders.items()}  # there may be no columns at all
    return one_of(two_level, merged._replace(repeats=0, orders=orders))


def _two_level(
    shapes: Mapping[str, Shape], dst: Shape, few: tuple[int, ...], counted: tuple[int, ...], element: int
) -> Walk | None:
    """W1, W2, C, Cg: rows that are not contiguous. `few` and `counted` are the padded row counts that the header
    compares for W1 and W2, and for C."""
    full = dst.stride // REPEAT
    if full > 1 and all(r * full < 4 for r in few):
        return walk_rows(dst.grid("row"), shapes, COUNT_MODE)
    if all(r < full + 1 for r in few):
        return walk_rows(dst.grid("row"), shapes, COUNT_MODE if dst.valid % REPEAT or dst.open_cols else None)
    if all(r <= REPEAT_MAX for r in counted) and all(s.stride // BLOCK <= REPEAT_MAX for s in shapes.values()):
        return walk_rows(dst.grid("chunk"), shapes)
    if dst.rows * element > REPEAT:
        return walk_rows(dst.grid(_masked_last(dst)), shapes)
    return None  # the header then masks a whole row into one repeat


def _masked_last(dst: Shape) -> str:
    """Full chunks row by row, then what is left of all rows: the sequence "row" where nothing is."""
    return "remainder" if dst.valid % REPEAT or dst.open_cols else "row"


def row_shapes(tiles: Tiles) -> tuple[dict[str, Shape], Shape, int] | None:
    """All tiles row-major with one element size and the valid shape of dst.

    Where one of the sizes is known at run time only, so is the common one, and it is at most the largest of all. The
    same holds of sizes that differ: that is against an assertion that only debug builds of the headers have, and
    knowing it must not prove less than not knowing the sizes.
    """
    shapes = {name: shape(tile) for name, tile in tiles.items()}
    element = tiles["dst"].element_bytes
    if shapes["dst"] is None or element is None or any(tile.element_bytes != element for tile in tiles.values()):
        return None
    known = {name: s for name, s in shapes.items() if s is not None}
    if len(known) != len(shapes):
        return None
    rows = {s.valid_rows for s in known.values() if not s.open_rows}
    widths = {s.valid for s in known.values() if not s.open_cols}
    most_rows, most = max(s.valid_rows for s in known.values()), max(s.valid for s in known.values())
    open_rows = len(rows) > 1 or any(s.open_rows for s in known.values())
    open_cols = len(widths) > 1 or any(s.open_cols for s in known.values())
    alike = {
        name: s._replace(valid_rows=most_rows, valid=most, open_rows=open_rows, open_cols=open_cols)
        for name, s in known.items()
    }
    return alike, alike["dst"], element


def _misaligned(dst: Shape) -> bool:
    """A row wider than a repeat and no multiple of it: count mode instead of a repeat count."""
    return dst.stride > REPEAT and dst.stride % REPEAT != 0


def _too_long(dst: Shape) -> bool:
    """More repeats in the padded tile than one instruction can count."""
    return ceil_div(dst.rows * dst.stride, REPEAT) > REPEAT_MAX


def binary(tiles: Tiles) -> Walk | None:
    """Two sources, TBinOp.hpp BinaryInstr: S, L, Lc, D, W1, W2, C, Cg."""
    known = row_shapes(tiles)
    if known is None:
        return None
    shapes, dst, element = known
    if any(s.stride != dst.stride for s in shapes.values()):
        return walk_rows(dst.grid(_masked_last(dst)), shapes)
    if dst.rows <= REPEAT_MAX and dst.stride < REPEAT:
        return walk_rows(dst.grid("row"), shapes)
    if dst.full or dst.rows == 1:
        return _linear(shapes, dst, COUNT_MODE if _misaligned(dst) or _too_long(dst) else None)
    if _contiguous(dst):  # the run-time test looks at what is valid
        uneven = dst.valid > REPEAT and dst.valid % REPEAT != 0
        count = dst.open or uneven or ceil_div(dst.valid_rows * dst.valid, REPEAT) > REPEAT_MAX
        return _linear(shapes, dst, COUNT_MODE if count else None)
    return _merged_if_full(shapes, dst, _two_level(shapes, dst, (dst.rows,), (dst.rows,), element))


def _contiguous(dst: Shape) -> bool:
    """Is what is valid surely one run?"""
    return (dst.valid == dst.stride and not dst.open_cols) or (dst.valid_rows == 1 and not dst.open_rows)


def scalar(tiles: Tiles) -> Walk | None:
    """Tile and scalar, TBinSOp.hpp TBinSInstr: L, Lc, W1, W2, C, Cg. There is neither S nor D here."""
    known = row_shapes(tiles)
    if known is None:
        return None
    shapes, dst, element = known
    if all(s.full for s in shapes.values()) or all(s.rows == 1 for s in shapes.values()):
        return _linear(shapes, dst, COUNT_MODE if _misaligned(dst) or _too_long(dst) else None)
    return _two_level(shapes, dst, tuple(s.rows for s in shapes.values()), (dst.rows,), element)


def unary(tiles: Tiles) -> Walk | None:
    """One source, TUnaryOp.hpp: L, Lc, D, W1, W2, C, Cg."""
    known = row_shapes(tiles)
    if known is None:
        return None
    shapes, dst, element = known
    if element == 1:  # counted in pairs
        shapes = {name: s._replace(valid=s.valid + s.valid % 2) for name, s in shapes.items()}
        dst, element = shapes["dst"], 2
    same = len({(s.rows, s.stride) for s in shapes.values()}) == 1
    if all(s.full for s in shapes.values()) or all(s.rows == 1 for s in shapes.values()):
        return _linear(shapes, dst, COUNT_MODE if _too_long(dst) else None)
    if same and _contiguous(dst):
        count = dst.open or ceil_div(dst.valid_rows * dst.valid, REPEAT) > REPEAT_MAX
        return _linear(shapes, dst, COUNT_MODE if count else None)
    two_level = _two_level(shapes, dst, (dst.rows,), tuple(s.rows for s in shapes.values()), element)
    return _merged_if_full(shapes, dst, two_level) if same else two_level


def fill(tiles: Tiles) -> Walk | None:
    """TEXPANDS on a vector tile: one run of valid_rows * valid_cols elements, but row by row where rows are several,
    and the valid width is a value: the header compares that with -1."""
    dst = shape(tiles["dst"], column=True)
    if dst is None:
        return None
    if tiles["dst"].static_cols is not None or tiles["dst"].cols == 1 or (dst.valid_rows == 1 and not dst.open_rows):
        return _linear({"dst": dst}, dst, COUNT_MODE)
    return walk_rows(dst.grid("row"), {"dst": dst}, COUNT_MODE)


def convert(tiles: Tiles) -> Walk | None:
    """TCVT: full chunks row by row, then the remainder over all rows. A chunk holds 256 bytes of the wider type."""
    dst, src = shape(tiles["dst"]), shape(tiles["src"])
    wide, narrow = tiles["dst"].element_bytes, tiles["src"].element_bytes
    if dst is None or src is None or wide is None or narrow is None:
        return None
    open_rows = dst.open_rows or src.open_rows or dst.valid_rows != src.valid_rows
    open_cols = dst.open_cols or src.open_cols or dst.valid // wide != src.valid // narrow
    rows, cols = max(dst.valid_rows, src.valid_rows), max(dst.valid // wide, src.valid // narrow)
    per_repeat = REPEAT // max(wide, narrow)
    n, tail = ceil_div(cols, per_repeat), cols % per_repeat
    grid = Grid(rows, n, "remainder" if tail or open_cols else "row", open_rows, open_cols)
    orders = {}
    for name, tile, element in (("dst", dst, wide), ("src", src, narrow)):
        size = per_repeat * element
        orders[name] = block_order(grid, View(tile.stride, size, size, (tail or per_repeat) * element), tile.length)
    return Walk(grid.repeats, orders)


def col_expand(tiles: Tiles) -> Walk | None:
    """TColExpandBinOp.hpp: column chunks when statically full, else count mode per row. src1 is the one-row operand."""
    known, src1 = row_shapes({name: tiles[name] for name in ("dst", "src0")}), shape(tiles["src1"])
    if known is None or src1 is None:
        return None
    shapes, dst, _ = known
    norm = dst.full or dst.rows == 1
    strides = dst.valid_rows > 1 and any(s.stride // BLOCK > REPEAT_MAX for s in shapes.values())
    if norm and (strides or (dst.valid_rows > REPEAT_MAX and not dst.open_rows)):
        return None  # strides and repeats are cut to 8 bits, which makes of a number of rows that is open another one
    grid = dst.grid("chunk" if norm else "row")
    tail = dst.valid - (grid.chunks - 1) * REPEAT
    orders = {
        **walk_rows(grid, shapes).orders,
        "src1": block_order(grid, View(0, REPEAT, REPEAT, tail), src1.length),
    }
    return Walk(grid.repeats, orders, None if norm else COUNT_MODE)


def col_expand_by_dst(tiles: Tiles) -> Walk:
    """The same of June, where src0 is walked at the stride of dst, past its end if its own rows are shorter."""
    src0 = replace(tiles["src0"], cols=tiles["dst"].cols)
    found = col_expand({**tiles, "src0": src0}) or Walk(0)
    return found._replace(lengths={"src0": src0.extent_bytes})


def broadcast_repeats(rows: int) -> int:
    """Repeats of `vbrcb` for `rows` values: eight values, or 256 bytes of result, in each."""
    return ceil_div(rows, 8)


def broadcast(tiles: Tiles) -> Walk | None:
    """`vbrcb` of a row-expand: repeat k reads values 8k..8k+7 of src1 and writes 256 bytes, a block per row."""
    dst, element = tiles["dst"], tiles["src1"].element_bytes
    rows = dst.rows if dst.valid_rows is None else dst.valid_rows
    if not rows or element is None:
        return None
    grid = Grid(1, broadcast_repeats(rows), "row", open_chunks=dst.valid_rows is None)
    source = View(0, 8 * element, 8 * element, 8 * element)
    target = block_order(grid, View(0, REPEAT, REPEAT, REPEAT), grid.chunks * REPEAT)
    tmp = tiles.get("tmp")
    orders = {"src1": block_order(grid, source, tiles["src1"].extent_bytes), "scratch": target}
    if tmp is not None:
        orders["tmp"] = block_order(grid, View(0, REPEAT, REPEAT, REPEAT), tmp.size_bytes)
    return Walk(grid.repeats, orders)


def row_expand(tiles: Tiles) -> Walk | None:
    """The arithmetic of a row-expand: row r reads block r of the expanded operand (scratch, tmp or row-major src1)."""
    if tiles["src0"].layout != "RowMajor":
        return _row_expand_column(tiles)
    known = row_shapes({name: tiles[name] for name in ("dst", "src0")})
    if known is None:
        return None
    shapes, dst, _ = known
    if dst.open_rows and tiles["src1"].layout != "RowMajor":  # with more rows it goes by passes, another form
        dst = dst._replace(valid_rows=min(dst.valid_rows, REPEAT_MAX))
    src0, long = shapes["src0"], dst.valid_rows > REPEAT_MAX
    overflow = dst.stride // BLOCK > REPEAT_MAX or src0.stride // BLOCK > REPEAT_MAX
    if long and (overflow or tiles["src1"].layout != "RowMajor"):
        return None
    expanded, read = View(BLOCK, 0, BLOCK, BLOCK), tiles["src1"].extent_bytes
    in_rows = not long or row_bytes(tiles["src1"]) == BLOCK  # else those behind the 255th find blocks at its stride

    def walk(sequence: str, note: str | None) -> Walk:
        grid = dst.grid(sequence)
        orders = {
            **walk_rows(grid, shapes).orders,
            "scratch": block_order(grid, expanded, broadcast_repeats(dst.valid_rows) * REPEAT),
            "src1": block_order(grid, expanded, read) if in_rows else within(by_any(read), 0, 0, grid.repeats),
        }
        if "tmp" in tiles:
            orders["tmp"] = block_order(grid, expanded, tiles["tmp"].size_bytes)
        return Walk(grid.repeats, orders, note)

    fewest_rows = 1 if dst.open_rows else dst.valid_rows
    if not overflow and (dst.valid // REPEAT <= fewest_rows or (long and not dst.open_rows)):
        return walk("batch" if long else "chunk", None)
    by_row = walk("row", COUNT_MODE)
    if overflow or not dst.open:
        return by_row
    return one_of(by_row, walk("batch" if long else "chunk", None))


def _row_expand_column(tiles: Tiles) -> Walk | None:
    """The same where a column of one element is taken for the full source, as the valid shape of the other one is not
    that of dst: row after row of dst, one repeat of each or all, by any of which the column may be read."""
    dst, src0 = rows_of_column(tiles), tiles["src0"]
    if dst is None:
        return None
    if "tmp" in tiles or tiles["src1"].layout != "RowMajor":  # with more rows it goes by passes, another form
        if dst.valid_rows > REPEAT_MAX and not dst.open_rows:
            return None
        dst = dst._replace(valid_rows=min(dst.valid_rows, REPEAT_MAX))
    grid, expanded = dst.grid("row"), View(BLOCK, 0, BLOCK, BLOCK)
    # of more rows than one instruction can count, those behind find their blocks at the stride of src1
    src1 = block_order(grid, expanded, tiles["src1"].extent_bytes)
    orders = {
        **walk_rows(grid, {"dst": dst}).orders,
        "src0": by_any(src0.extent_bytes),
        "scratch": block_order(grid, expanded, broadcast_repeats(dst.valid_rows) * REPEAT),
        "src1": src1 if dst.valid_rows <= REPEAT_MAX else by_any(tiles["src1"].extent_bytes),
    }
    if "tmp" in tiles:
        orders["tmp"] = block_order(grid, expanded, tiles["tmp"].size_bytes)
    return Walk(grid.repeats, orders, COUNT_MODE)


def rows_of_column(tiles: Tiles) -> Shape | None:
    """What is walked of dst where src0 is a column of one element, taken for the full source: one repeat of each row,
    or all of them."""
    dst, src0 = shape(tiles["dst"]), tiles["src0"]
    if dst is None or src0.boxed or src0.cols != 1 or src0.element_bytes != tiles["dst"].element_bytes:
        return None
    return dst._replace(open_cols=True)


def by_any(length: int) -> BlockOrder:
    """Touched by one repeat at least; in which order is not said."""
    return block_order(Grid(1, 1, "row", open_chunks=True), View(0, 0, length, length), length)


def in_place(tiles: Tiles) -> Walk | None:
    """A one-source op from dst to dst (the exponential that ends TROWEXPANDEXPDIF)."""
    return unary({"dst": tiles["dst"]})


def reduce_linear(tiles: Tiles) -> Walk | None:
    """First stage of an fp32 row reduction of one of the fast shapes: 32 bytes to tmp per repeat over src."""
    src = shape(tiles["src"])
    if src is None or not src.full or src.open:
        return None
    walk = _linear({"src": src}, src)
    grid = Grid(1, walk.repeats, "row")
    used = max(tiles["tmp"].size_bytes, FOLDED)
    tmp = block_order(grid, View(0, BLOCK, BLOCK, BLOCK), used)
    return Walk(walk.repeats, {**walk.orders, "tmp": tmp}, lengths={"tmp": used})


def reduce_rows(tiles: Tiles) -> Walk | None:
    """A row reduction of at most one repeat per row: row r goes to element r of dst (row stride of dst's columns).

    Behind every 255 rows there may be a barrier.
    """
    src, dst = shape(tiles["src"]), shape(tiles["dst"], column=True)
    element = tiles["dst"].element_bytes
    if src is None or dst is None or element is None:
        return None
    src = at_most_a_repeat(src)
    if src.valid > REPEAT:
        return None
    grid = src.grid("row")
    orders = {
        "src": block_order(grid, View(src.stride, REPEAT, src.valid, src.valid), src.length),
        "dst": block_order(grid, View(dst.stride, 0, element, element), dst.length),
    }
    return Walk(grid.repeats, orders, COUNT_MODE if src.valid == REPEAT else None)


def at_most_a_repeat(src: Shape) -> Shape:
    """`src` where a form asks for rows of one repeat."""
    return src._replace(valid=min(src.valid, REPEAT)) if src.open_cols else src


def _fold(tiles: Tiles, lengths: Lengths) -> Walk:
    """First stage of a wide row reduction: row r of chunks 0 and 1 is folded into 256 bytes of tmp."""
    src = shape(tiles["src"])
    if src is None or src.open_cols or src.valid < 2 * REPEAT:
        return Walk(0, lengths=lengths, rows=rows_of("src")(tiles).rows)
    grid = Grid(src.valid_rows, 1, "row", src.open_rows)
    stride = tiles["tmp"].cols * size_of(tiles["src"]) // BLOCK * BLOCK  # columns of tmp as elements of src
    orders = {
        "src": block_order(grid, View(src.stride, 0, 2 * REPEAT, 2 * REPEAT), src.length),
        "tmp": block_order(grid, View(stride, 0, REPEAT, REPEAT), lengths["tmp"]),
    }
    return Walk(grid.repeats, orders, COUNT_MODE, lengths)


def rows_of(*operands: str) -> Callable[[Tiles], Walk]:
    """These operands are touched in the rows of their own valid part, by blocks or masks; of the others all counts."""

    def walk(tiles: Tiles) -> Walk:
        parts = {name: tiles[name].valid_part for name in operands if name in tiles and tiles[name].space == Space.VEC}
        return Walk(0, rows={name: part for name, part in parts.items() if part is not None})

    return walk


def same_rows(tiles: Tiles) -> Walk:
    """All are touched in the same rows: only where their valid parts are alike is it sure which."""
    alike = len({(tile.valid_rows, tile.valid_cols) for tile in tiles.values()}) == 1
    return rows_of(*tiles)(tiles) if alike else Walk(0)


def reduce_fold(tiles: Tiles) -> Walk:
    """TROWMAX, TROWMIN: one instruction over chunks 0 and 1, then one for each further chunk."""
    return _fold(tiles, reduce_wide(tiles))


def sum_fold(tiles: Tiles) -> Walk:
    """TROWSUM: one instruction for every two chunks, each with its place in tmp and a barrier behind it."""
    return _fold(tiles, sum_wide(tiles))


def _unordered(lengths: Callable[[Tiles], Lengths], *by_row: str) -> Callable[[Tiles], Walk]:
    """A walk of which only the bytes are known; those of `by_row` lie in rows."""
    return lambda tiles: Walk(0, lengths=lengths(tiles), rows=rows_of(*by_row)(tiles).rows)


class WalkRule(NamedTuple):
    """A walk, and the operands that a form must have for it."""

    walk: Callable[[Tiles], Walk | None]
    needs: tuple[str, ...]


BYTES_ONLY = {
    **{name: WalkRule(_unordered(rule.lengths), rule.needs) for name, rule in LENGTHS.items()},
    "reduce-wide": WalkRule(_unordered(reduce_wide, "src"), LENGTHS["reduce-wide"].needs),
    "sum-wide": WalkRule(_unordered(sum_wide, "src"), LENGTHS["sum-wide"].needs),
    "rows-of-dst": WalkRule(rows_of("dst"), ("dst",)),
    "rows-of-src": WalkRule(rows_of("src"), ("src",)),
    "same-rows": WalkRule(same_rows, ("dst", "src")),
}
"""The rules that tell which bytes are touched, and not in which order: they hold on any pipe."""

RULES = {
    "binary": WalkRule(binary, ("dst", "src0", "src1")),
    "scalar": WalkRule(scalar, ("dst", "src")),
    "unary": WalkRule(unary, ("dst", "src")),
    "fill": WalkRule(fill, ("dst",)),
    "convert": WalkRule(convert, ("dst", "src")),
    "col-expand": WalkRule(col_expand, ("dst", "src0", "src1")),
    "col-expand-by-dst": WalkRule(col_expand_by_dst, ("dst", "src0", "src1")),
    "broadcast": WalkRule(broadcast, ("dst", "src1")),
    "row-expand": WalkRule(row_expand, ("dst", "src0", "src1")),
    "in-place": WalkRule(in_place, ("dst",)),
    "reduce-linear": WalkRule(reduce_linear, ("src", "tmp")),
    "reduce-rows": WalkRule(reduce_rows, ("dst", "src")),
    "reduce-fold": WalkRule(reduce_fold, ("src", "tmp")),
    "sum-fold": WalkRule(sum_fold, ("src", "tmp")),
    **BYTES_ONLY,
}
"""Rules by the name that ops.toml gives the walk of a step."""
