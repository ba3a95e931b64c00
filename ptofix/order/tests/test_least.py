"""The cheapest barriers of V: no pair is left, and brute force over all paths finds no fewer."""

from __future__ import annotations

import pytest

from ptofix.hardware.pipe import Pipe
from ptofix.order.fewest_barriers import Placement
from ptofix.order.inflight import PipeOrder
from ptofix.order.least import least_places
from ptofix.order.model import STRICT, ProgramOrder
from ptofix.testing.judged import brute_model
from ptofix.testing.kernels import kernel_of_seed, shape_of_seed
from ptofix.testing.optimum import fewest, obligations
from ptofix.testing.soundness import Specimen
from ptofix.tests.build import kernel, programs, run

# Of these the places that are executed least are the fewest, too.
SEEDS = (1, 3, 5, 9, 12, 25, 28, 49, 50, 53, 74, 79, 88, 101, 103)


def without_barriers(order: ProgramOrder) -> PipeOrder:
    pipe = order.on(Pipe.V)
    pipe.barriers.clear()
    return pipe


@pytest.mark.parametrize("model", ["ops", "strict"])
@pytest.mark.parametrize("seed", SEEDS)
def test_there_are_no_fewer(seed: int, model: str) -> None:
    specimen = Specimen.of(kernel_of_seed(seed, shape_of_seed(seed)), 2, 40)
    pipe = without_barriers(ProgramOrder(specimen.program, brute_model(model)))
    places, bound = least_places(pipe)
    assert places is not None
    assert bound is not None
    assert bound.cost == bound.at_least
    assert not list(Placement(pipe, places).met())
    assert len(places) == fewest(obligations(specimen.script, specimen.program, model, 3, 60))


BRANCHES = """
if (n == 1) { TABS(a, c); } else { TEXP(a, c); }
if (n == 2) { TADD(b, a, a); } else { TSUB(b, a, a); }
"""


def test_between_two_branches_is_a_place() -> None:
    result = run(kernel(BRANCHES), "minimal-barriers{model=strict solver=highs}")
    text = result.source.text
    assert text.count("pipe_barrier(PIPE_V)") == 1
    assert "pipe_barrier(PIPE_V); /* ptofix: added */ if (n == 2)" in text
    (after,) = programs(result.source)
    assert not list(ProgramOrder(after, STRICT).on(Pipe.V).hazards())
    (said,) = (remark.message for remark in result.remarks if remark.reason == "bound")
    assert said == "`kernel`: barriers of 1 executions, the minimum"
