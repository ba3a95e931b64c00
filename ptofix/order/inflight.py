"""Order on one pipe: which earlier sites of a pipe may still be in flight when a later one starts, barrier by barrier.

A pipe starts its work in order, but a later site may start before an earlier one is done (except on S), until a drain:
a `pipe_barrier` of the pipe or of all pipes, a drain inside an op, or a chain of flags through another pipe and back
(`CrossOrder.keep`). A state maps each site in flight to the fewest vector repeats that were started since, up to the
threshold; under an assumption of a safe distance (see `SafeDistance`) a site further away than that is forgotten,
if the assumption alone is enough.

Barriers are *removed* one by one: `conflicts_without` tells what a barrier alone keeps apart, on every path that leads
through it, and `remove` commits. A pair that is in flight together on some other path already is no excuse.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, reduce
from operator import or_

from msgspec import Struct
from msgspec.structs import replace

from ptofix.evidence.pairs import Support
from ptofix.hardware.pipe import Pipe
from ptofix.order.cross import CrossOrder
from ptofix.order.effects import Effects, Hazard, Site, Steps
from ptofix.order.grades import Grading, SafeDistance
from ptofix.program.program import Barrier, Program

InFlight = dict[int, int]  # site index → fewest repeats started since


class _Node(Struct, frozen=True):
    """What one form of an instruction does on the pipe.

    Sites before its first drain, sites left after, whether it drains.
    """

    heads: tuple[Site, ...]
    tails: tuple[Site, ...]
    drains: bool
    repeats: int
    keep: int
    head_conflicts: int


class PipeOrder(Struct, dict=True):
    """The in-flight states of one pipe of a program, under a set of barriers that shrinks and grows.

    `successors` lead from each instruction to the next ones that may change a state, or where paths part: what lies
    between does nothing on the pipe.
    """

    effects: Effects
    pipe: Pipe
    safe_distance: SafeDistance
    barriers: set[int]  # instructions that are `pipe_barrier(pipe)` and still there
    nodes: list[tuple[_Node, ...]]  # per instruction, one for each form of it
    successors: list[list[int]]
    grading: Grading

    @cached_property
    def states(self) -> list[InFlight | None]:
        """What is in flight before each instruction, with the barriers that are there; None if never reached."""
        return self._solved({})

    @cached_property
    def deciding(self) -> list[InFlight | None]:
        """The same without the sites that a later one speaks for: if these meet nothing unsafe, neither do those."""
        return self._solved(self._spoken_for)

    @cached_property
    def _spoken_for(self) -> dict[int, list[int]]:
        """Per site, those before it that are safe wherever it is safe, and no longer in flight than it is."""
        conflicts = self.effects.conflicts
        repeated = ((earlier, later.index) for earlier, later in self.grading.repetitions(self.pipe))
        alike = [(earlier, later) for earlier, later in repeated if conflicts[earlier.index] == conflicts[later]]
        as_long: dict[int, int] = {}  # by how many sites the two are apart, the earlier ones
        for earlier, later in alike:
            apart = later - earlier.index
            as_long[apart] = as_long.get(apart, 0) | earlier.bit
        for keep in {node.keep for forms in self.nodes for node in forms} - {-1}:
            for apart in as_long:
                as_long[apart] &= ~keep | keep >> apart  # gone, or the later one is still there
        found: dict[int, list[int]] = {}
        for earlier, later in alike:
            if as_long[later - earlier.index] >> earlier.index & 1:
                found.setdefault(later, []).append(earlier.index)
        return found

    def _solved(self, spoken_for: Mapping[int, list[int]]) -> list[InFlight | None]:
        states: list[InFlight | None] = [None] * len(self.nodes)
        states[0] = {}
        self._propagate([0], states, spoken_for)
        return states

    def is_safe(self, repeats_between: int, earlier: Site, later: Site) -> bool:
        """Whether distance alone keeps two conflicting sites apart."""
        return self.grading.is_safe(self.safe_distance, repeats_between, earlier, later)

    def support(self, repeats_between: int, earlier: Site, later: Site) -> Support | None:
        """What keeps two conflicting sites apart by distance alone, whatever its grade; None if nothing does."""
        return self.grading.support(self.safe_distance, repeats_between, earlier, later)

    def drains(self, index: int) -> bool:
        """Whether instruction `index` drains the pipe inside, in every form of it."""
        return all(node.drains for node in self.nodes[index])

    def hazards(self) -> Iterator[Hazard]:
        """Pairs on the pipe that nothing keeps apart."""
        if not any(True for index, state in enumerate(self.deciding) if state for _ in self.meet(index, state)):
            return
        for index, state in enumerate(self.states):
            if state:
                yield from (hazard for hazard, _ in self.meet(index, state))

    def conflicts_without(self, barrier: int, every: bool = True) -> Iterator[tuple[Hazard, int]]:
        """Pairs, with repeats between them, that would be in flight together if `barrier` were gone.

        The first of them are soon found, all of them may take long; not `every` one: those that decide.
        """
        state = (self.states if every else self.deciding)[barrier]
        found = set[tuple[int, int]]()
        for node, flying in self._flood(barrier, state) if state else ():
            for hazard, between in self.meet(node, flying):
                pair = hazard.earlier.index, hazard.later.index
                if pair not in found:
                    found.add(pair)
                    yield hazard, between

    def closest_without(self, barrier: int, every: bool = True) -> list[tuple[Hazard, int]]:
        """The same pairs, each with the fewest repeats between them."""
        state = (self.states if every else self.deciding)[barrier]
        found: dict[tuple[int, int], tuple[Hazard, int]] = {}
        for node, flying in self._flood(barrier, state) if state else ():
            for hazard, between in self.meet(node, flying):
                pair = hazard.earlier.index, hazard.later.index
                if pair not in found or between < found[pair][1]:
                    found[pair] = hazard, between
        return list(found.values())

    def is_redundant(self, barrier: int) -> bool:
        """Whether nothing at all needs `barrier`. Stops at the first pair that does."""
        state = self.deciding[barrier]
        if not state:
            return True
        return not any(True for node, flying in self._flood(barrier, state) for _ in self.meet(node, flying))

    def remove(self, barrier: int) -> None:
        """Take `barrier` away and bring the states up to date."""
        self.barriers.discard(barrier)
        for name, spoken_for in (("states", {}), ("deciding", self._spoken_for)):
            states = self.__dict__.get(name)
            if states is not None and states[barrier] is not None:
                self._propagate([barrier], states, spoken_for)

    # ---- solving ----

    def _propagate(
        self, starts: Iterable[int], states: list[InFlight | None], spoken_for: Mapping[int, list[int]]
    ) -> None:
        pending = deque(starts)
        queued = set(pending)
        while pending:
            index = pending.popleft()
            queued.discard(index)
            state = states[index]
            assert state is not None
            after, successors = self.after(index, state), self.successors[index]
            for node in self.nodes[index] if spoken_for else ():
                for site in node.tails:
                    for earlier in spoken_for.get(site.index, ()):
                        after.pop(earlier, None)
            for successor in successors:
                known = states[successor]
                if known is None:
                    states[successor] = after if len(successors) == 1 else dict(after)
                elif not join(known, after):
                    continue
                if successor not in queued:
                    pending.append(successor)
                    queued.add(successor)

    def _flood(self, barrier: int, state: InFlight) -> Iterator[tuple[int, InFlight]]:
        """Every instruction that `state` reaches from after `barrier`, with what is new there each time.

        Copies of one statement go together: what a copy lets through may meet the next one.
        """
        gone = self.effects.program.copies_of(barrier)
        seen: dict[int, InFlight] = {}
        pending = deque((successor, state) for successor in self.successors[barrier])
        while pending:
            index, flying = pending.popleft()
            news = _news(seen.setdefault(index, {}), flying)
            if not news:
                continue
            yield index, news
            if index in gone:
                after = news
            else:
                after = self.pass_all(index, news)
            if after:
                pending.extend((successor, after) for successor in self.successors[index])

    def after(self, index: int, state: InFlight) -> InFlight:
        """What is in flight after instruction `index`."""
        after = self.pass_all(index, state)
        for node in self.nodes[index]:
            for site in node.tails:
                after[site.index] = 0
        return after

    def is_idle(self, index: int) -> bool:
        """Whether instruction `index` has nothing to do with the pipe, and is no barrier of it."""
        return self.nodes[index] is _IDLE and index not in self.barriers

    def pass_on(self, index: int, site: int, repeats: int) -> int | None:
        """The repeats since a site in flight after instruction `index`; None if it is in flight no more."""
        return self.pass_all(index, {site: repeats}).get(site)

    def pass_all(self, index: int, state: InFlight) -> InFlight:
        """What of `state` is still in flight after instruction `index`."""
        after: InFlight | None = None
        for node in self.nodes[index]:
            left = self._pass_form(index, node, state)
            if after is None:
                after = left
            else:
                join(after, left)
        assert after is not None
        return after

    def _pass_form(self, index: int, node: _Node, state: InFlight) -> InFlight:
        if node.drains or index in self.barriers:
            return {}
        after = state
        if node.keep != -1 and after:
            after = {site: between for site, between in after.items() if node.keep >> site & 1}
        if node.repeats and self.safe_distance.repeats is not None:
            return self._started(after, node.repeats)
        return dict(after)

    def _started(self, state: InFlight, repeats: int) -> InFlight:
        """`state` once that many repeats more were started. What is not understood never gets far enough away."""
        after = {}
        enough = self.safe_distance.repeats or 0
        for site, between in state.items():
            if self.effects.sites[site].opaque:
                after[site] = between
            elif not self.safe_distance.forgets(between + repeats):
                after[site] = min(between + repeats, enough)  # more than enough makes no difference
        return after

    def meet(self, instruction: int, state: InFlight) -> Iterator[tuple[Hazard, int]]:
        """Pairs of a site in `state` and one at the head of the instruction that conflict and are not safe."""
        sites = self.effects.sites
        for node in self.nodes[instruction]:
            if not node.heads:
                continue
            conflicts = node.head_conflicts
            for index, between in state.items():
                if conflicts >> index & 1:
                    earlier = sites[index]
                    for later in node.heads:
                        meets = self.effects.conflicts[later.index] >> index & 1
                        if meets and not self.is_safe(between, earlier, later):
                            yield Hazard(earlier, later), between


def pipe_order(effects: Effects, cross: CrossOrder, pipe: Pipe, safe: SafeDistance, grading: Grading) -> PipeOrder:
    """The order on `pipe`, with all of its barriers in place."""
    nodes: list[tuple[_Node, ...]] = [_IDLE] * len(effects.forms)
    met = _met_on(effects, pipe)
    busy = effects.signals | effects.drains | {site.instruction.index for site in effects.of(effects.on_pipe[pipe])}
    for instruction, forms in zip(effects.program.instructions, effects.forms):
        index, action = instruction.index, instruction.action
        keep = cross.keep[index].get(pipe, -1)
        if pipe == Pipe.M:
            keep &= ~effects.settled.get(index, 0)
        if index in busy or keep != -1:
            drains_all = isinstance(action, Barrier) and action.pipe == Pipe.ALL
            found = tuple([_node(effects, pipe, steps, drains_all, keep, met) for steps in forms])
            nodes[index] = found if any(node is not _PASSES_ALL for node in found) else _IDLE
    barriers = _barriers_of(effects.program, pipe)
    return PipeOrder(effects, pipe, safe, barriers, nodes, _past_idle(effects.program, nodes, barriers), grading)


def with_other_distance(order: PipeOrder, safe: SafeDistance) -> PipeOrder:
    """The same order under another safe distance, with all of its barriers in place."""
    other = replace(order, safe_distance=safe, barriers=_barriers_of(order.effects.program, order.pipe))
    other._spoken_for = order._spoken_for
    return other


def _barriers_of(program: Program, pipe: Pipe) -> set[int]:
    return {i.index for i in program.instructions if isinstance(i.action, Barrier) and i.action.pipe == pipe}


def _met_on(effects: Effects, pipe: Pipe) -> int:
    """The sites that some work of the pipe conflicts with; all of them where repeats are counted, or a signal is given.

    A pipe that nothing waits for would have all its work in flight at every later instruction.
    """
    sites = [site for site in effects.sites if site.pipe == pipe]
    if effects.signals or any(site.repeats for site in sites):
        return -1
    return reduce(or_, (effects.conflicts[site.index] for site in sites), 0)


def _past_idle(program: Program, nodes: list[tuple[_Node, ...]], barriers: set[int]) -> list[list[int]]:
    """Per instruction its successors, or where control goes on after those that do nothing on the pipe."""
    ahead = list(range(len(nodes)))
    for instruction in reversed(program.instructions):
        index, successors = instruction.index, instruction.successors
        if nodes[index] is _IDLE and index not in barriers and len(successors) == 1 and successors[0] > index:
            ahead[index] = ahead[successors[0]]
    return [
        [ahead[i.successors[0]]] if len(i.successors) == 1 else list(dict.fromkeys([ahead[s] for s in i.successors]))
        for i in program.instructions
    ]


_PASSES_ALL = _Node((), (), False, 0, -1, 0)
_IDLE: tuple[_Node, ...] = (_PASSES_ALL,)


def _node(effects: Effects, pipe: Pipe, steps: Steps, drains: bool, keep: int, met: int) -> _Node:
    if pipe == Pipe.S:
        return _PASSES_ALL  # the scalar unit does its work in program order
    heads: list[Site] = []
    tails: list[Site] = []
    repeats = 0
    for step in steps:
        if isinstance(step, Site):
            if step.pipe == pipe:
                repeats += step.repeats
                if met >> step.index & 1:
                    tails.append(step)
            if not drains and (step.pipe == pipe or _tells(step)):
                heads.append(step)  # a signal, too: a barrier of the pipe may be what it comes behind
        elif step.drains(pipe):
            drains = True
            tails.clear()
    if not (heads or tails or drains) and keep == -1:
        return _PASSES_ALL  # all of it is on other pipes
    head_conflicts = 0
    for site in heads:
        head_conflicts |= effects.conflicts[site.index]
    return _Node(tuple(heads), tuple(tails), drains, repeats, keep, head_conflicts)


def _tells(site: Site) -> bool:
    """Whether the scalar unit gives a signal there."""
    return site.pipe == Pipe.S and any(touch.signal for touch in site.footprints)


def join(known: InFlight, more: InFlight) -> bool:
    """Join into `known`, each site at its fewest repeats; whether that changed anything."""
    changed = False
    for site, between in more.items():
        if known.get(site, between + 1) > between:
            known[site] = between
            changed = True
    return changed


def _news(seen: InFlight, state: InFlight) -> InFlight:
    news = {site: between for site, between in state.items() if seen.get(site, between + 1) > between}
    seen.update(news)
    return news
