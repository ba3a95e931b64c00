"""Set-up of slot pipes, and `tfree`."""

from __future__ import annotations

from collections.abc import Mapping

from xdsl.ir import Operation
from xdsl.parser import Parser
from xdsl.printer import Printer

from ptofix.mlir import table
from ptofix.mlir.handwritten.common import (
    Groups,
    OpSyntax,
    dictionary,
    parse_types,
    present,
    print_values,
)
from ptofix.mlir.syntax import Parts, is_set, parse_attribute_value, print_attribute_value, print_dictionary


def _parse_initialize_pipe(parser: Parser, spec: table.OpSpec, parts: Parts) -> None:
    def clause() -> None:
        position = parser.pos
        name = parser.parse_identifier()
        attribute = spec.attribute_by_name.get(name)
        if attribute is None or name in parts.attributes:
            parser.raise_error(f"`{name}` is given twice or is no clause of `{spec.name}`", position)
        parser.parse_punctuation("=")
        parts.attributes[name] = parse_attribute_value(parser, attribute.kind)

    def operand() -> None:
        position = parser.pos
        name = parser.parse_identifier()
        if name in parts.operands or name not in (o.name for o in spec.operands):
            parser.raise_error(f"`{name}` is given twice or is no operand of `{spec.name}`", position)
        parser.parse_punctuation("=")
        parts.operands[name] = [parser.parse_unresolved_operand()]
        parser.parse_punctuation(":")
        parts.types[name] = [parser.parse_type()]

    parser.parse_comma_separated_list(parser.Delimiter.BRACES, clause)
    parser.parse_comma_separated_list(parser.Delimiter.PAREN, operand)
    dictionary(parser, parts)


def _print_initialize_pipe(printer: Printer, op: Operation, spec: table.OpSpec, groups: Groups) -> None:
    printer.print_string(" {")
    clauses = [a for a in spec.attributes if a.name in op.properties and (a.default is None or is_set(op, a))]
    for number, attribute in enumerate(clauses):
        printer.print_string(f"{', ' if number else ''}{attribute.name} = ")
        print_attribute_value(printer, op.properties[attribute.name], attribute.kind)
    printer.print_string("}(")
    present = [(name, values[0]) for name, values in groups.items() if values]
    for number, (name, value) in enumerate(present):
        printer.print_string(f"{', ' if number else ''}{name} = ")
        printer.print_operand(value)
        printer.print_string(" : ")
        printer.print_attribute(value.type)
    printer.print_string(")")
    print_dictionary(printer, op, spec, [a.name for a in spec.attributes], keep_defaults=True)


def _parse_tfree(parser: Parser, spec: table.OpSpec, parts: Parts) -> None:  # noqa: ARG001
    parser.parse_punctuation("(")
    names = ["pipe_handle"]
    parts.operands["pipe_handle"] = [parser.parse_unresolved_operand()]
    if parser.parse_optional_punctuation(","):
        names = ["entry", "pipe_handle"]
        parts.operands["entry"] = parts.operands["pipe_handle"]
        parts.operands["pipe_handle"] = [parser.parse_unresolved_operand()]
    parser.parse_punctuation(":")
    parse_types(parser, parts, *names)
    parser.parse_punctuation(")")
    parser.parse_punctuation("{")
    parser.parse_keyword("split")
    parser.parse_punctuation("=")
    parts.attributes["split"] = parse_attribute_value(parser, "i8")
    parser.parse_punctuation("}")
    dictionary(parser, parts)


def _print_tfree(printer: Printer, op: Operation, spec: table.OpSpec, groups: Groups) -> None:
    values = present(groups, "entry", "pipe_handle")
    printer.print_string("(")
    print_values(printer, *values)
    printer.print_string(" : ")
    printer.print_list([v.type for v in values], printer.print_attribute)
    printer.print_string(") {split = ")
    print_attribute_value(printer, op.properties["split"], "i8")
    printer.print_string("}")
    print_dictionary(printer, op, spec, ("split",), keep_defaults=True)


SYNTAXES: Mapping[str, OpSyntax] = {
    "initialize_pipe": OpSyntax(_parse_initialize_pipe, _print_initialize_pipe),
    "tfree": OpSyntax(_parse_tfree, _print_tfree),
}
