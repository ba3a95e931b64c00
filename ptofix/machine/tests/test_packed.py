"""The entry of a front end, which unpacks an array of words: the same as its kernel by itself."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ptofix.cpp.parser import parse
from ptofix.isa.architecture import A2A3
from ptofix.machine.arguments import described
from ptofix.machine.kernel import kernel_of
from ptofix.machine.memory import Array
from ptofix.machine.run import Schedule, launch
from ptofix.testing.corpus import WRAPPED
from ptofix.text.diagnostics import PtofixError
from ptofix.text.source import read_source

KERNELS = {
    "q_valid_size_at_run_time": ("valid_size_at_run_time", ("v1", "v2")),
    "g_gu_loop": ("gu_loop", ("v1", "v2", "v3", "v4")),
}


def _ran(path: Path, name: str, kernel_name: str, description: str) -> dict[str, Array]:
    path.write_text(description)
    kernel = kernel_of(parse(read_source(str(WRAPPED / f"{name}.cpp"))), kernel_name)
    arguments, arrays = described(kernel, str(path), {}, 3)
    outcome = launch(kernel, arguments, 1, A2A3, Schedule("lazy"))
    assert not outcome.races
    assert not outcome.blocked + outcome.faults
    return arrays


def _tables(names: tuple[str, ...]) -> str:
    array = 'dtype = "float"\nshape = [512, 128]\n'
    return "".join(f"[{name}]\n" + ("value = 3\n" if name == "v4" else array) for name in names)


@pytest.mark.parametrize("name", KERNELS)
def test_entry_and_kernel_give_the_same(tmp_path: Path, name: str) -> None:
    kernel, names = KERNELS[name]
    packed = f"[words]\npacked = {list(names)}\n{_tables(names)}"
    alone = _ran(tmp_path / "alone.toml", name, kernel, _tables(names))
    whole = _ran(tmp_path / "packed.toml", name, "", packed)
    assert alone.keys() == whole.keys()
    untouched = np.random.default_rng(3).standard_normal((512, 128)).astype(np.float32)
    assert any(not np.array_equal(array, untouched) for array in whole.values())
    for array_name, array in alone.items():
        np.testing.assert_array_equal(array, whole[array_name])


def test_a_word_too_few(tmp_path: Path) -> None:
    with pytest.raises(PtofixError, match="word 1 of 1"):
        _ran(tmp_path / "packed.toml", "q_valid_size_at_run_time", "", f'[words]\npacked = ["v1"]\n{_tables(("v1",))}')


def test_a_word_without_a_table(tmp_path: Path) -> None:
    with pytest.raises(PtofixError, match=r"no table \[v2\]"):
        _ran(tmp_path / "packed.toml", "q_valid_size_at_run_time", "", f'[words]\npacked = ["v2"]\n{_tables(("v1",))}')
