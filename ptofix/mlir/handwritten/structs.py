"""`struct_get` and `struct_set`: a field of a struct by its path."""

from __future__ import annotations

from collections.abc import Mapping

from xdsl.dialects.builtin import DenseArrayBase, i64
from xdsl.ir import Operation
from xdsl.parser import Parser
from xdsl.printer import Printer

from ptofix.mlir import table
from ptofix.mlir.handwritten.common import Groups, OpSyntax, dictionary, parse_types, print_values
from ptofix.mlir.syntax import Parts, print_dictionary


def _parse_access(parser: Parser, spec: table.OpSpec, parts: Parts) -> None:
    parts.operands["s"] = [parser.parse_unresolved_operand()]
    path = parser.parse_comma_separated_list(parser.Delimiter.SQUARE, lambda: parser.parse_integer(allow_boolean=False))
    parts.attributes["path"] = DenseArrayBase.from_list(i64, path)
    sets = not spec.results
    if sets:
        parser.parse_punctuation(",")
        parts.operands["value"] = [parser.parse_unresolved_operand()]
    dictionary(parser, parts)
    parser.parse_punctuation(":")
    parse_types(parser, parts, "s")
    parser.parse_punctuation("," if sets else "->")
    parse_types(parser, parts, "value")


def _print_access(printer: Printer, op: Operation, spec: table.OpSpec, groups: Groups) -> None:
    path = op.properties["path"]
    assert isinstance(path, DenseArrayBase)
    printer.print_string(" ")
    print_values(printer, *groups["s"])
    printer.print_string(f"[{', '.join(str(n) for n in path.get_values())}]")
    if not spec.results:
        printer.print_string(", ")
        print_values(printer, *groups["value"])
    print_dictionary(printer, op, spec, ("path",), keep_defaults=True)
    printer.print_string(" : ")
    printer.print_attribute(groups["s"][0].type)
    printer.print_string(" -> " if spec.results else ", ")
    printer.print_attribute(op.results[0].type if spec.results else groups["value"][0].type)


def _holds(op: Operation, groups: Groups) -> bool:  # noqa: ARG001
    return isinstance(op.properties["path"], DenseArrayBase)


SYNTAXES: Mapping[str, OpSyntax] = {"struct_access": OpSyntax(_parse_access, _print_access, _holds)}
