"""The examples of docs/language.md, and the kernel that they are in."""

from __future__ import annotations

import re
from pathlib import Path

from ptofix.text.source import SourceFile

PAGE = Path(__file__).parents[2] / "docs" / "language.md"

_OUTSIDE_OF_FUNCTIONS = re.compile(
    r"using namespace|extern|enum|(?:static )?AICORE|__global__|struct|"
    r"#(?:include|pragma once|define|undef|ifndef)"
)
_PLACE = "  // the example\n"


def rows(section: str) -> list[list[str]]:
    """The cells of the rows of the table in a section of the page."""
    text = PAGE.read_text(encoding="utf-8").split(f"\n## {section}\n")[1].split("\n## ")[0]
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[1:]]


_SECTIONS = ("Outside of functions", "Statements", "Blocks and labels", "Expressions and types")
NODES = {row[0].strip("`"): row[1].strip("`") for section in _SECTIONS for row in rows(section)}
"""By the name of a node's class, its example."""


def kernel() -> str:
    """The kernel of the page, with a place for an example."""
    found = re.search(r"```cpp\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    return found[1]


def in_kernel(example: str, inside: bool = False) -> SourceFile:
    """The kernel with an example in its place, or before it if it is outside of functions."""
    text = kernel()
    if _OUTSIDE_OF_FUNCTIONS.match(example) and not inside:
        return SourceFile(
            "example.cpp", text.replace("\n__global__", f"\n{example}\n\n__global__", 1).replace(_PLACE, "")
        )
    return SourceFile("example.cpp", text.replace(_PLACE, f"{example}\n"))
