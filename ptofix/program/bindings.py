"""Calls that bind a name to other bytes: TASSIGN, TRESHAPE, TSUBVIEW, tile TPOP, SetValidShape.

Each function changes the environment in place. A call that is not of the expected form leaves its tiles unknown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ptofix.cpp import tree
from ptofix.program import names as env
from ptofix.program.names import Environment, evaluate
from ptofix.program.types import name_of

Arguments = tuple[tree.Node, ...]
Bindings = dict[str, tuple[int, Callable[[Arguments, Environment], None]]]


def forget(names: Environment, words: list[str], reason: str) -> None:
    """Take what the names stand for as unknown from here on."""
    for word in words:
        entry = names.get(word)
        if isinstance(entry, env.Tile):
            names[word] = env.unknown_tile(entry, reason)
        elif isinstance(entry, env.Pipe):
            names[word] = replace(entry, consumer=None, index=None)


def copied(entry: env.Tile, source: tree.Node, names: Environment) -> env.Tile:
    """`entry` at the address of the tile `source`."""
    other = names.get(source.text) if isinstance(source, tree.Name) else None
    if isinstance(other, env.Tile):
        return replace(entry, bases=other.bases, slots=other.slots, unknown=other.unknown)
    return env.unknown_tile(entry, "it is a copy of something unknown")


def pipe_object(entry: env.Pipe, arguments: Arguments, core: str, names: Environment) -> env.Pipe:
    """TPipe(gm slots, buffer of the cube-to-vector consumer, buffer of the vector-to-cube consumer)."""
    if len(arguments) != 3:
        return entry
    return replace(entry, consumer=evaluate(arguments[1 if core == "vector" else 2], names), index=0)


def _tassign(arguments: Arguments, names: Environment) -> None:
    name = name_of(arguments[0])
    entry, address = names.get(name), evaluate(arguments[1], names)
    if isinstance(entry, env.Tile):
        names[name] = (
            env.unknown_tile(entry, "the address it is assigned is not a known constant")
            if address is None
            else replace(entry, bases=(address,), slots=1)
        )


def _treshape(arguments: Arguments, names: Environment) -> None:
    entry = names.get(name_of(arguments[0]))
    if isinstance(entry, env.Tile):
        names[name_of(arguments[0])] = copied(entry, arguments[1], names)


def _tsubview(arguments: Arguments, names: Environment) -> None:
    entry, parent = names.get(name_of(arguments[0])), names.get(name_of(arguments[1]))
    row, col = evaluate(arguments[2], names), evaluate(arguments[3], names)
    if not isinstance(entry, env.Tile):
        return
    bases = None
    if isinstance(parent, env.Tile) and parent.bases is not None and not parent.type.boxed and parent.slots == 1:
        size = parent.type.element_bytes
        if row is not None and col is not None and size is not None and parent.type.layout == "RowMajor":
            bases = tuple(base + (row * parent.type.cols + col) * size for base in parent.bases)
    names[name_of(arguments[0])] = (
        env.unknown_tile(entry, "it is a view at an unknown offset") if bases is None else replace(entry, bases=bases)
    )


def _tpop(arguments: Arguments, names: Environment) -> None:
    """A tile TPOP binds its tile to buffer (index mod LocalSlotNum) of the pipe, then loads into it."""
    pipe, entry = names.get(name_of(arguments[0])), names.get(name_of(arguments[1]))
    if isinstance(entry, env.Tile):
        names[name_of(arguments[1])] = (
            _popped(pipe, entry) if isinstance(pipe, env.Pipe) else env.unknown_tile(entry, "its pipe is not known")
        )


def _popped(pipe: env.Pipe, entry: env.Tile) -> env.Tile:
    if pipe.consumer is None or entry.type.element_bytes is None:
        return env.unknown_tile(entry, "the local buffer of its pipe is not a known constant")
    if pipe.index is None:
        return replace(entry, bases=(pipe.consumer,), slots=pipe.type.local_slot_num)
    slot = pipe.index % pipe.type.local_slot_num
    return replace(entry, bases=(pipe.consumer + slot * entry.type.size_bytes,), slots=1)


def _advance(arguments: Arguments, names: Environment) -> None:
    pipe = names.get(name_of(arguments[0]))
    if isinstance(pipe, env.Pipe) and pipe.index is not None:
        names[name_of(arguments[0])] = replace(pipe, index=pipe.index + 1)


def _set_valid_shape(arguments: Arguments, names: Environment) -> None:
    """The valid shape is then known at run time only."""
    name = name_of(arguments[0])
    entry = names.get(name)
    if isinstance(entry, env.Tile):
        names[name] = replace(entry, type=replace(entry.type, valid_rows=None, valid_cols=None))


BEFORE_ACCESS: Bindings = {"TPOP": (2, _tpop)}
"""Calls that bind a tile and then access it: number of arguments, and what to do."""

REBIND: Bindings = {
    "TASSIGN": (2, _tassign),
    "TRESHAPE": (2, _treshape),
    "TSUBVIEW": (4, _tsubview),
    "TPOP": (2, _advance),
    "member.SetValidShape": (3, _set_valid_shape),
}
"""Calls that bind a tile behind their access, if they have one."""
