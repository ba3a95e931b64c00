"""`ptofix.cost`, and what it has in common with `ptofix cost`: a kernel's time by the model of time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct, field

from ptofix.api.chosen_passes import DEFAULT_PATTERNS
from ptofix.api.inputs import Text, no_deeper_than_python, source_of
from ptofix.api.rewriting import rewrite
from ptofix.cpp.parser import parse
from ptofix.machine.kernel import kernel_of
from ptofix.machine.timing.estimate import Estimate, integers_of, timed
from ptofix.machine.timing.latency import latencies as latencies_of
from ptofix.machine.timing.worth import Worth, worth
from ptofix.report.cost.as_json import cost_data
from ptofix.report.cost.result import Cost, CostSetting
from ptofix.text.diagnostics import PtofixError
from ptofix.text.language import refuse_ir
from ptofix.text.source import SourceFile

_FIXES = {"fix --narrow": "narrow", "fix --all": "all"}


class CostQuestion(Struct, frozen=True):
    """Which kernel ("": the only one), how large, with which latencies."""

    kernel: str = ""
    sizes: Mapping[str, int] = field(default_factory=dict)
    s1: int | None = None
    blocks: int = 1
    latencies: str = "default"


def cost(
    text: Text,
    *,
    kernel: str = "",
    sizes: Mapping[str, int] | None = None,
    s1: int | None = None,
    blocks: int = 1,
    latencies: str = "default",
    patterns: Sequence[str] = (),
    name: str = "",
) -> dict[str, Any]:
    """Estimate how long a kernel takes, as `ptofix cost` does; `patterns` are what it is compared with.

    The result is that of `cost --format json` for one kernel. Raises PtofixError, OSError.
    """
    source = source_of(text, name)
    refuse_ir(source, "cost")
    asked = CostQuestion(kernel, sizes or {}, s1, blocks, latencies)
    with no_deeper_than_python(source.name):
        estimate, waits = time_of(source, asked, with_worth=True)
        instead = {pattern: cycles_with(source, pattern, asked) for pattern in patterns}
        return cost_data(Cost(source, *setting(source, asked), estimate, instead, waits))


def setting(source: SourceFile, asked: CostQuestion) -> tuple[str, CostSetting]:
    """The name of the kernel, and what its time is about. Raises PtofixError."""
    kernel = kernel_of(parse(source), asked.kernel)
    values = integers_of(kernel, asked.sizes, asked.s1)
    named = {str(p.name): value for p, value in zip(kernel.head.parameters, values.parameters) if value is not None}
    named |= values.variables
    return kernel.name, CostSetting(named, asked.blocks, asked.latencies, latencies_of(asked.latencies).ghz)


def time_of(
    source: SourceFile, asked: CostQuestion, timeline: bool = False, with_worth: bool = False
) -> tuple[Estimate, Worth | None]:
    """The time of one text, and what its waits are worth. Raises PtofixError."""
    kernel = kernel_of(parse(source), asked.kernel)
    values = integers_of(kernel, asked.sizes, asked.s1)
    ready = timed(kernel, asked.blocks, latencies_of(asked.latencies))
    return ready.run(values, timeline), worth(ready, values) if with_worth else None


def cycles_with(source: SourceFile, pattern: str, asked: CostQuestion) -> int | None:
    """Cycles of what a pattern, or `fix --all`, makes of a text; None for one that cannot be used on it."""
    sync = _FIXES.get(pattern, "")
    try:
        made = rewrite(source.text, patterns=DEFAULT_PATTERNS if sync else pattern, sync=sync, name=source.name).text
        return time_of(SourceFile(source.name, made), asked)[0].cycles
    except PtofixError:
        return None
