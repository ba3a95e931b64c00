"""Whole-process time, side by side: `python benchmarks/speed.py [--regex-script PATH] [--rounds N] [FILE]`.

Compares a bare interpreter start, ptofix with a cold and a warm cache, its checker, ten kernels in one file against
one, and, where they are there, the public regex script (its path is given: it is not ours to ship) and
`clang++ -fsyntax-only`. Every command runs in turn, so that other load on the machine falls on all of them; the least
and the median of all rounds are printed.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from ptofix.testing.corpus import FLASH_ATTENTION

LARGEST = FLASH_ATTENTION / "golden" / "fa_q1024_s512_p3_k1.v0.60.insert-sync.cpp"
ROUNDS = 15

# The installed script, as a build calls it; the interpreter's own directory has it.
PTOFIX = str(Path(sys.executable).with_name("ptofix"))


def commands(file: str, regex_script: str | None, scratch: str) -> dict[str, list[str]]:
    ten = os.path.join(scratch, "ten.cpp")
    Path(ten).write_text(ten_kernels(Path(file).read_text()))
    one_after, ten_after = os.path.join(scratch, "one.after.cpp"), os.path.join(scratch, "ten.after.cpp")
    for source, after in ((file, one_after), (ten, ten_after)):
        subprocess.run([PTOFIX, "run", "--pattern", "proven", source, "-o", after], check=True, capture_output=True)
    gu, proven = ([PTOFIX, "run", "--pattern", pattern] for pattern in ("gu", "proven"))
    found = {
        "bare interpreter": [sys.executable, "-c", "pass"],
        "ptofix run --pattern gu": [*gu, file],
        "ptofix run --pattern gu, cold cache": [*gu, file],
        "ptofix run --pattern gu --no-verify": [*gu, "--no-verify", file],
        "ptofix run --pattern proven": [*proven, file],
        "ptofix run --pattern proven --certificate": [*proven, "--certificate", os.path.join(scratch, "proof"), file],
        "ptofix run --pattern minimal": [PTOFIX, "run", "--pattern", "minimal", file],
        "ptofix check": [PTOFIX, "check", file],
        "ptofix check --html": [PTOFIX, "check", file, "--html", os.path.join(scratch, "page.html")],
        "ptofix verify (what proven made)": [PTOFIX, "verify", file, one_after],
        "ten in one: ptofix run --pattern proven": [*proven, ten],
        "ten in one: ptofix verify": [PTOFIX, "verify", ten, ten_after],
    }
    if regex_script:
        copy = os.path.join(scratch, "copy.cpp")
        shutil.copy(file, copy)
        found["public regex script"] = [sys.executable, regex_script, copy]
    clang = shutil.which("clang++")
    if clang:
        found["clang++ -fsyntax-only"] = [clang, "-fsyntax-only", "-w", file]
    return found


def ten_kernels(text: str) -> str:
    """The functions of a file ten times, each time with other names, after one copy of what comes before."""
    start = text.index("AICORE void fa_cube")
    names = r"\b(fa_cube|fa_vector|fa)\b"
    return text[:start] + "".join(re.sub(names, rf"\1_{number}", text[start:]) for number in range(10))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--regex-script")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("file", nargs="?", default=str(LARGEST), help="a Flash Attention kernel")
    options = parser.parse_args()
    times: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        todo = commands(options.file, options.regex_script, scratch)
        for turn in range(options.rounds + 1):
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
    print(f"{'command':45}{'least':>10}{'median':>10}   on {Path(options.file).name}")
    for name, seconds in times.items():
        print(f"{name:45}{min(seconds) * 1000:8.0f}ms{statistics.median(seconds) * 1000:8.0f}ms")


if __name__ == "__main__":
    main()
