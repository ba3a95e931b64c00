"""KnownAddress expressions: where the front end says that they lead is where compiled code has them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ptofix.program.places import Distance, KnownAddress, PointedTo, Summand, Tensor
from ptofix.program.recurrences import Symbol
from ptofix.testing import addresses
from ptofix.testing.addresses import INPUTS, AddressCase, compiled, disagreements, front_end, random_case
from ptofix.testing.tools import compiler

SAMPLE = tuple(range(25))


def of_one(expression: str, declarations: str = "") -> AddressCase:
    return AddressCase(
        "one", (*declarations.splitlines(), f"__gm__ uint8_t* e = (__gm__ uint8_t*) ({expression});"), ("e",)
    )


def test_a_sample_agrees_with_a_compiler(tmp_path: Path) -> None:
    cases = [random_case(seed) for seed in SAMPLE]
    known = 0
    for case, true in zip(cases, compiled(cases, compiler(), tmp_path)):
        said = front_end(case)
        assert not isinstance(said, str), said
        assert list(disagreements(case, said, true)) == []
        known += sum(place is not None and place.distance is not None for place in said)
    assert known > 0.45 * 20 * len(cases)  # of most it is known where they lead


N, M, U, W = (Symbol(0, 0, f"argument {number}") for number in range(4, 8))
# (argument, bytes from its start, what they depend on) of an expression; None for what is not known.
EXPRESSIONS: dict[str, tuple[int, int | None, tuple[Summand, ...]] | None] = {
    "g0 + 64": (0, 256, ()),
    "64 + g0": (0, 256, ()),
    "g0 - 64": (0, -256, ()),
    "g1 + 64": (1, 128, ()),
    "g3 + n": (3, 0, (Summand(N, 8),)),
    "g3 - n": (3, 0, (Summand(N, -8),)),
    "(uint64_t) g0 + 64": (0, 64, ()),
    "reinterpret_cast<uint64_t>(g0) + 64": (0, 64, ()),
    "(int64_t) g0 - 64": (0, -64, ()),
    "N(g0) + n": (0, 0, (Summand(N, 1),)),
    "(__gm__ float**) g0 + 64": (0, 512, ()),
    "reinterpret_cast<__gm__ half**>(g1) + 1": (1, 8, ()),
    "(__gm__ int8_t*) g0 + 64": (0, 64, ()),
    "P8(g0) + 1": (0, 8, ()),
    "reinterpret_cast<P4>(g3) + 1": (3, 4, ()),
    "&g0[3]": (0, 12, ()),
    "&*g0": (0, 0, ()),
    "g0 + 18446744073709551615u": (0, -4, ()),
    "(uint64_t) g0 + 18446744073709551615u": (0, -1, ()),
    "(uint64_t) g0 + (-8)": (0, -8, ()),
    "g0 + 4294967295u": (0, 4 * 4294967295, ()),
    "true ? g0 + 1 : g0 + 2": (0, 4, ()),
    "false ? g0 + 1 : d0": (0, 8, ()),
    "n > 3 ? g0 + 1 : g0": (0, None, ()),
    "n > 3 ? g0 : (__gm__ float*) g1": None,
    "(__gm__ void*) (g0 + 1)": (0, 4, ()),
    "((__gm__ void*) g0) + 1": (0, None, ()),
    "g0 + (g0 - g0)": (0, None, ()),
    "g0 + ((__gm__ float*) g1 - g0)": None,
    "(uint64_t) g0 + ((uint64_t) g1 - (uint64_t) g0)": None,
    "g0 + (int64_t) g1": None,
    "(uint64_t) (uint32_t) (uint64_t) g0": None,
    "(uint64_t) g0 & 4095": None,
    "(uint64_t) g0 * 1": None,
    "-(int64_t) g0": None,
    "(uint64_t) g0 + *g3": None,
    "g0 + *g3": (0, None, ()),
    "*g3": None,
    "g0 + 1152921504606846976": (0, None, ()),  # 2^62 bytes on
}


@pytest.mark.parametrize("text", EXPRESSIONS)
def test_where_an_expression_leads(text: str) -> None:
    said = front_end(of_one(text, "auto d0 = g0 + 2;"))
    assert not isinstance(said, str), said
    expected, (place,) = EXPRESSIONS[text], said
    if expected is None or place is None:
        assert place is None
        assert expected is None
        return
    assert place.root == ("argument", expected[0])
    distance = place.distance and (place.distance.start, place.distance.terms)
    assert distance == (None if expected[1] is None else expected[1:])


@pytest.mark.parametrize(
    ("declarations", "text", "start"),
    [
        ("uint64_t d = (uint64_t) g0 + 64;", "d + 64", 128),
        ("auto d = (uint64_t) g0 + 64;", "d + 64", 128),
        ("auto d = g0 + 64;", "d + 64", 512),
        ("auto d = (__gm__ float**) g0;", "d + 1", 8),
        ("uint32_t d = (uint32_t) (uint64_t) g0;", "(uint64_t) d", None),
        ("uint64_t d = (uint64_t) g0;\nd += 64;", "d", None),
        ("__gm__ float* d = g0;\nd += 64;", "d + 1", None),
        ("uint64_t d = (uint64_t) g1 - (uint64_t) g0;", "g0 + d", None),
        ("auto d = (uint64_t) g1 - (uint64_t) g0;", "g0 + d", None),
    ],
)
def test_what_a_name_stands_for_leads_where_its_value_does(declarations: str, text: str, start: int | None) -> None:
    said = front_end(of_one(text, declarations))
    assert not isinstance(said, str), said
    (place,) = said
    assert (place.distance.start if place is not None and place.distance is not None else None) == start
    assert place is None or place.root == ("argument", 0)


def test_an_address_that_comes_round_is_not_near() -> None:
    near = Distance((1 << 60) - 1)
    assert near.is_near
    assert not near.and_also(Distance(1)).is_near
    assert not Distance(0, (Summand(Symbol(1), 1 << 40, 1 << 20),)).is_near
    assert near.and_also(near).and_also(near).and_also(near).scaled(4).start == 4 * 4 * ((1 << 60) - 1) - (1 << 64)
    base = Tensor(("argument", 0), near, None, 4)
    place = Tensor(base, Distance(1)).place()
    assert place is not None
    assert place.distance is None


def test_what_is_wrong_is_found(tmp_path: Path) -> None:
    """The comparison sees a front end that takes a number for a pointer, and one that forgets what a pointer counts."""
    cases = [of_one("(uint64_t) g0 + 64"), of_one("(__gm__ float**) g0 + n")]
    true = compiled(
        [AddressCase(f"case{i}", c.declarations, c.names) for i, c in enumerate(cases)], compiler(), tmp_path
    )
    for case, addresses_of in zip(cases, true):
        said = front_end(case)
        assert not isinstance(said, str)
        assert list(disagreements(case, said, addresses_of)) == []
        (place,) = said
        assert place is not None
        assert place.distance is not None
        for wrong in (place.distance.scaled(4), place.distance.and_also(Distance(4))):
            assert list(disagreements(case, [place._replace(distance=wrong)], addresses_of))
        assert list(disagreements(case, [place._replace(root=("argument", 1))], addresses_of))


def test_inputs_reach_the_ends_of_their_types() -> None:
    assert any(number < 0 for numbers in INPUTS for number in numbers)
    assert any(number > 1 << 63 for numbers in INPUTS for number in numbers)
    assert tuple(sorted({*addresses.ROOTS})) == addresses.ROOTS
    assert KnownAddress() == KnownAddress(None, None, None)
    assert PointedTo().element is None
