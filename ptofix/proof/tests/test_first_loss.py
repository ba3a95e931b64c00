"""Who asks for one loss only hears the same: proved or not, and if proved, by what."""

from __future__ import annotations

from random import Random

import pytest

from ptofix.evidence.assumptions import FLAG_KEY
from ptofix.proof import explore
from ptofix.proof.check import MODELS, AcceptedEvidence, verdict
from ptofix.proof.product import product
from ptofix.proof.tests.kernels import corpus, corpus_names
from ptofix.proof.tests.test_sweep import SYNC
from ptofix.proof.verdict import Proved, Undecided
from ptofix.testing.kernels import KernelShape, kernel_of_seed
from ptofix.text.source import SourceFile

SMALL = [name for name in corpus_names() if not name.startswith("fa_")]


def proved(before: SourceFile, after: SourceFile) -> set[bool]:
    """Whether it is, under each model; both ways to ask agree."""
    found = set[bool]()
    made = product(before, after)
    for model, known in MODELS.items():
        for taken in (known, known | {FLAG_KEY}):
            whole = verdict(made, model, taken, AcceptedEvidence())
            first = verdict(made, model, taken, AcceptedEvidence(), to_the_first_loss=True)
            if isinstance(whole, Undecided) and whole.reason == explore.TOO_COMPLEX:
                continue
            assert isinstance(first, Proved) == isinstance(whole, Proved)
            if isinstance(whole, Proved) and isinstance(first, Proved):
                assert (first.assumptions, first.not_judged) == (whole.assumptions, whole.not_judged)
            found.add(isinstance(whole, Proved))
    return found


def without_one(source: SourceFile, random: Random) -> SourceFile:
    kernel = max(0, source.text.find('extern "C"'))  # nothing leads to some of the tail function
    places = list(SYNC.finditer(source.text, kernel))
    gone = random.choice(places) if places else None
    text = source.text if gone is None else source.text[: gone.start()] + source.text[gone.end() :]
    return SourceFile("after.cpp", text)


def test_random_kernels() -> None:
    found = set[bool]()
    for seed in range(24):
        shape = KernelShape((5, 9)[seed % 2], seed % 3, (60, 95)[seed // 2 % 2], (10, 40)[seed // 4 % 2])
        text = kernel_of_seed(seed, shape)
        marked = text if seed % 4 else text.replace("__global__ ", "")  # one that other files may call
        source = SourceFile("before.cpp", marked)
        found |= proved(source, without_one(source, Random(seed)))
    assert found == {True, False}


@pytest.mark.parametrize("name", SMALL)
def test_small_corpus(name: str) -> None:
    source = corpus(name)
    for seed in range(3):
        proved(source, without_one(source, Random(seed)))
