"""Flags in words."""

from __future__ import annotations

from ptofix.order.cross import FlagKey
from ptofix.order.flags import FlagMisuse
from ptofix.program.program import Instruction, SetFlag, WaitFlag
from ptofix.rules.places import statement_of
from ptofix.text.diagnostics import Note


def flag_name(instruction: Instruction) -> str:
    """`PIPE_V → PIPE_MTE3, EVENT_ID0`."""
    action = instruction.action
    assert isinstance(action, (SetFlag, WaitFlag))
    return f"PIPE_{action.source} → PIPE_{action.target}, EVENT_ID{action.event}"


def key_name(key: FlagKey) -> str:
    *pipes, event = key
    return f"{' → '.join(f'PIPE_{pipe}' for pipe in pipes)}, EVENT_ID{event}"


def other_sets(misuse: FlagMisuse) -> tuple[Note, ...]:
    return tuple(Note("set here", statement_of(other).place) for other in misuse.others if other.statement is not None)


def on_paths(misuse: FlagMisuse) -> str:
    return "" if misuse.certain else " on some path"
