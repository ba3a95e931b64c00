"""All accesses at once: those that reach another one out of order, which are then explored one by one.

A state says what is known of an access `a`, and how it goes on depends on the pipe of `a` alone. So all accesses on
one pipe are followed together, with the set of those that a state is about. No states are united. What is not found
reaches nothing that `after` does not order; what is found is explored in full (`explore.py`), path by path.
"""

from __future__ import annotations

from functools import cache, reduce
from heapq import heappop, heappush
from operator import or_

from ptofix.proof.explore import Lockstep
from ptofix.proof.states import PathState, WorkSite

States = dict[PathState, int]
"""With the accesses that each is about, a bit for each."""


def open_sites(run: Lockstep, as_before: bool = False) -> list[WorkSite]:
    """The accesses that reach a conflicting one which `after` does not order; with `as_before`, but `before` may.

    Those that only the unit flag orders are not among them; the run knows that it rests on that.
    """
    # In one program what keeps two apart besides orders does so in both texts, as far as it is no order of a signal.
    anyhow = not as_before or run.before is not run.after or bool(run.signal_sites)
    found = 0
    for pipe, bits in run.on_pipe.items():
        if bits:
            found |= _open_on(run, pipe, anyhow)
    return [site for site in run.sites if found >> site.index & 1]


def _open_on(run: Lockstep, pipe: int, anyhow: bool) -> int:
    """Those on one pipe, a bit for each; `anyhow`, whether `before` orders them or not."""
    by_need: dict[int, int] = {}
    met = cache(run.met)
    ahead: dict[int, States] = {}  # by node what it is to be followed with, in the order of the text
    nodes: list[int] = []

    def go_on(node: int, state: PathState, about: int) -> None:
        for successor in run.successors[node]:
            if successor not in ahead:
                ahead[successor] = {}
                heappush(nodes, successor)
            states, entering = ahead[successor], run.entering(successor, state)
            states[entering] = states.get(entering, 0) | about

    for site in run.sites:
        if site.pipe == pipe:
            need = run.need(site)
            by_need[need] = by_need.get(need, 0) | 1 << site.index
            for _, state in run.starts(site):
                go_on(site.node, state, 1 << site.index)

    @cache
    def still_open(ordered: int) -> int:
        return reduce(or_, (bits for need, bits in by_need.items() if need & ~ordered), 0)

    found, followed = 0, dict[int, States]()
    while nodes:
        node = heappop(nodes)
        known = followed.setdefault(node, {})
        for state, about in ahead.pop(node).items():
            new = about & still_open(state.ordered[1]) & ~known.get(state, 0)
            if not new:
                continue
            known[state] = known.get(state, 0) | new
            run.count()
            here = state
            for op in run.ops[node]:
                if isinstance(op, WorkSite):
                    ordered_before, ordered_after = here.ordered
                    if not op.pipe & ordered_after and (anyhow or op.pipe & ordered_before):
                        meets = new & met(op)
                        in_turn = meets & run.kept_by_turns(op, ordered_after)
                        run.rests_on_turns |= in_turn != 0
                        found |= meets & ~in_turn
                    here = run.started(here, op)
                else:
                    here = run.apply(op, pipe, here)
            go_on(node, here, new)
    return found
