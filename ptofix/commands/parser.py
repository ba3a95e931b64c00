"""The command line as argparse reads it, with short messages: what is wrong, what was meant, where to read on."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

from ptofix.text.nearest import did_you_mean


class Parser(argparse.ArgumentParser):
    """Takes arguments from a file as a shell would read them: several on a line, quoted, with comments.

    Where there are many options, the help page has those that are `brief` (no names: all), `--help-all` the rest.
    """

    brief: frozenset[str] = frozenset()

    def format_help(self) -> str:
        rare = [a for a in self._actions if self.brief and a.option_strings and not self.brief & {*a.option_strings}]
        words = [action.help for action in rare]
        for action in rare:
            action.help = argparse.SUPPRESS
        try:
            return super().format_help()
        finally:
            for action, help_ in zip(rare, words):
                action.help = help_

    def convert_arg_line_to_args(self, arg_line: str) -> list[str]:
        import shlex

        try:
            return shlex.split(arg_line, comments=True)
        except ValueError as problem:
            self.error(f"arguments from a file: {str(problem).lower()}: {arg_line}")

    def error(self, message: str) -> NoReturn:
        """Without the usage, which is longer than most screens."""
        self.exit(2, f"{self.prog}: error: {message}\nhelp: `{self.prog} --help` has all that it takes\n")

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is None or value in action.choices:
            return
        known = [str(choice) for choice in action.choices]
        verb = isinstance(action, argparse._SubParsersAction)
        words = f"unknown {action.metavar.lower() if verb and isinstance(action.metavar, str) else 'value'} `{value}`"
        listed = f"; it is one of {', '.join(known)}"
        message = _sentence(words, str(value), known)
        if verb:
            self.error(message if message != words else words + listed)
        raise argparse.ArgumentError(action, message + listed)


class HelpAll(argparse.Action):
    """Shows all options."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(nargs=0, **{"default": argparse.SUPPRESS, **settings})

    def __call__(self, asked: argparse.ArgumentParser, *_: object) -> None:
        if isinstance(asked, Parser):
            asked.brief = frozenset()
        asked.print_help()
        asked.exit()


def parsed(top: argparse.ArgumentParser, arguments: Sequence[str]) -> argparse.Namespace:
    """Exits with 2 where an option or argument is not known to the verb, whose parser is `parser` of the namespace."""
    options, unknown = top.parse_known_args(arguments)
    if unknown:
        verb: argparse.ArgumentParser = getattr(options, "parser", top)
        known = [name for action in verb._actions for name in action.option_strings]
        what = "option" if unknown[0].startswith("-") else "argument"
        verb.error(_sentence(f"unknown {what} `{unknown[0]}`", unknown[0].partition("=")[0], known))
    return options


def _sentence(words: str, given: str, known: Iterable[str]) -> str:
    meant = did_you_mean(given, known)
    return f"{words}; {meant}" if meant else words
