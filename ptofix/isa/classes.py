"""What sort of work a call is: its class and its pipe, both from the op table."""

from __future__ import annotations

from typing import NamedTuple

from ptofix.isa.architecture import A2A3
from ptofix.isa.call import OpCall, Unknown
from ptofix.isa.expand import effects, issue_pipe

CLASSES = {
    "load": "reads global memory into a tile",
    "store": "writes global memory from a tile",
    "tile": "works on tiles alone; the pipe says more",
    "fifo": "takes, gives back, asks for or hands over a slot of a pipe between the cores",
    "address": "only changes which bytes a name denotes",
    "unknown": "not in the op table, or not with these operands",
}


class OpClass(NamedTuple):
    """`kind` is one of CLASSES; `pipe` is "" where it is not known."""

    kind: str
    pipe: str


def work_of(call: OpCall) -> OpClass:
    """The class and the pipe of a call."""
    found = effects(call)
    if isinstance(found, Unknown):
        return OpClass("unknown", "")
    pipe = issue_pipe(call) or ""
    if call.arch.fifo_step(call.name):
        return OpClass("fifo", pipe)
    if call.arch.classify(call.name) == "alias":
        return OpClass("address", pipe)
    is_global = [
        (access.write, call.operands[access.operand].kind == "global")
        for stage in found.steps
        for access in getattr(stage, "accesses", ())
        if access.operand is not None
    ]
    if (True, True) in is_global:
        return OpClass("store", pipe)
    return OpClass("load" if (False, True) in is_global else "tile", pipe)


def work_by_name(name: str) -> OpClass:
    """The same for a call of which only the name is known: the pipe is "" where it depends on the operands."""
    found = A2A3.row(name)
    if found is None or not found.form:
        return OpClass("unknown", "")
    pipes = {form.pipe for form in found.form}
    pipe: str = pipes.pop() if len(pipes) == 1 else ""
    if found.fifo:
        return OpClass("fifo", pipe)
    if found.kind == "alias":
        return OpClass("address", pipe)
    roles = {operand.role for form in found.form for operand in form.operands}
    kinds = [kind for kind, role in (("store", "global-w"), ("load", "global-r")) if role in roles]
    return OpClass(kinds[0] if kinds else "tile", pipe)
