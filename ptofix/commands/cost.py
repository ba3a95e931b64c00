"""`ptofix cost`: how many cycles a kernel takes by the model of time, and what its barriers and flags cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ptofix.api.chosen_passes import DEFAULT_PATTERNS
from ptofix.api.rewriting import rewrite
from ptofix.commands.many import on_each
from ptofix.cpp.parser import parse
from ptofix.machine.kernel import kernel_of
from ptofix.machine.timing.engine import Stuck
from ptofix.machine.timing.estimate import Estimate, integers_of, timed
from ptofix.machine.timing.latency import latencies
from ptofix.machine.timing.worth import Worth, worth
from ptofix.report.cost.as_html import html
from ptofix.report.cost.as_json import cost_json
from ptofix.report.cost.as_text import cost_text
from ptofix.report.cost.result import Cost, CostSetting
from ptofix.report.cost.trace import trace_json
from ptofix.text.diagnostics import Place, PtofixError, error
from ptofix.text.language import read_cpp
from ptofix.text.source import SourceFile, Span
from ptofix.text.writing import STANDARD_OUTPUT, OutputFile, write_all

PATTERNS = ("gu", "proven", "minimal", "fix --all")
"""What the kernel is compared with unless something else is asked for."""
_FIXES = {"fix --narrow": "narrow", "fix --all": "all"}


@dataclass(frozen=True)
class CostOptions:
    """Which kernels, how large, with which figures, and where the results go ("" for nowhere)."""

    files: tuple[str, ...]
    kernel: str = ""
    sizes: Mapping[str, int] = field(default_factory=dict)
    s1: int | None = None
    blocks: int = 1
    timing: str = "default"
    instead: tuple[str, ...] = PATTERNS
    format: str = "text"
    output: str = STANDARD_OUTPUT
    timeline: str = ""
    html: str = ""
    jobs: int = 0


@dataclass(frozen=True)
class _Task:
    """A text to work out the time of: as it is, or as a pattern makes it."""

    source: SourceFile
    pattern: str = ""


def cost_files(options: CostOptions) -> int:
    """Write what the kernels cost. Returns 0, or 1 if one never ends. Raises PtofixError, OSError."""
    if len(options.files) > 2:
        raise error("one kernel is wanted, or two: before and after")
    if options.timeline and len(options.files) > 1:
        raise error("--timeline is about one kernel")
    if options.blocks < 1:
        raise error(f"--blocks {options.blocks}: at least 1")
    sources = [read_cpp(path, "cost") for path in options.files]
    patterns = options.instead if len(sources) == 1 else ()
    tasks = [_Task(source) for source in sources] + [_Task(sources[0], pattern) for pattern in patterns]
    found = list(on_each(_Work(options), tasks, options.jobs))
    instead = {one: None if e is None else e[0].cycles for one, e in zip(patterns, found[len(sources) :])}
    costs = []
    for source, done in zip(sources, found):
        assert done is not None
        made, worth = done
        costs.append(Cost(source, *_setting(source, options), made, instead, worth))
        for stuck in made.stuck:
            print(_diagnosed(source, stuck))
    text = cost_json(costs) if options.format == "json" else _text(costs)
    outputs = [OutputFile(options.output, text)]
    if options.timeline:
        outputs.append(OutputFile(options.timeline, trace_json(costs[0])))
    if options.html:
        outputs.append(OutputFile(options.html, html(costs)))
    write_all(outputs)
    return int(any(cost.estimate.stuck for cost in costs))


def _text(costs: list[Cost]) -> str:
    """What a kernel costs that waits for ever is no number of cycles."""
    endless = [cost for cost in costs if cost.estimate.stuck]
    if endless:
        return "".join(f"{cost.source.name}: no cycles: `{cost.kernel}` waits for ever\n" for cost in endless)
    return cost_text(costs) + "\n"


def _setting(source: SourceFile, options: CostOptions) -> tuple[str, CostSetting]:
    kernel = kernel_of(parse(source), options.kernel)
    values = integers_of(kernel, options.sizes, options.s1)
    named = {str(p.name): value for p, value in zip(kernel.head.parameters, values.parameters) if value is not None}
    named |= values.variables
    return kernel.name, CostSetting(named, options.blocks, options.timing, latencies(options.timing).ghz)


@dataclass(frozen=True)
class _Work:
    """The time of one text, in whichever process, and what its waits are worth; None for a pattern that cannot be used
    on it."""

    options: CostOptions

    def __call__(self, task: _Task) -> tuple[Estimate, Worth | None] | None:
        source, options = task.source, self.options
        if task.pattern:
            try:
                source = SourceFile(source.name, _rewritten(source, task.pattern))
            except PtofixError:
                return None
        kernel = kernel_of(parse(source), options.kernel)
        values = integers_of(kernel, options.sizes, options.s1)
        ready = timed(kernel, options.blocks, latencies(options.timing))
        if task.pattern:
            return ready.run(values), None
        wanted = bool(options.timeline or options.html)
        return ready.run(values, wanted), worth(ready, values) if options.instead else None


def _rewritten(source: SourceFile, pattern: str) -> str:
    sync = _FIXES.get(pattern, "")
    patterns = DEFAULT_PATTERNS if sync else pattern
    return rewrite(source.text, patterns=patterns, sync=sync, name=source.name).text


def _diagnosed(source: SourceFile, stuck: Stuck) -> str:
    start = source.line_start(stuck.line)
    text = source.line_text(stuck.line)
    place = Place(source, Span(start + len(text) - len(text.lstrip()), start + len(text)))
    return str(error(f"{stuck.core} waits for ever: {stuck.text}", place))
