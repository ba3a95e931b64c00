"""Where only barriers of single pipes differ, few accesses can lose an order: find those that may, without flags.

`pipe_barrier(P)` orders work of P with work of P and nothing else, and its order is worth nothing to a flag: a raise by
P covers the work of P before it anyway. So flags, and the orders that they make, are the same on both sides, and only
pairs with both ends on P can be lost. For such a pair it is enough to know of a path whether it passed a barrier that
`after` lacks; it ends where `after` orders P. Orders that flags make are left out, those
inside of ops that depend on what names a flag too: that can only add to what is found.
What is found here is explored in full (`explore.py`); what is not found has lost nothing, whatever a flag is known by.

Behind a barrier that is gone, an access leaves the rest of its way to the next one that does the same in a straight
run. What that one still meets, it meets with fewer repeats between, and what keeps it apart there keeps the earlier one
apart, too: what leads on from the one leads on from the other. So it is followed as if a barrier that is gone stood
before it, and if it loses nothing, the earlier one does not either; else the earlier one is followed on all of its way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import NamedTuple

from msgspec import Struct

from ptofix.hardware.pipe import Pipe
from ptofix.program.program import Barrier
from ptofix.proof.explore import Lockstep
from ptofix.proof.grades import only_way
from ptofix.proof.product import AFTER, BEFORE, BOTH
from ptofix.proof.states import BIT, Fence, Flag, WorkSite


class _Event(Enum):
    GONE = "a barrier that only `before` has"
    ORDER = "something in `after` that orders the pipe with itself"
    OTHER = "something that orders another pipe after it, which may order it in turn"


def only_barriers_differ(run: Lockstep) -> bool:
    """Whether the lemma applies: the programs are one but for barriers of single pipes, none before a signal."""
    actions = [i.action for i, side in zip(run.before.instructions, run.sides) if side != BOTH]
    one_pipe = all(isinstance(a, Barrier) and a.pipe != Pipe.ALL for a in actions)
    return run.before is run.after and not run.signals and one_pipe


class _State(NamedTuple):
    """Of a path: whether it passed a barrier that is `gone`, its repeats, and whether nothing on it was left out."""

    gone: bool
    repeats: int
    plain: bool


class Knowledge(Struct):
    """`by_distance`: the assumptions on which some order surely rests now. That need not be found out again."""

    by_distance: frozenset[str] = frozenset()


def suspects(run: Lockstep, known: Knowledge) -> Iterator[WorkSite]:
    """The accesses that may have lost an order, or may be the first to rest on repeats now.

    `only_barriers_differ` must hold. The walk adds to what is `known`, and the caller may between two accesses.
    """
    gone = [op.sources for ops in run.ops for op in ops if isinstance(op, Fence) and op.sides == BEFORE]
    for pipe in BIT.values():
        if pipe in gone and pipe != BIT[Pipe.S]:  # the scalar unit keeps its order without barriers
            walk = _Walk(run, pipe, known)
            yield from (site for site in run.sites if site.pipe == pipe and walk.may_lose(site))


class _Walk:
    """All walks from accesses on one pipe."""

    def __init__(self, run: Lockstep, pipe: int, known: Knowledge) -> None:
        self.run, self.pipe, self.known = run, pipe, known
        self.events = [[event for op in ops for event in self.events_of(op)] for ops in run.ops]
        safe = run.safe_distance if pipe == BIT[Pipe.V] else None
        self.far = safe.repeats if safe is not None else None
        self.far_is_enough = safe is not None and safe.alone
        self.ahead: dict[int, list[int]] = {}
        self.left_to: dict[WorkSite, set[WorkSite] | None] = {}  # behind a barrier that is gone
        self.clear = set[WorkSite]()
        self.doomed = self.before_a_gone_barrier()

    @property
    def all_known(self) -> bool:
        """Whether all assumptions on which an order could rest are known to be needed."""
        safe = self.run.safe_distance
        return safe is not None and safe.taken <= self.known.by_distance

    def events_of(self, op: object) -> Iterator[WorkSite | _Event]:
        if isinstance(op, WorkSite):
            if op.pipe == self.pipe:
                yield op
        elif isinstance(op, Fence) and op.sources & self.pipe and op.targets & self.pipe and not op.racing:
            yield _Event.ORDER if op.sides & AFTER else _Event.GONE
        elif (isinstance(op, Fence) and op.sources & self.pipe) or (
            isinstance(op, Flag) and op.targets and op.source & self.pipe
        ):
            yield _Event.OTHER

    def before_a_gone_barrier(self) -> set[int]:
        """The nodes from which a barrier that is removed can be reached before `after` has an order of the pipe."""
        predecessors = self.run.predecessors
        first = [next((e for e in events if e in (_Event.GONE, _Event.ORDER)), None) for events in self.events]
        pending = [node for node, event in enumerate(first) if event is _Event.GONE]
        found = set(pending)
        while pending:
            for node in predecessors[pending.pop()]:
                if node not in found and first[node] is None:
                    found.add(node)
                    pending.append(node)
        return found

    def next_events(self, node: int) -> list[int]:
        """The nodes with events that can be reached without passing another."""
        known = self.ahead.get(node)
        if known is None:
            seen, pending, known = set[int](), list(self.run.successors[node]), list[int]()
            while pending:
                successor = pending.pop()
                if successor not in seen:
                    seen.add(successor)
                    if self.events[successor]:
                        known.append(successor)
                    else:
                        pending += self.run.successors[successor]
            self.ahead[node] = known
        return known

    def may_lose(self, site: WorkSite) -> bool:
        """Whether the site may lose an order on some path; what it leaves to others is asked of these first."""
        start = _State(False, 0, True)
        others = self.walk_from(site, start)
        if others is None:
            return True
        return not self.lose_nothing(others) and self.walk_from(site, start, alone=True) is None

    def lose_nothing(self, others: Iterable[WorkSite]) -> bool:
        """Whether these lose nothing, nor do those to whom they leave the rest, if a barrier were gone before each."""
        pending, seen = [*others], set[WorkSite]()
        while pending:
            site = pending.pop()
            if site in seen or site in self.clear:
                continue
            seen.add(site)
            if site not in self.left_to:
                self.left_to[site] = self.walk_from(site, _State(True, 0, False))
            left = self.left_to[site]
            if left is None:
                return False
            pending += left
        self.clear |= seen
        return True

    def walk_from(self, site: WorkSite, start: _State, alone: bool = False) -> set[WorkSite] | None:
        """Walk every path from `site`: to whom the rest of some was left, to nobody if `alone`; None: it may lose."""
        others = set[WorkSite]()
        node = site.node
        events = self.events[node]
        left = None if alone else others
        behind = self.walk(site, events[events.index(site) + 1 :], start, left)
        if isinstance(behind, bool):
            return None if behind else others
        pending = [(successor, behind) for successor in self.next_events(node)]
        seen = set(pending)
        while pending:
            node, state = pending.pop()
            if not state.gone and node not in self.doomed:
                continue
            self.run.count()
            behind = self.walk(site, self.events[node], state, left)
            if behind is True:
                return None
            if behind is False:
                continue
            for successor in self.next_events(node):
                following = (successor, behind)
                if following not in seen:
                    seen.add(following)
                    pending.append(following)
        return others

    def walk(
        self, site: WorkSite, events: list[WorkSite | _Event], state: _State, others: set[WorkSite] | None
    ) -> _State | bool:
        """The state after `events`; True where an order may be lost, False where the walk is over."""
        gone, repeats, plain = state
        run, far = self.run, self.far
        for event in events:
            if isinstance(event, WorkSite):
                if gone:
                    held = run.pairs.holds_apart(site, event, AFTER, repeats)
                    if not held:
                        return True
                    if held == "distance" and not self.all_known:
                        known = run.pairs.support(site, event, AFTER, repeats)
                        if known is None or (not plain and not known.rests_on <= self.known.by_distance):
                            return True
                        self.known.by_distance |= known.rests_on
                    if others is not None and self.is_alike(event, site):
                        others.add(event)
                        return False
                if far is not None:
                    repeats = min(far, repeats + event.repeats[0])
            elif event is _Event.ORDER:
                return False
            elif event is _Event.GONE:
                gone = True
            else:
                plain = False
        if self.far_is_enough and repeats == far and self.all_known and not site.opaque:
            return False  # whatever comes is far enough away, and that this is needed is known
        return _State(gone, repeats, plain or self.all_known)

    def is_alike(self, later: WorkSite, site: WorkSite) -> bool:
        """Whether `later` does what `site` does, after it in a straight run."""
        if later.accesses[1] is not site.accesses[1]:
            return False
        program, nodes = self.run.after, [self.run.instruction[one.node] for one in (site, later)]
        first, then = (program.instructions[node] for node in nodes)
        same = self.run.pairs.number(first.action) == self.run.pairs.number(then.action) and first.rounds == then.rounds
        return same and only_way(program, *nodes) is not None
