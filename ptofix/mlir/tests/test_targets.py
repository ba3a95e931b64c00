"""Printing for an assembler version: what is dropped, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from ptofix.mlir import targets
from ptofix.mlir.canonicalize import canonicalize
from ptofix.mlir.reader import parse_module
from ptofix.mlir.tests.samples import source
from ptofix.text.diagnostics import PtofixError

T = "!pto.tile_buf<vec, 8x8xf32>"
MATMUL = "!pto.tile_buf<{}, 16x16xf16>"


ARGUMENTS = f"%a: {T}, %b: {T}, %p: !pto.ptr<f32, gm>, %n: index"


def function(body: str, arguments: str = ARGUMENTS) -> str:
    return f"func.func @f({arguments}) {{\n  {body}\n  return\n}}\n"


def printed(body: str, version: str, arguments: str = ARGUMENTS) -> str:
    text = function(body, arguments)
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


@pytest.mark.parametrize(("given", "used"), [("0.45", "0.45"), ("0.46", "0.45"), ("0.60", "0.60"), ("0.44", "0.37")])
def test_nearest_tested_version(given: str, used: str) -> None:
    chosen = targets.target(given)
    assert chosen.version == used
    assert [w.message for w in targets.untested(chosen)] == (
        [] if given == used else [f"assembler version {given} was not tested; what is known about {used} is used"]
    )


@pytest.mark.parametrize("text", ["0.1", "new", "", "0.61", "0.99", "1.0"])
def test_unsupported_versions(text: str) -> None:
    with pytest.raises(PtofixError) as caught:
        targets.target(text)
    assert caught.value.diagnostics[0].help == "tested versions: 0.60, 0.45, 0.37"


def _assembler(folder: Path, says: str) -> Path:
    path = folder / "ptoas"
    path.write_text(f"#!/bin/sh\necho '{says}'\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize(
    ("says", "version"), [("ptoas 0.37", "0.37"), ("ptoas 0.45", "0.45"), ("ptoas 0.99", "0.60"), ("who knows", "0.60")]
)
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


FFTS_MEMREF = function("pto.set_ffts %f : memref<256xi64>", "%f: memref<256xi64>, %n: index")
FFTS_POINTER = function("pto.set_ffts %f : !pto.ptr<i64, gm>", "%f: !pto.ptr<i64, gm>, %n: index")


@pytest.mark.parametrize("text", [FFTS_MEMREF, FFTS_POINTER])
def test_set_ffts_takes_what_the_version_takes(text: str) -> None:
    old = canonicalize(source(text), targets.target("0.45")).text
    new = canonicalize(source(text), targets.target("0.60")).text
    assert "func.func @f(%f: memref<256xi64>, %n: index)" in old
    assert "pto.set_ffts %f : memref<256xi64>\n" in old
    assert "func.func @f(%f: !pto.ptr<i64, gm>, %n: index)" in new
    assert "pto.set_ffts %f : <i64, gm>\n" in new


@pytest.mark.parametrize(
    ("text", "version", "what"),
    [
        (
            function(f"pto.tload ins(%m : memref<8xf32>) outs(%a : {T})", f"%m: memref<8xf32>, %a: {T}"),
            "0.60",
            "operand `src`",
        ),
        (function("pto.set_ffts %f : memref<4x64xi64>", "%f: memref<4x64xi64>"), "0.60", "operand `ffts`"),
        (
            function(
                "pto.set_ffts %f : <i64, gm>\n  %x = pto.load_scalar %f[%n] : <i64, gm> -> i64",
                "%f: !pto.ptr<i64, gm>, %n: index",
            ),
            "0.45",
            "operand `ffts`",
        ),
        (function(f"pto.trowmax ins(%a : {T}) outs(%b : {T})"), "0.45", "`pto.trowmax` without operand `tmp`"),
        (function(f"pto.taddrelu ins(%a, %b : {T}, {T}) outs(%b : {T})"), "0.45", "`pto.taddrelu`"),
        (function("pto.sync.wait <PIPE_V>, 1 {ffts_mode = 1 : i32}"), "0.45", "attribute `ffts_mode"),
        (function("%z = pto.declare_struct -> !pto.struct<f32, i8>"), "0.45", "type `!pto.struct<f32, i8>`"),
        (
            function(f"pto.mgather ins(%a, %b : {T}, {T}) outs(%b : {T})"),
            "0.60",
            "`pto.mgather` without attribute `coalesce`",
        ),
        (function(f"pto.tprint ins(%a : {T}) {{printFormat = 1 : i32}}"), "0.60", "attribute `printFormat = 1 : i32`"),
    ],
)
def test_what_memrefs_scratch_and_new_ops_cannot_be(text: str, version: str, what: str) -> None:
    with pytest.raises(PtofixError) as caught:
        canonicalize(source(text), targets.target(version))
    diagnostic = caught.value.diagnostics[0]
    assert diagnostic.message.startswith(f"assembler {version} cannot express {what}")
    assert diagnostic.place is not None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (f"pto.tmov.fp ins(%a, %b : {T}, {T}) outs(%a : {T})", f"pto.tmov ins(%a : {T}, %b : {T}) outs(%a : {T})"),
        (
            f"pto.tstore_fp ins(%a, %b : {T}, {T}) outs(%a : {T})",
            f"pto.tstore ins(%a : {T} fp %b : {T}) outs(%a : {T})",
        ),
        (
            f"pto.textract_fp ins(%a, %b, %n, %n : {T}, {T}, index, index) outs(%a : {T})",
            f"pto.textract ins(%a, %n, %n : {T}, index, index fp %b : {T}) outs(%a : {T})",
        ),
        (f"pto.tfillpad_expand ins(%a : {T}) outs(%b : {T})", f"pto.tfillpad ins(%a : {T}) outs(%b : {T})"),
    ],
)
def test_ops_that_were_merged(old: str, new: str) -> None:
    assert new in printed(old, "0.60")
    assert old in printed(old, "0.45")
    if "fillpad" not in old and "tmov" not in old:
        assert old in printed(new, "0.45")


def test_segments_of_generic_text_are_those_of_the_version() -> None:
    old = f'"pto.tstore"(%a, %b) : ({T}, {T}) -> ()'
    new = f'"pto.tstore"(%a, %b) <{{operandSegmentSizes = array<i32: 1, 1, 0, 0>}}> : ({T}, {T}) -> ()'
    for text in (old, new):
        assert old in canonicalize(source(function(text)), targets.target("0.45"), "generic").text
        assert new in canonicalize(source(function(text)), targets.target("0.60"), "generic").text


@pytest.mark.parametrize(
    ("text", "versions"),
    [
        (function(f"pto.tadd ins(%a, %b : {T}, {T}) outs(%a : {T})"), ("0.60", "0.45", "0.37")),
        (FFTS_MEMREF, ("0.45", "0.37")),
        (FFTS_POINTER, ("0.60",)),
        (function(f"pto.trowmax ins(%a : {T}) outs(%b : {T})"), ("0.60",)),
        (function(f'"pto.tstore"(%a, %b) : ({T}, {T}) -> ()'), ("0.45", "0.37")),
        (function(f"pto.tstore ins(%a : {T}) outs(%b : {T})"), ("0.60", "0.45", "0.37")),
        (function(f"pto.tmov.fp ins(%a, %b : {T}, {T}) outs(%a : {T})"), ("0.45", "0.37")),
        (function("%q = pto.castptr %p : !pto.ptr<f32, gm> -> !pto.ptr<f32, ub>"), ("0.60", "0.45")),
    ],
)
def test_version_of_a_text(text: str, versions: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    module = parse_module(source(text))
    assert targets.versions_of(module) == versions
    notes = targets.version_notes(module)
    assert bool(notes) == (len(versions) < 3)
    assert all(note.message.startswith(f"PTO IR of assembler {' or '.join(versions)}: ") for note in notes)
    monkeypatch.setattr(targets, "find_assembler", lambda: None)
    assert targets.default_target(module).version == versions[0]


def test_text_that_no_version_has() -> None:
    body = f"pto.tmov.fp ins(%a, %b : {T}, {T}) outs(%a : {T})\n  pto.taddrelu ins(%a, %b : {T}, {T}) outs(%b : {T})"
    notes = targets.version_notes(parse_module(source(function(body))))
    assert {note.message.partition(":")[0] for note in notes} == {"no tested assembler has all that this text says"}
