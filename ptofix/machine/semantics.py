"""What each op computes, on numpy: one row per op, found by name. Operands are counted as in the call.

The values of a tile are those of its valid part. Arithmetic is that of the element type; matrix products and sums are
accumulated in fp32, as the hardware does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from ptofix.isa.call import Expansion
from ptofix.machine import arithmetic, expansions, moving, pieces, reductions
from ptofix.machine.arithmetic import Compute, alike, in_type, of_bits, scalar
from ptofix.machine.comparisons import compared_to_number, compared_where, no_comparison, tiles_compared
from ptofix.machine.conversions import converted, unknown_conversion
from ptofix.machine.indexed import elements_gathered, no_table, rows_gathered, scattered_by_number
from ptofix.machine.memory import Array, of_no_use
from ptofix.machine.rearranging import (
    block_merged,
    blocks_where,
    gathered,
    gathered_blocks,
    joined,
    joined_where,
    lists_merged,
    mask_gathered,
    mask_scattered,
    no_gathered_blocks,
    no_mask_gathering,
    no_mask_scattering,
    no_rearranging,
    no_sorting,
    scattered,
    sorted_pairs,
    sorted_where,
    transposed,
    transposed_where,
)
from ptofix.machine.shapes import Part, TargetShape


class Semantics(Struct, frozen=True):
    """`target` gets what `compute` makes of the `sources`; a scalar comes as a number of its type. `also` are further
    operands that are written, each with what is made of the same sources for it.

    What else the call has (scratch) has no part in the value. With `shaped` the first argument is the TargetShape.
    `part` says which rows and columns of the target are written, from the TargetShape and the sources, `also_part` the
    same of those further operands; None: all.
    Of the operands in `whole` all of the tile counts, not its valid part; what `spoils` names holds nothing of use
    afterwards. The parts of a call on several pipes that are `apart` write bytes of their own, and need no flag between
    them. Of `elementwise` sources each element goes only into the one at the same place in the target. `refuses` says
    why a call of this op is not one that the machine knows, "" for one that it does.
    """

    target: int
    sources: tuple[int, ...]
    compute: Compute
    shaped: bool = False
    part: Callable[..., Part] | None = None
    whole: tuple[int, ...] = ()
    spoils: tuple[int, ...] = ()
    also: tuple[tuple[int, Compute], ...] = ()
    also_part: Callable[..., Part] | None = None
    apart: bool = False
    elementwise: tuple[int, ...] = ()
    takes: Callable[[Expansion, TargetShape], bool] | None = None
    """Whether a call takes a form, where the op table leaves open which one; None: it does not."""
    refuses: Callable[[TargetShape], str] = lambda _: ""
    adds: Callable[[TargetShape], bool] = lambda _: False
    """Whether the value is added to what is there when it arrives."""

    @property
    def used(self) -> frozenset[int]:
        """The operands that have a part in the value."""
        return frozenset((self.target, *self.sources, *(operand for operand, _ in self.also)))


def _dequantized(source: Array, scale: Array, offset: Array) -> Array:
    """By the first scale and offset of each row: TDequant.hpp."""
    alike(source[:, :1], scale[:, :1], offset[:, :1])
    found: Array = (source.astype(np.float32) - offset[:, :1]) * scale[:, :1]
    return found


def _prefetched(target: TargetShape, source: Array) -> Array:
    """The tile is a buffer of the copy: it holds the tensor where that has its shape, and nothing of use otherwise."""
    if source.shape == target.shape:
        return source
    return of_no_use(target.shape, target.dtype)


def _counting(target: TargetShape, start: Any) -> Array:
    """TCI: one by one up, or down where the third template argument is not 0; it wraps around.

    With scratch it counts up either way, and down is that with the other sign.
    """
    steps = np.arange(target.shape[1])
    down, scratch = target.words[-1:] not in ((), ("0",)), len(target.operands) > 2
    up = int(start) + (-steps if down and not scratch else steps)
    return (-up if down and scratch else up).astype(target.dtype).reshape(1, -1)


def _selected(target: TargetShape, mask: Array, one: Array, other: Any) -> Array:
    """Where a row of the mask has a bit set, that element of the first."""
    bits = np.unpackbits(np.ascontiguousarray(mask).view(np.uint8), axis=1, bitorder="little")
    chosen = bits[: target.shape[0], : target.shape[1]].astype(bool)
    values = other if np.ndim(other) else np.full(one.shape, scalar(other, one.dtype))
    alike(chosen, one, values)
    return np.where(chosen, one, values)


def _triangle(target: TargetShape, diagonal: Any) -> Array:
    is_lower, (rows, cols) = target.words[-1] == "0", target.shape
    ones: Array = np.tri(rows, cols, int(diagonal) - (not is_lower))
    return ones if is_lower else np.ones(target.shape) - ones


def _no_triangle(target: TargetShape) -> str:
    return "" if target.words and target.words[-1] in ("0", "1") else "a triangle that is neither lower nor upper"


def _quantized(source: Array, scale: Array) -> Array:
    """By way of int32: TQuant.hpp."""
    alike(source[:, :1], scale[:, :1])
    return np.clip(arithmetic.to_int32(np.rint(source * scale[:, :1])), -128, 127)


def _no_quantizing(target: TargetShape) -> str:
    return "" if target.word("QuantType::") == "INT8_SYM" else "quantising of another kind than INT8_SYM"


_BINARY: dict[str, Callable[..., Any]] = {
    "TADD": np.add, "TSUB": np.subtract, "TMUL": np.multiply, "TDIV": arithmetic.quotient, "TMAX": arithmetic.maximum,
    "TMIN": arithmetic.minimum,
}  # fmt: skip
_BITS: dict[str, Callable[..., Any]] = {"TAND": np.bitwise_and, "TOR": np.bitwise_or}
_SHIFTS: dict[str, Callable[..., Any]] = {"TSHL": arithmetic.shift_left, "TSHR": arithmetic.shift_right}
_UNARY: dict[str, Callable[..., Any]] = {
    "TEXP": np.exp, "TLOG": np.log, "TABS": np.abs, "TNEG": np.negative, "TSQRT": np.sqrt,
    "TRSQRT": lambda x: 1 / np.sqrt(x), "TRECIP": lambda x: arithmetic.quotient(np.ones_like(x), x),
    "TRELU": arithmetic.relu,
}  # fmt: skip
_LARGEST = {"MAX": True, "MIN": False}


def _no_pairs(target: TargetShape) -> str:
    """The header takes two bytes for one element."""
    odd = np.dtype(target.dtype).itemsize == 1 and target.shape[1] % 2 and target.shape[0]
    return f"{target.shape[1]} bytes in a row, to which the header adds one" if odd else ""


def _no_rows(target: TargetShape) -> str:
    """The header walks rows, whatever the layout."""
    for one in target.operands:
        if one.layout == "ColMajor" and one.size[1] > 1 and one.valid != one.size:
            return "a part of a tile that is ColMajor, which the header walks as if it were rows"
    return ""


def _no_filling_before(target: TargetShape) -> str:
    """The header fills the target by TEXPANDS before."""
    if expansions.in_one_run(target) and target.valid[0] > 1 and target.valid != target.operands[0].size:
        return "a part of a tile whose type says how wide it is, of which the header prepares other bytes"
    return _no_pairs(target)


def _difference(first: Any, second: Any) -> Any:
    return np.exp(first - second)


def _products(name: str, refuses: Callable[[TargetShape], str]) -> dict[str, Semantics]:
    made, where = moving.product, moving.product_where
    return {
        name: Semantics(0, (1, 2), made, shaped=True, part=where, whole=(0,), refuses=refuses),
        f"{name}_BIAS": Semantics(0, (1, 2, 3), made, shaped=True, part=where, whole=(0,), refuses=refuses),
        f"{name}_ACC": Semantics(
            0, (0, 2, 3), moving.accumulated, shaped=True, part=moving.accumulated_where, whole=(0,), refuses=refuses
        ),
    }


def _to_row(compute: Compute, *ways: int) -> Semantics:
    part, whole = reductions.whole_blocks, (0, 1)
    return Semantics(0, (1, *ways), reductions.in_blocks(compute), shaped=True, part=part, whole=whole)


TABLE: dict[str, Semantics] = {
    **{
        f"{name}{s}": Semantics(0, (1, 2), in_type(f), elementwise=(1, 2), refuses=_no_rows)
        for name, f in (_BINARY | _SHIFTS).items()
        for s in ("", "S")
    },
    **{name: Semantics(0, (1, 2), of_bits(f), elementwise=(1, 2), refuses=_no_pairs) for name, f in _BITS.items()},
    **{
        f"{name}S": Semantics(0, (1, 2), of_bits(f), elementwise=(1, 2), refuses=_no_filling_before)
        for name, f in _BITS.items()
    },
    "TDIVS": Semantics(0, (1, 2), arithmetic.divided_by_number, shaped=True, elementwise=(1, 2)),
    **{
        name: Semantics(0, (1, 2), of_bits(np.bitwise_xor), refuses=refuses)  # TXor.hpp: nothing is in place
        for name, refuses in (("TXOR", _no_pairs), ("TXORS", _no_filling_before))
    },
    **{f"TFMOD{s}": Semantics(0, (1, 2), in_type(arithmetic.fmod)) for s in ("", "S")},
    "TREM": Semantics(0, (1, 2), in_type(arithmetic.remainder)),
    "TREMS": Semantics(0, (1, 2), arithmetic.remainder_by_number),
    **{
        f"TPART{n[1:]}": Semantics(
            0,
            (1, 2),
            pieces.partly(f),
            shaped=True,
            part=pieces.written_where,
            whole=(0, 1, 2),
            refuses=pieces.no_pieces,
        )
        for n, f in _BINARY.items()
        if n not in ("TSUB", "TDIV")
    },
    **{
        f"T{to}EXPAND{name[1:]}": Semantics(0, (1, 2), expanded(function), shaped=True)
        for name, function in (_BINARY | {"TEXPDIF": _difference}).items()
        for to, expanded in (("ROW", expansions.by_rows), ("COL", expansions.by_columns))
    },
    **{name: Semantics(0, (1,), in_type(f), elementwise=(1,), refuses=_no_rows) for name, f in _UNARY.items()},
    "TNOT": Semantics(0, (1,), in_type(np.invert), elementwise=(1,), refuses=_no_pairs),
    "TROWSUM": Semantics(0, (1,), reductions.reduced(np.add, 1)),
    "TROWPROD": Semantics(0, (1,), reductions.row_product),
    **{f"TROW{n}": Semantics(0, (1,), reductions.extreme(most, 1)) for n, most in _LARGEST.items()},
    **{f"TROWARG{n}": Semantics(0, (1,), reductions.place_of(most, 1)) for n, most in _LARGEST.items()},
    **{f"TCOLARG{n}": Semantics(0, (1,), reductions.place_in_column(most)) for n, most in _LARGEST.items()},
    "TCOLSUM": _to_row(reductions.column_sums),
    "TCOLPROD": _to_row(reductions.reduced(np.multiply, 0, wide=False)),
    **{f"TCOL{n}": _to_row(reductions.extreme(most, 0)) for n, most in _LARGEST.items()},
    "TLRELU": Semantics(0, (1, 2), in_type(lambda x, slope: np.where(x > 0, x, x * slope))),
    "TPRELU": Semantics(0, (1, 2), in_type(lambda x, slope: np.where(x > 0, x, x * slope))),
    "TPOW": Semantics(0, (1, 2), arithmetic.power),
    "TPOWS": Semantics(0, (1, 2), arithmetic.power),
    "TCMP": Semantics(
        0, (0, 1, 2), tiles_compared, shaped=True, part=compared_where, whole=(0, 1, 2), refuses=no_comparison
    ),
    "TCMPS": Semantics(
        0, (0, 1, 2), compared_to_number, shaped=True, part=compared_where, whole=(0, 1), refuses=no_comparison
    ),
    "TSEL": Semantics(0, (1, 2, 3), _selected, shaped=True, whole=(1,), elementwise=(2, 3)),
    "TSELS": Semantics(0, (1, 2, 4), _selected, shaped=True, whole=(1,), elementwise=(2,)),
    "TTRI": Semantics(0, (1,), _triangle, shaped=True, refuses=_no_triangle),
    **{
        name: Semantics(
            0,
            (1,),
            moving.filled,
            shaped=True,
            part=moving.filled_where,
            whole=(0, 1),
            takes=moving.fills_so,
            refuses=moving.no_filling,
        )
        for name in ("TFILLPAD", "TFILLPAD_EXPAND")
    },
    "TFILLPAD_INPLACE": Semantics(
        0,
        (0,),
        moving.filled,
        shaped=True,
        part=moving.filled_where,
        whole=(0,),
        takes=moving.fills_so,
        refuses=moving.no_filling,
    ),
    "TTRANS": Semantics(0, (1,), transposed, shaped=True, part=transposed_where, whole=(0,), refuses=no_rearranging),
    "TQUANT": Semantics(
        0, (1, 2), lambda _, *operands: _quantized(*operands), shaped=True, spoils=(1,), refuses=_no_quantizing
    ),
    "TGATHER": Semantics(0, (1, 2), gathered, shaped=True, whole=(1,)),
    "TGATHERB": Semantics(
        0, (1, 2), gathered_blocks, shaped=True, part=blocks_where, whole=(0, 1, 2), refuses=no_gathered_blocks
    ),
    "TSCATTER": Semantics(0, (1, 2), scattered, shaped=True, whole=(0, 1)),
    "TMRGSORT": Semantics(0, (0, 1, 2), block_merged),
    "TAXPY": Semantics(0, (0, 1, 2), arithmetic.times_added),
    "TROWEXPAND": Semantics(0, (1,), expansions.first_in_each, shaped=True, refuses=_no_pairs),
    "TCOLEXPAND": Semantics(0, (1,), expansions.row_in_each, shaped=True, part=reductions.whole_blocks, whole=(0, 1)),
    "TEXPANDS": Semantics(0, (1,), expansions.everywhere, shaped=True, part=expansions.filled_places, whole=(0,)),
    **{
        f"TPARTARG{name}": Semantics(
            0,
            (1, 2, 4, 5),
            pieces.partly_chosen(most, numbers=False),
            shaped=True,
            part=pieces.written_where,
            whole=(0, 1, 2, 3, 4, 5),
            also=((3, pieces.partly_chosen(most, numbers=True)),),
            also_part=pieces.numbers_where,
            refuses=pieces.no_choice,
        )
        for name, most in _LARGEST.items()
    },
    "TDEQUANT": Semantics(0, (1, 2, 3), _dequantized),
    "TPREFETCH": Semantics(0, (1,), _prefetched, shaped=True, whole=(0,)),
    "TPRINT": Semantics(0, (0,), np.copy, whole=(0,)),
    "MGATHER": Semantics(0, (1, 2), rows_gathered, shaped=True, apart=True, refuses=no_table(1)),
    "MGATHER_ELEM": Semantics(0, (1, 2), elements_gathered, shaped=True, refuses=no_table(1)),
    "MSCATTER": Semantics(0, (0, 1, 2), scattered_by_number, shaped=True, apart=True, refuses=no_table(0)),
    "TCI": Semantics(0, (1,), _counting, shaped=True),
    "TCONCAT": Semantics(0, (1, 2), joined, shaped=True, part=joined_where, whole=(0, 1, 2), refuses=no_rearranging),
    "TSORT32": Semantics(0, (1, 2), sorted_pairs, shaped=True, part=sorted_where, whole=(0, 1, 2), refuses=no_sorting),
    "TEXTRACT": Semantics(0, (1, 2, 3), moving.cut_out, shaped=True, whole=(1,), refuses=moving.no_move),
    "TEXTRACT_FP": Semantics(0, (1, 2, 3, 4), moving.cut_out_by, shaped=True, whole=(1,), refuses=moving.no_cut),
    "TINSERT": Semantics(
        0, (1, 2, 3), moving.put_in, shaped=True, part=moving.put_where, whole=(0,), refuses=moving.no_move
    ),
    "TINSERT_FP": Semantics(
        0, (1, 2, 3, 4), moving.put_in_by, shaped=True, part=moving.put_where, whole=(0,), refuses=moving.no_move
    ),
    "TMOV": Semantics(
        0,
        (1,),
        moving.moved_in_blocks,
        shaped=True,
        part=moving.moved_where,
        whole=(0, 1),
        elementwise=(1,),
        refuses=moving.no_tile_move,
    ),
    "TMOV_FP": Semantics(0, (1, 2), moving.moved, shaped=True, refuses=moving.no_move),
    "TCVT": Semantics(0, (1,), converted, shaped=True, elementwise=(1,), refuses=unknown_conversion),
    "TLOAD": Semantics(
        0, (1,), moving.loaded, shaped=True, part=moving.loaded_part, whole=(0,), refuses=moving.no_load
    ),
    "TSTORE": Semantics(0, (1,), moving.moved, shaped=True, refuses=moving.no_store, adds=moving.adds),
    **{
        f"pto::comm::{name}": Semantics(0, (1,), moving.moved, shaped=True, spoils=(2,), adds=moving.adds)
        for name in ("TPUT", "TGET")
    },
    "TSTORE_FP": Semantics(0, (1, 2), moving.moved, shaped=True, refuses=moving.no_store, adds=moving.adds),
    **_products("TMATMUL", lambda _: ""),
    **_products("TGEMV", moving.no_row),
}


_BY_OPERANDS: dict[tuple[str, int], Semantics] = {
    ("TGATHER", 2): Semantics(0, (0, 1), mask_gathered, shaped=True, whole=(0,), refuses=no_mask_gathering),
    ("TSCATTER", 2): Semantics(
        0, (0, 1), mask_scattered, shaped=True, whole=(0,), apart=True, refuses=no_mask_scattering
    ),
    ("TCOLSUM", 4): _to_row(reductions.column_sums, 3),
    **{
        (f"TROWARG{name}", 4): Semantics(
            0,
            (2,),
            reductions.extreme(most, 1),
            also=((1, reductions.place_of(most, 1)),),
            refuses=reductions.no_values_and_places,
        )
        for name, most in _LARGEST.items()
    },
    **{
        ("TMRGSORT", 3 + lists): Semantics(0, tuple(range(3, 3 + lists)), lists_merged, shaped=True)
        for lists in (2, 3, 4)
    },
    **{
        (f"{name}_ACC", 3): replace(TABLE[f"{name}_ACC"], sources=(0, 1, 2))  # without accIn
        for name in ("TMATMUL", "TGEMV")
    },
    ("TSTORE", 3): TABLE["TSTORE_FP"],
    ("TMOV", 3): TABLE["TMOV_FP"],
    ("TEXTRACT", 5): TABLE["TEXTRACT_FP"],
    ("TINSERT", 5): TABLE["TINSERT_FP"],
}
"""Forms of an op that take another number of operands, and mean something else by them."""

_BY_TYPE: dict[tuple[str, str], Semantics] = {
    ("TREM", "int32"): Semantics(
        0,
        (1, 2),
        in_type(arithmetic.remainder),
        also=((1, arithmetic.rounded_operand), (2, arithmetic.float_operand)),
    ),
    ("TREMS", "int32"): Semantics(0, (1, 2), arithmetic.remainder_by_number, also=((1, arithmetic.rounded_operand),)),
}
"""Forms of an op for one element type of its first source."""


def semantics_of(name: str, operands: int, source: str = "") -> Semantics | None:
    """What a call with so many operands computes, of elements of type `source`; None for an op without semantics."""
    return _BY_TYPE.get((name, source)) or _BY_OPERANDS.get((name, operands)) or TABLE.get(name)
