"""Whole-process time, side by side: `python benchmarks/speed.py [--regex-script PATH] [FILE]`.

Compares a bare interpreter start, ptofix with a cold and a warm cache, and, where they are there, the public regex
script (its path is given: it is not ours to ship) and `clang++ -fsyntax-only`. Every command runs in turn, so that
other load on the machine falls on all of them; the least and the median of all rounds are printed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LARGEST = Path(__file__).parent.parent / "kernels" / "cpp" / "fa_q1024_s512_p3.v0.37dev.insert-sync.cpp"
ROUNDS = 15


def commands(file: str, regex_script: str | None, scratch: str) -> dict[str, list[str]]:
    ptofix = [sys.executable, "-m", "ptofix.commands.cli"]
    found = {
        "bare interpreter": [sys.executable, "-c", "pass"],
        "ptofix run --pattern gu": [*ptofix, "run", "--pattern", "gu", file],
        "ptofix run --pattern gu, cold cache": [*ptofix, "run", "--pattern", "gu", file],
        "ptofix run --pattern proven": [*ptofix, "run", "--pattern", "proven", file],
        "ptofix run --pattern minimal": [*ptofix, "run", "--pattern", "minimal", file],
        "ptofix check": [*ptofix, "check", file],
    }
    if regex_script:
        copy = os.path.join(scratch, "copy.cpp")
        shutil.copy(file, copy)
        found["public regex script"] = [sys.executable, regex_script, copy]
    clang = shutil.which("clang++")
    if clang:
        found["clang++ -fsyntax-only"] = [clang, "-fsyntax-only", "-w", file]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--regex-script")
    parser.add_argument("file", nargs="?", default=str(LARGEST))
    options = parser.parse_args()
    times: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        todo = commands(options.file, options.regex_script, scratch)
        for turn in range(ROUNDS + 1):
            for name, command in todo.items():
                environment = dict(os.environ)
                if "cold" in name:
                    environment["XDG_CACHE_HOME"] = tempfile.mkdtemp(dir=scratch)
                start = time.perf_counter()
                subprocess.run(
                    command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment, check=False
                )
                if turn:  # the first turn fills caches
                    times.setdefault(name, []).append(time.perf_counter() - start)
    print(f"{'command':40}{'least':>10}{'median':>10}   on {Path(options.file).name}")
    for name, seconds in times.items():
        print(f"{name:40}{min(seconds) * 1000:8.0f}ms{statistics.median(seconds) * 1000:8.0f}ms")


if __name__ == "__main__":
    main()
