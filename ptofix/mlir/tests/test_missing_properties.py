"""Generic form may lack what the definition of an op requires."""

from __future__ import annotations

import pytest

from ptofix.mlir.reader import parse_module
from ptofix.mlir.tests.samples import source
from ptofix.testing.corpus import IR
from ptofix.text.diagnostics import PtofixError

KERNEL = (IR / "generic" / "l_gm_slot_tensor_pipe.mlir").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("function_type", "type_of_function", "property 'function_type' expected in operation 'func.func'"),
        ("sym_name", "name", "property 'sym_name' expected in operation 'func.func'"),
        ("callee", "called", "property 'callee' expected in operation 'func.call'"),
        ('sym_name = "slot_tensor_cube"', "sym_name = 3 : i32", "3 : i32"),
    ],
)
def test_a_property_that_is_missing(right: str, wrong: str, message: str) -> None:
    with pytest.raises(PtofixError) as raised:
        parse_module(source(KERNEL.replace(right, wrong, 1)))
    assert any(message in problem.message for problem in raised.value.diagnostics)
    assert all(problem.place is not None for problem in raised.value.diagnostics)
