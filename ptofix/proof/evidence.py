"""What each removed barrier kept apart, and what keeps it apart now.

The same exploration with one thing more in its states: the first barrier of `before` that a path has passed since `a`.
If it is gone, the conflicting accesses behind it are listed, as far as nothing but distance keeps them apart from `a`,
and up to the first that is ordered: what comes later on that path comes after that order too.
"""

from __future__ import annotations

from dataclasses import dataclass

from ptofix.program.program import Barrier
from ptofix.proof.explore import BIT, Fence, Flag, Lockstep, Meeting, Site, State, Taint
from ptofix.proof.product import AFTER, BEFORE

Chain = tuple[int, ...]


@dataclass(frozen=True)
class Evidence:
    """Why a pair is in order: by the statements `statements` (instructions, in order), or by `distance` repeats."""

    kind: str  # barrier, flags, internal-drain, repeat-distance, or "" for nothing
    statements: Chain = ()
    distance: int = 0


class Crediting(Lockstep):
    """Keeps in each state the first barrier of `before` that was passed since `a`, for each pipe that it orders.

    `drained` are the pipes of which one was passed, `credit` those that are gone in `after` (instruction and pipe).
    """

    def apply(self, op: Fence | Flag | Taint, own: int, state: State) -> State:
        after = super().apply(op, own, state)
        if not isinstance(op, Fence) or op.inside or not op.sides & BEFORE or not op.sources & own:
            return after
        gone = op.targets & ~state.drained if op.sides == BEFORE else 0
        credit = state.credit | {(op.node, bit) for bit in BIT.values() if bit & gone}
        return after._replace(credit=credit, drained=state.drained | op.targets)

    def is_over(self, site: Site, state: State) -> bool:
        ordered = state.ordered[1] & ~site.pipe | state.drained & site.pipe
        return not state.credit and not self.need[site.index] & ~ordered

    def accounted(self, state: State, later: Site) -> State:
        """Forget removed barriers once `later` stands behind another order: what follows it does so too."""
        far = self.safe_distance is not None and state.repeats[1] >= self.safe_distance
        if not state.credit or not (state.ordered[1] & later.pipe or far):
            return state
        return state._replace(credit=frozenset(entry for entry in state.credit if entry[1] != later.pipe))


def separated(run: Crediting) -> dict[int, dict[Meeting, list[Evidence]]]:
    """Per removed barrier (its instruction) the pairs it separated, each once, with all that orders it on some path."""
    found: dict[int, dict[tuple[Site, Site], Meeting]] = {}
    reasons: dict[tuple[int, Meeting], list[Evidence]] = {}
    for met in run.meetings():
        barriers = [node for node, pipe in sorted(met.state.credit) if pipe == met.later.pipe]
        if not barriers or run.holds(met, AFTER) == "disjoint":
            continue
        evidence = explain(run, met)
        for barrier in barriers:
            first = found.setdefault(barrier, {}).setdefault((met.earlier, met.later), met)
            known = reasons.setdefault((barrier, first), [])
            if evidence not in known:
                known.append(evidence)
    return {barrier: {met: reasons[barrier, met] for met in pairs.values()} for barrier, pairs in found.items()}


def explain(run: Lockstep, met: Meeting) -> Evidence:
    """What orders the pair in `after` on the path of `met`: that path once more, with reasons instead of bits."""
    held = run.holds(met, AFTER)
    if held == "distance":
        apart = run.repeats_apart(met.earlier.accesses[1], met.later.accesses[1])
        return Evidence("repeat-distance", distance=met.state.repeats[1] + (apart or 0))
    if held != "order":
        return Evidence("")
    chain = _replay(run, met)
    actions = [run.before.instructions[i].action for i in chain]
    if len(chain) > 1:
        return Evidence("flags", chain)
    return Evidence("barrier" if chain and isinstance(actions[0], Barrier) else "internal-drain", chain)


def _replay(run: Lockstep, met: Meeting) -> Chain:
    """The statements that put `met.later` behind `met.earlier`, the shortest chain where there are several."""
    own = met.earlier.pipe
    ordered: dict[int, Chain] = {}
    flags: dict[int, list[Chain | None]] = {
        key: [None] * (raised.bit_length() - 1) for key, raised in enumerate(met.start.flags[1]) if raised
    }
    started = False
    for place, node in enumerate(met.path):
        for op in run.ops[node]:
            if not started or isinstance(op, Site):
                started = started or op is met.earlier
                if place and op is met.later and place == len(met.path) - 1:
                    break
            elif isinstance(op, Taint):
                flags.clear()
            elif op.sides & AFTER:
                _step(op, node, own, ordered, flags)
    return ordered.get(met.later.pipe, ())


def _step(
    op: Fence | Flag, node: int, own: int, ordered: dict[int, Chain], flags: dict[int, list[Chain | None]]
) -> None:
    sources = op.sources if isinstance(op, Fence) else op.source
    reasons = [chain for bit, chain in ordered.items() if bit & sources]
    chain = () if own & sources else min(reasons, key=len, default=None)
    if isinstance(op, Flag):
        raised = flags.get(op.key)
        if raised is None:
            return
        if not op.targets:
            raised.append(None if chain is None else (*chain, node))
            return
        if not raised:
            return
        if op.racing and None in raised:
            raised[:] = [None] * len(raised)
        chain = raised.pop(0)
    if chain is not None:
        for bit in BIT.values():
            if bit & op.targets:
                ordered.setdefault(bit, (*chain, node))
