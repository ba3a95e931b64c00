"""What each removed barrier kept apart, and what keeps it apart now.

The same exploration with one thing more in its states: the first barrier of `before` that a path has passed since `a`.
If it is removed, the conflicting accesses after it are listed that nothing but distance keeps apart from `a`,
and up to the first that is ordered: what comes later on that path comes after that order too.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from ptofix.evidence.assumptions import ACCUMULATOR_DISTANCE, REPEAT_DISTANCE
from ptofix.program.program import Barrier
from ptofix.proof.accumulators import blocks_apart
from ptofix.proof.explore import Lockstep
from ptofix.proof.product import AFTER, BEFORE
from ptofix.proof.states import (
    ALL_PIPES,
    BIT,
    SIGNALS,
    Fence,
    Flag,
    Meeting,
    PathState,
    Synchronisation,
    Taint,
    TurnEnd,
    WorkSite,
)

Chain = tuple[int, ...]


class Evidence(Struct, frozen=True):
    """Why a pair is in order: by the statements `statements` (instructions, in order), or by `distance`.

    That is in repeats, or in blocks of an accumulator. `grade` is what supports the distance.
    """

    kind: str  # barrier, flags, internal-drain, unit-flag, repeat-distance, read-before-write,
    # accumulator-distance, ""
    statements: Chain = ()
    distance: int = 0
    grade: str = ""


class Crediting(Lockstep):
    """Keeps in each state the first barrier of `before` that was passed since `a`, for each pipe that it orders.

    `drained` are the pipes of which one was passed, `credit` those that are removed in `after` (instruction and pipe).
    """

    def __post_init__(self) -> None:
        super().__post_init__()
        gone = [op for ops in self.ops for op in ops if isinstance(op, Fence) and op.sides == BEFORE]
        self.all_pipes = any(op.targets == ALL_PIPES for op in gone)
        self.leading = {bit: self.leading_to_gone(bit) for bit in BIT.values()}

    def leading_to_gone(self, pipe: int) -> set[int]:
        """The nodes on the way to a removed barrier, with none of `before` between that takes all the credit."""
        fences = [next((op for op in ops if isinstance(op, Fence) and self.drains(op, pipe)), None) for ops in self.ops]
        found = {node for node, fence in enumerate(fences) if fence is not None and fence.sides == BEFORE}
        pending = list(found)
        while pending:
            for node in self.predecessors[pending.pop()]:
                fence = fences[node]
                if node not in found and (fence is None or self.credited(pipe) & ~fence.targets):
                    found.add(node)
                    pending.append(node)
        return found

    def meetings(self) -> Iterator[Meeting]:
        """Of the accesses that a barrier which is removed may come after."""
        for site in self.sites:
            if not self.leading[site.pipe].isdisjoint((site.node, *self.successors[site.node])):
                yield from self.meetings_of(site)

    def credited(self, own: int) -> int:
        """The pipes that a barrier that is removed may have ordered."""
        return ALL_PIPES if self.all_pipes else own

    @staticmethod
    def drains(op: Fence, own: int) -> bool:
        return not op.inside and bool(op.sides & BEFORE) and bool(op.sources & own)

    def apply(self, op: Synchronisation, own: int, state: PathState) -> PathState:
        after = super().apply(op, own, state)
        if not isinstance(op, Fence) or not self.drains(op, own):
            return after
        gone = op.targets & ~state.drained if op.sides == BEFORE else 0
        credit = state.credit | {(op.node, bit) for bit in BIT.values() if bit & gone}
        return after._replace(credit=credit, drained=state.drained | op.targets)

    def is_over(self, site: WorkSite, node: int, state: PathState, need: int) -> bool:
        """Whether no barrier gets credit from here on: one of `before` took it all, or none that is removed comes."""
        del need
        left = self.credited(site.pipe) & ~state.drained
        return not state.credit and (not left or node not in self.leading[site.pipe])

    def accounted(self, state: PathState, later: WorkSite) -> PathState:
        """Forget removed barriers once `later` is after another order: what follows it does so too."""
        safe = self.safe_distance
        far = safe is not None and safe.alone and state.repeats[1] >= safe.repeats
        if not state.credit or not (state.ordered[1] & later.pipe or far):
            return state
        return state._replace(credit=frozenset(entry for entry in state.credit if entry[1] != later.pipe))


def separated(run: Crediting) -> dict[int, list[tuple[Meeting, list[Evidence]]]]:
    """Per removed barrier (its instruction) the pairs it separated, each once, with all that orders it on some path."""
    found: dict[int, dict[tuple[WorkSite, WorkSite], tuple[Meeting, list[Evidence]]]] = {}
    for met in run.meetings():
        barriers = [node for node, pipe in sorted(met.state.credit) if pipe == met.later.pipe]
        if not barriers or run.holds(met, AFTER) == "disjoint":
            continue
        if not run.holds(met, AFTER) and run.pairs.arguments_keep_apart(met.earlier, met.later):
            continue
        evidence = explain(run, met)
        for barrier in barriers:
            _, reasons = found.setdefault(barrier, {}).setdefault((met.earlier, met.later), (met, []))
            if evidence not in reasons:
                reasons.append(evidence)
    return {barrier: list(pairs.values()) for barrier, pairs in found.items()}


def explain(run: Lockstep, met: Meeting) -> Evidence:
    """What orders the pair in `after` on the path of `met`: that path once more, with reasons instead of bits."""
    held = run.holds(met, AFTER)
    if held == "distance":
        apart = run.pairs.repeats_apart(met.earlier.accesses[1], met.later.accesses[1])
        known = run.pairs.support(met.earlier, met.later, AFTER, met.state.repeats[1])
        assert known is not None
        if ACCUMULATOR_DISTANCE in known.rests_on:
            return Evidence("accumulator-distance", distance=_blocks(run, met), grade=str(known.grade))
        kind = "repeat-distance" if REPEAT_DISTANCE in known.rests_on else "read-before-write"
        return Evidence(kind, distance=met.state.repeats[1] + (apart or 0), grade=str(known.grade))
    if held == "turn":
        return Evidence("unit-flag")
    if held not in ("order", "signal"):
        return Evidence("")
    chain = _replay(run, met, SIGNALS if held == "signal" else met.later.pipe)
    if len(chain) > 1:
        return Evidence("flags", chain)
    barrier = bool(chain) and isinstance(run.before.instructions[chain[0]].action, Barrier)
    return Evidence("barrier" if barrier else "internal-drain", chain)


def _blocks(run: Lockstep, met: Meeting) -> int:
    first, then = (run.after.instructions[run.instruction[site.node]].action for site in (met.earlier, met.later))
    return blocks_apart(first, then, (met.earlier.accesses[1], met.later.accesses[1]))


def _replay(run: Lockstep, met: Meeting, pipe: int) -> Chain:
    """The statements that put work on `pipe` after `met.earlier`, the shortest chain where there are several."""
    own = met.earlier.pipe
    start, nodes = met.path()
    ordered: dict[int, Chain] = {}
    flags: dict[int, list[Chain | None]] = {
        key: [None] * (raised.bit_length() - 1) for key, raised in enumerate(start.flags[1]) if raised
    }
    started = False
    for place, node in enumerate(nodes):
        for op in run.ops[node]:
            if not started or isinstance(op, (WorkSite, TurnEnd)):
                started = started or op is met.earlier
                if place and op is met.later and place == len(nodes) - 1:
                    break
            elif isinstance(op, Taint):
                flags.clear()
            elif op.sides & AFTER:
                _step(op, run.instruction[node], own, ordered, flags)
    return ordered.get(pipe, ())


def _step(
    op: Fence | Flag, node: int, own: int, ordered: dict[int, Chain], flags: dict[int, list[Chain | None]]
) -> None:
    if isinstance(op, Fence) and any(flags.get(key) != [] for key in op.spoilers):
        return
    sources = op.sources if isinstance(op, Fence) else op.source
    reasons = [chain for bit, chain in ordered.items() if bit & sources]
    chain = () if own & sources else min(reasons, key=len, default=None)
    if isinstance(op, Fence) and own & sources and not op.inside:
        ordered.setdefault(SIGNALS, (node,))
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
