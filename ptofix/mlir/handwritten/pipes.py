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
)
from ptofix.mlir.parsed_op import ParsedOp
from ptofix.mlir.syntax import is_set, parse_attribute_value, print_attribute_value, print_dictionary


def _parse_initialize_pipe(parser: Parser, spec: table.OpSpec, parts: ParsedOp) -> None:
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


SYNTAXES: Mapping[str, OpSyntax] = {
    "initialize_pipe": OpSyntax(_parse_initialize_pipe, _print_initialize_pipe),
}
