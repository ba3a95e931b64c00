"""Orders through global memory: kept between any two that may meet, and asked for where two are sure to."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest

from ptofix.arch.grade import Grade
from ptofix.cpp.parser import parse
from ptofix.order import global_memory
from ptofix.order.effects import resolve
from ptofix.order.global_memory import ARGUMENTS
from ptofix.order.model import OPS, ProgramOrder
from ptofix.program.build import program_file
from ptofix.program.places import Distance, Extent, GlobalPlace
from ptofix.program.program import Program
from ptofix.proof import accesses
from ptofix.proof.absolute import check_alone
from ptofix.proof.check import MODELS, check, parsed_kernel
from ptofix.proof.tests.kernels import kernel
from ptofix.proof.verdict import Proved, Refuted, Verdict

FLAGS = "set MTE3 MTE2 0\nwait MTE3 MTE2 0\n"
VIEW = "GlobalTensor<float, pto::Shape<1, 1, 1, 8, 64>, pto::Stride<512, 512, 512, 64, 1>, pto::Layout::ND>"


def at(name: str, pointer: str) -> str:
    """A tensor of 2 KiB."""
    return f"{VIEW} {name}({pointer});\n"


def loses(before: str, after: str, *assumed: str) -> Verdict:
    return check(kernel(before), kernel(after), "ops", frozenset(assumed))


def absolute(body: str) -> Verdict:
    return check_alone(parsed_kernel(kernel(body)), "ops", MODELS["ops"], Grade.EXTRAPOLATED)


def program(body: str) -> Program:
    (found,) = (p for p in program_file(parse(kernel(body))).programs if p.core == "vector")
    return found


# (what stands in front, the earlier access, the later one), and whether its order is needed with distinct arguments.
PAIRS = {
    "one tensor": ("", "TSTORE(g, a);", "TLOAD(b, g);", True),
    "two arguments": ("", "TSTORE(g, a);", "TLOAD(b, h);", False),
    "behind each other": (at("t", "p + 512"), "TSTORE(g, a);", "TLOAD(b, t);", False),
    "in common": (at("t", "p + 511"), "TSTORE(g, a);", "TLOAD(b, t);", True),
    "in front": (at("t", "p - 512"), "TSTORE(g, a);", "TLOAD(b, t);", True),  # subtraction is not followed
    "at run time": (at("t", "p + n"), "TSTORE(g, a);", "TLOAD(b, t);", True),
    "through a pointer": ("__gm__ float* r = p + 1024;\n" + at("t", "r"), "TSTORE(g, a);", "TLOAD(b, t);", False),
    "a pointer that changes": (
        "__gm__ float* r = p + 1024;\n" + at("t", "r") + "r = p;\n" + at("u", "r"),
        "TSTORE(u, a);",
        "TLOAD(b, t);",
        True,
    ),
    "by another element": (
        "__gm__ half* r = (__gm__ half*) p;\n" + at("t", "r + 512"),
        "TSTORE(g, a);",
        "TLOAD(b, t);",
        True,
    ),
}


@pytest.mark.parametrize("name", PAIRS)
def test_an_order_between_pipes_is_kept(name: str) -> None:
    declared, earlier, later, needed = PAIRS[name]
    with_flags, without = f"{declared}{earlier}\n{FLAGS}{later}", f"{declared}{earlier}\n{later}"
    found = loses(with_flags, without, ARGUMENTS)
    assert isinstance(found, Refuted if needed else Proved)
    if isinstance(found, Proved):
        assert found.assumptions == (ARGUMENTS,)
    assert isinstance(loses(with_flags, without), Refuted)  # where arguments may be one memory, all is one place


@pytest.mark.parametrize(("step", "needed"), [(512, False), (511, True), (0, True)])
def test_a_store_that_moves_on_does_not_meet_itself(step: int, needed: bool) -> None:
    text = "for (int32_t i = 0; i < n; i += 1) {\n" + at("t", f"p + i * {step}") + "bar MTE3\nTSTORE(t, a);\n}"
    assert isinstance(loses(text, text.replace("bar MTE3\n", ""), ARGUMENTS), Refuted if needed else Proved)
    order = ProgramOrder(program(text), OPS)
    meets = global_memory.may_meet(order.effects, distinct=True)
    assert any(meets) is needed


def test_a_loop_that_runs_again_starts_anew() -> None:
    text = "for (int32_t i = 0; i < n; i += 1) {\n" + at("t", "p + i * 512") + "bar MTE3\nTSTORE(t, a);\n}"
    twice = f"for (int32_t j = 0; j < m; j += 1) {{\n{text}\n}}"
    assert isinstance(loses(twice, twice.replace("bar MTE3\n", ""), ARGUMENTS), Refuted)
    jumps = f"again:\n{text}\nif (n < m) {{\ngoto again;\n}}"
    assert isinstance(loses(jumps, jumps.replace("bar MTE3\n", ""), ARGUMENTS), Refuted)
    assert any(global_memory.may_meet(resolve(program(jumps), False), distinct=True))


def test_what_is_sure_to_meet_must_be_ordered() -> None:
    assert isinstance(absolute("TSTORE(g, a);\nTLOAD(b, g);"), Refuted)
    assert isinstance(absolute(f"TSTORE(g, a);\n{FLAGS}TLOAD(b, g);"), Proved)
    for name, (declared, earlier, later, needed) in PAIRS.items():
        found = absolute(f"{declared}{earlier}\n{later}")
        sure = name in ("one tensor", "in common", "by another element")
        assert isinstance(found, Refuted if sure else Proved), name
        assert not (sure and not needed)
        order = ProgramOrder(program(f"{declared}{earlier}\n{later}"), OPS)
        assert bool(order.races_in_global_memory) is sure


def test_two_columns_of_one_matrix_do_not_surely_meet() -> None:
    column = "GlobalTensor<float, pto::Shape<1, 1, 1, 8, 32>, pto::Stride<512, 512, 512, 64, 1>, pto::Layout::ND>"
    body = f"{column} t(p);\n{column} u(p + 32);\nTSTORE(t, a);\nTLOAD(b, u);"
    assert isinstance(absolute(body), Proved)
    assert isinstance(loses(body.replace(";\nTLOAD", f";\n{FLAGS}TLOAD"), body, ARGUMENTS), Refuted)


def test_both_sides_agree_with_counting_bytes() -> None:
    """Two places are apart only if they are in all rounds, and one only if they are in all rounds."""
    random, seen = Random(14), set[tuple[bool, bool]]()
    for _ in range(4000):
        first, second = (
            GlobalPlace(
                ("argument", random.randrange(2)),
                Distance(random.randrange(-8, 24), *random.choice([(None, 0), (1, random.choice([-8, 4, 8, 12]))])),
                Extent(random.randrange(1, 7), True),
            )
            for _ in range(2)
        )
        apart = accesses.are_apart(first, second)
        assert apart == global_memory._apart(first, second)
        one = accesses.are_one(first, second)
        assert one == global_memory.is_common(first, second)
        seen.add((apart, one))
        meets = {first.root == second.root and overlap(first, second, i, j) for i, j in product(range(9), repeat=2)}
        assert not (apart and True in meets)
        assert not (one and False in meets)
    assert seen == {(True, False), (False, True), (False, False)}


def overlap(first: GlobalPlace, second: GlobalPlace, i: int, j: int) -> bool:
    bytes_of = []
    for (_, distance, extent), number in ((first, i), (second, j)):
        assert distance is not None
        assert extent is not None
        start = distance.start + distance.per_round * number
        bytes_of.append(set(range(start, start + extent.size)))
    return not bytes_of[0].isdisjoint(bytes_of[1])


def test_what_wraps_around_is_apart_modulo_that_only() -> None:
    wrapped = GlobalPlace(("argument", 0), Distance(0, 1, 8, 12), Extent(2, True))
    for start, apart in ((2, True), (3, False), (4, False), (6, True)):
        other = GlobalPlace(("argument", 0), Distance(start), Extent(2, True))
        assert accesses.are_apart(wrapped, other) is apart
        assert global_memory._apart(wrapped, other) is apart
