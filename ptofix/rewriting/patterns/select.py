"""Turn the pattern names of a command line into patterns."""

from __future__ import annotations

from collections.abc import Iterable

from ptofix.rewriting.patterns.language import Pattern, built_in_patterns, read_patterns
from ptofix.text.diagnostics import error
from ptofix.text.nearest import did_you_mean
from ptofix.text.source import read_source

NO_PATTERN = ("none", "off", "disable", "disabled")
PROVEN = {"proven": "drop-redundant-barriers", "minimal": "minimal-barriers"}
"""What a command line takes for patterns, and what are passes of their own."""
ALL_PATTERNS = "all"


def available_patterns(files: Iterable[str] = ()) -> tuple[Pattern, ...]:
    """The built-in patterns and those of `files`. Raises PtofixError, also if a name is taken twice."""
    patterns = [*built_in_patterns()]
    for path in files:
        try:
            patterns += read_patterns(read_source(path))
        except OSError as problem:
            raise error(f"cannot read pattern file `{path}`: {problem.strerror}") from None
    names = [name for pattern in patterns for name in pattern.names]
    for name in names:
        if names.count(name) > 1 or name in (*NO_PATTERN, ALL_PATTERNS):
            raise error(f"the pattern name `{name}` is taken twice")
    return tuple(patterns)


def select_patterns(names: Iterable[str], files: Iterable[str] = ()) -> tuple[Pattern, ...]:
    """The patterns called `names`, in the order they are defined; `softmax-*` are all that begin so.

    Raises PtofixError for an unknown name.
    """
    patterns = available_patterns(files)
    chosen: set[Pattern] = set()
    for name in names:
        if name in NO_PATTERN:
            continue
        named = [p for p in patterns if name == ALL_PATTERNS or _is_called(p, name)]
        if not named:
            known = [*(p.name for p in patterns), *PROVEN, ALL_PATTERNS, NO_PATTERN[0]]
            meant = did_you_mean(name, (*known, *(each for p in patterns for each in p.names)))
            raise error(
                f"unknown pattern `{name}`{'; ' if meant else ''}{meant}",
                help=f"patterns are: {', '.join(known)} (see `ptofix list patterns`)",
            )
        chosen.update(named)
    return tuple(p for p in patterns if p in chosen)


def _is_called(pattern: Pattern, name: str) -> bool:
    if name.endswith("*"):
        return any(each.startswith(name[:-1]) for each in pattern.names)
    return name in pattern.names


def names_without(names: Iterable[str], ignored: Iterable[str], own: Iterable[str], files: Iterable[str]) -> list[str]:
    """`names` without the ignored ones; `own` are names that stand for something else than patterns.

    Raises PtofixError for an unknown name.
    """
    asked, left_out, own, files = list(names), list(ignored), frozenset(own), tuple(files)
    off = {pattern.name for pattern in select_patterns([name for name in left_out if name not in own], files)}
    kept = [p.name for p in select_patterns([name for name in asked if name not in own], files) if p.name not in off]
    return [*kept, *(name for name in asked if name in own and name not in left_out)] or [NO_PATTERN[0]]
