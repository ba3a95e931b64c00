"""A text outside of the language as tokens, with the functions that it defines and what each core sees of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from ptofix.program.conditionals import CORE_MACROS
from ptofix.text.source import SourceFile, Span

_HIDDEN = re.compile(
    r"//[^\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|^[ \t]*#(?:[^\n\\]|\\.|\\\n)*",
    re.DOTALL | re.MULTILINE,
)
_TOKEN = re.compile(r"[A-Za-z_]\w*|\d[\w.']*|::|[^\s\w]")
_CONDITION = re.compile(r"^[ \t]*#[ \t]*(ifdef|ifndef|if|elif|else|endif)\b(.*)$", re.MULTILINE)
_CORE_CONSTANT = re.compile(r"\bconstexpr\s+bool\s+(\w+)\s*=\s*true\s*;")
CLOSING = {"(": ")", "{": "}", "[": "]"}


class SpelledFunction(Struct, frozen=True):
    """A function's parameters, and its body from `{` to `}`, by number of token."""

    parameters: tuple[str, ...]
    start: int
    end: int


class SpelledText(Struct, frozen=True):
    """The tokens of a text, the functions that it defines, and which core sees what."""

    source: SourceFile
    tokens: tuple[str, ...]
    offsets: tuple[int, ...]
    match: Mapping[int, int]
    bodies: Mapping[str, SpelledFunction]
    of_core: tuple[tuple[Span, str], ...]
    constants: Mapping[str, str]

    @staticmethod
    def of(source: SourceFile) -> SpelledText:
        hidden = _HIDDEN.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), source.text)
        found = list(_TOKEN.finditer(hidden))
        tokens = tuple(token[0] for token in found)
        match = _brackets(tokens)
        of_core = tuple(_core_regions(source.text))
        constants = {
            constant[1]: core
            for span, core in of_core
            for constant in _CORE_CONSTANT.finditer(source.text, span.start, span.end)
        }
        offsets = tuple(token.start() for token in found)
        return SpelledText(source, tokens, offsets, match, _bodies(tokens, match), of_core, constants)

    def at(self, token: int) -> int:
        return self.offsets[token]

    def token(self, number: int) -> str:
        """A token, "" before the first and after the last one."""
        return self.tokens[number] if 0 <= number < len(self.tokens) else ""

    def core_of(self, token: int) -> str:
        """The core that a preprocessor line gives a token to; "" for both."""
        return next((core for span, core in self.of_core if span.start <= self.at(token) < span.end), "")

    def callees(self, name: str) -> set[str]:
        body = self.bodies[name]
        return {word for word in self.tokens[body.start : body.end] if word in self.bodies}


def _brackets(tokens: Sequence[str]) -> dict[int, int]:
    """Where each opening bracket closes; at the end of the text if it does not."""
    match: dict[int, int] = {}
    open_: list[int] = []
    for number, token in enumerate(tokens):
        if token in CLOSING:
            open_.append(number)
        elif token in CLOSING.values() and open_ and CLOSING[tokens[open_[-1]]] == token:
            match[open_.pop()] = number
    match.update((number, len(tokens) - 1) for number in open_)
    return match


def _bodies(tokens: Sequence[str], match: Mapping[int, int]) -> dict[str, SpelledFunction]:
    """`NAME (…) {…}` outside of every other body; of overloads the last."""
    closing = {end: start for start, end in match.items()}
    found: dict[str, SpelledFunction] = {}
    number = 0
    while number < len(tokens):
        if tokens[number] == "{":
            start = closing.get(number - 1, 0)
            if tokens[number - 1] == ")" and start and re.match(r"[A-Za-z_]", tokens[start - 1]):
                found[tokens[start - 1]] = SpelledFunction(
                    _parameters(tokens[start + 1 : number - 1]), number, match[number]
                )
                number = match[number]
        number += 1
    return found


def _parameters(tokens: Sequence[str]) -> tuple[str, ...]:
    """The last name of each parameter."""
    names: list[str] = []
    depth = 0
    last = ""
    for token in [*tokens, ","]:
        depth += (token in "(<[{") - (token in ")>]}")
        if token == "," and depth <= 0:
            names.append(last)
        elif depth == 0 and re.match(r"[A-Za-z_]", token):
            last = token
    return tuple(names)


def _core_regions(text: str) -> Iterator[tuple[Span, str]]:
    """The text between preprocessor lines that name one kind of core."""
    open_: list[tuple[int, str]] = []
    for found in _CONDITION.finditer(text):
        word, condition = found[1], found[2]
        before = ""
        if word in ("elif", "else", "endif") and open_:
            start, before = open_.pop()
            if before:
                yield Span(start, found.start()), before
        if word != "endif":
            cores = {CORE_MACROS[name] for name in re.findall(r"\w+", condition) if name in CORE_MACROS}
            core = cores.pop() if len(cores) == 1 else ""
            if word == "ifndef" or "!" in condition:
                core = other_core(core)
            open_.append((found.end(), other_core(before) if word == "else" else core))


def other_core(core: str) -> str:
    return {"cube": "vector", "vector": "cube"}.get(core, "")


def template_arguments(tokens: Sequence[str], start: int) -> Iterator[str]:
    parts: list[str] = []
    depth = 0
    for token in tokens[start:]:
        depth += (token in "(<") - (token in ")>")
        if depth == 0 or (depth == 1 and token == ","):
            yield "".join(parts)
            parts = []
        elif not (depth == 1 and token == "<"):
            parts.append(token)
        if depth == 0:
            return


def call_bracket(tokens: Sequence[str], match: Mapping[int, int], number: int) -> int | None:
    """The `(` of a call of the name at `number`, with template arguments between them or not."""
    if not re.match(r"[A-Za-z_]", tokens[number]) or number + 1 >= len(tokens):
        return None
    position = number + 1
    if tokens[position] == "<":
        depth = 0
        while position < len(tokens) and tokens[position] not in (";", "{", "}"):
            if tokens[position] == "(":
                position = match[position]
            depth += (tokens[position] == "<") - (tokens[position] == ">")
            position += 1
            if depth == 0:
                break
    return position if position < len(tokens) and tokens[position] == "(" else None
