"""The machine judges the checker: `python benchmarks/machine.py [--every N]`.

Deletes every barrier and flag of the small kernels, one at a time, runs what is left on `ptofix.machine`, and compares
what it shows with what `verify` says. A race or a deadlock without a refutation is a disagreement, and exit code 1.
The other way round is counted: a refutation may be about a path that the arguments do not take.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter

from ptofix.arch.grade import Grade
from ptofix.machine.run import Outcome, Schedule
from ptofix.machine.tests.kernels import SYNCHRONISED, ran
from ptofix.proof.check import check
from ptofix.proof.verdict import Refuted
from ptofix.text.source import SourceFile, read_source

SYNCHRONISATION = ("pipe_barrier(PIPE_", "set_flag", "wait_flag")


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--every", type=int, default=1, help="only each N-th statement")
    options = arguments.parse_args()
    totals: Counter[str] = Counter()
    for path in SYNCHRONISED:
        source = read_source(str(path))
        lines = source.text.splitlines(keepends=True)
        for schedule, model in ((Schedule("lazy"), "default"), (Schedule("lazy", distance=False), "strict")):
            known = pairs(ran(path, source.text, schedule)[0])
            found = [n for n, line in enumerate(lines) if line.lstrip().startswith(SYNCHRONISATION)]
            for number in found[:: options.every]:
                text = "".join([*lines[:number], "\n", *lines[number + 1 :]])
                outcome, _ = ran(path, text, schedule)
                shown = bool(pairs(outcome) - known or outcome.blocked)
                verdict = check(source, SourceFile(source.name, text), model, evidence=Grade.EXTRAPOLATED)
                refuted = isinstance(verdict, Refuted)
                totals[{(True, True): "both", (True, False): "the machine alone", (False, True): "verify alone"}.get(
                    (shown, refuted), "neither"
                )] += 1  # fmt: skip
                if shown and not refuted:
                    print(f"{path.name}:{number + 1}: {model}: the machine shows {outcome.races or outcome.blocked}")
    print(", ".join(f"{what}: {count}" for what, count in totals.most_common()))
    return int(totals["the machine alone"] > 0)


def pairs(outcome: Outcome) -> set[tuple[str, int, int]]:
    return {(race.kind, race.earlier.line, race.later.line) for race in outcome.races}


if __name__ == "__main__":
    sys.exit(main())
