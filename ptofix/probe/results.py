"""From what a run of the probes gave to an assumption file."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from ptofix.evidence.measured import MeasuredPair
from ptofix.text.diagnostics import Place, error
from ptofix.text.source import SourceFile, Span

RESULTS = "probe_results"


class Observation(NamedTuple):
    """One case: how far apart two ops of two classes were, how often it was tried, and how often it was wrong.

    `hidden`: the second overwrites what the first reads.
    """

    earlier: str
    later: str
    dtype: str
    ops: tuple[str, str]
    hidden: bool
    distance: int
    trials: int
    wrong: int


class ProbeResults(NamedTuple):
    """All cases, the device, and the day."""

    device: str
    date: str
    cases: tuple[Observation, ...]


class Unmeasured(NamedTuple):
    """A pair of classes with no safe distance, and why."""

    earlier: str
    later: str
    dtype: str
    reason: str


def read_results(source: SourceFile) -> ProbeResults:
    """Raises PtofixError for a file that run.py has not written."""
    try:
        document: Any = json.loads(source.text)
        if document["kind"] != RESULTS or document["version"] != 1:
            raise ValueError("another kind of document")
        return ProbeResults(
            str(document["device"]), str(document["date"]), tuple(_observation(one) for one in document["cases"])
        )
    except (KeyError, TypeError, ValueError) as problem:
        place = Place(source, Span(0, 1))
        raise error(f"not the results of a probe: {problem}", place, help="run.py writes them") from None


def _observation(data: dict[str, Any]) -> Observation:
    numbers = [data[key] for key in ("distance", "trials", "wrong")]
    if not all(type(number) is int and number >= 0 for number in numbers) or not data["trials"]:
        raise ValueError(f"{numbers} are no distance, trials and wrong ones")
    first, second = data["ops"]
    classes = str(data["earlier"]), str(data["later"]), str(data["dtype"])
    return Observation(*classes, (first, second), bool(data["hidden"]), *numbers)


def measured_pairs(cases: Sequence[Observation], margin: int) -> tuple[list[MeasuredPair], list[Unmeasured]]:
    """The smallest distance of each pair from which on no case was wrong, and the pairs that have none.

    Every two ops of the classes must have been tried there, and in each of the ways in which they meet.
    """
    groups: dict[tuple[str, str, str], list[Observation]] = defaultdict(list)
    for case in cases:
        groups[case.earlier, case.later, case.dtype].append(case)
    pairs, without = [], list[Unmeasured]()
    for key, group in groups.items():
        wrong = max((case.distance for case in group if case.wrong), default=-1)
        right: dict[tuple[tuple[str, str], bool], list[int]] = {(case.ops, case.hidden): [] for case in group}
        for case in group:
            if case.distance > wrong:
                right[case.ops, case.hidden].append(case.distance)
        lacking = next((ops for (ops, _), distances in right.items() if not distances), None)
        if lacking is not None:
            reason = (
                f"{' and '.join(lacking)} were not tried further apart than {wrong} repeats, where something went wrong"
            )
            without.append(Unmeasured(*key, reason))
            continue
        safe = max(1, *map(min, right.values()))
        pairs.append(MeasuredPair(*key, safe, margin, min(case.trials for case in group)))
    return pairs, without


def assumption_text(results: ProbeResults, pairs: Sequence[MeasuredPair], without: Sequence[Unmeasured]) -> str:
    """The file that `--assumptions` takes."""
    lines = ["# Made by `ptofix probe read`.", f"device = {_toml(results.device)}", f"date = {results.date}"]
    for pair in pairs:
        lines += ["", "[[pair]]", *(f"{key} = {_toml(value)}" for key, value in pair._asdict().items())]
    if without:
        lines += ["", "# No safe distance:"]
        lines += [f"# {one.earlier} → {one.later}, {one.dtype}: {one.reason}" for one in without]
    return "\n".join(lines) + "\n"


def _toml(value: str | int) -> str:
    """JSON's texts and numbers are TOML's too."""
    return json.dumps(value, ensure_ascii=False)
