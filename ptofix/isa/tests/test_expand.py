"""The micro-steps of every op: variants by shape, drains at both ends, unions where a shape is set at run time."""

import pytest

from ptofix.hardware.pipe import Pipe
from ptofix.isa.architecture import A2A3
from ptofix.isa.expand import Expansion, OpCall, Operand, Unknown, _access, effects, expand, forms
from ptofix.isa.row import PIPE_ROLES, Mention
from ptofix.isa.rules import Walk
from ptofix.isa.tests.build import GM, PIPE, SCALAR, access, column, run, stages, text, tile, unknown
from ptofix.isa.walk import NEVER, BlockOrder

BIG = tile(32, 256)
ROW = tile(1, 256)
MASK = tile(32, 256, "uint8_t")


def plausible(role: str) -> Operand:
    """An operand that fits a role of the table."""
    if role in ("w", "r", "rw", "-", "alias", "meta", "entry-w", "entry-r"):
        return BIG
    if role.startswith("global"):
        return GM
    return PIPE if role in PIPE_ROLES else SCALAR


FORMS = [
    (name, number)
    for name in A2A3.ops.names()
    if (found := A2A3.row(name)) is not None and found.unknown is None
    for number in range(len(found.form))
]


@pytest.mark.parametrize(("name", "number"), FORMS)
def test_every_form_has_an_answer(name: str, number: int) -> None:
    """Full fp32 tiles in every role: an expansion, or a reason. Accesses lie in the operands that were given."""
    found_row = A2A3.row(name)
    assert found_row is not None
    form = found_row.form[number]
    operands = tuple(plausible(operand.role) for operand in form.operands)
    call = OpCall(name, operands, A2A3)
    for found in (expand(call), effects(call)):
        if isinstance(found, Unknown):
            assert form.unknown or form.when, (name, found)
            continue
        for stage in stages(found):
            assert stage.pipe in tuple(Pipe)
            assert stage.repeats == 0 or stage.pipe == "V"
            for a in stage.accesses:
                assert (a.operand is None) is (a.scratch is not None)
                assert a.operand is None or operands[a.operand].kind in ("tile", "global", "pipe")
                assert a.length > 0 or (a.operand is not None and operands[a.operand].kind in ("global", "pipe"))
                assert a.order is None or 32 * len(a.order.first) >= a.length
                assert a.order is None or a.order.repeats == stage.repeats
        assert all(0 <= index < len(operands) for index in found.rebinds)


def test_rows_without_forms_say_why() -> None:
    for name in A2A3.ops.names():
        op = A2A3.row(name)
        assert op is not None
        if op.unknown is not None:
            assert A2A3.classify(name) == "unknown"
            assert op.unknown in unknown(name, BIG)
        elif op.kind in ("tile-op", "alias"):
            assert op.form, name
        else:
            assert A2A3.classify(name) in ("sync", "pure")


def test_classes() -> None:
    kinds = {"TADD": "tile-op", "TRESHAPE": "alias", "TASSIGN": "alias", "set_flag": "sync", "get_block_idx": "pure",
             "TSYNC": "unknown", "TMATMUL_MX": "unknown", "my_helper": "unknown", "pto::TADD": "tile-op"}  # fmt: skip
    assert {name: A2A3.classify(name) for name in kinds} == kinds


# name, operands, (leading, internal, trailing drain): pitfalls section 6 and the drain fields of the op table
DRAINS: list[tuple[str, tuple[Operand, ...], tuple[bool, bool, bool]]] = [
    *[(name, (BIG, BIG, BIG), (False, False, False)) for name in ("TADD", "TSUB", "TMUL", "TDIV", "TMAX")],
    *[(name, (BIG, BIG), (False, False, False)) for name in ("TEXP", "TMOV", "TNEG", "TSQRT")],
    *[(name, (BIG, BIG, SCALAR), (False, False, False)) for name in ("TMULS", "TADDS", "TCVT", "TAXPY")],
    ("TEXPANDS", (BIG, SCALAR), (False, False, False)),
    ("TCMP", (MASK, BIG, BIG, SCALAR), (False, False, False)),
    ("TRECIP", (BIG, BIG), (False, True, False)),
    ("TSEL", (BIG, MASK, BIG, BIG, MASK), (False, True, False)),
    ("TSELS", (BIG, MASK, BIG, MASK, SCALAR), (False, True, False)),
    ("TFILLPAD", (BIG, BIG), (False, True, False)),
    ("TFILLPAD_INPLACE", (BIG, BIG), (False, True, False)),
    *[(name, (ROW, ROW), (False, True, True)) for name in ("TFILLPAD", "TFILLPAD_EXPAND", "TFILLPAD_INPLACE")],
    ("TFILLPAD", (ROW, tile(1, 256, valid=(1, None))), (False, True, True)),
    ("TFILLPAD", (tile(1, 256, valid=(1, None)), ROW), (False, False, False)),  # returns at once where dst is empty
    ("TFILLPAD", (ROW, tile(1, 256, valid=(None, 256))), (False, False, False)),  # a row may be below those of src
    ("TFILLPAD_INPLACE", (ROW, tile(1, 256, valid=(1, None))), (False, True, True)),
    ("TFILLPAD_INPLACE", (tile(1, 256, valid=(0, 256)), ROW), (False, False, False)),
    ("TFILLPAD_INPLACE", (ROW, tile(1, 256, valid=(0, 256))), (False, False, False)),
    ("TFILLPAD_EXPAND", (BIG, ROW), (False, True, False)),  # rows below the only one of the source
    ("TFILLPAD_INPLACE", (tile(1, 256, "int8_t"), tile(1, 256, "int8_t")), (False, True, False)),
    ("TROWEXPANDMUL", (BIG, BIG, column(32)), (False, True, False)),
    ("TROWEXPANDMUL", (BIG, BIG, tile(32, 8)), (False, False, False)),
    ("TROWEXPANDMUL", (BIG, BIG, column(32), BIG), (False, True, False)),
    ("TROWEXPANDEXPDIF", (BIG, BIG, tile(32, 8)), (False, True, False)),
    ("TROWEXPAND", (BIG, column(32)), (True, True, False)),
    *[(name, (column(32), BIG, BIG), (False, True, True)) for name in ("TROWMAX", "TROWMIN", "TROWSUM")],
    ("TROWMAX", (column(32), tile(32, 64), tile(32, 64)), (False, True, True)),
    ("TROWMAX", (column(32), tile(32, 128), tile(32, 128)), (False, True, True)),
    ("TROWMAX", (column(32), tile(32, 256, valid=(None, None)), BIG), (False, True, True)),
    ("TROWMAX", (column(32), tile(32, 256, valid=(32, None)), tile(32, 32)), (False,) * 3),  # may return at once
    ("TROWMAX", (column(32, "int32_t"), tile(32, 256, "int32_t"), tile(32, 256, "int32_t")), (False, True, True)),
    *[(name, (tile(1, 256), BIG), (False, True, True)) for name in ("TCOLMAX", "TCOLMIN", "TCOLPROD", "TCOLSUM")],
    ("TCOLMAX", (tile(1, 256), tile(1, 256)), (False, True, True)),
    ("TCOLSUM", (tile(1, 256), tile(1, 256)), (False, False, False)),
    ("TCOLSUM", (tile(1, 256), tile(1, 256), BIG, SCALAR), (False, True, True)),
    ("TCOLSUM", (tile(1, 256), BIG, BIG, SCALAR), (False, True, True)),
    ("TCOLSUM", (tile(1, 256), tile(32, 256, valid=(None, 256))), (False, False, False)),
    ("TTRI", (BIG, SCALAR), (False, True, True)),
    ("TREM", (BIG, BIG, BIG, BIG), (False, True, True)),
    ("TREMS", (BIG, BIG, SCALAR, BIG), (False, True, True)),
    ("TFMOD", (BIG, BIG, BIG), (False, True, True)),
    ("TSHL", (BIG, BIG, BIG), (True, True, True)),
    ("TSHR", (BIG, BIG, BIG), (True, True, True)),
    ("TDIVS", (tile(32, 256, "int32_t"), tile(32, 256, "int32_t"), SCALAR), (True, True, True)),
    ("TCVT", (tile(32, 256, "half"), tile(32, 256, "int32_t"), SCALAR), (True, True, False)),
    ("TSORT32", (BIG, BIG, BIG), (False, True, True)),
    ("TXOR", (BIG, BIG, BIG, BIG), (False, True, False)),
    ("TANDS", (BIG, BIG, SCALAR), (False, True, False)),
    ("TQUANT", (tile(32, 256, "int8_t"), BIG, column(32), BIG), (False, True, True)),
    ("TPRINT", (BIG,), (True, True, True)),
    ("TCI", (tile(1, 64, "int32_t"), SCALAR, tile(1, 640)), (False, True, False)),  # it may count down
]  # fmt: skip


@pytest.mark.parametrize(("name", "operands", "drains"), DRAINS)
def test_drains(name: str, operands: tuple[Operand, ...], drains: tuple[bool, bool, bool]) -> None:
    found = run(name, *operands)
    assert (found.leading_drain, found.internal_drain, found.trailing_drain) == drains


STEPS: list[tuple[str, tuple[Operand, ...], list[str]]] = [
    ("TADD", (BIG, BIG, BIG), ["V 1 2 -> 0"]),
    ("TROWEXPANDMUL", (BIG, BIG, column(32)), ["V 2 -> tmp_ub", "barrier", "V 1 tmp_ub -> 0"]),
    ("TROWEXPANDMUL", (BIG, BIG, tile(32, 8)), ["V 1 2 -> 0"]),
    ("TROWEXPANDMUL", (BIG, BIG, column(32), BIG), ["V 2 -> 3", "barrier", "V 1 3 -> 0"]),
    ("TROWEXPANDMUL", (BIG, column(32), BIG), ["V 1 -> tmp_ub", "barrier", "V 2 tmp_ub -> 0"]),  # operands swap
    ("TROWEXPANDDIV", (tile(512, 64), tile(512, 64), column(512)),
     ["V 2 -> tmp_ub", "barrier", "V 1 tmp_ub -> 0", "barrier"] * 2),
    ("TROWEXPANDEXPDIF", (BIG, BIG, column(32)),
     ["V 2 -> tmp_ub", "barrier", "V 1 tmp_ub -> 0", "barrier", "V 0 -> 0"]),
    ("TROWMAX", (column(32), BIG, BIG), ["V 1 -> 2", *["barrier", "V 2 -> 2"] * 2, "barrier", "V 2 -> 0", "barrier"]),
    ("TROWMAX", (column(64), tile(64, 128), BIG),
     ["V 1 -> 2", "barrier", "V 2 -> 2", "barrier", "V 2 -> 0", "barrier"]),
    ("TROWMAX", (column(16), tile(16, 512), BIG),
     ["V 1 -> 2", "barrier", "V 2 -> 2", "barrier", "V 2 -> 0", "barrier"]),
    ("TROWSUM", (column(32), tile(32, 128), tile(32, 128)),
     ["V 1 -> 2", *["barrier", "V 1 2 -> 2"] * 2, "barrier", "V 2 -> 0", "barrier"]),
    ("TROWSUM", (tile(32, 8, valid=(32, 1)), BIG, BIG),  # row-major dst: no fast path
     ["V 1 -> 2", *["barrier", "V 1 2 -> 2"] * 2, "barrier", "V 2 -> 0", "barrier"]),
    ("TROWSUM", (column(8), tile(8, 64), tile(8, 64)), ["V 1 -> 0", "barrier"]),
    ("TROWSUM", (column(8), tile(8, 96), tile(8, 32)), []),  # the header returns at once
    ("TMATMUL_ACC", (tile(128, 128, space="Acc"),) * 2 + (tile(128, 128, "half", space="Left"),
     tile(128, 128, "half", space="Right")), ["M 0 2 3 -> 0"]),
    ("TLOAD", (BIG, GM), ["MTE2 1 -> 0"]),
    ("TSTORE", (GM, BIG), ["MTE3 1 -> 0"]),
    ("TSTORE", (GM, tile(128, 128, space="Acc")), ["FIX 1 -> 0"]),
    ("TMOV", (tile(64, 64, space="Left"), tile(64, 64, space="Mat")), ["MTE1 1 -> 0"]),
    ("TMOV", (tile(64, 64, space="Mat"), tile(64, 64, space="Acc")), ["FIX 1 -> 0"]),
    ("TEXTRACT", (tile(64, 64, space="Right"), tile(64, 64, space="Mat"), SCALAR, SCALAR), ["MTE1 1 -> 0"]),
    ("TEXPANDS", (tile(64, 64, space="Mat"), SCALAR), ["MTE2 -> 0"]),
    ("TFILLPAD", (tile(64, 64, space="Mat"), tile(64, 64, space="Mat")), ["MTE2 -> 0"]),
    ("TPOP", (PIPE, BIG), ["MTE2 0 -> 1"]),
    ("TPOP", (PIPE, GM), []),
    ("TPUSH", (PIPE, BIG), ["MTE3 1 -> 0"]),
    ("TPUSH", (PIPE, tile(128, 128, space="Acc")), ["FIX 1 -> 0"]),
    ("TPUSH", (PIPE, GM), []),
    ("TCI", (tile(1, 64, "int32_t"), SCALAR), ["S -> 0"]),
    ("TMRGSORT", (BIG, SCALAR, BIG, BIG, BIG), ["V 3 4 -> 2", "barrier", "V 2 -> 0"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "operands", "steps"), STEPS)
def test_steps(name: str, operands: tuple[Operand, ...], steps: list[str]) -> None:
    if name == "TROWEXPANDDIV":
        steps = steps[:-1]
    assert text(run(name, *operands)) == steps


def test_scratch_of_a_row_expand() -> None:
    """256 bytes per eight rows, absolute in UB; the whole padded height if the rows are set at run time."""
    for rows, valid, length in ((32, 32, 1024), (32, 20, 768), (32, None, 1024), (240, 240, 7680), (512, None, 8192)):
        found = run("TROWEXPANDMUL", *[tile(rows, 64, valid=(valid, 64))] * 2, column(rows))
        used = [a for stage in stages(found) for a in stage.accesses if a.scratch]
        assert {(a.offset, a.length) for a in used} == {(188416, length)}
        assert {a.write for a in used} == {True, False}


def test_divide_by_a_scalar_in_place() -> None:
    """The header compares addresses: one multiply in place, broadcast and divide otherwise, both if not known."""
    here, there, nowhere = tile(32, 256, at=0), tile(32, 256, at=4096), BIG
    in_place = run("TDIVS", here, here, SCALAR)
    assert text(in_place) == ["V 0 -> 0"]
    assert stages(in_place)[0].repeats == 128
    assert text(run("TDIVS", here, there, SCALAR)) == ["V -> 0", "barrier", "V 1 0 -> 0"]
    for a, b in ((nowhere, nowhere), (here, nowhere), (tile(32, 256, at="x"), tile(32, 256, at="y"))):
        found = run("TDIVS", a, b, SCALAR)
        assert text(found) == ["V 0 1 -> 0"]
        assert stages(found)[0].repeats == 128  # as many as the multiply has, and the division
        assert any("union" in note for note in found.notes)
    assert text(run("TDIVS", tile(32, 256, at=("v", 3)), tile(32, 256, at=("v", 3)), SCALAR)) == ["V 0 -> 0"]
    assert text(run("TDIVS", here, SCALAR, here)) == ["V -> 0", "barrier", "V 2 0 -> 0"]


@pytest.mark.parametrize("name", ["TROWMAX", "TROWSUM"])
def test_run_time_width_is_covered_by_the_union(name: str) -> None:
    """Every static width gives edges that the run-time width has too."""
    union = run(name, column(32), tile(32, 256, valid=(32, None)), BIG)
    for width in (1, 63, 64, 65, 127, 128, 200, 255, 256):
        one = run(name, column(32), tile(32, 256, valid=(32, width)), BIG)
        assert {(a.operand, a.write) for s in stages(one) for a in s.accesses} <= {
            (a.operand, a.write) for s in stages(union) for a in s.accesses
        }
        assert one.trailing_drain or not union.trailing_drain
        assert one.internal_drain or not union.internal_drain


def test_run_time_rows_are_covered_by_the_union() -> None:
    union = run("TROWEXPANDMUL", *[tile(512, 64, valid=(None, 64))] * 2, column(512))
    assert set(" ".join(text(union)).split()) == {"V", "0", "1", "2", "tmp_ub", "->"}, (
        "which source is full is open, too"
    )
    for rows in (8, 240, 255):
        one = run("TROWEXPANDMUL", *[tile(512, 64, valid=(rows, 64))] * 2, column(512, valid=rows))
        assert text(one) == ["V 2 -> tmp_ub", "barrier", "V 1 tmp_ub -> 0"]


def test_an_empty_valid_shape_may_skip_the_drains() -> None:
    """TCOLMAX returns at once and TTRI loops over no rows; a row reduction drains in any case."""
    part = tile(32, 256, valid=(None, 256))
    for name, operands in (("TCOLMAX", (tile(1, 256), part)), ("TTRI", (part, SCALAR)), ("TSHL", (part,) * 3)):
        assert run(name, *[BIG if o is part else o for o in operands]).trailing_drain
        assert not run(name, *operands).internal_drain
    assert run("TROWMAX", column(32), part, BIG).trailing_drain
    whole = tile(32, 256, "int32_t", valid=(None, 256))
    assert not run("TROWMAX", column(32, "int32_t"), whole, whole).trailing_drain


def test_full_operand_left_open() -> None:
    """Both sources may have the shape of dst: either may be the expanded one."""
    open_shape = tile(32, 8, valid=(None, None))
    found = run("TCOLEXPANDADD", open_shape, open_shape, open_shape)
    (stage,) = stages(found)
    assert {(a.operand, a.write) for a in stage.accesses} == {(0, True), (1, False), (2, False)}
    assert stage.repeats == 0


def test_ops_model_is_one_access_of_the_named_operands() -> None:
    def one(name: str, *operands: Operand) -> list[str]:
        found = effects(OpCall(name, operands, A2A3))
        assert isinstance(found, Expansion)
        assert all(a.order is None and a.scratch is None for stage in stages(found) for a in stage.accesses)
        return text(found)

    assert one("TROWEXPANDMUL", BIG, BIG, column(32)) == ["V 1 2 -> 0"]
    assert one("TROWMAX", column(32), BIG, BIG) == ["V 1 2 -> 0 2"]
    assert one("TDIVS", tile(8, 64, at=0), tile(8, 64, at=9), SCALAR) == ["V 0 1 -> 0"]  # dst serves as scratch
    assert one("TSHL", BIG, BIG, BIG) == ["V 1 2 -> 0"]
    assert one("TRESHAPE", BIG, BIG) == []
    assert one("TLOAD", BIG, GM) == ["MTE2 1 -> 0"]
    assert one("TPOP", PIPE, BIG) == ["MTE2 0 -> 1"]


def test_rebinding() -> None:
    assert run("TRESHAPE", BIG, BIG).rebinds == (0,)
    assert run("TASSIGN", BIG, SCALAR).rebinds == (0,)
    assert run("TPOP", PIPE, BIG).rebinds == run("TPOP", PIPE, GM).rebinds == run("TALLOC", PIPE, GM).rebinds == (1,)
    assert run("TADD", BIG, BIG, BIG).rebinds == ()


def test_unknown_calls() -> None:
    assert "not in the op table" in unknown("TFOO", BIG)
    assert "A5" in unknown("TMATMUL_MX", BIG)
    assert "no form" in unknown("TADD", BIG, BIG)
    assert "no form" in unknown("TADD", BIG, BIG, Operand("unknown"))
    assert "no form" in unknown("TADD", BIG, BIG, SCALAR)
    assert "no form" in unknown("TADD", BIG, BIG, Operand("tile", None))
    assert "no form" in unknown("TMOV", tile(8, 64), tile(8, 64, space="Mat"))
    assert "no form" in unknown("TPOP", PIPE, Operand("unknown"))
    assert "pointer" in unknown("TQUANT", BIG, BIG, column(32), BIG, SCALAR)


def test_lengths() -> None:
    """Extents, not padded sizes; whole tiles where an op leaves its valid region."""
    divide = run("TROWEXPANDDIV", *[tile(64, 128, valid=(32, 128))] * 2, column(64, valid=32))
    assert access(stages(divide)[0], 2, False).length == 128
    pop = run("TPOP", PIPE, tile(64, 128, valid=(32, 128)))
    assert access(stages(pop)[0], 1, True).length == 32768
    compare = run("TCMP", tile(4, 32, "uint8_t"), tile(4, 32), tile(4, 32), SCALAR)
    assert access(stages(compare)[0], 1, False).length == 3 * 128 + 256  # a repeat past the last row's end
    empty = run("TADD", *[tile(8, 64, valid=(8, 0))] * 3)
    assert stages(empty)[0].accesses == ()


def test_an_order_ends_an_access_only_where_it_tells_all_of_it() -> None:
    """Of blocks that nothing is said about, nothing is left out."""
    tile_of_four_blocks = tile(1, 32)
    touched, never = (0,), (NEVER,)
    for first, length in ((touched + never * 3, 32), (touched * 2 + never * 2, 64), (touched + never * 2, 128)):
        walk = Walk(1, {"src": BlockOrder(1, first, first)})
        found = _access(Mention("src", False, ""), False, {"src": 0}, (tile_of_four_blocks,), walk, A2A3)
        assert found is not None
        assert found.length == length


@pytest.mark.parametrize("width", [1, 60, 64, 100, 128, 200, None])
@pytest.mark.parametrize("dtype", ["int32_t", "int16_t"])
def test_iota_that_counts_up_is_drained_at_its_end(dtype: str, width: int | None) -> None:
    """TCI.hpp: TCI_b32_repeat, TCI_b32_normal, TCI_b16_normal, TCI_IMPL end in a barrier, or in a product with -1."""
    counted = tile(1, 256, dtype, valid=(1, width), static=width is not None)

    def drained(*template: str) -> bool:
        found = expand(OpCall("TCI", (counted, SCALAR, tile(1, 640)), A2A3, template))
        assert isinstance(found, Expansion)
        return found.trailing_drain

    assert drained("Tile", "Tile", dtype, "0")
    for doubtful in (("Tile", "Tile", dtype, "1"), ("Tile", "Tile", dtype, "kDown"), (), ("Tile", "Tile", dtype, "-0")):
        assert not drained(*doubtful)


def test_print_reads() -> None:
    """TPrint.hpp: TPrintTileImpl and TPrintGlobalTensorImpl store nothing."""
    for operand in (BIG, Operand("global")):
        found = stages(run("TPRINT", operand))
        assert [(stage.pipe, a.operand, a.write) for stage in found for a in stage.accesses] == [("S", 0, False)]


@pytest.mark.parametrize("name", ["TFILLPAD", "TFILLPAD_EXPAND", "TFILLPAD_INPLACE"])
@pytest.mark.parametrize("dtype", ["int8_t", "uint8_t"])
def test_padding_of_bytes_in_each_form(name: str, dtype: str) -> None:
    """TFillPad.hpp: the scalar stores are between V>S and dsb, or are not there: never one without the other."""
    operand = tile(16, 64, dtype, valid=(16, 40))
    found = forms(OpCall(name, (operand, operand), A2A3))
    assert not isinstance(found, Unknown)
    texts = [text(expansion) for expansion in found]
    for steps in texts:
        stores = [i for i, step in enumerate(steps) if step.startswith("S ")]
        assert all(steps[i - 1] == "V>S" and steps[i + 1] == "dsb" for i in stores)
        assert "barrier" in steps[max(stores, default=-1) + 1 :]
    assert sorted(any(step.startswith("S ") for step in steps) for steps in texts) == [False, True]


def test_of_two_sources_with_the_size_of_dst_the_longer_row_is_the_full_one() -> None:
    """TROWEXPANDMUL_IMPL compares `RowStride` without a tmp; with one it takes the first."""
    wide, one = tile(16, 64, valid=(16, 1)), column(16, "float")
    for name in ("TROWEXPANDMUL", "TCOLEXPANDMUL"):
        found = forms(OpCall(name, (wide, wide, one), A2A3))
        assert isinstance(found, tuple)
        assert len(found) == 1
    swapped = forms(OpCall("TROWEXPANDMUL", (wide, one, wide), A2A3))
    assert isinstance(swapped, tuple)
    assert {len(stages(form)) for form in swapped} == {1, 2}, "with and without a broadcast"
