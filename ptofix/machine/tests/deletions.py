"""One barrier or flag is deleted: what the machine shows of it, and what `verify` says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ptofix.cpp.parser import parse
from ptofix.evidence.grade import Grade
from ptofix.isa.architecture import A2A3
from ptofix.machine.kernel import kernel_of
from ptofix.machine.memory import Array
from ptofix.machine.races import ObservedRace
from ptofix.machine.references import attention
from ptofix.machine.run import Outcome, Schedule, launch
from ptofix.machine.tests.kernels import by_distance, ran, same
from ptofix.proof.accesses import GLOBAL
from ptofix.proof.check import check
from ptofix.proof.verdict import Obligation, Refuted, Verdict
from ptofix.text.source import SourceFile, read_source

SYNCHRONISATION = ("pipe_barrier(PIPE_", "set_flag", "wait_flag")

NOT_TAKEN = (("m_cube_double_buffer", "pipe_barrier(PIPE_M);"),)
"""What `verify` misses on a path that no run takes: TMATMUL is only in the first round of its loop."""


@dataclass(frozen=True)
class Deletion:
    """`shown`: a race, a deadlock or something left over; `wrong`: other results than before, under some schedule.

    `excuse` says why the machine need not show what `verify` refutes.
    """

    file: str
    line: int
    text: str
    model: str
    shown: bool
    wrong: bool
    refuted: bool
    excuse: str

    @property
    def agrees(self) -> bool:
        return self.shown == self.refuted or (self.refuted and bool(self.excuse))

    def __str__(self) -> str:
        machine = "shows a wrong number" if self.wrong else "shows it" if self.shown else "shows nothing"
        verdict = "refutes" if self.refuted else "does not refute"
        return f"{self.file}:{self.line}: {self.text} under {self.model}: the machine {machine}, verify {verdict} it"


def synchronisation(text: str) -> list[int]:
    """The indices of the lines that are barriers or flags."""
    return [n for n, line in enumerate(text.split("\n")) if line.lstrip().startswith(SYNCHRONISATION)]


Runs = Callable[[str, Schedule], tuple[Outcome, dict[str, Array]]]
"""Runs a text: what happened, and what its memory holds after it."""


class Judge:
    """Of one kernel under one model; `runs` its texts, and what was there once."""

    def __init__(self, path: Path, model: str, runs: Runs) -> None:
        self.path, self.model, self.runs = path, model, runs
        self.source = read_source(str(path))
        self.before, self.arrays = self.run(self.source.text)

    def run(self, text: str, held_back: frozenset[int] = frozenset()) -> tuple[Outcome, dict[str, Array]]:
        kind = "adversarial" if held_back else "lazy"
        return self.runs(text, Schedule(kind, 0, by_distance(self.model), held_back))

    def without(self, number: int) -> Deletion:
        """Of the line with index `number`."""
        lines = self.source.text.split("\n")
        deleted = lines[number].strip()
        text = "\n".join([*lines[:number], "", *lines[number + 1 :]])
        outcome, arrays = self.run(text)
        news = [race for race in outcome.races if _pair(race) not in {_pair(known) for known in self.before.races}]
        shown = bool(news or outcome.blocked or outcome.faults)
        wrong = not outcome.blocked and not same(arrays, self.arrays)
        if news and not wrong and not outcome.blocked:
            held = frozenset(race.earlier.line for race in news)
            again, arrays = self.run(text, held)
            wrong = not again.blocked and not same(arrays, self.arrays)
        verdict = check(self.source, SourceFile(self.source.name, text), self.model, evidence=Grade.EXTRAPOLATED)
        refuted = isinstance(verdict, Refuted)
        return Deletion(
            self.path.name,
            number + 1,
            deleted,
            self.model,
            shown,
            wrong,
            refuted,
            self.excuse(deleted, outcome, verdict),
        )

    def excuse(self, deleted: str, outcome: Outcome, verdict: Verdict) -> str:
        if outcome.counts == self.before.counts:
            return "no run comes there"
        if any(self.path.name.startswith(name) and deleted == text for name, text in NOT_TAKEN):
            return "no run takes that path"
        if isinstance(verdict, Refuted):
            lost = [obligation for witness in verdict.witnesses for obligation in witness.obligations]
            if lost and all(_is_out_of_sight(obligation) for obligation in lost):
                return "global memory, whose addresses verify does not know, or work of a caller"
        return ""


def kind_of(one: Deletion) -> str:
    """A name for what machine and `verify` say, for counts."""
    if one.shown and one.refuted:
        return "shown and refuted" + (" (a wrong number)" if one.wrong else "")
    if one.shown:
        return "shown alone"
    return f"refuted alone: {one.excuse or 'why?'}" if one.refuted else "neither"


def _is_out_of_sight(lost: Obligation) -> bool:
    """Whether the machine cannot show it: of global memory it knows addresses, and nothing is around a kernel."""
    around = min(lost.earlier.line, lost.later.line) == 0
    return around or lost.region.memory.startswith(GLOBAL)


def _pair(race: ObservedRace) -> tuple[str, int, int]:
    return race.kind, race.earlier.line, race.later.line


def small(path: Path, rounds: int) -> Runs:
    """A small kernel, on random numbers."""
    return lambda text, schedule: ran(path, text, schedule, rounds)


def flash_attention(path: Path, s1: int) -> Runs:
    """A Flash Attention kernel, on so many rows of K.

    Of 1024 rows of Q a quarter is worked on: block 0 of four, with two blocks of rows one after the other.
    """
    q_rows, blocks = (1024, 4) if "_q1024_" in path.name else (128, 1)

    def runs(text: str, schedule: Schedule) -> tuple[Outcome, dict[str, Array]]:
        kernel = kernel_of(parse(SourceFile(str(path), text)))
        trial = attention(kernel, s1, q_rows, 1, 0)  # slots for one block, and not for those that do not run
        outcome = launch(kernel, trial.arguments, blocks, A2A3, schedule, only=range(1))
        return outcome, {trial.result: trial.arrays[trial.result]}

    return runs


def deletions(path: Path, model: str, numbers: list[int], rounds: int) -> Iterator[Deletion]:
    """What comes of each deletion of one of these lines of a small kernel."""
    return map(Judge(path, model, small(path, rounds)).without, numbers)
