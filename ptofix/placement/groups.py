"""Programs that share statements, cube and vector or two callers of one function: what is put in must suit all.

Where there is no place for what one of them needs it stays as it is, with all that it runs: the others keep what they
share with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from ptofix.cpp.parser import Statement
from ptofix.placement.engine import Engine, Placed, UnplaceableError
from ptofix.placement.sequences import Position
from ptofix.placement.written import Inserted
from ptofix.program.program import Program


@dataclass(frozen=True, eq=False)
class SharingEngines:
    """`engines` are of programs each of which has a statement in common with another one."""

    engines: tuple[Engine, ...]

    @property
    def names(self) -> str:
        programs = [engine.program for engine in self.engines]
        return " and ".join(f"`{program.function}` on the {program.core} core" for program in programs)

    def place(self) -> list[Placed]:
        """What each program needs. Raises UnplaceableError, also where two need different things in one place."""
        placed = [engine.placed for engine in self.engines]
        for engine, found in zip(self.engines, placed):
            for other, others in zip(self.engines, placed):
                if other is not engine:
                    _agree(found, other, others)
        return placed


class Unplaced(NamedTuple):
    """A group that stays as it is, and why."""

    group: SharingEngines
    reason: str


def place_all(engines: Iterable[Engine]) -> tuple[list[tuple[SharingEngines, list[Placed]]], list[Unplaced]]:
    """Groups with what each needs, and those that stay as they are."""
    left, unplaced = list(engines), list[Unplaced]()
    while True:
        staying = [engine for one in unplaced for engine in one.group.engines]
        kept = {statement for engine in staying for statement in _statements(engine.program)}
        groups = groups_of([engine.keeping(kept) for engine in left])
        elsewhere = [(engine, _NOTHING) for engine in staying]
        elsewhere += [(engine, _placed(engine)) for group in groups for engine in group.engines]
        failed = [one for group in groups for one in _misfits(group, elsewhere)]
        if not failed:
            return [(group, group.place()) for group in groups], unplaced
        unplaced += failed
        gone = {_name(engine) for one in failed for engine in one.group.engines}
        left = [engine for engine in left if _name(engine) not in gone]


def _misfits(group: SharingEngines, elsewhere: list[tuple[Engine, Placed]]) -> list[Unplaced]:
    """Those for which there is no place whatever the others need, or all if they do not go together.

    Two that share no statement may share the head of a loop, or a jump.
    """
    found = []
    own = {_name(engine) for engine in group.engines}
    for engine in group.engines:
        try:
            placed = engine.placed
            for other, others in elsewhere:
                if _name(other) not in own:
                    _agree(placed, other, others)
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


def _agree(found: Placed, other: Engine, others: Placed) -> None:
    starts = {position.sequence.units[position.number].span.start for position in _units(other)}
    there = {_where(one) for one in others.statements}
    for one in found.statements:
        if one.span.start in starts and _where(one) not in there:
            raise UnplaceableError(f"`{one.text}` would run on another core, or for another caller, as well")


def _units(engine: Engine) -> Iterable[Position]:
    """Those of the functions that it runs."""
    where = engine.sequences.where
    statements = (instruction.statement for instruction in engine.program.instructions)
    functions = {where[statement].sequence.function for statement in statements if statement in where}
    return (p for p in where.values() if p.sequence.function in functions and p.number < len(p.sequence.units))


def _where(one: Inserted) -> tuple[object, ...]:
    return one.span, one.behind, one.text


def groups_of(engines: Iterable[Engine]) -> list[SharingEngines]:
    """Engines by the statements that they share, in order."""
    groups: list[tuple[set[Statement], list[Engine]]] = []
    for engine in engines:
        mine = _statements(engine.program)
        met = [group for group in groups if not group[0].isdisjoint(mine)]
        groups = [group for group in groups if group not in met]
        groups.append(({*mine, *(s for group in met for s in group[0])}, [*(e for g in met for e in g[1]), engine]))
    return [SharingEngines(tuple(members)) for _, members in groups]


def _statements(program: Program) -> set[Statement]:
    return {i.statement for i in program.instructions if i.statement is not None}
