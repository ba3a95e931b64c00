"""Counts in words."""

from __future__ import annotations


def plural(count: int, word: str) -> str:
    """`1 order`, `2 orders`."""
    return f"{count} {word}{'' if count == 1 else 's'}"


def halves_of_flags(count: int) -> str:
    """`1 set or wait`, `2 sets and waits`."""
    return "1 set or wait" if count == 1 else f"{count} sets and waits"
