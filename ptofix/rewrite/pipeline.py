"""Pipelines of passes: their text form, and running them on one source.

    remove-barriers{patterns=gu,final-div},local-slot-num{default=2}

Passes are separated by commas, options inside braces by blanks; a value that is a list separates its items by commas.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import MISSING, Field, dataclass, field, fields
from itertools import islice, takewhile
from typing import Any, get_type_hints

from ptofix.cpp.parser import Tree, scan_nested
from ptofix.cpp.scanner import Item, scan
from ptofix.rewrite.job import Job, Pass, Remark
from ptofix.rewrite.registry import pass_class
from ptofix.text.diagnostics import PtofixError, error
from ptofix.text.source import Edit, SourceFile, Span, apply_edits

_PASS = re.compile(r"\s*([\w-]+)\s*(?:\{([^{}]*)\})?\s*(,|$)")


def parse_pipeline(text: str) -> tuple[Pass, ...]:
    """The passes that `text` names. Raises PtofixError."""
    passes: list[Pass] = []
    position = 0
    while position < len(text) or not passes:
        match = _PASS.match(text, position)
        if match is None or (match[3] == "," and match.end() == len(text)):
            raise error(f"malformed pipeline at column {position + 1}: `{text[position:]}`")
        passes.append(_parse_pass(match[1], match[2] or ""))
        position = match.end()
    return tuple(passes)


def print_pipeline(passes: tuple[Pass, ...]) -> str:
    """The text that `parse_pipeline` reads back; options at their default are left out."""
    return ",".join(_print_pass(item) for item in passes)


def option_fields(kind: type[Pass]) -> list[tuple[Field[Any], Any]]:
    """The options of a pass: dataclass field and its type."""
    types = get_type_hints(kind)
    return [(option, types[option.name]) for option in fields(kind)]


def _parse_pass(name: str, options: str) -> Pass:
    kind = pass_class(name)
    known = {option.name.replace("_", "-"): (option, type_) for option, type_ in option_fields(kind)}
    values: dict[str, Any] = {}
    for part in options.split():
        key, equals, value = part.partition("=")
        if key not in known:
            raise error(f"pass `{name}` has no option `{key}`", help=f"its options are: {', '.join(known) or '(none)'}")
        option, type_ = known[key]
        values[option.name] = _parse_value(f"{name}{{{key}}}", value if equals else "true", type_)
    return kind(**values)


def _parse_value(what: str, text: str, type_: Any) -> Any:
    if type_ is bool:
        if text not in ("true", "false"):
            raise error(f"{what}: `{text}` is neither true nor false")
        return text == "true"
    if type_ is int:
        if not re.fullmatch(r"-?\d+", text):
            raise error(f"{what}: `{text}` is not a whole number")
        return int(text)
    if type_ is str:
        return text
    return tuple(item for item in text.split(",") if item)


def _print_pass(item: Pass) -> str:
    options = [
        f"{option.name.replace('_', '-')}={_print_value(getattr(item, option.name))}"
        for option in fields(item)
        if getattr(item, option.name) != (option.default if option.default is not MISSING else None)
    ]
    return item.name + (f"{{{' '.join(options)}}}" if options else "")


def _print_value(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return ",".join(value) if isinstance(value, tuple) else str(value)


@dataclass
class Settings:
    """How to run a pipeline. `bisect_limit` None applies every rewrite; `on_pass` sees the text after each pass."""

    verify_each: bool = True
    bisect_limit: int | None = None
    strip: bool = False
    on_pass: Callable[[Pass, SourceFile], None] | None = None


@dataclass
class Result:
    """The rewritten source, all remarks in order, seconds per pass, values for a side file."""

    source: SourceFile
    remarks: list[Remark] = field(default_factory=list)
    seconds: list[tuple[str, float]] = field(default_factory=list)
    handover: dict[str, Any] = field(default_factory=dict)


def run_pipeline(source: SourceFile, passes: tuple[Pass, ...], settings: Settings) -> Result:
    """Run `passes` over `source`, each on what the one before left. Raises PtofixError."""
    result = Result(source)
    made = 0

    def next_number() -> int | None:
        nonlocal made
        if settings.bisect_limit is not None and made >= settings.bisect_limit:
            return None
        made += 1
        return made

    for item in passes:
        started = time.perf_counter()
        job = Job(result.source, item.name, next_number, settings.strip)
        item.run(job)
        rewritten = SourceFile(source.name, apply_edits(job.source.text, job.edits))
        if settings.verify_each and item.language == "cpp" and job.edits:
            verify_edits(job.tree, rewritten, job.edits, item.name)
        result.source = rewritten
        result.remarks += job.remarks
        result.handover.update(job.handover)
        result.seconds.append((item.name, time.perf_counter() - started))
        if settings.on_pass is not None:
            settings.on_pass(item, rewritten)
    return result


def verify_edits(before: Tree, after: SourceFile, edits: list[Edit], pass_name: str) -> None:
    """Check that `after` reads as `before` with nothing but `edits` changed. Raises PtofixError: a bug in a pass.

    Statements outside every edit must still be there, in order and to the letter; an edited statement must be its
    edited text, or be gone where the edit left no code.
    """
    try:
        expected = list(_expected(before, sorted(edits, key=lambda edit: edit.span)))
        found = [after.text[item.start : item.end] for item in scan_nested(after)]
    except PtofixError as problem:
        raise error(f"internal error: the text after pass `{pass_name}` cannot be read: {problem}") from problem
    if expected != found:
        raise error(f"internal error: pass `{pass_name}` changed more than it claimed")


def _expected(before: Tree, edits: list[Edit]) -> Iterator[str]:
    """The statements that should be there after `edits`, which are in order."""
    position = 0
    for item in before.items:
        while position < len(edits) and edits[position].span.end < item.start:
            position += 1
        inside = _near(edits, position, item)
        if inside:
            yield from _edited(before.source, item, inside)
        else:
            yield before.source.text[item.start : item.end]


def _near(edits: list[Edit], position: int, item: Item) -> list[Edit]:
    """Those from `position` on that concern `item`."""
    starting = takewhile(lambda edit: edit.span.start <= item.end, islice(edits, position, None))
    return [edit for edit in starting if _concerns(edit, item)]


def _concerns(edit: Edit, item: Item) -> bool:
    """Whether an edit changes `item`, or puts something directly in front of it or behind it."""
    if edit.span.start == edit.span.end:
        return item.start <= edit.span.start <= item.end
    return edit.span.start < item.end and item.start < edit.span.end


def _edited(before: SourceFile, item: Item, inside: list[Edit]) -> list[str]:
    """What is left of one item: one text, or none, or what several statements became."""
    start = min(item.start, *(edit.span.start for edit in inside))
    end = max(item.end, *(edit.span.end for edit in inside))
    moved = [Edit(Span(e.span.start - start, e.span.end - start), e.replacement) for e in inside]
    left = SourceFile(before.name, apply_edits(before.text[start:end], moved))
    return [left.text[part.start : part.end] for part in scan(left)]
