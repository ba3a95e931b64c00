"""Types and attributes of the PTO dialect as xDSL attributes, in every spelling that occurs.

A type's parameters are read from its text between the angle brackets, once per distinct text: a kernel repeats a
handful of types thousands of times. Values are normalised, so that two spellings of a type compare equal.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, ClassVar, Generic, NoReturn, TypeVar

from msgspec import Struct
from xdsl.dialects import builtin
from xdsl.ir import Attribute, Data, SpacedOpaqueSyntaxAttribute, TypeAttribute
from xdsl.parser import AttrParser, Parser
from xdsl.printer import Printer
from xdsl.utils.exceptions import ParseError
from xdsl.utils.lexer import Span

from ptofix.mlir import table
from ptofix.text.once import once

DYNAMIC = -1
"""A dimension that is only known when the kernel runs (`?`)."""

_Payload = TypeVar("_Payload")

_PLAIN_ELEMENTS: Mapping[str, Attribute] = {
    "f16": builtin.f16,
    "bf16": builtin.bf16,
    "f32": builtin.f32,
    "f64": builtin.f64,
    "index": builtin.IndexType(),
}
_INTEGER = re.compile(r"(s|u)?i([1-9]\d*)\Z")
_SIGNEDNESS = {
    None: builtin.Signedness.SIGNLESS,
    "s": builtin.Signedness.SIGNED,
    "u": builtin.Signedness.UNSIGNED,
}
_DIMENSIONS = re.compile(r"\s*((?:(?:-1|\?|\d+)\s*x\s*)*)")

# Keyword in text → address space, and back. Pointers may name a space by its hardware buffer.
_POINTER_SPACES = {
    "gm": "gm", "mat": "mat", "l1": "mat", "left": "left", "l0a": "left", "right": "right", "l0b": "right",
    "acc": "acc", "l0c": "acc", "vec": "vec", "ub": "vec", "bias": "bias", "bt": "bias",
    "scaling": "scaling", "fb": "scaling",
}  # fmt: skip
_POINTER_SPELLING = {
    "gm": "gm", "mat": "l1", "left": "l0a", "right": "l0b", "acc": "l0c", "vec": "ub", "bias": "bt", "scaling": "fb",
}  # fmt: skip
TILE_SPACES = ("mat", "left", "right", "acc", "vec", "bias", "scaling")
_PAD_VALUES = 4
_COMPACT_MODES = 3
_FRACTAL_BYTES = (32, 512, 1024)


class BadType(ValueError):
    """The text between a type's angle brackets does not describe the type."""


class Tile(Struct, frozen=True):
    """A tile buffer: `rows` × `columns` elements in memory `space`, of which `valid` rows and columns hold data."""

    space: str
    rows: int
    columns: int
    element: Attribute
    valid: tuple[int, int]
    blayout: str = "row_major"
    slayout: str = "none_box"
    fractal: int = 512
    pad: int = 0
    compact: int = 0


class Shaped(Struct, frozen=True):
    """Dimensions (DYNAMIC where unknown) and element type."""

    shape: tuple[int, ...]
    element: Attribute


class Slots(Struct, frozen=True):
    """`count` tile buffers of one type."""

    element: Attribute
    count: int


class Pointee(Struct, frozen=True):
    """What a pointer type points to, and in which memory."""

    element: Attribute
    space: str = "gm"


class PtoType(Data[_Payload], TypeAttribute, Generic[_Payload]):
    """Base of the PTO types. Subclasses turn the text between the brackets into a value and back."""

    @classmethod
    def read(cls, body: str, parser: AttrParser) -> _Payload:
        raise NotImplementedError

    def write(self, pointer_spaces: bool) -> str:
        """The text with its angle brackets, "" for a type without parameters."""
        raise NotImplementedError

    @classmethod
    def parse_parameter(cls, parser: AttrParser) -> _Payload:
        start = parser.pos
        text = parser.lexer.input.content
        assert isinstance(text, str)
        if text[start : start + 1] != "<" or (parser.lexer.pos != start + 1):
            return _read(cls, None, parser, start)
        end = _matching_bracket(text, start)
        if end is None:
            raise ParseError(Span(start, len(text), parser.lexer.input), "this `<` is never closed")
        payload: _Payload = _read(cls, text[start + 1 : end], parser, start)
        parser._resume_from(end + 1)
        return payload

    def print_parameter(self, printer: Printer) -> None:
        printer.print_string(self.write(getattr(printer, "pointer_spaces", True)))


class TileBufType(PtoType[Tile]):
    name = "pto.tile_buf"

    @classmethod
    def read(cls, body: str, parser: AttrParser) -> Tile:
        fields = [part.strip() for part in _split(body)]
        if re.match(r"loc\s*=", fields[0]):
            return _tile_from_fields(fields, parser)
        return _tile_from_shape(fields, parser)

    def write(self, pointer_spaces: bool) -> str:  # noqa: ARG002
        return _tile_text(self.data)


class PtrType(PtoType[Pointee]):
    name = "pto.ptr"

    @classmethod
    def read(cls, body: str, parser: AttrParser) -> Pointee:
        element, *rest = _split(body)
        if not rest:
            return Pointee(_element(element, parser))
        if len(rest) > 1 or rest[0].strip() not in _POINTER_SPACES:
            raise BadType(f"address space of `!pto.ptr` must be one of {', '.join(_POINTER_SPACES)}")
        return Pointee(_element(element, parser), _POINTER_SPACES[rest[0].strip()])

    def write(self, pointer_spaces: bool) -> str:
        element = text_of(self.data.element)
        return f"<{element}, {_POINTER_SPELLING[self.data.space]}>" if pointer_spaces else f"<{element}>"


class _ShapedType(PtoType[Shaped]):
    @classmethod
    def read(cls, body: str, parser: AttrParser) -> Shaped:
        return _shaped(body, parser)

    def write(self, pointer_spaces: bool) -> str:  # noqa: ARG002
        return f"<{_dimensions(self.data.shape)}x{text_of(self.data.element)}>"


class TensorViewType(_ShapedType):
    name = "pto.tensor_view"


class PartitionTensorViewType(_ShapedType):
    name = "pto.partition_tensor_view"


class PlainTileType(_ShapedType):
    name = "pto.tile"


class LocalArrayType(_ShapedType):
    name = "pto.local_array"


class MultiTileBufType(PtoType[Slots]):
    name = "pto.multi_tile_buf"

    @classmethod
    def read(cls, body: str, parser: AttrParser) -> Slots:
        *tile, last = (part.strip() for part in _split(body))
        count = _integer(_settings([last], ("count",))["count"], "count")
        if len(tile) == 1:
            element = _element(tile[0], parser)
            if not isinstance(element, TileBufType):
                raise BadType("`!pto.multi_tile_buf` holds tiles of one `!pto.tile_buf` type")
            return Slots(element, count)
        return Slots(TileBufType(TileBufType.read(", ".join(tile), parser)), count)

    def write(self, pointer_spaces: bool) -> str:  # noqa: ARG002
        return f"<{text_of(self.data.element)}, count={self.data.count}>"


class EventIdArrayType(PtoType[int]):
    name = "pto.eventid_array"

    @classmethod
    def read(cls, body: str, parser: AttrParser) -> int:  # noqa: ARG003
        return _integer(body, "size of an event array")

    def write(self, pointer_spaces: bool) -> str:  # noqa: ARG002
        return f"<{self.data}>"


class _RawType(PtoType[str]):
    """A type without parameters, or one whose parameters nothing here looks into."""

    @classmethod
    def read(cls, body: str, parser: AttrParser) -> str:  # noqa: ARG003
        return body

    def write(self, pointer_spaces: bool) -> str:  # noqa: ARG002
        return f"<{self.data}>" if self.data else ""


STRUCTURED = (
    TileBufType,
    PtrType,
    TensorViewType,
    PartitionTensorViewType,
    PlainTileType,
    LocalArrayType,
    MultiTileBufType,
    EventIdArrayType,
)


class PtoEnumAttr(Data[str]):
    """Base of the enumerated attributes; the value is the keyword."""

    spec: ClassVar[table.EnumSpec]

    @classmethod
    def parse_parameter(cls, parser: AttrParser) -> str:
        # Both spellings are read, whatever the attribute's own one is; bindings differ.
        bracket = parser.parse_optional_punctuation("<")
        start = parser.pos
        case = parser.parse_optional_identifier()
        if case not in cls.spec.all_cases:
            parser.raise_error(f"`{case}` is no value of `#{cls.name}`", start)
        if bracket is not None:
            parser.parse_punctuation(">")
        return case

    def print_parameter(self, printer: Printer) -> None:
        printer.print_string(self.bare())

    def bare(self) -> str:
        """The value as it is where the syntax says which attribute is meant."""
        return f"<{self.data}>" if self.spec.angled else self.data


class _SpacedEnumAttr(PtoEnumAttr, SpacedOpaqueSyntaxAttribute):
    """An enumerated attribute that is spelled `#pto<name value>`."""


class _RawAttr(Data[str]):
    """An attribute whose parameters nothing here looks into; kept as text."""

    @classmethod
    def parse_parameter(cls, parser: AttrParser) -> str:
        start = parser.pos
        text = parser.lexer.input.content
        assert isinstance(text, str)
        end = _matching_bracket(text, start) if text[start : start + 1] == "<" else None
        if end is None:
            parser.raise_error("expected `<` … `>`")
        parser._resume_from(end + 1)
        return re.sub(r"\s+", " ", text[start + 1 : end]).strip()

    def print_parameter(self, printer: Printer) -> None:
        printer.print_string(f"<{self.data}>")


class TileBufConfigAttr(_RawAttr):
    """Layout settings of a tile that the planner moved to memory."""

    name = "pto.tile_buf_config"


class AccPushEpilogueAttr(_RawAttr):
    """What happens to an accumulator on its way through a pipe."""

    name = "pto.acc_push_epilogue"


RAW_ATTRIBUTES = (TileBufConfigAttr, AccPushEpilogueAttr)


@once
def type_classes() -> tuple[type[PtoType[Any]], ...]:
    """One class per PTO type that any version knows."""
    structured = {cls.name: cls for cls in STRUCTURED}
    names = {table.PREFIX + name for version in table.versions() for name in table.types(version)}
    raw = [type(f"Raw_{name[4:]}", (_RawType,), {"name": name}) for name in sorted(names - structured.keys())]
    return (*STRUCTURED, *raw)


@once
def enum_classes() -> Mapping[str, type[PtoEnumAttr]]:
    """Attribute mnemonic → its class."""
    return {
        name: type(
            f"Enum_{name}",
            (PtoEnumAttr if spec.angled else _SpacedEnumAttr,),
            {"name": table.PREFIX + name, "spec": spec},
        )
        for name, spec in table.enums().items()
    }


@cache
def text_of(attribute: Attribute) -> str:
    return str(attribute)


def pto_type(name: str) -> type[PtoType[Any]] | None:
    """The class of `!pto.<name>`."""
    return next((cls for cls in type_classes() if cls.name == table.PREFIX + name), None)


def _read(cls: type[PtoType[_Payload]], body: str | None, parser: AttrParser, start: int) -> _Payload:
    known = _payloads(parser)
    key = (cls, body)
    if key not in known:
        try:
            if body is None and not issubclass(cls, _RawType):
                raise BadType(f"`!{cls.name}` needs parameters in angle brackets")
            known[key] = cls.read(body or "", parser)
        except BadType as problem:
            end = start + (len(body) + 2 if body is not None else 1)
            raise ParseError(Span(start, end, parser.lexer.input), str(problem)) from None
    payload: _Payload = known[key]
    return payload


def _payloads(parser: AttrParser) -> dict[tuple[type, str | None], Any]:
    """Parameters read so far; kept per parser because a text may name aliases of its file."""
    cache_: dict[tuple[type, str | None], Any] = parser.__dict__.setdefault("_pto_payloads", {})
    return cache_


def _matching_bracket(text: str, start: int) -> int | None:
    depth = 0
    for match in re.finditer(r"->|[<>\n]", text[start:]):
        if match[0] == "<":
            depth += 1
        elif match[0] == ">":
            depth -= 1
            if depth == 0:
                return start + match.start()
    return None


def _split(body: str) -> list[str]:
    """`body` at its commas outside brackets."""
    parts, depth, last = [], 0, 0
    for position, character in enumerate(body):
        depth += character in "<([{"
        depth -= character in ">)]}"
        if character == "," and depth == 0:
            parts.append(body[last:position])
            last = position + 1
    return [*parts, body[last:]]


def _tile_from_shape(fields: Sequence[str], parser: AttrParser) -> Tile:
    """`vec, 32x128xf32, valid=1x?, blayout=…, slayout=…, fractal=…, pad=…, compact=…`"""
    if len(fields) < 2:
        raise BadType("`!pto.tile_buf` needs a memory and a shape")
    shaped = _shaped(fields[1], parser)
    if len(shaped.shape) != 2 or DYNAMIC in shaped.shape:
        raise BadType("a tile buffer has two static dimensions")
    settings = _settings(fields[2:], ("valid", "blayout", "slayout", "fractal", "pad", "compact"))
    valid: tuple[int, ...] = shaped.shape
    if "valid" in settings:
        valid = _dimension_list(settings.pop("valid"))
        if len(valid) != 2:
            raise BadType("`valid` of a tile buffer has two dimensions")
    return _tile(fields[0].strip('"'), shaped, (valid[0], valid[1]), settings)


def _tile_from_fields(fields: Sequence[str], parser: AttrParser) -> Tile:
    """`loc=vec, dtype=f32, rows=32, cols=128, v_row=…, v_col=…, blayout=…, slayout=…, fractal=…, pad=…[, compact=…]`"""
    required = ("loc", "dtype", "rows", "cols", "v_row", "v_col", "blayout", "slayout", "fractal", "pad")
    settings = _settings(fields, (*required, "compact"))
    missing = [name for name in required if name not in settings]
    if missing:
        raise BadType(f"`!pto.tile_buf` lacks {', '.join(missing)}")
    valid = tuple(DYNAMIC if settings[n] == "?" else _integer(settings.pop(n), n) for n in ("v_row", "v_col"))
    shape = tuple(_integer(settings.pop(n), n) for n in ("rows", "cols"))
    shaped = Shaped(shape, _element(settings.pop("dtype"), parser))
    space = settings.pop("loc").strip('"')
    settings = {key: value for key, value in settings.items() if key not in ("v_row", "v_col")}
    return _tile(space, shaped, (valid[0], valid[1]), settings)


def _tile(space: str, shaped: Shaped, valid: tuple[int, int], settings: Mapping[str, str]) -> Tile:
    rows, columns = shaped.shape
    values: dict[str, Any] = {}
    for key in ("blayout", "slayout"):
        if key in settings:
            values[key] = settings[key].strip('"')
            if values[key] not in table.enums()[key].all_cases:
                raise BadType(f"`{values[key]}` is no {key}")
    for key in ("fractal", "pad", "compact"):
        if key in settings:
            values[key] = _integer(settings[key], key)
    tile = Tile(space, rows, columns, shaped.element, valid, **values)
    if space not in TILE_SPACES:
        raise BadType(f"`{space}` is no memory of a tile buffer; it must be one of {', '.join(TILE_SPACES)}")
    if rows < 0 or columns < 0 or min(valid) < DYNAMIC or valid[0] > rows or valid[1] > columns:
        raise BadType("the valid part of a tile buffer must lie inside it")
    if tile.fractal not in _FRACTAL_BYTES or not 0 <= tile.pad < _PAD_VALUES or not 0 <= tile.compact < _COMPACT_MODES:
        raise BadType("fractal, pad or compact of the tile buffer has no such value")
    return tile


@cache
def _tile_text(tile: Tile) -> str:
    default = Tile(tile.space, tile.rows, tile.columns, tile.element, (tile.rows, tile.columns))
    parts = [tile.space, f"{tile.rows}x{tile.columns}x{text_of(tile.element)}"]
    if tile.valid != default.valid:
        parts.append(f"valid={_dimensions(tile.valid)}")
    for name in ("blayout", "slayout", "fractal", "pad", "compact"):
        if getattr(tile, name) != getattr(default, name):
            parts.append(f"{name}={getattr(tile, name)}")
    return f"<{', '.join(parts)}>"


def _settings(fields: Sequence[str], names: Sequence[str]) -> dict[str, str]:
    settings: dict[str, str] = {}
    for field in fields:
        key, equals, value = field.partition("=")
        key = key.strip()
        if not equals or key not in names:
            raise BadType(f"`{field.strip()}` is no setting of a tile buffer")
        if key in settings:
            raise BadType(f"`{key}` is given twice")
        settings[key] = value.strip()
    return settings


def _shaped(text: str, parser: AttrParser) -> Shaped:
    match = _DIMENSIONS.match(text)
    assert match is not None
    return Shaped(_dimension_list(match[1].strip().removesuffix("x")), _element(text[match.end() :], parser))


def _dimension_list(text: str) -> tuple[int, ...]:
    parts = text.split("x") if text.strip() else []
    return tuple(DYNAMIC if part.strip() in ("?", "-1") else _integer(part, "dimension") for part in parts)


def _dimensions(shape: Sequence[int]) -> str:
    return "x".join("?" if n == DYNAMIC else str(n) for n in shape)


def _integer(text: str, what: str) -> int:
    if not re.fullmatch(r"\s*-?\d+\s*", text):
        raise BadType(f"{what} must be an integer, not `{text.strip()}`")
    return int(text)


def _element(text: str, parser: AttrParser) -> Attribute:
    text = text.strip()
    if text in _PLAIN_ELEMENTS:
        return _PLAIN_ELEMENTS[text]
    if integer := _INTEGER.match(text):
        return builtin.IntegerType(int(integer[2]), _SIGNEDNESS[integer[1]])
    nested = Parser(parser.ctx, text)
    nested.attribute_aliases = parser.attribute_aliases
    try:
        element = nested.parse_type()
    except ParseError:
        _bad_element(text)
    if nested.pos < len(text):
        _bad_element(text)
    return element


def _bad_element(text: str) -> NoReturn:
    raise BadType(f"`{text}` is no element type")
