"""JSON that somebody else wrote."""

from __future__ import annotations

import json

import pytest

from ptofix.text.json_text import parse_json


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"model": "strict", "model": "default"}', "`model` comes twice in one object"),
        ('[{"a": {"b": 1, "b": 1}}]', "`b` comes twice in one object"),
        ("[NaN]", "`NaN` is no JSON"),
        ('{"a": -Infinity}', "`-Infinity` is no JSON"),
        ("9" * 5000, "a number with too many digits"),
        ("[" * 100_000, "lists or objects are nested too deeply"),
        ('{"a": 1', "Expecting"),
    ],
)
def test_what_can_be_read_in_two_ways_is_not_read(text: str, message: str) -> None:
    with pytest.raises(json.JSONDecodeError, match=message):
        parse_json(text)


def test_all_else_is() -> None:
    assert parse_json('{"a": [1, 2.5, null, {"a": true}]}') == {"a": [1, 2.5, None, {"a": True}]}
