"""Every enumerator, template number and operand that a call of the public headers may have is run or refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from ptofix.isa.architecture import A2A3
from ptofix.machine.memory import Array
from ptofix.machine.modes import ENUMERATIONS, NUMBERS, ONLY, TAKES, WITHOUT_EFFECT, not_known
from ptofix.machine.run import Schedule
from ptofix.machine.semantics import TABLE, semantics_of
from ptofix.machine.tests import memory_cases, op_cases, value_cases
from ptofix.machine.tests.kernels import ran
from ptofix.program.library import library
from ptofix.testing.written import kernel, tensor, tile
from ptofix.text.diagnostics import PtofixError

FIFO = ("TALLOC", "TPUSH", "TPOP", "TFREE")
"""Run by the machine without a row of semantics; test_fifo.py has their splits."""


@dataclass(frozen=True)
class Overload:
    """One line of overloads.txt: `modes` are enumerations, or numbers such as `int descending`."""

    op: str
    modes: tuple[str, ...]
    operands: tuple[str, ...]


def _overloads() -> Iterator[Overload]:
    for line in (Path(__file__).parent / "overloads.txt").read_text().splitlines():
        found = re.fullmatch(r"(\w+)<(.*)>\((.*)\)( -\d)?", line)
        if found:
            op, modes, operands, _ = found.groups()
            yield Overload(op, tuple(filter(None, modes.split(", "))), tuple(filter(None, operands.split(", "))))
        else:
            assert line.startswith("#")


OVERLOADS = list(_overloads())


def _words(mode: str) -> list[str]:
    """What a template argument may be."""
    kind, _, number = mode.partition(" ")
    if number:
        return ["false", "true"] if kind == "bool" else ["-1", "0", "1", "2", "10"]
    return [f"{mode}::{one}" for one in ENUMERATIONS.get(mode, ())]


def _takes(op: str, word: str) -> bool:
    return not not_known(op, [word], (), frozenset())


@pytest.mark.parametrize("overload", OVERLOADS, ids=lambda one: f"{one.op}<{','.join(one.modes)}>({len(one.operands)})")
def test_each_mode_is_run_or_refused(overload: Overload) -> None:
    """An op without semantics refuses its name. What is taken has a probe below, or no effect, with a reason."""
    if semantics_of(overload.op, len(overload.operands)) is None and overload.op not in FIFO:
        return
    modes = (*overload.modes, *(one for one in overload.operands if one in ENUMERATIONS))
    assert all(" " in mode or mode in ENUMERATIONS for mode in modes)
    for mode in modes:
        taken = [word for word in _words(mode) if _takes(overload.op, word)]
        for word in {*_words(mode), f"{mode}::Another"} - {*taken}:
            assert f"`{word}`" in not_known(overload.op, [word], (), frozenset())
        if len(taken) > 1 and mode not in WITHOUT_EFFECT and overload.op not in FIFO:
            assert (overload.op, mode.partition(" ")[0]) in PROBES or (overload.op, "") in PROBES


def test_the_tables_name_what_there_is() -> None:
    assert TAKES.keys() | NUMBERS.keys() <= TABLE.keys() | set(FIFO)
    assert all(set(enumerations) <= ENUMERATIONS.keys() for enumerations in TAKES.values())
    assert all(
        enumeration in TAKES[op] and set(some) < set(ENUMERATIONS[enumeration])
        for (op, enumeration), some in ONLY.items()
    )
    named = {(one.op, mode) for one in OVERLOADS for mode in (*one.modes, *one.operands)}
    named |= {
        (library().variant(one.op, f"{mode}::{word}") or one.op, other)
        for one in OVERLOADS
        for mode in one.modes
        for word in ENUMERATIONS.get(mode, ())
        for other in one.modes
    }
    assert {(op, enumeration) for op, enumerations in TAKES.items() for enumeration in enumerations} <= named


def test_each_operand_of_the_op_table_has_a_part_or_is_refused() -> None:
    """A form of an op that the machine runs leaves out no operand but scratch, and what the header does not look at."""
    checked = 0
    for op in A2A3.ops.names():
        row = A2A3.ops.row(op)
        for form in row.form if row is not None else ():
            semantics = semantics_of(op, len(form.operands))
            if semantics is None:
                continue
            refused = not_known(op, (), [(operand.name, None) for operand in form.operands], semantics.used)
            for number, operand in enumerate(form.operands):
                silent = operand.name == "tmp" or operand.role in ("mode", "-")
                assert number in semantics.used or silent or refused, (op, operand)
                checked += 1
    assert checked > 300


# ---- a call of each op, with one thing too many ----

_FIRST: dict[str, op_cases.Case | memory_cases.MemoryCase] = {}
for _one in op_cases.cases():
    _FIRST.setdefault(_one.name.split("-")[0], _one)
for _other in memory_cases.cases():
    _FIRST.setdefault(_other.name.split("-")[0], _other)


def _with_template(text: str, op: str, word: str) -> str:
    """The last call of the op with one template argument more."""
    at = [found.end() for found in re.finditer(rf"\b{op}(?=[<(])", text)][-1]
    if text[at] == "(":
        return f"{text[:at]}<{word}>{text[at:]}"
    end = text.index(">(", at)
    return f"{text[:end]}, {word}{text[end:]}"


def _with_operand(text: str, op: str) -> str:
    """The last call of the op with one operand more."""
    at = [found.end() for found in re.finditer(rf"\b{op}(?=[<(])", text)][-1]
    end = text.index(";", at) - 1
    return f"{text[:end]}, 3{text[end:]}"


def _refusal(name: str, text: str) -> str:
    with pytest.raises(PtofixError) as raised:
        ran(Path(f"{name}.cpp"), text, Schedule())
    return str(raised.value)


@pytest.mark.parametrize("op", sorted(TABLE.keys() & _FIRST.keys()))
def test_what_an_op_does_not_know_is_an_error_that_names_it(op: str) -> None:
    text, word = _FIRST[op].text, "AccToVecMode::DualModeSplitM"
    assert f"`{op}` with the template argument `{word}`" in _refusal(op, _with_template(text, op, word))
    assert f"`{op}`" in _refusal(op, _with_operand(text, op))


# ---- what is taken has an effect ----

_A, _B, _D = (tile(name, "float", 8, 64, n * 4096) for n, name in enumerate("abd"))


def _vector(call: str, *extra: str, result: str = "d", dtype: str = "float", cols: int = 64) -> str:
    """Two matrices of whole numbers are made from what is loaded to a and b; of the result all is stored after v1."""
    lines = [tensor(f"g{n}", f"v{n}", "float", 8, 64) for n in (2, 3)]
    lines += [_A, _B, _D, tile("i", "int32_t", 8, 64, 28672), tensor("go", "v1", dtype, 8, cols), *extra]
    for name, number in ("a", 2), ("b", 3):
        lines += [f"TLOAD({name}, g{number});", "pipe_barrier(PIPE_ALL);"]
        lines += [f"TCVT(i, {name}, RoundMode::CAST_RINT);", "pipe_barrier(PIPE_V);"]
        lines += [f"TCVT({name}, i, RoundMode::CAST_RINT);", "pipe_barrier(PIPE_V);"]
    lines += ["TEXPANDS(d, 3.0f);", "pipe_barrier(PIPE_ALL);", call, "pipe_barrier(PIPE_ALL);"]
    return kernel(f"__gm__ {dtype}* v1, __gm__ float* v2, __gm__ float* v3", [*lines, f"TSTORE(go, {result});"])


def _type(declared: str) -> str:
    return declared.partition(">")[0] + ">"


_MASK = tile("m", "uint8_t", 8, 32, 16384, (8, 8))
_BYTES = tile("w", "int8_t", 8, 64, 16384)
_ROW = tile("r", "float", 1, 512, 16384)
_GATHER = f"TGATHER<{_type(_ROW)}, {_type(_A)}, {{}}>(r, a);"
_QUARTER = tile("s", "float", 8, 64, 0, (8, 16))
_OVERFLOW = "TMULS(a, a, 300.0f); pipe_barrier(PIPE_V); TCVT(h, a, RoundMode::CAST_RINT); pipe_barrier(PIPE_V);"


def _from_case(found: op_cases.Case | memory_cases.MemoryCase, old: str) -> str:
    """A case, with `{}` for its mode."""
    assert old in found.text
    return found.text.replace(old, "{}")


def _fixpipe(name: str, old: str) -> str:
    return _from_case(next(c for c in memory_cases.cases() if c.name.startswith(name) and old in c.text), old)


def _by_number(name: str, old: str) -> str:
    return _from_case(next(c for c in value_cases.cases() if c.name.startswith(name)), old)


_RELU = "ReluPreMode::NormalRelu"
PROBES: dict[tuple[str, str], tuple[str, int]] = {
    ("TSTORE", "AtomicType"): (_fixpipe("TSTORE-float-AtomicAdd", "AtomicType::AtomicAdd"), 2),
    ("TSTORE_FP", "AtomicType"): (_fixpipe("TSTORE_FP-int32_t-half", "AtomicType::AtomicNone"), 2),
    **{
        (op, "ReluPreMode"): (_fixpipe(f"{op}-Acc-float-half", _RELU), 2)
        for op in ("TSTORE", "TMOV", "TEXTRACT", "TINSERT")
    },
    **{
        (f"{op}_FP", "ReluPreMode"): (_fixpipe(f"{op}_FP-int32_t-half", _RELU), 2)
        for op in ("TSTORE", "TMOV", "TEXTRACT", "TINSERT")
    },
    ("TCMP", "CmpMode"): (_vector("TCMP(m, a, b, {});", _MASK, result="m", dtype="uint8_t", cols=8), 6),
    ("TCMPS", "CmpMode"): (_vector("TCMPS(m, a, 1.0f, {});", _MASK, result="m", dtype="uint8_t", cols=8), 6),
    ("TCVT", "RoundMode"): (
        _vector("TMULS(a, a, 0.25f); pipe_barrier(PIPE_V); TCVT(i, a, {});", result="i", dtype="int32_t"),
        5,
    ),
    ("TCVT", "SaturationMode"): (
        _vector(
            f"{_OVERFLOW} TCVT(w, h, RoundMode::CAST_RINT, {{}});",
            tile("h", "half", 8, 64, 20480),
            _BYTES,
            result="w",
            dtype="int8_t",
        ),
        2,
    ),
    ("TGATHER", "MaskPattern"): (_vector(_GATHER, _ROW, "TASSIGN(d, 16384);"), 7),
    ("TGATHER", "GatherAxis"): (_vector(_GATHER.replace("{}", "MaskPattern::P1111, {}"), _ROW), 2),
    ("TSCATTER", "MaskPattern"): (
        _vector("TSCATTER<{}, ScatterAxis::SCATTER_ROW>(d, s);", _QUARTER),
        5,
    ),
    ("TSCATTER", "ScatterAxis"): (_vector("TSCATTER<MaskPattern::P0001, {}>(d, s);", _QUARTER), 2),
    ("TTRI", ""): (_vector("TTRI<float, {}>(d, 0);"), 2),
    ("TCI", ""): (_vector("TCI<int32_t, int32_t, {}>(c, 5);", tile("c", "int32_t", 1, 64, 8192)), 2),
    ("MGATHER", "Coalesce"): (_by_number("MGATHER_ELEM-float-Clamp", "Coalesce::Elem"), 2),
    ("MGATHER", "GatherOOB"): (_by_number("MGATHER_ELEM-float-Clamp", "GatherOOB::Clamp"), 4),
    ("MSCATTER", "Coalesce"): (_by_number("MSCATTER-float-Elem-None-Clamp", "Coalesce::Elem"), 2),
    ("MSCATTER", "ScatterAtomicOp"): (_by_number("MSCATTER-float-Elem-None-Clamp", "ScatterAtomicOp::None"), 2),
    ("MSCATTER", "ScatterOOB"): (_by_number("MSCATTER-float-Elem-None-Clamp", "ScatterOOB::Clamp"), 4),
    ("TMRGSORT", ""): (_from_case(next(c for c in op_cases.cases() if c.name == "TMRGSORT-lists"), "false"), 2),
}
"""Kernels with `{}` for a mode, and how many different results its enumerators give at least. "": a number."""


@pytest.mark.parametrize(("op", "mode"), sorted(PROBES))
def test_each_enumerator_has_an_effect(op: str, mode: str) -> None:
    text, distinct = PROBES[op, mode]
    words = [f"{mode}::{one}" for one in ONLY.get((op, mode), ENUMERATIONS[mode])] if mode else NUMBERS[op]
    seen: dict[bytes, str] = {}
    for word in words:
        seen.setdefault(_result(op, text.replace("{}", word)), word)
    assert len(seen) >= distinct, seen.values()


def _result(op: str, text: str) -> bytes:
    """What a run leaves in memory, or why it stops: at a number outside of a table, under Undefined."""
    try:
        _, arrays = ran(Path(f"{op}.cpp"), text, Schedule())
    except PtofixError as problem:
        return str(problem).encode()
    return _bytes(arrays)


def _bytes(arrays: dict[str, Array]) -> bytes:
    return b"".join(np.ascontiguousarray(array).tobytes() for array in arrays.values())
