"""What a rule is, what it reports, and the two families of rules that differ in a kind and in words only."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from msgspec import Struct, field
from msgspec.structs import replace

from ptofix.hardware.pipe import Pipe
from ptofix.order.flags import FlagMisuse, MisuseKind
from ptofix.placement.fences import certain_fence
from ptofix.placement.written import flag_statements, in_place_order, insertion
from ptofix.rules import messages
from ptofix.rules.races import Race, by_unit_flag, doubt_about_turns, is_left_out
from ptofix.rules.subject import Subject
from ptofix.text.diagnostics import Diagnostic, Note, Place, Severity
from ptofix.text.order_words import Acceptance, Pair
from ptofix.text.source import Edit, Span

HEADINGS = ("What:", "Why it matters:", "Example:", "Limits:")
"""The headings of a page in codes.toml, in this order. The first and the last are optional."""


class Fix(Struct, frozen=True):
    """Edits that settle a finding, and what they do."""

    title: str
    edits: tuple[Edit, ...]


class Finding(Struct, frozen=True):
    """One place where a rule has something to say. `data` is what the JSON form adds, with stable keys.

    `function` is that of the text in which it is, "" outside of all. `fix` None: none is always right. `missing`
    are pairs of lines that it says the order of is missing, unless it is a note.
    """

    code: str
    severity: Severity
    message: str
    place: Place
    notes: tuple[Note, ...] = ()
    help: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    function: str = ""
    fix: Fix | None = None
    missing: tuple[tuple[Pair, Acceptance | None], ...] = ()

    @property
    def diagnostic(self) -> Diagnostic:
        return Diagnostic(self.severity, self.message, self.place, self.code, self.notes, self.help)

    @property
    def orders(self) -> int:
        """How many orders depend on what was not understood here."""
        return int(self.data.get("orders", 0))


class Rule(ABC):
    """A rule; its name and page are in codes.toml."""

    code: str  # stable, never used again for anything else
    severity: ClassVar[Severity]  # no finding is worse
    on_any_hardware: ClassVar[bool] = False  # needs nothing that is known of A2/A3 alone

    @abstractmethod
    def run(self, subject: Subject) -> Iterator[Finding]:
        """The findings in one file, in text order per function."""

    def finding(
        self,
        message: str,
        place: Place,
        notes: tuple[Note, ...] = (),
        help: str = "",
        severity: Severity | None = None,
        **data: Any,
    ) -> Finding:
        return Finding(self.code, severity or self.severity, message, place, notes, help, data)


class RaceRule(Rule):
    """Reports races."""

    severity = Severity.ERROR

    def report(
        self, subject: Subject, race: Race, more: tuple[Note, ...] = (), others: tuple[Race, ...] = ()
    ) -> Finding:
        severity = messages.race_severity(subject.far_enough, race, self.severity)
        counted = severity is not self.severity or race.earlier.pipe == Pipe.M
        notes = messages.race_notes(race) + (messages.distance_notes(race) if counted else ()) + more
        place = messages.operand_place(race.later.instruction, race.main[2])
        help, data = messages.race_help(race), messages.race_data(race)
        severity = Severity.UNDECIDED if by_unit_flag(race) or is_left_out(race) else severity
        if by_unit_flag(race):
            notes = (
                *notes,
                Note(f"both take turns by the unit flag, which is not followed: {doubt_about_turns(race)}"),
            )
        is_known = not (by_unit_flag(race) or is_left_out(race))
        message = messages.race_message(race, subject.acceptance(race)) if is_known else messages.race_event(race)
        finding = self.finding(message, place, notes, help, severity, **data)
        missing = missing_pairs(subject, (race, *others)) if is_known else ()
        return replace(finding, fix=race_fix(subject, race), missing=missing)


def missing_pairs(subject: Subject, found: Iterable[Race]) -> tuple[tuple[Pair, Acceptance | None], ...]:
    """The orders that `found` lack, as pairs of lines, and what accepts them all the same."""
    ends = ((race, race.earlier.instruction, race.later.instruction) for race in found)
    return tuple(
        ((messages.statement_of(first).line, messages.statement_of(second).line), subject.acceptance(race))
        for race, first, second in ends
    )


def race_fix(subject: Subject, race: Race) -> Fix | None:
    """A barrier right before the later access, on its line: lines keep their numbers, and blocks have braces.

    Between two pipes: a flag of its own, if there is a place and an event id that nothing else uses.
    """
    if is_left_out(race):
        return None
    if not race.same_pipe:
        return _flag_fix(subject, race)
    start = messages.statement_of(race.later.instruction).span.start
    barrier = f"pipe_barrier(PIPE_{race.later.pipe});"
    return Fix(f"Put `{barrier}` before it", (Edit(Span(start, start), f"{barrier} "),))


def _flag_fix(subject: Subject, race: Race) -> Fix | None:
    program = race.order.program
    fence = certain_fence(race.earlier, race.later, subject.sequences(program.core))
    event = messages.free_event(program, race.earlier.pipe, race.later.pipe)
    if fence is None or event is None:
        return None
    statements = sorted(flag_statements(fence, event), key=in_place_order)
    title = f"Put a flag from PIPE_{fence.source} to PIPE_{fence.target} between the two"
    return Fix(title, tuple(insertion(one) for one in statements))


class FlagMisuseRule(Rule):
    """The four rules on sets and waits that do not match differ in the kind of misuse and in their words."""

    severity = Severity.ERROR
    kind: ClassVar[MisuseKind]
    advice: ClassVar[str]

    def run(self, subject: Subject) -> Iterator[Finding]:
        for counts in subject.flags:
            for misuse in counts.misuses:
                if misuse.kind is self.kind:
                    message = self.message(misuse) + messages.on_paths(misuse.certain)
                    place = messages.statement_of(misuse.instruction).place
                    # Branches count as independent: whether such a path is ever taken is not known.
                    level = self.severity if misuse.certain or self.severity is Severity.NOTE else Severity.UNDECIDED
                    yield self.finding(message, place, messages.other_sets(misuse), self.advice, level)

    @abstractmethod
    def message(self, misuse: FlagMisuse) -> str:
        """What is wrong, before the paths on which it is."""
