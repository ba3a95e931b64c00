"""PIPE_V barriers that are left, per file and way of removing them: `python benchmarks/barriers.py [FILE…]`.

Each cell is two numbers: barriers in the text / barriers inside the innermost loops, that is per iteration. Without
arguments: every kernel of kernels/corpus/cpp that has a PIPE_V barrier.
"""

from __future__ import annotations

import sys
from pathlib import Path

from ptofix.cpp.parser import parse
from ptofix.hardware.pipe import Pipe
from ptofix.program.build import program_file
from ptofix.program.program import Barrier, Program
from ptofix.rewriting.pipeline import Settings, run_pipeline
from ptofix.rewriting.pipeline_text import parse_pipeline
from ptofix.testing.corpus import CPP
from ptofix.text.source import SourceFile, read_source

WAYS = {
    "emitted": "",
    "gu": "remove-barriers{patterns=gu evidence=extrapolated}",
    "proven ops": "drop-redundant-barriers{model=ops}",
    "proven strict": "drop-redundant-barriers{model=strict}",
    "proven default": "drop-redundant-barriers{evidence=extrapolated}",
    "minimal strict": "minimal-barriers{model=strict}",
    "minimal default": "minimal-barriers{evidence=extrapolated}",
}


def count(source: SourceFile) -> tuple[int, int]:
    """Barriers in the text, and those in the most deeply nested loops of their program."""
    programs = program_file(parse(source)).programs
    return sum(len(_barriers(p, 0)) for p in programs), sum(len(_barriers(p, _depth(p))) for p in programs)


def _depth(program: Program) -> int:
    return max(len(instruction.loops) for instruction in program.instructions) or 1


def _barriers(program: Program, depth: int) -> list[int]:
    return [
        instruction.index
        for instruction in program.instructions
        if instruction.action == Barrier(Pipe.V) and len(instruction.loops) >= depth
    ]


def main() -> None:
    paths = [Path(name) for name in sys.argv[1:]] or sorted(CPP.glob("*.cpp"))
    print(f"{'file':55}" + "".join(f"{way:>17}" for way in WAYS))
    for path in paths:
        source = read_source(str(path))
        if "pipe_barrier(PIPE_V)" not in source.text:
            continue
        cells = []
        for pipeline in WAYS.values():
            passes = parse_pipeline(pipeline) if pipeline else ()
            total, inner = count(run_pipeline(source, passes, Settings()).source)
            cells.append(f"{total} / {inner}")
        print(f"{path.name:55}" + "".join(f"{cell:>17}" for cell in cells))


if __name__ == "__main__":
    main()
