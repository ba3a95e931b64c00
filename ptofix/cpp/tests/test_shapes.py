"""Shapes: statements that share one differ in nothing but their holes."""

from __future__ import annotations

import pytest

from ptofix.cpp.parser import parse, statements
from ptofix.text.source import SourceFile


@pytest.mark.parametrize("texts", [("f(v1, v2);", "f(v1, 2);"), ("f(v1, 2);", "f(v1, v2);")])
def test_a_name_and_a_number_never_share_a_shape(texts: tuple[str, str]) -> None:
    """Whichever comes first: the template of the one would make the other a node of the wrong kind."""
    tree = parse(SourceFile("t.cpp", "\n".join(texts)))
    shown = [str(statement.node) for statement in statements(tree.body)]
    assert ["Number(" in text for text in shown] == ["2)" in text.replace("v2", "") for text in texts]
