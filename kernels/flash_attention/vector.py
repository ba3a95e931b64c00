"""The vector half: compute_p (softmax numerators of a tile) and compute_gu (O = O * factor + P V)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from xdsl.dialects.builtin import ModuleOp
from xdsl.ir import Attribute, SSAValue

from fifos import geometry, open_fifos
from plan import HEAD, S0, SCALE, VECTOR_ROWS, Plan
from ptofix.mlir.builder import (
    addi,
    barrier,
    claim,
    compare,
    divsi,
    f16,
    f32,
    free,
    i32,
    index,
    loop,
    muli,
    otherwise,
    part,
    pop,
    ptr,
    push,
    remsi,
    scalar,
    section,
    subblock_index,
    tadd,
    tcvt,
    texp,
    tile,
    tile_type,
    tload,
    tmax,
    tmov,
    tmul,
    tmuls,
    treshape,
    trowexpanddiv,
    trowexpandmul,
    trowexpandsub,
    trowmax,
    trowsum,
    tstore,
    tsub,
    view,
    when,
)

NAME = "fa_vector"


@dataclass(frozen=True)
class Statistic:
    """One value per row of a slice: a column for reductions and broadcasts, a row (same bytes) for all else."""

    column: SSAValue
    row: SSAValue


def statistic(rows: int, name: str) -> Statistic:
    column = tile(tile_type("vec", (rows, 1), f32, blayout="col_major"), name)
    return Statistic(column, treshape(column, tile_type("vec", (1, rows), f32), f"{name}_row"))


def exp_of_scaled(values: SSAValue, scale: SSAValue) -> None:
    """values = exp(scale * values)"""
    tmuls(values, scale, values)
    texp(values, values)


def results(plan: Plan) -> tuple[tuple[str, Attribute], ...]:
    """Arguments for what the kernel writes: O, or for the reduce kernel every split's O (not normalised), max and sum.

    A split's results come after those of the one before: O is [kv_split, q_rows, HEAD], the others [kv_split, q_rows].
    """
    if plan.kv_split == 1:
        return (("out", ptr(f32)),)
    return (("part_out", ptr(f32)), ("part_max", ptr(f32)), ("part_sum", ptr(f32)))


def arguments(plan: Plan) -> tuple[tuple[str, Attribute], ...]:
    fifos = (("qk_fifo", ptr(f32)), ("p_fifo", ptr(f16)), ("pv_fifo", ptr(f32)))
    return (*results(plan), *fifos, ("s1_len", i32))


def write_vector(kernel: ModuleOp, plan: Plan) -> None:
    """Add the function of the vector cores to `kernel`."""
    with section(kernel, "vector", NAME, arguments(plan)) as values:
        _body(plan, values[:-4], values[-4:])


def _body(plan: Plan, outs: tuple[SSAValue, ...], rest: tuple[SSAValue, ...]) -> None:
    *memory, s1_len = rest
    rows, slices = plan.slice_rows, range(plan.subs)
    scale = scalar(SCALE, "scale")
    here = geometry(plan, s1_len)
    half_row = muli(subblock_index("half"), VECTOR_ROWS, "half_row")
    fifos = open_fifos(plan, (memory[0], memory[1], memory[2]), here.block, VECTOR_ROWS)
    out_gm = view(outs[0], (index(plan.q_rows * plan.kv_split), HEAD), (HEAD, 1), "out_gm")

    work = tile_type("vec", (rows, plan.s1_tile), f32)
    o_type = tile_type("vec", (rows, HEAD), f32)
    # Two QK tiles, so that the load of a slice can run while the one before it is worked on. The P tile doubles as
    # scratch of the row max, and a QK tile as scratch of the row sum, because each is dead at that point.
    qk_tiles = [tile(work, "qk_tile") for _ in range(2)]
    p_tile = tile(work, "p_tile")
    p_f16 = tile(tile_type("vec", (rows, plan.s1_tile), f16), "p_f16")
    pv_tiles = [tile(o_type, "pv_tile") for _ in slices]
    o_tiles = [tile(o_type, "o") for _ in slices]
    tile_max, tile_sum = statistic(rows, "tile_max"), statistic(rows, "tile_sum")
    run_max = [statistic(rows, "run_max") for _ in slices]
    run_sum = [statistic(rows, "run_sum") for _ in slices]
    rescale = [[statistic(rows, f"rescale_{slot}r{r}") for r in slices] for slot in range(plan.exp_ring)]

    def compute_p_slice(r: int, qk_entry: SSAValue, p_entry: SSAValue, factor: Statistic | None) -> None:
        """Softmax numerators of one row slice; `factor` receives what they make of the O so far.

        It is None for the first tile of an item, which starts the running max and sum instead.
        """
        x = qk_tiles[r % 2]
        tload(part(qk_entry, (r * rows, 0), (rows, plan.s1_tile), "qk_part"), x)
        if factor is None:
            new_max, new_sum = run_max[r], run_sum[r]
            trowmax(x, p_tile, new_max.column)
        else:
            new_max, new_sum = tile_max, tile_sum
            trowmax(x, p_tile, new_max.column)
            tmax(new_max.row, run_max[r].row, new_max.row)
            # factor = exp(scale * (old max - new max))
            tsub(run_max[r].row, new_max.row, factor.row)
            exp_of_scaled(factor.row, scale)
            tmul(run_sum[r].row, factor.row, run_sum[r].row)
            tmov(new_max.row, run_max[r].row)
        # p = exp(scale * (x - max))
        trowexpandsub(x, new_max.column, p_tile)
        exp_of_scaled(p_tile, scale)
        trowsum(p_tile, x, new_sum.column)
        if factor is not None:
            tadd(run_sum[r].row, new_sum.row, run_sum[r].row)
        tcvt(p_tile, p_f16)
        tstore(p_f16, part(p_entry, (r * rows, 0), (rows, plan.s1_tile), "p_part"))

    def compute_p(factors: list[Statistic] | None) -> None:
        qk_entry = pop(fifos.qk)
        p_entry = claim(fifos.p)
        for r in slices:
            compute_p_slice(r, qk_entry, p_entry, factors[r] if factors else None)
        push(fifos.p, p_entry)
        free(fifos.qk, qk_entry)

    def compute_gu(factors: list[Statistic] | None) -> None:
        """O = O * factor + P V; O = P V for the first tile, which has no factors."""
        entry = pop(fifos.pv)
        targets = pv_tiles if factors else o_tiles
        for r in slices:
            tload(part(entry, (r * rows, 0), (rows, HEAD), "pv_part"), targets[r])
        if factors:
            for r in slices:
                trowexpandmul(o_tiles[r], factors[r].column, o_tiles[r])
                tadd(o_tiles[r], pv_tiles[r], o_tiles[r])
        free(fifos.pv, entry)

    def drain_then_fill(factors: list[Statistic]) -> None:
        # Tile t and tile t + QK_PRELOAD share a ring slot: compute_gu reads the old factor before compute_p writes
        # the new one.
        compute_gu(factors)
        compute_p(factors)

    def dispatch(tile_id: SSAValue, body: Callable[[list[Statistic]], None]) -> None:
        """Write body(factors of tile_id): its ring slot is known only at run time, its tiles must be known here."""
        slot = remsi(tile_id, plan.exp_ring, "slot")

        def arm(candidate: int) -> None:
            if candidate == plan.exp_ring - 1:
                body(rescale[candidate])
                return
            with when(compare("eq", slot, candidate, "is_slot")) as branch:
                body(rescale[candidate])
            with otherwise(branch):
                arm(candidate + 1)

        arm(0)

    with loop(here.block, plan.items, here.blocks, "item") as item:
        # Prologue: softmax of the first tiles.
        for ahead in range(plan.qk_preload):
            compute_p(rescale[ahead] if ahead else None)

        # Steady: drain one PV tile, then produce one P tile.
        any_steady = compare("sgt", here.steady, 0, "any_steady")
        with when(any_steady):
            compute_gu(None)
            compute_p(rescale[plan.qk_preload % plan.exp_ring])
            with loop(1, here.steady, 1, "tile_id") as tile_id:
                dispatch(tile_id, drain_then_fill)

        # Epilogue: the last PV tiles. With no steady tile, the first PV tile of the item is still to come.
        with when(any_steady) as branch:
            dispatch(here.steady, compute_gu)
        with otherwise(branch):
            compute_gu(None)
        for behind in range(1, plan.qk_preload):
            dispatch(addi(here.steady, behind, "last_tile"), compute_gu)

        if plan.kv_split == 1:
            _store_normalised(plan, out_gm, addi(muli(item, S0, "block_row"), half_row, "out_row"), o_tiles, run_sum)
        else:
            _store_split(plan, outs, out_gm, item, half_row, o_tiles, run_max, run_sum)


def _store_normalised(
    plan: Plan, out_gm: SSAValue, out_row: SSAValue, o_tiles: list[SSAValue], run_sum: list[Statistic]
) -> None:
    """Divide by the softmax sum, and store."""
    for r, (o, total) in enumerate(zip(o_tiles, run_sum, strict=True)):
        if r:
            # The divisions share hidden scratch, which no operand names: the assembler does not order them.
            barrier("PIPE_V")
        trowexpanddiv(o, total.column, o)
    for r, o in enumerate(o_tiles):
        row = addi(out_row, r * plan.slice_rows, "slice_row")
        tstore(o, part(out_gm, (row, 0), (plan.slice_rows, HEAD), "out_part"))


def _store_split(
    plan: Plan,
    outs: tuple[SSAValue, ...],
    out_gm: SSAValue,
    item: SSAValue,
    half_row: SSAValue,
    o_tiles: list[SSAValue],
    run_max: list[Statistic],
    run_sum: list[Statistic],
) -> None:
    """Store what this split's keys give; the reduce kernel puts the splits together."""
    split = remsi(item, plan.kv_split, "split")
    block_row = muli(divsi(item, plan.kv_split, "q_block"), S0, "block_row")
    row_in_split = addi(block_row, half_row, "row_in_split")
    out_row = addi(muli(split, plan.q_rows, "split_row"), row_in_split, "out_row")
    statistics = [
        (view(pointer, (index(1), plan.q_rows * plan.kv_split), (plan.q_rows * plan.kv_split, 1), name), values)
        for pointer, name, values in ((outs[1], "max_gm", run_max), (outs[2], "sum_gm", run_sum))
    ]
    for r, o in enumerate(o_tiles):
        row = addi(out_row, r * plan.slice_rows, "slice_row")
        tstore(o, part(out_gm, (row, 0), (plan.slice_rows, HEAD), "out_part"))
        for gm, values in statistics:
            tstore(values[r].row, part(gm, (0, row), (1, plan.slice_rows), "row_part"))
