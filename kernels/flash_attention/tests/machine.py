"""Runs the kernel's IR on numpy: cores as coroutines, FIFOs in global memory, every access checked.

Tiles start as NaN and scratch becomes NaN, so that a value that nobody wrote, or that was overwritten, shows in the
result. A core gives way at every FIFO op, and another one is picked at random: an order of FIFO ops that only one
timing hides is found by others.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from xdsl.dialects import func
from xdsl.dialects.builtin import FloatAttr, IntegerAttr, ModuleOp, f16
from xdsl.ir import Attribute, Block, Operation, SSAValue

from ptofix.mlir.pto_types import PtoEnumAttr, Shaped, TileBufType

Array = NDArray[Any]
VECTOR_HALVES = ("vector0", "vector1")


@dataclass
class Fifo:
    """One FIFO of a core group: how many slots every core has claimed, pushed, popped and freed."""

    slot_num: int
    slot_bytes: int
    producers: tuple[str, ...]
    consumers: tuple[str, ...]
    counts: dict[tuple[str, str], int] = field(default_factory=dict)

    def count(self, verb: str, core: str) -> int:
        return self.counts.get((verb, core), 0)

    def least(self, verb: str, cores: tuple[str, ...]) -> int:
        return min(self.count(verb, core) for core in cores)

    def may(self, verb: str, core: str) -> bool:
        """Whether `core` can go on with a claim or a pop, or has to wait."""
        if verb == "talloc":
            return self.count(verb, core) - self.least("tfree", self.consumers) < self.slot_num
        return verb != "tpop" or self.count(verb, core) < self.least("tpush", self.producers)

    def did(self, verb: str, core: str) -> int:
        """Count one more, and say which slot it was."""
        assert core in (self.producers if verb in ("talloc", "tpush") else self.consumers), (verb, core)
        number = self.count(verb, core)
        self.counts[verb, core] = number + 1
        return number


@dataclass
class View:
    """A tensor: memory, where it begins, and its strides, all in elements; `slot` if it lies in a FIFO."""

    memory: Array
    start: int
    shape: tuple[int, ...]
    strides: tuple[int, ...]
    slot: Slot | None = None

    def array(self) -> Array:
        last = self.start + sum((n - 1) * stride for n, stride in zip(self.shape, self.strides, strict=True))
        assert 0 <= self.start <= last < self.memory.size, "outside of the tensor"
        return np.lib.stride_tricks.as_strided(
            self.memory[self.start :], self.shape, tuple(stride * self.memory.itemsize for stride in self.strides)
        )


@dataclass
class Slot:
    """One turn of a FIFO slot as one core has it: `open` from claim or pop to push or free."""

    end: PipeEnd
    number: int
    producing: bool
    open: bool = True


@dataclass(frozen=True)
class PipeEnd:
    """One core's end of a FIFO: its name is the first flag."""

    flag: int
    fifo: Fifo
    slots: View


@dataclass(frozen=True)
class Event:
    """Something that the structure tests ask about: a FIFO op, or an op with the names of its tiles and its tensor."""

    item: int
    core: str
    op: str
    flag: int = -1
    number: int = -1
    names: tuple[str, ...] = ()
    part: tuple[int, ...] = ()


@dataclass
class Launch:
    """One launch of a kernel: its memory by the names of the entry's arguments, and what it did."""

    kernel: ModuleOp
    memory: Mapping[str, Array]
    s1: int
    blocks: int
    seed: int = 0
    events: list[Event] = field(default_factory=list)
    written: dict[str, Array] = field(default_factory=dict)
    touched: dict[tuple[str, int], tuple[int, int]] = field(default_factory=dict)

    def run(self, entry: str) -> None:
        """Run all cores to the end. AssertionError if none can go on, or an access is wrong."""
        for name, array in self.memory.items():
            self.written[name] = np.zeros(array.size, np.int32)
        chance = random.Random(self.seed)
        for block in range(self.blocks):
            fifos: dict[int, Fifo] = {}
            names = ("cube", *VECTOR_HALVES)
            cores = {name: Core(self, name, block, fifos).call(entry) for name in names}
            idle: set[str] = set()
            while cores:
                waiting = [name for name in cores if name not in idle]
                assert waiting, f"deadlock of {sorted(cores)}"
                name = chance.choice(waiting)
                try:
                    progress = next(cores[name])
                except StopIteration:
                    del cores[name]
                    progress = True
                idle = idle | {name} if not progress else set()
            for fifo in fifos.values():
                counts = {fifo.count("talloc", core) for core in fifo.producers}
                counts |= {fifo.count("tfree", core) for core in fifo.consumers}
                assert len(counts) == 1, "a FIFO is not empty at the end"


class Core:
    """One core: its values, and a coroutine that yields whether it got any further."""

    def __init__(self, launch: Launch, name: str, block: int, fifos: dict[int, Fifo]) -> None:
        self.launch, self.name, self.block, self.fifos = launch, name, block, fifos
        self.values: dict[SSAValue, Any] = {}
        self.item = -1

    def call(self, name: str, arguments: list[Any] | None = None) -> Iterator[bool]:
        function = next(op for op in self.launch.kernel.ops if isinstance(op, func.FuncOp) and op.sym_name.data == name)
        kind = function.attributes.get("pto.kernel_kind")
        if isinstance(kind, PtoEnumAttr) and not self.name.startswith(kind.data):
            return
        for number, value in enumerate(function.body.block.args):
            self.values[value] = self._argument(value) if arguments is None else arguments[number]
        yield from self._run(function.body.block)

    def _argument(self, value: SSAValue) -> Any:
        name = str(value.name_hint)
        if name == "s1_len":
            return self.launch.s1
        return View(self.launch.memory[name], 0, (), ()) if name in self.launch.memory else name

    def _run(self, block: Block) -> Iterator[bool]:
        for op in block.ops:
            inputs = [self.values[value] for value in op.operands]
            if op.name == "func.call":
                assert isinstance(op, func.CallOp)
                yield from self.call(op.callee.root_reference.data, inputs)
            elif op.name == "scf.for":
                body = op.regions[0].block
                for number in range(*inputs):
                    if body.args[0].name_hint == "item":
                        self.item = number
                    self.values[body.args[0]] = number
                    yield from self._run(body)
            elif op.name == "scf.if":
                region = op.regions[0 if inputs[0] else 1]
                if region.blocks:
                    yield from self._run(region.block)
            elif op.name in ("pto.talloc", "pto.tpush", "pto.tpop", "pto.tfree"):
                yield from self._fifo_op(op, op.name.removeprefix("pto."), inputs[0], inputs[1])
            elif (done := self._simple(op, inputs)) is not None:
                self.values[op.results[0]] = done

    def _fifo_op(self, op: Operation, verb: str, entry: View, end: PipeEnd) -> Iterator[bool]:
        while not end.fifo.may(verb, self.name):
            yield False
        number = end.fifo.did(verb, self.name)
        if verb in ("talloc", "tpop"):
            slots = end.slots
            half = VECTOR_HALVES.index(self.name) if self.name in VECTOR_HALVES else 0
            size = end.fifo.slot_bytes // slots.memory.itemsize
            start = slots.start + number % end.fifo.slot_num * size + half * slots.shape[0] * slots.strides[0]
            slot = Slot(end, number, verb == "talloc")
            self.values[op.operands[0]] = View(slots.memory, start, slots.shape, slots.strides, slot)
        else:
            assert entry.slot is not None
            assert (entry.slot.end, entry.slot.number) == (end, number), "not the eldest slot"
            assert entry.slot.producing == (verb == "tpush")
            entry.slot.open = False
        self.launch.events.append(Event(self.item, self.name, verb, end.flag, number))
        yield True

    def _simple(self, op: Operation, inputs: list[Any]) -> Any:
        """The result of an op that never waits; None for one that has none."""
        if op.name in _INDEX_OPS:
            return _INDEX_OPS[op.name](*inputs)
        handler: Callable[[Operation, list[Any]], Any] | None = getattr(self, "_" + op.name.replace(".", "_"), None)
        if handler is not None:
            return handler(op, inputs)
        if op.name in _TILE_OPS:
            _TILE_OPS[op.name](*inputs)
            self._log(op, inputs)
            return None
        assert op.name in ("pto.set_ffts", "pto.barrier", "scf.yield", "func.return"), op.name
        return None

    def _log(self, op: Operation, inputs: list[Any]) -> None:
        names = tuple(str(value.name_hint) for value in op.operands)
        part = next(((v.start, *v.shape) for v in inputs if isinstance(v, View)), ())
        self.launch.events.append(Event(self.item, self.name, op.name.removeprefix("pto."), names=names, part=part))

    def _arith_constant(self, op: Operation, _: list[Any]) -> Any:
        value = op.properties["value"]
        assert isinstance(value, IntegerAttr | FloatAttr)
        return value.value.data

    def _arith_cmpi(self, op: Operation, inputs: list[Any]) -> bool:
        predicate = op.properties["predicate"]
        assert isinstance(predicate, IntegerAttr)
        return bool({0: np.equal, 4: np.greater}[predicate.value.data](*inputs))

    def _pto_get_block_idx(self, *_: Any) -> int:
        return self.block

    def _pto_get_block_num(self, *_: Any) -> int:
        return self.launch.blocks

    def _pto_get_subblock_idx(self, *_: Any) -> int:
        return VECTOR_HALVES.index(self.name)

    def _pto_get_subblock_num(self, *_: Any) -> int:
        return len(VECTOR_HALVES)

    def _pto_addptr(self, _: Operation, inputs: list[Any]) -> View:
        return View(inputs[0].memory, inputs[0].start + inputs[1], (), ())

    def _pto_make_tensor_view(self, _: Operation, inputs: list[Any]) -> View:
        pointer, rows, columns, row_stride, column_stride = inputs
        return View(pointer.memory, pointer.start, (rows, columns), (row_stride, column_stride))

    def _pto_partition_view(self, op: Operation, inputs: list[Any]) -> View:
        source, row, column, *sizes = inputs
        assert tuple(sizes) == _shape(op.results[0].type)
        assert row + sizes[0] <= source.shape[0]
        assert column + sizes[1] <= source.shape[1]
        start = source.start + row * source.strides[0] + column * source.strides[1]
        return View(source.memory, start, tuple(sizes), source.strides, source.slot)

    def _pto_alloc_tile(self, op: Operation, _: list[Any]) -> Array:
        kind = op.results[0].type
        assert isinstance(kind, TileBufType)
        return np.full((kind.data.rows, kind.data.columns), np.nan, _dtype(kind.data.element))

    def _pto_treshape(self, op: Operation, inputs: list[Any]) -> Array:
        kind = op.results[0].type
        assert isinstance(kind, TileBufType)
        shared: Array = inputs[0].reshape(kind.data.rows, kind.data.columns)
        return shared

    def _pto_initialize_l2g2l_pipe(self, op: Operation, inputs: list[Any]) -> PipeEnd:
        facts = {name: a.value.data for name, a in op.properties.items() if isinstance(a, IntegerAttr)}
        both = ("cube",), VECTOR_HALVES
        producers, consumers = both if facts["dir_mask"] == 1 else both[::-1]
        fifo = Fifo(facts["slot_num"], facts["slot_size"], producers, consumers)
        flag = facts["flag_base"]
        fifo = self.fifos.setdefault(flag, fifo)
        return PipeEnd(flag, fifo, inputs[0])

    def _pto_declare_global(self, *_: Any) -> View:
        return View(np.empty(0), 0, (), ())

    def _pto_tload(self, op: Operation, inputs: list[Any]) -> None:
        source, into = inputs
        assert source.slot is None or (source.slot.open and not source.slot.producing)
        self._touch(source)
        into[...] = source.array()
        self._log(op, inputs)

    def _pto_tstore(self, op: Operation, inputs: list[Any]) -> None:
        tile, into = inputs
        assert into.slot is None or (into.slot.open and into.slot.producing)
        name = self._touch(into)
        assert not np.isnan(tile).any(), f"{op.operands[0].name_hint} is not written"
        assert into.array().dtype == tile.dtype
        into.array()[...] = tile
        count = self.launch.written[name]
        View(count, into.start, into.shape, into.strides).array()[...] += 1
        self._log(op, inputs)

    def _touch(self, view: View) -> str:
        """Note from where to where this core group uses the memory; the name of that memory."""
        name = next(name for name, memory in self.launch.memory.items() if memory is view.memory)
        last = view.start + sum((n - 1) * stride for n, stride in zip(view.shape, view.strides, strict=True))
        first, furthest = self.launch.touched.get((name, self.block), (view.start, last))
        self.launch.touched[name, self.block] = min(first, view.start), max(furthest, last)
        return name


def _shape(kind: Attribute) -> tuple[int, ...]:
    shaped = getattr(kind, "data", None)
    assert isinstance(shaped, Shaped)
    return shaped.shape


def _dtype(element: Attribute) -> Any:
    return np.float16 if element == f16 else np.float32


def _assign(compute: Callable[..., Array]) -> Callable[..., None]:
    """An op whose last operand receives what `compute` makes of the others."""

    def run(*operands: Any) -> None:
        *inputs, into = operands
        into[...] = compute(*inputs).reshape(into.shape)

    return run


def _reduce(compute: Callable[..., Array]) -> Callable[..., None]:
    def run(source: Array, scratch: Array, into: Array) -> None:
        result = compute(source, axis=1)
        assert scratch.shape == source.shape
        scratch[...] = np.nan
        into[...] = result.reshape(into.shape)

    return run


def _matmul(left: Array, right: Array) -> Array:
    product: Array = left.astype(np.float32) @ right.astype(np.float32)
    return product


_INDEX_OPS: Mapping[str, Callable[..., int]] = {
    "arith.addi": lambda a, b: a + b,
    "arith.subi": lambda a, b: a - b,
    "arith.muli": lambda a, b: a * b,
    "arith.divsi": lambda a, b: a // b,
    "arith.remsi": lambda a, b: a % b,
    "arith.index_cast": lambda a: a,
}
_TILE_OPS: Mapping[str, Callable[..., None]] = {
    "pto.tmov": _assign(np.copy),
    "pto.tcvt": _assign(np.copy),
    "pto.tmatmul": _assign(_matmul),
    "pto.tmatmul.acc": _assign(lambda acc, left, right: acc + _matmul(left, right)),
    "pto.tadd": _assign(np.add),
    "pto.tsub": _assign(np.subtract),
    "pto.tmul": _assign(np.multiply),
    "pto.tmax": _assign(np.maximum),
    "pto.tmuls": _assign(lambda source, factor: source * np.float32(factor)),
    "pto.texp": _assign(np.exp),
    "pto.trowmax": _reduce(np.max),
    "pto.trowsum": _reduce(np.sum),
    "pto.trowexpandsub": _assign(np.subtract),
    "pto.trowexpandmul": _assign(np.multiply),
    "pto.trowexpanddiv": _assign(np.divide),
}
