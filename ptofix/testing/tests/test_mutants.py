"""Mutants of the small kernels: each that truly loses something is noticed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from ptofix.testing.mutate import KINDS, mutants
from ptofix.testing.mutation import APART, Original, judge
from ptofix.testing.script import read_scripts
from ptofix.tests.build import kernel, kernel_files, kernel_source
from ptofix.text.source import SourceFile, read_source

SMALL = [path for path in kernel_files("*.v0.45.*.cpp") if not path.name.startswith("fa_")]
MOST = 2  # mutants of a file: spread over all of them


@pytest.mark.parametrize("path", SMALL, ids=lambda path: path.name)
def test_what_loses_an_order_is_flagged(path: Path) -> None:
    source = read_source(str(path))
    made = mutants(source)
    for model in ("ops", "strict"):
        original = Original(source, model, most_paths=12)
        first = 0 if model == "ops" else 1
        for mutant in made[first :: max(1, len(made) // MOST)]:
            found = judge(original, mutant, with_check=False)
            assert (found.verify == "refuted") != found.is_equivalent, (mutant.kind, mutant.line, mutant.with_, found)


def test_what_lies_apart_in_global_memory_needs_no_order() -> None:
    """Brute force takes the stores to two rows of one matrix for one place."""
    source = kernel_source("h_final_div_pair.v0.60.graph-sync-solver")
    barriers = [m for m in mutants(source) if m.kind == "delete" and m.statement == "pipe_barrier(PIPE_MTE3);"]
    assert [judge(Original(source, "ops"), mutant, with_check=False).truth for mutant in barriers] == [APART, APART]


def test_mutants_change_one_thing() -> None:
    source = read_source(str(next(path for path in SMALL if path.name.startswith("h_final"))))
    made = mutants(source)
    assert {mutant.kind for mutant in made} == set(KINDS)
    words = Counter(source.text.replace(";", " ").split())
    for mutant in made:
        assert mutant.text != source.text
        read_scripts(mutant.text)
        if mutant.kind in ("up", "down", "swap"):
            assert Counter(mutant.text.replace(";", " ").split()) == words


def test_an_if_with_its_else_is_one_neighbour() -> None:
    source = kernel("if (n == 1) {\nTEXP(a, b);\n} else {\nTEXP(c, d);\n}\npipe_barrier(PIPE_V);\nTABS(a, a);")
    up = next(mutant for mutant in mutants(source) if mutant.kind == "up")
    assert up.with_.startswith("if (n == 1) {")
    assert "}\nif" not in up.text
    assert "pipe_barrier(PIPE_V);\nTABS" not in up.text


def test_check_sees_a_deleted_barrier() -> None:
    source = kernel("TADD(a, b, c);\npipe_barrier(PIPE_V);\nTEXP(d, a);")
    (deleted,) = (mutant for mutant in mutants(source) if mutant.kind == "delete")
    found = judge(Original(SourceFile(source.name, source.text), "ops"), deleted)
    assert found.check
    assert found.verify == "refuted"
