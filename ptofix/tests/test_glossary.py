"""docs/glossary.md: alphabetical, one sentence each, and every name of the code is there."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "glossary.md"
TEXT = re.sub(r"\n  (?=\S)", " ", PAGE.read_text(encoding="utf-8"))  # an entry is a line
ENTRIES = re.findall(r"^- \*\*([^*]+)\*?\*\*: (.+?\.) ((?:`[\w.]+`(?:, )?)+)$", TEXT, re.M)
"""Term, meaning, names."""


def _exists(name: str) -> bool:
    """A module, or what a module has, or a field of that."""
    parts = ["ptofix", *name.split(".")]
    for end in range(len(parts), 0, -1):
        try:
            found: object = importlib.import_module(".".join(parts[:end]))
        except ModuleNotFoundError:
            continue
        for part in parts[end:]:
            if not hasattr(found, part) and part not in getattr(found, "__annotations__", ()):
                return False
            found = getattr(found, part, None)
        return True
    return False


def test_terms_are_in_order_and_once() -> None:
    terms = [term for term, _, _ in ENTRIES]
    assert len(terms) == TEXT.partition("\n## ")[0].count("\n- ")
    assert terms == sorted(set(terms))


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry[0])
def test_a_term_is_one_sentence_with_its_names(entry: tuple[str, str, str]) -> None:
    _, meaning, names = entry
    assert ". " not in meaning
    assert [name for name in re.findall(r"`([\w.]+)`", names) if not _exists(name)] == []
