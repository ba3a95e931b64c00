"""Custom text of ops whose syntax is written by hand, or has parts that exclude each other."""

from __future__ import annotations

import pytest

from ptofix.mlir.targets import fit, target
from ptofix.mlir.tests.samples import parse
from ptofix.mlir.writer import print_module
from ptofix.text.diagnostics import PtofixError

T = "!pto.tile_buf<vec, 32x32xf32>"
I = "!pto.tile_buf<vec, 32x32xi32>"  # noqa: E741
ARGUMENTS = (
    f"%t: {T}, %u: {T}, %v: {T}, %i: {I}, %n: index, %s: f32, %k: i32, %w: vector<4xi16>, %q: i64, "
    "%p: !pto.ptr<f32, gm>, %e: !pto.tensor_view<32x32xf32>"
)

TEXTS = [
    f"pto.tgather ins(%t, %i : {T}, {I}) outs(%u : {T})",
    f"pto.tgather ins(%t, %i, %v : {T}, {I}, {T}) outs(%u : {T})",
    f"pto.tgather ins(%t, %s, %v : {T}, f32, {T}) outs(%u, %i : {T}, {I}) {{cmpMode = #pto<cmp gt>, offset = 7 : i32}}",
    f"pto.tscatter ins(%t, %i : {T}, {I}) outs(%u : {T})",
    f"pto.tmrgsort ins(%t, %k : {T}, i32) outs(%u : {T})",
    f"pto.tmrgsort ins(%t, %u, %v {{exhausted = true}} : {T}, {T}, {T}) outs(%t, %w : {T}, vector<4xi16>)",
    f"pto.tcolsum ins(%t : {T}) outs(%u : {T})",
    f"pto.tcolsum ins(%t, %v {{isBinary = true}} : {T}, {T}) outs(%u : {T})",
    f"pto.tcvt ins(%t {{rmode = #pto<round_mode RINT>, satmode = #pto<saturation_mode ON>}} : {T}) outs(%u : {T})",
    f"pto.tci ins(%k : i32) outs(%i : {I})",
    f"pto.tmov ins(%t : {T}, %u : {T}) outs(%v : {T})",
    "pto.sync.set <PIPE_V>, 3",
    "pto.sync.wait <PIPE_FIX>, %n",
    'pto.get_buf "PIPE_V", 1, 0',
    "pto.rls_buf[#pto.pipe_event_type<TVEC>, 1, 2]",
    "pto.set_flag[<PIPE_V>, <PIPE_MTE3>, <EVENT_ID1>]",
    "pto.syncall() mode = #pto.sync_all_mode<hard>, core_type = #pto.sync_core_type<mix>",
    "pto.barrier <PIPE_ALL>",
    "pto.aic_initialize_pipe {id = 2, dir_mask = 1, slot_size = 4096, slot_num = 4, local_slot_num = 2, nosplit = true}"
    "(gm_slot_buffer = %p : !pto.ptr<f32, gm>, c2v_consumer_buf = %k : i32)",
    "pto.section.cube {\n      pto.barrier <PIPE_M>\n    }",
    f"%r = pto.subview %t[%n, %n] sizes [16, 16] valid [%n, %n] : {T} -> !pto.tile_buf<vec, 16x16xf32, valid=?x?>",
    "%r = pto.make_tensor_view %p, shape = [%n, %n], strides = [%n, %n] {layout = #pto.layout<nz>} : "
    "!pto.tensor_view<?x?xf32>",
    "%r = pto.partition_view %e, offsets = [%n, %n], sizes = [%n, %n] : !pto.tensor_view<32x32xf32>",
    "%r = pto.partition_view %e, offsets = [%n, %n], sizes = [%n, %n] : !pto.tensor_view<32x32xf32> -> "
    "!pto.partition_tensor_view<8x8xf32>",
    "%r = pto.addptr %p, %n : <f32, gm> -> <f32, gm>",
]

UP_TO_045 = [
    f"pto.tgather ins(%t, {{maskPattern = #pto.mask_pattern<P0101>}} : {T}) outs(%u : {T})",
    f"pto.tscatter ins(%t, {{maskPattern = #pto.mask_pattern<P1111>}} : {T}) outs(%u : {T})",
]
SINCE_060 = [
    f'pto.tgather ins(%t, {{maskPattern = #pto.mask_pattern<P0101>}} : {T}, "col") outs(%u : {T})',
    f'pto.tscatter ins(%t, {{maskPattern = #pto.mask_pattern<P1111>}} : {T}, "row") outs(%u : {T})',
    f"pto.tmrgsort ins(%t, %u no_tmp {{exhausted = true}} : {T}, {T}) outs(%t, %w : {T}, vector<4xi16>)",
    f"pto.tsels ins(%i, %t, %s : {I}, {T}, f32) outs(%u : {T})",
    f"pto.trowmax ins(%t : {T}) outs(%u : {T})",
    f"pto.tstore ins(%t : {T} fp %u : {T}, %q : i64) outs(%v : {T})",
    f"pto.textract ins(%t, %n, %n, %q : {T}, index, index, i64 fp %u : {T}) outs(%v : {T})",
    f"pto.tinsert ins(%t, %n, %n : {T}, index, index fp %u : {T} pre_quant %q : i64) outs(%v : {T}) "
    "{tinsertMode = #pto.tinsert_mode<split2>}",
    f"pto.tquant ins(%t, %u : {T}, {T}) outs(%i, %v : {I}, {T}) {{quant_type = #pto<quant_type INT8_SYM>}}",
    "pto.tpush_to_aic(%e : !pto.tensor_view<32x32xf32>) { split = 1} aiv_subblockid(%q)",
    "pto.set_cross_block <PIPE_FIX>, 0",
    "pto.wait_intra_block <PIPE_V>, %n",
    "pto.fence.barrier_all <gm>",
    "pto.cmo.cacheinvalid %p single_cache_line : !pto.ptr<f32, gm>",
    "pto.cmo.cacheinvalid all #pto.address_space<gm>",
    "pto.syncall(%p, %k : !pto.ptr<f32, gm>, i32) mode = #pto.sync_all_mode<soft>, "
    "core_type = #pto.sync_core_type<aiv_only>",
    "%r = pto.struct_get %z[0] : !pto.struct<f32, i8> -> f32",
    "pto.struct_set %z[0], %s : !pto.struct<f32, i8>, f32",
    f"%r = pto.multi_tile_get %y[%n] : !pto.multi_tile_buf<{T}, count=2> -> {T}",
    "pto.aic_initialize_pipe {dir_mask = 1, slot_size = 64, "
    "acc_push_epilogue = #pto.acc_push_epilogue<layout = nz2nd, quant = no_convert, relu = no_relu>}"
    "(c2v_consumer_buf = %k : i32)",
]


def canonical(line: str, version: str = "0.45") -> str:
    arguments = ARGUMENTS
    for name, kind in (("z", "!pto.struct<f32, i8>"), ("y", f"!pto.multi_tile_buf<{T}, count=2>")):
        arguments += f", %{name}: {kind}" if f"%{name}" in line else ""
    module = parse(f"module {{\n  func.func @f({arguments}) {{\n    {line}\n    return\n  }}\n}}\n")
    fit(module, target(version))
    return print_module(module, target(version))


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("version", ["0.45", "0.60"])
def test_custom_text_is_kept(text: str, version: str) -> None:
    assert f"    {text}\n" in canonical(text, version)


@pytest.mark.parametrize(
    ("text", "version", "other"),
    [*((text, "0.45", "0.60") for text in UP_TO_045), *((text, "0.60", "0.45") for text in SINCE_060)],
)
def test_custom_text_of_some_versions(text: str, version: str, other: str) -> None:
    assert f"    {text}\n" in canonical(text, version)
    with pytest.raises(PtofixError, match=f"assembler {other} cannot express"):
        canonical(text, other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('pto.set_flag["PIPE_V", #pto.pipe<PIPE_M>, <EVENT_ID0>]', "pto.set_flag[<PIPE_V>, <PIPE_M>, <EVENT_ID0>]"),
        ("pto.barrier #pto.pipe<PIPE_V>", "pto.barrier <PIPE_V>"),
        ("pto.get_buf [#pto.pipe<PIPE_V>, 1]", 'pto.get_buf "PIPE_V", 1, 0'),
        (
            "pto.aiv_initialize_pipe {slot_size = 64, dir_mask = 2, id = 0}(v2c_consumer_buf = %k : i32)",
            "pto.aiv_initialize_pipe {dir_mask = 2, slot_size = 64}(v2c_consumer_buf = %k : i32)",
        ),
        (
            f"%r = pto.subview %t[%n, %n] sizes [16, 16] : {T}",
            f"%r = pto.subview %t[%n, %n] sizes [16, 16] : {T} -> !pto.tile_buf<vec, 16x16xf32>",
        ),
        (
            f"pto.tgather ins(%t, %i : {T}, {I}) outs(%u : {T}) {{a}}",
            f"pto.tgather ins(%t, %i : {T}, {I}) outs(%u : {T}) {{a}}",
        ),
        ("%r = pto.addptr %p, %n : !pto.ptr<f32> -> !pto.ptr<f32>", "%r = pto.addptr %p, %n : <f32, gm> -> <f32, gm>"),
    ],
)
def test_other_spellings(text: str, expected: str) -> None:
    assert f"    {expected}\n" in canonical(text)


@pytest.mark.parametrize(
    "text",
    [
        f'"pto.tmov"(%t, %u, %q) <{{operandSegmentSizes = array<i32: 1, 1, 0, 1>}}> : ({T}, {T}, i64) -> ()',
        '%r = "pto.initialize_l2g2l_pipe"(%e) <{dir_mask = 1 : i8, flag_base = 0 : i32, operandSegmentSizes = '
        "array<i32: 1, 0, 0>, slot_num = 8 : i32, slot_size = 4096 : i32}> : (!pto.tensor_view<32x32xf32>)"
        " -> !pto.pipe",
        f'"pto.tscatter"(%t, %u, %i) <{{maskPattern = #pto.mask_pattern<P1111>}}> : ({T}, {T}, {I}) -> ()',
        f'"pto.tgather"(%t, %u, %i) <{{maskPattern = #pto.mask_pattern<P0101>, operandSegmentSizes = '
        f"array<i32: 1, 1, 0, 1, 0, 0>}}> : ({T}, {T}, {I}) -> ()",
        '%r = "pto.make_tensor_view"(%p, %n, %n) <{operandSegmentSizes = array<i32: 1, 1, 1>}> : '
        "(!pto.ptr<f32, gm>, index, index) -> !pto.tensor_view<?xf16>",
        f'%r = "pto.subview"(%t, %n, %n, %n) <{{operandSegmentSizes = array<i32: 1, 2, 1, 0>, sizes = [16, 16]}}> : '
        f"({T}, index, index, index) -> !pto.tile_buf<vec, 16x16xf32, valid=?x16>",
    ],
)
def test_what_the_custom_form_cannot_hold_stays_generic(text: str) -> None:
    assert f"    {text}\n" in canonical(text)


def test_section_without_ops_has_a_block_in_generic_form() -> None:
    module = parse("module {\n  func.func @f() {\n    pto.section.vector {\n    }\n    return\n  }\n}\n")
    generic = print_module(module, target("0.60"), "generic")
    assert '"pto.section.vector"() ({\n    ^bb0:\n    })' in generic
    assert print_module(parse(generic), target("0.60")) == print_module(module, target("0.60"))


def test_inherent_attributes_of_old_bindings_become_properties() -> None:
    sizes = "{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}"
    text = f'"pto.tload"(%e, %t) {sizes} : (!pto.tensor_view<32x32xf32>, {T}) -> ()'
    assert f"pto.tload ins(%e : !pto.tensor_view<32x32xf32>) outs(%t : {T})" in canonical(text)


@pytest.mark.parametrize(
    ("text", "order"), [(f"(%t, %i, %u) : ({T}, {I}, {T})", "old"), (f"(%t, %u, %i) : ({T}, {T}, {I})", "new")]
)
def test_operand_order_of_both_versions(text: str, order: str) -> None:
    assert order in ("old", "new")
    assert f"pto.tscatter ins(%t, %i : {T}, {I}) outs(%u : {T})" in canonical(f'"pto.tscatter"{text} -> ()')


def test_scratch_of_a_conversion_stands_last_in_old_generic_text() -> None:
    old = f'"pto.tcvt"(%t, %i, %u) <{{rmode = #pto<round_mode RINT>}}> : ({T}, {I}, {T}) -> ()'
    custom = f"pto.tcvt ins(%t, %u {{rmode = #pto<round_mode RINT>}} : {T}, {T}) outs(%i : {I})"
    assert custom in canonical(old, "0.37")
    assert custom in canonical(custom, "0.37")
    assert custom in canonical(custom, "0.60")


@pytest.mark.parametrize(
    "text",
    [
        f"pto.tgather ins(%t, %i, %u, %v : {T}, {I}, {T}, {T}) outs(%u : {T})",
        "pto.syncall(%k, %k, %k : i32) mode = #pto.sync_all_mode<soft>, core_type = #pto.sync_core_type<mix>",
        "pto.aic_initialize_pipe {dir_mask = 1}(c2v_consumer_buf = %k : i32)",
        "pto.aic_initialize_pipe {dir_mask = 1, slot_size = 1, colour = 2}(c2v_consumer_buf = %k : i32)",
        'pto.get_buf "PIPE_Z", 1',
        f"pto.tadd ins(%t, %u : {T}) outs(%v : {T})",
        f"pto.tmrgsort ins(%t, %u, %v : {T}, {T}) outs(%t, %w : {T}, vector<4xi16>)",
        f"pto.tscatter ins(%t, %i, {{maskPattern = #pto.mask_pattern<P1111>}} : {T}, {I}) outs(%u : {T})",
        f"pto.tscatter ins(%t : {T}) outs(%u : {T})",
        f"pto.tsels ins(%i, %t : {I}, {T}) outs(%u : {T})",
        "%r = pto.make_tensor_view %p, shape = [%n], strides = [%n] : f32",
        "%r = pto.partition_view %e, offsets = [%n], sizes = [%n] : !pto.tensor_view<32x32xf32>",
        f"%r = pto.subview %t[%n, %n] sizes [16] : {T}",
    ],
)
def test_malformed_text(text: str) -> None:
    with pytest.raises(PtofixError) as caught:
        canonical(text)
    place = caught.value.diagnostics[0].place
    assert place is not None
    assert place.line == 3


def test_unknown_op_stays_generic_with_a_remark() -> None:
    text = '%r = "pto.novel"(%t) {a = 1 : i32} : (' + T + ") -> index"
    module = parse(f"module {{\n  func.func @f({ARGUMENTS}) {{\n    {text}\n    return\n  }}\n}}\n")
    assert text in print_module(module, target("0.45"))
    assert [remark.code for remark in module.remarks] == ["PF490"]
    assert str(module.remarks[0].place) == "k.pto:3:10"


def test_an_op_whose_custom_form_loses_text_is_written_in_generic_form() -> None:
    body = "scf.execute_region {\n      pto.barrier <PIPE_ALL>\n      scf.yield\n    }"
    written = canonical(body)
    assert '"scf.execute_region"' in written
    assert "scf.yield" in written
