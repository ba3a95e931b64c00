"""PF407."""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.rules.rule import Finding, Rule
from ptofix.rules.subject import Subject
from ptofix.rules.tensors import Offset
from ptofix.text.diagnostics import Note, Severity


class NegativeOffset(Rule):
    """A tensor in global memory that starts before its memory.

    What: the pointer of a `GlobalTensor` is a slot of a pipe, or a parameter, plus a negative constant.

    Why it matters: the load or store accesses other memory. Assembler 0.60 computes such offsets from unknown strides,
    which it takes for -1 (PF406).

    Example:
        unsigned v2 = -128;
        GlobalTensor<…> v3 = GlobalTensor<…>(v1 + v2, …);   // PF407: v1 is `slot.data()`

    Limits: only constant offsets. A parameter is assumed to point to the start of its memory.
    """

    code = "PF407"
    name = "negative-offset"
    severity = Severity.ERROR
    on_any_hardware = True

    def run(self, subject: Subject) -> Iterator[Finding]:
        for tensors in subject.tensors:
            for found in tensors.in_front():
                notes = () if found.given is None else (Note("the offset is given here", found.given.place),)
                yield self.finding(
                    _message(found),
                    found.statement.place,
                    notes,
                    "compute the offset from the strides that are meant",
                    elements=found.elements,
                )


def _message(found: Offset) -> str:
    as_unsigned = f", which is {found.as_unsigned} as unsigned" if found.as_unsigned is not None else ""
    return f"the tensor starts at `{found.pointer}` {found.elements:+d} elements{as_unsigned}: outside of its memory"
