"""Paths through a script: how often each loop runs at most and which arm each branch takes, as a list of numbers.

The numbers of one text can be replayed on another that differs in synchronisation alone, which gives the same path.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from math import prod
from random import Random

from ptofix.testing.script import Cases, Choice, Leave, Loop, Node, Plain, Sync

Decide = Callable[[int], int]
Path = tuple[int, ...]


def walk(nodes: tuple[Node, ...], rounds: int, decide: Decide) -> Generator[Plain | Sync, None, Leave | None]:
    """The statements in the order of execution, and the jump that leaves them.

    `decide(n)` makes one of n choices, a loop runs `rounds` times at most.
    """
    for node in nodes:
        jump: Leave | None = None
        match node:
            case Choice(arms):
                jump = yield from walk(arms[decide(len(arms))], rounds, decide)
            case Cases(arms, has_default):
                first = decide(len(arms) + (not has_default))
                jump = yield from walk(tuple(inner for arm in arms[first:] for inner in arm), rounds, decide)
                jump = None if jump is Leave.BREAK else jump
            case Loop(at_least, body):
                for _ in range(at_least + decide(rounds + 1 - at_least)):
                    jump = yield from walk(body, rounds, decide)
                    if jump in (Leave.BREAK, Leave.RETURN):
                        break
                jump = jump if jump is Leave.RETURN else None
            case Leave():
                jump = node
            case _:
                yield node
        if jump is not None:
            return jump
    return None


def replay(nodes: tuple[Node, ...], rounds: int, path: Path) -> list[Plain | Sync]:
    numbers = iter(path)
    return list(walk(nodes, rounds, lambda _: next(numbers)))


def count(nodes: tuple[Node, ...], rounds: int) -> int:
    """How many paths there are, if no jump cuts one short."""
    total = 1
    for node in nodes:
        match node:
            case Choice(arms):
                total *= sum(count(arm, rounds) for arm in arms)
            case Cases(arms, has_default):
                choices = [prod(count(arm, rounds) for arm in arms[first:]) for first in range(len(arms))]
                total *= sum(choices) + (not has_default)
            case Loop(at_least, body):
                total *= sum(count(body, rounds) ** n for n in range(at_least, rounds + 1))
    return total


def paths(nodes: tuple[Node, ...], rounds: int, most: int, seed: int = 0) -> list[Path]:
    """All paths, or where there are more than `most` that many picked at random (always the same for one `seed`)."""
    if count(nodes, rounds) <= most:
        return list(_all(nodes, rounds))
    random = Random(seed)
    found: dict[Path, None] = {}
    for _ in range(2 * most):
        taken: list[int] = []
        for _ in walk(nodes, rounds, _recorded(taken, random.randrange)):
            pass
        found[tuple(taken)] = None
        if len(found) == most:
            break
    return list(found)


def _recorded(taken: list[int], pick: Decide) -> Decide:
    def decide(choices: int) -> int:
        taken.append(pick(choices))
        return taken[-1]

    return decide


def _all(nodes: tuple[Node, ...], rounds: int) -> Iterator[Path]:
    """As an odometer: after each path the last decision that has another choice is changed."""
    prefix: list[int] | None = []
    while prefix is not None:
        choices: list[int] = []
        fixed = prefix
        taken: list[int] = []

        def decide(n: int, choices: list[int] = choices, fixed: list[int] = fixed, taken: list[int] = taken) -> int:
            taken.append(fixed[len(taken)] if len(taken) < len(fixed) else 0)
            choices.append(n)
            return taken[-1]

        for _ in walk(nodes, rounds, decide):
            pass
        yield tuple(taken)
        last = next((i for i in reversed(range(len(taken))) if taken[i] + 1 < choices[i]), None)
        prefix = None if last is None else [*taken[:last], taken[last] + 1]
