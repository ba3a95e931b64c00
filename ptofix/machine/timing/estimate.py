"""How long a kernel takes: the scalar code of its cores, run against the clock."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from ptofix.machine.kernel import Kernel
from ptofix.machine.timing.engine import Place, Signals, Spent, Stuck, TimedCore, Timeline, kind_of, run
from ptofix.machine.timing.latency import Latencies
from ptofix.machine.timing.scalar import ScalarCode, scalar_code
from ptofix.program.conditionals import CORES
from ptofix.program.integers import type_named
from ptofix.text.diagnostics import error
from ptofix.text.nearest import no_such


class PipeTime(Struct, frozen=True):
    """What one pipe did, in cycles; `stalls` by cause. What is left of the core's time is after its last call."""

    pipe: str
    busy: int
    stalls: Mapping[str, int]


class CoreTime(Struct, frozen=True):
    """What one core did. `lines` are the calls, flags and barriers of the text that it came by, in order."""

    name: str
    cycles: int
    pipes: tuple[PipeTime, ...]
    lines: tuple[Spent, ...]


class Estimate(Struct, frozen=True):
    """The time of one block of a launch."""

    cycles: int
    cores: tuple[CoreTime, ...]
    stuck: tuple[Stuck, ...]
    items: int
    timeline: Timeline | None


class Integers(Struct, frozen=True):
    """The values of the kernel's parameters by position, None for those that are no integers, and of variables that it
    reads at run time by name."""

    parameters: tuple[int | None, ...]
    variables: Mapping[str, int] = field(default_factory=dict)


def integers_of(kernel: Kernel, sizes: Mapping[str, int], s1: int | None = None) -> Integers:
    """What `sizes` names, and `s1` for the only integer parameter that it does not.

    Raises PtofixError for a parameter without a value, and for a value that is given to none.
    """
    whole = _parameters(kernel)
    variables = {name: value for name, value in sizes.items() if name not in whole}
    given = dict(sizes)
    asked = _mentioned(kernel, whole)
    missing = [name for name in asked if name not in given]
    if s1 is not None and not missing:
        left = f"all of {', '.join(f'`{name}`' for name in asked)} have a value" if asked else "it needs no value"
        raise error(f"--s1 {s1}: `{kernel.name}` has nothing to give it to: {left}")
    if len(missing) == 1 and s1 is not None:
        given[missing[0]] = s1
        missing = []
    if missing:
        wanted = f"`{kernel.name}` needs a value for {', '.join(f'`{name}`' for name in missing)}"
        fits = "--s1 N or " if len(missing) == 1 else ""
        wrong = "" if s1 is None else f"; --s1 {s1} is for a kernel that needs one value, and here {len(missing)} are"
        raise error(f"{wanted}{wrong}", help=fits + " ".join(f"--set {name}=N" for name in missing))
    return Integers(tuple(given.get(str(p.name)) for p in kernel.head.parameters), variables)


def _parameters(kernel: Kernel) -> list[str]:
    """The names of the integer parameters."""
    return [str(p.name) for p in kernel.head.parameters if "*" not in p.type.after and type_named(p.type.name)]


def _mentioned(kernel: Kernel, names: list[str]) -> list[str]:
    """Those that the kernel mentions: a recording has values in their place."""
    block = kernel.functions[kernel.name]
    body = block.head.place.source.text[block.head.span.end : block.span.end]
    words = frozenset(re.findall(r"\w+", body))
    return [name for name in names if name in words]


class Timed(Struct, frozen=True):
    """A kernel whose scalar code is ready to run against the clock, as often as is asked for."""

    kernel: Kernel
    figures: Latencies
    code: Mapping[str, ScalarCode]

    def run(self, values: Integers, timeline: bool = False, free: frozenset[Place] = frozenset()) -> Estimate:
        """The time of block 0, on cores of its own; nothing waits at what is `free`.

        Where the vector cores issue the same, they do the same at the same time: one of them is worked out, for both.
        Raises PtofixError for a value that is missing, or that nothing asks for.
        """
        may_ask = dict.fromkeys(one for code in self.code.values() for one in code.asked)
        for name in values.variables:
            if name not in may_ask:
                message = f"`{self.kernel.name}` has no integer `{name}` that decides what runs"
                raise no_such(message, name, (*_parameters(self.kernel), *may_ask))

        def ask(name: str, line: int) -> int:
            if name in values.variables:
                return values.variables[name]
            first = dict.fromkeys((name, *may_ask))
            options = " ".join(f"--set {one}=N" for one in first if one not in values.variables)
            raise error(
                f"no time without a value of `{name}`, which is read at run time and decides what runs",
                self.kernel.place(line),
                help=f"one for all rounds of its loops, and for what else may be asked for: {options}",
            )

        written = Timeline() if timeline else None
        signals: Signals = {}
        twins = "vector1" in self.code and not self.code["vector1"].tells_subblocks
        names = [name for name in self.kernel.cores if not (twins and name == "vector1")]
        cores = [
            TimedCore(
                name,
                self.code[name].steps(ask, *values.parameters),
                self.figures,
                tuple(other for other in names if kind_of(other) != kind_of(name)),
                signals,
                written,
                free,
            )
            for name in names
        ]
        stuck = run(cores)
        cycles = max(core.end for core in cores)
        if self.figures.composition.cores == "in turn":
            cycles = sum(max((core.end for core in cores if kind_of(core.name) == kind), default=0) for kind in CORES)
        times = {core.name: _core(core) for core in cores}
        if twins:
            times["vector1"] = replace(times["vector0"], name="vector1")
        if twins and written is not None:
            written.slices += [replace(one, core="vector1") for one in written.slices if one.core == "vector0"]
        return Estimate(cycles, tuple(times.values()), stuck, sum(core.items for core in cores), written)


def timed(kernel: Kernel, blocks: int, figures: Latencies) -> Timed:
    """For block 0 of so many. Raises PtofixError for what time is not known of."""
    return Timed(
        kernel,
        figures,
        {name: scalar_code(kernel, kind_of(name), figures, 0, blocks, int(name == "vector1")) for name in kernel.cores},
    )


def estimate(kernel: Kernel, values: Integers, blocks: int, figures: Latencies, timeline: bool = False) -> Estimate:
    """The time of block 0 of so many. Raises PtofixError for what time is not known of."""
    return timed(kernel, blocks, figures).run(values, timeline)


def _core(core: TimedCore) -> CoreTime:
    scalar = PipeTime("S", core.items * core.figures.sync["issue"], core.scalar_stalls)
    pipes = [PipeTime(str(p), q.busy, q.stalls) for p, q in core.queues.items() if q.busy]
    return CoreTime(
        core.name, core.end, (scalar, *pipes), tuple(sorted(core.spent.values(), key=lambda spent: spent.line))
    )
