"""What ptofix says about a kernel, in the terms of the brute force: work by statement number and stage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from ptofix.hardware.pipe import PIPES, Pipe
from ptofix.order.effects import Site as AnalysisSite
from ptofix.order.model import Model, ProgramOrder, model_named
from ptofix.program.program import Program
from ptofix.testing.pairs import unordered_pairs
from ptofix.testing.script import Script

QUEUES = tuple(pipe for pipe in PIPES if pipe != Pipe.S)


def brute_model(name: str) -> Model:
    """The model of that name as brute force has it: 16 repeats are enough, whatever the ops."""
    return model_named(name).accepting("extrapolated")


class SitePair(NamedTuple):
    """(number of the statement, number of the stage) of two pieces of work, earlier and later."""

    earlier: tuple[int, int]
    later: tuple[int, int]


@dataclass(frozen=True)
class Numbers:
    """From lines of the text to numbers of the script."""

    by_line: dict[int, int]

    @staticmethod
    def of(script: Script) -> Numbers:
        return Numbers({plain.line: plain.number for plain in script.plain})

    def site(self, order: ProgramOrder, site: AnalysisSite) -> tuple[int, int]:
        statement = site.instruction.statement
        stages = [s for s in order.effects.steps(site.instruction.index) if isinstance(s, AnalysisSite)]
        return self.by_line[statement.line if statement is not None else 0], stages.index(site)


def analysis_hazards(program: Program, script: Script, model: str) -> set[SitePair]:
    """The pairs that the analysis calls unordered."""
    order, numbers = ProgramOrder(program, brute_model(model)), Numbers.of(script)
    pairs = [(h.earlier, h.later) for pipe in QUEUES for h in order.on(pipe).hazards()]
    pairs += [(a, b) for a, b in order.cross.unordered if a.pipe != b.pipe]
    return {SitePair(numbers.site(order, a), numbers.site(order, b)) for a, b in pairs}


def proof_hazards(program: Program, script: Script, model: str) -> set[tuple[int, int]]:
    """The pairs that the checker calls unordered, by statement only."""
    chosen = brute_model(model)
    by_line = Numbers.of(script).by_line
    return {
        (by_line[o.earlier.line], by_line[o.later.line])
        for witness in unordered_pairs(program, model, assumptions=chosen.assumed, evidence=chosen.evidence)
        for o in witness.obligations
        if not o.region.memory.startswith("GM")
    }
