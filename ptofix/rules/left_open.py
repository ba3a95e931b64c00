"""The pairs of ops on PIPE_V that a text leaves without a barrier under `strict`: what its author relies on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from ptofix.cpp.parser import Statement
from ptofix.evidence.entry import CONDITIONS, LONG
from ptofix.evidence.grade import Grade
from ptofix.evidence.measured import RAW
from ptofix.hardware.pipe import Pipe
from ptofix.isa.walk import NEVER
from ptofix.order.effects import Hazard, distance
from ptofix.order.grades import OpenOrder, SafeDistance
from ptofix.order.model import ProgramOrder
from ptofix.rules.messages import call_name, statement_of
from ptofix.rules.races import Race, RaceKey
from ptofix.rules.subject import Subject
from ptofix.text.diagnostics import Place

_COUNTED = SafeDistance(1 << 20, assumed=frozenset())
"""Repeats are counted that far, and no pair is safe for them."""


class OpenSite(Struct, frozen=True):
    """Two statements that meet, and the fewest repeats that lie between them; None if they never come near."""

    earlier: Place
    later: Place
    repeats: int | None


class OpenPair(Struct, frozen=True):
    """Two ops that a text leaves unordered, in the same way at each of the sites.

    `hazard` is RAW, WAW or WAR. `order` is what evidence.toml could say of the pair, RAW or WAR, "" if nothing: it is
    about neither a write after a write nor more than one of them. `conditions` are those of evidence.toml that hold.
    """

    earlier: str
    later: str
    hazard: str
    order: str
    conditions: tuple[str, ...]
    grade: Grade
    sites: tuple[OpenSite, ...]

    @property
    def repeats(self) -> tuple[int, int] | None:
        """The fewest and the most repeats between the two at a site, if they come near at one."""
        found = [site.repeats for site in self.sites if site.repeats is not None]
        return (min(found), max(found)) if found else None


def left_open(subjects: Sequence[Subject]) -> list[OpenPair]:
    """All pairs of some texts, each judged under `strict`; by op, and how they meet."""
    sites: dict[OpenPair, dict[tuple[Place, Place], OpenSite]] = {}
    for subject in subjects:
        for pair, site in _sites(subject):
            known = sites.setdefault(pair, {})
            before = known.get((site.earlier, site.later), site)
            known[site.earlier, site.later] = min(before, site, key=lambda one: _or_never(one.repeats))
    found = [_with_sites(pair, tuple(known.values())) for pair, known in sites.items()]
    return sorted(found, key=lambda one: (one.earlier, one.later, one.hazard, one.order, one.conditions))


def _with_sites(pair: OpenPair, sites: tuple[OpenSite, ...]) -> OpenPair:
    return OpenPair(pair.earlier, pair.later, pair.hazard, pair.order, pair.conditions, pair.grade, sites)


def _or_never(repeats: int | None) -> int:
    return NEVER if repeats is None else repeats


def _sites(subject: Subject) -> Iterator[tuple[OpenPair, OpenSite]]:
    for order, judged in zip(subject.orders, subject.judged):
        missing = {race.key: race for race in judged.missing if race.earlier.pipe == race.later.pipe == Pipe.V}
        hazards: dict[RaceKey, list[tuple[Hazard, int]]] = {}
        for hazard, between in _hazards(order):
            statements = hazard.earlier.instruction.statement, hazard.later.instruction.statement
            for on_scratch in (False, True):
                key = (*map(_span, statements), hazard.earlier.pipe, hazard.later.pipe, on_scratch)
                if key in missing:
                    hazards.setdefault(key, []).append((hazard, between))
        for key, met in hazards.items():
            yield _site(order, missing[key], met)


def _span(statement: Statement | None) -> object:
    return None if statement is None else statement.span


def _hazards(order: ProgramOrder) -> Iterator[tuple[Hazard, int]]:
    """The pairs that nothing orders, with the repeats from the one to the other."""
    solved = order.on(Pipe.V, _COUNTED)
    for index, state in enumerate(solved.states):
        if state:
            for hazard, between in solved.meet(index, state):
                if not (hazard.earlier.opaque or hazard.later.opaque):
                    yield hazard, between + distance(hazard.earlier, hazard.later)


def _meets(found: OpenOrder, condition: str) -> bool:
    """Without what is about a read after a write, for another order."""
    return (condition != LONG or found.order == RAW) and found.meets(condition)


def _site(order: ProgramOrder, race: Race, met: Iterable[tuple[Hazard, int]]) -> tuple[OpenPair, OpenSite]:
    kinds, conditions, repeats = set[str](), set(CONDITIONS), NEVER
    grades = []
    for hazard, between in met:
        found = order.grading.could_be_evidence(hazard.earlier, hazard.later)
        kinds.add("" if found is None else found.order)
        conditions = set() if found is None else {word for word in conditions if _meets(found, word)}
        repeats = min(repeats, between)
        grades.append(order.grading.at_full_distance(hazard.earlier, hazard.later).grade)
    ends = race.earlier.instruction, race.later.instruction
    names = [call_name(end).removeprefix("pto::") for end in ends]
    kept_conditions = tuple(word for word in CONDITIONS if word in conditions)
    pair = OpenPair(
        names[0], names[1], race.kind, kinds.pop() if len(kinds) == 1 else "", kept_conditions, max(grades), ()
    )
    places = [statement_of(end).place for end in ends]
    return pair, OpenSite(places[0], places[1], None if repeats >= NEVER else repeats)
