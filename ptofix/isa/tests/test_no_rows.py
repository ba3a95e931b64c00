"""A call of which no tile has a valid row: front ends write it for the sub-block that has nothing to do."""

from __future__ import annotations

from itertools import product

import pytest

from ptofix.isa.architecture import A2A3
from ptofix.isa.call import Expansion, OpCall, Stage
from ptofix.isa.expand import expand, forms
from ptofix.isa.operand import Operand
from ptofix.isa.tests.build import SCALAR, tile
from ptofix.proof.check import check
from ptofix.proof.verdict import Proved, Refuted
from ptofix.rewriting.pipeline import Settings, run_pipeline
from ptofix.rewriting.pipeline_text import parse_pipeline
from ptofix.tests.build import removed
from ptofix.text.source import SourceFile

MARKED = [name for name in A2A3.ops.names() if (row := A2A3.row(name)) is not None and row.no_rows]
"""Ops of which a trace of the headers says that they touch nothing, or which return at once."""


def operands(name: str, rows: int | None) -> tuple[Operand, ...]:
    """Of the op's first form, each tile with so many valid rows, or an unknown number of them."""
    row = A2A3.row(name)
    assert row is not None
    roles = [one for one in row.form[0].operands if not one.optional]
    size = tile(32, 64, valid=(rows, 64), static=False, at=0)
    return tuple(SCALAR if one.role in ("scalar", "mode", "index") else size for one in roles)


@pytest.mark.parametrize("name", MARKED)
def test_it_touches_nothing_if_no_tile_has_a_row(name: str) -> None:
    for template in ((), ("0",)):
        call = OpCall(name, operands(name, 0), A2A3, template)
        assert forms(call) == (Expansion(()),)
        assert expand(call) == Expansion(())


@pytest.mark.parametrize("name", MARKED)
def test_an_unknown_number_of_rows_is_no_zero(name: str) -> None:
    found = expand(OpCall(name, operands(name, None), A2A3))
    assert not isinstance(found, Expansion) or found.steps


@pytest.mark.parametrize("name", MARKED)
def test_one_tile_with_rows_is_enough(name: str) -> None:
    whole = operands(name, 0)
    for number, one in enumerate(whole):
        if one.tile is not None:
            some = (*whole[:number], tile(32, 64, static=False, at=0), *whole[number + 1 :])
            found = expand(OpCall(name, some, A2A3))
            assert not isinstance(found, Expansion) or found.steps


def test_it_is_about_on_chip_memory_of_the_vector_core() -> None:
    left = tile(32, 64, valid=(0, 64), static=False, space="Mat")
    found = expand(OpCall("TEXPANDS", (left, SCALAR), A2A3))
    assert not isinstance(found, Expansion) or found.steps
    assert expand(OpCall("TSORT32", (tile(32, 64, valid=(0, 64), static=False),) * 3, A2A3)) != Expansion(())


TYPE = "Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, -1, -1, SLayout::NoneBox>"


def kernel(*rows: int) -> SourceFile:
    tiles = "".join(f"  {TYPE} {name}({n}, 64);\n  TASSIGN({name}, 0);\n" for name, n in zip("abcd", rows))
    work = "  TADDS(a, b, s);\n  pipe_barrier(PIPE_V);\n  TEXP(c, d);\n"
    return SourceFile("k.cpp", f"__global__ AICORE void k(float s) {{\n{tiles}{work}}}\n")


@pytest.mark.parametrize("rows", [*product((0, 3), repeat=4)])
def test_a_barrier_goes_if_one_of_the_two_does_nothing(rows: tuple[int, ...]) -> None:
    source = kernel(*rows)
    nothing = rows[:2] == (0, 0) or rows[2:] == (0, 0)
    result = run_pipeline(source, parse_pipeline("drop-redundant-barriers{model=strict}"), Settings())
    assert bool(removed(result)) == nothing
    without = SourceFile("k.cpp", source.text.replace("  pipe_barrier(PIPE_V);\n", ""))
    assert isinstance(check(source, without, "strict"), Proved if nothing else Refuted)


@pytest.mark.parametrize("name", ["TRSQRT", "TSELS"])
def test_what_is_written_in_front_of_the_rows_is_written_without_rows(name: str) -> None:
    """TRsqrtHighPrecision fills a block of tmp, TSels stores the scalar there, before any loop over rows."""
    none, bits = tile(32, 64, valid=(0, 64), static=False, at=0), tile(32, 32, "uint8_t")
    operands = (none, none, none) if name == "TRSQRT" else (none, bits, none, none, SCALAR)
    found = expand(OpCall(name, operands, A2A3))
    assert isinstance(found, Expansion)
    tmp = max(number for number, one in enumerate(operands) if one.tile is not None)
    written = {a.operand for step in found.steps if isinstance(step, Stage) for a in step.accesses if a.write}
    assert tmp in written
