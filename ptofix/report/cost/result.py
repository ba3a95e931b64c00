"""What `ptofix cost` has to report, in all of its forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ptofix.machine.timing.estimate import Estimate
from ptofix.text.source import SourceFile


@dataclass(frozen=True)
class CostSetting:
    """What was asked: the values of the kernel's integers by name, the blocks of the launch, the profile of time."""

    values: Mapping[str, int]
    blocks: int
    timing: str
    ghz: float


@dataclass(frozen=True)
class Cost:
    """One kernel's time. `instead`: cycles after each pattern that was tried, by name; None where it cannot be used.

    `findings` are what a run with values found, in words.
    """

    source: SourceFile
    kernel: str
    setting: CostSetting
    estimate: Estimate
    instead: Mapping[str, int | None]
    findings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Waited:
    """A flag, barrier or FIFO call of one kind of core, and the cycles that a pipe or the scalar unit waited at it.

    Of the two vector cores the one that waited longer counts.
    """

    core: str
    line: int
    name: str
    count: int
    cycles: int


def waited(estimate: Estimate) -> list[Waited]:
    """What made something wait, the most expensive first."""
    found: dict[tuple[str, int, str], Waited] = {}
    for core in estimate.cores:
        for spent in core.lines:
            one = Waited(core.name.rstrip("01"), spent.line, spent.name, spent.count, spent.stalled)
            key = (one.core, one.line, one.name)
            if spent.stalled and (key not in found or found[key].cycles < one.cycles):
                found[key] = one
    return sorted(found.values(), key=lambda one: (-one.cycles, one.line))
