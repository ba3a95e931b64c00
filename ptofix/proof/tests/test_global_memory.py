"""Orders through global memory: kept between any two that may meet, and asked for where two are sure to."""

from __future__ import annotations

from itertools import combinations, product
from random import Random

import pytest
from msgspec.structs import replace

from ptofix.cpp.parser import parse
from ptofix.evidence.assumptions import ARGUMENTS, BARRIER_BEFORE_SIGNAL, FLAG_KEY
from ptofix.evidence.grade import Grade
from ptofix.headers.versions import assumed_headers
from ptofix.order import apart, global_memory
from ptofix.order.effects import resolve
from ptofix.order.model import MODELS as ORDER_MODELS
from ptofix.order.model import OPS, STRICT, ProgramOrder
from ptofix.order.nearby import NearbyPlaces
from ptofix.program.build import program_file
from ptofix.program.places import ANYWHERE, NO_DISTANCE, WORDS, Distance, Extent, GlobalPlace, Summand
from ptofix.program.program import Program, Region
from ptofix.program.recurrences import Symbol
from ptofix.proof import global_places
from ptofix.proof.absolute import check_alone
from ptofix.proof.accesses import GLOBAL, AccessedBytes
from ptofix.proof.certificate_alone import certify_text
from ptofix.proof.check import MODELS, AcceptedEvidence, check, parsed_kernel
from ptofix.proof.global_orders import GlobalOrders
from ptofix.proof.tests.kernels import kernel
from ptofix.proof.verdict import Proved, Refuted, Undecided, Verdict
from ptofix.rules.races import races
from ptofix.tests.build import run
from ptofix.text.source import SourceFile

FLAGS = "set MTE3 MTE2 0\nwait MTE3 MTE2 0\n"
VIEW = "GlobalTensor<float, pto::Shape<1, 1, 1, 8, 64>, pto::Stride<512, 512, 512, 64, 1>, pto::Layout::ND>"


def at(name: str, pointer: str) -> str:
    """A tensor of 2 KiB."""
    return f"{VIEW} {name}({pointer});\n"


def in_loop(body: str) -> str:
    return "for (int32_t i = 0; i < n; i += 1) {\n" + body + "}"


def loses(before: str, after: str, *assumed: str) -> Verdict:
    return check(kernel(before), kernel(after), "ops", frozenset(assumed))


def absolute(body: str) -> Verdict:
    return check_alone(parsed_kernel(kernel(body)), "ops", MODELS["ops"], Grade.EXTRAPOLATED)


def program(body: str) -> Program:
    (found,) = (p for p in program_file(parse(kernel(body))).programs if p.core == "vector")
    return found


# (what is in front, the earlier access, the later one), and whether its order is needed with distinct arguments.
PAIRS = {
    "one tensor": ("", "TSTORE(g, a);", "TLOAD(b, g);", True),
    "two arguments": ("", "TSTORE(g, a);", "TLOAD(b, h);", False),
    "after each other": (at("t", "p + 512"), "TSTORE(g, a);", "TLOAD(b, t);", False),
    "in common": (at("t", "p + 511"), "TSTORE(g, a);", "TLOAD(b, t);", True),
    "in front": (at("t", "p - 512"), "TSTORE(g, a);", "TLOAD(b, t);", False),
    "partly in front": (at("t", "p - 511"), "TSTORE(g, a);", "TLOAD(b, t);", True),
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
        sure = name in ("one tensor", "in common", "partly in front", "by another element")
        assert isinstance(found, Refuted if sure else Proved), name
        assert not (sure and not needed)
        order = ProgramOrder(program(f"{declared}{earlier}\n{later}"), OPS)
        assert bool(order.races_in_global_memory) is sure


def test_two_columns_of_one_matrix_do_not_surely_meet() -> None:
    column = "GlobalTensor<float, pto::Shape<1, 1, 1, 8, 32>, pto::Stride<512, 512, 512, 64, 1>, pto::Layout::ND>"
    body = f"{column} t(p);\n{column} u(p + 32);\nTSTORE(t, a);\nTLOAD(b, u);"
    assert isinstance(absolute(body), Proved)
    assert isinstance(loses(body.replace(";\nTLOAD", f";\n{FLAGS}TLOAD"), body, ARGUMENTS), Refuted)


FIRST, SECOND, N, REST = Symbol(1), Symbol(2), Symbol(0, 0, "n"), Symbol(1, 3)


def random_place(random: Random) -> GlobalPlace:
    terms = []
    if random.random() < 0.6:
        terms.append(Summand(FIRST, random.choice((-8, 4, 8, 12, 24, 64)), random.choice((None, 3))))
    if random.random() < 0.4:
        terms.append(Summand(SECOND, random.choice((2, 4, 6, 8, 32, -4)), random.choice((None, 2, 4))))
    if random.random() < 0.3:
        terms.append(Summand(N, random.choice((4, 8))))
    if random.random() < 0.2:
        terms.append(Summand(REST, random.choice((2, 5, 16)), 3))
    repeats = random.choice(((), (), ((8, 3),), ((16, 4),), ((16, 2), (64, 2))))
    distance = Distance(random.randrange(-8, 24), tuple(sorted(terms)))
    return GlobalPlace(("argument", random.randrange(4) // 3), distance, Extent(random.randrange(1, 7), repeats))


ROUNDS = list(product(range(5), range(5)))


def bytes_of(place: GlobalPlace, i: int, j: int, n: int) -> set[int] | None:
    """Those in one round, None if there is no such round."""
    assert place.distance is not None
    assert place.extent is not None
    start = place.distance.start
    for symbol, by, most in place.distance.terms:
        value = {FIRST: i, SECOND: j, N: n, REST: i % 3}[symbol]
        if most is not None and value >= most:
            return None
        start += by * value
    found = set(range(start, start + place.extent.width))
    for step, count in place.extent.repeats:
        found = {byte + step * k for byte in found for k in range(count)}
    return found


@pytest.mark.parametrize("seed", range(12))
def test_both_sides_agree_with_counting_bytes(seed: int) -> None:
    """Two places are apart only if they are in all rounds, and meet only if they do in each same round."""
    random, seen = Random(seed), set[tuple[bool, bool]]()
    for _ in range(300):
        first, second = random_place(random), random_place(random)
        if random.random() < 0.3:
            assert first.distance is not None
            second = second._replace(distance=first.distance._replace(start=random.randrange(-4, 12)))
        is_apart, loops = global_places.are_apart(first, second), global_places.meet_in(first, second)
        assert is_apart is apart.are_apart(first, second)
        assert loops == apart.meet_in_loops(first, second)
        seen.add((is_apart, loops is not None))
        for n in (0, 1, 3):
            mine, theirs = ([bytes_of(place, i, j, n) for i, j in ROUNDS] for place in (first, second))
            met = [x is not None and y is not None and not x.isdisjoint(y) for x, y in product(mine, theirs)]
            assert not (is_apart and first.root == second.root and True in met)
            same = [not x.isdisjoint(y) for x, y in zip(mine, theirs) if x is not None and y is not None]
            assert loops is None or (first.root == second.root and all(same))
            assert loops != set() or all(met)
    assert seen == {(True, False), (False, True), (False, False)}


def test_no_place_that_may_meet_is_left_out_of_those_nearby() -> None:
    """However few pairs are asked for: in the analysis, and of those that must overlap in the checker."""
    random, left_out, found_whole = Random(5), 0, 0
    for _ in range(300):
        places = [random_place(random) for _ in range(random.randrange(2, 9))]
        places += [
            one._replace(distance=one.distance._replace(start=random.randrange(-40, 60)))
            for one in places
            if one.distance
        ]
        places = [random.choice((one, one, one, _as_words(one, random))) for one in places]
        places = [random.choice((one, one, one, _of_any_start(one, random))) for one in places]
        places = [random.choice((one, one, one, one._replace(root=ANYWHERE))) for one in places]
        nearby = NearbyPlaces(places)
        accesses = [(AccessedBytes(Region(GLOBAL, 0, 1), True, "", place=place),) for place in places]
        orders = GlobalOrders(dict(enumerate(accesses)))
        for number, place in enumerate(places):
            near, alike = [*nearby.near(place)], [*nearby.near(place, same_terms=True)]
            met = [one for group in nearby.met_in_all_places(place) for one in nearby.groups[group].places]
            assert not any(apart.are_apart(place, one) for one in met)
            found_whole += len(met)
            near += met
            left_out += len(set(places)) - len(near)
            for other_number, other in enumerate(places):
                assert other in near or apart.are_apart(place, other)
                assert other in alike or apart.meet_in_loops(place, other) is None
                assert orders.near(number) >> other_number & 1 or global_places.meet_in(place, other) is None
    assert left_out > 1000
    assert found_whole > 400


def _as_words(place: GlobalPlace, random: Random) -> GlobalPlace:
    """Words that are handed over, at some argument or at one that is not known."""
    return place._replace(root=WORDS, words_of=random.choice((("argument", 0), ("argument", 1), None)))


def _of_any_start(place: GlobalPlace, random: Random) -> GlobalPlace:
    """It begins or ends at a byte of which nothing is known, as in a slot of a pipe."""
    if place.distance is None or random.random() < 0.2:
        return place._replace(extent=None)
    begins = Summand(Symbol(0, 0, f"begin {random.randrange(3)}"), random.choice((1, -1)))
    return place._replace(distance=place.distance._replace(terms=tuple(sorted((*place.distance.terms, begins)))))


@pytest.mark.parametrize("seed", range(12))
def test_what_each_round_takes_to_bytes_of_its_own(seed: int) -> None:
    random, seen = Random(seed), set[bool]()
    for _ in range(400):
        place = random_place(random)
        loops = random.choice(((1,), (1, 2), (2,), (2, 1)))
        moves = global_places.are_others_in_each_round(place, loops)
        assert moves or not apart.moves_on(place, loops)  # the checker need not ask whether a round meets itself
        seen.add(moves)
        if not moves:
            continue
        rounds = {(i if 1 in loops else 0, j if 2 in loops else 0) for i, j in ROUNDS}
        found = [bytes_of(place, i, j, 2) for i, j in sorted(rounds)]
        assert all(x.isdisjoint(y) for x, y in combinations([f for f in found if f is not None], 2))
    assert seen == {True, False}


def test_what_wraps_around_is_apart_modulo_that_only() -> None:
    wrapped = GlobalPlace(("argument", 0), Distance(0, (Summand(FIRST, 8),), 12), Extent(2))
    for start, is_apart in ((2, True), (3, False), (4, False), (6, True)):
        other = GlobalPlace(("argument", 0), Distance(start), Extent(2))
        assert global_places.are_apart(wrapped, other) is is_apart
        assert apart.are_apart(wrapped, other) is is_apart
    assert not global_places.are_others_in_each_round(wrapped, (1,))
    assert not apart.moves_on(wrapped, (1,))
    assert global_places.meet_in(wrapped, wrapped) is apart.meet_in_loops(wrapped, wrapped) is None


# ---- rounds of loops ----

NESTED = "for (int32_t i = 0; i < n; i += 1) {\nfor (int32_t j = 0; j < 4; j += 1) {\n"


@pytest.mark.parametrize(
    ("heads", "where", "needed"),
    [
        (NESTED, "p + (i * 2048 + j * 512)", False),
        (NESTED, "p + (get_block_idx() * n + i * 2048 + j * 512)", False),
        (NESTED, "p + (i * 1536 + j * 512)", True),  # rounds of one reach into those of the other
        (NESTED, "p + i * 2048", True),  # the same in all rounds of the inner one
        (NESTED, "p + j * 512", True),
        (NESTED.replace("< 4", "< m"), "p + (i * 2048 + j * 512)", True),
        ("for (int32_t i = n; i < m; i += 8) {\n", "p + i * 64", False),
        ("for (int32_t i = n; i < m; i += 4) {\n", "p + i * 64", True),
        (
            "int32_t stride = get_block_num();\nfor (int32_t i = n; i < m; i += stride) {\n",
            "p + i * 512",
            True,
        ),  # by how much?
        ("for (int32_t i = 0; i < 100; i += 1) {\n", "p + (51200 - i * 512)", False),
        ("for (int32_t i = 0; i < n; i += 1) {\n", "p + (n - i) * 512", False),
        ("for (uint32_t i = 0; i < (uint32_t) n; i += 1) {\n", "p + i * 512u", True),  # it may come round
        ("for (int64_t i = 0; i < n; i += 1) {\n", "p + (int64_t) ((uint64_t) i * (uint64_t) 512)", False),
    ],
)
def test_rounds_of_several_loops(heads: str, where: str, needed: bool) -> None:
    text = heads + at("t", where) + "bar MTE3\nTSTORE(t, a);\n" + "}" * heads.count("{")
    found = loses(text, text.replace("bar MTE3\n", ""), ARGUMENTS)
    assert isinstance(found, Refuted if needed else Proved)
    assert any(global_memory.may_meet(ProgramOrder(program(text), OPS).effects, distinct=True)) is needed


COLUMN = "GlobalTensor<float, pto::Shape<1, 1, 1, 8, 64>, pto::Stride<512, 512, 512, 256, 1>, pto::Layout::ND>"


@pytest.mark.parametrize(
    ("stored", "loaded", "kept", "asked"),
    [
        ("p + i * 512", "p + i * 512", True, True),
        ("p + i * 512", "p + (i * 512 + 256)", True, True),
        ("p + i * 512", "p + (i + 1) * 512", True, False),  # in the next round
        ("p + i * 512", "p + i * 1024", True, False),
        ("p + (i * 1024)", "p + (i * 1024 + 512)", False, False),
        ("p + (n * 8 + i * 512)", "p + (i * 512 + n * 8)", True, True),
        ("p + (n * 8 + i * 512)", "p + (i * 512 + m * 8)", True, False),
        ("p + n * m", "p + n * m", True, True),
        ("p + n * 8", "p + (n * 8 + 512)", False, False),
        ("q + i % 2 * 512", "q + i % 2 * 512", True, True),
        ("q + i % 2 * 512", "q + (i + 1) % 2 * 512", True, False),
    ],
)
def test_two_places_in_one_round(stored: str, loaded: str, kept: bool, asked: bool) -> None:
    def body(between: str) -> str:
        last = "set MTE2 MTE3 1\nwait MTE2 MTE3 1\nbar MTE2\nbar MTE3\n"
        return in_loop(at("t", stored) + at("u", loaded) + "TSTORE(t, a);\n" + between + "TLOAD(b, u);\n" + last)

    assert isinstance(loses(body(FLAGS), body(""), ARGUMENTS), Refuted if kept else Proved)
    assert isinstance(absolute(body("")), Refuted if asked else Proved)
    assert isinstance(absolute(body(FLAGS)), Proved)
    assert bool(races(ProgramOrder(program(body("")), OPS))) is asked


def test_columns_of_a_matrix_are_apart() -> None:
    def body(between: str, second: int) -> str:
        views = f"{COLUMN} t(p);\n{COLUMN} u(p + {second});\n"
        return views + "TSTORE(t, a);\n" + between + "TLOAD(b, u);"

    assert isinstance(loses(body(FLAGS, 64), body("", 64), ARGUMENTS), Proved)
    assert isinstance(loses(body(FLAGS, 63), body("", 63), ARGUMENTS), Refuted)
    assert isinstance(loses(body(FLAGS, 256), body("", 256), ARGUMENTS), Refuted)  # a row further down
    assert isinstance(loses(body(FLAGS, 8 * 256), body("", 8 * 256), ARGUMENTS), Proved)


@pytest.mark.parametrize("jump", ["goto again;", "if (n > m) {\ngoto again;\n}"])
def test_a_loop_that_is_entered_again_by_a_jump_starts_anew(jump: str) -> None:
    inner = (
        "for (int32_t j = 0; j < 4; j += 1) {\n" + at("t", "p + (i * 2048 + j * 512)") + "bar MTE3\nTSTORE(t, a);\n}\n"
    )
    body = in_loop(f"again:\n{inner}{jump}\n")
    assert isinstance(loses(body, body.replace("bar MTE3\n", ""), ARGUMENTS), Refuted)
    assert any(global_memory.may_meet(ProgramOrder(program(body), OPS).effects, distinct=True))


UNKNOWN = [
    None,
    GlobalPlace(("argument", 0)),
    GlobalPlace(("argument", 0), Distance(64)),
    GlobalPlace(("argument", 0), None, Extent(4)),
]


@pytest.mark.parametrize("unknown", UNKNOWN)
def test_of_what_is_not_known_nothing_is_said(unknown: GlobalPlace | None) -> None:
    known = GlobalPlace(("argument", 0), NO_DISTANCE, Extent(4))
    for first, second in ((unknown, known), (known, unknown), (unknown, unknown)):
        assert not global_places.are_apart(first, second)
        assert not apart.are_apart(first, second)
        assert global_places.meet_in(first, second) is apart.meet_in_loops(first, second) is None
    elsewhere = GlobalPlace(("argument", 1), NO_DISTANCE, Extent(4))
    for first, second in ((unknown, elsewhere), (elsewhere, unknown)):
        assert global_places.are_apart(first, second) is apart.are_apart(first, second) is (unknown is not None)
    if unknown is not None:
        assert not global_places.are_others_in_each_round(unknown, (1,))
        assert not apart.moves_on(unknown, (1,))


def test_what_is_known_modulo_something_only_may_not_meet() -> None:
    exact, wrapped = (GlobalPlace(("argument", 0), Distance(0, (), modulus), Extent(4)) for modulus in (0, 1 << 32))
    for first, second in ((exact, wrapped), (wrapped, exact)):
        assert global_places.meet_in(first, second) is apart.meet_in_loops(first, second) is None
    assert global_places.meet_in(exact, exact) == set()
    assert apart.meet_in_loops(exact, exact) == frozenset()


@pytest.mark.parametrize(
    ("around", "needed"), [("", False), ("for (int32_t j = 0; j < n; j += 1) {\n", True), ("while (n > m) {\n", True)]
)
def test_a_loop_that_begins_anywhere(around: str, needed: bool) -> None:
    """It is known only that it begins at one number, each time it runs."""
    loop = "for (int32_t i = first; i < m; i += 1) {\n" + at("t", "p + i * 512") + "bar MTE3\nTSTORE(t, a);\n}\n"
    body = "int32_t first = 0;\n" + around + "first += 1;\n" + loop + "}" * around.count("{")
    assert isinstance(loses(body, body.replace("bar MTE3\n", ""), ARGUMENTS), Refuted if needed else Proved)
    assert any(global_memory.may_meet(ProgramOrder(program(body), OPS).effects, distinct=True)) is needed
    start = Summand(Symbol(2, 0, "start"), 64)
    place = GlobalPlace(("argument", 0), Distance(0, (Summand(FIRST, 512), Summand(SECOND, 64, 4), start)), Extent(64))
    assert not global_places.are_others_in_each_round(place, (1, 2))
    assert not apart.moves_on(place, (1, 2))


# ---- signals ----

STORE, NOTIFY = "TSTORE(g, a);\n", "pto::comm::TNOTIFY(h, n, pto::comm::NotifyOp::Set);"
TO_SCALAR = "set MTE3 S 0\nwait MTE3 S 0\n"
ROUND_TRIP = "set MTE3 V 0\nwait MTE3 V 0\nset V MTE3 0\nwait V MTE3 0\n"

# What is between a store and a TNOTIFY, and whether it orders them: without hw.barrier-before-signal, and with it.
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
        (NOTIFY + "\n" + STORE, False),  # it has a barrier of all pipes after the signal
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

# What the scalar unit does after a store to the first 2 KiB of `p`; whether their order is kept, and asked for.
ELEMENTS = {
    "a number of it": ("float s = p[3];", True, True),
    "the first one": ("float s = *p;", True, True),
    "after it": ("float s = p[512];", False, False),
    "another argument": ("float s = q[3];", False, False),
    "at run time": ("float s = p[n];", True, False),
    "in a condition": ("if (p[3] > 1) {\nbar\n}", True, True),
    "in the condition of a loop": ("while (p[n] > 1) {\nbar\n}", True, False),
    "as an argument": ("TADDS(b, b, p[3]);", True, True),
    "written": ("p[3] = 1;", True, True),
    "read and written": ("p[3] += q[3];", True, True),
    "made a pointer": ("__gm__ float* r = reinterpret_cast<__gm__ float*>(p[3]);", True, False),
    "another one made a pointer": ("__gm__ float* r = reinterpret_cast<__gm__ float*>(q[3]);", False, False),
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
    """The condition of a loop comes after the store of the round before, too."""
    body = "while (p[3] > 1) {\nTSTORE(g, a);\nORDER}"
    ordered, bare = body.replace("ORDER", TO_SCALAR), body.replace("ORDER", "")
    assert isinstance(check(kernel(ordered), kernel(bare), "strict", MODELS["strict"]), Refuted)


@pytest.mark.parametrize("head", ["if (p[3] > 1) {", "while (p[3] > 1) {", "for (int32_t i = 0; i < p[3]; i += 1) {"])
@pytest.mark.parametrize("inside", [True, False])
def test_what_decides_where_control_goes_is_read_before_all_after_it(head: str, inside: bool) -> None:
    """A store to what the condition reads waits for nothing; the condition of the next round waits for the store."""
    body = f"{head}\n{STORE}}}" if inside else f"{head}\nbar\n}}\n{STORE}"
    next_round = inside and not head.startswith("if")
    order = ProgramOrder(program(body), STRICT)
    assert [(race.earlier.pipe, race.later.pipe) for race in races(order) if race.overlaps[0][1].place] == [
        ("MTE3", "S")
    ] * next_round
    assert isinstance(absolute_of(kernel(body)), Refuted if next_round else Proved)
    made = run(kernel(body), "resynchronise").source
    assert isinstance(absolute_of(made), Proved)
    assert ("set_flag(PIPE_MTE3, PIPE_S" in made.text) is next_round


def test_what_is_read_for_later_may_still_be_read() -> None:
    assert isinstance(absolute("float s = p[3];\n" + STORE), Refuted)


def test_an_element_after_a_pointer_that_is_read_may_lie_anywhere() -> None:
    assert isinstance(loses(STORE + TO_SCALAR + "float s = p[3][4];", STORE + "float s = p[3][4];", ARGUMENTS), Refuted)


# ---- signals to another core ----


@pytest.mark.parametrize("pipe", ["V", "MTE2", "FIX"])
@pytest.mark.parametrize("access", [STORE, "TSTORE(h, b);\n"])
def test_a_signal_to_another_core_comes_after_what_was_done_before_it(pipe: str, access: str) -> None:
    """It is given after the work of its own pipe only. What it is about is not known, so nothing is asked for."""
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


# ---- slots that are handed over ----

SLOT = "GlobalTensor<float, pto::Shape<1, 1, 1, 8, 64>, pto::Stride<512, 512, 512, 64, 1>, pto::Layout::ND>"
PIPE_TYPE = "TPipe<0, Direction::DIR_C2V, 2048, 8, 8, false>"
ALLOCATE = f"{SLOT} s(nullptr);\nTALLOC<{PIPE_TYPE}, {SLOT}, TileSplitAxis::TILE_NO_SPLIT>(f, s);\n"
PUSH = f"TPUSH<{PIPE_TYPE}, {SLOT}, TileSplitAxis::TILE_NO_SPLIT>(f, s);\n"
POP = ALLOCATE.replace("TALLOC", "TPOP")
FREE = PUSH.replace("TPUSH", "TFREE")
PART = f"__gm__ float* e = s.data();\n{VIEW} t(e + 512);\n"


def cube(body: str) -> SourceFile:
    """On the cube core, where MTE3 stores and FIX hands over."""
    text = kernel(f"auto f = {PIPE_TYPE}(q, 0, 0);\n" + body).text
    text = text.replace("__DAV_VEC__", "__DAV_CUBE__").replace("TileType::Vec", "TileType::Mat")
    return SourceFile("cube.cpp", text)


HANDED = {
    "the slot": (ALLOCATE + "TSTORE(s, a);\n", PUSH, "MTE3 FIX", True),
    "a part of it": (ALLOCATE + PART + "TSTORE(t, a);\n", PUSH, "MTE3 FIX", True),
    "in a loop": (
        "for (int32_t i = 0; i < n; i += 1) {\n" + ALLOCATE + "TSTORE(s, a);\n",
        PUSH + "}",
        "MTE3 FIX",
        True,
    ),
    "another argument": (ALLOCATE + "TSTORE(g, a);\n", PUSH, "MTE3 FIX", False),
    "only read": (ALLOCATE + "TLOAD(a, s);\n", PUSH, "MTE2 FIX", False),
    "given back": (
        POP + "__gm__ float* e = s.data();\nfloat z = e[5];\n",
        FREE,
        "S MTE2",
        True,
    ),
    "given back by what loads": (POP + "TLOAD(a, s);\n", FREE, "MTE2 MTE1", False),
}


@pytest.mark.parametrize("name", HANDED)
def test_a_slot_is_handed_over_after_all_that_is_done_with_it(name: str) -> None:
    work, hand_over, pipes, needed = HANDED[name]
    flags = f"set {pipes} 0\nwait {pipes} 0\n"
    ordered, bare = (cube(work + between + hand_over) for between in (flags, ""))
    assert isinstance(absolute_of(bare), Refuted if needed else Proved)
    assert isinstance(absolute_of(ordered), Proved)
    (before,) = (p for p in program_file(parse(bare)).programs if p.core == "cube")
    assert bool(races(ProgramOrder(before, STRICT))) is needed
    lost = check(ordered, bare, "strict", MODELS["strict"])
    assert isinstance(lost, Refuted if needed else Proved)
    fixed = run(bare, "add-missing-orders").source.text
    assert (fixed == bare.text) is not needed
    assert ("set_flag" in run(bare, "resynchronise").source.text) is needed


def test_a_slot_of_another_round_is_not_what_is_handed_over() -> None:
    """It was, in its own round."""
    body = ALLOCATE + PUSH + "TSTORE(s, a);\n"
    assert isinstance(absolute_of(cube(in_loop(body))), Proved)
    assert isinstance(absolute_of(cube(in_loop(ALLOCATE + "TSTORE(s, a);\n" + PUSH))), Refuted)


def absolute_of(text: SourceFile) -> Verdict:
    return check_alone(parsed_kernel(text), "strict", MODELS["strict"], Grade.EXTRAPOLATED)
