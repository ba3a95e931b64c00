"""Credits: how many slots one stands for, by the headers of August 2026."""

from __future__ import annotations

import pytest

from ptofix.machine.credits import credit_period


@pytest.mark.parametrize(("slots", "period"), [(1, 1), (2, 2), (4, 2), (8, 4)])
def test_period(slots: int, period: int) -> None:
    assert credit_period(slots) == period
