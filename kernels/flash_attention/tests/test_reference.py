"""The host reference against the definition, and the error metrics."""

from __future__ import annotations

import numpy as np
import pytest

import reference
from metrics import ATOL, errors
from reference import attention, inputs, plain_attention, spread_rows


@pytest.mark.parametrize(
    ("s0", "s1"), [(1, 1), (5, 7), (4, 16), (4, 17), (8, 16), (9, 33)], ids=lambda number: str(number)
)
def test_blocks_make_no_difference(s0: int, s1: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reference, "ROWS", 4)
    monkeypatch.setattr(reference, "KEYS", 16)
    q, k, v = inputs(s0, s1, 32, seed=s1)
    result = attention(q, k, v)
    assert result.dtype == np.float32
    assert np.abs(result - plain_attention(q, k, v)).max() < 1e-6


def test_large_scores_do_not_overflow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reference, "KEYS", 4)
    q, k, v = inputs(6, 12, 16, seed=3)
    q, k = q * np.float16(100), np.sort(k, axis=0) * np.float16(100)  # each block of keys has larger scores
    result = attention(q, k, v)
    assert np.isfinite(result).all()
    assert np.abs(result - plain_attention(q, k, v)).max() < 1e-3


def test_plain_attention_is_the_definition() -> None:
    q, k, v = inputs(3, 5, 8, seed=0)
    scores = [[sum(float(a) * float(b) for a, b in zip(row, key)) / 8**0.5 for key in k] for row in q]
    for row, line in zip(plain_attention(q, k, v), scores):
        weights = np.exp(line)
        assert np.allclose(row, weights / weights.sum() @ v.astype(float))


def test_inputs_follow_from_the_seed() -> None:
    first, again, other = (inputs(4, 6, 8, seed) for seed in (1, 1, 2))
    assert [array.shape for array in first] == [(4, 8), (6, 8), (6, 8)]
    assert all(array.dtype == np.float16 for array in first)
    assert all(np.array_equal(a, b) for a, b in zip(first, again))
    assert not np.array_equal(first[0], other[0])


def test_rows_are_spread_over_all() -> None:
    assert spread_rows(10, 0).tolist() == spread_rows(10, 10).tolist() == spread_rows(10, 99).tolist() == [*range(10)]
    assert spread_rows(100, 2).tolist() == [0, 99]
    assert spread_rows(100, 1).tolist() == [0]
    assert len(spread_rows(131072, 1024)) == 1024


def test_errors() -> None:
    theirs = np.array([[1.0, -2.0], [0.0, 4.0]])
    found = errors(np.array([[1.0, -2.0], [0.5, 3.0]]), theirs)
    assert (found.elements, found.wrong, found.not_finite) == (4, 2, 0)
    assert (found.max_abs, found.max_rel) == (1.0, 0.25)  # relative to 0 there is nothing
    assert found.rms == pytest.approx((1.25 / 4) ** 0.5)
    assert 0.9 < found.cosine < 1


def test_no_error() -> None:
    theirs = np.array([1.0, -2.0])
    assert errors(theirs.astype(np.float32), theirs).cosine == pytest.approx(1)
    assert errors(np.zeros(3), np.zeros(3)).cosine == 1
    assert errors(np.ones(3), np.zeros(3)).cosine == 0


def test_the_tolerance() -> None:
    theirs = np.array([0.0, 10.0])
    assert errors(theirs + ATOL, theirs).wrong == 0
    assert errors(theirs + 2 * ATOL, theirs).wrong == 1  # the relative part allows it for the larger one


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_what_is_no_number_is_wrong(value: float) -> None:
    found = errors(np.array([1.0, value]), np.array([1.0, 2.0]))
    assert (found.wrong, found.not_finite) == (1, 1)
    assert not found.max_abs < 1


def test_shapes_must_agree() -> None:
    with pytest.raises(ValueError, match="shape"):
        errors(np.zeros((2, 1)), np.zeros((1, 2)))
