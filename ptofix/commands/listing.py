"""`ptofix list KIND`: everything of one kind that has a name."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from ptofix.commands.given import put, put_report
from ptofix.report import listings


def command(given: Namespace) -> int:
    """Returns 0. Raises PtofixError, OSError."""
    if (text := _TEXTS.get(given.verb)) is not None:
        put(text(given), given.output, is_text=False)
    elif getattr(given, "markdown", False):
        put(_pages(given.verb), given.output)
    else:
        listed = listings.listing(given.verb, getattr(given, "pattern_files", ()))
        data = {"of": given.verb, "entries": [one.data for one in listed]}
        put_report(given, "list", lambda: "\n".join(map(str, listed)), lambda: data)
    return 0


def _pages(kind: str) -> str:
    from ptofix.rules.registry import markdown

    return markdown() if kind == "rules" else listings.assumption_pages()


def _schema(_: Namespace) -> str:
    from ptofix.report.schema import schema_text

    return schema_text()


def _completion(given: Namespace) -> str:
    from ptofix.commands.completion import completion
    from ptofix.commands.parser import parser

    return f"{completion(parser(), given.shell)}\n"


_TEXTS: dict[str, Callable[[Namespace], str]] = {"schema": _schema, "completion": _completion}
"""What is no list, but a text of another form."""
