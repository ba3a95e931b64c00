"""How far a result is from its reference."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reference import Array

# Source of the tolerances: as in the recipe (cases.py); an element is wrong if |difference| > ATOL + RTOL*|reference|.
ATOL, RTOL = 1e-3, 1e-3


@dataclass(frozen=True)
class Errors:
    """`wrong` counts elements beyond the tolerance, those that are no numbers among them."""

    elements: int
    wrong: int
    not_finite: int
    max_abs: float
    max_rel: float
    rms: float
    cosine: float


def errors(result: Array, reference: Array) -> Errors:
    """Compare two arrays of the same shape, in fp64. Relative to the reference where that is not 0."""
    if result.shape != reference.shape:
        raise ValueError(f"the result has shape {result.shape}, the reference {reference.shape}")
    ours, theirs = result.astype(np.float64), reference.astype(np.float64)
    finite = np.isfinite(ours)
    difference = np.abs(ours - theirs)
    size = np.abs(theirs)
    lengths = float(np.linalg.norm(ours) * np.linalg.norm(theirs))
    return Errors(
        elements=ours.size,
        wrong=int(np.count_nonzero(~(difference <= ATOL + RTOL * size))),
        not_finite=int(np.count_nonzero(~finite)),
        max_abs=float(difference.max()),
        max_rel=float(np.divide(difference, size, out=np.zeros_like(difference), where=size > 0).max()),
        rms=float(np.sqrt(np.mean(difference**2))),
        cosine=float(np.vdot(ours, theirs)) / lengths if lengths else float(not ours.any() and not theirs.any()),
    )
