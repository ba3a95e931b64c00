"""What loads, stores, moves, extracts, inserts and matrix products give: bits as they are, and what the fix-pipe makes
of accumulators on their way (ReLU, quantisation).

pto-isa 3186c38: include/pto/npu/a2a3 TStore.hpp, TMov.hpp, TExtract.hpp, TInsert.hpp, TMatmul.hpp, common.hpp for which
types meet; include/pto/cpu/common.hpp for the numbers of a quantisation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ptofix.hardware.pipe import Pipe
from ptofix.hardware.tile import BLOCK, STEP_MAX
from ptofix.isa.call import Expansion, Stage
from ptofix.machine.arithmetic import alike
from ptofix.machine.memory import Array

if TYPE_CHECKING:
    from ptofix.machine.shapes import OperandShape, Part, TargetShape

_HALF_MAX = np.float32(65504)
_INTS, _FLOATS = ("int8", "uint8"), ("float16", "bfloat16")

CASTS = {("float32", to) for to in ("float32", *_FLOATS)} | {("int32", "int32")}
"""From an accumulator to what, without a scale."""

QUANTISED = {("float32", to) for to in (*_INTS, *_FLOATS)} | {("int32", to) for to in (*_INTS, "float16")}
"""With a scale. int32_t to int16_t is a shift, of which rounding and saturation are not documented."""

ADDED = ("float32", "float16", "int16", "int32", "int8", "bfloat16")
"""What AtomicAdd adds."""


_TWICE = 510
"""Rows of which TFILLPAD fills up the last block, in two instructions of 255 repeats."""


# ---- why not ----


def no_store(target: TargetShape) -> str:
    """Why a store is not one that the machine knows; "" for one that it does."""
    if adds(target) and np.dtype(target.dtype).name not in ADDED:
        return f"AtomicAdd of {np.dtype(target.dtype)}"
    return no_move(target) or _steps_otherwise(*target.operands[:2])


def no_move(target: TargetShape) -> str:
    """The same for what may pass the fix-pipe."""
    source, quantised = target.operands[1], len(target.operands) in (3, 5)
    types = np.dtype(source.dtype).name, np.dtype(target.dtype).name
    if source.space != "Acc":
        if quantised or target.word("ReluPreMode::") == "NormalRelu":
            return f"{'a scale' if quantised else 'ReluPreMode::NormalRelu'} for a tile in {source.space}"
        return no_copy(target)
    if target.space not in ("", "Mat"):
        return f"a move from Acc to {target.space}"
    if not quantised:
        return "" if types in CASTS else f"{types[0]} to {types[1]} without a scale"
    if types not in QUANTISED:
        return f"{types[0]} to {types[1]} with a scale"
    scale = target.operands[2]
    if scale.space and np.dtype(scale.dtype).itemsize != 8:
        return "scales that are no 64-bit words"
    if not scale.space:
        return _no_scale(scale.number, target.word("ReluPreMode::") == "NormalRelu")
    return ""


def no_cut(target: TargetShape) -> str:
    """The same for TEXTRACT with a scale: that for a column is counted from 0 on the device, from `col` on CPUs."""
    if target.operands[2].space and target.operands[4].number != 0:
        return "a scale for each column, from another column on than the first"
    return no_move(target)


def no_copy(target: TargetShape) -> str:
    """Why bits cannot go from one type to the other as they are."""
    source = target.operands[1]
    old, new = np.dtype(source.dtype), np.dtype(target.dtype)
    if old.itemsize == new.itemsize or (target.space, old.name, new.name) == ("Bias", "float16", "float32"):
        return ""
    return f"{old} to {new}"


def _no_scale(word: Any, relu: bool) -> str:
    if not isinstance(word, int) or not 0 <= word < 1 << 64:
        return "a scale that is no 64-bit word"
    if word & 0x1FFF:
        return "a scale of more digits than the fix-pipe is documented to use (19 bits)"
    if word >> 45 & 1:
        return "a negative offset of a scale"
    if relu and (word >> 37 & 0x1FF or word >> 31 & 1):
        return "ReLU with an offset or a negative scale"
    return ""


# ---- values ----


def loaded(target: TargetShape, source: Array) -> Array:
    """A row of a tile with a pad value is filled up with it to the end of a block: TLoadGm2ubNd2nd, TLoadGm2ubDn2dn."""
    rows, cols = _lines(target, source.shape)
    source = source[:rows, :cols]
    found = np.empty(target.shape, target.dtype)
    if found.size > source.size:
        found[:] = pad_values(target.dtype)[target.pad]
    found[:rows, :cols] = _bits(target, source)
    return found


def loaded_part(target: TargetShape, source: Array) -> Part:
    """What TLOAD writes."""
    rows, cols = _lines(target, source.shape)
    if target.space == "Vec" and target.pad != "Null" and not target.boxed:
        block = BLOCK // np.dtype(target.dtype).itemsize
        if target.layout == "RowMajor":
            cols = min(-(-cols // block) * block, target.shape[1])
        else:
            rows = min(-(-rows // block) * block, target.shape[0])
    return slice(rows), slice(cols)


def _lines(target: TargetShape, given: tuple[int, ...]) -> tuple[int, int]:
    """Rows and columns that TLOAD copies: as many bursts as the tensor has, as long as the tile is valid."""
    rows, cols = given
    return (rows, target.valid[1]) if target.layout == "RowMajor" else (target.valid[0], cols)


def pad_values(dtype: Any) -> dict[str, Any]:
    """By the name of the pad: pto-isa include/pto/common/pto_tile.hpp. Floating types have infinities."""
    kind = np.dtype(dtype)
    if kind.kind in "iu":
        return {"Zero": 0, "Min": np.iinfo(kind).min, "Max": np.iinfo(kind).max}
    return {"Zero": 0, "Min": -np.inf, "Max": np.inf}


def no_load(target: TargetShape) -> str:
    """Why a load is not one that the machine knows."""
    if target.space == "Vec" and target.pad not in ("Null", *pad_values(target.dtype)):
        return f"a load into a tile with PadValue::{target.pad}"
    tile, tensor = target.operands[:2]
    return _no_fit(target) or no_copy(target) or _steps_otherwise(tensor, tile)


def _steps_otherwise(tensor: OperandShape, tile: OperandShape) -> str:
    """Why the headers would go to other rows of global memory than the strides say: TLoadGm2L1Nd2nd and its likes go on
    by whole blocks from the end of a row, TLoadGm2L1Nd2nz counts elements, TStoreAccNz2nd has one stride for all rows,
    TStoreAccNz2nz none."""
    dimensions = ((1, 0),) * (5 - len(tensor.dimensions)) + tensor.dimensions
    outer, row, column = dimensions[:3], dimensions[3], dimensions[4]
    (lines, step), (length, _) = (column, row) if tensor.layout == "DN" else (row, column)
    item = int(np.dtype(tensor.dtype).itemsize)
    if tile.space == "Acc" and tensor.layout == "ND":
        return "rows of more than two dimensions from Acc" if any(size > 1 for size, _ in outer) else ""
    if tile.space == "Acc":
        dense = tensor.index is not None and int(tensor.index.max(initial=-1)) + 1 == tensor.index.size
        return "" if dense and tensor.layout == "NZ" else f"a tensor of Layout::{tensor.layout} with gaps from Acc"
    if tile.space != "Mat":
        return ""
    if tensor.layout == "NZ":
        (count, apart), size = outer[1], lines * length * outer[2][0]
        return "columns of boxes" + _TOO_FAR if count > 1 and (apart - size) * item > STEP_MAX * BLOCK else ""
    if tile.boxed:
        return "rows" + _TOO_FAR if lines > 1 and step > STEP_MAX else ""
    if (length * item % BLOCK and 1 not in tile.size) or (lines > 1 and step * item % BLOCK):
        return "rows that are not in whole blocks, in L1"
    return "rows" + _TOO_FAR if lines > 1 and (step - length) * item > STEP_MAX * BLOCK else ""


_TOO_FAR = " that are further apart than the header counts (in 16 bits), for L1"


def _copied(target: TargetShape, given: tuple[int, ...]) -> tuple[int, int]:
    """The part of a tensor that TLOAD copies: all of its lines, each as long as the tile is valid."""
    return (given[0], target.valid[1]) if target.layout == "RowMajor" else (target.valid[0], given[1])


def _no_fit(target: TargetShape) -> str:
    """Why a tensor and the valid part of a tile cannot have these sizes.

    The headers assert that they are equal. Without assertions all lines of the tensor are copied to UB, which is fine
    inside of the tile; if a line of it is longer than what is copied, the next one is looked for in the wrong place.
    """
    index = target.operands[1].index
    assert index is not None
    given, lines = index.shape, int(target.layout != "RowMajor")
    if given == target.valid:
        return ""
    copied, to_vector = _copied(target, given), target.space == "Vec" and not target.boxed
    same_length = copied[1 - lines] == given[1 - lines] or (given[lines] == 1 and copied[1 - lines] < given[1 - lines])
    if to_vector and same_length and given[lines] <= target.shape[lines]:
        return ""
    sizes = [f"{rows} x {cols}" for rows, cols in (given, target.valid)]
    return f"a tensor of {sizes[0]} elements, and a tile of which {sizes[1]} are valid"


def filled(target: TargetShape, source: Array) -> Array:
    """TFILLPAD: the valid part of the second operand, and the pad value elsewhere in whole rows.

    Where both types have the same pad the end of the last block stays as it is: a load has filled it.
    """
    given = target.operands[1]
    rows, cols = given.valid
    if given.pad == target.pad:
        block = BLOCK // np.dtype(target.dtype).itemsize
        cols = min(-(-cols // block) * block, source.shape[1])
    found = np.full(target.shape, pad_values(target.dtype)[target.pad], target.dtype)
    found[:rows, :cols] = _bits(target, source[:rows, :cols])
    return found


def filled_where(target: TargetShape, *_: Array) -> Part:
    """What TFILLPAD writes; nothing where its target is not valid at all."""
    rows = max(target.valid[0], target.operands[1].valid[0])
    return slice(rows if all(target.valid) else 0), slice(None)


def no_filling(target: TargetShape) -> str:
    """Why padding is not one that the machine knows."""
    if target.space != "Vec":
        return "padding of a tile that is not in UB"
    if target.pad not in pad_values(target.dtype):
        return f"padding with PadValue::{target.pad}"
    (rows, cols), block = target.operands[1].valid, BLOCK // np.dtype(target.dtype).itemsize
    if rows > _TWICE and block < BLOCK and cols % block and target.operands[1].pad != target.pad:
        return f"a row in blocks that are not full, of more than {_TWICE} rows, of which the header leaves some out"
    return no_copy(target)


def fills_so(form: Expansion, target: TargetShape) -> bool:
    """Whether TFILLPAD takes a form: where a row ends inside of a block of bytes, the scalar unit fills that up."""
    by_scalar = any(isinstance(step, Stage) and step.pipe is Pipe.S for step in form.steps)
    return by_scalar == (np.dtype(target.dtype).itemsize == 1 and target.operands[1].pad != target.pad)


def adds(target: TargetShape) -> bool:
    """Whether a store is added to what is there."""
    return target.word("AtomicType::") == "AtomicAdd"


def moved(target: TargetShape, source: Array, scale: Any = None) -> Array:
    """All of the source, with what the fix-pipe makes of it; the shapes are the same."""
    if source.shape != target.shape:
        raise ValueError("shapes differ")
    relu = target.word("ReluPreMode::") == "NormalRelu"
    if target.operands[1].space != "Acc":
        return _bits(target, source)
    if scale is not None:
        return _quantised(source, np.dtype(target.dtype), scale, relu)
    return _relu(source, relu).astype(target.dtype)


def moved_where(target: TargetShape, *_: Array) -> Part:
    """What TMOV writes: in UB whole blocks, as far as both tiles are valid."""
    source = target.operands[1]
    if not _in_ub(target):
        return slice(target.valid[0]), slice(target.valid[1])
    rows, cols = (min(sizes) for sizes in zip(target.valid, source.valid))
    block = BLOCK // np.dtype(target.dtype).itemsize
    if target.layout == "RowMajor":
        if target.typed[1] and target.valid[1] == target.shape[1] == source.size[1]:
            cols = target.shape[1]  # in one piece, however wide the source is valid
        return slice(rows if cols else 0), slice(min(-(-cols // block) * block, target.shape[1]))
    return slice(min(-(-rows // block) * block, target.shape[0]) if cols else 0), slice(cols)


def moved_in_blocks(target: TargetShape, source: Array) -> Array:
    """TMOV."""
    if _in_ub(target):
        return _bits(target, source[: target.shape[0], : target.shape[1]])
    rows, cols = target.operands[1].valid
    return moved(target, source[:rows, :cols])


def no_tile_move(target: TargetShape) -> str:
    """Why a TMOV is not one that the machine knows."""
    source = target.operands[1]
    if _in_ub(target) and "ColMajor" in (target.layout, source.layout):
        column = source.size[1] == target.operands[0].size[1] == 1
        whole = source.valid == source.size == target.valid == target.operands[0].size
        if target.layout != source.layout or not (column or whole):
            return "a part of a tile that is ColMajor, or tiles of two layouts: the header copies rows"
    if _in_ub(target) and target.operands[0].size[0] == 1 and source.valid[1] < target.valid[1]:
        return "a row from a shorter one"
    return no_move(target)


def _in_ub(target: TargetShape) -> bool:
    """Whether it goes from UB to UB, without boxes."""
    return target.space == target.operands[1].space == "Vec" and not target.boxed


def cut_out(target: TargetShape, source: Array, row: Any, col: Any) -> Array:
    """TEXTRACT: what of the source lies from a row and column on."""
    return moved(target, _window(target, source, row, col))


def cut_out_by(target: TargetShape, source: Array, scale: Any, row: Any, col: Any) -> Array:
    """The same with a scale, or with one for each column of what is cut out."""
    return moved(target, _window(target, source, row, col), scale)


def put_in(target: TargetShape, source: Array, *_: Any) -> Array:
    """TINSERT: the part of the target that `put_where` says."""
    return moved(target, source)


def put_in_by(target: TargetShape, source: Array, scale: Any, *_: Any) -> Array:
    """The same with a scale."""
    return moved(target, source, scale)


def put_where(_: TargetShape, source: Array, *rest: Any) -> Part:
    """Where in the target TINSERT puts its source."""
    row, col = rest[-2:]
    return slice(int(row), int(row) + source.shape[0]), slice(int(col), int(col) + source.shape[1])


def product(target: TargetShape, left: Array, right: Array, *more: Array) -> Array:
    """Of matrices: in fp32, or int32 that wraps. `more` is a bias, a row."""
    found = _product(left, right)
    for bias in more:
        alike(bias[:1, : found.shape[1]], found[:1])
        found = found + bias[:1, : found.shape[1]].astype(found.dtype)
    return _of_shape(target, found)


def accumulated(target: TargetShape, old: Array, left: Array, right: Array) -> Array:
    """What was there and the product."""
    found = _product(left, right)
    return _of_shape(target, old[: found.shape[0], : found.shape[1]] + found)


def product_where(_: TargetShape, left: Array, right: Array, *__: Array) -> Part:
    """The part of an accumulator that a product writes: as many rows and columns as its sources have."""
    return slice(left.shape[0]), slice(right.shape[1])


def accumulated_where(_: TargetShape, __: Array, left: Array, right: Array) -> Part:
    """The same for `accumulated`."""
    return product_where(_, left, right)


def no_row(target: TargetShape) -> str:
    """TGEMV is about one row."""
    left = target.operands[-2 if target.operands[-1].space == "Right" else -3]
    return "" if left.valid[0] == 1 else f"a left matrix of {left.valid[0]} rows"


def _product(left: Array, right: Array) -> Array:
    """Term after term, each fused and rounded to fp32, as in TMatmul.hpp for CPUs: BLAS has an order of its own on each
    machine, and where terms cancel out that shows."""
    alike(left[:1].T, right[:, :1])
    if left.dtype.kind in "iu":
        exact: Array = (left.astype(np.int64) @ right.astype(np.int64)).astype(np.int32)
        return exact
    above, below = left.astype(np.float64), right.astype(np.float64)  # which hold a product of two fp32 exactly
    found: Array = np.zeros((left.shape[0], right.shape[1]), np.float32)
    for number in range(left.shape[1]):
        found = (found + np.multiply.outer(above[:, number], below[number])).astype(np.float32)
    return found


def _of_shape(target: TargetShape, found: Array) -> Array:
    if found.shape != target.shape:
        raise ValueError("shapes differ")
    return found


def _window(target: TargetShape, source: Array, row: Any, col: Any) -> Array:
    if int(row) < 0 or int(col) < 0:
        raise IndexError("a negative index")
    return source[int(row) : int(row) + target.shape[0], int(col) : int(col) + target.shape[1]]


def _bits(target: TargetShape, source: Array) -> Array:
    """The same bits in a type of the same size; a bias of half becomes one of float."""
    kind = np.dtype(target.dtype)
    if source.dtype == kind or source.dtype.itemsize != kind.itemsize:
        return source.astype(kind)
    return np.ascontiguousarray(source).view(kind)


def _relu(values: Array, relu: bool) -> Array:
    return np.where(values > 0, values, values.dtype.type(0)) if relu else values


def _quantised(source: Array, kind: np.dtype[Any], scale: Any, relu: bool) -> Array:
    """By one word, or by one for each column: a scale in bits 0 to 31 (of several words: 13 to 31), an offset in 37 to
    45, in 46 whether the result has a sign."""
    words = np.asarray([scale], np.uint64) if np.ndim(scale) == 0 else scale[0, : source.shape[1]].view(np.uint64)
    if np.ndim(scale) and words.size < source.shape[1]:
        raise ValueError("fewer scales than columns")
    factors = (words & np.uint64(0xFFFFE000)).astype(np.uint32).view(np.float32)
    scaled = source.astype(np.float32) * factors
    if kind.kind not in "iu":
        limit = _HALF_MAX if kind.name == "float16" else np.finfo(np.float32).max
        clipped = np.where(np.isfinite(scaled) | (source.dtype.kind == "i"), np.clip(scaled, -limit, limit), scaled)
        return _relu(clipped, relu).astype(kind)
    offset = (words >> np.uint64(37) & np.uint64(0x1FF)).astype(np.float32)
    signed = words >> np.uint64(46) & np.uint64(1) == 1
    low, high = np.where(signed, -128, 0), np.where(signed, 127, 255)
    whole = np.clip(np.nan_to_num(np.rint(scaled + offset), nan=0.0), low, high)
    return _relu(whole, relu).astype(np.int16).astype(np.uint8).view(kind)
