"""`ptofix explain FILE:LINE` where the function is not analysed."""

from __future__ import annotations

import pytest

from ptofix.api.basis import Basis
from ptofix.api.explaining import explained_line
from ptofix.headers.versions import assumed_headers
from ptofix.tests.build import kernel
from ptofix.text.diagnostics import PtofixError


def test_a_line_of_a_function_that_is_not_analysed() -> None:
    source = kernel("auto f = [&]() { };\nTADD(c, a, b);\npipe_barrier(PIPE_V);")
    said = explained_line(source, 6, Basis(), assumed_headers())
    refused = "test.cpp:6: not analysed, like all of `kernel`: test.cpp:4:1: this is not in the language"
    assert said.words.startswith(refused)
    with pytest.raises(PtofixError, match="nothing to explain"):
        explained_line(kernel("TADD(c, a, b);"), 2, Basis(), assumed_headers())
