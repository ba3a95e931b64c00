"""Walks of ops that stand between barriers of their own, and of comparing, padding and partial ops.

Of an op with drains inside, only two things matter to what stands around it: how early its stage before the first drain
touches a block, and how late the one behind its last drain does. The walk over all rows bounds both: a row that comes
behind another drain is touched later than its place in the walk says, one that comes before the last is done.

Where one of several walks is taken at run time, `either` bounds all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from ptofix.hardware.tile import BLOCK, REPEAT, REPEAT_MAX, TileType, ceil_div, round_up
from ptofix.isa.grid import PASS_ROWS, Grid, View, block_order
from ptofix.isa.lengths import (
    COMPARE_MAX,
    LENGTHS,
    Lengths,
    Tiles,
    alike,
    cols,
    compare,
    counter,
    row_bytes,
    row_index,
    rows,
    size_of,
    spread,
)
from ptofix.isa.rules import (
    COUNT_MODE,
    RULES,
    Shape,
    Walk,
    WalkRule,
    at_most_a_repeat,
    broadcast_repeats,
    by_any,
    one_of,
    row_shapes,
    rows_of,
    rows_of_column,
    shape,
    walk_rows,
)
from ptofix.isa.walk import NEVER, BlockOrder, either, within


@lru_cache(maxsize=1024)
def joined(one: BlockOrder, other: BlockOrder) -> BlockOrder:
    """Both walks, on one operand of one stage; `repeats` are those of the first."""
    return BlockOrder(one.repeats, tuple(map(min, one.first, other.first)), tuple(map(max, one.last, other.last)))


@lru_cache(maxsize=1024)
def moved(order: BlockOrder, blocks: int) -> BlockOrder:
    """The same walk that many blocks further on."""
    return BlockOrder(order.repeats, (NEVER,) * blocks + order.first, (-NEVER,) * blocks + order.last)


def inside(walk: Callable[[Tiles], Walk | None]) -> Callable[[Tiles], Walk | None]:
    """A walk of a stage that is written out more often than it is run: it promises no repeats of its own."""

    def promising_nothing(tiles: Tiles) -> Walk | None:
        found = walk(tiles)
        if found is None:
            return None
        return found._replace(repeats=0, orders={name: within(o, 0, 0, 0) for name, o in found.orders.items()})

    return promising_nothing


def _compared(tiles: Tiles) -> Walk:
    """Whole repeats of the rows of the first source; one bit for each element."""
    lengths, source = compare(tiles), tiles.get("src0") or tiles["src"]
    found, size = shape(source), source.element_bytes
    if found is None or not size or any(tile.boxed or tile.layout != "RowMajor" for tile in tiles.values()):
        return Walk(0, lengths=lengths)
    grid = found.grid("row")
    if grid.chunks > COMPARE_MAX:  # TCMPS then takes what is left of all rows behind the rest of them
        return Walk(0, lengths=lengths)
    bits = REPEAT // size // 8
    orders = {}
    for name, length in lengths.items():
        part = bits if name == "dst" else REPEAT
        orders[name] = block_order(grid, View(row_bytes(tiles[name]), part, part, part), length)
    return Walk(grid.repeats, orders, lengths=lengths)


def compared(tiles: Tiles) -> Walk:
    """TCmp.hpp, TCmps.hpp of June."""
    return _compared({name: tile for name, tile in tiles.items() if name != "scalar_tile"})


def compared_or_inverted(tiles: Tiles) -> Walk:
    """The same of August: for NE, dst is inverted behind it, in one run over the padded rows."""
    walk = compared(tiles)
    if "dst" not in walk.orders:
        return walk
    found, dst, source = walk.orders["dst"], tiles["dst"], tiles.get("src0") or tiles["src"]
    run = rows(source) * dst.cols
    grid = Grid(1, ceil_div(run, REPEAT), "row", open_chunks=source.valid_rows is None)
    inverted = block_order(grid, View(0, REPEAT, REPEAT, run - (grid.chunks - 1) * REPEAT), len(found.first) * BLOCK)
    behind = within(inverted, walk.repeats, 0, walk.repeats)
    return walk._replace(orders={**walk.orders, "dst": either(found, behind)})


def by_row(*names: str) -> WalkRule:
    """The rows of dst in count mode, one after the other, and of other operands with the same valid part."""

    def walk(tiles: Tiles) -> Walk | None:
        known = row_shapes({name: tiles[name] for name in names})
        if known is None:
            return None
        shapes, dst, _ = known
        return walk_rows(dst.grid("row"), shapes, COUNT_MODE)

    return WalkRule(walk, names)


def part_of_rows(tiles: Tiles) -> Walk | None:
    """The same, where a row may have fewer columns, or none."""
    dst = shape(tiles["dst"])
    return dst and walk_rows(dst._replace(open_cols=True).grid("row"), {"dst": dst}, COUNT_MODE)


def filled_rows(tiles: Tiles) -> Walk:
    """TRowExpand.hpp: a row of dst at a time, 1-byte elements in pairs."""
    dst = shape(tiles["dst"])
    if dst is None:
        return rows_of("dst")(tiles)
    dst = dst._replace(valid=dst.valid + dst.valid % 2)
    return walk_rows(dst.grid("row"), {"dst": dst}, COUNT_MODE)


def one_block(tiles: Tiles) -> Walk:
    """One repeat on one block of tmp."""
    return Walk(1, {"tmp": block_order(Grid(1, 1, "row"), View(0, 0, BLOCK, BLOCK), tiles["tmp"].size_bytes)})


def product(tiles: Tiles) -> Walk | None:
    """The product that TPRELU begins with."""
    return RULES["binary"].walk({name: tiles[name] for name in ("dst", "src0", "src1")})


def selected(*sources: str) -> WalkRule:
    """TSel.hpp, TSels.hpp: a row at a time; a bit of the mask for each element."""

    def walk(tiles: Tiles) -> Walk | None:
        known = row_shapes({name: tiles[name] for name in ("dst", *sources)})
        if known is None:
            return None
        shapes, dst, size = known
        grid = dst.grid("row")
        bits = _bits(grid, tiles["mask"], tiles["mask"].size_bytes, size)
        found = walk_rows(grid, shapes, COUNT_MODE)
        return found._replace(orders={**found.orders, "mask": bits})

    return WalkRule(walk, ("dst", "mask", *sources))


def _as_they_are(_: Tiles) -> Lengths:
    """No length is other than that of the tile."""
    return {}


def by_repeats(*names: str, lengths: Callable[[Tiles], Lengths] = _as_they_are) -> WalkRule:
    """Repeats touch these operands; in which order is not said."""

    def walk(tiles: Tiles) -> Walk:
        found = lengths(tiles)
        orders = {name: by_any(found.get(name, tiles[name].size_bytes)) for name in names}
        return Walk(0, orders, lengths=found)

    return WalkRule(walk, names)


def mask_load(lengths: Callable[[Tiles], Lengths] = _as_they_are) -> Callable[[Tiles], Walk]:
    """`set_cmpmask` reads tmp: that is no repeat, but it has its place among them."""

    def walk(tiles: Tiles) -> Walk:
        found = lengths(tiles)
        blocks = ceil_div(found.get("tmp", tiles["tmp"].size_bytes), BLOCK)
        return Walk(0, {"tmp": _at_once(blocks)}, lengths=found)

    return walk


@lru_cache(maxsize=64)
def _at_once(blocks: int) -> BlockOrder:
    """Touched at some place, by none of the repeats."""
    return BlockOrder(0, (0,) * blocks, (0,) * blocks)


def by_row_with_tmp(*names: str, lengths: Callable[[Tiles], Lengths] = _as_they_are) -> WalkRule:
    """The first of the instructions on a row of dst and of these operands, and of all rows on one place in tmp: there
    may be barriers between the rows."""
    rows_alone = by_row("dst", *names)

    def walk(tiles: Tiles) -> Walk:
        found, used = rows_alone.walk(tiles) or Walk(0), lengths(tiles)
        tmp = by_any(used.get("tmp", tiles["tmp"].size_bytes))
        return found._replace(orders={**found.orders, "tmp": tmp}, lengths=used)

    return WalkRule(inside(walk), ("dst", "tmp", *names))


def sources_by_row(tiles: Tiles) -> Walk | None:
    """TRowProd.hpp: a row of src at a time, of one repeat at least, multiplied into tmp."""
    src = shape(tiles["src"])
    if src is None:
        return rows_of("src")(tiles)
    grid = Grid(src.valid_rows, 1, "row", src.open_rows)
    read = block_order(grid, View(src.stride, 0, src.valid, src.valid), src.length)
    return Walk(0, {"tmp": by_any(tiles["tmp"].size_bytes), "src": read})


def compared_to_zero(tiles: Tiles) -> Walk:
    """The comparison inside of TPRELU: whole repeats of src0, a bit in tmp for each element."""
    lengths, src0 = LENGTHS["prelu"].lengths(tiles), shape(tiles["src0"])
    if src0 is None:
        return Walk(0, lengths=lengths)
    grid = src0.grid("row")
    return Walk(
        grid.repeats,
        {
            "src0": block_order(grid, View(row_bytes(tiles["src0"]), REPEAT, REPEAT, REPEAT), lengths["src0"]),
            "tmp": _bits(grid, tiles["tmp"], lengths["tmp"], size_of(tiles["src0"])),
        },
        lengths=lengths,
    )


def _bits(grid: Grid, mask: TileType, length: int, size: int) -> BlockOrder:
    """A bit of the mask for each element of `size` bytes."""
    part = REPEAT // size // 8
    return block_order(grid, View(row_bytes(mask), part, part, part), length)


def selected_of_two(tiles: Tiles) -> Walk | None:
    """The selection between src0 and dst that ends TPRELU, by bits in tmp; src0 may be read past its end before."""
    lengths = LENGTHS["prelu"].lengths(tiles)
    known = row_shapes({name: tiles[name] for name in ("dst", "src0")})
    if known is None:
        return Walk(0, lengths=lengths)
    shapes, dst, size = known
    grid = dst.grid("row")
    walk = walk_rows(grid, shapes, COUNT_MODE)
    bits = _bits(grid, tiles["tmp"], lengths["tmp"], size)
    return walk._replace(orders={**walk.orders, "tmp": bits}, lengths=lengths)


def partial(tiles: Tiles) -> Walk | None:
    """TPartOp.hpp TPartOps, where no source is smaller than dst: what is left of a larger one is copied in blocks."""
    known = row_shapes(tiles)
    if known is None:
        return None
    shapes, dst, _ = known
    if dst.open_rows:
        return None
    by_row, by_chunk = walk_rows(dst.grid("row"), shapes, COUNT_MODE), walk_rows(dst.grid("chunk"), shapes)
    long = any(one.stride // BLOCK > REPEAT_MAX for one in shapes.values())
    many = dst.valid_rows < ceil_div(dst.valid, REPEAT) * ceil_div(dst.valid_rows, REPEAT_MAX)
    if not long and many and dst.open_cols:
        return one_of(by_row, by_chunk)
    return by_row if long or many else by_chunk


def _index_rows(tiles: Tiles) -> tuple[Grid, BlockOrder] | None:
    """Row by row of src, of at most one repeat each."""
    found = shape(tiles["src"])
    if found is None:
        return None
    src = at_most_a_repeat(found)
    if src.valid > REPEAT or src.stride // BLOCK > 65535:
        return None
    grid = src.grid("row")
    return grid, block_order(grid, View(src.stride, 0, src.valid, src.valid), src.length)


def index_of_rows(tiles: Tiles) -> Walk | None:
    """TRowReduceIdxOps.hpp OneRepeatProcIdx: the index of row r, at a stride counted in elements of src or of dst."""
    found, dst = _index_rows(tiles), tiles["dst"]
    if found is None or dst.boxed:
        return None
    grid, order = found
    sizes = (size_of(tiles["src"]), size_of(dst))
    one, other = (block_order(grid, View(dst.cols * size, 0, 4, 4), dst.size_bytes) for size in sizes)
    return Walk(grid.repeats, {"src": order, "dst": either(one, other)}, COUNT_MODE)


def pairs_of_rows(tiles: Tiles) -> Walk:
    """TRowReduceIdxOps.hpp, the first instruction: a value and an index for every repeat of src."""
    lengths, src, size = row_index(tiles), shape(tiles["src"]), size_of(tiles["src"])
    if src is None:
        return Walk(0, lengths=lengths)
    grid = src.grid("row")
    pair = 2 * size
    wide, narrow = (
        block_order(grid, View(stride, pair, pair, pair), lengths["tmp"]) for stride in (row_bytes(tiles["tmp"]), pair)
    )
    pairs = narrow if grid.chunks == 1 else either(wide, narrow) if src.open_cols else wide
    return Walk(grid.repeats, {**walk_rows(grid, {"src": src}).orders, "tmp": pairs}, COUNT_MODE, lengths)


def rows_of_full_passes(count: int) -> int:
    """Passes are counted in repeats of `vbrcb`: the last full one may go up to seven rows past the valid ones."""
    return broadcast_repeats(count) * 8 // PASS_ROWS * PASS_ROWS


def passes(tiles: Tiles) -> Walk:
    """The arithmetic of the passes before the last: all that it may touch."""
    lengths = {}
    for name in ("dst", "src0"):
        tile = tiles[name]
        end = spread(rows_of_full_passes(rows(tiles["dst"])), row_bytes(tile), cols(tile) * size_of(tile))
        lengths[name] = max(tile.extent_bytes, round_up(end, BLOCK))
    return Walk(0, lengths=lengths)


def first_broadcast(tiles: Tiles) -> Walk | None:
    """TRowExpandBinOp.hpp TRowExpandBinaryNormMode: `vbrcb` for the first 240 rows."""
    return RULES["broadcast"].walk({**tiles, "dst": tiles["dst"].sized(PASS_ROWS, tiles["dst"].valid_cols)})


def _full_shapes(tiles: Tiles) -> dict[str, Shape] | None:
    """What is walked in rows: dst, and the full source, unless that is a column."""
    if tiles["src0"].layout != "RowMajor":
        column = rows_of_column(tiles)
        return None if column is None else {"dst": column}
    known = row_shapes({name: tiles[name] for name in ("dst", "src0")})
    return None if known is None else known[0]


def last_pass(tiles: Tiles) -> Walk | None:
    """The arithmetic of the last pass, over the rows that are left; nothing is in flight if none are."""
    shapes = _full_shapes(tiles)
    if shapes is None or any(one.stride // BLOCK > REPEAT_MAX for one in shapes.values()):
        return None
    dst = shapes["dst"]
    if dst.open_rows:  # any row behind the first pass may be in the last one
        before, left = PASS_ROWS, dst.valid_rows
        grid = dst.grid("pass")
    else:
        before = rows_of_full_passes(dst.valid_rows)
        left = max(0, dst.valid_rows - before)
        grid = dst._replace(valid_rows=left).grid("chunk")
    tail = dst.valid - (grid.chunks - 1) * REPEAT
    orders = {}
    for name, one in shapes.items():
        start = before * one.stride
        length = max(0, one.length - start)
        orders[name] = moved(block_order(grid, View(one.stride, REPEAT, REPEAT, tail), length), start // BLOCK)
    if "src0" not in shapes:
        orders["src0"] = within(by_any(tiles["src0"].extent_bytes), 0, 0, grid.repeats)
    for name, length in (("scratch", PASS_ROWS * BLOCK), ("tmp", tiles["tmp"].size_bytes if "tmp" in tiles else 0)):
        orders[name] = block_order(grid, View(BLOCK, 0, BLOCK, BLOCK), length)
    return Walk(grid.repeats, orders)


class Padding:
    """TFillPad.hpp: what is padded, in bytes. `begin`: behind the whole blocks of src.

    A number of rows or columns that is known at run time only is at most the padded one, and `begin` at least 0.
    """

    def __init__(self, tiles: Tiles) -> None:
        self.dst, self.src = tiles["dst"], tiles["src"]
        self.size, self.length, self.stride = size_of(self.dst), self.dst.size_bytes, row_bytes(self.dst)
        self.known = self.size <= 4 and self.stride % BLOCK == 0 and all(map(_may_be_padded, (self.dst, self.src)))
        self.open_rows, self.open_cols = self.src.valid_rows is None, self.src.valid_cols is None
        self.rows = rows(self.src)
        self.begin = ceil_div((self.src.valid_cols or 0) * self.size, BLOCK) * BLOCK
        self.width = self.stride - self.begin

    def row_order(self, begin: int, width: int) -> BlockOrder:
        """A repeat for each row of src, on `width` bytes from `begin` on in the row."""
        grid = Grid(self.rows, 1, "row", self.open_rows)
        order = block_order(grid, View(self.stride, 0, width, width), max(0, self.length - begin))
        return moved(order, begin // BLOCK)

    def run_order(self, begin: int, length: int, open_begin: bool, open_end: bool) -> BlockOrder:
        """One run over `length` bytes from `begin` on; or from a place behind it on, to its end or one before it."""
        if open_begin:
            grid, view = Grid(1, 1, "row", open_chunks=True), View(0, 0, length, length)
        else:
            grid = Grid(1, ceil_div(length, REPEAT), "row", open_chunks=open_end)
            view = View(0, REPEAT, REPEAT, length - (grid.chunks - 1) * REPEAT)
        return moved(block_order(grid, view, max(0, self.length - begin)), begin // BLOCK)

    def edge(self) -> BlockOrder:
        """The right of row 0."""
        return self.run_order(self.begin, self.width, self.open_cols, open_end=False)


def _may_be_padded(tile: TileType) -> bool:
    return 0 not in (tile.valid_rows, tile.valid_cols) and tile.layout == "RowMajor" and not tile.boxed


def pad_copy(tiles: Tiles) -> Walk | None:
    """The copy of TFILLPAD: `vcopy`, a whole padded row of src for each repeat."""
    pad = Padding(tiles)
    if not pad.known:
        return None
    width = row_bytes(pad.src)
    grid = Grid(pad.rows, 1, "row", pad.open_rows)
    orders = {"src": block_order(grid, View(width, 0, width, width), pad.src.extent_bytes)}
    return Walk(grid.repeats, {**orders, "dst": pad.row_order(0, width)}, PER_ROW)


def pad_first(tiles: Tiles) -> Walk | None:
    """Up to the first barrier: the rest of the last block of each row, or the right of row 0, as the pad values are."""
    pad = Padding(tiles)
    if not pad.known:
        return None
    last_blocks = pad.row_order(0, pad.stride) if pad.open_cols else pad.row_order(pad.begin - BLOCK, BLOCK)
    order = either(last_blocks, pad.edge())
    return Walk(order.repeats, {"dst": order}, COUNT_MODE)


def pad_edge(tiles: Tiles) -> Walk | None:
    """The right of row 0, where the scalar unit has padded the last blocks."""
    pad = Padding(tiles)
    return Walk(pad.edge().repeats, {"dst": pad.edge()}, COUNT_MODE) if pad.known else None


def pad_right(tiles: Tiles) -> Walk | None:
    """Behind the last barrier: the right of rows 1 and on, copied from a block of row 0."""
    pad = Padding(tiles)
    if not pad.known:
        return None
    grid = Grid(max(0, pad.rows - 1) if pad.width else 0, 1, "row", pad.open_rows)
    start, source = pad.stride + pad.begin, pad.width if pad.open_cols else BLOCK
    rest = block_order(grid, View(pad.stride, 0, pad.width, pad.width), max(0, pad.length - start))
    again = block_order(grid, View(0, 0, source, source), max(0, pad.length - pad.begin))
    order = joined(moved(rest, min(pad.length, start) // BLOCK), moved(again, pad.begin // BLOCK))
    repeats = 0 if pad.open_cols else grid.repeats
    return Walk(repeats, {"dst": within(order, 0, 0, repeats)}, PER_ROW)


def pad_bottom(tiles: Tiles) -> Walk | None:
    """The rows below those of src, one run."""
    pad = Padding(tiles)
    if not pad.known:
        return None
    above = 0 if pad.open_rows else pad.rows * pad.stride
    below = max(0, rows(pad.dst) * pad.stride - above)
    order = pad.run_order(above, below, pad.open_rows, pad.dst.valid_rows is None)
    return Walk(order.repeats, {"dst": order}, COUNT_MODE)


PER_ROW = "`vcopy` in count mode taken to move a row for each repeat [inferred]"


def converted(lengths: Callable[[Tiles], Lengths]) -> Callable[[Tiles], Walk | None]:
    """TCVT by way of int32 words in tmp: the same chunks in the same sequence, with more instructions for each, so that
    the walk without tmp is a bound. Of tmp, that repeats touch it."""

    def walk(tiles: Tiles) -> Walk | None:
        direct = inside(RULES["convert"].walk)(tiles)
        if direct is None:
            return Walk(0, lengths=lengths(tiles))
        length = lengths(tiles)["tmp"]
        order = by_any(length)
        return direct._replace(orders={**direct.orders, "tmp": order}, lengths={"tmp": length})

    return walk


def first_compared(tiles: Tiles) -> Walk | None:
    """TPartArgOp.hpp TPartArgOps, up to the first barrier: one comparison of a repeat or what there is of it."""
    known = row_shapes(tiles)
    if known is None:
        return None
    shapes, one, _ = known
    width = min(one.valid, REPEAT)
    grid, view = Grid(1, 1, "row", one.open_rows, one.open_cols), View(0, 0, width, width)
    return Walk(grid.repeats, {name: block_order(grid, view, tile.length) for name, tile in shapes.items()})


def counter_begun(tiles: Tiles) -> Walk:
    """TCI.hpp with tmp, up to the first barrier: a repeat for each of the first eight values, on a block of tmp; for
    2-byte elements one on a block 256 bytes further on behind each."""
    lengths, parts = counter(tiles), 2 if size_of(tiles["dst"]) == 2 else 1
    grid = Grid(8, parts, "row")
    return Walk(
        grid.repeats, {"tmp": block_order(grid, View(BLOCK, REPEAT, BLOCK, BLOCK), lengths["tmp"])}, lengths=lengths
    )


def renamed(rule: str, **names: str) -> Callable[[Tiles], Walk | None]:
    """A walk of another op, which has other names for the operands; a tmp may be shorter than what is walked."""

    def walk(tiles: Tiles) -> Walk | None:
        found = RULES[rule].walk({its: tiles[own] for its, own in names.items()})
        if found is None:
            return Walk(0, lengths=alike(tiles))
        orders: dict[str, BlockOrder] = {}
        for its, own in names.items():  # an operand may be there twice, in the same walk
            orders[own] = either(orders[own], found.orders[its]) if own in orders else found.orders[its]
        return found._replace(orders=orders, lengths=alike(tiles))

    return walk


def broadcast_whole(tiles: Tiles) -> Walk | None:
    """TRowExpand.hpp TRowExpandBrcb: `vbrcb` of all of src."""
    src, dst, size = tiles["src"], tiles["dst"], size_of(tiles["src"])
    grid = Grid(1, src.rows * src.cols // 8, "row")
    source, target = View(0, 8 * size, 8 * size, 8 * size), View(0, REPEAT, REPEAT, REPEAT)
    orders = {"src": block_order(grid, source, src.size_bytes), "dst": block_order(grid, target, dst.size_bytes)}
    return Walk(grid.repeats, orders)


SELECTED = selected("src0", "src1")

WALKS = {
    **RULES,
    "compare": WalkRule(compared, ("dst",)),
    "compare-or-invert": WalkRule(compared_or_inverted, ("dst",)),
    "row-by-row": by_row("dst"),
    "row-by-row-of-one": by_row("dst", "src"),
    "row-by-row-of-both": by_row("dst", "src0", "src1"),
    "divided-by-row": by_row_with_tmp(),
    "remainder-of-both": by_row_with_tmp("src0", "src1", lengths=LENGTHS["remainder"].lengths),
    "row-remainder-of-both": by_row_with_tmp("src0", "src1", lengths=LENGTHS["row-remainder"].lengths),
    "remainder-of-one": by_row_with_tmp("src", lengths=LENGTHS["remainder-scalar"].lengths),
    "part-of-rows": WalkRule(inside(part_of_rows), ("dst",)),
    "filled-rows": WalkRule(filled_rows, ("dst",)),
    "filled-rows-inside": WalkRule(inside(filled_rows), ("dst",)),
    "broadcast-whole": WalkRule(broadcast_whole, ("dst", "src")),
    "convert-over-words": WalkRule(converted(LENGTHS["convert-single"].lengths), ("dst", "src", "tmp")),
    "convert-by-halves": WalkRule(converted(LENGTHS["convert-half"].lengths), ("dst", "src", "tmp")),
    "convert-inside": WalkRule(inside(RULES["convert"].walk), ("dst", "src")),
    "with-filled": WalkRule(renamed("binary", dst="dst", src0="src", src1="dst"), ("dst", "src")),
    "both-to-tmp": WalkRule(renamed("binary", dst="tmp", src0="src0", src1="src1"), ("dst", "tmp", "src0", "src1")),
    "with-tmp": WalkRule(renamed("binary", dst="dst", src0="dst", src1="tmp"), ("dst", "tmp")),
    "negated": WalkRule(renamed("scalar", dst="dst", src="dst"), ("dst",)),
    "counter-begun": WalkRule(counter_begun, ("dst", "tmp")),
    "first-compared": WalkRule(first_compared, ("dst", "src0", "src1")),
    "tmp-filled": WalkRule(renamed("fill", dst="tmp"), ("dst", "tmp")),
    "one-block": WalkRule(one_block, ("tmp",)),
    "one-block-inside": WalkRule(inside(one_block), ("tmp",)),
    "mask-load": WalkRule(mask_load(), ("tmp",)),
    "sources-by-row": WalkRule(inside(sources_by_row), ("src", "tmp")),
    "compare-to-zero": WalkRule(inside(compared_to_zero), ("src0", "tmp")),
    "prelu-mask": by_repeats("tmp", lengths=LENGTHS["prelu"].lengths),
    "prelu-mask-load": WalkRule(mask_load(LENGTHS["prelu"].lengths), ("tmp",)),
    "selected-of-two-inside": WalkRule(inside(selected_of_two), ("dst", "src0", "tmp")),
    "selected-inside": SELECTED._replace(walk=inside(SELECTED.walk)),
    "pad-edge-inside": WalkRule(inside(pad_edge), ("dst", "src")),
    "col-expand-inside": WalkRule(inside(RULES["col-expand"].walk), ("dst", "src0", "src1")),
    "col-expand-by-dst-inside": WalkRule(inside(RULES["col-expand-by-dst"].walk), ("dst", "src0", "src1")),
    "product": WalkRule(product, ("dst", "src0", "src1")),
    "selected": SELECTED,
    "selected-of-one": selected("src"),
    "selected-of-two": WalkRule(selected_of_two, ("dst", "src0", "tmp")),
    "partial": WalkRule(partial, ("dst", "src0", "src1")),
    "index-of-rows": WalkRule(index_of_rows, ("dst", "src")),
    "pairs-of-rows": WalkRule(pairs_of_rows, ("src", "tmp")),
    "first-broadcast": WalkRule(first_broadcast, ("dst", "src1")),
    "passes": WalkRule(passes, ("dst", "src0")),
    "last-pass": WalkRule(last_pass, ("dst", "src0")),
    "pad-copy": WalkRule(pad_copy, ("dst", "src")),
    "pad-first": WalkRule(pad_first, ("dst", "src")),
    "pad-edge": WalkRule(pad_edge, ("dst", "src")),
    "pad-right": WalkRule(pad_right, ("dst", "src")),
    "pad-bottom": WalkRule(pad_bottom, ("dst", "src")),
}
"""All rules by the name that ops.toml gives the walk of a step."""
