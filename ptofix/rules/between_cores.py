"""Whether the cores of a kernel agree in what they do with the pipes between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, pairwise, product
from math import lcm
from types import MappingProxyType

from msgspec import Struct

from ptofix.hardware.core_flags import CoreFlag, partner
from ptofix.hardware.credits import credit_period, needs_credit
from ptofix.program.program import FlagUser, Opaque, Program
from ptofix.program.walker import Walker
from ptofix.rules.messages import call_name, statement_of
from ptofix.rules.steps_on_pipes import CLAIM, FREE, POP, PUSH, PipeKey, PipeStep, key_of, steps_in
from ptofix.text.diagnostics import Note

_SAMPLE, _FEW = (*range(1, 13), 17, 38, 39, 40), (1, 2, 14, 15, 16)
"""What a number may be that is given to a kernel, of several: the last three tell whether it goes on as before."""
_MOST_LAUNCHES = 130

Cores = Mapping[str, Program]
"""The programs of one kernel by kind of core."""
Steps = Mapping[str, Mapping[int, list[PipeStep]]]
"""What they do with pipes, by core and instruction."""


class Disagreement(Struct, frozen=True):
    """What goes wrong at a step, in every launch if it is `certain`; `launch` is one of them."""

    step: PipeStep
    message: str
    notes: tuple[Note, ...] = ()
    launch: Mapping[str, int] = MappingProxyType({})
    certain: bool = True


def disagreements(cores: Cores) -> Iterator[Disagreement]:
    """What goes wrong between the cores of a kernel: on each pipe alone, or if there is nothing on all together."""
    steps = {core: steps_in(program) for core, program in cores.items()}
    never = list(_never_given(cores, steps))
    yield from never
    keys = sorted(_followed(cores) - {one.step.key for one in never})
    alone = [found for key in keys for found in _followed_to_the_end(cores, steps, (key,))]
    yield from alone
    if not alone and not never and len(keys) > 1:
        yield from _followed_to_the_end(cores, steps, keys)


def _followed_to_the_end(cores: Cores, steps: Steps, keys: Sequence[PipeKey]) -> Iterator[Disagreement]:
    """What goes wrong in every launch in which anything is done with these pipes."""
    launches = _launches(cores, steps, frozenset(keys))
    wrong = next((one for one in launches.active if one.is_wrong), None)
    if wrong is not None and (launches.are_wrong or (launches.agree and launches.end_wrong)):
        yield Disagreement(*_words(wrong), wrong.launch, launches.are_wrong)


def _never_given(cores: Cores, steps: Steps) -> Iterator[Disagreement]:
    """Pops for which nothing ever gives a flag, the first of each pipe."""
    if any(isinstance(one.action, Opaque) for program in cores.values() for one in program.reached):
        return
    by_call = {flag for user in _users(cores) if user.pipe is None for flag in user.flags}
    for core in cores:
        given = {flag for step in _all(steps[partner(core)]) for flag in _gives(step)} | by_call
        first: dict[PipeKey, PipeStep] = {}
        for step in _all(steps[core]):
            if step.verb == POP and step.pipe.awaited(core) not in given:
                first.setdefault(step.key, step)
        for step in first.values():
            other = f"the {partner(core)} core pushes nothing to pipe {step.key.flag_id}"
            yield Disagreement(step, f"`{call_name(step.instruction)}` waits forever: {other}")


def _all(steps: Mapping[int, list[PipeStep]]) -> Iterator[PipeStep]:
    return chain.from_iterable(steps.values())


def _on_pipes(steps: Mapping[int, list[PipeStep]], keys: frozenset[PipeKey]) -> dict[int, list[PipeStep]]:
    """Those on some pipes."""
    found = {index: [step for step in those if step.key in keys] for index, those in steps.items()}
    return {index: those for index, those in found.items() if those}


def _users(cores: Cores) -> list[FlagUser]:
    return [user for program in cores.values() for user in program.flag_users]


def _gives(step: PipeStep) -> Iterator[CoreFlag]:
    """The flags that a step may give to the other core."""
    flags = step.pipe.flags_from(step.core if step.verb in (CLAIM, PUSH) else partner(step.core))
    if flags is not None and step.verb != CLAIM:
        yield flags.ready if step.verb == PUSH else flags.free


def _followed(cores: Cores) -> set[PipeKey]:
    """The pipes whose flags nothing else uses."""
    users: dict[int, set[PipeKey | None]] = {}
    for user in _users(cores):
        for flag in user.flags:
            users.setdefault(flag.number, set()).add(None if user.pipe is None else key_of(user.pipe))
    shared = {key for those in users.values() if len(those) > 1 for key in those}
    return {key for those in users.values() for key in those if key is not None} - shared


# ---- launches ----


class LaunchEnd(Struct, frozen=True):
    """How a launch ends that was given the numbers `launch`.

    `waits` are the steps at which cores wait forever, or the last claims of pipes whose end does. `counts` are the
    steps, and `last` the last of each kind, by core, pipe and verb.
    """

    launch: Mapping[str, int]
    waits: tuple[PipeStep, ...]
    ends_wait: bool
    counts: Mapping[tuple[str, PipeKey, str], int]
    last: Mapping[tuple[str, PipeKey, str], PipeStep]

    def count(self, core: str, key: PipeKey, verb: str) -> int:
        return self.counts.get((core, key, verb), 0)

    @property
    def surplus(self) -> dict[tuple[str, PipeKey], int]:
        """By the core that pushes to a pipe: how often more is pushed than popped."""
        ways = sorted(
            {(core if verb == PUSH else partner(core), key) for core, key, verb in self.counts if verb in (PUSH, POP)}
        )
        return {(core, key): self.count(core, key, PUSH) - self.count(partner(core), key, POP) for core, key in ways}

    @property
    def agrees(self) -> bool:
        return not any(self.surplus.values())

    @property
    def is_wrong(self) -> bool:
        return bool(self.waits) or not self.agrees


class Launches(Struct, frozen=True):
    """Launches with a sample of all numbers, and how they end. `tail` are three large numbers in a row."""

    outcomes: tuple[LaunchEnd, ...] = ()
    tail: tuple[int, ...] = ()

    @property
    def active(self) -> list[LaunchEnd]:
        """Those in which anything is done."""
        return [one for one in self.outcomes if one.counts]

    @property
    def are_wrong(self) -> bool:
        """Whether all are in which anything is done, and will be with all numbers above these."""
        return all(one.is_wrong for one in self.active) and (self.agree or self._goes_on())

    @property
    def agree(self) -> bool:
        return all(one.agrees for one in self.active)

    @property
    def end_wrong(self) -> bool:
        """Whether those with large numbers are."""
        return all(one.is_wrong for one in self.active if min(one.launch.values(), default=0) >= self.tail[0])

    def _goes_on(self) -> bool:
        """Whether the cores do not come nearer to each other as any of the numbers grows."""
        by_numbers = {tuple(one.launch.values()): one for one in self.outcomes}
        for numbers in by_numbers:
            for place, number in enumerate(numbers):
                row = [by_numbers[tuple(n if i == place else one for i, one in enumerate(numbers))] for n in self.tail]
                if number == self.tail[0] and all(one.counts for one in row) and not _grows(row):
                    return False
        return True


def _grows(row: Sequence[LaunchEnd]) -> bool:
    ways = {way for one in row for way in one.surplus}
    by_way = [[one.surplus.get(way, 0) for one in row] for way in ways]
    return any(
        sign * found[0] > 0 and all(sign * a <= sign * b for a, b in pairwise(found))
        for sign in (1, -1)
        for found in by_way
    )


def _launches(cores: Cores, steps: Steps, keys: frozenset[PipeKey]) -> Launches:
    """No launches where it is not certain what the cores do."""
    walkers = {core: Walker(program, _on_pipes(steps[core], keys)) for core, program in cores.items()}
    symbols = sorted({symbol for walker in walkers.values() for symbol in walker.symbols})
    scale = lcm(*(one.rounds.step for walker in walkers.values() for one in walker.trips.values()))
    sample = _SAMPLE if len(symbols) < 2 else _FEW
    values = sorted({*(value * scale for value in sample), *sample[:2]})
    if len(values) ** len(symbols) > _MOST_LAUNCHES:
        return Launches()
    periods = _periods(cores, keys)
    found = list[LaunchEnd]()
    for chosen in product(values, repeat=len(symbols)):
        launch = dict(zip(symbols, chosen))
        walked = {core: walker.walk(launch) for core, walker in walkers.items()}
        known = {core: list(those) for core, those in walked.items() if those is not None}
        if len(known) < len(walked):
            return Launches()
        found.append(_outcome(launch, known, periods))
    return Launches(tuple(found), tuple(values[-3:]))


Periods = Mapping[PipeKey, int]
"""How many slots of a pipe one credit stands for."""


def _periods(cores: Cores, keys: frozenset[PipeKey]) -> tuple[Periods, Periods]:
    """By the headers of August and June, of pipes that count their slots from the start of the kernel to its end.

    Both cores have one such object, and the same slots.
    """
    found: tuple[dict[PipeKey, int], dict[PipeKey, int]] = {}, {}
    for key in keys:
        objects = {
            core: [(one.pipe.slot_num, one.loops) for one in program.flag_users if one.pipe and key_of(one.pipe) == key]
            for core, program in cores.items()
        }
        match objects["cube"], objects["vector"]:
            case [(slots, ())], [(others, ())] if slots == others > 0:
                found[0][key], found[1][key] = credit_period(slots), slots
    return found


def _outcome(
    launch: Mapping[str, int], steps: Mapping[str, list[PipeStep]], periods: tuple[Periods, Periods]
) -> LaunchEnd:
    counts = Counter((one.core, one.key, one.verb) for those in steps.values() for one in those)
    last = {(one.core, one.key, one.verb): one for those in steps.values() for one in those}
    waits, at_end = tuple[PipeStep, ...](), tuple[PipeStep, ...]()
    for version in periods:  # both have to
        group = _Group(steps, version)
        waits = group.waits()
        at_end = () if waits else tuple(one for one in last.values() if one.verb == CLAIM and not group.ends(one))
        if not waits and not at_end:
            break
    return LaunchEnd(launch, waits or at_end, not waits, counts, last)


class _Group:
    """The cores of one group that take their steps as soon as they can, by headers of which a credit says so much.

    The two vector cores do the same, so one stands for both. That a core may wait is all that is left of time: if it
    waits forever here, it does in any order.
    """

    def __init__(self, steps: Mapping[str, list[PipeStep]], periods: Periods) -> None:
        self.steps, self.periods = steps, periods
        self.given: Counter[CoreFlag] = Counter()
        self.done: Counter[tuple[str, PipeKey, str]] = Counter()
        self.credits: Counter[tuple[str, PipeKey]] = Counter()

    def waits(self) -> tuple[PipeStep, ...]:
        """The steps at which cores wait forever."""
        places = dict.fromkeys(self.steps, 0)
        goes_on = True
        while goes_on:
            goes_on = False
            for core, those in self.steps.items():
                while places[core] < len(those) and self.take(those[places[core]]):
                    places[core] += 1
                    goes_on = True
        return tuple(those[places[core]] for core, those in self.steps.items() if places[core] < len(those))

    def take(self, step: PipeStep) -> bool:
        """Take a step, if it need not wait."""
        core, key, period = step.core, step.key, self.periods.get(step.key)
        mine, others = step.pipe.flags_from(core), step.pipe.flags_from(partner(core))
        before = self.done[core, key, step.verb]
        match step.verb:
            case "pop" if not self.given[step.pipe.awaited(core)]:
                return False
            case "pop":
                self.given[step.pipe.awaited(core)] -= 1
            case "push" if mine is not None:
                self.given[mine.ready] += 1
            case "alloc" if mine is not None and period and needs_credit(before, step.pipe.slot_num, period):
                if not self.given[mine.free]:
                    return False
                self.given[mine.free] -= 1
                self.credits[core, key] += 1
        self.done[core, key, step.verb] += 1
        gives_back = step.verb == FREE or (step.verb == POP and step.tile)
        if gives_back and others is not None and period and self.done[core, key, POP] % period == 0:
            self.given[others.free] += 1
        return True

    def ends(self, claim: PipeStep) -> bool:
        """Whether the end of a pipe gets the credits that are still to come."""
        flags, period = claim.pipe.flags_from(claim.core), self.periods.get(claim.key)
        if flags is None or not period:
            return True
        wanted = self.done[claim.core, claim.key, CLAIM] // period - self.credits[claim.core, claim.key]
        return self.given[flags.free] >= wanted


# ---- words ----


def _words(outcome: LaunchEnd) -> tuple[PipeStep, str, tuple[Note, ...]]:
    """The step that a finding is about, what is wrong, and where the other core is."""
    if outcome.waits:
        cause = CLAIM if outcome.agrees else POP
        step = next((one for one in outcome.waits if one.verb == cause), outcome.waits[0])
        notes = tuple(
            Note(f"the {one.core} core waits here", statement_of(one.instruction).place)
            for one in outcome.waits
            if one is not step
        )
        who = f"the end of pipe {step.key.flag_id}" if outcome.ends_wait else f"`{call_name(step.instruction)}`"
        what = "" if step.verb == POP else " for a free slot"
        return step, f"{who} waits forever{what}: {_census(outcome, step)}", notes
    (core, key), _ = next((way, surplus) for way, surplus in outcome.surplus.items() if surplus)
    step = outcome.last[core, key, PUSH]
    return step, f"what is pushed here is left over: {_census(outcome, step)}", ()


def _census(outcome: LaunchEnd, step: PipeStep) -> str:
    mine, others = (_does(outcome, core, step.key) for core in (step.core, partner(step.core)))
    return f"of pipe {step.key.flag_id}, {mine}, and {others}"


def _does(outcome: LaunchEnd, core: str, key: PipeKey) -> str:
    """What a core does with a pipe."""
    words = {PUSH: "pushes", POP: "pops", FREE: "frees"}
    said = [
        f"{word} {outcome.count(core, key, verb)}" for verb, word in words.items() if outcome.count(core, key, verb)
    ]
    return f"the {core} core {' and '.join(said) or 'does not use it'}"
