"""Products into one accumulator: analysis, checker and machine agree on when they are in order by blocks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ptofix.cpp.parser import parse
from ptofix.evidence.assumptions import ACCUMULATOR_DISTANCE, GRADED
from ptofix.evidence.grade import Grade
from ptofix.evidence.pairs import products
from ptofix.isa.architecture import A2A3
from ptofix.machine.arguments import pointer
from ptofix.machine.kernel import kernel_of
from ptofix.machine.run import Schedule, launch
from ptofix.order.model import DEFAULT, MODELS, Model
from ptofix.proof.absolute import check_alone
from ptofix.proof.check import check
from ptofix.proof.product import Parsed
from ptofix.proof.verdict import Proved, Refuted, Verdict
from ptofix.rules.checking import check as findings
from ptofix.text.diagnostics import Severity
from ptofix.text.source import SourceFile

LAYOUTS = {
    "Left": "BLayout::RowMajor, {m}, {k}, SLayout::RowMajor, 512",
    "Right": "BLayout::RowMajor, {k}, {n}, SLayout::ColMajor, 512",
    "Acc": "BLayout::ColMajor, {m}, {n}, SLayout::RowMajor, 1024",
}


@dataclass(frozen=True)
class Call:
    """One product: its op, rows, columns, and where its accumulator is."""

    op: str
    m: int = 64
    n: int = 64
    base: int = 0

    def text(self, number: int) -> str:
        k, sizes = 16, {"m": self.m, "k": 16, "n": self.n}
        tiles = [("a", "Left", "half", (self.m, k), 0), ("b", "Right", "half", (k, self.n), 0)]
        tiles.append(("c", "Acc", "float", (self.m, self.n), self.base))
        declared = "".join(
            f"  Tile<TileType::{space}, {dtype}, {rows}, {cols}, {LAYOUTS[space].format(**sizes)}, PadValue::Null> "
            f"{name}{number};\n  TASSIGN({name}{number}, {at});\n"
            for name, space, dtype, (rows, cols), at in tiles
        )
        mine = f"c{number}, " if self.op.endswith("_ACC") else ""
        return f"{declared}  {self.op}({mine}c{number}, a{number}, b{number});\n"


def text(*calls: Call, barrier: bool = False) -> SourceFile:
    between = "  pipe_barrier(PIPE_M);\n" if barrier else ""
    body = between.join(call.text(number) for number, call in enumerate(calls))
    head = "__global__ AICORE void k(__gm__ float* x) {\n#if defined(__DAV_CUBE__)\n"
    return SourceFile("k.cpp", f'#include "pto/pto-inst.hpp"\nusing namespace pto;\n{head}{body}#endif\n}}\n')


def alone(source: SourceFile, model: Model = DEFAULT) -> Verdict:
    return check_alone(Parsed.of(source), model.name, model.alone.assumed, model.evidence)


def in_order(source: SourceFile, model: Model = DEFAULT) -> bool:
    """By the analysis, which must be what the checker says."""
    verdict = alone(source, model)
    errors = [found for found in findings(source, model).findings if found.severity is Severity.ERROR]
    assert isinstance(verdict, Proved if not errors else Refuted), (source.text, errors)
    return not errors


def races(source: SourceFile, assumed: frozenset[str] = GRADED) -> bool:
    arguments = {"x": pointer("x", np.zeros(16, np.float32), "float")}
    kernel = kernel_of(parse(source))
    return bool(launch(kernel, arguments, 1, A2A3, Schedule("lazy", assumed=assumed)).races)


FIRST = Call("TMATMUL")
THEN = Call("TMATMUL_ACC")


def test_a_long_accumulation_needs_no_barrier() -> None:
    source = text(FIRST, THEN, THEN)
    assert in_order(source)
    verdict = alone(source)
    assert isinstance(verdict, Proved)
    assert ACCUMULATOR_DISTANCE in verdict.assumptions
    report = findings(source, DEFAULT)
    assert report.rests_on == {ACCUMULATOR_DISTANCE: 3}
    assert [found.code for found in report.findings] == ["PF203"]


@pytest.mark.parametrize(
    "model",
    [MODELS["strict"], MODELS["ops"], DEFAULT.without(ACCUMULATOR_DISTANCE)],
    ids=["strict", "ops", "switched off"],
)
def test_not_where_it_is_not_assumed(model: Model) -> None:
    assert not in_order(text(FIRST, THEN), model)


def test_it_is_practised() -> None:
    shipped = DEFAULT.accepting("shipped")
    levels = [found.severity for found in findings(text(FIRST, THEN), shipped).findings]
    assert levels == [Severity.UNDECIDED]
    assert isinstance(alone(text(FIRST, THEN), shipped), Refuted)


@pytest.mark.parametrize(
    ("first", "then"),
    [
        pytest.param(Call("TMATMUL", 32, 80), Call("TMATMUL_ACC", 32, 80), id="10 blocks"),
        pytest.param(Call("TMATMUL", 64, 64), Call("TMATMUL_ACC", 64, 32), id="other columns"),
        pytest.param(Call("TMATMUL", 64, 64), Call("TMATMUL_ACC", 32, 64), id="other rows"),
        pytest.param(Call("TMATMUL", 64, 64), Call("TMATMUL_ACC", 64, 64, 1024), id="another base"),
        pytest.param(Call("TGEMV", 64, 64), Call("TGEMV_ACC", 64, 64), id="one row"),
        pytest.param(Call("TMATMUL", 64, 64), Call("TGEMV_ACC", 64, 64), id="then one row"),
    ],
)
def test_others_need_one(first: Call, then: Call) -> None:
    assert not in_order(text(first, then))
    assert in_order(text(first, then, barrier=True))


def test_blocks_are_whole() -> None:
    """A row of blocks of which only a part is in use counts for none."""
    source = text(Call("TMATMUL", 32, 96), Call("TMATMUL_ACC", 32, 96))
    part = SourceFile("k.cpp", source.text.replace("BLayout::RowMajor, 32, 16,", "BLayout::RowMajor, 31, 16,"))
    assert part.text != source.text
    assert in_order(source)
    assert not in_order(part)


def test_no_proof_of_two_texts_rests_on_it_unasked() -> None:
    before, after = text(FIRST, THEN, barrier=True), text(FIRST, THEN)
    assert isinstance(check(before, after), Refuted)
    verdict = check(before, after, assumptions=DEFAULT.alone.assumed)
    assert isinstance(verdict, Proved)
    assert verdict.assumptions == (ACCUMULATOR_DISTANCE,)
    assert not isinstance(check(before, after, evidence=Grade.SHIPPED, assumptions=DEFAULT.alone.assumed), Proved)
    with pytest.raises(ValueError, match=ACCUMULATOR_DISTANCE):
        check(before, after, "strict", MODELS["strict"].assumed | {ACCUMULATOR_DISTANCE})


SIZES = st.sampled_from((16, 32, 48, 64, 80, 176))
CALLS = st.builds(Call, st.sampled_from((*sorted(products().ops - {"TMATMUL_BIAS"}), "TGEMV")), SIZES, SIZES)


@settings(max_examples=60, deadline=None)
@given(st.lists(CALLS, min_size=2, max_size=4), st.booleans())
def test_the_three_agree(calls: list[Call], same: bool) -> None:
    """What the machine shows is found; what is found of products of one size, the machine shows."""
    if same:
        calls = [Call(call.op, calls[0].m, calls[0].n) for call in calls]
    source = text(*calls)
    expected = all(
        "TGEMV" not in (first.op, then.op)
        and (first.m, first.n) == (then.m, then.n)
        and first.m // 16 * (first.n // 16) > 10
        for number, then in enumerate(calls)
        for first in calls[:number]
    )
    assert in_order(source) == expected
    if all(call.op != "TGEMV" for call in calls):  # of which the machine wants a left matrix of one row
        assert races(source) <= (not expected)
        assert races(source) == (not expected) or not same
        assert races(source, GRADED - {ACCUMULATOR_DISTANCE})
