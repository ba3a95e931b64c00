"""`fold-muls-one`: multiplication by the constant one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from msgspec.structs import replace

from ptofix.cpp import nodes
from ptofix.cpp.lexer import tokenize
from ptofix.cpp.parser import Statement, statements
from ptofix.evidence.grade import Grade
from ptofix.hardware.pipe import PIPES
from ptofix.hardware.tile import Space
from ptofix.order.barriers import describe
from ptofix.order.effects import Hazard, Site, meeting_bytes
from ptofix.order.model import DEFAULT, STRICT, Model, ProgramOrder
from ptofix.order.unrolled import in_rounds
from ptofix.program.program import Action, Program, TileOp
from ptofix.proof.claims import FoldMulsOneClaim
from ptofix.rewriting.job import Job, ModelPass
from ptofix.text.source import Edit, Span

_ONE = re.compile(r"1(?:\.0*)?[fF]?")


@dataclass(frozen=True)
class FoldMulsOne(ModelPass):
    """Turn `TMULS(dst, src, s)` with `s` the constant 1 into `TMOV(dst, src)`.

    What: a copy in place of a multiplication that changes nothing.

    Why it matters: the scale of a softmax is often folded into another constant, and the multiplication stays.

    Example:
        TMULS(v4, v2, v6);
    becomes, with `const float v6 = 1.0f;`,
        TMOV(v4, v2);

    Safety: only for full static vector tiles of one type that are not the same bytes: TMOV copies whole 32-byte blocks,
    TMULS stops at the valid columns. A copy keeps the payload of a NaN, a multiplication need not. A copy has other
    vector repeats and inner barriers than a multiplication, too: where a pair of accesses is kept apart by those of the
    multiplication alone, it stays. Run it before passes that remove barriers: their proofs depend on the ops that are
    there.

    Limits: `s` must be a `const` name with one literal value in its function, or a literal.
    """

    name: ClassVar[str] = "fold-muls-one"
    language: ClassVar[str] = "cpp"

    def run(self, job: Job) -> None:
        ones = _names_of_one(job)
        programs = [in_rounds(program) for program in job.program_file.programs]
        calls: dict[Statement, list[tuple[int, int]]] = {}  # program and instruction
        for number, program in enumerate(programs):
            for instruction in program.instructions:
                if instruction.statement is not None and _is_candidate(instruction.action, ones):
                    calls.setdefault(instruction.statement, []).append((number, instruction.index))
        for statement, where in calls.items():
            place = statement.place
            problems = [_problem(ProgramOrder(programs[number], STRICT), index) for number, index in where]
            if any(problems):
                job.missed("TMULS", "types", max(problems), place)
                continue
            folded: dict[int, Program] = {}
            for number, index in where:
                folded[number] = _with_copy(folded.get(number, programs[number]), index)
            models = _readings(self.memory_model)
            lost = [pair for n, x in folded.items() for model in models for pair in _lost(programs[n], x, model)]
            if lost:
                job.missed("TMULS", "order", f"the copy no longer orders {describe(lost[0])}", place)
            elif job.accept(_edits(statement), "TMULS", "folded", "TMULS by one -> TMOV", place):
                programs = [folded.get(number, program) for number, program in enumerate(programs)]
                job.claims = [FoldMulsOneClaim()]


def _is_candidate(action: Action, ones: set[str]) -> bool:
    if not isinstance(action, TileOp) or action.call.name != "TMULS" or action.call.template_args:
        return False
    return len(action.operands) == 3 and action.operands[2].text in ones


def _with_copy(program: Program, index: int) -> Program:
    """The program with a TMOV in place of instruction `index`."""
    instructions = list(program.instructions)
    action = instructions[index].action
    assert isinstance(action, TileOp)
    call = replace(action.call, name="TMOV", operands=action.call.operands[:2])
    instructions[index] = replace(instructions[index], action=TileOp(call, action.operands[:2]))
    return replace(program, instructions=instructions)


def _readings(model: Model) -> list[Model]:
    """The model, and that by which repeats keep apart all they could: where they do, none may be lost either."""
    if model.name != DEFAULT.name:
        return [model]
    return [model, replace(model, assumed=DEFAULT.assumed | model.assumed, evidence=Grade.EXTRAPOLATED, measured=None)]


def _lost(before: Program, after: Program, model: Model) -> list[Hazard]:
    """What is unordered in `after` only: a copy has other repeats, and drains elsewhere, than a multiplication."""
    known = {key for hazard in _unordered(before, model) for key in _keys(hazard)}
    return [hazard for hazard in _unordered(after, model) if any(key not in known for key in _keys(hazard))]


def _unordered(program: Program, model: Model) -> Iterator[Hazard]:
    order = ProgramOrder(program, model)
    for pipe in PIPES:
        yield from order.on(pipe).hazards()
    yield from (Hazard(*pair) for pair in order.cross.unordered)


def _keys(hazard: Hazard) -> Iterator[tuple[object, ...]]:
    """What a hazard is about, whatever stages its calls have."""
    ends = hazard.earlier.instruction.index, hazard.later.instruction.index
    yield ends
    for kind, first, second in hazard.overlaps:
        yield (*ends, kind, meeting_bytes(first, second))


def _names_of_one(job: Job) -> set[str]:
    """Constants, and literals, whose value is one."""
    values: dict[str, set[str]] = {}
    for statement in statements(job.tree.body):
        for node in nodes.walk(statement.node) if statement.node is not None else ():
            if isinstance(node, nodes.Parameter):
                values.setdefault(node.name or "", set()).add("")
            elif isinstance(node, nodes.Declare):
                initial = node.initializer
                number = initial.value if isinstance(initial, nodes.Value) else None
                literal = number.text if isinstance(number, nodes.Number) else ""
                values.setdefault(node.name, set()).add(literal if "const" in node.type.before else "")
    ones = {name for name, texts in values.items() if all(_ONE.fullmatch(text) for text in texts)}
    return ones | {"1.0f", "1.0", "1.f", "1"}


def _problem(order: ProgramOrder, index: int) -> str:
    action = order.program.instructions[index].action
    assert isinstance(action, TileOp)
    dst, src = (operand.tile for operand in action.call.operands[:2])
    if dst is None or dst != src:
        return "the tiles are not of one type"
    if dst.space != Space.VEC or (dst.static_rows, dst.static_cols) != (dst.rows, dst.cols):
        return "the tiles are not full static vector tiles"
    touches = [touch for step in order.effects.steps(index) if isinstance(step, Site) for touch in step.footprints]
    written = [touch.region for touch in touches if touch.write]
    read = [touch.region for touch in touches if not touch.write]
    if any(a.overlaps(b) for a in written for b in read):
        return "the tiles share bytes, or may"
    return ""


def _edits(statement: Statement) -> list[Edit]:
    """Rename the op, and drop the third argument with the comma before it."""
    lexemes = tokenize(statement.text)
    offset = statement.span.start
    name = next(lexeme for lexeme in lexemes if lexeme.text.rpartition("::")[2] == "TMULS")
    comma = [lexeme for lexeme in lexemes if lexeme.type == "COMMA"][-1]
    close = [lexeme for lexeme in lexemes if lexeme.type == "RPAR"][-1]
    return [
        Edit(Span(offset + name.start, offset + name.end), name.text.replace("TMULS", "TMOV")),
        Edit(Span(offset + comma.start, offset + close.start), ""),
    ]
