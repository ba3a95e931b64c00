"""What a C++ type says about a name: a tile, a pipe, a tensor, a scalar, or something unknown."""

from __future__ import annotations

import re

from ptofix.arch.tile import SPACES, TileType
from ptofix.cpp import tree
from ptofix.program import names as env
from ptofix.program.pipes import pipe_type

_SCALAR_TYPES = re.compile(
    r"(unsigned|signed|int|long|short|bool|char|float|double|half|auto|RoundMode|event_t|\w+_t)\b"
)

TENSOR_TYPES: dict[str, env.Entry] = {
    "GlobalTensor": env.Tensor(),
    "pto::Shape": env.Scalar(),
    "pto::Stride": env.Scalar(),
    "Shape": env.Scalar(),
    "Stride": env.Scalar(),
}


def plain_name(callee: str) -> str:
    """A callee's name without the namespace of the tile library."""
    return callee.removeprefix("::").removeprefix("pto::")


def name_of(node: tree.Node) -> str:
    """The name or number that an argument is, "" for anything more."""
    match node:
        case tree.Name(text) | tree.Number(text):
            return text
        case tree.Unary("&", tree.Name(text)):
            return text
        case _:
            return ""


def type_text(node: tree.Node) -> str:
    """A type or constant as text, "?" for anything more."""
    match node:
        case tree.Type(name, arguments, _):
            return f"{name}<{', '.join(map(type_text, arguments))}>" if arguments else name
        case tree.Number(text) | tree.Name(text) | tree.String(text):
            return text
        case _:
            return "?"


def entry_of_type(type_: tree.Type) -> env.Entry:
    """What a name declared with this type stands for, as far as the type tells."""
    name = plain_name(type_.name)
    if name == "Tile":
        tile = _tile_type(type_.arguments)
        pointer = "*" in type_.modifiers or "&" in type_.modifiers
        return env.Tile(tile, None) if tile is not None and not pointer else env.Unknown()
    if name == "TPipe":
        pipe = pipe_type(type_.arguments)
        return env.Pipe(pipe, None, None) if pipe is not None else env.Unknown()
    if name in TENSOR_TYPES:
        return TENSOR_TYPES[name]
    if "__gm__" in type_.modifiers:
        return env.Tensor()
    if _SCALAR_TYPES.match(name) and "*" not in type_.modifiers:
        return env.Scalar()
    return env.Unknown()


def address_number(type_: TileType, base: int) -> int:
    """One number for a base in any on-chip memory."""
    return list(SPACES).index(type_.space) << 32 | base


def _tile_type(arguments: tuple[tree.Node, ...]) -> TileType | None:
    """Tile<space, element, rows, cols, layout, valid rows, valid cols, box layout, …>; valid -1: set at run time."""
    texts = [type_text(argument).rpartition("::")[2] for argument in arguments]
    if len(texts) < 5 or texts[0] not in SPACES:
        return None
    rows, cols, *valid = (tree.decimal(text) for text in (*texts[2:4], *texts[5:7]))
    if rows is None or cols is None:
        return None
    valid_rows, valid_cols = valid if len(valid) == 2 else (rows, cols)
    boxed = len(texts) > 7 and texts[7] != "NoneBox"
    return TileType(texts[0], texts[1], rows, cols, valid_rows, valid_cols, texts[4], boxed)
