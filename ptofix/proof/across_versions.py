"""The product of texts of two assembler versions, which are compared up to renaming: `verify --across-versions`.

Statements are matched by a spelling that both versions share: names numbered, constants and casts gone. Declarations of
values that never change disappear; where they are used stands what they are computed from. So it matters neither how a
version names, types and orders its constants nor which copies and casts it makes. A tile is spelled as its type: its
address is not taken from here. Each text makes its own programs, and all that they hold must be equal but for names.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from difflib import SequenceMatcher
from itertools import zip_longest

from ptofix.arch.architecture import A2A3, Arch
from ptofix.cpp import nodes
from ptofix.cpp.parser import Block, Statement, Tree, parse, statements
from ptofix.cpp.scanner import ItemKind
from ptofix.program.program import Action, Instruction, Opaque, Program, Round, TileOp
from ptofix.proof.accesses import steps_of
from ptofix.proof.compare import DifferError
from ptofix.proof.product import AFTER, BEFORE, BOTH, Parsed, Product, check_programs
from ptofix.proof.rounds import by_rounds
from ptofix.text.diagnostics import Place
from ptofix.text.source import SourceFile, Span

_ARGUMENTS = r"\s*\((?:[\w\s,:]|\(\s*(?:pto::)?event_t\s*\))*\)\s*;"
_SYNC = re.compile(rf"(?:pto::)?(?:pipe_barrier|set_flag|wait_flag){_ARGUMENTS}")
_INTEGER = re.compile(r"(?:unsigned|signed|int|long|size_t|u?int(?:32|64)_t)(?: (?:int|long))*")
_LITERAL = re.compile(r"(-?\d+)[uUlL]*")
_VIEWS = re.compile(r"(?:pto::)?(?:Shape|Stride|GlobalTensor)")
_BINDINGS = frozenset(("TASSIGN", "TRESHAPE"))
# Newer versions pass it where older ones leave it to the default; it changes values, not bytes or pipes.
_OPTIONAL = re.compile(r"\bSaturationMode::\w+$")
_OPERANDS_OF_BOTH = {"TCVT": 3}
_IGNORED = frozenset(("const", "constexpr", "static", "inline"))
_LONGEST = 160


@dataclass(frozen=True)
class Piece:
    """One statement, brace or directive: `key` is compared, None for synchronisation, "" for what does not matter."""

    text: str
    place: Place
    key: str | None


Row = tuple[int, "Piece | None", "Piece | None"]


def product_across_versions(before: SourceFile, after: SourceFile, arch: Arch = A2A3) -> Product:
    """Raises DifferError, and PtofixError for text that cannot be read."""
    trees = parse(before), parse(after)
    helpers = _sync_helpers(trees[0]) & _sync_helpers(trees[1])
    rows = list(_rows(*(list(_pieces(t, helpers)) for t in trees)))
    texts, sides, parallel = ["", ""], dict[int, int](), list[tuple[int, int, int]]()
    for side, x, y in rows:
        starts = (x.place.span.start if x else 0), (y.place.span.start if y else 0)
        parallel.append((len(texts[0]), *starts))
        if side != BOTH:
            sides[len(texts[0])] = side
        for which, own, other in ((0, x, y), (1, y, x)):
            piece = own or (other if side else None)
            texts[which] += f"{_text(piece, side)}\n" if piece else ""
    first = Parsed.of(SourceFile(before.name, texts[0]), arch)
    same = texts[0] == texts[1]
    second = first if same else Parsed.of(SourceFile(after.name, texts[1]), arch)
    found = [[_without_bindings(by_rounds(program)) for program in part.file.programs] for part in (first, second)]
    refused = [refusal for part in (first, second) for refusal in part.file.refusals]
    if refused:
        raise DifferError(f"`{refused[0].function}` is not analysed: {refused[0].reason}")
    sides = {start: side for start, side in sides.items() if side}
    made = Product(
        before,
        after,
        tuple(zip(*found)),
        sides,
        tuple(parallel),
        tuple(x.place for side, x, _ in rows if side == BEFORE and x is not None),
        tuple(y.place for side, _, y in rows if side == AFTER and y is not None),
        renamed=True,
    )
    check_programs(made, first, second.file)
    for pair in made.programs:
        _check_equal(made, *pair)
    return made


def _check_equal(made: Product, before: Program, after: Program) -> None:
    """All fields of all instructions are equal, but for the statements and the names in them."""
    for x, y in zip_longest(before.instructions, after.instructions):
        if x is None or y is None or _fields(x) != _fields(y):
            places = made.places_of(before, x.index) if x is not None else (None, None)
            raise DifferError("the texts do not do the same here", *places)
        if not _has_one_address(x.action):
            raise DifferError("the address of a tile is not known here", *made.places_of(before, x.index))


def _fields(instruction: Instruction) -> dict[str, object]:
    """Every field, whatever fields there are, but for names; a statement was compared where it stands."""
    calls = len(instruction.calls)
    return {**vars(instruction), "statement": None, "calls": calls, "action": _without_names(instruction.action)}


def _without_names(action: Action) -> Action:
    if not isinstance(action, TileOp):
        return replace(action, reason="") if isinstance(action, Opaque) else action
    call, count = action.call, _OPERANDS_OF_BOTH.get(action.call.name)
    # Where a tensor is follows from words that were compared, and from casts between integers, which may differ.
    operands = tuple(replace(operand, text="", unknown="", place=None) for operand in action.operands[:count])
    return replace(action, call=replace(call, operands=call.operands[:count]), operands=operands)


def _has_one_address(action: Action) -> bool:
    """Whether all tiles of an op have one address: which of several, or which unknown one, cannot be compared."""
    if not isinstance(action, TileOp):
        return True
    places = (place for place, operand in zip(action.operands, action.call.operands) if operand.tile is not None)
    return all(place.bases is not None and len(place.bases) == 1 for place in places)


def _text(piece: Piece, sides: int) -> str:
    """A helper that only one input calls orders all there is in `before`, and nothing in `after`: the safe reading."""
    if sides == BOTH or piece.key is not None or _SYNC.fullmatch(piece.text):
        return piece.text
    return "pipe_barrier(PIPE_ALL);" if sides == BEFORE else ";"


def _pieces(source_tree: Tree, helpers: frozenset[str]) -> Iterator[Piece]:
    source, keys = source_tree.source, _spellings(source_tree)
    for item in source_tree.items:
        text = source.text[item.start : item.end]
        key: str | None = keys.get(item.start, " ".join(text.split()))
        helper = text.partition("(")[0].strip() in helpers and re.fullmatch(rf"\w+{_ARGUMENTS}", text)
        if item.kind is ItemKind.STATEMENT and (helper or _SYNC.fullmatch(text)):
            key = None
        yield Piece(text, Place(source, Span(item.start, item.end)), key)


def _sync_helpers(source_tree: Tree) -> frozenset[str]:
    """Functions of the file that do nothing but synchronise."""
    functions = [e for e in source_tree.body if isinstance(e, Block) and isinstance(e.head.node, nodes.Function)]
    found = [f.head.node.name for f in functions if isinstance(f.head.node, nodes.Function)]
    harmless = (name for name, function in zip(found, functions) if _only_synchronises(function))
    return frozenset(name for name in harmless if found.count(name) == 1)


def _only_synchronises(function: Block) -> bool:
    inside = list(statements(function.body))
    syncs = [s for s in inside if _SYNC.fullmatch(s.text)]
    others = [s for s in inside if s not in syncs]
    return bool(syncs) and all(s.node and not s.shape.callees and not s.shape.changes_names for s in others)


def _rows(before: list[Piece], after: list[Piece]) -> Iterator[Row]:
    """Pieces side by side. Raises DifferError at the first pair that does not match."""
    nothing: tuple[list[Piece], Piece | None] = ([], None)
    for (gap, mine), (other_gap, other) in zip_longest(_gaps(before), _gaps(after), fillvalue=nothing):
        yield from ((0, piece, None) for piece in gap if piece.key == "")
        yield from ((0, None, piece) for piece in other_gap if piece.key == "")
        yield from _sync_rows(*([piece for piece in g if piece.key is None] for g in (gap, other_gap)))
        if mine is None and other is None:
            continue
        if mine is None or other is None or mine.key != other.key:
            places = (None if piece is None else piece.place for piece in (mine, other))
            raise DifferError("the texts differ in more than synchronisation and names", *places)
        yield BOTH, mine, other


def _gaps(pieces: list[Piece]) -> Iterator[tuple[list[Piece], Piece | None]]:
    gap: list[Piece] = []
    for piece in pieces:
        if piece.key:
            yield gap, piece
            gap = []
        else:
            gap.append(piece)
    yield gap, None


def _sync_rows(before: list[Piece], after: list[Piece]) -> Iterator[Row]:
    mine, other = (["".join(piece.text.split()) for piece in pieces] for pieces in (before, after))
    for tag, i, i_end, j, j_end in SequenceMatcher(None, mine, other, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from ((BOTH, x, y) for x, y in zip(before[i:i_end], after[j:j_end]))
        else:
            yield from ((BEFORE, piece, None) for piece in before[i:i_end])
            yield from ((AFTER, None, piece) for piece in after[j:j_end])


def _spellings(source_tree: Tree) -> dict[int, str]:
    """By offset, the spelling of each statement, head and label; "" for one that says nothing."""
    inside = source_tree.statements
    by_start = {statement.span.start: statement for statement in inside}
    writer = _Writer(_changed(inside))
    keys: dict[int, str] = {}
    for item in source_tree.items:
        if item.kind is ItemKind.CLOSE:
            writer.scopes.pop()
        elif item.start in by_start:
            keys[item.start] = writer.statement(by_start[item.start], item.kind is ItemKind.OPEN)
    return keys


def _changed(inside: list[Statement]) -> frozenset[str]:
    """Names that get a new value other than in the head of their own loop."""
    return frozenset(
        node.target.text
        for statement in inside
        if statement.node is not None and not isinstance(statement.node, nodes.For)
        for node in nodes.walk(statement.node)
        if isinstance(node, (nodes.Assign, nodes.StepBefore, nodes.StepBehind)) and isinstance(node.target, nodes.Name)
    )


class _Writer:
    def __init__(self, changed: frozenset[str]) -> None:
        self.changed = changed
        self.scopes: list[dict[str, str]] = [{}]
        self.count = 0

    def statement(self, statement: Statement, opens: bool) -> str:
        if opens:
            self.scopes.append({})
        match statement.node:
            case None:  # not known: it must be equal to the letter
                return " ".join(statement.text.split())
            case nodes.Empty():
                return ""
            case nodes.Declare() as node:
                return "" if self.inlined(node) else self.declaration(node)
            case nodes.For(nodes.Declare() as initial, condition, step):
                return f"for({self.declaration(initial)};{self.text(condition)};{self.text(step)})"
            case nodes.Function(_, type_, name, parameters):  # newer versions write the linkage
                named = [f"{self.text(p.type)} {self.new(p.name or '')} {self.text(p.default)}" for p in parameters]
                return f"{self.text(type_)} {name}({', '.join(named)})"
            case node:
                return "" if self.binds(node) else self.text(node)

    def inlined(self, node: nodes.Declare) -> bool:
        """Take a value that never changes for what it is computed from, and a tile for its type."""
        match node:
            case nodes.Declare(nodes.Type(_, "Tile", _, ()), name, (), None) if name not in self.changed:
                self.scopes[-1][name] = self.text(node.type)
                return True
            case nodes.Declare(nodes.Type(_, of, _, ()), name, (), nodes.Value(value)) if name not in self.changed:
                if not self.is_pure(value):
                    return False
                typed = self.text(value) if _INTEGER.fullmatch(of) else f"{self.text(node.type)}:{self.text(value)}"
                short = typed if len(typed) <= _LONGEST else hashlib.sha256(typed.encode()).hexdigest()
                self.scopes[-1][name] = short
                return True
        return False

    def is_pure(self, node: nodes.Node) -> bool:
        """Whether the value is the same wherever it is computed."""
        match node:
            case nodes.Name(text):
                return text not in self.changed
            case nodes.Number():
                return True
            case nodes.Cast(_, operand) | nodes.Unary(_, operand):
                return self.is_pure(operand)
            case nodes.Binary(left, _, right):
                return self.is_pure(left) and self.is_pure(right)
            case nodes.Call(nodes.TemplateName(name), arguments) if _VIEWS.fullmatch(name):
                return all(map(self.is_pure, arguments))
            case nodes.ConstructList(nodes.Type(_, name, _, ()), nodes.Braces(items)) if _VIEWS.fullmatch(name):
                return all(map(self.is_pure, items))
        return False

    def binds(self, node: nodes.Node) -> bool:
        """Whether the statement only gives a tile its address."""
        match node:
            case nodes.Expression(nodes.Call(nodes.Name(name), (nodes.Name(), _))):
                return name in _BINDINGS
        return False

    def declaration(self, node: nodes.Declare) -> str:
        type_, sizes, initializer = self.text(node.type, True), self.text(node.sizes), self.text(node.initializer)
        return f"{self.new(node.name)}={type_};{sizes};{initializer}"

    def new(self, name: str) -> str:
        self.count += 1
        self.scopes[-1][name] = f"${self.count}"
        return self.scopes[-1][name]

    def text(self, node: object, declared: bool = False) -> str:
        match node:
            case nodes.Name(text):
                return next((scope[text] for scope in reversed(self.scopes) if text in scope), text)
            case nodes.Number(text):
                literal = _LITERAL.fullmatch(text)
                return literal[1] if literal else text
            case nodes.Cast(nodes.Type(_, name, (), ()), operand) if _INTEGER.fullmatch(name):
                return self.text(operand)
            case nodes.Type(before, name, arguments, after):
                kept = [word for word in before if word not in _IGNORED]
                shown = "integer" if declared and _INTEGER.fullmatch(name) else name
                return " ".join([*kept, f"{shown}<{self.text(arguments)}>", *after])
            case nodes.Call(callee, arguments):
                passed = [text for text in map(self.text, arguments) if not _OPTIONAL.search(text)]
                return f"{self.text(callee)}({', '.join(passed)})"
            case tuple():
                return f"({', '.join(map(self.text, node))})"
        if not is_dataclass(node):
            return str(node)
        inside = ", ".join(self.text(getattr(node, field.name)) for field in fields(node))
        return f"{type(node).__name__}({inside})"


def _unnamed(rounds: tuple[Round, ...]) -> tuple[Round, ...]:
    """Versions call the variable of a loop by different names."""
    return tuple(round_._replace(variable="") for round_ in rounds)


def _without_bindings(program: Program) -> Program:
    """`program` without the instructions that only give a tile its address: versions place them differently."""
    old = program.instructions
    dropped = {
        i.index for i in old if isinstance(i.action, TileOp) and i.action.call.name in _BINDINGS
        and not steps_of(i.action, "strict")
    }  # fmt: skip
    kept = [i for i in old if i.index not in dropped]
    number = {instruction.index: new for new, instruction in enumerate(kept)}

    def behind(index: int) -> set[int]:
        found: set[int] = set()
        pending = list(old[index].successors)
        while pending:
            successor = pending.pop()
            if successor in number:
                found.add(number[successor])
            else:
                pending += old[successor].successors
        return found

    return Program(
        program.function,
        program.core,
        [
            replace(i, index=number[i.index], successors=sorted(behind(i.index)), rounds=_unnamed(i.rounds))
            for i in kept
        ],
        program.arch,
    )
