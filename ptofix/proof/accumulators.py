"""Two products into one accumulator: whether its blocks keep them apart, as hw.accumulator-distance says."""

from __future__ import annotations

from ptofix.evidence.assumptions import ACCUMULATOR_DISTANCE
from ptofix.evidence.pairs import Support, products
from ptofix.program.program import Action, TileOp
from ptofix.proof.accesses import meeting
from ptofix.proof.grades import AcceptedDistance, Met, one_tile


def blocks_apart(earlier: Action, later: Action, met: Met) -> int:
    """So many blocks the matrix unit takes from one product to the next; 0 where the two do not walk the same way."""
    if not isinstance(earlier, TileOp) or not isinstance(later, TileOp):
        return 0
    shared = [(a, b) for a in met[0] for b in met[1] if meeting(a, b) is not None]
    if not shared or not all(one_tile(a, b) for a, b in shared):
        return 0
    size = earlier.call.product_size
    if size != later.call.product_size:
        return 0
    return min(products().blocks_of(op.call.name, size) for op in (earlier, later))


def kept_apart_by_blocks(earlier: Action, later: Action, met: Met, accepted: AcceptedDistance) -> Support | None:
    """What keeps two products apart, whatever its grade."""
    if ACCUMULATOR_DISTANCE not in accepted.taken or blocks_apart(earlier, later, met) < products().blocks:
        return None
    return products().support
