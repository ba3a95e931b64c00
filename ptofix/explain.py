"""`ptofix explain`: the page of a name, or what the model knows about one line of a file."""

from __future__ import annotations

from ptofix.output.listings import explanation


def explain(name: str) -> str:
    """Raises PtofixError for an unknown name."""
    return explanation(name)
