"""Values that are built when they are first asked for, and only once.

`functools.cache` lets two threads that ask at the same time build two, of which one is kept. Of what is compared by
identity (a class) there must be one.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps
from threading import RLock
from typing import TypeVar

Value = TypeVar("Value")

_building = RLock()  # one for all: building one such value may ask for another


def once(build: Callable[[], Value]) -> Callable[[], Value]:
    """`build`, called at most once; other threads wait for it."""
    kept = cache(build)

    @wraps(build)
    def value() -> Value:
        with _building:
            return kept()

    return value
