"""Constructs whose meaning depends on something far away: each keeps its barrier, or its function is not analysed."""

from __future__ import annotations

from ptofix.program.program import Barrier, SetFlag
from ptofix.tests.build import bases, program, refusal


def test_one_text_of_a_flag_in_two_scopes_is_two_flags() -> None:
    body = " ".join(f"{{ const int32_t id = {n}; set_flag(PIPE_V, PIPE_MTE3, id); }}" for n in (1, 2))
    found = [i.action.event for i in program(body).instructions if isinstance(i.action, SetFlag)]
    assert found == [1, 2]


def test_a_barrier_that_is_returned_is_no_statement_of_its_own() -> None:
    assert refusal("return pipe_barrier(PIPE_V);") == "`pipe_barrier` inside another statement"
    assert refusal("int32_t k = pipe_barrier(PIPE_V);") == "`pipe_barrier` inside another statement"
    assert any(isinstance(i.action, Barrier) for i in program("pipe_barrier(PIPE_V);").instructions)


def test_a_number_whose_address_an_op_is_given_is_not_constant() -> None:
    assert bases("int64_t k = 64; TASSIGN(b, k); TABS(b, c);") == (64,)
    assert bases("int64_t k = 64; TADDS(a, d, &k); TASSIGN(b, k); TABS(b, c);") is None
