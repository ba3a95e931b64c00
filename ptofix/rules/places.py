"""Where things stand in the text: statements, and operands inside them."""

from __future__ import annotations

from ptofix.cpp.parser import Statement
from ptofix.order.effects import Footprint
from ptofix.program.program import Instruction, TileOp
from ptofix.text.diagnostics import Place
from ptofix.text.source import Span


def statement_of(instruction: Instruction) -> Statement:
    """The statement of an instruction that has one."""
    assert instruction.statement is not None
    return instruction.statement


def call_name(instruction: Instruction) -> str:
    """The name of the op, or the first words of another statement."""
    if isinstance(instruction.action, TileOp):
        return instruction.action.call.name.removeprefix("member.")
    return statement_of(instruction).text.partition("(")[0].strip()


def operand_place(instruction: Instruction, footprint: Footprint) -> Place:
    """The operand that a footprint is of, or the whole statement where it is not named."""
    statement = statement_of(instruction)
    name = footprint.name.partition(" ")[0]
    arguments = argument_spans(statement.text)
    named = [span for span in arguments if statement.text[span.start : span.end] == name]
    if (
        footprint.access is not None
        and footprint.access.operand is not None
        and footprint.access.operand < len(arguments)
    ):
        chosen = arguments[footprint.access.operand]
        if chosen in named:
            return _inside(statement, chosen)
    if named:
        return _inside(statement, named[0 if footprint.write else -1])
    return statement.place


def _inside(statement: Statement, span: Span) -> Place:
    return Place(statement.source, Span(statement.span.start + span.start, statement.span.start + span.end))


def argument_spans(text: str) -> list[Span]:
    """The arguments of the last call that closes in `text`, without the blanks around them."""
    end = text.rfind(")")
    depth, position = 0, end
    while position >= 0:
        depth += (text[position] in ")]}") - (text[position] in "([{")
        if depth == 0:
            break
        position -= 1
    if end < 0 or position < 0:
        return []
    cuts, depth = [position], 0
    for i in range(position + 1, end):
        depth += (text[i] in "([{<") - (text[i] in ")]}>")
        if text[i] == "," and depth == 0:
            cuts.append(i)
    spans = []
    for start, stop in zip(cuts, [*cuts[1:], end]):
        inner = text[start + 1 : stop]
        left = start + 1 + len(inner) - len(inner.lstrip())
        spans.append(Span(left, max(left, start + 1 + len(inner.rstrip()))))
    return spans
