"""Turns by the unit flag: analysis, checker and machine agree, and what is not followed is not decided."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from ptofix.cpp.parser import parse
from ptofix.evidence.assumptions import UNIT_FLAG
from ptofix.isa.architecture import A2A3
from ptofix.machine.arguments import number, pointer
from ptofix.machine.kernel import kernel_of
from ptofix.machine.run import Outcome, Schedule, launch
from ptofix.order.model import DEFAULT, MODELS, Model, ProgramOrder
from ptofix.program.build import program_file
from ptofix.proof.absolute import check_alone
from ptofix.proof.product import Parsed
from ptofix.proof.verdict import Proved, Refuted, Verdict
from ptofix.rules.checking import Checked, check_subject, subject_of
from ptofix.text.diagnostics import Severity
from ptofix.text.source import SourceFile

HEAD = """#include "pto/pto-inst.hpp"
using namespace pto;
__global__ AICORE void k(__gm__ float* x, int32_t n) {
#if defined(__DAV_CUBE__)
  Tile<TileType::Left, half, 64, 16, BLayout::RowMajor, 64, 16, SLayout::RowMajor, 512, PadValue::Null> a;
  TASSIGN(a, 0);
  Tile<TileType::Right, half, 16, 64, BLayout::RowMajor, 16, 64, SLayout::ColMajor, 512, PadValue::Null> b;
  TASSIGN(b, 0);
  Tile<TileType::Left, half, 16, 16, BLayout::RowMajor, 16, 16, SLayout::RowMajor, 512, PadValue::Null> a1;
  TASSIGN(a1, 8192);
  Tile<TileType::Right, half, 16, 16, BLayout::RowMajor, 16, 16, SLayout::ColMajor, 512, PadValue::Null> b1;
  TASSIGN(b1, 8192);
  Tile<TileType::Acc, float, 64, 64, BLayout::ColMajor, 64, 64, SLayout::RowMajor, 1024, PadValue::Null> c;
  TASSIGN(c, 0);
  Tile<TileType::Acc, float, 64, 64, BLayout::ColMajor, 64, 64, SLayout::RowMajor, 1024, PadValue::Null> same;
  TASSIGN(same, 0);
  Tile<TileType::Acc, float, 16, 16, BLayout::ColMajor, 16, 16, SLayout::RowMajor, 1024, PadValue::Null> d;
  TASSIGN(d, 16384);
  Tile<TileType::Acc, float, 16, 16, BLayout::ColMajor, 16, 16, SLayout::RowMajor, 1024, PadValue::Null> part;
  TASSIGN(part, 1024);
  GlobalTensor<float, Shape<1, 1, 1, 64, 64>, Stride<4096, 4096, 4096, 64, 1>, Layout::ND> g(x);
  GlobalTensor<float, Shape<1, 1, 1, 16, 16>, Stride<256, 256, 256, 16, 1>, Layout::ND> g1(x + 4096);
"""
FACTORS = {"c": "a, b", "same": "a, b", "d": "a1, b1", "part": "a1, b1"}
TENSORS = {"c": "g", "same": "g", "d": "g1", "part": "g1"}
PARTIAL, FINAL, PLAIN = "Partial", "Final", ""


def product_of(tile: str, mode: str) -> str:
    return f"TMATMUL{f'<AccPhase::{mode}>' if mode else ''}({tile}, {FACTORS[tile]});"


def sum_of(tile: str, mode: str) -> str:
    return f"TMATMUL_ACC{f'<AccPhase::{mode}>' if mode else ''}({tile}, {tile}, {FACTORS[tile]});"


def store_of(tile: str, mode: str = FINAL) -> str:
    return f"TSTORE{f'<STPhase::{mode}>' if mode else ''}({TENSORS[tile]}, {tile});"


def source_of(*body: str) -> SourceFile:
    return SourceFile("k.cpp", f"{HEAD}{''.join(f'  {line}{chr(10)}' for line in body)}#endif\n}}\n")


def checked(source: SourceFile, model: Model = DEFAULT) -> Checked:
    return check_subject(subject_of(source, model))


def verdict(source: SourceFile, model: Model = DEFAULT) -> Verdict:
    return check_alone(Parsed.of(source), model.name, model.alone.assumed, model.evidence)


def levels(found: Checked) -> set[Severity]:
    return {finding.severity for finding in found.findings} - {Severity.NOTE}


def ran(source: SourceFile, n: int, schedule: Schedule) -> Outcome:
    kernel = kernel_of(parse(source))
    x, times = kernel.head.parameters
    given = {"x": pointer(str(x.name), np.zeros(8192, np.float32), "float"), "n": number(times, n)}
    return launch(kernel, given, 1, A2A3, schedule)


def statements(tiles: list[str], modes: list[str]) -> st.SearchStrategy[str]:
    calls = [make(tile, mode) for tile in tiles for mode in modes for make in (product_of, sum_of)]
    stores = [store_of(tile, mode) for tile in tiles for mode in modes if mode != PARTIAL or len(modes) > 2]
    flags = ["set_flag(PIPE_M, PIPE_FIX, EVENT_ID0); wait_flag(PIPE_M, PIPE_FIX, EVENT_ID0);"]
    return st.sampled_from([*calls, *stores, *stores, "pipe_barrier(PIPE_M);", *flags])


def turn(tile: str, products: int, loop: int) -> list[str]:
    """A turn as it should be."""
    first = [product_of(tile, PARTIAL), "pipe_barrier(PIPE_M);"] if products else []
    round_ = [*first, (sum_of if products else product_of)(tile, FINAL), store_of(tile)]
    return round_ if not loop else [f"for (int32_t i = 0; i < {loop}; i += 1) {{", *round_, "}"]


ROUNDS = st.builds(turn, st.sampled_from(["c", "same", "d"]), st.integers(0, 1), st.sampled_from([0, 0, 2]))


@st.composite
def kernels(draw: st.DrawFn) -> list[str]:
    """Turns as they should be, and statements put in and taken out."""
    wild = draw(st.booleans())
    some = statements(["c", "d", "part"] if wild else ["c", "d"], [PARTIAL, FINAL, PLAIN] if wild else [PARTIAL, FINAL])
    body: list[str] = []
    for lines in draw(st.lists(ROUNDS, min_size=1, max_size=4)):
        body += [f"if (n > {draw(st.integers(0, 1))}) {{", *lines, "}"] if draw(st.integers(0, 3)) == 0 else lines
    for _ in range(draw(st.integers(0, 2))):
        place = draw(st.integers(0, len(body)))
        if draw(st.booleans()):
            body.insert(place, draw(some))
        elif place < len(body) and not body[place].endswith(("{", "}")):
            body[place] = ";"
    return body


@settings(max_examples=100, deadline=None)
@given(kernels())
def test_analysis_checker_and_machine_agree(body: list[str]) -> None:
    source = source_of(*body)
    found, answer = levels(checked(source)), verdict(source)
    assert (not found) == isinstance(answer, Proved), (body, found, answer)
    assert (Severity.ERROR in found) or not isinstance(answer, Refuted) or Severity.UNDECIDED in found
    if not found:
        for n in (0, 1, 2):
            for schedule in (Schedule("lazy"), Schedule("random", 5)):
                outcome = ran(source, n, schedule)
                on_chip = [race for race in outcome.races if race.memory != "x"]  # stores on one pipe are not judged
                assert (on_chip, outcome.blocked, outcome.faults) == ([], (), ()), body


@pytest.mark.parametrize("model", list(MODELS.values()), ids=lambda model: model.name)
def test_turns_are_in_order_by_the_assumption_alone(model: Model) -> None:
    source = source_of(*turn("c", 1, 3), *turn("d", 0, 2))
    answer = verdict(source, model)
    assert isinstance(answer, Proved)
    assert UNIT_FLAG in answer.assumptions
    assert levels(checked(source, model)) == set()
    assert checked(source, model).rests_on[UNIT_FLAG] > 0
    without = model.without(UNIT_FLAG)
    assert not isinstance(verdict(source, without), Proved)
    assert Severity.UNDECIDED in levels(checked(source, without))


@pytest.mark.parametrize("products", [1, 2])
def test_a_turn_orders_nothing_but_the_accumulator(products: int) -> None:
    """What a product reads may be overwritten only after it; a store of the accumulator between does not tell that."""
    declared = [
        "Tile<TileType::Mat, half, 64, 16, BLayout::ColMajor, 64, 16, SLayout::RowMajor, 512, PadValue::Null> m;",
        "TASSIGN(m, 0);",
    ]
    turns = [product_of("c", FINAL), store_of("c")] * products
    flag = ["set_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);", "wait_flag(PIPE_M, PIPE_MTE1, EVENT_ID0);"]
    unordered = source_of(*declared, *turns, "TEXTRACT(a, m, 0, 0);")
    assert isinstance(verdict(unordered), Refuted)
    assert levels(checked(unordered)) == {Severity.ERROR}
    assert isinstance(verdict(source_of(*declared, *turns, *flag, "TEXTRACT(a, m, 0, 0);")), Proved)


def test_two_products_of_one_turn_need_a_barrier() -> None:
    """A turn lies between those of two turns only, however small the accumulator is."""
    turns = [product_of("d", FINAL), store_of("d")]
    assert isinstance(verdict(source_of(*turns * 3)), Proved)
    assert levels(checked(source_of(*turns * 3))) == set()
    twice = source_of(*turns, product_of("d", PARTIAL), sum_of("d", FINAL), store_of("d"))
    assert isinstance(verdict(twice), Refuted)
    assert levels(checked(twice)) == {Severity.ERROR}


NOT_FOLLOWED = {
    "tiles of several sizes": [*turn("c", 0, 0), *turn("part", 0, 0)],
    "a store of mode Partial": [product_of("c", FINAL), store_of("c", PARTIAL), store_of("c")],
    "a product without a mode": [product_of("c", PLAIN), product_of("c", FINAL), store_of("c")],
    "a store without a mode": [product_of("c", FINAL), store_of("c", PLAIN), store_of("c")],
    "an unknown call": [*turn("c", 0, 0), "something(n);"],
}


@pytest.mark.parametrize("body", NOT_FOLLOWED.values(), ids=list(NOT_FOLLOWED))
def test_what_is_not_followed_is_not_decided(body: list[str]) -> None:
    source = source_of(*body)
    assert not isinstance(verdict(source), Proved)
    found = checked(source)
    assert Severity.UNDECIDED in levels(found)
    assert UNIT_FLAG not in found.rests_on


OUT_OF_TURN = {
    "nothing is Final": [product_of("c", PARTIAL), store_of("c")],
    "nothing stores": [product_of("c", FINAL)],
    "stored twice": [*turn("c", 0, 0), store_of("c")],
    "two products are Final": [product_of("c", FINAL), "pipe_barrier(PIPE_M);", sum_of("c", FINAL), store_of("c")],
}


@pytest.mark.parametrize("body", OUT_OF_TURN.values(), ids=list(OUT_OF_TURN))
def test_out_of_turn_is_an_error_and_a_deadlock(body: list[str]) -> None:
    source = source_of(*body)
    found, answer = checked(source), verdict(source)
    assert [f.severity for f in found.findings if f.code == "PF309"] == [Severity.ERROR]
    assert isinstance(answer, Refuted)
    assert "unit flag" in answer.witnesses[0].message
    outcome = ran(source, 0, Schedule("inorder"))
    assert outcome.blocked or outcome.faults


def test_out_of_turn_on_some_path_is_not_decided() -> None:
    found = checked(source_of(product_of("c", FINAL), "if (n > 0) {", store_of("c"), "}"))
    assert [f.severity for f in found.findings if f.code == "PF309"] == [Severity.UNDECIDED]


PIPE = "TPipe<0, Direction::DIR_C2V, 16384, 2, 2, false, {}>"


def pushed(by_unit_flag: str, mode: str) -> SourceFile:
    pipe = PIPE.format(by_unit_flag)
    tile = "Tile<TileType::Acc, float, 64, 64, BLayout::ColMajor, 64, 64, SLayout::RowMajor, 1024, PadValue::Null>"
    push = f"TPUSH<{pipe}, {tile}, TileSplitAxis::TILE_NO_SPLIT>(p, c);"
    return source_of(f"{pipe} p(x, 0, 0);", *(product_of("c", mode), push) * 2)


def test_a_push_takes_its_turn_if_its_pipe_says_so() -> None:
    assert isinstance(verdict(pushed("true", FINAL)), Proved)
    assert levels(checked(pushed("true", FINAL))) == set()
    missed = [finding for finding in checked(pushed("false", FINAL)).findings if finding.code == "PF309"]
    assert missed
    assert {finding.severity for finding in missed} == {Severity.UNDECIDED}
    assert not isinstance(verdict(pushed("false", FINAL)), Proved)
    endless = checked(pushed("true", PARTIAL))
    assert "PF309" in {finding.code for finding in endless.findings}


@pytest.mark.parametrize("by_unit_flag", ["00", "0u", "2", "1 > 2", "something", "(true)"])
def test_a_pipe_of_which_it_is_not_known_takes_no_turns(by_unit_flag: str) -> None:
    """Two of these are false, however they look."""
    source = pushed(by_unit_flag, FINAL)
    assert not isinstance(verdict(source), Proved)
    assert Severity.UNDECIDED in levels(checked(source))


def test_no_rewrite_and_no_comparison_rests_on_it() -> None:
    assert all(UNIT_FLAG not in model.assumed for model in MODELS.values())
    assert UNIT_FLAG not in replace(DEFAULT).assumed


def test_a_push_of_a_slot_that_was_stored_waits_for_no_unit_flag() -> None:
    pipe = PIPE.format("true")
    slot = "GlobalTensor<float, pto::Shape<1, 1, 1, 64, 64>, pto::Stride<1, 1, 1, 64, 1>, pto::Layout::ND>"
    push = f"TPUSH<{pipe}, {slot}, TileSplitAxis::TILE_NO_SPLIT>(p, s);"
    turn = product_of("c", FINAL), store_of("c")
    taken = f"{pipe} p(x, 0, 0);", f"{slot} s(nullptr);", push.replace("TPUSH", "TALLOC")
    assert isinstance(verdict(source_of(*taken, *turn, push)), Proved)


@pytest.mark.parametrize("modes", [(FINAL, FINAL), (PLAIN, PLAIN), (PARTIAL, FINAL), (FINAL, PLAIN)])
def test_an_order_that_takes_over_what_another_model_found_is_that_made_anew(modes: tuple[str, str]) -> None:
    """Only what the unit flag changes nothing of is taken over."""

    def pairs(order: ProgramOrder) -> list[tuple[int, int]]:
        return [(earlier.index, later.index) for earlier, later in order.cross.unordered]

    (program,) = program_file(parse(source_of(product_of("c", modes[0]), store_of("c", modes[1])))).programs
    models = [one for model in MODELS.values() for one in (model, model.alone)]
    for one, other in permutations(models, 2):
        taken, anew = ProgramOrder(program, one).under(other), ProgramOrder(program, other)
        assert pairs(taken) == pairs(anew)
        assert taken.effects.conflicts == anew.effects.conflicts
        assert taken.unit_flags == anew.unit_flags
