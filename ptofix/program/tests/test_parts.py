"""What a program depends on: the same programs come of a text without all the rest."""

from __future__ import annotations

import pytest

from ptofix.cpp.parser import parse
from ptofix.program.build import program_file
from ptofix.program.parts import parts_of
from ptofix.program.program import Program
from ptofix.text.source import Edit, SourceFile, apply_edits

TEXT = """
#define FROM_ELSEWHERE 1
static AICORE void inner() { pipe_barrier(PIPE_ALL); }
static AICORE void helper() { inner(); }
AICORE void entry(int32_t n) { helper(); }
AICORE void called(int32_t n) { pipe_barrier(PIPE_ALL); }
__global__ AICORE void caller(int32_t n) { called(n); }
__global__ AICORE void other(int32_t n) { pipe_barrier(PIPE_ALL); helper(); }
__global__ AICORE void refused(int32_t n) { goto *n; called(n); }
"""
MACRO = "__global__ AICORE void with_macro(int32_t n) { int32_t m = FROM_ELSEWHERE; pipe_barrier(PIPE_ALL); }\n"


def _names(text: str, name: str) -> list[str]:
    tree = parse(SourceFile("k.cpp", text))
    gone = parts_of(tree).besides(name)
    return [text[span.start : span.end].partition("(")[0].split()[-1] for span in gone]


def test_what_is_called_and_who_calls_stay() -> None:
    assert _names(TEXT, "entry") == ["called", "caller", "other", "refused"]
    assert _names(TEXT, "called") == ["inner", "helper", "entry", "other"]
    assert _names(TEXT, "helper") == ["called", "caller", "refused"]


def test_what_uses_a_macro_of_the_file_stays() -> None:
    assert "with_macro" not in _names(TEXT + MACRO, "entry")


def _shape(program: Program) -> list[tuple[object, ...]]:
    return [(i.action, i.statement and i.statement.text, i.loops, i.successors) for i in program.instructions]


@pytest.mark.parametrize("idle", [False, True])
@pytest.mark.parametrize("text", [TEXT, TEXT + MACRO], ids=["plain", "macro"])
def test_the_programs_are_the_same(text: str, idle: bool) -> None:
    tree = parse(SourceFile("k.cpp", text))
    programs = program_file(tree, idle_callers=idle).programs
    assert programs
    for program in programs:
        left = apply_edits(text, [Edit(span, " ") for span in parts_of(tree).besides(program.function)])
        found = program_file(parse(SourceFile("k.cpp", left)), idle_callers=idle).programs
        same = [p for p in found if (p.function, p.core) == (program.function, program.core)]
        assert [_shape(p) for p in same] == [_shape(program)]
