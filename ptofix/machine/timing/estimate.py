"""How long a kernel takes: the scalar code of its cores, run against the clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ptofix.machine.kernel import Kernel
from ptofix.machine.timing.engine import Signals, Spent, Stuck, TimedCore, Timeline, run
from ptofix.machine.timing.latency import Latencies
from ptofix.machine.timing.scalar import scalar_code
from ptofix.program.conditionals import CORES
from ptofix.program.integers import type_named
from ptofix.text.diagnostics import error


@dataclass(frozen=True)
class PipeTime:
    """What one pipe did, in cycles; `stalls` by cause. What is left of the core's time is after its last call."""

    pipe: str
    busy: int
    stalls: Mapping[str, int]


@dataclass(frozen=True)
class CoreTime:
    """What one core did. `lines` are the calls, flags and barriers of the text that it came by, in order."""

    name: str
    cycles: int
    pipes: tuple[PipeTime, ...]
    lines: tuple[Spent, ...]


@dataclass(frozen=True)
class Estimate:
    """The time of one block of a launch."""

    cycles: int
    cores: tuple[CoreTime, ...]
    stuck: tuple[Stuck, ...]
    items: int
    timeline: Timeline | None


def integers_of(kernel: Kernel, sizes: Mapping[str, int], s1: int | None = None) -> list[int | None]:
    """Values for the parameters: those that `sizes` names, and `s1` for the only integer that it does not.

    Raises PtofixError for an integer without a value.
    """
    whole = [str(p.name) for p in kernel.head.parameters if "*" not in p.type.after and type_named(p.type.name)]
    unknown = [name for name in sizes if name not in whole]
    if unknown:
        raise error(f"`{kernel.name}` has no integer parameter `{unknown[0]}`", help=f"it has: {', '.join(whole)}")
    given = dict(sizes)
    missing = [name for name in whole if name not in given]
    if len(missing) == 1 and s1 is not None:
        given[missing[0]] = s1
        missing = []
    if missing:
        wanted = f"`{kernel.name}` needs a value for {', '.join(f'`{name}`' for name in missing)}"
        fits = "--s1 N or " if len(missing) == 1 else ""
        wrong = "" if s1 is None else f"; --s1 {s1} is for a kernel that needs one value, and here {len(missing)} are"
        raise error(f"{wanted}{wrong}", help=fits + " ".join(f"--set {name}=N" for name in missing))
    return [given.get(str(p.name)) for p in kernel.head.parameters]


def estimate(
    kernel: Kernel, values: list[int | None], blocks: int, figures: Latencies, timeline: bool = False
) -> Estimate:
    """The time of block 0 of so many, each on cores of its own. Raises PtofixError for what time is not known of.

    Where the vector cores issue the same, they do the same at the same time: one of them is worked out, for both.
    """
    written = Timeline() if timeline else None
    signals: Signals = {}
    code = {
        name: scalar_code(kernel, name.rstrip("01"), figures, 0, blocks, int(name == "vector1"))
        for name in kernel.cores
    }
    twins = "vector1" in code and not code["vector1"].tells_subblocks
    names = [name for name in kernel.cores if not (twins and name == "vector1")]
    cores = [
        TimedCore(
            name,
            code[name].steps(*values),
            figures,
            tuple(other for other in names if other.rstrip("01") != name.rstrip("01")),
            signals,
            written,
        )
        for name in names
    ]
    stuck = run(cores)
    cycles = max(core.end for core in cores)
    if figures.composition.cores == "in turn":
        cycles = sum(max((c.end for c in cores if c.name.startswith(kind)), default=0) for kind in CORES)
    times = {core.name: _core(core) for core in cores}
    if twins:
        times["vector1"] = replace(times["vector0"], name="vector1")
    if twins and written is not None:
        written.slices += [replace(one, core="vector1") for one in written.slices if one.core == "vector0"]
    return Estimate(cycles, tuple(times.values()), stuck, sum(core.items for core in cores), written)


def _core(core: TimedCore) -> CoreTime:
    scalar = PipeTime("S", core.items * core.figures.sync["issue"], core.scalar_stalls)
    pipes = [PipeTime(str(p), q.busy, q.stalls) for p, q in core.queues.items() if q.busy]
    return CoreTime(
        core.name, core.end, (scalar, *pipes), tuple(sorted(core.spent.values(), key=lambda spent: spent.line))
    )
