"""Descriptions of arguments: whatever is wrong with one is an error of its own, never a traceback."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ptofix.cpp.parser import parse
from ptofix.isa.architecture import A2A3
from ptofix.machine.arguments import described
from ptofix.machine.kernel import Kernel, kernel_of
from ptofix.machine.run import Schedule, launch
from ptofix.machine.values import Real
from ptofix.program.integers import Integer
from ptofix.testing.corpus import REDTEAM2
from ptofix.testing.written import kernel, tensor, tile
from ptofix.text.diagnostics import PtofixError
from ptofix.text.source import SourceFile

_FILLS = ("x.npy", "double.npy", "many.npz", "empty.npy", "text.npy", "zip.npy", "nothing.npy", ".", "a\0b")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("arguments")
    np.save(path / "x.npy", np.zeros((8, 8), np.float32))
    np.save(path / "double.npy", np.zeros((8, 8)))
    np.savez(path / "many.npz", x=np.zeros(3))
    (path / "empty.npy").write_bytes(b"")
    (path / "text.npy").write_text("not an array")
    (path / "zip.npy").write_bytes(b"PK\x03\x04 and no more")
    return path


def _kernel() -> Kernel:
    lines = [tensor("g", "x", "float", 8, 8), tile("a", "float", 8, 8, 0), "TLOAD(a, g);"]
    text = kernel("__gm__ float* x, __gm__ half* y, int32_t n, float f", lines)
    return kernel_of(parse(SourceFile("arguments.cpp", text)))


_NUMBER = st.sampled_from(
    [0, 1, 8, -1, -8, 1 << 31, 1 << 40, 1 << 70, 0.5, float("nan"), float("inf"), True, "rows", "", "x"]
)
_VALUE = st.one_of(
    _NUMBER,
    st.lists(_NUMBER, max_size=9),
    st.sampled_from(["normal", "zero", "poison", "float", "half", "float4_t", "bfloat16_t", *_FILLS]),
    st.just({}),
)
_TABLE = st.dictionaries(st.sampled_from(["dtype", "shape", "fill", "value", "packed", "other"]), _VALUE, max_size=4)
_GOOD = {"x": {"shape": [8, 8]}, "y": {"shape": [8]}, "n": {"value": 3}, "f": {"value": 0.5}}


def _text(tables: dict[str, object]) -> str:
    lines: list[str] = []
    for name, table in tables.items():
        if not isinstance(table, dict):
            lines.insert(0, f"{name} = {_toml(table)}")
            continue
        lines += [f"[{name}]", *(f"{key} = {_toml(value)}" for key, value in table.items())]
    return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case float() | int():
            return str(value)
        case list():
            return f"[{', '.join(_toml(one) for one in value)}]"
        case dict():
            return "{}"
    return json.dumps(value)


@given(name=st.sampled_from(sorted(_GOOD)), table=st.one_of(_TABLE, _VALUE))
@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_table_holds(folder: Path, name: str, table: object) -> None:
    path = folder / "arguments.toml"
    path.write_text(_text({**_GOOD, name: table}), encoding="utf-8")
    with suppress(PtofixError):
        described(_kernel(), str(path), {"rows": 8}, 0)


@pytest.mark.parametrize(
    ("name", "table", "why"),
    [
        ("x", {"shape": [-1, 8]}, r"the shape of \[x\] has a negative number: \[-1, 8\]"),
        ("x", {"shape": 5}, "is no list of 1 to 8 numbers"),
        ("x", {"shape": "ab"}, "is no list of 1 to 8 numbers"),
        ("x", {"shape": []}, "is no list of 1 to 8 numbers"),
        ("x", {"shape": [True]}, "`True` is neither a number"),
        ("n", {"shape": [8]}, r"\[n\] has no `value`, which a number needs"),
        ("x", {"shape": [1 << 20, 1 << 20]}, "has more than 268435456 elements"),
        ("x", {}, r"\[x\] has no shape"),
        ("x", {"shape": [8], "fill": 3}, r"`fill` of \[x\] is no text"),
        ("x", {"fill": "many.npz"}, "holds several arrays"),
        ("x", {"fill": "double.npy"}, "holds float64"),
        ("x", {"fill": "empty.npy"}, "empty.npy"),
        ("x", {"packed": 3}, "is no list of names"),
        ("x", {"packed": ["../y"]}, "is no list of names"),
        ("n", {"value": 0.5}, "`n` is 0.5, which is no int32_t"),
        ("n", {"value": 1 << 40}, "which is no int32_t"),
        ("f", {"value": "rows and columns"}, "is neither a number"),
        ("x", 5, r"no table \[x\]"),
    ],
)
def test_what_is_said(folder: Path, name: str, table: object, why: str) -> None:
    path = folder / "said.toml"
    path.write_text(_text({**_GOOD, name: table}), encoding="utf-8")
    with pytest.raises(PtofixError, match=why):
        described(_kernel(), str(path), {"rows": 8}, 0)


def test_numbers_have_the_type_of_their_parameters(folder: Path) -> None:
    path = folder / "good.toml"
    path.write_text(_text({**_GOOD, "f": {"value": float("nan")}}), encoding="utf-8")
    values, arrays = described(_kernel(), str(path), {}, 0)
    assert isinstance(values["n"], Integer)
    assert isinstance(values["f"], Real)
    assert np.isnan(values["f"].value)
    assert arrays["x"].shape == (8, 8)


def test_a_negative_shape() -> None:
    path = REDTEAM2 / "simulate"
    source = SourceFile("add.cpp", (path / "simulate_add.cpp").read_text())
    with pytest.raises(PtofixError, match="negative"):
        described(kernel_of(parse(source)), str(path / "simulate_negative_shape.toml"), {}, 0)


@pytest.mark.parametrize("kind", ["inorder", "eager", "lazy", "random", "adversarial"])
def test_atomic_add_adds(kind: str) -> None:
    """Both stores add, in any order, and need none."""
    path = REDTEAM2 / "simulate"
    made = kernel_of(parse(SourceFile("add.cpp", (path / "tstore_atomic_add.cpp").read_text())))
    folder = path / "tstore_atomic_add"
    values, arrays = described(made, str(folder / "args.toml"), {}, 0)
    before = {name: array.copy() for name, array in arrays.items()}
    outcome = launch(made, values, 1, A2A3, Schedule(kind, 5))
    assert not outcome.races
    np.testing.assert_array_equal(arrays["y"], before["y"] + before["x"] + before["x"])
