"""What an op does: its micro-steps under the model, with bytes, drains and repeats."""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.hardware.pipe import Pipe
from ptofix.isa.expand import Drain, Expansion, Unknown
from ptofix.order.effects import Footprint, Site, Steps, forms_of, shown
from ptofix.order.model import ProgramOrder
from ptofix.program.program import Instruction, TileOp
from ptofix.text.plural import plural


def op(order: ProgramOrder, instruction: Instruction) -> Iterator[str]:
    """Lines on one call in one program."""
    assert isinstance(instruction.action, TileOp)
    found = forms_of(instruction.action.call, order.model.micro_steps)
    if isinstance(found, Unknown):
        yield f"not analysed, it may touch anything: {found.reason}"
        return
    for number, (form, steps) in enumerate(zip(found, order.effects.forms[instruction.index]), start=1):
        if len(found) > 1:
            yield f"form {number} of {len(found)}, of which it takes one at run time:"
        yield from _form(order, form, steps)


def _form(order: ProgramOrder, form: Expansion, steps: Steps) -> Iterator[str]:
    if not steps:
        yield "it touches no on-chip memory"
    for number, step in enumerate(steps, start=1):
        if isinstance(step, Drain):
            yield f"  {number}. {drain_words(step)}"
            continue
        repeats = f", {plural(step.repeats, 'repeat')}" if step.repeats else ""
        yield f"  {number}. PIPE_{step.pipe}{repeats}: {_footprints(step, order.model.micro_steps)}"
    yield from (f"  note: {note}" for note in form.notes)


def drain_words(drain: Drain) -> str:
    """What a drain inside an op is made of."""
    if not drain.flag:
        return "drain: dsb inside the op: what the scalar unit stored lies in UB before PIPE_V goes on"
    if drain.target is None:
        return f"drain: pipe_barrier(PIPE_{drain.source}) inside the op"
    return f"drain: a flag from PIPE_{drain.source} to PIPE_{drain.target} inside the op"


def _footprints(site: Site, micro_steps: bool) -> str:
    walked = micro_steps and site.pipe == Pipe.V
    parts = []
    for verb, write in (("reads", False), ("writes", True)):
        found = dict.fromkeys(
            _footprint(footprint, walked) for footprint in site.footprints if footprint.write is write
        )
        if found:
            parts.append(f"{verb} {', '.join(found)}")
    return "; ".join(parts) or "touches nothing"


def _footprint(footprint: Footprint, walked: bool) -> str:
    known = footprint.access is None or footprint.access.order is not None
    order = " (order of repeats not known)" if walked and not known else ""
    return f"{footprint.name} {shown(footprint)}{order}"
