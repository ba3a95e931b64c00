"""What of the races of a program is a missing order, and what depends on a place that was not understood.

An order is missing only if it is, whatever is after what was not understood. A statement that may do anything may
also order everything: a pair counts as missing if it is unordered even with a `pipe_barrier(PIPE_ALL)` in its place. A
tile of unknown address may lie elsewhere, so what meets in it alone is not known to meet, and a pair that meets in
other bytes as well counts as missing if those alone would have it unordered. A tile that reaches out of its memory may
wrap onto others in the same way. A flag whose id is known only at run time may be the one that is waited for. All these
pairs are counted, at the place that was not understood.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, field
from msgspec.structs import replace

from ptofix.hardware.pipe import Pipe
from ptofix.order.effects import REACHES_OUT, Footprint
from ptofix.order.model import ProgramOrder
from ptofix.program.bindings import DECIDED_BY_CALLER
from ptofix.program.program import Barrier, Instruction, Opaque, Program, SetFlag, TileOp, WaitFlag
from ptofix.rules.races import Overlap, Race, RaceKey, is_left_out, opaque_pairs, races

_REACHES_OUT = f" ({REACHES_OUT})"
PipePair = tuple[Pipe, Pipe]


class Hanging(Struct):
    """Orders of one program that depend on a place: on statements (by number), tiles (by name) and flags of two pipes.

    Each order is a pair of statements.
    """

    statements: dict[int, set[object]] = field(default_factory=dict)
    tiles: dict[str, set[object]] = field(default_factory=dict)
    flags: dict[PipePair, set[object]] = field(default_factory=dict)

    @property
    def orders(self) -> int:
        """How many orders depend on something."""
        by_place = (*self.statements.values(), *self.tiles.values(), *self.flags.values())
        return len(set[object]().union(*by_place))


class Judged(Struct, frozen=True):
    """The races of one program: `missing` orders, and those that are not decided."""

    program: Program
    missing: tuple[Race, ...]
    hanging: Hanging


def judge(order: ProgramOrder, found: Iterable[Race]) -> Judged:
    """Which of the races `found` in `order` are missing orders."""
    missing: list[Race] = []
    hanging = Hanging()
    opaque = opaque_statements(order)
    for later, earlier, pair in opaque_pairs(order):
        for index in {later, earlier} & opaque.keys():
            hanging.statements.setdefault(index, set()).add(pair)
    still = _with_barriers(order, opaque) if opaque else None
    near: set[RaceKey] | None = None
    at_run_time = _ordered_at_run_time(order.program)
    for race in found:
        if (race.earlier.pipe, race.later.pipe) in at_run_time:
            hanging.flags.setdefault((race.earlier.pipe, race.later.pipe), set()).add(_pair(race))
        elif still is not None and race.key not in still:
            hanging.statements.setdefault(_cause(race, opaque), set()).add(_pair(race))
        else:
            left_out = is_left_out(race)  # undecided, wherever the two are
            known = tuple(overlap for overlap in race.overlaps if left_out or not unknown_tiles(race, overlap))
            if known and len(known) < len(race.overlaps):
                near = {race.key for race in races(with_tiles_elsewhere(order))} if near is None else near
                known = known if race.key in near else ()
            if known:
                missing.append(race if len(known) == len(race.overlaps) else replace(race, overlaps=known))
                continue
            for overlap in race.overlaps:
                for tile in unknown_tiles(race, overlap):
                    hanging.tiles.setdefault(tile, set()).add(_pair(race))
    return Judged(order.program, tuple(missing), hanging)


def opaque_statements(order: ProgramOrder) -> dict[int, str]:
    """Why they may do anything, by number."""
    return {site.instruction.index: site.opaque for site in reversed(order.effects.sites) if site.opaque}


def unknown_tiles(race: Race, overlap: Overlap) -> set[str]:
    """The names of the two tiles that meet, as far as it is not known where they lie."""
    sides = ((race.earlier.instruction, overlap[1]), (race.later.instruction, overlap[2]))
    return {name for instruction, footprint in sides if (name := _unknown_tile(race, instruction, footprint))}


def _unknown_tile(race: Race, instruction: Instruction, footprint: Footprint) -> str:
    action = instruction.action
    if footprint.access is not None or not isinstance(action, TileOp):
        return ""
    for one in action.operands:
        if one.bases is None and footprint.name == f"{one.text} ({one.unknown})":
            return one.text
        if footprint.name == f"{one.text}{_REACHES_OUT}":
            return one.text
        if one.bases is not None and one.unknown and footprint.name == one.text and _pops_between(race):
            return one.text
    return ""


def _pops_between(race: Race) -> bool:
    """Whether a pop comes after the earlier access: two tiles of one pipe are in different slots then, or may be."""
    actions = [i.action for i in (*race.path[1:], race.later.instruction)]
    return any(
        isinstance(action, TileOp) and action.call.arch.fifo_step(action.call.name) == "pop" for action in actions
    )


def _with_barriers(order: ProgramOrder, opaque: dict[int, str]) -> set[RaceKey]:
    """The races that are left if whatever is not understood orders everything, and touches nothing."""
    program = order.program
    instructions = [
        replace(instruction, action=Barrier(Pipe.ALL)) if instruction.index in opaque else instruction
        for instruction in program.instructions
    ]
    changed = ProgramOrder(replace(program, instructions=instructions), order.model, order.idle_waits)
    return {race.key for race in races(changed)}


def with_tiles_elsewhere(order: ProgramOrder) -> ProgramOrder:
    """The order if no tile of unknown address lies where another one does, and none wraps: bytes that both name are
    known to meet, and may still be far enough apart."""
    touches = ((site.instruction.index, touch.name) for site in order.effects.sites for touch in site.footprints)
    wraps = {(index, name.removesuffix(_REACHES_OUT)) for index, name in touches if name.endswith(_REACHES_OUT)}
    instructions = [_without_unknown(instruction, wraps) for instruction in order.program.instructions]
    if all(new is old for new, old in zip(instructions, order.program.instructions)):
        return order
    return ProgramOrder(replace(order.program, instructions=instructions), order.model, order.idle_waits)


def _without_unknown(instruction: Instruction, wraps: set[tuple[int, str]]) -> Instruction:
    action, index = instruction.action, instruction.index
    if not isinstance(action, TileOp):
        return instruction
    if not any(one.bases is None or (index, one.text) in wraps for one in action.operands):
        return instruction
    operands = tuple(
        replace(one, bases=() if one.bases is None else one.bases, inside=(index, one.text) in wraps)
        for one in action.operands
    )
    return replace(instruction, action=replace(action, operands=operands))


def _cause(race: Race, opaque: dict[int, str]) -> int:
    """What is not understood and is between the two, else before the later one, else anywhere."""
    between = [instruction.index for instruction in race.path if instruction.index in opaque]
    before = [index for index in opaque if index < race.later.instruction.index]
    return next(iter(between), max(before, default=min(opaque)))


def _pair(race: Race) -> object:
    return race.key[:2]


def tiles_of_callers(program: Program) -> tuple[str, ...]:
    """The names of tiles that are where the callers of a function say that anything may call."""
    if not isinstance(program.entry.action, Opaque):
        return ()
    actions = [i.action for i in program.instructions]
    operands = (one for action in actions if isinstance(action, TileOp) for one in action.operands)
    return tuple(dict.fromkeys(one.text for one in operands if one.unknown == DECIDED_BY_CALLER))


def _ordered_at_run_time(program: Program) -> set[PipePair]:
    """Pipes with a set and a wait between them whose id is known only at run time."""
    found: dict[PipePair, set[object]] = {}
    for instruction in program.instructions:
        action = instruction.action
        if isinstance(action, (SetFlag, WaitFlag)) and action.event is None:
            found.setdefault((action.source, action.target), set()).add(type(action))
    return {pipes for pipes, kinds in found.items() if kinds == {SetFlag, WaitFlag}}


def flags_at_run_time(program: Program) -> dict[PipePair, Instruction]:
    """The first set or wait between two pipes whose id is known only at run time."""
    found: dict[PipePair, Instruction] = {}
    for instruction in program.instructions:
        action = instruction.action
        if isinstance(action, (SetFlag, WaitFlag)) and action.event is None:
            found.setdefault((action.source, action.target), instruction)
    return found
