#!/usr/bin/env python3
"""Run Flash Attention on an NPU: compare it with a reference on the host, and measure it.

Without an NPU: --plan lists the cases and what each is built with, --host runs the reference itself and compares it
with the definition in fp64, --from reads earlier results (for --plot, --tsv).
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

import device
from cases import CASES, REFERENCE_CORES, Case, blocks_of, environment, plan_of, used_part
from metrics import Errors, errors
from plan import HEAD, Plan
from ptofix.text.diagnostics import PtofixError
from ptofix.text.writing import OutputFile, write_all
from reference import Array, attention, inputs, plain_attention, spread_rows
from results import CONVENTION, Row, from_json, line, plot, to_json, to_tsv

LIBRARY = str(Path(__file__).parent / "build" / "fa_q{q_rows}_s{s1_tile}_p{qk_preload}_k{kv_split}.so")
EXIT_CODES = "exit codes: 0 fine, 1 a result is wrong, 2 something could not be run"
PLAIN_ROWS = 64  # rows that --host compares with the definition, whose scores it holds all at once


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line. Returns the exit code."""
    options = _parser().parse_args(arguments)
    try:
        return _run(options)
    except (ValueError, PtofixError) as problem:
        print(f"run.py: error: {problem}", file=sys.stderr)
    except ImportError as problem:
        print(f"run.py: error: --plot needs matplotlib (`pip install 'ptofix[plot]'`): {problem}", file=sys.stderr)
    except OSError as problem:
        print(f"{problem.filename or 'run.py'}: error: {problem.strerror or problem}", file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="run.py", description=__doc__, epilog=EXIT_CODES, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--case", default="all", metavar="NAME[,NAME…]", help="case1 to case8 (default: all)")
    parser.add_argument(
        "--cores",
        type=_positive,
        default=REFERENCE_CORES,
        help=f"cube cores of the device, which decide about the split (default: {REFERENCE_CORES})",
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--plan", action="store_true", help="list the cases and what each is built with")
    what.add_argument("--host", action="store_true", help="run the reference only, against the definition in fp64")
    what.add_argument("--from", dest="earlier", metavar="FILE", help="read the results of an earlier run's --json")
    parser.add_argument(
        "--library",
        default=LIBRARY,
        metavar="PATH",
        help="library of a case, with {q_rows}, {s1_tile}, {qk_preload}, {kv_split} (default: in build, beside this)",
    )
    parser.add_argument("--device", type=int, default=0, help="number of the NPU (default: 0)")
    parser.add_argument("--warmup", type=_positive, default=10, help="launches before those measured (default: 10)")
    parser.add_argument("--iterations", type=_positive, default=100, help="launches that are measured (default: 100)")
    parser.add_argument(
        "--check-rows", type=int, default=1024, help="rows that are compared, spread evenly; 0: all (default: 1024)"
    )
    parser.add_argument("--seed", type=int, default=0, help="of the inputs (default: 0)")
    parser.add_argument("--tsv", metavar="FILE", help="write the results as a table")
    parser.add_argument("--json", metavar="FILE", help="write the results as JSON")
    parser.add_argument("--plot", metavar="FILE", help="draw TFLOP/s and latency (.png, .svg, .pdf)")
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} is not positive")
    return number


def _run(options: argparse.Namespace) -> int:
    if options.check_rows < 0:
        raise ValueError("--check-rows is a number of rows, or 0")
    if options.earlier:
        rows = from_json(Path(options.earlier).read_text(encoding="utf-8"))
        for row in rows:
            print(line(row))
        return _write(options, rows)
    cases = _cases(options.case)
    if options.plan:
        for case in cases:
            print(_plan_line(case, plan_of(case, options.cores), options.cores))
        return 0
    lacks = [] if options.host else device.missing()
    if lacks:
        print(_cannot_launch(lacks), file=sys.stderr)
        return 2
    print(CONVENTION)
    rows = []
    measure: Callable[[Case, Plan, argparse.Namespace], Row] = _on_host if options.host else _on_device
    for case in cases:
        rows.append(measure(case, plan_of(case, options.cores), options))
        print(line(rows[-1]), flush=True)
    return _write(options, rows)


def _cases(text: str) -> list[Case]:
    names = [name for name in text.split(",") if name]
    known = {case.name: case for case in CASES}
    for name in names:
        if name != "all" and name not in known:
            raise ValueError(f"there is no case `{name}`; cases are: {', '.join(known)}, all")
    if not names:
        raise ValueError("no case is named")
    return [case for case in CASES if "all" in names or case.name in names]


def _plan_line(case: Case, plan: Plan, cores: int) -> str:
    used = f"{blocks_of(plan, cores)} core groups, {used_part(plan.items, cores):.1%} of {cores} cores used"
    return f"{case.name}: S0={case.s0} S1={case.s1} {environment(plan)}: {used}, {case.flops():.3g} flop"


def _cannot_launch(lacks: list[str]) -> str:
    lines = ["run.py: error: nothing was launched. This machine lacks:", *(f"  {what}" for what in lacks)]
    to_build = device.missing_to_build()
    if to_build:
        lines += ["and to build the kernel:", *(f"  {what}" for what in to_build)]
    lines += [
        "What works without:",
        "  run.py --plan               the cases, and what each is built with",
        "  run.py --host --case case1  the reference on the host, against the definition in fp64",
        "  run.py --from FILE          results of an earlier run, for --plot and --tsv",
    ]
    return "\n".join(lines)


def _on_device(case: Case, plan: Plan, options: argparse.Namespace) -> Row:
    blocks = blocks_of(plan, options.cores)
    library = Path(_library(options.library, plan))
    if not library.exists():
        return _row(case, plan, blocks, "npu", note=f"{library} is not there; build it with {environment(plan)}")
    q, k, v = inputs(case.s0, case.s1, HEAD, options.seed)
    try:
        out, times = device.launch(library, options.device, blocks, q, k, v, options.warmup, options.iterations)
    except device.LaunchError as problem:
        return _row(case, plan, blocks, "npu", note=str(problem))
    chosen = spread_rows(case.s0, options.check_rows)
    found = errors(out[chosen], attention(q[chosen], k, v))
    return _row(case, plan, blocks, "npu", case.flops(), times, found, len(chosen))


def _on_host(case: Case, plan: Plan, options: argparse.Namespace) -> Row:
    """The reference of the rows that are compared, once; some of them against the definition."""
    q, k, v = inputs(case.s0, case.s1, HEAD, options.seed)
    chosen = q[spread_rows(case.s0, options.check_rows)]
    started = time.perf_counter()
    out = attention(chosen, k, v)
    times = np.array([(time.perf_counter() - started) * 1e6])
    some = spread_rows(len(chosen), PLAIN_ROWS)
    found = errors(out[some], plain_attention(chosen[some], k, v))
    note = f"the latency is that of {len(chosen)} rows"
    return _row(case, plan, 0, "host", case.flops(len(chosen)), times, found, len(some), note)


def _library(template: str, plan: Plan) -> str:
    try:
        return template.format(**vars(plan))
    except (KeyError, IndexError, ValueError) as problem:
        raise ValueError(f"--library: {template} has an unknown placeholder: {problem}") from None


def _row(
    case: Case,
    plan: Plan,
    blocks: int,
    where: str,
    flops: int = 0,
    times: Array | None = None,
    found: Errors | None = None,
    checked_rows: int = 0,
    note: str = "",
) -> Row:
    """A row; without times and errors, of a case that failed."""
    head = (case.name, case.s0, case.s1, plan.s1_tile, plan.qk_preload, plan.kv_split, blocks, where)
    if times is None or found is None:
        return Row(*head, status="failed", note=note)
    median = float(np.median(times))
    return Row(
        *head,
        status="wrong" if found.wrong else "ok",
        iterations=len(times),
        median_us=median,
        least_us=float(times.min()),
        tflops=flops / median / 1e6,
        checked_rows=checked_rows,
        wrong=found.wrong,
        not_finite=found.not_finite,
        max_abs=found.max_abs,
        max_rel=found.max_rel,
        rms=found.rms,
        cosine=found.cosine,
        note=note,
    )


def _write(options: argparse.Namespace, rows: list[Row]) -> int:
    """Write what was asked for. Returns the exit code that the rows stand for."""
    texts = ((options.tsv, to_tsv(rows)), (options.json, to_json(rows, options.cores, options.seed)))
    write_all([OutputFile(path, text) for path, text in texts if path])
    if options.plot:
        plot(rows, options.plot)
    states = {row.status for row in rows}
    return 2 if "failed" in states else int("wrong" in states)


if __name__ == "__main__":
    sys.exit(main())
