"""Random kernels with their synchronisation deleted, all of it or some, and put in again: does the checker accept them?

`python benchmarks/random_synchronisation.py FIRST LAST [JUMPS]` takes the kernels of these seeds (testing/kernels.py:
branches, nested loops, tiles that overlap; a jump or a switch after JUMPS of a hundred statements). Each is tried
three times: all flags and barriers deleted, then `fix --missing` and `fix --all`; and one to three statements of a
synchronised kernel deleted, then `fix --missing`. Accepted is what `verify --absolute` proves under model strict and in
which `check` finds no missing order. On up to 40 paths brute force (testing/brute.py) has to find no pair that may
meet, no wait that hangs and no flag that stays raised.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable
from random import Random

from msgspec.structs import replace

from ptofix.cpp.parser import Statement, parse
from ptofix.evidence.grade import Grade
from ptofix.isa.architecture import A2A3
from ptofix.order.model import MODELS, STRICT
from ptofix.placement.sequences import synchronises
from ptofix.proof.absolute import check_alone
from ptofix.proof.product import Parsed
from ptofix.rewriting.pipeline import Settings, run_pipeline
from ptofix.rewriting.pipeline_text import parse_pipeline
from ptofix.rules.subject import Subject
from ptofix.testing.brute import on_chip
from ptofix.testing.kernels import kernel_of_seed, shape_of_seed
from ptofix.testing.soundness import executed
from ptofix.text.source import Edit, SourceFile, apply_edits

MISSING, ALL = "balance-flags,replace-broken-flags,add-missing-orders", "resynchronise"


def _after(source: SourceFile, pipeline: str) -> SourceFile:
    return run_pipeline(source, parse_pipeline(pipeline), Settings()).source


def _without(source: SourceFile, statements: Iterable[Statement]) -> SourceFile:
    return SourceFile(source.name, apply_edits(source.text, [Edit(s.span, ";") for s in statements]))


def _synchronisation(source: SourceFile) -> list[Statement]:
    return [statement for statement in parse(source).statements if synchronises(statement)]


def _outcome(source: SourceFile) -> str:
    known = Parsed.of(source, A2A3, True)
    verdict = type(check_alone(known, "strict", MODELS["strict"].assumed, Grade.EXTRAPOLATED)).__name__
    missing = any(True for _ in Subject(known.tree, STRICT, A2A3).missing)
    faults = ", faults by brute force" if _goes_wrong(source.text) else ""
    return f"{verdict}{', orders missing' if missing else ''}{faults}"


def _goes_wrong(text: str) -> bool:
    """On some path. Brute force reads one statement, or head of a block, a line."""
    bare = re.sub(r"/\*.*?\*/", "", text)
    lines = re.sub(r"\} +(?!else)", "}\n", re.sub(r"; +((?:for|if|switch) \(|\{)", r";\n\1", bare))
    outcomes = [run.outcome for run in executed(lines, 2, 40)[1]["strict"]]
    return any(o.hangs or o.raised or any(on_chip(o, pair) for pair in o.unsafe) for o in outcomes)


def main(first: str = "0", last: str = "2000", jumps: str = "0") -> None:
    outcomes: dict[str, Counter[str]] = {"bare, --missing": Counter(), "bare, --all": Counter(), "deleted": Counter()}
    for seed in range(int(first), int(last)):
        given = SourceFile(f"seed{seed}.cpp", kernel_of_seed(seed, replace(shape_of_seed(seed), jumps=int(jumps))))
        bare = _without(given, _synchronisation(given))
        whole = _after(bare, ALL)
        made = {"bare, --missing": _after(bare, MISSING), "bare, --all": whole}
        statements = _synchronisation(whole)
        if statements:
            some = Random(seed).sample(statements, min(len(statements), 1 + seed % 3))
            made["deleted"] = _after(_without(whole, some), MISSING)
        for name, source in made.items():
            found = _outcome(source)
            outcomes[name][found] += 1
            if found != "Proved":
                print(f"seed {seed}: {name}: {found}", flush=True)
    for name, counts in outcomes.items():
        print(f"{name}: {', '.join(f'{found} {count}' for found, count in counts.items())}")


if __name__ == "__main__":
    main(*sys.argv[1:])
