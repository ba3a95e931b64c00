"""Orders through global memory: kept between any two that may meet, and asked for where two are sure to."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from random import Random

import pytest

from ptofix.arch.grade import Grade
from ptofix.arch.headers import assumed_headers
from ptofix.cpp.parser import parse
from ptofix.order import global_memory
from ptofix.order.effects import resolve
from ptofix.order.global_memory import ARGUMENTS
from ptofix.order.model import FLAG_KEY, OPS, STRICT, ProgramOrder
from ptofix.order.model import MODELS as ORDER_MODELS
from ptofix.program.build import program_file
from ptofix.program.places import Distance, Extent, GlobalPlace
from ptofix.program.program import Program
from ptofix.proof import accesses
from ptofix.proof.absolute import check_alone
from ptofix.proof.certificate_alone import certify_text
from ptofix.proof.check import BARRIER_BEFORE_SIGNAL, MODELS, AcceptedEvidence, check, parsed_kernel
from ptofix.proof.tests.kernels import kernel
from ptofix.proof.verdict import Proved, Refuted, Undecided, Verdict
from ptofix.rules.races import races
from ptofix.tests.build import run

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


# ---- signals ----

STORE, NOTIFY = "TSTORE(g, a);\n", "pto::comm::TNOTIFY(h, n, pto::comm::NotifyOp::Set);"
TO_SCALAR = "set MTE3 S 0\nwait MTE3 S 0\n"
ROUND_TRIP = "set MTE3 V 0\nwait MTE3 V 0\nset V MTE3 0\nwait V MTE3 0\n"

# What stands between a store and a TNOTIFY, and whether it orders them: without hw.barrier-before-signal, and with it.
BETWEEN = {
    "nothing": ("", False, False),
    "a flag to S": (TO_SCALAR, True, True),
    "all pipes": ("bar ALL\n", True, True),
    "its pipe": ("bar MTE3\n", False, True),
    "another pipe": ("bar MTE2\n", False, False),
    "its pipe comes back": (ROUND_TRIP, False, False),
    "by way of another pipe": ("set MTE3 V 0\nwait MTE3 V 0\nset V S 0\nwait V S 0\n", True, True),
    "its pipe, on one path": ("if (n > 3) {\nbar MTE3\n}\n", False, False),
    "its pipe, on both": ("if (n > 3) {\nbar MTE3\n} else {\nbar MTE3\n}\n", False, True),
}


@pytest.mark.parametrize("model", ["ops", "strict"])
@pytest.mark.parametrize("name", BETWEEN)
def test_what_is_stored_is_there_before_its_signal(name: str, model: str) -> None:
    between, *ordered = BETWEEN[name]
    body = STORE + between + NOTIFY
    for assumed, is_ordered in zip((frozenset((ARGUMENTS,)), MODELS[model]), ordered):
        found = check_alone(parsed_kernel(kernel(body)), model, assumed, Grade.EXTRAPOLATED)
        assert isinstance(found, Proved if is_ordered else Refuted)
        order = ProgramOrder(program(body), replace(ORDER_MODELS[model], assumed=assumed | {FLAG_KEY}))
        assert bool(order.races_in_global_memory) is not is_ordered
        if isinstance(found, Proved):
            assert found.assumptions == ((BARRIER_BEFORE_SIGNAL,) if ordered == [False, True] else ())


@pytest.mark.parametrize(
    ("body", "sure"),
    [
        (NOTIFY + "\n" + STORE, False),  # it has a barrier of all pipes behind the signal
        ("TLOAD(a, g);\n" + NOTIFY, False),  # kept where it is, and not asked for
        (STORE + "pto::comm::TWAIT(h, n, pto::comm::WaitCmp::GE);", False),
        ("for (int32_t i = 0; i < n; i += 1) {\n" + STORE + "}\n" + NOTIFY, True),
        ("for (int32_t i = 0; i < n; i += 1) {\n" + NOTIFY + "\n" + STORE + "}", True),
        ("if (n > 3) {\n" + STORE + "}\n" + NOTIFY, True),
    ],
)
def test_what_a_signal_is_about(body: str, sure: bool) -> None:
    found = check_alone(parsed_kernel(kernel(body)), "strict", MODELS["strict"], Grade.EXTRAPOLATED)
    assert isinstance(found, Refuted if sure else Proved)
    assert bool(races(ProgramOrder(program(body), STRICT))) is sure


@pytest.mark.parametrize("access", [STORE, "TLOAD(a, g);\n"])
@pytest.mark.parametrize("barrier", ["bar ALL\n", "bar MTE2\nbar MTE3\n"])
def test_no_order_before_a_signal_is_lost(access: str, barrier: str) -> None:
    before, after = access + barrier + NOTIFY, access + NOTIFY
    lost = check(kernel(before), kernel(after), "strict", MODELS["strict"])
    assert isinstance(lost, Refuted)
    own = "bar MTE3\n" if access == STORE else "bar MTE2\n"
    narrowed = check(kernel(before), kernel(access + own + NOTIFY), "strict", MODELS["strict"])
    assert isinstance(narrowed, Proved)
    assert narrowed.assumptions == ((BARRIER_BEFORE_SIGNAL,) if barrier == "bar ALL\n" else ())


def test_a_barrier_before_a_signal_is_not_redundant() -> None:
    """It has nothing to order on its own pipe."""
    text = kernel(STORE + "bar MTE3\n" + NOTIFY)
    assert run(text, "drop-redundant-barriers{pipes=MTE3}").source.text == text.text
    assert "/* ptofix" in run(kernel("bar MTE3\n" + NOTIFY), "drop-redundant-barriers{pipes=MTE3}").source.text


def test_the_certificate_names_the_barrier() -> None:
    text = kernel(STORE + "bar MTE3\n" + NOTIFY)
    certificate, found = certify_text(text, None, "strict", MODELS["strict"], assumed_headers(), AcceptedEvidence())
    assert isinstance(found, Proved)
    assert certificate is not None
    (pair,) = (pair for pair in certificate.pairs if pair.pipes[1] == "S")
    assert [(order.kind, len(order.lines)) for order in pair.ordered_by] == [("barrier", 1)]


# ---- elements, by the scalar unit ----

# What the scalar unit does behind a store to the first 2 KiB of `p`; whether their order is kept, and asked for.
ELEMENTS = {
    "a number of it": ("float s = p[3];", True, True),
    "the first one": ("float s = *p;", True, True),
    "behind it": ("float s = p[512];", False, False),
    "another argument": ("float s = q[3];", False, False),
    "at run time": ("float s = p[n];", True, False),
    "in a condition": ("if (p[3] > 1) {\nbar\n}", True, True),
    "in the condition of a loop": ("while (p[n] > 1) {\nbar\n}", True, False),
    "as an argument": ("TADDS(b, b, p[3]);", True, True),
    "written": ("p[3] = 1;", True, True),
    "read and written": ("p[3] += q[3];", True, True),
    "made a pointer": ("__gm__ float* r = reinterpret_cast<__gm__ float*>(p[3]);", False, False),
}


@pytest.mark.parametrize("model", ["ops", "strict"])
@pytest.mark.parametrize("name", ELEMENTS)
def test_an_element_is_an_access_of_the_scalar_unit(name: str, model: str) -> None:
    body, kept, asked = ELEMENTS[name]
    ordered, bare = STORE + TO_SCALAR + body, STORE + body
    lost = check(kernel(ordered), kernel(bare), model, MODELS[model])
    assert isinstance(lost, Refuted if kept else Proved)
    found = check_alone(parsed_kernel(kernel(bare)), model, MODELS[model], Grade.EXTRAPOLATED)
    assert isinstance(found, Refuted if asked else Proved)
    assert bool(races(ProgramOrder(program(bare), ORDER_MODELS[model]))) is asked
    if model == "strict":
        assert ("set_flag" in run(kernel(bare), "resynchronise").source.text) is kept


def test_an_element_that_is_read_in_every_round() -> None:
    """The condition of a loop comes behind the store of the round before, too."""
    body = "while (p[3] > 1) {\nTSTORE(g, a);\nORDER}"
    ordered, bare = body.replace("ORDER", TO_SCALAR), body.replace("ORDER", "")
    assert isinstance(check(kernel(ordered), kernel(bare), "strict", MODELS["strict"]), Refuted)


def test_an_element_behind_a_pointer_that_is_read_may_lie_anywhere() -> None:
    assert isinstance(loses(STORE + TO_SCALAR + "float s = p[3][4];", STORE + "float s = p[3][4];", ARGUMENTS), Refuted)


# ---- signals to another core ----


@pytest.mark.parametrize("pipe", ["V", "MTE2", "FIX"])
@pytest.mark.parametrize("access", [STORE, "TSTORE(h, b);\n"])
def test_a_signal_to_another_core_comes_behind_what_was_done_before_it(pipe: str, access: str) -> None:
    """It is given behind the work of its own pipe only. What it is about is not known, so nothing is asked for."""
    given = f"ffts_cross_core_sync(PIPE_{pipe}, getFFTSMsg(FFTS_MODE_VAL, 3));"
    every, bare = access + "bar ALL\n" + given, access + given
    assert isinstance(check(kernel(every), kernel(bare), "strict", MODELS["strict"]), Refuted)
    assert isinstance(absolute(bare), Proved)
    assert not list(races(ProgramOrder(program(bare), STRICT)))
    for pipeline in ("narrow-barrier-all", "resynchronise"):
        assert f"set_flag(PIPE_MTE3, PIPE_{pipe}, EVENT_ID0);" in run(kernel(every), pipeline).source.text


def test_a_signal_of_the_pipe_itself_needs_nothing() -> None:
    given = "ffts_cross_core_sync(PIPE_MTE3, getFFTSMsg(FFTS_MODE_VAL, 3));"
    every, bare = STORE + "bar ALL\n" + given + "\nTLOAD(b, h);", STORE + given + "\nTLOAD(b, h);"
    assert isinstance(check(kernel(every), kernel(bare), "strict", MODELS["strict"]), Proved)
    assert "flag" not in run(kernel(bare), "resynchronise").source.text


def test_a_signal_of_a_pipe_that_is_not_known_may_do_anything() -> None:
    text = kernel(STORE + "ffts_cross_core_sync((pipe_t) n, getFFTSMsg(FFTS_MODE_VAL, 3));")
    found = check_alone(parsed_kernel(text), "strict", MODELS["strict"], Grade.EXTRAPOLATED)
    assert isinstance(found, Undecided)
