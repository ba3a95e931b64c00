"""What the compiler of one core sees of a file outside of functions: functions, types, constants, macros.

Raises OutsideError where a file holds, outside of functions, something that the closed language does not have: it
could change the meaning of any name.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache

import msgspec
from msgspec import field
from msgspec.structs import replace

from ptofix.cpp import nodes
from ptofix.cpp.lexer import Lexeme, UnknownCharacterError, tokenize
from ptofix.cpp.parser import Block, Conditional, Directive, Element, Statement, Tree, directives, statements
from ptofix.cpp.shapes import Shape
from ptofix.isa.architecture import Arch
from ptofix.program import integers
from ptofix.program.conditionals import CORE_MACROS, CORES, for_core
from ptofix.program.entities import SCALAR, Entity, Scalar, TypeName
from ptofix.program.evaluate import evaluate
from ptofix.program.library import library, number_type, plain_name
from ptofix.program.recurrences import fixed_number
from ptofix.text.diagnostics import Place, error
from ptofix.text.source import SourceFile, Span

BYTE_ORDER_MARK = "\ufeff"
WORD = re.compile(r"[A-Za-z_]\w*", re.ASCII)
# A line continuation, and what compilers read in two ways: a lone carriage return, a trigraph.
_NOT_A_PLAIN_LINE = re.compile(r"\\[ \t]*\r?\n|\r(?!\n)|\?\?[=/'()!<>-]")
# `%:` is another spelling of `#`.
_MAY_HAVE_DIRECTIVE = re.compile(r"#|%:")


class OutsideError(Exception):
    """Something outside of the closed language, and outside of functions."""

    def __init__(self, reason: str, place: Place) -> None:
        super().__init__(reason)
        self.reason, self.place = reason, place


class FunctionOutsideError(Exception):
    """Something outside of the closed language in `function`."""

    def __init__(self, reason: str, place: Place, function: SourceFunction) -> None:
        super().__init__(reason)
        self.reason, self.place, self.function = reason, place, function


class SourceFunction(msgspec.Struct, frozen=True, eq=False, dict=True):
    """A function of the file; `head` is the node of its block's head, `arch` as in its unit.

    `by_value` are the functions of the file that take copies of what they are given, whichever of that name is called.
    """

    head: nodes.Function
    block: Block
    arch: Arch
    by_value: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        return self.head.name

    @property
    def is_kernel(self) -> bool:
        """Whether the runtime starts it, with nothing in flight before and after."""
        return "__global__" in self.head.type.before

    def takes(self, arguments: int) -> bool:
        """Whether a call may have so many arguments."""
        parameters = self.head.parameters
        if any(parameter.type.name == "void" and not parameter.type.after for parameter in parameters):
            return True
        return sum(parameter.default is None for parameter in parameters) <= arguments <= len(parameters)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Every statement, head and label, whatever preprocessor arm it is in."""
        return tuple(statements(self.block.body))

    @cached_property
    def changing(self) -> tuple[Statement, ...]:
        """The statements that may give a name another value."""
        return tuple(s for s in self.statements if _may_change(s.shape, self.arch, self.by_value))

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of the function's text."""
        return frozenset(WORD.findall(self.block.head.source.text, *self.block.span))

    @cached_property
    def changed_names(self) -> frozenset[str]:
        """Names that may get another value than the one they are declared with."""
        return frozenset(name for statement in self.changing for name in self.changes_of(statement))

    def changes_of(self, statement: Statement) -> Iterator[str]:
        """The names that a statement of the function may give another value."""
        return changes_of(statement, self.arch, self.by_value)

    @cached_property
    def has_goto(self) -> bool:
        """Whether a statement may come again but by the next round of a loop."""
        return any(statement.shape.kind == "Goto" for statement in self.statements)

    @cached_property
    def handed_over(self) -> frozenset[str]:
        """Names of what holds pointers to global memory: words that a runtime hands over."""
        following = (s.node for s in self.statements if s.shape.follows_pointers and s.node is not None)
        return frozenset(name for node in following for part in nodes.walk(node) for name in _made_pointers(part))


def _made_pointers(node: nodes.Syntax) -> Iterator[str]:
    """The names of whose elements a cast makes a pointer."""
    match node:
        case nodes.Cast(type_, operand) | nodes.NamedCast(_, type_, operand) if "*" in type_.after:
            while isinstance(operand, (nodes.Cast, nodes.NamedCast)):
                operand = operand.operand
            match operand:
                case nodes.Index(nodes.Name(name)):
                    yield name


@lru_cache(maxsize=4096)
def _calls_something_unknown(shape: Shape, arch: Arch, by_value: frozenset[str]) -> bool:
    names = map(plain_name, shape.callees)
    return any(arch.classify(name) == "unknown" and name not in by_value for name in names)


@lru_cache(maxsize=4096)
def _may_change(shape: Shape, arch: Arch, by_value: frozenset[str]) -> bool:
    return shape.changes_names or _calls_something_unknown(shape, arch, by_value)


def changes_of(statement: Statement, arch: Arch, by_value: frozenset[str] = frozenset()) -> Iterator[str]:
    """The names that a statement may give another value; `by_value` are functions that take copies alone."""
    unknown = _calls_something_unknown(statement.shape, arch, by_value)
    if not (statement.shape.changes_names or unknown) or statement.node is None:
        return
    for node in nodes.walk(statement.node):
        if isinstance(node, (nodes.Assign, nodes.StepBefore, nodes.StepBehind)):
            yield from (inner.text for inner in nodes.walk(node.target) if isinstance(inner, nodes.Name))
        elif isinstance(node, nodes.Unary) and node.operator == "&":
            yield from addressed(node.operand)
        elif isinstance(node, nodes.Call) and unknown:
            yield from (inner.text for inner in nodes.walk(node) if isinstance(inner, nodes.Name))


def addressed(node: nodes.Node, pointers: Callable[[str], bool] = lambda _: False) -> Iterator[str]:
    """The variables of which `&node` is the address, or that of a part: not `pointers` that are followed there."""
    match node:
        case nodes.Index(nodes.Name(name)):
            if not pointers(name):
                yield name
        case nodes.Index(base) | nodes.Member(base):
            yield from addressed(base, pointers)
        case nodes.PointerMember() | nodes.Unary("*", _):
            pass
        case _:
            yield from (inner.text for inner in nodes.walk(node) if isinstance(inner, nodes.Name))


class Unit(msgspec.Struct, eq=False):
    """`functions` by name, without those whose name another function of the file or the library has (`ambiguous`).

    `names` are constants and aliases, `preamble` the functions and classes that assemblers put in front.
    """

    source: SourceFile
    core: str
    arch: Arch
    met: dict[Block, SourceFunction]  # on any core
    functions: dict[str, SourceFunction] = field(default_factory=dict)
    ambiguous: dict[str, list[SourceFunction]] = field(default_factory=dict)
    names: dict[str, Entity] = field(default_factory=dict)
    preamble: set[str] = field(default_factory=set)
    by_value: frozenset[str] = frozenset()
    declared: set[str] = field(default_factory=set)  # functions of other files
    macros: frozenset[str] = frozenset()

    def may_be_several(self, name: str, arguments: int) -> bool:
        """Whether a call of `name` could mean several functions. Kernels are started by the runtime, never called.

        One that cannot be called with so many arguments is not meant.
        """
        return any(f.takes(arguments) for f in self.ambiguous.get(name, ()) if not f.is_kernel)

    def all_functions(self) -> Iterator[SourceFunction]:
        yield from self.functions.values()
        for group in self.ambiguous.values():
            yield from group

    def integer_type(self, type_: nodes.Type) -> integers.IntegerType | None:
        """The integer type that a type stands for, through aliases of the file."""
        alias = self.names.get(type_.name)
        if isinstance(alias, TypeName) and not type_.arguments:
            return self.integer_type(alias.type)
        return None if type_.after or type_.arguments else number_type(type_.name)

    def is_floating(self, type_: nodes.Type) -> bool:
        return type_.name in library().floating and type_.name not in self.names

    def is_record(self, type_: nodes.Type) -> bool:
        """Whether a type is a plain class of numbers, of this file or of a front end."""
        alias = self.names.get(type_.name)
        name = alias.type.name if isinstance(alias, TypeName) else type_.name
        return name in library().records

    def outside(self, reason: str, what: Element) -> OutsideError:
        span = what.head.span if isinstance(what, Block) else what.span
        return OutsideError(reason, Place(self.source, span))


def read_units(tree: Tree, arch: Arch) -> list[Unit]:
    """What each core sees. Raises as `read_unit` does, and OutsideError for lines that compilers read in two ways."""
    if tree.source.text.startswith(BYTE_ORDER_MARK):
        raise OutsideError("a byte order mark before the text", Place(tree.source, Span(0, 1)))
    line = next((m for m in _NOT_A_PLAIN_LINE.finditer(tree.source.text) if not _in_directive(tree, *m.span())), None)
    if line is not None:
        raise OutsideError("a line continuation", Place(tree.source, Span(*line.span())))
    inside = next((s for s in tree.statements if s.shape.template is None and _MAY_HAVE_DIRECTIVE.search(s.text)), None)
    if inside is not None:  # one that defines a macro changes what other functions mean, too
        raise OutsideError("perhaps a preprocessor line inside a statement", inside.place)
    met: dict[Block, SourceFunction] = {}
    units = [read_unit(tree, core, arch, met) for core in CORES]
    included = next((d for d in tree.directives if _includes(d) and not _is_without_effect(d)), None)
    if included is not None:  # inside of a function, too: it may change what others mean
        raise OutsideError("`#include` of something unknown", Place(tree.source, included.span))
    return units


def read_unit(tree: Tree, core: str, arch: Arch, met: dict[Block, SourceFunction]) -> Unit:
    """Raises OutsideError, and PtofixError for a file that redefines the macros that tell the cores apart.

    `met` are the functions that other cores see, and then this one too: what is found out of one is found once.
    """
    unit = Unit(tree.source, core, arch, met, by_value=_by_value(tree))
    guards = _guards(tree)
    unit.macros = frozenset(_macros(tree, guards))
    for element in for_core(tree.body, core):
        if element not in guards:
            _read(unit, element)
    _check_macros(unit, tree, guards)
    _check_redirections(unit, tree)
    redirected = {found[0] for directive in tree.directives if (found := _redirected(directive)) is not None}
    for name, greatest in library().numbers_of_core.items():
        if name not in redirected and name not in unit.functions:
            number = replace(fixed_number(f"{name}()", integers.LONG), least=0, greatest=greatest)
            unit.names[f"{name}()"] = Scalar(integers.LONG, number)
    return unit


def _by_value(tree: Tree) -> frozenset[str]:
    """The names of functions none of which, on any core, takes a reference, or could be another's."""
    taken: dict[str, bool] = {}
    for head in _heads(tree.body):
        copies = all("&" not in parameter.type.after for parameter in head.parameters)
        taken[head.name] = taken.get(head.name, True) and copies
    return frozenset(name for name, copies in taken.items() if copies)


def _heads(body: list[Element]) -> Iterator[nodes.Function]:
    for element in body:
        if isinstance(element, Block) and isinstance(element.head.node, nodes.Function):
            yield element.head.node
        elif isinstance(element, Conditional):
            for arm in element.arms:
                yield from _heads(arm.body)


def macros_of(tree: Tree) -> frozenset[str]:
    """Macros that the file defines or takes back, but for those of a compiler. Raises PtofixError as `read_unit`."""
    return frozenset(_macros(tree, _guards(tree)))


def _guards(tree: Tree) -> list[Conditional]:
    return [element for element in tree.body if isinstance(element, Conditional) and _is_guard(element)]


def _includes(directive: Directive) -> bool:
    return directive.text.startswith(("include", "import"))


def _in_directive(tree: Tree, start: int, end: int) -> bool:
    return any(d.item.start <= start and end <= d.item.end for d in tree.directives)


def _is_guard(conditional: Conditional) -> bool:
    """`#ifndef NAME`, `#define NAME …`, `#endif` of a macro that a compiler may lack."""
    arm = conditional.arms[0]
    match arm.condition.split(), arm.body:
        case ["ifndef", name], [Directive(_, text)] if len(conditional.arms) == 1:
            return _defines(text, name) if name in library().guarded_words else _is_guarded_macro(text, name)
        case ["ifndef", name], [Conditional(arms)] if len(conditional.arms) == 1 and name in library().guarded_words:
            return all(_defines_only(inner.body, name) for inner in arms)
    return False


def _is_guarded_macro(text: str, name: str) -> bool:
    return name in library().guarded_macros and text.split()[:2] == ["define", name]


def _defines(text: str, name: str) -> bool:
    """Whether a directive defines a word as words and attributes: nothing that could end a declaration."""
    return re.fullmatch(rf"define\s+{name}(?:\s[\w\s\[\]()]*)?", text, re.ASCII) is not None


def _defines_only(body: list[Element], name: str) -> bool:
    """Whether an arm defines a word and does nothing else: it then means what it does without, whatever arm it is."""
    match body:
        case [Directive(_, text)]:
            return _defines(text, name)
    return False


def _macros(tree: Tree, guards: list[Conditional]) -> Iterator[str]:
    """Macros that the file defines or takes back."""
    guarded = [inner for guard in guards for inner in directives(guard.arms[0].body)]
    for directive in tree.directives:
        word, *names = WORD.findall(directive.text)[:2] or [""]
        harmless = directive in guarded and library().guarded_words.issuperset(names)
        harmless |= _redirected(directive) is not None
        if word in ("define", "undef") and not harmless:
            if not CORE_MACROS.keys().isdisjoint(names):
                place = Place(tree.source, directive.span)
                raise error(f"the file changes `{names[0]}`, which tells the cores apart", place)
            yield from names


_REDIRECTION = re.compile(r"define (\w+)\(\) (\w+)", re.ASCII)
_NUMBER_MACRO = re.compile(r"define (\w+) \d+", re.ASCII)


def _redirected(directive: Directive) -> tuple[str, str] | None:
    """The number of the library that the directive redirects, if it does, and to what."""
    match = _REDIRECTION.fullmatch(directive.text)
    return (match[1], match[2]) if match is not None and match[1] in library().redirected else None


def _check_redirections(unit: Unit, tree: Tree) -> None:
    """What a number of the library is redirected to is a number: a variable of the file, or a macro of one."""
    numbers = {match[1] for d in tree.directives if (match := _NUMBER_MACRO.fullmatch(d.text))}
    for directive in tree.directives:
        _, target = _redirected(directive) or ("", "0")
        if target.isdecimal():
            continue
        defined = [d for d in tree.directives if WORD.findall(d.text)[1:2] == [target]]
        entity = unit.names.get(target)
        is_number = isinstance(entity, Scalar) and entity.type is not None
        if is_number == bool(defined) or (defined and (target not in numbers or len(defined) > 1)):
            raise unit.outside(f"`{target}` is not known to be a number", directive)


def _check_macros(unit: Unit, tree: Tree, guards: list[Conditional]) -> None:
    """No macro takes the name of synchronisation or of a pipe: a rewrite may put them in anywhere."""
    guarded = [inner for guard in guards for inner in directives(guard.arms[0].body)]
    for directive in tree.directives:
        word, *names = WORD.findall(directive.text)[:2] or [""]
        if word in ("define", "undef") and directive not in guarded:
            for name in names:
                changed = unit.arch.classify(name) == "sync" or library().is_constant(name)
                used_by_headers = name in library().redirected and _redirected(directive) is None
                if changed or used_by_headers or name in library().undefined:
                    raise unit.outside(f"`{name}` gets a second meaning", directive)


def _read(unit: Unit, element: Element) -> None:
    match element:
        case Directive(_, text):
            if text.split(" ")[0] not in ("define", "undef") and not _is_without_effect(element):
                raise unit.outside(f"`#{text.split(' ')[0]}` of something unknown", element)
        case Conditional():
            if not _is_without_effect(element):
                raise unit.outside("a conditional about something else than the core", element)
        case Block(head):
            _read_block(unit, element, head.node)
        case Statement():
            _read_statement(unit, element)


def _is_without_effect(element: Element) -> bool:
    """Whether it means nothing in the model, whatever its conditions say."""
    match element:
        case Directive(_, text):
            included = any(pattern.fullmatch(text) for pattern in library().includes)
            return text == "pragma once" or text.split(" ")[0] == "error" or included
        case Conditional(arms):
            return all(_is_without_effect(inner) for arm in arms for inner in arm.body)
    return False


def _read_block(unit: Unit, block: Block, node: nodes.Node | None) -> None:
    match node:
        case nodes.Function(_, _, name):
            if "::" in name:
                raise unit.outside(f"`{name}` is defined in a namespace", block)
            function = unit.met.setdefault(block, SourceFunction(node, block, unit.arch, unit.by_value))
            if _is_launcher(unit, function):
                _check_new(unit, name, block)
                unit.declared.add(name)
                return
            # A rewrite may put synchronisation in anywhere: its calls mean the library's in the whole file.
            synchronises = unit.arch.classify(name) == "sync" and name != _SYNC_TAIL
            if synchronises or name in unit.preamble or name in unit.names or name in unit.declared:
                raise unit.outside(f"`{name}` gets a second meaning", block)
            if name in unit.functions:
                unit.ambiguous.setdefault(name, []).append(unit.functions.pop(name))
            if name in unit.ambiguous or (library().has(name, unit.arch) and name != _SYNC_TAIL):
                unit.ambiguous.setdefault(name, []).append(function)
            else:
                unit.functions[name] = function
        case nodes.Struct(name):
            _check_new(unit, name, block)
            _read_fields(unit, block)
            unit.names[name] = TypeName(nodes.Type((), min(library().records), (), ()))
        case nodes.Enum(name, base):
            if not unit.macros.isdisjoint(WORD.findall(unit.source.text, *block.span)):
                raise unit.outside("it uses a macro of this file", block)
            _check_new(unit, name, block)
            _read_enumerators(unit, name, base, block)
        case _:
            known = library().preamble.get(_digest(unit.source, block.span), "")
            words = unit.source.text[block.span.start : block.span.end]
            redefined = not unit.macros.isdisjoint(WORD.findall(words))
            if not known or redefined or known in unit.functions or known in unit.names:
                raise unit.outside("this is not in the language that ptofix analyses", block)
            unit.preamble.add(known)


_ON_DEVICE = frozenset(("AICORE", "__aicore__", "__global__"))


def _is_launcher(unit: Unit, function: SourceFunction) -> bool:
    """Whether a function runs on the host, and does no more than to start kernels of this file."""
    launches = 0
    for element in function.block.body:
        node = element.node if isinstance(element, Statement) else None
        match node:
            case nodes.Launch(kernel, configuration, arguments):
                kernels = [*unit.ambiguous.get(kernel, ()), *filter(None, [unit.functions.get(kernel)])]
                parts = [part for argument in (*configuration, *arguments) for part in nodes.walk(argument)]
                if not kernels or not all(one.is_kernel for one in kernels):
                    return False
                if any(isinstance(part, nodes.Call) for part in parts):
                    return False
                launches += 1
            case nodes.Return(None) | nodes.Empty():
                pass
            case _:
                return False
    plain = unit.macros.isdisjoint(function.words)
    return bool(launches) and plain and _ON_DEVICE.isdisjoint(function.head.type.before)


# The op table knows it as well; what the file's own definition says counts.
_SYNC_TAIL = "ptoas_auto_sync_tail"


def _digest(source: SourceFile, span: Span) -> str:
    try:
        words = _plain_words(tokenize(source.text[span.start : span.end]))
    except UnknownCharacterError:
        return ""
    return hashlib.sha256(" ".join(words).encode()).hexdigest()


def _plain_words(lexemes: list[Lexeme]) -> Iterator[str]:
    """The words of a template as if nobody had renamed it: front ends rename its parameters, and have `__aicore__`."""
    renamed: dict[str, str] = {}
    before, named = Lexeme("", "", 0, 0), False  # whether `typename` or `typename...` is in front
    for lexeme in lexemes:
        first, scope, rest = lexeme.text.partition("::")
        if lexeme.type == "NAME" and before.type not in ("DOT", "ARROW"):
            if named and lexemes[0].text == "template":
                renamed[first] = f"${len(renamed)}"
            first = renamed.get(first, first)
        yield "AICORE" if lexeme.text == "__aicore__" else f"{first}{scope}{rest}"
        named = lexeme.text == "typename" or (named and lexeme.type == "DOT")
        before = lexeme


def _read_fields(unit: Unit, block: Block) -> None:
    """A class that holds numbers, pointers to global memory and other such classes, and does nothing."""
    if not unit.macros.isdisjoint(WORD.findall(unit.source.text, *block.span)):
        raise unit.outside("it uses a macro of this file", block)
    for inner in block.body:
        match inner.node if isinstance(inner, Statement) else None:
            case nodes.Declare(nodes.Type(before, _, (), after) as type_, _, _, None):
                plain = unit.integer_type(type_) is not None or unit.is_floating(type_) or unit.is_record(type_)
                if not (plain and (before, after) == ((), ())) and (before, after) != (("__gm__",), ("*",)):
                    raise unit.outside("a class that holds other than numbers", inner)
            case _:
                raise unit.outside("a class that is not plain", inner)


def _read_enumerators(unit: Unit, name: str, base: nodes.Type, block: Block) -> None:
    type_ = unit.integer_type(base)
    unit.names[name] = TypeName(base)
    own: dict[str, Entity] = {}
    for inner in block.body:
        if not isinstance(inner, Statement) or not isinstance(inner.node, nodes.Enumerators) or type_ is None:
            raise unit.outside("an enumeration that is not plain", block)
        for item in inner.node.items:
            value = evaluate(item.value, lambda word: own.get(word) or unit.names.get(word), unit.integer_type)
            constant = Scalar(type_, None if value is None else integers.convert(value, type_))
            own[item.name] = unit.names[f"{name}::{item.name}"] = constant


def _read_statement(unit: Unit, statement: Statement) -> None:
    if not unit.macros.isdisjoint(WORD.findall(statement.text)):
        raise unit.outside("it uses a macro of this file", statement)
    match statement.node:
        case nodes.Empty() | nodes.StaticAssert():
            pass
        case nodes.Declare(nodes.Type(("[[block_local]]", "static"), _, (), ()) as type_, name, (), None):
            integer = unit.integer_type(type_)
            if integer is None:
                raise unit.outside("a variable outside of functions that is no number", statement)
            _check_new(unit, name, statement)
            unit.names[name] = Scalar(integer)
        case nodes.Prototype(_, _, name):
            if library().has(name, unit.arch) or name in unit.names or name in unit.functions or name in unit.ambiguous:
                raise unit.outside(f"`{name}` gets a second meaning", statement)
            unit.declared.add(name)
        case nodes.UsingNamespace(name) if name.removeprefix("::") in library().namespaces:
            pass
        case nodes.Alias(name, type_):
            _check_new(unit, name, statement)
            unit.names[name] = TypeName(type_)
        case nodes.Declare(nodes.Type(before, _, (), ()) as type_, name, (), nodes.Value(value)) if {
            "const",
            "constexpr",
        } & {*before} and {*before} <= {"const", "constexpr", "static", "inline"}:
            _check_new(unit, name, statement)
            unit.names[name] = _constant(unit, type_, value, statement)
        case _:
            raise unit.outside("this is not in the language that ptofix analyses", statement)


def _constant(unit: Unit, type_: nodes.Type, value: nodes.Node, statement: Statement) -> Scalar:
    if statement.shape.callees:
        raise unit.outside("a constant that is computed by a call", statement)
    for part in nodes.walk(value):
        name = part.text if isinstance(part, nodes.Name) else "true"
        if not isinstance(unit.names.get(name), Scalar) and not library().is_constant(plain_name(name)):
            raise unit.outside(f"`{name}` is not known here", statement)
    found = evaluate(value, unit.names.get, unit.integer_type)
    if type_.name == "auto":
        return Scalar(found.type, found) if found is not None else SCALAR
    integer = unit.integer_type(type_)
    if integer is None and not library().is_type(plain_name(type_.name)):
        raise unit.outside(f"`{type_.name}` is not a type that ptofix knows", statement)
    return Scalar(integer, integers.convert(found, integer) if found is not None and integer is not None else None)


def _check_new(unit: Unit, name: str, what: Statement | Block) -> None:
    if name in unit.names or name in unit.functions or name in unit.ambiguous or library().has(name, unit.arch):
        raise unit.outside(f"`{name}` gets a second meaning", what)
