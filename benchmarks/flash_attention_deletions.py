"""Deletions in Flash Attention: `python benchmarks/flash_attention_deletions.py [--sample N] [--seed N] [--only TEXT]`.

Of the three kernels by 0.45 insert-sync some barriers and flags are deleted, one at a time; what is left is run on the
machine (lazy; where only a race shows, adversarial at that race), and judged by `verify`, under `default` and `strict`.
A disagreement without an excuse is printed, and exit code 1.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from random import Random

from ptofix.commands.many import on_each
from ptofix.machine.tests.deletions import Deletion, Judge, flash_attention, kind_of, synchronisation
from ptofix.testing.corpus import CPP

_AT_ONCE = 5
"""Deletions that share one run of the kernel as it was."""


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sample", type=int, default=40, help="of each kernel, under each model")
    arguments.add_argument("--seed", type=int, default=0)
    arguments.add_argument("--only", default="", help="kernels whose name has this in it")
    options = arguments.parse_args()
    work = []
    for path in sorted(CPP.glob(f"fa_*{options.only}*.v0.45.insert-sync.cpp")):
        for model in ("default", "strict"):
            lines = synchronisation(path.read_text())
            chosen = Random(f"{options.seed} {path.name} {model}").sample(lines, min(options.sample, len(lines)))
            work += [(path, model, chosen[n : n + _AT_ONCE]) for n in range(0, len(chosen), _AT_ONCE)]
    found = []
    for each in on_each(_deletions, work, 0):
        found += each
        for one in each:
            print(one if one.agrees else f"DISAGREEMENT: {one}", flush=True)
    for file in sorted({one.file for one in found}):
        for model in ("default", "strict"):
            totals = Counter(kind_of(one) for one in found if (one.file, one.model) == (file, model))
            print(f"{file}, {model}: " + ", ".join(f"{count} {kind}" for kind, count in totals.most_common()))
    return int(not all(one.agrees for one in found))


def _deletions(work: tuple[Path, str, list[int]]) -> list[Deletion]:
    path, model, numbers = work
    return list(map(Judge(path, model, flash_attention(path)).without, numbers))


if __name__ == "__main__":
    sys.exit(main())
