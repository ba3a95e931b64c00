"""Random kernels against brute force: `python benchmarks/soundness.py [--kernels N] [--seed FIRST] [--seconds S]`.

With --pairs small kernels about the distances of single pairs (ptofix/testing/pair_kernels.py), of which only the model
that assumes them is judged, and every mutant that lacks one needed barrier.

Prints every contradiction as BUG with the seed of its kernel, the share of truly redundant barriers that are found, how
often `minimal-barriers` reaches the fewest, and then the same for the small kernels of the assembler. Redundant is what
brute force calls so: without that one barrier no pair on any path that was run is less ordered. Paths are picked at
random where there are many, so that a barrier may be called redundant that is not: the share is a lower bound.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from random import Random
from unittest.mock import patch

from ptofix.cpp.parser import parse
from ptofix.program.build import program_file
from ptofix.proof import explore
from ptofix.rewriting.pipeline import Settings, run_pipeline
from ptofix.rewriting.pipeline_text import parse_pipeline
from ptofix.testing.corpus import CPP
from ptofix.testing.kernels import kernel_of_seed, shape_of_seed
from ptofix.testing.optimum import barriers, fewest_barriers
from ptofix.testing.pair_kernels import pair_kernel
from ptofix.testing.script import read_scripts
from ptofix.testing.soundness import MODELS, examine, examine_pairs
from ptofix.text.source import read_source


def campaign(first: int, kernels: int, seconds: float, proof_every: int) -> Counter[tuple[str, ...]]:
    """Examine kernel after kernel; keys of the result are those of `Report.counts`, lines left out."""
    total: Counter[tuple[str, ...]] = Counter()
    started = time.monotonic()
    for seed in range(first, first + kernels):
        if time.monotonic() - started > seconds:
            break
        text = kernel_of_seed(seed, shape_of_seed(seed))
        with patch.object(explore, "_MOST_STATES", 10_000):
            report = examine(text, 3 if seed % 4 == 0 else 2, 25, with_proof=seed % proof_every == 0, with_optimum=True)
        total[("kernels",)] += 1
        for key, number in report.counts.items():
            total[key[:2] if key[0] == "incomplete" else key] += number
            if key[0] == "incomplete":
                print(f"not found: seed {seed}, model {key[1]}, {key[2]}")
        for bug in report.bugs:
            total[("BUGS",)] += 1
            print(f"BUG seed {seed}: {bug}", flush=True)
    return total


def campaign_of_pairs(first: int, kernels: int, seconds: float) -> Counter[tuple[str, ...]]:
    """The same of small kernels."""
    total: Counter[tuple[str, ...]] = Counter()
    started = time.monotonic()
    for seed in range(first, first + kernels):
        if time.monotonic() - started > seconds:
            break
        report = examine_pairs(pair_kernel(Random(seed).randrange))
        total[("kernels",)] += 1
        total.update({key: number for key, number in report.counts.items() if key[0] != "incomplete"})
        for bug in report.bugs:
            total[("BUGS",)] += 1
            print(f"BUG seed {seed}: {bug}", flush=True)
    return total


def shares(total: Counter[tuple[str, ...]]) -> None:
    for key, number in sorted(total.items()):
        print(f"{number:8} {', '.join(key)}")
    for model in MODELS:
        found = total["barriers", model, "redundant", "found"]
        all_ = found + total["barriers", model, "redundant", "kept"]
        if not all_:
            continue
        print(f"{model:8} found {found} of {all_} redundant barriers: {100 * found / all_:.1f} %")


def optima() -> None:
    """`minimal-barriers` and the exact minimum, per small kernel and model."""
    print(f"{'barriers: before / minimal / fewest possible':60}" + "".join(f"{model:>14}" for model in MODELS))
    for path in sorted(CPP.glob("*.cpp")):
        if path.name.startswith("fa_"):
            continue
        source = read_source(str(path))
        scripts, programs = read_scripts(source.text), program_file(parse(source)).programs
        cells = []
        for model in MODELS:
            after = run_pipeline(source, parse_pipeline(f"minimal-barriers{{model={model}}}"), Settings()).source
            reached, best = sum(map(barriers, read_scripts(after.text))), fewest_barriers(scripts, programs, model)
            mark = "" if reached == best else " !"
            cells.append(f"{sum(map(barriers, scripts))} / {reached} / {best}{mark}")
        if any(cell != "0 / 0 / 0" for cell in cells):
            print(f"{path.name:60}" + "".join(f"{cell:>14}" for cell in cells))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--kernels", type=int, default=300)
    arguments.add_argument("--seed", type=int, default=0)
    arguments.add_argument("--seconds", type=float, default=1e9)
    arguments.add_argument("--proof-every", type=int, default=4, help="ask the checker about one of N kernels")
    arguments.add_argument("--pairs", action="store_true", help="small kernels about the distances of single pairs")
    options = arguments.parse_args()
    if options.pairs:
        shares(campaign_of_pairs(options.seed, options.kernels, options.seconds))
        return
    shares(campaign(options.seed, options.kernels, options.seconds, options.proof_every))
    optima()


if __name__ == "__main__":
    main()
