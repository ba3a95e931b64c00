"""The text of a kernel as a script of lines: statements, choices, loops and jumps, but for `goto`.

A reader of its own, so that a fault of the real parser or of the control-flow graph shows. It reads the layout that the
assembler prints: one statement, block head or closing brace per line, with what passes may have put before or after.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

_COMMENT = re.compile(r"/\*.*?\*/|//.*")
_SYNC = re.compile(r"(?:pipe_barrier|set_flag|wait_flag)\(([^()]*)\)")
_CONSTANT = re.compile(r"const \w+ (\w+) = (-?\d+)")
_LOOP = re.compile(r"for \(\w+ \w+ = (.*?); \w+ < (.*?); .*\) \{")
_CAST = re.compile(r"\((?:u?int\d+_t|size_t)\)|[()\s]")
_REGION = re.compile(r"#if defined\(__DAV_(VEC|CUBE)__\)")
_FUNCTION = re.compile(r"AICORE void (\w+)\(")


@dataclass(frozen=True)
class Plain:
    """A statement that is no synchronisation; `number` counts those of the script in text order."""

    number: int
    line: int
    text: str


@dataclass(frozen=True)
class Sync:
    """A barrier or flag: `name` of the call and its arguments without prefixes (`V`, `MTE2`, `0`)."""

    line: int
    name: str
    arguments: tuple[str, ...]


@dataclass(frozen=True)
class Choice:
    """An `if` with its arms, of which one is run."""

    arms: tuple[tuple[Node, ...], ...]


@dataclass(frozen=True)
class Loop:
    """`at_least`: rounds that are certain (0 or 1)."""

    at_least: int
    body: tuple[Node, ...]


@dataclass(frozen=True)
class Cases:
    """Its arms, and whether one of them is run for sure; an arm that no jump ends falls through to the next."""

    arms: tuple[tuple[Node, ...], ...]
    has_default: bool


class Leave(Enum):
    BREAK = "break"
    CONTINUE = "continue"
    RETURN = "return"


Node = Plain | Sync | Choice | Loop | Cases | Leave


@dataclass(frozen=True)
class Script:
    """The code of one core of one function; `plain` are its statements by number."""

    function: str
    core: str
    body: tuple[Node, ...]
    plain: tuple[Plain, ...]


def read_scripts(text: str) -> list[Script]:
    """The core sections of a text. Raises ValueError for a line that is not laid out as described."""
    scripts: list[Script] = []
    constants: dict[str, int] = {}
    function = ""
    lines = enumerate(text.split("\n"), 1)
    for _, line in lines:
        if found := _FUNCTION.search(line):
            function, constants = found[1], {}
        elif found := _CONSTANT.search(line):
            constants[found[1]] = int(found[2])
        elif found := _REGION.search(line):
            reader = _Reader(lines, constants)
            body, end = reader.block()
            if not end.startswith("#endif"):
                raise ValueError(f"unexpected `{end}`")
            core = "vector" if found[1] == "VEC" else "cube"
            scripts.append(Script(function, core, body, tuple(reader.plain)))
    return scripts


_LABEL = re.compile(r"case \d+:|default:")
_JUMPS = [jump.value for jump in Leave]


class _Reader:
    def __init__(self, lines: Iterator[tuple[int, str]], constants: dict[str, int]) -> None:
        self.lines = lines
        self.constants = constants
        self.plain: list[Plain] = []

    def block(self) -> tuple[tuple[Node, ...], str]:
        """The nodes up to the line that closes the block or is the next label of a `switch`, and that line."""
        nodes: list[Node] = []
        for number, raw in self.lines:
            line = _COMMENT.sub("", raw).strip()
            if line.startswith("}") and line.strip("}; ") not in ("", "else {"):
                raise ValueError(f"line {number}: more after a brace: `{line}`")
            if line.startswith(("}", "#endif")) or _LABEL.fullmatch(line):
                return tuple(nodes), line
            if line.endswith("{"):
                *before, head = line.split(";") if not line.startswith("for ") else [line]
                nodes.extend(self.statements(";".join(before), number))
                nodes.extend(self.compound(head.strip()))
            else:
                nodes.extend(self.statements(line, number))
        raise ValueError("the text ends inside a block")

    def compound(self, head: str) -> Iterator[Node]:
        if found := _LOOP.fullmatch(head):
            first, last = self.value(found[1]), self.value(found[2])
            body, _ = self.block()
            yield Loop(int(first is not None and last is not None and first < last), body)
        elif head.startswith("switch ("):
            yield self.switch()
        elif head.startswith("if ("):
            arms = []
            end = "} else {"
            while end == "} else {":
                arm, end = self.block()
                arms.append(arm)
            yield Choice(tuple(arms) if len(arms) > 1 else (*arms, ()))
        elif head != "{":
            raise ValueError(f"not a loop or branch: `{head}`")
        else:
            yield from self.block()[0]

    def switch(self) -> Cases:
        first, label = self.block()
        if first:
            raise ValueError("statements before the first case")
        arms, labels = [], []
        while label != "}":
            labels.append(label)
            arm, label = self.block()
            arms.append(arm)
        return Cases(tuple(arms), "default:" in labels)

    def value(self, text: str) -> int | None:
        word = _CAST.sub("", text)
        return int(word) if word.isdigit() else self.constants.get(word)

    def statements(self, line: str, number: int) -> Iterator[Node]:
        for part in line.split(";"):
            text = part.strip()
            if sync := _SYNC.fullmatch(text):
                words = [word.strip() for word in sync[1].split(",")]
                cleaned = tuple(word.removeprefix("PIPE_").removeprefix("EVENT_ID") for word in words)
                yield Sync(number, text.partition("(")[0], cleaned)
            elif text in _JUMPS:
                yield Leave(text)
            elif text:
                if found := _CONSTANT.search(text):
                    self.constants[found[1]] = int(found[2])
                plain = Plain(len(self.plain), number, text)
                self.plain.append(plain)
                yield plain
