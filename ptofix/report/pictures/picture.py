"""What a picture shows. Data only: the analysis makes it, and a page or a few lines of text are made from it."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from msgspec import Struct


class Status(str, Enum):
    """What is to be said of a mark, by the word that the page has for it."""

    MISSING = "missing"
    UNDECIDED = "undecided"
    KEPT = "kept"
    SPARE = "could go"
    REMOVED = "removed"
    ADDED = "added"
    FLAG = "flag"
    NOTE = "note"

    __str__ = str.__str__


class Column(NamedTuple):
    """One statement of a program, in program order: its line (from 1), and what it is in a word."""

    line: int
    word: str


class Touch(NamedTuple):
    """A statement's access to the bytes `[start, end)` of a memory; `lies` is "" where they are known exactly."""

    column: int
    memory: str
    start: int
    end: int
    write: bool
    name: str
    pipe: str
    lies: str = ""
    scratch: bool = False  # hidden memory of an op, which no operand names
    gaps: bool = False  # rows of bytes, of which only the first and the last are at the ends


class Life(NamedTuple):
    """Bytes that hold one value from a column to a column: what wrote it, to what reads it last."""

    memory: str
    start: int
    end: int
    first: int
    last: int
    name: str
    scratch: bool


class LoopColumns(NamedTuple):
    """The columns of a loop, and how many loops are around it."""

    first: int
    last: int
    depth: int


class Lane(Struct, frozen=True):
    """What one function does to on-chip memory on one core; `memories` are those that it touches, with their sizes.

    `anything` are columns of statements that may touch everything.
    """

    function: str
    core: str
    memories: tuple[tuple[str, int], ...]
    columns: tuple[Column, ...]
    touches: tuple[Touch, ...]
    lives: tuple[Life, ...]
    loops: tuple[LoopColumns, ...]
    anything: tuple[int, ...] = ()


class TouchPair(NamedTuple):
    """Two accesses of one lane, by number, of which the order is asked for; `reason` is what orders them, if said."""

    lane: int
    earlier: int
    later: int
    words: str
    reason: str = ""


class Mark(Struct, frozen=True):
    """A part of the text, `[start, end)`, that there is something to say about.

    `pairs` are some of those whose order it is about, `path` the lines on which nothing orders them, `partners` the
    lines of the other end of a flag.
    """

    start: int
    end: int
    status: Status
    title: str
    facts: tuple[str, ...] = ()
    pairs: tuple[TouchPair, ...] = ()
    path: tuple[int, ...] = ()
    partners: tuple[int, ...] = ()


class Picture(Struct, frozen=True):
    """One kernel. `said` is what the command says of all of it, `basis` what it rests on.

    `focus` is the line that was asked for, 0 for none, and `focus_words` what there is to say of it.
    """

    name: str
    text: str
    said: tuple[str, ...]
    basis: tuple[str, ...]
    marks: tuple[Mark, ...]
    lanes: tuple[Lane, ...]
    focus: int = 0
    focus_words: str = ""
