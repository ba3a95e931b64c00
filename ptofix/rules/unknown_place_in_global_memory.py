"""PF505."""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.hardware.pipe import Pipe
from ptofix.order.effects import Site
from ptofix.order.global_memory import not_known_to_meet
from ptofix.order.model import ProgramOrder
from ptofix.rules.messages import call_name, operand_place
from ptofix.rules.rule import Finding, Rule
from ptofix.rules.subject import Subject
from ptofix.text.diagnostics import Note, Severity


class UnknownPlaceInGlobalMemory(Rule):
    """Two unordered accesses of global memory that may meet.

    What: accesses on two pipes, one of them a write, through one argument or an unknown pointer. One finding for each
    function and pair of pipes.

    Why it matters: if they meet, an order is missing (PF104 to PF106).

    Example:
        GlobalTensor<…> v3 = …(v1 + v2[0]);
        TSTORE(v3, v4);
        GlobalTensor<…> v5 = …(v1 + v2[1]);
        TLOAD(v6, v5);   // PF505: v2[0] and v2[1] may be the same number

    Limits: pairs on one pipe are left out; different arguments are apart (mem.arguments-distinct).
    """

    code = "PF505"
    name = "unknown-place-in-global-memory"
    severity = Severity.UNDECIDED

    def run(self, subject: Subject) -> Iterator[Finding]:
        for order in subject.orders:
            by_pipes: dict[tuple[Pipe, Pipe], list[tuple[Site, Site]]] = {}
            for earlier, later in order.perhaps_races_in_global_memory:
                by_pipes.setdefault((earlier.pipe, later.pipe), []).append((earlier, later))
            for pairs in by_pipes.values():
                statements = {(x.instruction.statement, y.instruction.statement) for x, y in pairs}
                yield self.report(order, *pairs[0], len(statements))

    def report(self, order: ProgramOrder, earlier: Site, later: Site, orders: int) -> Finding:
        first, second = next(not_known_to_meet(order.effects, earlier, later))
        ends = f"`{call_name(later.instruction)}` of `{second.name}`", f"`{call_name(earlier.instruction)}`"
        return self.finding(
            f"it is not known whether {ends[0]} meets {ends[1]} of `{first.name}` in global memory: nothing orders the "
            f"two between PIPE_{earlier.pipe} and PIPE_{later.pipe}",
            operand_place(later.instruction, second),
            (
                Note("the other one", operand_place(earlier.instruction, first)),
                Note(f"in `{order.program.function}`, on the {order.program.core} core"),
            ),
            orders=orders,
        )
