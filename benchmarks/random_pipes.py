"""Random kernels of both cores on the machine: `python benchmarks/random_pipes.py [--seeds FIRST LAST] [--mutants N]`.

Each is run twice: as it is, and with a fault (a slot used after it was handed over, two pipes that share a flag, cores
that do not agree in how often they do something). What `check` calls in order has to be proved by `verify --absolute`,
with the same verdict, and must not race, hang or leave something over under in-order, lazy, eager, random and
adversarial schedules. Texts whose cores do not agree may hang, which is counted. Faults are printed with their seeds:
exit code 1.
"""

from __future__ import annotations

import argparse
import sys
from functools import partial
from itertools import product

from ptofix.commands.many import on_each
from ptofix.machine.tests.pipes_judged import PipesJudged, judged


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seeds", type=int, nargs=2, default=(0, 200), help="the first, and the one after the last")
    arguments.add_argument("--mutants", type=int, default=5, help="of each kernel")
    options = arguments.parse_args()
    found = list(on_each(partial(_judged, options.mutants), list(product(range(*options.seeds), (False, True))), 0))
    for one in found:
        for fault in one.faults:
            print(fault)
    texts, in_order = sum(one.texts for one in found), sum(one.in_order for one in found)
    hang, faults = sum(one.hang for one in found), sum(len(one.faults) for one in found)
    print(f"{len(found)} kernels, {texts} texts: {in_order} in order, {hang} of these hang by counts; {faults} faults")
    return int(any(one.faults for one in found))


def _judged(mutants: int, seed: tuple[int, bool]) -> PipesJudged:
    return judged(*seed, mutants)


if __name__ == "__main__":
    sys.exit(main())
