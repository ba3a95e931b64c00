"""Launches of the kernel on the machine, with memory of the sizes that a launcher has to give."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from machine import Array, Launch
from xdsl.dialects.builtin import ModuleOp

from builder import flash_attention
from plan import F16, F32, HEAD, SLOT_NUM, Plan


@dataclass(frozen=True)
class Outcome:
    """What a launch of the kernel read and wrote, the reduce kernel's launch if there is one, and the result."""

    main: Launch
    reduce: Launch | None
    out: Array


@cache
def built(plan: Plan) -> ModuleOp:
    """The kernel, for tests that only read it."""
    return flash_attention(plan)


@cache
def outcome(plan: Plan, s1: int, blocks: int = 1, seed: int = 0) -> Outcome:
    plan.check_s1(s1)
    kernel = built(plan)
    random = np.random.default_rng(1)
    memory: dict[str, Array] = {
        name: random.standard_normal(rows * HEAD).astype(np.float16)
        for name, rows in (("q", plan.q_rows), ("k", s1), ("v", s1))
    }
    for name, slot_bytes, size, kind in (
        ("qk_fifo", plan.qk_slot_bytes, F32, np.float32),
        ("p_fifo", plan.p_slot_bytes, F16, np.float16),
        ("pv_fifo", plan.pv_slot_bytes, F32, np.float32),
    ):
        memory[name] = np.full(blocks * SLOT_NUM * slot_bytes // size, np.nan, kind)
    out = np.full(plan.q_rows * HEAD, np.nan, np.float32)
    parts: dict[str, Array] = {}
    if plan.kv_split > 1:
        rows = plan.kv_split * plan.q_rows
        sizes = (("part_out", rows * HEAD), ("part_max", rows), ("part_sum", rows))
        parts = {name: np.full(size, np.nan, np.float32) for name, size in sizes}
    main = Launch(kernel, memory | (parts or {"out": out}), s1, blocks, seed)
    main.run("fa")
    reduce = Launch(kernel, parts | {"out": out}, s1, blocks, seed) if parts else None
    if reduce is not None:
        reduce.run("fa_reduce")
    return Outcome(main, reduce, out.reshape(plan.q_rows, HEAD))


def attention(launch: Launch) -> Array:
    """softmax(Q K^T / sqrt(HEAD)) V in double precision."""
    q, k, v = (launch.memory[name].reshape(-1, HEAD).astype(np.float64) for name in ("q", "k", "v"))
    scores = q @ k.T / np.sqrt(HEAD)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: Array = weights @ v / weights.sum(axis=1, keepdims=True)
    return result
