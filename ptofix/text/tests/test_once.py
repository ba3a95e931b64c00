"""One value, however many threads ask for it first."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

from ptofix.text.once import once


def test_threads_wait_for_one_value() -> None:
    built: list[object] = []

    @once
    def value() -> object:
        time.sleep(0.01)
        built.append(object())
        return built[-1]

    with ThreadPoolExecutor(4) as pool:
        asked = list(pool.map(lambda _: value(), range(4)))
    assert built == asked[:1]
    assert all(one is built[0] for one in asked)


def test_a_value_may_be_built_of_another() -> None:
    first = once(lambda: [1])
    second = once(lambda: [*first(), 2])
    assert second() == [1, 2]
