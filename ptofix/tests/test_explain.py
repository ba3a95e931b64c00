"""`ptofix explain FILE:LINE` where the function is not analysed."""

from __future__ import annotations

import pytest

from ptofix.commands.explain import explain_line
from ptofix.order.model import MODELS
from ptofix.rules.subject import Refusal
from ptofix.tests.build import kernel
from ptofix.text.diagnostics import Place, PtofixError
from ptofix.text.source import Span


def test_a_line_of_a_function_that_is_not_analysed(monkeypatch: pytest.MonkeyPatch) -> None:
    source = kernel("TADD(c, a, b);\npipe_barrier(PIPE_V);")
    span = Span(source.line_start(4), source.line_start(6))
    refusal = Refusal("kernel", span, Place(source, Span(span.start, span.start + 4)), "a lambda")
    monkeypatch.setattr("ptofix.commands.explain.programs_and_refusals", lambda _: ((), (refusal,)))
    said = explain_line(source, 5, MODELS["default"])
    assert said == "test.cpp:5: not analysed, like all of `kernel`: test.cpp:4:1: a lambda"
    with pytest.raises(PtofixError, match="nothing to explain"):
        explain_line(source, 2, MODELS["default"])
