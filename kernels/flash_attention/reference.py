"""Attention on the host in fp32, block by block, so that no case needs the whole matrix of scores."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

ROWS = 1024  # rows of Q in a block
KEYS = 2048  # keys in a block


def inputs(s0: int, s1: int, head: int, seed: int) -> tuple[Array, Array, Array]:
    """Q, K and V in fp16, standard normal; the same for the same seed."""
    generator = np.random.default_rng(seed)
    q, k, v = (generator.standard_normal((n, head), dtype=np.float32).astype(np.float16) for n in (s0, s1, s1))
    return q, k, v


def attention(q: Array, k: Array, v: Array) -> Array:
    """softmax(Q K^T / sqrt(HEAD)) V in fp32."""
    out = np.empty((len(q), v.shape[1]), np.float32)
    for first in range(0, len(q), ROWS):
        out[first : first + ROWS] = _rows(q[first : first + ROWS], k, v)
    return out


def _rows(q: Array, k: Array, v: Array) -> Array:
    """The same for a block of rows: running maximum and sum over blocks of keys."""
    scaled = q.astype(np.float32) / np.float32(np.sqrt(q.shape[1]))
    top = np.full((len(q), 1), -np.inf, np.float32)
    total = np.zeros((len(q), 1), np.float32)
    out = np.zeros((len(q), v.shape[1]), np.float32)
    for first in range(0, len(k), KEYS):
        scores = scaled @ k[first : first + KEYS].astype(np.float32).T
        new_top = np.maximum(top, scores.max(axis=1, keepdims=True))
        weights = np.exp(scores - new_top)
        factor = np.exp(top - new_top)
        total = total * factor + weights.sum(axis=1, keepdims=True)
        out = out * factor + weights @ v[first : first + KEYS].astype(np.float32)
        top = new_top
    return np.asarray(out / total)


def plain_attention(q: Array, k: Array, v: Array) -> Array:
    """The same by definition in fp64, all scores at once: what the blockwise one is compared with."""
    scores = q.astype(np.float64) @ k.astype(np.float64).T / np.sqrt(q.shape[1])
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(weights / weights.sum(axis=1, keepdims=True) @ v.astype(np.float64))


def spread_rows(s0: int, number: int) -> Array:
    """`number` rows spread evenly over all, the first and the last among them; 0: all rows."""
    if number == 0 or number >= s0:
        return np.arange(s0)
    return np.unique(np.linspace(0, s0 - 1, number).round().astype(np.int64))
