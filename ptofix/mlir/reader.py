"""Text → module: xDSL's parser with the PTO dialect, places of ops in the text, and value names kept as written."""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping, Sequence
from importlib import import_module

from msgspec import Struct, field
from xdsl.context import Context
from xdsl.dialects.builtin import Builtin, ModuleOp, UnregisteredAttr, UnregisteredOp
from xdsl.ir import Attribute, Dialect, Operation, SSAValue, TypeAttribute
from xdsl.irdl import IRDLOperation
from xdsl.parser import Parser
from xdsl.utils import lexer
from xdsl.utils.exceptions import ParseError, VerifyException

from ptofix.mlir import table
from ptofix.mlir.operands import MalformedOp, operand_groups
from ptofix.mlir.operation import PtoOperation, dialect
from ptofix.text.diagnostics import Diagnostic, Place, PtofixError, Severity, error
from ptofix.text.source import SourceFile, Span

# Dialects that kernels use besides PTO, loaded when the text names one: dialect → attribute of the xDSL module.
_OTHER_DIALECTS = {
    "affine": "Affine",
    "arith": "Arith",
    "cf": "Cf",
    "emitc": "EmitC",
    "func": "Func",
    "llvm": "LLVM",
    "math": "Math",
    "memref": "MemRef",
    "scf": "Scf",
    "tensor": "Tensor",
    "vector": "Vector",
}

UNKNOWN_OP = "PF490"
UNKNOWN_ATTRIBUTE = "PF491"

_LOCATION_ALIAS = re.compile(r"^(#[\w.$-]+)\s*=\s*(?=loc\b)", re.MULTILINE)
_UNREGISTERED = re.compile(r"'([\w.]+)' is not registered")
_COMMENT = re.compile(r"//[^\n]*")
_STRING = re.compile(r'//[^\n]*|"(?:[^"\\\n]|\\.)*"|"')
_NO_CUSTOM_FORM = "builtin.unregistered does not have a custom format"
_NAME_IN_FRONT = re.compile(r"([\w.$]+)\s*\Z")
_OP_NAME = re.compile(r'(?:%[\w.$#:-]+\s*,?\s*)*(?:=\s*)?("?[\w.$]+"?)')


class Module(Struct, frozen=True):
    """A parsed file. `names`: value → its name in the text, without `%`. `starts`: op → offset where it begins."""

    source: SourceFile
    op: ModuleOp
    names: MutableMapping[SSAValue, str]
    starts: MutableMapping[Operation, int]
    remarks: Sequence[Diagnostic] = field(default=())

    def place(self, op: Operation) -> Place | None:
        """Where the name of `op` is in the text; None for an op that is not from the text."""
        start = self.starts.get(op)
        if start is None:
            return None
        match = _OP_NAME.match(self.source.text, start)
        return Place(self.source, Span(*match.span(1)) if match else Span(start, start + 1))

    def is_generic(self, op: Operation) -> bool:
        """Whether the text has `op` in generic form."""
        match = _OP_NAME.match(self.source.text, self.starts[op]) if op in self.starts else None
        return match is not None and match[1].startswith('"')


class _Context(Context):
    """Unknown ops and attributes are let through; an unknown PTO type is an error, because ops depend on types."""

    def get_optional_type(self, name: str) -> type[TypeAttribute] | None:
        if name.startswith(table.PREFIX) and name not in self._loaded_types and "pto" in self._loaded_dialects:
            return None
        return super().get_optional_type(name)


class _Reader(Parser):
    """xDSL's parser, recording names and places, and knowing location aliases before it meets them."""

    def __init__(self, ctx: Context, source: SourceFile) -> None:
        super().__init__(ctx, source.text, source.name)
        self.names: dict[SSAValue, str] = {}
        self.starts: dict[Operation, int] = {}
        self._early_aliases: set[str] = set()

    def parse_operation(self) -> Operation:
        start = self.pos
        op = super().parse_operation()
        self.starts[op] = start
        return op

    def _register_ssa_definition(self, name: str, values: Sequence[SSAValue], span: lexer.Span[str]) -> None:
        super()._register_ssa_definition(name, values, span)
        for index, value in enumerate(values):
            self.names[value] = name if len(values) == 1 else f"{name}#{index}"

    def read_location_aliases(self) -> None:
        """MLIR defines location aliases at the end of the file, after their uses, and in any order."""
        text = self.lexer.input.content
        assert isinstance(text, str)
        pending = {match[1]: match.end() for match in _LOCATION_ALIAS.finditer(text)}
        while pending:
            done = [name for name, start in pending.items() if self._read_alias(name, start)]
            if not done:
                break
            for name in done:
                del pending[name]
        self._resume_from(0)

    def _read_alias(self, name: str, start: int) -> bool:
        self._resume_from(start)
        try:
            self.attribute_aliases[name] = self.parse_attribute()
        except ParseError:
            return False
        self._early_aliases.add(name)
        return True

    def _parse_alias_def(self) -> None:
        name = self._current_token.text
        if name in self._early_aliases:
            self._early_aliases.remove(name)
            del self.attribute_aliases[name]
        super()._parse_alias_def()  # type: ignore[no-untyped-call]


def parse_module(source: SourceFile) -> Module:
    """Parse PTO IR, custom or generic form. Raises PtofixError with the place of the first error."""
    if not _COMMENT.sub("", source.text).strip():
        raise error("this text has no operation", Place(source, Span(0, 0)))
    _check_strings(source)
    reader: _Reader | None = None
    try:
        reader = _Reader(new_context(), source)
        reader.read_location_aliases()
        op = reader.parse_module()
    except ParseError as problem:
        raise _unknown_form(source, problem) or error(
            _first_line(problem.msg), Place(source, _error_span(source, problem))
        ) from None
    except RecursionError:
        raise error("regions or types are nested too deeply", _here(source, reader)) from None
    except Exception as problem:  # xDSL reports some malformed text by exceptions of many kinds
        raise error(f"malformed IR: {_first_line(str(problem))}", _here(source, reader)) from None
    module = Module(source, op, reader.names, reader.starts)
    _check_ops(module)
    return Module(source, op, reader.names, reader.starts, tuple(_remarks(module)))


def _unknown_form(source: SourceFile, problem: ParseError) -> PtofixError | None:
    """The error for the custom form of an op that is not in the table, which xDSL reports after its name."""
    name = _NAME_IN_FRONT.search(source.text, 0, problem.span.start) if _NO_CUSTOM_FORM in problem.msg else None
    if name is None:
        return None
    why = "it exists for A5 alone" if name[1] in table.A5_ONLY else "it is not in the table of ops"
    return error(f"the form of `{name[1]}` is not known: {why}", Place(source, Span(*name.span(1))))


def _check_strings(source: SourceFile) -> None:
    """xDSL's lexer takes exponential time to find that a string has no end."""
    for match in _STRING.finditer(source.text):
        if match[0] == '"':
            raise error("this string does not end on its line", Place(source, Span(*match.span())))


def new_context() -> Context:
    """A context with the PTO dialect; the others are loaded on demand."""
    context = _Context(allow_unregistered=True)
    context.load_dialect(Builtin)
    context.load_dialect(dialect())
    for name, attribute in _OTHER_DIALECTS.items():
        context.register_dialect(name, _loader(name, attribute))
    return context


def _loader(name: str, attribute: str) -> Callable[[], Dialect]:
    def load() -> Dialect:
        loaded = getattr(import_module(f"xdsl.dialects.{name}"), attribute)
        assert isinstance(loaded, Dialect)
        return loaded

    return load


def _check_ops(module: Module) -> None:
    """Operands of PTO's ops, and what the definitions of all others require: generic form may lack any of it."""
    problems = []
    for op in module.op.walk():
        try:
            if isinstance(op, PtoOperation):
                operand_groups(op)
            elif isinstance(op, IRDLOperation):
                type(op).get_irdl_definition().verify(op)
        except (MalformedOp, VerifyException) as problem:
            problems.append(Diagnostic(Severity.ERROR, _first_line(str(problem)), module.place(op)))
        except KeyError as problem:  # of another op that this one names
            message = f"what `{op.name}` names has no {_first_line(str(problem))}"
            problems.append(Diagnostic(Severity.ERROR, message, module.place(op)))
    if problems:
        raise PtofixError(problems)


def _remarks(module: Module) -> list[Diagnostic]:
    remarks = []
    for op in module.op.walk():
        if isinstance(op, UnregisteredOp):
            name = op.op_name.data
            message = f"unknown op `{name}` stays as it is{': it exists for A5 alone' if name in table.A5_ONLY else ''}"
            remarks.append(Diagnostic(Severity.NOTE, message, module.place(op), UNKNOWN_OP))
        for value in (*op.properties.values(), *op.attributes.values()):
            if _is_unknown(value):
                message = f"unknown attribute `{value}` stays as it is"
                remarks.append(Diagnostic(Severity.NOTE, message, module.place(op), UNKNOWN_ATTRIBUTE))
    return remarks


def _is_unknown(attribute: Attribute) -> bool:
    return isinstance(attribute, UnregisteredAttr) and attribute.attr_name.data.startswith(table.PREFIX)


def _here(source: SourceFile, reader: _Reader | None) -> Place:
    position = reader.pos if reader is not None else 0
    return Place(source, Span(position, position + 1))


def _error_span(source: SourceFile, problem: ParseError) -> Span:
    start, end = problem.span.start, max(problem.span.end, problem.span.start + 1)
    # xDSL reports an unknown type at what follows it.
    unknown = _UNREGISTERED.match(problem.msg)
    found = source.text.rfind(f"!{unknown[1]}", 0, start) if unknown else -1
    return Span(start, end) if unknown is None or found < 0 else Span(found, found + len(unknown[1]) + 1)


def _first_line(message: str) -> str:
    line = message.strip().partition("\n")[0] or "cannot be parsed"
    return line[0].lower() + line[1:]
