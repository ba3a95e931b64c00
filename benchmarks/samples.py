"""Kernels of models and tests by others, run and timed: `python benchmarks/samples.py FOLDER [--only NAME] [--list]`.

`simulate`: the vector-only ones on the machine, with arrays that are made larger and numbers that are tried until the
kernel runs. `cost`: the largest 200, with a value for every integer that is asked for. `fix`: all, by every way of it,
each result proved. Prints how many there are of each outcome, with `--list` the files of each. Exit code 1 for what is
no outcome but a fault.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from ptofix.api.chosen_passes import SYNC
from ptofix.cpp.parser import parse
from ptofix.isa.architecture import A2A3
from ptofix.machine.arguments import described
from ptofix.machine.kernel import Kernel, kernel_of
from ptofix.machine.run import Schedule, launch
from ptofix.machine.timing.estimate import Integers, estimate
from ptofix.machine.timing.latency import latencies
from ptofix.order.model import model_named
from ptofix.program.integers import type_named
from ptofix.rewriting.pipeline import Settings, run_pipeline
from ptofix.rewriting.pipeline_text import parse_pipeline
from ptofix.text.diagnostics import PtofixError
from ptofix.text.source import read_source

NUMBERS = (1, 16, 32, 2, 128, 4)
"""What integer parameters are, one after the other."""
FIRST_SIZE, LAST_SIZE = 1 << 18, 1 << 26
LARGEST = 200
_NUMBER = re.compile(r"\bv?\d+\b|`\w+`|^\S+\.cpp: ")


def simulated(path: str) -> str:
    """How a run ends: with races and deadlocks or without, it has run."""
    kernel, why = kernel_of(parse(read_source(path))), ""
    for number in NUMBERS:
        sizes: dict[str, int] = {}
        for _ in range(12):
            try:
                _launched(kernel, sizes, number)
            except PtofixError as problem:
                why = problem.diagnostics[0].message
                short = re.search(r"the shape of \[(\w+)\]", why)
                if short is None or sizes.get(short[1], FIRST_SIZE) >= LAST_SIZE:
                    break
                sizes[short[1]] = 8 * sizes.get(short[1], FIRST_SIZE)
            else:
                return "runs"
    return why


def _launched(kernel: Kernel, sizes: Mapping[str, int], number: int) -> None:
    tables = []
    for parameter in kernel.head.parameters:
        name, floating = str(parameter.name), type_named(parameter.type.name) is None
        if "*" in parameter.type.after:
            fill = "normal" if floating else "zero"  # of indices that is a valid one
            tables.append(f'[{name}]\nshape = [{sizes.get(name, FIRST_SIZE)}]\nfill = "{fill}"\n')
        else:
            value = 0.5 if floating else min(number, 1) if parameter.type.name == "bool" else number
            tables.append(f"[{name}]\nvalue = {value}\n")
    with TemporaryDirectory() as folder:
        description = Path(folder) / "arguments.toml"
        description.write_text("".join(tables))
        arguments, _ = described(kernel, str(description), {}, 0)
    launch(kernel, arguments, 1, A2A3, Schedule("inorder"))


def timed(path: str) -> str:
    """Whether there is a time; of a file with several kernels for the first one."""
    tree = parse(read_source(path))
    try:
        kernel = kernel_of(tree)
    except PtofixError as problem:
        kernel = kernel_of(tree, str(problem.diagnostics[0].help).rpartition(": ")[2].partition(",")[0])
    integers = [None if "*" in p.type.after or not type_named(p.type.name) else 64 for p in kernel.head.parameters]
    variables: dict[str, int] = {}
    while True:
        try:
            made = estimate(kernel, Integers(tuple(integers), variables), 1, latencies())
        except PtofixError as problem:
            asked = re.findall(r"--set (\w+)=N", problem.diagnostics[0].help)
            if not asked:
                return problem.diagnostics[0].message
            variables |= dict.fromkeys(asked, 1)
        else:
            return "waits forever" if made.stuck else "timed"


def fixed(way: str, path: str) -> str:
    """Whether what `fix` made is proved."""
    settings = Settings(model=model_named("strict"), idle_callers=True)
    try:
        result = run_pipeline(read_source(path), parse_pipeline(",".join(SYNC[way])), settings)
    except PtofixError as problem:
        return problem.diagnostics[0].message
    return "proved" if result.source.text != read_source(path).text else "as it was"


def _outcome(what: Callable[[str], str], path: str) -> tuple[str, str]:
    try:
        return path, _NUMBER.sub("…", what(path))
    except PtofixError as problem:
        return path, _NUMBER.sub("…", problem.diagnostics[0].message)
    except Exception as problem:  # a traceback is what this is to find
        return path, f"FAULT: {type(problem).__name__}: {problem}"


def _only_vector(text: str) -> bool:
    return "TileType::Vec" in text and not re.search(r"TileType::(Mat|Left|Right|Acc|Bias|Scaling)|DAV_CUBE", text)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--only", choices=("simulate", "cost", "fix"))
    arguments.add_argument("--list", action="store_true", help="the files of each outcome")
    options = arguments.parse_args()
    texts = {str(path): path.read_text() for path in sorted(options.folder.rglob("*.cpp"))}
    distinct = {re.sub(r"//.*|\s+", "", text): path for path, text in texts.items()}
    largest = sorted(distinct.values(), key=lambda path: -texts[path].count(";"))[:LARGEST]
    work: dict[str, tuple[Callable[[str], str], list[str]]] = {
        "simulate": (simulated, [path for path, text in texts.items() if _only_vector(text)]),
        "cost": (timed, largest),
        **{f"fix --{way}": (partial(fixed, way), list(texts)) for way in SYNC},
    }
    faults = 0
    with ProcessPoolExecutor(2) as pool:
        for name, (what, paths) in work.items():
            if options.only and not name.startswith(options.only):
                continue
            found: dict[str, list[str]] = {}
            for path, outcome in pool.map(partial(_outcome, what), paths, chunksize=4):
                found.setdefault(outcome, []).append(path)
            print(f"{name}: {len(paths)} files")
            for outcome, files in sorted(found.items(), key=lambda one: -len(one[1])):
                print(f"  {len(files)} {outcome}")
                faults += len(files) if outcome.startswith("FAULT") else 0
                if options.list:
                    print("".join(f"    {file}\n" for file in files), end="")
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main())
