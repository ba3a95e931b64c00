"""The engine's own rules: what it looks at again, and what gives way where event ids do not suffice."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from ptofix.api.chosen_passes import SYNC
from ptofix.hardware.pipe import Pipe
from ptofix.order.model import STRICT
from ptofix.placement import engine
from ptofix.placement.engine import Engine, UnplaceableError
from ptofix.placement.fences import FlagFence
from ptofix.placement.sequences import synchronises
from ptofix.placement.tests.kernels import missing, verdict_of
from ptofix.placement.turns import Skipped
from ptofix.program.build import program_file
from ptofix.program.program import Instruction
from ptofix.proof.verdict import Proved
from ptofix.testing.corpus import NO_SYNC
from ptofix.testing.kernels import kernel_of_seed, shape_of_seed
from ptofix.tests.build import TILES, kernel, run, tree
from ptofix.text.source import SourceFile, read_source

LOOP = "for (int i = 0; i < n; ++i)"


def engine_of(body: str, *, keeps: bool = False) -> Engine:
    parsed = tree(kernel(body))
    (program,) = (p for p in program_file(parsed).programs if p.core == "vector")

    def forgets(instruction: Instruction) -> bool:
        return not keeps and instruction.statement is not None and synchronises(instruction.statement)

    return Engine(parsed, program, STRICT, forgets)


# In these the flags that were chosen first leave something open.
AGAIN = {
    **{f"seed{seed}": SourceFile("k.cpp", kernel_of_seed(seed, shape_of_seed(seed))) for seed in (17, 28, 35)},
    "h_final_div_pair": read_source(str(NO_SYNC / "h_final_div_pair.v0.45.no-sync.cpp")),
}


@pytest.mark.parametrize("source", AGAIN.values(), ids=AGAIN)
def test_what_is_left_open_is_looked_at_again(source: SourceFile) -> None:
    made = run(source, "resynchronise").source
    assert not missing(made)
    assert isinstance(verdict_of(made), Proved)


def test_what_flags_cannot_order_is_said() -> None:
    """A wait whose flag is known only at run time may take any other."""
    flag = "set_flag(PIPE_MTE2, PIPE_V, n); wait_flag(PIPE_MTE2, PIPE_V, n);"
    with pytest.raises(UnplaceableError, match=r"no place for a flag that orders `TLOAD` .* and `TEXP`"):
        _ = engine_of(f"TLOAD(a, gm); {flag} TEXP(b, a); TSTORE(gm, b);", keeps=True).placed


def test_rounds_come_to_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_MOST_ROUNDS", 0)
    with pytest.raises(UnplaceableError, match="no set of flags was found"):
        _ = engine_of("TLOAD(a, gm); TEXP(b, a);").placed


def test_a_pair_on_one_pipe_that_no_barrier_can_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "few_places", lambda _: (None, None))
    with pytest.raises(UnplaceableError, match="that no barrier can order"):
        _ = engine_of("TEXP(b, a); TABS(c, b);").placed


@pytest.mark.parametrize(("pipeline", "orders"), [("add-missing-orders", False), ("resynchronise", True)])
def test_only_what_is_wanted_is_put_in(pipeline: str, orders: bool) -> None:
    """The two stores and the load may meet in global memory; nobody knows that they do."""
    made = run(kernel("TSTORE(gm, a); TSTORE(gm, b); TLOAD(c, gm); TEXP(d, c);"), pipeline, strip=True).source.text
    assert "set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);" in made
    assert ("set_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID0);" in made) is orders
    assert ("pipe_barrier(PIPE_MTE3);" in made) is orders


def test_of_very_many_pairs_those_that_are_near_are_asked_first(monkeypatch: pytest.MonkeyPatch) -> None:
    source = AGAIN["h_final_div_pair"]
    parsed = tree(source)
    (program,) = (p for p in program_file(parsed, idle_callers=True).programs if p.core == "vector")
    asked = []
    for most in (0, 20_000):
        monkeypatch.setattr(engine, "_MANY_PAIRS", most)
        made = Engine(parsed, program, STRICT, lambda i: i.statement is not None and synchronises(i.statement))
        asked.append(len(list(made._unordered(made.before))))
        assert made.placed
    assert asked[0] < asked[1]


# ---- the first round of a loop ----


@pytest.mark.parametrize(
    ("body", "in_front_of"),
    [
        (f"TABS(f, e); {LOOP} {{ TLOAD(a, gm); TEXP(b, a); }}", "TABS(f, e);"),
        (f"TLOAD(c, gm); TABS(f, e); {LOOP} {{ TLOAD(a, gm); TEXP(b, a); }}", "TABS(f, e);"),
        (f"TABS(f, e); TNEG(e, e); {LOOP} {{ TLOAD(a, gm); TEXP(b, a); }}", "TABS(f, e);"),
        (f"if (n > 1) {{ TABS(f, e); }} {LOOP} {{ TLOAD(a, gm); TEXP(b, a); }}", "if (n > 1)"),
        (f"TLOAD(c, gm); {LOOP} {{ TLOAD(a, gm); TEXP(b, a); }}", LOOP),
        (f"{LOOP} {{ TLOAD(a, gm); TEXP(b, a); }} TABS(f, e);", LOOP),
    ],
)
def test_a_flag_for_the_first_round_is_raised_before_all_work(body: str, in_front_of: str) -> None:
    made = run(kernel(body), "resynchronise", strip=True).source
    assert f"set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0); {in_front_of}" in made.text.replace("\n", " ")
    assert isinstance(verdict_of(made), Proved)


def test_work_of_a_function_above_is_not_before_the_loop() -> None:
    head = "AICORE void k(__gm__ float* gm, int32_t n) {\n#if defined(__DAV_VEC__)\n"
    text = (
        f"static AICORE inline void part(__gm__ float* gm) {{ {TILES} TLOAD(a, gm); TEXP(b, a); }}\n"
        f"{head}{LOOP} {{ part(gm); }}\n#endif\n}}\n"
    )
    made = run(SourceFile("k.cpp", text.replace(LOOP, f"int m = n; {LOOP}")), "resynchronise", strip=True).source
    assert isinstance(verdict_of(made), Proved)


# ---- where event ids do not suffice ----

UNITS = "TLOAD(a, gm); TEXP(b, a); TNEG(c, b); TABS(d, c); TSTORE(gm, d);"


def fence_of(made: Engine, behind: int, before: int) -> FlagFence:
    position = next(p for statement, p in made.sequences.where.items() if statement.text.startswith("TLOAD"))
    return FlagFence(Pipe.MTE2, Pipe.V, position.sequence, position.number + behind, position.number + before)


def test_first_a_flag_is_shared() -> None:
    made = engine_of(UNITS)
    one, other, third = fence_of(made, 0, 2), fence_of(made, 1, 3), replace(fence_of(made, 0, 1), source=Pipe.MTE3)
    made._give_way([one, other, third], [one, other])
    both = fence_of(made, 1, 2)
    assert [made._present(fence) for fence in (one, other)] == [both, both]
    assert made._by_pair == {third}
    assert [text.partition(": ")[2] for text in made._fallbacks] == [
        "shares a flag",
        "has the id of a flag to another pipe (hw.flag-key)",
    ]


def test_one_that_shares_may_be_enough_for_its_source() -> None:
    made = engine_of(UNITS)
    one, other, later = fence_of(made, 0, 2), fence_of(made, 1, 3), fence_of(made, 3, 4)
    made._give_way([one, later], [one, other])
    assert made._present(later) == later
    assert not made._by_pair


@pytest.mark.parametrize("keeps", [False, True])
def test_then_it_is_up_for_less_time_then_others_wait(keeps: bool) -> None:
    flag = "set_flag(PIPE_V, PIPE_MTE3, EVENT_ID7); wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID7);"
    made = engine_of(UNITS + flag, keeps=keeps)
    assert made.keeps_flags is keeps
    wide, said = fence_of(made, 0, 3), []
    while not made._walls:
        made._give_way([made._present(wide)], [])
        said.append(made._fallbacks[-1].rpartition(": ")[2])
    by_pair = [] if keeps else ["has the id of a flag to another pipe (hw.flag-key)"]
    assert said == [
        *by_pair,
        "has a shorter live range",
        *by_pair,
        "no event id is free, the scalar unit waits instead",
        *by_pair,
        "has a shorter live range",
        *by_pair,
        "no event id is free, pipe_barrier(PIPE_ALL) instead",
    ]
    assert made._present(wide) == replace(fence_of(made, 0, 1), target=Pipe.S)


@pytest.mark.parametrize(
    ("targets", "instead"),
    [(("V",), "wait_flag(PIPE_MTE2, PIPE_S, EVENT_ID0);"), (("V", "S"), "pipe_barrier(PIPE_ALL);")],
)
def test_beside_flags_that_have_all_ids(targets: tuple[str, ...], instead: str) -> None:
    flags = [f"_flag(PIPE_MTE2, PIPE_{target}, EVENT_ID{event});" for target in targets for event in range(8)]
    before, behind = (" ".join(f"{word}{flag}" for flag in flags) for word in ("set", "wait"))
    text = kernel(f"{before}\nTLOAD(a, gm);\nTEXP(b, a);\n{behind}")
    made = run(text, ",".join(SYNC["missing"]), strip=True).source
    between = made.text.partition("TLOAD(a, gm);")[2].partition("TEXP(b, a);")[0]
    assert instead in between
    assert isinstance(verdict_of(made), Proved)


def test_a_fence_takes_turns_only_where_rounds_are_skipped() -> None:
    made = engine_of(f"{LOOP} {{ TLOAD(a, gm); TEXP(b, a); }}")
    fence = next(fence for fence in made._fences_of(made.before).values() if fence.loop is not None)
    assert made._present(fence) == fence
    made._turns[fence] = Skipped(3, 1)
    assert made._present(fence).turns == 3
    made._takes_turns = False
    assert made._present(fence) == fence
