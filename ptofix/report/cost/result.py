"""What `ptofix cost` has to report, in all of its forms."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from ptofix.machine.timing.estimate import Estimate
from ptofix.machine.timing.worth import Worth
from ptofix.text.source import SourceFile


class CostSetting(Struct, frozen=True):
    """What was asked: the values of the kernel's integers by name, the blocks of the launch, the profile of time."""

    values: Mapping[str, int]
    blocks: int
    timing: str
    ghz: float


class Cost(Struct, frozen=True):
    """One kernel's time. `instead`: cycles after each pattern that was tried, by name; None where it cannot be used.

    `worth` is what its waits are worth, None where that was not tried. `findings` are what a run with values found, in
    words.
    """

    source: SourceFile
    kernel: str
    setting: CostSetting
    estimate: Estimate
    instead: Mapping[str, int | None]
    worth: Worth | None = None
    findings: tuple[str, ...] = ()
