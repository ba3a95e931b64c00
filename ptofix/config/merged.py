"""A configuration and a command line together. The command line wins; assumptions that either switches off are off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec.structs import replace

from ptofix.api.basis import Basis
from ptofix.api.chosen_passes import PassChoice
from ptofix.rewriting.job import ModelPass, Pass
from ptofix.text.diagnostics import Diagnostic, Place, PtofixError

if TYPE_CHECKING:
    from ptofix.config.settings import Setting

Settings: TypeAlias = "Mapping[str, Setting]"
_NAMED = ("model", "evidence", "arch", "headers", "assumptions")
LEVEL_OF = "severity."
"""Before a rule's code or name, or before how some of these begin."""


def basis_with(given: Basis, found: Settings) -> Basis:
    """What is not given comes from the configuration."""
    off = (*given.no_assume, *_value(found, "no-assume", ()))
    chosen = {key: getattr(given, key) or _value(found, key, "") for key in _NAMED}
    return replace(given, no_assume=tuple(dict.fromkeys(off)), **chosen)


def choice_with(given: PassChoice, found: Settings) -> PassChoice:
    """The same for passes. A pipeline, or barriers by line, are a choice of their own: no pattern comes to them.

    Raises PtofixError for a pattern of the configuration that there is none of.
    """
    if given.pass_pipeline is not None:
        return given
    target = given.target_ptoas or _value(found, "target-ptoas", "")
    if given.remove_barrier_lines is not None:
        return replace(given, target_ptoas=target)
    files = (*given.pattern_files, *_value(found, "pattern-files", ()))
    if not given.patterns:
        _check_patterns(found, files)
    patterns = given.patterns or (() if given.does_more else _value(found, "patterns", ()))
    return replace(given, patterns=patterns, pattern_files=files, target_ptoas=target)


def without_what_passes_say(found: Settings, passes: Iterable[Pass]) -> Settings:
    """A pipeline that names a model or evidence has chosen: what the configuration says of it does not hold."""
    choosing = [item for item in passes if isinstance(item, ModelPass)]
    said = {key for key in ("model", "evidence", "assumptions") if any(getattr(item, key) for item in choosing)}
    return {key: setting for key, setting in found.items() if key not in said}


def levels_of(found: Settings) -> dict[str, str]:
    """Code → level, of the rules that have another one."""
    named = {key.removeprefix(LEVEL_OF): setting.value for key, setting in found.items() if key.startswith(LEVEL_OF)}
    if not named:
        return {}
    from ptofix.rules.selection import by_code  # not needed to rewrite

    return by_code(named)


def docs_url_of(found: Settings) -> str:
    """Where the site of docs/ is published, "" if nobody says so."""
    return str(_value(found, "docs-url", ""))


def _value(found: Settings, key: str, default: Any) -> Any:
    return found[key].value if key in found else default


def _check_patterns(found: Settings, files: tuple[str, ...]) -> None:
    if "patterns" not in found:
        return
    from ptofix.rewriting.patterns.select import PROVEN, select_patterns

    names = [name for name in found["patterns"].value if name not in PROVEN]
    try:
        select_patterns(names, files)
    except PtofixError as problem:
        raise PtofixError([_placed(one, found["patterns"].place) for one in problem.diagnostics]) from None


def _placed(diagnostic: Diagnostic, place: Place) -> Diagnostic:
    return diagnostic if diagnostic.place else replace(diagnostic, place=place)
