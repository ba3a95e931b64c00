"""`--against softmax` and `--against matmul`, on kernels written here."""

from __future__ import annotations

from pathlib import Path

import pytest

from ptofix.api.simulating import SimulateOptions, run_all
from ptofix.testing.written import kernel, tensor, tile
from ptofix.text.diagnostics import PtofixError
from ptofix.text.source import read_source

B = "pipe_barrier(PIPE_ALL);"
SOFTMAX = kernel(
    "__gm__ float* v1, __gm__ float* v2",
    [
        tensor("from", "v1", "float", 16, 64),
        tensor("to", "v2", "float", 16, 64),
        tile("a", "float", 16, 64, 0),
        tile("t", "float", 16, 64, 4096),
        tile("m", "float", 16, 1, 8192),
        f"TLOAD(a, from); {B} TROWMAX(m, a, t); {B} TROWEXPANDSUB(a, a, m); {B} TEXP(a, a); {B}",
        f"TROWSUM(m, a, t); {B} TROWEXPANDDIV(a, a, m); {B} TSTORE(to, a);",
    ],
)
MATMUL = kernel(
    "__gm__ half* v1, __gm__ half* v2, __gm__ float* v3",
    [
        tensor("from1", "v1", "half", 32, 64),
        tensor("from2", "v2", "half", 64, 48),
        tensor("to", "v3", "float", 32, 48),
        tile("a", "half", 32, 64, 0, space="Mat", layout="ColMajor", box="RowMajor"),
        tile("b", "half", 64, 48, 8192, space="Mat", layout="ColMajor", box="RowMajor"),
        tile("l", "half", 32, 64, 0, space="Left", layout="RowMajor", box="RowMajor"),
        tile("r", "half", 64, 48, 0, space="Right", layout="RowMajor", box="ColMajor"),
        tile("c", "float", 32, 48, 0, space="Acc", layout="ColMajor", box="RowMajor").replace("512", "1024"),
        f"TLOAD(a, from1); TLOAD(b, from2); {B} TMOV(l, a); TMOV(r, b); {B} TMATMUL(c, l, r); {B} TSTORE(to, c);",
    ],
    core="CUBE",
)
SHAPES = {
    "softmax": '[v1]\nshape = [16, 64]\n[v2]\nshape = [16, 64]\nfill = "poison"\n',
    "matmul": '[v1]\nshape = [32, 64]\n[v2]\nshape = [64, 48]\n[v3]\nshape = [32, 48]\nfill = "poison"\n',
}


def _options(folder: Path, text: str, shapes: str, against: str) -> SimulateOptions:
    (folder / "k.cpp").write_text(text)
    (folder / "k.toml").write_text(shapes)
    return SimulateOptions(
        read_source(str(folder / "k.cpp")), arguments=str(folder / "k.toml"), against=against, schedule="lazy"
    )


@pytest.mark.parametrize(("text", "against"), [(SOFTMAX, "softmax"), (MATMUL, "matmul")], ids=("softmax", "matmul"))
def test_a_kernel_that_does_it(tmp_path: Path, text: str, against: str) -> None:
    [ran] = run_all(_options(tmp_path, text, SHAPES[against], against))
    assert ran.fine(1e-5)
    assert ran.errors


def test_a_kernel_that_does_something_else(tmp_path: Path) -> None:
    [ran] = run_all(_options(tmp_path, SOFTMAX.replace("TEXP(a, a)", "TABS(a, a)"), SHAPES["softmax"], "softmax"))
    assert not ran.fine(1e-2)


def test_other_matrices(tmp_path: Path) -> None:
    with pytest.raises(PtofixError, match="matmul is about 3 matrices, and the arguments have 2"):
        run_all(_options(tmp_path, SOFTMAX, SHAPES["softmax"], "matmul"))
