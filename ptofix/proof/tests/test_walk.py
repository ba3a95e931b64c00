"""What the shortcuts find is what the full exploration finds."""

from __future__ import annotations

import re
from random import Random
from unittest.mock import patch

import pytest

from ptofix.evidence.assumptions import FLAG_KEY
from ptofix.evidence.grade import Grade
from ptofix.hardware.pipe import Pipe
from ptofix.program.program import Barrier
from ptofix.proof import check as check_module
from ptofix.proof import explore
from ptofix.proof.check import MODELS, check
from ptofix.proof.tests.kernels import corpus, corpus_names
from ptofix.proof.verdict import Proved, Refuted, Undecided, Verdict
from ptofix.testing.kernels import KernelShape, kernel_of_seed
from ptofix.testing.repetitions import NEEDED_BY_THE_FIRST, ROUND_TRIP, repetitive_body
from ptofix.tests.build import kernel as tiles_and
from ptofix.text.source import SourceFile

IN_FULL = patch.object(check_module, "only_barriers_differ", lambda _: False)
FEW_STATES = patch.object(explore, "_MOST_STATES", 60_000)
BARRIER = re.compile(r"pipe_barrier\(PIPE_(?!ALL)\w+\);")


def summary(found: Verdict) -> object:
    if isinstance(found, Refuted):
        return {(w.function, w.core, w.flag_key, w.obligations) for w in found.witnesses}
    return found.assumptions if isinstance(found, Proved) else found


def compare(before: SourceFile, after: SourceFile) -> None:
    for model in MODELS:
        for extra in ((), (FLAG_KEY,)):
            taken = MODELS[model] | set(extra)
            short = check(before, after, model, taken)
            with IN_FULL, FEW_STATES:
                full = check(before, after, model, taken)
            if isinstance(full, Undecided) and "too many" in full.reason:
                continue
            assert summary(short) == summary(full)


def some_changed(source: SourceFile, seed: int) -> SourceFile:
    """A few barriers of single pipes fewer, and a few more, at places where barriers are."""
    random = Random(seed)
    keep = random.choice((0.2, 0.5, 0.9))

    def replaced(found: re.Match[str]) -> str:
        more = f"pipe_barrier(PIPE_{random.choice(('V', 'MTE2', 'MTE3'))});"
        return (found[0] if random.random() < keep else "") + (more if random.random() < 0.2 else "")

    return SourceFile("after.cpp", BARRIER.sub(replaced, source.text))


@pytest.mark.parametrize("seed", range(8))  # every shape once
def test_random_kernels(seed: int) -> None:
    shape = KernelShape((5, 9)[seed % 2], 2, (60, 95)[seed // 2 % 2], (10, 40)[seed // 4 % 2])
    source = SourceFile("before.cpp", kernel_of_seed(seed, shape))
    compare(source, some_changed(source, seed))


@pytest.mark.parametrize("seed", range(24))
def test_an_access_leaves_its_way_to_the_next_one_that_does_the_same(seed: int) -> None:
    source = tiles_and(repetitive_body(Random(seed)))
    after = some_changed(source, seed)
    for grade in Grade:
        for taken in (MODELS["default"], MODELS["default"] - {"hw.read-before-write"}):
            short = check(source, after, "default", taken, evidence=grade)
            with IN_FULL, FEW_STATES:
                full = check(source, after, "default", taken, evidence=grade)
            if not (isinstance(full, Undecided) and "too many" in full.reason):
                assert summary(short) == summary(full)


@pytest.mark.parametrize("title", NEEDED_BY_THE_FIRST)
def test_an_access_leaves_its_way_to_no_other(title: str) -> None:
    body = NEEDED_BY_THE_FIRST[title]
    before, after = (tiles_and(body.replace("GONE", bar)) for bar in ("pipe_barrier(PIPE_V);", ""))
    compare(before, after)
    assert isinstance(check(before, after), Refuted)


def test_what_no_barrier_separates_rests_on_nothing_new() -> None:
    gone = "pipe_barrier(PIPE_V);"
    body = f"TMULS(d, d, s); {gone} TMULS(d, d, s); pipe_barrier(PIPE_ALL); TMULS(a, a, s); {gone} {ROUND_TRIP}"
    body += "TMULS(a, a, s); TABS(a, c);"
    found = check(tiles_and(body), tiles_and(body.replace(gone, "")))
    assert isinstance(found, Proved)
    assert "hw.read-before-write" not in found.assumptions
    compare(tiles_and(body), tiles_and(body.replace(gone, "")))


def test_states_grow_with_the_text() -> None:
    work = "TADD({0}, {1}, {2}); pipe_barrier(PIPE_V); set_flag(PIPE_V, PIPE_MTE3, EVENT_ID{3}); "
    work += "wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID{3});"
    states = []
    for size in (50, 100):
        body = "\n".join(work.format(*("abcdef"[(k + n) % 6] for n in range(3)), k % 8) for k in range(size))
        found = check(tiles_and(body), tiles_and(BARRIER.sub("", body)))
        assert isinstance(found, Proved)
        states.append(found.statistics.states)
    assert states[1] < 2.2 * states[0]


@pytest.mark.parametrize("name", [name for name in corpus_names() if not name.startswith("fa_")])
def test_small_corpus(name: str) -> None:
    source = corpus(name)
    compare(source, some_changed(source, len(name)))
    compare(source, SourceFile("after.cpp", BARRIER.sub("", source.text)))


def test_programs_in_which_nothing_differs_are_not_explored() -> None:
    source = corpus("fa_q128_s256_p4")
    found = check(source, SourceFile("after.cpp", source.text + "\n// more\n"))
    assert isinstance(found, Proved)
    assert (found.statistics.changed, found.statistics.states) == (0, 0)
    assert found.statistics.programs >= 2


def test_a_barrier_of_all_pipes_is_not_a_case_for_the_walk() -> None:
    assert Barrier(Pipe.ALL) != Barrier(Pipe.V)
    text = corpus("a_raw_chain").text.replace("pipe_barrier(PIPE_V)", "pipe_barrier(PIPE_ALL)")
    source = SourceFile("before.cpp", text)
    for after in (text.replace("pipe_barrier(PIPE_ALL);", ""), corpus("a_raw_chain").text):
        compare(source, SourceFile("after.cpp", after))
