"""Kernels of lit tests: one line stands for the head of a vector kernel and its tiles.

    // KERNEL: v2 32x128 @0, v3 32x128 @16384, v4 32x1 @v8
    // KERNEL(int32_t v8): v2 half 16x64/16x60, v4 32x1 @v8

declare `kernel(__gm__ float* v1)`, here with one more parameter, and its tiles in vector memory: name, element type if
it is not float, rows x columns, the valid part if it is not all, and the address if there is one. A single column is
ColMajor. What follows is the kernel's body, up to the end of the file or to the next such line, which begins `kernel2`.

Line numbers are those of the test: the head takes the place of blank lines and comments above the KERNEL line.
"""

import re
from pathlib import Path
from typing import Any

from lit.formats import ShTest
from lit.Test import Result, Test
from lit.TestRunner import executeShTest

DIRECTIVE = re.compile(r"// KERNEL(?:\((?P<parameters>.*)\))?:(?P<tiles>.*)")
TILE = re.compile(
    r"(?P<name>\w+) (?:(?P<type>[a-z]\w*) )?(?P<rows>\d+)x(?P<columns>\d+)"
    r"(?:/(?P<valid_rows>-?\d+)x(?P<valid_columns>-?\d+))?(?: @(?P<address>\w+))?"
)
END = ["  #endif // __DAV_VEC__", "}"]


def declaration(tile: str) -> str:
    """One tile in C++."""
    found = TILE.fullmatch(tile.strip())
    if found is None:
        raise ValueError(f"not a tile: `{tile.strip()}`")
    name, rows, columns, address = found.group("name", "rows", "columns", "address")
    layout = "ColMajor" if columns == "1" else "RowMajor"
    valid = f"{found['valid_rows'] or rows}, {found['valid_columns'] or columns}"
    shape = f"{rows}, {columns}, BLayout::{layout}, {valid}, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null"
    text = f"Tile<TileType::Vec, {found['type'] or 'float'}, {shape}> {name};"
    return text if address is None else f"{text} TASSIGN({name}, {address});"


def head(number: int, parameters: str | None, tiles: str) -> list[str]:
    """The three lines before the body."""
    name = "kernel" if number == 1 else f"kernel{number}"
    more = f", {parameters}" if parameters else ""
    return [
        f'extern "C" __global__ AICORE void {name}(__gm__ float* v1{more}) {{',
        "  #if defined(__DAV_VEC__)",
        "  " + " ".join(declaration(tile) for tile in tiles.split(",") if tile.strip()),
    ]


def expand(text: str) -> str | None:
    """The C++ that `text` stands for; None if it has no KERNEL line."""
    lines: list[str] = []
    kernels = 0
    for line in text.splitlines():
        found = DIRECTIVE.fullmatch(line)
        if found is None:
            lines.append(line)
            continue
        kernels += 1
        written = head(kernels, found["parameters"], found["tiles"])
        if kernels > 1:
            written = [END[0], f"{END[1]} {written[0]}", *written[1:]]
        place = len(lines) + 1 - len(written)
        if place < 0 or any(above.strip() and not above.startswith("//") for above in lines[place:]):
            raise ValueError(f"a KERNEL line needs {len(written) - 1} blank lines or comments above it")
        lines[place:] = written
    return "\n".join([*lines, *END, ""]) if kernels else None


class KernelTest(ShTest):
    """A test in shell commands, in which %cpp is the file with its kernels written out."""

    def execute(self, test: Test, lit_config: Any) -> Result:
        source = Path(test.getSourcePath())
        written = Path(test.getExecPath()).parent / "Output" / source.name
        extra = list(self.extra_substitutions)
        text = expand(source.read_text())
        if text is not None:
            written.parent.mkdir(parents=True, exist_ok=True)
            written.write_text(text)
            extra.append(("%cpp", str(written)))
        return executeShTest(test, lit_config, self.execute_external, extra)
