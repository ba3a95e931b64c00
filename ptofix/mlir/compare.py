"""Compare two parsed modules op by op: may the second be the first, printed for another assembler version?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING

from ptofix.mlir import table
from ptofix.mlir.convert import as_pointer
from ptofix.text.diagnostics import Place

if TYPE_CHECKING:
    from xdsl.ir import Attribute, Operation, SSAValue

    from ptofix.mlir.reader import Module

Numbers = dict["SSAValue", int]  # value → its number in order of definition


def difference(before: Module, after: Module) -> tuple[str, Place | None] | None:
    """Where `after` stops to be `before`, and how, with a place in `before`; None if it never does.

    Only attributes that may be left out may be missing: those at a default value, and `local_slot_num`, which the side
    file carries. Besides that only what `convert` does may differ: names of merged ops, and arguments that are a memref
    in one version and a pointer in the other.
    """
    numbers: tuple[Numbers, Numbers] = (dict(_numbered(before)), dict(_numbered(after)))
    for mine, other in zip_longest(before.op.walk(), after.op.walk()):
        if mine is None or other is None:
            return "it has more or fewer ops", before.place(mine) if mine is not None else None
        what = _difference(mine, other, numbers)
        if what:
            return f"`{_name(mine)}` has {what}", before.place(mine)
    return None


def _numbered(module: Module) -> Iterator[tuple[SSAValue, int]]:
    number = 0
    for op in module.op.walk():
        values = [
            *op.results,
            *(argument for region in op.regions for block in region.blocks for argument in block.args),
        ]
        for value in values:
            yield value, number
            number += 1


def _difference(mine: Operation, other: Operation, numbers: tuple[Numbers, Numbers]) -> str:
    if _name(mine) != _name(other) and (_name(mine), _name(other)) not in _merged():
        return f"become `{_name(other)}`"
    if _operands(mine, numbers[0]) != _operands(other, numbers[1]):
        return "other operands"
    if [result.type for result in mine.results] != [result.type for result in other.results]:
        return "other types of results"
    if _shape(mine) != _shape(other):
        return "other blocks"
    if _successors(mine) != _successors(other):
        return "other successors"
    if mine.location != other.location:
        return "another location"
    before, after = _attributes(mine), _attributes(other)
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    changed -= {name for name in changed if name not in after and _may_be_left_out(mine, name, before[name])}
    return f"another `{min(changed)}`" if changed else ""


@cache
def _merged() -> frozenset[tuple[str, str]]:
    """Pairs of names of one op in different versions."""
    pairs = [(entry["op"], entry["as"]) for entry in table.all_special("same")]
    return frozenset(pairs) | frozenset((new, old) for old, new in pairs)


def _operands(op: Operation, numbers: Numbers) -> dict[str, list[int]]:
    """The numbers of the values that an op uses, by the name of the operand where the table has one."""
    from ptofix.mlir.operands import operand_groups
    from ptofix.mlir.operation import PtoOperation

    groups = operand_groups(op) if isinstance(op, PtoOperation) else {"": tuple(op.operands)}
    return {name: [numbers[value] for value in values] for name, values in groups.items() if values}


def _shape(op: Operation) -> list[list[tuple[list[Attribute], int]]]:
    """Per region and block, the types of the arguments and the number of ops."""
    return [
        [([as_pointer(argument.type) for argument in block.args], len(list(block.ops))) for block in region.blocks]
        for region in op.regions
    ]


def _successors(op: Operation) -> list[int]:
    region = op.parent_region()
    blocks = list(region.blocks) if region is not None else []
    return [blocks.index(block) for block in op.successors]


def _attributes(op: Operation) -> dict[str, Attribute]:
    from xdsl.dialects.builtin import FunctionType

    found = {name: value for name, value in {**op.attributes, **op.properties}.items() if name != table.SEGMENTS}
    signature = found.get("function_type")
    if isinstance(signature, FunctionType):
        found["function_type"] = FunctionType.from_lists([*map(as_pointer, signature.inputs)], [*signature.outputs])
    return found


def _may_be_left_out(op: Operation, name: str, value: Attribute) -> bool:
    from ptofix.mlir.misfits import default_values
    from ptofix.mlir.slots import LOCAL_SLOT_NUM, is_pipe

    if name == LOCAL_SLOT_NUM and is_pipe(op):
        return True
    return op.name in table.operations() and value in default_values(op.name, name)


def _name(op: Operation) -> str:
    from xdsl.dialects.builtin import UnregisteredOp

    return op.op_name.data if isinstance(op, UnregisteredOp) else op.name
