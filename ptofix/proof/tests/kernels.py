"""Small kernels in the assembler's spelling, and the corpus."""

from __future__ import annotations

from ptofix.testing.corpus import CPP
from ptofix.text.source import SourceFile, read_source

TILES = {"a": 0, "b": 2048, "c": 4096, "d": 6144}
WIDE = {"x": 65536, "y": 98304}


def _tile(name: str, address: int, rows: int, cols: int) -> str:
    return (
        f"  Tile<TileType::Vec, float, {rows}, {cols}, BLayout::RowMajor, {rows}, {cols}, SLayout::NoneBox, 512, "
        f"PadValue::Null, CompactMode::Null> {name};\n"
        f"  uint64_t {name}_at = (uint64_t) {address};\n"
        f"  TASSIGN({name}, {name}_at);\n"
    )


def kernel(body: str, name: str = "kernel.cpp") -> SourceFile:
    """A vector kernel: tiles a, b, c, d of 2 KiB, x and y of 32 KiB, global tensors g and h, run-time numbers n and m.

    In `body`, `bar` is `pipe_barrier(PIPE_V)`, `set P Q i` and `wait P Q i` are flags.
    """
    lines = []
    for line in body.strip().splitlines():
        words = line.split()
        if words[:1] == ["bar"]:
            line = f"pipe_barrier(PIPE_{words[1] if len(words) > 1 else 'V'});"
        elif words[:1] in (["set"], ["wait"]):
            event = f"EVENT_ID{words[3]}" if words[3].isdigit() else words[3]
            line = f"{words[0]}_flag(PIPE_{words[1]}, PIPE_{words[2]}, {event});"
        lines.append(f"  {line.strip()}")
    shape, stride = "pto::Shape<1, 1, 1, 8, 64>", "pto::Stride<512, 512, 512, 64, 1>"
    view = f"GlobalTensor<float, {shape}, {stride}, pto::Layout::ND>"
    tensors = "".join(f"  {view} {t} = {view}({p}, {shape}(), {stride}());\n" for t, p in (("g", "p"), ("h", "q")))
    tiles = "".join(_tile(t, at, 8, 64) for t, at in TILES.items()) + "".join(
        _tile(t, at, 32, 256) for t, at in WIDE.items()
    )
    text = (
        '#include "pto/pto-inst.hpp"\nusing namespace pto;\n\n'
        "__global__ AICORE void k(__gm__ float* p, __gm__ float* q, int32_t n, int32_t m) {\n"
        "  #if defined(__DAV_VEC__)\n" + tensors + tiles + "\n".join(lines) + "\n  #endif\n  return;\n}\n"
    )
    return SourceFile(name, text)


def corpus(kernel_name: str, version: str = "v0.45", mode: str = "insert-sync") -> SourceFile:
    return read_source(str(CPP / f"{kernel_name}.{version}.{mode}.cpp"))


def corpus_names(mode: str = "insert-sync") -> list[str]:
    return sorted(path.name.split(".")[0] for path in CPP.glob(f"*.v0.45.{mode}.cpp"))
