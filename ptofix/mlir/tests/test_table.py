"""The dialect table: complete, consistent, and with the ops that the assembler versions define."""

from __future__ import annotations

import pytest

from ptofix.mlir import asm_format, table
from ptofix.mlir.handwritten import SYNTAXES
from ptofix.testing.corpus import IR
from ptofix.text.toml import parse_toml

_VERSIONS = {"v0.60": "0.60", "v0.45": "0.45", "v0.37dev": "0.37"}
SPECS = [
    (name, version, spec) for name, by_version in table.operations().items() for version, spec in by_version.items()
]


def test_ops_and_versions_are_those_of_the_assembler() -> None:
    defined = parse_toml((IR / "ir_ops.toml").read_text(encoding="utf-8"))
    expected = {name: {_VERSIONS[version] for version in entry} for name, entry in defined.items()}
    for name in table.A5_ONLY:
        assert expected.pop(name) == {"0.60"}
    assert {name: set(by_version) for name, by_version in table.operations().items()} == expected


@pytest.mark.parametrize(("version", "count"), [("0.60", 222), ("0.45", 219), ("0.37", 202)])
def test_number_of_ops(version: str, count: int) -> None:
    assert sum(version in by_version for by_version in table.operations().values()) == count


def test_hand_written_ops_are_those_the_table_names() -> None:
    named = {spec.asm[len("code ") :] for _, _, spec in SPECS if spec.asm.startswith("code ")}
    assert named == set(SYNTAXES)


@pytest.mark.parametrize(("name", "version", "spec"), SPECS, ids=[f"{name}-{version}" for name, version, _ in SPECS])
def test_syntax_mentions_all_that_the_op_has(name: str, version: str, spec: table.OpSpec) -> None:
    assert spec.name == name
    assert version in table.versions()
    if spec.asm == "generic" or spec.asm.startswith("code "):
        return
    forms = asm_format.compile_forms(spec.asm)
    assert {o.name for o in spec.operands} <= set().union(*map(_names, forms))
    assert spec.asm.count("@attrs") == len(forms)


def _names(elements: tuple[asm_format.Element, ...]) -> set[str]:
    names: set[str] = set()
    for element in elements:
        if isinstance(element, asm_format.Group):
            names |= _names(element.elements)
        elif not isinstance(element, (asm_format.Literal, asm_format.AttributeDictionary)):
            names.add(element.name)
    return names


def test_bad_notation_is_refused() -> None:
    with pytest.raises(ValueError, match="bad assembly format"):
        asm_format.compile_asm("%a ; %b")


@pytest.mark.parametrize(
    "attribute", [(n, a) for n, _, s in SPECS for a in s.attributes], ids=lambda pair: f"{pair[0]}-{pair[1].name}"
)
def test_attribute_kinds_are_known(attribute: tuple[str, table.AttributeSpec]) -> None:
    builtin = {"i8", "i32", "i64", "bool", "string", "symbol", "i64_list", "i64_array", "any"}
    builtin |= {"tile_buf_config", "acc_push_epilogue"}
    kind = attribute[1].kind
    assert kind in builtin or kind in table.enums()
    if attribute[1].default is not None and kind in table.enums():
        assert attribute[1].default in table.enums()[kind].all_cases
