"""What is not known to hold, and may: a proof must hold either way.

Where it is not known whether something orders, it orders in both texts or in neither. Left out of both it is missing
from `after`, as it should be; but then it takes nothing away from `before` either, and an order that depends on it
would be lost unseen. So the texts are compared once more for each combination of such facts, as if these held. What is
lost only then is not refuted but undecided.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import chain, product

from ptofix.evidence.assumptions import BARRIER_BEFORE_SIGNAL, BY_DISTANCE, GRADED, assumptions
from ptofix.evidence.grade import Grade
from ptofix.proof.explore import Doubtful, Lockstep
from ptofix.proof.grades import AcceptedDistance
from ptofix.proof.product import AFTER, BEFORE, BOTH
from ptofix.proof.states import WorkSite

Reading = tuple[Lockstep, str]
"""The texts as if more held, and what that is, in words."""


def readings(run: Lockstep) -> Iterator[Reading]:
    """All that are not `run` itself."""
    apart = frozenset(key for _, key in run.changed_unreliably)
    models = [run.model, *(["strict"] if run.model == "ops" else [])]
    signals = [run.barriers_hold_signals, *([True] if run.signals and not run.barriers_hold_signals else [])]
    differ = run.before is not run.after and run.model == "default"  # to the other models no distance means anything
    distances = [run.safe_distance, *([most_distant()] if differ else [])]
    for model, signal, distance in product(models, signals, distances):
        doubtful = as_if(run, model, signal, distance, None).doubtful
        granted = (doubtful or NOTHING)._replace(apart=apart)
        if (model, signal, distance) != (run.model, run.barriers_hold_signals, run.safe_distance):
            words = [
                *(["the drains inside of ops"] if model != run.model else []),
                *([BARRIER_BEFORE_SIGNAL] if signal != run.barriers_hold_signals else []),
                *(sorted(GRADED) if distance != run.safe_distance else []),
            ]
            yield as_if(run, model, signal, distance, granted), f"if {' and '.join(words)} counted"
        elif doubtful is not None or run.before is not run.after:
            yield (
                as_if(run, model, signal, distance, granted),
                "if what is not reliable ordered all it could",
            )


NOTHING = Doubtful(frozenset(), frozenset())


Work = tuple[int, int]
"""An instruction, and the pipe of its work (as BIT has it)."""


def may_be_kept(run: Lockstep, lost: Collection[tuple[Work, Work]]) -> set[tuple[Work, Work]]:
    """Of the pairs `lost` those that `after` orders if unreliable flags order all they could.

    `after` is on both sides here: on the first what is not reliable orders.
    """
    if not lost:
        return set()
    sides = [BOTH if side & AFTER else 0 for side in run.sides]

    def alone(granted: Doubtful | None) -> Lockstep:
        signals = run.barriers_hold_signals
        known = (run.model, run.flag_key, run.safe_distance, run.distinct, signals)
        return Lockstep(run.after, run.after, sides, *known, granted=granted)

    doubtful = alone(None).doubtful
    if doubtful is None or not doubtful.keys:
        return set()
    ordering = alone(Doubtful(doubtful.keys, frozenset(), doubtful.keys, always=True))
    starts = {earlier for earlier, _ in lost}

    def work(site: WorkSite) -> Work:
        return ordering.instruction[site.node], site.pipe

    met = chain.from_iterable(ordering.meetings_of(site) for site in ordering.sites if work(site) in starts)
    return {*lost} - {(work(one.earlier), work(one.later)) for one in met if not ordering.holds(one, BEFORE)}


def as_if(
    run: Lockstep, model: str, signal: bool, distance: AcceptedDistance | None, granted: Doubtful | None
) -> Lockstep:
    """The two programs of `run` under something else."""
    if granted is None and model == run.model:
        return run
    return Lockstep(
        run.before, run.after, run.sides, model, run.flag_key, distance, run.distinct, signal, granted=granted
    )


def most_distant() -> AcceptedDistance:
    """All that repeats could keep apart."""
    most = max(assumptions()[name].parameters["repeats"] for name in BY_DISTANCE)
    return AcceptedDistance(most, Grade.EXTRAPOLATED, taken=GRADED)
