"""The pass `propagate-local-slot-num`: pipes of a module, their local slot numbers, and the attribute taken off.

A pipe joins the cube and the vector core. `aic_initialize_pipe` and `aiv_initialize_pipe` set up its two ends by the
same `id`; `initialize_l2g2l_pipe` and `initialize_l2l_pipe` name their first flag instead. The generated C++ takes the
number of slots that a core keeps locally from `local_slot_num`, but the assembler rejects the attribute on pipes whose
slots live in a GM tensor or at a GM address (`rejected` in dialect/versions.toml).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from ptofix.mlir import table
from ptofix.text.diagnostics import Diagnostic, Note, Place, PtofixError, Severity

if TYPE_CHECKING:
    from xdsl.ir import Operation

    from ptofix.mlir.reader import Module
    from ptofix.mlir.targets import Target

MISMATCH = "PF430"
OUT_OF_RANGE = "PF431"
STRIPPED = "PF493"

_CORES = {"pto.aic_initialize_pipe": "aic", "pto.aiv_initialize_pipe": "aiv"}
_SECTIONS = {"pto.section.cube": "aic", "pto.section.vector": "aiv"}
_INTERNAL = ("pto.initialize_l2g2l_pipe", "pto.initialize_l2l_pipe")
LOCAL_SLOT_NUM = "local_slot_num"
BOTH_WAYS = 3


class PipeSlots(Struct, frozen=True):
    """One end of one pipe as the IR sets it up.

    `core` is "aic" (cube), "aiv" (vector) or "" (unknown); `pipe_id` the `id` of a pipe that both cores set up by it,
    `flag_base` the first flag of one that is set up by flags (both None: the assembler picks one); `dir_mask` 1 is cube
    to vector, 2 vector to cube, 3 both; `slot_size` in bytes; `order` counts the pipes of a function from 0.
    """

    function: str
    core: str
    pipe_id: int | None
    flag_base: int | None
    dir_mask: int
    slot_size: int
    slot_num: int
    local_slot_num: int | None
    nosplit: bool
    order: int
    place: Place | None = None


def collect(module: Module) -> tuple[PipeSlots, ...]:
    """All pipe ends of `module` in order of the text.

    Raises PtofixError where a local slot number lies outside 1 … slot_num or the two ends of a pipe disagree.
    """
    pipes = pipe_ends(module)
    problems = check(module, pipes)
    if problems:
        raise PtofixError(list(problems))
    return pipes


def pipe_ends(module: Module) -> tuple[PipeSlots, ...]:
    """All pipe ends of `module` in order of the text, unchecked."""
    return tuple(_pipes(module))


def check(module: Module, pipes: tuple[PipeSlots, ...]) -> tuple[Diagnostic, ...]:
    """Local slot numbers out of range, and pipes whose two ends disagree."""
    problems = [problem for pipe in pipes for problem in _range_problems(pipe)]
    return (*problems, *_disagreements(pipes, _callers(module)))


def strip(module: Module, target: Target) -> tuple[Diagnostic, ...]:
    """Take `local_slot_num` off the ops on which `target` rejects it; one remark for each."""
    remarks = []
    for op in module.op.walk():
        if LOCAL_SLOT_NUM in op.properties and _is_rejected(op, target):
            value = op.properties.pop(LOCAL_SLOT_NUM)
            message = f"took `{LOCAL_SLOT_NUM} = {value}` off `{op.name}`: the assembler rejects it here"
            remarks.append(Diagnostic(Severity.NOTE, message, module.place(op), STRIPPED))
    return tuple(remarks)


def _pipes(module: Module) -> Iterator[PipeSlots]:
    orders: dict[str, int] = {}
    for op in module.op.walk():
        if not is_pipe(op):
            continue
        function = function_name(op)
        order = orders[function] = orders.get(function, -1) + 1
        dir_mask = _integer(op, "dir_mask") or 0
        frontend = op.name in _CORES
        slot_num = _integer(op, "slot_num")
        yield PipeSlots(
            function,
            _CORES.get(op.name) or _core_around(op),
            (_integer(op, "id") or 0) if frontend else None,
            None if frontend else _integer(op, "flag_base"),
            dir_mask,
            _integer(op, "slot_size") or 0,
            slot_num if slot_num is not None else default_slot_num(dir_mask),
            _integer(op, LOCAL_SLOT_NUM),
            bool(_integer(op, "nosplit")),
            order,
            module.place(op),
        )


def is_pipe(op: Operation) -> bool:
    """Whether `op` sets up an end of a pipe."""
    return op.name in _CORES or op.name in _INTERNAL


def default_slot_num(dir_mask: int) -> int:
    """Slots of a pipe that does not say: eight, shared by the directions of a two-way pipe."""
    return 4 if dir_mask == BOTH_WAYS else 8


def function_name(op: Operation) -> str:
    """Symbol name of the function around `op`, "" outside of functions."""
    from xdsl.dialects.func import FuncOp

    parent = op.parent_op()
    while parent is not None and not isinstance(parent, FuncOp):
        parent = parent.parent_op()
    return parent.sym_name.data if parent is not None else ""


def _integer(op: Operation, name: str) -> int | None:
    from xdsl.dialects.builtin import IntegerAttr

    value = op.properties.get(name)
    return value.value.data if isinstance(value, IntegerAttr) else None


def _is_rejected(op: Operation, target: Target) -> bool:
    from ptofix.mlir.operands import operand

    return any(
        entry["op"] == op.name
        and ("with" not in entry or operand(op, entry["with"]) is not None)
        and ("without" not in entry or operand(op, entry["without"]) is None)
        for entry in table.special("rejected", target.version)
    )


def _range_problems(pipe: PipeSlots) -> Iterator[Diagnostic]:
    local = pipe.local_slot_num
    if local is not None and not 1 <= local <= pipe.slot_num:
        message = f"`local_slot_num` is {local}; it must lie between 1 and the {pipe.slot_num} slots of the pipe"
        yield Diagnostic(Severity.ERROR, message, pipe.place, OUT_OF_RANGE)


def _disagreements(pipes: tuple[PipeSlots, ...], callers: dict[str, str]) -> Iterator[Diagnostic]:
    """The ends of a pipe carry the same id, in functions that one kernel calls, or in one function."""
    ends: dict[tuple[str, int | None, int | None, int], PipeSlots] = {}
    seen: dict[tuple[str, int | None, int | None, str], int] = {}
    for pipe in pipes:
        if not pipe.core or (pipe.pipe_id is None and pipe.flag_base is None):
            continue
        kernel = callers.get(pipe.function, "")
        number = seen[kernel, pipe.pipe_id, pipe.flag_base, pipe.core] = (
            seen.get((kernel, pipe.pipe_id, pipe.flag_base, pipe.core), 0) + 1
        )
        first = ends.setdefault((kernel, pipe.pipe_id, pipe.flag_base, number), pipe)
        if first.core == pipe.core:
            continue
        name = f"pipe {pipe.pipe_id}" if pipe.pipe_id is not None else f"the pipe with flag {pipe.flag_base}"
        for field in ("local_slot_num", "slot_num", "slot_size", "dir_mask"):
            mine, other = getattr(pipe, field), getattr(first, field)
            if mine != other:
                message = f"the two ends of {name} disagree: `{field}` is {_shown(mine)} here"
                note = Note(f"but {_shown(other)} here", first.place)
                yield Diagnostic(Severity.ERROR, message, pipe.place, MISMATCH, notes=(note,))


def _callers(module: Module) -> dict[str, str]:
    """Function → the first function that calls it."""
    from xdsl.dialects.func import CallOp

    callers: dict[str, str] = {}
    for op in module.op.walk():
        if isinstance(op, CallOp):
            callers.setdefault(op.callee.root_reference.data, function_name(op))
    return callers


def _core_around(op: Operation) -> str:
    """The core that runs `op`, by the section or the kind of function around it."""
    from ptofix.mlir.pto_types import PtoEnumAttr

    parent = op.parent_op()
    while parent is not None:
        kind = parent.attributes.get("pto.kernel_kind")
        if isinstance(kind, PtoEnumAttr):
            return _SECTIONS[f"pto.section.{kind.data}"]
        if parent.name in _SECTIONS:
            return _SECTIONS[parent.name]
        parent = parent.parent_op()
    return ""


def _shown(value: int | None) -> str:
    return "not given" if value is None else str(value)
