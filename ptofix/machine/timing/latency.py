"""The figures of latency.toml: what a call takes, from the stages that the op table gives it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from ptofix.hardware.pipe import Pipe
from ptofix.hardware.tile import BLOCK, REPEAT, Space, TileType, ceil_div
from ptofix.isa.call import Expansion, OpCall, Stage
from ptofix.isa.drain import Drain
from ptofix.isa.operand import Operand
from ptofix.text.cache import cached_toml
from ptofix.text.diagnostics import error

PATH = Path(__file__).with_name("latency.toml")
_GB = 1 << 30


class Latency(Struct, frozen=True):
    """Of the vector pipe: cycles until the first repeat is under way, for each, and from the last to its result."""

    head: int
    per_repeat: int
    tail: int


class Composition(Struct, frozen=True):
    """How calls are put together, in the words of latency.toml."""

    drain: str
    push: str
    cores: str


class Latencies(Struct, frozen=True):
    """One profile of latency.toml. `sync` has cycles by what is issued or passed, `transfer` bytes per cycle."""

    ghz: float
    sync: Mapping[str, int]
    composition: Composition
    instructions: Mapping[str, Latency]
    calls: Mapping[str, tuple[str, ...]]
    folds: Mapping[str, int]
    transfer: Mapping[str, float]
    cube: Mapping[str, int]


class Took(Struct, frozen=True):
    """What a call takes on its pipe: cycles until the next may start, and until all of its results are there.

    With a drain inside, what comes before the call has to be done too: `after_drain` cycles remain after it.
    """

    busy: int
    done: int
    after_drain: int | None = None


def profiles() -> tuple[str, ...]:
    return ("default", *cached_toml(PATH).get("profile", {}))


@lru_cache(maxsize=8)
def latencies(profile: str = "default") -> Latencies:
    """The figures of a profile. Raises PtofixError for a name that is none."""
    document = cached_toml(PATH)
    if profile not in profiles():
        raise error(f"`{profile}` is no profile of time", help=f"there are: {', '.join(profiles())}")
    own = document["profile"].get(profile, {})
    tables = {name: {**document[name], **own.get(name, {})} for name in document if name != "profile"}
    for table in tables.values():
        del table["source"]
    ghz = float(tables["clock"]["ghz"])
    return Latencies(
        ghz,
        tables["sync"],
        Composition(**tables["composition"]),
        {n: Latency(one["head"], one["per_repeat"], one["tail"]) for n, one in tables["vector"].items()},
        {name: tuple(names) for name, names in tables["calls"].items()},
        tables["folds"],
        {name: one["gb_per_s"] * _GB / (ghz * 1e9) for name, one in tables["transfer"].items()},
        tables["cube"],
    )


def took(call: OpCall, expansion: Expansion, pipe: Pipe, figures: Latencies) -> Took:
    """What `call` takes on its pipe."""
    match pipe:
        case Pipe.M:
            cycles = _product(call, figures)
        case Pipe.V if figures.calls.get(call.name, ("other",)):
            return _vector(call, expansion, figures)
        case _:
            cycles = _copy(call, figures)
    return Took(cycles, cycles)


def _bytes(tile: TileType) -> int:
    """Of the valid part; where that is not known, of all of it."""
    rows = tile.rows if tile.valid_rows is None else tile.valid_rows
    cols = tile.cols if tile.valid_cols is None else tile.valid_cols
    return rows * cols * (tile.element_bytes or 1)


def _copy(call: OpCall, figures: Latencies) -> int:
    """A copy of the smaller of the two operands, at the bandwidth between their memories."""
    ends = [one for one in call.operands if one.kind == "global" or one.tile is not None][:2]
    target, *rest = ends or [Operand("global")]
    source = rest[0] if rest else target
    sizes = [_bytes(one.tile) for one in ends if one.tile is not None]
    rate = figures.transfer.get(f"{_memory(source)}-{_memory(target)}")
    return int(min(sizes, default=0) / (rate or min(figures.transfer.values())))


def _memory(operand: Operand) -> str:
    return "GM" if operand.tile is None else operand.tile.space


def _product(call: OpCall, figures: Latencies) -> int:
    tiles = {one.tile.space: one.tile for one in call.operands if one.tile is not None}
    left, right = tiles.get(Space.LEFT), tiles.get(Space.RIGHT)
    if left is None or right is None:
        return figures.cube["head"]
    m, k = left.valid_rows or left.rows, left.valid_cols or left.cols
    size = left.element_bytes or 2
    blocks = ceil_div(m, 16) * ceil_div(k * size, BLOCK) * ceil_div(right.valid_cols or right.cols, 16)
    return figures.cube["head"] + blocks * figures.cube["per_block_float" if size == 4 else "per_block"]


def _vector(call: OpCall, expansion: Expansion, figures: Latencies) -> Took:
    """Stages one after the other; after a drain only when what was before it is done."""
    names = figures.calls.get(call.name, ("other",))
    free = done = number = repeats = 0
    drained: int | None = None
    for step in expansion.steps:
        if isinstance(step, Drain):
            if step.drains(Pipe.V):
                free = done = max(done, free) + figures.sync["pipe_barrier"]
                drained = free if drained is None else drained
            continue
        if step.pipe is not Pipe.V:
            continue
        one = figures.instructions[names[min(number, len(names) - 1)]]
        number += 1
        fold = figures.folds.get(call.name, 0)
        folded = ceil_div(repeats, fold) if fold and repeats and not step.repeats else 0
        repeats = folded or _repeats(step, call)
        work = one.per_repeat * repeats
        done = max(done, free + one.head + work + one.tail)
        free += work
    if figures.composition.drain == "call":
        free = max(free, done)
    return Took(free, max(done, free), None if drained is None else free - drained)


def _repeats(stage: Stage, call: OpCall) -> int:
    """Those that are known, or as many as the longest operand has 256 bytes."""
    if stage.repeats:
        return stage.repeats
    lengths = [
        access.length if access.operand is None or access.length else _operand_bytes(call.operands[access.operand])
        for access in stage.accesses
    ]
    return max(1, ceil_div(max(lengths, default=REPEAT), REPEAT))


def _operand_bytes(operand: Operand) -> int:
    return _bytes(operand.tile) if operand.tile is not None else 0
