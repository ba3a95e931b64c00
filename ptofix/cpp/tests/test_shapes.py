"""Shapes: statements that share one differ in nothing but their holes."""

from __future__ import annotations

from pathlib import Path

import pytest

from ptofix.cpp import shapes
from ptofix.cpp.parser import parse, statements
from ptofix.text.source import SourceFile


@pytest.mark.parametrize("texts", [("f(v1, v2);", "f(v1, 2);"), ("f(v1, 2);", "f(v1, v2);")])
def test_a_name_and_a_number_never_share_a_shape(texts: tuple[str, str]) -> None:
    """Whichever comes first: the template of the one would make the other a node of the wrong kind."""
    tree = parse(SourceFile("t.cpp", "\n".join(texts)))
    shown = [str(statement.node) for statement in statements(tree.body)]
    assert ["Number(" in text for text in shown] == ["2)" in text.replace("v2", "") for text in texts]


def test_a_full_cache_keeps_what_was_used_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Or every run on a text that is not in it would load lark again."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(shapes, "_MOST_SHAPES_KEPT", 3)
    for text in ("a(); b(); c();", "d(); e();"):
        parse(SourceFile("k.cpp", text))
    monkeypatch.setattr(shapes, "_parse", lambda *_: pytest.fail("parsed again"))
    parse(SourceFile("k.cpp", "d(); e();"))


def test_processes_side_by_side_keep_what_each_has_learnt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    tables = [shapes.SyntaxTable() for _ in range(2)]
    for table, text in zip(tables, ("a();", "b();")):
        table.shape(text, "statement")
    for table in tables:
        table.save()
    monkeypatch.setattr(shapes, "_parse", lambda *_: pytest.fail("parsed again"))
    for text in ("a();", "b();"):
        shapes.SyntaxTable().shape(text, "statement")
