"""Where control is while a program is built: the instructions it comes from, and what the names stand for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ptofix.program import names as env
from ptofix.program.names import Environment


@dataclass
class Flow:
    """The instructions that come before, and the names. Names None: control never gets here."""

    frontier: list[int]
    names: Environment | None

    def copy(self) -> Flow:
        return Flow(list(self.frontier), None if self.names is None else dict(self.names))

    @staticmethod
    def join(flows: Iterable[Flow]) -> Flow:
        live = [flow for flow in flows if flow.names is not None]
        if not live:
            return Flow([], None)
        names = live[0].names
        assert names is not None
        for flow in live[1:]:
            assert flow.names is not None
            names = env.join_environments(names, flow.names)
        return Flow(list(dict.fromkeys(i for flow in live for i in flow.frontier)), names)


@dataclass
class Exits:
    """Flows that leave a loop or switch early; `continues` None for a switch."""

    breaks: list[Flow] = field(default_factory=list)
    continues: list[Flow] | None = field(default_factory=list)
