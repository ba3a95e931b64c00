"""One launch of a kernel: cores, a schedule, and what came of it."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ptofix.arch.architecture import Arch
from ptofix.arch.measured import MeasuredDistances
from ptofix.arch.pipe import PIPES
from ptofix.machine.core import Core, WaitItem
from ptofix.machine.fifo import Fifos
from ptofix.machine.kernel import Kernel
from ptofix.machine.races import NEVER, REPEATS, ObservedRace, Races, SafeRepeats
from ptofix.machine.thread import CoreGroup, Steps, Thread, Waiting
from ptofix.machine.values import Value
from ptofix.program.conditionals import CORES

SCHEDULES = ("inorder", "eager", "lazy", "random")


@dataclass(frozen=True)
class Schedule:
    """`kind` is one of SCHEDULES; `seed` is that of a random one. `distance`: whether hw.repeat-distance holds.

    `measured` are the repeats that it asks for, pair by pair; without them it is one number.
    """

    kind: str = "inorder"
    seed: int = 0
    distance: bool = True
    measured: MeasuredDistances | None = None

    @property
    def apart(self) -> SafeRepeats:
        """How far apart two calls of the vector pipe are in order."""
        if not self.distance:
            return SafeRepeats(NEVER)
        return SafeRepeats(REPEATS, self.measured)


@dataclass(frozen=True)
class Blocked:
    """A scalar unit or a pipe that cannot go on when nothing else can either."""

    core: str
    block: int
    pipe: str
    line: int
    text: str


@dataclass(frozen=True)
class Outcome:
    """What a launch did: races, who was blocked at the end (a deadlock), and how often each thing was done."""

    races: tuple[ObservedRace, ...]
    blocked: tuple[Blocked, ...]
    counts: Mapping[str, int]


@dataclass(eq=False)
class _Member:
    """A core, its scalar unit, and what that waits for."""

    core: Core
    thread: Steps
    block: int
    waiting: Waiting | None = None
    over: bool = False


@dataclass
class _Launch:
    members: list[_Member]
    schedule: Schedule
    chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.schedule.seed)

    def run(self) -> tuple[Blocked, ...]:
        while True:
            moved = self._round()
            if all(m.over and m.core.idle() for m in self.members):
                return ()
            if not moved:
                return tuple(blocked for member in self.members for blocked in _blocked(member))

    def _round(self) -> bool:
        """Every core gets a turn; whether anything happened."""
        moved = False
        members = list(self.members)
        if self.schedule.kind == "random":
            self.chance.shuffle(members)
        for member in members:
            moved |= self._turn(member)
        return moved

    def _turn(self, member: _Member) -> bool:
        moved = False
        steps = {"inorder": 1, "eager": 64, "lazy": 1, "random": self.chance.randint(1, 40)}[self.schedule.kind]
        if self.schedule.kind in ("inorder", "lazy"):
            while self._scalar(member):
                moved = True
                self._pipes(member)
            return self._pipes(member) or moved
        for _ in range(steps):
            if not self._scalar(member):
                break
            moved = True
        return self._pipes(member) or moved

    def _scalar(self, member: _Member) -> bool:
        if member.over:
            return False
        try:
            member.waiting = next(member.thread)
        except StopIteration:
            member.over = True
            return True
        return member.waiting is None

    def _pipes(self, member: _Member) -> bool:
        moved, again = False, True
        order = list(PIPES)
        while again:
            again = False
            if self.schedule.kind == "random":
                self.chance.shuffle(order)
            for pipe in order:
                if member.core.step(pipe):
                    moved = again = True
        return moved


def _blocked(member: _Member) -> list[Blocked]:
    found = []
    if not member.over and member.waiting is not None:
        found.append(Blocked(member.core.name, member.block, "S", member.waiting.line, member.waiting.text))
    for pipe, queue in member.core.pipes.items():
        if queue.items and isinstance(queue.items[0], WaitItem):
            source, target, number = queue.items[0].key
            text = f"wait_flag(PIPE_{source}, PIPE_{target}, {number})"
            found.append(Blocked(member.core.name, member.block, str(pipe), queue.items[0].line, text))
    return found


def launch(kernel: Kernel, arguments: Mapping[str, Value], blocks: int, arch: Arch, schedule: Schedule) -> Outcome:
    """Run a kernel on its blocks, one after the other. `arguments` by the names of the parameters.

    Raises PtofixError for something that the machine does not run.
    """
    values = [arguments[str(parameter.name)] for parameter in kernel.head.parameters]
    blocked: tuple[Blocked, ...] = ()
    counts: Counter[str] = Counter()
    races = Races(schedule.apart)
    for block in range(blocks):
        races.shadows.clear()  # blocks are not ordered among each other, and are not compared
        run = _Launch(_members(kernel, values, block, blocks, arch, schedule, races), schedule)
        blocked += run.run()
        for member in run.members:
            member.core.drain_all()
            counts += Counter(member.core.counts)
    return Outcome(tuple(races.found.values()), blocked, dict(counts))


def _members(
    kernel: Kernel, values: list[Value], block: int, blocks: int, arch: Arch, schedule: Schedule, races: Races
) -> list[_Member]:
    """The cores of one group, at the start."""
    fifos = Fifos({kind: tuple(n for n in kernel.cores if n.startswith(kind)) for kind in CORES})
    landing = _landing(schedule)
    members = []
    for number, name in enumerate(kernel.cores):
        actors = len(kernel.cores) * len(PIPES)
        core = Core.make(name, name.rstrip("01"), number * len(PIPES), actors, arch, races, landing)
        group = CoreGroup(block, blocks, int(name == "vector1"), fifos)
        members.append(_Member(core, Thread(kernel.functions, core, group).call(kernel.name, values), block))
    return members


def _landing(schedule: Schedule) -> Callable[[], SafeRepeats]:
    """When what is written arrives, asked for each call."""
    late, at_once, chance = schedule.apart, SafeRepeats(0), random.Random(schedule.seed)
    match schedule.kind:
        case "lazy":
            return lambda: late
        case "random":
            return lambda: chance.choice((at_once, late))
    return lambda: at_once
