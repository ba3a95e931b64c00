"""What an op has that one assembler version cannot express."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from ptofix.mlir import table

if TYPE_CHECKING:
    from xdsl.ir import Attribute, Operation, SSAValue

    from ptofix.mlir.operation import PtoOperation

_ANY = "any"
_MEMREF = "memref"


class Misfit(Struct, frozen=True):
    """Something that a version cannot express. `attribute`: one that says nothing and may be taken off."""

    what: str
    attribute: str = ""


def misfits(op: Operation, version: str) -> Iterator[Misfit]:
    """All that `version` cannot express of `op` under its own name."""
    from ptofix.mlir.operands import operand_groups
    from ptofix.mlir.operation import PtoOperation

    for what in unknown_types(op, version):
        yield Misfit(what)
    if not isinstance(op, PtoOperation):
        return
    spec = table.operations()[op.name].get(version)
    if spec is None:
        yield Misfit(f"`{op.name}`")
        return
    groups = operand_groups(op)
    yield from map(Misfit, _operands(spec, groups, version))
    yield from _attributes(op, spec, version)
    yield from map(Misfit, _needed(op, groups, version))


def _operands(spec: table.OpSpec, groups: Mapping[str, tuple[SSAValue, ...]], version: str) -> Iterator[str]:
    by_name = {operand.name: operand for operand in spec.operands}
    for name, values in groups.items():
        if values and name not in by_name:
            yield f"operand `{name}` of `{spec.name}`"
        for value in values if name in by_name else ():
            if not _takes(by_name[name].kind, value.type, version):
                yield f"operand `{name}` of `{spec.name}` of type `{value.type}`"
    for name, operand in by_name.items():
        if not operand.many and not groups.get(name):
            yield f"`{spec.name}` without operand `{name}`"


def _takes(kind: str, found: Attribute, version: str) -> bool:
    """Whether an operand takes a value of the type, as far as the versions differ: memrefs."""
    from xdsl.dialects.builtin import MemRefType

    if kind == _MEMREF:
        return isinstance(found, MemRefType)
    return kind == _ANY or table.fact("memrefs", version) or not isinstance(found, MemRefType)


def _attributes(op: PtoOperation, spec: table.OpSpec, version: str) -> Iterator[Misfit]:
    from ptofix.mlir.pto_types import PtoEnumAttr

    for name, value in op.properties.items():
        if name == table.SEGMENTS or tolerated(op, name, version):
            continue
        known = spec.attribute_by_name.get(name)
        enumerated = isinstance(value, PtoEnumAttr)
        if known is None or enumerated != (known.kind in table.enums() or (enumerated and known.kind == _ANY)):
            yield Misfit(f"attribute `{name} = {value}` of `{op.name}`", name if _says_nothing(op, name, value) else "")
        elif isinstance(value, PtoEnumAttr) and value.data not in value.spec.cases.get(version, ()):
            yield Misfit(f"value `{value.data}` of attribute `{name}` of `{op.name}`")
    for attribute in spec.attributes:
        if not attribute.optional and attribute.default is None and attribute.name not in op.properties:
            yield Misfit(f"`{op.name}` without attribute `{attribute.name}`")


def _needed(op: PtoOperation, groups: Mapping[str, tuple[SSAValue, ...]], version: str) -> Iterator[str]:
    def has(name: str) -> bool:
        return bool(groups.get(name)) or name in op.properties

    for entry in table.special("needed", version):
        if entry["op"] == op.name and has(entry["with"]) and not any(map(has, entry["one_of"])):
            yield f"`{op.name}` without {' or '.join(f'`{name}`' for name in entry['one_of'])}"


def tolerated(op: Operation, attribute: str, version: str) -> bool:
    """Whether `version` obeys the attribute although its definition of the op does not list it."""
    return any(
        entry["op"] == op.name and entry["attribute"] == attribute and entry["instead_of"] not in op.properties
        for entry in table.special("tolerated", version)
    )


def _says_nothing(op: Operation, name: str, value: Attribute) -> bool:
    return value in default_values(op.name, name)


def default_values(op_name: str, attribute: str) -> list[Attribute]:
    """Default values that some version gives to the attribute."""
    from ptofix.mlir.syntax import default_of

    specs = [spec.attribute_by_name.get(attribute) for spec in table.operations()[op_name].values()]
    return [default_of(spec) for spec in specs if spec is not None and spec.default is not None]


def unknown_types(op: Operation, version: str) -> Iterator[str]:
    """Types of values and attributes of `op` that `version` does not know."""
    used = [value.type for value in (*op.operands, *op.results)]
    used += [argument.type for region in op.regions for block in region.blocks for argument in block.args]
    for attribute in (*used, *op.properties.values(), *op.attributes.values()):
        yield from _unknown_in(attribute, version)


@cache
def _unknown_in(attribute: Attribute, version: str) -> tuple[str, ...]:
    from ptofix.mlir.pto_types import Pointee, PtoType

    found: list[str] = []
    for part in _parts(attribute):
        if not isinstance(part, PtoType):
            continue
        if part.name.removeprefix(table.PREFIX) not in table.types(version):
            found.append(f"type `{part}`")
        if isinstance(part.data, Pointee) and part.data.space != "gm" and not table.fact("pointer_spaces", version):
            found.append(f"address space `{part.data.space}` of a pointer")
        element = getattr(part.data, "element", None)
        if element is not None:
            found += _unknown_in(element, version)
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
