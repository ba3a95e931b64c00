"""The library of caller.cpp, built by a host compiler with the stub of the runtime."""

from __future__ import annotations

import ctypes
import subprocess
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ptofix.testing.tools import compiler
from reference import Array

FOLDER = Path(__file__).parents[1]
STUB = FOLDER / "runtime_stub"
CONTROL, CORES = 4096, 24  # what the stub's runtime says where a test wants nothing else
FLAGS = ("-std=c++17", "-O1", "-Wall", "-Wextra", "-Werror", "-fPIC", "-shared")


def build(output: Path, q_rows: int, s1_tile: int, qk_preload: int, kv_split: int) -> Path:
    knobs = {"FA_Q_ROWS": q_rows, "FA_S1_TILE": s1_tile, "FA_QK_PRELOAD": qk_preload, "FA_KV_SPLIT": kv_split}
    defined = [f"-D{name}={value}" for name, value in knobs.items()]
    kernel = f'-DKERNEL_CPP="{STUB / "kernel.cpp"}"'
    sources = [str(FOLDER / "caller.cpp"), str(STUB / "runtime.cpp")]
    subprocess.run([compiler(), *FLAGS, f"-I{STUB}", *defined, kernel, *sources, "-o", str(output)], check=True)
    return output


@dataclass
class Library:
    """A library that is loaded, and arguments to call it with."""

    loaded: ctypes.CDLL
    q: Array
    k: Array
    v: Array

    def reset(self, control: int = CONTROL, cores: int = CORES) -> None:
        self.loaded.stub_reset(ctypes.c_uint64(control), ctypes.c_int64(cores))

    def fail(self, call: str, nth: int) -> None:
        self.loaded.stub_fail(call.encode(), nth)

    @property
    def log(self) -> list[str]:
        self.loaded.stub_log.restype = ctypes.c_char_p
        return str(self.loaded.stub_log().decode()).split()

    @property
    def open_things(self) -> int:
        return int(self.loaded.stub_open_things())

    def run(self, blocks: int = 1, s0: int | None = None, s1: int | None = None) -> tuple[int, Array, Array]:
        """`fa_run` with one launch before the two that are measured: its code, the result and the times."""
        out, times = np.zeros((len(self.q), self.q.shape[1]), np.float32), np.zeros(2, np.float32)
        memory = [ctypes.c_void_p(array.ctypes.data) for array in (self.q, self.k, self.v, out)]
        sizes = [ctypes.c_int64(len(self.q) if s0 is None else s0), ctypes.c_int64(len(self.k) if s1 is None else s1)]
        numbers = [ctypes.c_uint32(1), ctypes.c_uint32(2), ctypes.c_void_p(times.ctypes.data)]
        code = self.loaded.fa_run(ctypes.c_int32(0), ctypes.c_uint32(blocks), *memory, *sizes, *numbers)
        return int(code), out, times
