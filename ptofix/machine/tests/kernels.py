"""Kernels of the corpus, run with arguments made from their signatures."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

import numpy as np

from ptofix.cpp.parser import parse
from ptofix.evidence.assumptions import BY_DISTANCE
from ptofix.isa.architecture import A2A3
from ptofix.machine.arguments import number, pointer
from ptofix.machine.kernel import Kernel, kernel_of
from ptofix.machine.memory import DTYPES, Array
from ptofix.machine.run import Outcome, Schedule, launch
from ptofix.machine.values import Value
from ptofix.program.integers import type_named
from ptofix.testing.corpus import CPP
from ptofix.text.source import SourceFile

ELEMENTS = 1 << 18
ROUNDS = 4

SMALL = sorted(path for path in CPP.glob("*.cpp") if not path.name.startswith("fa_"))
SYNCHRONISED = [path for path in SMALL if path.name.endswith(".insert-sync.cpp")]
SOLVER = [path for path in SMALL if path.name.endswith(".graph-sync-solver.cpp")]


def ran(
    path: Path, text: str, schedule: Schedule, rounds: int = ROUNDS, elements: int = ELEMENTS
) -> tuple[Outcome, dict[str, Array]]:
    """What a run of the text did, and what its memory holds after it: random numbers before, `rounds` for integers.

    `elements` are those of each pointer: who runs many small kernels needs no megabyte for each.
    """
    kernel = _kernel(SourceFile(str(path), text))
    arguments: dict[str, Value] = {}
    arrays: dict[str, Array] = {}
    for parameter in kernel.head.parameters:
        name, kind = str(parameter.name), parameter.type.name
        if "*" in parameter.type.after:
            arrays[name] = _numbers(len(arrays), kind)[:elements].copy()
            arguments[name] = pointer(name, arrays[name], kind)
        else:
            arguments[name] = number(parameter, rounds if type_named(kind) else 0.5)
    return launch(kernel, arguments, 1, A2A3, schedule), arrays


@lru_cache(maxsize=64)
def _kernel(source: SourceFile) -> Kernel:
    """Read once for all schedules in which it runs."""
    return kernel_of(parse(source))


@cache
def _numbers(seed: int, kind: str) -> Array:
    numbers: Array = np.random.default_rng(seed).standard_normal(ELEMENTS).astype(DTYPES[kind])
    return numbers


def same(first: dict[str, Array], second: dict[str, Array]) -> bool:
    """Equal to the bit."""
    return all(np.array_equal(first[name].view(np.uint8), second[name].view(np.uint8)) for name in first)


def by_distance(model: str) -> frozenset[str]:
    """The assumptions about time that a model takes."""
    return BY_DISTANCE if model == "default" else frozenset()
