"""Barriers and flags: calls that are synchronisation and nothing else."""

from __future__ import annotations

import re

from ptofix.cpp import tree
from ptofix.program.names import Environment, evaluate
from ptofix.program.program import PIPE_ALL, Action, Barrier, SetFlag, WaitFlag
from ptofix.program.types import name_of

_PIPES = frozenset(("S", "V", "M", "MTE1", "MTE2", "MTE3", "FIX"))
EVENT = re.compile(r"EVENT_ID(\d)")


def _pipe(node: tree.Node) -> str | None:
    name = name_of(node).removeprefix("pto::").removeprefix("PIPE_")
    return name if name in _PIPES or name == PIPE_ALL else None


def _barrier(arguments: tuple[tree.Node, ...], _: Environment) -> Action | None:
    pipe = _pipe(arguments[0]) if len(arguments) == 1 else None
    return None if pipe is None else Barrier(pipe)


def _flag(arguments: tuple[tree.Node, ...], names: Environment) -> tuple[str, str, int | None] | None:
    if len(arguments) != 3:
        return None
    source, target = _pipe(arguments[0]), _pipe(arguments[1])
    if source is None or target is None or PIPE_ALL in (source, target):
        return None
    match = EVENT.fullmatch(name_of(arguments[2]).removeprefix("pto::"))
    event = int(match[1]) if match else evaluate(arguments[2], names)
    return source, target, event


def _set_flag(arguments: tuple[tree.Node, ...], names: Environment) -> Action | None:
    flag = _flag(arguments, names)
    return None if flag is None else SetFlag(*flag)


def _wait_flag(arguments: tuple[tree.Node, ...], names: Environment) -> Action | None:
    flag = _flag(arguments, names)
    return None if flag is None else WaitFlag(*flag)


SYNC = {"pipe_barrier": _barrier, "set_flag": _set_flag, "wait_flag": _wait_flag}
"""Per call, the action that its arguments make; None where a pipe is not known."""
