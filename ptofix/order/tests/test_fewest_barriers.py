"""Barriers that the greedy search places: every hazard is apart, none of them can go, and it is where it may."""

from __future__ import annotations

import pytest

from ptofix.hardware.pipe import Pipe
from ptofix.order.fewest_barriers import InsertionPoint, Placement
from ptofix.order.inflight import PipeOrder
from ptofix.order.least import few_places
from ptofix.order.model import MODELS, ProgramOrder
from ptofix.testing.kernels import kernel_of_seed, shape_of_seed
from ptofix.tests.build import kernel, programs
from ptofix.text.source import SourceFile


def without_barriers(source: SourceFile, model: str) -> PipeOrder:
    pipe = ProgramOrder(next(p for p in programs(source) if p.core == "vector"), MODELS[model]).on(Pipe.V)
    pipe.barriers.clear()
    return pipe


LOOP, BRANCH = "for (int i = 0; i < n; ++i)", "if (n > 1)"

# Where barriers go: before (<) or behind (>) which statements.
PLACES = {
    "TEXP(b, a); TABS(c, b);": "<TABS",
    "TEXP(b, a); TABS(c, d);": "",
    "TEXP(b, a); TNEG(d, c); TABS(c, b);": "<TABS",
    f"TEXP(b, a); {LOOP} {{ TABS(c, b); }}": "<TABS",
    f"{LOOP} {{ TEXP(b, a); TABS(c, b); }}": "<TEXP <TABS",
    f"{LOOP} {{ TEXP(b, a); }} TABS(c, b);": "<TEXP <TABS",
    f"TEXP(b, a); {BRANCH} {{ TABS(c, b); }} TNEG(d, b);": "<TABS <TNEG",
}


def named(order: PipeOrder, places: set[InsertionPoint]) -> str:
    instructions = order.effects.program.instructions
    words = []
    for place in sorted(places, key=lambda place: (place.instruction, place.behind)):
        statement = instructions[place.instruction].statement
        assert statement is not None
        words.append("<>"[place.behind] + statement.text.partition("(")[0].strip())
    return " ".join(words)


@pytest.mark.parametrize("body", PLACES)
def test_places(body: str) -> None:
    order = without_barriers(kernel(body), "strict")
    places, _ = few_places(order)
    assert places is not None
    assert named(order, places) == PLACES[body]


@pytest.mark.parametrize("model", ["ops", "strict", "default"])
@pytest.mark.parametrize("seed", range(30))
def test_none_can_go(seed: int, model: str) -> None:
    order = without_barriers(SourceFile("k.cpp", kernel_of_seed(seed, shape_of_seed(seed))), model)
    places, _ = few_places(order)
    assert places is not None
    placement = Placement(order)
    assert placement.is_safe(places)
    for place in places:
        assert not placement.is_safe(places - {place})
        assert placement.may_stand(placement.instructions[place.instruction], place.behind)


def test_there_are_no_places_where_some_pair_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Placement, "solve", lambda _: False)
    assert few_places(without_barriers(kernel("TEXP(b, a); TABS(c, b);"), "strict")) == (None, None)
