"""The pages of rules, made from their docstrings: `ptofix explain CODE`, and docs/rules.md."""

from __future__ import annotations

import inspect

from ptofix.rules.base import HEADINGS, Rule
from ptofix.rules.registry import RULES

_INTRODUCTION = """\
# Rules

What `ptofix check` reports. Made from the docstrings in `ptofix/rules/` by `ptofix rules --markdown`; do not edit.
Codes are stable and never used again. Errors and warnings make the command exit with 1, notes do not.

A finding is allowed by a comment with a reason, on its line or the line before:

    // ptofix: allow PF110 -- measured on a device, see ticket 123
"""


def summary_line(rule: Rule) -> str:
    return (inspect.getdoc(type(rule)) or "").partition("\n")[0]


def page(rule: Rule) -> str:
    """The page of one rule, as text."""
    return f"{rule.code} {rule.name} ({rule.severity.value})\n\n{inspect.getdoc(type(rule))}"


def rule_list() -> str:
    """One line per rule."""
    return "\n".join(f"{rule.code} {rule.severity.value:<8}{rule.name}\n    {summary_line(rule)}" for rule in RULES)


def markdown() -> str:
    """docs/rules.md."""
    rules = sorted(RULES, key=lambda rule: rule.code)
    rows = "\n".join(
        f"| [{r.code}](#{r.code.lower()}) | {r.name} | {r.severity.value} | {summary_line(r)} |" for r in rules
    )
    table = f"| Code | Name | Severity | What |\n| --- | --- | --- | --- |\n{rows}\n"
    return "\n".join([_INTRODUCTION, table, *map(_section, rules)])


def _section(rule: Rule) -> str:
    lines: list[str] = []
    for line in (inspect.getdoc(type(rule)) or "").splitlines():
        heading = next((word for word in HEADINGS if line.startswith(word)), "")
        code_before = bool(lines) and lines[-1].startswith("    ")
        if heading:
            text = line[len(heading) :].strip()
            line = f"**{heading[:-1]}.** {text[:1].upper()}{text[1:]}".rstrip()
        if line and lines and lines[-1] and line.startswith("    ") is not code_before:
            lines.append("")
        lines.append(line)
    return f"## {rule.code}\n\n`{rule.name}`, {rule.severity.value}. " + "\n".join(lines) + "\n"
