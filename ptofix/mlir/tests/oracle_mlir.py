"""MLIR's own Python bindings as oracle: `python -m pytest ptofix/mlir/tests/oracle_mlir.py` in an environment with the
extra `mlir` (Python 3.12). Not collected elsewhere: the file name does not match `test_*.py`.

What we print must parse there, and hold the same ops with the same operands, results, types and attributes. The `pto`
dialect that the wheel can register is older than both assembler versions (it has neither `partition_tensor_view` nor
`kernel_kind`), so PTO ops are unregistered here; the second test compares their properties, as text.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

try:
    from mlir import ir  # type: ignore[import-not-found, unused-ignore]
except ImportError as problem:
    raise pytest.UsageError(f"MLIR's own bindings are not installed ({problem}): pip install 'ptofix[mlir]'") from None

from ptofix.mlir.reader import parse_module
from ptofix.mlir.targets import newest_target
from ptofix.mlir.tests.samples import kernel
from ptofix.mlir.writer import print_module
from ptofix.testing.corpus import IR, PTO

FILES = sorted((IR / "generic").glob("*.mlir")) + sorted((PTO).glob("*.pto"))


def test_the_files_are_there() -> None:
    assert len(FILES) == 43


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_generic_form_holds_the_same_ops(path: Path) -> None:
    module = parse_module(kernel(path))
    text = print_module(module, newest_target(), "generic")
    with ir.Context() as context:
        context.allow_unregistered_dialects = True
        theirs = ir.Module.parse(text)
        assert _their_ops(theirs.operation) == _our_ops(module.op)


@pytest.mark.parametrize("path", sorted((IR / "generic").glob("*.mlir")), ids=lambda p: p.stem)
def test_their_print_of_our_print_is_ours(path: Path) -> None:
    """Their generic print of our generic print says what the corpus, printed by bindings of the newer dialect, says."""
    text = print_module(parse_module(kernel(path)), newest_target(), "generic")
    with ir.Context() as context:
        context.allow_unregistered_dialects = True
        again = ir.Module.parse(text).operation.get_asm(print_generic_op_form=True)
        original = ir.Module.parse(path.read_text(encoding="utf-8")).operation.get_asm(print_generic_op_form=True)
        assert again == original


def _their_ops(op: Any) -> list[tuple[Any, ...]]:
    found = [
        (
            op.name,
            len(op.operands),
            [str(value.type) for value in op.operands],
            [str(value.type) for value in op.results],
            sorted(attribute.name for attribute in op.attributes),
        )
    ]
    for region in op.regions:
        for block in region.blocks:
            for inner in block.operations:
                found += _their_ops(inner.operation)
    return found


def _our_ops(op: Any) -> list[tuple[Any, ...]]:
    return [
        (
            inner.name,
            len(inner.operands),
            [str(value.type) for value in inner.operands],
            [str(value.type) for value in inner.results],
            sorted(inner.attributes if inner.name.startswith("pto.") else {*inner.properties, *inner.attributes}),
        )
        for inner in op.walk()
    ]
