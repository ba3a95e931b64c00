"""Operand forms that assembler 0.46 and later write, as the headers of August have them."""

from __future__ import annotations

import pytest

from ptofix.hardware.tile import Space, TileType
from ptofix.isa.architecture import A2A3
from ptofix.isa.call import Expansion, OpCall, Stage, Unknown
from ptofix.isa.drain import Drain
from ptofix.isa.expand import expand
from ptofix.isa.operand import Operand
from ptofix.isa.tests.build import tile

VEC = Operand("tile", TileType(Space.VEC, "float", 16, 64, 16, 64, "RowMajor", False), 0)
ACC = Operand("tile", TileType(Space.ACC, "float", 16, 16, 16, 16, "ColMajor", True), 0)
MAT = Operand("tile", TileType(Space.MAT, "int8_t", 16, 32, 16, 32, "ColMajor", True), 0)
FP = Operand("tile", TileType(Space.SCALING, "uint64_t", 1, 16, 1, 16, "RowMajor", False), 0)
NUMBER, GLOBAL = Operand("scalar", None, None), Operand("global", None, None)


def steps(name: str, *operands: Operand) -> list[str]:
    """Per step the drain, or the pipe with the operands that it reads and writes."""
    found = expand(OpCall(name, operands, A2A3))
    assert isinstance(found, Expansion), found
    return [
        str(step)
        if isinstance(step, Drain)
        else " ".join([step.pipe, *(f"{'w' if a.write else 'r'}{a.operand}" for a in step.accesses)])
        for step in found.steps
    ]


@pytest.mark.parametrize("name", ["TEXTRACT", "TINSERT"])
def test_quantised_moves_from_the_accumulator(name: str) -> None:
    assert steps(name, MAT, ACC, FP, NUMBER, NUMBER) == ["FIX r1 r2 w0"]
    assert steps(name, MAT, ACC, NUMBER, NUMBER, NUMBER) == ["FIX r1 w0"]
    assert isinstance(expand(OpCall(name, (VEC, ACC, NUMBER, NUMBER, NUMBER), A2A3)), Unknown)
    assert isinstance(expand(OpCall(name, (MAT, ACC, VEC, NUMBER, NUMBER), A2A3)), Unknown)


@pytest.mark.parametrize("name", ["TMOV", "TMOV_FP", "TEXTRACT", "TINSERT", "TEXTRACT_FP", "TINSERT_FP"])
@pytest.mark.parametrize("rows", [1, 32])
def test_as_many_words_to_quantise_by_as_columns(name: str, rows: int) -> None:
    """Whatever tile names them: 32 columns by 8 bytes, in a tile of half or of 32 rows."""
    words = Operand("tile", TileType(Space.SCALING, "half", rows, 32, rows, 32, "RowMajor", False), 0)
    found = expand(OpCall(name, (MAT, ACC, words, *[NUMBER, NUMBER][: 0 if "MOV" in name else 2]), A2A3))
    assert isinstance(found, Expansion)
    [stage] = [step for step in found.steps if isinstance(step, Stage)]
    assert [access.length for access in stage.accesses if access.operand == 2] == [256]


def test_gather_into_l1() -> None:
    assert steps("MGATHER", MAT, GLOBAL, GLOBAL) == ["MTE2 r1 r2 w0", "S>MTE2"]
    assert isinstance(expand(OpCall("MGATHER", (VEC, GLOBAL, GLOBAL), A2A3)), Unknown)
    assert steps("MGATHER", MAT, GLOBAL, GLOBAL, GLOBAL) == ["S r1 r2 w3", "S>MTE2", "MTE2 r3 w0"]
    assert isinstance(expand(OpCall("MGATHER", (VEC, GLOBAL, GLOBAL, GLOBAL), A2A3)), Unknown)


def test_quantise_with_scratch() -> None:
    """August converts the whole source by way of tmp, whatever its size. Drained at the end."""
    source, column, tmp = VEC, tile(16, 1, layout="ColMajor"), tile(1, 64)
    assert steps("TQUANT", MAT, source, column, tmp) == [
        "V r1 r2 w3 w1", "barrier", "V r1 r3 w1 w3", "barrier", "V r1 r3 w1 w3 w0", "barrier",
    ]  # fmt: skip
    found = expand(OpCall("TQUANT", (MAT, source, column, tmp), A2A3))
    assert isinstance(found, Expansion)
    lengths = {a.length for step in found.steps if isinstance(step, Stage) for a in step.accesses if a.operand == 3}
    assert lengths == {16 * 64 * 4}
    narrow = expand(OpCall("TQUANT", (MAT, tile(9, 8), tile(9, 1, layout="ColMajor"), tmp), A2A3))
    assert isinstance(narrow, Expansion)
    lengths = {a.length for step in narrow.steps if isinstance(step, Stage) for a in step.accesses if a.operand == 3}
    assert lengths == {2 * 256}  # two instructions broadcast 16 rows, where 9 rows of 32 bytes are less


@pytest.mark.parametrize("name", ["TPUSH", "TPOP"])
def test_a_sub_block_as_third_operand(name: str) -> None:
    pipe = Operand("pipe", None, None)
    assert steps(name, pipe, VEC, NUMBER) == steps(name, pipe, VEC)
    assert isinstance(expand(OpCall(name, (pipe, VEC, VEC), A2A3)), Unknown)


def test_print_by_way_of_global_memory() -> None:
    assert steps("TPRINT", ACC, GLOBAL) == ["all", "FIX r0 w1", "all", "S r1", "all"]
    assert steps("TPRINT", MAT, GLOBAL) == ["all", "MTE3 r0 w1", "all", "S r1", "all"]
    assert steps("TPRINT", VEC, GLOBAL) == ["all", "all", "S r0", "all", "S r1", "all"]


def test_soft_barrier_of_all_cores_by_a_counter() -> None:
    assert steps("SYNCALL", GLOBAL, NUMBER) == ["all", "S r0 w0", "all"]
    assert steps("SYNCALL") == ["all"]


@pytest.mark.parametrize(
    ("name", "operands", "reason"),
    [
        ("TQUANT", (VEC, VEC, VEC, VEC, NUMBER), "passed as a pointer"),
        ("TPREFETCH_ASYNC", (GLOBAL, GLOBAL), "an engine of its own"),
        ("TADDRELU", (VEC, VEC, VEC), "no header of June or August declares it"),
        ("SYNCALL", (GLOBAL, VEC), "it writes workspaces"),
        ("SET_QUANT_VECTOR", (FP,), "the next TPUSH"),
        ("__builtin_cce_wait_intra_block", (NUMBER, NUMBER), "waits for one"),
    ],
)
def test_what_is_not_modelled_says_why(name: str, operands: tuple[Operand, ...], reason: str) -> None:
    found = expand(OpCall(name, operands, A2A3))
    assert isinstance(found, Unknown)
    assert reason in found.reason
