"""Ops that a template argument makes another op of the table."""

from __future__ import annotations

import pytest

from ptofix.program.program import TileOp
from ptofix.tests.build import hazards, program, refusal

INDEX = "Tile<TileType::Vec, int32_t, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox> y; TASSIGN(y, 65536);"


@pytest.mark.parametrize(
    ("call", "name"),
    [
        ("TSCATTER<pto::MaskPattern::P1111>(a, b);", "TMOV"),
        ("TSCATTER<pto::MaskPattern::P0101, pto::ScatterAxis::SCATTER_COL>(a, b);", "TSCATTER"),
        ("MGATHER<pto::Coalesce::Row>(a, gm, y);", "MGATHER"),
        ("MGATHER<pto::Coalesce::Elem, pto::GatherOOB::Zero>(a, gm, y);", "MGATHER_ELEM"),
        ("TDIV<pto::DivAlgorithm::HIGH_PRECISION>(a, b, c);", "TDIV"),
        ("TEXP<pto::ExpAlgorithm::HIGH_PRECISION>(a, b);", "TEXP"),
    ],
)
def test_which_op_it_is(call: str, name: str) -> None:
    actions = [instruction.action for instruction in program(f"{INDEX} {call}").instructions]
    assert [action.call.name for action in actions if isinstance(action, TileOp)][-1] == name


@pytest.mark.parametrize(
    "call", ["TSCATTER<pto::MaskPattern::P1100>(a, b);", "MGATHER<pto::Coalesce::Both>(a, gm, y);"]
)
def test_another_argument_is_outside_of_the_language(call: str) -> None:
    assert "a variant of" in refusal(f"{INDEX} {call}")


def test_what_they_wait_for() -> None:
    """TScatter.hpp InitUBBuffer ends in V>S; MGather.hpp MGatherElemImpl begins with V>S, MTE3>S and MTE2>S."""
    assert hazards("TABS(b, c); TSCATTER<pto::MaskPattern::P0101>(a, b);") == {"TABS -> TSCATTER"}  # the column form
    load = f"{INDEX} TLOAD(y, gm);"
    assert hazards(f"{load} MGATHER<pto::Coalesce::Row>(a, gm, y);") == {"TLOAD -> MGATHER"}
