"""A call in parts: what it does on one pipe, and the flags between these."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from ptofix.hardware.pipe import Pipe
from ptofix.isa.call import Stage
from ptofix.isa.drain import Drain
from ptofix.machine.expressions import NotRunError


class OnPipe(Struct, frozen=True):
    """What a call does on one pipe without taking a flag."""

    pipe: Pipe
    steps: tuple[Stage | Drain, ...]


def parts(name: str, steps: tuple[Stage | Drain, ...], pipe: Pipe, apart: bool = False) -> Iterator[OnPipe | Drain]:
    """The parts of a call whose pipe is `pipe`; a Drain among them is a flag from one pipe to another.

    Raises NotRunError where two pipes work on the same without a flag between them; not if they are `apart`.
    """
    here: list[Stage | Drain] = []
    loose = False  # whether the last part may still be at work when another pipe starts
    for step in steps:
        if isinstance(step, Drain) and step.target is not None and step.target is not step.source:
            if here:
                yield OnPipe(pipe, tuple(here))
            here, loose = [], False
            yield step
        elif isinstance(step, Drain):
            here.append(step)
        else:
            if step.pipe is not pipe and any(isinstance(one, Stage) for one in here):
                loose = not apart and any(
                    access.write for one in here if isinstance(one, Stage) for access in one.accesses
                )
                yield OnPipe(pipe, tuple(here))
                here = []
            if loose:
                raise NotRunError(f"`{name}` works on several pipes, with no flag between them")
            pipe = step.pipe
            here.append(step)
    if here:
        yield OnPipe(pipe, tuple(here))
