"""outcomes.toml: what the experiment saw, grouped by what is equal."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from pair_kernels import KEPT, MEETINGS
from ptofix.testing.assemblers import COMMITS
from ptofix.text.toml import parse_toml

OUTCOMES = Path(__file__).with_name("outcomes.toml")

LEFT, ORDERED = "left", "ordered"
"""No barrier stands between the two ops, or one does."""


class Observed(NamedTuple):
    """One kernel by one assembler: what became of a meeting of two ops, as C++ spells them."""

    version: str
    earlier: str
    later: str
    meeting: str
    outcome: str


class Pair(NamedTuple):
    """All kernels of two ops by one assembler: the meetings in which all were left, or not all, and sites left."""

    version: str
    earlier: str
    later: str
    left: tuple[str, ...]
    ordered: tuple[str, ...]
    sites: int


_HEAD = """\
# Written by observe.py. Per assembler and pair of ops, earlier -> later: in which meetings it leaves the two without a
# barrier (`left`), and in which it puts one between (`ordered`); what is in neither was not asked, or was refused.
# README.md has the meetings. The number after an op counts the kernels that were left, of those that break no
# condition.
"""


def pairs_of(found: Iterable[Observed]) -> list[Pair]:
    seen: dict[tuple[str, str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    for one in found:
        seen[one.version, one.earlier, one.later][one.meeting, one.outcome] += 1
    pairs = []
    for key, counts in seen.items():
        left = tuple(m for m in MEETINGS if counts[m, LEFT] and not counts[m, ORDERED])
        ordered = tuple(m for m in MEETINGS if counts[m, ORDERED])
        pairs.append(Pair(*key, left, ordered, sum(counts[m, LEFT] for m in KEPT)))
    return pairs


def outcomes_text(of_all: Iterable[Pair]) -> str:
    groups: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[Pair]] = defaultdict(list)
    for pair in of_all:
        groups[pair.version, pair.left, pair.ordered].append(pair)
    parts = [_HEAD]
    for (version, left, ordered), pairs in groups.items():
        parts.append(f'\n[[outcome]]\nassembler = "{version} ({COMMITS[version]})"\n')
        parts.append(f'left = "{" ".join(left)}"\nordered = "{" ".join(ordered)}"\npairs = [\n')
        for earlier in dict.fromkeys(pair.earlier for pair in pairs):
            later = ", ".join(f"{pair.later} {pair.sites}" for pair in pairs if pair.earlier == earlier)
            parts.append(f'  "{earlier} -> {later}",\n')
        parts.append("]\n")
    return "".join(parts)


def read_outcomes() -> list[Pair]:
    pairs = []
    for group in parse_toml(OUTCOMES.read_text(encoding="utf-8"))["outcome"]:
        version = group["assembler"].split()[0]
        for line in group["pairs"]:
            earlier, _, rest = line.partition(" -> ")
            for later, sites in (one.split() for one in rest.split(", ")):
                left, ordered = tuple(group["left"].split()), tuple(group["ordered"].split())
                pairs.append(Pair(version, earlier, later, left, ordered, int(sites)))
    return pairs
