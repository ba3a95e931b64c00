"""What orders two pieces of work, for every pair of pipes, as docs/model.md says, in every schedule.

On a vector core two calls touch tile `a`, one of them writes it; between them stands nothing, a flag, a barrier, or a
chain of flags. On a cube core these are the pairs of pipes that hand a tile on.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from ptofix.machine.run import Schedule
from ptofix.machine.tests.kernels import ran
from ptofix.testing.corpus import REDTEAM2
from ptofix.testing.written import kernel, tensor, tile

PIPES = ("S", "V", "MTE2", "MTE3")
CUBE_PIPES = ("S", "MTE2", "MTE1", "M", "FIX")
SCHEDULES = ("inorder", "eager", "lazy", "random", "adversarial")

MOST_ELEMENTS = 256
"""Of what these kernels load or store at once."""

WRITES = {"S": "TCI<T, int32_t, 0>(a, 5);", "V": "TEXPANDS(a, 3);", "MTE2": "TLOAD(a, g);"}
READS = {"V": "TADDS(b, a, 1);", "MTE3": "TSTORE(h, a);"}

Flag = tuple[str, str]


def _flag(source: str, target: str) -> str:
    return f"set_flag(PIPE_{source}, PIPE_{target}, EVENT_ID0);\nwait_flag(PIPE_{source}, PIPE_{target}, EVENT_ID0);"


def _flags(pipes: tuple[str, ...] = PIPES) -> Iterator[tuple[Flag, ...]]:
    """Single flags, and chains of two that meet in a pipe."""
    pairs = [(source, target) for source, target in product(pipes, pipes) if source != target]
    yield from ((pair,) for pair in pairs)
    yield from ((first, second) for first, second in product(pairs, pairs) if first[1] == second[0])


def _ordered_by_flags(first: str, second: str, flags: tuple[Flag, ...]) -> bool:
    """A flag to S is before all that is issued after its wait, another flag before its target."""
    if first == second == "S":
        return True
    before = {first}  # the pipes whose later signals say that the first call is done
    done: set[str] = set()  # the pipes whose later work starts behind the first call
    for source, target in flags:
        if source in before | done:
            done |= {*PIPES, *CUBE_PIPES} if target == "S" else {target}
    return second in done


def _races(first: str, between: str, second: str, kind: str) -> int:
    lines = [tensor("g", "v1", "int32_t", 1, 64), tensor("h", "v2", "int32_t", 1, 64)]
    lines += [tile(name, "int32_t", 1, 64, address) for name, address in (("a", 0), ("b", 4096))]
    type_ = tile("", "int32_t", 1, 64, 0).partition(">")[0] + ">"
    lines += [first, between, second]
    text = kernel("__gm__ int32_t* v1, __gm__ int32_t* v2", [line.replace("<T,", f"<{type_},") for line in lines])
    outcome, _ = ran(Path("orders.cpp"), text, Schedule(kind, 3, assumed=frozenset()), elements=MOST_ELEMENTS)
    assert not outcome.blocked
    return len(outcome.races)


def _pairs() -> Iterator[tuple[str, str, str, str]]:
    """Two calls that meet in a tile, with their pipes."""
    calls = [(pipe, text, True) for pipe, text in WRITES.items()] + [
        (pipe, text, False) for pipe, text in READS.items()
    ]
    for (first, text, writes), (second, later, also) in product(calls, calls):
        if writes or also:
            yield first, text, second, later


@pytest.mark.parametrize("kind", SCHEDULES)
@pytest.mark.parametrize(("first", "text", "second", "later"), list(_pairs()))
def test_flags(first: str, text: str, second: str, later: str, kind: str) -> None:
    """Single flags in every schedule; chains where work is done as late as it may be."""
    for flags in _flags():
        if len(flags) > 1 and kind != "lazy":
            continue
        between = "\n".join(_flag(*flag) for flag in flags)
        ordered = _ordered_by_flags(first, second, flags)
        assert (_races(text, between, later, kind) == 0) is ordered, between


@pytest.mark.parametrize("kind", SCHEDULES)
@pytest.mark.parametrize(("first", "text", "second", "later"), list(_pairs()))
def test_barriers(first: str, text: str, second: str, later: str, kind: str) -> None:
    for pipe in (*PIPES, "ALL"):
        ordered = pipe == "ALL" or first == second in ("S", pipe)
        assert (_races(text, f"pipe_barrier(PIPE_{pipe});", later, kind) == 0) is ordered, pipe
    assert (_races(text, "", later, kind) == 0) is (first == second == "S")


HANDED_ON = {
    ("MTE2", "MTE1"): ("TLOAD(a, g);", "TMOV(l, a);"),
    ("MTE1", "M"): ("TMOV(l, a);", "TMATMUL(d, l, r);"),
    ("M", "FIX"): ("TMATMUL(d, l, r);", "TSTORE(h, d);"),
    ("FIX", "M"): ("TSTORE(h, d);", "TMATMUL(d, l, r);"),
    ("M", "MTE1"): ("TMATMUL(d, l, r);", "TMOV(l, a);"),
    ("MTE1", "MTE2"): ("TMOV(l, a);", "TLOAD(a, g);"),
}


def _cube_races(first: str, between: str, second: str, kind: str) -> int:
    lines = [tensor("g", "v1", "half", 16, 16), tensor("h", "v2", "float", 16, 16)]
    lines += [
        tile("a", "half", 16, 16, 0, space="Mat", layout="ColMajor", box="RowMajor"),
        tile("l", "half", 16, 16, 0, space="Left", layout="RowMajor", box="RowMajor"),
        tile("r", "half", 16, 16, 0, space="Right", layout="RowMajor", box="ColMajor"),
        tile("d", "float", 16, 16, 0, space="Acc", layout="ColMajor", box="RowMajor").replace(" 512,", " 1024,"),
    ]
    text = kernel("__gm__ half* v1, __gm__ float* v2", [*lines, first, between, second], "CUBE")
    outcome, _ = ran(Path("orders.cpp"), text, Schedule(kind, 3, assumed=frozenset()), elements=MOST_ELEMENTS)
    assert not outcome.blocked
    return len(outcome.races)


@pytest.mark.parametrize("kind", SCHEDULES)
@pytest.mark.parametrize(("first", "second"), HANDED_ON)
def test_cube(first: str, second: str, kind: str) -> None:
    text, later = HANDED_ON[first, second]
    for flags in _flags(CUBE_PIPES):
        if flags[0][1] == "S" or flags in (((first, second),), (("S", second),)):
            between = "\n".join(_flag(*flag) for flag in flags)
            ordered = _ordered_by_flags(first, second, flags)
            assert (_cube_races(text, between, later, kind) == 0) is ordered, between
    for pipe in (*CUBE_PIPES, "ALL"):
        assert (_cube_races(text, f"pipe_barrier(PIPE_{pipe});", later, kind) == 0) is (pipe == "ALL"), pipe


@pytest.mark.parametrize("kind", SCHEDULES)
def test_scalar_work_and_a_flag_of_the_scalar_unit(kind: str) -> None:
    path = REDTEAM2 / "simulate" / "scalar_work_and_flag_of_S.cpp"
    outcome, arrays = ran(path, path.read_text(), Schedule(kind, 1, assumed=frozenset()))
    assert not outcome.races
    assert arrays["out_b"][:8].tolist() == list(range(6, 14))
