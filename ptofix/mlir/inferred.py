"""What the text of a view leaves out because the rest gives it: the type of its pointer, or of its result."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace
from xdsl.dialects import arith
from xdsl.dialects.builtin import ArrayAttr, IndexType, IntegerAttr
from xdsl.ir import Attribute, Operation, SSAValue
from xdsl.parser import Parser
from xdsl.parser.core import ForwardDeclaredValue

from ptofix.mlir import pto_types
from ptofix.mlir.parsed_op import ParsedOp

Groups = Mapping[str, Sequence[SSAValue]]
_INDEX = IndexType()


class Inferred(NamedTuple):
    """`name` is the operand or result whose type `of` says, None where it does not follow from the rest."""

    name: str
    of: Callable[[Groups, Mapping[str, Attribute]], Attribute | None]
    holds: Callable[[Groups], bool] = lambda _: True
    always_printed: bool = False


def fill_in(parser: Parser, op: str, parts: ParsedOp, start: int) -> None:
    """Give the parts of an op the type that its text does not say. Raises xDSL's ParseError."""
    rule = INFERRED.get(op)
    if rule is None or rule.name in parts.types:
        return
    known: dict[str, Sequence[SSAValue]] = {}
    for name, values in parts.operands.items():
        types = parts.types.get(name, [_INDEX] * len(values))
        known[name] = [parser.resolve_operand(*both) for both in zip(values, types)] if name != rule.name else ()
    found = rule.of(known, parts.attributes | {name: types[0] for name, types in parts.types.items() if types})
    if found is None:
        parser.raise_error(f"the type of `{rule.name}` of `{op}` does not follow from the rest", start)
    parts.types[rule.name] = [found]


def is_left_out(op: Operation, name: str, groups: Groups) -> bool:
    """Whether the text does without the type of this result."""
    rule = INFERRED.get(op.name)
    if rule is None or rule.name != name or rule.always_printed:
        return False
    return rule.of(groups, op.properties) == op.results[0].type


def reads_back(op: Operation, groups: Groups) -> bool:
    """Whether what the text leaves out is as it is inferred."""
    rule = INFERRED.get(op.name)
    if rule is None:
        return True
    operand = groups.get(rule.name)
    result = {"result": op.results[0].type}
    return rule.holds(groups) and (operand is None or rule.of(groups, result) == operand[0].type)


def constant(value: SSAValue) -> int | None:
    """The integer that `value` is a constant of, None if it is not one."""
    op = None if isinstance(value, ForwardDeclaredValue) else value.owner
    if isinstance(op, arith.ConstantOp) and isinstance(op.value, IntegerAttr):
        return op.value.value.data
    return None


def _pointer(_groups: Groups, given: Mapping[str, Attribute]) -> Attribute | None:
    view = given["result"]
    if not isinstance(view, pto_types.TensorViewType):
        return None
    return pto_types.PtrType(pto_types.Pointee(view.data.element))


def _partition(groups: Groups, _given: Mapping[str, Attribute]) -> Attribute | None:
    [source], sizes = groups["source"], groups["sizes"]
    if not isinstance(source.type, pto_types.TensorViewType) or len(sizes) != len(source.type.data.shape):
        return None
    shape = tuple(pto_types.DYNAMIC if (n := constant(size)) is None or n < 0 else n for size in sizes)
    return pto_types.PartitionTensorViewType(pto_types.Shaped(shape, source.type.data.element))


def _part_of_tile(groups: Groups, given: Mapping[str, Attribute]) -> Attribute | None:
    [source], sizes = groups["source"], given["sizes"]
    if not isinstance(source.type, pto_types.TileBufType) or not isinstance(sizes, ArrayAttr):
        return None
    shape = [n.value.data for n in sizes.data if isinstance(n, IntegerAttr)]
    if len(shape) != 2:
        return None
    extents = list(shape)
    for axis, name in enumerate(("valid_row", "valid_col")):
        for value in groups.get(name, ()):
            known = constant(value)
            extents[axis] = pto_types.DYNAMIC if known is None else min(known, shape[axis])
    valid = (extents[0], extents[1])
    return pto_types.TileBufType(replace(source.type.data, rows=shape[0], columns=shape[1], valid=valid))


def _both_or_none(groups: Groups) -> bool:
    return bool(groups["valid_row"]) == bool(groups["valid_col"])


INFERRED: Mapping[str, Inferred] = {
    "pto.make_tensor_view": Inferred("ptr", _pointer),
    "pto.partition_view": Inferred("result", _partition),
    "pto.subview": Inferred("result", _part_of_tile, _both_or_none, always_printed=True),
}
