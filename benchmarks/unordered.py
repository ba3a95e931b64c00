"""Time of `check`, `verify --absolute` and `fix --all` where nothing is in order: `python benchmarks/unordered.py`.

So many ops (arguments) on one pipe write six tiles in turn without a barrier. The pairs grow as the square of the ops,
and all are found; what is reported of each place is capped, so seconds grow no faster than the pairs (exponent 2).
"""

from __future__ import annotations

import gc
import math
import sys
import time
from collections.abc import Callable
from functools import partial

from own_process import in_own_process

from ptofix import check, rewrite
from ptofix.api.basis import basis
from ptofix.api.verifying import judge_alone
from ptofix.headers.versions import assumed_headers
from ptofix.text.source import SourceFile

SIZES = (100, 200, 400)
_TILE = "Tile<TileType::Vec, float, 8, 8, BLayout::RowMajor, 8, 8, SLayout::NoneBox, 512, PadValue::Null>"


def kernel(ops: int) -> str:
    tiles = "".join(f"{_TILE} t{number}; TASSIGN(t{number}, {16384 * number});\n" for number in range(6))
    body = "".join(
        f"TADD(t{number % 6}, t1, t2); set_flag(PIPE_V, PIPE_MTE3, EVENT_ID{number % 8});\n"
        f"wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID{number % 8});\n"
        for number in range(ops)
    )
    return f"__global__ AICORE void kernel(int32_t n) {{\n#if defined(__DAV_VEC__)\n{tiles}{body}#endif\n}}\n"


def _verdict(text: str) -> object:
    asked = basis("", None, (), "", "", "")
    return judge_alone(SourceFile("kernel.cpp", text), None, asked, assumed_headers()).verdict


COMMANDS: dict[str, Callable[[str], object]] = {
    "check": partial(check, name="kernel.cpp"),
    "verify --absolute": _verdict,
    "fix --all": partial(rewrite, sync="all", name="kernel.cpp"),
}


def _row(command: str, ops: int) -> float:
    gc.disable()
    COMMANDS[command](kernel(5))  # shapes, tables
    start = time.process_time()
    COMMANDS[command](kernel(ops))
    return time.process_time() - start


def main(*sizes: str) -> None:
    counts = [int(size) for size in sizes] or SIZES
    for command in COMMANDS:
        seconds = [in_own_process(_row, command, count) for count in counts]
        row = f"{command:24}{''.join(f'{value:9.2f} s' for value in seconds)}"
        if len(counts) > 1:
            row += f"   exponent {math.log(seconds[-1] / seconds[0]) / math.log(counts[-1] / counts[0]):.2f}"
        print(row, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
