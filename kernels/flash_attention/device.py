"""The device: what a launch needs and this machine lacks, and the launch through caller.cpp's library."""

from __future__ import annotations

import ctypes
import ctypes.util
import shutil
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from reference import Array

DEVICE_FILES = "davinci[0-9]*"  # in /dev, one per NPU


class LaunchError(Exception):
    """A launch failed; what failed was said on standard error by caller.cpp."""


def missing(devices: Path = Path("/dev")) -> list[str]:
    """What this machine lacks to launch a kernel, in words."""
    lacks = []
    if not any(devices.glob(DEVICE_FILES)):
        lacks.append(f"an NPU with its driver (there is no {devices}/davinci0)")
    if not ctypes.util.find_library("ascendcl"):
        lacks.append("the CANN runtime (libascendcl.so; `source set_env.sh` of the toolkit)")
    return lacks


def missing_to_build() -> list[str]:
    """What it lacks to build one."""
    tools = (("ptoas", "the PTO assembler"), ("bisheng", "the device compiler"))
    return [f"{what} ({tool} on PATH)" for tool, what in tools if shutil.which(tool) is None]


def launch(
    library: Path, device: int, blocks: int, q: Array, k: Array, v: Array, warmup: int, iterations: int
) -> tuple[Array, Array]:
    """The result in fp32 and the microseconds of each launch. Raises LaunchError.

    In a process of its own: the runtime can be set up once per process, and a kernel that brings the process down
    leaves the results of the other cases.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        try:
            return pool.submit(_launch, str(library), device, blocks, q, k, v, warmup, iterations).result()
        except BrokenProcessPool:
            raise LaunchError("the process that launched it came down") from None


def _launch(
    library: str, device: int, blocks: int, q: Array, k: Array, v: Array, warmup: int, iterations: int
) -> tuple[Array, Array]:
    try:
        run = ctypes.CDLL(library).fa_run
    except (OSError, AttributeError) as problem:
        raise LaunchError(f"{library} cannot be used: {problem}") from None
    pointer, long, number = ctypes.c_void_p, ctypes.c_int64, ctypes.c_uint32
    run.argtypes = [ctypes.c_int32, number, *[pointer] * 4, long, long, number, number, pointer]
    run.restype = ctypes.c_int
    q, k, v = (np.ascontiguousarray(array, dtype=np.float16) for array in (q, k, v))
    out = np.full((len(q), v.shape[1]), np.nan, np.float32)  # what the kernel does not write is wrong
    times = np.zeros(iterations, np.float32)
    addresses = [array.ctypes.data for array in (q, k, v, out)]
    code = run(device, blocks, *addresses, len(q), len(k), warmup, iterations, times.ctypes.data)
    if code:
        raise LaunchError(f"the launch failed with code {code}")
    return out, times
