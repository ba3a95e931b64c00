"""`ptofix.compare`, and what it has in common with `ptofix compare`: two kernels by one view."""

from __future__ import annotations

import os
from collections.abc import Collection
from typing import Any

from msgspec.structs import replace

from ptofix.api.basis import Basis, basis
from ptofix.api.inputs import Text, no_deeper_than_python, source_of
from ptofix.api.verifying import VerifyQuestion, judge
from ptofix.headers.versions import Headers, assumed_headers
from ptofix.order.model import STRICT, Model, model_words
from ptofix.proof.verdict import Proved
from ptofix.report.comparison.as_json import comparison_data
from ptofix.report.comparison.result import Comparison
from ptofix.report.comparison.side import KernelSide, read_kernel
from ptofix.report.comparison.sync import SYNC, compare_sync
from ptofix.report.comparison.views import VIEWS
from ptofix.report.comparison.views import compare as by_view
from ptofix.text.diagnostics import PtofixError, error


def compare(
    a: Text,
    b: Text,
    *,
    view: str = "ops",
    model: str = "",
    assume: Collection[str] | None = None,
    no_assume: Collection[str] = (),
    evidence: str = "",
    assumptions: str | os.PathLike[str] = "",
    headers: Headers | None = None,
    name: str = "",
) -> dict[str, Any]:
    """Put two kernels side by side; `view` is ops, pipes or sync. The result is that of `compare --format json`.

    Raises PtofixError, OSError.
    """
    sides = source_of(a, name), source_of(b, name)
    chosen = basis(model, assume, no_assume, evidence, "", assumptions)
    with no_deeper_than_python(sides[1].name):
        kernels = read_kernel(sides[0]), read_kernel(sides[1])
        return comparison_data(compared(*kernels, view, chosen, assumed_headers() if headers is None else headers))


def compared(a: KernelSide, b: KernelSide, view: str, chosen: Basis, headers: Headers) -> Comparison:
    """Two kernels by one of VIEWS, or by their orders. Raises PtofixError, OSError."""
    if view == SYNC:
        return _by_sync(a, b, chosen, headers)
    if view not in VIEWS:
        raise error(f"unknown view `{view}`", help=f"views are: {', '.join([*VIEWS, SYNC])}")
    return by_view(a, b, view)


def sync_model(chosen: Basis) -> Model:
    """Strict, unless another one is asked for. Raises PtofixError, OSError."""
    return (chosen if chosen.model else replace(chosen, model=STRICT.name)).memory_model


def _by_sync(a: KernelSide, b: KernelSide, chosen: Basis, headers: Headers) -> Comparison:
    """With a proof, where the independent checker has one."""
    model = sync_model(chosen)
    found = compare_sync(a, b, model)
    if not found.equal:
        return found
    try:
        asked = VerifyQuestion(replace(chosen, model=model.name), across_versions=True)
        judged = judge(a.source, b.source, asked, headers)
    except PtofixError:
        return found  # the checker refuses more texts than are compared here
    proved = f"proved: B has every order of A ({model_words(model)})"
    return replace(found, proof=proved) if isinstance(judged.verdict, Proved) else found
