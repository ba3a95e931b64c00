"""`propagate-local-slot-num`: slot numbers of IR pipes, handed on to the C++."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from ptofix.mlir.slots import collect, strip
from ptofix.mlir.targets import default_target, fit, target
from ptofix.rewriting.job import Job, Pass


@dataclass(frozen=True)
class PropagateLocalSlotNum(Pass):
    """Collect `local_slot_num` of the pipes, and take it off where the assembler rejects it.

    What: reads the attribute from `aic_initialize_pipe`, `aiv_initialize_pipe` and `initialize_l2g2l_pipe`, and hands
    the values on in the side file `<output>.ptofix.json`, which `ptofix run kernel.cpp --pipes-from` applies to the
    C++.

    Why it matters: the verifier rejects the attribute on address-based pipes although the C++ needs the value; without
    it the assembler prints LocalSlotNum = SlotNum.

    Safety: refuses where the two ends of a pipe disagree, or a value is not between 1 and the number of slots.

    Limits: prints the whole text in custom form where it takes something off.
    """

    name: ClassVar[str] = "propagate-local-slot-num"
    language: ClassVar[str] = "pto"

    target: str = field(
        default="", metadata={"help": "assembler version; by default that of `ptoas` on PATH, or what the text says"}
    )

    def run(self, job: Job) -> None:
        from ptofix.mlir.reader import parse_module
        from ptofix.mlir.writer import print_module

        module = parse_module(job.source)
        chosen = target(self.target) if self.target else default_target(module)
        job.pipes = collect(module)
        remarks = strip(module, chosen)
        job.note_assembly(remarks)
        if remarks:
            job.note_assembly(fit(module, chosen))
            job.replace_text(
                print_module(module, chosen, "custom"), "local_slot_num", "stripped", "removed local_slot_num"
            )
