"""Seconds of `fix` on the Flash Attention kernels of the corpus, by size: `python benchmarks/fix_flash_attention.py`.

Seconds of the processor, with the verdict and without the start of Python, the better of two; the exponent of their
growth between the smallest and the largest kernel. The goal for each is 3 s.
"""

from __future__ import annotations

import math
import sys
import time

from ptofix import rewrite
from ptofix.cpp.parser import parse
from ptofix.testing.corpus import CPP, FLASH_ATTENTION
from ptofix.text.source import read_source

KERNELS = (
    CPP / "fa_q1024_s256_p3.v0.60.insert-sync.cpp",
    CPP / "fa_q128_s256_p4.v0.60.insert-sync.cpp",
    FLASH_ATTENTION / "golden" / "fa_q1024_s512_p3_k1.v0.60.insert-sync.cpp",
)


def seconds(text: str, mode: str) -> float:
    def once() -> float:
        start = time.process_time()
        rewrite(text, sync=mode)
        return time.process_time() - start

    return min(once(), once())


def main(*modes: str) -> None:
    sources = [read_source(str(path)) for path in KERNELS]
    sizes = [len(parse(source).statements) for source in sources]
    print(f"{'statements':12}" + "".join(f"{size:>10}" for size in sizes))
    for mode in modes or ("missing", "narrow", "all"):
        spent = [seconds(source.text, mode) for source in sources]
        growth = math.log(spent[-1] / spent[0]) / math.log(sizes[-1] / sizes[0])
        print(f"--{mode:10}" + "".join(f"{one:>8.2f} s" for one in spent) + f"   exponent {growth:.2f}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
