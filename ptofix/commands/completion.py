"""`ptofix completion`: scripts for shells, with the names that arguments may have and where files go."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping

import shtab

from ptofix.evidence.assumptions import assumptions
from ptofix.order.model import OPT_IN
from ptofix.report.listings import every_name
from ptofix.rewriting.patterns.select import ALL_PATTERNS, NO_PATTERN, PROVEN, available_patterns
from ptofix.rewriting.registry import pass_names
from ptofix.rules.registry import pages

FILES = frozenset(
    "a after arguments b baseline before certificate config file files html output pattern_file pipes_from".split()
) | {"assumptions", "ptoas", "report", "results", "timeline", "write_baseline"}
FOLDERS = frozenset(("cache", "folder", "folders", "headers", "out"))


def completion(parser: argparse.ArgumentParser, shell: str) -> str:
    """The script for bash, zsh, tcsh or fish. `parser` is changed: what it may complete counts as all that it takes."""
    for name, verb in _verbs(parser).items():
        for action in verb._actions:
            _complete(name, action)
    return _fish(parser) if shell == "fish" else str(shtab.complete(parser, shell=shell))


def _complete(verb: str, action: argparse.Action) -> None:
    words = _words(verb, action.dest)
    if words:
        action.choices = words
    elif action.dest in FILES:
        action.complete = shtab.FILE  # type: ignore[attr-defined]
    elif action.dest in FOLDERS:
        action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]


def _words(verb: str, argument: str) -> list[str]:
    """The names that an argument may have, besides those that the parser itself knows."""
    match verb, argument:
        case "run", "pattern" | "ignore":
            names = [name for pattern in available_patterns() for name in pattern.names]
            return [*names, *PROVEN, ALL_PATTERNS, NO_PATTERN[0]]
        case "run", "remarks":
            return ["passed", "missed", "analysis", "all"]
        case "run", "pass_pipeline":
            return list(pass_names())
        case "check", "select" | "ignore":
            return [word for page in pages().values() for word in (page.code, page.name)]
        case "compare", "view":
            return ["ops", "pipes", "findings", "sync"]
        case "explain", "name":
            return every_name()
        case _, "assume":
            return list(OPT_IN)
        case _, "no_assume":
            return [one.name for one in assumptions().values() if one.switchable]
    return []


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
        elif action.dest in FILES | FOLDERS:
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
