"""Assembler versions: which one to print for, and what it cannot express."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from ptofix.mlir import table
from ptofix.mlir.assembler import environment, find_assembler
from ptofix.text.diagnostics import Diagnostic, PtofixError, Severity, error

if TYPE_CHECKING:
    from xdsl.ir import Attribute, Operation, SSAValue

    from ptofix.mlir.operation import PtoOperation
    from ptofix.mlir.reader import Module

DROPPED_DEFAULT = "PF492"
_VERSION_TIMEOUT_SECONDS = 10


@dataclass(frozen=True)
class Target:
    """One assembler version of dialect/versions.toml."""

    version: str
    pointer_spaces: bool
    types: frozenset[str]


def target(version: str) -> Target:
    """The target for an assembler that calls itself `version`: the newest known one that is not newer.

    Raises PtofixError for a version older than all known ones, or for text that is no version.
    """
    if not re.fullmatch(r"\d+(\.\d+)+", version):
        raise error(f"`{version}` is no assembler version", help=f"known versions: {', '.join(table.versions())}")
    for known, entry in table.versions().items():
        if table.version_key(known) <= table.version_key(version):
            return _target(known, entry)
    raise error(f"assembler version {version} is not supported", help=f"known versions: {', '.join(table.versions())}")


def newest_target() -> Target:
    return _target(*next(iter(table.versions().items())))


def default_target() -> Target:
    """The target of the real assembler, the newest one if there is none or it does not say."""
    assembler = find_assembler()
    if assembler is None:
        return newest_target()
    try:
        done = subprocess.run(
            [assembler, "--version"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_VERSION_TIMEOUT_SECONDS,
            env=environment(),
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return newest_target()
    found = re.search(r"ptoas\D*(\d+\.\d+)", done.stdout + done.stderr)
    return target(found[1]) if found else newest_target()


def fit(module: Module, to: Target) -> tuple[Diagnostic, ...]:
    """Change `module` in place to what `to` can express, and say what was changed.

    Attributes that `to` does not know are dropped where they have their default value. Anything else that it does not
    know is an error that names op and place (PtofixError with one diagnostic per problem; the module is then unusable).
    """
    from ptofix.mlir.operation import PtoOperation

    remarks: list[Diagnostic] = []
    problems: list[Diagnostic] = []
    for op in module.op.walk():
        inexpressible = list(_unknown_types(op, to))
        if isinstance(op, PtoOperation):
            dropped, unknown = _fit_op(op, to)
            inexpressible += unknown
            remarks += [Diagnostic(Severity.NOTE, message, module.place(op), DROPPED_DEFAULT) for message in dropped]
        problems += [
            Diagnostic(Severity.ERROR, f"assembler {to.version} cannot express {what}", module.place(op))
            for what in dict.fromkeys(inexpressible)
        ]
    if problems:
        raise PtofixError(problems)
    return tuple(remarks)


def _fit_op(op: PtoOperation, to: Target) -> tuple[list[str], list[str]]:
    """Messages about what was dropped from `op`, and names of what `to` cannot express."""
    from ptofix.mlir.operands import operand_groups
    from ptofix.mlir.pto_types import PtoEnumAttr

    spec = table.operations()[op.name].get(to.version)
    if spec is None:
        return [], [f"`{op.name}`"]
    groups = operand_groups(op)
    known = {operand.name for operand in spec.operands}
    unknown = [f"operand `{name}` of `{op.name}`" for name, values in groups.items() if values and name not in known]
    dropped = []
    for name, value in list(op.properties.items()):
        if name == table.SEGMENTS:
            continue
        if _tolerated(op, name, to):
            op.attributes[name] = op.properties.pop(name)
        elif name not in spec.attribute_by_name:
            if value in default_values(op.name, name):
                del op.properties[name]
                dropped.append(f"dropped `{name}` of `{op.name}`: assembler {to.version} does not know it")
            else:
                unknown.append(f"attribute `{name} = {value}` of `{op.name}`")
        elif isinstance(value, PtoEnumAttr) and value.data not in value.spec.cases.get(to.version, ()):
            unknown.append(f"value `{value.data}` of attribute `{name}` of `{op.name}`")
    if not unknown:
        _regroup(op, spec, groups)
    return dropped, unknown


def _regroup(op: PtoOperation, spec: table.OpSpec, groups: Mapping[str, tuple[SSAValue, ...]]) -> None:
    from xdsl.dialects.builtin import DenseArrayBase, i32

    operands = [value for operand in spec.operands for value in groups.get(operand.name, ())]
    if operands != list(op.operands):
        op.operands = operands
    op.properties.pop(table.SEGMENTS, None)
    if spec.segments:
        sizes = [len(groups.get(operand.name, ())) for operand in spec.operands]
        op.properties[table.SEGMENTS] = DenseArrayBase.from_list(i32, sizes)


def default_values(op_name: str, attribute: str) -> list[Attribute]:
    """Default values that some version gives to the attribute."""
    from ptofix.mlir.syntax import default_of

    specs = [spec.attribute_by_name.get(attribute) for spec in table.operations()[op_name].values()]
    return [default_of(spec) for spec in specs if spec is not None and spec.default is not None]


def _tolerated(op: Operation, attribute: str, to: Target) -> bool:
    return any(
        entry["op"] == op.name
        and entry["attribute"] == attribute
        and entry["instead_of"] not in op.properties
        and to.version in entry["versions"]
        for entry in table.special("tolerated")
    )


def _unknown_types(op: Operation, to: Target) -> Iterator[str]:
    used = [value.type for value in (*op.operands, *op.results)]
    used += [argument.type for region in op.regions for block in region.blocks for argument in block.args]
    for attribute in (*used, *op.properties.values(), *op.attributes.values()):
        yield from _unknown_in(attribute, to)


@cache
def _unknown_in(attribute: Attribute, to: Target) -> tuple[str, ...]:
    from ptofix.mlir.pto_types import Pointee, PtoType

    found: list[str] = []
    for part in _parts(attribute):
        if not isinstance(part, PtoType):
            continue
        if part.name.removeprefix(table.PREFIX) not in to.types:
            found.append(f"type `{part}`")
        if isinstance(part.data, Pointee) and part.data.space != "gm" and not to.pointer_spaces:
            found.append(f"address space `{part.data.space}` of a pointer")
        element = getattr(part.data, "element", None)
        if element is not None:
            found += _unknown_in(element, to)
    return tuple(found)


def _parts(attribute: Attribute) -> Iterator[Attribute]:
    """`attribute` and all attributes inside it."""
    from xdsl.dialects.builtin import ArrayAttr, DictionaryAttr
    from xdsl.ir import ParametrizedAttribute

    yield attribute
    inner: Iterable[Attribute] = ()
    if isinstance(attribute, ParametrizedAttribute):
        inner = attribute.parameters
    elif isinstance(attribute, ArrayAttr):
        inner = attribute.data
    elif isinstance(attribute, DictionaryAttr):
        inner = attribute.data.values()
    for part in inner:
        yield from _parts(part)


def _target(version: str, entry: Mapping[str, Any]) -> Target:
    return Target(version, entry["ptr_space"], frozenset(entry["types"]))
