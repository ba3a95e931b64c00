"""What is said: verdicts, and for a pair the accesses, the bytes, and the path on which nothing keeps them apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ptofix.program.program import Barrier, Region, SetFlag, WaitFlag
from ptofix.proof.accesses import PIPES, meeting
from ptofix.proof.explore import AFTER, Imbalance, Lockstep, Meeting, Site
from ptofix.text.diagnostics import Place
from ptofix.text.source import SourceFile, Span

if TYPE_CHECKING:
    from ptofix.proof.align import Woven


@dataclass(frozen=True)
class AccessRef:
    """One access: the statement (number of its instruction, line, text), the pipe it runs on, the operand."""

    index: int
    line: int
    text: str
    pipe: str
    name: str


@dataclass(frozen=True)
class Obligation:
    """`earlier` must be done before `later` starts: both touch `region`, and one of them writes."""

    earlier: AccessRef
    later: AccessRef
    kind: str  # RAW, WAR or WAW
    region: Region


@dataclass(frozen=True)
class Witness:
    """A path on which an order is missing; no obligations if it is a flag that is raised or awaited in vain.

    `path` has the line of each statement on it, `passed` the synchronisation on it that does not help.
    """

    function: str
    core: str
    flag_key: str
    message: str
    obligations: tuple[Obligation, ...]
    path: tuple[int, ...]
    passed: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Statistics:
    """What was looked at: programs (functions by core), accesses, states, changed statements."""

    programs: int
    accesses: int
    states: int
    removed: int
    added: int
    renamed: bool


@dataclass(frozen=True)
class Proved:
    assumptions: tuple[str, ...]  # those that the proof rests on
    statistics: Statistics


@dataclass(frozen=True)
class Refuted:
    witnesses: tuple[Witness, ...]


@dataclass(frozen=True)
class Unknown:
    """No verdict; `places` are where the inputs stop to match, in `before` and in `after`."""

    reason: str
    places: tuple[Place | None, Place | None] = (None, None)


Verdict = Proved | Refuted | Unknown


def witness(run: Lockstep, met: Meeting, lines: Sequence[int]) -> Witness:
    """The path of `met`, and how it goes wrong, in words."""
    program = run.before
    pairs = obligations(run, met, lines)
    passed = tuple(
        (lines[i], statement.text)
        for i in met.path[1:-1]
        if run.sides[i] & AFTER
        and isinstance(program.instructions[i].action, (Barrier, SetFlag, WaitFlag))
        and (statement := program.instructions[i].statement) is not None
    )
    first, second = pairs[0].earlier, pairs[0].later
    message = (
        f"`{second.text}` (line {second.line}, pipe {second.pipe}) may start while `{first.text}` (line {first.line}, "
        f"pipe {first.pipe}) is not done: {', '.join(f'{p.kind} on {p.region}' for p in pairs)}"
    )
    path = tuple(lines[i] for i in met.path if lines[i])
    return Witness(program.function, program.core, run.flag_key, message, pairs, path, passed)


def obligations(run: Lockstep, met: Meeting, lines: Sequence[int]) -> tuple[Obligation, ...]:
    """The accesses of the two sites that meet."""
    found: dict[Obligation, None] = {}
    for x in met.earlier.touches_after:
        for y in met.later.touches_after:
            region = meeting(x, y)
            if region is not None:
                kind = ("WAW" if y.write else "RAW") if x.write else "WAR"
                ends = [_access(run, site, touch.name, lines) for site, touch in ((met.earlier, x), (met.later, y))]
                found[Obligation(ends[0], ends[1], kind, region)] = None
    return tuple(found)


def _access(run: Lockstep, site: Site, name: str, lines: Sequence[int]) -> AccessRef:
    statement = run.before.instructions[site.node].statement
    text = " ".join(statement.text.split()) if statement is not None else "what runs around the function"
    return AccessRef(site.node, lines[site.node], text, PIPES[site.pipe.bit_length() - 1], name)


def imbalance(run: Lockstep, found: Imbalance, lines: Sequence[int]) -> Witness:
    """A flag that goes wrong in the second input and not in the first."""
    node, key, waits = found
    line, flag = lines[node], ", ".join(map(str, list(run.keys)[key]))
    message = f"flag ({flag}) is still raised when the function ends, as it was not before"
    if waits:
        message = f"line {line} waits for flag ({flag}), which nothing raises any more on some path"
    return Witness(run.before.function, run.before.core, run.flag_key, message, (), (line,) if line else (), ())


def line_places(before: SourceFile, after: SourceFile, lines: Sequence[int]) -> tuple[Place | None, Place | None]:
    """The places of two lines, None for line 0."""
    found: list[Place | None] = [None, None]
    for side, source in enumerate((before, after)):
        if lines[side]:
            start = sum(map(len, source.text.splitlines(keepends=True)[: lines[side] - 1]))
            found[side] = Place(source, Span(start, start + len(source.line_text(lines[side]))))
    return found[0], found[1]


def statistics(runs: Sequence[Lockstep], woven: Woven) -> Statistics:
    sites, states = sum(len(run.sites) for run in runs), sum(run.visited for run in runs)
    return Statistics(len(woven.programs), sites, states, len(woven.removed), len(woven.added), woven.renamed)
