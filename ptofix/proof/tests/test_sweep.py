"""The sweep leaves out no access whose full exploration finds something."""

from __future__ import annotations

import re
from contextlib import ExitStack
from random import Random
from unittest.mock import patch

import pytest

from ptofix.evidence.assumptions import FLAG_KEY
from ptofix.evidence.grade import DEFAULT_GRADE
from ptofix.proof import absolute, explore
from ptofix.proof import check as check_module
from ptofix.proof.absolute import check_alone
from ptofix.proof.check import MODELS, check
from ptofix.proof.explore import Lockstep
from ptofix.proof.product import Parsed
from ptofix.proof.states import WorkSite
from ptofix.proof.tests.kernels import corpus, corpus_names
from ptofix.proof.verdict import Proved, Refuted, Undecided, Verdict
from ptofix.testing.kernels import KernelShape, kernel_of_seed
from ptofix.text.source import SourceFile

FEW_STATES = patch.object(explore, "_MOST_STATES", 60_000)
SYNC = re.compile(r"(?:pipe_barrier|set_flag|wait_flag)\([^()]*\);")


def every_site(run: Lockstep, as_before: bool = False) -> list[WorkSite]:
    del as_before
    return run.sites


def in_full() -> ExitStack:
    stack = ExitStack()
    for module in (check_module, absolute):
        stack.enter_context(patch.object(module, "open_sites", every_site))
    for name in ("met", "is_over"):
        stack.enter_context(patch.object(absolute._Alone, name, getattr(Lockstep, name)))
    stack.enter_context(patch.object(check_module, "only_barriers_differ", lambda _: False))
    stack.enter_context(FEW_STATES)
    return stack


def summary(found: Verdict) -> object:
    """All but the number of states."""
    if isinstance(found, Proved):
        return found.assumptions, found.not_judged
    return (found.witnesses, found.more) if isinstance(found, Refuted) else found


def compare(before: SourceFile, after: SourceFile) -> None:
    for model in MODELS:
        for extra in ((), (FLAG_KEY,)):
            taken = MODELS[model] | set(extra)
            swept = check(before, after, model, taken)
            alone = check_alone(Parsed.of(after), model, taken, DEFAULT_GRADE)
            with in_full():
                full = check(before, after, model, taken)
                full_alone = check_alone(Parsed.of(after), model, taken, DEFAULT_GRADE)
            for short, whole in ((swept, full), (alone, full_alone)):
                if not (isinstance(whole, Undecided) and "too many" in whole.reason):
                    assert summary(short) == summary(whole)


def without_some(source: SourceFile, seed: int) -> SourceFile:
    """A few flags and barriers fewer."""
    random = Random(seed)
    keep = random.choice((0.5, 0.8, 0.95))
    return SourceFile("after.cpp", SYNC.sub(lambda found: found[0] if random.random() < keep else "", source.text))


@pytest.mark.parametrize("seed", range(8))  # every shape once
def test_random_kernels(seed: int) -> None:
    shape = KernelShape((5, 9)[seed % 2], 2, (60, 95)[seed // 2 % 2], (10, 40)[seed // 4 % 2])
    source = SourceFile("before.cpp", kernel_of_seed(seed, shape))
    compare(source, without_some(source, seed))


@pytest.mark.parametrize("name", [name for name in corpus_names() if not name.startswith("fa_")])
def test_small_corpus(name: str) -> None:
    source = corpus(name)
    compare(source, without_some(source, len(name)))


@pytest.mark.parametrize("name", ["a_raw_chain", "i_loop_carried"])
def test_what_other_files_may_call(name: str) -> None:
    """Unknown work around a function is never in order, in either text."""
    source = SourceFile("before.cpp", corpus(name).text.replace("__global__ ", ""))
    compare(source, without_some(source, len(name)))
