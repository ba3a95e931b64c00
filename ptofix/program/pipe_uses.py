"""Every `TPipe<…>` type written in a file, with the place of each template argument."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from ptofix.cpp.lexer import Lexeme, UnknownCharacterError, tokenize
from ptofix.cpp.nodes import Function
from ptofix.cpp.parser import Block, Conditional, Directive, Element, Statement, Tree, statements
from ptofix.program.conditionals import decide
from ptofix.program.pipes import PipeType
from ptofix.text.diagnostics import Place
from ptofix.text.source import Span


class PipeUse(Struct, frozen=True):
    """One `TPipe<…>`: `role` is the op it is an argument of, or "declaration". `type` None: not plain constants."""

    kernel: str  # the `__global__` function it belongs to, else its own function
    function: str
    core: str  # "cube", "vector" or "both"
    role: str
    type: PipeType | None
    arguments: tuple[str, ...]
    spans: tuple[Span, ...]
    place: Place


def pipe_uses(tree: Tree) -> list[PipeUse]:
    """All uses in text order."""
    kernels = _kernels(tree)
    found: list[PipeUse] = []
    for name, statement, core in _placed(tree.body, "", "both"):
        if "TPipe" in statement.text:
            found += _uses(statement, kernels.get(name, name), name, core)
    return found


def _placed(body: list[Element], function: str, core: str) -> Iterator[tuple[str, Statement, str]]:
    """Every statement with the function and the core section around it."""
    for element in body:
        match element:
            case Statement():
                yield function, element, core
            case Block(head, inner):
                node = head.node
                name = node.name if isinstance(node, Function) else function
                yield name, head, core
                yield from _placed(inner, name, core)
            case Conditional(arms):
                for arm in arms:
                    sees = [c for c in ("cube", "vector") if decide(element, c) is arm.body]
                    yield from _placed(arm.body, function, sees[0] if len(sees) == 1 else core)
            case Directive():
                pass


def _kernels(tree: Tree) -> dict[str, str]:
    """Per function, the one `__global__` function that calls it; absent if there is none or more than one."""
    calls: dict[str, set[str]] = {}
    entries: list[str] = []
    for element in tree.body:
        if isinstance(element, Block) and isinstance(element.head.node, Function):
            name = element.head.node.name
            calls[name] = {callee for s in statements(element.body) for callee in s.shape.callees}
            if "__global__" in element.head.node.type.before:
                entries.append(name)
    owners: dict[str, set[str]] = {}
    for entry in entries:
        reached: set[str] = set()
        pending = [entry]
        while pending:
            name = pending.pop()
            if name not in reached:
                reached.add(name)
                pending += [callee for callee in calls[name] if callee in calls]
        for name in reached:
            owners.setdefault(name, set()).add(entry)
    return {name: next(iter(kernels)) for name, kernels in owners.items() if len(kernels) == 1}


def _uses(statement: Statement, kernel: str, function: str, core: str) -> Iterator[PipeUse]:
    try:
        lexemes = tokenize(statement.text)
    except UnknownCharacterError:
        lexemes = []
    role = lexemes[0].text if len(lexemes) > 1 and lexemes[1].type == "TLT" else "declaration"
    offset = statement.span.start
    for i, lexeme in enumerate(lexemes):
        if lexeme.text.rpartition("::")[2] != "TPipe" or i + 1 >= len(lexemes) or lexemes[i + 1].type != "TLT":
            continue
        groups = _arguments(lexemes, i + 2)
        texts = tuple("".join(part.text for part in group) for group in groups)
        spans = tuple(Span(offset + group[0].start, offset + group[-1].end) for group in groups)
        place = Place(statement.source, Span(offset + lexeme.start, spans[-1].end if spans else offset + lexeme.end))
        yield PipeUse(kernel, function, core, role, PipeType.of(texts), texts, spans, place)


def _arguments(lexemes: list[Lexeme], start: int) -> list[list[Lexeme]]:
    """The lexemes of each template argument, from the first one's start to the closing bracket."""
    groups: list[list[Lexeme]] = [[]]
    depth = 0
    for lexeme in lexemes[start:]:
        if lexeme.type == "TGT" and depth == 0:
            break
        depth += (lexeme.type == "TLT") - (lexeme.type == "TGT")
        if lexeme.type == "COMMA" and depth == 0:
            groups.append([])
        else:
            groups[-1].append(lexeme)
    return [group for group in groups if group]
