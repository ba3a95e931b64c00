"""Bytes that a header touches of an operand where that is not the operand's own extent.

Headers do not check the size of a `tmp`, work in whole repeats or blocks, and take strides from other operands. Each
function mirrors the address arithmetic of one header and answers with bytes from the base, by operand name. A valid
shape set at run time counts as the padded one. A `tmp` never counts with less than its padded size.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from ptofix.hardware.tile import BLOCK, ELEMENT_BYTES, REPEAT, REPEAT_MAX, TileType, ceil_div, round_up

Tiles = Mapping[str, TileType]
Lengths = dict[str, int]

FOLDED = 4096
"""Bytes of tmp after the first stage of every fp32 fast shape of a row reduction: 128 repeats of 32 bytes."""

TRANSPOSE_ROWS = 16
"""Rows of the transpose unit; 32 for 1-byte elements."""


def size_of(tile: TileType) -> int:
    """Bytes per element, the largest for a type we do not know."""
    return tile.element_bytes or max(ELEMENT_BYTES.values())


def rows(tile: TileType) -> int:
    """Valid rows, at most."""
    return tile.rows if tile.valid_rows is None else tile.valid_rows


def cols(tile: TileType) -> int:
    """Valid columns, at most."""
    return tile.cols if tile.valid_cols is None else tile.valid_cols


def row_bytes(tile: TileType) -> int:
    """Bytes from one padded row to the next."""
    return tile.cols * size_of(tile)


def spread(count: int, stride: int, width: int) -> int:
    """Bytes of `count` rows of `width` bytes, `stride` apart."""
    return max(count - 1, 0) * stride + width


def _scratch(tile: TileType, needed: int) -> Lengths:
    """A tmp of which `needed` bytes are used: not less than its padded size."""
    return {"tmp": max(tile.size_bytes, round_up(needed, BLOCK))}


def alike(tiles: Tiles) -> Lengths:
    """A tmp that an elementwise header walks with the valid shape of dst, contiguous or by its own rows."""
    dst, tmp = tiles["dst"], tiles.get("tmp")
    if tmp is None:
        return {}
    width = cols(dst) * size_of(dst)
    return _scratch(tmp, spread(rows(dst), max(tmp.cols * size_of(dst), width), width))


def reduce_fast(tiles: Tiles) -> Lengths:
    """TRowReduceOps.hpp ReduceOptFP32_*: fp32 words whatever the type of tmp."""
    return _scratch(tiles["tmp"], FOLDED)


def _folded(tiles: Tiles, repeats: int) -> Lengths:
    """`repeats` repeats per row of src, at the row stride of tmp counted in elements of src."""
    src, tmp = tiles["src"], tiles["tmp"]
    return _scratch(tmp, spread(rows(src), tmp.cols * size_of(src), repeats * REPEAT))


def reduce_wide(tiles: Tiles) -> Lengths:
    """TRowReduceOps.hpp TRowReduceInstr, the general path: one repeat per row."""
    return _folded(tiles, 1)


def sum_wide(tiles: Tiles) -> Lengths:
    """TRowSum.hpp TRowSumOp::FillTmp: a repeat per row for every two full chunks of src."""
    src = tiles["src"]
    return _folded(tiles, max(cols(src) * size_of(src) // REPEAT // 2, 1))


def row_index(tiles: Tiles) -> Lengths:
    """TRowReduceIdxOps.hpp: value and index pairs per row, then the chain of stage 1 or 2 after them.

    Offsets into tmp are counted in its elements, what is written there in elements of src.
    """
    src, tmp = tiles["src"], tiles["tmp"]
    size = size_of(src)
    per_repeat, per_block = REPEAT // size, BLOCK // size
    width = cols(src)
    widths = [width] if src.valid_cols is not None else [min(width, limit) for limit in (per_repeat, per_repeat**2)]
    needed = 0
    for valid in {*widths, width}:
        if valid <= per_repeat:
            needed = max(needed, rows(src) * 2 * size)
            continue
        pairs = ceil_div(valid, per_repeat)
        values = round_up(pairs * 2, per_block)
        used = max(2 * pairs * size, values * size_of(tmp) + max(pairs, 2) * size)
        if valid > per_repeat**2:
            second, pairs2 = round_up(pairs, per_block), ceil_div(pairs, per_repeat)
            final = second + round_up(pairs2 * 2, per_block)
            used = max(used, second * size_of(tmp) + 2 * pairs2 * size, final * size_of(tmp) + max(pairs2, 2) * size)
        needed = max(needed, spread(rows(src), row_bytes(tmp), used))
    return _scratch(tmp, needed)


def col_index(tiles: Tiles) -> Lengths:
    """TColReduceIdx.hpp TColReduceIdxImpl: running index and value; 2-byte elements have a third part."""
    src, tmp = tiles["src"], tiles["tmp"]
    part = min(REPEAT, round_up(cols(src) * size_of(src), BLOCK))
    return _scratch(tmp, (3 if size_of(src) == 2 else 2) * part)


def remainder(tiles: Tiles) -> Lengths:
    """TRem.hpp of June: it works on one repeat and keeps the mask in row 1 of tmp."""
    dst, tmp = tiles["dst"], tiles["tmp"]
    return _scratch(tmp, max(round_up(cols(dst) * size_of(dst), REPEAT), row_bytes(tmp) + BLOCK))


def row_remainder(tiles: Tiles) -> Lengths:
    """TRem.hpp of August: it works on a whole row of dst and fills 256 bytes after the row stride of dst with the
    address of the mask."""
    dst, tmp = tiles["dst"], tiles["tmp"]
    width = round_up(cols(dst) * size_of(dst), REPEAT)
    return _scratch(tmp, max(width, row_bytes(dst) + max(REPEAT, width // REPEAT * 8)))


def row_remainder_int32(tiles: Tiles) -> Lengths:
    """TRem.hpp of August: the same, but it fills as many elements there as dst has columns: RemInt32Instr is still in
    counter mode. set_cmpmask reads 16 bytes."""
    dst, tmp = tiles["dst"], tiles["tmp"]
    used = cols(dst) * size_of(dst)
    width = round_up(used, REPEAT)
    return _scratch(tmp, max(width, row_bytes(dst) + max(BLOCK, used, width // REPEAT * 8)))


def remainder_scalar(tiles: Tiles) -> Lengths:
    """TRemS.hpp: one row of dst."""
    return _scratch(tiles["tmp"], cols(tiles["dst"]) * size_of(tiles["dst"]))


def prelu(tiles: Tiles) -> Lengths:
    """TPrelu.hpp: TCMPS in whole repeats of src0, its bits in rows of tmp, and a block after those for TSEL."""
    src0, tmp = tiles["src0"], tiles["tmp"]
    count, size = max(rows(src0), rows(tiles["dst"])), size_of(src0)
    repeats = ceil_div(cols(src0) * size, REPEAT)
    bits = spread(count, row_bytes(tmp), repeats * (REPEAT // size // 8))
    return {
        "src0": max(src0.extent_bytes, spread(count, row_bytes(src0), repeats * REPEAT)),
        **_scratch(tmp, max(bits, count * row_bytes(tmp) + BLOCK)),
    }


def _rest(tiles: Tiles) -> tuple[int, int]:
    """Full chunks and elements of the masked rest per row of a TCVT; the worst case for a width set at run time."""
    dst, src = tiles["dst"], tiles["src"]
    per_repeat = REPEAT // max(size_of(dst), size_of(src))
    full, rest = divmod(cols(dst), per_repeat)
    if dst.valid_cols is None:
        rest = min(per_repeat - 1, dst.cols)
    return full, rest


def convert_single(tiles: Tiles) -> Lengths:
    """TCvt.hpp GenCastCallFp32ToInt16_NonSatTorch: int32 words at the strides of src, a row or the rest of all rows."""
    src = tiles["src"]
    full, rest = _rest(tiles)
    head = min(full, REPEAT_MAX) * REPEAT
    count = min(rows(tiles["dst"]), REPEAT_MAX)
    tail = spread(count, row_bytes(src), rest * 4) if rest else 0
    return _scratch(tiles["tmp"], max(head, tail))


def convert_half(tiles: Tiles) -> Lengths:
    """TCvt.hpp GenCastCallFp16ToInt16_NonSatTorch, ...ToInt8...: at most 64 int32 words; for int8 a second part begins
    128 bytes on."""
    full, rest = _rest(tiles)
    lanes = 64 if full else min(rest, 64)
    second = 128 + 2 * lanes if size_of(tiles["dst"]) == 1 else 0
    return _scratch(tiles["tmp"], max(4 * lanes, second))


def gather_blocks(tiles: Tiles) -> Lengths:
    """TGatherB.hpp: whole repeats of dst, the last of a row too, and 32 bytes of offsets for each. Those for the last
    repeat of every row lie one after the other, 255 rows at a time."""
    dst, offsets = tiles["dst"], tiles["offsets"]
    count, stride, width = rows(dst), row_bytes(offsets), cols(dst) * size_of(dst)
    full, repeats = width // REPEAT, ceil_div(width, REPEAT)
    read = spread(count, stride, full * BLOCK) if full else 0
    if width % REPEAT or dst.valid_cols is None:
        groups, left = divmod(count, REPEAT_MAX)
        last = groups * REPEAT_MAX * stride + left * BLOCK if left else 0
        before = (groups - 1) * REPEAT_MAX * stride + REPEAT_MAX * BLOCK if groups else 0
        read = max(read, (repeats - 1) * BLOCK + max(last, before))
    return {
        "dst": max(dst.extent_bytes, spread(count, row_bytes(dst), repeats * REPEAT)),
        "offsets": max(offsets.extent_bytes, read),
    }


def concat(tiles: Tiles) -> Lengths:
    """TConcat.hpp TConcatImpl: June copies src1 with the block length of src0, August with its own."""
    dst, src0, src1 = tiles["dst"], tiles["src0"], tiles["src1"]
    size, count = size_of(dst), rows(dst)
    first = round_up(cols(src0) * size, BLOCK)
    second = max(first, round_up(cols(src1) * size, BLOCK))
    return {
        "dst": max(dst.size_bytes, spread(count, row_bytes(dst), cols(src0) * size + second)),
        "src0": max(src0.extent_bytes, spread(count, row_bytes(src0), first)),
        "src1": max(src1.extent_bytes, spread(count, row_bytes(src1), second)),
    }


def transpose(tiles: Tiles) -> Lengths:
    """TTrans.hpp TTransOperation: tmp holds a row for each column of src, in whole units; the rows that the last unit
    lacks have address 0, so UB is read from there."""
    src, tmp = tiles["src"], tiles["tmp"]
    unit = TRANSPOSE_ROWS if size_of(src) > 1 else 2 * TRANSPOSE_ROWS
    width = round_up(cols(src) * size_of(src), BLOCK)
    needed = width // size_of(src) * round_up(rows(src), unit) * size_of(src)
    return {**_scratch(tmp, needed), "ub_start": max(width, REPEAT)}


def gather(tiles: Tiles) -> Lengths:
    """TGather.hpp, 2-byte elements: 4-byte offsets in tmp, at the row stride of dst in elements."""
    dst = tiles["dst"]
    return _scratch(tiles["tmp"], spread(rows(dst), dst.cols * 4, cols(dst) * 4))


def _by_mask(tiles: Tiles, one_of: int) -> Lengths:
    """TGather.hpp by a mask, row after row of src: one of so many elements, one after the other whatever dst has."""
    src = tiles["src"]
    read = spread(rows(src), row_bytes(src), cols(src) * size_of(src))
    return {"src": read, "dst": rows(src) * ceil_div(cols(src), one_of) * size_of(src)}


def every_second(tiles: Tiles) -> Lengths:
    """Patterns of which two elements give one."""
    return _by_mask(tiles, 2)


def every_fourth(tiles: Tiles) -> Lengths:
    """Patterns of which four elements give one."""
    return _by_mask(tiles, 4)


def _sorted(tiles: Tiles, groups: int, read: int) -> Lengths:
    """TSort32.hpp: per row so many groups of 32 elements, each of which makes 256 bytes of dst; src is read in whole
    blocks. An idx of one row is that of all rows."""
    dst, src, idx = tiles["dst"], tiles["src"], tiles["idx"]
    count = rows(dst)
    return {
        "dst": spread(count, round_up(row_bytes(dst), BLOCK), groups * REPEAT),
        "src": spread(count, round_up(row_bytes(src), BLOCK), round_up(read * size_of(src), BLOCK)),
        "idx": spread(1 if idx.valid_rows == 1 else count, round_up(row_bytes(idx), BLOCK), groups * 32 * size_of(idx)),
    }


def sort_groups(tiles: Tiles) -> Lengths:
    """Without a tmp: what is left of a row after its last full group is not sorted."""
    groups = cols(tiles["src"]) // 32
    return _sorted(tiles, groups, groups * 32)


def sort(tiles: Tiles) -> Lengths:
    """With a tmp: a row of src in whole groups of 32 elements, the last one filled up there."""
    width = cols(tiles["src"])
    groups = ceil_div(width, 32)
    return {**_scratch(tiles["tmp"], groups * 32 * size_of(tiles["src"])), **_sorted(tiles, groups, width)}


def merge(tiles: Tiles) -> Lengths:
    """TMrgSort.hpp: all lists one after the other."""
    dst, tmp = tiles["dst"], tiles["tmp"]
    lists = [tile for name, tile in tiles.items() if name.startswith("src")]
    return _scratch(tmp, max(cols(dst), sum(cols(tile) for tile in lists)) * size_of(dst))


def counter(tiles: Tiles) -> Lengths:
    """TCI.hpp with tmp: parts 512 bytes apart; four of them for 2-byte elements, eight repeats after the first for a
    4-byte row of a repeat or more."""
    dst = tiles["dst"]
    if size_of(dst) == 2:
        return _scratch(tiles["tmp"], 3 * 512 + REPEAT)
    wide = cols(dst) * size_of(dst) >= REPEAT
    return _scratch(tiles["tmp"], 512 + (8 * REPEAT if wide else REPEAT))


def quantize(tiles: Tiles) -> Lengths:
    """TQuant.hpp: a block per row of scale, by 8 rows, then (August) the whole of src as int32."""
    src = tiles["src"]
    return _scratch(tiles["tmp"], max(ceil_div(rows(src), 8) * REPEAT, src.size_bytes))


def scaling(tiles: Tiles) -> Lengths:
    """TMov.hpp, TExtract.hpp, TInsert.hpp, TStore.hpp with a tile to quantise by: the fixpipe takes a word of 64 bits
    for each column that it moves [inferred: what fills such a tile has no other element], whatever tile names them."""
    moved = min(tiles[name].cols for name in ("src", "dst") if name in tiles)
    return {"fp": round_up(moved, BLOCK) * 8}  # columns are moved by blocks, of at most 32 elements


COMPARE_MAX = 240
"""Repeats of one comparison, as the headers cut them."""


def compare(tiles: Tiles) -> Lengths:
    """TCmp.hpp, TCmps.hpp: whole repeats for the rows of the first source, past the valid columns and past the end of a
    narrow tile; one bit per element of it in dst, but from one part of 240 repeats to the next as many elements of dst
    as that has bytes. August inverts the padded rows of dst in place for NE."""
    source = tiles["src0"] if "src0" in tiles else tiles["src"]
    count = source.valid_cols or source.cols
    found = {}
    for name in ("dst", "src", "src0", "src1"):
        if name not in tiles:
            continue
        widths = [row_bytes(tiles[name])] if name == "dst" else []
        for size in (source.element_bytes,) if source.element_bytes else sorted(set(ELEMENT_BYTES.values())):
            repeats, bits = ceil_div(count * size, REPEAT), REPEAT // size // 8
            before = (repeats - 1) // COMPARE_MAX * COMPARE_MAX
            widths.append(
                (before * size_of(tiles[name]) + repeats - before) * bits if name == "dst" else repeats * REPEAT
            )
        found[name] = round_up(spread(rows(source), row_bytes(tiles[name]), max(widths)), BLOCK)
    return found


class LengthRule(Struct, frozen=True):
    """Bytes by operand name, and the operands that a form must have for it."""

    lengths: Callable[[Tiles], Lengths]
    needs: tuple[str, ...]


LENGTHS = {
    "alike": LengthRule(alike, ("dst",)),
    "reduce-fast": LengthRule(reduce_fast, ("tmp",)),
    "reduce-wide": LengthRule(reduce_wide, ("src", "tmp")),
    "sum-wide": LengthRule(sum_wide, ("src", "tmp")),
    "row-index": LengthRule(row_index, ("src", "tmp")),
    "col-index": LengthRule(col_index, ("src", "tmp")),
    "remainder": LengthRule(remainder, ("dst", "tmp")),
    "row-remainder": LengthRule(row_remainder, ("dst", "tmp")),
    "row-remainder-int32": LengthRule(row_remainder_int32, ("dst", "tmp")),
    "remainder-scalar": LengthRule(remainder_scalar, ("dst", "tmp")),
    "prelu": LengthRule(prelu, ("dst", "src0", "tmp")),
    "convert-single": LengthRule(convert_single, ("dst", "src", "tmp")),
    "convert-half": LengthRule(convert_half, ("dst", "src", "tmp")),
    "gather-blocks": LengthRule(gather_blocks, ("dst", "offsets")),
    "concat": LengthRule(concat, ("dst", "src0", "src1")),
    "transpose": LengthRule(transpose, ("src", "tmp")),
    "gather": LengthRule(gather, ("dst", "tmp")),
    "every-second": LengthRule(every_second, ("dst", "src")),
    "every-fourth": LengthRule(every_fourth, ("dst", "src")),
    "sort-groups": LengthRule(sort_groups, ("dst", "src", "idx")),
    "sort": LengthRule(sort, ("dst", "src", "idx", "tmp")),
    "merge": LengthRule(merge, ("dst", "tmp")),
    "counter": LengthRule(counter, ("dst", "tmp")),
    "quantize": LengthRule(quantize, ("src", "tmp")),
    "scaling": LengthRule(scaling, ("src", "fp")),
    "compare": LengthRule(compare, ("dst",)),
}
"""By the name that ops.toml gives a step. Their order of repeats is left open."""
