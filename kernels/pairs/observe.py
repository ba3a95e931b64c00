"""Where do assemblers leave two vector ops without a barrier? An experiment, with every condition kept and broken.

    python kernels/pairs/observe.py 0.45=PATH/ptoas 0.60=PATH/ptoas

writes a kernel for every case, runs it through each assembler, and puts down what came out in outcomes.toml, where what
is there of other assemblers stays. README.md says how the cases are made; entries.py makes evidence of what came out.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from xdsl.dialects.builtin import ModuleOp

from outcomes import LEFT, ORDERED, OUTCOMES, Observed, outcomes_text, pairs_of, read_outcomes
from pair_kernels import Case, DoesNotFit, cases, write_alone, write_case
from ptofix.mlir.builder import finish, new_kernel
from ptofix.mlir.targets import fit, target
from ptofix.mlir.writer import print_module
from ptofix.testing.assemblers import FLAGS, Assembler, assembler
from ptofix.text.diagnostics import PtofixError
from vector_ops import Form, forms

PLACED = "--pto-level=level3"
"""The tiles say where they are."""
BATCH = 400
"""Kernels in one text."""

_Question = TypeVar("_Question", Form, Case)
_PLACE = re.compile(r":(\d+):\d+\)?:? error: ")
_FUNCTION = re.compile(r"AICORE void (\w+)\(")
_KERNEL = re.compile(r"func\.func @(\w+)\(")
_CALL = re.compile(r"\s*(T[A-Z0-9_]+)\(")
_BARRIER = re.compile(r"\s*pipe_barrier\(PIPE_(V|ALL)\);")
_NO_WORK = {"TLOAD", "TSTORE", "TASSIGN", "TRESHAPE"}


def main() -> None:
    parser = argparse.ArgumentParser(description="Run the experiment anew.")
    parser.add_argument("assemblers", metavar="VERSION=PATH", nargs="+", type=assembler)
    parser.add_argument("--only", metavar="OP", nargs="+", help="pairs of these ops alone, to standard output")
    args = parser.parse_args()
    found = pairs_of(observed for one in args.assemblers for observed in observe(one, args.only))
    if args.only:
        sys.stdout.write(outcomes_text(found))
    else:
        asked = {one.version for one in args.assemblers}
        others = [pair for pair in read_outcomes() if pair.version not in asked]
        OUTCOMES.write_text(outcomes_text(sorted([*others, *found], key=lambda pair: pair.version)), encoding="utf-8")


def observe(with_: Assembler, only: Sequence[str] | None) -> Iterator[Observed]:
    """What the assembler makes of every case of the ops that it takes."""
    asked = [form for form in forms() if not only or form.op in only]
    taken = [form for form, _ in _answers(with_, asked, write_alone)]
    pairs = list(cases(taken))
    print(f"{with_.version}: {len(taken)} of {len(asked)} forms, {len(pairs)} cases", file=sys.stderr)
    for case, lines in _answers(with_, pairs, write_case):
        ordered = has_barrier(case, lines)
        if ordered is None:
            print(f"{with_.version}: not as expected: {case}", file=sys.stderr)
        else:
            names = case.earlier.cpp_name, case.later.cpp_name
            yield Observed(with_.version, *names, case.meeting, ORDERED if ordered else LEFT)


def has_barrier(case: Case, lines: list[str]) -> bool | None:
    """Whether a barrier stands on the way from the earlier op to the later one; None if the text is another one."""
    work = [(match[1], number) for number, line in enumerate(lines) if (match := _CALL.match(line))]
    names, places = zip(*((name, number) for name, number in work if name not in _NO_WORK))
    first, last = case.earlier.cpp_name, case.later.cpp_name
    expected = {
        "carried": (last, first),
        "between": (first, "TADD", last),
        "two-rounds": (first, last, first, last),
    }
    if names != expected.get(case.meeting, (first, last)):
        return None
    if case.meeting == "carried":
        start = next((n for n in range(places[0], 0, -1) if lines[n].startswith("  for (")), None)
        end = next((n for n in range(places[1], len(lines)) if lines[n].startswith("  }")), None)
        return (
            None if start is None or end is None else _barrier_in([*lines[start : places[0]], *lines[places[1] : end]])
        )
    if case.meeting == "two-rounds":
        return _barrier_in(lines[places[0] : places[1]]) or _barrier_in(lines[places[2] : places[3]])
    return _barrier_in(lines[places[0] : places[-1]])


def _barrier_in(lines: list[str]) -> bool:
    return any(map(_BARRIER.match, lines))


def _answers(
    with_: Assembler, questions: Sequence[_Question], write: Callable[[ModuleOp, str, _Question], None]
) -> Iterator[tuple[_Question, list[str]]]:
    """Each kernel that the assembler takes, and the lines of its C++."""
    for start in range(0, len(questions), BATCH):
        batch = dict(enumerate(questions[start : start + BATCH]))
        text = _text(with_, batch, write)
        for number, lines in _assembled(with_, text).items():
            yield batch[number], lines


def _text(
    with_: Assembler, batch: dict[int, _Question], write: Callable[[ModuleOp, str, _Question], None]
) -> list[str]:
    """The kernels as lines; what the version has no words for is not among them."""
    to = target(with_.version)
    try:
        kernel = new_kernel()
        for number, question in batch.items():
            try:
                write(kernel, f"k{number}", question)
            except DoesNotFit:
                unfinished = kernel.body.block.last_op
                assert unfinished is not None
                kernel.body.block.detach_op(unfinished)
        module = finish(kernel)
        fit(module, to)
    except PtofixError:
        if len(batch) == 1:
            return []
        halves = sorted(batch)[: len(batch) // 2], sorted(batch)[len(batch) // 2 :]
        return [line for half in halves for line in _text(with_, {number: batch[number] for number in half}, write)]
    return print_module(module, to).splitlines()[1:-1]


def _assembled(with_: Assembler, lines: list[str]) -> dict[int, list[str]]:
    """The C++ of each kernel, by its number, without those that the assembler refuses."""
    with tempfile.TemporaryDirectory() as folder:
        ir, cpp = Path(folder, "pairs.pto"), Path(folder, "pairs.cpp")
        while lines:
            ir.write_text("\n".join(["module {", *lines, "}"]) + "\n")
            done = subprocess.run([with_.path, *FLAGS, PLACED, str(ir), "-o", str(cpp)], capture_output=True, text=True)
            if done.returncode == 0:
                return _functions(cpp.read_text())
            lines = _without(lines, {int(place) - 2 for place in _PLACE.findall(done.stderr)}, done.stderr)
    return {}


def _without(lines: list[str], refused: set[int], said: str) -> list[str]:
    """The lines without the functions in which something was refused."""
    if not refused:
        raise RuntimeError(said)
    starts = [number for number, line in enumerate(lines) if _KERNEL.search(line)]
    kept = []
    for start, end in zip(starts, [*starts[1:], len(lines)]):
        if not any(start <= place < end for place in refused):
            kept += lines[start:end]
    if len(kept) == len(lines):
        raise RuntimeError(said)
    return kept


def _functions(cpp: str) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    lines: list[str] = []
    for line in cpp.splitlines():
        if match := _FUNCTION.search(line):
            lines = found.setdefault(int(match[1][1:]), []) if re.fullmatch(r"k\d+", match[1]) else []
        lines.append(line)
    return found


if __name__ == "__main__":
    main()
