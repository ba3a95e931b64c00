"""Slots that rotate, against brute force: a loop over rounds and the same rounds written out, addresses computed here.

What is unordered in the rounds written out must be found by the analysis and by the checker in the loop, and no rewrite
of the loop may lose an order of the rounds written out.
"""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ptofix.cpp.parser import parse
from ptofix.hardware.pipe import PIPES
from ptofix.order.model import ProgramOrder, model_named
from ptofix.program.build import program_file
from ptofix.program.program import Program
from ptofix.proof.check import check
from ptofix.proof.unrolled import by_rounds
from ptofix.proof.verdict import Proved, Undecided
from ptofix.proof.waits import ENDLESS
from ptofix.rewriting.pipeline import Settings, run_pipeline
from ptofix.rewriting.pipeline_text import parse_pipeline
from ptofix.testing.brute import Behaviour, WorkPair, on_chip, run
from ptofix.testing.pairs import unordered_pairs
from ptofix.testing.script import Plain, Sync, read_scripts
from ptofix.testing.trace import interpret
from ptofix.text.source import SourceFile

HEAD = """#include "pto/pto-inst.hpp"
using namespace pto;
__global__ AICORE void k(__gm__ float* p, int64_t n) {
  GlobalTensor<float, pto::Shape<1, 1, 1, 8, 64>, pto::Stride<512, 512, 512, 64, 1>, pto::Layout::ND> gm = \
GlobalTensor<float, pto::Shape<1, 1, 1, 8, 64>, pto::Stride<512, 512, 512, 64, 1>, pto::Layout::ND>(p, \
pto::Shape<1, 1, 1, 8, 64>(), pto::Stride<512, 512, 512, 64, 1>());
  #if defined(__DAV_VEC__)
"""
TILE = "Tile<TileType::Vec, float, 8, 64, BLayout::RowMajor, 8, 64, SLayout::NoneBox>"
FOOT = "  #endif\n}\n"
MODELS = ("ops", "strict", "default")
ROUNDS = 5

# A slot by the round, as C++ and as Python.
SLOTS = (
    ("(i % 2) * 2048", lambda i: i % 2 * 2048),
    ("((i + 1) % 2) * 2048", lambda i: (i + 1) % 2 * 2048),
    ("(i & 1) * 2048 + 1024", lambda i: i % 2 * 2048 + 1024),
    ("(i % 3 == 2) ? 4096 : ((i % 3 == 1) ? 2048 : 0)", lambda i: i % 3 * 2048),
    ("((2 * i + 1) % 4) * 1024", lambda i: (2 * i + 1) % 4 * 1024),
    ("(i / 2 % 2) * 2048", lambda i: i // 2 % 2 * 2048),
    ("(i + 3 >> 1 & 1) * 2048", lambda i: (i + 3 >> 1) % 2 * 2048),
    ("((i + 1) / 2 + 1) % 3 * 2048", lambda i: ((i + 1) // 2 + 1) % 3 * 2048),
    ("(i & 1) ? 1024 : ((i / 2 & 1) ? 2048 : 0)", lambda i: 1024 if i % 2 else i // 2 % 2 * 2048),
    ("4096", lambda i: 4096 + 0 * i),
)
EVENTS = (
    ("EVENT_ID0", lambda i: 0 * i),
    ("(event_t) (i % 2)", lambda i: i % 2),
    ("(event_t) ((i + 1) % 2)", lambda i: (i + 1) % 2),
    ("(event_t) ((i % 3 == 0) ? 2 : 3)", lambda i: 2 if i % 3 == 0 else 3),
)
WORK = ("TLOAD({0}, gm);", "TSTORE(gm, {0});", "TADD({0}, {1}, {2});", "TEXP({0}, {1});")
PAIRS = (("MTE2", "V"), ("V", "MTE3"), ("MTE3", "MTE2"), ("V", "MTE2"), ("MTE3", "V"))

Item = tuple[str, object, tuple[object, ...]]
Drawn = tuple[tuple[int, ...], list[Item], int]

item = st.one_of(
    st.tuples(st.just("work"), st.sampled_from(WORK), st.tuples(*[st.sampled_from("abc")] * 3)),
    st.tuples(st.just("bar"), st.just("V"), st.just(())),
    st.tuples(st.just("flag"), st.sampled_from(PAIRS), st.tuples(st.booleans(), st.integers(0, len(EVENTS) - 1))),
)
kernels = st.tuples(
    st.tuples(*[st.integers(0, len(SLOTS) - 1)] * 3), st.lists(item, min_size=3, max_size=9), st.integers(0, 4)
)  # fmt: skip


def body(slots: tuple[int, ...], items: list[Item], i: int | None) -> list[str]:
    """The statements of a round: with the loop's variable, or of round `i`. Every line is one statement."""
    lines = []
    for name, slot in zip("abc", slots):
        address = SLOTS[slot][0] if i is None else str(SLOTS[slot][1](i))
        lines.append(f"TASSIGN({name}, {address});")
    for kind, what, more in items:
        if kind == "work":
            lines.append(str(what).format(*more))
        elif kind == "bar":
            lines.append("pipe_barrier(PIPE_V);")
        else:
            assert isinstance(what, tuple)
            assert isinstance(more[1], int)
            event = EVENTS[more[1]][0] if i is None else f"EVENT_ID{EVENTS[more[1]][1](i)}"
            call = "set" if more[0] else "wait"
            lines.append(f"{call}_flag(PIPE_{what[0]}, PIPE_{what[1]}, {event});")
    return lines


DECLARED = "".join(f"    {TILE} {name};\n" for name in "abc")


def loop_text(lines: list[str], rounds: int | None) -> str:
    """`rounds` None: as many as the caller says."""
    inside = "".join(f"      {line}\n" for line in lines)
    end = "n" if rounds is None else str(rounds)
    return f"{HEAD}{DECLARED}    for (int64_t i = 0; i < {end}; i += 1) {{\n{inside}    }}\n{FOOT}"


def outcome_of(rounds: list[list[str]], model: str) -> tuple[Behaviour, list[tuple[int, int]]]:
    """What the rounds written out do; per statement of them, its round and its number in the round."""
    text = HEAD + DECLARED + "".join(f"    {line}\n" for lines in rounds for line in lines) + FOOT
    (script,) = read_scripts(text)
    where = [(i, number) for i, lines in enumerate(rounds) for number in range(len(lines))]
    executed = [node for node in script.body if isinstance(node, (Plain, Sync))]
    first = (HEAD + DECLARED).count("\n") + 1
    by_number = {p.number: where[p.line - first] for p in script.plain if p.line >= first}
    outcome = run(interpret(executed, model), model)
    return outcome, [by_number[work.site[0]] for work in outcome.work]


def unsafe(rounds: list[list[str]], model: str) -> set[tuple[tuple[int, int], tuple[int, int], tuple[int, int]]]:
    """Pairs of stages (round, statement) that nothing orders, with the stages they are of."""
    outcome, where = outcome_of(rounds, model)
    return {
        (where[x], where[y], (outcome.work[x].site[1], outcome.work[y].site[1]))
        for x, y in outcome.unsafe
        if on_chip(outcome, WorkPair(x, y))
    }


def analysed(text: str, model: str) -> set[tuple[int, int]]:
    """Pairs of statements of the loop that the analysis calls unordered."""
    order, first = ProgramOrder(vector(text), model_named(model)), text[: text.index("for (")].count("\n") + 2
    pairs = [(h.earlier, h.later) for pipe in PIPES for h in order.on(pipe).hazards()]
    pairs += [(a, b) for a, b in order.cross.unordered]
    statements = [(a.instruction.statement, b.instruction.statement) for a, b in pairs]
    return {(a.line - first, b.line - first) for a, b in statements if a is not None and b is not None}


def checked(text: str, model: str) -> set[tuple[int, int]]:
    """Pairs that the checker calls unordered."""
    (program,), first = [by_rounds(vector(text))], text[: text.index("for (")].count("\n") + 2
    return {
        (o.earlier.line - first, o.later.line - first)
        for witness in unordered_pairs(program, model, assumptions=model_named(model).assumed)
        for o in witness.obligations
        if not o.region.memory.startswith("GM")
    }


def vector(text: str) -> Program:
    (program,) = (p for p in program_file(parse(SourceFile("k.cpp", text))).programs if p.core == "vector")
    return program


@settings(max_examples=12, deadline=None)
@given(kernels, st.sampled_from(MODELS))
def test_the_rounds_written_out_say_the_same(drawn: Drawn, model: str) -> None:
    slots, items, constant = drawn
    rounds = constant if constant >= 2 else None
    text = loop_text(body(slots, items, None), rounds)
    brute = {(x[1], y[1]) for x, y, _ in unsafe([body(slots, items, i) for i in range(rounds or ROUNDS)], model)}
    assert brute <= analysed(text, model)
    assert brute <= checked(text, model)


@settings(max_examples=12, deadline=None)
@given(kernels, st.sampled_from(MODELS))
def test_a_barrier_goes_only_if_no_round_needs_it(drawn: Drawn, model: str) -> None:
    slots, items, constant = drawn
    rounds = constant if constant >= 2 else None
    lines = body(slots, items, None)
    before = SourceFile("k.cpp", loop_text(lines, rounds))
    after = run_pipeline(
        before, parse_pipeline(f"drop-redundant-barriers{{model={model}}}"), Settings(verify=False)
    ).source
    verdict = check(before, after, model, model_named(model).assumed)
    if isinstance(verdict, Undecided) and verdict.reason == ENDLESS:
        return  # it waits forever: nothing that is made of it is proved
    assert isinstance(verdict, Proved)
    first = before.text[: before.text.index("for (")].count("\n") + 1
    left = after.text.split("\n")[first : first + len(lines)]
    gone = {n for n, line in enumerate(lines) if "barrier" in line and not left[n].strip().startswith("pipe_barrier")}
    whole = [body(slots, items, i) for i in range(rounds or ROUNDS)]
    without = [["pipe_barrier(PIPE_FIX);" if n in gone else line for n, line in enumerate(round_)] for round_ in whole]
    assert unsafe(without, model) <= unsafe(whole, model)
