"""Which functions of a file can be recorded, and what their parameters are called."""

from __future__ import annotations

import re
from typing import NamedTuple

from ptofix.record.launches import LAUNCH, rest_of_block, without_comments

_FUNCTION = re.compile(r"\b(?P<name>[A-Za-z_]\w*)\s*\((?P<parameters>[^(){};]*(?:\([^(){};]*\)[^(){};]*)*)\)\s*\{")
_WORDS = frozenset("if constexpr for while switch return sizeof catch alignas decltype defined".split())
_TEMPLATE = re.compile(r"\btemplate\s*<(?P<parameters>[^;{}]*)>[^<>]*$")
_MACRO = re.compile(r"^[ \t]*#[ \t]*define[ \t]+(?P<name>\w+)(?P<body>[ \t](?:[^\n\\]|\\\n)*)", re.MULTILINE)
_LINE = re.compile(r"^[ \t]*#.*(?:\\\n.*)*$", re.MULTILINE)


class EntryParameter(NamedTuple):
    name: str
    type: str
    is_pointer: bool


class KernelEntry(NamedTuple):
    """A function of the file: `template` are its template parameters, "" if it has none."""

    name: str
    template: str
    parameters: tuple[EntryParameter, ...]
    is_kernel: bool
    is_told: bool  # of the device, or it starts a kernel itself: the others may call one that does
    scope: str  # the namespaces that it stands in, "" for none

    def takes(self, arguments: int) -> bool:
        """Whether so many template arguments can be those of this one, of several functions of one name."""
        parameters = _split(self.template)
        with_default = sum("=" in one for one in parameters)
        return "..." in self.template or len(parameters) - with_default <= arguments <= len(parameters)

    def __str__(self) -> str:
        return f"{self.scope}{self.name}<{self.template}>" if self.template else self.scope + self.name


def entries(text: str) -> list[KernelEntry]:
    """The functions of a text in which starts of kernels are calls already."""
    plain = without_comments(text)
    macros = {one["name"]: one["body"].replace("\\\n", " ") for one in _MACRO.finditer(plain)}
    plain = _LINE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), plain)
    found = []
    for one in _FUNCTION.finditer(plain):
        if one["name"] in _WORDS:
            continue
        words = plain[max(plain.rfind(end, 0, one.start()) for end in ";{}") + 1 : one.start()]
        is_kernel = "__global__" in words
        head = _TEMPLATE.search(words)
        template = " ".join(head["parameters"].split()) if head else ""
        parameters = tuple(
            _parameter(text_, index)
            for index, text_ in enumerate(_split(macros.get(one["parameters"].strip(), one["parameters"])))
            if text_.strip() != "void"
        )
        is_told = is_kernel or LAUNCH in rest_of_block(plain, one.end()) or "AICORE" in words or "__aicore__" in words
        found.append(KernelEntry(one["name"], template, parameters, is_kernel, is_told, _scope(plain, one.start())))
    return found


_BRACE = re.compile(r"(?:\bnamespace\s+(?P<name>[\w:]*)\s*)?\{|\}")


def _scope(plain: str, end: int) -> str:
    names: list[str] = []
    for brace in _BRACE.finditer(plain, 0, end):
        if brace[0] == "}":
            names[-1:] = []
        else:
            names.append(brace["name"] or "")
    return "".join(f"{name}::" for name in names if name)


def arguments_of(entry: str) -> int:
    """How many template arguments the name of an entry has."""
    return len(_split(entry.partition("<")[2].rstrip().removesuffix(">")))


def _split(parameters: str) -> list[str]:
    parts, depth = [""], 0
    for letter in parameters:
        depth += {"<": 1, "(": 1, "[": 1, ">": -1, ")": -1, "]": -1}.get(letter, 0)
        if letter == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return [part for part in parts if part.strip()]


def _parameter(text: str, index: int) -> EntryParameter:
    text = " ".join(text.partition("=")[0].split())
    is_pointer = "*" in text or text.endswith("]")
    name = re.search(r"([A-Za-z_]\w*)\s*(?:\[\w*\])?$", text)
    known = name is not None and name.start() > 0
    type_ = (text[: name.start()] if known and name else text).replace("*", " ")
    words = [
        word
        for word in type_.split()
        if word not in ("const", "volatile", "__gm__", "__in__", "__out__", "__restrict__")
    ]
    return EntryParameter(name[1] if known and name else f"argument{index}", " ".join(words), is_pointer)
