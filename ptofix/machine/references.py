"""What kernels should give, and the arguments that go with it: `--against attention`, or a function of the user's."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import numpy as np
from msgspec import Struct

from ptofix.machine.arguments import number, pointer, poison
from ptofix.machine.kernel import Kernel
from ptofix.machine.memory import Array
from ptofix.machine.values import Address, Value
from ptofix.text.diagnostics import error

HEAD = 128
"""Columns of Q, K and V: those of the kernels that kernels/flash_attention builds."""

Q_ROWS = "--q-rows"
"""The option that makes Q and the result larger."""

WORKSPACE = 16 << 20
"""Bytes of slots per block that a kernel gets, more than any of its pipes takes."""


class Trial(Struct, frozen=True):
    """Arguments by name, the arrays after them, which array is the result, and what it should be."""

    arguments: Mapping[str, Value]
    arrays: Mapping[str, Array]
    result: str
    expected: Array


def attention(kernel: Kernel, s1: int, q_rows: int, blocks: int, seed: int) -> Trial:
    """Flash Attention as `kernels/flash_attention` has it: softmax(Q K^T / sqrt(head)) V, one head.

    The parameters, in order: an address for signals, Q [q_rows, 128], K and V [s1, 128] of half, the result
    [q_rows, 128] of float, slots of pipes, and the number of rows of K. Raises PtofixError for a kernel with others.
    """
    parameters = kernel.head.parameters
    kinds = [(p.type.name, "*" in p.type.after) for p in parameters]
    wanted = [("int64_t", True), ("half", True), ("half", True), ("half", True), ("float", True)]
    if kinds[:5] != wanted or not all(is_pointer for _, is_pointer in kinds[:-1]) or kinds[-1] != ("int32_t", False):
        raise error(f"`{kernel.name}` does not have the parameters of attention")
    generator = np.random.default_rng(seed)
    q, k, v = (generator.standard_normal((rows, HEAD)).astype(np.float16) for rows in (q_rows, s1, s1))
    given: list[Array] = [np.zeros(1, np.int64), q, k, v, poison("float", (q_rows, HEAD))]
    given += [poison(name, (WORKSPACE * blocks // (2 if name == "half" else 4),)) for name, _ in kinds[5:-1]]
    names = [str(p.name) for p in parameters]
    sized_by = ["", Q_ROWS, "--s1", "--s1", Q_ROWS, *[""] * (len(given) - 5)]
    arguments: dict[str, Value] = {
        name: pointer(name, array, kind, option, array[0].nbytes if option else 0)
        for name, array, (kind, _), option in zip(names[:-1], given, kinds[:-1], sized_by)
    }
    arguments[names[-1]] = number(parameters[-1], s1)
    scores = q.astype(np.float32) @ k.astype(np.float32).T / np.sqrt(np.float32(HEAD))
    weights = np.exp(scores - scores.max(1, keepdims=True))
    expected = weights / weights.sum(1, keepdims=True) @ v.astype(np.float32)
    return Trial(arguments, dict(zip(names, given)), names[4], expected)


def rows_reached(arguments: Mapping[str, Value]) -> int:
    """After a run with the arguments of attention: how many rows of Q and of the result the kernel worked on."""
    buffers = [value.buffer for value in arguments.values() if isinstance(value, Address)]
    return max((one.rows_for(one.reached) for one in buffers if one.sized_by == Q_ROWS), default=0)


def matmul(arrays: Mapping[str, Array]) -> dict[str, Array]:
    """The third matrix is the product of the first two. Raises PtofixError."""
    left, right, result = _matrices(arrays, 3, "matmul")
    return {result: arrays[left].astype(np.float32) @ arrays[right].astype(np.float32)}


def softmax(arrays: Mapping[str, Array]) -> dict[str, Array]:
    """The second matrix is the softmax of each row of the first. Raises PtofixError."""
    source, result = _matrices(arrays, 2, "softmax")
    exponents = arrays[source].astype(np.float32)
    weights = np.exp(exponents - exponents.max(1, keepdims=True))
    return {result: weights / weights.sum(1, keepdims=True)}


BUILT_IN: dict[str, Callable[[Mapping[str, Array]], Mapping[str, Array]]] = {"matmul": matmul, "softmax": softmax}
"""References for kernels whose arguments are described: by the order of the matrices among the parameters."""


def _matrices(arrays: Mapping[str, Array], number: int, name: str) -> list[str]:
    found = [name for name, array in arrays.items() if array.ndim == 2]
    if len(found) != number:
        raise error(f"--against {name} is about {number} matrices, and the arguments have {len(found)}")
    return found


def function_named(name: str) -> Callable[[Mapping[str, Array]], Any]:
    """`module:function`, looked for in this folder too; arrays come by their names. Raises PtofixError."""
    module, _, function = name.partition(":")
    sys.path.insert(0, "")
    try:
        found = getattr(importlib.import_module(module), function)
    except Exception as problem:  # whatever the module of the user does
        raise error(f"--against {name}: {type(problem).__name__}: {problem}") from None
    finally:
        sys.path.pop(0)
    if not callable(found):
        raise error(f"--against {name} is no function")
    return partial(_called, name, found)


def _called(name: str, function: Callable[..., Any], arrays: Mapping[str, Array]) -> Any:
    try:
        return function(**arrays)
    except Exception as problem:
        raise error(f"--against {name}: {type(problem).__name__}: {problem}") from None
