"""One launch of a kernel: cores, a schedule, and what came of it."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from msgspec import Struct
from msgspec.structs import replace

from ptofix.evidence.assumptions import GRADED
from ptofix.evidence.measured import MeasuredDistances
from ptofix.hardware.pipe import PIPES
from ptofix.isa.architecture import Arch
from ptofix.machine.causes import Blocked, Fault, Stand, blocked, disagreements, left_over, set_again
from ptofix.machine.core import Core, Landing, MisfitError, OpItem, PipeQueue
from ptofix.machine.fifo import Fifos
from ptofix.machine.kernel import Kernel
from ptofix.machine.races import AT_ONCE, ObservedRace, Races, SafeRepeats
from ptofix.machine.thread import CoreGroup, Steps, Thread, Waiting
from ptofix.machine.values import Value
from ptofix.program.conditionals import CORES
from ptofix.text.diagnostics import error

SCHEDULES = ("inorder", "eager", "lazy", "random", "adversarial")

STEPS = {"eager": 64, "adversarial": 4096}
"""How many statements a scalar unit gets ahead of its pipes."""


class Schedule(Struct, frozen=True):
    """`kind` is one of SCHEDULES; `seed` is that of a random one. `assumed` are those of GRADED that hold.

    An adversarial one is directed at calls, by their lines: those in `held_back` run last of all that may run, read and
    write as late as they may, and what others write arrives at once, even before what was written earlier.

    `measured` are the repeats that these require, pair by pair; without them it is one number.
    """

    kind: str = "inorder"
    seed: int = 0
    assumed: frozenset[str] = GRADED
    held_back: frozenset[int] = frozenset()
    measured: MeasuredDistances | None = None

    @property
    def apart(self) -> SafeRepeats:
        """How far apart two calls of one pipe are in order."""
        return SafeRepeats(self.assumed, self.measured)


class Outcome(Struct, frozen=True):
    """What a launch did: races, who was blocked at the end (a deadlock), counts of what was done, and other faults.

    `by_blocks`: it rests on hw.accumulator-distance. `by_distance` are pairs that only repeats keep from being races.
    `doubts`, each there once, are right if the device does as the machine does, which is not known.
    """

    races: tuple[ObservedRace, ...]
    blocked: tuple[Blocked, ...]
    counts: Mapping[str, int]
    faults: tuple[Fault, ...] = ()
    by_blocks: bool = False
    by_distance: tuple[ObservedRace, ...] = ()
    doubts: tuple[Fault, ...] = ()


class _Member(Struct, eq=False):
    """A core, its scalar unit, and what that waits for."""

    core: Core
    thread: Steps
    waiting: Waiting | None = None
    over: bool = False


@dataclass
class _Launch:
    members: list[_Member]
    schedule: Schedule
    fifos: Fifos
    block: int
    chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.schedule.seed)

    def run(self) -> tuple[Blocked, ...]:
        while True:
            moved = self._round()
            if all(m.over and m.core.idle() for m in self.members):
                return ()
            if not moved and not self._let_go():
                stands = {m.core.name: Stand(m.core, None if m.over else m.waiting) for m in self.members}
                return blocked(stands, self.fifos, self.block)

    def _round(self) -> bool:
        """Every core gets a turn; whether anything happened."""
        moved = False
        members = list(self.members)
        if self.schedule.kind in ("random", "adversarial"):
            self.chance.shuffle(members)
        for member in members:
            moved |= self._turn(member)
        return moved

    def _holds_back(self, queue: PipeQueue) -> bool:
        item = queue.items[0] if queue.items else None
        return isinstance(item, OpItem) and item.line in self.schedule.held_back

    def _let_go(self) -> bool:
        """One call that is kept waiting may run, when nothing else can."""
        waiting = [(m, pipe) for m in self.members for pipe, queue in m.core.pipes.items() if self._holds_back(queue)]
        if not waiting:
            return False
        self.chance.shuffle(waiting)
        return any(member.core.step(pipe) for member, pipe in waiting)

    def _turn(self, member: _Member) -> bool:
        moved = False
        if self.schedule.kind in ("inorder", "lazy"):
            while self._scalar(member):
                moved = True
                self._pipes(member)
            return self._pipes(member) or moved
        for _ in range(STEPS.get(self.schedule.kind) or self.chance.randint(1, 40)):
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
                if not self._holds_back(member.core.pipes[pipe]) and member.core.step(pipe):
                    moved = again = True
        return moved


def launch(
    kernel: Kernel,
    arguments: Mapping[str, Value],
    blocks: int,
    arch: Arch,
    schedule: Schedule,
    only: range | None = None,
) -> Outcome:
    """Run a kernel on its blocks, one after the other; with `only` on some of them. `arguments` by their names.

    Raises PtofixError for something that the machine does not run.
    """
    values = [arguments[str(parameter.name)] for parameter in kernel.head.parameters]
    stuck: tuple[Blocked, ...] = ()
    faults: tuple[Fault, ...] = ()
    doubts: dict[tuple[int, str], Fault] = {}
    counts: Counter[str] = Counter()
    races = Races(schedule.apart)
    for block in range(blocks) if only is None else only:
        races.shadows.clear()  # blocks are not ordered among each other, and are not compared
        fifos = Fifos({kind: tuple(n for n in kernel.cores if n.startswith(kind)) for kind in CORES})
        run = _Launch(_members(kernel, values, block, blocks, arch, schedule, races, fifos), schedule, fifos, block)
        try:
            waiting = run.run()
        except MisfitError as misfit:
            line, what = misfit.args
            raise error(f"the machine does not run this: {what}", kernel.place(line)) from None
        stuck += waiting
        faults += disagreements(fifos, block) + (
            () if waiting else left_over([m.core for m in run.members], fifos, block)
        )
        for doubt in set_again([m.core for m in run.members], block):
            doubts.setdefault((doubt.line, doubt.text), doubt)
        for member in run.members:
            member.core.drain_all()
            counts += Counter(member.core.counts)
    by_distance, doubtful = tuple(races.by_distance.values()), tuple(doubts.values())
    return Outcome(tuple(races.found.values()), stuck, dict(counts), faults, races.by_blocks, by_distance, doubtful)


def _members(
    kernel: Kernel,
    values: list[Value],
    block: int,
    blocks: int,
    arch: Arch,
    schedule: Schedule,
    races: Races,
    fifos: Fifos,
) -> list[_Member]:
    """The cores of one group, at the start."""
    landing = _landing(schedule)
    members = []
    for number, name in enumerate(kernel.cores):
        actors = len(kernel.cores) * len(PIPES)
        core = Core.make(name, name.rstrip("01"), number * len(PIPES), actors, arch, races, landing)
        group = CoreGroup(block, blocks, int(name == "vector1"), fifos)
        members.append(_Member(core, Thread(kernel, core, group).call(kernel.name, values)))
    return members


def _landing(schedule: Schedule) -> Callable[[int], Landing]:
    """When what is written arrives, asked for each call by its line."""
    late, chance = Landing(schedule.apart), random.Random(schedule.seed)
    at_once = Landing(AT_ONCE)
    match schedule.kind:
        case "lazy":
            return lambda _: late
        case "random":
            return lambda _: chance.choice((at_once, late))
        case "adversarial":
            slow, quick = replace(late, reads_late=True), replace(at_once, overtakes=True)
            return lambda line: slow if line in schedule.held_back else quick
    return lambda _: at_once
