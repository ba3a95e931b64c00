"""Ops that the headers in use have in another way than the op table: a call of one may do anything."""

from __future__ import annotations

import pytest

from ptofix.isa.architecture import A2A3
from ptofix.program.build import program_file
from ptofix.program.program import Opaque, Program, ProgramFile, TileOp
from ptofix.tests.build import kernel, tile, tree


def analysed(body: str, *not_known: str) -> ProgramFile:
    return program_file(tree(kernel(body)), A2A3.without(frozenset(not_known)))


def vector(body: str, *not_known: str) -> Program:
    return next(p for p in analysed(body, *not_known).programs if p.core == "vector")


@pytest.mark.parametrize(
    ("body", "op"),
    [
        ("TABS(a, b);", "TABS"),
        ("pto::TABS(a, b);", "TABS"),
        ("TRESHAPE(a, b);", "TRESHAPE"),  # only changes what a name denotes
        ("TASSIGN(a, 4096);", "TASSIGN"),
        ("a.SetValidShape(1, 1);", "member.SetValidShape"),
        ("TFILLPAD<pto::TFillPadMode::InPlace>(a, b);", "TFILLPAD_INPLACE"),
        ("TFILLPAD<pto::TFillPadMode::InPlace>(a, b);", "TFILLPAD"),
        ("SET_QUANT_SCALAR(s);", "SET_QUANT_SCALAR"),  # touches no tile, as the table has it
    ],
)
def test_a_call_may_do_anything(body: str, op: str) -> None:
    def reasons(*not_known: str) -> list[str]:
        return [i.action.reason for i in vector(f"TNEG(c, d); {body}", *not_known).instructions
                if isinstance(i.action, Opaque)]  # fmt: skip

    assert not reasons()
    assert "unknown implementation" in " ".join(reasons(op))


def test_a_value_that_it_is_given_is_no_constant() -> None:
    body = tile("k", 65536) + " int32_t at = 65536; TASSIGN(k, at); TABS(k, a); TADDS(b, c, at);"

    def bases(*not_known: str) -> object:
        ops = [i.action for i in vector(body, *not_known).instructions if isinstance(i.action, TileOp)]
        return next(op.operands[0].bases for op in ops if op.call.name == "TABS")

    assert bases() == (65536,)
    assert bases("TADDS") is None


def test_inside_an_expression_it_is_outside_of_the_language() -> None:
    body = "if (a.GetValue(0) > 0) { TABS(a, b); }"
    assert not analysed(body).refusals
    assert "`member.GetValue` inside an expression" in analysed(body, "member.GetValue").refusals[0].reason
