"""Kernels written op by op."""

from __future__ import annotations

import inspect

import pytest
from xdsl.dialects.builtin import ModuleOp
from xdsl.utils.exceptions import VerifyException

from ptofix.mlir import builder as b
from ptofix.mlir.reader import parse_module
from ptofix.mlir.targets import newest_target
from ptofix.mlir.writer import print_module
from ptofix.text.source import SourceFile

DOUBLE = """\
module {
  func.func @double(%x: !pto.ptr<f32, gm>, %tiles: i32) attributes {pto.kernel_kind = #pto.kernel_kind<vector>} {
    %c128 = arith.constant 128 : index
    %c1 = arith.constant 1 : index
    %c0 = arith.constant 0 : index
    %n = arith.index_cast %tiles : i32 to index
    %rows = pto.make_tensor_view %x, shape = [%n, %c128], strides = [%c128, %c1] : !pto.tensor_view<?x128xf32>
    %t = pto.alloc_tile : TILE
    scf.for %i = %c0 to %n step %c1 {
      %row = pto.partition_view %rows, offsets = [%i, %c0], sizes = [%c1, %c128] : !pto.tensor_view<?x128xf32>
      pto.tload ins(%row : !pto.partition_tensor_view<1x128xf32>) outs(%t : TILE)
      pto.tadd ins(%t, %t : TILE, TILE) outs(%t : TILE)
      pto.tstore ins(%t : TILE) outs(%row : !pto.partition_tensor_view<1x128xf32>)
    }
    return
  }
}
""".replace("TILE", "!pto.tile_buf<vec, 1x128xf32>")


def test_the_example_of_the_module() -> None:
    assert b.__doc__ is not None
    example = inspect.cleandoc(b.__doc__.split("\n\n")[1]).rpartition("\n")[0]
    names = {name: getattr(b, name) for name in dir(b)}
    exec(example, names)
    assert _text(names["kernel"]) == DOUBLE


def _text(kernel: ModuleOp) -> str:
    return print_module(b.finish(kernel), newest_target())


def test_the_text_reads_back() -> None:
    assert print_module(parse_module(SourceFile("k.pto", DOUBLE)), newest_target()) == DOUBLE


def test_a_constant_stands_once_at_the_top_of_its_function() -> None:
    kernel = b.new_kernel()
    with b.section(kernel, "cube", "f", [("n", b.i32)]) as (n,):
        count = b.index_cast(n, "count")
        with b.loop(0, count, 1, "i") as i, b.when(b.compare("sgt", i, 7, "late")) as branch:
            b.addi(i, 7, "sum")
        with b.otherwise(branch):
            b.addi(i, 1, "sum")
    with b.section(kernel, "vector", "g", []):
        b.addi(7, 7, "sum")
    assert _text(kernel).count("arith.constant 7 : index") == 2
    lines = _text(kernel).splitlines()
    assert [line.split()[0] for line in lines[2:5]] == ["%c0", "%c1", "%c7"]


def test_equal_names_are_told_apart() -> None:
    kernel = b.new_kernel()
    with b.section(kernel, "vector", "f", []):
        for _ in range(3):
            b.tile(b.tile_type("vec", (8, 8), b.f32), "t")
    assert [f"%{name} = pto.alloc_tile" in _text(kernel) for name in ("t", "t_1", "t_2")] == [True] * 3


def test_a_pipe_has_two_ends() -> None:
    kernel = b.new_kernel()
    for core in ("cube", "vector"):
        with b.section(kernel, core, core, [("memory", b.ptr(b.f32))]) as (memory,):
            slots = b.view(memory, (128, 128), (128, 1), "slots")
            end = b.pipe(slots, b.CUBE_TO_VECTOR, 65536, 8, 2, 4, "qk")
            if core == "cube":
                b.push(end, b.claim(end))
            else:
                b.free(end, b.pop(end))
    text = _text(kernel)
    assert text.count("local_slot_num = 2, flag_base = 4}") == 2
    for op in ("talloc", "tpush", "tpop", "tfree"):
        assert text.count(f"pto.{op}(%qk_entry, %qk_pipe : ") == 1


def test_ops_are_written_inside_a_function() -> None:
    with pytest.raises(LookupError):
        b.addi(1, 2, "sum")


def test_what_is_malformed_is_refused() -> None:
    kernel = b.new_kernel()
    with b.section(kernel, "vector", "f", [("n", b.i32)]) as (n,):
        b.addi(n, 1, "sum")
    with pytest.raises(VerifyException):
        b.finish(kernel)
