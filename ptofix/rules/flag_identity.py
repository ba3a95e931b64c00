"""PF305."""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.evidence.assumptions import FLAG_KEY
from ptofix.order.cross import by_source_pipe
from ptofix.order.flags import MisuseKind, flag_counts
from ptofix.rules import messages
from ptofix.rules.messages import flag_name, on_paths, operand_place, statement_of
from ptofix.rules.rule import Finding, Rule
from ptofix.rules.subject import Subject
from ptofix.text.diagnostics import Note, Severity
from ptofix.text.plural import halves_of_flags, plural

_MOST_PLACES = 3
_KINDS = (MisuseKind.LEFT_RAISED, MisuseKind.NEVER_SET, MisuseKind.SET_AGAIN)


class FlagIdentity(Rule):
    """A result that depends on what identifies a flag.

    What: two identities of a flag are published: source pipe, target pipe and id (which every model assumes, as
    hw.flag-key), or source pipe and id alone. One note per function and core says what would be a finding under the
    second only.

    Why it matters: code that uses one id from one pipe to two targets at a time is right under the first identity only.

    Example:
        set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
        set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);   // PF305: under the other identity the same flag, set again

    Limits: with `--no-assume hw.flag-key` what fails under either identity is an error of its own kind.
    """

    code = "PF305"
    name = "flag-identity"
    severity = Severity.NOTE

    def run(self, subject: Subject) -> Iterator[Finding]:
        """One finding per function and core, at the first place."""
        if FLAG_KEY not in subject.model.assumed:
            return
        known = {race.key for race in subject.races}
        for order in subject.orders_by_other_identity:
            matched = {i for counts in subject.flags if counts.program is order.program for i in counts.misuses}
            remarks = [
                Note(
                    f"{flag_name(i.instruction)} is {i.kind.value}{on_paths(i.certain)}",
                    statement_of(i.instruction).place,
                )
                for i in flag_counts(order.program, by_source_pipe).misuses
                if i.kind in _KINDS and i not in matched
            ]
            pairs = [
                Note(messages.race_event(race), operand_place(race.later.instruction, race.main[2]))
                for race in subject.races_by_other_identity
                if race.order is order and race.key not in known
            ]
            notes = [*pairs, *remarks]
            if notes:
                place = notes[0].place
                assert place is not None
                more = (Note(f"and {len(notes) - _MOST_PLACES} more"),) if len(notes) > _MOST_PLACES else ()
                where = f"in `{order.program.function}`, on the {order.program.core} core"
                what = f"{plural(len(pairs), 'pair')} of accesses and {halves_of_flags(len(remarks))}"
                yield self.finding(
                    f"{where}, {what} would not be in order if source pipe and id alone named a flag",
                    place,
                    (*notes[:_MOST_PLACES], *more),
                    "use each event id of a pipe for one target only",
                    pairs=len(pairs),
                    flags=len(remarks),
                )
