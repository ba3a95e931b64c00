"""What is not known makes whatever is computed of it unknown."""

from __future__ import annotations

import pytest

from ptofix.cpp import nodes
from ptofix.cpp.parser import statements
from ptofix.program import integers
from ptofix.program.entities import Scalar
from ptofix.program.evaluate import evaluate, value_of
from ptofix.program.integers import Integer, IntegerType
from ptofix.program.recurrences import table_of
from ptofix.tests.build import tree
from ptofix.text.source import SourceFile

NAMES = {
    "k": Scalar(integers.INT, Integer(integers.INT, 3)),
    "n": Scalar(integers.INT),
    "i": Scalar(integers.INT, table_of(0, [Integer(integers.INT, round_) for round_ in (0, 1)])),
}


def _type(node: nodes.Type) -> IntegerType | None:
    return {"int32_t": integers.INT}.get(node.name)


def _expression(text: str) -> nodes.Node:
    _, statement = statements(tree(SourceFile("k.cpp", f"void f() {{\n  x = {text};\n}}\n")).body)
    assert isinstance(statement.node, nodes.Assign)
    return statement.node.value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("k + 1", 4),
        ("true ? k : 1", 3),
        ("int32_t{3}", 3),
        ("-k", -3),
        ("n + 1", None),
        ("1 + n", None),
        ("-n", None),
        ("&k", None),
        ("n ? k : 1", None),
        ("true ? n : 1", None),
        ("false ? 1 : n", None),
        ("true ? 1 : n", None),
        ("false ? n : 1", None),
        ("Other{3}", None),
        ("int32_t{n}", None),
        ("(int32_t) n", None),
        ("static_cast<Other>(3)", None),
        ("k()", None),
    ],
)
def test_an_expression(text: str, value: int | None) -> None:
    found = evaluate(_expression(text), NAMES.get, _type)
    assert (None if found is None else found.value) == value


def test_what_changes_from_round_to_round_is_not_one_number() -> None:
    assert value_of(_expression("i + 1"), NAMES.get, _type) is not None
    assert evaluate(_expression("i + 1"), NAMES.get, _type) is None
