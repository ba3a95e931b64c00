"""The cases of kernels/redteam: files, fragments of a kernel, pairs; and the barriers of a text."""

from __future__ import annotations

import re

from ptofix.testing.corpus import REDTEAM
from ptofix.text.source import SourceFile, read_source

V_BARRIER = re.compile(r"^[^/\n]*pipe_barrier\(PIPE_V\);", re.MULTILINE)
_CASE = re.compile(r"^// ==== (.*)\n", re.MULTILINE)
_IN_KERNEL = "// ---- in the kernel\n"
_AFTER = "// ---- after\n"
_TILE = (
    "Tile<TileType::Vec, float, 8, 8, BLayout::RowMajor, 8, 8, SLayout::NoneBox, 512, PadValue::Null, "
    "CompactMode::Null>"
)
_KERNEL = """\
#include "pto/pto-inst.hpp"
using namespace pto;

{before}
extern "C" __global__ AICORE void k(__gm__ float* g0, int32_t v90) {{
#if defined(__DAV_VEC__)
{tiles}{body}#endif
  return;
}}
"""
_TILES = "".join(f"  TILE v{i + 1};\n  TASSIGN(v{i + 1}, (uint64_t) {16384 * i});\n" for i in range(6))


def vector_barriers(text: str) -> int:
    """How many lines have a barrier of the vector pipe that is no comment."""
    return len(V_BARRIER.findall(text))


def files(folder: str) -> dict[str, SourceFile]:
    """The files of a folder, by name."""
    return {path.stem: read_source(str(path)) for path in sorted((REDTEAM / folder).glob("*.cpp"))}


def fragments(folder: str) -> dict[str, SourceFile]:
    """The kernels of all fragments in the files of a folder, by name."""
    return {name: _kernel(name, text) for name, text in _sections(folder)}


def pairs(folder: str) -> dict[str, tuple[SourceFile, SourceFile]]:
    """The pairs of kernels in the files of a folder, by name."""
    found = {}
    for name, text in _sections(folder):
        before, after = text.split(_AFTER)
        found[name] = (_kernel("before", before), _kernel("after", after))
    return found


def _sections(folder: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for path in sorted((REDTEAM / folder).glob("*.cpp")):
        _, *parts = _CASE.split(path.read_text(encoding="utf-8"))
        found += zip(parts[::2], parts[1::2])
    names = [name for name, _ in found]
    assert len({*names}) == len(names)
    return found


def _kernel(name: str, text: str) -> SourceFile:
    """The kernel of a fragment; kernels/redteam/README.md says how one is written."""
    before, _, body = text.rpartition(_IN_KERNEL)
    kernel = _KERNEL.format(before=before, tiles=_TILES, body=body)
    return SourceFile(f"{name}.cpp", re.sub(r"\bTILE\b", _TILE, kernel))
