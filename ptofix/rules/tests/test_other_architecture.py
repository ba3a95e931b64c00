"""Text of the assembler without a barrier that it would have on A2/A3: nobody has said that it is not for A5."""

from __future__ import annotations

import re

import pytest

from ptofix.order.model import model_named
from ptofix.rules.checking import Checked, check
from ptofix.testing.corpus import CPP
from ptofix.text.diagnostics import Severity
from ptofix.text.source import SourceFile, read_source

CHAIN = read_source(str(CPP / "a2_raw_chain_small.v0.60.insert-sync.cpp")).text
WITHOUT = re.sub(r" *pipe_barrier\(PIPE_V\);\n", "", CHAIN)
TAIL = "  ptoas_auto_sync_tail(PTOAutoSyncTailMode::kBarrierAll);\n"


def checked(text: str, arch: str = "") -> Checked:
    return check(SourceFile("k.cpp", text), model_named("default"), arch)


def asks(found: Checked) -> list[str]:
    return [finding.help for finding in found.findings if finding.code == "PF504"]


def test_the_question_is_asked_once_and_errors_stay_errors() -> None:
    found = checked(WITHOUT)
    assert asks(found) == ["is this text for A5? Then `--arch a5`; if not, `--arch a3`"]
    assert any(f.code == "PF101" and f.severity is Severity.ERROR for f in found.findings)


@pytest.mark.parametrize(
    ("text", "arch"),
    [
        (WITHOUT, "a3"),
        (WITHOUT.replace(TAIL, "  pipe_barrier(PIPE_ALL);\n"), ""),  # synchronised by hand, or not at all
        (WITHOUT.replace(TAIL, f"  pipe_barrier(PIPE_V);\n{TAIL}"), ""),  # no assembler for A5 writes that
    ],
)
def test_nobody_is_asked_where_something_says_that_it_is_for_a3(text: str, arch: str) -> None:
    found = checked(text, arch)
    assert not asks(found)
    assert any(f.code == "PF101" and f.severity is Severity.ERROR for f in found.findings)


@pytest.mark.parametrize("model", ["ops", "strict"])
def test_what_distance_keeps_apart_is_left_out_on_a3_too(model: str) -> None:
    source = read_source(str(CPP / "a_raw_chain.v0.45.insert-sync.cpp"))
    found = check(source, model_named(model))
    assert not asks(found)
    assert found.has(Severity.ERROR)
