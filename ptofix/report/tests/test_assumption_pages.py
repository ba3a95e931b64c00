"""docs/assumptions.md is made from the data."""

from __future__ import annotations

from pathlib import Path

from ptofix.evidence.assumptions import assumptions
from ptofix.report.listings import assumption_list, assumption_pages

PAGE = Path(__file__).parents[3] / "docs" / "assumptions.md"


def test_the_page_is_up_to_date() -> None:
    """After a change: `ptofix list assumptions --markdown > docs/assumptions.md`."""
    assert PAGE.read_text(encoding="utf-8") == assumption_pages()


def test_every_assumption_is_listed() -> None:
    assert all(name in assumption_list() for name in assumptions())
