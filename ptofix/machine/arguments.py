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

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from msgspec import Struct, field

from ptofix.cpp import nodes
from ptofix.machine.expressions import FLOATING
from ptofix.machine.kernel import Kernel
from ptofix.machine.memory import DTYPES, POISON, Array, Buffer
from ptofix.machine.values import Address, Packed, Real, Value
from ptofix.program import integers
from ptofix.program.integers import Integer, type_named
from ptofix.text.diagnostics import error
from ptofix.text.nearest import no_such
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
    """A scalar argument in the type of its parameter. Raises PtofixError for one that the type does not have."""
    name = parameter.type.name
    integer = type_named(name)
    if integer is None:
        with np.errstate(over="ignore"):
            try:
                return Real(FLOATING.get(name, np.float32)(value))
            except OverflowError:
                raise error(f"`{parameter.name}` is {value}, which is no {name}") from None
    if not isinstance(value, int) or not integer.holds(value):
        raise error(f"`{parameter.name}` is {value}, which is no {name}")
    return Integer(integer, value)


def described(
    kernel: Kernel, path: str, sizes: Mapping[str, int], seed: int, implied: Mapping[str, int] | None = None
) -> tuple[dict[str, Value], dict[str, Array]]:
    """Arguments, and the arrays after the pointers, as a description says; `implied` sizes it need not name.

    Raises PtofixError, also for a table or one of the `sizes` that is about no argument.
    """
    tables, parameters = tables_of(path), kernel.head.parameters
    found = described_parameters(parameters, path, tables, sizes, seed, implied)
    names = dict.fromkeys(str(parameter.name) for parameter in parameters)
    words = [word for name in names for word in tables[name].get("packed", ())]
    for name in tables:
        if name not in (*names, *words):
            raise no_such(f"{path}: `{kernel.name}` has no parameter `{name}`", name, (*names, *words))
    return found


def tables_of(path: str) -> Mapping[str, Any]:
    """The tables of a description, by the names of parameters. Raises PtofixError."""
    try:
        return parse_toml(Path(path).read_text(encoding="utf-8"))
    except (TOMLDecodeError, UnicodeDecodeError) as problem:
        raise error(f"{path}: {problem}") from None
    except RecursionError:
        raise error(f"{path}: too deep") from None


def described_parameters(
    parameters: Sequence[nodes.Parameter],
    path: str,
    tables: Mapping[str, Any],
    sizes: Mapping[str, int],
    seed: int,
    implied: Mapping[str, int] | None = None,
) -> tuple[dict[str, Value], dict[str, Array]]:
    """The same for some parameters of whatever function, by the tables of the description `path`."""
    given = _Described(path, tables, {**(implied or {}), **sizes}, np.random.default_rng(seed))
    for parameter in parameters:
        name = str(parameter.name)
        if "packed" in given.table(name):
            given.values[name] = given.packed(name)
        elif "*" in parameter.type.after:
            given.values[name] = given.array(name, parameter.type.name)
        else:
            given.values[name] = number(parameter, given.number(name))
    for name in sizes:
        if name not in given.named:
            raise no_such(f"{path}: no shape or value of an argument is `{name}`", name, given.named)
    return given.values, given.arrays


class _Described(Struct):
    """A description, and what it has given so far."""

    path: str
    tables: Mapping[str, Any]
    sizes: Mapping[str, int]
    generator: np.random.Generator
    values: dict[str, Value] = field(default_factory=dict)
    arrays: dict[str, Array] = field(default_factory=dict)
    named: dict[str, None] = field(default_factory=dict)
    """The names of sizes that it has."""

    def table(self, name: str) -> Mapping[str, Any]:
        table = self.tables.get(name)
        if not isinstance(table, dict) or not KEYS.issuperset(table):
            raise error(f"{self.path}: no table [{name}] with some of {', '.join(sorted(KEYS))}")
        return table

    def number(self, name: str) -> float:
        value = self.table(name).get("value")
        if value is None:
            raise error(f"{self.path}: [{name}] has no `value`, which a number needs")
        return value if isinstance(value, float) else self.size(value)

    def array(self, name: str, kind: str) -> Address:
        """What a pointer to `kind` points to; of whatever type the array is, the pointer counts in its own."""
        table = self.table(name)
        dtype = str(table.get("dtype", kind))
        if dtype not in DTYPES:
            known = ", ".join(DTYPES)
            raise error(
                f"{self.path}: [{name}] has an element type that is not known: {dtype}",
                help=f"give it a dtype: one of {known}",
            )
        self.arrays[name] = _filled(
            self.path, name, table.get("fill", "normal"), dtype, self.shape(name), self.generator
        )
        given = [str(one) for one in table.get("shape", ()) if isinstance(one, str)]
        options = "".join(f", --set {one}=N" for one in dict.fromkeys(given))
        kind = kind if kind in DTYPES else dtype
        return pointer(name, self.arrays[name], kind, f"the shape of [{name}] in {self.path}{options}")

    def shape(self, name: str) -> tuple[int, ...] | None:
        """The shape that a table gives, None without one."""
        table = self.table(name)
        if "shape" not in table:
            return None
        given = table["shape"]
        if not isinstance(given, list) or not 0 < len(given) <= _DIMENSIONS:
            raise error(f"{self.path}: the shape of [{name}] is no list of 1 to {_DIMENSIONS} numbers")
        found = tuple(self.size(one) for one in given)
        if min(found) < 0:
            raise error(f"{self.path}: the shape of [{name}] has a negative number: {list(found)}")
        if math.prod(found) > _ELEMENTS:
            raise error(f"{self.path}: [{name}] has more than {_ELEMENTS} elements: {list(found)}")
        return found

    def packed(self, name: str) -> Packed:
        """The words of a front end's entry."""
        names = self.table(name)["packed"]
        if not isinstance(names, list) or not all(isinstance(word, str) and word.isidentifier() for word in names):
            raise error(f"{self.path}: `packed` of [{name}] is no list of names")
        return Packed(tuple(self.word(word) for word in names))

    def word(self, name: str) -> Value:
        """An array, or a number as the kernel takes it out of its word."""
        if "value" not in self.table(name):
            return self.array(name, "")
        value = self.number(name)
        if not isinstance(value, int) or not integers.LONG.holds(value):
            raise error(f"{self.path}: [{name}] is {value}, which is no 64-bit integer")
        return Integer(integers.LONG, value)

    def size(self, size: object) -> int:
        """A number, or what its name stands for."""
        if isinstance(size, int) and not isinstance(size, bool):
            return size
        if isinstance(size, str):
            self.named[size] = None
            if size in self.sizes:
                return self.sizes[size]
        raise error(f"{self.path}: `{size}` is neither a number nor a name that --set gives")


_DIMENSIONS = 8
_ELEMENTS = 1 << 28


def _filled(
    path: str, name: str, fill: Any, dtype: str, shape: tuple[int, ...] | None, generator: np.random.Generator
) -> Array:
    if not isinstance(fill, str):
        raise error(f"{path}: `fill` of [{name}] is no text")
    if fill in ("normal", "zero", "poison"):
        if shape is None:
            raise error(f"{path}: [{name}] has no shape")
        try:
            if fill == "normal":
                return generator.standard_normal(shape).astype(DTYPES[dtype])
            return np.zeros(shape, DTYPES[dtype]) if fill == "zero" else poison(dtype, shape)
        except MemoryError:
            raise error(f"{path}: [{name}] does not fit into memory: {list(shape)}") from None
    file = Path(path).parent / fill
    try:
        loaded = np.load(file)
    except (OSError, ValueError, EOFError, BadZipFile, MemoryError) as problem:
        raise error(f"{path}: {file}: {problem}", help="`fill` is normal, zero, poison or a file, x.npy") from None
    if not isinstance(loaded, np.ndarray):
        raise error(f"{path}: {file} holds several arrays")
    if loaded.dtype != DTYPES[dtype] or shape not in (None, loaded.shape):
        wanted = "" if shape is None else list(shape)
        raise error(f"{path}: {file} holds {loaded.dtype}{list(loaded.shape)}, not {dtype}{wanted}")
    return np.ascontiguousarray(loaded)
