"""Flags between cores, `syncall`, `get_buf`, `rls_buf`, `cmo.cacheinvalid`."""

from __future__ import annotations

from collections.abc import Mapping

from xdsl.dialects.builtin import IntegerAttr, i32
from xdsl.ir import Attribute, Operation
from xdsl.parser import Parser, UnresolvedOperand
from xdsl.printer import Printer

from ptofix.mlir import pto_types, table
from ptofix.mlir.handwritten.common import (
    Groups,
    OpSyntax,
    dictionary,
    parse_types,
    print_values,
)
from ptofix.mlir.parsed_op import ParsedOp
from ptofix.mlir.syntax import parse_attribute_value, print_attribute_value, print_dictionary

_GM = "gm"

# Operands of a soft barrier by the cores that take part; `used_cores` may follow.
_SYNCALL_OPERANDS = {
    "aiv_only": ("gm_workspace", "ub_workspace"),
    "aic_only": ("gm_workspace", "l1_workspace"),
    "mix": ("gm_workspace", "ub_workspace", "l1_workspace"),
}


def _syncall_operands(spec: table.OpSpec, cores: str) -> tuple[str, ...]:
    """Operands of a soft barrier before `used_cores`, as far as the version has them."""
    known = {operand.name for operand in spec.operands}
    return tuple(name for name in _SYNCALL_OPERANDS[cores] if name in known)


def _parse_syncall(parser: Parser, spec: table.OpSpec, parts: ParsedOp) -> None:
    start = parser.pos
    parser.parse_punctuation("(")
    operands: list[UnresolvedOperand] = []
    found: list[Attribute] = []
    if not parser.parse_optional_punctuation(")"):
        operands.append(parser.parse_unresolved_operand())
        while parser.parse_optional_punctuation(","):
            operands.append(parser.parse_unresolved_operand())
        parser.parse_punctuation(":")
        found.append(parser.parse_type())
        while parser.parse_optional_punctuation(","):
            found.append(parser.parse_type())
        parser.parse_punctuation(")")
    for number, (name, kind) in enumerate((("mode", "sync_all_mode"), ("core_type", "sync_core_type"))):
        if number:
            parser.parse_punctuation(",")
        parser.parse_keyword(name)
        parser.parse_punctuation("=")
        parts.attributes[name] = parse_attribute_value(parser, kind)
    cores = parts.attributes["core_type"]
    assert isinstance(cores, pto_types.PtoEnumAttr)
    names = (*_syncall_operands(spec, cores.data), "used_cores")
    if len(operands) != len(found) or len(operands) not in (0, len(names) - 1, len(names)):
        parser.raise_error(f"`pto.syncall` of {cores.data} takes {', '.join(names[:-1])} and perhaps used_cores", start)
    for name, operand, kind_found in zip(names, operands, found, strict=False):
        parts.operands[name], parts.types[name] = [operand], [kind_found]
    dictionary(parser, parts)


def _print_syncall(printer: Printer, op: Operation, spec: table.OpSpec, groups: Groups) -> None:
    values = tuple(op.operands)
    printer.print_string("(")
    if values:
        print_values(printer, *values)
        printer.print_string(" : ")
        printer.print_list([v.type for v in values], printer.print_attribute)
    printer.print_string(") mode = ")
    printer.print_attribute(op.properties["mode"])
    printer.print_string(", core_type = ")
    printer.print_attribute(op.properties["core_type"])
    print_dictionary(printer, op, spec, ("mode", "core_type", *groups), keep_defaults=True)


def _parse_buffer_sync(parser: Parser, _spec: table.OpSpec, parts: ParsedOp) -> None:
    start = parser.pos
    token = parser.parse_optional_str_literal()
    if token is not None:
        kind = "pipe" if token in table.enums()["pipe"].all_cases else "pipe_event_type"
        if token not in table.enums()[kind].all_cases:
            parser.raise_error(f"`{token}` names neither a pipe nor an op type", start)
        parts.attributes["op_type"] = pto_types.enum_classes()[kind](token)
    else:
        parser.parse_punctuation("[")
        parts.attributes["op_type"] = parser.parse_attribute()
    parser.parse_punctuation(",")
    parts.attributes["buf_id"] = parse_attribute_value(parser, "i32")
    mode = 0
    if parser.parse_optional_punctuation(","):
        mode = parser.parse_integer(allow_boolean=False)
    if token is None:
        parser.parse_punctuation("]")
    dictionary(parser, parts)
    parts.attributes.setdefault("mode", IntegerAttr(mode, i32))


def _print_buffer_sync(printer: Printer, op: Operation, spec: table.OpSpec, _groups: Groups) -> None:
    owner = op.properties["op_type"]
    by_name = isinstance(owner, pto_types.PtoEnumAttr) and owner.spec.name == "pipe"
    if by_name and isinstance(owner, pto_types.PtoEnumAttr):
        printer.print_string(f' "{owner.data}"')
    else:
        printer.print_string("[")
        printer.print_attribute(owner)
    for name in ("buf_id", "mode"):
        printer.print_string(", ")
        print_attribute_value(printer, op.properties.get(name, IntegerAttr(0, i32)), "i32")
    printer.print_string("" if by_name else "]")
    print_dictionary(printer, op, spec, ("op_type", "buf_id", "mode"), keep_defaults=True)


def _syncall_holds(op: Operation, groups: Groups) -> bool:
    mode, cores = op.properties["mode"], op.properties["core_type"]
    if not isinstance(mode, pto_types.PtoEnumAttr) or not isinstance(cores, pto_types.PtoEnumAttr):
        return False
    if mode.data == "hard":
        return not op.operands
    given = tuple(name for name, values in groups.items() if values and name != "used_cores")
    return given == tuple(name for name in _SYNCALL_OPERANDS[cores.data] if name in groups)


def _parse_cache_invalidation(parser: Parser, _spec: table.OpSpec, parts: ParsedOp) -> None:
    if parser.parse_optional_keyword("all"):
        parts.attributes["space"] = parser.parse_attribute()
    else:
        parts.operands["addr"] = [parser.parse_unresolved_operand()]
        parser.parse_keyword("single_cache_line")
        parser.parse_punctuation(":")
        parse_types(parser, parts, "addr")
        parts.attributes["space"] = pto_types.enum_classes()["address_space"](_GM)
    dictionary(parser, parts)


def _print_cache_invalidation(printer: Printer, op: Operation, spec: table.OpSpec, groups: Groups) -> None:
    if groups["addr"]:
        printer.print_string(" ")
        print_values(printer, *groups["addr"])
        printer.print_string(" single_cache_line : ")
        printer.print_attribute(groups["addr"][0].type)
    else:
        printer.print_string(" all ")
        printer.print_attribute(op.properties["space"])
    print_dictionary(printer, op, spec, ("space",), keep_defaults=True)


def _cache_invalidation_holds(op: Operation, groups: Groups) -> bool:
    space = op.properties["space"]
    return not groups["addr"] or (isinstance(space, pto_types.PtoEnumAttr) and space.data == _GM)


SYNTAXES: Mapping[str, OpSyntax] = {
    "syncall": OpSyntax(_parse_syncall, _print_syncall, _syncall_holds),
    "cache_invalidation": OpSyntax(_parse_cache_invalidation, _print_cache_invalidation, _cache_invalidation_holds),
    "buffer_sync": OpSyntax(_parse_buffer_sync, _print_buffer_sync),
}
