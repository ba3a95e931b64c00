"""What is measured in a process of its own, so that nothing that was worked out before helps it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

Answer = TypeVar("Answer")


def in_own_process(function: Callable[..., Answer], *arguments: object) -> Answer:
    """The answer of a function, or what it raised; BrokenProcessPool if the process ended before it could answer."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(function, *arguments).result()
