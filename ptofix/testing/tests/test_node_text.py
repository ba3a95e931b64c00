"""Every statement of the corpus, and of docs/language.md, is written as text that parses to the same node."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from ptofix.cpp.nodes import KINDS, Node
from ptofix.cpp.parser import parse, statements
from ptofix.testing.language_page import NODES, in_kernel
from ptofix.testing.node_text import parsed, start_of, text_of
from ptofix.tests.build import kernel_files
from ptofix.text.source import SourceFile, read_source


@pytest.fixture(autouse=True, scope="module")
def keep_odd_shapes_out_of_the_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


def _nodes(source: SourceFile) -> Iterator[Node]:
    seen = set()
    for statement in statements(parse(source).body):
        if statement.node is not None and statement.shape not in seen:
            seen.add(statement.shape)
            yield statement.node


@cache
def _read(text: str, start: str) -> Node | None:
    return parsed(text, start)


@pytest.mark.parametrize("path", kernel_files(), ids=lambda path: path.stem)
def test_the_corpus_is_written_back(path: str) -> None:
    for node in _nodes(read_source(str(path))):
        assert _read(text_of(node), start_of(node)) == node


@pytest.mark.parametrize("kind", NODES)
def test_the_examples_are_written_back(kind: str) -> None:
    for node in _nodes(in_kernel(NODES[kind])):
        assert _read(text_of(node), start_of(node)) == node


def test_the_examples_have_every_kind() -> None:
    assert set(NODES) == set(KINDS)
