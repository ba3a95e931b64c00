"""`ptofix list` and `ptofix explain NAME`: documentation made from the code."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator
from dataclasses import MISSING
from difflib import get_close_matches
from typing import Any, NamedTuple

from ptofix.evidence.assumptions import BY_DISTANCE, READ_BEFORE_WRITE, Assumption, assumptions
from ptofix.evidence.grade import DEFAULT_GRADE
from ptofix.evidence.measured import WAR
from ptofix.evidence.pairs import entries
from ptofix.isa.architecture import A2A3
from ptofix.report.explanations.op_row import op_page
from ptofix.report.words import words
from ptofix.rewriting.patterns.language import ANY, OpPattern, Pattern
from ptofix.rewriting.patterns.select import available_patterns
from ptofix.rewriting.pipeline_text import option_fields
from ptofix.rewriting.registry import pass_class, pass_names
from ptofix.rules.registry import CodePage, page_named, pages
from ptofix.text.diagnostics import error

_MOST_NEAR = 5
_LONG_ENOUGH = 2


class Listed(NamedTuple):
    """One thing with a name: a line with what it is called, lines about it, and the same for machines."""

    head: str
    about: tuple[str, ...]
    data: dict[str, Any]

    def __str__(self) -> str:
        return "\n    ".join((self.head, *self.about))


def listing(kind: str, pattern_files: Iterable[str] = ()) -> list[Listed]:
    """All that is of one kind: patterns, passes, rules or assumptions."""
    match kind:
        case "patterns":
            return [_pattern(pattern) for pattern in available_patterns(pattern_files)]
        case "passes":
            return [_pass(name) for name in pass_names()]
        case "rules":
            return [_rule(page) for page in pages().values()]
    return [_assumption(one) for one in assumptions().values()]


def _pattern(pattern: Pattern) -> Listed:
    data = {"names": pattern.names, "flags": pattern.flags, "about": pattern.about}
    return Listed(f"{', '.join(pattern.names)} ({', '.join(pattern.flags)})", (pattern.about,), data)


def _pass(name: str) -> Listed:
    kind = pass_class(name)
    about = (inspect.getdoc(kind) or "").splitlines()[0]
    lines, options = [about], []
    for option, type_ in option_fields(kind):
        default = "" if option.default is MISSING else option.default
        shown = ",".join(default) if isinstance(default, tuple) else str(default).lower()
        word, words = getattr(type_, "__name__", str(type_)), option.metadata.get("help", "")
        lines.append(f"  {option.name.replace('_', '-')}={shown}  {words} [{word}]")
        options.append({"name": option.name.replace("_", "-"), "default": shown, "about": words, "type": word})
    data = {"names": [name], "language": kind.language, "about": about, "options": options}
    return Listed(f"{name} ({kind.language})", tuple(lines), data)


def _rule(page: CodePage) -> Listed:
    data = {"names": [page.code, page.name], "level": page.severity, "about": page.summary}
    return Listed(f"{page.code} {page.severity:<10}{page.name}", (page.summary,), data)


def _assumption(one: Assumption) -> Listed:
    data = {"names": [one.name], "switchable": one.switchable, "about": one.title}
    return Listed(f"{one.name} ({'can be switched off' if one.switchable else 'always'})", (one.title,), data)


def explanation(name: str) -> str:
    """The pages of all that has a name: patterns, passes, assumptions, codes and rules, ops, and other words.

    Capitals matter only where two names differ in them. Raises PtofixError for an unknown name.
    """
    found = list(_pages_of(name)) or [page for each in _in_other_letters(name) for page in _pages_of(each)]
    if not found:
        what = f"no code, op, pattern, pass, assumption, reason or grade is called `{name}`"
        raise error(what, help=_what_there_is(name))
    return "\n\n".join(found)


def _pages_of(name: str) -> Iterator[str]:
    yield from (_pattern_page(pattern) for pattern in available_patterns() if name in pattern.names)
    if name in pass_names():
        yield f"pass {name}\n\n{inspect.getdoc(pass_class(name))}"
    if name in assumptions():
        yield _assumption_page(assumptions()[name])
    if (page := page_named(name)) is not None:
        yield str(page)
    op = name.removeprefix("pto::") if name.removeprefix("pto::") in A2A3.ops.names() else name
    if op in A2A3.ops.names():
        yield op_page(op)
    yield from (f"{word.kind} {word.name}: {word.text}" for word in words() if word.name == name)


def every_name() -> list[str]:
    """All that `explanation` has a page of."""
    found = [name for pattern in available_patterns() for name in pattern.names]
    found += [*pass_names(), *assumptions()]
    found += [name for page in pages().values() for name in (page.code, page.name)]
    found += [*A2A3.ops.names(), *(word.name for word in words())]
    return list(dict.fromkeys(found))


def _in_other_letters(name: str) -> list[str]:
    return [each for each in every_name() if each.lower() == name.lower()]


def _what_there_is(name: str) -> str:
    """Names that are much like it, else where names are listed."""
    known = {each.lower(): each for each in reversed(every_name())}
    begin = [each for lower, each in known.items() if len(name) >= _LONG_ENOUGH and lower.startswith(name.lower())]
    near = [known[lower] for lower in get_close_matches(name.lower(), known, _MOST_NEAR)]
    if found := list(dict.fromkeys([*sorted(begin), *near]))[:_MOST_NEAR]:
        return f"similar names: {', '.join(found)}"
    return "`ptofix list` has patterns, passes, rules and assumptions; docs/glossary.md has terms"


def assumption_pages() -> str:
    """docs/assumptions.md."""
    parts = [
        "# Assumptions\n\nWhat a proof may rest on beyond the headers. Made from ptofix/evidence/assumptions.toml by "
        "`ptofix list assumptions --markdown`; do not edit. "
        "`--no-assume NAME` switches one off; `ptofix explain NAME` adds its sources. Grades: docs/model.md."
    ]
    for assumption in assumptions().values():
        parts += [f"## {assumption.name}\n\n{assumption.title}.", assumption.statement]
        for title, items in (
            ("Evidence for", assumption.evidence_for),
            ("Evidence against", assumption.evidence_against),
        ):
            parts.append("\n".join([f"**{title}**\n", *(f"- {item}" for item in items)]))
        if assumption.name in BY_DISTANCE:
            parts.append(f"**Grades** of all pairs of ops, with sources: `ptofix explain {assumption.name}`.")
        if not assumption.switchable:
            parts.append("Every model rests on it.")
    return "\n\n".join(parts) + "\n"


def _assumption_page(assumption: Assumption) -> str:
    parts = [f"assumption {assumption.name}: {assumption.title}", assumption.statement]
    for title, items in (
        ("evidence for", assumption.evidence_for),
        ("evidence against", assumption.evidence_against),
        ("sources", assumption.sources),
    ):
        parts.append("\n".join([f"{title}:", *(f"  - {item}" for item in items)]))
    if assumption.name in BY_DISTANCE:
        parts += ["grades:", _ABOUT_GRADES, "\n".join(f"  - {line}" for line in _grade_lines(assumption.name))]
    parts.append("can be switched off with --no-assume" if assumption.switchable else "every model rests on it")
    return "\n\n".join(parts)


_ABOUT_GRADES = (
    "Its support is unequal, so each pair of ops that rests on it has a grade: shipped (an assembler leaves the order "
    "without a barrier), practised (a public hand-written kernel does, and runs on devices), extrapolated (all others: "
    f"only the assumption says so). `--evidence` says which is the weakest that is accepted; default: {DEFAULT_GRADE}."
)


def _grade_lines(assumption: str) -> Iterator[str]:
    """What evidence.toml says of hw.repeat-distance (RAW) or of hw.read-before-write (WAR)."""
    if assumption == READ_BEFORE_WRITE:
        yield "at full distance, by rule: the best grade that the earlier op has as the producer of a read after write."
    for entry in entries():
        if (entry.order == WAR) != (assumption == READ_BEFORE_WRITE):
            continue
        orders = ", ".join(spelled.replace("->", "→") for spelled in entry.spelled)
        short = f", {entry.repeats} repeats apart" if entry.order == WAR else ""
        yield f"{entry.grade}, {entry.order}{short}, if {', '.join(entry.when)}: {orders}. {entry.source}."


_BASES = {
    "repeat-distance": "hw.repeat-distance: {subject} is written and read at least 16 vector repeats apart",
    "independent": "nothing: the two ops, and all others around the barrier, touch no common bytes",
    "internal-drain": "the drain inside the op: what it touches before that drain is not in flight",
}


def _pattern_page(pattern: Pattern) -> str:
    lines = [f"pattern {', '.join(pattern.names)} ({', '.join(pattern.flags)})", "", pattern.about, ""]
    lines += [f"    {_op(pattern.before)};"] if pattern.before else []
    lines += ["    pipe_barrier(PIPE_V);", f"    {_op(pattern.after)};", ""]
    lines.append(f"Rests on {_BASES[pattern.basis].format(subject=f'`{pattern.subject}`')}.")
    return "\n".join(lines)


def _op(op: OpPattern) -> str:
    operands: list[str] = []
    position = 0
    while position < len(op.operands):
        names = op.operands[position]
        operands.append(names[0] if len(names) == 1 else f"{{{', '.join(names)}}}")
        position += len(names)
    return f"{op.name}({', '.join(ANY if o == ANY else o for o in operands)})"
