"""What the command line gave, as the functions of the verbs take it; and where what they say goes."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol, TypeVar

from ptofix.api.basis import Basis
from ptofix.text.diagnostics import error
from ptofix.text.writing import STANDARD_OUTPUT, OutputFile, write_all

Kind = TypeVar("Kind")


def record_of(kind: type[Kind], given: Namespace, **more: Any) -> Kind:
    """A record of options: its fields have the names of the options; what has another one, or is derived, is `more`."""
    fields = {name for base in kind.__mro__ for name in getattr(base, "__annotations__", ())}
    named = {name: getattr(given, name) for name in fields if hasattr(given, name)}
    if "sizes" in named:
        named["sizes"] = sizes_of(named["sizes"])
    return kind(**{**named, **more})


def basis_of(given: Namespace) -> Basis:
    return record_of(Basis, given)


def sizes_of(texts: Iterable[str]) -> dict[str, int]:
    """`NAME=N` as the command line has it. Raises PtofixError."""
    found: dict[str, int] = {}
    for text in texts:
        name, equals, number = text.partition("=")
        if not name or not equals or not (number.isascii() and number.isdecimal()):
            raise error(f"--set {text}: it must be NAME=N")
        found[name] = int(number)
    return found


class Reporting(Protocol):
    """Options of a verb that has something to say."""

    @property
    def format(self) -> str: ...
    @property
    def output(self) -> str: ...


def put_report(given: Reporting, kind: str, text: Callable[[], str], data: Callable[[], Mapping[str, Any]]) -> None:
    """What a verb has to say, as text or as a JSON document of some kind."""
    if given.format == "text":
        put(f"{text()}\n", given.output)
        return
    from ptofix.report.document import document

    put(document(kind, data()), given.output, is_text=False)


def put(text: str, output: str = "", *others: OutputFile, is_text: bool = True) -> None:
    """A report to where it was asked for, standard output for "", and other files.

    `is_text`: for people, who may see it in colour, and on a terminal of another encoding.
    """
    if is_text and output in ("", STANDARD_OUTPUT):
        write_all(others)
        sys.stdout.write(text)
        sys.stdout.flush()
    else:
        write_all([OutputFile(output or STANDARD_OUTPUT, text), *others])
