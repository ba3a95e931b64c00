"""Shapes: statements that share one differ in nothing but their holes."""

from __future__ import annotations

from pathlib import Path

import pytest

from ptofix.cpp import shapes
from ptofix.cpp.nodes import Declare, Number, Type
from ptofix.cpp.parser import parse, statements
from ptofix.text.source import SourceFile


@pytest.mark.parametrize("texts", [("f(v1, v2);", "f(v1, 2);"), ("f(v1, 2);", "f(v1, v2);")])
def test_a_name_and_a_number_never_share_a_shape(texts: tuple[str, str]) -> None:
    """Whichever comes first: the template of the one would make the other a node of the wrong kind."""
    tree = parse(SourceFile("t.cpp", "\n".join(texts)))
    shown = [str(statement.node) for statement in statements(tree.body)]
    assert ["Number(" in text for text in shown] == ["2)" in text.replace("v2", "") for text in texts]


def test_names_of_recordings_are_holes() -> None:
    text = "".join(f"GlobalTensor<float, Shape<1, 128>> g{i}(k + {i}); TLOAD(t{i}, g{i});" for i in range(9))
    found = statements(parse(SourceFile("t.cpp", text)).body)
    assert len({id(statement.shape) for statement in found}) == 2
    types = [node.type for node in (statement.node for statement in found) if isinstance(node, Declare)]
    assert types[0].arguments[1] == Type((), "Shape", (Number("1"), Number("128")), ())
    assert all(type_ is types[0] for type_ in types)  # built once


@pytest.mark.parametrize(
    ("text", "callee"),
    [
        ("g1(t1, 2);", "g1"),
        ("p1<float>(t1);", "p1"),
        ("x = v1(2) + t1(t2);", "v1 t1"),
        ("T a = t1<int>::get(2);", "t1::get"),
        ("a.g1(2);", "member.g1"),
    ],
)
def test_what_is_called_is_no_hole(text: str, callee: str) -> None:
    """A shape knows its callees by name: what a call does is found once for all its statements."""
    (statement,) = statements(parse(SourceFile("t.cpp", text)).body)
    assert statement.shape.callees == tuple(callee.split())
    assert not statement.holes


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
