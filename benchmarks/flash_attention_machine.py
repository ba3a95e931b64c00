"""Flash Attention on the machine, as a table: `python benchmarks/flash_attention_machine.py [--s1 N …] [--only TEXT]`.

The kernels of the corpus by assemblers 0.37 and 0.45, both modes, and what `gu`, `proven` and `minimal` make of 0.45
insert-sync, under every kind of schedule: the largest error against attention in fp32, races, and the cycles by the
model of time. `--speed` instead measures one run (S1 = 1024, one block of Q, inorder): processor time beside the start
of the interpreter, and memory.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from ptofix.api.simulating import Ran, SimulateOptions, run_all
from ptofix.commands.many import on_each
from ptofix.rewriting.pipeline import Settings, run_pipeline
from ptofix.rewriting.pipeline_text import parse_pipeline
from ptofix.testing.corpus import CPP
from ptofix.text.diagnostics import PtofixError
from ptofix.text.source import read_source

SCHEDULES = ("inorder", "eager", "lazy", "random:1", "adversarial")
PASSES = {
    "gu": "remove-barriers",
    "proven": "drop-redundant-barriers{evidence=extrapolated}",
    "minimal": "minimal-barriers",
}
Job = tuple[str, Path, int]


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--s1", type=int, nargs="+", default=[1024, 2048, 4096, 8192])
    arguments.add_argument("--only", default="", help="kernels whose name has this in it")
    arguments.add_argument("--speed", action="store_true")
    options = arguments.parse_args()
    if options.speed:
        return _speed()
    with TemporaryDirectory() as folder:
        kernels = [(name, path) for name, path in _kernels(Path(folder)) if options.only in name]
        jobs = [(name, path, s1) for name, path in kernels for s1 in options.s1]
        print("| kernel | S1 | cycles | " + " | ".join(SCHEDULES) + " |\n|" + "---|" * (3 + len(SCHEDULES)))
        for row in on_each(_row, jobs, 0):
            print(row, flush=True)
    return 0


def _kernels(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(CPP.glob("fa_*.cpp")):
        if ".v0.60." in path.name:
            continue
        name = path.name.removesuffix(".cpp")
        yield name, path
        if name.endswith("v0.45.insert-sync"):
            for pattern, passes in PASSES.items():
                made = folder / f"{name}.{pattern}.cpp"
                made.write_text(run_pipeline(read_source(str(path)), parse_pipeline(passes), Settings()).source.text)
                yield f"{name}, {pattern}", made


def _row(job: Job) -> str:
    name, path, s1 = job
    q_rows = 1024 if "q1024" in name else 128
    cells, cycles = [], ""
    for schedule in SCHEDULES:
        first = schedule == SCHEDULES[0]
        options = SimulateOptions(
            read_source(str(path)), against="attention", s1=s1, q_rows=q_rows, schedule=schedule, time=first
        )
        try:
            [ran] = run_all(options)
        except PtofixError:  # it loads more tiles ahead than 1024 rows of K have
            return f"| {name} | {s1} | | " + " | ".join("out of K" for _ in SCHEDULES) + " |"
        cells.append(_cell(ran))
        if ran.time is not None:
            cycles = "none" if ran.time.stuck else str(ran.time.cycles)
    return f"| {name} | {s1} | {cycles} | " + " | ".join(cells) + " |"


def _cell(ran: Ran) -> str:
    """The largest error, and what else there is to say."""
    if ran.outcome.blocked or ran.outcome.faults:
        return "does not end" if ran.outcome.blocked else "left over"
    worst, races = max(ran.errors.values()), len(ran.outcome.races)
    return f"{worst:.1e}" + (f", {races} races" if races else "")


def _speed() -> int:
    """Of one run in a process of its own."""
    kernel = str(CPP / "fa_q128_s256_p4.v0.45.insert-sync.cpp")
    ptofix = [sys.executable, "-m", "ptofix"]
    used = [0.0]
    for command in (["--version"], ["simulate", kernel, "--s1", "1024", "--q-rows", "128", "--against", "attention"]):
        subprocess.run([*ptofix, *command], check=True, capture_output=True)
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        used.append(children.ru_utime + children.ru_stime)
    start, run = used[1], used[2] - used[1]
    print(
        f"{run - start:.1f} s of processor time beside the start ({start:.1f} s), {children.ru_maxrss / 1024:.0f} MiB"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
