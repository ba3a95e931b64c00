"""Processor time of whole processes, checkouts side by side: `python benchmarks/start.py [--rounds N] CHECKOUT…`.

Every command runs in all checkouts in turn, so that other load on the machine falls on all of them; the least and the
median of all rounds are printed. The modules of each are compiled before, and a first round fills the caches.
"""

from __future__ import annotations

import argparse
import compileall
import os
import resource
import statistics
import subprocess
import sys
from pathlib import Path

KERNEL = "kernels/corpus/cpp/fa_q128_s256_p4.v0.60.insert-sync.cpp"
SMALL = 20_000
PTOFIX = [sys.executable, "-m", "ptofix"]


def commands(checkout: Path) -> dict[str, list[str]]:
    small = [path for path in sorted(checkout.glob("kernels/**/*.cpp")) if path.stat().st_size < SMALL]
    names = [str(path.relative_to(checkout)) for path in small]
    return {
        "bare interpreter": [sys.executable, "-c", "pass"],
        "ptofix --help": [*PTOFIX, "--help"],
        "ptofix run --pattern gu": [*PTOFIX, "run", "--pattern", "gu", KERNEL],
        "ptofix run --pattern gu --no-verify": [*PTOFIX, "run", "--pattern", "gu", "--no-verify", KERNEL],
        f"ptofix check, {len(names)} small files": [*PTOFIX, "check", "--jobs", "1", *names],
    }


def processor_time(command: list[str], checkout: Path) -> float:
    """Seconds in user code."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    environment = {**os.environ, "PYTHONPATH": str(checkout)}
    subprocess.run(command, cwd=checkout, env=environment, capture_output=True, check=False)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("checkouts", nargs="*", type=Path, default=[Path(__file__).parent.parent])
    options = parser.parse_args()
    checkouts = [path.resolve() for path in options.checkouts]
    for checkout in checkouts:
        for package in ("ptofix", "passes"):
            compileall.compile_dir(checkout / package, quiet=1)
    print(f"{'command':40}{'checkout':30}{'least':>10}{'median':>10}")
    for name, command in commands(checkouts[0]).items():
        rounds = [[processor_time(command, checkout) for checkout in checkouts] for _ in range(options.rounds + 1)]
        for checkout, seconds in zip(checkouts, zip(*rounds[1:])):
            figures = [f"{value * 1000:8.0f}ms" for value in (min(seconds), statistics.median(seconds))]
            print(f"{name:40}{checkout!s:30}{''.join(figures)}", flush=True)


if __name__ == "__main__":
    main()
