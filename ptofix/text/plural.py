"""Counts in words."""

from __future__ import annotations


def plural(count: int, word: str) -> str:
    """`1 order`, `2 orders`."""
    return f"{count} {word}{'' if count == 1 else 's'}"
