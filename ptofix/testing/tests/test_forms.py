"""Forms that are known only at run time, against brute force: every form of every execution is run alone.

What is unordered in one of these runs must be found, and in straight-line code nothing else; a barrier may go only if
no run needs it.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ptofix.hardware.pipe import Pipe
from ptofix.isa.expand import forms
from ptofix.order.barriers import candidates, orders_of
from ptofix.order.model import DEFAULT, STRICT, ProgramOrder
from ptofix.program.program import Program, TileOp
from ptofix.proof.check import check
from ptofix.proof.verdict import Proved
from ptofix.testing.brute import Behaviour, WorkPair, on_chip, run
from ptofix.testing.pairs import unordered_pairs
from ptofix.testing.script import Plain, Sync, read_scripts
from ptofix.testing.trace import interpret
from ptofix.tests.build import kernel, programs
from ptofix.text.source import SourceFile

# u to x have valid sizes that are known only at run time; d is wide and full, r one column of it.
OPEN = "Tile<TileType::Vec, float, 16, {2}, BLayout::{3}, -1, -1, SLayout::NoneBox> {0}(n, n);\nTASSIGN({0}, {1});"
FULL = "Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox> {0};\nTASSIGN({0}, {1});"
TILES = "\n".join(
    [OPEN.format(name, 4096 * i, 64, "RowMajor") for i, name in enumerate("uv")]
    + [OPEN.format("y", 8192, 1, "ColMajor"), OPEN.format("z", 16384, 8, "RowMajor")]
    + [FULL.format(name, 12288 + 8192 * i) for i, name in enumerate("cd")]
)
WORK = (
    "TROWMAX(y, u, c);", "TROWSUM(y, v, d);", "TROWEXPANDMUL(u, v, y);", "TROWEXPANDADD(v, u, z);",
    "TTRANS(u, v, d);", "TPARTADD(u, v, c);", "TADD(c, d, c);", "TEXP(c, d);", "TMULS(y, y, s);",
)  # fmt: skip
lines = st.lists(
    st.one_of(st.sampled_from(WORK), st.just("pipe_barrier(PIPE_V);"), st.sampled_from(WORK)), min_size=2, max_size=7
)


def source_of(body: list[str]) -> SourceFile:
    return kernel("\n".join(body), tiles=TILES)


def vector(source: SourceFile) -> Program:
    return next(p for p in programs(source) if p.core == "vector")


def outcomes(body: list[str], model: str) -> list[tuple[Behaviour, list[int]]]:
    """What each combination of forms does; per work the number of its statement in `body`."""
    source = source_of(body)
    (script,) = read_scripts(source.text.replace("__global__ AICORE", "AICORE").replace("#endif", "  #endif"))
    executed = [node for node in script.body if isinstance(node, (Plain, Sync))]
    counts: dict[int, int] = {}

    def count(execution: int, forms: int) -> int:
        counts[execution] = forms
        return 0

    interpret(executed, model, count)
    found = []
    for combination in product(*(range(number) for number in counts.values())):
        chosen = dict(zip(counts, combination))
        outcome = run(interpret(executed, model, _by(chosen)), model)
        first = len(executed) - len(body)
        found.append((outcome, [work.execution - first for work in outcome.work]))
    return found


def _by(chosen: dict[int, int]) -> Callable[[int, int], int]:
    return lambda execution, _: chosen[execution]


def brute(body: list[str], model: str) -> set[tuple[int, int]]:
    """Pairs of statements that are unordered in some combination."""
    return {
        (where[x], where[y])
        for outcome, where in outcomes(body, model)
        for x, y in outcome.unsafe
        if on_chip(outcome, WorkPair(x, y))
    }


def numbered(body: list[str], first: int, last: int) -> tuple[int, int]:
    start = source_of(body).text.split("\n").index(body[0]) + 1
    return first - start, last - start


def analysed(body: list[str]) -> set[tuple[int, int]]:
    order = ProgramOrder(vector(source_of(body)), STRICT)
    pairs = [(h.earlier, h.later) for pipe in order.effects.on_pipe for h in order.on(pipe).hazards()]
    statements = [(x.instruction.statement, y.instruction.statement) for x, y in pairs + order.cross.unordered]
    return {numbered(body, x.line, y.line) for x, y in statements if x is not None and y is not None}


def checked(body: list[str]) -> set[tuple[int, int]]:
    return {
        numbered(body, o.earlier.line, o.later.line)
        for witness in unordered_pairs(vector(source_of(body)), "strict")
        for o in witness.obligations
    }


def test_these_calls_have_several_forms() -> None:
    calls = [i.action.call for i in vector(source_of(list(WORK))).instructions if isinstance(i.action, TileOp)]
    found = {call.name: len(several) for call in calls if isinstance(several := forms(call), tuple)}
    assert {name for name, several in found.items() if several > 1} >= {"TPARTADD", "TTRANS"}


@settings(max_examples=25, deadline=None)
@given(lines)
def test_straight_line_code_exactly(body: list[str]) -> None:
    assert brute(body, "strict") == analysed(body) == checked(body)


@settings(max_examples=8, deadline=None)
@given(lines.filter(lambda body: len(body) < 5))
def test_round_a_loop(body: list[str]) -> None:
    """A call of the next round may take another form."""
    loop = ["for (int32_t i = 0; i < n; i += 1) {", *body, "}"]
    again = {(x % len(body) + 1, y % len(body) + 1) for x, y in brute(body + body, "strict")}
    assert again <= analysed(loop)
    assert again <= checked(loop)


# A scalar loop where a row stride is not aligned, known at run time, or the transpose unit: both drain V first.
TRANSPOSED = """Tile<TileType::Vec, float, 64, 16, BLayout::ColMajor, 64, 16, SLayout::NoneBox> t; TASSIGN(t, 65536);
TEXP(t, t);
TTRANS(t, c, d);"""


@pytest.mark.parametrize("around", ["{0}", "for (int32_t i = 0; i < n; i += 1) {{\n{0}\n}}"])
def test_each_form_alone_is_ordered(around: str) -> None:
    """What no form leaves open is no finding, nor are the stages of one form against those of another."""
    program = vector(kernel(around.format(TRANSPOSED), tiles=TILES))
    order = ProgramOrder(program, STRICT)
    transposition = next(
        i for i in program.instructions if isinstance(i.action, TileOp) and len(i.action.operands) == 3
    )
    assert len(order.effects.forms[transposition.index]) == 2
    pairs = [(x.instruction.index, y.instruction.index) for x, y in order.cross.unordered]
    pairs += [(h.earlier.instruction.index, h.later.instruction.index) for h in order.on(Pipe.V).hazards()]
    of_checker = [(o.earlier.index, o.later.index) for w in unordered_pairs(program, "strict") for o in w.obligations]
    if "for" not in around:
        assert not pairs
        assert not of_checker
    else:
        assert set(pairs) == set(of_checker)


@settings(max_examples=15, deadline=None)
@given(lines, st.sampled_from((STRICT, DEFAULT)))
def test_a_barrier_goes_only_if_no_form_needs_it(body: list[str], model: object) -> None:
    assert model in (STRICT, DEFAULT)
    name = "strict" if model is STRICT else "default"
    source = source_of(body)
    for candidate in candidates(orders_of([vector(source)], STRICT if model is STRICT else DEFAULT), Pipe.V):
        (number, _) = numbered(body, candidate.statement.line, 0)
        without = ["pipe_barrier(PIPE_FIX);" if i == number else line for i, line in enumerate(body)]
        lost = brute(without, name) - brute(body, name)
        after = SourceFile(source.name, source_of([line for i, line in enumerate(body) if i != number]).text)
        proved = isinstance(check(source, after, name), Proved)
        assert not (lost and candidate.is_redundant())
        assert proved == candidate.is_redundant()
        if name == "strict":
            assert proved == (not lost)
