"""`canonicalize-asm`: PTO IR in the form that one assembler version reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from ptofix.mlir.canonicalize import canonicalize
from ptofix.mlir.targets import target
from ptofix.rewriting.job import Job, Pass


@dataclass(frozen=True)
class CanonicalizeAsm(Pass):
    """Print PTO IR in custom assembly form, for one assembler version.

    What: parses any form (generic, custom, mixed, older spellings), takes off what the version rejects, drops
    attributes that it does not know where they have their default value, and prints custom form. Values of
    `local_slot_num` are handed on in the side file (`propagate-local-slot-num` does only that part).

    Why it matters: MLIR bindings are often older than the assembler; ops they do not know print in generic form, which
    the assembler's parser or its version rejects.

    Example:
        "pto.tadd"(%0, %1, %2) <{operandSegmentSizes = …}> : (…) -> ()
    becomes
        pto.tadd ins(%0, %1 : …) outs(%2 : …)

    Safety: what the version cannot express is an error that names op and line. Ops that are in no version's table pass
    through in generic form, with a remark.

    Limits: comments are not kept; names of values and locations are.
    """

    name: ClassVar[str] = "canonicalize-asm"
    language: ClassVar[str] = "pto"

    target: str = field(
        default="", metadata={"help": "assembler version; by default that of `ptoas` on PATH, or what the text says"}
    )

    def run(self, job: Job) -> None:
        result = canonicalize(job.source, target(self.target) if self.target else None)
        job.note_assembly((*result.version_notes, *result.remarks))
        job.pipes = result.pipes
        job.replace_text(result.text, "assembly", "canonical", "printed in canonical form")
