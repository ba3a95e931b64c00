"""Where tensors are in global memory."""

from __future__ import annotations

import pytest

from ptofix.cpp.parser import parse
from ptofix.order.apart import are_apart as apart_in_order
from ptofix.program.build import program_file
from ptofix.program.integers import INT, Integer
from ptofix.program.places import (
    ANYWHERE,
    NO_DISTANCE,
    WORDS,
    Distance,
    Extent,
    GlobalPlace,
    Slot,
    Summand,
    Tensor,
    slot_of,
    slots_in,
)
from ptofix.program.program import TileOp
from ptofix.program.recurrences import Symbol, binary, fixed_number
from ptofix.proof.global_places import are_apart as apart_in_proof
from ptofix.text.source import SourceFile

ROWS = "pto::Shape<1, 1, 1, 8, 64>, pto::Stride<512, 512, 512, 64, 1>, pto::Layout::ND"


def place_of(body: str, rows: int = 8, cols: int = 64) -> GlobalPlace | None:
    """Of the tensor of the last load."""
    sizes, ends = f"{rows}, {cols}", "}" * (body.count("{") - body.count("}"))
    tile = f"Tile<TileType::Vec, float, {sizes}, BLayout::RowMajor, {sizes}, SLayout::NoneBox, 512, PadValue::Null>"
    text = (
        '#include "pto/pto-inst.hpp"\nusing namespace pto;\n'
        "__global__ AICORE void kernel(__gm__ float* p, __gm__ float* q, int32_t n) {\n  #if defined(__DAV_VEC__)\n"
        f"  {tile} a;\n  TASSIGN(a, 0x0);\n{body}\n{ends}\n  #endif\n  return;\n}}\n"
    )
    programs = program_file(parse(SourceFile("k.cpp", text))).programs
    actions = [i.action for p in programs for i in p.instructions if isinstance(i.action, TileOp)]
    return [action.operands[1].place for action in actions if action.call.name == "TLOAD"][-1]


def load(pointer: str, rest: str = ROWS) -> str:
    return f"GlobalTensor<float, {rest}> t({pointer});\nTLOAD(a, t);"


WHOLE = Extent(2048, (), (8, 64))
ROUND, OTHER = Symbol(1), Symbol(2)


def at(start: int, *terms: Summand) -> GlobalPlace:
    """In the second argument."""
    return GlobalPlace(("argument", 1), Distance(start, terms), WHOLE)


def same(name: str, by: int) -> Summand:
    """A number that stays the same."""
    return Summand(Symbol(0, 0, name), by)


def counted(symbol: Symbol, by: int, most: int | None = None) -> tuple[Summand, ...]:
    return (Summand(symbol, by, most),)


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (load("p"), GlobalPlace(("argument", 0), NO_DISTANCE, WHOLE)),
        (load("q + (16 + 4 * 2)"), GlobalPlace(("argument", 1), Distance(96), WHOLE)),
        (load("q + n"), at(0, same("argument 2", 4))),
        (load("q + (n * 3 - n - n)"), at(0, same("argument 2", 4))),
        (load("q + (n / 2 + 3 - n / 2)"), at(12)),
        (load("q + get_block_idx() * 8"), at(0, same("get_block_idx()", 32))),
        ("n = n + 1;\n" + load("q + n"), GlobalPlace(("argument", 1))),
        ("int32_t m = n + 1;\n" + load("q + m * 2"), at(8, same("argument 2", 8))),
        ("float f = p[3];\nint32_t m = (int32_t) f;\n" + load("q + m"), GlobalPlace(("argument", 1))),
        ("for (int32_t i = 0; i < n; i += 1) {\n" + load("q + i * i") + "\n}", GlobalPlace(("argument", 1))),
        ("for (int32_t i = 0; i < n; i += 1) {\n" + load("q + i * n") + "\n}", GlobalPlace(("argument", 1))),
        (
            "for (int32_t i = 0; i < n; i += 2) {\nfor (int32_t j = 0; j < 40; j += 1) {\n" + load("q + (i * 64 + j)"),
            at(0, Summand(ROUND, 512), Summand(OTHER, 4, 40)),
        ),
        (
            "for (int32_t i = 0; i < n; i += 1) {\nfor (int32_t j = 4; j <= 12; j += 4) {\n" + load("q + (i * 64 + j)"),
            at(16, Summand(ROUND, 256), Summand(OTHER, 16, 3)),
        ),
        (
            "for (int32_t i = 0; i < 16; i += 1) {\nfor (int32_t j = 0; j < 16; j += 1) {\n" + load("q + (i * 16 + j)"),
            at(0, Summand(ROUND, 64, 16), Summand(OTHER, 4, 16)),
        ),
        (
            "for (int32_t i = n * 8; i < 1000; i += 4) {\n" + load("q + i"),
            at(0, same("argument 2", 32), Summand(ROUND, 16)),
        ),
        (
            "int32_t m = 0;\nm += 1;\nfor (int32_t i = m; i < 1000; i += 4) {\n" + load("q + i"),
            at(0, Summand(ROUND, 16), Summand(Symbol(1, 0, "start"), 4)),
        ),
        ("for (int32_t i = 0; i < n; i += 1) {\n" + load("q + i % 4 * 8"), at(0, Summand(Symbol(1, 4), 32, 4))),
        # A loop that begins where another one is, or ends at something else than its variable.
        (
            "for (int32_t i = 0; i < n; i += 1) {\nfor (int32_t j = i; j < 8; j += 1) {\n" + load("q + j"),
            at(0, Summand(OTHER, 4), Summand(Symbol(2, 0, "start"), 4)),
        ),
        ("for (int32_t i = 0; n < 40; i += 1) {\n" + load("q + i * 8"), at(0, Summand(ROUND, 32))),
        ("for (int32_t i = -2; i < 40; i += 1) {\n" + load("q + i * 8"), at(-64, Summand(ROUND, 32))),
        ("for (int32_t i = 0; i < n; i += 1) {\n" + load("q + i / 2 * 8"), GlobalPlace(("argument", 1))),
        ("int64_t m{n};\n" + load("q + m"), at(0, same("argument 2", 4))),
        (
            "for (int32_t i = 0; i < n; i += 1) {\n" + load("q + (i % 4 * 8 - i * 2)"),
            at(0, Summand(ROUND, -8), Summand(Symbol(1, 4), 32, 4)),
        ),
        (load("q - 4"), at(-16)),
        ("__gm__ float* r = p + 8;\n" + load("r + 8"), GlobalPlace(("argument", 0), Distance(64), WHOLE)),
        ("__gm__ float* r = p + 8;\nr = q;\n" + load("r + 8"), None),
        ("__gm__ half* r = (__gm__ half*) p;\n" + load("r + 8"), GlobalPlace(("argument", 0), Distance(16), WHOLE)),
        (
            "for (int64_t i = 2; i < n; i += 3) {\n" + load("p + i * 8") + "\n}",
            GlobalPlace(("argument", 0), Distance(64, counted(ROUND, 96)), WHOLE),
        ),
    ],
)
def test_where_a_tensor_is(body: str, place: GlobalPlace | None) -> None:
    assert place_of(body) == place


@pytest.mark.parametrize(
    ("shape", "stride", "layout", "tile", "extent"),
    [
        ("1, 1, 1, 8, 32", "512, 512, 512, 64, 1", "ND", (8, 32), Extent(128, ((256, 8),), (8, 32))),
        ("1, 1, 1, 8, 32", "512, 512, 512, 64, 1", "ND", (8, 64), None),  # another size than that of the tile
        ("1, 1, 1, 8, -1", "512, 512, 512, 64, 1", "ND", (8, 64), None),
        ("1, 1, 1, 0, 64", "512, 512, 512, 64, 1", "ND", (8, 64), None),
        ("1, 1, 8, 64", "512, 512, 64, 1", "ND", (8, 64), None),
        ("1, 1, 1, 8, 64", "512, 512, 512, 1, 8", "DN", (8, 64), WHOLE),
        ("1, 1, 1, 8, 16", "512, 512, 512, 1, 16", "DN", (8, 16), Extent(32, ((64, 16),), (8, 16))),
        ("1, 2, 1, 4, 8", "512, 128, 512, 16, 1", "ND", (8, 8), Extent(32, ((64, 4), (512, 2)), (8, 8))),
        ("1, 2, 1, 4, 8", "512, 32, 512, 8, 1", "ND", (8, 8), Extent(256, (), (8, 8))),
        ("1, 1, 1, 8, 64", "512, 512, 512, 64, 2", "ND", (8, 64), None),
        ("1, 1, 1, 16, 16", "256, 256, 256, 16, 1", "NZ", (16, 16), None),
    ],
)
def test_what_a_tensor_covers(
    shape: str, stride: str, layout: str, tile: tuple[int, int], extent: Extent | None
) -> None:
    type_ = f"pto::Shape<{shape}>, pto::Stride<{stride}>, pto::Layout::{layout}"
    assert place_of(load("p", type_), *tile) == GlobalPlace(("argument", 0), NO_DISTANCE, extent)


@pytest.mark.parametrize(
    ("tile", "shape", "stride", "call", "covered"),
    [
        # ND to ND in L1: from the end of a row to the next one in blocks, of which it counts 65535
        ("Mat, half, 8, 64, RowMajor, NoneBox", "8, 64", "96, 1", "TLOAD(a, t)", True),
        ("Mat, half, 8, 64, RowMajor, NoneBox", "8, 64", "100, 1", "TLOAD(a, t)", False),
        ("Mat, half, 8, 64, RowMajor, NoneBox", "8, 64", "100, 1", "TSTORE(t, a)", False),
        ("Mat, half, 8, 64, RowMajor, NoneBox", "8, 64", "1048576, 1", "TLOAD(a, t)", False),
        # ND to NZ: so many elements from row to row
        ("Mat, half, 16, 64, ColMajor, RowMajor", "16, 64", "65535, 1", "TLOAD(a, t)", True),
        ("Mat, half, 16, 64, ColMajor, RowMajor", "16, 64", "65536, 1", "TLOAD(a, t)", False),
        # from an accumulator: one stride for all rows
        ("Acc, float, 16, 64, ColMajor, RowMajor", "16, 64", "100, 1", "TSTORE(t, a)", True),
        ("Acc, float, 16, 64, ColMajor, RowMajor", "2, 8, 64", "1000, 100, 1", "TSTORE(t, a)", False),
        # to UB: bytes
        ("Vec, half, 8, 64, RowMajor, NoneBox", "8, 64", "1048577, 1", "TLOAD(a, t)", True),
    ],
)
def test_headers_that_step_otherwise(tile: str, shape: str, stride: str, call: str, covered: bool) -> None:
    space, element, rows, cols, layout, box = tile.split(", ")
    fractal = 1024 if space == "Acc" else 512
    words = f"{element}, {rows}, {cols}, BLayout::{layout}, {rows}, {cols}, SLayout::{box}, {fractal}, PadValue::Null"
    missing = 4 - shape.count(",")
    sizes = f"pto::Shape<{'1, ' * missing}{shape}>, pto::Stride<{'1, ' * missing}{stride}>, pto::Layout::ND"
    text = (
        '#include "pto/pto-inst.hpp"\nusing namespace pto;\n'
        f"__global__ AICORE void kernel(__gm__ {element}* p) {{\n"
        f"  #if defined(__DAV_{'VEC' if space == 'Vec' else 'CUBE'}__)\n  Tile<TileType::{space}, {words}> a;\n"
        f"  TASSIGN(a, 0x0);\n  GlobalTensor<{element}, {sizes}> t(p);\n  {call};\n  #endif\n  return;\n}}\n"
    )
    programs = program_file(parse(SourceFile("k.cpp", text))).programs
    actions = [i.action for p in programs for i in p.instructions if isinstance(i.action, TileOp)]
    (place,) = [operand.place for action in actions for operand in action.operands if operand.place is not None]
    assert (place.extent is not None) is covered


def test_a_sum_that_may_wrap_around_is_known_modulo_that() -> None:
    found = place_of("for (uint32_t i = 0; i < n; i += 1) {\n" + load("p + i * 512u") + "\n}")
    assert found == GlobalPlace(("argument", 0), Distance(0, counted(ROUND, 2048), 4 << 32), WHOLE)


def test_two_distances_add_up_where_that_is_one() -> None:
    moving, wrapping = Distance(4, counted(ROUND, 8)), Distance(2, (), 16)
    assert moving.and_also(Distance(3)) == Distance(7, counted(ROUND, 8))
    assert moving.and_also(wrapping) == Distance(6, counted(ROUND, 8), 16)
    assert moving.and_also(moving) == moving.scaled(2)
    assert moving.and_also(Distance(0, counted(OTHER, 2))) == Distance(4, (Summand(ROUND, 8), Summand(OTHER, 2)))
    assert moving.and_also(moving.scaled(-1)) == NO_DISTANCE
    assert wrapping.and_also(Distance(0, (), 24)).modulus == 8


def test_a_tensor_is_in_the_slots_of_one_pipe_only() -> None:
    slot = Tensor(is_null=True)
    part = Tensor(slot, Distance(64), WHOLE)
    assert slot.place() is part.place() is None
    ring, other = (Tensor(("argument", number), NO_DISTANCE) for number in (2, 4))
    taken = slot_of(ring, 4096, 7, 1)
    first = taken.place()
    slot.bound.append(taken)
    assert slot.place() == first
    assert part.place() == GlobalPlace(first.root, Distance(64).and_also(first.distance or NO_DISTANCE), WHOLE)
    assert slots_in(slot.place() or first) == slots_in(part.place() or first) == {Symbol(1, 0, "slot 7")}
    slot.bound.append(slot_of(ring, 4096, 8, 1))
    assert slot.place() == part.place() == GlobalPlace(("argument", 2))
    slot.bound.append(slot_of(other, 4096, 9, 1))
    unknown: list[list[Slot | None]] = [[None], [None, taken], [taken, None]]
    assert all(Tensor(is_null=True, bound=bound).place() is None for bound in unknown)
    assert slot.place() is part.place() is None
    known = Tensor(("argument", 0), NO_DISTANCE)
    known.bound.append(taken)
    assert known.place() is None


def test_a_ring_may_be_anywhere_and_even_in_a_slot_of_its_own() -> None:
    slot = Tensor(is_null=True)
    taken = slot_of(Tensor(), 4096, 7, 1)
    slot.bound.append(taken)
    place = slot.place()
    assert place is not None
    assert place.root == ANYWHERE
    assert slots_in(place) == {Symbol(1, 0, "slot 7")}
    assert slot_of(Tensor(WORDS), 4096, 7, 1).place() == place
    around = Tensor(is_null=True)
    around.bound.append(slot_of(Tensor(around), 4096, 7, 1))
    assert around.place() == place
    for other in (GlobalPlace(("argument", 1), NO_DISTANCE, Extent(4)), place, None):
        assert not apart_in_order(place, other)
        assert not apart_in_proof(place, other)
    assert apart_in_order(place, GlobalPlace(WORDS))
    assert apart_in_proof(place, GlobalPlace(WORDS))


# ---- numbers that may wrap round ----


@pytest.mark.parametrize(("name", "apart"), [("", True), ("value", False), ("start", False)])
def test_what_may_be_any_number_comes_round_at_the_end_of_the_addresses(name: str, apart: bool) -> None:
    """A multiple of 3 is one of 1 modulo 2^64; a loop has not so many rounds."""
    one, other = (
        GlobalPlace(("argument", 0), Distance(start, (Summand(Symbol(1, 0, name), 3),)), Extent(1)) for start in (0, 1)
    )
    assert apart_in_order(one, other) is apart
    assert apart_in_proof(one, other) is apart


def test_a_sum_of_numbers_that_cancel_out_may_overflow() -> None:
    number = fixed_number("n", INT)
    high, low = binary("+", number, Integer(INT, INT.greatest)), binary("-", number, Integer(INT, 1))
    assert high is not None
    assert low is not None
    assert not isinstance(binary("-", high, low), Integer)
    assert binary("-", low, low) == Integer(INT, 0)


@pytest.mark.parametrize(("end", "most"), [("4294000000u", 4294), ("4294967295u", None)])
def test_a_loop_whose_variable_wraps_before_its_end_may_go_on(end: str, most: int | None) -> None:
    found = place_of(f"for (uint32_t i = 0; i < {end}; i += 1000000) {{\n{load('p + i')}\n}}")
    assert found is not None
    assert found.distance is not None
    assert [term.most for term in found.distance.terms] == [most]


def test_a_slot_that_a_jump_may_come_back_to_is_some_slot() -> None:
    with_jump = "again:\n;\n{}if (n > 3) {{\ngoto again;\n}}\n"
    pipe = "TPipe<0, Direction::DIR_C2V, 2048, 8, 8, false>"
    tensor = f"GlobalTensor<float, {ROWS}>"
    pop = f"{tensor} t(nullptr);\nTPOP<{pipe}, {tensor}, TileSplitAxis::TILE_NO_SPLIT>(f, t);\nTLOAD(a, t);\n"
    made = f"auto f = {pipe}(q, 0, 0);\n"
    plain, jumping = place_of(made + pop), place_of(made + with_jump.format("{\n" + pop + "}\n"))
    assert plain is not None
    assert jumping is not None
    assert plain.distance is not None
    assert jumping.distance is None
