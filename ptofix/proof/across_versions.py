"""The product of texts of two assembler versions, which are compared up to renaming: `verify --across-versions`.

Statements are matched by a spelling that both versions share: numbered names, no constants and casts. A value that
never changes is replaced by what it is computed from, and its declaration disappears. So it matters neither how a
version names, types and orders its constants nor which copies and casts it makes. A tile is spelled as its type: its
address is not taken from here. Each text makes its own programs, and all that they hold must be equal but for names.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import zip_longest

from msgspec import Struct
from msgspec.structs import asdict, replace

from ptofix.cpp import nodes
from ptofix.cpp.parser import Block, Statement, Tree, parse, statements
from ptofix.cpp.scanner import ItemKind
from ptofix.evidence.assumptions import ARGUMENTS
from ptofix.isa.architecture import A2A3, Arch
from ptofix.program import integers
from ptofix.program.library import library, plain_name
from ptofix.program.program import Action, Instruction, Opaque, Program, Round, TileOp
from ptofix.program.unit import addressed
from ptofix.proof.accesses import steps_of
from ptofix.proof.compare import DifferError
from ptofix.proof.numbers import Computed, integer_type_of, number_of, symbol
from ptofix.proof.product import AFTER, BEFORE, BOTH, Parsed, Product, check_programs
from ptofix.proof.unrolled import by_rounds
from ptofix.text.diagnostics import Place
from ptofix.text.source import SourceFile, Span

_ARGUMENTS = r"\s*\((?:[\w\s,:]|\(\s*(?:pto::)?event_t\s*\))*\)\s*;"
_SYNC = re.compile(rf"(?:pto::)?(?:pipe_barrier|set_flag|wait_flag){_ARGUMENTS}")
_NUMBERS = (
    nodes.Number, nodes.Name, nodes.Cast, nodes.NamedCast, nodes.Construct, nodes.Unary, nodes.Binary,
    nodes.Conditional,
)  # fmt: skip
_TRUTHS = ("&&", "||")
_VIEWS = re.compile(r"(?:pto::)?(?:Shape|Stride|GlobalTensor)")
_BINDINGS = frozenset(("TASSIGN", "TRESHAPE"))
# Newer versions pass it where older ones leave it to the default. That is OFF for these conversions, from and to; all
# others of these types are ON whatever is asked for: pto-isa include/pto/npu/a2a3/TCvt.hpp, kIsNarrowingCvt.
_SATURATION = re.compile(r"\bSaturationMode::(\w+)$")
_NARROWING = frozenset(
    (("half", "uint8_t"), ("half", "int8_t"), ("float", "int16_t"), ("half", "int16_t"), ("int64_t", "int32_t"),
     ("int32_t", "int16_t"))
)  # fmt: skip
_CONVERTED = frozenset(
    ("float", "half", "bfloat16_t", "int8_t", "uint8_t", "int16_t", "uint16_t", "int32_t", "uint32_t", "int64_t")
)
_OPERANDS_OF_BOTH = {"TCVT": 3}
_IGNORED = frozenset(("const", "constexpr", "static", "inline"))
_LONGEST = 160
_OFFSET_BITS = 32  # enough to tell offsets of fewer than 2^31 elements


class Piece(Struct, frozen=True):
    """One statement, brace or directive: `key` is compared, None for synchronisation, "" for what does not matter.

    `synchronisation` is the spelling of such a statement: which flag it is hangs on what its names stand for.
    """

    text: str
    place: Place
    key: str | None
    synchronisation: str = ""


Row = tuple[int, "Piece | None", "Piece | None"]


def product_across_versions(
    before: SourceFile, after: SourceFile, arch: Arch = A2A3, distinct: bool = False
) -> Product:
    """Raises DifferError, and PtofixError for text that cannot be read.

    `distinct`: mem.arguments-distinct holds, so that no access is 2^31 elements or more after a pointer. Whether an
    offset is computed in 32 or in 64 bits is then all the same; the product says where that was needed.
    """
    try:
        return _product(before, after, arch, within=False)
    except DifferError:
        if not distinct:
            raise
    return replace(_product(before, after, arch, within=True), rests_on=(ARGUMENTS,))


def _product(before: SourceFile, after: SourceFile, arch: Arch, within: bool) -> Product:
    trees = parse(before), parse(after)
    helpers = _sync_helpers(trees[0]) & _sync_helpers(trees[1])
    rows = list(_rows(*(list(_pieces(t, helpers, arch, within)) for t in trees)))
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
    """Every field, whatever fields there are, but for names; a statement was compared where it is."""
    calls = len(instruction.calls)
    return {**asdict(instruction), "statement": None, "calls": calls, "action": _without_names(instruction.action)}


def _without_names(action: Action) -> Action:
    if isinstance(action, Opaque):
        return replace(action, reason="", given=tuple(replace(one, text="", unknown="") for one in action.given))
    if not isinstance(action, TileOp):
        return action
    call, count = action.call, _OPERANDS_OF_BOTH.get(action.call.name)
    # Where a tensor is follows from words that were compared, and from casts between integers, which may differ.
    operands = tuple(replace(operand, text="", unknown="", place=None) for operand in action.operands[:count])
    return replace(action, call=replace(call, operands=call.operands[:count]), operands=operands)


def _has_one_address(action: Action) -> bool:
    """Whether all tiles of a call have one address: which of several, or which unknown one, cannot be compared."""
    if isinstance(action, Opaque):
        return all(place.bases is not None and len(place.bases) == 1 for place in action.given)
    if not isinstance(action, TileOp):
        return True
    places = (place for place, operand in zip(action.operands, action.call.operands) if operand.tile is not None)
    return all(place.bases is not None and len(place.bases) == 1 for place in places)


def _text(piece: Piece, sides: int) -> str:
    """A helper that only one input calls orders all there is in `before`, and nothing in `after`: the safe reading."""
    if sides == BOTH or piece.key is not None or _SYNC.fullmatch(piece.text):
        return piece.text
    return "pipe_barrier(PIPE_ALL);" if sides == BEFORE else ";"


def _pieces(source_tree: Tree, helpers: frozenset[str], arch: Arch, within: bool) -> Iterator[Piece]:
    source, keys = source_tree.source, _spellings(source_tree, arch, within)
    for item in source_tree.items:
        text = source.text[item.start : item.end]
        key, place = keys.get(item.start, " ".join(text.split())), Place(source, Span(item.start, item.end))
        helper = text.partition("(")[0].strip() in helpers and re.fullmatch(rf"\w+{_ARGUMENTS}", text)
        synchronises = item.kind is ItemKind.STATEMENT and (helper or _SYNC.fullmatch(text))
        yield Piece(text, place, None, key) if synchronises else Piece(text, place, key)


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
    mine, other = ([piece.synchronisation for piece in pieces] for pieces in (before, after))
    for tag, i, i_end, j, j_end in SequenceMatcher(None, mine, other, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from ((BOTH, x, y) for x, y in zip(before[i:i_end], after[j:j_end]))
        else:
            yield from ((BEFORE, piece, None) for piece in before[i:i_end])
            yield from ((AFTER, None, piece) for piece in after[j:j_end])


def _spellings(source_tree: Tree, arch: Arch, within: bool) -> dict[int, str]:
    """By offset, the spelling of each statement, head and label; "" for one that says nothing."""
    inside = source_tree.statements
    by_start = {statement.span.start: statement for statement in inside}
    writer = _Writer(source_tree, arch, within)
    keys: dict[int, str] = {}
    for item in source_tree.items:
        if item.kind is ItemKind.CLOSE:
            writer.scopes.pop()
        elif item.start in by_start:
            keys[item.start] = writer.statement(by_start[item.start], item.kind is ItemKind.OPEN)
    return keys


def _changed(source_tree: Tree, arch: Arch) -> frozenset[str]:
    """Names that may get a new value other than by the step of the loop that declares them.

    A call that is not known may change whatever it is given by name; a function of the file what it takes by reference.
    """
    functions = dict(_references(source_tree))
    return frozenset(name for statement in source_tree.statements for name in _changes(statement, functions, arch))


_References = dict[str, tuple[bool, ...]]
"""Of each function of the file, which of its parameters are references."""


def _references(source_tree: Tree) -> Iterator[tuple[str, tuple[bool, ...]]]:
    for element in source_tree.body:
        head = element.head.node if isinstance(element, Block) else None
        if isinstance(head, nodes.Function):
            yield head.name, tuple("&" in parameter.type.after for parameter in head.parameters)


def _changes(statement: Statement, functions: _References, arch: Arch) -> Iterator[str]:
    head = statement.node
    own = head.initial.name if isinstance(head, nodes.For) and isinstance(head.initial, nodes.Declare) else ""
    for node in nodes.walk(head) if head is not None else ():
        match node:
            case nodes.Assign(target) | nodes.StepBefore(_, target) | nodes.StepBehind(target):
                yield from (name for name in addressed(target) if name != own)
            case nodes.Unary("&", operand):
                yield from addressed(operand)
            case nodes.Call(callee, arguments):
                yield from _given(callee, arguments, functions, arch)


def _given(callee: nodes.Node, arguments: tuple[nodes.Node, ...], functions: _References, arch: Arch) -> Iterator[str]:
    """The names that a call may give another value."""
    name = _called(callee)
    for number, argument in enumerate(arguments):
        taken = functions.get(name, ())
        if _is_unknown(name, functions, arch) or (number < len(taken) and taken[number]):
            yield from (part.text for part in nodes.walk(argument) if isinstance(part, nodes.Name))


def _called(callee: nodes.Node) -> str:
    match callee:
        case nodes.Name(text) | nodes.TemplateName(text):
            return text
        case nodes.Member(_, member):
            return f"member.{member}"
    return ""


def _is_unknown(name: str, functions: _References, arch: Arch) -> bool:
    plain = plain_name(name)
    return name not in functions and arch.classify(plain) == "unknown" and not library().is_type(plain)


def _numbers_of_core(source_tree: Tree) -> frozenset[str]:
    """The numbers that the library gives to each core, but for those that the file redefines."""
    defined = {word for directive in source_tree.directives for word in re.findall(r"\w+", directive.text)}
    return frozenset(library().numbers_of_core) - defined - {name for name, _ in _references(source_tree)}


class _Pointer(str):
    """What a name denotes that points to memory."""

    __slots__ = ()


class _TileOf(str):
    """A tile, spelled as its type where nothing else may change it, which is of this `element`."""

    __slots__ = ("element",)
    element: str


class _Writer:
    """Spells statements. Each scope has its names, with what they stand for; those of integers with their type.

    What is added to a pointer is spelled by its rest alone if all accesses lie `within` fewer than 2^31 elements.
    """

    def __init__(self, source_tree: Tree, arch: Arch, within: bool) -> None:
        self.changed, self.numbers_of_core = _changed(source_tree, arch), _numbers_of_core(source_tree)
        self.functions, self.arch, self.within = dict(_references(source_tree)), arch, within
        self.scopes: list[dict[str, str | Computed]] = [{}]
        self.count = 0
        self.returns_auto = False

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
                head = f"for({self.declaration(initial)};{self.text(condition)};{self.text(step)})"
                self.counted(initial.name, condition)
                return head
            case nodes.Return(nodes.Syntax() as value) if self.returns_auto:
                return f"return {self.with_type(value)}"
            case nodes.Function(_, type_, name, parameters):  # newer versions write the linkage
                self.returns_auto = type_.name == "auto"
                named = [
                    f"{self.text(p.type)} {self.new(p.name or '', p.type)} {self.text(p.default)}" for p in parameters
                ]
                return f"{self.text(type_)} {name}({', '.join(named)})"
            case node:
                return "" if self.binds(node) else self.text(node)

    def counted(self, name: str, condition: nodes.Node | None) -> None:
        """What is known in each round of the variable of a loop that nothing but the step changes."""
        variable = self.named(name)
        if not isinstance(variable, Computed) or variable.type.signed or name in self.changed:
            return
        if self.within:  # it counts elements, or what holds some
            variable = variable._replace(greatest=min(variable.greatest, integers.INT.greatest))
        match condition:
            case nodes.Binary(nodes.Name(tested), "<", bound) if tested == name:
                end = self.number(bound)
                below = None if end is None else end.converted(integers.usual(variable.type, end.type))
                if below is not None and below.is_exact and 0 < below.greatest <= variable.greatest:
                    variable = variable._replace(greatest=below.greatest - 1)
        self.scopes[-1][name] = variable

    def inlined(self, node: nodes.Declare) -> bool:
        """Take a value that never changes for what it is computed from, and a tile for its type."""
        match node:
            case nodes.Declare(nodes.Type(_, "Tile", _, ()), name, (), None) if name not in self.changed:
                self.scopes[-1][name] = self.tile(node.type, self.text(node.type))
                return True
            case nodes.Declare(nodes.Type(), name, (), nodes.Value(value)) if name not in self.changed:
                if not self.is_pure(value):
                    return False
                type_, number = integer_type_of(node.type), self.number(value)
                if node.type.name == "auto" and number is not None:
                    type_ = number.type
                if type_ is not None and number is not None:
                    number = number.converted(type_)
                    self.scopes[-1][name] = number._replace(exact=_short(number.exact))
                    return True
                text = _short(f"{self.text(node.type)}:{self.text(value)}")
                self.scopes[-1][name] = _Pointer(text) if "*" in node.type.after else text
                return True
        return False

    def tile(self, type_: nodes.Type, text: str) -> _TileOf:
        spelled = _TileOf(text)
        match type_.arguments:
            case (_, nodes.Type((), element, (), ()), *_):
                spelled.element = plain_name(element)
            case _:
                spelled.element = ""
        return spelled

    def without_default(self, callee: nodes.Node, arguments: tuple[nodes.Node, ...]) -> list[str]:
        """What a call is passed, but for a mode of saturation that changes nothing."""
        passed = [*map(self.text, arguments)]
        match _called(callee).removeprefix("pto::"), arguments:
            case "TCVT", (nodes.Name(target), nodes.Name(source), _, _):
                mode, tiles = _SATURATION.search(passed[-1]), (self.named(source), self.named(target))
                pair = tuple(tile.element for tile in tiles if isinstance(tile, _TileOf) and tile.element in _CONVERTED)
                if mode is not None and len(pair) == 2 and (mode[1] == "OFF" or pair not in _NARROWING):
                    passed.pop()
        return passed

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
        """Whether the statement only gives a tile its address: that of a tensor is compared here and nowhere else."""
        match node:
            case nodes.Expression(nodes.Call(nodes.Name(name), (nodes.Name(bound), _))):
                return name in _BINDINGS and isinstance(self.named(bound), _TileOf)
        return False

    def declaration(self, node: nodes.Declare) -> str:
        type_, sizes, initializer = self.text(node.type), self.text(node.sizes), self.text(node.initializer)
        if node.type.name == "auto" and isinstance(node.initializer, nodes.Value):
            initializer = self.with_type(node.initializer.value)
        text = self.new(node.name, node.type)
        named = self.scopes[-1][node.name]
        if isinstance(named, Computed) and node.name not in self.changed and self.is_number_of_core(node.initializer):
            self.scopes[-1][node.name] = named._replace(least=0, greatest=integers.INT.greatest)
        return f"{text}={type_};{sizes};{initializer}"

    def is_number_of_core(self, node: nodes.Node | None) -> bool:
        """Whether a name is declared as a number that the library gives to each core: they are small."""
        match node:
            case nodes.Value(value) | nodes.Cast(nodes.Type(_, "int64_t" | "int32_t", _, ()), value):
                return self.is_number_of_core(value)
            case nodes.Call(nodes.Name(name), ()):
                return name in self.numbers_of_core
        return False

    def new(self, name: str, type_: nodes.Type) -> str:
        self.count += 1
        text, of = f"${self.count}", integer_type_of(type_)
        self.scopes[-1][name] = symbol(text, of) if of is not None else text
        if "*" in type_.after:
            self.scopes[-1][name] = _Pointer(text)
        elif type_.name == "Tile" and not type_.after:
            self.scopes[-1][name] = self.tile(type_, text)
        return text

    def named(self, name: str) -> str | Computed:
        return next((scope[name] for scope in reversed(self.scopes) if name in scope), name)

    def is_unknown(self, callee: nodes.Node) -> bool:
        return _is_unknown(_called(callee), self.functions, self.arch)

    def typed(self, argument: nodes.Node) -> str:
        number = self.number(argument)
        return "" if number is None else number.type.name

    def is_pointer(self, node: nodes.Node) -> bool:
        """Whether it is sure to point to memory."""
        match node:
            case nodes.Name(text):
                return isinstance(self.named(text), _Pointer)
            case nodes.Cast(type_, _) | nodes.NamedCast(_, type_, _):
                return "*" in type_.after
            case nodes.Binary(left, "+" | "-", _):
                return self.is_pointer(left)
        return False

    def number(self, node: nodes.Node) -> Computed | None:
        """What is known to be an integer."""

        def name(text: str) -> Computed | None:
            found = self.named(text)
            return found if isinstance(found, Computed) else None

        return number_of(node, name, self.text)

    def with_type(self, node: nodes.Node) -> str:
        """Where the type of a number decides what C++ makes of it."""
        number = self.number(node)
        return self.text(node) if number is None else number.with_type

    def computed(self, left: nodes.Node, sign: str, right: nodes.Node) -> str:
        """An operation on what is not known to be integers: what it computes depends on the types of both."""
        typed = sign not in _TRUTHS and not self.is_pointer(left)
        first, second = map(self.with_type if typed else self.text, (left, right))
        return f"({first} {sign} {second})"

    def text(self, node: object) -> str:
        number = self.number(node) if isinstance(node, _NUMBERS) else None
        if number is not None:
            return number.text
        match node:
            case nodes.Name(text):
                return str(self.named(text))
            case nodes.Binary(left, "+" | "-" as sign, right) if self.within and self.is_pointer(left):
                number = self.number(right)
                return f"({self.text(left)} {sign} {self.text(right) if number is None else number.rest(_OFFSET_BITS)})"
            case nodes.Binary(left, sign, right):
                return self.computed(left, sign, right)
            case nodes.Conditional(condition, then, other):
                return f"({self.text(condition)} ? {self.with_type(then)} : {self.with_type(other)})"
            case nodes.Assign(target, sign, value) if sign != "=":
                return f"{self.text(target)} = {self.text(nodes.Binary(target, sign[:-1], value))}"
            case nodes.Type(before, name, arguments, after):
                kept = [word for word in before if word not in _IGNORED]
                integer = integers.type_named(name)
                named = name if integer is None else integer.name
                return " ".join([*kept, f"{named}<{self.text(arguments)}>", *after])
            case nodes.Call(nodes.TemplateName(callee, own), arguments) if self.within and _VIEWS.fullmatch(callee):
                given = (self.number(argument) or argument for argument in arguments)
                sizes = [n.rest(_OFFSET_BITS) if isinstance(n, Computed) else self.text(n) for n in given]
                return f"{callee}<{self.text(own)}>({', '.join(sizes)})"
            case nodes.Call(callee, arguments):
                passed = self.without_default(callee, arguments)
                if self.is_unknown(callee):  # what it does may hang on how it is given what
                    passed += [f"as {type(argument).__name__} {self.typed(argument)}" for argument in arguments]
                return f"call {self.text(callee)}({', '.join(passed)})"
            case tuple():
                return f"({', '.join(map(self.text, node))})"
        if not isinstance(node, nodes.Syntax):
            return str(node)
        inside = ", ".join(self.text(field) for field in node.fields)
        return f"{type(node).__name__}({inside})"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else hashlib.sha256(text.encode()).hexdigest()


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
