"""Time per statement of parsing, modelling and analysis, from 1 000 to 20 000 statements.

Run `python benchmarks/scaling.py`.
The inputs repeat the vector code of a Flash Attention loop in one function, as a longer kernel would.
"""

from __future__ import annotations

import gc
import resource
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from ptofix.cpp.parser import parse
from ptofix.hardware.pipe import Pipe
from ptofix.order.barriers import candidates, orders_of
from ptofix.order.model import DEFAULT
from ptofix.program.build import program_file
from ptofix.text.source import SourceFile

SIZES = (1000, 2000, 5000, 10000, 20000)

TILE = "Tile<TileType::Vec, float, {0}, BLayout::{1}, {0}, SLayout::NoneBox, 512, PadValue::Null> {2};"
ROUND = """\
    wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
    TLOAD(v10, v2);
    set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
    wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
    pipe_barrier(PIPE_V);
    TROWMAX(v13, v10, v11);
    pipe_barrier(PIPE_V);
    TROWEXPANDSUB(v11, v10, v13);
    pipe_barrier(PIPE_V);
    TEXP(v11, v11);
    pipe_barrier(PIPE_V);
    TROWSUM(v13, v11, v10);
    set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
    pipe_barrier(PIPE_V);
    TROWEXPANDMUL(v12, v12, v13);
    pipe_barrier(PIPE_V);
    TADD(v12, v12, v11);
"""


def kernel(statements: int) -> SourceFile:
    """A kernel of about that many statements in its one loop."""
    tiles = [("32, 128", "RowMajor", "v10"), ("32, 128", "RowMajor", "v11"), ("32, 128", "RowMajor", "v12")]
    tiles.append(("32, 1", "ColMajor", "v13"))
    declared = "".join(
        f"  {TILE.format(shape, layout, name)}\n  TASSIGN({name}, {16384 * i});\n"
        for i, (shape, layout, name) in enumerate(tiles)
    )
    body = ROUND * (statements // ROUND.count(";"))
    text = (
        'extern "C" __global__ AICORE void long_kernel(__gm__ float* v1) {\n  #if defined(__DAV_VEC__)\n'
        "  GlobalTensor<float, pto::Shape<1, 1, 1, 32, 128>, pto::Stride<1, 1, 1, 128, 1>, pto::Layout::ND> v2(v1);\n"
        f"{declared}  set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);\n  for (size_t v9 = 0; v9 < 4; v9 += 1) {{\n{body}  }};\n"
        "  wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);\n  #endif\n  return;\n}\n"
    )
    return SourceFile("long_kernel.cpp", text)


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    start = time.perf_counter()
    result = work()
    return result, time.perf_counter() - start


def redundant(programs: list[Any]) -> int:
    found = candidates(orders_of(programs, DEFAULT), Pipe.V)
    removed = 0
    for candidate in found:
        if candidate.is_redundant():
            candidate.remove()
            removed += 1
    return removed


def main() -> None:
    gc.disable()  # as the command line does
    parse(kernel(SIZES[0]))  # learn the shapes
    print(f"{'statements':>10}{'parse':>12}{'model':>12}{'analysis':>12}   µs per statement   peak memory")
    for size in SIZES:
        source = kernel(size)
        tree, parsing = timed(partial(parse, source))
        file, modelling = timed(partial(program_file, tree))
        _, analysing = timed(partial(redundant, file.programs))
        cells = "".join(f"{seconds / size * 1e6:12.1f}" for seconds in (parsing, modelling, analysing))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{size:>10}{cells}{peak:>30} MiB")


if __name__ == "__main__":
    main()
