"""What a launch is given, from the description that `simulate` and `cost` read too."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from ptofix.cpp import nodes
from ptofix.machine.arguments import described_parameters, tables_of
from ptofix.machine.expressions import FLOATING
from ptofix.machine.values import Address, Packed, Real
from ptofix.program.integers import Integer, type_named
from ptofix.record.entries import EntryParameter, KernelEntry
from ptofix.record.running import Given
from ptofix.text.diagnostics import error
from ptofix.text.nearest import no_such

_UNNAMED = 64  # parameters of an entry that is in no text that was read


def given_for(
    entry: KernelEntry | None, description: str, sizes: Mapping[str, int], work: Path
) -> tuple[list[Given], dict[str, str]]:
    """What each parameter is given, and the numbers among them by name. Raises PtofixError."""
    if entry is None:
        return [Given(f"argument{index}", "none", "-") for index in range(_UNNAMED)], {}
    if not description:
        return [Given(one.name, "none", "-") for one in entry.parameters], {}
    tables = tables_of(description)
    names = [one.name for one in entry.parameters]
    for name in tables:
        if name not in names:
            raise no_such(f"{description}: `{entry.name}` has no parameter `{name}`", name, names)
    parameters = [
        nodes.Parameter(nodes.Type((), _type(one, tables), (), ("*",) if one.is_pointer else ()), one.name, None)
        for one in entry.parameters
        if one.name in tables
    ]
    values, arrays = described_parameters(parameters, description, tables, sizes, 0)
    found, numbers = [], {}
    for one in entry.parameters:
        match values.get(one.name):
            case None:  # memory that nobody has written, or a number that a launch cannot do without
                found.append(Given(one.name, "none", "-"))
            case Address():
                path = work / f"{one.name}.bytes"
                np.ascontiguousarray(arrays[one.name]).tofile(path)
                found.append(Given(one.name, "array", str(path)))
            case Integer(value=value):
                numbers[one.name] = str(value)
                found.append(Given(one.name, "number", str(value)))
            case Real() as real:
                numbers[one.name] = repr(float(real.value))
                found.append(Given(one.name, "number", numbers[one.name]))
            case Packed():
                raise error(f"{description}: [{one.name}] is packed, which no recording is given")
    return found, numbers


def _type(parameter: EntryParameter, tables: Mapping[str, Any]) -> str:
    """That of a parameter; a whole number of a type that only the compiler knows (`T`) stays whole."""
    table = tables[parameter.name]
    is_known = parameter.is_pointer or type_named(parameter.type) is not None or parameter.type in FLOATING
    is_whole = isinstance(table, dict) and isinstance(table.get("value"), (int, str))
    return "int64_t" if is_whole and not is_known else parameter.type
