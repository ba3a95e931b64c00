"""How many rounds lie between the users of one slot, and the flags that take turns for them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from ptofix.hardware.pipe import Pipe
from ptofix.order.model import STRICT, ProgramOrder
from ptofix.placement.event_ids import MOST_TURNS
from ptofix.placement.fences import FlagFence, fences_for
from ptofix.placement.sequences import Position, sequences
from ptofix.placement.turns import Skipped, in_turns, rounds_between
from ptofix.placement.written import barrier_at, flag_statement, flag_statements, in_place_order
from ptofix.program.build import program_file
from ptofix.program.program import Counter, Instruction
from ptofix.tests.build import kernel, name_of, tile, tree

ONE, TWO = Skipped(1, 1), "int i = 0; i < n; i += 2"


def skipped(body: str) -> tuple[FlagFence, set[Skipped]]:
    """From the stores of a loop to its loads: the fence, and what is skipped between any two of them."""
    fence, pairs, counters = carried(body)
    return fence, {rounds_between(*pair, fence, counters) for pair in pairs}


def carried(body: str) -> tuple[FlagFence, list[tuple[Instruction, Instruction]], dict[int, Counter]]:
    """The fence from the stores of a loop to its loads, the pairs that it is for, and the loops that are counted."""
    parsed = tree(kernel(body, tiles=tile("a"), parameters="__gm__ float* gm, __gm__ float* to, int32_t n"))
    (program,) = (p for p in program_file(parsed).programs if p.core == "vector")
    order = ProgramOrder(program, STRICT)
    stores, loads = ([s for s in order.effects.sites if name_of(s) == op] for op in ("TSTORE", "TLOAD"))
    counters = {counter.loop: counter for counter in program.counters}
    pairs = [(x, y) for x, y in order.cross.unordered if x in stores and y in loads]
    fences = [next(iter(fences_for(earlier, later, sequences(parsed, "vector"))), None) for earlier, later in pairs]
    assert fences
    assert fences[0] is not None
    made = fences[0]
    return made, [(x.instruction, y.instruction) for x, y in pairs], counters


@pytest.mark.parametrize(
    ("head", "slot", "expected"),
    [
        ("int i = 0; i < n; i += 1", "i % 3", Skipped(3, 1)),
        (TWO, "i % 4", Skipped(2, 2)),
        ("int i = 0; i < n; i += 1", "0", ONE),
    ],
)
def test_rounds(head: str, slot: str, expected: Skipped) -> None:
    work = f"TASSIGN(a, ({slot}) * 4096); TLOAD(a, gm); TSTORE(to, a);"
    assert skipped(f"for ({head}) {{ {work} }}")[1] == {expected}


WORK = "TASSIGN(a, (i % 3) * 4096); TLOAD(a, gm); TSTORE(to, a);"
LOOP, OTHER = "for (int i = 0; i < n; i += 1)", "for (int j = 0; j < n; j += 1)"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"{LOOP} {{ if (n > 3) {{ {WORK} }} }}", {Skipped(3, 1)}),
        (f"int i = 0; for (i = 0; i < n; i += 1) {{ {WORK} }}", {ONE}),
        (f"int i = 0; while (i < n) {{ {WORK} i += 1; }}", {ONE}),
        (f"{LOOP} {{ {OTHER} {{ {WORK} }} }}", {ONE}),
        (f"{OTHER} {{ {LOOP} {{ {WORK} }} }}", {ONE}),
    ],
)
def test_turns_are_those_of_the_loop_around(body: str, expected: set[Skipped]) -> None:
    assert skipped(body)[1] == expected


def test_where_it_is_not_known_in_which_rounds_two_run() -> None:
    fence, pairs, counters = carried(f"{LOOP} {{ {WORK} }}")
    earlier, later = pairs[0]
    assert rounds_between(earlier, later, fence, counters) == Skipped(3, 1)
    assert rounds_between(replace(earlier, rounds=()), later, fence, counters) == ONE
    assert rounds_between(earlier, replace(later, rounds=()), fence, counters) == ONE
    assert rounds_between(earlier, later, fence, {}) == ONE
    assert rounds_between(replace(earlier, loops=(99, *earlier.loops)), later, fence, counters) == ONE
    # Those of another loop say nothing.
    elsewhere = earlier.rounds[0]._replace(loop=99, residue=earlier.rounds[0].residue + 1)
    around = replace(earlier, rounds=(elsewhere, *earlier.rounds))
    assert rounds_between(around, later, fence, counters) == Skipped(3, 1)
    around = replace(later, rounds=(elsewhere, *later.rounds))
    assert rounds_between(earlier, around, fence, counters) == Skipped(3, 1)


def test_round_an_outer_loop_no_rounds_are_skipped() -> None:
    fence, pairs, counters = carried(f"{OTHER} {{ {LOOP} {{ {WORK} }} }}")
    outer, inner = fence.sequence.loops
    assert fence.loop == outer
    assert {rounds_between(*pair, replace(fence, loop=inner), counters) for pair in pairs} == {Skipped(3, 1)}


@pytest.mark.parametrize("head", ["int i = 0; while (i < n)", "int i = 0; for (i = 0; i < n; i += 1)"])
def test_flags_take_turns_by_a_variable_of_the_loop_only(head: str) -> None:
    fence, _, _ = carried(f"{head} {{ TLOAD(a, gm); TSTORE(to, a); i += 0; }}")
    _, known, counters = carried(f"{LOOP} {{ {WORK} }}")
    assert rounds_between(*known[0], fence, counters) == ONE


def test_a_flag_for_each_round_that_is_skipped() -> None:
    fence, _ = skipped("for (int i = 0; i < n; i += 1) { TASSIGN(a, (i % 3) * 4096); TLOAD(a, gm); TSTORE(to, a); }")
    assert (in_turns(fence, Skipped(3, 1)).turns, in_turns(fence, Skipped(3, 1)).turn) == (3, "(uint64_t) i")
    assert in_turns(fence, Skipped(2, 4)).turn == "(uint64_t) i / 4"
    assert in_turns(fence, Skipped(20, 1)).turns == MOST_TURNS


# ---- as text ----


def test_a_fence_as_text() -> None:
    fence, _ = skipped("TEXP(a, a); for (int i = 0; i < n; i += 1) { TLOAD(a, gm); TSTORE(to, a); }")
    assert [(one.text, one.behind) for one in flag_statements(fence, 2)] == [
        ("set_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID2);", True),
        ("wait_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID2);", False),
        ("set_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID2);", False),
        ("wait_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID2);", True),
    ]
    starts = [one.span.start for one in flag_statements(fence, 2)]
    assert starts[2] == starts[3]
    early = flag_statements(replace(fence, early=0), 2)
    assert early[2].span.start < early[3].span.start
    assert early[3].span.start == starts[3]


def test_a_straight_fence_has_one_set_and_one_wait() -> None:
    fence, _ = skipped("for (int i = 0; i < n; i += 1) { TLOAD(a, gm); TSTORE(to, a); }")
    straight = replace(fence, source=Pipe.MTE2, target=Pipe.MTE3, behind=0, before=1, loop=None)
    assert [one.behind for one in flag_statements(straight, 0)] == [True, False]
    to_the_end = flag_statements(replace(straight, before=len(straight.sequence.units)), 0)
    assert [one.behind for one in to_the_end] == [True, True]
    # Of waits in one place those of loops are first, then those that were raised first.
    ranks = [flag_statements(one, 0)[1].rank for one in (fence, straight, replace(straight, behind=1))]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) == 3


@pytest.mark.parametrize(("first", "event"), [(0, "((uint64_t) i % 3)"), (2, "((uint64_t) i % 3 + 2)")])
def test_flags_in_turn_as_text(first: int, event: str) -> None:
    fence, _ = skipped("for (int i = 0; i < n; i += 1) { TASSIGN(a, (i % 3) * 4096); TLOAD(a, gm); TSTORE(to, a); }")
    texts = [one.text for one in flag_statements(in_turns(fence, Skipped(3, 1)), first)]
    assert texts[0] == f"set_flag(PIPE_MTE3, PIPE_MTE2, (event_t) {event});"
    assert [text.count(f"EVENT_ID{first + n}") for n in range(3) for text in texts[2 + 2 * n :][:2]] == [1] * 6
    assert len(texts) == 8


def test_what_raises_stands_before_what_waits() -> None:
    fence, _ = skipped(f"{LOOP} {{ TLOAD(a, gm); TSTORE(to, a); }}")
    unit = Position(fence.sequence, 0)
    set_, wait = (flag_statement(Pipe.V, Pipe.MTE3, 0, unit, is_set, False, "EVENT_ID") for is_set in (True, False))
    assert sorted([wait, barrier_at(unit, False, Pipe.V), set_], key=in_place_order) == [
        set_,
        barrier_at(unit, False, Pipe.V),
        wait,
    ]
    straight = replace(fence, behind=0, before=1, loop=None)
    assert flag_statements(straight, 0)[1].rank > wait.rank


def test_a_barrier_after_the_last_unit() -> None:
    fence, _ = skipped(f"{LOOP} {{ TLOAD(a, gm); TSTORE(to, a); }}")
    last = len(fence.sequence.units) - 1
    end = barrier_at(Position(fence.sequence, last + 1), False, Pipe.V)
    assert (end.unit.number, end.behind) == (last, True)
    assert not barrier_at(Position(fence.sequence, last), False, Pipe.V).behind
