"""Every rule, and the page of every code that ptofix prints: `ptofix explain CODE`, and docs/rules.md."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from msgspec import Struct

from ptofix.rules import barriers, flags, memory, missing_orders, not_analysed, suppressions
from ptofix.rules.rule import HEADINGS, Rule
from ptofix.text.cache import cached_toml

RULES: tuple[Rule, ...] = (
    *missing_orders.RULES,
    *barriers.RULES,
    *flags.RULES,
    *memory.RULES,
    *not_analysed.RULES,
    *suppressions.RULES,
)


def race_code(kind: str, same_pipe: bool, on_scratch: bool) -> str:
    """The code under which a race is reported."""
    if on_scratch:
        return missing_orders.HiddenScratch.code
    found = (rule for rule in RULES if isinstance(rule, missing_orders.MissingOrder))
    return next(rule.code for rule in found if (rule.kind, rule.same_pipe) == (kind, same_pipe))


_INTRODUCTION = """\
# Codes

Every code that ptofix prints. Made by `ptofix list rules --markdown` from `ptofix/rules/codes.toml`; do not edit. Codes
are stable and never reused. docs/check.md has the three levels and how to suppress a finding.
"""


class CodePage(Struct, frozen=True):
    """What a code means. `text` begins with one line that says it all; the HEADINGS follow."""

    code: str
    name: str
    severity: str
    text: str

    @property
    def summary(self) -> str:
        return self.text.partition("\n")[0]

    @property
    def what(self) -> str:
        """The page up to why it matters, in one paragraph."""
        return " ".join(self.text.partition(HEADINGS[1])[0].replace(HEADINGS[0], "").split())

    def __str__(self) -> str:
        return f"{self.code} {self.name} ({self.severity})\n\n{self.text}"


@cache
def pages() -> dict[str, CodePage]:
    """The pages by code, in the order of the codes."""
    of_rules = {rule.code: rule.severity.value for rule in RULES}
    entries = cached_toml(Path(__file__).with_name("codes.toml"))["code"]
    return {
        one["code"]: CodePage(
            one["code"], one["name"], of_rules.get(one["code"]) or one["severity"], one["page"].strip()
        )
        for one in entries
    }


def page_named(word: str) -> CodePage | None:
    """The page of this code or name."""
    return next((page for page in pages().values() if word in (page.code, page.name)), None)


def markdown() -> str:
    """docs/rules.md."""
    sections = (f"## {page.code}\n\n{page_markdown(page)}" for page in pages().values())
    return "\n".join([_INTRODUCTION, *sections])


_IN_MARKDOWN = dict(zip(HEADINGS, ("", "**Why.** ", None, "**Limits.** ")))
"""What a heading becomes; an example is indented, and needs none."""


def page_markdown(page: CodePage) -> str:
    """The page without a title."""
    lines: list[str] = []
    for line in page.text.splitlines():
        heading = next((word for word in HEADINGS if line.startswith(word)), "")
        if heading:
            shown = _IN_MARKDOWN[heading]
            if shown is None:
                continue
            text = line[len(heading) :].strip()
            line = f"{shown}{text[:1].upper()}{text[1:]}"
        if line and lines and lines[-1] and line.startswith("    ") is not lines[-1].startswith("    "):
            lines.append("")
        lines.append(line)
    return f"`{page.name}`, {page.severity}. " + "\n".join(lines) + "\n"
