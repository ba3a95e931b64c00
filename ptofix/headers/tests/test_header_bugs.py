"""Bugs of the headers as data: what can be loaded, and which calls meet them."""

from __future__ import annotations

import pytest

from ptofix.headers.bugs import bugs_met, header_bugs
from ptofix.headers.versions import versions
from ptofix.isa.architecture import A2A3
from ptofix.isa.call import OpCall
from ptofix.isa.operand import Operand
from ptofix.isa.tests.build import SCALAR, column, tile


def met(name: str, *operands: Operand) -> list[str]:
    return [bug.source for bug in bugs_met(OpCall(name, operands, A2A3))]


def test_every_bug_is_about_ops_of_the_table() -> None:
    for bug in header_bugs():
        assert all(A2A3.row(name) is not None for name in bug.names), bug
        assert bug.versions
        assert set(bug.versions) <= {version.name for version in versions()}
        assert bug.text
        assert bug.help
        assert ".hpp: " in bug.source
        assert (bug.unknown is None) is bool(bug.operands), "either operands or what the table says"
        assert {name for condition in bug.when for name in condition.operands} <= set(bug.operands), bug
        assert bug.full is None or bug.full in bug.operands


@pytest.mark.parametrize(
    ("name", "operands", "expected"),
    [
        ("TCVT", (tile(8, 64, "half"), tile(8, 64, "half"), SCALAR), True),
        ("pto::TCVT", (tile(8, 64, "half"), tile(8, 64, "half"), SCALAR), True),
        ("TCVT", (tile(8, 64, "half"), tile(8, 64), SCALAR), False),
        ("TCVT", (tile(8, 64, "int4b_t"), tile(8, 64, "half"), SCALAR), False),  # converted, but not by the table
        ("TCVT", (tile(8, 64, "half"), SCALAR), False),  # no form at all is no bug of the header
        ("TCOLEXPANDADD", (tile(300, 64), tile(300, 64), tile(1, 64)), True),
        ("TCOLEXPANDADD", (tile(255, 64), tile(255, 64), tile(1, 64)), False),
        ("TCOLEXPANDADD", (tile(300, 64, valid=(300, 60)), tile(300, 64), tile(1, 64)), False),
        ("TCOLEXPANDADD", (tile(300, 64, valid=(None, 64)), tile(300, 64), tile(1, 64)), False),  # not certain
        ("TROWSUM", (column(8), tile(8, 128, valid=(8, 65)), tile(8, 32)), True),
        ("TROWSUM", (column(8), tile(8, 128, valid=(8, 64)), tile(8, 32)), False),
        ("TROWSUM", (column(8), tile(8, 128), tile(8, 32)), False),
        ("TROWSUM", (column(8), tile(8, 128, valid=(8, None)), tile(8, 32)), False),
        ("TROWSUM", (column(8, "half"), tile(8, 256, "half", valid=(8, 200)), tile(8, 64, "half")), True),
        ("TFILLPAD", (tile(8, 64, "uint8_t"), tile(8, 64, "uint8_t", valid=(8, 33))), True),
        ("TFILLPAD", (tile(8, 64), tile(8, 64, valid=(8, 33))), False),
    ],
)
def test_calls(name: str, operands: tuple[Operand, ...], expected: bool) -> None:
    assert bool(met(name, *operands)) is expected
