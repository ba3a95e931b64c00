"""Pipelines of passes as text:

    remove-barriers{patterns=gu,final-div},local-slot-num{default=2}

Passes are separated by commas, options inside braces by blanks, items of a list by commas. A value that has blanks,
commas, braces or quotes in it is in double quotes, where a backslash takes the character after it as it is:

    remove-barriers{files="my patterns.pat","a,b.pat"}
"""

from __future__ import annotations

import re
from dataclasses import Field, fields
from functools import cache
from typing import Any, get_type_hints

from ptofix.rewriting.job import Pass
from ptofix.rewriting.registry import pass_class
from ptofix.text.diagnostics import PtofixError, error

_NAME = re.compile(r"[\w-]+")
_BARE = re.compile(r'[^\s,{}"\\]+')
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_INTEGER = re.compile(r"-?[0-9]{1,18}")


def parse_pipeline(text: str) -> tuple[Pass, ...]:
    """The passes that `text` names. Raises PtofixError."""
    return _PipelineText(text).passes()


def print_pipeline(passes: tuple[Pass, ...]) -> str:
    """The text that `parse_pipeline` reads back; options at their default are left out."""
    return ",".join(_print_pass(item) for item in passes)


@cache
def option_fields(kind: type[Pass]) -> tuple[tuple[Field[Any], Any], ...]:
    """The options of a pass, its own first: dataclass field and its type."""
    types, own_first = get_type_hints(kind), sorted(fields(kind), key=lambda option: option.kw_only is True)
    return tuple((option, types[option.name]) for option in own_first)


class _PipelineText:
    """A pipeline text and how far it was read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0

    def passes(self) -> tuple[Pass, ...]:
        found = [self.one_pass()]
        while self.takes(","):
            found.append(self.one_pass())
        if self.position < len(self.text):
            raise self.malformed()
        return tuple(found)

    def one_pass(self) -> Pass:
        self.skip_blanks()
        name = self.match(_NAME)
        self.skip_blanks()
        kind = pass_class(name)
        options = {option.name.replace("_", "-"): (option, type_) for option, type_ in option_fields(kind)}
        values: dict[str, Any] = {}
        if self.takes("{"):
            while not self.takes("}"):
                key = self.match(_NAME)
                if key not in options:
                    known = ", ".join(options) or "(none)"
                    raise error(f"pass `{name}` has no option `{key}`", help=f"its options are: {known}")
                option, type_ = options[key]
                if option.name in values:
                    raise error(f"{name}{{{key}}} is given twice")
                items = self.items() if self.takes("=", blanks=False) else ["true"]
                values[option.name] = _value(f"{name}{{{key}}}", items, type_)
                self.skip_blanks()
        return kind(**values)

    def items(self) -> list[str]:
        """The items of a value; none where nothing is there."""
        if self.position == len(self.text) or self.text[self.position] in "} \t\r\n":
            return []
        found = [self.item()]
        while self.takes(",", blanks=False):
            found.append(self.item())
        return found

    def item(self) -> str:
        if self.text.startswith('"', self.position):
            return re.sub(r"\\(.)", r"\1", self.match(_QUOTED)[1:-1], flags=re.DOTALL)
        return self.match(_BARE)

    def match(self, what: re.Pattern[str]) -> str:
        found = what.match(self.text, self.position)
        if found is None:
            raise self.malformed()
        self.position = found.end()
        return found[0]

    def takes(self, character: str, blanks: bool = True) -> bool:
        """Whether `character` comes next, and was read, with the blanks after it if `blanks`."""
        if not self.text.startswith(character, self.position):
            return False
        self.position += 1
        if blanks:
            self.skip_blanks()
        return True

    def skip_blanks(self) -> None:
        while self.position < len(self.text) and self.text[self.position].isspace():
            self.position += 1

    def malformed(self) -> PtofixError:
        return error(f"malformed pipeline at column {self.position + 1}: `{self.text[self.position :]}`")


def _value(what: str, items: list[str], type_: Any) -> Any:
    if type_ not in (bool, int, str):
        return tuple(items)
    if len(items) != 1:
        raise error(f"{what} takes one value", help='a value with commas or blanks in it needs double quotes: "a,b"')
    text = items[0]
    if type_ is bool and text not in ("true", "false"):
        raise error(f"{what}: `{text}` is neither true nor false")
    if type_ is int and not _INTEGER.fullmatch(text):
        raise error(f"{what}: `{text}` is not a whole number")
    return text == "true" if type_ is bool else type_(text)


def _print_pass(item: Pass) -> str:
    options = [
        f"{option.name.replace('_', '-')}={_print_value(getattr(item, option.name))}"
        for option, _ in option_fields(type(item))
        if getattr(item, option.name) != option.default
    ]
    return item.name + (f"{{{' '.join(options)}}}" if options else "")


def _print_value(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return ",".join(map(_print_item, value)) if isinstance(value, tuple) else _print_item(str(value))


def _print_item(text: str) -> str:
    if _BARE.fullmatch(text):
        return text
    return '"' + re.sub(r'(["\\])', r"\\\1", text) + '"'
