"""Views: `make_tensor_view`, `partition_view`, `subview`; two of them infer their result type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xdsl.dialects import arith
from xdsl.dialects.builtin import ArrayAttr, IntegerAttr, i64
from xdsl.ir import Attribute, Operation, SSAValue
from xdsl.parser import Parser
from xdsl.parser.core import ForwardDeclaredValue
from xdsl.printer import Printer

from ptofix.mlir import pto_types, table
from ptofix.mlir.handwritten.common import (
    INDEX,
    Groups,
    OpSyntax,
    bracketed,
    dictionary,
    parse_types,
    present,
    print_values,
)
from ptofix.mlir.syntax import Parts, print_dictionary


def _parse_make_tensor_view(parser: Parser, spec: table.OpSpec, parts: Parts) -> None:  # noqa: ARG001
    start = parser.pos
    parts.operands["ptr"] = [parser.parse_unresolved_operand()]
    for word, name in (("shape", "shape"), ("strides", "strides")):
        parts.operands[name] = bracketed(parser, ",", word)
    dictionary(parser, parts)
    parser.parse_punctuation(":")
    parse_types(parser, parts, "result")
    view = parts.types["result"][0]
    if not isinstance(view, pto_types.TensorViewType):
        parser.raise_error("the result of `pto.make_tensor_view` must be a `!pto.tensor_view`", start)
    parts.types["ptr"] = [pto_types.PtrType(pto_types.Pointee(view.data.element))]
    for name in ("shape", "strides"):
        parts.types[name] = [INDEX] * len(parts.operands[name])


def _print_make_tensor_view(printer: Printer, op: Operation, spec: table.OpSpec, groups: Groups) -> None:
    printer.print_string(" ")
    print_values(printer, *groups["ptr"])
    for name in ("shape", "strides"):
        printer.print_string(f", {name} = [")
        print_values(printer, *groups[name])
        printer.print_string("]")
    print_dictionary(printer, op, spec, (), keep_defaults=True)
    printer.print_string(" : ")
    printer.print_attribute(op.results[0].type)


def _make_tensor_view_holds(op: Operation, groups: Groups) -> bool:
    view = op.results[0].type
    if not isinstance(view, pto_types.TensorViewType):
        return False
    return groups["ptr"][0].type == pto_types.PtrType(pto_types.Pointee(view.data.element))


def _parse_partition_view(parser: Parser, spec: table.OpSpec, parts: Parts) -> None:  # noqa: ARG001
    start = parser.pos
    parts.operands["source"] = [parser.parse_unresolved_operand()]
    for name in ("offsets", "sizes"):
        parts.operands[name] = bracketed(parser, ",", name)
        parts.types[name] = [INDEX] * len(parts.operands[name])
    dictionary(parser, parts)
    parser.parse_punctuation(":")
    parse_types(parser, parts, "source")
    if parser.parse_optional_punctuation("->"):
        parse_types(parser, parts, "result")
        return
    sizes = [parser.resolve_operand(operand, INDEX) for operand in parts.operands["sizes"]]
    result = _partition_type(parts.types["source"][0], sizes)
    if result is None:
        parser.raise_error("the result type of `pto.partition_view` does not follow from its operands", start)
    parts.types["result"] = [result]


def _partition_type(source: Attribute, sizes: Sequence[SSAValue]) -> Attribute | None:
    """The type that follows from constant `sizes`; None if their number does not fit."""
    if not isinstance(source, pto_types.TensorViewType) or len(sizes) != len(source.data.shape):
        return None
    shape = tuple(pto_types.DYNAMIC if (n := constant(size)) is None or n < 0 else n for size in sizes)
    return pto_types.PartitionTensorViewType(pto_types.Shaped(shape, source.data.element))


def _print_partition_view(printer: Printer, op: Operation, spec: table.OpSpec, groups: Groups) -> None:
    printer.print_string(" ")
    print_values(printer, *groups["source"])
    for name in ("offsets", "sizes"):
        printer.print_string(f", {name} = [")
        print_values(printer, *groups[name])
        printer.print_string("]")
    print_dictionary(printer, op, spec, (), keep_defaults=True)
    source = groups["source"][0].type
    printer.print_string(" : ")
    printer.print_attribute(source)
    if _partition_type(source, groups["sizes"]) != op.results[0].type:
        printer.print_string(" -> ")
        printer.print_attribute(op.results[0].type)


def _parse_subview(parser: Parser, spec: table.OpSpec, parts: Parts) -> None:  # noqa: ARG001
    start = parser.pos
    parts.operands["source"] = [parser.parse_unresolved_operand()]
    parts.operands["offsets"] = bracketed(parser)
    parts.types["offsets"] = [INDEX] * len(parts.operands["offsets"])
    parser.parse_keyword("sizes")
    sizes = parser.parse_attribute()
    parts.attributes["sizes"] = sizes
    valid: list[SSAValue] = []
    if parser.parse_optional_keyword("valid"):
        operands = bracketed(parser)
        if len(operands) != 2:
            parser.raise_error("`valid` of `pto.subview` takes two values", start)
        for name, operand in zip(("valid_row", "valid_col"), operands, strict=True):
            parts.operands[name] = [operand]
            valid.append(parser.resolve_operand(operand, INDEX))
    dictionary(parser, parts)
    parser.parse_punctuation(":")
    parse_types(parser, parts, "source")
    if parser.parse_optional_punctuation("->"):
        parse_types(parser, parts, "result")
        return
    result = _subview_type(parts.types["source"][0], sizes, valid)
    if result is None:
        parser.raise_error("the result type of `pto.subview` does not follow from its operands", start)
    parts.types["result"] = [result]


def _subview_type(source: Attribute, sizes: Attribute, valid: list[SSAValue]) -> Attribute | None:
    if not isinstance(source, pto_types.TileBufType) or not isinstance(sizes, ArrayAttr):
        return None
    shape = [n.value.data for n in sizes.data if isinstance(n, IntegerAttr)]
    if len(shape) != 2:
        return None
    extents = list(shape)
    for axis, value in enumerate(valid):
        known = constant(value)
        extents[axis] = pto_types.DYNAMIC if known is None else min(known, shape[axis])
    tile = source.data
    return pto_types.TileBufType(
        pto_types.Tile(
            tile.space,
            shape[0],
            shape[1],
            tile.element,
            (extents[0], extents[1]),
            tile.blayout,
            tile.slayout,
            tile.fractal,
            tile.pad,
            tile.compact,
        )
    )


def _print_subview(printer: Printer, op: Operation, spec: table.OpSpec, groups: Groups) -> None:
    printer.print_string(" ")
    print_values(printer, *groups["source"])
    printer.print_string("[")
    print_values(printer, *groups["offsets"])
    printer.print_string("] sizes ")
    sizes = op.properties["sizes"]
    if isinstance(sizes, ArrayAttr) and all(isinstance(n, IntegerAttr) and n.type == i64 for n in sizes.data):
        printer.print_string(f"[{', '.join(str(n.value.data) for n in sizes.data)}]")
    else:
        printer.print_attribute(sizes)
    if groups["valid_row"]:
        printer.print_string(" valid [")
        print_values(printer, *present(groups, "valid_row", "valid_col"))
        printer.print_string("]")
    print_dictionary(printer, op, spec, ("sizes",), keep_defaults=True)
    printer.print_string(" : ")
    printer.print_attribute(groups["source"][0].type)
    printer.print_string(" -> ")
    printer.print_attribute(op.results[0].type)


def constant(value: SSAValue) -> int | None:
    """The integer that `value` is a constant of, None if it is not one."""
    op = None if isinstance(value, ForwardDeclaredValue) else value.owner
    if isinstance(op, arith.ConstantOp) and isinstance(op.value, IntegerAttr):
        return op.value.value.data
    return None


def _subview_holds(op: Operation, groups: Groups) -> bool:  # noqa: ARG001
    return bool(groups["valid_row"]) == bool(groups["valid_col"])


SYNTAXES: Mapping[str, OpSyntax] = {
    "make_tensor_view": OpSyntax(_parse_make_tensor_view, _print_make_tensor_view, _make_tensor_view_holds),
    "partition_view": OpSyntax(_parse_partition_view, _print_partition_view),
    "subview": OpSyntax(_parse_subview, _print_subview, _subview_holds),
}
