"""The views of `ptofix compare`: each is a function from two kernels to tables and streams, and a line in VIEWS."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from ptofix.program.outline import SYNCHRONISATION
from ptofix.program.pipe_uses import PipeUse
from ptofix.program.pipes import DEFAULT_LOCAL_SLOT_NUM
from ptofix.program.segments import SEGMENTS
from ptofix.report.comparison.pairing import aligned, paired
from ptofix.report.comparison.result import ComparedRow, ComparedTable, Comparison, OpPair, OpStream, StreamOp, Value
from ptofix.report.comparison.side import CoreSteps, KernelSide, PlacedEntry

Found = tuple[tuple[ComparedTable, ...], tuple[OpStream, ...]]


class ComparisonView(Struct, frozen=True):
    """What a view shows, in a few words, and how it is found."""

    title: str
    look: Callable[[KernelSide, KernelSide], Found]


def compare(a: KernelSide, b: KernelSide, view: str) -> Comparison:
    """Two kernels by one of VIEWS."""
    return Comparison(view, a, b, *VIEWS[view].look(a, b))


# ---------------------------------------------------------------- ops


def _ops(a: KernelSide, b: KernelSide) -> Found:
    by_class: list[ComparedRow] = []
    by_name: list[ComparedRow] = []
    streams: list[OpStream] = []
    for function, core, left, right in _cores(a, b):
        ops = [None if side is None else _placed_ops(side) for side in (left, right)]
        for place in _places(ops):
            key = (function, core, *place)
            here = [None if side is None else side.get(place, []) for side in ops]
            by_class += _counted(
                key, [None if side is None else Counter((o.kind, o.pipe) for o in side) for side in here]
            )
            by_name += _counted(
                key, [None if side is None else Counter((o.name, o.pipe) for o in side) for side in here]
            )
            pairs = aligned(here[0] or [], here[1] or [], lambda op: op.key)
            streams.append(OpStream(*key, tuple(OpPair(*pair) for pair in pairs)))
    heads = ("function", "core", "segment", "stage")
    tables = (
        ComparedTable("classes", (*heads, "class", "pipe"), tuple(by_class)),
        ComparedTable("ops", (*heads, "op", "pipe"), tuple(by_name), brief=True),
    )
    return tables, tuple(streams)


def _placed_ops(core: CoreSteps) -> dict[tuple[str, str], list[StreamOp]]:
    """The ops by segment and stage."""
    found: dict[tuple[str, str], list[StreamOp]] = {}
    for step in core.steps:
        op = _op(step)
        if op is not None:
            found.setdefault((step.segment, step.stage), []).append(op)
    return found


def _op(step: PlacedEntry) -> StreamOp | None:
    entry = step.entry
    return None if entry.kind == SYNCHRONISATION else StreamOp(entry.name, entry.kind, entry.pipe, entry.place.line)


def _places(sides: Iterable[dict[tuple[str, str], list[StreamOp]] | None]) -> list[tuple[str, str]]:
    """Segments in the order of the program, their stages as they are met."""
    met = dict.fromkeys(place for side in sides for place in side or ())
    return sorted(met, key=lambda place: SEGMENTS.index(place[0]))


# ---------------------------------------------------------------- pipes

_DEFAULTS = (str(DEFAULT_LOCAL_SLOT_NUM), "false", "false")  # of the last arguments
_ARGUMENTS = ("FlagID", "Direction", "SlotSize", "SlotNum", "LocalSlotNum", "IsNoSplit", "EN_UNIT_FLAG")


def _pipes(a: KernelSide, b: KernelSide) -> Found:
    synchronisation: list[ComparedRow] = []
    for function, core, left, right in _cores(a, b):
        for segment in SEGMENTS:
            key = (function, core, segment)
            synchronisation += _counted(
                key, [None if side is None else Counter(_synchronisation(side, segment)) for side in (left, right)]
            )
    tables = (
        ComparedTable("pipes", ("kernel", "pipe", "argument"), tuple(_pipe_rows(a, b))),
        ComparedTable("synchronisation", ("function", "core", "segment", "call", "pipe"), tuple(synchronisation)),
    )
    return tables, ()


def _synchronisation(core: CoreSteps, segment: str) -> Iterator[tuple[str, str]]:
    for step in core.steps:
        if step.segment == segment and step.entry.kind in (SYNCHRONISATION, "unknown"):
            yield step.entry.name, step.entry.pipe


class _PipeValues(Struct, frozen=True):
    """The template arguments of one pipe of one kernel, each as it is written at all uses."""

    kernel: str
    values: tuple[str, ...]

    @property
    def flag(self) -> str:
        return self.values[0]

    @property
    def direction(self) -> str:
        return self.values[1]


def _pipe_rows(a: KernelSide, b: KernelSide) -> Iterator[ComparedRow]:
    kernels_a, kernels_b = (list(dict.fromkeys(use.kernel for use in side.pipes)) for side in (a, b))
    for names in paired(kernels_a, kernels_b, lambda name: name, lambda _: None):
        left, right = (list(_pipe_values(side.pipes, name)) for side, name in zip((a, b), names))
        pipes = paired(left, right, lambda p: (p.flag, p.direction), lambda p: p.direction, lambda _: None)
        for here, there in pipes:
            one = here or there
            assert one is not None
            key = (_either(*names), f"{one.flag} {one.direction}")
            for number, argument in enumerate(_ARGUMENTS):
                values = [None if side is None else side.values[number] for side in (here, there)]
                yield ComparedRow((*key, argument), *values)


def _pipe_values(uses: Iterable[PipeUse], kernel: str | None) -> Iterator[_PipeValues]:
    grouped: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for use in uses:
        if use.kernel == kernel:
            values = _values(use)
            grouped.setdefault((values[0], values[1]), []).append(values)
    for found in grouped.values():
        yield _PipeValues(kernel or "", tuple(" or ".join(dict.fromkeys(column)) for column in zip(*found)))


def _values(use: PipeUse) -> tuple[str, ...]:
    """A text for each of _ARGUMENTS; those of the source where they are no plain constants."""
    pipe = use.type
    if pipe is None:
        written = [argument.rpartition("::")[2] for argument in use.arguments]
        written += _DEFAULTS[len(written) - len(_ARGUMENTS) :] if len(written) >= 4 else [""] * len(_ARGUMENTS)
        return tuple(written[: len(_ARGUMENTS)])
    numbers = (pipe.slot_size, pipe.slot_num, pipe.local_slot_num)
    return (str(pipe.flag_id), pipe.direction, *map(str, numbers), pipe.is_no_split, pipe.en_unit_flag)


# ---------------------------------------------------------------- both


def _cores(a: KernelSide, b: KernelSide) -> Iterator[tuple[str, str, CoreSteps | None, CoreSteps | None]]:
    """The functions on each core: by name, then in order, since a kernel may have another name there."""
    pairs = paired(a.cores, b.cores, lambda core: (core.function, core.core), lambda core: core.core)
    for left, right in pairs:
        one = left or right
        assert one is not None
        names = (None if side is None else side.function for side in (left, right))
        yield _either(*names), one.core, left, right


def _either(left: str | None, right: str | None) -> str:
    if left is None or right is None or left == right:
        return (right if left is None else left) or ""
    return f"{left} | {right}"


def _counted(key: tuple[str, ...], sides: list[Counter[tuple[str, str]] | None]) -> Iterator[ComparedRow]:
    """One row for all that either side has; a side that is there has a number."""
    for what in sorted({what for side in sides for what in side or ()}):
        values: list[Value] = [None if side is None else side[what] for side in sides]
        yield ComparedRow((*key, *what), *values)


VIEWS = {
    "ops": ComparisonView("op streams, and counts by op class and pipe", _ops),
    "pipes": ComparisonView("TPipe arguments, and barriers and flags", _pipes),
}
