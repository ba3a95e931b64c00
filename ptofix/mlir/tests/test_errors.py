"""Malformed text: one error with a place, whatever is wrong with it."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ptofix.mlir.canonicalize import canonicalize
from ptofix.mlir.targets import newest_target
from ptofix.mlir.tests.samples import parse, source
from ptofix.testing.corpus import IR, PTO
from ptofix.text.diagnostics import PtofixError, render

KERNEL = (IR / "generic" / "l_gm_slot_tensor_pipe.mlir").read_text(encoding="utf-8")
WRITTEN = (PTO / "m_cube_double_buffer.pto").read_text(encoding="utf-8")
T = "!pto.tile_buf<vec, 8x8xf32>"


def function(body: str) -> str:
    return f"func.func @f(%a: {T}, %n: index) {{\n  {body}\n  return\n}}\n"


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("", "k.pto:1:1", "no operation"),
        ("// RUN: ptoas %s\n\n", "k.pto:1:1", "no operation"),
        (function("pto.tadd ins(%a, %a"), "k.pto:3:3", "expected"),
        (function(f'"pto.tadd"(%a) : ({T}) -> ()'), "k.pto:2:3", "`pto.tadd` takes 3 operands; here are 1"),
        (function(f'"pto.texp"(%a, %a, %a) : ({T}, {T}, {T}) -> ()'), "k.pto:2:3", "takes 2 operands; here are 3"),
        (function(f'"pto.tload"(%a, %a, %n) : ({T}, {T}, index) -> ()'), "k.pto:2:3", "operandSegmentSizes"),
        (
            function(f'"pto.tload"(%a) {{operandSegmentSizes = array<i32: 1, 1>}} : ({T}) -> ()'),
            "k.pto:2:3",
            "do not fit",
        ),
        (function("pto.get_buf_dyn %n, %n"), "k.pto:2:3", "`pto.get_buf_dyn` is not known: it exists for A5 alone"),
        (
            function("%x = pto.nonsense %n, %n"),
            "k.pto:2:8",
            "`pto.nonsense` is not known: it is not in the table of ops",
        ),
        (function(f"pto.texp ins(%a : {T}) outs(%zz : {T})"), "k.pto", "not defined"),
        (function(f"pto.texp ins(%n : {T}) outs(%a : {T})"), "k.pto:2:16", "type"),
        (function('"pto.barrier'), "k.pto:2:3", "does not end on its line"),
        (function("pto.novel %a"), "k.pto:2:", "is not known"),
        (function("%x = pto.alloc_tile : !pto.nonsense"), "k.pto:2:", "not registered"),
        (function(f"%x, %y = pto.treshape %a : {T} -> {T}"), "k.pto:2:3", "results"),
        (function("pto.barrier <PIPE_Q>"), "k.pto:2:16", "no value"),
        (function("pto.talloc_to_aic {id = 1} -> !pto.tensor_view<8xf32>"), "k.pto:2:", "expected"),
    ],
)
def test_one_error_with_a_place(text: str, place: str, message: str) -> None:
    with pytest.raises(PtofixError) as caught:
        parse(text)
    first = caught.value.diagnostics[0]
    assert message in first.message
    assert str(first.place).startswith(place)
    assert ": error: " in render(first)


def test_deep_nesting() -> None:
    with pytest.raises(PtofixError, match=r"nested too deeply|error"):
        parse("module {" * 20000)


@settings(deadline=None, max_examples=60)
@given(st.integers(0, len(KERNEL) - 1))
def test_truncated_files(length: int) -> None:
    _parses_or_says_where(KERNEL[:length])


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 2**32), st.sampled_from([KERNEL, WRITTEN]))
def test_damaged_files(seed: int, text: str) -> None:
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 3)):
        start = chance.randrange(len(text))
        end = min(len(text), start + chance.randint(0, 6))
        text = (
            text[:start]
            + chance.choice(["", "<", ">", '"', "%x", "{", ")", "-1", "\0", "ü", "#pto", " : "])
            + text[end:]
        )
    _parses_or_says_where(text)


def _parses_or_says_where(text: str) -> None:
    problems = []
    try:
        canonicalize(source(text), newest_target())
    except PtofixError as problem:
        problems = problem.diagnostics
    assert all(d.place is not None and str(d.place).startswith("k.pto:") for d in problems)


def test_an_op_of_another_architecture_in_generic_form() -> None:
    [remark] = parse(function('"pto.yield"() : () -> ()')).remarks
    assert remark.message == "unknown op `pto.yield` stays as it is: it exists for A5 alone"
