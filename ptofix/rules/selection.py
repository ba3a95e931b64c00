"""The findings of the rules that a user chose: by code, by name, or by how one of these begins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from msgspec.structs import replace

from ptofix.rules.checking import Checked
from ptofix.rules.registry import CodePage, pages
from ptofix.text.diagnostics import error

Value = TypeVar("Value")


def selected_codes(select: Sequence[str], ignore: Sequence[str]) -> frozenset[str]:
    """All codes, or those that `select` names, without those that `ignore` names more closely, or as closely.

    Raises PtofixError for what no code and no name of a rule begins with.
    """
    for text in (*select, *ignore):
        if not names_a_rule(text):
            raise error(f"no rule is called `{text}` or begins with it", help="`ptofix list rules` lists them")
    return frozenset(page.code for page in pages().values() if _closest(select, page, 1) > _closest(ignore, page, 0))


def names_a_rule(text: str) -> bool:
    """Whether a code or name of a rule is this or begins with it."""
    return any(_length(text, page) for page in pages().values())


def by_code(values: Mapping[str, Value]) -> dict[str, Value]:
    """The values of each code that a key names; the one whose key names most of it, the last of several."""
    found: dict[str, Value] = {}
    for page in pages().values():
        named = sorted((key for key in values if _length(key, page)), key=lambda key: _length(key, page))
        if named:
            found[page.code] = values[named[-1]]
    return found


def _closest(texts: Sequence[str], page: CodePage, for_none: int) -> int:
    """How much of a rule's code or name the closest of `texts` names; `for_none` if there are no texts."""
    return max((_length(text, page) for text in texts), default=for_none)


def _length(text: str, page: CodePage) -> int:
    """0 if it does not name the rule."""
    return len(text) if text and (page.code.startswith(text.upper()) or page.name.startswith(text)) else 0


def only(checked: Checked, codes: Iterable[str]) -> Checked:
    """What those rules found. Every rule still runs: a comment that allows a finding stays in use."""
    chosen = frozenset(codes)
    return replace(
        checked,
        findings=tuple(finding for finding in checked.findings if finding.code in chosen),
        suppressed=tuple(entry for entry in checked.suppressed if entry.finding.code in chosen),
    )
