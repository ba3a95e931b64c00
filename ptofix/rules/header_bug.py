"""PF405."""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.headers.bugs import bugs_met
from ptofix.headers.versions import versions
from ptofix.program.program import Instruction, TileOp
from ptofix.rules.messages import call_name, statement_of
from ptofix.rules.rule import Finding, Rule
from ptofix.rules.subject import Subject
from ptofix.rules.vector_mask import next_use_of_mask
from ptofix.text.diagnostics import Note, Severity


class HeaderBug(Rule):
    """A call that the headers themselves get wrong.

    What: the header issues nothing, leaves the state of the vector unit changed (a note if no later op uses that
    state), cuts a number to 8 bits, or never ends. ptofix/headers/bugs.toml lists the known bugs.

    Why it matters: the result is wrong however the call is ordered.

    Example:
        TCVT(v2, v1, RoundMode::CAST_RINT);   // half to half: PF405, converts nothing

    Limits: only what follows from shapes and types. With --headers only bugs of that version count.
    """

    code = "PF405"
    name = "header-bug"
    severity = Severity.ERROR

    def run(self, subject: Subject) -> Iterator[Finding]:
        for program in subject.programs:
            for instruction in program.reached:
                if not isinstance(instruction.action, TileOp):
                    continue
                call = instruction.action.call
                for bug in bugs_met(call):
                    if not subject.headers.may_be(call.name.removeprefix("pto::"), bug.versions):
                        continue
                    user = next_use_of_mask(program, instruction) if bug.mask else None
                    unused = bug.mask and user is None
                    found_in = [version for version in versions() if version.name in bug.versions]
                    yield self.finding(
                        f"`{call_name(instruction)}` {bug.text}{', and here is none' if unused else ''}",
                        statement_of(instruction).place,
                        (Note(f"in {' and '.join(map(str, found_in))}: {bug.source}"), *_met_by(user)),
                        bug.help,
                        Severity.NOTE if unused else None,
                        versions=[version.commit for version in found_in],
                    )


def _met_by(user: Instruction | None) -> tuple[Note, ...]:
    """The op that works with what is left, if that is asked for."""
    return () if user is None or user.statement is None else (Note("this op may use it", user.statement.place),)
