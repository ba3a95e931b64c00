"""Orders by way of the other core, compared with all ways in which the cores of a group can take turns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import NamedTuple

import pytest

from ptofix.program.build import program_file
from ptofix.program.program import Program, TileOp
from ptofix.tests.build import tree
from ptofix.text.source import SourceFile

_CORES = {"cube": ("MTE2", "FIX"), "vector": ("MTE2", "MTE3")}
_SECTIONS = {"cube": "__DAV_CUBE__", "vector": "__DAV_VEC__"}


def give(pipe: str, number: int) -> str:
    return f"ffts_cross_core_sync(PIPE_{pipe}, {1 + (2 << 4) + (number << 8)});"


def wait(number: int) -> str:
    return f"wait_flag_dev({number});"


def programs(cube: str, vector: str, head: str = "__global__ AICORE") -> dict[str, Program]:
    sections = (f"#if defined({_SECTIONS[c]})\n{body}\n#endif\n" for c, body in (("cube", cube), ("vector", vector)))
    text = f"{head} void kernel(__gm__ float* v1, int32_t n) {{\n{''.join(sections)}}}\n"
    file = program_file(tree(SourceFile("trips.cpp", text)))
    assert not file.refusals
    return {program.core: program for program in file.programs}


def trips(program: Program) -> list[tuple[int, str, int]]:
    """Where each starts (the line within the section, from 0), its pipe, and where it returns."""
    found: dict[int, dict[bool, int]] = {}
    pipes: dict[int, str] = {}
    for instruction in program.instructions:
        for number, pipe, returns in instruction.action.round_trips if isinstance(instruction.action, TileOp) else ():
            assert instruction.statement is not None
            found.setdefault(number, {})[returns] = instruction.statement.line
            pipes[number] = pipe
    first = min((i.statement.line for i in program.instructions if i.statement is not None), default=0)
    return [(ends[False] - first, pipes[number], ends[True] - first) for number, ends in sorted(found.items())]


def lines(*statements: str) -> str:
    return "\n".join(statements)


_PIPE = "auto p = TPipe<0, Direction::DIR_V2C, 8192, 2, 2, false>(v1, 0, 0);"

# ---- single cases ----


def test_a_flag_that_comes_back() -> None:
    found = programs(lines(wait(0), give("FIX", 1)), lines(give("MTE3", 0), wait(1)))
    assert trips(found["vector"]) == [(0, "MTE3", 1)]
    assert trips(found["cube"]) == []


def test_the_second_wait_is_about_the_second_signal() -> None:
    """As in the device test tfa: the other core gives both back, each after the wait for one."""
    cube = lines(wait(0), give("FIX", 1), wait(0), give("FIX", 1))
    vector = lines(give("MTE3", 0), give("MTE3", 0), wait(1), wait(1))
    assert trips(programs(cube, vector)["vector"]) == [(0, "MTE3", 2), (1, "MTE3", 3)]


def test_rounds_of_other_work_are_counted() -> None:
    credits = f"for (int32_t i = 0; i < 3; i += 1) {{ {give('MTE2', 2)} }}"
    cube = lines(wait(2), wait(0), give("FIX", 1))
    assert trips(programs(cube, lines(credits, give("MTE3", 0), wait(1)))["vector"]) == [(1, "MTE3", 2)]


@pytest.mark.parametrize(
    ("cube", "vector"),
    [
        pytest.param((give("FIX", 1), wait(0)), (give("MTE3", 0), wait(1)), id="given before it waits"),
        pytest.param((give("FIX", 1), wait(0), give("FIX", 1)), (give("MTE3", 0), wait(1)), id="an elder one"),
        pytest.param((wait(0), give("FIX", 1)), (wait(1), give("MTE3", 0)), id="waits first"),
        pytest.param((wait(0), give("FIX", 0)), (give("MTE3", 0), wait(0)), id="one number both ways"),
        pytest.param(("if (n) {", wait(0), "}", give("FIX", 1)), (give("MTE3", 0), wait(1)), id="perhaps no wait"),
        pytest.param(
            ("for (int32_t i = 0; i < n; i += 1) {", wait(0), "}", give("FIX", 1)),
            (give("MTE3", 0), wait(1)),
            id="perhaps no round",
        ),
        pytest.param((wait(0), give("FIX", 1)), ("unknown(v1);", give("MTE3", 0), wait(1)), id="unknown here"),
        pytest.param((wait(0), give("FIX", 1)), ("TADD(v1);", give("MTE3", 0), wait(1)), id="a call that fits no row"),
        pytest.param(("unknown(v1);", wait(0), give("FIX", 1)), (give("MTE3", 0), wait(1)), id="unknown there"),
        pytest.param(
            (wait(0), give("FIX", 1)),
            (give("MTE3", 0), f"st_dev({1 + (2 << 4)}, v1, 0);", wait(1)),
            id="stored where flags may be given",
        ),
        pytest.param(
            ("st_dev(289, v1, 0);", wait(0), give("FIX", 1)), (give("MTE3", 0), wait(1)), id="stored by the other"
        ),
        pytest.param(
            (wait(0), give("FIX", 1)), ("ffts_cross_core_sync(PIPE_MTE3, 257);", give("MTE3", 0), wait(1)), id="mode 0"
        ),
        pytest.param(
            (wait(0), give("FIX", 1)), (give("MTE3", 0), "wait_flag_dev(n);", wait(1)), id="an unknown number"
        ),
        pytest.param((wait(0), give("FIX", 1)), (give("MTE3", 0), give("MTE2", 0), wait(1)), id="of two pipes"),
        pytest.param(
            (wait(0), give("FIX", 1)),
            ("for (int32_t i = 0; i < 2; i += 1) {", give("MTE3", 0), "}", wait(1)),
            id="given in a loop",
        ),
        pytest.param(
            (wait(0), give("FIX", 1)),
            ("for (int32_t i = 0; i < 1; i += 1) {", give("MTE3", 0), "}", wait(1)),
            id="given in the one round of a loop",
        ),
        pytest.param(
            (wait(0), give("FIX", 1), give("FIX", 1)),
            (give("MTE3", 0), "for (int32_t i = 0; i < 2; i += 1) {", wait(1), "}"),
            id="awaited in a loop",
        ),
        pytest.param((_PIPE, wait(0), give("FIX", 2)), (_PIPE, give("MTE3", 0), wait(2)), id="a number of a pipe"),
        pytest.param(
            ("SYNCALL<SyncCoreType::Mix>();", wait(12), give("FIX", 1)),
            ("SYNCALL<SyncCoreType::Mix>();", give("MTE3", 12), wait(1)),
            id="a number of SYNCALL",
        ),
    ],
)
def test_no_trip(cube: tuple[str, ...], vector: tuple[str, ...]) -> None:
    found = programs(lines(*cube), lines(*vector))
    assert not any(map(trips, found.values()))


def test_the_next_wait_says_no_more() -> None:
    found = programs(lines(wait(0), give("FIX", 1), give("FIX", 1)), lines(give("MTE3", 0), wait(1), wait(1)))
    assert trips(found["vector"]) == [(0, "MTE3", 1)]


def test_only_kernels() -> None:
    """Callers of another function may have given flags before."""
    found = programs(lines(wait(0), give("FIX", 1)), lines(give("MTE3", 0), wait(1)), "AICORE")
    assert not any(map(trips, found.values()))


# ---- all ways in which the cores take turns ----


class _Step(NamedTuple):
    line: int
    number: int
    pipe: str  # "" for a wait


class _State(NamedTuple):
    """Per core: how far it is, and how many of its signals are given, pipe by pipe. `up` are flags by waiting core."""

    places: tuple[int, ...]
    given: tuple[tuple[int, ...], ...]
    up: tuple[tuple[int, ...], ...]  # per core and number: of the cube core one count for each vector core


_NUMBERS = range(4)


def _after(core: int, number: int, up: list[list[int]]) -> None:
    """A signal of a core: of the cube core it reaches both vector cores, of a vector core it counts for itself."""
    if core == 0:
        up[1][number] += 1
        up[2][number] += 1
    else:
        up[0][number * 2 + core - 1] += 1


def _next(state: _State, steps: list[list[_Step]], pipes: list[tuple[str, ...]]) -> Iterator[_State]:
    for core, mine in enumerate(steps):
        place = state.places[core]
        issued = Counter(step.pipe for step in mine[:place] if step.pipe)
        for at, pipe in enumerate(pipes[core]):  # a pipe comes to its next signal at any time
            done = state.given[core][at]
            if done < issued[pipe]:
                signal = [step for step in mine if step.pipe == pipe][done]
                up = [[*one] for one in state.up]
                _after(core, signal.number, up)
                given = [[*one] for one in state.given]
                given[core][at] += 1
                yield _State(state.places, tuple(map(tuple, given)), tuple(map(tuple, up)))
        if place == len(mine):
            continue
        up = [[*one] for one in state.up]
        if not mine[place].pipe:
            number = mine[place].number
            taken = (number * 2, number * 2 + 1) if core == 0 else (number,)
            if not all(up[core][one] for one in taken):
                continue
            for one in taken:
                up[core][one] -= 1
        places = (*state.places[:core], place + 1, *state.places[core + 1 :])
        yield _State(places, state.given, tuple(map(tuple, up)))


def _orders(core: int, steps: list[list[_Step]]) -> dict[int, set[tuple[int, str, int]]]:
    """By the line of a wait that may return, the signals of its core that are given once it has."""
    pipes = [tuple(sorted({step.pipe for step in mine if step.pipe})) for mine in steps]
    start = _State((0,) * 3, tuple((0,) * len(p) for p in pipes), ((0,) * 2 * len(_NUMBERS), *((0,) * 4,) * 2))
    seen, pending = {start}, [start]
    while pending:
        for state in _next(pending.pop(), steps, pipes):
            if state not in seen:
                seen.add(state)
                pending.append(state)
    mine = steps[core]
    found: dict[int, set[tuple[int, str, int]]] = {}
    for end, (line, _, pipe) in enumerate(mine):
        behind = [state for state in seen if state.places[core] > end]
        if pipe or not behind:
            continue
        found[line] = set()
        for at, which in enumerate(pipes[core]):
            sure = min(state.given[core][at] for state in behind)
            signals = [step for step in mine[:end] if step.pipe == which][:sure]
            found[line] |= {(signal.line, which, line) for signal in signals}
    return found


def _random_steps(random: Random, core: str, other: str) -> list[_Step]:
    """With two numbers that only this core gives, each by one pipe or by any, and waits for those of the other."""
    numbers = {"cube": (0, 1), "vector": (2, 3)}
    pipes, length = _CORES[core], random.randint(2, 5)
    of_number = {number: random.choice((pipes[:1], pipes[1:], pipes)) for number in numbers[core]}
    found = list[_Step]()
    for line in range(length):
        if random.random() < 0.5:
            number = random.choice(numbers[core])
            found.append(_Step(line, number, random.choice(of_number[number])))
        else:
            found.append(_Step(line, random.choice(numbers[other]), ""))
    return found


def _written(steps: list[_Step]) -> str:
    return lines(*(give(step.pipe, step.number) if step.pipe else wait(step.number) for step in steps))


def test_random_kernels() -> None:
    """A trip is true whatever the cores and pipes do."""
    found = 0
    for seed in range(300):
        random = Random(seed)
        cube, vector = _random_steps(random, "cube", "vector"), _random_steps(random, "vector", "cube")
        made = programs(_written(cube), _written(vector))
        steps = [cube, vector, vector]
        for core, program in enumerate((made["cube"], made["vector"])):
            true = _orders(core, steps)
            for trip in trips(program):
                assert trip[2] not in true or trip in true[trip[2]], (seed, trip)
                found += trip[2] in true
    assert found > 20


def test_random_kernels_can_be_told_apart() -> None:
    """The comparison itself: a signal that nothing comes back for is not in order anywhere."""
    cube, vector = [_Step(0, 2, ""), _Step(1, 0, "FIX")], [_Step(0, 2, "MTE3"), _Step(1, 0, "")]
    assert _orders(1, [cube, vector, vector]) == {1: {(0, "MTE3", 1)}}
    assert _orders(1, [cube[::-1], vector, vector]) == {1: set()}
