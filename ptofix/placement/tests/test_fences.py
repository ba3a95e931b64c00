"""Where a fence stands for a pair, which one covers which, and what is tried where event ids do not suffice."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from ptofix.cpp.parser import Block
from ptofix.hardware.pipe import Pipe
from ptofix.order.effects import Site
from ptofix.order.model import STRICT, ProgramOrder
from ptofix.placement.fences import FlagFence, fences_for, in_text_order, merged, narrower, shares, widest
from ptofix.placement.sequences import Position, Sequences, sequences
from ptofix.program.build import program_file
from ptofix.tests.build import TILES, kernel, name_of, tree
from ptofix.text.source import SourceFile

BEFORE, LOOP = "TABS(c, d); TNEG(c, d);", "for (int i = 0; i < n; ++i)"
UNITS = "TLOAD(a, gm); TEXP(b, a); TADDS(b, b, s); TMULS(b, b, s); TSTORE(gm, b); TRELU(e, f);"


def sequences_of(body: str) -> Sequences:
    return sequences(tree(kernel(body)), "vector")


def sites_of(source: SourceFile, function: str) -> tuple[Sequences, dict[str, list[Site]]]:
    """Those of the function on the vector core, by the names of ops."""
    parsed = tree(source)
    (made,) = (p for p in program_file(parsed).programs if (p.function, p.core) == (function, "vector"))
    found: dict[str, list[Site]] = {}
    for site in ProgramOrder(made, STRICT).effects.sites:
        found.setdefault(name_of(site), []).append(site)
    return sequences(parsed, "vector"), found


def position(found: Sequences, op: str) -> Position:
    return next(where for statement, where in found.where.items() if statement.text.startswith(f"{op}("))


def straight(behind: int, before: int, found: Sequences | None = None) -> FlagFence:
    """From unit to unit of the innermost sequence, 0 is the load."""
    first = position(found or STRAIGHT, "TLOAD")
    return FlagFence(Pipe.MTE2, Pipe.V, first.sequence, first.number + behind, first.number + before)


def carried(behind: int, before: int) -> FlagFence:
    first = position(IN_LOOP, "TLOAD")
    return FlagFence(Pipe.V, Pipe.MTE2, first.sequence, behind, before, first.sequence.loops[-1])


STRAIGHT = sequences_of(UNITS)
IN_LOOP = sequences_of(f"{BEFORE} {LOOP} {{ {UNITS} }} TEXPANDS(c, s);")
IN_TWO_LOOPS = sequences_of(f"{LOOP} {{ {LOOP.replace('i', 'j')} {{ {UNITS} }} }}")


def fence_for(earlier: Site, later: Site, sequences: Sequences) -> FlagFence | None:
    """The one for just the two, if there is a place for it."""
    *first, _, _ = fences_for(earlier, later, sequences) or (None, None)
    return first[0] if first else None


def ends(fence: FlagFence | None) -> tuple[str, str, str] | None:
    """After and before which units it is, and round which loop it goes, by how they begin."""
    if fence is None:
        return None
    behind, before = (begins(Position(fence.sequence, number)) for number in (fence.behind, fence.before))
    return behind, before, "" if fence.loop is None else begins(fence.loop)


def begins(at: Position) -> str:
    first = at.sequence.units[at.number].elements[0]
    head = first.head if isinstance(first, Block) else first
    return head.text.partition("(")[0].strip()


@pytest.mark.parametrize(
    ("body", "earlier", "later", "expected"),
    [
        ("TLOAD(a, gm); TEXP(b, a);", "TLOAD", "TEXP", ("TLOAD", "TEXP", "")),
        ("TLOAD(a, gm); if (n > 1) { TEXP(b, a); }", "TLOAD", "TEXP", ("TLOAD", "if", "")),
        (f"{LOOP} {{ TLOAD(a, gm); }} TEXP(b, a);", "TLOAD", "TEXP", ("for", "TEXP", "")),
        (f"{LOOP} {{ TLOAD(a, gm); TEXP(b, a); }}", "TEXP", "TLOAD", ("TEXP", "TLOAD", "for")),
        (f"while (n > 1) {{ {LOOP} {{ TLOAD(a, gm); TEXP(b, a); }} }}", "TEXP", "TLOAD", ("TEXP", "TLOAD", "while")),
        (f"while (n > 1) {{ {LOOP} {{ TLOAD(a, gm); }} TEXP(b, a); }}", "TEXP", "TLOAD", ("TEXP", "for", "while")),
        (f"{LOOP} {{ if (n > 1) {{ TLOAD(a, gm); }} else {{ TABS(c, d); TEXP(b, a); }} }}", "TLOAD", "TEXP",
         ("if", "if", "for")),
        (f"{LOOP} {{ if (n > 1) {{ TLOAD(a, gm); }} else {{ TABS(c, d); TEXP(b, a); }} }}", "TEXP", "TLOAD",
         ("if", "if", "for")),
        ("if (n > 1) { TLOAD(a, gm); } else { TABS(c, d); TEXP(b, a); }", "TLOAD", "TEXP", None),
        ("TLOAD(a, gm); TEXP(b, a);", "TEXP", "TLOAD", None),
        ("if (n > 1) { TLOAD(a, gm); return; } TEXP(b, a);", "TLOAD", "TEXP", ("if", "TEXP", "")),
    ],
)  # fmt: skip
def test_where_it_stands(body: str, earlier: str, later: str, expected: tuple[str, str, str] | None) -> None:
    found, sites = sites_of(kernel(body), "kernel")
    ((first, *_), (second, *_)) = sites[earlier], sites[later]
    assert ends(fence_for(first, second, found)) == expected


def test_what_does_not_stand_in_the_text_has_no_place() -> None:
    found, sites = sites_of(kernel("TLOAD(a, gm); TEXP(b, a);"), "kernel")
    ((load,), (exp,)) = sites["TLOAD"], sites["TEXP"]
    assert fence_for(load, exp, found) is not None
    nowhere = [replace(site, instruction=replace(site.instruction, statement=None)) for site in (load, exp)]
    assert fence_for(nowhere[0], exp, found) is fence_for(load, nowhere[1], found) is None
    assert fence_for(load, exp, sequences_of("TLOAD(a, gm); TEXP(b, a);")) is None  # of another tree


def test_in_calls_it_stands_in_the_innermost_function_that_both_run_in() -> None:
    """The load of one call and the store of the other, in a loop of the caller; both also in one call."""
    text = (
        f"static AICORE inline void part(__gm__ float* gm, int32_t n) {{ {TILES} TLOAD(a, gm); TEXP(b, a); }}\n"
        f"AICORE void k(__gm__ float* gm, int32_t n) {{\n#if defined(__DAV_VEC__)\n{LOOP} {{ part(gm, n); }}\n"
        "part(gm, n);\n#endif\n}\n"
    )
    found, sites = sites_of(SourceFile("k.cpp", text), "k")
    loads, exps = sites["TLOAD"], sites["TEXP"]
    assert ends(fence_for(loads[0], exps[0], found)) == ("TLOAD", "TEXP", "")
    assert ends(fence_for(exps[0], loads[0], found)) == ("part", "part", "for")
    assert ends(fence_for(exps[0], loads[1], found)) == ("for", "part", "")
    assert fence_for(exps[1], loads[1], found) is None
    assert fence_for(loads[1], loads[0], found) is None


# ---- one for another ----


def test_one_that_begins_later_and_ends_earlier_covers() -> None:
    fence = straight(1, 4)
    for other, expected in ((fence, True), (straight(0, 4), True), (straight(1, 5), True), (straight(2, 4), False),
                            (straight(1, 3), False)):  # fmt: skip
        assert fence.covers(other) is expected
    for change in ({"source": Pipe.MTE3}, {"target": Pipe.MTE3}, {"sequence": position(IN_LOOP, "TLOAD").sequence}):
        assert not fence.covers(replace(fence, **change))


def test_what_goes_round_a_loop_is_covered_by_one_or_the_other_half() -> None:
    round_ = carried(3, 1)
    assert round_.covers(round_)
    assert round_.covers(replace(round_, behind=2))
    assert not round_.covers(replace(round_, behind=4))
    assert round_.covers(replace(round_, before=2))
    assert not round_.covers(replace(round_, before=0))
    here = replace(round_, loop=None, behind=2, before=4)
    assert not round_.covers(here)
    assert not here.covers(replace(round_, behind=3, before=3))
    assert here.covers(replace(round_, behind=2, before=3))
    assert here.covers(replace(round_, behind=3, before=4))


def test_in_turns_only_the_same_turn_covers() -> None:
    one, two = carried(3, 1), replace(carried(3, 1), turns=2, turn="i")
    assert one.covers(two)
    assert not two.covers(one)
    assert two.covers(two)
    assert two.covers(replace(two, turns=3))
    assert not replace(two, turns=3).covers(two)
    assert not two.covers(replace(two, turn="j"))


def test_where_it_is_up() -> None:
    fence = straight(1, 4)
    units = fence.sequence.units
    assert [fence.spans(unit.span.start) for unit in units[-6:]] == [False, False, True, True, True, False]
    assert fence.spans(units[fence.before].span.start)
    assert not fence.spans(units[fence.behind].span.end - 1)
    to_the_end = replace(fence, before=len(units))
    assert to_the_end.spans(units[-1].span.end)


def test_round_a_loop_it_is_up_in_the_rest_of_the_round() -> None:
    fence = carried(3, 1)
    assert fence.loop is not None
    loop = fence.loop.sequence.units[fence.loop.number].span
    ups = [fence.spans(unit.span.start) for unit in fence.sequence.units]
    assert ups == [True, True, False, False, True, True]
    assert fence.spans(loop.start)
    assert not fence.spans(loop.start - 1)
    assert not fence.spans(loop.end)


def test_one_flag_for_two() -> None:
    assert merged(straight(0, 4), straight(1, 5)) == straight(1, 4)
    assert merged(straight(0, 1), straight(1, 2)) is None
    assert merged(straight(0, 2), straight(1, 3)) == straight(1, 2)
    assert merged(carried(1, 0), carried(3, 1)) == carried(3, 0)
    assert merged(carried(3, 0), carried(3, 3)) == carried(3, 0)
    for other in (
        replace(carried(3, 1), target=Pipe.MTE3),
        replace(carried(3, 1), loop=None, behind=0),
        replace(carried(3, 1), turns=2, turn="i"),
    ):
        assert merged(carried(3, 1), other) is None
    two = replace(carried(3, 1), turns=2, turn="i")
    assert merged(two, replace(two, behind=4)) == replace(two, behind=4)
    assert merged(two, replace(two, turn="j")) is None


def test_it_shares_with_the_nearest() -> None:
    fence, near, far = straight(0, 3), straight(1, 4), straight(2, 5)
    assert shares(fence, [fence]) is None
    assert shares(fence, [fence, near, far]) == (near, straight(1, 3))
    assert shares(fence, [far, near, fence]) == (near, straight(1, 3))
    assert shares(fence, [fence, far]) == (far, straight(2, 3))
    assert shares(fence, [replace(near, source=Pipe.MTE3)]) is None
    # What covers it already leaves as many flags as there were.
    assert shares(straight(0, 5), [straight(1, 4)]) is None


def test_it_shares_where_most_flags_go_but_not_all() -> None:
    rounds = [carried(number, number) for number in range(5)]
    assert shares(rounds[2], rounds) == (rounds[0], carried(2, 0))


def test_up_for_less_time() -> None:
    turns = replace(carried(3, 1), turns=3, turn="i")
    assert narrower(turns) == carried(3, 1)
    assert narrower(carried(3, 1)) == replace(carried(3, 4), loop=None)
    assert narrower(straight(1, 4)) == straight(1, 2)
    assert narrower(straight(1, 2)) is None
    outer, inner = position(IN_TWO_LOOPS, "TLOAD").sequence.loops
    twice = replace(carried(3, 1), sequence=position(IN_TWO_LOOPS, "TLOAD").sequence, loop=outer)
    assert narrower(twice) == replace(twice, loop=inner)


def test_the_widest_of_each_kind() -> None:
    assert widest([straight(0, 5), straight(1, 4), straight(1, 4), straight(0, 2)]) == [straight(0, 2), straight(1, 4)]
    assert widest([straight(1, 3), straight(0, 3)]) == [straight(1, 3)]
    other = replace(straight(0, 5), source=Pipe.MTE3)
    assert widest([straight(1, 4), other]) == [straight(1, 4), other]


def test_round_a_loop_the_widest_is_no_part_of_a_straight_one() -> None:
    here = replace(carried(2, 4), loop=None)
    assert widest([here, carried(3, 3)]) == [here, carried(3, 3)]
    assert widest([here, carried(2, 3)]) == [here]
    assert widest([here, carried(3, 4)]) == [here]
    assert widest([carried(2, 1), carried(3, 0)]) == [carried(3, 0)]
    assert widest([carried(4, 1), carried(3, 0)]) == [carried(3, 0), carried(4, 1)]
    turns = replace(carried(2, 1), turns=2, turn="i")
    assert widest([turns, carried(3, 0)]) == [turns, carried(3, 0)]
    assert widest([here, replace(turns, behind=2, before=3)]) == [here]


def test_in_the_order_of_the_text() -> None:
    fences = [straight(1, 2), straight(0, 4), straight(0, 2), carried(0, len(carried(0, 0).sequence.units))]
    assert sorted(fences[:3], key=in_text_order) == [straight(0, 2), straight(0, 4), straight(1, 2)]
    assert in_text_order(fences[3])[1] == fences[3].sequence.units[-1].span.end
    assert in_text_order(fences[3])[4] != in_text_order(replace(fences[3], loop=None))[4]
