"""PF502."""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.order.effects import Footprint
from ptofix.program.program import Region, TileOp
from ptofix.rules.messages import operand_place
from ptofix.rules.rule import Finding, Rule
from ptofix.rules.subject import Subject, lengths_touched
from ptofix.rules.undecided import tiles_of_callers
from ptofix.text.diagnostics import Severity


class UnknownAddress(Rule):
    """A tile whose address is not known.

    What: constants are followed through names, casts, arithmetic, reshapes and subviews. One finding for each tile
    name; also for a tile from TPOP with an unknown local slot. Tiles of a function's callers are PF501.

    Why it matters: the tile may be anywhere in its memory. Pairs that meet only in it are counted here, not reported.

    Example:
        TASSIGN(v1, v9);   // v9 is computed at run time
        TADD(v2, v1, v1);   // PF502

    Limits: a note if no order depends on it.
    """

    code = "PF502"
    name = "unknown-address"
    severity = Severity.UNDECIDED

    def run(self, subject: Subject) -> Iterator[Finding]:
        for judged in subject.judged:
            program = judged.program
            seen = set(tiles_of_callers(program))  # they hang on the function (PF501)
            for instruction in program.instructions:
                if not isinstance(instruction.action, TileOp):
                    continue
                call, operands = instruction.action.call, instruction.action.operands
                for index in lengths_touched(call):
                    argument, operand = call.operands[index], operands[index]
                    if argument.tile is None or not operand.unknown or operand.text in seen:
                        continue
                    orders = len(judged.hanging.tiles.get(operand.text, ()))
                    if operand.bases is not None and not orders:
                        continue  # which slot of a pipe it is makes no difference
                    seen.add(operand.text)
                    space = program.arch.memories[argument.tile.space]
                    footprint = Footprint(Region(space.memory, 0, space.capacity), False, operand.text)
                    message = f"the address of `{operand.text}` is not known: {operand.unknown}"
                    level = self.severity if orders else Severity.NOTE
                    yield self.finding(message, operand_place(instruction, footprint), severity=level, orders=orders)
