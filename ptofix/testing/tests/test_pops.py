"""Local slots of pipes, against the rounds run one by one: on every path each tile is where the program says it is.

A kernel of loops, branches and jumps is run here, pop by pop. For each run there must be a path through the program, in
the rounds of the analysis and in those of the checker, on which every op has the slot that it has in the run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ptofix.order.unrolled import in_rounds
from ptofix.program.program import Instruction, Program, TileOp
from ptofix.proof.unrolled import by_rounds
from ptofix.tests.build import kernel, programs

BASES, SIZE = {"p": 0, "q": 98304}, 4096
ROUNDS = (0, 1, 2, 5)
UNROLLINGS: tuple[Callable[[Program], Program], ...] = (in_rounds, by_rounds)

# ("pop", pipe) | ("use", pipe) | ("for", count or None, body) | ("if", body) | ("break" | "continue",)
Node = tuple[object, ...]
leaf = st.one_of(
    st.tuples(st.just("pop"), st.sampled_from("pq")),
    st.tuples(st.just("use"), st.sampled_from("pq")),
    st.tuples(st.just("pop"), st.just("p")),
)
nodes = st.recursive(
    st.lists(leaf, min_size=1, max_size=4),
    lambda inner: st.lists(
        st.one_of(
            leaf,
            st.tuples(st.just("for"), st.sampled_from((None, 1, 2, 3)), inner),
            st.tuples(st.just("for"), st.sampled_from((None, 2)), inner),
            st.tuples(st.just("if"), inner),
            st.tuples(st.sampled_from(("break", "continue"))),
        ),
        min_size=1,
        max_size=4,
    ),
    max_leaves=9,
)


@dataclass
class Text:
    """The statements of a kernel, one a line; `lines` are those of the nodes, by identity."""

    slots: dict[str, int]
    start: str
    written: list[str] = field(default_factory=list)
    lines: dict[int, int] = field(default_factory=dict)
    depth: int = 0

    def add(self, line: str) -> None:
        self.written.append(line)

    def block(self, body: list[Node]) -> None:
        for node in body:
            match node:
                case ("pop", str(pipe)):
                    self.lines[id(node)] = len(self.written)
                    self.add(f"TPOP<{self.type(pipe)}>({pipe}, w{pipe});")
                case ("use", str(pipe)):
                    self.lines[id(node)] = len(self.written)
                    self.add(f"TABS(a, w{pipe});")
                case ("for", count, list(inner)):
                    i, end = f"i{len(self.written)}", "n" if count is None else str(count)
                    first = "0" if count is not None else self.start
                    self.add(f"for (int32_t {i} = {first}; {i} < {end}; {i} += 1) {{")
                    self.depth += 1
                    self.block(inner)
                    self.depth -= 1
                    self.add("}")
                case ("if", list(inner)):
                    self.add("if (s > 1.0f) {")
                    self.block(inner)
                    self.add("}")
                case (str(jump),) if self.depth:
                    self.add(f"if (s > 1.0f) {{ {jump}; }}")

    def type(self, pipe: str) -> str:
        return f"TPipe<{'pq'.index(pipe)}, Direction::DIR_C2V, {SIZE}, 8, {self.slots[pipe]}, false>"


class Jump(Exception):
    """A `break` or `continue` on its way."""


def runs(body: list[Node], rounds: int, choice: Iterator[bool], depth: int = 0) -> Iterator[Node]:
    """What one run executes. Loops of unknown length have `rounds` rounds."""
    for node in body:
        match node:
            case ("pop" | "use", _):
                yield node
            case ("for", count, list(inner)):
                for _ in range(rounds if count is None else int(str(count))):
                    try:
                        yield from runs(inner, rounds, choice, depth + 1)
                    except Jump as jump:
                        if str(jump) == "break":
                            break
            case ("if", list(inner)):
                if next(choice):
                    yield from runs(inner, rounds, choice, depth)
            case (str(word),) if depth and next(choice):
                raise Jump(word)


def choices(seed: int) -> Iterator[bool]:
    while True:
        seed = (seed * 1103515245 + 12345) % (1 << 31)
        yield bool(seed >> 16 & 1)


def follow(program: Program, at: dict[int, int], run: list[tuple[int, int]]) -> tuple[int, int] | None:
    """The first op of a run, as (line, slot), that no path has at its address; None if there is none."""
    here, instructions = {0}, program.instructions
    for line, address in run:
        ahead, pending = set[int](), [s for i in here for s in instructions[i].successors]
        seen = set(pending)
        while pending:
            index = pending.pop()
            one = instructions[index]
            number = None if one.statement is None else at.get(one.statement.line)
            if isinstance(one.action, TileOp) and number is not None:
                if number == line and may_be_at(one, address):
                    ahead.add(index)
                continue
            new = set(one.successors) - seen
            seen |= new
            pending += new
        if not ahead:
            return line, address
        here = ahead
    return None


def may_be_at(instruction: Instruction, address: int) -> bool:
    assert isinstance(instruction.action, TileOp)
    operand = instruction.action.operands[1]
    if address < 0 or operand.bases is None:
        return True
    return any(base <= address < base + operand.slots * SIZE for base in operand.bases)


def built(body: list[Node], slots: dict[str, int], start: str) -> tuple[Text, Program, dict[int, int]]:
    text = Text(slots, start)
    text.block(body)
    head = [f"auto {pipe} = {text.type(pipe)}(gm, {base}, {base});" for pipe, base in BASES.items()]
    tiles = "\n".join(
        f"Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox> {name};"
        for name in ("a", "wp", "wq")
    )
    source = kernel("\n".join(head + text.written), tiles=f"{tiles}\nTASSIGN(a, 180224);")
    first = source.text.split("\n").index(head[-1]) + 2
    (program,) = (p for p in programs(source) if p.core == "vector")
    return text, program, {first + number: number for number in range(len(text.written))}


@settings(max_examples=40, deadline=None)
@example(
    [("for", 3, [("pop", "q")]), ("pop", "p")], {"p": 1, "q": 2}, "0"
)  # the rest by 2 does not tell the third round
@given(
    nodes, st.fixed_dictionaries({"p": st.sampled_from((1, 2, 3, 4)), "q": st.sampled_from((2, 4))}),
    st.sampled_from(("0", "n / 3", "1")),
)  # fmt: skip
def test_every_run_has_its_slots(body: list[Node], slots: dict[str, int], start: str) -> None:
    if not any(node[0] == "pop" for node in flat(body)):
        return
    text, program, at = built(body, slots, start)
    for unrolled in (unroll(program) for unroll in UNROLLINGS):
        for rounds in ROUNDS:
            for seed in range(4):
                taken, where, run = {"p": 0, "q": 0}, {"p": -1, "q": -1}, []
                steps = runs(body, rounds, choices(seed))
                for node in steps:
                    pipe = str(node[1])
                    if node[0] == "pop":
                        where[pipe] = BASES[pipe] + taken[pipe] % slots[pipe] * SIZE
                        taken[pipe] += 1
                    run.append((text.lines[id(node)], where[pipe]))
                assert follow(unrolled, at, run) is None, "\n".join(text.written)


def flat(body: list[Node]) -> Iterator[Node]:
    for node in body:
        yield node
        for part in node:
            if isinstance(part, list):
                yield from flat(part)


POP, USE = ("pop", "p"), ("use", "p")


@pytest.mark.parametrize(
    ("title", "body", "start", "slots", "expected"),
    [
        ("one a round", [("for", None, [POP, USE])], "0", 3, {0, 1, 2}),
        ("from a start that is not known", [("for", None, [POP, USE])], "n / 3", 4, {0, 1, 2, 3}),
        ("two a round of two: always the second", [("for", None, [POP, ("pop", "p"), USE])], "0", 2, {1}),
        ("in a loop in a loop", [("for", None, [("for", 2, [POP, USE])])], "0", 4, {0, 1, 2, 3}),
        ("after a loop between constants", [("for", 3, [POP]), ("pop", "p"), USE], "0", 2, {1}),
        ("after an inner one", [("for", None, [("for", 3, [POP]), ("pop", "p"), USE])], "0", 4, {3}),
    ],
)
def test_slots_that_are_known(title: str, body: list[Node], start: str, slots: int, expected: set[int]) -> None:
    _, program, _ = built(body, {"p": slots, "q": 2}, start)
    for unrolled in (unroll(program) for unroll in UNROLLINGS):
        uses = [i.action.operands[1] for i in unrolled.instructions if isinstance(i.action, TileOp)]
        known = [x for x in uses if x.text == "wp" and len(x.bases or ()) == 1 and not x.unknown]
        of_use = {
            base // SIZE
            for i in unrolled.instructions
            if isinstance(i.action, TileOp) and i.action.call.name == "TABS"
            for base in i.action.operands[1].bases or ()
        }
        assert of_use == expected, title
        assert len(known) == len([operand for operand in uses if operand.text == "wp"]), title


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("on a condition", [("for", None, [("if", [POP]), ("pop", "p"), USE])]),
        ("after a loop of unknown length", [("for", None, [POP]), ("pop", "p"), USE]),
        ("a round that may end early", [("for", None, [POP, ("continue",), ("pop", "p"), USE])]),
        ("a loop that may end early", [("for", 3, [POP, ("break",)]), ("pop", "p"), USE]),
    ],
)
def test_slots_that_are_not_known(title: str, body: list[Node]) -> None:
    _, program, _ = built(body, {"p": 3, "q": 2}, "0")
    for unrolled in (unroll(program) for unroll in UNROLLINGS):
        uses = [i.action.operands[1] for i in unrolled.instructions if isinstance(i.action, TileOp)]
        assert any(operand.unknown for operand in uses if operand.text == "wp"), title
