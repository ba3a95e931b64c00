"""Which sites meet in global memory, pair by pair: those that may, and those that are sure to."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from ptofix.hardware.pipe import Pipe
from ptofix.order.apart import are_apart, meet_in_loops
from ptofix.order.effects import GLOBAL_MEMORY, Effects, Footprint, Site, resolve
from ptofix.order.global_memory import _in_other_rounds, is_announced, may_meet, surely_meet
from ptofix.program.places import Distance, Extent, GlobalPlace, Summand
from ptofix.program.recurrences import Symbol
from ptofix.tests.build import name_of, program

PARAMETERS = "__gm__ float* p, __gm__ float* q, __gm__ int32_t* to, int32_t n, int32_t m"
VIEW = "GlobalTensor<float, pto::Shape<1, 1, 1, 16, 64>, pto::Stride<1024, 1024, 1024, 64, 1>, pto::Layout::ND>"
TENSORS = f"{VIEW} g(p); {VIEW} h(q); {VIEW} mid(p + 512); {VIEW} after(p + 1024);"
NOTIFY = "pto::comm::TNOTIFY(to, n, pto::comm::NotifyOp::Set);"
AWAIT = "pto::comm::TWAIT(to, n, pto::comm::WaitCmp::GE);"
GIVEN = "ffts_cross_core_sync(PIPE_V, getFFTSMsg(FFTS_MODE_VAL, 3));"
LOOP = "for (int32_t i = 0; i < n; i += 1)"
MOVING = f"{VIEW} t(p + i * 1024);"


def effects(body: str) -> Effects:
    return resolve(program(f"{TENSORS} {body}", parameters=PARAMETERS), micro_steps=False)


def named(found: Effects, pairs: list[int]) -> str:
    words = [name_of(site).removeprefix("pto::comm::") for site in found.sites]
    return " ".join(
        f"{words[earlier.index]}>{words[later]}" for later, bits in enumerate(pairs) for earlier in found.of(bits)
    )


# Pairs that may meet where arguments are distinct, and those that are sure to. Outside of loops nothing comes twice.
BODIES = {
    "TSTORE(g, a); TLOAD(b, g);": ("TLOAD>TSTORE TSTORE>TLOAD", "TLOAD>TSTORE TSTORE>TLOAD"),
    "TSTORE(g, a); TLOAD(b, mid);": ("TLOAD>TSTORE TSTORE>TLOAD", "TLOAD>TSTORE TSTORE>TLOAD"),
    "TSTORE(g, a); TLOAD(b, after);": ("", ""),
    "TSTORE(g, a); TLOAD(b, h);": ("", ""),
    "TLOAD(a, g); TLOAD(b, g);": ("", ""),
    # A signal is about what was stored, wherever; what is awaited and what is read is there like any other access.
    f"TSTORE(g, a); {NOTIFY}": ("TSTORE>TNOTIFY", "TSTORE>TNOTIFY"),
    f"TLOAD(a, g); {NOTIFY}": ("TLOAD>TNOTIFY", ""),
    f"{NOTIFY} {NOTIFY}": ("", ""),
    f"{AWAIT} {NOTIFY}": ("", ""),
    f"{GIVEN} {NOTIFY}": ("", ""),
    f"{AWAIT} TLOAD(a, g);": ("", ""),
    f"{AWAIT} TSTORE(g, a);": ("TSTORE>TWAIT TWAIT>TSTORE", ""),
    "float y = p[n]; TSTORE(g, a);": ("TSTORE>element.load element.load>TSTORE", ""),
    "float y = p[n]; TSTORE(h, a);": ("", ""),
    f"TSTORE(g, a); {GIVEN}": ("TSTORE>signal.V", ""),
    # From round to round one statement goes on.
    f"{LOOP} {{ {MOVING} TSTORE(t, a); TLOAD(b, t); }}": ("TLOAD>TSTORE TSTORE>TLOAD", ""),
    f"{LOOP} {{ {MOVING} TSTORE(t, a); TLOAD(b, g); }}": ("TLOAD>TSTORE TSTORE>TLOAD", ""),
}


@pytest.mark.parametrize("body", BODIES)
def test_pairs(body: str) -> None:
    found = effects(body)
    assert (named(found, may_meet(found, distinct=True)), named(found, surely_meet(found))) == BODIES[body]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("TSTORE(g, a); TLOAD(b, h);", "TSTORE>TSTORE TLOAD>TSTORE TSTORE>TLOAD"),
        (f"{LOOP} {{ {MOVING} TSTORE(t, a); }}", "TSTORE>TSTORE"),
        ("TLOAD(a, g); TLOAD(b, h);", ""),
    ],
)
def test_where_arguments_may_be_one_memory_all_is_one_place(body: str, expected: str) -> None:
    found = effects(body)
    assert named(found, may_meet(found, distinct=False)) == expected


@pytest.mark.parametrize(
    ("body", "meets"),
    [
        (f"{LOOP} {{ {MOVING} TSTORE(t, a); }}", False),
        (f"{LOOP} {{ {VIEW} t(p + i * 1000); TSTORE(t, a); }}", True),
        (f"{LOOP} {{ TSTORE(g, a); }}", True),
        (f"{LOOP} {{ {VIEW} t(p + m); TSTORE(t, a); }}", True),
        # The loop of the place is not the only one.
        (f"while (m > n) {{ {LOOP} {{ {MOVING} TSTORE(t, a); }} }}", True),
        (f"{LOOP} {{ {MOVING} while (m > n) {{ TSTORE(t, a); }} }}", True),
        # Control goes back by a jump, to a place outside of a loop and to one inside.
        (f"again: {LOOP} {{ {MOVING} TSTORE(t, a); }} if (n > 1) {{ goto again; }}", True),
        (f"{LOOP} {{ {MOVING} again: TSTORE(t, a); if (m > 1) {{ goto again; }} }}", True),
        (f"{LOOP} {{ {MOVING} TSTORE(t, a); if (m > 1) {{ continue; }} TLOAD(b, h); }}", False),
    ],
)
def test_a_store_that_meets_itself(body: str, meets: bool) -> None:
    found = effects(body)
    store = next(site for site in found.sites if name_of(site) == "TSTORE")
    assert bool(may_meet(found, distinct=True)[store.index] & store.bit) is meets


def place(start: int = 0, per_round: int = 0, size: int = 4, root: int = 0, solid: bool = True) -> GlobalPlace:
    terms = (Summand(Symbol(1), per_round),) if per_round else ()
    return GlobalPlace(("argument", root), Distance(start, terms), Extent(size, () if solid else ((8, 2),)))


UNKNOWN = GlobalPlace(("argument", 0))
UNSIZED = GlobalPlace(("argument", 0), Distance(0))
SOMEWHERE = GlobalPlace(("argument", 0), None, Extent(4))


@pytest.mark.parametrize(
    ("first", "second", "apart", "common"),
    [
        (place(), place(), False, True),
        (place(), place(2), False, True),
        (place(), place(4), True, False),
        (place(), place(2, solid=False), False, False),
        (place(solid=False), place(2), False, False),
        (place(solid=False), place(solid=False), False, True),  # the same bytes, with the same gaps
        (place(), place(root=1), True, False),
        (place(), None, False, False),
        (place(), UNKNOWN, False, False),
        (place(), UNSIZED, False, False),
        (place(40), UNSIZED, False, False),
        (place(), SOMEWHERE, False, False),
        (place(40), SOMEWHERE, False, False),
        (UNKNOWN, UNKNOWN, False, False),
        (UNSIZED, UNSIZED, False, False),
        (place(per_round=8), place(per_round=8), False, False),
        (place(per_round=8), place(4, per_round=8), True, False),
        (place(per_round=8), place(4, per_round=8, size=5), False, False),
        (place(per_round=8), place(4), True, False),
        (place(per_round=8), place(2), False, False),
        (None, None, False, False),
    ],
)
def test_two_places(first: GlobalPlace | None, second: GlobalPlace | None, apart: bool, common: bool) -> None:
    assert are_apart(first, second) is are_apart(second, first) is apart
    assert meet_in_loops(first, second) == meet_in_loops(second, first)
    assert (meet_in_loops(first, second) == frozenset()) is common


def site_of(body: str, op: str) -> tuple[Site, Footprint]:
    site = next(site for site in effects(body).sites if name_of(site) == op)
    return site, next(touch for touch in site.footprints if touch.region.memory == GLOBAL_MEMORY)


def test_only_the_same_work_of_one_call_moves_on() -> None:
    site, touch = site_of(f"{LOOP} {{ {MOVING} TSTORE(t, a); }}", "TSTORE")
    assert _in_other_rounds(site, touch, site, touch)
    assert touch.place is not None
    elsewhere = touch.place._replace(distance=Distance(64, *(touch.place.distance or ())[1:]))
    for other in (
        touch._replace(place=None),
        touch._replace(place=elsewhere),
        touch._replace(name="other"),
    ):
        assert not _in_other_rounds(site, touch, site, other)
    for unknown in (
        touch._replace(place=None),
        touch._replace(place=touch.place._replace(distance=None)),
        touch._replace(place=touch.place._replace(extent=None)),
    ):
        assert not _in_other_rounds(site, unknown, site, unknown)
    instruction = site.instruction
    assert instruction.statement is not None
    for later in (
        replace(site, pipe=Pipe.FIX),
        replace(site, instruction=replace(instruction, statement=None)),
        replace(site, instruction=replace(instruction, calls=(instruction.statement,))),
    ):
        assert not _in_other_rounds(site, touch, later, touch)
        assert not _in_other_rounds(later, touch, site, touch)
    unwritten = replace(site, instruction=replace(instruction, statement=None))
    assert not _in_other_rounds(unwritten, touch, unwritten, touch)
    twice = replace(site, instruction=replace(instruction, loops=(7, *instruction.loops)))
    assert not _in_other_rounds(twice, touch, twice, touch)


def test_what_is_announced_is_what_was_stored() -> None:
    stored = site_of("TSTORE(g, a);", "TSTORE")[1]
    notify, given = site_of(NOTIFY, "pto::comm::TNOTIFY")
    assert is_announced(stored, notify, given)
    assert not is_announced(site_of("TLOAD(a, g);", "TLOAD")[1], notify, given)
    assert not is_announced(given, notify, given)
    assert not is_announced(stored, notify, site_of(AWAIT, "pto::comm::TWAIT")[1])
    assert not is_announced(stored, *site_of(GIVEN, "signal.V"))
    assert not is_announced(stored, notify, stored)
