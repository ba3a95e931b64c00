"""Programs for the checker, with one instruction for each combination of the rounds of the loops around it.

All combinations are made, whether control gets there or not; then each edge of the program leads from every combination
to those that one step of the loops' counters makes of it. ptofix/order has code of its own for the same.
"""

from __future__ import annotations

from itertools import product
from math import lcm

from ptofix.program.program import Counter, Instruction, Program, Round


def by_rounds(program: Program) -> Program:
    """`program` itself if nothing in it depends on the round of a loop."""
    counters = {counter.loop: counter for counter in program.counters}
    if not counters:
        return program
    period = dict.fromkeys(counters, 1)
    for x in program.instructions:
        if x.by_round is not None:
            period.update((loop, lcm(period[loop], after)) for loop, after in x.by_round.periods)
    made: list[Instruction] = []
    copies: list[list[tuple[dict[int, int], int]]] = []  # per instruction, the rounds and the number of each
    for x in program.instructions:
        loops = [loop for loop in x.loops if loop in counters]
        copies.append([])
        for residues in product(*(range(period[loop]) for loop in loops)):
            rounds = dict(zip(loops, residues))
            action = x.action
            if x.by_round is not None:
                key = tuple(rounds[loop] % after for loop, after in x.by_round.periods)
                if key not in x.by_round.actions:
                    continue
                action = x.by_round.actions[key]
            named = tuple(Round(loop, counters[loop].variable, rest, period[loop]) for loop, rest in rounds.items())
            copies[-1].append((rounds, len(made)))
            made.append(Instruction(len(made), action, x.statement, x.loops, [], x.calls, rounds=named))
    for x in program.instructions:
        for y in (program.instructions[successor] for successor in x.successors):
            for here, source in copies[x.index]:
                for there, target in copies[y.index]:
                    if _follows(x, y, here, there, counters, period):
                        made[source].successors.append(target)
    return Program(program.function, program.core, made, program.arch, asks_callers=program.asks_callers)


def _follows(
    x: Instruction,
    y: Instruction,
    rounds: dict[int, int],
    later: dict[int, int],
    counters: dict[int, Counter],
    period: dict[int, int],
) -> bool:
    """Whether control can go from `x` in `rounds` to `y` in the rounds `later`."""
    for loop, rest in rounds.items():
        counter = counters[loop]
        is_last = counter.rounds is None or rest == counter.rounds - 1
        if loop not in later:
            if counter.head in x.successors and not is_last:
                return False  # a round that is not the last ends, and the loop with it
        elif y.index != counter.head:
            if later[loop] != rest:
                return False
        elif later[loop] != (rest + counter.step) % period[loop] or (counter.rounds is not None and is_last):
            return False
    for loop, rest in later.items():
        first = counters[loop].first
        if loop not in rounds and y.index == counters[loop].head and first is not None and rest != first % period[loop]:
            return False
    return True
