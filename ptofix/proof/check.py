"""The verdict on two texts: is every conflicting pair that `before` orders still ordered in `after`, on every path?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from ptofix.arch.assumptions import assumptions as known_assumptions
from ptofix.proof.align import DifferError, Woven, weave
from ptofix.proof.explore import (
    AFTER,
    BEFORE,
    PAIR_KEY,
    SOURCE_KEY,
    Lockstep,
    MismatchError,
    TooComplexError,
)
from ptofix.proof.report import Proved, Refuted, Unknown, Verdict, Witness, imbalance, line_places, statistics, witness
from ptofix.text.source import SourceFile

REPEAT_DISTANCE, FLAG_KEY = "hw.repeat-distance", "hw.flag-key"
Run = TypeVar("Run", bound=Lockstep)
MODELS = {"ops": frozenset[str](), "strict": frozenset[str](), "default": frozenset((REPEAT_DISTANCE,))}


def check(
    before: SourceFile, after: SourceFile, model: str = "default", assumptions: frozenset[str] | None = None
) -> Verdict:
    """Compare two texts of one kernel. Raises PtofixError for text that cannot be read.

    `assumptions` None stands for those of the model. Without hw.flag-key the answer holds under both identities of a
    flag. Raises ValueError for a model or an assumption that does not exist.
    """
    return judge(before, after, model, checked_assumptions(model, assumptions))[0]


def judge(before: SourceFile, after: SourceFile, model: str, taken: frozenset[str]) -> tuple[Verdict, Woven | None]:
    """The verdict under the assumptions `taken`, and the woven program where the inputs match."""
    woven = None
    try:
        woven = weave(before, after)
        runs, witnesses, used = [], list[Witness](), set[str]()
        for run in lock_steps(woven, model, taken, Lockstep):
            runs.append(run)
            losses = list(_losses(run, woven, used))
            if run.flag_key == SOURCE_KEY and FLAG_KEY in taken:
                used |= {FLAG_KEY} if losses else set()
            else:
                witnesses += losses
    except DifferError as difference:
        return Unknown(difference.reason, difference.places), woven
    except TooComplexError:
        return Unknown("too many paths through the flags of this kernel"), woven
    if witnesses:
        return Refuted(tuple(witnesses)), woven
    return Proved(tuple(sorted(used)), statistics(runs, woven)), woven


def checked_assumptions(model: str, assumptions: frozenset[str] | None) -> frozenset[str]:
    """Those in force. Raises ValueError for a name that does not exist or does not belong to the model."""
    if model not in MODELS:
        raise ValueError(f"there is no model `{model}`, only {', '.join(MODELS)}")
    allowed = MODELS[model] | {FLAG_KEY}
    taken = MODELS[model] if assumptions is None else assumptions
    if not taken <= allowed:
        raise ValueError(f"model `{model}` does not take {', '.join(sorted(taken - allowed))}")
    return taken


def lock_steps(woven: Woven, model: str, taken: frozenset[str], kind: type[Run]) -> Iterator[Run]:
    """Each program, under each identity of a flag that differs for it. Raises DifferError if two ops differ."""
    for before, after in woven.programs:
        marks = [woven.mark(before, i) for i in range(len(before.instructions))]
        sides, same_bytes = [mark[0] for mark in marks], woven.renamed
        for key in (PAIR_KEY, SOURCE_KEY):
            try:
                run = kind(before, after, sides, model, key, threshold(taken), same_bytes)
            except MismatchError as difference:
                places = line_places(woven.before, woven.after, marks[difference.args[0]][1:])
                raise DifferError("the inputs do not do the same here", *places) from None
            yield run
            if not races(run):
                break


def threshold(taken: frozenset[str]) -> int | None:
    """Vector repeats that keep two accesses apart, None if no number does."""
    return known_assumptions()[REPEAT_DISTANCE].parameters["repeats"] if REPEAT_DISTANCE in taken else None


def races(run: Lockstep) -> bool:
    """Whether the two identities of a flag differ here: one source pipe raises one id for two pipes."""
    return run.flag_key == PAIR_KEY and len({(key[0], key[-1]) for key in run.keys}) < len(run.keys)


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
