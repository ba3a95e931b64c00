"""What ptofix does with a mutated text, and what of that it must never do."""

from __future__ import annotations

import re
import signal
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import TypeVar

import ptofix
from ptofix.cpp.parser import parse
from ptofix.order.model import DEFAULT
from ptofix.passes.drop_redundant_barriers import DropRedundantBarriers
from ptofix.passes.minimal_barriers import MinimalBarriers
from ptofix.passes.remove_barriers import RemoveBarriers
from ptofix.proof.check import check
from ptofix.proof.verdict import Proved, Refuted, Undecided
from ptofix.rewriting.job import Pass
from ptofix.rewriting.pipeline import Settings, run_pipeline
from ptofix.testing.plain_tokens import without_synchronisation
from ptofix.testing.refusals import fault_of_ours
from ptofix.testing.text_mutation import MutatedText
from ptofix.text.diagnostics import PtofixError
from ptofix.text.source import SourceFile

_T = TypeVar("_T")


class TooSlowError(Exception):
    """A command takes too long."""


PASSES: dict[str, Pass] = {
    "gu": RemoveBarriers(),
    "proven": DropRedundantBarriers(),
    "minimal": MinimalBarriers(),
}
_DETAIL = re.compile(r"`[^`]*`|\d+")  # of one text, and of no interest where faults are counted by class
_ANSWERS = {Proved: "proved", Refuted: "refuted", Undecided: "undecided"}


@dataclass(frozen=True)
class TextOutcome:
    """By command (`run gu`, …, `verify`) the answer; and each fault as a class that faults of one cause share."""

    answers: dict[str, str]
    faults: tuple[str, ...]


def judge_text(mutated: MutatedText, seconds: float = 0) -> TextOutcome:
    """`seconds` of processor time are what each command may take; 0 is no limit."""
    before, after = SourceFile("before.cpp", mutated.before), SourceFile("after.cpp", mutated.after)
    return _Judge(before, after, seconds).judge()


@contextmanager
def _limit(seconds: float) -> Iterator[None]:
    def stop(_: int, __: FrameType | None) -> None:
        raise TooSlowError

    if not seconds:
        yield
        return
    signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


class _Judge:
    def __init__(self, before: SourceFile, after: SourceFile, seconds: float) -> None:
        self.before, self.after, self.seconds = before, after, seconds
        self.answers: dict[str, str] = {}
        self.faults: list[str] = []

    def judge(self) -> TextOutcome:
        for name, item in PASSES.items():
            self.run(f"run {name}", item)
        answer = self.verdict("verify", self.before, self.after)
        self.answers["verify"] = answer
        if answer == "proved" and not _same_but_for_synchronisation(self.before, self.after):
            self.faults.append("verify: proved, but the texts differ outside of synchronisation")
        return TextOutcome(self.answers, tuple(self.faults))

    def run(self, command: str, item: Pass) -> None:
        """Rewrite the mutated text; the result must be proved, read again, and differ in synchronisation only."""
        result = self.attempt(command, lambda: run_pipeline(self.after, (item,), Settings()).source)
        if result is None:
            self.answers[command] = "refused"
            return
        if result.text == self.after.text:
            self.answers[command] = "unchanged"
            return
        answer = self.verdict(f"{command}, then verify", self.after, result)
        self.answers[command] = f"rewritten, {answer}"
        if answer != "proved":
            self.faults.append(f"{command}: {answer} by verify")
        if not _same_but_for_synchronisation(self.after, result):
            self.faults.append(f"{command}: the result differs outside of synchronisation")
        if self.attempt(f"{command}, then parse", lambda: parse(result)) is None:
            self.faults.append(f"{command}: the result cannot be read")

    def verdict(self, command: str, before: SourceFile, after: SourceFile) -> str:
        verdict = self.attempt(command, lambda: check(before, after, DEFAULT.name, DEFAULT.assumed))
        return "refused" if verdict is None else _ANSWERS[type(verdict)]

    def attempt(self, command: str, function: Callable[[], _T]) -> _T | None:
        """What `function` returns; None if it refuses the input, as the commands do."""
        try:
            with _limit(self.seconds):
                return function()
        except PtofixError as problem:
            internal = fault_of_ours(problem)
            if internal:
                what = internal.partition(" is refuted")
                self.faults.append(f"{command}: {_DETAIL.sub('…', what[0] + what[1])}")
        except RecursionError:
            pass  # the commands say that the input is nested too deeply
        except TooSlowError:
            self.faults.append(f"{command}: too slow")
        except Exception as problem:
            self.faults.append(f"{command}: {type(problem).__name__} in {_place(problem)}")
        return None


def _place(problem: Exception) -> str:
    """The innermost function of ptofix that the exception came through."""
    package = Path(ptofix.__file__).parent
    frames = [f for f in traceback.extract_tb(problem.__traceback__) if package in Path(f.filename).parents]
    return f"{Path(frames[-1].filename).relative_to(package)}, {frames[-1].name}"


def _same_but_for_synchronisation(before: SourceFile, after: SourceFile) -> bool:
    return without_synchronisation(before.text) == without_synchronisation(after.text)
