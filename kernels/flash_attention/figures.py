"""A table of benchmarks/RESULTS.md: what the passes do to the kernel, for all knobs.

    python kernels/flash_attention/figures.py 0.37=PATH/ptoas 0.45=PATH/ptoas 0.60=PATH/ptoas

Every row is assembled for Q_ROWS, and the figures must be the same for all of them.
"""

from __future__ import annotations

import argparse
import itertools

from assembler import assemble
from plan import KV_SPLITS, QK_PRELOADS, S1_TILES, Plan
from ptofix.order.model import DEFAULT
from ptofix.rewriting.pipeline import Settings, run_pipeline
from ptofix.rewriting.pipeline_text import parse_pipeline
from ptofix.rules.checking import check
from ptofix.testing.assemblers import Assembler, assembler
from ptofix.text.source import SourceFile

Q_ROWS = (128, 1024, 131072)
BARRIER = "pipe_barrier(PIPE_V);"
WAYS = {
    "gu": "remove-barriers{patterns=gu evidence=extrapolated}",
    "proven": "drop-redundant-barriers{evidence=extrapolated}",
}


def figures(plan: Plan, with_: Assembler) -> tuple[int | str, ...]:
    """PIPE_V barriers in the text, how many each way leaves, and whether `ptofix check` finds anything."""
    source = SourceFile("fa.cpp", assemble(plan, with_))
    found = check(source, DEFAULT)
    left = (run_pipeline(source, parse_pipeline(way), Settings()).source.text for way in WAYS.values())
    return barriers(source.text), *map(barriers, left), "clean" if found.clean else "findings"


def barriers(text: str) -> int:
    return sum(line.strip() == BARRIER for line in text.splitlines())


def main() -> None:
    parser = argparse.ArgumentParser(description="Print the table of figures.")
    parser.add_argument("assemblers", metavar="VERSION=PATH", nargs="+", type=assembler)
    print(f"| s1_tile | qk_preload | kv_split | ptoas | emitted | {' | '.join(WAYS)} | check |")
    print("|---" * (6 + len(WAYS)) + "|")
    assemblers = parser.parse_args().assemblers
    for s1_tile, preload, split, with_ in itertools.product(S1_TILES, QK_PRELOADS, KV_SPLITS, assemblers):
        found = {figures(Plan(q_rows, s1_tile, preload, split), with_) for q_rows in Q_ROWS}
        assert len(found) == 1, f"the figures depend on q_rows: {found}"
        print("| " + " | ".join(map(str, (s1_tile, preload, split, with_.version, *found.pop()))) + " |", flush=True)


if __name__ == "__main__":
    main()
