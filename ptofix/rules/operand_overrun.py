"""PF404."""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.hardware.other_hardware import OTHER
from ptofix.isa.call import OpCall
from ptofix.order.effects import Footprint
from ptofix.program.program import Region, TileOp
from ptofix.rules.messages import call_name, operand_place
from ptofix.rules.rule import Finding, Rule
from ptofix.rules.subject import Subject, accesses_of
from ptofix.text.diagnostics import Severity


class OperandOverrun(Rule):
    """An op that writes past the end of one of its own tiles.

    Why it matters: it overwrites the next tile. Mostly a `tmp` is too small, which headers check in debug builds at
    best.

    Example:
        TROWMAX(v3, v1, v2);   // fp32 32x256 into a column: PF404 if v2 has less than 4096 bytes

    Limits: only static valid shapes. If versions of the headers differ, the one that writes most counts.
    """

    code = "PF404"
    name = "operand-overrun"
    severity = Severity.ERROR

    def run(self, subject: Subject) -> Iterator[Finding]:
        asked = (
            f"; or is this text for A5, where ops need less? Then `--arch {OTHER}`" if subject.may_be_for_other else ""
        )
        for program in subject.programs:
            for instruction in program.reached:
                action = instruction.action
                if not isinstance(action, TileOp) or not _is_static(action.call):
                    continue
                written: dict[int, int] = {}
                for access in accesses_of(action.call):
                    if access.operand is not None and access.write:
                        end = access.offset + access.length
                        written[access.operand] = max(written.get(access.operand, 0), end)
                for index, end in written.items():
                    tile, operand = action.call.operands[index].tile, action.operands[index]
                    if tile is None or end <= tile.size_bytes:
                        continue
                    yield self.finding(
                        f"`{call_name(instruction)}` may write {end} bytes of `{operand.text}`, which has "
                        f"{tile.size_bytes}",
                        operand_place(instruction, Footprint(Region("", 0, end), True, operand.text)),
                        help=f"make the tile at least {end} bytes large{asked}",
                        bytes=end,
                        size=tile.size_bytes,
                    )


def _is_static(call: OpCall) -> bool:
    tiles = [operand.tile for operand in call.operands if operand.tile is not None]
    return all(tile.valid_rows is not None and tile.valid_cols is not None for tile in tiles)
