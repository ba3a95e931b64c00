"""The union of candidates: never more order, never less access, than any candidate."""

import itertools

import pytest

from ptofix.hardware.pipe import Pipe
from ptofix.isa.call import Access
from ptofix.isa.expand import Drain, Expansion, Stage
from ptofix.isa.join import join

A, B, C = (Stage(Pipe.V, (Access(n, None, True, 0, 32),), n + 1) for n in range(3))
S = Stage(Pipe.S, (Access(3, None, False, 0, 32),))
BAR, FLAG = Drain(Pipe.V), Drain(Pipe.V, Pipe.S)

CANDIDATES = [
    Expansion(()),
    Expansion((A,)),
    Expansion((A, B)),
    Expansion((A, BAR, B)),
    Expansion((BAR, A)),
    Expansion((A, BAR)),
    Expansion((A, BAR, B, BAR, C, BAR)),
    Expansion((FLAG, S, Drain(Pipe.S, Pipe.V))),
    Expansion((A, FLAG, S, Drain(Pipe.S, Pipe.V), B)),
    Expansion((BAR, A, BAR, B)),
]


def edge(found: Expansion, backwards: bool) -> set[tuple[str, Access]]:
    """Accesses before the first drain of V, or after the last."""
    seen: set[tuple[str, Access]] = set()
    for step in reversed(found.steps) if backwards else found.steps:
        if isinstance(step, Stage):
            seen |= {(step.pipe, access) for access in step.accesses}
        elif step.drains(Pipe.V):
            break
    return seen


def after_last_drain(found: Expansion) -> int:
    """Vector repeats that run for certain in the whole call."""
    return sum(step.repeats for step in found.steps if isinstance(step, Stage))


@pytest.mark.parametrize(
    "pair", list(itertools.combinations(CANDIDATES, 2)) + list(itertools.combinations(CANDIDATES, 3))
)
def test_union_is_never_stronger(pair: tuple[Expansion, ...]) -> None:
    union = join(pair)
    accesses = {access for step in union.steps if isinstance(step, Stage) for access in step.accesses}
    for one in pair:
        assert {access for step in one.steps if isinstance(step, Stage) for access in step.accesses} <= accesses
        assert edge(one, False) <= edge(union, False)
        assert edge(one, True) <= edge(union, True)
        assert one.leading_drain or not union.leading_drain
        assert one.internal_drain or not union.internal_drain
        assert one.trailing_drain or not union.trailing_drain
        assert after_last_drain(union) <= after_last_drain(one)


def test_common_drains_stay() -> None:
    union = join([Expansion((A, BAR, B, BAR)), Expansion((A, BAR))])
    assert ["stage" if isinstance(step, Stage) else str(step) for step in union.steps] == [
        "stage",
        "barrier",
        "stage",
        "barrier",
    ]
    assert union.trailing_drain
