"""Does knowing less ever prove more? `python benchmarks/less_knowledge.py [--seeds FIRST LAST] [--trials N]`.

Pairs of texts lose an assumption, a header, a row of the op table, a constant, a type and so on, one or several at once
(ptofix/testing/less_knowledge.py). What is refuted or undecided must never be proved then, and what `check` calls an
error must not become silence. Every fault is printed with its seed, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import sys
import time

from ptofix.testing.less_judged import Tried, judged


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument(
        "--seeds", type=int, nargs=2, default=(0, 1 << 31), help="the first, and the one after the last"
    )
    arguments.add_argument("--trials", type=int, default=1_000, help="stop after so many verdicts with less knowledge")
    arguments.add_argument("--mutants", type=int, default=4, help="of each kernel")
    arguments.add_argument("--drops", type=int, default=12, help="of each mutant")
    options = arguments.parse_args()
    total, began, seed = Tried(), time.process_time(), options.seeds[0]
    while seed < options.seeds[1] and total.verdicts.total() < options.trials:
        found = judged(seed, options.mutants, options.drops)
        print(*found.faults, sep="\n", end="\n" if found.faults else "")
        total.add(found)
        seed += 1
        if seed % 100 == 0:
            print(_summary(total, options.seeds[0], seed, began), file=sys.stderr, flush=True)
    print(_summary(total, options.seeds[0], seed, began))
    print("taken away:", ", ".join(f"{count} {kind}" for kind, count in total.kinds.most_common()))
    print("verdicts:", ", ".join(f"{count} {was} → {now}" for (was, now), count in total.verdicts.most_common()))
    return int(bool(total.faults))


def _summary(total: Tried, first: int, after: int, began: float) -> str:
    seconds = time.process_time() - began
    verdicts = f"seeds {first} to {after - 1}, {total.verdicts.total()} verdicts with less knowledge"
    return f"{verdicts}, {seconds:.0f} s of processor time, {len(total.faults)} faults"


if __name__ == "__main__":
    sys.exit(main())
