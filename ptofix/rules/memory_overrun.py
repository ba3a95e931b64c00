"""PF401."""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.hardware.other_hardware import OTHER, OTHER_CAPACITIES
from ptofix.rules.messages import call_name, operand_place
from ptofix.rules.rule import Finding, Rule
from ptofix.rules.subject import Subject, tile_uses
from ptofix.text.diagnostics import Severity


class MemoryOverrun(Rule):
    """A tile that reaches beyond the end of its memory.

    What: UB has 192 KiB, L1 512, L0A and L0B 64, L0C 128, the bias table 1, the fixpipe buffer 2.

    Why it matters: the access fails, or wraps round onto other tiles: what meets the tile only there is counted here,
    not reported. The text may be for A5, which has larger memories (`--arch a5`).

    Example:
        Tile<TileType::Vec, float, 64, 128, ...> v1;   // 32 KiB
        TASSIGN(v1, 172032);
        TADD(v1, v1, v1);   // PF401: ends at byte 204800 of 196608

    Limits: known addresses only (PF502), and bytes that the valid shape uses. Once for each tile name and address.
    """

    code = "PF401"
    name = "memory-overrun"
    severity = Severity.ERROR

    def run(self, subject: Subject) -> Iterator[Finding]:
        for judged in subject.judged:
            program, seen = judged.program, set[tuple[str, int]]()
            hanging = {name: len(orders) for name, orders in judged.hanging.tiles.items()}
            for use in tile_uses(program):
                (memory, start, end), capacity = use.region, program.arch.memories[use.tile.space].capacity
                if (start >= 0 and end <= capacity) or (use.operand.text, start) in seen:
                    continue
                seen.add((use.operand.text, start))
                name = call_name(use.instruction)
                yield self.finding(
                    f"`{name}` touches {use.region} of `{use.operand.text}`: {memory} has {capacity} bytes",
                    operand_place(use.instruction, use.footprint),
                    help=_question(memory, start, end),
                    orders=hanging.pop(use.operand.text, 0),
                    memory=memory,
                    start=start,
                    end=end,
                )


def _question(memory: str, start: int, end: int) -> str:
    """Whether the text is for hardware on which the tile would fit."""
    there = OTHER_CAPACITIES.get(memory, 0)
    return (
        f"is this text for A5, where {memory} has {there} bytes? Then `--arch {OTHER}`"
        if 0 <= start < end <= there
        else ""
    )
