"""The words for what is lost: for a pair the accesses, the bytes, and the path on which nothing keeps them apart."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from itertools import pairwise

from ptofix.evidence.pairs import Support
from ptofix.hardware.pipe import PIPES, Pipe
from ptofix.isa.walk import NEVER
from ptofix.program.program import Barrier, Program, Region, SetFlag, WaitFlag
from ptofix.proof.accesses import GLOBAL, NO_END, meeting
from ptofix.proof.explore import Lockstep
from ptofix.proof.flag_counts import Imbalance
from ptofix.proof.global_places import are_apart
from ptofix.proof.product import AFTER, Product
from ptofix.proof.states import BIT, Meeting, WorkSite
from ptofix.proof.verdict import AccessRef, Obligation, Witness
from ptofix.text.order_words import Apart


def witness(run: Lockstep, mets: Sequence[Meeting], made: Product) -> Witness:
    """The path of the first one of `mets`, which are of one pair, and how it goes wrong, in words."""
    met = mets[0]
    program = run.before
    pairs = obligations(run, met, made)
    nodes = [run.instruction[node] for node in met.path()[1]]
    passed = tuple(
        (_line(run, i, made), statement.text)
        for i in nodes[1:-1]
        if run.sides[i] & AFTER
        and isinstance(program.instructions[i].action, (Barrier, SetFlag, WaitFlag))
        and (statement := program.instructions[i].statement) is not None
    )
    first, second = pairs[0].earlier, pairs[0].later
    message = (
        f"`{second.text}` (line {second.line}, pipe {second.pipe}) may start while `{first.text}` (line {first.line}, "
        f"pipe {first.pipe}) is not done: {', '.join(f'{p.kind} on {p.region}' for p in pairs)}"
        f"{_rounds(run.before, nodes, pairs[0].kind)}"
    )
    path = tuple(line for i in nodes if (line := _line(run, i, made)))
    return Witness(program.function, program.core, run.flag_key, message, pairs, path, passed, _apart(run, mets))


def _apart(run: Lockstep, mets: Sequence[Meeting]) -> Apart | None:
    """What keeps the pair apart by distance alone on all paths, if its grade was accepted."""
    first = mets[0]
    if not first.earlier.pipe == first.later.pipe == BIT[Pipe.V] or first.earlier.opaque:
        return None
    known = [run.pairs.support(met.earlier, met.later, AFTER, met.state.repeats[1]) for met in mets]
    found = [one for one in known if one is not None]
    if len(found) < len(known):
        return None
    both = reduce(Support.and_also, found)
    between = min(met.state.repeats[1] for met in mets)
    near = run.pairs.repeats_apart(first.earlier.accesses[1], first.later.accesses[1]) or 0
    repeats = between + near
    return Apart(repeats if repeats < NEVER else None, str(both.grade), both.rests_on)


def _rounds(program: Program, path: Sequence[int], kind: str) -> str:
    """`; round i of the loop over v9 writes the bytes that round i-1 still reads`, if a path ends in a later round."""
    does, did = {"RAW": ("reads", "writes"), "WAW": ("writes", "writes"), "WAR": ("writes", "reads")}[kind]
    words = ""
    for loop, variable, _, _ in program.instructions[path[-1]].rounds:
        met = [{r.loop: r.residue for r in program.instructions[node].rounds}.get(loop) for node in path]
        later = sum(x != y for x, y in pairwise(met))
        if later and None not in met:
            over = f" over `{variable}`" if variable else ""
            words += f"; round i of the loop{over} {does} the bytes that round i-{later} still {did}"
    return words


def obligations(run: Lockstep, met: Meeting, made: Product) -> tuple[Obligation, ...]:
    """The accesses of the two sites that meet."""
    found: dict[Obligation, None] = {}
    for x in met.earlier.accesses[1]:
        for y in met.later.accesses[1]:
            region = meeting(x, y)
            if region is not None and not (region.memory == GLOBAL and run.distinct and are_apart(x.place, y.place)):
                kind = ("WAW" if y.write else "RAW") if x.write else "WAR"
                ends = [_access(run, site, access.name, made) for site, access in ((met.earlier, x), (met.later, y))]
                where = region if region.end < NO_END else Region(region.memory, 0, 0)  # anywhere in it
                found[Obligation(ends[0], ends[1], kind, where)] = None
    return tuple(found)


def _access(run: Lockstep, site: WorkSite, name: str, made: Product) -> AccessRef:
    place = run.instruction[site.node]
    statement = run.before.instructions[place].statement
    text = " ".join(statement.text.split()) if statement is not None else "unfinished work of callers"
    return AccessRef(place, _line(run, place, made), text, PIPES[site.pipe.bit_length() - 1], name)


def imbalance(run: Lockstep, found: Imbalance, made: Product) -> Witness:
    """A flag that goes wrong in the second input and not in the first."""
    node, key, waits = found
    line, flag = _line(run, node, made), ", ".join(map(str, list(run.keys)[key]))
    message = f"flag ({flag}) is still raised when the function ends, as it was not before"
    if waits:
        message = f"line {line} waits for flag ({flag}), which nothing raises any more on some path"
    return Witness(run.before.function, run.before.core, run.flag_key, message, (), (line,) if line else (), ())


def _line(run: Lockstep, index: int, made: Product) -> int:
    """In `after`, or in `before` for what only that has."""
    before, after = made.lines(run.before, index)
    return after or before
