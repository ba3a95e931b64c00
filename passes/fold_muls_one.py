"""`fold-muls-one`: multiplication by the constant one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ptofix.cpp import nodes
from ptofix.cpp.lexer import tokenize
from ptofix.cpp.parser import Statement, statements
from ptofix.order.effects import Site
from ptofix.order.model import STRICT, ProgramOrder
from ptofix.program.build import program_file
from ptofix.program.program import TileOp
from ptofix.rewrite.job import Job, Pass
from ptofix.text.source import Edit, Span


@dataclass(frozen=True)
class FoldMulsOne(Pass):
    """Turn `TMULS(dst, src, s)` with `s` the constant 1 into `TMOV(dst, src)`.

    What: a copy in place of a multiplication that changes nothing.

    Why it matters: the scale of a softmax is often folded into another constant, and the multiplication stays.

    Example:
        TMULS(v4, v2, v6);
    becomes, with `const float v6 = 1.0f;`,
        TMOV(v4, v2);

    Safety: only for full static vector tiles of one type that are not the same bytes: TMOV copies whole 32-byte blocks,
    TMULS stops at the valid columns. A copy keeps the payload of a NaN, a multiplication need not. Run it before
    passes that remove barriers: their proofs depend on the ops that are there.

    Limits: `s` must be a `const` name with one literal value in its function, or a literal.
    """

    name: ClassVar[str] = "fold-muls-one"
    language: ClassVar[str] = "cpp"

    def run(self, job: Job) -> None:
        done: set[Statement] = set()
        ones = _names_of_one(job)
        for program in program_file(job.tree).programs:
            order = ProgramOrder(program, STRICT)
            for instruction in program.instructions:
                action, statement = instruction.action, instruction.statement
                if not isinstance(action, TileOp) or action.call.name != "TMULS" or statement is None:
                    continue
                if statement in done or len(action.operands) != 3 or action.operands[2].text not in ones:
                    continue
                done.add(statement)
                problem = _problem(order, action, instruction.index)
                if problem:
                    job.missed("TMULS", "types", problem, statement.place)
                else:
                    job.accept(_edits(statement), "TMULS", "folded", "TMULS by one -> TMOV", statement.place)


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
    ones = {name for name, texts in values.items() if all(_is_one(text) for text in texts)}
    return ones | {"1.0f", "1.0", "1.f", "1"}


def _is_one(literal: str) -> bool:
    try:
        return float(literal.rstrip("fF")) == 1.0
    except ValueError:
        return False


def _problem(order: ProgramOrder, action: TileOp, index: int) -> str:
    dst, src = (operand.tile for operand in action.call.operands[:2])
    if dst is None or src is None or dst != src:
        return "the tiles are not of one type"
    if dst.space != "Vec" or dst.valid_rows != dst.rows or dst.valid_cols != dst.cols:
        return "the tiles are not full static vector tiles"
    touches = [touch for step in order.effects.steps[index] if isinstance(step, Site) for touch in step.footprints]
    written = [touch.region for touch in touches if touch.write]
    read = [touch.region for touch in touches if not touch.write]
    if not touches or any(a.overlaps(b) for a in written for b in read):
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
