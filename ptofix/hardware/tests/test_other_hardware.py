"""What says that a text is for A5, and what does not."""

from __future__ import annotations

import pytest

from ptofix.hardware.other_hardware import OTHER_ELEMENTS, OTHER_WORDS, other_hardware
from ptofix.text.source import SourceFile


def reason(text: str, named: str = "") -> str:
    found = other_hardware(SourceFile("k.cpp", text), named)
    return "" if found is None else f"{found.place.line}:{found.place.column} {found.reason}"


@pytest.mark.parametrize("word", OTHER_WORDS)
def test_words_of_a5(word: str) -> None:
    assert reason(f"\n  {word}(v1);") == f"2:3 `{word}` exists only there"
    assert reason(f"[[{word}(v1)]] TADD(v1, v1, v1);") == f"1:3 `{word}` exists only there"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "TADD(v1, v2, v3);",
        "// THISTOGRAM",
        "/* TGEMV_MX\n */",
        'cce::printf("get_buf");',
        "MY_TRANDOM();",
        "get_buffer();",
        "Tile<TileType::Left, half, 16, 16, BLayout::ColMajor, 16, 16, SLayout::RowMajor> v1;",
        "Tile<TileType::Mat, half, 16, 16, BLayout::ColMajor, 16, 16, SLayout::RowMajor> v1;",
        "typedef struct { unsigned char v; } hifloat8_t;",
        "Tile<TileType::Vec, half, 16, 16, BLayout::RowMajor> v1; TMOV(v1, v1); TMOV(v1, v3);",
    ],
)
def test_other_text_says_nothing(text: str) -> None:
    assert reason(text) == ""


def test_the_caller_knows_better() -> None:
    assert reason("TADD(v1, v2, v3);", "a5") == "1:1 as `--arch a5` says"
    assert reason("", "a5") == "1:1 as `--arch a5` says"
    assert reason("THISTOGRAM(v1);", "a3") == reason("THISTOGRAM(v1);", "a2") == ""


TILES = " ".join(
    f"Tile<TileType::{space}, half, 16, 16, BLayout::RowMajor, 16, 16> {space};" for space in ("Vec", "Mat")
)


@pytest.mark.parametrize("name", OTHER_ELEMENTS)
def test_element_types(name: str) -> None:
    for text in (
        f"__gm__ {name}* v1",
        f"GlobalTensor<{name}, A, B> v1;",
        f"Tile<TileType::Vec, {name}, 1, 2, BLayout::RowMajor> v1;",
    ):
        assert reason(text).endswith(f" `{name}` exists only there")
    assert reason(f"struct {name} {{}};") == ""


@pytest.mark.parametrize("move", ["TMOV", "TINSERT", "TEXTRACT"])
def test_moves_between_memories(move: str) -> None:
    tiles = f"{TILES} Tile<TileType::Acc, float, 16, 16, BLayout::ColMajor> Acc(16, 16);\n"
    assert reason(f"{tiles}{move}(Mat, Vec, 0, 0);") == f"2:1 `{move}` goes from Vec to Mat only there"
    assert reason(f"{tiles}{move}(Vec, Acc, 0, 0);") == f"2:1 `{move}` goes from Acc to Vec only there"
    assert reason(f"{tiles}{move}(Mat, Acc, 0, 0); TMOV(Vec, Vec);") == ""


def test_a_name_is_the_tile_that_it_was_declared_as_last() -> None:
    """Each function counts its names anew."""
    mat, acc, vec = (
        f"Tile<TileType::{space}, half, 16, 16, BLayout::RowMajor> {name};"
        for space, name in (("Mat", "v1"), ("Acc", "v2"), ("Vec", "v2"))
    )
    first, second = f"{mat} {acc}", vec
    assert reason(f"{first} TMOV(v1, v2);") == ""
    assert reason(f"{first} {second}\nTMOV(v1, v2);").endswith("from Vec to Mat only there")


def test_a_comment_hides_no_tile() -> None:
    declared = TILES.replace("Tile<TileType::Mat", "// Tile<TileType::Vec, half, 1>\nTile<TileType::Mat")
    told = "`TMOV` goes from Vec to Mat only there"
    assert reason(f"{TILES}\nTMOV(Mat, Vec);") == f"2:1 {told}"
    assert reason(f"{declared}\n// TMOV<\nTMOV(Mat, Vec);") == f"4:1 {told}"
