"""Locations survive, wherever their aliases are defined."""

from __future__ import annotations

from ptofix.mlir.targets import newest_target
from ptofix.mlir.tests.samples import parse
from ptofix.mlir.writer import print_module

TEXT = """\
#loc = loc("k.py":1:2)
module {
  func.func @f(%a: !pto.tile_buf<vec, 8x8xf32>) {
    pto.texp ins(%a : !pto.tile_buf<vec, 8x8xf32>) outs(%a : !pto.tile_buf<vec, 8x8xf32>) loc(#loc2)
    pto.barrier <PIPE_V> loc("here")
    return loc(#loc)
  }
}
#loc2 = loc(callsite(#loc1 at #loc))
#loc1 = loc("k.py":3:4)
"""


def test_locations_survive() -> None:
    printed = print_module(parse(TEXT), newest_target())
    assert 'outs(%a : !pto.tile_buf<vec, 8x8xf32>) loc(callsite("k.py":3:4 at "k.py":1:2))' in printed
    assert 'pto.barrier <PIPE_V> loc("here")' in printed
    assert 'return loc("k.py":1:2)' in printed
    assert print_module(parse(printed), newest_target()) == printed


def test_multiple_results_keep_their_names() -> None:
    text = "module {\n  func.func @f(%t: !pto.tile_buf<vec, 8x8xf32>) {\n"
    text += "    %v:2 = pto.get_validshape %t : !pto.tile_buf<vec, 8x8xf32>\n"
    text += "    %s = arith.addi %v#0, %v#1 : index\n    return\n  }\n}\n"
    assert print_module(parse(text), newest_target()) == text
