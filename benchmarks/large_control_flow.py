"""Processor time of each verb on large control flow: `python benchmarks/large_control_flow.py [SHAPE …]`.

Helpers that call the next one twice, loops one after the other, flags: each shape at growing sizes, each row a
process of its own, and by how much each size takes longer than the one before. `explain` is asked about the last
barrier. Where a verb has no answer, the reason is below the row.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from own_process import in_own_process

from ptofix.api.costing import cost
from ptofix.api.explaining import explain_line
from ptofix.api.rewriting import fix, rewrite
from ptofix.api.simulating import simulate
from ptofix.evidence.grade import Grade
from ptofix.isa.architecture import A2A3
from ptofix.order.model import DEFAULT, MODELS
from ptofix.proof.absolute import check_alone
from ptofix.proof.product import Parsed
from ptofix.rules.checking import check
from ptofix.text.diagnostics import PtofixError
from ptofix.text.source import SourceFile

_TILE = "Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox>"
_WORK = "TADD({0}, {1}, {2}); pipe_barrier(PIPE_V);"
_NAMES = "abcdefgh"


def _work(number: int) -> str:
    return _WORK.format(*(_NAMES[(number + shift) % len(_NAMES)] for shift in range(3)))


def _flag(number: int) -> str:
    return f"set_flag(PIPE_V, PIPE_MTE3, EVENT_ID{number % 8}); wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID{number % 8});"


def _three_pipes(number: int) -> str:
    """A load, work on what it loaded, and a store, each with a flag to the next pipe."""
    loaded, worked = (_NAMES[(number + shift) % len(_NAMES)] for shift in (1, 0))
    ends = ("MTE3", "MTE2"), ("MTE2", "V"), ("V", "MTE3")
    flags = [
        "".join(f"{kind}_flag(PIPE_{x}, PIPE_{y}, EVENT_ID{number % 8}); " for kind in ("set", "wait")) for x, y in ends
    ]
    return f"{flags[0]} TLOAD({loaded}, rows); {flags[1]} {_work(number)} {flags[2]} TSTORE(rows, {worked});"


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
    "flags": (lambda size: ("", "\n".join(_work(k) + _flag(k) for k in range(size))), (250, 500, 1000, 2000)),
    "flags of three": (lambda size: ("", "\n".join(map(_three_pipes, range(size // 3)))), (250, 500, 1000, 2000)),
}
"""What comes before a kernel and inside of it, by size."""


def kernel(shape: str, size: int) -> SourceFile:
    front, body = SHAPES[shape][0](size)
    tiles = "".join(f"{_TILE} {name}; TASSIGN({name}, {4096 * number});\n" for number, name in enumerate(_NAMES))
    shape, stride = "pto::Shape<1, 1, 1, 16, 64>", "pto::Stride<1024, 1024, 1024, 64, 1>"
    view = f"GlobalTensor<float, {shape}, {stride}, pto::Layout::ND>"
    tensor = f"{view} rows = {view}(gm, {shape}(), {stride}());\n"
    head = f"using namespace pto;\n{front}\n__global__ AICORE void kernel(__gm__ float* gm, int32_t n) {{\n"
    return SourceFile("kernel.cpp", f"{head}#if defined(__DAV_VEC__)\n{tensor}{tiles}{body}\n#endif\n}}\n")


_ARGUMENTS = '[gm]\nshape = [16, 64]\nfill = "normal"\n[n]\nvalue = 2\n'


def _simulate(source: SourceFile) -> None:
    with TemporaryDirectory() as folder:
        arguments = Path(folder) / "arguments.toml"
        arguments.write_text(_ARGUMENTS)
        simulate(source.text, kernel="kernel", arguments=arguments, name=source.name)


def _last_barrier(source: SourceFile) -> int:
    return max(number for number, line in enumerate(source.text.splitlines(), 1) if "pipe_barrier" in line)


VERBS: dict[str, Callable[[SourceFile], object]] = {
    "check": lambda source: check(source, DEFAULT),
    "verify": lambda source: check_alone(
        Parsed.of(source, A2A3, True), "default", MODELS["default"].assumed, Grade.EXTRAPOLATED
    ),
    "run": lambda source: rewrite(source.text, patterns="proven", name=source.name),
    "fix --all": lambda source: fix(source.text, mode="all", name=source.name),
    "explain": lambda source: explain_line(source.text, _last_barrier(source), name=source.name),
    "simulate": _simulate,
    "cost": lambda source: cost(source.text, kernel="kernel", sizes={"n": 2}, name=source.name),
}


def _measured(shape: str, size: int) -> dict[str, tuple[float, str]]:
    """Per verb its processor time, and why it has no answer."""
    source = kernel(shape, size)
    found: dict[str, tuple[float, str]] = {}
    for verb, work in VERBS.items():
        start, why = time.process_time(), ""
        if shape == "helpers of numbers" and verb in ("simulate", "cost"):
            found[verb] = 0.0, f"not asked: a launch makes 2 ** {size} calls"
            continue
        try:
            work(source)
        except PtofixError as failure:
            why = str(failure).splitlines()[0]
        found[verb] = time.process_time() - start, why
    return found


def main(*shapes: str) -> None:
    print(f"{'':20}{'size':>6}" + "".join(f"{verb:>11}" for verb in VERBS) + "  longer than before")
    for shape in shapes or SHAPES:
        before: list[float] = []
        for size in SHAPES[shape][1]:
            found = in_own_process(_measured, shape, size)
            seconds = [one for one, _ in found.values()]
            growth = ", ".join(f"{now / then:.1f}" if then else "-" for now, then in zip(seconds, before))
            print(f"{shape:20}{size:>6}" + "".join(f"{one:9.2f} s" for one in seconds) + f"  {growth}", flush=True)
            for verb, (_, why) in found.items():
                if why:
                    print(f"{'':26}{verb}: {why}")
            before = seconds


if __name__ == "__main__":
    main(*sys.argv[1:])
