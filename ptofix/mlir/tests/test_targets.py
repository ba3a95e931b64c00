"""Printing for an assembler version: what is dropped, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from ptofix.mlir import targets
from ptofix.mlir.canonicalize import canonicalize
from ptofix.mlir.tests.samples import source
from ptofix.text.diagnostics import PtofixError

T = "!pto.tile_buf<vec, 8x8xf32>"
MATMUL = "!pto.tile_buf<{}, 16x16xf16>"


def printed(body: str, version: str, arguments: str = f"%a: {T}, %b: {T}, %p: !pto.ptr<f32, gm>, %n: index") -> str:
    text = f"func.func @f({arguments}) {{\n  {body}\n  return\n}}\n"
    return canonicalize(source(text), targets.target(version)).text


@pytest.mark.parametrize(
    ("attribute", "op"),
    [
        ("precisionType = #pto<exp_precision default>", "texp"),
        ("precisionType = #pto<log_precision default>", "tlog"),
        ("precisionType = #pto<sqrt_precision default>", "tsqrt"),
    ],
)
def test_defaults_that_a_version_does_not_know_are_dropped(attribute: str, op: str) -> None:
    body = f'"pto.{op}"(%a, %b) <{{{attribute}}}> : ({T}, {T}) -> ()'
    assert f"pto.{op} ins(%a : {T}) outs(%b : {T})\n" in printed(body, "0.37")
    text = f"func.func @f(%a: {T}, %b: {T}) {{\n  {body}\n  return\n}}\n"
    generic = canonicalize(source(text), targets.target("0.37"), "generic")
    assert "precisionType" not in generic.text
    assert [remark.code for remark in generic.remarks] == ["PF492"]
    assert attribute in canonicalize(source(text), targets.target("0.45"), "generic").text


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (
            f"pto.texp ins(%a : {T}) outs(%b : {T}) {{precisionType = #pto<exp_precision high_precision>}}",
            "attribute `precisionType",
        ),
        (f"pto.tpow ins(%a, %b : {T}, {T}) outs(%a : {T})", "`pto.tpow`"),
        (f"%x = pto.declare_local_array -> !pto.local_array<4xf32>", "`pto.declare_local_array`"),  # noqa: F541
        ("%q = pto.castptr %p : !pto.ptr<f32, gm> -> !pto.ptr<f32, ub>", "address space `vec`"),
        (
            f"pto.tstore ins(%a : {T}) outs(%b : {T}) {{reluPreMode = #pto<relu_pre_mode pwl>}}",
            "value `pwl` of attribute `reluPreMode`",
        ),
        (f"pto.trowexpandadd ins(%a, %b, %a : {T}, {T}, {T}) outs(%b : {T})", "operand `tmp`"),
    ],
)
def test_what_a_version_cannot_express_is_refused_at_its_place(body: str, what: str) -> None:
    with pytest.raises(PtofixError) as caught:
        printed(body, "0.37")
    messages = [d.message for d in caught.value.diagnostics]
    assert any("assembler 0.37 cannot express" in m and what in m for m in messages)
    assert all(d.place is not None and d.place.line == 2 for d in caught.value.diagnostics)
    printed(body, "0.45")


def test_operand_that_only_an_old_version_has() -> None:
    body = f"pto.tcvt ins(%a, %b : {T}, {T}) outs(%a : {T})"
    assert body in printed(body, "0.37")
    with pytest.raises(PtofixError, match=r"operand `tmp` of `pto\.tcvt`"):
        printed(body, "0.45")


def test_legacy_attribute_stays_where_the_assembler_obeys_it() -> None:
    body = f"pto.thistogram ins(%a, %b : {T}, {T}) outs(%a : {T}) {{isMSB = false}}"
    assert "{isMSB = false}" in printed(body, "0.45")
    assert "{isMSB = false}" in printed(body, "0.37")


@pytest.mark.parametrize(("given", "used"), [("0.45", "0.45"), ("0.46", "0.45"), ("1.0", "0.45"), ("0.44", "0.37")])
def test_nearest_known_version(given: str, used: str) -> None:
    assert targets.target(given).version == used


@pytest.mark.parametrize("text", ["0.1", "new", ""])
def test_unsupported_versions(text: str) -> None:
    with pytest.raises(PtofixError):
        targets.target(text)


def _assembler(folder: Path, says: str) -> Path:
    path = folder / "ptoas"
    path.write_text(f"#!/bin/sh\necho '{says}'\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize(("says", "version"), [("ptoas 0.37", "0.37"), ("ptoas 0.45", "0.45"), ("who knows", "0.45")])
def test_default_is_the_version_of_the_assembler_on_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, says: str, version: str
) -> None:
    _assembler(tmp_path, says)
    monkeypatch.delenv("PTOFIX_PTOAS", raising=False)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    assert targets.default_target().version == version


def test_default_without_assembler(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("PTOFIX_PTOAS", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert targets.default_target() == targets.newest_target()
