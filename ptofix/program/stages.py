"""The stages of a pipeline over both cores, told apart by the pipes that they pop and push.

docs/compare.md says how. `stages.toml` names those of well-known pipelines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from ptofix.arch.classes import fifo_step
from ptofix.program.program import Program, TileOp
from ptofix.program.segments import STEADY, segments

_NAMES = Path(__file__).with_name("stages.toml")


@dataclass(frozen=True)
class Stage:
    """Work of one core from its pops to its pushes; pipes are told apart by FlagID."""

    core: str
    pops: frozenset[int]
    pushes: frozenset[int]

    def __str__(self) -> str:
        parts = [("pops", self.pops), ("pushes", self.pushes)]
        return " and ".join(f"{verb} {', '.join(map(str, sorted(pipes)))}" for verb, pipes in parts if pipes)


class _Step(NamedTuple):
    """An op, by its index, that does `what` with a slot of a pipe."""

    at: int
    what: str
    pipe: int


def stage_names(programs: Sequence[Program]) -> dict[Program, tuple[str, ...]]:
    """Per program of a file, the stage of each instruction.

    "" for an instruction in none; with ` + ` between the names where stages run into each other.
    """
    found = {program: _stages(program) for program in programs}
    names = _names(list(dict.fromkeys(stage for stages in found.values() for stage in stages)))
    return {program: tuple(_labels(program, stages, names)) for program, stages in found.items()}


def _steps(program: Program) -> list[_Step]:
    steps = []
    for instruction in program.instructions:
        if isinstance(instruction.action, TileOp):
            what = fifo_step(instruction.action.call.name)
            pipe = next((o.pipe for o in instruction.action.operands if o.pipe is not None), None)
            if what and pipe is not None:
                steps.append(_Step(instruction.index, what, pipe.flag_id))
    return steps


def _stages(program: Program) -> list[Stage]:
    """Pipes that are pushed while one pipe is popped belong to one stage with it, if it is so at each push."""
    popped: dict[int, int] = {}  # slots that are not given back, by pipe
    pops: dict[int, None] = {}
    needed: dict[int, set[int]] = {}
    for _, what, pipe in _steps(program):
        if what == "pop":
            pops[pipe] = None
            popped[pipe] = popped.get(pipe, 0) + 1
        elif what == "free":
            popped[pipe] = max(0, popped.get(pipe, 0) - 1)
        elif what == "push":
            now = {other for other, count in popped.items() if count}
            needed[pipe] = needed.get(pipe, now) & now
    stages: list[Stage] = []
    for pipe, sources in needed.items():
        joined = [stage for stage in stages if stage.pops & sources]
        stages = [stage for stage in stages if stage not in joined]
        stages.append(
            Stage(
                program.core,
                frozenset(sources).union(*(stage.pops for stage in joined)),
                frozenset((pipe,)).union(*(stage.pushes for stage in joined)),
            )
        )
    used = frozenset(pipe for stage in stages for pipe in stage.pops)
    return stages + [Stage(program.core, frozenset((pipe,)), frozenset()) for pipe in pops if pipe not in used]


def _labels(program: Program, stages: list[Stage], names: dict[Stage, str]) -> Iterator[str]:
    spans = {stage: _indices(program, stage) for stage in stages}
    for index in range(len(program.instructions)):
        yield " + ".join(sorted(names[stage] for stage, indices in spans.items() if index in indices))


def _indices(program: Program, stage: Stage) -> set[int]:
    """The instructions of a stage: from a pop to the free, from an alloc to the push, but not across the loop's edge.

    A push without an alloc has what lies between it and the step on a pipe before it.
    """
    in_loop = [segment == STEADY for segment in segments(program)]
    steps = {step.at: step for step in _steps(program)}
    found: set[int] = set()
    held: dict[int, int] = {}
    since = 0
    for index in range(len(in_loop)):
        if index and in_loop[index] != in_loop[index - 1]:
            held.clear()
            since = index
        step = steps.get(index)
        if step is not None:
            if step.pipe in stage.pops | stage.pushes:
                found.add(index)
                if step.what in ("pop", "alloc"):
                    held[step.pipe] = held.get(step.pipe, 0) + 1
                elif held.get(step.pipe):
                    held[step.pipe] -= 1
                elif step.what == "push":
                    found.update(range(since, index))
            since = index + 1
        if any(held.values()):
            found.add(index)
    return found


def _names(stages: list[Stage]) -> dict[Stage, str]:
    """Names by stage: those of a well-known pipeline, or what the stage pops and pushes."""
    for pipeline in _pipelines():
        names = _named(stages, pipeline)
        if names:
            return names
    return {stage: str(stage) for stage in stages}


def _named(stages: list[Stage], pipeline: tuple[tuple[str, str], ...]) -> dict[Stage, str]:
    names: dict[Stage, str] = {}
    flowing: frozenset[int] = frozenset()
    for name, core in pipeline:
        next_stage = [stage for stage in stages if stage.core == core and stage.pops == flowing]
        if len(next_stage) != 1 or next_stage[0] in names:
            return {}
        names[next_stage[0]] = name
        flowing = next_stage[0].pushes
    return names if len(names) == len(stages) and not flowing else {}


@lru_cache(maxsize=1)
def _pipelines() -> tuple[tuple[tuple[str, str], ...], ...]:
    from ptofix.text.toml import parse_toml  # only `ptofix compare` asks

    document = parse_toml(_NAMES.read_text(encoding="utf-8"))
    return tuple(tuple((name, core) for name, core in entry["stages"]) for entry in document["pipeline"])
