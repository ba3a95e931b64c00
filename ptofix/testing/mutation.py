"""What a mutant really does, by brute force, and what `verify` and `check` say about it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ptofix.cpp.parser import parse
from ptofix.evidence.assumptions import ARGUMENTS, IDLE_CALLERS
from ptofix.isa.architecture import A2A3
from ptofix.order.model import model_named
from ptofix.program.build import program_file
from ptofix.program.program import Program
from ptofix.proof.check import check as verify
from ptofix.proof.verdict import Proved, Refuted
from ptofix.rules.checking import check as check_rules
from ptofix.testing.brute import Behaviour, loss, on_chip, run, trace_of
from ptofix.testing.mutate import Mutant
from ptofix.testing.paths import Path, paths
from ptofix.testing.script import Script, read_scripts
from ptofix.text.diagnostics import Severity
from ptofix.text.source import SourceFile

LOST, HANGS, RAISED = "loses an order", "waits forever", "leaves a flag raised"
APART = "orders other work, but no conflicting pair if places in global memory are told apart"
SAME, OTHER, STRONGER = (
    "orders exactly the same work",
    "orders other work, but no conflicting pair",
    "only adds orders",
)
_LINE = re.compile(r"\d+")


@dataclass
class Original:
    """A kernel and what its paths do; `most_paths` and `rounds` bound the paths."""

    source: SourceFile
    model: str
    rounds: int = 2
    most_paths: int = 24
    paths: list[list[Path]] = field(default_factory=list)

    @cached_property
    def outcomes(self) -> list[list[Behaviour]]:
        scripts = scripts_of(self.source)
        self.paths = [paths(script.body, self.rounds, self.most_paths) for script, _ in scripts]
        return self.of(self.source)

    def of(self, source: SourceFile) -> list[list[Behaviour]]:
        """The outcomes of another text of the kernel on the same paths."""
        return [
            [run(trace_of(script, self.rounds, path, self.model, program), self.model) for path in taken]
            for (script, program), taken in zip(scripts_of(source), self.paths)
        ]

    @cached_property
    def findings(self) -> Counter[tuple[str, str]]:
        return _findings(self.source, self.model)


@dataclass(frozen=True)
class Judgement:
    """`truth` is one of the words above. `verify` is proved, refuted or undecided; `check`: it has findings more."""

    truth: str
    verify: str
    check: bool

    @property
    def is_equivalent(self) -> bool:
        return self.truth in (SAME, OTHER, STRONGER, APART)


def judge(original: Original, mutant: Mutant, with_check: bool = True) -> Judgement:
    text = SourceFile(original.source.name, mutant.text)
    assumed = model_named(original.model).assumed | {IDLE_CALLERS}
    verdict = verify(original.source, text, original.model, assumed)
    word = {Proved: "proved", Refuted: "refuted"}.get(type(verdict), "undecided")
    more = with_check and bool(_findings(text, original.model) - original.findings)
    found = truth(original, mutant)
    if found == LOST and isinstance(verdict, Proved) and ARGUMENTS in verdict.assumptions:
        # For brute force what one pipe touches in global memory is one place.
        one_place = verify(original.source, text, original.model, assumed - {ARGUMENTS})
        found = APART if isinstance(one_place, Refuted) and _is_global(original, mutant) else LOST
    return Judgement(found, word, more)


def _is_global(original: Original, mutant: Mutant) -> bool:
    """Whether all pairs that are lost conflict in global memory only."""
    both = _path_by_path(original, mutant)
    lost = [(x, pair) for x, y, p in both if (found := loss(x, y, p)) is not None for pair in found.pairs]
    return not any(on_chip(outcome, pair) for outcome, pair in lost)


def _path_by_path(original: Original, mutant: Mutant) -> list[tuple[Behaviour, Behaviour, Path]]:
    """What the two do on each path."""
    before, after = original.outcomes, original.of(SourceFile(original.source.name, mutant.text))
    return [(x, y, p) for xs, ys, ps in zip(before, after, original.paths) for x, y, p in zip(xs, ys, ps)]


def truth(original: Original, mutant: Mutant) -> str:
    """The worst that the mutant does on some path."""
    both = _path_by_path(original, mutant)
    losses = [found for x, y, path in both if (found := loss(x, y, path)) is not None]
    if any(found.pairs for found in losses):
        return LOST
    if losses:
        return HANGS if any(found.hangs for found in losses) else RAISED
    if all(x.order == y.order for x, y, _ in both):
        return SAME
    return STRONGER if all(not a & ~b for x, y, _ in both for a, b in zip(x.order, y.order)) else OTHER


def scripts_of(source: SourceFile) -> list[tuple[Script, Program]]:
    """The scripts of a text, each with what the program of a kernel has of it, if it is ever called.

    By callers.idle: brute force runs the function alone.
    """
    programs = program_file(parse(source), idle_callers=True).programs
    found = [(script, part_of(script, programs)) for script in read_scripts(source.text)]
    return [(script, program) for script, program in found if program is not None]


def part_of(script: Script, programs: Sequence[Program]) -> Program | None:
    """The instructions of the function that the script is of, as the first call of it has them."""
    lines = {plain.line for plain in script.plain}
    for program in programs:
        for instruction in program.instructions:
            if program.core == script.core and instruction.statement and instruction.statement.line in lines:
                own = [i for i in program.instructions if i.calls == instruction.calls]
                return Program(script.function, script.core, own, A2A3)
    return None


def _findings(source: SourceFile, model: str) -> Counter[tuple[str, str]]:
    """Findings that count, without their line numbers."""
    report = check_rules(source, model_named(model))
    return Counter((f.code, _LINE.sub("", f.message)) for f in report.findings if f.severity is not Severity.NOTE)
