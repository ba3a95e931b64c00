"""One field of one node changed, for every kind of node and every field: the checker proves none of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from ptofix.cpp.nodes import KINDS
from ptofix.cpp.parser import parse, statements
from ptofix.proof.check import check
from ptofix.proof.verdict import Proved
from ptofix.testing.language_page import NODES, in_kernel
from ptofix.testing.node_changes import changes
from ptofix.testing.node_text import text_of
from ptofix.text.diagnostics import PtofixError
from ptofix.text.source import SourceFile


@pytest.fixture(autouse=True, scope="module")
def keep_odd_shapes_out_of_the_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@cache
def changed_texts(kind: str) -> dict[tuple[str, str], dict[str, SourceFile]]:
    """By class and field, the texts of the kernel of docs/language.md with the example of `kind`, one change in each.

    Only the example's own items are changed: those that the kernel without an example does not have.
    """
    source, plain = in_kernel(NODES[kind]), in_kernel(";")
    of_kernel = {statement.text for statement in statements(parse(plain).body)} - {";"}
    found: dict[tuple[str, str], dict[str, SourceFile]] = {}
    for statement in statements(parse(source).body):
        if statement.node is None or (statement.text in of_kernel and kind != "UsingNamespace"):
            continue
        start, end = statement.span
        for owner, field, node in changes(statement.node):
            text = source.text[:start] + text_of(node) + source.text[end:]
            found.setdefault((owner, field), {})[text] = SourceFile("changed.cpp", text)
    return found


@pytest.mark.parametrize("kind", NODES)
def test_no_changed_field_is_proved(kind: str) -> None:
    source = in_kernel(NODES[kind])
    for texts in changed_texts(kind).values():
        for changed in texts.values():
            assert not _is_proved(source, changed), changed.text
            assert not _is_proved(changed, source), changed.text


def _is_proved(before: SourceFile, after: SourceFile) -> bool:
    try:
        return isinstance(check(before, after), Proved)
    except PtofixError:
        return False


def test_every_field_of_every_node_is_changed() -> None:
    made = {key for kind in NODES for key in changed_texts(kind)}
    assert {(kind.__name__, field) for kind in KINDS.values() for field in kind.__struct_fields__} - made == set()
