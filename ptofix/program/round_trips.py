"""Orders within one core that go by way of the other one of its group (hw.core-flags).

A core gives a flag once work of a pipe is done, the core at the other end waits for it and gives a flag back, and the
first one waits for that: then the work is done. What the other core does in between does not matter, since its scalar
unit waits for the one flag before it comes to the call that gives the other.

Which wait takes which signal is a matter of counting: the n-th wait for a flag returns after the flag was given n
times. So it must be certain how often, and in which order, each of the two cores gives and awaits the flags; and no
other than these calls may give them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from ptofix.hardware.core_flags import SYNCALL, CoreFlag
from ptofix.hardware.pipe import Pipe
from ptofix.isa.expand import Unknown, forms
from ptofix.program.program import CoreSignal, FlagUser, Program, RoundTrip, TileOp
from ptofix.program.walker import Walker


class _Step(NamedTuple):
    """An instruction that gives or awaits a flag, once for each time that it runs."""

    at: int
    signal: CoreSignal


class _Trip(NamedTuple):
    """From one instruction to another, each of which runs once: after what `pipe` has done at the first."""

    start: int
    pipe: Pipe
    end: int


def with_round_trips(programs: Sequence[Program]) -> tuple[Program, ...]:
    """The programs of a file, each with the trips by way of the one for the other kind of core."""
    by_function: dict[str, list[Program]] = {}
    for program in programs:
        by_function.setdefault(program.function, []).append(program)
    return tuple(_with_trips(program, by_function[program.function]) for program in programs)


def _with_trips(program: Program, of_function: list[Program]) -> Program:
    others = [other for other in of_function if other.core != program.core]
    if len(of_function) != 2 or len(others) != 1 or not program.flag_users or not others[0].flag_users:
        return program
    flags = _followed(program, others[0])
    if not flags:
        return program
    mine, theirs = _steps(program, flags), _steps(others[0], flags)
    instructions = [*program.instructions]
    for number, (start, pipe, end) in enumerate(_trips(mine, theirs)):
        for index in (start, end):
            instruction = instructions[index]
            assert isinstance(instruction.action, TileOp)
            trips = (*instruction.action.round_trips, RoundTrip(number, pipe, index == end))
            instructions[index] = replace(instruction, action=replace(instruction.action, round_trips=trips))
    return replace(program, instructions=instructions)


def _followed(*programs: Program) -> frozenset[CoreFlag]:
    """The flags that only calls give or await of which that is certain, and each of them in one direction."""
    users = [user for program in programs for user in program.flag_users]
    doubtful = {flag.number for user in users if not _is_certain(user) for flag in user.flags}
    certain = frozenset(flag for user in users for flag in user.flags if flag.number not in doubtful)
    directions = Counter(flag.number for flag in certain)
    return frozenset(flag for flag in certain if directions[flag.number] == 1)


def _is_certain(user: FlagUser) -> bool:
    return user.pipe is None and not user.doubt and user.name != SYNCALL


def _steps(program: Program, flags: frozenset[CoreFlag]) -> list[_Step]:
    """All that a program does with these flags, in order; nothing if that is not certain."""
    found: dict[int, list[_Step]] = {}
    for instruction in program.reached:
        action = instruction.action
        if not isinstance(action, TileOp):
            continue
        if isinstance(forms(action.call), Unknown):
            return []
        if action.signal is not None and action.signal.flag in flags:
            found[instruction.index] = [_Step(instruction.index, action.signal)]
    walker = Walker(program, found)
    return [] if walker.symbols else walker.walk({}) or []


def _trips(mine: Sequence[_Step], theirs: Sequence[_Step]) -> Iterator[_Trip]:
    """Those of a program that say more than the ones before them."""
    runs = Counter(step.at for step in mine)
    once = {at for at, times in runs.items() if times == 1}
    given: dict[CoreFlag, list[tuple[int, _Step]]] = {}
    for place, step in enumerate(mine):
        if step.signal.pipe is not None:
            given.setdefault(step.signal.flag, []).append((place, step))
    behind, returned, awaited = _awaited_before(theirs), dict[Pipe, int](), Counter[CoreFlag]()
    for place, (end, (flag, gives)) in enumerate(mine):
        if gives is not None:
            continue
        awaited[flag] += 1
        for other, times in behind.get((flag, awaited[flag]), Counter[CoreFlag]()).items():
            signals = given.get(other, [])
            pipes = {step.signal.pipe for _, step in signals}
            if len(pipes) != 1 or len(signals) < times or end not in once:
                continue
            (begins, (start, _)), pipe = signals[times - 1], pipes.pop()
            if pipe is not None and start in once and returned.get(pipe, -1) < begins < place:
                returned[pipe] = begins
                yield _Trip(start, pipe, end)


def _awaited_before(steps: Sequence[_Step]) -> dict[tuple[CoreFlag, int], Counter[CoreFlag]]:
    """By flag and how often it was given then, how often each other flag was awaited before."""
    found: dict[tuple[CoreFlag, int], Counter[CoreFlag]] = {}
    given, awaited = Counter[CoreFlag](), Counter[CoreFlag]()
    for _, (flag, pipe) in steps:
        if pipe is None:
            awaited[flag] += 1
        else:
            given[flag] += 1
            found[flag, given[flag]] = awaited.copy()
    return found
