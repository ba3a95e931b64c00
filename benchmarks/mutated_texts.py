"""Mutated texts by the hundred thousand: `python benchmarks/mutated_texts.py [--count N] [--first SEED] [--show SEED]`.

Each text is rewritten by `gu`, `proven` and `minimal`, and verified against the text that it was made from. Counted is
what each command answered; every fault is listed as a class, with how often it came and the first seeds. `--show SEED`
prints one text with its outcome. Exit code 1 if there is a fault.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from multiprocessing import Pool

from ptofix.testing.text_judged import PASSES, TextOutcome, judge_text
from ptofix.testing.text_mutation import mutated_text

_SECONDS = 20  # of processor time, for one command on one text
_CHUNK = 25


def judged(seed: int) -> tuple[int, TextOutcome, float]:
    """Seed, outcome and seconds of processor time."""
    started = time.process_time()
    outcome = judge_text(mutated_text(seed), _SECONDS)
    return seed, outcome, time.process_time() - started


def show(seed: int) -> None:
    mutated = mutated_text(seed)
    sys.stdout.buffer.write(mutated.after.encode("utf-8", "surrogateescape"))
    outcome = judge_text(mutated)
    print(f"// seed {seed}: {mutated.base}, {', '.join(mutated.changes)}", file=sys.stderr)
    for line in (*(f"{command}: {answer}" for command, answer in outcome.answers.items()), *outcome.faults):
        print(f"// {line}", file=sys.stderr)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--count", type=int, default=100_000)
    arguments.add_argument("--first", type=int, default=0)
    arguments.add_argument("--processes", type=int, default=2)
    arguments.add_argument("--show", type=int)
    options = arguments.parse_args()
    # No cache: what odd texts leave in it is of no use to anyone, and grows.
    os.environ["XDG_CACHE_HOME"] = os.devnull
    if options.show is not None:
        show(options.show)
        return 0
    answers: dict[str, Counter[str]] = {command: Counter() for command in (*(f"run {p}" for p in PASSES), "verify")}
    faults: dict[str, list[int]] = {}
    slowest, total, started = (0.0, 0), 0.0, time.perf_counter()
    # New workers from time to time: what a process remembers of odd texts grows, too.
    with Pool(options.processes, maxtasksperchild=40) as pool:
        seeds = range(options.first, options.first + options.count)
        for seed, outcome, seconds in pool.imap(judged, seeds, _CHUNK):
            for command, answer in outcome.answers.items():
                answers[command][answer] += 1
            for fault in outcome.faults:
                faults.setdefault(fault, []).append(seed)
            slowest, total = max(slowest, (seconds, seed)), total + seconds
    for command, counter in answers.items():
        print(f"{command:12}", ", ".join(f"{answer} {number}" for answer, number in sorted(counter.items())))
    print(f"{options.count} texts in {time.perf_counter() - started:.0f} s, {total / options.count * 1000:.1f} ms each")
    print(f"slowest: {slowest[0]:.1f} s, seed {slowest[1]}")
    print(f"faults: {sum(map(len, faults.values()))}")
    for fault, of_fault in sorted(faults.items(), key=lambda item: -len(item[1])):
        print(f"{len(of_fault):6} {fault}: seeds {', '.join(map(str, of_fault[:5]))}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
