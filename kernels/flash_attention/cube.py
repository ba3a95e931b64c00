"""The cube half: compute_qk (Q K^T of a tile) and compute_pv (P V of a tile)."""

from __future__ import annotations

from xdsl.dialects.builtin import ModuleOp
from xdsl.ir import SSAValue

from fifos import geometry, open_fifos
from plan import CUBE_S1, HEAD, S0, Plan
from ptofix.mlir.builder import (
    Index,
    addi,
    claim,
    divsi,
    f16,
    f32,
    free,
    i32,
    index,
    loop,
    muli,
    part,
    pop,
    ptr,
    push,
    remsi,
    section,
    tile,
    tile_type,
    tload,
    tmatmul,
    tmatmul_acc,
    tmov,
    tstore,
    view,
)

NAME = "fa_cube"
ARGUMENTS = (
    ("q", ptr(f16)),
    ("k", ptr(f16)),
    ("v", ptr(f16)),
    ("qk_fifo", ptr(f32)),
    ("p_fifo", ptr(f16)),
    ("pv_fifo", ptr(f32)),
    ("s1_len", i32),
)

L1 = tile_type("mat", (128, 128), f16, blayout="col_major", slayout="row_major")
L1_TRANSPOSED = tile_type("mat", (128, 128), f16, slayout="col_major")
LEFT = tile_type("left", (128, 128), f16, slayout="row_major")
RIGHT = tile_type("right", (128, 128), f16, slayout="col_major")
ACCUMULATOR = tile_type("acc", (128, 128), f32, blayout="col_major", slayout="row_major", fractal=1024)


def write_cube(kernel: ModuleOp, plan: Plan) -> None:
    """Add the function of the cube core to `kernel`."""
    with section(kernel, "cube", NAME, ARGUMENTS) as (q, k, v, qk_fifo, p_fifo, pv_fifo, s1_len):
        here = geometry(plan, s1_len)
        fifos = open_fifos(plan, (qk_fifo, p_fifo, pv_fifo), here.block, S0)
        q_gm = view(q, (index(plan.q_rows), HEAD), (HEAD, 1), "q_gm")
        # K is stored [S1, HEAD]; read as [HEAD, S1] it is K transposed.
        kt_gm = view(k, (HEAD, here.s1), (1, HEAD), "kt_gm", layout="dn")
        v_gm = view(v, (here.s1, HEAD), (HEAD, 1), "v_gm")

        # L1 has room to load the next sub-tile while the current one is in use.
        # L0 is exactly full: two left, two right, two accumulator tiles.
        q_l1 = tile(L1, "q_l1")
        k_l1 = [tile(L1_TRANSPOSED, "k_l1") for _ in range(2)]
        p_l1 = [tile(L1, "p_l1") for _ in range(2)]
        v_l1 = [tile(L1, "v_l1") for _ in range(2)]
        q_left, p_left = tile(LEFT, "q_left"), tile(LEFT, "p_left")
        k_right, v_right = tile(RIGHT, "k_right"), tile(RIGHT, "v_right")
        qk_acc, pv_acc = tile(ACCUMULATOR, "qk_acc"), tile(ACCUMULATOR, "pv_acc")

        def first_key(tile_id: Index, sub: int, split_tile: SSAValue | None) -> SSAValue:
            in_all = tile_id if split_tile is None else addi(split_tile, tile_id, "tile")
            return addi(muli(in_all, plan.s1_tile, "tile_start"), sub * CUBE_S1, "key")

        def compute_qk_sub(tile_id: Index, sub: int, split_tile: SSAValue | None, entry: SSAValue) -> None:
            k_part = part(kt_gm, (0, first_key(tile_id, sub, split_tile)), (HEAD, CUBE_S1), "k_part")
            tload(k_part, k_l1[sub % 2])
            tmov(k_l1[sub % 2], k_right)
            tmatmul(q_left, k_right, qk_acc)
            tstore(qk_acc, part(entry, (0, sub * CUBE_S1), (S0, CUBE_S1), "qk_part"))

        def compute_pv_sub(tile_id: Index, sub: int, split_tile: SSAValue | None, p_entry: SSAValue) -> None:
            p_part = part(p_entry, (0, sub * CUBE_S1), (S0, CUBE_S1), "p_part")
            v_part = part(v_gm, (first_key(tile_id, sub, split_tile), 0), (CUBE_S1, HEAD), "v_part")
            tload(p_part, p_l1[sub % 2])
            tload(v_part, v_l1[sub % 2])
            tmov(p_l1[sub % 2], p_left)
            tmov(v_l1[sub % 2], v_right)
            if sub == 0:
                tmatmul(p_left, v_right, pv_acc)
            else:
                tmatmul_acc(p_left, v_right, pv_acc)

        def finish_pv(pv_entry: SSAValue, p_entry: SSAValue) -> None:
            tstore(pv_acc, part(pv_entry, (0, 0), (S0, HEAD), "pv_part"))
            push(fifos.pv, pv_entry)
            free(fifos.p, p_entry)

        with loop(here.block, plan.items, here.blocks, "item") as item:
            q_block, split_tile = item, None
            if plan.kv_split > 1:
                q_block = divsi(item, plan.kv_split, "q_block")
                split_tile = muli(remsi(item, plan.kv_split, "split"), here.tiles, "split_tile")
            q_part = part(q_gm, (muli(q_block, S0, "q_row"), 0), (S0, HEAD), "q_part")
            tload(q_part, q_l1)
            tmov(q_l1, q_left)

            # Prologue: QK tiles ahead, so that the vector cores have work.
            for ahead in range(plan.qk_preload):
                entry = claim(fifos.qk)
                for sub in range(plan.subs):
                    compute_qk_sub(ahead, sub, split_tile, entry)
                push(fifos.qk, entry)

            # Steady: PV of the current tile and QK of a later one, sub-tile by sub-tile.
            with loop(0, here.steady, 1, "tile_id") as tile_id:
                next_tile = addi(tile_id, plan.qk_preload, "next_tile")
                p_entry = pop(fifos.p)
                pv_entry = claim(fifos.pv)
                qk_entry = claim(fifos.qk)
                for sub in range(plan.subs):
                    compute_pv_sub(tile_id, sub, split_tile, p_entry)
                    if sub == plan.subs - 1:
                        finish_pv(pv_entry, p_entry)
                    compute_qk_sub(next_tile, sub, split_tile, qk_entry)
                push(fifos.qk, qk_entry)

            # Epilogue: the last PV tiles.
            for behind in range(plan.qk_preload):
                last_tile = addi(here.steady, behind, "last_tile")
                p_entry = pop(fifos.p)
                pv_entry = claim(fifos.pv)
                for sub in range(plan.subs):
                    compute_pv_sub(last_tile, sub, split_tile, p_entry)
                finish_pv(pv_entry, p_entry)
