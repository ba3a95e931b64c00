"""When a FIFO between the cores gives and wants a free credit: pto-isa include/pto/npu/a2a3/TPush.hpp."""

from __future__ import annotations


def credit_period(slot_num: int) -> int:
    """How many slots one free credit stands for: headers of August 2026. June's give one per round of all slots."""
    return slot_num if slot_num <= 2 else slot_num // 2


def needs_credit(claimed: int, slot_num: int, period: int | None = None) -> bool:
    """Whether the claim after so many others has to wait for a credit; `period` None: that of August."""
    if slot_num == 1:
        return claimed > 0
    return claimed >= slot_num and claimed % (period or credit_period(slot_num)) == 0
