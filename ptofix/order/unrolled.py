"""A program with its rotating loops unrolled: one copy of an instruction for each round in which it can be met.

Where something in a loop recurs every so many rounds, a walk from the entry finds the rounds in which each instruction
is reached; each becomes an instruction of its own, which does what is known of these rounds.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import lcm

from ptofix.program.program import Counter, Instruction, Program, Round

Residues = tuple[int, ...]  # per loop around an instruction that is followed, outermost first
_Copy = tuple[int, Residues]  # the number of an instruction, and the rounds


def in_rounds(program: Program) -> Program:
    """`program` itself where nothing recurs. Copies are in the order of what they are copies of."""
    if not program.counters:
        return program
    return _Unrolling(program).program()


class _Unrolling:
    def __init__(self, program: Program) -> None:
        self.original = program
        self.counters = {counter.loop: counter for counter in program.counters}
        self.periods = dict.fromkeys(self.counters, 1)
        for instruction in program.instructions:
            for loop, period in instruction.by_round.periods if instruction.by_round else ():
                self.periods[loop] = lcm(self.periods[loop], period)

    def followed(self, instruction: Instruction) -> list[int]:
        return [loop for loop in instruction.loops if loop in self.counters]

    def program(self) -> Program:
        edges: dict[_Copy, list[_Copy]] = {}
        pending: list[_Copy] = [(0, ())]
        while pending:
            copy = pending.pop()
            if copy not in edges:
                edges[copy] = list(dict.fromkeys(self.behind(copy)))
                pending += edges[copy]
        reached = {number for number, _ in edges}
        edges.update(((i.index, ()), []) for i in self.original.instructions if i.index not in reached)
        numbers = {copy: index for index, copy in enumerate(sorted(edges))}
        copies = [self.copied(copy, index) for copy, index in numbers.items()]
        for copy, successors in edges.items():
            copies[numbers[copy]].successors = [numbers[successor] for successor in successors]
        original = self.original
        return Program(original.function, original.core, copies, original.arch, flag_users=original.flag_users)

    def behind(self, copy: _Copy) -> Iterator[_Copy]:
        """The copies that control goes to."""
        number, residues = copy
        source = self.original.instructions[number]
        rounds = dict(zip(self.followed(source), residues))
        for successor in source.successors:
            target = self.original.instructions[successor]
            if any(self.goes_on(self.counters[loop], source, rounds[loop]) for loop in rounds.keys() - {*target.loops}):
                continue
            ways: list[Residues] = [()]
            for loop in self.followed(target):
                comes = self.rounds_behind(self.counters[loop], rounds.get(loop), target)
                ways = [(*way, residue) for way in ways for residue in comes]
            yield from ((successor, way) for way in ways if self.lets_pass(target, way))

    def goes_on(self, counter: Counter, source: Instruction, residue: int) -> bool:
        """Whether the loop is sure not to end after this round."""
        return counter.rounds is not None and counter.head in source.successors and residue != counter.rounds - 1

    def rounds_behind(self, counter: Counter, residue: int | None, target: Instruction) -> range | tuple[int, ...]:
        """The rounds of a loop in which `target` follows; `residue` None where control came from outside of it."""
        period = self.periods[counter.loop]
        begins = target.index == counter.head
        if residue is None:
            return (counter.first % period,) if begins and counter.first is not None else range(period)
        if not begins:
            return (residue,)
        if counter.rounds is not None and residue == counter.rounds - 1:
            return ()
        return ((residue + counter.step) % period,)

    def key(self, instruction: Instruction, residues: Residues) -> Residues:
        assert instruction.by_round is not None
        rounds = dict(zip(self.followed(instruction), residues))
        return tuple(rounds[loop] % period for loop, period in instruction.by_round.periods)

    def lets_pass(self, instruction: Instruction, residues: Residues) -> bool:
        return instruction.by_round is None or self.key(instruction, residues) in instruction.by_round.actions

    def copied(self, copy: _Copy, index: int) -> Instruction:
        number, residues = copy
        source = self.original.instructions[number]
        followed = self.followed(source) if residues else []
        action = source.action
        if source.by_round is not None and followed:
            action = source.by_round.actions[self.key(source, residues)]
        rounds = tuple(
            Round(loop, self.counters[loop].variable, residue, self.periods[loop])
            for loop, residue in zip(followed, residues)
        )
        return Instruction(index, action, source.statement, source.loops, [], source.calls, None, rounds)
