"""What a kernel is given: buffers and numbers, from a description in TOML or from what a reference needs.

```toml
[v1]                     # by the parameter's name
dtype = "float"
shape = ["rows", 64]     # numbers, or names that --set gives
fill = "normal"          # or "zero", "poison", or "x.npy"
[v9]
value = 1024
[words]                  # what a front end's entry unpacks: each word an array or a number, by a table of its own
packed = ["x", "rows"]
```
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from ptofix.cpp import nodes
from ptofix.machine.kernel import Kernel
from ptofix.machine.memory import DTYPES, POISON, Array, Buffer
from ptofix.machine.values import Address, Packed, Real, Value
from ptofix.program import integers
from ptofix.program.integers import Integer, type_named
from ptofix.text.diagnostics import error
from ptofix.text.toml import TOMLDecodeError, parse_toml

KEYS = frozenset(("dtype", "shape", "fill", "value", "packed"))


def pointer(name: str, array: Array, dtype: str, sized_by: str = "", row: int = 0) -> Address:
    """A kernel argument that points to an array; the kernel changes the array itself. The rest as in `Buffer`."""
    return Address(Buffer(name, array.reshape(-1).view(np.uint8), None, sized_by, row), 0, dtype)


def poison(dtype: str, shape: tuple[int, ...]) -> Array:
    """Memory that nobody has written: NaN in floating types."""
    size = int(np.prod(shape)) * np.dtype(DTYPES[dtype]).itemsize
    made: Array = np.full(size, POISON, np.uint8).view(DTYPES[dtype]).reshape(shape)
    return made


def number(parameter: nodes.Parameter, value: float) -> Value:
    """A scalar argument in the type of its parameter."""
    integer = type_named(parameter.type.name)
    if integer is not None:
        return integers.convert(Integer(integers.LONG, int(value)), integer)
    return Real(np.float32(value))


def described(
    kernel: Kernel, path: str, sizes: Mapping[str, int], seed: int
) -> tuple[dict[str, Value], dict[str, Array]]:
    """Arguments, and the arrays behind the pointers, as a description says. Raises PtofixError."""
    try:
        tables = parse_toml(Path(path).read_text(encoding="utf-8"))
    except (TOMLDecodeError, UnicodeDecodeError) as problem:
        raise error(f"{path}: {problem}") from None
    given = _Described(path, tables, sizes, np.random.default_rng(seed))
    for parameter in kernel.head.parameters:
        name = str(parameter.name)
        if "packed" in given.table(name):
            given.values[name] = Packed(tuple(given.word(str(word)) for word in given.table(name)["packed"]))
        elif "*" in parameter.type.after:
            given.values[name] = given.array(name, parameter.type.name)
        else:
            given.values[name] = number(parameter, given.number(name))
    return given.values, given.arrays


@dataclass
class _Described:
    """A description, and what it has given so far."""

    path: str
    tables: Mapping[str, Any]
    sizes: Mapping[str, int]
    generator: np.random.Generator
    values: dict[str, Value] = field(default_factory=dict)
    arrays: dict[str, Array] = field(default_factory=dict)

    def table(self, name: str) -> Mapping[str, Any]:
        table = self.tables.get(name)
        if not isinstance(table, dict) or not KEYS.issuperset(table):
            raise error(f"{self.path}: no table [{name}] with some of {', '.join(sorted(KEYS))}")
        return table

    def number(self, name: str) -> float:
        return _size(self.path, self.table(name).get("value"), self.sizes)

    def array(self, name: str, kind: str) -> Address:
        table = self.table(name)
        dtype = str(table.get("dtype", kind))
        if dtype not in DTYPES:
            raise error(f"{self.path}: [{name}] has an element type that numpy does not have: {dtype}")
        shape = tuple(_size(self.path, one, self.sizes) for one in table.get("shape", ()))
        self.arrays[name] = _filled(self.path, table.get("fill", "normal"), dtype, shape, self.generator)
        given = [str(one) for one in table.get("shape", ()) if isinstance(one, str)]
        options = "".join(f", --set {one}=N" for one in dict.fromkeys(given))
        return pointer(name, self.arrays[name], dtype, f"the shape of [{name}] in {self.path}{options}")

    def word(self, name: str) -> Value:
        """An array, or a number as the kernel takes it out of its word."""
        if "value" in self.table(name):
            return Integer(integers.LONG, int(self.number(name)))
        return self.array(name, "")


def _size(path: str, size: object, sizes: Mapping[str, int]) -> int:
    if isinstance(size, int):
        return size
    if isinstance(size, str) and size in sizes:
        return sizes[size]
    raise error(f"{path}: `{size}` is neither a number nor a name that --set gives")


def _filled(path: str, fill: Any, dtype: str, shape: tuple[int, ...], generator: np.random.Generator) -> Array:
    match fill:
        case "normal":
            return generator.standard_normal(shape).astype(DTYPES[dtype])
        case "zero":
            return np.zeros(shape, DTYPES[dtype])
        case "poison":
            return poison(dtype, shape)
    file = Path(path).parent / str(fill)
    try:
        loaded = np.load(file)
    except (OSError, ValueError) as problem:
        raise error(f"{path}: {file}: {problem}") from None
    if loaded.dtype != DTYPES[dtype] or (shape and loaded.shape != shape):
        raise error(f"{path}: {file} holds {loaded.dtype}{list(loaded.shape)}, not {dtype}{list(shape)}")
    return np.ascontiguousarray(loaded)
