"""docs/language.md is the language: compared with nodes, lowering and lists, and each of its examples is run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

import pytest

from ptofix.cpp import nodes
from ptofix.cpp.parser import parse, statements
from ptofix.program import calls, conditionals, lower
from ptofix.program.build import program_file
from ptofix.program.library import PATH
from ptofix.testing.language_page import NODES, PAGE, in_kernel, rows
from ptofix.text.source import SourceFile
from ptofix.text.toml import parse_toml


@pytest.fixture(autouse=True, scope="module")
def keep_odd_shapes_out_of_the_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


# ---- the page has everything ----


def test_every_node_has_one_row() -> None:
    assert sorted(NODES) == sorted(nodes.KINDS)


def test_every_statement_that_is_lowered_is_a_node_of_the_page() -> None:
    assert set(lower._STATEMENTS) <= set(NODES)


def test_every_call_that_synchronises_or_rebinds_has_a_row() -> None:
    named = {row[0].strip("`") for row in rows("Calls")}
    assert set(calls._SYNC) <= named
    assert {name.removeprefix("member.") for name in calls._REBINDS} <= named


def test_core_macros_are_named() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert all(f"`{macro}`" in page for macro in conditionals.CORE_MACROS)


def test_every_list_of_names_is_explained() -> None:
    """Right before it, in language.toml."""
    text = PATH.read_text(encoding="utf-8")
    explained = set(re.findall(r"^#.*\n\[?(\w+)(?:\]| =)", text, re.MULTILINE))
    assert parse_toml(text).keys() - explained == set()


# ---- the examples do what the page says ----


def _refusals(source: SourceFile) -> list[str]:
    return [refusal.reason for refusal in program_file(parse(source)).refusals]


@pytest.mark.parametrize("kind", NODES)
def test_an_example_has_its_node(kind: str) -> None:
    found = [s.node for s in statements(parse(in_kernel(NODES[kind])).body) if s.node is not None]
    assert any(type(part).__name__ == kind for node in found for part in nodes.walk(node))


ANALYSED = [*NODES.values(), *(row[1].strip("`") for row in rows("Calls"))]


@pytest.mark.parametrize("example", dict.fromkeys(ANALYSED))
def test_an_example_is_analysed(example: str) -> None:
    assert _refusals(in_kernel(example)) == []


@pytest.mark.parametrize("row", rows("Directives"), ids=lambda row: row[0])
def test_a_directive_is_analysed(row: list[str]) -> None:
    text = row[0].strip("`")
    if text.startswith("#if"):
        text += "\n#define AICORE\n#endif" if text.startswith("#ifndef") else "\n#endif"
    assert _refusals(in_kernel(text)) == []


OUTSIDE = {row[0].strip("`"): row[1] for row in rows("Outside")} | {
    "v2->other;": "a member of something unknown",
    "union { int32_t v20[2]; } v21;": "a union that is not plain",
    "union { int32_t v20; };": "without the name of one variable",
    "TEXP(v10, v11), TEXP(v11, v12);": "not in the language",
    "TFILLPAD<pto::TFillPadMode::Other>(v10, v11);": "a variant of `TFILLPAD` that is not known",
    "for (int32_t v20 = 0; v20 < 4; TASSIGN(v10, 0)) { }": "not in the language",
    "switch (v2) { case 0: { case 1: TEXP(v10, v11); } }": "not in the language",
    "const int32_t PIPE_V = 1;": "hides a name of the library",
    "v10 = other;": "not known here",
    "other_t<1> v20;": "not in the language",
    "Other v20;": "not a type",
    "ChipTensor v20;": "not a type",
    "if (something(v2)) { }": "inside an expression",
    "kernel<<<1, nullptr, nullptr>>>(v1);": "not in the language",
    "break;": "a jump out of nothing",
    "goto nowhere;": "no label of the function",
    "#pragma unroll": "a preprocessor line",
    "if (v2 > 1) v10 = v11;": "an `if` without braces",
    "struct S { int32_t v20; };": "not in the language",
    "Tile<TileType::Vec, float, 16, 64> v20;": "a Tile with another number of arguments",
    "TASSIGN(v10, \\": "a line continuation",
}
"""What the page says, and what would only make it longer."""


@pytest.mark.parametrize("example", OUTSIDE)
def test_what_is_outside_is_refused_for_the_reason(example: str) -> None:
    text = {"#if 0": "#if 0\n#endif", "TASSIGN(v10, \\": "TASSIGN(v10, \\\n0);"}.get(example, example)
    reasons = _refusals(in_kernel(text, inside=True))
    assert len(reasons) == 1
    assert OUTSIDE[example].replace("not in the language", "in the language") in reasons[0]


def test_nodes_are_dataclasses_of_the_union() -> None:
    assert {kind.__name__ for kind in get_args(nodes.Node)} == set(nodes.KINDS)
