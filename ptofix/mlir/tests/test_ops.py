"""Every op of every version: generic → custom → generic says the same, with and without its optional parts."""

from __future__ import annotations

from functools import cache

import pytest

from ptofix.mlir import table
from ptofix.mlir.operation import PtoOperation
from ptofix.mlir.reader import Module
from ptofix.mlir.syntax import is_set
from ptofix.mlir.targets import Target, fit, target
from ptofix.mlir.tests.samples import parse, renumbered, sample
from ptofix.mlir.writer import print_module

CASES = [
    (name, version, spec) for name, by_version in table.operations().items() for version, spec in by_version.items()
]
IDS = [f"{name}-{version}" for name, version, _ in CASES]


@pytest.mark.parametrize("full", [False, True], ids=["minimal", "full"])
@pytest.mark.parametrize(("name", "version", "spec"), CASES, ids=IDS)
def test_round_trip(name: str, version: str, spec: table.OpSpec, full: bool) -> None:
    to = target(version)
    module, custom = _printed(name, version, full)
    assert name in custom
    again = _fitted(custom, to)
    assert print_module(again, to, "custom") == custom
    assert _without_defaults(again, spec, to) == _without_defaults(module, spec, to)


@cache
def _printed(name: str, version: str, full: bool) -> tuple[Module, str]:
    """The sample of an op as a module and in custom form."""
    to = target(version)
    module = _fitted(sample(table.operations()[name][version], version, full=full), to)
    return module, print_module(module, to, "custom")


def _fitted(text: str, to: Target) -> Module:
    module = parse(text)
    fit(module, to)
    return module


def _without_defaults(module: Module, spec: table.OpSpec, to: Target) -> str:
    """Generic text after attributes that have their default were taken off: the custom form does not show them."""
    for op in module.op.walk():
        if isinstance(op, PtoOperation):
            for attribute in spec.attributes:
                if attribute.default is not None and not is_set(op, attribute):
                    op.properties.pop(attribute.name, None)
            op.properties = dict(sorted(op.properties.items()))
    return renumbered(print_module(module, to, "generic"))


def test_every_op_has_a_round_trip() -> None:
    covered = {name for name, _, _ in CASES}
    assert covered == set(table.operations())


def test_every_op_with_a_custom_form_shows_it() -> None:
    hidden = []
    for name, version, spec in CASES:
        texts = [_printed(name, version, full)[1] for full in (False, True)]
        if all(f'"{name}"(' in text for text in texts) and spec.asm != "generic":
            hidden.append((name, version))
    # Their samples have neither or both of two exclusive parts; test_forms.py has custom text for them.
    assert {name for name, _ in hidden} == {
        "pto.sync.set",
        "pto.sync.wait",
        "pto.set_cross_block",
        "pto.wait_cross_block",
        "pto.set_intra_block",
        "pto.wait_intra_block",
        "pto.tgather",
        "pto.tscatter",
        "pto.tmrgsort",
    }
