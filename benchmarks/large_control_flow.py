"""Time of `check`, `verify --absolute`, `run` on large control flow: `python benchmarks/large_control_flow.py [SHAPE]`.

Helpers that call the next one twice, loops one after the other, flags: each shape at growing sizes, each row a
process of its own, and by how much each size takes longer than the one before.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator

from own_process import in_own_process

from ptofix.api.rewriting import rewrite
from ptofix.evidence.grade import Grade
from ptofix.isa.architecture import A2A3
from ptofix.order.model import DEFAULT, MODELS
from ptofix.proof.absolute import check_alone
from ptofix.proof.product import Parsed
from ptofix.rules.checking import check
from ptofix.text.source import SourceFile

_TILE = "Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox>"
_WORK = "TADD({0}, {1}, {2}); pipe_barrier(PIPE_V);"
_NAMES = "abcdefgh"


def _work(number: int) -> str:
    return _WORK.format(*(_NAMES[(number + shift) % len(_NAMES)] for shift in range(3)))


def _flag(number: int) -> str:
    return f"set_flag(PIPE_V, PIPE_MTE3, EVENT_ID{number % 8}); wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID{number % 8});"


def _helpers(depth: int, inside: str) -> tuple[str, str]:
    head = f"static AICORE void g{{}}({_TILE}& x, {_TILE}& y) {{{{"
    functions = [f"{head.format(0)} {inside} }}"]
    functions += [f"{head.format(n)} g{n - 1}(x, y); g{n - 1}(y, x); }}" for n in range(1, depth)]
    return "\n".join(functions), f"g{depth - 1}(a, b);"


def _numbers(depth: int) -> tuple[str, str]:
    """Functions that compute numbers alone."""
    functions = ["static AICORE int64_t g0(int64_t x) { return x + 1; }"]
    head = "static AICORE int64_t g"
    functions += [f"{head}{n}(int64_t x) {{ return g{n - 1}(x) + g{n - 1}(x + 1); }}" for n in range(1, depth)]
    return "\n".join(functions), f"TADDS(a, a, g{depth - 1}(n)); {_work(0)}"


def _loops(count: int, inside: Callable[[int], str]) -> tuple[str, str]:
    return "", "\n".join(f"for (int32_t i{k} = 0; i{k} < n; i{k} += 1) {{ {inside(k)} }}" for k in range(count))


SHAPES: dict[str, tuple[Callable[[int], tuple[str, str]], tuple[int, ...]]] = {
    "helpers": (lambda size: _helpers(size, _WORK.format("x", "x", "y")), (7, 8, 9, 10, 12, 16)),
    "helpers with flags": (lambda size: _helpers(size, _WORK.format("x", "x", "y") + _flag(0)), (7, 8, 9, 10, 12, 16)),
    "helpers of numbers": (_numbers, (7, 10, 20, 30)),
    "loops": (lambda size: _loops(size, _work), (75, 150, 300)),
    "loops with flags": (lambda size: _loops(size, lambda k: _work(k) + _flag(k)), (75, 150, 300)),
    "flags": (lambda size: ("", "\n".join(_work(k) + _flag(k) for k in range(size))), (250, 500, 1000)),
}
"""What comes before a kernel and inside of it, by size."""


def kernel(shape: str, size: int) -> SourceFile:
    front, body = SHAPES[shape][0](size)
    tiles = "".join(f"{_TILE} {name}; TASSIGN({name}, {4096 * number});\n" for number, name in enumerate(_NAMES))
    head = f"{front}\n__global__ AICORE void kernel(__gm__ float* gm, int32_t n) {{\n#if defined(__DAV_VEC__)\n"
    return SourceFile("kernel.cpp", f"{head}{tiles}{body}\n#endif\n}}\n")


def _seconds(source: SourceFile) -> Iterator[float]:
    for work in (
        lambda: check(source, DEFAULT),
        lambda: check_alone(Parsed.of(source, A2A3, True), "default", MODELS["default"].assumed, Grade.EXTRAPOLATED),
        lambda: rewrite(source.text, patterns="proven", name=source.name),
    ):
        start = time.perf_counter()
        work()
        yield time.perf_counter() - start


def _measured(shape: str, size: int) -> list[float]:
    return list(_seconds(kernel(shape, size)))


def main(*shapes: str) -> None:
    print(f"{'':20}{'size':>6}{'check':>10}{'verify':>10}{'run':>10}  longer than before")
    for shape in shapes or SHAPES:
        before: list[float] = []
        for size in SHAPES[shape][1]:
            found = in_own_process(_measured, shape, size)
            growth = ", ".join(f"{now / then:.1f}" for now, then in zip(found, before))
            print(f"{shape:20}{size:>6}" + "".join(f"{one:8.1f} s" for one in found) + f"  {growth}", flush=True)
            before = found


if __name__ == "__main__":
    main(*sys.argv[1:])
