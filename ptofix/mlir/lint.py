"""The pass `lint`: invariants of a kernel that the assembler does not check, on PTO IR.

PF420  the tiles of a function do not fit into a memory, one by one, at their addresses, or all together
PF421  the tensor that holds a pipe's slots is smaller than a slot, or than all of them
PF422  one tile plays both roles of a double buffer
PF423  knobs of a Flash Attention kernel break an invariant
PF430  the ends of a pipe disagree; PF431 a local slot number is out of range (ptofix/mlir/slots.py)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from math import prod
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from ptofix.hardware.architecture import ASCEND_910
from ptofix.mlir import slots, table
from ptofix.text.columns import columns
from ptofix.text.diagnostics import Diagnostic, Note, Severity

if TYPE_CHECKING:
    from xdsl.ir import Attribute, Operation, SSAValue

    from ptofix.mlir.reader import Module

BUDGET = "PF420"
SLOT_TENSOR = "PF421"
SHARED_TILE = "PF422"
KNOBS = "PF423"

_MEMORIES = {space.lower(): memory for space, memory in ASCEND_910.memories.items()}
"""By the address space of a tile."""

_RELATIONS: Mapping[str, Callable[..., bool]] = {
    "equal": lambda a, b: a == b,
    "at_least_product": lambda a, *factors: a >= prod(factors),
    "multiple": lambda a, b: b > 0 and a % b == 0,
}


class MemoryUse(Struct, frozen=True):
    """Bytes that the tiles of `function` take in one memory if none shares bytes with another."""

    function: str
    memory: str
    tiles: int
    bytes: int
    budget: int


def lint(module: Module) -> tuple[Diagnostic, ...]:
    """All findings, in order of the rules."""
    pipes = slots.pipe_ends(module)
    return (
        *_budget(module),
        *_slot_tensors(module),
        *slots.check(module, pipes),
        *_shared_tiles(module),
        *_knobs(module),
    )


def memory_table(module: Module) -> tuple[MemoryUse, ...]:
    """What the tiles of every function take, memory by memory."""
    sums: dict[tuple[str, str], tuple[int, int]] = {}
    for op in module.op.walk():
        if (tile := _allocated(op)) is not None:
            key = (slots.function_name(op), tile[0])
            count, size = sums.get(key, (0, 0))
            sums[key] = (count + 1, size + tile[1])
    return tuple(
        MemoryUse(function, _MEMORIES[space].memory, count, size, _MEMORIES[space].capacity)
        for (function, space), (count, size) in sums.items()
        if space in _MEMORIES
    )


def render_memory_table(uses: Sequence[MemoryUse]) -> str:
    """A text table of `uses`."""
    rows = [("function", "memory", "tiles", "bytes", "budget", "used")]
    rows += [
        (u.function, u.memory, str(u.tiles), str(u.bytes), str(u.budget), f"{100 * u.bytes / u.budget:.0f} %")
        for u in uses
    ]
    return "\n".join(columns(rows, left=2))


def _budget(module: Module) -> Iterator[Diagnostic]:
    first: dict[tuple[str, str], Operation] = {}
    too_large: set[tuple[str, str]] = set()
    for op in module.op.walk():
        tile = _allocated(op)
        if tile is None or tile[0] not in _MEMORIES:
            continue
        space, size = tile
        memory, budget, _ = _MEMORIES[space]
        key = (slots.function_name(op), memory)
        first.setdefault(key, op)
        end = size + (_address(op) or 0)
        if end > budget:
            too_large.add(key)
            what = f"tile of {size} bytes" + (f" at byte {end - size}" if end > size else "")
            message = f"{what} does not fit into the {budget} bytes of {memory}"
            yield Diagnostic(Severity.ERROR, message, module.place(op), BUDGET)
    for use in memory_table(module):
        key = (use.function, use.memory)
        if use.bytes > use.budget and key not in too_large:
            message = (
                f"the {use.tiles} tiles of `{use.function}` in {use.memory} take {use.bytes} bytes of {use.budget}: "
                "they only fit if the assembler can overlay them"
            )
            yield Diagnostic(Severity.UNDECIDED, message, module.place(first[key]), BUDGET)


def _allocated(op: Operation) -> tuple[str, int] | None:
    """Memory and bytes of the tile or buffer that `op` allocates."""
    from xdsl.dialects.builtin import IntegerAttr

    from ptofix.mlir.pto_types import PtoEnumAttr, TileBufType

    if op.name == "pto.reserve_buffer":
        space, size_attribute = op.properties.get("location"), op.properties.get("size")
        if isinstance(space, PtoEnumAttr) and isinstance(size_attribute, IntegerAttr):
            return space.data, int(size_attribute.value.data)
        return None
    if op.name != "pto.alloc_tile" or not isinstance(op.results[0].type, TileBufType):
        return None
    tile = op.results[0].type.data
    size = _element_bytes(tile.element)
    return None if size is None else (tile.space, tile.rows * tile.columns * size)


def _element_bytes(element: Attribute) -> int | None:
    """Bytes of one element, None for types of unknown size."""
    from xdsl.dialects.builtin import AnyFloat, IntegerType

    if isinstance(element, IntegerType):
        bits: int = element.width.data
        return max(1, bits // 8)
    if isinstance(element, AnyFloat):
        return int(element.bitwidth) // 8
    return {"!pto.hif8": 1, "!pto.hif8x2": 2, "!pto.f4E1M2x2": 1, "!pto.f4E2M1x2": 1}.get(str(element))


def _address(op: Operation) -> int | None:
    from ptofix.mlir.inferred import constant
    from ptofix.mlir.operands import operand

    value = operand(op, "addr") if op.name == "pto.alloc_tile" else None
    return None if value is None else constant(value)


def _slot_tensors(module: Module) -> Iterator[Diagnostic]:
    """A view describes one slot (or the half of it that one of two vector cores takes); its memory holds all slots."""
    from ptofix.mlir.operands import operand

    for pipe, op in zip(slots.pipe_ends(module), _pipe_ops(module), strict=True):
        name = "gm_slot_tensor" if op.name.endswith("_initialize_pipe") else "gm_addr"
        value = operand(op, name)
        if value is None:
            continue
        viewed = _view_bytes(value.type)
        if viewed is not None and viewed * 2 < pipe.slot_size:
            message = f"the slot tensor has {viewed} bytes, less than half of a slot of {pipe.slot_size}"
            yield Diagnostic(Severity.ERROR, message, module.place(op), SLOT_TENSOR)
        held = _memory_bytes(value)
        if held is not None and held < pipe.slot_size * pipe.slot_num:
            message = (
                f"the memory of the slots has {held} bytes; {pipe.slot_num} slots of {pipe.slot_size} need "
                f"{pipe.slot_size * pipe.slot_num}"
            )
            yield Diagnostic(Severity.ERROR, message, module.place(op), SLOT_TENSOR)


def _pipe_ops(module: Module) -> Iterator[Operation]:
    return (op for op in module.op.walk() if slots.is_pipe(op))


def _view_bytes(found: Attribute) -> int | None:
    from ptofix.mlir.pto_types import Shaped, TensorViewType

    if not isinstance(found, TensorViewType):
        return None
    view: Shaped = found.data
    size = _element_bytes(view.element)
    return None if size is None or min(view.shape, default=0) < 0 else prod(view.shape) * size


def _memory_bytes(value: SSAValue) -> int | None:
    """Bytes of the memref that `value` is or was made from, None if that is a pointer of unknown extent."""
    from xdsl.dialects.builtin import MemRefType
    from xdsl.ir import Operation

    while isinstance(value.owner, Operation) and value.owner.name in ("pto.make_tensor_view", "pto.castptr"):
        value = value.owner.operands[0]
    if not isinstance(value.type, MemRefType) or not value.type.has_static_shape():
        return None
    size = _element_bytes(value.type.element_type)
    return None if size is None else prod(value.type.get_shape()) * size


def _shared_tiles(module: Module) -> Iterator[Diagnostic]:
    """A tile that stands for both buffers: carried twice, chosen either way, or two tiles at one place."""
    for op in module.op.walk():
        if op.name == "scf.for":
            yield from _twice(module, op, op.operands[3:], "is carried around the loop twice")
        elif op.name == "arith.select":
            yield from _twice(module, op, op.operands[1:], "is chosen either way")
        elif op.name == "scf.if" and op.results and len(op.regions) == 2:
            arms = [region.block.last_op for region in op.regions]
            if all(arm is not None for arm in arms):
                for pair in zip(*(arm.operands for arm in arms if arm is not None), strict=False):
                    yield from _twice(module, op, pair, "is chosen either way")
    yield from _same_place(module)


def _twice(module: Module, op: Operation, values: Sequence[SSAValue], how: str) -> Iterator[Diagnostic]:
    from ptofix.mlir.pto_types import TileBufType

    tiles = [value for value in values if isinstance(value.type, TileBufType)]
    for value in dict.fromkeys(tiles):
        if tiles.count(value) > 1:
            message = f"tile %{module.names.get(value, '?')} {how}: both buffers are the same memory"
            yield Diagnostic(Severity.UNDECIDED, message, module.place(op), SHARED_TILE)


def _same_place(module: Module) -> Iterator[Diagnostic]:
    """Two tiles with one type and one address, both loaded in one loop body."""
    loads: dict[tuple[object, str, int], Operation] = {}
    for op in module.op.walk():
        if op.name != "pto.tload" or len(op.operands) < 2:
            continue
        loop, tile = op.parent_op(), op.operands[1]
        made = tile.owner
        if loop is None or loop.name != "scf.for" or getattr(made, "name", "") != "pto.alloc_tile":
            continue
        address = _address(made)  # type: ignore[arg-type]
        if address is None:
            continue
        first = loads.setdefault((loop, str(tile.type), address), op)
        if first.operands[1] is not tile:
            names = [module.names.get(one.operands[1], "?") for one in (first, op)]
            message = f"tiles %{names[0]} and %{names[1]} lie at the same address {address}: they are one buffer"
            notes = (Note("the other one is loaded here", module.place(first)),)
            yield Diagnostic(Severity.UNDECIDED, message, module.place(op), SHARED_TILE, notes)


def _knobs(module: Module) -> Iterator[Diagnostic]:
    for op in module.op.walk():
        if op.name not in ("builtin.module", "func.func"):
            continue
        knobs = dict(_declared(op.attributes))
        for rule in _lint_data()["knobs"]:
            values = [knobs.get(name) for name in rule["names"]]
            if None not in values and not _RELATIONS[rule["relation"]](*values):
                shown = ", ".join(f"{name} = {value}" for name, value in zip(rule["names"], values, strict=True))
                yield Diagnostic(Severity.ERROR, f"{rule['message']} ({shown})", module.place(op), KNOBS)


def _declared(attributes: Mapping[str, Attribute]) -> Iterator[tuple[str, int]]:
    """Integer attributes, also inside dictionaries, by the last part of their name."""
    from xdsl.dialects.builtin import DictionaryAttr, IntegerAttr

    for name, value in attributes.items():
        if isinstance(value, DictionaryAttr):
            yield from _declared(value.data)
        elif isinstance(value, IntegerAttr):
            yield name.rpartition(".")[2].upper(), value.value.data


@cache
def _lint_data() -> Mapping[str, Any]:
    return table.load("lint.toml")
