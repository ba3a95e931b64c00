"""Random kernels on the machine: `python benchmarks/random_kernels.py [--seeds FIRST LAST] [--mutants N]`.

Each kernel is in order. What `gu`, `proven` and `minimal` make of it is run under lazy, eager, random and adversarial
schedules: no race, and the same bits. Of its mutants the machine must not show one that `verify` proves. Every fault is
printed with its seed, and exit code 1.
"""

from __future__ import annotations

import argparse
import sys
from functools import partial

from ptofix.commands.many import on_each
from ptofix.machine.tests.random_judged import Judged, judged


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seeds", type=int, nargs=2, default=(0, 200), help="the first, and the one after the last")
    arguments.add_argument("--mutants", type=int, default=10, help="of each kernel")
    options = arguments.parse_args()
    found = list(on_each(partial(_judged, options.mutants), range(*options.seeds), 0))
    for one in found:
        for fault in one.faults:
            print(fault)
    print(
        f"{len(found)} kernels, {sum(one.results for one in found)} results of passes, "
        f"{sum(one.mutants for one in found)} mutants under a model: {sum(one.shown for one in found)} shown by the "
        f"machine, {sum(one.refuted for one in found)} refuted; {sum(len(one.faults) for one in found)} faults"
    )
    return int(any(one.faults for one in found))


def _judged(mutants: int, seed: int) -> Judged:
    return judged(seed, mutants, statements=5)


if __name__ == "__main__":
    sys.exit(main())
