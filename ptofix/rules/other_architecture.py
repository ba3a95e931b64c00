"""PF504."""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.hardware.other_hardware import OTHER
from ptofix.rules.messages import call_name, statement_of
from ptofix.rules.rule import Finding, Rule
from ptofix.rules.subject import Subject
from ptofix.text.diagnostics import Note, Severity


class OtherArchitecture(Rule):
    """The file is for hardware that is not known.

    What: c++ for A5, as `--arch a5` says, or a word, an element type or a move between memories (Acc to Vec, Vec to
    Mat) that only A5 has. Only unbalanced flags are reported; `ptofix run` and `ptofix verify` refuse the file.

    Why it matters: pipes, barriers, bytes and memories differ there, so the op table of A2/A3 proves nothing.

    Example:
        THISTOGRAM<HistByte::BYTE_0>(v1, v2, v3);   // PF504: an op of A5

    Limits: a file for A5 without any of these is judged as one for A2/A3. If the assembler inserted flags, no barrier
    of PIPE_V, and left out an order that it keeps on A2/A3, the finding asks for `--arch`.
    """

    code = "PF504"
    name = "other-architecture"
    severity = Severity.UNDECIDED
    on_any_hardware = True

    def run(self, subject: Subject) -> Iterator[Finding]:
        if subject.other_hardware is not None:
            yield self.finding(
                f"for A5, {subject.other_hardware.reason}: only flags that do not match are reported",
                subject.other_hardware.place,
                (Note("races, barriers, event ids of headers, addresses and operands are judged for A2/A3 alone"),),
                "`--arch a3` if the file is for A2/A3",
            )
        elif (race := subject.lacks_on_this) is not None:
            names = [call_name(site.instruction) for site in (race.earlier, race.later)]
            what = "barrier" if race.same_pipe else "flag"
            yield self.finding(
                f"the assembler put no {what} between `{names[0]}` and `{names[1]}`, which need one on A2/A3",
                statement_of(race.later.instruction).place,
                (Note("and no barrier on PIPE_V anywhere; on A5 the vector pipe needs none"),),
                f"is this text for A5? Then `--arch {OTHER}`; if not, `--arch a3`",
            )
