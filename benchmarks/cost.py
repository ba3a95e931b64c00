"""Time and memory of `ptofix cost` at S1 = 131072, beside the interpreter's start: `python benchmarks/cost.py`."""

from __future__ import annotations

import os
import sys
import time

from ptofix.testing.corpus import CPP

KERNEL = str(CPP / "fa_q1024_s256_p3.v0.45.insert-sync.cpp")
SIZE = ["-m", "ptofix", "cost", KERNEL, "--s1", "131072", "-o", "/dev/null"]
RUNS = {
    "bare interpreter": ["-c", "pass"],
    "cost --pattern none": [*SIZE, "--pattern", "none"],
    "cost": SIZE,
}


def main() -> None:
    print("| command | elapsed | processor | peak memory |\n|---|---|---|---|")
    for name, arguments in RUNS.items():
        before = time.perf_counter()
        process = os.posix_spawn(sys.executable, [sys.executable, *arguments], os.environ)
        _, _, usage = os.wait4(process, 0)
        elapsed = time.perf_counter() - before
        processor = usage.ru_utime + usage.ru_stime
        print(f"| {name} | {elapsed:.2f} s | {processor:.2f} s | {usage.ru_maxrss / 1024:.0f} MiB |")


if __name__ == "__main__":
    main()
