"""The custom form of PTO ops: one parser and one printer, driven by the table's `asm` notation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from xdsl.dialects import builtin
from xdsl.dialects.builtin import ArrayAttr, DenseArrayBase, IntegerAttr, IntegerType, StringAttr, SymbolRefAttr
from xdsl.ir import Attribute, Block, Operation, Region, SSAValue
from xdsl.parser import Parser, UnresolvedOperand
from xdsl.printer import Printer
from xdsl.utils.exceptions import ParseError

from ptofix.mlir import inferred, pto_types, table
from ptofix.mlir.asm_format import (
    AttributeDictionary,
    AttributeRef,
    Element,
    Group,
    Literal,
    OperandRef,
    RegionRef,
    TypeRef,
    compile_forms,
    mentioned,
    required,
)
from ptofix.mlir.parsed_op import ParsedOp

_INTEGER_WIDTH = {"i8": 8, "i32": 32, "i64": 64}
_FIXED_TYPES: Mapping[str, Attribute] = {
    "index": builtin.IndexType(),
    "i1": builtin.i1,
    "i32": builtin.i32,
    "i64": builtin.i64,
    "f32": builtin.f32,
}


def build(parser: Parser, cls: type[Operation], spec: table.OpSpec, parts: ParsedOp, start: int) -> Operation:
    """The op from its parsed parts; operands get their types and values. Raises xDSL's ParseError."""
    own_name = {spelled: name for name, spelled in spec.spelled}
    attributes = {own_name.get(name, name): value for name, value in parts.attributes.items()}
    missing = [a.name for a in spec.attributes if not a.optional and a.default is None and a.name not in attributes]
    if missing:
        parser.raise_error(f"`{spec.name}` lacks attribute `{missing[0]}`", start)
    groups = {operand.name: _resolve(parser, spec, operand, parts, start) for operand in spec.operands}
    result_types: list[Attribute] = []
    for result in spec.results:
        if result.name in parts.types:
            result_types += parts.types[result.name]
        elif result.kind in _FIXED_TYPES and result.many == "":
            result_types.append(_FIXED_TYPES[result.kind])
    properties = {name: value for name, value in attributes.items() if name in spec.inherent}
    if spec.segments:
        sizes = [len(groups[o.name]) for o in spec.operands]
        properties[table.SEGMENTS] = builtin.DenseArrayBase.from_list(builtin.i32, sizes)
    op: Operation = cls.create(
        operands=[value for operand in spec.operands for value in groups[operand.name]],
        result_types=result_types,
        properties=properties,
        attributes={name: value for name, value in attributes.items() if name not in properties},
        regions=parts.regions,
    )
    return op


def _resolve(
    parser: Parser, spec: table.OpSpec, operand: table.ValueSpec, parts: ParsedOp, start: int
) -> list[SSAValue]:
    unresolved = parts.operands.get(operand.name, [])
    found = parts.types.get(operand.name)
    if found is None:
        found = [_FIXED_TYPES[operand.kind]] * len(unresolved) if operand.kind in _FIXED_TYPES else []
    if len(found) != len(unresolved):
        parser.raise_error(f"{len(unresolved)} values but {len(found)} types for `{operand.name}`", start)
    if operand.many == "" and len(unresolved) != 1:
        parser.raise_error(f"`{spec.name}` lacks operand `{operand.name}`", start)
    return [parser.resolve_operand(u, t) for u, t in zip(unresolved, found, strict=True)]


def parse_op(parser: Parser, spec: table.OpSpec) -> ParsedOp:
    """Read the text that the op's `asm` describes. Raises xDSL's ParseError: of alternatives, that of the longest."""
    start, problems = parser.pos, []
    for form in compile_forms(spec.asm):
        parts = ParsedOp()
        try:
            _parse_elements(parser, spec, form, parts)
            if placed := _placed_elsewhere(spec, form, parts.attributes):
                parser.raise_error(f"`{spec.name}` has no place for `{min(placed)}` here", start)
            inferred.fill_in(parser, spec.name, parts, start)
        except ParseError as problem:
            problems.append(problem)
            parser._resume_from(start)
        else:
            return parts
    raise max(problems, key=lambda problem: problem.span.start)


def _placed_elsewhere(spec: table.OpSpec, form: tuple[Element, ...], names: Iterable[str]) -> frozenset[str]:
    """Of these attributes, those that have their own place in another form of the op."""
    placed = frozenset().union(*map(mentioned, compile_forms(spec.asm)))
    return placed.intersection(names) - mentioned(form)


def _parse_elements(parser: Parser, spec: table.OpSpec, elements: Iterable[Element], parts: ParsedOp) -> None:
    for element in elements:
        match element:
            case Literal(text):
                parse_literal(parser, text)
            case OperandRef(name):
                parts.operands[name] = parse_operands(parser, _value(spec, name).many)
            case TypeRef(name, short):
                parts.types[name] = _parse_types(parser, _value(spec, name), short, parts)
            case AttributeRef(name):
                parts.attributes[name] = parse_attribute_value(parser, spec.attribute_by_name[name].kind)
            case AttributeDictionary():
                parts.attributes |= parser.parse_optional_attr_dict()
            case RegionRef():
                parts.regions.append(_parse_body(parser))
            case Group(elements=inner):
                if _group_follows(parser, inner, parts):
                    _parse_elements(parser, spec, inner, parts)


def _parse_body(parser: Parser) -> Region:
    """A region; the assembler gives one without text an empty block, which its generic form has to show."""
    region = parser.parse_region()
    return region if region.blocks else Region(Block())


def _group_follows(parser: Parser, elements: tuple[Element, ...], parts: ParsedOp) -> bool:
    """Whether the text goes on with this optional part: its first element decides, as in MLIR."""
    first = elements[0]
    text = parser.lexer.input.content
    assert isinstance(text, str)
    if isinstance(first, OperandRef):
        return text.startswith("%", parser.pos)
    assert isinstance(first, Literal)
    if first.text != ",":
        return _at_literal(text, parser.pos, first.text)
    # Several optional parts may open with a comma: the next word tells them apart.
    second = elements[1]
    if isinstance(second, TypeRef):
        return bool(parts.operands.get(second.name)) and text.startswith(",", parser.pos)
    if not text.startswith(",", parser.pos):
        return False
    after = parser.pos + 1
    while text[after : after + 1].isspace():
        after += 1
    return not isinstance(second, Literal) or _at_literal(text, after, second.text)


def _at_literal(text: str, position: int, literal: str) -> bool:
    end = position + len(literal)
    goes_on = literal[-1].isalnum() and (text[end : end + 1].isalnum() or text[end : end + 1] == "_")
    return text.startswith(literal, position) and not goes_on


def parse_literal(parser: Parser, text: str) -> None:
    if text[0].isalpha() or text[0] == "_":
        parser.parse_keyword(text)
    else:
        parser.parse_punctuation(text)  # type: ignore[arg-type]


def parse_operands(parser: Parser, many: str) -> list[UnresolvedOperand]:
    """One operand, or as many as commas join."""
    if many != "*":
        return [parser.parse_unresolved_operand()]
    first = parser.parse_optional_unresolved_operand()
    if first is None:
        return []
    operands = [first]
    while parser.parse_optional_punctuation(","):
        operands.append(parser.parse_unresolved_operand())
    return operands


def _parse_types(parser: Parser, value: table.ValueSpec, short: bool, parts: ParsedOp) -> list[Attribute]:
    count = len(parts.operands.get(value.name, [])) if value.many == "*" else 1
    parsed = []
    for number in range(count):
        if number:
            parser.parse_punctuation(",")
        parsed.append(_parse_type(parser, value.kind, short))
    return parsed


def _parse_type(parser: Parser, kind: str, short: bool) -> Attribute:
    cls = pto_types.pto_type(kind[1:]) if short and kind.startswith("!") else None
    text = parser.lexer.input.content
    assert isinstance(text, str)
    if cls is not None and text.startswith("<", parser.pos):
        return cls(cls.parse_parameter(parser))
    return parser.parse_type()


def parse_attribute_value(parser: Parser, kind: str) -> Attribute:
    """An attribute where the syntax says which one it is: without its type or name; those are read too."""
    text = parser.lexer.input.content
    assert isinstance(text, str)
    if kind in _INTEGER_WIDTH:
        value = parser.parse_integer(allow_boolean=False)
        if parser.parse_optional_punctuation(":"):
            parser.parse_type()
        return IntegerAttr(value, IntegerType(_INTEGER_WIDTH[kind]))
    if kind == "i64_array":
        numbers = parser.parse_comma_separated_list(
            parser.Delimiter.NONE, lambda: parser.parse_integer(allow_boolean=False)
        )
        return DenseArrayBase.from_list(builtin.i64, numbers)
    if kind == "bool":
        return IntegerAttr(int(parser.parse_boolean()), IntegerType(1))
    if kind == "string":
        return StringAttr(parser.parse_str_literal())
    if kind == "symbol":
        return SymbolRefAttr(parser.parse_symbol_name())
    if kind in pto_types.enum_classes() and not text.startswith("#", parser.pos):
        cls = pto_types.enum_classes()[kind]
        quoted = parser.parse_optional_str_literal()
        if quoted is None:
            return cls(cls.parse_parameter(parser))
        if quoted not in cls.spec.all_cases:
            parser.raise_error(f"`{quoted}` is no value of `#{cls.name}`")
        return cls(quoted)
    return parser.parse_attribute()


def print_op(printer: Printer, op: Operation, spec: table.OpSpec, groups: Mapping[str, tuple[SSAValue, ...]]) -> None:
    """Write the custom form of `op` after its name."""
    elements = _form_of(op, spec, groups) or compile_forms(spec.asm)[-1]
    _print_elements(printer, op, spec, groups, elements, mentioned(elements))


def _form_of(
    op: Operation, spec: table.OpSpec, groups: Mapping[str, tuple[SSAValue, ...]]
) -> tuple[Element, ...] | None:
    """The first form that has a place for all that the op has, None if there is no such form."""
    forms = compile_forms(spec.asm)
    if len(forms) == 1:
        return forms[0]
    given = {name for name, values in groups.items() if values}
    for form in forms:
        complete = required(form, OperandRef) <= given and required(form, AttributeRef) <= op.properties.keys()
        if complete and given <= mentioned(form, OperandRef) and not _placed_elsewhere(spec, form, op.properties):
            return form
    return None


def _print_elements(
    printer: Printer,
    op: Operation,
    spec: table.OpSpec,
    groups: Mapping[str, tuple[SSAValue, ...]],
    elements: Iterable[Element],
    placed: frozenset[str],
) -> None:
    for element in elements:
        if isinstance(element, Group):
            if _is_present(op, spec, groups, element.anchor):
                _print_elements(printer, op, spec, groups, element.elements, placed)
            continue
        if isinstance(element, AttributeDictionary):
            print_dictionary(printer, op, spec, placed, keep_defaults=element.defaults)
            continue
        if element.spaced:
            printer.print_string(" ")
        match element:
            case Literal(text):
                printer.print_string(text)
            case OperandRef(name):
                printer.print_list(groups[name], printer.print_operand)
            case TypeRef(name, short):
                short = short and _value(spec, name).kind.startswith("!")
                typed: Iterable[SSAValue] = groups.get(name, op.results)
                for number, operand in enumerate(typed):
                    printer.print_string(", " if number else "")
                    _print_type(printer, operand.type, short)
            case AttributeRef(name, whole):
                attribute = spec.attribute_by_name[name]
                value = op.properties.get(name)
                kind = "" if whole else attribute.kind
                print_attribute_value(printer, default_of(attribute) if value is None else value, kind)
            case RegionRef():
                printer.print_region(op.regions[0], print_empty_block=False)


def _is_present(op: Operation, spec: table.OpSpec, groups: Mapping[str, tuple[SSAValue, ...]], anchor: str) -> bool:
    if anchor in groups:
        return bool(groups[anchor])
    if anchor in spec.attribute_by_name:
        attribute = spec.attribute_by_name[anchor]
        return anchor in op.properties if attribute.optional else is_set(op, attribute)
    return bool(op.results) and not inferred.is_left_out(op, anchor, groups)


def is_set(op: Operation, attribute: table.AttributeSpec) -> bool:
    """Whether the attribute is there and differs from its default."""
    value = op.properties.get(attribute.name)
    return value is not None and (attribute.default is None or value != default_of(attribute))


def default_of(attribute: table.AttributeSpec) -> Attribute:
    """The value that counts when `attribute` is absent; only for attributes that have one."""
    assert attribute.default is not None, attribute.name
    if attribute.kind in _INTEGER_WIDTH:
        return IntegerAttr(int(attribute.default), IntegerType(_INTEGER_WIDTH[attribute.kind]))
    if attribute.kind == "bool":
        return IntegerAttr(int(attribute.default == "true"), IntegerType(1))
    return pto_types.enum_classes()[attribute.kind](attribute.default)


def print_dictionary(
    printer: Printer, op: Operation, spec: table.OpSpec, placed: Iterable[str], *, keep_defaults: bool
) -> None:
    """Write all attributes but those `placed` elsewhere, by name as MLIR orders them; nothing if none is left."""
    left_out = {table.SEGMENTS, *placed}
    if not keep_defaults:
        left_out |= {a.name for a in spec.attributes if a.default is not None and not is_set(op, a)}
    spelled = dict(spec.spelled)
    entries = {
        spelled.get(name, name): value
        for name, value in {**op.properties, **op.attributes}.items()
        if name not in left_out
    }
    if entries:
        printer.print_string(" ")
        printer.print_attr_dict(dict(sorted(entries.items())))


def print_attribute_value(printer: Printer, value: Attribute, kind: str) -> None:
    """Write `value` without its type or name where `kind` tells them."""
    if kind in _INTEGER_WIDTH and isinstance(value, IntegerAttr):
        printer.print_string(str(value.value.data))
    elif kind == "i64_array" and isinstance(value, DenseArrayBase):
        printer.print_string(", ".join(map(str, value.get_values())))
    elif kind == "i64_list" and isinstance(value, ArrayAttr) and all(_is_i64(item) for item in value.data):
        printer.print_string(f"[{', '.join(str(item.value.data) for item in value.data)}]")
    elif kind in pto_types.enum_classes() and isinstance(value, pto_types.PtoEnumAttr) and value.spec.name == kind:
        printer.print_string(value.bare())
    else:
        printer.print_attribute(value)


def _is_i64(value: Attribute) -> bool:
    return isinstance(value, IntegerAttr) and value.type == builtin.i64


def _print_type(printer: Printer, value: Attribute, short: bool) -> None:
    if short and isinstance(value, pto_types.PtoType):
        value.print_parameter(printer)
    else:
        printer.print_attribute(value)


def _value(spec: table.OpSpec, name: str) -> table.ValueSpec:
    return next(v for v in (*spec.operands, *spec.results) if v.name == name)


def reads_back(op: Operation, spec: table.OpSpec, groups: Mapping[str, tuple[SSAValue, ...]]) -> bool:
    """Whether the custom form can hold all that an op has, and the assembler reads it back as it was.

    It does not where the first of two optional parts that start alike is missing: its parser takes the text of the
    second for the first. Its printer writes such ops all the same.
    """
    form = _form_of(op, spec, groups)
    return form is not None and not _gap(op, spec, groups, form) and inferred.reads_back(op, groups)


def _gap(
    op: Operation, spec: table.OpSpec, groups: Mapping[str, tuple[SSAValue, ...]], elements: Iterable[Element]
) -> bool:
    absent: set[str] = set()
    for element in elements:
        if not isinstance(element, Group):
            absent.clear()
            continue
        first = element.elements[0]
        text = first.text if isinstance(first, Literal) else "%"
        if not _is_present(op, spec, groups, element.anchor):
            absent.add(text)
        elif text in absent:
            return True
        else:
            absent.clear()
    return False
