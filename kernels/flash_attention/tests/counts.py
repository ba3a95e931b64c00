"""How often a kernel does each FIFO op for one piece of work, as an expression in the number of its tiles.

Tiles are `T`, which is S1 over the tile's keys, at least QK_PRELOAD (`Plan.check_s1`). Numbers are c + d * T.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xdsl.dialects import func
from xdsl.dialects.builtin import IntegerAttr
from xdsl.ir import Block, BlockArgument, Operation, SSAValue

_FIFO_OPS = ("pto.talloc", "pto.tpush", "pto.tpop", "pto.tfree")
Counts = Mapping[tuple[str, int], "Linear"]


@dataclass(frozen=True)
class Linear:
    """constant + per_tile * T"""

    constant: int
    per_tile: int = 0

    def __add__(self, other: Linear) -> Linear:
        return Linear(self.constant + other.constant, self.per_tile + other.per_tile)

    def __sub__(self, other: Linear) -> Linear:
        return Linear(self.constant - other.constant, self.per_tile - other.per_tile)

    def times(self, factor: int) -> Linear:
        return Linear(self.constant * factor, self.per_tile * factor)

    def at(self, tiles: int) -> int:
        return self.constant + self.per_tile * tiles


TILES = Linear(0, 1)


def per_item(function: func.FuncOp, qk_preload: int) -> Counts:
    """(op, first flag) → how often the body of the loop over pieces of work does it."""
    items = [op for op in function.body.block.ops if op.name == "scf.for"]
    assert len(items) == 1
    outside = [op for op in function.body.block.ops if op.name in _FIFO_OPS]
    assert not outside
    return _counts(items[0].regions[0].block, qk_preload)


def _counts(block: Block, qk_preload: int) -> Counts:
    total: dict[tuple[str, int], Linear] = {}
    for op in block.ops:
        for key, count in _of(op, qk_preload).items():
            total[key] = total.get(key, Linear(0)) + count
    return total


def _of(op: Operation, qk_preload: int) -> Counts:
    if op.name in _FIFO_OPS:
        return {(op.name.removeprefix("pto."), _flag(op.operands[1])): Linear(1)}
    if op.name == "scf.for":
        rounds = linear(op.operands[1]) - linear(op.operands[0])
        assert linear(op.operands[2]) == Linear(1)
        inside = _counts(op.regions[0].block, qk_preload)
        assert all(count.per_tile == 0 for count in inside.values())
        return {key: rounds.times(count.constant) for key, count in inside.items()}
    if op.name == "scf.if":
        first, second = (_counts(r.block, qk_preload) if r.blocks else {} for r in op.regions)
        for key in first.keys() | second.keys():
            yes, no = first.get(key, Linear(0)), second.get(key, Linear(0))
            # The other arm of `any_steady` runs for exactly QK_PRELOAD tiles; there the first one's count must fit too.
            assert yes == no or (_is_any_steady(op.operands[0], qk_preload) and yes.at(qk_preload) == no.at(qk_preload))
        return {key: first.get(key, Linear(0)) for key in first.keys() | second.keys()}
    return {}


def _is_any_steady(condition: SSAValue, qk_preload: int) -> bool:
    compare = condition.owner
    assert isinstance(compare, Operation)
    sgt = IntegerAttr(4, 64)
    if compare.properties["predicate"] != sgt:
        return False
    return linear(compare.operands[0]) - linear(compare.operands[1]) == TILES - Linear(qk_preload)


def linear(value: SSAValue) -> Linear:
    """`value` as an expression in T. AssertionError for one that is none."""
    assert not isinstance(value, BlockArgument)
    op = value.owner
    assert isinstance(op, Operation)
    if value.name_hint == "tiles":
        return TILES
    if op.name == "arith.constant":
        number = op.properties["value"]
        assert isinstance(number, IntegerAttr)
        return Linear(number.value.data)
    assert op.name in ("arith.addi", "arith.subi"), op.name
    left, right = (linear(one) for one in op.operands)
    return left + right if op.name == "arith.addi" else left - right


def _flag(pipe: SSAValue) -> int:
    assert isinstance(pipe.owner, Operation)
    flag = pipe.owner.properties["flag_base"]
    assert isinstance(flag, IntegerAttr)
    return flag.value.data
