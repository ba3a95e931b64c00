"""Write PTO IR op by op: each function here appends one op (or two that belong together) to the block that is open.

    kernel = new_kernel()
    with section(kernel, "vector", "double", [("x", ptr(f32)), ("tiles", i32)]) as (x, tiles):
        n = index_cast(tiles, "n")
        rows = view(x, (n, 128), (128, 1), "rows")
        t = tile(tile_type("vec", (1, 128), f32), "t")
        with loop(0, n, 1, "i") as i:
            row = part(rows, (i, 0), (1, 128), "row")
            tload(row, t)
            tadd(t, t, t)
            tstore(t, row)
    text = print_module(finish(kernel), target("0.45"))

Ops follow the dialect tables: the names of operands are checked, and what a version lacks is found by `targets.fit`.
An int stands for an index constant; constants gather at the top of their function, once each. In shapes an int is part
of the type, and a value is not. Names are hints: `finish` tells equal ones apart by numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from msgspec import Struct
from xdsl.dialects import arith, func, scf
from xdsl.dialects.builtin import (
    ArrayAttr,
    DenseArrayBase,
    FloatAttr,
    FunctionType,
    IndexType,
    IntegerAttr,
    IntegerType,
    MemRefType,
    ModuleOp,
    UnitAttr,
    bf16,
    f16,
    f32,
    i8,
    i16,
    i32,
    i64,
)
from xdsl.ir import Attribute, Block, Operation, Region, SSAValue

from ptofix.mlir import table
from ptofix.mlir.operation import dialect
from ptofix.mlir.pto_types import (
    DYNAMIC,
    PartitionTensorViewType,
    Pointee,
    PtrType,
    Shaped,
    TensorViewType,
    Tile,
    TileBufType,
    enum_classes,
    pto_type,
)
from ptofix.mlir.reader import Module
from ptofix.text.once import once
from ptofix.text.source import SourceFile

# Handed on to authors of kernels, besides all that is defined here.
__all__ = ["bf16", "f16", "f32", "i8", "i16", "i32", "i64"]

Index = SSAValue | int
Arguments = Sequence[tuple[str, Attribute]]

CUBE_TO_VECTOR, VECTOR_TO_CUBE = 1, 2
_INDEX = IndexType()
_Op = TypeVar("_Op", bound=Operation)
_open_block: ContextVar[Block] = ContextVar("open_block")
_SPLIT_ROWS = IntegerAttr(1, i8)  # the two vector cores take the upper and the lower half of a slot's rows


class PipeEnd(Struct, frozen=True):
    """One core's end of a FIFO between cube and vector: its handle, and the type of a slot as this core sees it."""

    handle: SSAValue
    slot: TensorViewType
    name: str


class Branch(Struct, frozen=True):
    """An `scf.if` whose first arm is written; `otherwise` writes the second."""

    op: scf.IfOp


# --- modules and functions ---------------------------------------------------


def new_kernel() -> ModuleOp:
    """An empty module."""
    return ModuleOp([])


def finish(kernel: ModuleOp) -> Module:
    """`kernel` as a module that can be fitted to a target and printed. Raises xDSL's VerifyException."""
    kernel.verify()
    names: dict[SSAValue, str] = {}
    for function in kernel.body.block.ops:
        taken: dict[str, int] = {}
        for value in _values(function):
            hint = value.name_hint or "value"
            count = taken[hint] = taken.get(hint, -1) + 1
            names[value] = f"{hint}_{count}" if count else hint
    return Module(SourceFile("builder", ""), kernel, names, {})


def _values(function: Operation) -> Iterator[SSAValue]:
    """Everything that `function` defines, in order of the text."""
    for op in function.walk():
        yield from op.results
        for region in op.regions:
            for block in region.blocks:
                yield from block.args


@contextmanager
def section(kernel: ModuleOp, core: str, name: str, arguments: Arguments) -> Iterator[tuple[SSAValue, ...]]:
    """The part of a kernel that one kind of core ("cube" or "vector") runs: a function of its own."""
    with _function(kernel, name, arguments, {"pto.kernel_kind": enum_classes()["kernel_kind"](core)}) as values:
        yield values


@contextmanager
def entry(
    kernel: ModuleOp, name: str, arguments: Arguments, knobs: Mapping[str, int], core: str = ""
) -> Iterator[tuple[SSAValue, ...]]:
    """The function that a launch starts; `knobs` are recorded on it. With `core` only that kind of core runs it."""
    attributes: dict[str, Attribute] = {name: IntegerAttr(value, i32) for name, value in knobs.items()}
    attributes["pto.entry"] = UnitAttr()
    if core:
        attributes["pto.kernel_kind"] = enum_classes()["kernel_kind"](core)
    with _function(kernel, name, arguments, attributes) as values:
        yield values


@contextmanager
def _function(
    kernel: ModuleOp, name: str, arguments: Arguments, attributes: Mapping[str, Attribute]
) -> Iterator[tuple[SSAValue, ...]]:
    body = Block(arg_types=[kind for _, kind in arguments])
    for (argument, _), value in zip(arguments, body.args, strict=True):
        value.name_hint = argument
    function = func.FuncOp(name, FunctionType.from_lists([kind for _, kind in arguments], []), Region(body))
    function.attributes.update(attributes)
    kernel.body.block.add_op(function)
    with _inside(body):
        yield tuple(body.args)
        _add(func.ReturnOp())


def call(name: str, *values: SSAValue) -> None:
    _add(func.CallOp(name, values, []))


# --- values ------------------------------------------------------------------


def ptr(element: Attribute) -> PtrType:
    return PtrType(Pointee(element))


def memref(size: int, element: Attribute) -> MemRefType[Attribute]:
    return MemRefType(element, [size])


def index(number: int) -> SSAValue:
    """The index constant `number` of the open function."""
    return constant(IntegerAttr(number, _INDEX), f"c{number}")


def scalar(number: float, name: str) -> SSAValue:
    """The f32 constant `number` of the open function."""
    return constant(FloatAttr(number, f32), name)


def constant(value: IntegerAttr[IndexType] | IntegerAttr[IntegerType] | FloatAttr, name: str) -> SSAValue:
    """A constant of the open function, of any type."""
    before = None
    top = _function_block()
    for op in top.ops:
        if not isinstance(op, arith.ConstantOp):
            break
        if op.value == value:
            return op.result
        before = op
    made = arith.ConstantOp(value)
    if before is not None:
        top.insert_op_after(made, before)
    elif top.first_op is not None:
        top.insert_op_before(made, top.first_op)
    else:
        top.add_op(made)
    return _named(made, name)


def _function_block() -> Block:
    block = _open_block.get()
    while not isinstance(owner := block.parent_op(), func.FuncOp):
        outer = owner.parent_block() if owner is not None else None
        assert outer is not None, "ops are written inside a function"
        block = outer
    return block


def _binary(op: type[arith.SignlessIntegerBinaryOperation]) -> Callable[[Index, Index, str], SSAValue]:
    return lambda left, right, name: _named(_add(op(_value(left), _value(right))), name)


addi, subi, muli = _binary(arith.AddiOp), _binary(arith.SubiOp), _binary(arith.MuliOp)
divsi, remsi = _binary(arith.DivSIOp), _binary(arith.RemSIOp)


def compare(relation: str, left: Index, right: Index, name: str) -> SSAValue:
    """`arith.cmpi` with a relation such as "eq" or "sgt"."""
    return _named(_add(arith.CmpiOp(_value(left), _value(right), relation)), name)


def index_cast(value: SSAValue, name: str) -> SSAValue:
    return _named(_add(arith.IndexCastOp(value, _INDEX)), name)


def _launch_fact(op: str) -> Callable[[str], SSAValue]:
    return lambda name: index_cast(_result(op, i64, f"{name}_i64"), name)


block_index, block_count = _launch_fact("get_block_idx"), _launch_fact("get_block_num")
subblock_index, subblock_count = _launch_fact("get_subblock_idx"), _launch_fact("get_subblock_num")


# --- control flow ------------------------------------------------------------


@contextmanager
def loop(start: Index, stop: Index, step: Index, name: str) -> Iterator[SSAValue]:
    body = Block(arg_types=[_INDEX])
    body.args[0].name_hint = name
    _add(scf.ForOp(_value(start), _value(stop), _value(step), [], body))
    with _inside(body):
        yield body.args[0]
        _add(scf.YieldOp())


@contextmanager
def when(condition: SSAValue) -> Iterator[Branch]:
    body = Block()
    branch = Branch(_add(scf.IfOp(condition, [], Region(body))))
    with _inside(body):
        yield branch
        _add(scf.YieldOp())


@contextmanager
def otherwise(branch: Branch) -> Iterator[None]:
    """The arm that runs where the condition of `branch` is false."""
    body = Block()
    branch.op.false_region.add_block(body)
    with _inside(body):
        yield
        _add(scf.YieldOp())


# --- global memory -----------------------------------------------------------


def addptr(pointer: SSAValue, offset: Index, name: str) -> SSAValue:
    return _result("addptr", pointer.type, name, ptr=pointer, offset=_value(offset))


def view(
    pointer: SSAValue, shape: tuple[Index, Index], strides: tuple[Index, Index], name: str, layout: str = ""
) -> SSAValue:
    """A tensor in global memory; the sizes that are ints are part of its type."""
    assert isinstance(pointer.type, PtrType)
    static = tuple(size if isinstance(size, int) else DYNAMIC for size in shape)
    kind = TensorViewType(Shaped(static, pointer.type.data.element))
    attributes = {"layout": enum_classes()["layout"](layout)} if layout else {}
    return _result(
        "make_tensor_view", kind, name, attributes, ptr=pointer, shape=_values_of(shape), strides=_values_of(strides)
    )


def part(source: SSAValue, offsets: tuple[Index, Index], sizes: tuple[int, int], name: str) -> SSAValue:
    """The part of a tensor that one load or store moves."""
    assert isinstance(source.type, TensorViewType)
    kind = PartitionTensorViewType(Shaped(sizes, source.type.data.element))
    return _result("partition_view", kind, name, source=source, offsets=_values_of(offsets), sizes=_values_of(sizes))


# --- tiles -------------------------------------------------------------------


def tile_type(
    space: str,
    shape: tuple[int, int],
    element: Attribute,
    blayout: str = "row_major",
    slayout: str = "none_box",
    fractal: int = 512,
) -> TileBufType:
    return TileBufType(Tile(space, *shape, element, shape, blayout, slayout, fractal))


def tile(kind: TileBufType, name: str, address: int | None = None) -> SSAValue:
    """A tile in local memory; the assembler picks its place where no address is given."""
    place = () if address is None else constant(IntegerAttr(address, i64), f"at_{address}")
    return _result("alloc_tile", kind, name, addr=place)


def subview(source: SSAValue, offsets: tuple[Index, Index], kind: TileBufType, name: str) -> SSAValue:
    """A part of a tile, as large as `kind` says."""
    sizes = ArrayAttr([IntegerAttr(size, i64) for size in (kind.data.rows, kind.data.columns)])
    return _result("subview", kind, name, {"sizes": sizes}, source=source, offsets=_values_of(offsets))


def treshape(source: SSAValue, kind: TileBufType, name: str) -> SSAValue:
    """The same bytes under another shape."""
    return _result("treshape", kind, name, src=source)


# --- pipes -------------------------------------------------------------------


def pipe(
    slots: SSAValue, direction: int, slot_bytes: int, slot_num: int, local_slot_num: int, first_flag: int, name: str
) -> PipeEnd:
    """This core's end of a FIFO. `slots` shows one slot of it, at the first slot's address."""
    assert isinstance(slots.type, TensorViewType)
    attributes: dict[str, Attribute] = {
        "dir_mask": IntegerAttr(direction, i8),
        "slot_size": IntegerAttr(slot_bytes, i32),
        "slot_num": IntegerAttr(slot_num, i32),
        "local_slot_num": IntegerAttr(local_slot_num, i32),
        "flag_base": IntegerAttr(first_flag, i32),
    }
    kind = pto_type("pipe")
    assert kind is not None
    handle = _result("initialize_l2g2l_pipe", kind(""), f"{name}_pipe", attributes, gm_addr=slots)
    return PipeEnd(handle, slots.type, name)


def claim(end: PipeEnd) -> SSAValue:
    """The next free slot, as producer."""
    slot = _result("declare_global", end.slot, f"{end.name}_entry")
    _pto("talloc", {"split": _SPLIT_ROWS}, entry=slot, pipe_handle=end.handle)
    return slot


def push(end: PipeEnd, slot: SSAValue) -> None:
    """Hand a slot that was claimed to the consumer."""
    _pto("tpush", {"split": _SPLIT_ROWS}, tile=slot, pipe_handle=end.handle)


def pop(end: PipeEnd) -> SSAValue:
    """The eldest slot that was pushed, as consumer."""
    slot = _result("declare_global", end.slot, f"{end.name}_entry")
    _pto("tpop", {"split": _SPLIT_ROWS}, tile=slot, pipe_handle=end.handle)
    return slot


def free(end: PipeEnd, slot: SSAValue) -> None:
    """Give a slot that was popped back to the producer."""
    _pto("tfree", {"split": _SPLIT_ROWS}, entry=slot, pipe_handle=end.handle)


# --- work --------------------------------------------------------------------


def set_ffts(ffts: SSAValue) -> None:
    _pto("set_ffts", ffts=ffts)


def barrier(unit: str) -> None:
    """Wait for all work of a pipeline such as "PIPE_V" before its next, whatever the assembler knows about it."""
    _pto("barrier", {"pipe": enum_classes()["pipe"](unit)})


def _work(op: str, *operands: str) -> Callable[..., None]:
    """A function that writes `op`, with the values of these operands."""
    return lambda *values: work(op, **dict(zip(operands, values, strict=True)))


tload, tstore, tmov = (_work(op, "src", "dst") for op in ("tload", "tstore", "tmov"))
tcvt, texp = (_work(op, "src", "dst") for op in ("tcvt", "texp"))
tmatmul = _work("tmatmul", "lhs", "rhs", "dst")
tadd, tsub, tmul, tmax = (_work(op, "src0", "src1", "dst") for op in ("tadd", "tsub", "tmul", "tmax"))
tmuls = _work("tmuls", "src0", "scalar", "dst")
trowmax, trowsum = (_work(op, "src", "tmp", "dst") for op in ("trowmax", "trowsum"))
trowexpandsub, trowexpandmul, trowexpanddiv = (
    _work(op, "src0", "src1", "dst") for op in ("trowexpandsub", "trowexpandmul", "trowexpanddiv")
)


def tmatmul_acc(left: SSAValue, right: SSAValue, onto: SSAValue) -> None:
    """`onto` += `left` @ `right`"""
    _pto("tmatmul.acc", acc_in=onto, lhs=left, rhs=right, dst=onto)


# --- ops of the dialect ------------------------------------------------------


def work(op: str, **operands: SSAValue) -> None:
    """Any op without results and attributes, by its name in the table."""
    _pto(op, {}, (), **operands)


def _result(
    op: str,
    kind: Attribute,
    name: str,
    attributes: Mapping[str, Attribute] = {},
    **operands: SSAValue | Sequence[SSAValue],
) -> SSAValue:
    return _named(_pto(op, attributes, [kind], **operands), name)


def _pto(
    op: str,
    attributes: Mapping[str, Attribute] = {},
    results: Sequence[Attribute] = (),
    **operands: SSAValue | Sequence[SSAValue],
) -> Operation:
    """One op of the newest version's table, with its operands by name."""
    spec = table.newest(table.PREFIX + op)
    assert spec is not None, op
    names = [operand.name for operand in spec.operands]
    assert operands.keys() <= set(names), (op, names)
    groups = [_group(operands.get(name, ())) for name in names]
    properties = dict(attributes)
    if spec.segments:
        properties[table.SEGMENTS] = DenseArrayBase.from_list(i32, [len(group) for group in groups])
    made: Operation = _op_classes()[spec.name].create(
        operands=[value for group in groups for value in group], result_types=results, properties=properties
    )
    return _add(made)


def _group(values: SSAValue | Sequence[SSAValue]) -> Sequence[SSAValue]:
    return [values] if isinstance(values, SSAValue) else values


@once
def _op_classes() -> Mapping[str, type[Operation]]:
    return {op.name: op for op in dialect().operations}


def _value(index_or_number: Index) -> SSAValue:
    return index(index_or_number) if isinstance(index_or_number, int) else index_or_number


def _values_of(indices: Sequence[Index]) -> list[SSAValue]:
    return [_value(one) for one in indices]


def _named(op: Operation, name: str) -> SSAValue:
    result = op.results[0]
    result.name_hint = name
    return result


def _add(op: _Op) -> _Op:
    _open_block.get().add_op(op)
    return op


@contextmanager
def _inside(block: Block) -> Iterator[None]:
    """Ops go to the end of `block`."""
    token = _open_block.set(block)
    try:
        yield
    finally:
        _open_block.reset(token)
