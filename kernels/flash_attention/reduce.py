"""The reduce kernel: the results of all splits of the keys, put together by their softmax statistics."""

from __future__ import annotations

from xdsl.dialects.builtin import ModuleOp
from xdsl.ir import SSAValue

from plan import HEAD, REDUCE_ROWS, SCALE, Plan
from ptofix.mlir.builder import (
    addi,
    block_count,
    block_index,
    entry,
    f32,
    index,
    loop,
    muli,
    part,
    ptr,
    scalar,
    subblock_count,
    subblock_index,
    tadd,
    tile,
    tile_type,
    tload,
    tmax,
    tmov,
    tmul,
    trowexpanddiv,
    trowexpandmul,
    tstore,
    tsub,
    view,
)
from vector import exp_of_scaled, results, statistic

NAME = "fa_reduce"


def write_reduce(kernel: ModuleOp, plan: Plan) -> None:
    """Add the kernel that is launched after the main one when the keys are split."""
    arguments = (("out", ptr(f32)), *results(plan))
    with entry(kernel, NAME, arguments, plan.knobs, core="vector") as (out, part_out, part_max, part_sum):
        scale = scalar(SCALE, "scale")
        # Launched on core groups or on vector cores alone, every vector core is one worker.
        cores = subblock_count("cores")
        worker = addi(muli(block_index("block"), cores, "first_worker"), subblock_index("core"), "worker")
        workers = muli(block_count("blocks"), cores, "workers")

        all_rows = plan.q_rows * plan.kv_split
        out_gm = view(out, (index(plan.q_rows), HEAD), (HEAD, 1), "out_gm")
        part_gm = view(part_out, (index(all_rows), HEAD), (HEAD, 1), "part_gm")
        max_gm = view(part_max, (index(1), all_rows), (all_rows, 1), "max_gm")
        sum_gm = view(part_sum, (index(1), all_rows), (all_rows, 1), "sum_gm")

        splits = range(plan.kv_split)
        o_tiles = [tile(tile_type("vec", (REDUCE_ROWS, HEAD), f32), "o") for _ in splits]
        maxima = [statistic(REDUCE_ROWS, "split_max") for _ in splits]
        sums = [statistic(REDUCE_ROWS, "split_sum") for _ in splits]
        top = statistic(REDUCE_ROWS, "top")

        def statistics_of(gm: SSAValue, row: SSAValue) -> SSAValue:
            return part(gm, (0, row), (1, REDUCE_ROWS), "row_part")

        with loop(worker, plan.q_rows // REDUCE_ROWS, workers, "chunk") as chunk:
            first = muli(chunk, REDUCE_ROWS, "first_row")
            for n in splits:
                row = addi(first, n * plan.q_rows, "row")
                tload(statistics_of(max_gm, row), maxima[n].row)
                tload(statistics_of(sum_gm, row), sums[n].row)
                tload(part(part_gm, (row, 0), (REDUCE_ROWS, HEAD), "o_part"), o_tiles[n])
            tmov(maxima[0].row, top.row)
            for n in splits[1:]:
                tmax(top.row, maxima[n].row, top.row)
            for n in splits:
                # The max becomes the factor exp(scale * (max - top)) of this split.
                factor = maxima[n]
                tsub(factor.row, top.row, factor.row)
                exp_of_scaled(factor.row, scale)
                tmul(sums[n].row, factor.row, sums[n].row)
                if n:
                    tadd(sums[0].row, sums[n].row, sums[0].row)
                trowexpandmul(o_tiles[n], factor.column, o_tiles[n])
                if n:
                    tadd(o_tiles[0], o_tiles[n], o_tiles[0])
            trowexpanddiv(o_tiles[0], sums[0].column, o_tiles[0])
            tstore(o_tiles[0], part(out_gm, (first, 0), (REDUCE_ROWS, HEAD), "out_part"))
