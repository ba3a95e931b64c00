"""Where tensors are in global memory."""

from __future__ import annotations

import pytest

from ptofix.cpp.parser import parse
from ptofix.program.build import program_file
from ptofix.program.places import NO_DISTANCE, Distance, Extent, GlobalPlace, Tensor
from ptofix.program.program import TileOp
from ptofix.text.source import SourceFile

ROWS = "pto::Shape<1, 1, 1, 8, 64>, pto::Stride<512, 512, 512, 64, 1>, pto::Layout::ND"
TILE = "Tile<TileType::Vec, float, 8, 64, BLayout::RowMajor, 8, 64, SLayout::NoneBox, 512, PadValue::Null>"


def place_of(body: str) -> GlobalPlace | None:
    """Of the tensor of the last load."""
    text = (
        '#include "pto/pto-inst.hpp"\nusing namespace pto;\n'
        "__global__ AICORE void kernel(__gm__ float* p, __gm__ float* q, int32_t n) {\n  #if defined(__DAV_VEC__)\n"
        f"  {TILE} a;\n  TASSIGN(a, 0x0);\n{body}\n  #endif\n  return;\n}}\n"
    )
    programs = program_file(parse(SourceFile("k.cpp", text))).programs
    actions = [i.action for p in programs for i in p.instructions if isinstance(i.action, TileOp)]
    return [action.operands[1].place for action in actions if action.call.name == "TLOAD"][-1]


def load(pointer: str, rest: str = ROWS) -> str:
    return f"GlobalTensor<float, {rest}> t({pointer});\nTLOAD(a, t);"


WHOLE = Extent(2048, True)


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (load("p"), GlobalPlace(("argument", 0), NO_DISTANCE, WHOLE)),
        (load("q + (16 + 4 * 2)"), GlobalPlace(("argument", 1), Distance(96), WHOLE)),
        (load("q + n"), GlobalPlace(("argument", 1))),
        (load("q - 4"), None),
        ("__gm__ float* r = p + 8;\n" + load("r + 8"), GlobalPlace(("argument", 0), Distance(64), WHOLE)),
        ("__gm__ float* r = p + 8;\nr = q;\n" + load("r + 8"), None),
        ("__gm__ half* r = (__gm__ half*) p;\n" + load("r + 8"), GlobalPlace(("argument", 0), Distance(16), WHOLE)),
        (
            "for (int64_t i = 2; i < n; i += 3) {\n" + load("p + i * 8") + "\n}",
            GlobalPlace(("argument", 0), Distance(64, 1, 96), WHOLE),
        ),
        (
            load("p", "pto::Shape<1, 1, 1, 8, 32>, pto::Stride<512, 512, 512, 64, 1>, pto::Layout::ND"),
            GlobalPlace(("argument", 0), NO_DISTANCE, Extent(1920, False)),
        ),
        (
            load("p", "pto::Shape<1, 1, 1, 8, -1>, pto::Stride<512, 512, 512, 64, 1>, pto::Layout::ND"),
            GlobalPlace(("argument", 0), NO_DISTANCE, None),
        ),
        (
            load("p", "pto::Shape<1, 1, 1, 8, 64>, pto::Stride<512, 512, 512, 1, 8>, pto::Layout::DN"),
            GlobalPlace(("argument", 0), NO_DISTANCE, None),
        ),
    ],
)
def test_where_a_tensor_is(body: str, place: GlobalPlace | None) -> None:
    assert place_of(body) == place


def test_a_sum_that_may_wrap_around_is_known_modulo_that() -> None:
    found = place_of("for (uint32_t i = 0; i < n; i += 1) {\n" + load("p + i * 512u") + "\n}")
    assert found == GlobalPlace(("argument", 0), Distance(0, 1, 2048, 4 << 32), WHOLE)


def test_two_distances_add_up_where_that_is_one() -> None:
    moving, wrapping = Distance(4, 1, 8), Distance(2, None, 0, 16)
    assert moving.and_also(Distance(3)) == Distance(7, 1, 8)
    assert moving.and_also(wrapping) == Distance(6, 1, 8, 16)
    assert moving.and_also(moving) is None
    assert wrapping.and_also(wrapping) is None


def test_a_tensor_is_in_the_slots_of_one_pipe_only() -> None:
    slot = Tensor(is_null=True)
    part = Tensor(slot, Distance(64), WHOLE)
    assert slot.place() is part.place() is None
    slot.bound.add(("slots", 2))
    assert slot.place() == part.place() == GlobalPlace(("slots", 2))
    slot.bound.add(("slots", 4))
    assert slot.place() is part.place() is None
    known = Tensor(("argument", 0), NO_DISTANCE)
    known.bound.add(("slots", 2))
    assert known.place() is None
