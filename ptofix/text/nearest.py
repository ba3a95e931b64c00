"""What somebody may have meant who mistook a name."""

from __future__ import annotations

from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`did you mean `check`?`, or "" if no name is like `word`; letters count whatever their case."""
    from difflib import get_close_matches  # slow to import, and only errors need it

    names = {name.lower(): name for name in known}
    near = get_close_matches(word.lower(), names, 1)
    return f"did you mean `{names[near[0]]}`?" if near else ""
