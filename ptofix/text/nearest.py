"""What somebody may have meant who mistook a name."""

from __future__ import annotations

from collections.abc import Iterable

from ptofix.text.diagnostics import PtofixError, error


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`did you mean `check`?`, or "" if no name is like `word`; letters count whatever their case."""
    from difflib import get_close_matches  # slow to import, and only errors need it

    names = {name.lower(): name for name in known}
    near = get_close_matches(word.lower(), names, 1)
    return f"did you mean `{names[near[0]]}`?" if near else ""


def no_such(message: str, word: str, known: Iterable[str]) -> PtofixError:
    """An error about a name that is not there: `message`, what may have been meant, and what there is."""
    there = list(known)
    meant = did_you_mean(word, there)
    return error(f"{message}; {meant}" if meant else message, help=f"it has {', '.join(there) or 'none'}")
