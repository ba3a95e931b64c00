"""`python -m ptofix.compat.patch_vec_barriers SRC DST`: the arguments of pto-isa's script of that name.

It removes what ptofix can prove of what the script would have removed, and says what is left of that, and the ptofix
command line that does the same.
"""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Sequence

from msgspec import Struct

from ptofix.api.basis import Basis
from ptofix.api.rewriting import RewriteOptions
from ptofix.commands.cli import reporting_problems
from ptofix.commands.configured import settings_of
from ptofix.commands.run import RunOptions, RunOutcome, run_file
from ptofix.commands.verbs import EXIT_CODES
from ptofix.compat.script import SWITCHED_OFF, patterns_named, selected_lines
from ptofix.config.merged import basis_with
from ptofix.cpp.parser import parse
from ptofix.evidence.grade import GRADES
from ptofix.passes.drop_redundant_barriers import DropRedundantBarriers
from ptofix.passes.remove_barriers import RemoveBarriers
from ptofix.rewriting.job import Pass
from ptofix.rewriting.pipeline_text import print_pipeline
from ptofix.text.diagnostics import error
from ptofix.text.plural import plural
from ptofix.text.source import read_source
from ptofix.text.writing import write_atomically


class Wish(Struct, frozen=True):
    """What the script was asked for: `patterns` by our names, `lines` as they were written.

    `basis` is `evidence` and what the configuration says.
    """

    source: str
    destination: str
    patterns: tuple[str, ...]
    lines: tuple[str, ...]
    evidence: str
    basis: Basis

    @property
    def passes(self) -> tuple[Pass, ...]:
        """Lines first: a pattern leaves nothing on the lines that it takes."""
        by_line: tuple[Pass, ...] = (DropRedundantBarriers(lines=self.lines),) if self.lines else ()
        by_pattern: tuple[Pass, ...] = (RemoveBarriers(self.patterns),) if self.patterns else ()
        return (*by_line, *by_pattern)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line. Returns the exit code."""
    options = _parser().parse_args(arguments)
    return reporting_problems(lambda: _patch(options))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m ptofix.compat.patch_vec_barriers",
        description="Remove the barriers that pto-isa's patch_vec_barriers.py is asked for where ptofix can prove them "
        "redundant, and say what the script would have removed beyond that.",
        epilog=EXIT_CODES,
    )
    parser.add_argument("source", metavar="SRC", help="C++ that the assembler wrote")
    parser.add_argument("destination", metavar="DST", help="where the result goes")
    parser.add_argument(
        "--remove-vec-barriers", default="", metavar="LINE[,LINE…]", help="barriers on these lines, counted from 1"
    )
    parser.add_argument(
        "--remove-vec-barrier-patterns",
        default="",
        metavar="NAME[,NAME…]",
        help=f"barriers of these patterns (default: none); {', '.join(SWITCHED_OFF)}: of no pattern",
    )
    parser.add_argument(
        "--evidence", default="", choices=tuple(GRADES), help="as for `ptofix run`; the script has no such argument"
    )
    return parser


def _patch(options: argparse.Namespace) -> int:
    if options.source == "-":
        raise error("SRC is a file, not standard input", help="`ptofix run` reads standard input")
    lines = tuple(line.strip() for line in options.remove_vec_barriers.split(",") if line.strip())
    patterns = patterns_named(options.remove_vec_barrier_patterns)
    (settings,) = settings_of([options.source], "")
    basis = basis_with(Basis(evidence=options.evidence), settings)
    wish = Wish(options.source, options.destination, patterns, lines, options.evidence, basis)
    outcome = run_file(wish.source, RewriteOptions(wish.passes, basis=wish.basis), RunOptions())
    if outcome.problem:
        print(outcome.problem, file=sys.stderr)
        return 2
    messages = [*outcome.messages, *_comparison(wish, outcome), f"{wish.source}: the same as {_command(wish)}"]
    write_atomically(wish.destination, outcome.text)
    print("\n".join(messages), file=sys.stderr)
    return 0


def _comparison(wish: Wish, outcome: RunOutcome) -> list[str]:
    """What the script removes and ptofix does not, and what could be done about that."""
    selected = set(map(int, wish.lines))
    if wish.patterns:
        selected |= set(selected_lines(parse(read_source(wish.source)), wish.patterns))
    removed = _removed(outcome)
    unproved = sorted(selected - removed)
    said = [f"{wish.source}: removed {plural(len(removed), 'barrier')}, the script would have removed {len(selected)}"]
    if not unproved:
        return said
    said.append(
        f"{wish.source}: not proved, but removed by the script: {len(unproved)} (line {', '.join(map(str, unproved))})"
    )
    proven = RewriteOptions((DropRedundantBarriers(),), basis=wish.basis, verify=False)
    redundant = _removed(run_file(wish.source, proven, RunOptions()))
    others = len(redundant & set(unproved))
    if others:
        command = _shell("ptofix", "run", "--pattern", "proven", *_evidence(wish), wish.source, "-o", wish.destination)
        said.append(
            f"{wish.source}: {command} removes {plural(len(redundant), 'barrier')}, {others} of these among them"
        )
    return said


def _removed(outcome: RunOutcome) -> set[int]:
    return {remark["line"] for remark in outcome.report["remarks"] if remark["kind"] == "passed"}


def _command(wish: Wish) -> str:
    if wish.lines:
        what = ("--pass-pipeline", print_pipeline(wish.passes))
    else:
        what = ("--pattern", ",".join(wish.patterns) or "none")
    return _shell("ptofix", "run", *what, *_evidence(wish), wish.source, "-o", wish.destination)


def _evidence(wish: Wish) -> tuple[str, ...]:
    return ("--evidence", wish.evidence) if wish.evidence else ()


def _shell(*words: str) -> str:
    return f"`{shlex.join(words)}`"


if __name__ == "__main__":
    sys.exit(main())
