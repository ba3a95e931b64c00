"""`ptofix check` of a whole model: copies of the corpus, first run, second run from the cache, and peak memory.

python benchmarks/tree.py [--files 1200] [--jobs N]
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

CORPUS = Path(__file__).resolve().parent.parent / "kernels" / "corpus" / "cpp"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--files", type=int, default=1200)
    asked.add_argument("--jobs", default="0")
    asked.add_argument("--long", action="store_true", help="with the long Flash Attention kernels")
    options = asked.parse_args()
    kernels = [path for path in sorted(CORPUS.glob("*.cpp")) if options.long or not path.name.startswith("fa_")]
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder, "tree")
        for number, kernel in enumerate(islice(cycle(kernels), options.files)):
            path = tree / f"{number // 50}" / f"{number}.{kernel.name}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(kernel.read_bytes())
        command = [sys.executable, "-m", "ptofix.commands.cli", "check", str(tree), "--jobs", options.jobs]
        print(f"{options.files} files, {sum(p.stat().st_size for p in tree.rglob('*.cpp')) / 1e6:.1f} MB")
        for title, more in (("first run", []), ("fills the cache", ["kept"]), ("from the cache", ["kept"])):
            cache = ["--cache", str(Path(folder, *more))] if more else []
            start = time.perf_counter()
            subprocess.run([*command, *cache], stdout=subprocess.DEVNULL, check=False)
            seconds = time.perf_counter() - start
            memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            print(f"{title:<16}{seconds:6.2f} s, at most {memory:.0f} MB in a process so far")


if __name__ == "__main__":
    main()
