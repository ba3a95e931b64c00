"""PF406."""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.rules.rule import Finding, Rule
from ptofix.rules.subject import Subject
from ptofix.rules.tensors import DIMENSIONS, Open
from ptofix.text.diagnostics import Note, Severity


class ExtentsNotGiven(Rule):
    """A shape or stride of global memory that is known at run time only, and that nobody gives.

    What: a `Shape<…>` or `Stride<…>` with extents of -1 is made without values for them. The header then takes 1 for
    each (include/pto/common/pto_tile.hpp).

    Why it matters: with a stride of 1 the rows of a tensor overlap, so a load or store moves the wrong bytes of global
    memory. Assembler 0.60 does this to a part of a slot of a pipe (`pto.partition_view` of what `pto.talloc` or
    `pto.tpop` gives), so to every Flash Attention kernel; 0.37 and 0.45 print the numbers.

    Example:
        pto::Stride<-1, -1, -1, -1, -1> v2 = pto::Stride<-1, -1, -1, -1, -1>();   // PF406: all are 1
        GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, …> v3 = …(v1, v0, v2);

    Give the numbers, or assemble with another version.

    Limits: only what one function writes down. Not looked at: a tensor without any shape and stride, a stride in a
    dimension of one step, a function that calls SetShape or SetStride.
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
