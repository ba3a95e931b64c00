"""PF110."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from ptofix.order.effects import meeting
from ptofix.rules import messages
from ptofix.rules.messages import statement_of
from ptofix.rules.races import by_cause
from ptofix.rules.rule import Finding, Rule, missing_pairs, race_fix
from ptofix.rules.subject import Subject
from ptofix.text.diagnostics import Note, Severity


class HiddenScratch(Rule):
    """Two ops in a row that share scratch memory which no operand names.

    What: row-expands with a column-major per-row operand, and some other ops, use a fixed scratch area at byte 188416
    of UB. The broadcast of the second may overwrite what the arithmetic of the first still reads.

    Why it matters: the assembler does not know the scratch, so no mode puts a barrier there. The headers rely on the
    pipe to read before it overwrites, which is not documented.

    Example:
        TROWEXPANDDIV(v1, v1, v5);
        TROWEXPANDDIV(v2, v2, v6);   // PF110: put `pipe_barrier(PIPE_V);` between, or allow it with a reason

    Limits: `--model ops`, which knows operands only, does not see it. Under `default` a pair at least 16 vector repeats
    apart counts as ordered (hw.repeat-distance).
    """

    code = "PF110"
    name = "hidden-scratch"
    severity = Severity.ERROR

    def run(self, subject: Subject) -> Iterator[Finding]:
        on_scratch = (race for race in (*subject.missing, *subject.at_short_distance) if race.on_scratch)
        for race, others in by_cause(on_scratch, subject.kind_of_support):
            first, second = race.main[1:]
            earlier = race.earlier.instruction
            message = f"{messages.race_message(race, subject.acceptance(race))} (no operand names these bytes)"
            shared = meeting(first, second)
            notes = [
                Note(f"scratch in use here, {first.region}; they share {shared}", statement_of(earlier).place),
                messages.interleaving(race),
            ]
            notes += [*messages.distance_notes(race), *messages.others_note(others)]
            place = statement_of(race.later.instruction).place
            help = messages.race_help(race)
            severity = messages.race_severity(subject.far_enough, race, self.severity)
            finding = self.finding(message, place, tuple(notes), help, severity, **messages.race_data(race))
            yield replace(finding, fix=race_fix(subject, race), missing=missing_pairs(subject, (race, *others)))
