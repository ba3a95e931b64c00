"""PF403."""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.hardware.tile import BLOCK
from ptofix.rules.messages import operand_place
from ptofix.rules.rule import Finding, Rule
from ptofix.rules.subject import Subject, tile_uses
from ptofix.text.diagnostics import Severity


class MisalignedTile(Rule):
    """A tile whose address is no multiple of 32.

    Why it matters: on-chip memory is accessed in 32-byte blocks; the access fails or starts at the block.

    Example:
        TASSIGN(v1, 4100);
        TADD(v2, v1, v1);   // PF403

    Limits: only known addresses (PF502).
    """

    code = "PF403"
    name = "misaligned-tile"
    severity = Severity.ERROR

    def run(self, subject: Subject) -> Iterator[Finding]:
        for program in subject.programs:
            seen: set[tuple[str, int]] = set()
            for use in tile_uses(program):
                if use.base % BLOCK == 0 or (use.operand.text, use.base) in seen:
                    continue
                seen.add((use.operand.text, use.base))
                message = (
                    f"`{use.operand.text}` starts at byte {use.base} of {use.region.memory}, no multiple of {BLOCK}"
                )
                yield self.finding(message, operand_place(use.instruction, use.footprint))
