"""Sort and column sum: ops with more than one form."""

from __future__ import annotations

from collections.abc import Mapping

from xdsl.ir import Attribute, Operation
from xdsl.parser import Parser
from xdsl.printer import Printer

from ptofix.mlir import table
from ptofix.mlir.handwritten.common import (
    Groups,
    OpSyntax,
    dictionary,
    is_true,
    parse_ins,
    parse_outs,
    parse_types,
    present,
    print_values,
    print_with_types,
)
from ptofix.mlir.parsed_op import ParsedOp
from ptofix.mlir.syntax import is_set, parse_attribute_value, print_dictionary


def _tmrgsort_holds(op: Operation, groups: Groups) -> bool:
    if len(groups["dsts"]) != 1:
        return False
    if groups["blockLen"]:
        return len(groups["srcs"]) == 1 and not present(groups, "tmp", "excuted") and not is_true(op, "exhausted")
    return len(groups["srcs"]) >= 2 and bool(groups["excuted"])


def _tcolsum_holds(op: Operation, groups: Groups) -> bool:
    return bool(groups["tmp"]) or not is_true(op, "isBinary")


def _parse_tmrgsort(parser: Parser, _spec: table.OpSpec, parts: ParsedOp) -> None:
    start = parser.pos
    parser.parse_keyword("ins")
    parser.parse_punctuation("(")
    operands = [parser.parse_unresolved_operand()]
    while parser.parse_optional_punctuation(","):
        operands.append(parser.parse_unresolved_operand())
    scratch = parser.parse_optional_keyword("no_tmp") is None
    if parser.parse_optional_punctuation("{"):
        parser.parse_keyword("exhausted")
        parser.parse_punctuation("=")
        parts.attributes["exhausted"] = parse_attribute_value(parser, "bool")
        parser.parse_punctuation("}")
    parser.parse_punctuation(":")
    found: list[Attribute] = [parser.parse_type()]
    while parser.parse_optional_punctuation(","):
        found.append(parser.parse_type())
    if len(found) != len(operands):
        parser.raise_error(f"{len(operands)} values but {len(found)} types in `ins` of `pto.tmrgsort`", start)
    one_list = scratch and len(operands) == 2
    sources = len(operands) - scratch
    last = "blockLen" if one_list else "tmp"
    parts.operands |= {"srcs": operands[:sources], last: operands[sources:]}
    parts.types |= {"srcs": found[:sources], last: found[sources:]}
    # Sorting one list takes one result, merging several one more for the lists that ran out.
    outs = ("dsts",) if one_list else ("dsts", "excuted")
    parse_outs(parser, parts, *outs)
    dictionary(parser, parts)


def _print_tmrgsort(printer: Printer, op: Operation, spec: table.OpSpec, groups: Groups) -> None:
    if groups["blockLen"]:
        print_with_types(printer, "ins", present(groups, "srcs", "blockLen"))
        print_with_types(printer, "outs", groups["dsts"])
    else:
        middle = "" if groups["tmp"] else " no_tmp"
        middle += f" {{exhausted = {'true' if is_true(op, 'exhausted') else 'false'}}}"
        print_with_types(printer, "ins", present(groups, "srcs", "tmp"), middle)
        print_with_types(printer, "outs", present(groups, "dsts", "excuted"))
    print_dictionary(printer, op, spec, ("exhausted",), keep_defaults=True)


def _parse_tcolsum(parser: Parser, _spec: table.OpSpec, parts: ParsedOp) -> None:
    start = parser.pos
    scratch = parse_ins(parser, parts)
    if len(scratch) > 1:
        parser.raise_error("`pto.tcolsum` takes a source and at most one scratch tile", start)
    if scratch:
        parts.operands["tmp"] = scratch
        dictionary(parser, parts)
    parser.parse_punctuation(":")
    parse_types(parser, parts, *(["src", "tmp"] if scratch else ["src"]))
    parse_outs(parser, parts, "dst")
    if not scratch:
        dictionary(parser, parts)


def _print_tcolsum(printer: Printer, op: Operation, spec: table.OpSpec, groups: Groups) -> None:
    hidden = () if is_set(op, spec.attribute_by_name["isBinary"]) else ("isBinary",)
    if groups["tmp"]:
        printer.print_string(" ins(")
        print_values(printer, *groups["src"], *groups["tmp"])
        print_dictionary(printer, op, spec, hidden, keep_defaults=True)
        printer.print_string(" : ")
        printer.print_list([v.type for v in (*groups["src"], *groups["tmp"])], printer.print_attribute)
        printer.print_string(")")
        print_with_types(printer, "outs", groups["dst"])
        return
    print_with_types(printer, "ins", groups["src"])
    print_with_types(printer, "outs", groups["dst"])
    print_dictionary(printer, op, spec, ("isBinary",), keep_defaults=True)


SYNTAXES: Mapping[str, OpSyntax] = {
    "tmrgsort": OpSyntax(_parse_tmrgsort, _print_tmrgsort, _tmrgsort_holds),
    "tcolsum": OpSyntax(_parse_tcolsum, _print_tcolsum, _tcolsum_holds),
}
