"""Programs that share statements, cube and vector or two callers of one function: what is put in must suit all.

Where there is no place for what one of them needs it stays as it is, with all that it runs: the others keep what they
share with it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from msgspec import Struct

from ptofix.cpp.parser import Statement
from ptofix.placement.engine import Engine, Placed, UnplaceableError
from ptofix.placement.written import Inserted
from ptofix.program.program import Program


class SharingEngines(Struct, frozen=True, eq=False):
    """`engines` are of programs each of which has a statement in common with another one."""

    engines: tuple[Engine, ...]

    @property
    def names(self) -> str:
        programs = [engine.program for engine in self.engines]
        return " and ".join(f"`{program.function}` on the {program.core} core" for program in programs)

    def place(self, beside: Iterable[Engine] = ()) -> list[Placed]:
        """What each program needs. Raises UnplaceableError, also where two need different things in one place.

        In the programs `beside` nothing is put in.
        """
        placed = [engine.placed for engine in self.engines]
        users = _users_of([*zip(self.engines, placed), *((engine, _NOTHING) for engine in beside)])
        for found in placed:
            _agree(found, users)
        return placed


class Unplaced(NamedTuple):
    """A group that stays as it is, and why."""

    group: SharingEngines
    reason: str


def place_all(
    engines: Iterable[Engine], beside: Iterable[Engine] = ()
) -> tuple[list[tuple[SharingEngines, list[Placed]]], list[Unplaced]]:
    """Groups with what each needs, and those that stay as they are; in the programs `beside` nothing is put in."""
    left, unplaced = list(engines), list[Unplaced]()
    unchanged = list(beside)
    while True:
        staying = [engine for one in unplaced for engine in one.group.engines]
        kept = {statement for engine in staying for statement in _statements(engine.program)}
        groups = groups_of([engine.keeping(kept) for engine in left])
        needs = [(engine, _NOTHING) for engine in (*unchanged, *staying)]
        needs += [(engine, _placed(engine)) for group in groups for engine in group.engines]
        users = _users_of(needs)
        failed = [one for group in groups for one in _misfits(group, users)]
        if not failed:
            return [(group, group.place()) for group in groups], unplaced
        unplaced += failed
        gone = {_name(engine) for one in failed for engine in one.group.engines}
        left = [engine for engine in left if _name(engine) not in gone]


class _User(NamedTuple):
    """A program that runs a function, and what it needs put in."""

    name: tuple[str, str]
    starts: frozenset[int]  # of the units of the function, on its core
    statements: frozenset[tuple[object, ...]]


_Users = dict[str, list[_User]]  # by function


def _users_of(needs: Iterable[tuple[Engine, Placed]]) -> _Users:
    found: _Users = {}
    for engine, placed in needs:
        statements = frozenset(map(_where, placed.statements))
        for function in engine.functions:
            starts = engine.sequences.starts.get(function, frozenset())
            found.setdefault(function, []).append(_User(_name(engine), starts, statements))
    return found


def _misfits(group: SharingEngines, users: _Users) -> list[Unplaced]:
    """Those for which there is no place whatever the others need, or all if they do not go together.

    Two that share no statement may share the head of a loop, or a jump.
    """
    found = []
    own = {_name(engine) for engine in group.engines}
    for engine in group.engines:
        try:
            _agree(engine.placed, users, own)
        except UnplaceableError as problem:
            found.append(Unplaced(SharingEngines((engine,)), str(problem)))
    if not found:
        try:
            group.place()
        except UnplaceableError as problem:
            found.append(Unplaced(group, str(problem)))
    return found


_NOTHING = Placed((), (), ())


def _placed(engine: Engine) -> Placed:
    """What a program needs, nothing where there is no place for it."""
    try:
        return engine.placed
    except UnplaceableError:
        return _NOTHING


def _name(engine: Engine) -> tuple[str, str]:
    return engine.program.function, engine.program.core


def _agree(found: Placed, users: _Users, but: Collection[tuple[str, str]] = ()) -> None:
    """All that run a function need there what is put in. Raises UnplaceableError."""
    for one in found.statements:
        start, where = one.span.start, _where(one)
        for user in users.get(one.unit.sequence.function, ()):
            if start in user.starts and where not in user.statements and user.name not in but:
                raise UnplaceableError(f"`{one.text}` would run on another core, or for another caller, as well")


def _where(one: Inserted) -> tuple[object, ...]:
    return one.span, one.behind, one.text


def groups_of(engines: Iterable[Engine]) -> list[SharingEngines]:
    """Engines by the statements that they share, in order."""
    groups: dict[int, list[Engine]] = {}  # by the number of the last engine that brought some of it together
    became: dict[int, int] = {}  # of a group that is a part of another one now
    group_of: dict[Statement, int] = {}
    for number, engine in enumerate(engines):
        mine = _statements(engine.program)
        met = {group_of[statement] for statement in mine if statement in group_of}
        while not met <= groups.keys():
            met = {became.get(group, group) for group in met}
        groups[number] = [*(member for group in sorted(met) for member in groups.pop(group)), engine]
        became.update(dict.fromkeys(met, number))
        group_of.update(dict.fromkeys(mine, number))
    return [SharingEngines(tuple(members)) for members in groups.values()]


def _statements(program: Program) -> set[Statement]:
    return {i.statement for i in program.instructions if i.statement is not None}
