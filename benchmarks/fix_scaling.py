"""Time and memory of `fix --all` on long texts without synchronisation: `python benchmarks/fix_scaling.py [SIZE …]`.

Two shapes: one loop around all statements, and loops of 20 statements each with two branches inside. Each row is a
process of its own: seconds to put synchronisation in and have it judged, seconds of the judgement alone, the verdict.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator

from own_process import in_own_process

from ptofix.evidence.grade import Grade
from ptofix.isa.architecture import A2A3
from ptofix.order.model import MODELS
from ptofix.proof.absolute import check_alone
from ptofix.proof.product import Parsed
from ptofix.rewriting.pipeline import Settings, run_pipeline
from ptofix.rewriting.pipeline_text import parse_pipeline
from ptofix.text.source import SourceFile

SIZES = (1000, 2000, 5000, 10000, 20000)
_TILE = "Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox>"
_NAMES = "abcdef"


def _group(number: int) -> str:
    """Five statements: a load, three that work, a store."""
    first, second, third = (_NAMES[(number + shift) % len(_NAMES)] for shift in range(3))
    return (
        f"TLOAD({first}, gm); TEXP({second}, {first}); TADD({third}, {first}, {second}); TMULS({first}, {third}, s); "
        f"TSTORE(gm, {third});\n"
    )


def _one_loop(statements: int) -> Iterator[str]:
    yield "for (int32_t i = 0; i < n; i += 1) {\n"
    yield from (_group(number) for number in range(statements // 5))
    yield "}\n"


def _many_loops(statements: int) -> Iterator[str]:
    for loop in range(statements // 20):
        yield f"for (int32_t i{loop} = 0; i{loop} < n; i{loop} += 1) {{\n{_group(4 * loop)}{_group(4 * loop + 1)}"
        yield f"if (n == {loop % 5}) {{\n{_group(4 * loop + 2)}}} else {{\n{_group(4 * loop + 3)}}}\n}}\n"


_SHAPES = {"one loop": _one_loop, "many loops": _many_loops}


def _kernel(shape: str, statements: int) -> SourceFile:
    tiles = "".join(f"{_TILE} {name}; TASSIGN({name}, {4096 * number});\n" for number, name in enumerate(_NAMES))
    body = "".join(_SHAPES[shape](statements))
    head = "__global__ AICORE void kernel(__gm__ float* gm, int32_t n, float s) {\n#if defined(__DAV_VEC__)\n"
    return SourceFile("kernel.cpp", f"{head}{tiles}{body}#endif\n}}\n")


def _row(shape: str, statements: int) -> None:
    start = time.perf_counter()
    made = run_pipeline(_kernel(shape, statements), parse_pipeline("resynchronise"), Settings()).source
    put_in = time.perf_counter()
    verdict = check_alone(Parsed.of(made, A2A3, True), "strict", MODELS["strict"].assumed, Grade.EXTRAPOLATED)
    judged = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    flags, barriers = made.text.count("set_flag("), made.text.count("pipe_barrier(")
    print(
        f"{shape:12}{statements:>8}{put_in - start:10.1f} s{judged - put_in:10.1f} s {type(verdict).__name__:10}"
        f"{flags:>8} flags{barriers:>8} barriers{peak:>8} MiB",
        flush=True,
    )


def main(*sizes: str) -> None:
    for shape in _SHAPES:
        for size in map(int, sizes) if sizes else SIZES:
            in_own_process(_row, shape, size)


if __name__ == "__main__":
    main(*sys.argv[1:])
