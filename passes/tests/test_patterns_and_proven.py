"""A pattern selects, the proof decides: it removes what `drop-redundant-barriers` removes, at its sites."""

from __future__ import annotations

from pathlib import Path

import pytest

from ptofix.evidence.grade import DEFAULT_GRADE, Grade
from ptofix.rewriting.job import RemarkKind
from ptofix.rewriting.patterns.language import built_in_patterns
from ptofix.testing.kernels import kernel_of_seed
from ptofix.tests.build import kernel, kernel_files, run, tile
from ptofix.text.source import SourceFile, read_source

NAMES = [pattern.name for pattern in built_in_patterns()]
FILES = [
    *kernel_files("[!f]*.v0.45.insert-sync.cpp"),
    *kernel_files("f[!a]*.v0.60.*.cpp"),
    *kernel_files("fa_q128*.v0.*5.*.cpp"),
]


def compare(source: SourceFile, evidence: str) -> int:
    """The sites of all patterns; each is removed by its pattern if and only if it is provably redundant."""
    how = f"evidence={evidence}"
    redundant = {r.place.line for r in run(source, f"drop-redundant-barriers{{{how}}}").remarks if r.number and r.place}
    sites = 0
    for name in NAMES:
        remarks = run(source, f"remove-barriers{{patterns={name} {how}}}").remarks
        removed = {r.place.line for r in remarks if r.number and r.place}
        no_site = ("operands", "opaque")
        kept = {r.place.line for r in remarks if r.kind is RemarkKind.MISSED and r.place and r.reason not in no_site}
        assert removed <= redundant, name
        assert not kept & redundant, name
        sites += len(removed) + len(kept)
    return sites


@pytest.mark.parametrize(
    ("path", "evidence"),
    # Which grade is asked for has nothing to do with how the assembler chose the barriers of the long kernel.
    [(path, str(grade)) for path in FILES for grade in Grade if "fa_" not in path.stem or ".insert-" in path.stem]
    + [(path, str(DEFAULT_GRADE)) for path in FILES if "fa_" in path.stem and ".graph-" in path.stem],
    ids=lambda value: getattr(value, "stem", str(value)),
)
def test_kernels_of_the_corpus(path: Path, evidence: str) -> None:
    compare(read_source(str(path)), evidence)


def test_random_kernels() -> None:
    assert sum(compare(SourceFile(f"{seed}.cpp", kernel_of_seed(seed)), "extrapolated") for seed in range(60)) > 5


def test_two_barriers_that_are_each_others_reason() -> None:
    """The one that is first goes, whether the pattern is about it or not."""
    tiles = tile("a", 0, rows=64, cols=128) + tile("b", 65536, rows=64, cols=128)
    column = tile("c", 131072, rows=64, cols=1, layout="ColMajor")
    body = "TROWEXPANDMUL(a, a, c); pipe_barrier(PIPE_V);\npipe_barrier(PIPE_V); TADD(a, a, b);"
    assert compare(kernel(body, tiles=tiles + column), "shipped") == 2
