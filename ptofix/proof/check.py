"""The verdict on two texts: is every conflicting pair that `before` orders still ordered in `after`, on every path?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ptofix.diagnostics import Place
from ptofix.isa.assumptions import assumptions as known_assumptions
from ptofix.model.program import Program
from ptofix.proof.align import DifferError, Woven, line_places, weave
from ptofix.proof.explore import (
    AFTER,
    BEFORE,
    BOTH,
    PAIR_KEY,
    SOURCE_KEY,
    Lockstep,
    MismatchError,
    TooComplexError,
)
from ptofix.proof.report import Witness, imbalance, witness
from ptofix.source import SourceFile

REPEAT_DISTANCE, FLAG_KEY = "hw.repeat-distance", "hw.flag-key"
MODELS = {"ops": frozenset[str](), "strict": frozenset[str](), "default": frozenset((REPEAT_DISTANCE,))}


@dataclass(frozen=True)
class Statistics:
    """What was looked at: programs (functions by core), accesses, states, changed statements."""

    programs: int
    accesses: int
    states: int
    removed: int
    added: int
    renamed: bool


@dataclass(frozen=True)
class Proved:
    assumptions: tuple[str, ...]  # those that the proof rests on
    statistics: Statistics


@dataclass(frozen=True)
class Refuted:
    witnesses: tuple[Witness, ...]


@dataclass(frozen=True)
class Unknown:
    """No verdict; `places` are where the inputs stop to match, in `before` and in `after`."""

    reason: str
    places: tuple[Place | None, Place | None] = (None, None)


Verdict = Proved | Refuted | Unknown


def check(
    before: SourceFile, after: SourceFile, model: str = "default", assumptions: frozenset[str] | None = None
) -> Verdict:
    """Compare two texts of one kernel. Raises PtofixError for text that cannot be read.

    `assumptions` None stands for those of the model. Without hw.flag-key the answer holds under both identities of a
    flag. Raises ValueError for a model or an assumption that does not exist.
    """
    taken = checked_assumptions(model, assumptions)
    try:
        woven = weave(before, after)
        runs, witnesses, used = [], list[Witness](), set[str]()
        for run in lock_steps(woven, model, taken):
            runs.append(run)
            witnesses += _losses(run, woven, used)
    except DifferError as difference:
        return Unknown(difference.reason, difference.places)
    except TooComplexError:
        return Unknown("too many paths through the flags of this kernel")
    if witnesses:
        return Refuted(tuple(witnesses))
    if FLAG_KEY in taken and any(races(run) for run in runs):
        used.add(FLAG_KEY)
    sites, states = sum(len(run.sites) for run in runs), sum(run.visited for run in runs)
    counts = Statistics(len(woven.programs), sites, states, len(woven.removed), len(woven.added), woven.renamed)
    return Proved(tuple(sorted(used)), counts)


def checked_assumptions(model: str, assumptions: frozenset[str] | None) -> frozenset[str]:
    """Those in force. Raises ValueError for a name that does not exist or does not belong to the model."""
    if model not in MODELS:
        raise ValueError(f"there is no model `{model}`, only {', '.join(MODELS)}")
    allowed = MODELS[model] | {FLAG_KEY}
    taken = MODELS[model] if assumptions is None else assumptions
    if not taken <= allowed:
        raise ValueError(f"model `{model}` does not take {', '.join(sorted(taken - allowed))}")
    return taken


def lock_steps(woven: Woven, model: str, taken: frozenset[str], crediting: bool = False) -> Iterator[Lockstep]:
    """Each program, under each identity of a flag that has to hold. Raises DifferError if two ops differ."""
    for before, after in woven.programs:
        marks = [woven.mark(before, i) for i in range(len(before.instructions))]
        for key in (PAIR_KEY, SOURCE_KEY):
            try:
                run = Lockstep(
                    before,
                    after,
                    [sides for sides, _, _ in marks],
                    model,
                    key,
                    threshold(taken),
                    crediting,
                    woven.renamed,
                )
            except MismatchError as difference:
                places = line_places(woven.before, woven.after, marks[difference.index][1:])
                raise DifferError("the inputs do not do the same here", *places) from None
            yield run
            if FLAG_KEY in taken or not races(run):
                break


def threshold(taken: frozenset[str]) -> int | None:
    """Vector repeats that keep two accesses apart, None if no number does."""
    return known_assumptions()[REPEAT_DISTANCE].parameters["repeats"] if REPEAT_DISTANCE in taken else None


def races(run: Lockstep) -> bool:
    """Whether the two identities of a flag differ here: one source pipe raises one id for two pipes."""
    flags = {(key[0], key[-1]) for key in run.keys}
    return run.flag_key == PAIR_KEY and len(flags) < len(run.keys)


def _losses(run: Lockstep, woven: Woven, used: set[str]) -> Iterator[Witness]:
    lines = [before or after for _, before, after in (woven.mark(run.before, i) for i in range(len(run.ops)))]
    if run.flag_key == PAIR_KEY:
        yield from (imbalance(run, found, lines) for found in run.imbalances)
    seen = set()
    for met in run.meetings():
        held, held_before = run.holds(met, AFTER), run.holds(met, BEFORE)
        if held == "distance" and held_before == "order":
            used.add(REPEAT_DISTANCE)
        if not held and held_before and (met.earlier, met.later) not in seen:
            seen.add((met.earlier, met.later))
            yield witness(run, met, lines)


def unordered_pairs(
    program: Program, model: str = "default", flag_key: str = PAIR_KEY, assumptions: frozenset[str] | None = None
) -> list[Witness]:
    """The conflicting pairs of one program that nothing orders, each with the first path found."""
    taken = checked_assumptions(model, assumptions)
    sides = [BOTH] * len(program.instructions)
    run = Lockstep(program, program, sides, model, flag_key, threshold(taken), absolute=True)
    lines = [i.statement.line if i.statement is not None else 0 for i in program.instructions]
    found: dict[object, Witness] = {}
    for met in run.meetings():
        if (met.earlier, met.later) not in found and not run.holds(met, AFTER):
            found[met.earlier, met.later] = witness(run, met, lines)
    return list(found.values())
