"""Lint rules on IR: each finds its fault and keeps quiet without it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ptofix.mlir.lint import lint, memory_table, render_memory_table
from ptofix.mlir.tests.samples import kernel_module, parse
from ptofix.testing.corpus import IR

T = "!pto.tile_buf<vec, 64x128xf32>"
VIEW = "!pto.tensor_view<64x128xf32>"


def codes(text: str) -> list[str]:
    return [finding.code for finding in lint(parse(text))]


def function(body: str, arguments: str = "%n: index, %c: i1", attributes: str = "") -> str:
    return f"func.func @f({arguments}) {attributes}{{\n{body}\n  return\n}}\n"


@pytest.mark.parametrize("path", sorted((IR / "generic").glob("*.mlir")), ids=lambda p: p.stem)
def test_the_corpus_is_clean(path: Path) -> None:
    # The planner of n_address_reuse has to overlay tiles: that is what the kernel is for.
    expected = ["PF420"] if path.stem == "n_address_reuse" else []
    assert [finding.code for finding in lint(kernel_module(path))] == expected


def test_memory_table() -> None:
    path = IR / "generic" / "fa_q128_s256_p4.mlir"
    uses = memory_table(kernel_module(path))
    assert [(u.function, u.memory, u.tiles, u.bytes, u.budget) for u in uses] == [
        ("fa_cube", "L1", 7, 229376, 524288),
        ("fa_cube", "L0A", 2, 65536, 65536),
        ("fa_cube", "L0B", 2, 65536, 65536),
        ("fa_cube", "L0C", 2, 131072, 131072),
        ("fa_vector", "UB", 22, 182016, 196608),
    ]
    assert render_memory_table(uses).splitlines()[-1] == "fa_vector  UB         22  182016  196608   93 %"


def test_tiles_that_only_fit_overlaid() -> None:
    tiles = "\n".join(f"  %t{i} = pto.alloc_tile : {T}" for i in range(7))
    findings = lint(parse(function(tiles)))
    assert [(f.code, f.severity.value) for f in findings] == [("PF420", "undecided")]
    assert "229376 bytes of 196608" in findings[0].message


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("  %t = pto.alloc_tile : !pto.tile_buf<vec, 256x256xf32>", ["PF420"]),
        (f"  %o = arith.constant 180000 : i64\n  %t = pto.alloc_tile addr = %o : {T}", ["PF420"]),
        (f"  %o = arith.constant 1024 : i64\n  %t = pto.alloc_tile addr = %o : {T}", []),
        ('  %b = pto.reserve_buffer {name = "b", size = 200000, location = <vec>, auto = true} -> i32', ["PF420"]),
    ],
)
def test_single_allocations(body: str, found: list[str]) -> None:
    assert codes(function(body)) == found


@pytest.mark.parametrize(("size", "found"), [(32768, []), (65536, []), (131072, ["PF421"])])
def test_slot_tensor(size: int, found: list[str]) -> None:
    body = f"  pto.aic_initialize_pipe {{dir_mask = 1, slot_size = {size}}}(gm_slot_tensor = %s : {VIEW})"
    assert codes(function(body, f"%s: {VIEW}")) == found


@pytest.mark.parametrize(("slots", "found"), [(2, []), (3, ["PF421"])])
def test_memory_of_the_slots(slots: int, found: list[str]) -> None:
    body = (
        '  %s = "pto.make_tensor_view"(%m, %n, %n, %n, %n) {operandSegmentSizes = array<i32: 1, 2, 2>} : '
        f"(memref<16384xf32>, index, index, index, index) -> {VIEW}\n"
        f"  pto.aic_initialize_pipe {{dir_mask = 1, slot_size = 32768, slot_num = {slots}}}"
        f"(gm_slot_tensor = %s : {VIEW})"
    )
    assert codes(function(body, "%m: memref<16384xf32>, %n: index")) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (
            f"  %t = pto.alloc_tile : {T}\n"
            f"  %r:2 = scf.for %i = %n to %n step %n iter_args(%x = %t, %y = %t) -> ({T}, {T}) {{\n"
            f"    scf.yield %y, %x : {T}, {T}\n  }}",
            ["PF422"],
        ),
        (
            f"  %t = pto.alloc_tile : {T}\n  %u = pto.alloc_tile : {T}\n"
            f"  %r:2 = scf.for %i = %n to %n step %n iter_args(%x = %t, %y = %u) -> ({T}, {T}) {{\n"
            f"    scf.yield %y, %x : {T}, {T}\n  }}",
            [],
        ),
        (f"  %t = pto.alloc_tile : {T}\n  %x = arith.select %c, %t, %t : {T}", ["PF422"]),
        (
            f"  %t = pto.alloc_tile : {T}\n  %x = scf.if %c -> ({T}) {{\n    scf.yield %t : {T}\n  }} else {{\n"
            f"    scf.yield %t : {T}\n  }}",
            ["PF422"],
        ),
    ],
)
def test_one_tile_for_both_buffers(body: str, found: list[str]) -> None:
    assert codes(function(body)) == found


@pytest.mark.parametrize(("second", "found"), [(0, ["PF422"]), (32768, [])])
def test_two_tiles_at_one_address(second: int, found: list[str]) -> None:
    view = "!pto.partition_tensor_view<64x128xf32>"
    body = (
        "  %a = arith.constant 0 : i64\n"
        f"  %b = arith.constant {second} : i64\n"
        f"  %t = pto.alloc_tile addr = %a : {T}\n  %u = pto.alloc_tile addr = %b : {T}\n"
        f"  scf.for %i = %n to %n step %n {{\n    pto.tload ins(%v : {view}) outs(%t : {T})\n"
        f"    pto.tload ins(%v : {view}) outs(%u : {T})\n  }}"
    )
    assert codes(function(body, f"%n: index, %v: {view}")) == found


@pytest.mark.parametrize(
    ("knobs", "found"),
    [
        ("EXP_RING = 3 : i32, QK_PRELOAD = 3 : i32", []),
        ("EXP_RING = 2 : i32, QK_PRELOAD = 3 : i32", ["PF423"]),
        ("pto.knobs = {S1 = 1024 : i32, S1_TILE = 256 : i32, QK_PRELOAD = 4 : i32}", []),
        ("S1 = 512 : i32, S1_TILE = 256 : i32, QK_PRELOAD = 4 : i32", ["PF423"]),
        ("S1 = 1000 : i32, S1_TILE = 256 : i32", ["PF423"]),
        ("S1 = 1000 : i32", []),
    ],
)
def test_knobs_of_flash_attention(knobs: str, found: list[str]) -> None:
    assert codes(function("", attributes=f"attributes {{{knobs}}} ")) == found


def test_disagreeing_ends_are_findings_too() -> None:
    text = "".join(
        f"func.func @{core}(%s: i32) {{\n  pto.{core}_initialize_pipe {{dir_mask = 1, slot_size = 64, "
        f"local_slot_num = {number}}}(c2v_consumer_buf = %s : i32)\n  return\n}}\n"
        for core, number in (("aic", 2), ("aiv", 9))
    )
    assert codes(text) == ["PF431", "PF430"]
