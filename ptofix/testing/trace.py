"""From the statements that a path executes to a trace of the machine.

`interpret` follows the addresses of tiles itself, statement by statement, and knows only what random kernels contain.
`from_program` takes operands from the program that ptofix built, and serves the kernels of the assembler.

Where the op table leaves open which form a call takes, a trace has one that the caller chooses for each execution.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from msgspec.structs import replace

from ptofix.hardware.tile import Space, TileType
from ptofix.isa.architecture import A2A3
from ptofix.isa.call import Access, Expansion, Stage, Unknown
from ptofix.isa.expand import OpCall, effects, header_events
from ptofix.isa.expand import Operand as CallOperand
from ptofix.isa.expand import forms as forms_of
from ptofix.program.program import Opaque, Operand, Program, TileOp
from ptofix.testing.machine import BarrierStep, ByteAccess, Set, Step, Trace, Wait, Work
from ptofix.testing.script import Plain, Sync

_TILE = re.compile(
    r"Tile<TileType::(\w+), (\w+), (\d+), (\d+), BLayout::(\w+), (-1|\d+), (-1|\d+), SLayout::NoneBox> (\w+)"
    r"(?:\((\w+), (\w+)\))?"
)
_RESIZED = re.compile(r"(\w+)\.SetValidShape\((\d+), (\d+)\)")
_CALL = re.compile(r"(T[A-Z_]+)\((.*)\)")
_ELEMENT = re.compile(r"(\w+)\.(SetValue|GetValue)\((\w+)(?:, \w+)?\)")
GLOBAL = "GM"

Choice = Callable[[int, int], int]
"""Which form a call takes: by the number of its execution on the path, and how many forms there are."""


def first_form(execution: int, forms: int) -> int:
    """The form that the table has first."""
    del execution, forms
    return 0


def interpret(executed: Iterable[Plain | Sync], model: str, choice: Choice = first_form) -> Trace:
    return [step for steps in pieces(executed, model, choice) for step in steps]


def pieces(executed: Iterable[Plain | Sync], model: str, choice: Choice = first_form) -> list[Trace]:
    """Per statement its steps: declarations, addresses and sizes are followed, ops become work. Else: ValueError."""
    types: dict[str, TileType] = {}
    bases: dict[str, int] = {}
    made: list[Trace] = []
    for execution, statement in enumerate(executed):
        made.append([])
        if isinstance(statement, Sync):
            made[-1].append(sync(statement))
        elif found := _TILE.fullmatch(statement.text):
            space, dtype, rows, cols, layout, *of_type, name, given_rows, given_cols = found.groups()
            valid_rows, valid_cols = (None if size == "-1" else int(size) for size in of_type)
            types[name] = TileType(Space(space), dtype, int(rows), int(cols), valid_rows, valid_cols, layout)
            if given_rows is not None and given_rows.isdigit():
                types[name] = types[name].sized(int(given_rows), int(given_cols))
        elif found := _RESIZED.fullmatch(statement.text):
            types[found[1]] = replace(types[found[1]], valid_rows=int(found[2]), valid_cols=int(found[3]))
        elif found := _CALL.fullmatch(statement.text):
            name, words = found[1], [word.strip() for word in found[2].split(",")]
            if name == "TASSIGN":
                bases[words[0]] = int(words[1])
            elif name == "TRESHAPE":
                bases[words[0]] = bases[words[1]]
            else:
                operands = [_operand(word, types, bases) for word in words]
                call = OpCall(name, tuple(o[0] for o in operands), A2A3)
                made[-1] += work(call, tuple(o[1] for o in operands), model, statement.number, execution, choice)
        elif found := _ELEMENT.fullmatch(statement.text):
            name, member, index = found.groups()
            element = types[name].element_bytes or 0
            whole = model == "ops" or not index.isdigit()
            start, length = (0, types[name].size_bytes) if whole else (int(index) * element, element)
            touched = ByteAccess("UB", bases[name] + start, bases[name] + start + length, member == "SetValue")
            made[-1].append(Work("S", (touched,), 0, (statement.number, 0), execution))
        else:
            raise ValueError(f"line {statement.line}: `{statement.text}`")
    return made


def _operand(word: str, types: dict[str, TileType], bases: dict[str, int]) -> tuple[CallOperand, Operand]:
    if word in types:
        return CallOperand("tile", types[word], bases[word]), Operand(word, (bases[word],))
    return CallOperand("global" if word == "gm" else "scalar"), Operand(word)


def from_program(executed: Iterable[Plain | Sync], program: Program, model: str) -> Trace:
    """Make work of the ops that `program` has on the lines of the statements. Raises ValueError for an opaque one."""
    by_line: dict[int, list[TileOp]] = {}
    for instruction in program.instructions:
        if isinstance(instruction.action, Opaque):
            raise ValueError(instruction.action.reason)
        if isinstance(instruction.action, TileOp) and instruction.statement is not None:
            by_line.setdefault(instruction.statement.line, []).append(instruction.action)
    trace: Trace = []
    for execution, statement in enumerate(executed):
        if isinstance(statement, Sync):
            trace.append(sync(statement))
            continue
        for op in by_line.get(statement.line, ()):
            trace.extend(work(op.call, op.operands, model, statement.number, execution))
    return trace


def sync(statement: Sync) -> Step:
    match statement.name, statement.arguments:
        case "pipe_barrier", (pipe,):
            return BarrierStep(pipe)
        case "set_flag", (source, target, event):
            return Set(source, target, event)
        case "wait_flag", (source, target, event):
            return Wait(source, target, event)
    raise ValueError(f"line {statement.line}: `{statement.name}`")


def work(
    call: OpCall,
    operands: tuple[Operand, ...],
    model: str,
    number: int,
    execution: int,
    choice: Choice = first_form,
) -> Trace:
    """The steps of one execution of statement `number`."""
    trace: Trace = []
    stage = 0
    forms = _forms(call, model)
    for step in _work(forms[choice(execution, len(forms))], call, operands):
        if isinstance(step, Work):
            trace.append(
                Work(step.pipe, step.touches, step.repeats, (number, stage), execution, call.name.removeprefix("pto::"))
            )
            stage += 1
        else:
            trace.append(step)
    return trace


@lru_cache(maxsize=4096)
def _work(form: Expansion, call: OpCall, operands: tuple[Operand, ...]) -> tuple[Step, ...]:
    """The stages of one call, and the drains between them as barriers, or as a set and a wait in one place."""
    trace: Trace = []
    for step in form.steps:
        if isinstance(step, Stage):
            touches = tuple(t for access in step.accesses for t in _touches(access, step.pipe, call, operands))
            trace.append(Work(step.pipe, touches, step.repeats, (0, 0), 0))
        elif step.target is not None:
            event = str(header_events(call)[0])
            trace += [Set(step.source, step.target, event), Wait(step.source, step.target, event)]
        else:
            trace.append(BarrierStep(step.source))
    return tuple(trace)


def _forms(call: OpCall, model: str) -> tuple[Expansion, ...]:
    found = effects(call) if model == "ops" else forms_of(call)
    if isinstance(found, Unknown):
        raise ValueError(found.reason)
    return (found,) if isinstance(found, Expansion) else found


def _touches(access: Access, pipe: str, call: OpCall, operands: tuple[Operand, ...]) -> Iterable[ByteAccess]:
    if access.operand is None:
        yield ByteAccess("UB", access.offset, access.offset + access.length, access.write, access.order, hidden=True)
        return
    tile, operand = call.operands[access.operand].tile, operands[access.operand]
    if tile is None:
        yield ByteAccess(f"{GLOBAL} through {pipe}", 0, 1, access.write)
        return
    space = call.arch.memories[tile.space]
    if operand.bases is None:
        yield ByteAccess(space.memory, 0, space.capacity, access.write)
        return
    exact = len(operand.bases) == 1 and operand.slots == 1
    for number, base in enumerate(operand.bases, 1):
        start = base + access.offset
        end = start + access.length + (operand.slots - 1) * tile.size_bytes
        layout = number if operand.by_layout else 0
        rows = access.rows if operand.slots == 1 and start % 32 == 0 else None
        yield ByteAccess(space.memory, start, end, access.write, access.order if exact else None, layout, rows)
        if start < 0 or end > space.capacity:  # it may wrap onto any other tile
            yield ByteAccess(space.memory, 0, space.capacity, access.write)
