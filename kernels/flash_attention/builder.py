"""Write a four-stage Flash Attention kernel as PTO IR.

It computes softmax(Q K^T / sqrt(HEAD)) V of one head, without a causal mask, on core groups of one cube core and two
vector cores:

    stage        core    reads                      writes
    compute_qk   cube    Q block, K tile            QK slot  (fp32)
    compute_p    vector  QK slot, running max, sum  P slot   (fp16)
    compute_pv   cube    P slot, V tile             PV slot  (fp32)
    compute_gu   vector  PV slot, rescale factor    O block  (fp32)

The stages meet in three FIFOs in global memory. Cube runs QK_PRELOAD tiles ahead of compute_gu, so both halves have a
prologue that fills the FIFOs, a steady loop, and an epilogue that drains them. With a split of the keys every core
group does a part of them, and a second kernel, fa_reduce, puts the parts together. docs/flash-attention.md has more.

The number of keys S1 is an argument of the kernel; --check-s1 checks one against the knobs.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from xdsl.dialects.builtin import ModuleOp

import cube
import reduce
import vector
from plan import KV_SPLITS, QK_PRELOADS, S0, S1_TILES, KnobError, Plan
from ptofix.mlir.builder import call, entry, f16, f32, finish, i32, i64, memref, new_kernel, ptr, set_ffts
from ptofix.mlir.targets import Target, default_target, fit, target
from ptofix.mlir.writer import Form, print_module
from ptofix.text.diagnostics import PtofixError
from ptofix.text.writing import STANDARD_OUTPUT, write_atomically

NAME = "fa"


def flash_attention(plan: Plan) -> ModuleOp:
    """The kernel `fa`, and `fa_reduce` if the keys are split."""
    kernel = new_kernel()
    _write_entry(kernel, plan)
    cube.write_cube(kernel, plan)
    vector.write_vector(kernel, plan)
    if plan.kv_split > 1:
        reduce.write_reduce(kernel, plan)
    return kernel


def flash_attention_text(plan: Plan, to: Target, form: Form = "custom") -> str:
    """The kernel as text for one version of the assembler."""
    module = finish(flash_attention(plan))
    fit(module, to)
    return print_module(module, to, form)


def _write_entry(kernel: ModuleOp, plan: Plan) -> None:
    results = vector.results(plan)
    arguments = (
        ("ffts", memref(256, i64)),
        ("q", ptr(f16)),
        ("k", ptr(f16)),
        ("v", ptr(f16)),
        *results,
        ("qk_fifo", ptr(f32)),
        ("p_fifo", ptr(f16)),
        ("pv_fifo", ptr(f32)),
        ("s1_len", i32),
    )
    with entry(kernel, NAME, arguments, plan.knobs) as (ffts, q, k, v, *rest):
        outs, shared = rest[: len(results)], rest[len(results) :]
        set_ffts(ffts)
        call(cube.NAME, q, k, v, *shared)
        call(vector.NAME, *outs, *shared)


def main(argv: Sequence[str] | None = None) -> int:
    args = _parser().parse_args(argv)
    try:
        plan = Plan(args.q_rows, args.s1_tile, args.qk_preload, args.kv_split)
        if args.check_s1 is not None:
            plan.check_s1(args.check_s1)
        to = target(args.target_ptoas) if args.target_ptoas else default_target()
        write_atomically(args.output, flash_attention_text(plan, to, args.form))
    except (KnobError, OSError) as problem:
        return _refused(str(problem))
    except PtofixError as problem:
        return _refused("; ".join(diagnostic.message for diagnostic in problem.diagnostics))
    return 0


def _refused(why: str) -> int:
    print(f"builder.py: error: {why}", file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="builder.py", description="Write a Flash Attention kernel as PTO IR.")
    parser.add_argument("--q-rows", type=int, default=1024, help=f"rows of Q, a multiple of {S0} (default: 1024)")
    for option, default, allowed, what in (
        ("--s1-tile", 256, S1_TILES, "keys of a tile"),
        ("--qk-preload", 4, QK_PRELOADS, "QK tiles ahead of the first PV tile"),
        ("--kv-split", 1, KV_SPLITS, "parts that the keys are split into, each for another core group"),
    ):
        choices = ", ".join(map(str, allowed))
        parser.add_argument(option, type=int, default=default, help=f"{what}: {choices} (default: {default})")
    parser.add_argument("--check-s1", type=int, metavar="S1", help="also check that the kernel can take this many keys")
    parser.add_argument("--target-ptoas", metavar="VERSION", help="assembler version (default: what `ptoas` says)")
    parser.add_argument("--form", choices=("custom", "generic"), default="custom", help="form of the IR")
    parser.add_argument("-o", "--output", default=STANDARD_OUTPUT, help="where to write (default: standard output)")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
