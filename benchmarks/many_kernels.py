"""Time per kernel of files that hold ever more of them: `python benchmarks/many_kernels.py [KERNELS …]`.

The kernels are those of the corpus, Flash Attention left out, each under a name of its own. Work on one must not depend
on how many others its file has: seconds should grow as the kernels do (exponent 1). 244 kernels are 17 000 lines.
"""

from __future__ import annotations

import gc
import math
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from own_process import in_own_process

from ptofix import check, rewrite, verify
from ptofix.api.basis import basis
from ptofix.api.verifying import judge_alone
from ptofix.cpp.nodes import Function
from ptofix.cpp.parser import Block, parse
from ptofix.headers.versions import assumed_headers
from ptofix.text.source import SourceFile, read_source

CORPUS = Path(__file__).resolve().parent.parent / "kernels" / "corpus" / "cpp"
SIZES = (61, 122, 244)


def many_kernels(count: int) -> str:
    """A file of so many kernels: what is around those of the corpus once, and each of them renamed."""
    around: dict[str, None] = {}
    kernels: list[str] = []
    for source in islice(_files(), count):
        tree = parse(source)
        for element in tree.body:
            text = source.text[element.span.start : element.span.end]
            node = element.head.node if isinstance(element, Block) else None
            if isinstance(node, Function) and "static" not in node.type.before:
                kernels.append(text.replace(f" {node.name}(", f" k{len(kernels)}_{node.name}(", 1))
            else:
                around[text] = None
    return "\n".join([*around, *kernels[:count], ""])


def _files() -> Iterator[SourceFile]:
    """Those of the corpus of which one name means one thing, again and again."""
    paths = [path for path in sorted(CORPUS.glob("*.cpp")) if not path.name.startswith("fa_")]
    while True:
        yield from map(read_source, map(str, paths))


def _verdict(text: str) -> object:
    return judge_alone(
        SourceFile("many.cpp", text), None, basis("strict", None, (), "", "", ""), assumed_headers()
    ).verdict


COMMANDS: dict[str, Callable[[str], object]] = {
    "check": partial(check, name="many.cpp"),
    "verify --absolute": _verdict,
    "run --pattern gu": partial(rewrite, patterns="gu", name="many.cpp"),
    "run --pattern proven": partial(rewrite, patterns="proven", name="many.cpp"),
    "run --pattern minimal": partial(rewrite, patterns="minimal", name="many.cpp"),
    "verify": lambda text: verify(
        text, text.replace("pipe_barrier(PIPE_V);", "pipe_barrier(PIPE_ALL);", 40), name="many.cpp"
    ),
    "fix --missing": partial(rewrite, sync="missing", name="many.cpp"),
    "fix --narrow": partial(rewrite, sync="narrow", name="many.cpp"),
    "fix --all": partial(rewrite, sync="all", name="many.cpp"),
}


def _row(command: str, kernels: int) -> float:
    gc.disable()
    text = many_kernels(kernels)
    COMMANDS[command](many_kernels(3))  # shapes, tables
    start = time.process_time()
    COMMANDS[command](text)
    return time.process_time() - start


def main(*sizes: str) -> None:
    counts = [int(size) for size in sizes] or SIZES
    for command in COMMANDS:
        seconds = [in_own_process(_row, command, count) for count in counts]
        growth = math.log(seconds[-1] / seconds[0]) / math.log(counts[-1] / counts[0])
        cells = "".join(f"{value:9.2f} s" for value in seconds)
        print(f"{command:24}{cells}   exponent {growth:.2f}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
