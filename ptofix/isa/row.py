"""The op table as types: what `reading` makes of ops.toml, whose head explains each key.

The fields of what a table becomes are its keys.
"""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

from ptofix.hardware.pipe import Pipe
from ptofix.hardware.tile import Space
from ptofix.isa.conditions import Condition
from ptofix.isa.drain import Drain

TILE_ROLES = ("w", "r", "rw", "-")
GLOBAL_ROLES = ("global", "global-r", "global-w", "global-rw")
ENTRY_ROLES = ("entry-w", "entry-r")
NAME_ROLES = ("alias", "meta")
PIPE_ROLES = ("pipe", "pipe-r", "pipe-w")  # a TPipe; with a letter, its slots in global memory
INDEX = "index"
BEHIND = "behind"  # the pipe after whose work a signal to another core is given
CORE_FLAG, MESSAGE = "core-flag", "message"
"""The number of a flag between cores that an op waits for, and what says which one it gives."""
NUMBER_ROLES = ("scalar", INDEX, BEHIND, CORE_FLAG, MESSAGE, "mode")
ROLES = (*TILE_ROLES, *GLOBAL_ROLES, *ENTRY_ROLES, *NAME_ROLES, *NUMBER_ROLES, *PIPE_ROLES)
"""What an operand is to an op."""


def access_of(role: str) -> str:
    """r, w or rw; nothing for an operand whose bytes an op does not touch."""
    access = role.rpartition("-")[2]
    return access if access in ("r", "w", "rw") else ""


SCRATCH = "scratch"
"""What steps call the hidden memory of the row-expands."""

AREAS = {SCRATCH: "tmp_ub", "ub_start": "ub_start"}
"""Hidden memories, `[scratch.…]`, by the word that steps have for them."""

ALWAYS_WHOLE = "tmp"
"""The operand of which all bytes count as touched, with a star after it or without."""

HEADER_EVENT = 0
"""Id of the flags that headers set and wait for inside an op, where a row names no other."""

UNUSED_AREA = "ub_start"
"""Read by instructions that do nothing with the values: such an access needs no order, though none is taken away."""

MASK_USES = ("none", "sets")
EMPTY = ("nothing",)
KINDS = ("tile-op", "sync", "pure", "alias")
FIFO_STEPS = ("pop", "free", "alloc", "push")
AXES = ("TileSplitAxis",)
CONFIDENCES = ("read", "inferred")

HEADERS = "headers"
SHARED = "shared"
"""What all ops rest on: the classes of their operands."""
ORIGINS = {
    HEADERS: "the headers have a definition of this name, and its fingerprint says whether it is as known",
    SHARED: "the headers, in the classes of operands, which all ops rest on",
    "language": "C++ itself",
    "compiler": "the device compiler and the hardware behind it",
    "assembler": "what the assembler emits beside its calls",
    "runtime": "what starts the kernels",
    "other hardware": "the headers for other hardware only",
}
"""Whose facts a row has. Only those of the headers change with them."""


class OperandRow(NamedTuple):
    """One operand of an op: `role` is one of ROLES, `optional` ones may be absent."""

    name: str
    role: str
    optional: bool


class Mention(NamedTuple):
    """An operand, or the hidden scratch, that a step reads or writes; `whole`: all of the padded tile.

    With an `element` only the element is meant that the operand of this name tells, where its value is known.
    """

    name: str
    whole: bool
    element: str = ""


class Step(Struct, frozen=True):
    """Instructions on one pipe with no drain between them; `walk` is the name of a rule of `ptofix.isa.chains`."""

    pipe: Pipe
    reads: tuple[Mention, ...]
    writes: tuple[Mention, ...]
    walk: str | None


class Form(NamedTuple):
    """One `[[op.form]]`: what an op does where `when` holds. `operands`, `pipe`, `always`, `events` are its op's by
    default.
    """

    operands: tuple[OperandRow, ...]
    when: tuple[Condition, ...]
    pipe: Pipe
    text: str
    unknown: str | None
    always: bool
    rebinds: tuple[str, ...]
    steps: tuple[Step | Drain, ...]
    resizes: tuple[str, ...]
    skipped: str | None
    events: tuple[int, ...]


class SameSize(NamedTuple):
    """The headers walk the valid rows and columns of `of` in `others`, too; one of the two where `side` is not ""."""

    of: str
    side: str
    others: tuple[str, ...]


class OpRow(NamedTuple):
    """One `[[op]]`. `pipe` and `operands` are None for an op without forms, `full` where no source comes first.

    `gives` are pipes by core. `axis` is "" where any template arguments will do, `since` for the first row of an op.
    `empty` is "nothing" where an empty valid shape does nothing, or reaches all drains; "" where it may reach some.
    `no_rows` is "nothing" where it touches nothing if no tile has a valid row; "" where that is not known.
    `mask` is what its work on V does with the vector mask it finds: "none", it "sets" its own, "" if it may use it.
    `origin` is one of ORIGINS; `implemented_by` the op of which the headers have the definition, "" for its own name.
    """

    names: tuple[str, ...]
    since: str
    kind: str
    pipe: Pipe | None
    operands: tuple[OperandRow, ...] | None
    unknown: str | None
    always: bool
    empty: str
    no_rows: str
    fifo: str
    gives: dict[str, Pipe]
    axis: str
    full: tuple[str, str] | None
    sizes: tuple[SameSize, ...]
    events: tuple[int, ...]
    mask: str
    origin: str
    implemented_by: str
    source: str
    confidence: str
    form: tuple[Form, ...]


class ScratchArea(NamedTuple):
    """One `[scratch.…]`: memory that headers use and calls do not name. `offset` and `size` are in bytes."""

    symbol: str
    space: Space
    offset: int
    size: int
    source: str
