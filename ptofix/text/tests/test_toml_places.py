"""Where keys and values are in TOML, in all of its spellings."""

from __future__ import annotations

from ptofix.text.source import SourceFile
from ptofix.text.toml_places import toml_places

TEXT = '''# comment = 1
a = 1 # b = 2
"b c".d = [1, "x,y]", # no
   3.5,
]
e = {f = 1, g = ['2', {h = 3}]}
[t.u]
k = """a
[o]"""
[[o]]
x = 1
[o.s]
y = 2.5
[[o]]
x = 1979-05-27 07:32:00
[ o . s ]
y.z = "\\"#" # end
'''


def test_every_value_and_key() -> None:
    places = toml_places(SourceFile("t.toml", TEXT))
    values = {path: TEXT[span.start : span.end] for path, span in places.values.items()}
    assert values == {
        ("a",): "1",
        ("b c", "d"): '[1, "x,y]", # no\n   3.5,\n]',
        ("b c", "d", 0): "1",
        ("b c", "d", 1): '"x,y]"',
        ("b c", "d", 2): "3.5",
        ("e",): "{f = 1, g = ['2', {h = 3}]}",
        ("e", "f"): "1",
        ("e", "g"): "['2', {h = 3}]",
        ("e", "g", 0): "'2'",
        ("e", "g", 1): "{h = 3}",
        ("e", "g", 1, "h"): "3",
        ("t", "u", "k"): '"""a\n[o]"""',
        ("o", 0, "x"): "1",
        ("o", 0, "s", "y"): "2.5",
        ("o", 1, "x"): "1979-05-27 07:32:00",
        ("o", 1, "s", "y", "z"): '"\\"#"',
    }
    keys = {path: TEXT[span.start : span.end] for path, span in places.keys.items()}
    assert keys["b c", "d"] == '"b c".d'
    assert keys["o", 1, "s"] == "o . s"
    assert keys["t", "u", "k"] == "k"


def test_what_has_no_place_stands_where_it_is_in() -> None:
    places = toml_places(SourceFile("t.toml", TEXT))
    assert places.of(("e", "g", 7, "x")) == places.values["e", "g"]
    assert places.of(("nowhere",)) == (0, 1)


def test_line_ends_of_windows() -> None:
    text = "a = 1\r\nb = [\r\n  2,\r\n]\r\n"
    places = toml_places(SourceFile("t.toml", text))
    assert text[slice(*places.values["b",])] == "[\r\n  2,\r\n]"
