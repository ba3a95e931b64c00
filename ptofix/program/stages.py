"""The stages of a pipeline over both cores, distinguished by the pipes that they pop and push.

docs/compare.md says how. `stages.toml` names those of well-known pipelines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from ptofix.program.outline import Outline, OutlineEntry
from ptofix.program.segments import STEADY, segments
from ptofix.text.cache import cached_toml

_NAMES = Path(__file__).with_name("stages.toml")


class PipelineStage(Struct, frozen=True):
    """Work of one core from its pops to its pushes; pipes are distinguished by FlagID."""

    core: str
    pops: frozenset[str]
    pushes: frozenset[str]

    def __str__(self) -> str:
        parts = [("pops", self.pops), ("pushes", self.pushes)]
        return " and ".join(f"{verb} {', '.join(sorted(pipes))}" for verb, pipes in parts if pipes)


def stage_names(outlines: Sequence[Outline]) -> list[list[str]]:
    """Per outline of a file, the stage of each entry.

    "" for an entry in none; with ` + ` between the names where stages run into each other.
    """
    found = [_stages(outline) for outline in outlines]
    names = _names(list(dict.fromkeys(stage for stages in found for stage in stages)))
    return [list(_labels(outline.entries, stages, names)) for outline, stages in zip(outlines, found)]


def _stages(outline: Outline) -> list[PipelineStage]:
    """A push belongs to the pops since the push before it, or of slots still held: those that each push has."""
    popped: dict[str, int] = {}  # slots that are not given back, by pipe
    pops: dict[str, None] = {}
    since: dict[str, set[str]] = {}  # by pushed pipe: what was popped since its last push
    needed: dict[str, set[str]] = {}
    for entry in outline.entries:
        pipe = entry.fifo
        if not pipe:
            continue
        if entry.slot == "pop":
            pops[pipe] = None
            for behind in since.values():
                behind.add(pipe)
            popped[pipe] = popped.get(pipe, 0) + 1
        elif entry.slot == "free":
            popped[pipe] = max(0, popped.get(pipe, 0) - 1)
        elif entry.slot == "push":
            now = {other for other, count in popped.items() if count} | since.get(pipe, set(pops))
            needed[pipe] = needed.get(pipe, now) & now
            since[pipe] = set()
    stages: list[PipelineStage] = []
    for pipe, sources in needed.items():
        joined = [stage for stage in stages if stage.pops & sources]
        stages = [stage for stage in stages if stage not in joined]
        all_pops = frozenset(sources).union(*(stage.pops for stage in joined))
        all_pushes = frozenset((pipe,)).union(*(stage.pushes for stage in joined))
        stages.append(PipelineStage(outline.core, all_pops, all_pushes))
    used = frozenset(pipe for stage in stages for pipe in stage.pops)
    return stages + [PipelineStage(outline.core, frozenset((pipe,)), frozenset()) for pipe in pops if pipe not in used]


def _labels(
    entries: Sequence[OutlineEntry], stages: list[PipelineStage], names: dict[PipelineStage, str]
) -> Iterator[str]:
    spans = {names[stage]: _indices(entries, stage) for stage in stages}
    for index in range(len(entries)):
        yield " + ".join(sorted(name for name, indices in spans.items() if index in indices))


def _indices(entries: Sequence[OutlineEntry], stage: PipelineStage) -> set[int]:
    """The entries of a stage: from a pop to the free and the push, from an alloc to the push.

    Nothing reaches across the edge of the steady loop. A push with neither before it has what lies between it
    and the step on a pipe before it.
    """
    in_loop = [segment == STEADY for segment in segments(entries)]
    found: set[int] = set()
    held: dict[str, int] = {}
    to_push = False  # something was popped, and nothing pushed since
    since = 0
    for index, entry in enumerate(entries):
        if index and in_loop[index] != in_loop[index - 1]:
            held.clear()
            to_push = False
            since = index
        if entry.slot and entry.fifo in stage.pops | stage.pushes:
            found.add(index)
            if entry.slot == "push" and not held.get(entry.fifo) and not to_push:
                found.update(range(since, index))
            change = 1 if entry.slot in ("pop", "alloc") else -1
            held[entry.fifo] = max(0, held.get(entry.fifo, 0) + change)
            if entry.slot in ("pop", "push"):
                to_push = entry.slot == "pop" and bool(stage.pushes)
        if entry.slot:
            since = index + 1
        if to_push or any(held.values()):
            found.add(index)
    return found


def _names(stages: list[PipelineStage]) -> dict[PipelineStage, str]:
    """Names by stage: those of a well-known pipeline, or what the stage pops and pushes."""
    for pipeline in _pipelines():
        names = _named(stages, pipeline)
        if names:
            return names
    return {stage: str(stage) for stage in stages}


def _named(stages: list[PipelineStage], pipeline: tuple[tuple[str, str], ...]) -> dict[PipelineStage, str]:
    names: dict[PipelineStage, str] = {}
    flowing: frozenset[str] = frozenset()
    for name, core in pipeline:
        next_stage = [stage for stage in stages if stage.core == core and stage.pops == flowing]
        if len(next_stage) != 1 or next_stage[0] in names:
            return {}
        names[next_stage[0]] = name
        flowing = next_stage[0].pushes
    return names if len(names) == len(stages) and not flowing else {}


@lru_cache(maxsize=1)
def _pipelines() -> tuple[tuple[tuple[str, str], ...], ...]:
    document = cached_toml(_NAMES)
    return tuple(tuple((name, core) for name, core in entry["stages"]) for entry in document["pipeline"])
