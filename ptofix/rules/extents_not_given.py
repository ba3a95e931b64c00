"""PF406."""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.rules.rule import Finding, Rule
from ptofix.rules.subject import Subject
from ptofix.rules.tensors import DIMENSIONS, Open
from ptofix.text.diagnostics import Note, Severity


class ExtentsNotGiven(Rule):
    """A run-time shape or stride of global memory without a value.

    What: for each extent of -1 without a value the header takes 1.

    Why it matters: with a stride of 1 rows overlap, so a load or store moves the wrong bytes. Assembler 0.60 prints
    this for parts of a slot of a pipe, so in every Flash Attention kernel; 0.37 and 0.45 print the numbers.

    Example:
        pto::Stride<-1, -1, -1, -1, -1> v2 = pto::Stride<-1, -1, -1, -1, -1>();   // PF406: all are 1
        GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, …> v3 = …(v1, v0, v2);

    Limits: one function at a time. Not covered: a tensor without shape and stride, a stride in a dimension of one step,
    a function that calls SetShape or SetStride.
    """

    code = "PF406"
    name = "extents-not-given"
    severity = Severity.ERROR
    on_any_hardware = True

    def run(self, subject: Subject) -> Iterator[Finding]:
        for tensors in subject.tensors:
            for found in tensors.open():
                notes = () if found.tensor is None else (Note("the tensor that gets it", found.tensor.place),)
                yield self.finding(
                    _message(found),
                    found.statement.place,
                    notes,
                    f"give the {found.kind.lower()} that is meant; an assembler that leaves it out miscompiles",
                    kind=found.kind,
                    open=len(found.dimensions),
                    given=found.given,
                )


def _message(found: Open) -> str:
    count = len(found.dimensions)
    what = f"all {DIMENSIONS} values" if count == DIMENSIONS else f"{count} of its {DIMENSIONS} values"
    if found.given:
        return f"`{found.type}` leaves {what} to its constructor, which is given {found.given}: that does not compile"
    return f"`{found.type}` leaves {what} to its constructor, which is given none: the header makes each 1"
