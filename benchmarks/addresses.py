"""Random address expressions: where the front end says that they lead, and where a C++ compiler has them.

    python benchmarks/addresses.py --expressions 100000 --seed 0

Prints each expression of which the front end says what is not so; exit code 1 if there is one. $PTOFIX_CXX names the
compiler, else g++ or clang++.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from ptofix.testing.addresses import compiled, disagreements, front_end, random_case
from ptofix.testing.tools import compiler

PER_CASE, CASES_AT_ONCE = 20, 250


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--expressions", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0, help="of the first case")
    options = parser.parse_args()
    began, total, exact, rooted, wrong = perf_counter(), 0, 0, 0, 0
    cases = range(options.seed, options.seed + options.expressions // PER_CASE)
    with TemporaryDirectory() as folder:
        for first in range(cases.start, cases.stop, CASES_AT_ONCE):
            batch = [random_case(seed) for seed in range(first, min(first + CASES_AT_ONCE, cases.stop))]
            for case, true in zip(batch, compiled(batch, compiler(), Path(folder))):
                said = front_end(case)
                if isinstance(said, str):
                    print(f"{case.name} is not analysed: {said}")
                    wrong += 1
                    continue
                total += len(said)
                exact += sum(place is not None and place.distance is not None for place in said)
                rooted += sum(place is not None and place.distance is None for place in said)
                for message in disagreements(case, said, true):
                    print(message)
                    wrong += 1
            seconds = perf_counter() - began
            print(
                f"{total} expressions, {exact} exactly, {rooted} by argument, {wrong} wrong, {seconds:.0f} s",
                flush=True,
            )
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
