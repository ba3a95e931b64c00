"""What a comparison found, in the form that all views have and all formats are made from."""

from __future__ import annotations

from msgspec import Struct

from ptofix.report.comparison.side import KernelSide
from ptofix.text.diagnostics import Place
from ptofix.text.plural import plural

Value = int | str | None


class ComparedRow(Struct, frozen=True):
    """One thing that is compared; `a` and `b` are None where a side does not have it at all."""

    key: tuple[str, ...]
    a: Value
    b: Value

    @property
    def equal(self) -> bool:
        return self.a == self.b


class ComparedTable(Struct, frozen=True):
    """`heads` name the parts of each row's key. Of a `brief` table the text form shows only rows that differ.

    One that only `informs` says nothing about whether the two are equal.
    """

    name: str
    heads: tuple[str, ...]
    rows: tuple[ComparedRow, ...]
    brief: bool = False
    informs: bool = False


NOT_COMPARED = "not compared"
"""The table of what only one side has, of which nothing is known therefore."""


class LostOrder(Struct, frozen=True):
    """An order that bytes need and that one text lacks: A if `in_a`, else B.

    `what` is its kind, bytes and pipes; `earlier` and `later` are ops with their lines in both. `place` is the later
    op in the text that lacks it, `guards` are the waits and barriers before it in the other one.
    """

    function: str
    core: str
    code: str
    what: str
    earlier: str
    later: str
    in_a: bool
    place: Place
    guards: tuple[Place, ...]


class StreamOp(Struct, frozen=True):
    """One op of a stream. Two are the same if name, class and pipe are: not where they are."""

    name: str
    kind: str
    pipe: str
    line: int

    @property
    def key(self) -> tuple[str, str, str]:
        return self.name, self.kind, self.pipe


class OpPair(Struct, frozen=True):
    """Ops that are beside each other; None where a side has none there."""

    a: StreamOp | None
    b: StreamOp | None

    @property
    def equal(self) -> bool:
        return self.a is not None and self.b is not None and self.a.key == self.b.key


class OpStream(Struct, frozen=True):
    """The ops of one stage in one segment of one function on one core, aligned."""

    function: str
    core: str
    segment: str
    stage: str
    pairs: tuple[OpPair, ...]

    @property
    def equal(self) -> bool:
        return all(pair.equal for pair in self.pairs)


class Comparison(Struct, frozen=True):
    """Two kernels by one view."""

    view: str
    a: KernelSide
    b: KernelSide
    tables: tuple[ComparedTable, ...]
    streams: tuple[OpStream, ...] = ()
    lost: tuple[LostOrder, ...] = ()
    proof: str = ""  # what the checker says of the two: B has every order of A

    @property
    def compared(self) -> list[ComparedRow]:
        """The rows that tell whether the two are equal."""
        return [row for table in self.tables if not table.informs for row in table.rows]

    @property
    def by_spelling(self) -> bool:
        """Whether a function of either side is known by its spelling only: then nothing is called equal."""
        return any(outside.whole_function for kernel in (self.a, self.b) for outside in kernel.outside)

    @property
    def equal(self) -> bool:
        rows = all(row.equal for row in self.compared)
        return rows and all(stream.equal for stream in self.streams) and not self.by_spelling

    @property
    def verdict(self) -> str:
        if self.equal:
            return f"equal; {self.proof}" if self.proof else "equal"
        rows = sum(not row.equal for row in self.compared)
        ops = sum(not pair.equal for stream in self.streams for pair in stream.pairs)
        parts = [plural(count, what) for count, what in ((rows, "row"), (ops, "op")) if count]
        return f"differences: {', '.join(parts)}" if parts else "not known to be equal: read by its spelling only"
