"""What two assembler versions say in different words: ops that were merged, and memrefs that became pointers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ptofix.mlir import table

if TYPE_CHECKING:
    from xdsl.dialects.func import FuncOp
    from xdsl.ir import Attribute, BlockArgument, SSAValue

    from ptofix.mlir.operation import PtoOperation
    from ptofix.mlir.reader import Module

# How kernels declare the address that `set_ffts` takes, in versions where it is a memref.
_FFTS_WORDS = 256


def rename_ops(module: Module, version: str) -> None:
    """Write ops under the name that `version` has for them, where that one holds all that they have."""
    from ptofix.mlir.operation import PtoOperation, dialect

    classes = {cls.name: cls for cls in dialect().operations}
    for op in list(module.op.walk()):
        if not isinstance(op, PtoOperation):
            continue
        name = _name_in(op, version)
        if name == op.name:
            continue
        spec = table.operations()[name][version]
        made = classes[name].create(
            operands=regrouped(op, spec),
            result_types=[result.type for result in op.results],
            properties=op.properties,
            attributes=op.attributes,
            location=op.location,
        )
        set_segments(made, spec, _groups(op))
        block = op.parent_block()
        assert block is not None
        block.insert_op_before(made, op)
        if op in module.starts:
            module.starts[made] = module.starts[op]
        for old, new in zip(op.results, made.results, strict=True):
            module.names[new] = module.names[old]
            old.replace_all_uses_with(new)
        block.detach_op(op)


def _name_in(op: PtoOperation, version: str) -> str:
    """The name of `op` in `version`: its own, unless only another one takes its operands and attributes."""
    given = {name for name, values in _groups(op).items() if values} | (op.properties.keys() - {table.SEGMENTS})
    others: list[str] = [e["as"] for e in table.all_special("same") if e["op"] == op.name]
    others += [e["op"] for e in table.all_special("same") if e["as"] == op.name]
    for name in (op.name, *others):
        spec = table.operations()[name].get(version)
        if spec is not None and given <= {o.name for o in spec.operands} | spec.attribute_by_name.keys():
            return name
    return op.name


def _groups(op: PtoOperation) -> Mapping[str, tuple[SSAValue, ...]]:
    from ptofix.mlir.operands import operand_groups

    return operand_groups(op)


def regrouped(op: PtoOperation, spec: table.OpSpec) -> list[SSAValue]:
    """The operands of `op` in the order of `spec`."""
    groups = _groups(op)
    return [value for operand in spec.operands for value in groups.get(operand.name, ())]


def set_segments(op: PtoOperation, spec: table.OpSpec, groups: Mapping[str, tuple[SSAValue, ...]]) -> None:
    """Give `op` the segment sizes that `spec` asks for, and no others."""
    from xdsl.dialects.builtin import DenseArrayBase, i32

    op.properties.pop(table.SEGMENTS, None)
    if spec.segments:
        sizes = [len(groups.get(operand.name, ())) for operand in spec.operands]
        op.properties[table.SEGMENTS] = DenseArrayBase.from_list(i32, sizes)


def convert_arguments(module: Module, version: str) -> None:
    """Make pointers of the memrefs among the arguments of entries, or memrefs of pointers, as the ops on them ask.

    Arguments of functions that the module itself calls stay as they are.
    """
    from xdsl.dialects.builtin import FunctionType
    from xdsl.dialects.func import CallOp, FuncOp
    from xdsl.rewriter import Rewriter

    called = {op.callee.root_reference.data for op in module.op.walk() if isinstance(op, CallOp)}
    for function in module.op.walk():
        if not isinstance(function, FuncOp) or function.sym_name.data in called:
            continue
        changes = list(_changes(function, version))
        for argument, wanted in changes:
            name = module.names.pop(argument)
            module.names[Rewriter.replace_value_with_new_type(argument, wanted)] = name
        if changes:
            inputs = [argument.type for argument in function.body.blocks[0].args]
            function.function_type = FunctionType.from_lists(inputs, list(function.function_type.outputs))


def as_pointer(found: Attribute) -> Attribute:
    """The pointer that takes the place of a memref of one dimension; any other type as it is."""
    from xdsl.dialects.builtin import MemRefType, NoneAttr

    from ptofix.mlir.pto_types import Pointee, PtrType

    if not isinstance(found, MemRefType) or len(found.shape) != 1:
        return found
    plain = isinstance(found.layout, NoneAttr) and isinstance(found.memory_space, NoneAttr)
    return PtrType(Pointee(found.element_type)) if plain else found


def _changes(function: FuncOp, version: str) -> Iterator[tuple[BlockArgument, Attribute]]:
    from xdsl.dialects.builtin import MemRefType

    from ptofix.mlir.pto_types import PtrType

    if not function.body.blocks:
        return
    for argument in function.body.blocks[0].args:
        kinds = {_kind(use.operation, use.index, version) for use in argument.uses}
        found = argument.type
        if kinds == {"!ptr"} and as_pointer(found) != found:
            yield argument, as_pointer(found)
        elif isinstance(found, PtrType) and found.data.space == "gm" and kinds == {"memref"}:
            yield argument, MemRefType(found.data.element, [_FFTS_WORDS])


def _kind(op: object, index: int, version: str) -> str:
    """The kind of operand number `index` of `op` in `version`, "" where the tables do not say."""
    from ptofix.mlir.operation import PtoOperation

    spec = table.operations()[op.name].get(version) if isinstance(op, PtoOperation) else None
    if spec is None or not isinstance(op, PtoOperation):
        return ""
    value = op.operands[index]
    names = [name for name, values in _groups(op).items() if any(v is value for v in values)]
    kinds = {operand.name: operand.kind for operand in spec.operands}
    return kinds.get(names[0], "") if len(names) == 1 else ""
