"""`ptofix explain FILE:LINE` where the function is not analysed."""

from __future__ import annotations

import pytest

from ptofix.api.explaining import explain_source_line
from ptofix.arch.headers import assumed_headers
from ptofix.order.model import MODELS
from ptofix.tests.build import kernel
from ptofix.text.diagnostics import PtofixError


def test_a_line_of_a_function_that_is_not_analysed() -> None:
    source = kernel("auto f = [&]() { };\nTADD(c, a, b);\npipe_barrier(PIPE_V);")
    said = explain_source_line(source, 6, MODELS["default"], assumed_headers())
    assert said.startswith("test.cpp:6: not analysed, like all of `kernel`: test.cpp:4:1: this is not in the language")
    with pytest.raises(PtofixError, match="nothing to explain"):
        explain_source_line(kernel("TADD(c, a, b);"), 2, MODELS["default"], assumed_headers())
