"""The valid size of a tile at a point of the program: of its type, of its constructor, of SetValidShape."""

from __future__ import annotations

import pytest

from ptofix.program.build import program_file
from ptofix.program.pipes import PipeType
from ptofix.program.program import TileOp
from ptofix.tests.build import kernel, refusal, tile, tree

OPEN = "Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, -1, -1, SLayout::NoneBox>"
ROWS = OPEN.replace("-1, -1", "-1, 64")
COLS = OPEN.replace("-1, -1", "16, -1")
V = f"{OPEN} v(8, 32); TASSIGN(v, 65536);"
USE = "TABS(v, v);"

Size = tuple[int | None, int | None]


def tiles_of(body: str, before: str = "") -> list[tuple[Size, Size]]:
    """The size, and that of the type, of the first operand of the last TABS of the kernel."""
    sizes = []
    for program in program_file(tree(kernel(body, before=before))).programs:
        if (program.function, program.core) != ("kernel", "vector"):
            continue
        ops = [i.action for i in program.instructions if isinstance(i.action, TileOp) and i.action.call.name == "TABS"]
        first = ops[-1].call.operands[0].tile
        assert first is not None
        sizes.append(((first.valid_rows, first.valid_cols), (first.static_rows, first.static_cols)))
    return sizes


def size(body: str, before: str = "") -> Size:
    (found,) = tiles_of(body, before)
    return found[0]


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("of the type", f"{tile('v', 65536)} {USE}", (16, 64)),
        ("numbers", f"{V} {USE}", (8, 32)),
        ("constants", f"const int64_t r = 8; const int32_t k = 4 * r; {OPEN} v(r, k); {USE}", (8, 32)),
        ("as assemblers write it", f"const int64_t r = 8; {OPEN} v = {OPEN}(r, 32); {USE}", (8, 32)),
        ("auto", f"auto v = {OPEN}(8, 32); {USE}", (8, 32)),
        ("rows alone", f"{ROWS} v(8); {USE}", (8, 64)),
        ("columns alone", f"{COLS} v(32); {USE}", (16, 32)),
        ("none", f"{OPEN} v; {USE}", (None, None)),
        ("another number of arguments", f"{OPEN} v(8); {USE}", (None, None)),
        ("a parameter", f"{OPEN} v(8, n); {USE}", (8, None)),
        ("a variable that changes", f"int32_t r = 8; {OPEN} v(r, 32); {USE} r = 9;", (None, 32)),
        ("an empty tile", f"{OPEN} v(0, 32); {USE}", (0, 32)),
        ("SetValidShape", f"{V} v.SetValidShape(4, 16); {USE}", (4, 16)),
        ("SetValidShape with a parameter", f"{V} v.SetValidShape(n, 16); {USE}", (None, 16)),
        ("SetValidShape after the use", f"{V} {USE} v.SetValidShape(4, 16);", (8, 32)),
        ("a branch that sets it", f"{V} if (n > 0) {{ v.SetValidShape(4, 32); }} {USE}", (None, 32)),
        ("inside of the branch", f"{V} if (n > 0) {{ v.SetValidShape(4, 32); {USE} }}", (4, 32)),
        ("both branches the same",
         f"{V} if (n > 0) {{ v.SetValidShape(4, 16); }} else {{ v.SetValidShape(4, 16); }} {USE}", (4, 16)),
        ("a branch that returns", f"{V} if (n > 0) {{ v.SetValidShape(4, 32); return; }} {USE}", (8, 32)),
        ("a round of a loop before",
         f"{V} for (int32_t i = 0; i < n; i += 1) {{ {USE} v.SetValidShape(4, 32); }}", (None, 32)),
        ("each round of a loop",
         f"{V} for (int32_t i = 0; i < n; i += 1) {{ v.SetValidShape(4, 16); {USE} }}", (4, 16)),
        ("the number of the round", f"{V} for (int32_t i = 0; i < 4; i += 1) {{ v.SetValidShape(i, 16); {USE} }}",
         (None, 16)),
        ("declared in a loop", f"for (int32_t i = 0; i < n; i += 1) {{ {V} {USE} v.SetValidShape(4, 16); }}", (8, 32)),
        ("TASSIGN keeps it", f"{V} TASSIGN(v, 0); {USE}", (8, 32)),
        ("TRESHAPE keeps it", f"{V} TRESHAPE(v, b); {USE}", (8, 32)),
        ("TRESHAPE does not give it", f"{V} {OPEN} u(4, 16); TRESHAPE(v, u); {USE}", (8, 32)),
        ("TSUBVIEW keeps it", f"{V} TSUBVIEW(v, b, 0, 0); {USE}", (8, 32)),
        ("a copy", f"{V} {OPEN} u(4, 16); v = u; {USE}", (4, 16)),
        ("a new copy", f"{OPEN} u(4, 16); auto v = u; {USE}", (4, 16)),
        ("a copy of its time", f"{V} {OPEN} u(4, 16); v = u; u.SetValidShape(2, 8); {USE}", (4, 16)),
        ("a call that is not understood", f"{V} mystery(v); {USE}", (None, None)),
        ("such a call of a tile whose type says its size", f"{tile('v', 65536)} mystery(v); {USE}", (16, 64)),
        ("such a call where the type says the columns", f"{ROWS} v(8); mystery(v); {USE}", (None, 64)),
        ("such a call of another tile", f"{V} mystery(b); {USE}", (8, 32)),
        ("a later such call", f"{V} mystery(v); v.SetValidShape(4, 16); mystery(b); {USE}", (None, None)),
        ("its address is taken", f"{V} auto* p = &v; mystery(b); {USE}", "outside"),
    ],
)  # fmt: skip
def test_sizes(title: str, body: str, expected: Size | str) -> None:
    if expected == "outside":
        assert refusal(body), title
    else:
        assert size(body) == expected, title


FUNCTION = "#if defined(__DAV_VEC__)\nAICORE void use(%s) { %s }\n#endif\n"


@pytest.mark.parametrize(
    ("title", "parameters", "inside", "body", "expected"),
    [
        ("by reference", f"{OPEN}& t", "TABS(t, t);", f"{V} use(v);", (8, 32)),
        ("set inside", f"{OPEN}& t", "t.SetValidShape(4, 16);", f"{V} use(v); {USE}", (4, 16)),
        ("by value", f"{OPEN} t", "t.SetValidShape(4, 16);", f"{V} use(v); {USE}", (8, 32)),
        ("by value, seen inside", f"{OPEN} t", "TABS(t, t);", f"{V} use(v);", (8, 32)),
        ("a number", "int32_t r", f"{OPEN} t(r, 32); TABS(t, t);", "use(4);", (4, 32)),
    ],
)
def test_sizes_through_functions(title: str, parameters: str, inside: str, body: str, expected: Size) -> None:
    assert size(body, FUNCTION % (parameters, inside)) == expected, title


def test_a_size_that_is_a_value_is_none_of_the_type() -> None:
    assert tiles_of(f"{V} {USE}") == [((8, 32), (None, None))]
    assert tiles_of(f"{ROWS} v(8); {USE}") == [((8, 64), (None, 64))]
    assert tiles_of(f"{COLS} v(32); {USE}") == [((16, 32), (16, None))]
    assert tiles_of(f"{tile('v', 0)} {USE}") == [((16, 64), (16, 64))]


@pytest.mark.parametrize(
    "body",
    [
        f"{OPEN} v(17, 64); {USE}",
        f"{OPEN} v(16, 65); {USE}",
        f"{OPEN} v(-1, 64); {USE}",
        f"{OPEN} v((uint64_t) 4294967304, 64); {USE}",
        f"{V} v.SetValidShape(16, 128); {USE}",
    ],
)
def test_a_size_beyond_the_tile_is_refused(body: str) -> None:
    """Only debug builds of the headers look: ops would reach past the end of the tile."""
    assert "a valid size of" in refusal(body)


def test_another_form_of_set_valid_shape_is_refused() -> None:
    assert "a form of `SetValidShape`" in refusal(f"{V} v.SetValidShape(4); {USE}")


@pytest.mark.parametrize(("word", "by_unit_flag"), [("true", True), ("1", True), ("false", False), ("0", False)])
def test_a_flag_of_a_pipe_is_a_plain_word(word: str, by_unit_flag: bool) -> None:
    found = PipeType.of(("0", "Direction::DIR_C2V", "512", "8", "2", "false", word))
    assert found is not None
    assert found.by_unit_flag is by_unit_flag


@pytest.mark.parametrize("word", ["00", "0u", "1u", "2", "!0", "kUnit", ""])
def test_another_word_for_a_flag_of_a_pipe_is_not_guessed(word: str) -> None:
    assert PipeType.of(("0", "Direction::DIR_C2V", "512", "8", "2", word, "false")) is None
    assert PipeType.of(("0", "Direction::DIR_C2V", "512", "8", "2", "false", word)) is None
