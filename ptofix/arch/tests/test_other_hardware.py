"""What says that a text is for A5, and what does not."""

from __future__ import annotations

import pytest

from ptofix.arch.other_hardware import OTHER_WORDS, other_hardware
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
    ],
)
def test_other_text_says_nothing(text: str) -> None:
    assert reason(text) == ""


def test_the_caller_knows_better() -> None:
    assert reason("TADD(v1, v2, v3);", "a5") == "1:1 as `--arch a5` says"
    assert reason("", "a5") == "1:1 as `--arch a5` says"
    assert reason("THISTOGRAM(v1);", "a3") == reason("THISTOGRAM(v1);", "a2") == ""
