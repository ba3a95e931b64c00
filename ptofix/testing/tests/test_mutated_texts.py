"""A fixed sample of mutated texts: no traceback, no rewrite that is refuted or unreadable, no proof of what differs."""

from __future__ import annotations

import os
from collections import Counter

import pytest

from ptofix.testing.text_judged import judge_text
from ptofix.testing.text_mutation import mutated_text

SAMPLE = 300


def test_no_mutated_text_shows_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample meets every answer, and none is wrong."""
    monkeypatch.setenv("XDG_CACHE_HOME", os.devnull)  # what odd texts leave in a cache is of no use to anyone
    texts = (mutated_text(seed) for seed in range(SAMPLE))
    outcomes = {text.seed: judge_text(text) for text in texts if not text.base.startswith("fa_")}
    assert {seed: outcome.faults for seed, outcome in outcomes.items() if outcome.faults} == {}
    answers = Counter(answer for outcome in outcomes.values() for answer in outcome.answers.values())
    assert min(answers[a] for a in ("refused", "unchanged", "rewritten, proved", "proved", "refuted", "undecided")) > 2


def test_a_seed_gives_its_text_again() -> None:
    assert mutated_text(3) == mutated_text(3) != mutated_text(4)
