"""Programs that share statements, cube and vector or two callers of one function: what is put in must suit all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

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
        placed = [engine.place() for engine in self.engines]
        for engine, found in zip(self.engines, placed):
            for other, others in zip(self.engines, placed):
                if other is not engine:
                    _agree(found, other, others)
        return placed


def _agree(found: Placed, other: Engine, others: Placed) -> None:
    starts = {position.sequence.units[position.number].span.start for position in _units(other)}
    there = {_where(one) for one in others.statements}
    for one in found.statements:
        if one.span.start in starts and _where(one) not in there:
            raise UnplaceableError(f"`{one.text}` would run on another core, or for another caller, as well")


def _units(engine: Engine) -> Iterable[Position]:
    return (p for p in engine.sequences.where.values() if p.number < len(p.sequence.units))


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
