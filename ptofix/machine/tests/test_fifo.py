"""FIFOs between the cores: credits, what is wrong with one, and races in its slots."""

from __future__ import annotations

from pathlib import Path

import pytest

from ptofix.hardware.credits import credit_period
from ptofix.machine.run import Outcome, Schedule
from ptofix.machine.tests.kernels import ran
from ptofix.testing.written import tile

PIPE = "TPipe<2, Direction::DIR_V2C, 8192, 2, 2, false>"
OF_VECTOR = "GlobalTensor<float, pto::Shape<1, 1, 1, 16, 64>, pto::Stride<1024, 1024, 1024, 64, 1>, pto::Layout::ND>"
OF_CUBE = "GlobalTensor<float, pto::Shape<1, 1, 1, 32, 64>, pto::Stride<2048, 2048, 2048, 64, 1>, pto::Layout::ND>"

TEXT = f"""
AICORE void consumer(__gm__ float* v1, int32_t n) {{
  #if defined(__DAV_CUBE__)
  auto p = {PIPE}(v1, 0, 0);
  {tile("m", "float", 32, 64, 0, space="Mat", layout="ColMajor", box="RowMajor")}
  {OF_CUBE} e;
  for (int32_t i = 0; i < n; i += 1) {{
    TPOP<{PIPE}, {OF_CUBE}, TileSplitAxis::TILE_UP_DOWN>(p, e);
    pipe_barrier(PIPE_MTE2);
    TLOAD(m, e);
    TFREE<{PIPE}, {OF_CUBE}, TileSplitAxis::TILE_UP_DOWN>(p, e);
  }}
  pipe_barrier(PIPE_ALL);
  #endif
}}

AICORE void producer(__gm__ float* v1, int32_t n) {{
  #if defined(__DAV_VEC__)
  auto p = {PIPE}(v1, 0, 0);
  {tile("a", "float", 16, 64, 0)}
  {OF_VECTOR} e;
  TEXPANDS(a, 1.0f);
  set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  for (int32_t i = 0; i < n; i += 1) {{
    TALLOC<{PIPE}, {OF_VECTOR}, TileSplitAxis::TILE_UP_DOWN>(p, e);
    TSTORE(e, a);
    TPUSH<{PIPE}, {OF_VECTOR}, TileSplitAxis::TILE_UP_DOWN>(p, e);
  }}
  pipe_barrier(PIPE_ALL);
  #endif
}}

__global__ AICORE void kernel(__gm__ float* v1, int32_t n) {{
  consumer(v1, n);
  producer(v1, n);
}}
"""


def _outcome(text: str, rounds: int = 6, kind: str = "lazy") -> Outcome:
    return ran(Path("fifo.cpp"), text, Schedule(kind), rounds)[0]


def _line(call: str) -> int:
    return next(number for number, line in enumerate(TEXT.split("\n"), 1) if line.lstrip().startswith(call))


def _without(call: str) -> str:
    return "\n".join("" if line.lstrip().startswith(call) else line for line in TEXT.split("\n"))


def _swapped(first: str, second: str) -> str:
    lines = TEXT.split("\n")
    one, other = _line(first) - 1, _line(second) - 1
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


@pytest.mark.parametrize(("slots", "period"), [(1, 1), (2, 2), (4, 2), (8, 4)])
def test_period(slots: int, period: int) -> None:
    assert credit_period(slots) == period


@pytest.mark.parametrize("kind", ["inorder", "eager", "lazy", "random"])
def test_nothing_is_wrong(kind: str) -> None:
    outcome = _outcome(TEXT, kind=kind)
    assert not outcome.races
    assert not outcome.blocked
    assert not outcome.faults


def test_a_slot_that_is_not_given_back_stops_the_producer() -> None:
    outcome = _outcome(_without("TFREE"))
    waits = {(one.core, one.line, one.text) for one in outcome.blocked}
    claim = "TALLOC of pipe 2: a free slot from cube; 2 alloc, 2 push"
    assert ("vector0", _line("TALLOC"), claim) in waits
    assert ("cube", _line("TPOP"), "TPOP of pipe 2: data from vector0 and vector1; 2 pop") in waits
    [causes] = [one.causes for one in outcome.blocked if one.core == "vector1"]
    assert [(cause.text, cause.line) for cause in causes] == [
        ("cube took slot 0 of pipe 2 here, and no TFREE gave it back", _line("TPOP")),
        ("cube waits itself", _line("TPOP")),
    ]


def test_a_slot_that_is_not_given_back_is_left_over_where_nobody_needs_it() -> None:
    outcome = _outcome(_without("TFREE"), rounds=1)
    assert not outcome.blocked
    assert {(one.line, one.text) for one in outcome.faults} == {
        (_line("TPOP"), "cube took slot 0 of pipe 2 here, and no TFREE gave it back")
    }


def test_a_slot_that_is_not_taken() -> None:
    text = TEXT.replace("i < n", "i < n - 1", 1)  # one round less of the consumer
    outcome = _outcome(text, rounds=2)
    [causes] = {one.causes for one in outcome.blocked}
    assert [(cause.text, cause.line) for cause in causes] == [
        ("slot 1 of pipe 2 was filled here, and no TPOP of cube took it", _line("TPUSH")),
        ("cube is at its end; this is the last that it did with pipe 2", _line("TFREE")),
    ]
    outcome = _outcome(text, rounds=1)
    assert not outcome.blocked
    assert {one.text for one in outcome.faults} == {"slot 0 of pipe 2 was filled here, and no TPOP of cube took it"}


def test_a_slot_that_is_not_filled() -> None:
    outcome = _outcome(_without("TPUSH"), rounds=1)
    [(blocked, causes)] = [(one, one.causes) for one in outcome.blocked]
    assert blocked.text == "TPOP of pipe 2: data from vector0 and vector1; nothing done yet"
    assert (causes[0].text, causes[0].line) == (
        "vector0 claimed slot 0 of pipe 2 here, and no TPUSH filled it",
        _line("TALLOC"),
    )


def test_ends_that_disagree() -> None:
    outcome = _outcome(TEXT.replace("2, 2, false>(v1", "2, 4, false>(v1", 1))
    [fault] = outcome.faults
    assert fault.text == "the ends of pipe 2 disagree: LocalSlotNum 4 in cube, LocalSlotNum 2 in vector0"
    assert (fault.line, fault.others[0].line) == (_line("auto p"), len(TEXT[: TEXT.rindex("auto p")].split("\n")))


@pytest.mark.parametrize("kind", ["inorder", "lazy", "random"])
def test_a_slot_that_is_overwritten_before_it_was_read(kind: str) -> None:
    outcome = _outcome(_swapped("TLOAD", "TFREE"), kind=kind)
    assert {(race.kind, race.earlier.op, race.later.op, race.memory) for race in outcome.races} == {
        ("WAR", "TLOAD", "TSTORE", "v1")
    }


@pytest.mark.parametrize("kind", ["inorder", "lazy", "random"])
def test_a_load_that_overtakes_the_store_that_it_needs(kind: str) -> None:
    outcome = _outcome(_swapped("TSTORE", "TPUSH"), rounds=1, kind=kind)
    assert {(frozenset((race.earlier.op, race.later.op)), race.memory) for race in outcome.races} == {
        (frozenset(("TSTORE", "TLOAD")), "v1")
    }


def test_a_wait_that_nobody_answers() -> None:
    text = TEXT.replace(
        "  for (int32_t i = 0; i < n; i += 1) {\n    TALLOC",
        "  wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);\n  for (int32_t i = 0; i < n; i += 1) {\n    TALLOC",
    )
    pipes = [one for one in _outcome(text).blocked if one.pipe == "MTE3"]
    assert [(one.core, one.text) for one in pipes] == [
        ("vector0", "wait_flag(PIPE_V, PIPE_MTE3, 0)"),
        ("vector1", "wait_flag(PIPE_V, PIPE_MTE3, 0)"),
    ]
    assert pipes[0].causes[0].line == _line("set_flag")


def _two_pipes(there: str, back: str) -> str:
    """The cube core fills a slot of `there` in each round, the vector cores one of `back` behind it."""
    there, back = (f"TPipe<{numbers}, 8192, 1, 1, false>" for numbers in (there, back))
    pipes = f"auto p = {there}(v1, 0, 0);\n  auto q = {back}(v2, 0, 0);"

    def done(op: str, end: str, entry: str, split: str = "TILE_UP_DOWN") -> str:
        tensor = {"e": OF_VECTOR, "f": OF_CUBE}[entry]
        return f"{op}<{there if end == 'p' else back}, {tensor}, TileSplitAxis::{split}>({end}, {entry});"

    return f"""
__global__ AICORE void kernel(__gm__ float* v1, __gm__ float* v2, int32_t n) {{
  #if defined(__DAV_CUBE__)
  {pipes}
  {tile("m", "float", 32, 64, 0, space="Mat", layout="ColMajor", box="RowMajor")}
  {tile("c", "float", 32, 64, 0, space="Acc", layout="ColMajor", box="RowMajor")}
  {OF_CUBE} f;
  for (int32_t i = 0; i < n; i += 1) {{
    {done("TALLOC", "p", "f")}
    TSTORE(f, c);
    {done("TPUSH", "p", "f")}
    {done("TPOP", "q", "f")}
    pipe_barrier(PIPE_MTE2);
    TLOAD(m, f);
    {done("TFREE", "q", "f")}
  }}
  pipe_barrier(PIPE_ALL);
  #endif
  #if defined(__DAV_VEC__)
  {pipes}
  {tile("a", "float", 16, 64, 0)}
  {tile("b", "float", 16, 64, 8192)}
  {OF_VECTOR} e;
  TEXPANDS(a, 1.0f);
  set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  for (int32_t i = 0; i < n; i += 1) {{
    {done("TPOP", "p", "e")}
    pipe_barrier(PIPE_MTE2);
    TLOAD(b, e);
    {done("TFREE", "p", "e")}
    {done("TALLOC", "q", "e")}
    TSTORE(e, a);
    {done("TPUSH", "q", "e")}
  }}
  pipe_barrier(PIPE_ALL);
  #endif
}}
"""


APART = [
    ("0, Direction::DIR_C2V", "2, Direction::DIR_V2C"),
    ("2, Direction::DIR_C2V", "0, Direction::DIR_V2C"),
    ("0, Direction::DIR_BOTH", "4, Direction::DIR_V2C"),
    ("4, Direction::DIR_C2V", "0, Direction::DIR_BOTH"),
    ("14, Direction::DIR_C2V", "12, Direction::DIR_V2C"),
]
SHARED = [  # who waits for which flag is in the comment
    ("0, Direction::DIR_C2V", "1, Direction::DIR_V2C"),  # cube 1: free of the one, ready of the other
    ("1, Direction::DIR_C2V", "0, Direction::DIR_V2C"),  # vector 1: ready of the one, free of the other
    ("0, Direction::DIR_BOTH", "1, Direction::DIR_V2C"),  # cube 1
    ("3, Direction::DIR_C2V", "0, Direction::DIR_BOTH"),  # vector 3
]


def _faulty(outcome: Outcome) -> bool:
    return bool(outcome.races or outcome.blocked or outcome.faults)


@pytest.mark.parametrize("kind", ["inorder", "lazy", "random"])
@pytest.mark.parametrize(("there", "back"), APART)
def test_two_pipes_with_flags_of_their_own(there: str, back: str, kind: str) -> None:
    assert not _faulty(_outcome(_two_pipes(there, back), kind=kind))


@pytest.mark.parametrize(("there", "back"), SHARED)
def test_two_pipes_with_one_flag(there: str, back: str) -> None:
    """One takes the signals of the other: a slot is read before it was filled, or a core waits forever."""
    assert any(_faulty(_outcome(_two_pipes(there, back), kind=kind)) for kind in ("inorder", "lazy", "random", "eager"))


def test_a_pipe_of_one_flag_id_in_each_direction() -> None:
    """Who waits tells the flags apart, and the two ends of each pipe are found by its direction."""
    text = _two_pipes("0, Direction::DIR_C2V", "0, Direction::DIR_V2C")
    first, second = text.split("  #if defined(__DAV_VEC__)")
    lines = second.split("\n")
    at = next(number for number, line in enumerate(lines) if line.lstrip().startswith("auto p"))
    lines[at], lines[at + 1] = lines[at + 1], lines[at]
    assert not _faulty(_outcome("  #if defined(__DAV_VEC__)".join([first, "\n".join(lines)])))


@pytest.mark.parametrize("kind", ["inorder", "random"])
def test_the_wrong_end_of_a_pipe(kind: str) -> None:
    """The header gives no signal there, so that the other core waits forever."""
    outcome = _outcome(TEXT.replace("DIR_V2C", "DIR_C2V"), kind=kind)
    assert {(one.core, one.text) for one in outcome.blocked} == {
        ("cube", "TPOP of pipe 2: data from vector0 and vector1; nothing done yet")
    }


BOTH = "TPipe<0, Direction::DIR_BOTH, 8192, 2, 2, false>"


def _both_ways(*tiles: tuple[str, str]) -> str:
    """A core that pushes the first tile in each round and pops the second."""
    (pushed, first), (popped, second) = tiles
    push, pop = (
        f"{op}<{BOTH}, {declared.partition(f' {name};')[0]}, TileSplitAxis::TILE_UP_DOWN>(p, {name});"
        for op, name, declared in (("TPUSH", pushed, first), ("TPOP", popped, second))
    )
    return f"""
  auto p = {BOTH}(v1, 0, 0);
  {first}
  {second}
  for (int32_t i = 0; i < n; i += 1) {{
    {push}
    {pop}
    pipe_barrier(PIPE_MTE2);
  }}
  pipe_barrier(PIPE_ALL);"""


BOTH_WAYS = f"""
__global__ AICORE void kernel(__gm__ float* v1, int32_t n) {{
  #if defined(__DAV_CUBE__)
  {
    _both_ways(
        ("c", tile("c", "float", 32, 64, 0, space="Acc", layout="ColMajor", box="RowMajor")),
        ("m", tile("m", "float", 32, 64, 0, space="Mat", layout="ColMajor", box="RowMajor")),
    )
}
  #endif
  #if defined(__DAV_VEC__)
  {_both_ways(("a", tile("a", "float", 16, 64, 16384)), ("b", tile("b", "float", 16, 64, 0)))}
  #endif
}}
"""


@pytest.mark.parametrize("kind", ["inorder", "lazy", "eager"])
def test_tiles_of_the_two_directions_have_slots_of_their_own(kind: str) -> None:
    """Those of the vector cores are behind those of the cube core (TPush.hpp: V2C_ENTRY_OFFSET, August)."""
    assert not _faulty(_outcome(BOTH_WAYS, kind=kind))
