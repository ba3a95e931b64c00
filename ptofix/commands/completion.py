"""`ptofix completion`: scripts for shells, with the names that arguments may have and where files go."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping

import shtab

from ptofix.config.options import FILES, FOLDER, Option
from ptofix.evidence.assumptions import assumptions
from ptofix.mlir.table import versions
from ptofix.order.model import OPT_IN
from ptofix.report.listings import every_name
from ptofix.rewriting.job import RemarkKind
from ptofix.rewriting.patterns.select import ALL_PATTERNS, NO_PATTERN, PROVEN, available_patterns
from ptofix.rewriting.registry import pass_names
from ptofix.rules.registry import pages

_NAMES: dict[str, Callable[[], Iterable[str]]] = {
    "patterns": lambda: [*(n for p in available_patterns() for n in p.names), *PROVEN, ALL_PATTERNS, NO_PATTERN[0]],
    "passes": pass_names,
    "rules": lambda: [word for page in pages().values() for word in (page.code, page.name)],
    "remarks": lambda: [*(kind.value for kind in RemarkKind), "all"],
    "views": lambda: ["ops", "pipes", "findings", "sync"],
    "everything": every_name,
    "assumptions": lambda: [one.name for one in assumptions().values() if one.switchable],
    "assumptions on request": lambda: OPT_IN,
    "assembler versions": versions,
}
"""The names that an option may have, by what they are names of."""


def completion(parser: argparse.ArgumentParser, shell: str) -> str:
    """The script for bash, zsh, tcsh or fish. `parser` is changed: what it may complete counts as all that it takes."""
    for verb in _verbs(parser).values():
        for action in verb._actions:
            _complete(action)
    return _fish(parser) if shell == "fish" else str(shtab.complete(parser, shell=shell))


def _complete(action: argparse.Action) -> None:
    option: Option | None = getattr(action, "option", None)
    if option is None:
        return
    if option.values:
        action.choices = list(_NAMES[option.values]())
    elif option.metavar in FILES:
        action.complete = shtab.FILE  # type: ignore[attr-defined]
    elif option.metavar == FOLDER:
        action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]


def _verbs(parser: argparse.ArgumentParser) -> Mapping[str, argparse.ArgumentParser]:
    [verbs] = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    return verbs.choices


def _fish(parser: argparse.ArgumentParser) -> str:
    """shtab does not know fish."""
    [verbs] = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    lines = [f"complete -c {parser.prog} -f"]
    lines += _fish_actions(parser, "__fish_use_subcommand")
    for about in verbs._choices_actions:
        lines.append(_fish_line(parser.prog, "__fish_use_subcommand", "-a", about.dest, "-d", about.help or ""))
    for name, verb in verbs.choices.items():
        lines += _fish_actions(verb, f"__fish_seen_subcommand_from {name}", parser.prog)
    return "\n".join(lines)


def _fish_actions(verb: argparse.ArgumentParser, condition: str, program: str = "") -> Iterator[str]:
    for action in verb._actions:
        if isinstance(action, argparse._SubParsersAction):
            continue
        names = [part for option in action.option_strings for part in _fish_option(option)]
        takes = ["-r"] if names and action.nargs != 0 else []
        values: list[str] = []
        if action.choices is not None:
            values = ["-f", "-a", " ".join(map(str, action.choices))]
        elif hasattr(action, "complete"):
            values = ["-F"]
        about = ["-d", (action.help or "").replace("%%", "%")] if names else []
        if names or values:
            yield _fish_line(program or verb.prog, condition, *names, *takes, *values, *about)


def _fish_option(option: str) -> tuple[str, str]:
    return ("-l", option[2:]) if option.startswith("--") else ("-s", option[1:])


def _fish_line(program: str, condition: str, *words: str) -> str:
    return " ".join(["complete", "-c", program, "-n", *map(_quoted, (condition, *words))])


def _quoted(word: str) -> str:
    """For fish, in which only these two are special between single quotes."""
    plain = word.replace("-", "").replace("_", "").isalnum()
    return word if plain else "'" + word.replace("\\", "\\\\").replace("'", "\\'") + "'"
