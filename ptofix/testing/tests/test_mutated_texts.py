"""A fixed sample of mutated texts: no traceback, no rewrite that is refuted or unreadable, no proof of what differs."""

from __future__ import annotations

import os
from collections import Counter

import pytest

from ptofix.testing.text_judged import TextOutcome, judge_text
from ptofix.testing.text_mutation import mutated_text

SAMPLE = 300


@pytest.fixture(scope="module")
def outcomes() -> dict[int, TextOutcome]:
    with pytest.MonkeyPatch.context() as patch:
        # No cache: what odd texts leave in it is of no use to anyone.
        patch.setenv("XDG_CACHE_HOME", os.devnull)
        texts = (mutated_text(seed) for seed in range(SAMPLE))
        return {text.seed: judge_text(text) for text in texts if not text.base.startswith("fa_")}


def test_no_mutated_text_shows_a_fault(outcomes: dict[int, TextOutcome]) -> None:
    assert {seed: outcome.faults for seed, outcome in outcomes.items() if outcome.faults} == {}


def test_the_sample_meets_every_answer(outcomes: dict[int, TextOutcome]) -> None:
    answers = Counter(answer for outcome in outcomes.values() for answer in outcome.answers.values())
    assert min(answers[a] for a in ("refused", "unchanged", "rewritten, proved", "proved", "refuted", "undecided")) > 2


def test_a_seed_gives_its_text_again() -> None:
    assert mutated_text(3) == mutated_text(3) != mutated_text(4)
