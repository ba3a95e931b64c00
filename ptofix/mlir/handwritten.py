"""Ops whose custom syntax the `asm` notation cannot describe: one parser and one printer each.

A parser fills `Parts` from the text after the op's name; a printer writes that text. The syntax is the assembler's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from xdsl.dialects import arith
from xdsl.dialects.builtin import ArrayAttr, IndexType, IntegerAttr, i32, i64
from xdsl.ir import Attribute, Operation, SSAValue
from xdsl.parser import Parser, UnresolvedOperand
from xdsl.parser.core import ForwardDeclaredValue
from xdsl.printer import Printer

from ptofix.mlir import pto_types, table
from ptofix.mlir.syntax import Parts, is_set, parse_attribute_value, print_attribute_value, print_dictionary

INDEX = IndexType()
Groups = Mapping[str, tuple[SSAValue, ...]]


@dataclass(frozen=True)
class Syntax:
    """The custom syntax of one op, or of several with the same."""

    parse: Callable[[Parser, table.OpSpec, Parts], None]
    print: Callable[[Printer, Operation, table.OpSpec, Groups], None]
    holds: Callable[[Operation, Groups], bool] = lambda op, groups: True  # noqa: ARG005
    """Whether the custom form can hold all that an op has; otherwise it must be printed in generic form."""


def _bracketed(parser: Parser, opening: str = "", word: str = "") -> list[UnresolvedOperand]:
    """`word = [%a, %b]`, or `[%a, %b]` without `word`."""
    if opening:
        parser.parse_punctuation(",")
    if word:
        parser.parse_keyword(word)
        parser.parse_punctuation("=")
    return parser.parse_comma_separated_list(parser.Delimiter.SQUARE, parser.parse_unresolved_operand)


def _dictionary(parser: Parser, parts: Parts) -> None:
    parts.attributes |= parser.parse_optional_attr_dict()


def _types(parser: Parser, parts: Parts, *names: str) -> None:
    """Types of `names`, joined by commas."""
    for number, name in enumerate(names):
        if number:
            parser.parse_punctuation(",")
        parts.types.setdefault(name, []).append(parser.parse_type())


def _outs(parser: Parser, parts: Parts, *names: str) -> None:
    """`) outs(%a, %b : ta, tb)`"""
    parser.parse_punctuation(")")
    parser.parse_keyword("outs")
    parser.parse_punctuation("(")
    for number, name in enumerate(names):
        if number:
            parser.parse_punctuation(",")
        parts.operands[name] = [parser.parse_unresolved_operand()]
    parser.parse_punctuation(":")
    _types(parser, parts, *names)
    parser.parse_punctuation(")")


def _ins(parser: Parser, parts: Parts) -> list[UnresolvedOperand]:
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


def _print_values(printer: Printer, *values: SSAValue) -> None:
    printer.print_list(values, printer.print_operand)


def _print_with_types(printer: Printer, word: str, values: tuple[SSAValue, ...], middle: str = "") -> None:
    """`word(%a, %b<middle> : ta, tb)`"""
    printer.print_string(f" {word}(")
    _print_values(printer, *values)
    printer.print_string(f"{middle} : ")
    printer.print_list([v.type for v in values], printer.print_attribute)
    printer.print_string(")")


def _optional(groups: Groups, *names: str) -> tuple[SSAValue, ...]:
    return tuple(value for name in names for value in groups.get(name, ()))


# --- views -----------------------------------------------------------------------------------------------------------


def _parse_make_tensor_view(parser: Parser, spec: table.OpSpec, parts: Parts) -> None:  # noqa: ARG001
    parts.operands["ptr"] = [parser.parse_unresolved_operand()]
    for word, name in (("shape", "shape"), ("strides", "strides")):
        parts.operands[name] = _bracketed(parser, ",", word)
    _dictionary(parser, parts)
    parser.parse_punctuation(":")
    _types(parser, parts, "result")
    view = parts.types["result"][0]
    if not isinstance(view, pto_types.TensorViewType):
        parser.raise_error("the result of `pto.make_tensor_view` must be a `!pto.tensor_view`")
    parts.types["ptr"] = [pto_types.PtrType(pto_types.Pointer(view.data.element))]
    for name in ("shape", "strides"):
        parts.types[name] = [INDEX] * len(parts.operands[name])


def _print_make_tensor_view(printer: Printer, op: Operation, spec: table.OpSpec, groups: Groups) -> None:
    printer.print_string(" ")
    _print_values(printer, *groups["ptr"])
    for name in ("shape", "strides"):
        printer.print_string(f", {name} = [")
        _print_values(printer, *groups[name])
        printer.print_string("]")
    print_dictionary(printer, op, spec, (), keep_defaults=True)
    printer.print_string(" : ")
    printer.print_attribute(op.results[0].type)


def _parse_partition_view(parser: Parser, spec: table.OpSpec, parts: Parts) -> None:  # noqa: ARG001
    parts.operands["source"] = [parser.parse_unresolved_operand()]
    for name in ("offsets", "sizes"):
        parts.operands[name] = _bracketed(parser, ",", name)
        parts.types[name] = [INDEX] * len(parts.operands[name])
    _dictionary(parser, parts)
    parser.parse_punctuation(":")
    _types(parser, parts, "source")
    if parser.parse_optional_punctuation("->"):
        _types(parser, parts, "result")
        return
    sizes = [parser.resolve_operand(operand, INDEX) for operand in parts.operands["sizes"]]
    result = _partition_type(parts.types["source"][0], sizes)
    if result is None:
        parser.raise_error("the result type of `pto.partition_view` does not follow from its operands")
    parts.types["result"] = [result]


def _partition_type(source: Attribute, sizes: Sequence[SSAValue]) -> Attribute | None:
    """The type that follows from constant `sizes`; None if their number does not fit."""
    if not isinstance(source, pto_types.TensorViewType) or len(sizes) != len(source.data.shape):
        return None
    shape = tuple(pto_types.DYNAMIC if (n := constant(size)) is None or n < 0 else n for size in sizes)
    return pto_types.PartitionTensorViewType(pto_types.Shaped(shape, source.data.element))


def _print_partition_view(printer: Printer, op: Operation, spec: table.OpSpec, groups: Groups) -> None:
    printer.print_string(" ")
    _print_values(printer, *groups["source"])
    for name in ("offsets", "sizes"):
        printer.print_string(f", {name} = [")
        _print_values(printer, *groups[name])
        printer.print_string("]")
    print_dictionary(printer, op, spec, (), keep_defaults=True)
    source = groups["source"][0].type
    printer.print_string(" : ")
    printer.print_attribute(source)
    if _partition_type(source, groups["sizes"]) != op.results[0].type:
        printer.print_string(" -> ")
        printer.print_attribute(op.results[0].type)


def _parse_subview(parser: Parser, spec: table.OpSpec, parts: Parts) -> None:  # noqa: ARG001
    parts.operands["source"] = [parser.parse_unresolved_operand()]
    parts.operands["offsets"] = _bracketed(parser)
    parts.types["offsets"] = [INDEX] * len(parts.operands["offsets"])
    parser.parse_keyword("sizes")
    sizes = parser.parse_attribute()
    parts.attributes["sizes"] = sizes
    valid: list[SSAValue] = []
    if parser.parse_optional_keyword("valid"):
        operands = _bracketed(parser)
        if len(operands) != 2:
            parser.raise_error("`valid` of `pto.subview` takes two values")
        for name, operand in zip(("valid_row", "valid_col"), operands, strict=True):
            parts.operands[name] = [operand]
            valid.append(parser.resolve_operand(operand, INDEX))
    _dictionary(parser, parts)
    parser.parse_punctuation(":")
    _types(parser, parts, "source")
    if parser.parse_optional_punctuation("->"):
        _types(parser, parts, "result")
        return
    result = _subview_type(parts.types["source"][0], sizes, valid)
    if result is None:
        parser.raise_error("the result type of `pto.subview` does not follow from its operands")
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
    _print_values(printer, *groups["source"])
    printer.print_string("[")
    _print_values(printer, *groups["offsets"])
    printer.print_string("] sizes ")
    sizes = op.properties["sizes"]
    if isinstance(sizes, ArrayAttr) and all(isinstance(n, IntegerAttr) and n.type == i64 for n in sizes.data):
        printer.print_string(f"[{', '.join(str(n.value.data) for n in sizes.data)}]")
    else:
        printer.print_attribute(sizes)
    if groups["valid_row"]:
        printer.print_string(" valid [")
        _print_values(printer, *_optional(groups, "valid_row", "valid_col"))
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


# --- gather, scatter, sort, column sum -----------------------------------------------------------------------------


def _parse_mask_pattern(parser: Parser, parts: Parts) -> bool:
    """`{maskPattern = #pto.mask_pattern<P0101>}`, if it comes next."""
    if not parser.parse_optional_punctuation("{"):
        return False
    parser.parse_keyword("maskPattern")
    parser.parse_punctuation("=")
    parts.attributes["maskPattern"] = parse_attribute_value(parser, "mask_pattern")
    parser.parse_punctuation("}")
    return True


def _parse_tgather(parser: Parser, spec: table.OpSpec, parts: Parts) -> None:  # noqa: ARG001
    others = _ins(parser, parts)
    if len(others) > 2 or (others and _parse_mask_pattern(parser, parts)):
        parser.raise_error("`pto.tgather` takes a source with either a mask pattern or at most two more operands")
    if not others:
        _parse_mask_pattern(parser, parts)
    parser.parse_punctuation(":")
    _types(parser, parts, "src")
    other_types = []
    for _ in others:
        parser.parse_punctuation(",")
        other_types.append(parser.parse_type())
    parser.parse_punctuation(")")
    parser.parse_keyword("outs")
    parser.parse_punctuation("(")
    parts.operands["dst"] = [parser.parse_unresolved_operand()]
    compare = parser.parse_optional_punctuation(",") is not None
    if compare:
        parts.operands["cdst"] = [parser.parse_unresolved_operand()]
    parser.parse_punctuation(":")
    _types(parser, parts, *(["dst", "cdst"] if compare else ["dst"]))
    parser.parse_punctuation(")")
    if parser.parse_optional_keyword("maskPattern"):
        parser.parse_punctuation("=")
        parts.attributes["maskPattern"] = parse_attribute_value(parser, "mask_pattern")
    _dictionary(parser, parts)
    if "maskPattern" in parts.attributes and (others or compare):
        parser.raise_error("`pto.tgather` by mask pattern takes no other operands")
    for name, operand, found in zip(("kValue" if compare else "indices", "tmp"), others, other_types, strict=False):
        parts.operands[name], parts.types[name] = [operand], [found]


def _print_tgather(printer: Printer, op: Operation, spec: table.OpSpec, groups: Groups) -> None:
    if "maskPattern" in op.properties:
        _print_masked(printer, op, groups)
    else:
        _print_with_types(printer, "ins", _optional(groups, "src", "kValue", "indices", "tmp"))
    _print_with_types(printer, "outs", _optional(groups, "dst", "cdst"))
    print_dictionary(printer, op, spec, ("maskPattern",), keep_defaults=True)


def _print_masked(printer: Printer, op: Operation, groups: Groups) -> None:
    printer.print_string(" ins(")
    _print_values(printer, *groups["src"])
    printer.print_string(", {maskPattern = ")
    printer.print_attribute(op.properties["maskPattern"])
    printer.print_string("} : ")
    printer.print_attribute(groups["src"][0].type)
    printer.print_string(")")


def _parse_tscatter(parser: Parser, spec: table.OpSpec, parts: Parts) -> None:  # noqa: ARG001
    others = _ins(parser, parts)
    if len(others) != (0 if _parse_mask_pattern(parser, parts) else 1):
        parser.raise_error("`pto.tscatter` takes a source with either indexes or a mask pattern")
    parser.parse_punctuation(":")
    _types(parser, parts, "src")
    if others:
        parts.operands["indexes"] = others
        parser.parse_punctuation(",")
        _types(parser, parts, "indexes")
    _outs(parser, parts, "dst")
    _dictionary(parser, parts)
    if others and "maskPattern" in parts.attributes:
        parser.raise_error("`pto.tscatter` by mask pattern takes no indexes")


def _tgather_holds(op: Operation, groups: Groups) -> bool:
    if "maskPattern" in op.properties:
        return not _optional(groups, "cdst", "kValue", "indices", "tmp")
    return bool(groups["indices"]) != bool(groups["kValue"]) and bool(groups["cdst"]) == bool(groups["kValue"])


def _tscatter_holds(op: Operation, groups: Groups) -> bool:
    return ("maskPattern" in op.properties) != bool(groups["indexes"])


def _tmrgsort_holds(op: Operation, groups: Groups) -> bool:
    if len(groups["dsts"]) != 1:
        return False
    if groups["blockLen"]:
        return len(groups["srcs"]) == 1 and not _optional(groups, "tmp", "excuted") and not _is_true(op, "exhausted")
    return len(groups["srcs"]) >= 2 and len(_optional(groups, "tmp", "excuted")) == 2


def _tcolsum_holds(op: Operation, groups: Groups) -> bool:
    return bool(groups["tmp"]) or not _is_true(op, "isBinary")


def _syncall_holds(op: Operation, groups: Groups) -> bool:
    mode, cores = op.properties["mode"], op.properties["core_type"]
    if not isinstance(mode, pto_types.PtoEnumAttr) or not isinstance(cores, pto_types.PtoEnumAttr):
        return False
    if mode.data == "hard":
        return not op.operands
    return (
        tuple(name for name, values in groups.items() if values and name != "used_cores")
        == _SYNCALL_OPERANDS[cores.data]
    )


def _subview_holds(op: Operation, groups: Groups) -> bool:  # noqa: ARG001
    return bool(groups["valid_row"]) == bool(groups["valid_col"])


def _is_true(op: Operation, name: str) -> bool:
    value = op.properties.get(name)
    return isinstance(value, IntegerAttr) and value.value.data != 0


def _print_tscatter(printer: Printer, op: Operation, spec: table.OpSpec, groups: Groups) -> None:
    if "maskPattern" in op.properties:
        _print_masked(printer, op, groups)
    else:
        _print_with_types(printer, "ins", _optional(groups, "src", "indexes"))
    _print_with_types(printer, "outs", groups["dst"])
    print_dictionary(printer, op, spec, ("maskPattern",), keep_defaults=True)


def _parse_tmrgsort(parser: Parser, spec: table.OpSpec, parts: Parts) -> None:  # noqa: ARG001
    parser.parse_keyword("ins")
    parser.parse_punctuation("(")
    operands = [parser.parse_unresolved_operand()]
    while parser.parse_optional_punctuation(","):
        operands.append(parser.parse_unresolved_operand())
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
        parser.raise_error(f"{len(operands)} values but {len(found)} types in `ins` of `pto.tmrgsort`")
    last = "blockLen" if len(operands) == 2 else "tmp"
    parts.operands |= {"srcs": operands[:-1], last: operands[-1:]}
    parts.types |= {"srcs": found[:-1], last: found[-1:]}
    # Sorting one list takes one result, merging several one more for the lists that ran out.
    outs = ("dsts",) if last == "blockLen" else ("dsts", "excuted")
    _outs(parser, parts, *outs)
    _dictionary(parser, parts)


def _print_tmrgsort(printer: Printer, op: Operation, spec: table.OpSpec, groups: Groups) -> None:
    if groups["blockLen"]:
        _print_with_types(printer, "ins", _optional(groups, "srcs", "blockLen"))
        _print_with_types(printer, "outs", groups["dsts"])
    else:
        middle = f" {{exhausted = {'true' if _is_true(op, 'exhausted') else 'false'}}}"
        _print_with_types(printer, "ins", _optional(groups, "srcs", "tmp"), middle)
        _print_with_types(printer, "outs", _optional(groups, "dsts", "excuted"))
    print_dictionary(printer, op, spec, ("exhausted",), keep_defaults=True)


def _parse_tcolsum(parser: Parser, spec: table.OpSpec, parts: Parts) -> None:  # noqa: ARG001
    scratch = _ins(parser, parts)
    if len(scratch) > 1:
        parser.raise_error("`pto.tcolsum` takes a source and at most one scratch tile")
    if scratch:
        parts.operands["tmp"] = scratch
        _dictionary(parser, parts)
    parser.parse_punctuation(":")
    _types(parser, parts, *(["src", "tmp"] if scratch else ["src"]))
    _outs(parser, parts, "dst")
    if not scratch:
        _dictionary(parser, parts)


def _print_tcolsum(printer: Printer, op: Operation, spec: table.OpSpec, groups: Groups) -> None:
    hidden = () if is_set(op, spec.attribute_by_name["isBinary"]) else ("isBinary",)
    if groups["tmp"]:
        printer.print_string(" ins(")
        _print_values(printer, *groups["src"], *groups["tmp"])
        print_dictionary(printer, op, spec, hidden, keep_defaults=True)
        printer.print_string(" : ")
        printer.print_list([v.type for v in (*groups["src"], *groups["tmp"])], printer.print_attribute)
        printer.print_string(")")
        _print_with_types(printer, "outs", groups["dst"])
        return
    _print_with_types(printer, "ins", groups["src"])
    _print_with_types(printer, "outs", groups["dst"])
    print_dictionary(printer, op, spec, ("isBinary",), keep_defaults=True)


# --- synchronisation -----------------------------------------------------------------------------------------------


def _parse_sync_event(parser: Parser, spec: table.OpSpec, parts: Parts) -> None:  # noqa: ARG001
    parts.attributes["pipe"] = parse_attribute_value(parser, "pipe")
    parser.parse_punctuation(",")
    event = parser.parse_optional_unresolved_operand()
    if event is not None:
        parts.operands["event_id_dyn"] = [event]
    else:
        parts.attributes["event_id"] = parse_attribute_value(parser, "i32")
    _dictionary(parser, parts)


def _print_sync_event(printer: Printer, op: Operation, spec: table.OpSpec, groups: Groups) -> None:
    printer.print_string(" ")
    print_attribute_value(printer, op.properties["pipe"], "pipe")
    printer.print_string(", ")
    if "event_id" in op.properties:
        print_attribute_value(printer, op.properties["event_id"], "i32")
    else:
        _print_values(printer, *groups["event_id_dyn"])
    print_dictionary(printer, op, spec, ("pipe", "event_id"), keep_defaults=True)


# Operands of a soft barrier by the cores that take part; `used_cores` may follow.
_SYNCALL_OPERANDS = {
    "aiv_only": ("gm_workspace", "ub_workspace"),
    "aic_only": ("gm_workspace", "l1_workspace"),
    "mix": ("gm_workspace", "ub_workspace", "l1_workspace"),
}


def _parse_syncall(parser: Parser, spec: table.OpSpec, parts: Parts) -> None:  # noqa: ARG001
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
    names = (*_SYNCALL_OPERANDS[cores.data], "used_cores")
    if len(operands) != len(found) or len(operands) not in (0, len(names) - 1, len(names)):
        parser.raise_error(f"`pto.syncall` of {cores.data} takes {', '.join(names[:-1])} and perhaps used_cores")
    for name, operand, kind_found in zip(names, operands, found, strict=False):
        parts.operands[name], parts.types[name] = [operand], [kind_found]
    _dictionary(parser, parts)


def _print_syncall(printer: Printer, op: Operation, spec: table.OpSpec, groups: Groups) -> None:
    values = tuple(op.operands)
    printer.print_string("(")
    if values:
        _print_values(printer, *values)
        printer.print_string(" : ")
        printer.print_list([v.type for v in values], printer.print_attribute)
    printer.print_string(") mode = ")
    printer.print_attribute(op.properties["mode"])
    printer.print_string(", core_type = ")
    printer.print_attribute(op.properties["core_type"])
    print_dictionary(printer, op, spec, ("mode", "core_type", *groups), keep_defaults=True)


def _parse_buffer_sync(parser: Parser, spec: table.OpSpec, parts: Parts) -> None:  # noqa: ARG001
    token = parser.parse_optional_str_literal()
    if token is not None:
        kind = "pipe" if token in table.enums()["pipe"].all_cases else "pipe_event_type"
        if token not in table.enums()[kind].all_cases:
            parser.raise_error(f"`{token}` names neither a pipe nor an op type")
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
    _dictionary(parser, parts)
    parts.attributes.setdefault("mode", IntegerAttr(mode, i32))


def _print_buffer_sync(printer: Printer, op: Operation, spec: table.OpSpec, groups: Groups) -> None:  # noqa: ARG001
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


# --- slot pipes ----------------------------------------------------------------------------------------------------


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
    _dictionary(parser, parts)


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
    _types(parser, parts, *names)
    parser.parse_punctuation(")")
    parser.parse_punctuation("{")
    parser.parse_keyword("split")
    parser.parse_punctuation("=")
    parts.attributes["split"] = parse_attribute_value(parser, "i8")
    parser.parse_punctuation("}")
    _dictionary(parser, parts)


def _print_tfree(printer: Printer, op: Operation, spec: table.OpSpec, groups: Groups) -> None:
    values = _optional(groups, "entry", "pipe_handle")
    printer.print_string("(")
    _print_values(printer, *values)
    printer.print_string(" : ")
    printer.print_list([v.type for v in values], printer.print_attribute)
    printer.print_string(") {split = ")
    print_attribute_value(printer, op.properties["split"], "i8")
    printer.print_string("}")
    print_dictionary(printer, op, spec, ("split",), keep_defaults=True)


SYNTAXES: Mapping[str, Syntax] = {
    "make_tensor_view": Syntax(_parse_make_tensor_view, _print_make_tensor_view),
    "partition_view": Syntax(_parse_partition_view, _print_partition_view),
    "subview": Syntax(_parse_subview, _print_subview, _subview_holds),
    "tgather": Syntax(_parse_tgather, _print_tgather, _tgather_holds),
    "tscatter": Syntax(_parse_tscatter, _print_tscatter, _tscatter_holds),
    "tmrgsort": Syntax(_parse_tmrgsort, _print_tmrgsort, _tmrgsort_holds),
    "tcolsum": Syntax(_parse_tcolsum, _print_tcolsum, _tcolsum_holds),
    "sync_event": Syntax(_parse_sync_event, _print_sync_event),
    "syncall": Syntax(_parse_syncall, _print_syncall, _syncall_holds),
    "buffer_sync": Syntax(_parse_buffer_sync, _print_buffer_sync),
    "initialize_pipe": Syntax(_parse_initialize_pipe, _print_initialize_pipe),
    "tfree": Syntax(_parse_tfree, _print_tfree),
}
