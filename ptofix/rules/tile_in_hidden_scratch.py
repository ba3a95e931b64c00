"""PF402."""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.hardware.tile import Space
from ptofix.program.program import Instruction, Program, Region, TileOp
from ptofix.rules.messages import call_name, operand_place, statement_of
from ptofix.rules.rule import Finding, Rule
from ptofix.rules.subject import Subject, accesses_of, tile_uses
from ptofix.text.diagnostics import Note, Severity


class TileInHiddenScratch(Rule):
    """A tile in the hidden scratch of an op of the program.

    What: the area is at byte 188416 of UB: 256 bytes for 8 rows of the op.

    Why it matters: the op overwrites the tile. No barrier helps if the tile's value is still live.

    Example:
        TASSIGN(v1, 188416);
        TADD(v1, v2, v3);
        TROWEXPANDMUL(v4, v5, v6);   // its broadcast overwrites v1: PF402 on the add
        TSTORE(g, v1);

    Limits: it does not ask whether the value is live.
    """

    code = "PF402"
    name = "tile-in-hidden-scratch"
    severity = Severity.UNDECIDED

    def run(self, subject: Subject) -> Iterator[Finding]:
        for program in subject.programs:
            users = _scratch_users(program)
            seen: set[tuple[str, int]] = set()
            for use in tile_uses(program) if users else ():
                met = next((other for region, other in users.items() if region.overlaps(use.region)), None)
                if met is None or (use.operand.text, use.base) in seen:
                    continue
                seen.add((use.operand.text, use.base))
                yield self.finding(
                    f"`{use.operand.text}`, {use.region}, is in the hidden scratch of `{call_name(met)}`",
                    operand_place(use.instruction, use.footprint),
                    (Note("which is overwritten here", statement_of(met).place),),
                    "place the tile below byte 188416",
                )


def _scratch_users(program: Program) -> dict[Region, Instruction]:
    """All hidden scratch that is written, whatever the model, with the first to write it."""
    found: dict[Region, Instruction] = {}
    memory = program.arch.memories[Space.VEC].memory
    for instruction in program.instructions:
        if isinstance(instruction.action, TileOp):
            for access in accesses_of(instruction.action.call):
                if access.scratch is not None and access.write:
                    found.setdefault(Region(memory, access.offset, access.offset + access.length), instruction)
    return found
