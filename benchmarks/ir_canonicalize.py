"""Time of one whole process that canonicalises the largest Flash Attention IR: import, parse, print.

    python benchmarks/ir_canonicalize.py [--runs N]

Prints the median and the slowest of N runs in seconds. The target is one second.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time

from ptofix.testing.corpus import IR

KERNEL = IR / "generic" / "fa_q128_s256_p4.mlir"
PROGRAM = """
import sys
from ptofix.mlir.canonicalize import canonicalize
from ptofix.mlir.targets import newest_target
from ptofix.text.source import read_source
sys.stdout.write(canonicalize(read_source(sys.argv[1]), newest_target()).text)
"""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--runs", type=int, default=5)
    runs = options.parse_args().runs
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", PROGRAM, str(KERNEL)], check=True, stdout=subprocess.DEVNULL)
        seconds.append(time.perf_counter() - start)
    lines = len(KERNEL.read_text(encoding="utf-8").splitlines())
    print(f"{KERNEL.name}, {lines} lines: median {statistics.median(seconds):.2f} s, slowest {max(seconds):.2f} s")


if __name__ == "__main__":
    main()
