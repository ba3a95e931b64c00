"""What the placement engine found, as rewrites of a job."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from ptofix.cpp.parser import Statement
from ptofix.order.model import Model
from ptofix.placement.engine import Engine, Placed
from ptofix.placement.written import Inserted, in_place_order, insertion
from ptofix.rewriting.job import Job
from ptofix.text.source import Edit

_ADDED = " /* ptofix: added */"


def idle_engines(job: Job, model: Model) -> list[Engine]:
    """Of the programs in which nothing happens, `beside` the others: they would run a flag where they come along."""
    return [Engine(job.tree, program, model) for program in job.program_file.idle]


def additions(inserted: Iterable[Inserted], strip: bool) -> list[Edit]:
    """The edits that put statements in, each once."""
    return [insertion(one, "" if strip else _ADDED) for one in sorted(dict.fromkeys(inserted), key=in_place_order)]


def add(job: Job, engines: Sequence[Engine], placed: Sequence[Placed], label: str) -> bool:
    """Put in what was found, each flag and each barrier a rewrite of its own; whether all of them were made."""
    edits: list[tuple[Inserted, Edit]] = []
    known: set[Inserted] = set()
    complete = True
    for found in placed:
        for words, place, statements in found.parts:
            new = [one for one in statements if one not in known]
            known.update(new)
            made = [(one, insertion(one, "" if job.strip else _ADDED)) for one in new]
            if not made:
                continue  # put in for the other core
            if job.accept([], label, "added", f"added {words}", place):
                edits += made
            else:
                complete = False
    note_placed(job, label, engines, placed)
    job.edits += [edit for _, edit in sorted(edits, key=lambda pair: in_place_order(pair[0]))]
    return complete


def note_placed(job: Job, label: str, engines: Sequence[Engine], placed: Sequence[Placed]) -> None:
    """Say of each program where event ids did not suffice, and how far what was put in is from the minimum."""
    for engine, found in zip(engines, placed):
        for words in found.fallbacks:
            job.note(label, "event ids", words)
        if found.bounds is not None:
            flags, barriers = found.bounds
            where = f"`{engine.program.function}` on the {engine.program.core} core"
            job.note(label, "bound", f"{where}: flags of {flags}; barriers of one pipe of {barriers}")


def instead_of(offset: int, placed: Iterable[Placed]) -> list[str]:
    """What was put in that orders what is before an offset of the text before what is after it, in words."""
    found = [f"{fence.source}>{fence.target}" for one in placed for fence, _ in one.fences if fence.spans(offset)]
    return list(dict.fromkeys(found))


def needs(statements: Iterable[Inserted | Statement]) -> str:
    """How many flags and barriers there are, in words."""
    counts = Counter(_kind(statement.text) for statement in statements)
    return ", ".join(f"{counts[kind]} {kind}" for kind in _KINDS if counts[kind]) or "nothing"


_KINDS = ("set_flag", "wait_flag", "PIPE_ALL barriers", "PIPE_V barriers", "other barriers")


def _kind(text: str) -> str:
    if text.startswith("pipe_barrier"):
        pipe = text.partition("(")[2].partition(")")[0].strip()
        return f"{pipe} barriers" if f"{pipe} barriers" in _KINDS else "other barriers"
    return text.partition("(")[0].strip()
