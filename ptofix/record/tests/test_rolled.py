"""Rolling up says the same in fewer lines: unrolled again it is what it was, and it stays small and quick."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ptofix.record.rolled import rolled
from ptofix.testing.unrolled import unrolled, with_names_in_turn

HEAD = ["AICORE void kernel(__gm__ float* v1, __gm__ float* v2, __gm__ float* v3) {", "#if defined(__DAV_VEC__)"]
TAIL = ["#endif", "}"]


def rolled_body(body: list[str]) -> list[str]:
    found = rolled([*HEAD, *body, *TAIL])
    assert (found[:2], found[-2:]) == (HEAD, TAIL)
    return [line.strip() for line in found[2:-2]]


def load(offset: int, number: int, place: str = "a.hpp:3 < k.cpp:9") -> list[str]:
    return [
        f"GlobalTensor<float, pto::Shape<1, 1, 1, 16, 64>> g{number}({pointer('v1', offset)}); // {place}",
        f"TLOAD(t0, g{number}); // {place}",
    ]


def store(offset: int, root: str = "v2", lane: str = "") -> str:
    where = pointer(root, offset, lane)
    return f"{{ GlobalTensor<float, pto::Shape<1, 1, 1, 16, 64>> g({where}); TSTORE(g, t0); }} // a.hpp:7"


def pointer(root: str, offset: int, lane: str = "") -> str:
    """As a recording says it; `lane` is what the number of the vector core adds, with its sign."""
    if not lane:
        return f"{root} + {offset}" if offset else root
    return f"{root} + ({offset} {lane[0]} {lane[1:]})" if offset else f"{root} + ({lane.lstrip('+')})"


def test_rounds_become_a_loop() -> None:
    body = ["TEXP(t0); // a.hpp:4"] * 4
    assert rolled_body(body) == [
        "for (int64_t round1 = 0; round1 < 4; round1 += 1) {", "TEXP(t0); // a.hpp:4", "}",
    ]  # fmt: skip


def test_two_rounds_stay() -> None:
    body = ["TEXP(t0); // a.hpp:4"] * 2
    assert rolled_body(body) == body


def test_offsets_grow_round_by_round_and_tensors_belong_to_it() -> None:
    body = [line for i in range(20) for line in [*load(64 + i * 1024, i), store(i * 512)]]
    found = rolled_body(body)
    assert found[1].startswith("GlobalTensor<float, pto::Shape<1, 1, 1, 16, 64>> g0(v1 + (64 + round1 * 1024));")
    assert "g(v2 + (0 + round1 * 512)); TSTORE(g, t0);" in found[3]
    assert len(found) == 5


def test_what_the_number_of_the_core_adds_stays() -> None:
    body = [store(i * 512, lane="+lane * 64") for i in range(20)]
    assert "g(v2 + (0 + round1 * 512 + lane * 64));" in rolled_body(body)[1]


def test_loops_nest() -> None:
    body = [
        line
        for i in range(5)
        for line in [*(line for j in range(30) for line in load(i * 100000 + j * 1024, 30 * i + j)), "TEXP(t0);"]
    ]
    found = rolled_body(body)
    assert found[2].startswith("GlobalTensor")
    assert "(0 + round1 * 100000 + round2 * 1024)" in found[2]
    assert len(found) == 7


def test_what_alternates_is_a_round_of_two_halves() -> None:
    body = [f"{half}_flag(PIPE_MTE2, PIPE_V, EVENT_ID{i % 2});" for i in range(10) for half in ("set", "wait")]
    found = rolled_body(body)
    assert (found[0], len(found)) == ("for (int64_t round1 = 0; round1 < 5; round1 += 1) {", 6)


def test_a_round_that_raises_more_than_it_awaits_is_none() -> None:
    body = ["TEXP(t0);", "set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);"] * 5
    assert rolled_body(body) == body


def test_another_place_is_another_statement() -> None:
    body = [f"TEXP(t0); // a.hpp:{i}" for i in range(10)]
    assert rolled_body(body) == body


def test_other_numbers_than_offsets_never_grow() -> None:
    """Of an address or event id that depends on a round that nobody counts, nothing would be known."""
    for text in ("TASSIGN(t0, {});", "wait_flag(PIPE_V, PIPE_S, {});", "t0.SetValue({}, v9);", "TASSIGN(t0, n + {});"):
        body = [text.format(32 * i) for i in range(10)]
        assert rolled_body(body) == body


def test_offsets_of_memory_that_two_pipes_use_never_grow() -> None:
    """Two pipes that must overlap in other rounds would not be seen any more."""
    body = [line for i in range(10) for line in [*load(i * 1024, i), store(i * 1024, "v1")]]
    assert rolled_body(body) == body
    same = [line for i in range(10) for line in [*load(0, i), store(0, "v1")]]
    assert len(rolled_body(same)) == 5


def test_a_tensor_that_lives_longer_is_no_part_of_a_round() -> None:
    body = [line for i in range(10) for line in load(i * 1024, i)] + ["TLOAD(t0, g0);"]
    found = rolled_body(body)
    assert found[0].endswith("g0(v1); // a.hpp:3 < k.cpp:9")
    assert with_names_in_turn(unrolled(found)) == with_names_in_turn(body)


def test_the_loop_variable_is_no_name_of_the_text() -> None:
    body = ["TADDS(t0, t0, round1);"] * 3
    assert rolled_body(body)[0] == "for (int64_t round_1 = 0; round_1 < 3; round_1 += 1) {"


def test_functions_and_cores_are_rolled_each_by_itself() -> None:
    lines = [*HEAD, "TEXP(t0);", "TEXP(t0);", *TAIL] * 2
    assert rolled(lines) == lines


# ---- any recording ----

Tree = list[tuple[str, int, int, int, int] | tuple[int, "Tree"]]

STATEMENTS = st.tuples(
    st.sampled_from(["op", "flag", "load", "store", "halves", "assign"]), st.integers(0, 2), *[st.integers(0, 2)] * 3
)
TREES = st.recursive(
    st.lists(STATEMENTS, min_size=1, max_size=4),
    lambda inner: st.lists(st.one_of(STATEMENTS, st.tuples(st.integers(1, 6), inner)), min_size=1, max_size=4),
    max_leaves=12,
)


def recording(tree: Tree) -> list[str]:
    """What loops that rounds were made of leave after."""
    lines: list[str] = []

    def run(tree: Tree, rounds: tuple[int, ...]) -> None:
        for node in tree:
            if len(node) == 2:
                for number in range(node[0]):
                    run(node[1], (*rounds, number))
                continue
            kind, which, *steps = node
            offset = 64 * which + sum(step * 8 * number for step, number in zip(steps, reversed(rounds)))
            match kind:
                case "op":
                    lines.append(f"TEXP(t{which}); // a.hpp:{which}")
                case "flag":
                    lines.append(f"set_flag(PIPE_V, PIPE_MTE3, EVENT_ID{offset % 3});")
                case "load":
                    lines.extend(load(offset, len(lines), f"a.hpp:{which}"))
                case "store":
                    lines.append(store(offset, ("v1", "v2", "v3")[which]))
                case "halves":
                    lines.append(store(offset, "v3", ("+lane * 512", "-lane * 64", "")[which]))
                case _:
                    lines.append(f"TASSIGN(t1, {offset}); // b.cpp:{which}")

    run(tree, ())
    return lines


@settings(deadline=None)
@given(TREES)
def test_unrolled_again_it_is_what_it_was(tree: Tree) -> None:
    lines = recording(tree)
    assert with_names_in_turn(unrolled(rolled_body(lines))) == with_names_in_turn(lines)


@settings(deadline=None)
@given(st.text("ab", min_size=3, max_size=60))
def test_any_sequence_of_statements(text: str) -> None:
    lines = [f"TEXP(t{letter});" for letter in text]
    assert unrolled(rolled_body(lines)) == lines


@settings(deadline=None)
@given(st.lists(st.integers(0, 3), min_size=3, max_size=30))
def test_any_offsets(offsets: list[int]) -> None:
    lines = [store(offset) for offset in offsets]
    assert unrolled(rolled_body(lines)) == lines


def test_a_long_launch_stays_small() -> None:
    def softmax(tile: int) -> list[str]:
        return [
            *load(tile * 4096, tile),
            *["TEXP(t0); // a.hpp:5"] * 3,
            "TADD(t0, t0, t1); // a.hpp:6",
            store(tile * 64),
        ]

    lines = [line for tile in range(7000) for line in softmax(tile)]
    found = rolled_body(lines)
    assert len(lines) >= 49_000
    assert len(found) < 20
