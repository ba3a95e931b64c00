"""What the hand-written parsers and printers share."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct
from xdsl.dialects.builtin import IntegerAttr
from xdsl.ir import Operation, SSAValue
from xdsl.parser import Parser, UnresolvedOperand
from xdsl.printer import Printer

from ptofix.mlir import table
from ptofix.mlir.parsed_op import ParsedOp

Groups = Mapping[str, tuple[SSAValue, ...]]


class OpSyntax(Struct, frozen=True):
    """The custom syntax of one op, or of several with the same."""

    parse: Callable[[Parser, table.OpSpec, ParsedOp], None]
    print: Callable[[Printer, Operation, table.OpSpec, Groups], None]
    holds: Callable[[Operation, Groups], bool] = lambda op, groups: True  # noqa: ARG005
    """Whether the custom form can hold all that an op has; otherwise it must be printed in generic form."""


def dictionary(parser: Parser, parts: ParsedOp) -> None:
    parts.attributes |= parser.parse_optional_attr_dict()


def parse_types(parser: Parser, parts: ParsedOp, *names: str) -> None:
    """Types of `names`, joined by commas."""
    for number, name in enumerate(names):
        if number:
            parser.parse_punctuation(",")
        parts.types.setdefault(name, []).append(parser.parse_type())


def parse_outs(parser: Parser, parts: ParsedOp, *names: str) -> None:
    """`) outs(%a, %b : ta, tb)`"""
    parser.parse_punctuation(")")
    parser.parse_keyword("outs")
    parser.parse_punctuation("(")
    for number, name in enumerate(names):
        if number:
            parser.parse_punctuation(",")
        parts.operands[name] = [parser.parse_unresolved_operand()]
    parser.parse_punctuation(":")
    parse_types(parser, parts, *names)
    parser.parse_punctuation(")")


def parse_ins(parser: Parser, parts: ParsedOp) -> list[UnresolvedOperand]:
    """`ins(%src, …`: the first operand is `src`, the others are returned; stops at what is not an operand."""
    parser.parse_keyword("ins")
    parser.parse_punctuation("(")
    parts.operands["src"] = [parser.parse_unresolved_operand()]
    others: list[UnresolvedOperand] = []
    while parser.parse_optional_punctuation(","):
        operand = parser.parse_optional_unresolved_operand()
        if operand is None:
            return others
        others.append(operand)
    return others


def print_values(printer: Printer, *values: SSAValue) -> None:
    printer.print_list(values, printer.print_operand)


def print_with_types(printer: Printer, word: str, values: tuple[SSAValue, ...], middle: str = "") -> None:
    """`word(%a, %b<middle> : ta, tb)`"""
    printer.print_string(f" {word}(")
    print_values(printer, *values)
    printer.print_string(f"{middle} : ")
    printer.print_list([v.type for v in values], printer.print_attribute)
    printer.print_string(")")


def present(groups: Groups, *names: str) -> tuple[SSAValue, ...]:
    return tuple(value for name in names for value in groups.get(name, ()))


def is_true(op: Operation, name: str) -> bool:
    value = op.properties.get(name)
    return isinstance(value, IntegerAttr) and value.value.data != 0
