"""Block copies are no vector repeats: a grade as a producer of repeats does not order what they read and write."""

from __future__ import annotations

import pytest

from ptofix.proof.check import check
from ptofix.proof.verdict import Proved, Refuted
from ptofix.rewriting.pipeline import Settings, run_pipeline
from ptofix.rewriting.pipeline_text import parse_pipeline
from ptofix.tests.build import removed
from ptofix.text.source import SourceFile

TILE = "Tile<TileType::Vec, float, 64, 64, BLayout::RowMajor, 64, 64, SLayout::NoneBox>"


def kernel(first: str, second: str) -> SourceFile:
    tiles = "".join(f"  {TILE} {name};\n  TASSIGN({name}, {16384 * i});\n" for i, name in enumerate("abcd"))
    work = f"  {first};\n  TADD(d, d, d);\n  pipe_barrier(PIPE_V);\n  {second};\n"
    return SourceFile("k.cpp", f"__global__ AICORE void k(float s) {{\n{tiles}{work}}}\n")


@pytest.mark.parametrize(
    ("first", "second"),
    [("TMOV(a, b)", "TADDS(b, c, s)"), ("TCOLEXPAND(a, b)", "TADDS(b, c, s)"), ("TADD(a, b, b)", "TMOV(b, c)")],
)
def test_a_block_copy_needs_an_entry_of_its_own(first: str, second: str) -> None:
    source = kernel(first, second)
    assert not removed(run_pipeline(source, parse_pipeline("drop-redundant-barriers"), Settings()))
    without = SourceFile("k.cpp", source.text.replace("  pipe_barrier(PIPE_V);\n", ""))
    assert isinstance(check(source, without), Refuted)


@pytest.mark.parametrize("first", ["TADD(a, b, b)", "TMUL(a, b, b)", "TEXP(a, b)"])
def test_a_reader_that_counts_repeats_has_its_grade_as_a_producer(first: str) -> None:
    source = kernel(first, "TADDS(b, c, s)")
    result = run_pipeline(source, parse_pipeline("drop-redundant-barriers"), Settings())
    assert removed(result)
    assert isinstance(check(source, result.source), Proved)
