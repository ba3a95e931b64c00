"""Questions about one program: the pairs that nothing orders, and the pairs that one barrier keeps apart."""

from __future__ import annotations

from ptofix.evidence.grade import DEFAULT_GRADE, Grade
from ptofix.program.program import Program
from ptofix.proof.accesses import GLOBAL
from ptofix.proof.certificate import Pair, pairs_of
from ptofix.proof.check import AcceptedEvidence, checked_assumptions, threshold
from ptofix.proof.evidence import Crediting, separated
from ptofix.proof.explore import PAIR_KEY, Lockstep
from ptofix.proof.product import AFTER, BEFORE, BOTH, alone
from ptofix.proof.states import Meeting
from ptofix.proof.verdict import Witness
from ptofix.proof.witness import witness


def unordered_pairs(
    program: Program,
    model: str = "default",
    flag_key: str = PAIR_KEY,
    assumptions: frozenset[str] | None = None,
    evidence: Grade = DEFAULT_GRADE,
) -> list[Witness]:
    """The pairs that conflict in on-chip memory and that nothing orders, each with the first path found."""
    taken = checked_assumptions(model, assumptions)
    sides = [BOTH] * len(program.instructions)
    run = Lockstep(program, program, sides, model, flag_key, threshold(taken, AcceptedEvidence(evidence)))
    made = alone(program)
    found: dict[object, list[Meeting]] = {}
    for met in run.meetings():
        if not run.holds(met, AFTER):
            found.setdefault((met.earlier, met.later), []).append(met)
    witnesses = [witness(run, mets, made) for mets in found.values()]
    return [w for w in witnesses if not all(o.region.memory == GLOBAL for o in w.obligations)]


def pairs_separated(
    program: Program,
    barrier: int,
    removed: frozenset[int] = frozenset(),
    model: str = "default",
    assumptions: frozenset[str] | None = None,
    evidence: Grade = DEFAULT_GRADE,
) -> list[Pair]:
    """The pairs that instruction `barrier` keeps apart and what would order them without it, and without `removed`.

    A pair that nothing else orders on some path has an order of kind "". Lines are those of the program's text.
    """
    taken = checked_assumptions(model, assumptions)
    sides = [BEFORE if i == barrier or i in removed else BOTH for i in range(len(program.instructions))]
    run = Crediting(program, program, sides, model, PAIR_KEY, threshold(taken, AcceptedEvidence(evidence)))
    return pairs_of(run, separated(run).get(barrier, []), alone(program))
