"""Random kernels on the machine: what the passes make of one, and what `verify` says of its mutants."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from msgspec.structs import replace

from ptofix.api.directed import in_parts, known_pairs
from ptofix.evidence.grade import Grade
from ptofix.machine.memory import Array
from ptofix.machine.run import Outcome, Schedule
from ptofix.machine.tests.kernels import by_distance, ran, same
from ptofix.proof.check import check
from ptofix.proof.verdict import Proved, Refuted
from ptofix.testing.mutate import mutants
from ptofix.testing.ordered_kernels import kernel_of_seed
from ptofix.tests.build import run
from ptofix.text.source import SourceFile

MODELS = ("default", "strict")
PASSES = ("remove-barriers", "drop-redundant-barriers{{model={0}}}", "minimal-barriers{{model={0}}}")
ROUNDS = (1, 2, 3)


@dataclass(frozen=True)
class Judged:
    """What was tried, and what was wrong with it."""

    results: int
    mutants: int
    shown: int
    refuted: int
    faults: tuple[str, ...]


def _clean(outcome: Outcome) -> bool:
    return not (outcome.races or outcome.blocked or outcome.faults)


def _ran(text: str, schedule: Schedule, rounds: int) -> tuple[Outcome, dict[str, Array]]:
    return ran(Path("random.cpp"), text, schedule, rounds)


def judged(seed: int, mutants_of_each: int, statements: int) -> Judged:
    """All about the kernel of one seed, with so many statements and mutants."""
    text, rounds = kernel_of_seed(seed, statements), ROUNDS[seed % len(ROUNDS)]
    source = SourceFile("random.cpp", text)
    outcome, expected = _ran(text, Schedule(), rounds)
    if not _clean(outcome):
        return Judged(0, 0, 0, 0, (f"seed {seed}: the kernel itself is not in order",))
    faults: list[str] = []
    results = 0
    for model in MODELS:
        made = {
            run(source, name.format(model)).source.text: name.format(model)
            for name in PASSES
            if model == "default" or "{" in name
        }
        results += len(made)
        for result, name in made.items():
            faults += [
                f"seed {seed}: {name}: schedule {schedule.kind}"
                for schedule in _schedules(seed, model, result)
                if not _fine(result, schedule, rounds, expected)
            ]
    tried = shown = refuted = 0
    for mutant in Random(seed).sample(all_mutants := mutants(source), min(mutants_of_each, len(all_mutants))):
        for model in MODELS:
            tried += 1
            outcome, _ = _ran(mutant.text, Schedule("lazy", assumed=by_distance(model)), rounds)
            verdict = check(source, SourceFile("random.cpp", mutant.text), model, evidence=Grade.EXTRAPOLATED)
            shown += not _clean(outcome)
            refuted += isinstance(verdict, Refuted)
            what = (
                f"seed {seed}: {mutant.kind} of line {mutant.line}, {mutant.statement.strip()}, {mutant.with_}, {model}"
            )
            if isinstance(verdict, Proved) and not _clean(outcome):
                faults.append(f"{what}: proved, and the machine shows it")
    return Judged(results, tried, shown, refuted, tuple(faults))


def _schedules(seed: int, model: str, text: str) -> Iterator[Schedule]:
    assumed = by_distance(model)
    for kind in ("lazy", "eager", "random"):
        yield Schedule(kind, seed, assumed)
    for held in in_parts(known_pairs(SourceFile("random.cpp", text)), 2):
        yield replace(Schedule("adversarial", seed, assumed), held_back=held)


def _fine(text: str, schedule: Schedule, rounds: int, expected: dict[str, Array]) -> bool:
    outcome, arrays = _ran(text, schedule, rounds)
    return _clean(outcome) and same(arrays, expected)
