"""What orders two ops and what does not: barriers, flags, control flow (pitfalls, sections 2, 5 and 8)."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from ptofix.cpp.parser import parse
from ptofix.evidence.assumptions import FLAG_KEY
from ptofix.hardware.pipe import Pipe
from ptofix.isa.call import Expansion, OpCall, Stage, Unknown
from ptofix.order import effects
from ptofix.order.barriers import candidates, orders_of, reason_word
from ptofix.order.effects import Footprint, Site, forms_of
from ptofix.order.flags import MisuseKind, flag_counts, inner_flags
from ptofix.order.grades import NO_DISTANCE, SafeDistance
from ptofix.order.model import DEFAULT, OPS, STRICT, ProgramOrder
from ptofix.program.build import program_file
from ptofix.program.program import Barrier, Opaque, Region, TileOp
from ptofix.proof.unrolled import by_rounds
from ptofix.testing.pairs import unordered_pairs
from ptofix.tests.build import barriers, hazards, kept_for, kernel, order_hazards, program, programs, tile, why
from ptofix.text.diagnostics import PtofixError
from ptofix.text.source import SourceFile

V = "pipe_barrier(PIPE_V);"
ALL = "pipe_barrier(PIPE_ALL);"
LOOP = "for (int32_t i = 0; i < n; i += 1)"
PAIR = {"TABS -> TNEG"}
OUTSIDE = {"outside"}


def flag(source: str, target: str, event: str = "EVENT_ID0") -> tuple[str, str]:
    return f"set_flag(PIPE_{source}, PIPE_{target}, {event});", f"wait_flag(PIPE_{source}, PIPE_{target}, {event});"


S1, W1 = flag("V", "MTE3")
S2, W2 = flag("MTE3", "V")
STORED = {"TABS -> TSTORE"}
ROUND = f"{S1} {W1} {S2} {W2}"  # V -> MTE3 -> V


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        # ---- kinds ----
        ("read after write", "TABS(a, b); TNEG(c, a);", PAIR),
        ("write after read", "TABS(a, b); TNEG(b, c);", PAIR),
        ("write after write", "TABS(a, b); TNEG(a, c);", PAIR),
        ("read after read", "TABS(a, b); TNEG(c, b);", set()),
        # ---- barriers ----
        ("a barrier", f"TABS(a, b); {V} TNEG(c, a);", set()),
        ("a barrier of all pipes", f"TABS(a, b); {ALL} TNEG(c, a);", set()),
        ("a barrier of another pipe", "TABS(a, b); pipe_barrier(PIPE_MTE3); TNEG(c, a);", PAIR),
        ("a barrier after both", f"TABS(a, b); TNEG(c, a); {V}", PAIR),
        ("a barrier of a pipe that is not known", "TABS(a, b); pipe_barrier(p); TNEG(c, a);",
         OUTSIDE),
        # ---- branches ----
        ("a barrier in one branch", f"TABS(a, b); if (n > 0) {{ {V} }} TNEG(c, a);", PAIR),
        ("a barrier in both branches", f"TABS(a, b); if (n > 0) {{ {V} }} else {{ {V} }} TNEG(c, a);", set()),
        ("else if without else", f"TABS(a, b); if (n > 0) {{ {V} }} else if (n > 1) {{ {V} }} TNEG(c, a);", PAIR),
        ("a branch that returns", f"TABS(a, b); if (n > 0) {{ return; }} else {{ {V} }} TNEG(c, a);", set()),
        ("early return on the other branch", f"TABS(a, b); if (n > 0) {{ {V} return; }} TNEG(c, a);", PAIR),
        ("two branches of one if", "if (n > 0) { TABS(a, b); } else { TNEG(c, a); }", set()),
        ("a write in a branch", "if (n > 0) { TABS(a, b); } TNEG(c, a);", PAIR),
        ("a read in a branch", "TABS(a, b); if (n > 0) { TNEG(c, a); }", PAIR),
        ("a barrier in one case", f"TABS(a, b); switch (n) {{ case 0: {V} break; default: break; }} TNEG(c, a);", PAIR),
        ("a barrier in every case", f"TABS(a, b); switch (n) {{ case 0: {V} break; default: {V} }} TNEG(c, a);", set()),
        ("no default", f"TABS(a, b); switch (n) {{ case 0: {V} break; }} TNEG(c, a);", PAIR),
        ("falling through", "switch (n) { case 0: TABS(a, b); case 1: TNEG(c, a); }", PAIR),
        ("two cases", "switch (n) { case 0: TABS(a, b); break; case 1: TNEG(c, a); }", set()),
        ("an unknown preprocessor arm", f"TABS(a, b);\n#if FAST\n{V}\n#endif\nTNEG(c, a);", OUTSIDE),
        ("unknown preprocessor arms with else", f"TABS(a, b);\n#if FAST\n{V}\n#else\n{V}\n#endif\nTNEG(c, a);",
         OUTSIDE),
        ("code of the other core", "TABS(a, b);\n#if defined(__DAV_CUBE__)\nTNEG(c, a);\n#endif\n", set()),
        ("a barrier of the other core", f"TABS(a, b);\n#if defined(__DAV_CUBE__)\n{V}\n#endif\nTNEG(c, a);", PAIR),
        # ---- a flag does not cover what starts after its set, whatever lies between ----
        ("after the set", f"{S1} TABS(a, b); {W1} TSTORE(gm, a);", STORED),
        ("after the set, in a block of its own", f"{S1} TABS(a, b); if (n > 0) {{ }} {W1} TSTORE(gm, a);", STORED),
        ("after the set, in one branch", f"{S1} if (n > 0) {{ }} else {{ TABS(a, b); }} {W1} TSTORE(gm, a);", STORED),
        ("after the set, in the first branch", f"{S1} if (n > 0) {{ TABS(a, b); }} {W1} TSTORE(gm, a);", STORED),
        ("between two sets, which one wait takes", f"{S1} TABS(a, b); {S1} {W1} TSTORE(gm, a); {W1}", STORED),
        ("after a wait that nothing was raised for", f"{W1} TABS(a, b); {S1} {W1} TSTORE(gm, a);", set()),
        ("before the set", f"TABS(a, b); {S1} {W1} TSTORE(gm, a);", set()),
        # ---- loops ----
        ("round the loop", f"{LOOP} {{ TNEG(c, a); {V} TABS(a, b); }}", PAIR),
        ("a barrier at the top", f"{LOOP} {{ {V} TNEG(c, a); {V} TABS(a, b); }}", set()),
        ("a barrier at the end", f"{LOOP} {{ TNEG(c, a); {V} TABS(a, b); {V} }}", set()),
        ("a loop that may not run", f"TABS(a, b); {LOOP} {{ {V} }} TNEG(c, a);", PAIR),
        ("a loop that runs", f"TABS(a, b); for (int32_t i = 0; i < 3; i += 1) {{ {V} }} TNEG(c, a);", set()),
        ("a loop that runs never", f"TABS(a, b); for (int32_t i = 3; i < 3; i += 1) {{ {V} }} TNEG(c, a);", PAIR),
        ("a while loop", f"TABS(a, b); while (n > 0) {{ {V} }} TNEG(c, a);", PAIR),
        ("an unknown step", f"{LOOP} {{ TNEG(c, a); {V} TABS(a, b); if (n > i) {{ continue; }} {V} }}", PAIR),
        ("break before the barrier", f"{LOOP} {{ TABS(a, b); if (n > i) {{ break; }} {V} }} TNEG(c, a);", PAIR),
        ("break after the barrier", f"{LOOP} {{ TABS(a, b); {V} if (n > i) {{ break; }} }} TNEG(c, a);", set()),
        ("out of an inner loop", f"{LOOP} {{ while (n > 0) {{ TABS(a, b); {V} }} TNEG(c, a); {V} }}", set()),
        ("goto over the barrier", f"TABS(a, b); if (n > 0) {{ goto out; }} {V} out: TNEG(c, a);", PAIR),
        # ---- not understood ----
        ("an unknown statement", f"TABS(a, b); {V} mystery x y;", OUTSIDE),
        ("an unknown statement drains nothing", "TABS(a, b); mystery x y z; TNEG(c, a);",
         OUTSIDE),
        ("an unknown call", "TABS(a, b); mystery(n); TNEG(c, d);", {"TABS -> ?", "? -> TNEG"}),
        ("an unknown block", "TABS(a, b); FOR_EACH (n) { TNEG(c, a); }", OUTSIDE),
        ("an unknown call in a condition", "TABS(a, b); if (mystery(n)) { }", OUTSIDE),
        ("an unknown call in a loop's condition", f"while (mystery(n)) {{ {V} TABS(a, b); }}",
         OUTSIDE),
        ("an op with an unknown operand", "TABS(a, b); TNEG(mystery, d);", OUTSIDE),
        ("a call inside an argument", "TABS(a, b); TNEG(c, pick(d));", OUTSIDE),
        ("an unknown call that only the other core has",
         "TABS(a, b);\n#if defined(__DAV_CUBE__)\nf(a);\n#endif", set()),
        ("a store through a pointer", "TABS(a, b); *p = 3;", OUTSIDE),
        ("a store through something unknown", "TABS(a, b); p[0] = 3;", OUTSIDE),
        ("a store into an object", "TABS(a, b); p.x = 3;", OUTSIDE),
        ("a macro of the file", "TABS(a, b);\n#define TNEG(x, y)\nTNEG(c, d);", OUTSIDE),
        ("a macro with continuation lines", "TABS(a, b);\n#define X \\\n  TNEG(c, a)\nX;", OUTSIDE),
        # ---- flags ----
        ("a chain of flags and back", f"TABS(a, b); {ROUND} TNEG(c, a);", set()),
        ("a flag to another pipe only", f"TABS(a, b); {S1} {W1} TNEG(c, a);", PAIR),
        ("a chain that starts too early", f"{S1} TABS(a, b); {W1} {S2} {W2} TNEG(c, a);", PAIR),
        ("a chain in the wrong order", f"TABS(a, b); {S2} {W2} {S1} {W1} TNEG(c, a);", PAIR),
        ("a wait for another id",
         f"TABS(a, b); {S1} {W1} {S2} wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID1); TNEG(c, a);", PAIR),
        ("the ids of the chain differ per pair", f"TABS(a, b); {S1} {W1} set_flag(PIPE_MTE3, PIPE_V, EVENT_ID3); "
         "wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID3); TNEG(c, a);", set()),
        ("an event id that is a constant", "const int32_t k = 2; TABS(a, b); set_flag(PIPE_V, PIPE_S, k); "
         "wait_flag(PIPE_V, PIPE_S, EVENT_ID2); TNEG(c, a);", set()),
        ("an event id at run time", f"TABS(a, b); set_flag(PIPE_V, PIPE_MTE3, n); wait_flag(PIPE_V, PIPE_MTE3, n); "
         f"{S2} {W2} TNEG(c, a);", PAIR),
        ("a run-time id elsewhere of the same pair",
         f"set_flag(PIPE_V, PIPE_MTE3, n); TABS(a, b); {ROUND} TNEG(c, a);", PAIR),
        ("a run-time id of another pair", f"set_flag(PIPE_V, PIPE_MTE2, n); TABS(a, b); {ROUND} TNEG(c, a);", set()),
        ("an id from an array", f"TABS(a, b); set_flag(PIPE_V, PIPE_MTE3, ids[0]); {W1} {S2} {W2} TNEG(c, a);",
         OUTSIDE),
        ("an id from a choice",
         f"TABS(a, b); set_flag(PIPE_V, PIPE_MTE3, n > 0 ? EVENT_ID0 : EVENT_ID1); {W1} {S2} {W2} "
         "TNEG(c, a);", PAIR),
        ("a flag raised twice covers what both cover", f"{S1} TABS(a, b); {S1} {W1} {S2} {W2} TNEG(c, a);", PAIR),
        ("both waits", f"{S1} TABS(a, b); {S1} {W1} {W1} {S2} {W2} TNEG(c, a);", PAIR),
        ("raised in one branch", f"TABS(a, b); if (n > 0) {{ {S1} }} {W1} {S2} {W2} TNEG(c, a);", PAIR),
        ("raised in both branches",
         f"TABS(a, b); if (n > 0) {{ {S1} }} else {{ {S1} }} {W1} {S2} {W2} TNEG(c, a);", set()),
        ("an unknown call may have set any flag", f"mystery(n); {ALL} TABS(a, b); {ROUND} TNEG(c, a);",
         {"TABS -> TNEG"}),
        ("an unknown call on one path may have set any flag",
         f"if (n > 0) {{ mystery(n); }} {ALL} TABS(a, b); {ROUND} TNEG(c, a);", {"TABS -> TNEG"}),
        ("an op whose operands are not understood may have set any flag",
         f"TLOAD(b, c, d); {ALL} TABS(a, b); {ROUND} TNEG(c, a);", {"TABS -> TNEG"}),
        ("an unknown statement may have set any flag", f"mystery x y; {V} TABS(a, b); {ROUND} TNEG(c, a);",
         OUTSIDE),
        ("an unknown statement in one branch may have set any flag",
         f"if (n > 0) {{ mystery x y; }} {ALL} TABS(a, b); {ROUND} TNEG(c, a);", OUTSIDE),
        ("an unknown statement in the other branch may have set any flag",
         f"if (n > 0) {{ }} else {{ mystery x y; }} {ALL} TABS(a, b); {ROUND} TNEG(c, a);", OUTSIDE),
        ("V to S blocks everything", "TABS(a, b); set_flag(PIPE_V, PIPE_S, EVENT_ID0); "
         "wait_flag(PIPE_V, PIPE_S, EVENT_ID0); TNEG(c, a);", set()),
        # ---- other pipes ----
        ("a store of what V writes", "TABS(a, b); TSTORE(gm, a);", {"TABS -> TSTORE"}),
        ("a write in one branch", "if (n > 0) { TABS(a, b); } TSTORE(gm, a);", {"TABS -> TSTORE"}),
        ("a write in the other branch", "if (n > 0) { } else { TABS(a, b); } TSTORE(gm, a);", {"TABS -> TSTORE"}),
        ("a flag in one branch", f"TABS(a, b); if (n > 0) {{ {S1} {W1} }} TSTORE(gm, a);", {"TABS -> TSTORE"}),
        ("with its flag", f"TABS(a, b); {S1} {W1} TSTORE(gm, a);", set()),
        ("a barrier of V is no substitute", f"TABS(a, b); {V} TSTORE(gm, a);", {"TABS -> TSTORE"}),
        ("V overwrites what is being stored", "TSTORE(gm, a); TABS(a, b);", {"TSTORE -> TABS"}),
        ("a load into what V reads", "TABS(a, b); TLOAD(b, gm);", {"TABS -> TLOAD"}),
        ("loads of one pipe keep their order", "TLOAD(a, gm); TLOAD(a, gm);", {"TLOAD -> TLOAD"}),
    ],
)  # fmt: skip
def test_hazards(title: str, body: str, expected: set[str]) -> None:
    assert hazards(body) == expected, title


# ---- what a barrier is needed for ----


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("the neighbours", f"TABS(a, b); {V} TNEG(c, a);", [PAIR]),
        ("an older op", f"TABS(a, b); TEXP(d, e); {V} TNEG(c, a);", [PAIR]),
        ("a younger op", f"TABS(a, b); {V} TEXP(d, e); TNEG(c, a);", [PAIR]),
        ("not beyond the next barrier", f"TABS(a, b); {V} TEXP(d, e); {V} TNEG(c, a);", [set(), set()]),
        ("not beyond the last barrier", f"TABS(a, b); {V} {V} TNEG(c, a);", [set(), set()]),
        ("nothing", f"TABS(a, b); {V} TNEG(c, d);", [set()]),
        ("an op of the next round", f"{LOOP} {{ TNEG(c, a); {V} TABS(a, b); {V} }}", [{"TNEG -> TABS", "TNEG -> TNEG",
         "TABS -> TABS"}, {"TABS -> TNEG", "TABS -> TABS", "TNEG -> TNEG"}]),
        ("ops after the loop", f"{LOOP} {{ {V} TABS(a, b); {V} }} TNEG(c, a);", None),
        ("only one branch reads", f"TABS(a, b); {V} if (n > 0) {{ TNEG(c, a); }}", [PAIR]),
        ("a flag chain as well", f"TABS(a, b); {V} {ROUND} TNEG(c, a);", [set()]),
    ],
)  # fmt: skip
def test_what_a_barrier_is_needed_for(title: str, body: str, expected: list[set[str]] | None) -> None:
    found = kept_for(body)
    if expected is None:
        assert {"TABS -> TNEG"} <= found[1]
    else:
        # Round a loop the barriers replace each other for ops that meet themselves.
        assert [pairs - {"TABS -> TABS", "TNEG -> TNEG"} for pairs in found] == [
            pairs - {"TABS -> TABS", "TNEG -> TNEG"} for pairs in expected
        ], title


# ---- functions ----

HELPER = "static AICORE void helper() {{ {body} }}\n"


@pytest.mark.parametrize(
    ("title", "before", "body", "expected"),
    [
        ("a function of the file that does nothing", HELPER.format(body="int x = 3;"), "helper(); TABS(a, b);", set()),
        ("a function of the file that runs ops",
         HELPER.format(body="TABS(p, q);"), "helper(); TABS(a, b);", {"? -> TABS"}),
        ("through another one",
         HELPER.format(body="TABS(p, q);") + "void outer() { helper(); }\n", "outer(); TABS(a, b);",
         {"? -> TABS"}),
        ("a barrier in a function counts",
         HELPER.format(body=ALL), "TABS(a, b); helper(); TNEG(c, a);", set()),
        ("a macro above the function", "#define helper() TABS(a, b)\n", "helper(); TABS(a, b);", OUTSIDE),
        ("a function of the file with an op's name",
         "void TABS(int x, int y) { mystery(x); }\n", "TABS(a, b); TNEG(c, d);",
         OUTSIDE),
        ("a macro in a function of the file", "#define X TABS(p, q)\n" + HELPER.format(body="X;"),
         "helper(); TABS(a, b);", {"? -> TABS"}),
        ("two functions of one name", HELPER.format(body="") + HELPER.format(body=""), "helper(); TABS(a, b);",
         OUTSIDE),
    ],
)  # fmt: skip
def test_functions_of_the_file(title: str, before: str, body: str, expected: set[str]) -> None:
    assert hazards(body, before=before) == expected, title


INNER = "AICORE void inner() {\n" + tile("a", 0) + tile("b", 4096) + f"TABS(a, b); {V} TABS(b, b); }}\n"


@pytest.mark.parametrize(
    ("title", "callers", "around", "needed"),
    [
        ("called once by a kernel", "__global__ void k() { inner(); }", False, True),
        ("through another function", "AICORE void mid() { inner(); }\n__global__ void k() { mid(); }", False, True),
        ("called by nobody", "", True, True),
        ("called twice", "__global__ void k() { inner(); inner(); }", False, True),
        ("called by two kernels", "__global__ void k() { inner(); }\n__global__ void l() { inner(); }", False, True),
        ("called in a loop", f"__global__ void k(int n) {{ {LOOP} {{ inner(); }} }}", False, True),
        ("called in a loop made of goto",
         "__global__ void k(int n) { again: inner(); if (n > 0) { goto again; } }", False, True),
        ("called by a function that is not analysed", "__global__ void k() { inner(); if (1) return; }", True, True),
        ("in a circle", "AICORE void mid() { inner(); mid(); }", True, True),
    ],
)  # fmt: skip
def test_what_runs_around_a_function(title: str, callers: str, around: bool, needed: bool) -> None:
    source = SourceFile("t.cpp", f"{INNER}{callers}\n")
    found = programs(source)
    assert any(isinstance(p.entry.action, Opaque) for p in found) == around, title
    assert any(isinstance(i.action, Barrier) for p in found for i in p.instructions) == needed
    assert len(barriers(source)) == 1


def test_functions_that_call_themselves_are_not_analysed() -> None:
    for text in ("void f() { f(); }", "void f() { g(); }\nvoid g() { f(); }\nvoid h() { h(); f(); }"):
        found = program_file(parse(SourceFile("t.cpp", text)))
        assert {refusal.reason for refusal in found.refusals} == {"it calls itself"}
        calls = [i.action for p in found.programs for i in p.instructions if i.statement is not None]
        assert all(isinstance(action, Opaque) for action in calls)


# ---- models ----


def test_hidden_scratch_is_seen_by_the_models_with_micro_steps_only() -> None:
    rows = tile("k", 65536, rows=16, cols=1, layout="ColMajor") + tile(
        "l", 65536 + 256, rows=16, cols=1, layout="ColMajor"
    )
    body = f"{rows} TROWEXPANDMUL(a, b, k); TROWEXPANDMUL(c, d, l);"
    assert hazards(body, OPS) == set()
    assert hazards(body, STRICT) == {"TROWEXPANDMUL -> TROWEXPANDMUL"}


def test_a_user_tile_on_the_hidden_scratch() -> None:
    rows = tile("k", 65536, rows=16, cols=1, layout="ColMajor")
    assert hazards(f"{rows} TASSIGN(w, 188416); TABS(w, a); TROWEXPANDMUL(b, c, k);", STRICT) == {
        "TABS -> TROWEXPANDMUL"
    }
    assert hazards(f"{rows} TASSIGN(w, 180224); TABS(w, a); TROWEXPANDMUL(b, c, k);", STRICT) == set()


def test_drains_inside_an_op_count_in_the_models_with_micro_steps_only() -> None:
    sums = tile("k", 65536, rows=16, cols=1, layout="ColMajor")
    body = f"{sums} TROWSUM(k, a, b); TNEG(c, b);"
    assert hazards(body, OPS) == {"TROWSUM -> TNEG"}
    assert hazards(body, STRICT) == set()


ANY_PAIR = DEFAULT.accepting("extrapolated")


def test_distance_counts_in_the_default_model_only() -> None:
    body, pair = "TABS(a, b); TNOT(c, a);", {"TABS -> TNOT"}
    assert hazards(body, STRICT) == pair
    assert hazards(body, ANY_PAIR) == set()
    assert hazards(body, DEFAULT) == pair  # no assembler and no kernel is seen to do that
    assert hazards(body, ANY_PAIR.without("hw.repeat-distance")) == pair


def test_a_short_pair_stays_a_hazard_in_the_default_model() -> None:
    short = tile("k", 65536, rows=15) + tile("l", 81920, rows=15)
    assert hazards(f"{short} TABS(k, l); TNEG(l, k);", ANY_PAIR) == PAIR


def test_work_in_between_adds_to_the_distance() -> None:
    short = tile("k", 65536, rows=8) + tile("l", 81920, rows=8) + tile("m", 98304, rows=8)
    assert hazards(f"{short} TABS(k, l); TNEG(l, k);", ANY_PAIR) == PAIR
    assert hazards(f"{short} TABS(k, l); TEXP(m, m); TNEG(l, k);", ANY_PAIR) == set()


TWO_PLACES = "if (n > 0) { TASSIGN(w, 65536); } else { TASSIGN(w, 81920); }"
POPPED = " ".join(
    f"auto {name} = TPipe<0, Direction::DIR_C2V, 8192, 8, 4, false>(gm, {at}, {at}); TPOP({name}, {popped});"
    f"TPOP({name}, {popped});"
    for name, at, popped in (("p", 65536, "w"), ("q", 69632, "x"))
)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("lies elsewhere", f"{TWO_PLACES} TABS(a, b); {V} TADD(c, a, w);"),
        ("is read by both", f"{TWO_PLACES} TABS(a, w); {V} TADD(c, a, w);"),
        ("lies there by other headers", f"{POPPED} TABS(a, w); {V} TADD(x, a, b);"),
    ],
)
def test_an_operand_without_a_distance_is_no_matter_if_it(title: str, body: str) -> None:
    assert kept_for(body, ANY_PAIR) == [set()], title
    assert kept_for(body, STRICT) == [{body[body.index("TABS") :][:4] + " -> TADD"}], title


@pytest.mark.parametrize(
    ("earlier", "later", "opaque", "far"),
    [
        (Pipe.V, Pipe.V, "", True),
        (Pipe.M, Pipe.M, "", False),
        (Pipe.V, Pipe.M, "", False),
        (Pipe.V, Pipe.V, "it is not known", False),
    ],
)
def test_distance_is_of_known_work_of_the_vector_pipe(earlier: Pipe, later: Pipe, opaque: str, far: bool) -> None:
    instruction = program("").entry
    touched = Footprint(Region("UB", 0, 256), True, "a")
    sites = Site(0, instruction, earlier, (touched,), 0, opaque), Site(1, instruction, later, (touched,), 0)
    program_order = ProgramOrder(program(""), DEFAULT)
    grading = program_order.grading
    assert (grading.support(SafeDistance(16), 16, *sites) is not None) == far
    assert grading.support(SafeDistance(None), 16, *sites) is None
    assert not SafeDistance(None).forgets(16)


def test_an_unknown_address_has_no_distance() -> None:
    assert hazards("TASSIGN(w, where); TABS(w, b); TNEG(c, w);", ANY_PAIR) == PAIR


@pytest.mark.parametrize("address", ["4294967296 + 65536", "65536 - 4294967296", "1 << 20", "192 * 1024 - 64"])
def test_a_tile_that_reaches_out_of_its_memory_may_be_on_any_other(address: str) -> None:
    assert hazards(f"TASSIGN(a, {address}); TABS(a, b); TNEG(d, c);") == {"TABS -> TNEG"}
    assert hazards("TABS(a, b); TNEG(d, c);") == set()


def test_an_unknown_grade_of_evidence() -> None:
    with pytest.raises(PtofixError, match="no evidence `good`"):
        DEFAULT.accepting("good")


def test_what_is_not_understood_never_gets_far_enough_away() -> None:
    assert "? -> TNEG" in hazards("mystery(n); TABS(a, b); TABS(c, d); TNEG(e, f);", DEFAULT)


def test_what_is_not_understood_needs_its_barrier_at_any_distance() -> None:
    assert kept_for(f"mystery(n); {V} TABS(a, b);", DEFAULT) == [{"? -> TABS"}]
    assert kept_for(f"mystery(n); {V} TEXP(a, b); TEXP(c, d); TABS(e, f);", DEFAULT) == [{"? -> TEXP", "? -> TABS"}]
    assert kept_for(f"TABS(a, b); {V} mystery(n);", DEFAULT) == [{"TABS -> ?"}]


IDLE = "set_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0); " * 5


@pytest.mark.parametrize(
    "arms", ["{ TEXP(m, m); }", "{ } else { TEXP(m, m); }", f"{{ TEXP(m, m); }} else {{ {IDLE} }}"]
)
def test_the_shorter_way_counts(arms: str) -> None:
    short = tile("k", 65536, rows=8) + tile("l", 81920, rows=8) + tile("m", 98304, rows=8)
    assert "TABS -> TNEG" in hazards(f"{short} TABS(k, l); if (n > 0) {arms} TNEG(l, k);", DEFAULT)


def test_a_drain_of_the_vector_pipe_inside_an_op_drains_no_other() -> None:
    sums = tile("k", 65536, rows=16, cols=1, layout="ColMajor")
    assert "TLOAD -> TLOAD" in hazards(f"{sums} TLOAD(e, gm); TROWSUM(k, a, b); TLOAD(e, gm);", STRICT)


def test_without_the_flag_key_a_chain_must_hold_under_both_identities() -> None:
    other = "set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);"
    body = f"{other} TABS(a, b); {ROUND} TNEG(c, a);"
    assert hazards(body, OPS) == set()
    assert hazards(body, OPS.without(FLAG_KEY)) == PAIR


@pytest.mark.parametrize(
    ("body", "rests"),
    [
        (f"set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0); TABS(a, b); {ROUND} {V} TNEG(c, a);", True),
        (f"TABS(a, b); {ROUND} {V} TNEG(c, a);", False),
        (f"TABS(a, b); {V} TNEG(c, d);", False),
    ],
)
def test_which_barriers_rest_on_the_flag_key(body: str, rests: bool) -> None:
    (barrier,) = barriers(kernel(body))
    assert barrier.is_redundant()
    assert barrier.rests_on_flag_key() == rests


def test_a_pair_that_is_too_near_lacks_more_than_evidence() -> None:
    short = tile("k", 65536, rows=15) + tile("l", 81920, rows=15)
    (near,) = barriers(kernel(f"{short} TABS(k, l); {V} TNEG(l, k);"), DEFAULT)
    (far,) = barriers(kernel(f"TABS(a, b); {V} TNEG(c, a);"), DEFAULT)
    assert not near.lacks_evidence(DEFAULT.safe_distance)
    assert far.lacks_evidence(DEFAULT.safe_distance)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"TABS(a, b); {V} TNEG(c, a);", "RAW on UB[0, 4096) (a) from `TABS` (line 5) to `TNEG` (line 5)"),
        (f"TADD(a, b, c); {V} TSUB(b, a, c);",
         "RAW on UB[0, 4096) (a) from `TADD` (line 5) to `TSUB` (line 5) (and 1 more)"),
        (f"TABS(a, b); {V} TRESHAPE(w, a); TNEG(c, w);",
         "RAW on UB[0, 4096) (a and w) from `TABS` (line 5) to `TNEG` (line 5)"),
        (f"mystery(n); {V} TABS(a, b);", "`statement` (line 5) may touch anything"),
        (f"TABS(a, b); {V} mystery(n);", "`statement` (line 5) may touch anything"),
    ],
)  # fmt: skip
def test_how_a_pair_is_described(body: str, expected: str) -> None:
    (barrier,) = barriers(kernel(f"\n{body}"))
    assert why(barrier).partition(":")[0] == expected
    words = {reason_word(hazard) for hazard, _ in barrier.needed_for()}
    assert words == {"opaque" if "mystery" in body else "raw"}


def test_the_other_order_is_no_worse_without_the_flag_key() -> None:
    assert hazards(f"TABS(a, b); {ROUND} TNEG(c, a);", OPS.without(FLAG_KEY)) == set()


def test_code_that_is_never_reached_has_no_hazards() -> None:
    order = ProgramOrder(program(f"return; TABS(a, b); {V} TNEG(c, a);"), OPS)
    assert order_hazards(order) == set()
    (barrier,) = barriers(kernel(f"return; TABS(a, b); {V} TNEG(c, a);"))
    assert barrier.kept_unasked == ("unreached", "no path from the function's entry reaches the barrier")
    assert list(barrier.needed_for()) == []
    assert not barrier.is_redundant()


BYTES = """
Tile<TileType::Vec, int8_t, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox> y; TASSIGN(y, 65536);
Tile<TileType::Vec, int8_t, 16, 64, BLayout::RowMajor, 16, 20, SLayout::NoneBox> z; TASSIGN(z, 65536);
"""


def test_stages_of_one_call_meet_in_another_round_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """TFILLPAD of bytes, as if its header had neither V>S nor dsb: in one execution the op still orders its stages."""

    def without_drains(call: OpCall, micro_steps: bool) -> tuple[Expansion, ...] | Unknown:
        found = forms_of(call, micro_steps)
        assert not isinstance(found, Unknown)
        return tuple(replace(form, steps=tuple(s for s in form.steps if isinstance(s, Stage))) for form in found[:1])

    monkeypatch.setattr(effects, "forms_of", without_drains)
    call = "TFILLPAD_INPLACE(y, z);"
    straight = ProgramOrder(program(f"{BYTES} {call}"), STRICT)
    assert straight.cross.unordered == []
    again = ProgramOrder(program(f"{BYTES} for (int32_t i = 0; i < n; i += 1) {{ {call} }}"), STRICT)
    assert {(x.pipe, y.pipe) for x, y in again.cross.unordered} == {("V", "S"), ("S", "V")}
    twice = ProgramOrder(program(f"{BYTES} {call} {call}"), STRICT)
    assert twice.cross.unordered
    assert all(x.instruction is not y.instruction for x, y in twice.cross.unordered)


@pytest.mark.parametrize("call", ["TFILLPAD(y, z);", "TFILLPAD_EXPAND(y, z);", "TFILLPAD_INPLACE(y, z);"])
def test_a_dsb_inside_an_op_orders_what_the_scalar_unit_stored(call: str) -> None:
    """TFillPad.hpp: V>S, scalar stores, dsb(DSB_UB), then V: who is after that work of V is after the stores."""
    flags = "set_flag(PIPE_V, PIPE_MTE3, EVENT_ID1); wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID1);"
    assert ProgramOrder(program(f"{BYTES} {call} {flags} TSTORE(gm, y);"), STRICT).cross.unordered == []
    open_ = ProgramOrder(program(f"{BYTES} {call} TSTORE(gm, y);"), STRICT).cross.unordered
    assert {(x.pipe, y.pipe) for x, y in open_} == {("V", "MTE3"), ("S", "MTE3")}
    before = ProgramOrder(program(f"{BYTES} TLOAD(y, gm); {call}"), STRICT).cross.unordered
    assert {(x.pipe, y.pipe) for x, y in before} == {("MTE2", "V"), ("MTE2", "S")}


def test_the_dsb_of_an_op_is_no_flag() -> None:
    """A flag of the code around with its pipes is nothing to it, and nothing can take its place."""
    assert {(source, target) for source, target, _ in inner_flags(_call("TFILLPAD(y, z);"))} == {("V", "S")}
    outer = "set_flag(PIPE_S, PIPE_V, EVENT_ID0);"
    order = ProgramOrder(program(f"{BYTES} {outer} TFILLPAD(y, z); wait_flag(PIPE_S, PIPE_V, EVENT_ID0);"), STRICT)
    assert order.cross.unordered == []


def _call(text: str) -> OpCall:
    actions = [instruction.action for instruction in program(f"{BYTES} {text}").instructions]
    return [action.call for action in actions if isinstance(action, TileOp)][-1]


SLOT = "TASSIGN(w, 65536 + (i % 2) * 4096); TABS(w, b);"


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("the last round is followed by none", f"for (int32_t i = 0; i < 2; i += 1) {{ {SLOT} }}", set()),
        ("any round is followed by another", f"{LOOP} {{ {SLOT} }}", {"TABS -> TABS"}),
        ("the first round of two is not the last",
         "TABS(a, b); for (int32_t i = 0; i < 2; i += 1) { set_flag(PIPE_V, PIPE_MTE3, i % 2); } "
         "wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID1); TSTORE(gm, a);", set()),
        ("a loop that never runs", f"TABS(a, b); for (int32_t i = 2; i < 2; i += 1) {{ {SLOT} }} TNEG(c, a);", PAIR),
        ("a round that ends early", f"TABS(a, b); {LOOP} {{ continue; {SLOT} }} TNEG(c, a);", PAIR),
        ("a round that ends in its middle",
         f"{LOOP} {{ {SLOT} continue; {SLOT} }}",
         {"TABS -> TABS"}),
    ],
)  # fmt: skip
def test_rounds_of_rotating_loops(title: str, body: str, expected: set[str]) -> None:
    assert hazards(body) == expected, title
    found = (o for witness in unordered_pairs(by_rounds(program(body)), "ops") for o in witness.obligations)
    names = {f"{o.earlier.text} -> {o.later.text}" for o in found}
    assert {re.sub(r"\(.*?\);?", "", pair) for pair in names} == expected, title


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("left raised", f"{S1}", [MisuseKind.LEFT_RAISED]),
        ("left raised, though a wait comes last", f"{S1} {S1} {W1}", [MisuseKind.SET_AGAIN, MisuseKind.LEFT_RAISED]),
        ("left raised after a loop", f"{S1} {LOOP} {{ TABS(a, b); }}", [MisuseKind.LEFT_RAISED]),
        ("never reached", f"return; {W1} {S1} {S1}", []),
        ("at run time", "set_flag(PIPE_V, PIPE_MTE3, n); wait_flag(PIPE_V, PIPE_MTE3, n);", []),
        ("at run time, left raised", "set_flag(PIPE_V, PIPE_MTE3, n);", [MisuseKind.LEFT_RAISED]),
    ],
)
def test_misuses_of_flags(title: str, body: str, expected: list[MisuseKind]) -> None:
    assert [misuse.kind for misuse in flag_counts(program(body)).misuses] == expected, title


def test_copies_of_one_barrier_go_together_or_not_at_all() -> None:
    """Two slots: each copy of the barrier has the other one between two rounds that use the same slot."""
    text = """__global__ AICORE void k(__gm__ float* p, int64_t n) {
  #if defined(__DAV_VEC__)
  Tile<TileType::Vec, float, 8, 64, BLayout::RowMajor, 8, 64, SLayout::NoneBox> a;
  for (int64_t i = 0; i < n; i += 1) {
    TASSIGN(a, (i % 2) * 2048);
    pipe_barrier(PIPE_V);
    TADD(a, a, a);
  }
  #endif
}
"""
    programs = list(program_file(parse(SourceFile("k.cpp", text))).programs)
    (candidate,) = candidates(orders_of(programs, STRICT), Pipe.V)
    assert len(candidate.where) == 2
    assert not candidate.is_redundant()


def test_a_pipe_that_nothing_waits_for_has_nothing_in_flight_that_no_work_of_it_meets() -> None:
    """Or what is kept grows with the square of a long recording: every store, at every later instruction."""
    order = ProgramOrder(program("TSTORE(gm, a);" * 40), DEFAULT)
    assert not any(order.on(Pipe.MTE3).states)
    assert not [*order.on(Pipe.MTE3).hazards()]


def test_a_barrier_that_is_gone_is_gone_under_every_distance() -> None:
    order = ProgramOrder(program(f"TABS(a, b); {V} TNEG(c, a);"), DEFAULT)
    (barrier,) = order.on(Pipe.V).barriers
    assert not [*order.on(Pipe.V).hazards()]
    order.remove(barrier, Pipe.V)
    without = order.on(Pipe.V, NO_DISTANCE)
    assert without.barriers == set()
    assert len([*without.hazards()]) == 1
    assert [*ProgramOrder(order.program, DEFAULT).on(Pipe.V, NO_DISTANCE).hazards()] == []
