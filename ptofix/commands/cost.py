"""`ptofix cost`: how many cycles a kernel takes by the model of time, and what its barriers and flags cost."""

from __future__ import annotations

from argparse import Namespace

from msgspec import Struct

from ptofix.api.costing import CostQuestion, cycles_with, setting, time_of
from ptofix.commands.given import put, record_of
from ptofix.commands.many import on_each
from ptofix.machine.timing.engine import Stuck
from ptofix.machine.timing.estimate import Estimate
from ptofix.machine.timing.worth import Worth
from ptofix.report.cost.as_html import html
from ptofix.report.cost.as_json import cost_json
from ptofix.report.cost.as_text import cost_text
from ptofix.report.cost.result import Cost
from ptofix.report.cost.trace import trace_json
from ptofix.text.diagnostics import error, line_place
from ptofix.text.language import read_cpp
from ptofix.text.source import SourceFile
from ptofix.text.writing import OutputFile

PATTERNS = ("gu", "proven", "minimal", "fix --all")
"""What the kernel is compared with unless something else is asked for."""


class CostOptions(CostQuestion, frozen=True):
    """Which kernels, what they are compared with, and where the results go ("" for nowhere)."""

    files: tuple[str, ...] = ()
    instead: tuple[str, ...] = PATTERNS
    format: str = "text"
    output: str = ""
    timeline: str = ""
    html: str = ""
    jobs: int = 0


class _Task(Struct, frozen=True):
    """A text to work out the time of: as it is, or as a pattern makes it."""

    source: SourceFile
    pattern: str = ""


def command(given: Namespace) -> int:
    """Raises PtofixError, OSError."""
    patterns = tuple(name for name in given.pattern.split(",") if name and name != "none")
    return cost_files(record_of(CostOptions, given, instead=patterns))


def cost_files(options: CostOptions) -> int:
    """Write what the kernels cost. Returns 0, or 1 if one never ends. Raises PtofixError, OSError."""
    if len(options.files) > 2:
        raise error("give one kernel, or two: before and after")
    if options.timeline and len(options.files) > 1:
        raise error("--timeline is about one kernel")
    if options.blocks < 1:
        raise error(f"--blocks {options.blocks}: at least 1")
    sources = [read_cpp(path, "cost") for path in options.files]
    patterns = options.instead if len(sources) == 1 else ()
    tasks = [_Task(source) for source in sources] + [_Task(sources[0], pattern) for pattern in patterns]
    found = list(on_each(_Work(options), tasks, options.jobs))
    instead = {one: cycles for one, cycles in zip(patterns, found[len(sources) :]) if not isinstance(cycles, tuple)}
    costs = []
    for source, done in zip(sources, found):
        assert isinstance(done, tuple)
        made, worth = done
        costs.append(Cost(source, *setting(source, options), made, instead, worth))
        for stuck in made.stuck:
            print(_diagnosed(source, stuck))
    text = cost_json(costs) if options.format == "json" else _text(costs)
    outputs = []
    if options.timeline:
        outputs.append(OutputFile(options.timeline, trace_json(costs[0])))
    if options.html:
        outputs.append(OutputFile(options.html, html(costs)))
    put(text, options.output, *outputs, is_text=options.format == "text")
    return int(any(cost.estimate.stuck for cost in costs))


def _text(costs: list[Cost]) -> str:
    """What a kernel costs that waits forever is no number of cycles."""
    endless = [cost for cost in costs if cost.estimate.stuck]
    if endless:
        return "".join(f"{cost.source.name}: no cycles: `{cost.kernel}` waits forever\n" for cost in endless)
    return cost_text(costs) + "\n"


class _Work(Struct, frozen=True):
    """The time of one text, in whichever process, and what its waits are worth; for a pattern cycles alone."""

    options: CostOptions

    def __call__(self, task: _Task) -> tuple[Estimate, Worth | None] | int | None:
        if task.pattern:
            return cycles_with(task.source, task.pattern, self.options)
        wanted = bool(self.options.timeline or self.options.html)
        return time_of(task.source, self.options, wanted, bool(self.options.instead))


def _diagnosed(source: SourceFile, stuck: Stuck) -> str:
    return str(error(f"{stuck.core} waits forever: {stuck.text}", line_place(source, stuck.line)))
