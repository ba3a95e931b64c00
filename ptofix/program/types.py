"""What a C++ type says about a name that is declared with it."""

from __future__ import annotations

from msgspec import Struct

from ptofix.cpp import nodes
from ptofix.hardware.tile import Space, TileType
from ptofix.program.integers import IntegerType
from ptofix.program.library import TENSOR_TYPES, library, plain_name
from ptofix.program.pipes import PipeType, decimal, pipe_type
from ptofix.program.places import Extent, element_bytes, element_of, extent_of


class Other(Struct, frozen=True):
    """A type of values that are no memory: floating point, enumerations, objects of the library."""


class Auto(Struct, frozen=True):
    """`auto`."""


class Void(Struct, frozen=True):
    """`void`."""


class Global(Struct, frozen=True):
    """A view of global memory, or a pointer to it: what it covers and the bytes of an element, as far as known."""

    extent: Extent | None = None
    element: int | None = None


class Local(Struct, frozen=True):
    """A pointer into on-chip memory, or to a tile."""


Meaning = IntegerType | TileType | PipeType | Global | Local | Other | Auto | Void


class UnknownTypeError(Exception):
    """A type that the closed language does not have; the argument says why."""


_OTHER, _AUTO, _VOID, _LOCAL = Other(), Auto(), Void(), Local()
_ON_CHIP = frozenset(("__ubuf__", "__cbuf__", "__ca__", "__cb__", "__cc__", "__fbuf__"))
_QUALIFIERS = _ON_CHIP | {"const", "constexpr", "static", "__gm__"}


def meaning_of(type_: nodes.Type, integer: IntegerType | None) -> Meaning:
    """What a type without aliases in its name means; `integer` is the integer type that it is, if it is one.

    Raises UnknownTypeError.
    """
    name = plain_name(type_.name)
    if "&" in type_.after:
        raise UnknownTypeError("a reference")
    if not _QUALIFIERS.issuperset(type_.before):
        raise UnknownTypeError(f"`{next(word for word in type_.before if word not in _QUALIFIERS)}`")
    if "__gm__" in type_.before:
        if type_.after.count("*") != 1:
            raise UnknownTypeError("an object in global memory")
        if not library().is_type(name) and name not in library().records:
            raise UnknownTypeError(f"`{type_.name}` is not a type that ptofix knows")
        return Global(None, element_bytes(name))
    if type_.after.count("*") == 1 and (name == "Tile" or not _ON_CHIP.isdisjoint(type_.before)):
        return _LOCAL
    if "*" in type_.after or not _ON_CHIP.isdisjoint(type_.before):
        raise UnknownTypeError("a pointer to something unknown")
    if integer is not None:
        return integer
    match name:
        case "Tile":
            return tile_type(type_.arguments)
        case "TPipe":
            pipe = pipe_type(type_.arguments)
            if pipe is None:
                raise UnknownTypeError("a TPipe whose arguments are not plain constants, or through which no tiles go")
            return pipe
        case "auto":
            return _AUTO
        case "void":
            return _VOID
    if name in TENSOR_TYPES:
        return Global(extent_of(type_), element_of(type_)) if name == "GlobalTensor" else Global()
    if not library().is_type(name) or (type_.arguments and not library().is_object(name)):
        raise UnknownTypeError(f"`{type_.name}` is not a type that ptofix knows")
    return _OTHER


_LAYOUTS = ("RowMajor", "ColMajor")
_BOXES = ("NoneBox", "RowMajor", "ColMajor")


def tile_type(arguments: tuple[nodes.Node, ...]) -> TileType:
    """Tile<space, element, rows, cols, layout, valid rows, valid cols, box layout, …>; valid -1: set at run time.

    Raises UnknownTypeError where an argument is not the plain constant or enumerator that the assembler writes.
    """
    if not 5 <= len(arguments) <= 11 or len(arguments) == 6:
        raise UnknownTypeError("a Tile with another number of arguments")
    space = Space(_enumerator(arguments[0], "TileType", tuple(Space)))
    layout = _enumerator(arguments[4], "BLayout", _LAYOUTS)
    box = _enumerator(arguments[7], "SLayout", _BOXES) if len(arguments) > 7 else "NoneBox"
    rows, cols = (_size(argument) for argument in arguments[2:4])
    valid_rows, valid_cols = (_valid(a) for a in arguments[5:7]) if len(arguments) > 6 else (rows, cols)
    match arguments[1]:
        case nodes.Type((), element, (), ()) if _is_element(plain_name(element)):
            pass
        case _:
            raise UnknownTypeError("a Tile whose element type is not known")
    for argument in arguments[8:]:
        if not isinstance(argument, (nodes.Number, nodes.Type)):
            raise UnknownTypeError("a Tile with an argument that is not a plain constant")
    return TileType(space, plain_name(element), rows, cols, valid_rows, valid_cols, layout, box != "NoneBox")


def _is_element(name: str) -> bool:
    known = library()
    return name in known.floating or (name.endswith("_t") and known.is_type(name)) or name == "int"


def _enumerator(node: nodes.Node, enumeration: str, members: tuple[str, ...]) -> str:
    match node:
        case nodes.Type((), name, (), ()):
            scope, _, member = plain_name(name).rpartition("::")
            if scope == enumeration and member in members:
                return member
    raise UnknownTypeError(f"a Tile whose {enumeration} is not an enumerator of that name")


def _size(node: nodes.Node) -> int:
    size = decimal(node.text) if isinstance(node, nodes.Number) else None
    if not size:
        raise UnknownTypeError("a Tile whose shape is not a plain number")
    return size


def _valid(node: nodes.Node) -> int | None:
    """None for -1."""
    match node:
        case nodes.Unary("-", nodes.Number("1")):
            return None
        case nodes.Number(text) if (size := decimal(text)) is not None:
            return size
    raise UnknownTypeError("a Tile whose valid shape is not a plain number")
