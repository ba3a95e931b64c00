"""Every code that is printed has a page, and docs/rules.md is made from them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ptofix.report.listings import explanation
from ptofix.rules.registry import RULES, CodePage, markdown, page_named, pages
from ptofix.rules.rule import HEADINGS, Rule
from ptofix.text.diagnostics import Severity

REPOSITORY = Path(__file__).parents[3]

NEVER_USED_AGAIN = frozenset[str]()
"""Codes of rules that are removed."""


def test_codes_are_unique_and_in_order() -> None:
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes)
    assert not NEVER_USED_AGAIN & set(codes)
    assert [code for code in codes if code != "PF602"] == sorted(code for code in codes if code != "PF602")
    assert codes[-1] == "PF602"


@pytest.mark.parametrize("page", pages().values(), ids=lambda page: page.code)
def test_page(page: CodePage) -> None:
    text = str(page)
    found = [heading for line in text.splitlines() for heading in HEADINGS if line.startswith(heading)]
    assert found == [heading for heading in HEADINGS if heading in found]
    assert {"Why it matters:", "Example:"} <= set(found)
    assert page.summary.endswith(".")
    assert page.severity in [level.value for level in Severity]
    assert re.fullmatch(r"PF\d{3}", page.code)
    assert explanation(page.code) == text
    assert explanation(page.name).startswith(text)  # a name may be that of something else, too


def test_names_are_unique() -> None:
    assert len({page.name for page in pages().values()}) == len(pages())


def test_every_code_that_is_printed_has_a_page() -> None:
    """A code is a string of its own somewhere in the package: `code = "PF101"`, `BUDGET = "PF420"`."""
    package = REPOSITORY / "ptofix"
    files = [*package.rglob("*.py"), *(REPOSITORY / "passes").rglob("*.py")]
    sources = [path.read_text(encoding="utf-8") for path in files if "tests" not in path.parts]
    printed = {code for source in sources for code in re.findall(r"[\"'](PF\d{3})[\"']", source)}
    assert printed == pages().keys()


_FILES = {1: "missing_orders", 2: "barriers", 3: "flags", 4: "memory", 5: "not_analysed", 6: "suppressions"}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_file_follows_from_the_code(rule: Rule) -> None:
    assert type(rule).__module__ == f"ptofix.rules.{_FILES[int(rule.code[2])]}"


def test_every_rule_is_registered() -> None:
    def of(kind: type) -> set[type]:
        return {kind}.union(*map(of, kind.__subclasses__()))

    assert {kind for kind in of(Rule) if kind.__module__ != "ptofix.rules.rule"} == set(map(type, RULES))


def test_markdown_is_up_to_date() -> None:
    """After a change: `ptofix list rules --markdown > docs/rules.md`."""
    assert (REPOSITORY / "docs" / "rules.md").read_text(encoding="utf-8") == markdown()


def test_unknown_rule() -> None:
    assert page_named("PF000") is None
