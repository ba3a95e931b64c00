"""Random kernels: what the analysis takes away under a grade of evidence, the checker proves under it."""

from __future__ import annotations

import pytest

from ptofix.evidence.grade import GRADES
from ptofix.proof.check import check
from ptofix.proof.verdict import Proved, Undecided
from ptofix.proof.waits import ENDLESS
from ptofix.rewriting.pipeline import Settings, run_pipeline
from ptofix.rewriting.pipeline_text import parse_pipeline
from ptofix.testing.kernels import KernelShape, kernel_of_seed
from ptofix.tests.build import removed
from ptofix.text.source import SourceFile

SHAPES = (
    KernelShape(statements=14, depth=0, barriers=90, flags=0),
    KernelShape(statements=10, depth=2, barriers=90, flags=20),
)


@pytest.mark.parametrize("shape", SHAPES, ids=("straight", "nested"))
def test_both_sides_agree(shape: KernelShape) -> None:
    gone = dict.fromkeys(("shipped", "practised", "extrapolated"), 0)
    for seed in range(10):
        source = SourceFile("k.cpp", kernel_of_seed(seed, shape))
        for name in gone:
            passes = parse_pipeline(f"drop-redundant-barriers{{evidence={name}}}")
            result = run_pipeline(source, passes, Settings(verify=False))
            verdict = check(source, result.source, evidence=GRADES[name])
            if isinstance(verdict, Undecided) and verdict.reason == ENDLESS:
                continue  # it waits forever: nothing that is made of it is proved
            assert isinstance(verdict, Proved), (seed, name, verdict)
            gone[name] += len(removed(result))
    assert gone["shipped"] <= gone["practised"] < gone["extrapolated"]
