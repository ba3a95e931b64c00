"""Match a pattern against the ops around a barrier, by name and by bytes."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from itertools import permutations

from msgspec import Struct

from ptofix.hardware.pipe import Pipe
from ptofix.order.effects import Site
from ptofix.order.model import ProgramOrder
from ptofix.program.program import Instruction, Opaque, Region, TileOp
from ptofix.rewriting.patterns.language import ANY, OpPattern, Pattern


class Match(Struct, frozen=True):
    """`before` None if the pattern has no op before the barrier."""

    before: Instruction | None
    after: Instruction


class Mismatch(Struct, frozen=True):
    """The ops are those of the pattern, but something else is not; `reason` is for machines."""

    reason: str
    message: str


class Surroundings:
    """The vector work nearest to an instruction: what comes last before it on every path, and next after it."""

    def __init__(self, order: ProgramOrder, instruction: Instruction) -> None:
        self.order = order
        self.instruction = instruction

    @cached_property
    def before(self) -> Instruction | None:
        predecessors = self.order.program.predecessors
        return self._nearest(self.instruction, lambda here: predecessors[here.index])

    @cached_property
    def after(self) -> Instruction | None:
        return self._nearest(self.instruction, lambda here: here.successors)

    def _nearest(self, start: Instruction, neighbours: Callable[[Instruction], list[int]]) -> Instruction | None:
        """None where paths meet, part or end before any vector work comes."""
        here, passed = start, {start.index}
        while len(neighbours(here)) == 1:
            here = self.order.program.instructions[neighbours(here)[0]]
            if self.is_vector_work(here):
                return here
            if here.index in passed:
                return None
            passed.add(here.index)
        return None

    def is_vector_work(self, instruction: Instruction) -> bool:
        steps = self.order.effects.steps(instruction.index)
        return any(isinstance(step, Site) and step.pipe == Pipe.V for step in steps)


def match(pattern: Pattern, around: Surroundings) -> Match | Mismatch | None:
    """None if the ops around the barrier are not those of the pattern."""
    after = around.after
    named_after = _named(after, pattern.after.name)
    if not named_after and not (after is not None and isinstance(after.action, Opaque)):
        return None  # whatever is in front
    before = around.before
    named_before = pattern.before is None or _named(before, pattern.before.name)
    for side, other_named in ((before, named_after), (after, named_before)):
        if side is not None and isinstance(side.action, Opaque) and other_named and pattern.before is not None:
            return Mismatch("opaque", f"line {_line(side)} is not understood: {side.action.reason}")
    if not (named_before and named_after):
        return None
    assert after is not None
    problem = _check_operands(pattern, before if pattern.before is not None else None, after)
    return problem or Match(before if pattern.before is not None else None, after)


def _named(instruction: Instruction | None, name: str) -> bool:
    return instruction is not None and isinstance(instruction.action, TileOp) and instruction.action.call.name == name


def _line(instruction: Instruction) -> int:
    return instruction.statement.line if instruction.statement is not None else 0


def _check_operands(pattern: Pattern, before: Instruction | None, after: Instruction) -> Mismatch | None:
    if before is None:
        return None
    assert pattern.before is not None
    first = _assignments(pattern.before, before)
    second = _assignments(pattern.after, after)
    if not first or not second:
        return Mismatch("operands", "an op has fewer operands than the pattern")
    problems: list[Mismatch] = []
    for one in first:
        for other in second:
            found = _compare(one, other)
            if found is None:
                return None
            problems.append(found)
    return problems[0]


Bytes = Region | str  # the exact bytes of an operand, or why they are not known


def _assignments(op: OpPattern, instruction: Instruction) -> list[dict[str, Bytes]]:
    """What each variable stands for, for every order that `{…}` allows; operands that the pattern leaves out: any."""
    action = instruction.action
    assert isinstance(action, TileOp)
    if len(action.operands) < len(op.operands):
        return []
    results: list[dict[str, Bytes]] = [{}]
    position = 0
    while position < len(op.operands):
        variables = op.operands[position]
        bytes_here = [_bytes(action, position + i) for i in range(len(variables))]
        results = [
            {**known, **{v: place for v, place in zip(order, bytes_here) if v != ANY}}
            for known in results
            for order in permutations(variables)
        ]
        position += len(variables)
    return results


def _bytes(action: TileOp, position: int) -> Bytes:
    operand, tile = action.operands[position], action.call.operands[position].tile
    if tile is None:
        return f"`{operand.text}` is not a tile"
    if operand.bases is None:
        return f"the address of `{operand.text}` is not known: {operand.unknown}"
    if len(operand.bases) != 1 or operand.slots != 1:
        return f"`{operand.text}` can be at several addresses"
    base = operand.bases[0]
    return Region(action.call.arch.memories[tile.space].memory, base, base + tile.extent_bytes)


def _compare(first: dict[str, Bytes], second: dict[str, Bytes]) -> Mismatch | None:
    for variable in first.keys() & second.keys():
        a, b = first[variable], second[variable]
        if isinstance(a, str) or isinstance(b, str):
            return Mismatch("unknown-address", a if isinstance(a, str) else str(b))
        if a != b:
            relation = "overlap but are not equal" if a.overlaps(b) else "are other bytes"
            return Mismatch("not-same-bytes", f"`{variable}` is {a} in one op and {b} in the other: they {relation}")
    return None
