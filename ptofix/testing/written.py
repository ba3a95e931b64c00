"""Small kernels in the form that the assembler emits, written line by line."""

from __future__ import annotations

from collections.abc import Iterable


def tile(
    name: str,
    dtype: str,
    rows: int,
    cols: int,
    address: int,
    valid: tuple[int, int] | None = None,
    space: str = "Vec",
    layout: str = "",
    box: str = "NoneBox",
) -> str:
    """A tile and its address. A single column is ColMajor."""
    layout = layout or ("ColMajor" if cols == 1 else "RowMajor")
    down, across = valid or (rows, cols)
    shape = f"{rows}, {cols}, BLayout::{layout}, {down}, {across}, SLayout::{box}, 512, PadValue::Null"
    return f"Tile<TileType::{space}, {dtype}, {shape}, CompactMode::Null> {name}; TASSIGN({name}, {address});"


def tensor(name: str, pointer: str, dtype: str, rows: int, cols: int, offset: int = 0, layout: str = "ND") -> str:
    """A matrix in global memory, `offset` elements after a pointer, row after row (DN: column after column)."""
    down, across = (cols, 1) if layout == "ND" else (1, rows)
    size = rows * cols
    shape, strides = f"pto::Shape<1, 1, 1, {rows}, {cols}>", f"pto::Stride<{size}, {size}, {size}, {down}, {across}>"
    type_ = f"GlobalTensor<{dtype}, {shape}, {strides}, pto::Layout::{layout}>"
    return f"{type_} {name} = {type_}({pointer} + {offset}, {shape}(), {strides}());"


def kernel(parameters: str, lines: Iterable[str], core: str = "VEC") -> str:
    """The text of a kernel for one kind of core: VEC or CUBE."""
    body = "\n".join(f"  {line}" for line in lines)
    head = f'extern "C" __global__ AICORE void kernel({parameters}) {{'
    return (
        f'#include "pto/pto-inst.hpp"\nusing namespace pto;\n\n{head}\n'
        f"  #if defined(__DAV_{core}__)\n{body}\n  pipe_barrier(PIPE_ALL);\n  #endif // __DAV_{core}__\n}}\n"
    )
