"""What one statement says is no matter of what was read before it."""

from __future__ import annotations

import itertools

import pytest

from ptofix.cpp.parser import Statement, parse
from ptofix.text.source import SourceFile

ARGUMENTS = ("v1", "7", "x", "-1", "v1 + 2", "(v3)", "2.0f", "0x10", "07", "v007")


def first_nodes(text: str) -> list[object]:
    body = parse(SourceFile("test.cpp", text)).body
    return [element.node for element in body if isinstance(element, Statement)]


@pytest.mark.parametrize(
    "template", ["f({}, {});", "int v9 = {} * {};", "v9 = {};", "return {};", "TASSIGN(v9, {});", "g<{}>(v9);"]
)
def test_a_node_is_the_same_after_any_other_statement(template: str) -> None:
    count = template.count("{}")
    texts = [template.format(*chosen) for chosen in itertools.product(ARGUMENTS, repeat=count)]
    alone = {text: first_nodes(text)[0] for text in texts}
    for order in (texts, texts[::-1]):
        assert first_nodes("\n".join(order)) == [alone[text] for text in order]
