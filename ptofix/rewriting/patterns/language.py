"""Read pattern files. The built-in patterns are a pattern file like any other."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from ptofix.text.cache import cached
from ptofix.text.diagnostics import Place, error
from ptofix.text.source import SourceFile, Span, encode

GRAMMAR = Path(__file__).with_name("patterns.lark")
BUILT_IN = Path(__file__).with_name("builtin.pat")

REPEAT_DISTANCE, INDEPENDENT, INTERNAL_DRAIN = "repeat-distance", "independent", "internal-drain"
BASES = (REPEAT_DISTANCE, INDEPENDENT, INTERNAL_DRAIN)
ANY = "_"

Operand = tuple[str, ...]  # the variables an operand may be, ANY among them; more than one: either order


class OpPattern(Struct, frozen=True):
    """A call of op `name` with these operands."""

    name: str
    operands: tuple[Operand, ...]


class Pattern(Struct, frozen=True):
    """`before` None: whatever is before the barrier. `basis` is one of BASES, `subject` the variable that a repeat
    distance is claimed for.
    """

    names: tuple[str, ...]
    flags: tuple[str, ...]
    about: str
    before: OpPattern | None
    after: OpPattern
    basis: str
    subject: str | None

    @property
    def name(self) -> str:
        return self.names[0]


@cache
def built_in_patterns() -> tuple[Pattern, ...]:
    return read_patterns(SourceFile(str(BUILT_IN), BUILT_IN.read_text(encoding="utf-8")))


def read_patterns(source: SourceFile) -> tuple[Pattern, ...]:
    """The patterns of a file. Raises PtofixError."""
    here = Path(__file__)
    sources = (encode(source.text), GRAMMAR.read_bytes(), here.read_bytes())
    records = cached("patterns", sources, lambda: _parse(source))
    return tuple(_pattern(record, source) for record in records)


def _parse(source: SourceFile) -> list[Any]:
    """The file as nested lists: `[rule, offset, child, …]`, leaves as text."""
    from lark import Lark, Tree
    from lark.exceptions import UnexpectedCharacters, UnexpectedEOF, UnexpectedInput

    def plain(node: Any) -> Any:
        if isinstance(node, Tree):
            return [str(node.data), getattr(node.meta, "start_pos", 0), *map(plain, node.children)]
        return str(node)

    parser = Lark(GRAMMAR.read_text(encoding="utf-8"), parser="lalr", propagate_positions=True)
    try:
        return [plain(child) for child in parser.parse(source.text).children]
    except UnexpectedEOF:
        raise error("pattern file ends inside a pattern", _place(source, len(source.text))) from None
    except UnexpectedInput as problem:
        found = "character" if isinstance(problem, UnexpectedCharacters) else "word"
        raise error(f"unexpected {found} in pattern file", _place(source, problem.pos_in_stream or 0)) from None


def _place(source: SourceFile, offset: int) -> Place:
    return Place(source, Span(offset, offset + 1))


def _pattern(record: Any, source: SourceFile) -> Pattern:
    offset, parts = record[1], record[2:]
    place = _place(source, offset)
    names, flags = parts[0][2:], parts[1][2:]
    about, steps, (_, _, basis, *subject) = parts[2][2][1:-1], parts[3:-1], parts[-1]
    kinds = [step[0] for step in steps]
    ops = [_op(step) for step in steps if step[0] == "op"]
    if kinds.count("barrier") != 1 or not 1 <= len(ops) <= 2 or kinds[-1] != "op":
        raise error(f"pattern `{names[0]}` needs one barrier, and one op after it or one on each side", place)
    if len(ops) == 2 and kinds[0] != "op":
        raise error(f"pattern `{names[0]}`: the barrier must be between the two ops", place)
    if basis not in BASES:
        raise error(
            f"pattern `{names[0]}`: unknown basis `{basis}`", place, help=f"a basis is one of {', '.join(BASES)}"
        )
    if (basis == REPEAT_DISTANCE) != bool(subject):
        raise error(f"pattern `{names[0]}`: `repeat-distance`, and only it, needs `of` a variable", place)
    used = [{v for operand in op.operands for v in operand} for op in ops]
    if subject and not (len(ops) == 2 and all(subject[0] in variables for variables in used)):
        raise error(f"pattern `{names[0]}`: `{subject[0]}` must be an operand of both ops", place)
    return Pattern(
        tuple(names),
        tuple(flags),
        about,
        ops[0] if len(ops) == 2 else None,
        ops[-1],
        basis,
        subject[0] if subject else None,
    )


def _op(step: Any) -> OpPattern:
    operands: list[Operand] = []
    for operand in step[3:]:
        rule, _, *rest = operand
        if rule == "either":
            alternatives = tuple(ANY if inner[0] == "any" else inner[2] for inner in rest)
            operands += [alternatives] * len(alternatives)
        else:
            operands.append((ANY if rule == "any" else rest[0],))
    return OpPattern(step[2], tuple(operands))
