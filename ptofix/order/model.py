"""Memory-order models, and the order of one program under one of them. The models are described in docs/model.md."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from functools import cached_property
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from ptofix.evidence.assumptions import (
    ACCUMULATOR_DISTANCE,
    ARGUMENTS,
    BARRIER_BEFORE_SIGNAL,
    BY_DISTANCE,
    CORE_FLAGS,
    FLAG_KEY,
    GRADED,
    IDLE_CALLERS,
    UNIT_FLAG,
    assumptions,
    repeats_asked,
)
from ptofix.evidence.grade import DEFAULT_GRADE, GRADES, Grade
from ptofix.evidence.measured import MeasuredDistances
from ptofix.hardware.pipe import PIPES, Pipe
from ptofix.order.cross import CrossOrder, FlagIdentity, by_pipe_pair, by_source_pipe, cross_order
from ptofix.order.effects import Effects, Site, resolve
from ptofix.order.flags import endless_wait
from ptofix.order.global_memory import (
    may_meet,
    meet_in_round,
    not_known_to_meet,
    round_starts,
    surely_meet,
    touches_global_memory,
)
from ptofix.order.grades import NO_DISTANCE, Grading, SafeDistance
from ptofix.order.inflight import PipeOrder, pipe_order, with_other_distance
from ptofix.order.inner_drains import without_doubtful_drains
from ptofix.order.unit_flags import AccumulatorTurns, unit_flags
from ptofix.order.unrolled import in_rounds
from ptofix.program.program import Instruction, Program
from ptofix.text.diagnostics import error

OPT_IN = (IDLE_CALLERS,)
"""What rewrites and proofs may rest on only where somebody asks for it by name."""


class Model(Struct, frozen=True, dict=True):
    """`micro_steps`: calls are expanded into their stages, internal drains and hidden scratch.

    `idle_callers` is about the text, not the hardware: only `check` takes it for granted. A rewrite or a proof does
    where it is asked for by name (OPT_IN).
    `of_one_text` are more assumptions, which are made only where a text is judged by itself (`alone`): no rewrite rests
    on them.
    `evidence` is the weakest grade of a pair that distance alone may keep apart (BY_DISTANCE). `measured` are the
    repeats that are asked for, pair by pair; without them it is one number.
    """

    name: str
    micro_steps: bool
    assumed: frozenset[str]
    idle_callers: bool = True
    of_one_text: frozenset[str] = frozenset()
    evidence: Grade = DEFAULT_GRADE
    measured: MeasuredDistances | None = None

    @cached_property
    def safe_distance(self) -> SafeDistance:
        by_repeats = self.assumed & BY_DISTANCE
        assumed = self.assumed & GRADED
        if not assumed:
            return NO_DISTANCE
        most = max(map(repeats_asked, by_repeats), default=None)
        if most is not None and self.measured is not None:
            most = self.measured.most
        return SafeDistance(most, self.evidence, self.measured, assumed)

    @property
    def alone(self) -> Model:
        """What a text is judged under by itself."""
        return replace(self, assumed=self.assumed | self.of_one_text)

    def accepting(self, evidence: str) -> Model:
        """The model with another weakest grade, "" for its own. Raises PtofixError for an unknown name."""
        if not evidence:
            return self
        if evidence not in GRADES:
            raise error(f"no evidence `{evidence}`", help=f"grades are: {', '.join(GRADES)}")
        return replace(self, evidence=GRADES[evidence])

    def measured_in(self, file: str) -> Model:
        """The model with the distances in an assumption file, "" for its own. Raises PtofixError, OSError."""
        if not file:
            return self
        from ptofix.evidence.measured_file import measured_distances  # only where somebody measured

        return replace(self, measured=measured_distances(file))

    def without(self, *names: str) -> Model:
        """The model with some assumptions switched off. Raises PtofixError for an unknown name."""
        switchable = [assumption.name for assumption in assumptions().values() if assumption.switchable]
        for name in names:
            if name not in switchable:
                raise error(f"no assumption `{name}` to switch off", help=f"there are: {', '.join(switchable)}")
        return replace(
            self,
            assumed=self.assumed - set(names),
            idle_callers=self.idle_callers and IDLE_CALLERS not in names,
            of_one_text=self.of_one_text - set(names),
        )


def model_words(model: Model) -> str:
    """`model default, evidence practised`; evidence counts only where distance does."""
    graded = f", evidence {model.evidence}" if model.safe_distance.repeats is not None else ""
    return f"model {model.name}{graded}"


OPS = Model(
    "ops",
    False,
    frozenset((FLAG_KEY, ARGUMENTS, BARRIER_BEFORE_SIGNAL)),
    of_one_text=frozenset((UNIT_FLAG, CORE_FLAGS)),
)
STRICT = replace(OPS, name="strict", micro_steps=True)
DEFAULT = replace(
    STRICT,
    name="default",
    assumed=STRICT.assumed | BY_DISTANCE,
    of_one_text=STRICT.of_one_text | {ACCUMULATOR_DISTANCE},
)
MODELS = {model.name: model for model in (OPS, STRICT, DEFAULT)}


def model_named(name: str) -> Model:
    """Raises PtofixError for an unknown name."""
    if name not in MODELS:
        raise error(f"unknown model `{name}`", help=f"models are: {', '.join(MODELS)}")
    return MODELS[name]


class Flags(Enum):
    """Which flags count: as the model says, only what holds under both identities of a flag, or none at all.

    Drains inside ops are no flags here, but those that a flag of the program could spoil do not count for the last two.
    """

    MODEL = "model"
    BOTH_KEYS = "both keys"
    NONE = "none"


class Globally(Enum):
    """Which pairs on one pipe count that meet in global memory: none, those that the model leaves, or any two."""

    NONE = "none"
    MODEL = "model"
    ONE_PLACE = "one place"


class ProgramOrder:
    """The order of one program under a model; pipes are solved when they are first asked for.

    Instructions are those of `program`, which has copies of what is in a rotating loop.
    """

    def __init__(
        self,
        program: Program,
        model: Model,
        idle_waits: frozenset[int] = frozenset(),
        stand_ins: range = range(0),
    ) -> None:
        """`idle_waits` are instructions that take their flag and order nothing; `stand_ins`: see cross_order."""
        self.program = in_rounds(program)
        self.model = model
        self.idle_waits = idle_waits
        self.stand_ins = stand_ins
        self._pipes: dict[tuple[str, SafeDistance, Flags, Globally], PipeOrder] = {}
        self._globally: dict[bool, list[int]] = {}
        self._surely: dict[Callable[[Effects], list[int]], list[int]] = {}
        self._removed: list[tuple[str, int]] = []

    @cached_property
    def _resolved(self) -> Effects:
        return resolve(self.program, self.model.micro_steps)

    @cached_property
    def grading(self) -> Grading:
        return Grading(self._resolved)

    @cached_property
    def unit_flags(self) -> AccumulatorTurns:
        """The accumulators with which the matrix unit and the fix-pipe take turns."""
        return unit_flags(self._resolved, UNIT_FLAG in self.model.assumed)

    @cached_property
    def _effects_by_pair(self) -> Effects:
        found = self._resolved.with_round_trips() if CORE_FLAGS in self.model.assumed else self._resolved
        return without_doubtful_drains(self.unit_flags.orders(found), by_pipe_pair)

    @cached_property
    def _effects_by_both(self) -> Effects:
        return without_doubtful_drains(self._effects_by_pair, by_source_pipe)

    @property
    def effects(self) -> Effects:
        """Under the model's flag identity; without the assumption of one, what holds under both."""
        return self._effects_by_pair if FLAG_KEY in self.model.assumed else self._effects_by_both

    @cached_property
    def waits_for_ever(self) -> str:
        """In a sentence, if some wait comes after no set that is known; then nothing is proved of the program."""
        wait = endless_wait(self.program)
        if wait is None or wait.statement is None:
            return ""
        line = wait.statement.line
        return f"nothing is known to set the flag that line {line} waits for: what may wait forever is not proved"

    @cached_property
    def races_in_global_memory(self) -> list[tuple[Site, Site]]:
        """Pairs on two pipes that nothing orders, and that must overlap in global memory.

        What a signal is about may be ordered by a barrier of its pipe (hw.barrier-before-signal).
        """
        found = self._crossed(self._sure(surely_meet)).unordered
        in_round = self._crossed(self._sure(meet_in_round), round_starts(self.effects)).unordered
        pairs = dict.fromkeys((*found, *in_round))
        return [pair for pair in pairs if not self._is_behind_barrier(*pair)]

    @cached_property
    def in_global_memory(self) -> CrossOrder:
        """The order of those on two pipes that are not known to be apart in global memory."""
        return self._crossed(self._meets_in_global_memory(ARGUMENTS in self.model.assumed))

    @cached_property
    def perhaps_races_in_global_memory(self) -> list[tuple[Site, Site]]:
        """Pairs on two pipes that nothing orders, and of which it is not known whether they meet in global memory."""
        sure = {*self.races_in_global_memory}
        return [
            pair
            for pair in self.in_global_memory.unordered
            if pair not in sure
            and not any(site.opaque for site in pair)
            and any(True for _ in not_known_to_meet(self.effects, *pair))
        ]

    def _is_behind_barrier(self, earlier: Site, signal: Site) -> bool:
        """Whether a signal has a barrier of the pipe before it on every path from what was stored there."""
        is_signal = signal.pipe == Pipe.S and any(touch.signal for touch in signal.footprints)
        if BARRIER_BEFORE_SIGNAL not in self.model.assumed or not is_signal:
            return False
        barriers = self.on(earlier.pipe, NO_DISTANCE, Flags.NONE)
        return earlier.index not in (barriers.states[signal.instruction.index] or {})

    def _crossed(self, conflicts: list[int], forgotten: Mapping[int, int] = MappingProxyType({})) -> CrossOrder:
        if not any(conflicts):
            return CrossOrder(self.effects, [])

        def crossed(effects: Effects, identity: FlagIdentity) -> CrossOrder:
            return cross_order(
                replace(effects, conflicts=conflicts), identity, self.idle_waits, forgotten, self.stand_ins
            )

        by_pair = crossed(self._effects_by_pair, by_pipe_pair)
        if FLAG_KEY in self.model.assumed:
            return by_pair
        return _weaker(by_pair, crossed(self._effects_by_both, by_source_pipe))

    @cached_property
    def _by_pair(self) -> CrossOrder:
        return cross_order(self._effects_by_pair, by_pipe_pair, self.idle_waits, stand_ins=self.stand_ins)

    @cached_property
    def _by_both(self) -> CrossOrder:
        by_source = cross_order(self._effects_by_both, by_source_pipe, self.idle_waits, stand_ins=self.stand_ins)
        return _weaker(self._by_pair, by_source)

    @property
    def cross(self) -> CrossOrder:
        """Under the model's flag identity; without the assumption of one, what holds under both."""
        return self._by_pair if FLAG_KEY in self.model.assumed else self._by_both

    @cached_property
    def _pipes_in_global_memory(self) -> frozenset[Pipe]:
        return frozenset(pipe for pipe in PIPES if touches_global_memory(self._resolved, pipe))

    def on(
        self,
        pipe: Pipe,
        safe: SafeDistance | None = None,
        flags: Flags = Flags.MODEL,
        globally: Globally = Globally.NONE,
    ) -> PipeOrder:
        """The order on one pipe, under the model's safe distance and flags or under others."""
        safe = safe or self.model.safe_distance
        if globally is not Globally.NONE and pipe not in self._pipes_in_global_memory:
            globally = Globally.NONE
        key = (pipe, safe, flags, globally)
        if key not in self._pipes:
            alike = (solved for (on, _, *kind), solved in self._pipes.items() if (on, *kind) == (pipe, flags, globally))
            known = next(alike, None)
            solved = self._solved(pipe, safe, flags, globally) if known is None else with_other_distance(known, safe)
            self._pipes[key] = solved
            for removed_pipe, barrier in self._removed:
                if removed_pipe == pipe:
                    solved.remove(barrier)
        return self._pipes[key]

    def _solved(self, pipe: Pipe, safe: SafeDistance, flags: Flags, globally: Globally) -> PipeOrder:
        if flags is Flags.MODEL:
            effects, cross = self.effects, self.cross
        elif flags is Flags.BOTH_KEYS:
            effects, cross = self._effects_by_both, self._by_both
        else:
            effects, cross = self._effects_by_both, CrossOrder(self.effects, [{} for _ in self.program.instructions])
        if globally is not Globally.NONE:
            meets = self._meets_in_global_memory(globally is Globally.MODEL and ARGUMENTS in self.model.assumed)
            effects = replace(effects, conflicts=[a | b for a, b in zip(effects.conflicts, meets)])
        return pipe_order(effects, cross, pipe, safe, self.grading)

    def _sure(self, meet: Callable[[Effects], list[int]]) -> list[int]:
        if meet not in self._surely:
            self._surely[meet] = meet(self._resolved)
        return self._surely[meet]

    def _meets_in_global_memory(self, distinct: bool) -> list[int]:
        if distinct not in self._globally:
            self._globally[distinct] = may_meet(self._resolved, distinct)
        return self._globally[distinct]

    def under(self, model: Model) -> ProgramOrder:
        """The order of the same program under another model, with all barriers in place."""
        other = ProgramOrder(self.program, model, self.idle_waits)
        if model.micro_steps == self.model.micro_steps:
            other._share(self)
            by_core_flags = CORE_FLAGS in model.assumed, CORE_FLAGS in self.model.assumed
            if other.unit_flags == self.unit_flags and len({*by_core_flags}) == 1:
                other._effects_by_pair, other._by_pair = self._effects_by_pair, self._by_pair
        return other

    def without_wait(self, wait: int) -> ProgramOrder:
        """The order if instruction `wait` took its flag and ordered nothing, with all barriers in place."""
        other = ProgramOrder(self.program, self.model, self.idle_waits | self.program.copies_of(wait))
        other._share(self)
        return other

    def _share(self, known: ProgramOrder) -> None:
        """What depends on the program and its sites alone."""
        self._resolved, self.grading = known._resolved, known.grading
        self._globally, self._surely = known._globally, known._surely

    def repeats_of(self, instruction: Instruction) -> int:
        """Vector repeats of the longest stage of a call: a lower bound."""
        forms = self.effects.forms[instruction.index]
        return min(max((step.repeats for step in steps if isinstance(step, Site)), default=0) for steps in forms)

    def remove(self, barrier: int, pipe: Pipe) -> None:
        """Take a barrier away, in every order of its pipe that was or will be asked for."""
        self._removed.append((pipe, barrier))
        for (solved, *_), order in self._pipes.items():
            if solved == pipe:
                order.remove(barrier)


def _weaker(first: CrossOrder, second: CrossOrder) -> CrossOrder:
    """What is ordered in both."""
    keep = [
        {pipe: a.get(pipe, -1) | b.get(pipe, -1) for pipe in PIPES if pipe in a or pipe in b}
        for a, b in zip(first.keep, second.keep)
    ]
    return CrossOrder(first.effects, keep, [*first.open, *second.open], first.reached | second.reached)
