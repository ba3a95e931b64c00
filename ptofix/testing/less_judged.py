"""The property of less_knowledge.py on texts by seed: mutants of the corpus and of random kernels, and redteam2."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from random import Random

from ptofix.testing.corpus import CPP, REDTEAM2
from ptofix.testing.kernels import kernel_of_seed, shape_of_seed
from ptofix.testing.less_knowledge import KINDS, KnownTexts, less, said, verdict, word
from ptofix.testing.mutate import mutants
from ptofix.testing.ordered_kernels import kernel_of_seed as ordered_kernel_of_seed
from ptofix.text.diagnostics import Severity
from ptofix.text.source import SourceFile

_FLAG = re.compile(r"\b(?:set|wait)_flag\(([^;]*)\);")
_LARGEST = 9_000
"""Bytes of the kernels of the corpus that are taken."""


@dataclass
class Tried:
    """How often what was taken away, how verdicts changed, and what is wrong."""

    kinds: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[tuple[str, str]] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def add(self, other: Tried) -> None:
        self.kinds += other.kinds
        self.verdicts += other.verdicts
        self.faults += other.faults


def judged(seed: int, mutants_of_each: int = 4, drops: int = 3) -> Tried:
    """All about the pairs of one seed: each loses something known, one thing or several, `drops` times."""
    random, tried = Random(seed), Tried()
    for known, name in _pairs(seed, random, mutants_of_each):
        _judge(known, f"seed {seed}: {name}", random, drops, tried)
    return tried


def _judge(known: KnownTexts, name: str, random: Random, drops: int, tried: Tried) -> None:
    answer, findings = word(verdict(known)), said(known)
    for _ in range(drops):
        lesser = known
        for kind in random.choices(sorted(KINDS), k=random.choice((1, 1, 2, 3))):
            without = less(lesser, kind, random)
            if without is not None:
                lesser = without
                tried.kinds[kind] += 1
        if lesser is known:
            continue
        now, left = word(verdict(lesser)), said(lesser)
        tried.verdicts[answer, now] += 1
        if answer != "proved" and now == "proved":
            tried.faults.append(f"{name}: {answer}, and proved without {'; '.join(lesser.forgotten)}")
        if findings is not None and left is not None and left <= {Severity.NOTE} and not findings <= {Severity.NOTE}:
            tried.faults.append(f"{name}: a finding, and silence without {'; '.join(lesser.forgotten)}")


def _pairs(seed: int, random: Random, most: int) -> list[tuple[KnownTexts, str]]:
    source = _source(seed, random)
    if source is None:
        return [(KnownTexts(*random.choice(_redteam())), "redteam2")]
    texts = [(mutant.text, f"{mutant.kind} of line {mutant.line}, {mutant.with_}") for mutant in mutants(source)]
    flags = list(_without_flags(source.text))
    chosen = random.sample(texts, min(most // 2, len(texts)))
    chosen += random.sample(flags, min(most - len(chosen), len(flags)))
    return [(KnownTexts(source.text, text), f"{source.name}: {what}") for text, what in chosen]


def _without_flags(text: str) -> Iterator[tuple[str, str]]:
    """One flag is removed, all its sets and waits: nothing waits forever, and what it ordered is lost."""
    for flag in dict.fromkeys(match[1] for match in _FLAG.finditer(text)):
        yield _FLAG.sub(lambda match: "" if match[1] == flag else match[0], text), f"without flag {flag}"  # noqa: B023


def _source(seed: int, random: Random) -> SourceFile | None:
    match seed % 4:
        case 0:
            return random.choice(_corpus())
        case 1:
            return SourceFile("ordered.cpp", ordered_kernel_of_seed(seed, 2))
        case 2:
            return SourceFile("random.cpp", kernel_of_seed(seed, shape_of_seed(seed)))
    return None


@lru_cache(maxsize=1)
def _corpus() -> list[SourceFile]:
    files = sorted(path for path in CPP.glob("*.cpp") if path.stat().st_size < _LARGEST)
    return [SourceFile(path.name, path.read_text()) for path in files]


@lru_cache(maxsize=1)
def _redteam() -> list[tuple[str, str]]:
    files = sorted((REDTEAM2 / "verify").glob("*.before.cpp"))
    return [(path.read_text(), path.with_name(path.name.replace("before", "after")).read_text()) for path in files]
