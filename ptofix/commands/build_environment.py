"""What a build asks of ptofix by environment variables, where it has no command line of ptofix's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from msgspec import Struct
from msgspec.structs import replace

from ptofix.api.basis import Basis
from ptofix.api.chosen_passes import DEFAULT_PATTERNS, PassChoice, barrier_passes
from ptofix.config.merged import Settings, basis_with, choice_with, without_what_passes_say
from ptofix.passes.drop_redundant_barriers import DropRedundantBarriers
from ptofix.passes.remove_barriers import RemoveBarriers
from ptofix.rewriting.job import Pass
from ptofix.rewriting.patterns.select import NO_PATTERN, PROVEN, select_patterns
from ptofix.rewriting.pipeline_text import parse_pipeline
from ptofix.text.diagnostics import PtofixError, error

PIPELINE_VARIABLE = "PTOFIX_PIPELINE"
# The names of the public Flash Attention build.
PATTERNS_VARIABLE = "FA_REMOVE_VEC_BARRIER_PATTERNS"
LINES_VARIABLE = "FA_REMOVE_VEC_BARRIERS"
EVIDENCE_VARIABLE = "PTOFIX_EVIDENCE"
HEADERS_VARIABLE = "PTOFIX_HEADERS"
CONFIG_VARIABLE = "PTOFIX_CONFIG"


@contextmanager
def naming(variable: str) -> Iterator[None]:
    """Around what uses the value of a variable: errors say where it came from. Raises PtofixError."""
    try:
        yield
    except PtofixError as problem:
        said = problem.diagnostics
        raise PtofixError([replace(one, message=f"{variable}: {one.message}") for one in said]) from None
    except OSError as problem:
        raise error(f"{variable}: {problem.filename}: {problem.strerror}") from None


class AskedPatterns(Struct, frozen=True):
    """Pattern names that somebody wrote down, with the files they may come from."""

    names: tuple[str, ...]
    files: tuple[str, ...] = ()


class Request(Struct, frozen=True):
    """The passes for the generated C++, and what their proofs may rest on.

    `asked` are the patterns that the environment names, `ignored` variables without effect.
    """

    passes: tuple[Pass, ...]
    basis: Basis
    asked: tuple[AskedPatterns, ...] = ()
    ignored: tuple[str, ...] = ()


def request(environment: Mapping[str, str], settings: Settings, arch: str) -> Request:
    """What `environment` asks for, and what it leaves to the configuration. Raises PtofixError.

    PTOFIX_PIPELINE counts alone; without it the names of the Flash Attention build choose what they choose there:
    patterns (unset or empty: those of the configuration), and lines beside them. `arch` is what the assembler makes
    code for, "" if its command line does not say. A barrier on a line that is needed stays: an environment is not
    trusted.
    """
    given = Basis("", (), environment.get(EVIDENCE_VARIABLE, ""), arch, environment.get(HEADERS_VARIABLE, ""))
    with naming(EVIDENCE_VARIABLE):
        _ = given.memory_model
    pipeline = environment.get(PIPELINE_VARIABLE)
    if pipeline is not None:
        with naming(PIPELINE_VARIABLE):
            return _pipeline(pipeline, environment, given, settings)
    lines = _items(environment.get(LINES_VARIABLE, ""))
    asked = _items(environment.get(PATTERNS_VARIABLE, ""))
    choice = choice_with(PassChoice(asked), settings)
    with naming(PATTERNS_VARIABLE):
        select_patterns([name for name in asked if name not in PROVEN], choice.pattern_files)
    names = tuple(name for name in choice.patterns or DEFAULT_PATTERNS if name not in NO_PATTERN)
    # Lines first: what a pattern then takes is proved for the text without them.
    passes: list[Pass] = [DropRedundantBarriers(lines=lines)] if lines else []
    passes += barrier_passes(names, choice.pattern_files)
    asked_patterns = (AskedPatterns(asked, choice.pattern_files),) if asked else ()
    return Request(tuple(passes), basis_with(given, settings), asked_patterns)


def _pipeline(text: str, environment: Mapping[str, str], given: Basis, settings: Settings) -> Request:
    passes = parse_pipeline(text) if text.strip() else ()
    for item in passes:
        if item.language != "cpp":
            raise error(f"pass `{item.name}` is for PTO IR, the assembler's output is C++")
    asked = tuple(AskedPatterns(item.patterns, item.files) for item in passes if isinstance(item, RemoveBarriers))
    ignored = tuple(name for name in (PATTERNS_VARIABLE, LINES_VARIABLE) if environment.get(name))
    basis = basis_with(given, without_what_passes_say(settings, passes))
    return Request(passes, basis, asked, ignored)


def _items(text: str) -> tuple[str, ...]:
    return tuple(item for part in text.split(",") if (item := part.strip()))
