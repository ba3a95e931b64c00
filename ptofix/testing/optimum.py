"""The fewest barriers of V that keep every conflicting pair of V apart: an exact search over all places.

On each path, each pair that is unsafe without any barrier of V must have one of the places between its two ends. A
barrier of V orders V against V only, so nothing else can help: the answer is the smallest set that hits all of these
sets of places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ptofix.program.program import Program
from ptofix.testing.brute import on_chip, run
from ptofix.testing.paths import paths, replay
from ptofix.testing.script import Choice, Loop, Node, Plain, Script, Sync
from ptofix.testing.trace import from_program, interpret

Places = frozenset[int]


def fewest_barriers(scripts: Sequence[Script], programs: Sequence[Program] | None, model: str) -> int:
    """The fewest barriers of V in a text; addresses are taken from its programs, or interpreted."""
    known = {(program.function, program.core): program for program in programs or ()}
    wanted = [s for s in scripts if programs is None or (s.function, s.core) in known]
    return sum(fewest(obligations(s, known.get((s.function, s.core)), model, 3, 60)) for s in wanted)


def barriers(script: Script) -> int:
    """The barriers of V in a script."""
    return sum(_is_barrier(node) for node in _nodes(script.body))


def _nodes(nodes: tuple[Node, ...]) -> Iterator[Node]:
    for node in nodes:
        yield node
        match node:
            case Choice(arms):
                for arm in arms:
                    yield from _nodes(arm)
            case Loop(_, body):
                yield from _nodes(body)


def _is_barrier(node: Node) -> bool:
    return isinstance(node, Sync) and node.name == "pipe_barrier" and node.arguments == ("V",)


def without_barriers(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """The script with none of the barriers of V, and a place before each node and at the end of each block.

    A place is a statement without text and with a negative number.
    """
    made = _Places()
    return made.block(nodes)


class _Places:
    def __init__(self) -> None:
        self.last = 0

    def place(self) -> Plain:
        self.last -= 1
        return Plain(self.last, 0, "")

    def block(self, nodes: tuple[Node, ...]) -> tuple[Node, ...]:
        found: list[Node] = []
        for node in nodes:
            if _is_barrier(node):
                continue
            found.append(self.place())
            match node:
                case Choice(arms):
                    found.append(Choice(tuple(self.block(arm) for arm in arms)))
                case Loop(at_least, body):
                    found.append(Loop(at_least, self.block(body)))
                case _:
                    found.append(node)
        return (*found, self.place())


def obligations(script: Script, program: Program | None, model: str, rounds: int, most_paths: int) -> set[Places]:
    """Per pair and path, the places of which one must have a barrier; only the sets that contain no other."""
    body = without_barriers(script.body)
    found: set[Places] = set()
    for path in paths(body, rounds, most_paths):
        executed = replay(body, rounds, path)
        real = [s for s in executed if isinstance(s, Sync) or s.number >= 0]
        trace = interpret(real, model) if program is None else from_program(real, program, model)
        outcome = run(trace, model)
        at = [index for index, s in enumerate(executed) if isinstance(s, Sync) or s.number >= 0]
        for pair in outcome.unsafe:
            first, second = (outcome.work[i] for i in pair)
            if first.pipe == second.pipe == "V" and on_chip(outcome, pair):
                between = executed[at[first.execution] : at[second.execution]]
                found.add(frozenset(s.number for s in between if isinstance(s, Plain) and s.number < 0))
    return {places for places in found if not any(other < places for other in found)}


def fewest(sets: Iterable[Places]) -> int:
    """The size of the smallest set of places that hits all of `sets`. Raises ValueError for an empty one."""
    unmet = list(sets)
    if not all(unmet):
        raise ValueError("two pieces of work with no place between them")
    members: dict[int, int] = {}
    for index, places in enumerate(unmet):
        for place in places:
            members[place] = members.get(place, 0) | 1 << index
    # A place that meets no more than another one does is never needed.
    kinds = set(members.values())
    useful = [kind for kind in kinds if not any(kind != other and kind & ~other == 0 for other in kinds)]
    size = 0
    while not _can_meet((1 << len(unmet)) - 1, useful, size):
        size += 1
    return size


def _can_meet(unmet: int, kinds: list[int], size: int) -> bool:
    """Whether `size` of `kinds` have all bits of `unmet`: one of those with the rarest bit must be among them."""
    if not unmet:
        return True
    most = max((kind & unmet).bit_count() for kind in kinds)
    if unmet.bit_count() > size * most:
        return False
    bits = (bit for bit in range(unmet.bit_length()) if unmet >> bit & 1)
    rarest = min(bits, key=lambda bit: sum(kind >> bit & 1 for kind in kinds))
    return any(_can_meet(unmet & ~kind, kinds, size - 1) for kind in kinds if kind >> rarest & 1)
