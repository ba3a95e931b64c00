"""A function that other files may call: a wait has to do its work where nothing comes before it, too."""

from __future__ import annotations

import pytest

from ptofix.proof.check import check
from ptofix.proof.verdict import Proved, Refuted
from ptofix.testing.written import kernel, tensor, tile
from ptofix.text.source import SourceFile

BODY = [
    tensor("g", "v1", "float", 16, 64),
    tile("a", "float", 16, 64, 0),
    tile("b", "float", 16, 64, 4096),
    "TLOAD(a, g);",
    "set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);",
    "wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);",
    "TADDS(b, a, 1.0f);",
    "pipe_barrier(PIPE_V);",
    "pipe_barrier(PIPE_V);",
    "TMULS(b, b, 2.0f);",
]


def _text(lines: list[str]) -> SourceFile:
    return SourceFile("f.cpp", kernel("__gm__ float* v1", lines).replace('extern "C" __global__ AICORE', "AICORE"))


@pytest.mark.parametrize("gone", ["wait_flag", "set_flag"])
def test_a_flag_cannot_go(gone: str) -> None:
    verdict = check(_text(BODY), _text([line for line in BODY if not line.startswith(gone)]))
    assert isinstance(verdict, Refuted)


def test_what_repeats_another_can_go() -> None:
    lines = [*BODY[:8], *BODY[9:]]
    assert isinstance(check(_text(BODY), _text(lines)), Proved)
    twice = [*BODY[:4], "pipe_barrier(PIPE_ALL);", *BODY[4:]]
    verdict = check(_text(BODY), _text(twice))
    assert isinstance(verdict, Proved)
    assert verdict.statistics.changed == 1
