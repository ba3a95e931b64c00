"""What a text outside of the language spells: its calls of ops, and the loops around them. For showing, nothing else.

No types, values or overloads are known here. A function that the text defines is followed by its name. Lines of every
preprocessor branch count, but for those that tell the cores apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from ptofix.isa.architecture import A2A3
from ptofix.isa.classes import work_by_name
from ptofix.program.conditionals import CORES
from ptofix.program.outline import SYNCHRONISATION, Outline, OutlineEntry
from ptofix.program.pipe_uses import PipeUse
from ptofix.program.pipes import PipeType
from ptofix.report.comparison.spelling import CLOSING, SpelledText, call_bracket, other_core, template_arguments
from ptofix.text.diagnostics import Place, error
from ptofix.text.source import SourceFile, Span

_LOOPS = ("for", "while", "do")
_NO_CALLS = ("static_assert", "switch", "return", "catch")  # what may come before a bracket
_AFTER_BLOCK = (";", ",", ")", "(", ".", "]")  # after the brackets of a value, not of a statement
_MOST_CALLS = 10_000  # more than any kernel makes: functions that call each other over and over


class Sketch(Struct, frozen=True):
    """`functions` are those that were followed: no outline of a program shows them a second time."""

    outlines: tuple[Outline, ...] = ()
    functions: frozenset[str] = frozenset()


def spelled_pipes(source: SourceFile) -> list[PipeUse]:
    """Every `TPipe<…>` of a text, each argument as it is written."""
    text = SpelledText.of(source)
    found: list[PipeUse] = []
    for number, (token, following) in enumerate(zip(text.tokens, text.tokens[1:])):
        if token == "TPipe" and following == "<":
            function = next((name for name, body in text.bodies.items() if body.start < number < body.end), "")
            arguments = tuple(template_arguments(text.tokens, number + 1))
            place = Place(source, Span(text.at(number), text.at(number) + len(token)))
            type_ = PipeType.of(arguments)
            found.append(PipeUse(function, function, "both", "declaration", type_, arguments, (), place))
    return found


def sketch(source: SourceFile, spans: Sequence[Span]) -> Sketch:
    """The outlines of the functions in `spans`, but for those that others of them call. Raises PtofixError."""
    text = SpelledText.of(source)
    wanted = [name for name, body in text.bodies.items() if any(s.start <= text.at(body.start) < s.end for s in spans)]
    named = {name for caller in wanted for name in text.callees(caller) if name != caller}
    outlines: list[Outline] = []
    followed: set[str] = set()
    # What is named by others is most likely called by them; if not, it is shown by itself.
    for name in sorted(wanted, key=lambda name: name in named):
        if name not in followed:
            readers = [_Reader(text, core) for core in CORES]
            for reader in readers:
                reader.function(name, {})
                followed |= reader.followed
            outlines += (Outline(name, reader.core, tuple(reader.entries)) for reader in readers if reader.entries)
    return Sketch(tuple(outlines), frozenset(followed))


class _Reader(Struct):
    """Reads statements of one core, in the order of the text."""

    text: SpelledText
    core: str
    entries: list[OutlineEntry] = field(default_factory=list)
    followed: set[str] = field(default_factory=set)
    loops: tuple[int, ...] = ()
    active: tuple[str, ...] = ()
    loop_count: int = 0
    call_count: int = 0

    def function(self, name: str, names: Mapping[str, str]) -> None:
        """The body of a function; `names` are its parameters as the outermost caller spells them."""
        self.followed.add(name)
        body = self.text.bodies[name]
        self.active = (*self.active, name)
        self.block(body.start, names)
        self.active = self.active[:-1]

    def block(self, start: int, names: Mapping[str, str]) -> int:
        end = self.text.match[start]
        number = start + 1
        while number < end:
            number = self.statement(number, names)
        return end + 1

    def statement(self, number: int, names: Mapping[str, str]) -> int:
        """One statement from `number` on; the number after it."""
        token = self.text.token(number)
        if token == "{":
            return self.block(number, names)
        if token in _LOOPS:
            self.loop_count += 1
            around, self.loops = self.loops, (*self.loops, self.loop_count)
            after = self.statement(self.after_head(number), names)
            self.loops = around
            return after
        if token == "if":
            return self.branches(number, names)
        return self.plain(number, names)

    def after_head(self, number: int) -> int:
        """The number after `word (…)`, or after the word where nothing follows it in brackets."""
        bracket = number + (2 if self.text.token(number + 1) == "constexpr" else 1)
        return self.text.match[bracket] + 1 if self.text.token(bracket) == "(" else bracket

    def branches(self, number: int, names: Mapping[str, str]) -> int:
        start = self.after_head(number)
        is_one_name = self.text.token(start - 3) == "("
        core = self.text.constants.get(self.text.token(start - 2), "") if is_one_name else ""
        after = self.guarded(start, core, names)
        if self.text.token(after) == "else":
            after = self.guarded(after + 1, other_core(core), names)
        return after

    def guarded(self, number: int, core: str, names: Mapping[str, str]) -> int:
        """A statement that only `core` runs ("" for both)."""
        kept = len(self.entries)
        after = self.statement(number, names)
        if core and core != self.core:
            del self.entries[kept:]
        return after

    def plain(self, number: int, names: Mapping[str, str]) -> int:
        """Up to the semicolon, or after a block that ends a statement; brackets inside are part of it."""
        first = number
        if self.text.token(number) in ("case", "default"):
            while self.text.token(number) not in (":", "}", ""):
                number += 1
            return number + (self.text.token(number) == ":")
        while self.text.token(number) not in (";", "}", ""):
            if self.text.token(number) == "{":
                number = self.block(number, names)
                if self.text.token(number) not in _AFTER_BLOCK:
                    return number
                continue
            bracket = call_bracket(self.text.tokens, self.text.match, number)
            if bracket is not None:
                self.call(number, bracket, names, is_statement=number == first)
            number += 1
        return number + 1 if self.text.token(number) == ";" else max(number, first + 1)

    def call(self, number: int, bracket: int, names: Mapping[str, str], is_statement: bool) -> None:
        name = self.text.tokens[number]
        if self.text.core_of(number) not in ("", self.core):
            return
        arguments = self.arguments(bracket, names)
        if name in self.text.bodies:
            if name not in self.active:
                self.call_count += 1
                if self.call_count > _MOST_CALLS:
                    raise error("functions call each other too often to be shown", self.place(number))
                self.function(name, dict(zip(self.text.bodies[name].parameters, arguments)))
            return
        entry = self.entry(name, arguments, number, is_statement)
        if entry is not None and not any(map(self.elsewhere, entry.pipe.split(">"))):
            self.entries.append(entry)

    def elsewhere(self, pipe: str) -> bool:
        """Whether only the other core has this pipe."""
        return pipe in A2A3.pipes[other_core(self.core)] and pipe not in A2A3.pipes[self.core]

    def entry(self, name: str, arguments: Sequence[str], number: int, is_statement: bool) -> OutlineEntry | None:
        place = self.place(number)
        sort = A2A3.classify(name)
        if sort == "sync":
            pipes = [argument.removeprefix("PIPE_") for argument in arguments[:2]]
            pipe = pipes[0] if name == "pipe_barrier" and pipes else ">".join(pipes)
            return OutlineEntry(name, SYNCHRONISATION, pipe, self.loops, place)
        work = work_by_name(name)
        if work.kind != "unknown":
            slot = A2A3.fifo_step(name)
            fifo = arguments[0] if slot and arguments else ""
            return OutlineEntry(name, work.kind, work.pipe, self.loops, place, slot, fifo)
        if sort == "unknown" and is_statement and name not in _NO_CALLS:
            return OutlineEntry(f"`{name}` is not in this file", "unknown", "", self.loops, place)
        return None

    def place(self, number: int) -> Place:
        start = self.text.at(number)
        return Place(self.text.source, Span(start, start + len(self.text.tokens[number])))

    def arguments(self, bracket: int, names: Mapping[str, str]) -> list[str]:
        """The arguments as they are spelled, without blanks."""
        found: list[str] = []
        parts: list[str] = []
        depth = 0
        for number in range(bracket + 1, self.text.match[bracket] + 1):
            token = self.text.tokens[number]
            if depth == 0 and (token == "," or number == self.text.match[bracket]):
                found.append("".join(parts))
                parts = []
                continue
            depth += (token in CLOSING) - (token in CLOSING.values())
            parts.append(names.get(token, token))
        return found
