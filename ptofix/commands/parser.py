"""The command line as argparse reads it, made from the tables of verbs and options; with short messages: what is
wrong, what was meant, where to read on."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any, NoReturn

from ptofix.commands.verbs import COLOUR, EXIT_CODES, VERBS, Verb
from ptofix.config.options import Option, OptionGroup
from ptofix.text.nearest import did_you_mean


def parser(verb: str = "") -> argparse.ArgumentParser:
    """The parser of all verbs, or of one: a start takes no time for the others."""
    top: argparse.ArgumentParser = Parser(
        prog="ptofix",
        description="Rewrite, check and prove the synchronisation of C++ that the PTO assembler emits.",
        epilog=f"{EXIT_CODES}. @FILE is replaced by the arguments in a file.",
        fromfile_prefix_chars="@",
    )
    top.add_argument("--version", action=_Version, help="print the version and exit")
    verbs = top.add_subparsers(title="verbs", required=True, metavar="VERB")
    _add_verbs(verbs, [one for one in VERBS if one.name == verb] or VERBS)
    return top


def _add_verbs(where: Any, verbs: Iterable[Verb], module: str = "") -> None:
    for verb in verbs:
        shown = {} if verb.instead else {"help": verb.summary}
        made = where.add_parser(verb.name, description=verb.about, epilog=verb.epilog, **shown)
        made.usage = verb.usage or None
        made.set_defaults(parser=made, module=module or verb.module, verb=verb.name)
        if verb.instead:
            made.set_defaults(instead=f"`ptofix {verb.name}` is `ptofix {verb.instead}` now")
        for option in verb.options:
            _add(made, option, verb.name)
        has_more = any(action.option.rare for action in made._actions if hasattr(action, "option"))
        _add(made, COLOUR.but(rare=has_more), verb.name)
        if has_more:
            made.add_argument("--help-all", action=_HelpAll, help="show all options and exit")
        if verb.steps:
            steps = made.add_subparsers(title=verb.title, required=True, metavar=verb.title.removesuffix("s").upper())
            _add_verbs(steps, verb.steps, verb.module)


def _add(where: Any, option: Option | OptionGroup, verb: str) -> None:
    if isinstance(option, OptionGroup):
        inner = where.add_argument_group(option.title) if option.title else where
        inner = inner.add_mutually_exclusive_group() if option.exclusive else inner
        for one in option.options:
            _add(inner, one, verb)
    elif option.instead:
        action = Parser(add_help=False).add_argument(*option.names, **_settings(option))
        where.set_defaults(**{action.dest: action.default})
        where.add_argument(*option.names, action=_Replaced, does=action, verb=verb, now=option.instead)
    else:
        action = where.add_argument(*option.names, **_settings(option))
        action.option = option
        for old in option.old:
            where.add_argument(old, action=_Replaced, does=action, verb=verb, now=f"{verb} {option.names[-1]}")


def _settings(option: Option) -> dict[str, Any]:
    """What argparse has to know. The word for a value says what it is: N a number, NAME[,NAME…] names."""
    found: dict[str, Any] = {"help": option.help or None}
    word = option.metavar
    if option.constant:
        found |= {"action": "store_const", "const": option.names[0].lstrip("-")}
    elif not (word or option.choices):
        found["action"] = "store_true"
    elif "[," in word:
        found |= {"action": "extend", "type": _comma_separated, "default": []}
    elif option.each:
        found |= {"action": "append", "default": []}
    else:
        found |= {"type": _TYPES[word], "default": None} if word in _TYPES else {"default": ""}
    given = {"metavar": word, "choices": option.choices, "dest": option.dest, "nargs": option.many}
    found |= {name: value for name, value in given.items() if value}
    if option.default is not ...:
        found["default"] = option.default
    return found | ({"required": True} if option.required else {})


def _comma_separated(text: str) -> list[str]:
    return [name for name in text.split(",") if name]


def _count(text: str) -> int:
    """A number that is not negative."""
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise argparse.ArgumentTypeError(f"`{text}` is no number")
    return int(text)


_TYPES = {"N": _count, "SECONDS": float, "X": float}


def terminal_columns() -> int:
    """Of the terminal, as shutil.get_terminal_size() has it."""
    given = os.environ.get("COLUMNS", "")
    if given.isdigit() and int(given):
        return int(given)
    if sys.__stdout__ is not None:
        with suppress(ValueError, OSError):  # it is closed, or no terminal
            return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80
    return 80


class Parser(argparse.ArgumentParser):
    """Takes arguments from a file as a shell would read them: several on a line, quoted, with comments.

    The page has the options that are not rare, or, if it is `whole`, all of them.
    """

    whole = False

    def _get_formatter(self) -> argparse.HelpFormatter:
        """With the width, or argparse imports shutil and all compressions for it: a tenth of the time of `--help`."""
        return argparse.HelpFormatter(self.prog, width=terminal_columns() - 2)

    def format_help(self) -> str:
        rare = [] if self.whole else [action for action in self._actions if _is_rare(action)]
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
        self.exit(2, f"{self.prog}: error: {message}\nhelp: `{self.prog} --help` lists its options\n")

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if value in ("", []) and action.option_strings:  # a variable of a script that is not set: nobody chose that
            raise argparse.ArgumentError(action, "its value is empty")
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


def _is_rare(action: argparse.Action) -> bool:
    return getattr(action, "option", None) is not None and action.option.rare  # type: ignore[attr-defined]


class _Version(argparse.Action):
    """Looks the version up when it is asked for: that takes longer than to start."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(nargs=0, **settings)

    def __call__(self, asked: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"ptofix {version('ptofix')}")
        asked.exit()


class _HelpAll(argparse.Action):
    """Shows all options."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(nargs=0, **{"default": argparse.SUPPRESS, **settings})

    def __call__(self, asked: argparse.ArgumentParser, *_: object) -> None:
        if isinstance(asked, Parser):
            asked.whole = True
        asked.print_help()
        asked.exit()


class _Replaced(argparse.Action):
    """What an option had for a name before: does what `does` does, and says what to write now."""

    def __init__(self, option_strings: Sequence[str], does: argparse.Action, verb: str, now: str, **_: Any) -> None:
        super().__init__(
            option_strings,
            does.dest,
            does.nargs,
            does.const,
            argparse.SUPPRESS,
            does.type,  # type: ignore[arg-type]
            does.choices,
            metavar=does.metavar,
            help=argparse.SUPPRESS,
        )
        self.does, self.verb, self.now = does, verb, now

    def __call__(
        self, asked: argparse.ArgumentParser, found: argparse.Namespace, values: Any, option_string: str | None = None
    ) -> None:
        note_of(f"`ptofix {self.verb} {option_string}` is `ptofix {self.now.format(values)}` now")
        self.does(asked, found, values, option_string)


def note_of(what: str) -> None:
    """Of a command line that works for one release more."""
    print(f"ptofix: note: {what}; the old name works for one more release", file=sys.stderr)


def parsed(top: argparse.ArgumentParser, arguments: Sequence[str]) -> argparse.Namespace:
    """Exits with 2 where an option or argument is not known to the verb, whose parser is `parser` of the namespace.

    What was given several times is a tuple.
    """
    options, unknown = top.parse_known_args(arguments)
    if unknown:
        verb: argparse.ArgumentParser = options.parser
        known = [name for action in verb._actions for name in action.option_strings]
        what = "option" if unknown[0].startswith("-") else "argument"
        verb.error(_sentence(f"unknown {what} `{unknown[0]}`", unknown[0].partition("=")[0], known))
    for name, value in vars(options).items():
        if isinstance(value, list):
            setattr(options, name, tuple(value))
    return options


def _sentence(words: str, given: str, known: Iterable[str]) -> str:
    meant = did_you_mean(given, known)
    return f"{words}; {meant}" if meant else words
