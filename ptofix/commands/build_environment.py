"""What a build asks of ptofix by environment variables, where no command line of ptofix's own stands in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ptofix.api.chosen_passes import barrier_passes
from ptofix.passes.drop_redundant_barriers import DropRedundantBarriers
from ptofix.passes.remove_barriers import RemoveBarriers
from ptofix.rewriting.job import Pass
from ptofix.rewriting.patterns.select import NO_PATTERN
from ptofix.rewriting.pipeline_text import parse_pipeline
from ptofix.text.diagnostics import error

PIPELINE_VARIABLE = "PTOFIX_PIPELINE"
# The names of the public Flash Attention build.
PATTERNS_VARIABLE = "FA_REMOVE_VEC_BARRIER_PATTERNS"
LINES_VARIABLE = "FA_REMOVE_VEC_BARRIERS"
DEFAULT_PATTERN = "gu"


@dataclass(frozen=True)
class AskedPatterns:
    """Pattern names that somebody wrote down, with the files they may come from."""

    names: tuple[str, ...]
    files: tuple[str, ...] = ()


@dataclass(frozen=True)
class Request:
    """The passes for the generated C++, and which of its patterns were chosen by name; `ignored` had no effect."""

    passes: tuple[Pass, ...]
    asked: tuple[AskedPatterns, ...] = ()
    ignored: tuple[str, ...] = ()


def request(environment: Mapping[str, str]) -> Request:
    """What `environment` asks for. Raises PtofixError.

    PTOFIX_PIPELINE counts alone; without it the names of the Flash Attention build choose what they choose there:
    patterns (unset or empty: gu), and lines beside them. A barrier on a line that is needed stays: what stands in an
    environment is trusted with nothing.
    """
    pipeline = environment.get(PIPELINE_VARIABLE)
    if pipeline is not None:
        return _pipeline(pipeline, environment)
    lines = _items(environment.get(LINES_VARIABLE, ""))
    asked = _items(environment.get(PATTERNS_VARIABLE, ""))
    names = tuple(name for name in asked or (DEFAULT_PATTERN,) if name not in NO_PATTERN)
    # Lines first: what a pattern then takes is proved for the text without them.
    passes: list[Pass] = [DropRedundantBarriers(lines=lines)] if lines else []
    return Request((*passes, *barrier_passes(names)), (AskedPatterns(asked),) if asked else ())


def _pipeline(text: str, environment: Mapping[str, str]) -> Request:
    passes = parse_pipeline(text) if text.strip() else ()
    for item in passes:
        if item.language != "cpp":
            raise error(f"{PIPELINE_VARIABLE}: pass `{item.name}` is for PTO IR, the assembler's output is C++")
    asked = tuple(AskedPatterns(item.patterns, item.files) for item in passes if isinstance(item, RemoveBarriers))
    return Request(passes, asked, tuple(name for name in (PATTERNS_VARIABLE, LINES_VARIABLE) if environment.get(name)))


def _items(text: str) -> tuple[str, ...]:
    return tuple(item for part in text.split(",") if (item := part.strip()))
