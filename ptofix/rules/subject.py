"""The file under check, with the facts that rules share; each is computed when it is first asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import permutations
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from ptofix.cpp.nodes import Function
from ptofix.cpp.parser import Block, Conditional, Element, Tree
from ptofix.evidence.assumptions import BY_DISTANCE, CORE_FLAGS, FLAG_KEY, IDLE_CALLERS, UNIT_FLAG
from ptofix.evidence.grade import Grade
from ptofix.hardware.other_hardware import OtherHardware, other_hardware
from ptofix.hardware.pipe import Pipe
from ptofix.hardware.tile import TileType
from ptofix.headers.versions import Headers, assumed_headers
from ptofix.isa.architecture import Arch
from ptofix.isa.call import Access, Expansion, OpCall, Stage
from ptofix.order.cross import by_pipe_pair, by_source_pipe
from ptofix.order.effects import Footprint, Site, expansion_of
from ptofix.order.flags import FlagCounts, flag_counts, inner_flags
from ptofix.order.grades import NO_DISTANCE
from ptofix.order.model import DEFAULT, Model, ProgramOrder
from ptofix.order.unrolled import in_rounds
from ptofix.program.build import program_file
from ptofix.program.conditionals import CORES
from ptofix.program.program import (
    Instruction,
    Join,
    Operand,
    Program,
    ProgramFile,
    Refusal,
    Region,
    SetFlag,
    TileOp,
    WaitFlag,
)
from ptofix.rules.kinds_of_core import on_their_core
from ptofix.rules.races import Race, RaceKey, is_never_left_out, pairs_in_turn, races
from ptofix.rules.undecided import Judged, judge, with_tiles_elsewhere
from ptofix.text.diagnostics import Place
from ptofix.text.order_words import Acceptance, acceptance
from ptofix.text.source import Span

if TYPE_CHECKING:
    from ptofix.placement.sequences import Sequences
    from ptofix.rules.tensors import Tensors

_SYNCHRONISED = re.compile(r"^[ \t]+ptoas_auto_sync_tail\(PTOAutoSyncTailMode::\w+\);", re.M)
"""A call that the assembler ends a function with where it puts flags and barriers itself."""

_COMMENT = re.compile(r"//[ \t]*ptofix:[ \t]*(?P<body>[^\r\n]*)")
_ALLOW = re.compile(r"allow[ \t]+(?P<codes>PF\d+(?:[ \t]*,[ \t]*PF\d+)*)[ \t]*(?:--[ \t]*(?P<reason>.*?))?[ \t]*")


class Subject(Struct, eq=False, dict=True):
    """What is judged by what is known of `arch`; `used` are the suppression comments that met a finding."""

    tree: Tree
    model: Model
    arch: Arch
    named: str = ""  # the architecture that the caller says it is for
    headers: Headers = field(default_factory=assumed_headers)
    used: set[Suppression] = field(default_factory=set)
    known: ProgramFile | None = None  # what the tree means on `arch`, if that is known already
    solved: Mapping[Program, ProgramOrder] = field(default_factory=dict)  # of some programs of `known`, under any model
    _sequences: dict[str, Sequences] = field(default_factory=dict)

    @cached_property
    def other_hardware(self) -> OtherHardware | None:
        """Why nothing that is known of A2/A3 alone may be said about the file."""
        return other_hardware(self.tree.source, self.named)

    @cached_property
    def may_be_for_other(self) -> bool:
        """Whether the text is by the assembler, nobody has said for which hardware, and nothing in it tells.

        On A5 the vector pipe needs no barriers, and the assembler writes none.
        """
        text = self.tree.source.text
        is_known = self.named or self.other_hardware or "pipe_barrier(PIPE_V)" in text
        return not is_known and "PTOAS__" in text

    @cached_property
    def lacks_on_this(self) -> Race | None:
        """An order that the assembler's text lacks and would have on A2/A3: the text may be for A5.

        Not asked where no distance counts: then it leaves out barriers on A2/A3 as well that the model asks for.
        """
        synchronised = _SYNCHRONISED.search(self.tree.source.text) is not None
        if not self.model.assumed >= BY_DISTANCE or not self.may_be_for_other or not synchronised:
            return None
        return next(filter(is_never_left_out, self.missing), None)

    @cached_property
    def _analysed(self) -> ProgramFile:
        return self.known or program_file(self.tree, self.arch, idle_callers=self.model.idle_callers)

    @cached_property
    def programs_of_all_cores(self) -> tuple[Program, ...]:
        """With one copy of an instruction for each round of a rotating loop."""
        return tuple(self.solved[p].program if p in self.solved else in_rounds(p) for p in self._analysed.programs)

    @cached_property
    def programs(self) -> tuple[Program, ...]:
        """Those of cores that their functions can be for."""
        return on_their_core(self.tree, self.programs_of_all_cores)

    @property
    def of_both_cores(self) -> Iterator[dict[str, Program]]:
        """By core, the programs of each kernel that has work of its own for either kind of core."""
        by_name: dict[str, dict[str, Program]] = {}
        for program in self._analysed.programs:
            by_name.setdefault(program.function, {})[program.core] = program
        for name in sorted(self._kernels & by_name.keys()):
            statements = [{i.statement for i in program.reached} for program in by_name[name].values()]
            if len(statements) == len(CORES) and all(one - other for one, other in permutations(statements)):
                yield by_name[name]

    def spelled(self, program: Program, number: str) -> str:
        """The name of a number that is given to a kernel."""
        heads = (head for head, _ in self._functions if head.name == program.function)
        parameters = {f"argument {i}": one.name for head in heads for i, one in enumerate(head.parameters)}
        return f"`{parameters.get(number) or number}`"

    @property
    def refusals(self) -> tuple[Refusal, ...]:
        """Functions that are not analysed: no program stands for them."""
        return self._analysed.refusals

    @cached_property
    def orders(self) -> list[ProgramOrder]:
        solved = {order.program: order for order in self.solved.values()}
        return [
            solved[program].under(self.model) if program in solved else ProgramOrder(program, self.model)
            for program in self.programs
        ]

    @cached_property
    def races(self) -> list[Race]:
        """Pairs that the model does not order."""
        return [race for order in self.orders for race in races(order)]

    @cached_property
    def judged(self) -> list[Judged]:
        """Per program: which of these are missing orders, and what depends on what was not understood."""
        return [judge(order, [race for race in self.races if race.order is order]) for order in self.orders]

    @property
    def missing(self) -> Iterator[Race]:
        """Pairs whose order is missing, whatever is after what was not understood."""
        return (race for judged in self.judged for race in judged.missing)

    @cached_property
    def _missing_keys(self) -> set[tuple[object, ...]]:
        return {race.key[:-1] for race in self.missing}

    def is_missing(self, earlier: Site, later: Site) -> bool:
        """Whether an order between two sites is missing, whatever operands meet there."""
        spans = [site.instruction.statement and site.instruction.statement.span for site in (earlier, later)]
        return (*spans, earlier.pipe, later.pipe) in self._missing_keys

    @cached_property
    def far_enough(self) -> frozenset[RaceKey]:
        """Races of pairs that are far enough apart (BY_DISTANCE), and lack the evidence that is asked for."""
        safe = self.model.safe_distance
        if not safe.assumed or safe.weakest is Grade.EXTRAPOLATED:
            return frozenset()
        alone = replace(safe, weakest=Grade.EXTRAPOLATED)
        of_distance = {race.order: None for race in self.races if race.same_pipe}  # nothing else is kept by it
        near = {race.key for order in of_distance for race in races(with_tiles_elsewhere(order), alone)}
        return frozenset(race.key for race in self.missing if race.same_pipe and race.key not in near)

    @cached_property
    def assumed_apart(self) -> list[Race]:
        """Pairs that only distance orders."""
        if not self.model.safe_distance.assumed:
            return []
        found = {race.key for race in self.races}
        everything = (
            race for order in self.orders for race in races(order, NO_DISTANCE, besides=self.model.safe_distance)
        )
        return [race for race in everything if race.key not in found]

    def kind_of_support(self, race: Race) -> tuple[bool, bool]:
        """What tells races apart that are reported at different levels."""
        return race.key in self.far_enough, race in self.at_short_distance

    def acceptance(self, race: Race) -> Acceptance | None:
        """Which other options would take a missing order for one that distance keeps; None if none does."""
        off = () if self.model.name != DEFAULT.name else BY_DISTANCE - self.model.assumed
        evidence = str(self.model.evidence)
        if race.key in self.far_enough:
            return acceptance(self.model.name, off, evidence, _grade(race))
        if self.by_distance is self or not race.same_pipe:
            return None
        still = self.by_distance.races_by_key.get(race.key)
        if still is None:
            return acceptance(self.model.name, off, evidence, "")
        if race.key in self.by_distance.far_enough:
            return acceptance(self.model.name, off, evidence, _grade(still))
        return None

    @cached_property
    def by_distance(self) -> Subject:
        """The same file under a model in which all assumptions on distance are made."""
        if self.model.name == DEFAULT.name and self.model.assumed >= BY_DISTANCE:
            return self
        model = replace(self.model, name=DEFAULT.name, micro_steps=True, assumed=self.model.assumed | BY_DISTANCE)
        return Subject(self.tree, model, self.arch, self.named, self.headers, known=self._analysed)

    @cached_property
    def races_by_key(self) -> dict[RaceKey, Race]:
        return {race.key: race for race in self.races}

    @cached_property
    def at_short_distance(self) -> list[Race]:
        """Pairs that only distance orders, and fewer repeats than keep any pair apart."""
        full = self.model.safe_distance.repeats
        on_vector = (race for race in self.assumed_apart if race.earlier.pipe == Pipe.V)
        near = (race for race in on_vector if full is not None and race.repeats < full)
        return [race for race in near if race.support is not None]

    @cached_property
    def as_called(self) -> Subject:
        """The same file as rewrites see it: anything may be in flight around what is not marked as a kernel."""
        idle = {program.function for program in self.programs if isinstance(program.entry.action, Join)}
        if not self.model.idle_callers or idle <= self._kernels:
            return self
        return Subject(self.tree, self.model.without(IDLE_CALLERS), self.arch, self.named, self.headers)

    @cached_property
    def flags(self) -> list[FlagCounts]:
        """Per program, under the identity that the model assumes; both where it assumes none."""
        counts = [flag_counts(program, by_pipe_pair) for program in self.programs]
        if FLAG_KEY not in self.model.assumed:
            counts += [flag_counts(order.program, by_source_pipe) for order in self.orders_by_other_identity]
        return counts

    @cached_property
    def orders_by_other_identity(self) -> list[ProgramOrder]:
        """Orders that must hold under both identities of a flag, of the programs where that is a difference."""
        weaker = self.model.without(FLAG_KEY)
        return [order.under(weaker) for order in self.orders if _one_id_for_two_targets(order.program)]

    @cached_property
    def races_by_other_identity(self) -> list[Race]:
        return [race for order in self.orders_by_other_identity for race in races(order)]

    @property
    def resting_on_turns(self) -> int:
        """The pairs that would not be in order if the unit flag ordered nothing."""
        weaker = self.model.without(UNIT_FLAG)
        in_turns = (order for order in self.orders if order.unit_flags.products)
        return sum(pairs_in_turn(order, order.under(weaker)) for order in in_turns)

    @property
    def resting_on_core_flags(self) -> int:
        """The pairs that would not be in order if nothing were that goes by way of the other core."""
        weaker, known = self.model.without(CORE_FLAGS), {race.key for race in self.races}
        by_the_other = (order for order in self.orders if order.effects.round_trips)
        return len({race.key for order in by_the_other for race in races(order.under(weaker))} - known)

    def sequences(self, core: str) -> Sequences:
        """Where flags and barriers can be put."""
        if core not in self._sequences:
            from ptofix.placement.sequences import sequences  # not for `run`

            self._sequences[core] = sequences(self.tree, core)
        return self._sequences[core]

    @cached_property
    def tensors(self) -> list[Tensors]:
        """The tensors of each function, as the text declares them."""
        from ptofix.rules.tensors import tensors_of  # not for `run`

        return list(tensors_of(self.tree, self.arch))

    @cached_property
    def suppressions(self) -> list[Suppression]:
        return suppressions_of(self.tree)

    @cached_property
    def _heads(self) -> dict[str, Place]:
        return {head.name: place for head, place in self._functions}

    @property
    def _kernels(self) -> set[str]:
        """Functions that are marked as one."""
        return {head.name for head, _ in self._functions if "__global__" in head.type.before}

    @cached_property
    def static_functions(self) -> frozenset[str]:
        """Functions that no other file can call."""
        return frozenset(head.name for head, _ in self._functions if "static" in head.type.before)

    @property
    def _functions(self) -> list[tuple[Function, Place]]:
        heads = [element.head for element in _outermost_blocks(self.tree.body)]
        return [(head.node, head.place) for head in heads if isinstance(head.node, Function)]

    def function_at(self, span: Span) -> str:
        """The function in whose text `span` lies, "" for none."""
        for block in _outermost_blocks(self.tree.body):
            if block.span.start <= span.start < block.span.end and isinstance(block.head.node, Function):
                return block.head.node.name
        return ""

    def head(self, program: Program) -> Place:
        """Where the function of a program starts."""
        return self._heads[program.function]


def _grade(race: Race) -> str:
    return str(Grade.EXTRAPOLATED if race.support is None else race.support.grade)


def _outermost_blocks(body: list[Element]) -> Iterator[Block]:
    """Functions too that one core sees alone."""
    for element in body:
        if isinstance(element, Block):
            yield element
        elif isinstance(element, Conditional):
            for arm in element.arms:
                yield from _outermost_blocks(arm.body)


def _one_id_for_two_targets(program: Program) -> bool:
    """Whether one pipe may raise one id for two targets; an id known only at run time may be any."""
    actions = [instruction.action for instruction in program.instructions]
    outer = {(a.source, a.target, a.event) for a in actions if isinstance(a, (SetFlag, WaitFlag))}
    inner = {flag for a in actions if isinstance(a, TileOp) for flag in inner_flags(a.call)}
    return any(
        source == other and target != aim and (event == number or None in (event, number))
        for source, target, event in outer
        for other, aim, number in (*outer, *inner)
    )


# ---- suppression comments ----


class Suppression(Struct, frozen=True):
    """`// ptofix: allow PF101, PF102 -- reason`, on the line of a finding or on the line before.

    `codes` is empty if the comment is not understood, `reason` if it gives none. `lines` are those it covers.
    """

    place: Place
    codes: tuple[str, ...]
    reason: str
    lines: tuple[int, int]

    def allows(self, code: str, line: int) -> bool:
        """Whether it suppresses a finding. Without a reason it suppresses nothing."""
        return bool(self.reason) and code in self.codes and line in self.lines


def suppressions_of(tree: Tree) -> list[Suppression]:
    """Every comment that speaks to ptofix, in text order."""
    found: list[Suppression] = []
    text = tree.source.text
    if "ptofix:" not in text:
        return found
    inside = iter(tree.items)
    item = next(inside, None)
    for match in _COMMENT.finditer(text):
        while item is not None and item.end <= match.start():
            item = next(inside, None)
        if item is not None and item.start < match.start() and '"' in text[item.start : match.start()]:
            continue  # most likely inside a string
        allow = _ALLOW.fullmatch(match["body"])
        codes = tuple(re.findall(r"PF\d+", allow["codes"])) if allow else ()
        reason = (allow["reason"] or "") if allow else ""
        place = Place(tree.source, Span(*match.span()))
        found.append(Suppression(place, codes, reason, (place.line, place.line + 1)))
    return found


# ---- the bytes of tile operands, as far as addresses are known ----


class TileUse(Struct, frozen=True):
    """One operand of one op; `region` covers what the op touches of it from one of its addresses."""

    instruction: Instruction
    operand: Operand
    tile: TileType
    base: int
    region: Region

    @property
    def footprint(self) -> Footprint:
        return Footprint(self.region, False, self.operand.text)


def tile_uses(program: Program) -> Iterator[TileUse]:
    """Every tile operand that is read or written, once per address it can have."""
    for instruction in program.instructions:
        action = instruction.action
        if not isinstance(action, TileOp):
            continue
        lengths = lengths_touched(action.call)
        for index, (argument, operand) in enumerate(zip(action.call.operands, action.operands)):
            if argument.tile is None or operand.bases is None or index not in lengths:
                continue
            length = lengths[index] + (operand.slots - 1) * argument.tile.size_bytes
            memory = program.arch.memories[argument.tile.space].memory
            for base in operand.bases:
                yield TileUse(instruction, operand, argument.tile, base, Region(memory, base, base + length))


@lru_cache(maxsize=4096)
def lengths_touched(call: OpCall) -> Mapping[int, int]:
    """Bytes touched from the base, per operand that is read or written."""
    found: dict[int, int] = {}
    for access in accesses_of(call):
        if access.operand is not None:
            found[access.operand] = max(found.get(access.operand, 0), access.offset + access.length)
    return found


@lru_cache(maxsize=4096)
def accesses_of(call: OpCall) -> tuple[Access, ...]:
    """What the micro-steps of a call read and write; nothing if they are not known."""
    expansion = expansion_of(call)
    steps = expansion.steps if isinstance(expansion, Expansion) else ()
    return tuple(access for step in steps if isinstance(step, Stage) for access in step.accesses)
