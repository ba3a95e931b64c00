"""The machine judges the checker: `python benchmarks/machine.py [--every N] [--wrong]`.

Deletes every barrier and flag of the small kernels, one at a time, runs what is left on `ptofix.machine`, and compares
what it shows with what `verify` says, in both directions. A disagreement without an excuse is printed, and exit code 1.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from ptofix.commands.many import on_each
from ptofix.machine.tests.deletions import Deletion, deletions, kind_of, synchronisation
from ptofix.machine.tests.kernels import ROUNDS, SYNCHRONISED


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--every", type=int, default=1, help="only each N-th statement")
    arguments.add_argument("--wrong", action="store_true", help="list the deletions that give a wrong number")
    options = arguments.parse_args()
    work = [(path, model, options.every) for path in SYNCHRONISED for model in ("default", "strict")]
    found = [deletion for each in on_each(_deletions, work, 0) for deletion in each]
    for one in found:
        if not one.agrees or (options.wrong and one.wrong):
            print(one)
    for model in ("default", "strict"):
        totals = Counter(kind_of(one) for one in found if one.model == model)
        print(f"{model}: " + ", ".join(f"{count} {kind}" for kind, count in totals.most_common()))
    return int(not all(one.agrees for one in found))


def _deletions(work: tuple[Path, str, int]) -> list[Deletion]:
    path, model, every = work
    return list(deletions(path, model, synchronisation(path.read_text())[::every], ROUNDS))


if __name__ == "__main__":
    sys.exit(main())
