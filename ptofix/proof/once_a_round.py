"""Instructions that are executed once in each round of the loops around them."""

from __future__ import annotations

from collections.abc import Sequence

from ptofix.program.program import Instruction


def comes_once_a_round(nodes: Sequence[Instruction], inside: Instruction) -> bool:
    """Whether two executions of `inside` are in different rounds of its loops, each entered once a round of the next.

    Every path back to it takes a back edge of one of its loops, and every path that leaves one of these and enters it
    again a back edge of a loop around that. `nodes` are all instructions of the program.
    """
    next_round = dict[tuple[int, int], int]()  # an edge to the head of a loop from inside: how deep the loop is
    for depth, loop in enumerate(inside.loops, 1):
        head = next(node.index for node in nodes if loop in node.loops)
        next_round.update({(n.index, head): depth for n in nodes if loop in n.loops and head in n.successors})
    for depth in range(1, len(inside.loops) + 2):
        pending, seen = [inside.index], set[int]()
        while pending:
            node = nodes[pending.pop()]
            for successor in node.successors:
                if next_round.get((node.index, successor), depth) < depth:
                    continue
                enters = not {*inside.loops[:depth]} & {*nodes[successor].loops} <= {*node.loops}
                if enters if depth <= len(inside.loops) else successor == inside.index:
                    return False
                if successor not in seen:
                    seen.add(successor)
                    pending.append(successor)
    return True
