"""PF309."""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.order.model import ProgramOrder
from ptofix.order.unit_flags import OUT_OF_TURN, OutOfTurn
from ptofix.program.program import Instruction, TileOp
from ptofix.rules.messages import call_name, on_paths, statement_of
from ptofix.rules.rule import Finding, Rule
from ptofix.rules.subject import Subject
from ptofix.text.diagnostics import Note, Severity


class UnitFlagOutOfTurn(Rule):
    """A product or store that waits for a unit flag that is never raised or lowered.

    What: a product of mode Final (`AccPhase`) raises the unit flag of its accumulator, and a store of mode Final
    (`STPhase`, or TPUSH through a pipe with EN_UNIT_FLAG) lowers it. Here a store has no product of mode Final before
    it, a product has no store of the last result before it, or the function ends without that store.

    Why it matters: the pipe waits for ever, and the kernel hangs, or the next kernel on the core does.

    Example:
        TMATMUL<AccPhase::Partial>(c, a, b);
        TSTORE<STPhase::Final>(g, c);          // PF309: no product was the last one

    Limits: it rests on hw.unit-flag, and is undecided if only some paths do it. Also undecided, one finding for each
    reason: a call without a mode or a store of mode Partial touches the accumulator, tiles of several sizes share its
    bytes, the bytes are unknown, or something is not understood.
    """

    code = "PF309"
    name = "unit-flag-out-of-turn"
    severity = Severity.ERROR

    def run(self, subject: Subject) -> Iterator[Finding]:
        for order in subject.orders:
            for one in order.unit_flags.out_of_turn:
                where, certain = one.instruction, one.certain
                severity = Severity.UNDECIDED if one.doubt or not certain else self.severity
                notes = (Note(f"it may do something else: {one.doubt}"),) if one.doubt else ()
                is_op = isinstance(where.action, TileOp)
                place = statement_of(where).place if is_op else subject.head(order.program)
                yield self.finding(_message(one) + on_paths(certain), place, notes, _advice(one), severity)
            yield from self._not_followed(order)

    def _not_followed(self, order: ProgramOrder) -> Iterator[Finding]:
        """One finding for each reason: what is not followed may wait for ever."""
        flags = order.unit_flags
        counted = {one.instruction.index for one in flags.out_of_turn}
        first: dict[str, Instruction] = {}
        for index, doubt in flags.doubts.items():
            instruction = order.effects.sites[index].instruction
            if instruction.index not in counted:
                first.setdefault(doubt, instruction)
        for doubt, instruction in first.items():
            if doubt != OUT_OF_TURN:
                message = f"`{call_name(instruction)}` may wait for ever: its unit flag is not followed"
                place = statement_of(instruction).place
                yield self.finding(message, place, (Note(doubt),), "", Severity.UNDECIDED)


def _message(one: OutOfTurn) -> str:
    where = f"the unit flag of {one.accumulator}"
    if not isinstance(one.instruction.action, TileOp):
        return f"{where} is still up when the function ends"
    name, does = call_name(one.instruction), "lowers" if one.is_up else "raises"
    return f"`{name}` waits for {where}, which nothing {does}"


def _advice(one: OutOfTurn) -> str:
    store = "store the accumulator with `STPhase::Final`, or push it through a pipe with EN_UNIT_FLAG, after"
    return f"{store} each product of mode Final" if one.is_up else "give the last product before it `AccPhase::Final`"
