"""Every rule has a page, and docs/rules.md is made from them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ptofix.report.listings import explanation
from ptofix.rules.base import HEADINGS, Rule
from ptofix.rules.page import markdown, page, summary_line
from ptofix.rules.registry import RULES, rule_named

REPOSITORY = Path(__file__).parents[3]

NEVER_USED_AGAIN = frozenset[str]()
"""Codes of rules that are gone."""


def test_codes_are_unique_and_in_order() -> None:
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes)
    assert not NEVER_USED_AGAIN & set(codes)
    assert [code for code in codes if code != "PF602"] == sorted(code for code in codes if code != "PF602")
    assert codes[-1] == "PF602"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_page(rule: Rule) -> None:
    text = page(rule)
    positions = [text.find(f"\n{heading}") for heading in HEADINGS]
    assert -1 not in positions
    assert positions == sorted(positions)
    assert summary_line(rule).endswith(".")
    assert re.fullmatch(r"PF\d{3}", rule.code)
    assert explanation(rule.code) == explanation(rule.name) == text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_file_is_named_after_the_rule(rule: Rule) -> None:
    assert type(rule).__module__ == f"ptofix.rules.{rule.name.replace('-', '_')}"
    assert type(rule).__name__ == "".join(word.capitalize() for word in rule.name.split("-"))


def test_every_file_with_a_rule_is_registered() -> None:
    folder = REPOSITORY / "ptofix" / "rules"
    with_code = {path.stem for path in folder.glob("*.py") if re.search(r'^    code = "PF', path.read_text(), re.M)}
    assert with_code == {rule.name.replace("-", "_") for rule in RULES}


def test_markdown_is_up_to_date() -> None:
    """After a change: `ptofix rules --markdown > docs/rules.md`."""
    assert (REPOSITORY / "docs" / "rules.md").read_text(encoding="utf-8") == markdown()


def test_unknown_rule() -> None:
    assert rule_named("PF000") is None
