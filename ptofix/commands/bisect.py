"""`ptofix bisect`: the smallest set of rewrites with which the user's own check fails."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec import Struct
from msgspec.structs import replace

from ptofix.api.chosen_passes import PassChoice
from ptofix.api.rewriting import RewriteOptions, rewrite_source
from ptofix.commands.chosen_headers import chosen_headers
from ptofix.commands.configured import rewrites_of
from ptofix.commands.given import put, record_of
from ptofix.commands.run import rewrite_options
from ptofix.commands.users_check import Answer, UsersCheck, users_check
from ptofix.headers.versions import Headers
from ptofix.report.bisection import Bisection, as_json, as_text
from ptofix.rewriting.decisions import Decision
from ptofix.rewriting.pipeline import Result
from ptofix.rewriting.pipeline_text import print_pipeline
from ptofix.rewriting.reduce import smallest_part
from ptofix.text.diagnostics import PtofixError, error
from ptofix.text.language import language_of
from ptofix.text.plural import plural
from ptofix.text.source import SourceFile, read_source
from ptofix.text.trees import InputFile
from ptofix.text.writing import OutputFile, write_all


class BisectOptions(Struct, frozen=True):
    """The check as the shell has it, its time limit (None: no limit), and where its report goes."""

    test: str
    timeout: float | None = None
    format: str = "text"
    output: str = ""
    quiet: bool = False


def command(given: Namespace) -> int:
    """Raises PtofixError, OSError."""
    choice = record_of(PassChoice, given)
    [rewrite] = rewrites_of([InputFile(given.file)], rewrite_options(given), choice, given.config)
    return bisect(given.file, rewrite, record_of(BisectOptions, given))


def bisect(file: str, rewrite: RewriteOptions, options: BisectOptions) -> int:
    """Print what was found. Returns the exit code: 0 for nothing, 1 for a set. Raises PtofixError, OSError."""
    source = read_source(file)
    with users_check(options.test, source, options.timeout) as check:
        search = _Search(source, rewrite, check, options.quiet)
        found = search.bisection()
    put(as_json(found) if options.format == "json" else f"{as_text(found)}\n", is_text=options.format == "text")
    if options.output and found.smallest:
        stem, suffix = options.output, os.path.splitext(source.name)[1] or ".cpp"
        texts = {"bad": search.bad, "good": search.good}
        write_all([OutputFile(f"{stem}.{word}{suffix}", text) for word, text in texts.items() if text is not None])
    return int(bool(found.smallest))


@dataclass
class _Search:
    """One file's rewrites, and what the check says of parts of them."""

    source: SourceFile
    rewrite: RewriteOptions
    check: UsersCheck
    quiet: bool
    headers: Headers | None = field(init=False)
    undecided: set[frozenset[Decision]] = field(default_factory=set)
    bad: str | None = None
    good: str | None = None

    def __post_init__(self) -> None:
        is_cpp = language_of(self.source) == "cpp"
        self.headers = chosen_headers(self.rewrite.basis.headers) if is_cpp else None

    def bisection(self) -> Bisection:
        result, passes, _ = rewrite_source(self.source, self.rewrite, self.headers)
        whole = result.decisions
        found = Bisection(self.source.name, print_pipeline(passes), self.check.command, result, len(whole))
        if not whole:
            return found
        self._require_good_input()
        self.show(f"the input passes, all {len(whole)} rewrites are tried")
        if self.check(result.source) is Answer.GOOD:
            return replace(found, tried=self.check.tried, others="good")
        if self.check(result.source) is Answer.UNDECIDED:
            what = f"all rewrites of `{self.source.name}` together"
            raise error(f"the check does not decide about {what}", help=self._said())
        smallest = smallest_part(whole, self.fails)
        self.bad = self.made(smallest).source.text
        others = [decision for decision in whole if decision not in smallest]
        outcome = self.answer(others) if others else None
        if outcome is Answer.GOOD:
            self.good = self.made(others).source.text
        self.end_of_progress()
        numbers = tuple(whole.index(decision) + 1 for decision in smallest)
        said = outcome.value if outcome is not None else ""
        return replace(found, smallest=numbers, tried=self.check.tried, undecided=len(self.undecided), others=said)

    def made(self, decisions: Sequence[Decision]) -> Result:
        result, _, _ = rewrite_source(self.source, replace(self.rewrite, only=frozenset(decisions)), self.headers)
        return result

    def fails(self, decisions: Sequence[Decision]) -> bool:
        return self.answer(decisions) is Answer.BAD

    def answer(self, decisions: Sequence[Decision]) -> Answer:
        """Of some of the rewrites alone. Not decided is what ptofix itself does not vouch for: they hang together."""
        try:
            result = self.made(decisions)
        except PtofixError:
            said = Answer.UNDECIDED
        else:
            said = self.check(result.source)
        if said is Answer.UNDECIDED:
            self.undecided.add(frozenset(decisions))
        self.show(f"check {self.check.tried}: {plural(len(decisions), 'rewrite')}: {said.value}")
        return said

    def _require_good_input(self) -> None:
        answer, what = self.check(self.source), f"`{self.source.name}` as it is"
        if answer is Answer.BAD:
            why = f"({self.check.ended}): nothing that ptofix does is the reason"
            raise error(f"the check fails for {what} {why}", help=self._said())
        if answer is Answer.UNDECIDED:
            raise error(f"the check does not decide about {what}", help=self._said())

    def _said(self) -> str:
        output = self.check.output()
        return f"it said:\n{output}" if output else "it said nothing"

    def show(self, text: str) -> None:
        """A line that the next one replaces; where nobody looks at a terminal, one below the other."""
        if not self.quiet:
            start, end = ("\r\x1b[K", "") if sys.stderr.isatty() else ("ptofix: ", "\n")
            print(f"{start}{text}", end=end, file=sys.stderr, flush=True)

    def end_of_progress(self) -> None:
        if not self.quiet and sys.stderr.isatty():
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
