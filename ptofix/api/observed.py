"""What the model says of the pairs that a run of `ptofix simulate` met: the machine knows distances, and no grades."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from ptofix.evidence.assumptions import BY_DISTANCE
from ptofix.evidence.grade import GRADES, Grade
from ptofix.machine.races import ObservedRace
from ptofix.machine.run import Outcome
from ptofix.order.model import DEFAULT, Model
from ptofix.rules.checking import NothingToCheck, subject_of
from ptofix.rules.messages import apart, statement_of
from ptofix.rules.subject import Subject
from ptofix.text.order_words import Acceptance, Apart, Pair, acceptance
from ptofix.text.source import SourceFile


class ObservedOrders(Struct, frozen=True, dict=True):
    """The orders of a text as `check` judges them; `subject` None: it has nothing to say of it."""

    model: Model
    subject: Subject | None

    @cached_property
    def by_distance(self) -> dict[Pair, Apart]:
        """Of the pairs of lines that only distance orders: how far apart they always are, with the weakest grade."""
        found: dict[Pair, Apart] = {}
        if self.subject is not None:
            judged = self.subject.by_distance
            for race in (*judged.missing, *judged.assumed_apart):
                known = apart(race)
                lines = statement_of(race.earlier.instruction).line, statement_of(race.later.instruction).line
                if known is not None and (lines not in found or GRADES[found[lines].grade] < GRADES[known.grade]):
                    found[lines] = known
        return found

    def state(self, race: ObservedRace) -> tuple[Acceptance | None, Apart | None]:
        """What would accept the pair, and how far apart it is where that alone is not enough."""
        if race.repeats is None:
            return None, None
        seen = Apart(race.repeats, str(Grade.EXTRAPOLATED), frozenset())
        known = self.by_distance.get((race.earlier.line, race.later.line), seen)
        off = () if self.model.name != DEFAULT.name else BY_DISTANCE - self.model.assumed
        needed = known.grade if GRADES[known.grade] > self.model.evidence else ""
        accepted = acceptance(self.model.name, off, str(self.model.evidence), needed)
        by_grade = self.model.name == DEFAULT.name and not off
        return accepted, known if by_grade else None

    def not_accepted(self, outcome: Outcome) -> list[ObservedRace]:
        """The pairs that distance keeps apart with a grade that is not accepted."""
        if self.model.measured is not None:
            return []
        return [race for race in outcome.by_distance if self._is_unproven(race) and self.state(race)[0] is not None]

    def _is_unproven(self, race: ObservedRace) -> bool:
        """Whether the model does not find another order: on the paths that no run took it may be of another kind."""
        known = (race.earlier.line, race.later.line) in self.by_distance
        return known or self.subject is None or bool(self.subject.refusals)

    def missing(self, outcome: Outcome) -> Iterator[tuple[Pair, Acceptance | None]]:
        """The missing orders that a run met, as pairs of lines."""
        for race in (*self.not_accepted(outcome), *outcome.races):
            yield (race.earlier.line, race.later.line), self.state(race)[0]


def observed_orders(source: SourceFile, model: Model) -> ObservedOrders:
    """Raises PtofixError for a text that cannot be read."""
    try:
        subject = subject_of(source, model)
    except NothingToCheck:
        return ObservedOrders(model, None)
    return ObservedOrders(model, None if subject.other_hardware is not None else subject)
