"""Random kernels of two cores on the machine: what `check` calls in order is proved, and runs in any schedule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from msgspec.structs import replace

from ptofix.api.basis import Basis
from ptofix.api.directed import in_parts, known_pairs
from ptofix.api.rewriting import fix
from ptofix.api.verifying import judge_alone
from ptofix.headers.versions import assumed_headers
from ptofix.machine.run import Schedule
from ptofix.machine.tests.kernels import ran
from ptofix.order.model import DEFAULT
from ptofix.proof.verdict import Proved
from ptofix.rules.checking import check
from ptofix.testing.mutate import mutants
from ptofix.testing.pipe_kernels import COUNT_FAULTS, LOCAL_FAULTS, pipe_kernel
from ptofix.text.diagnostics import Severity
from ptofix.text.source import SourceFile


@dataclass(frozen=True)
class PipesJudged:
    """Texts that were judged, those in order, those of the latter that a run shows to hang, and what was wrong."""

    texts: int
    in_order: int
    hang: int
    faults: tuple[str, ...]


def judged(seed: int, faulty: bool, mutants_of_each: int) -> PipesJudged:
    """About the kernel of one seed with the flags and barriers of `fix --all`, and mutants of these.

    Cores that do not agree in how often they do something are not always found by `check`: a text in order may hang by
    that, which is counted; it must not race. What it says of them for certain, a run must show.
    """
    kernel = pipe_kernel(seed, LOCAL_FAULTS + COUNT_FAULTS if faulty else ())
    disagree = _disagreements(kernel.text)
    run, _ = ran(Path("pipes.cpp"), kernel.text, Schedule("inorder", seed), kernel.rounds)
    made = fix(kernel.text, mode="all").text
    changed = mutants(SourceFile("pipes.cpp", made))
    chosen = Random(seed).sample(changed, min(mutants_of_each, len(changed)))
    texts = {"as it is": made, **{f"{one.kind} of line {one.line}": one.text for one in chosen}}
    faults, in_order, hang = list[str](), 0, 0
    if disagree and not (run.blocked or run.faults):
        faults.append(f"seed {seed}: {kernel.fault or 'no fault'}: {disagree[0]}, and it ends well")
    for name, text in texts.items():
        what = f"seed {seed}: {kernel.fault or 'no fault'}: {name}"
        source = SourceFile("pipes.cpp", text)
        verdict = check(source, DEFAULT).verdict
        alone = judge_alone(source, None, Basis(), assumed_headers())
        if verdict.in_order and not isinstance(alone.verdict, Proved):
            faults.append(f"{what}: in order for `check`, and not proved")
        if alone.found is None or alone.found.words != verdict.words:
            faults.append(f"{what}: two verdicts")
        if not verdict.in_order:
            continue
        in_order += 1
        runs = [(s, ran(Path("pipes.cpp"), text, s, kernel.rounds)[0]) for s in _schedules(seed, text)]
        wrong = [schedule.kind for schedule, run in runs if run.races]
        stopped = [schedule.kind for schedule, run in runs if run.blocked or run.faults]
        faults += [f"{what}: in order, and a race: {kind}" for kind in wrong]
        if kernel.fault in COUNT_FAULTS:
            hang += bool(stopped)
        else:
            faults += [f"{what}: in order, and blocked or left over: {kind}" for kind in stopped]
    return PipesJudged(len(texts), in_order, hang, tuple(faults))


def _disagreements(text: str) -> list[str]:
    """What is certain to go wrong between the cores."""
    found = check(SourceFile("pipes.cpp", text), DEFAULT).findings
    return [one.message for one in found if one.code == "PF311" and one.severity is Severity.ERROR]


def _schedules(seed: int, text: str) -> Iterator[Schedule]:
    for kind in ("inorder", "lazy", "eager", "random"):
        yield Schedule(kind, seed)
    for held in in_parts(known_pairs(SourceFile("pipes.cpp", text)), 2):
        yield replace(Schedule("adversarial", seed), held_back=held)
