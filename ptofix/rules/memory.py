"""PF4xx: tiles and tensors that are not where or what they should be."""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.hardware.other_hardware import OTHER, OTHER_CAPACITIES
from ptofix.hardware.tile import BLOCK, Space
from ptofix.headers.bugs import bugs_met
from ptofix.headers.versions import versions
from ptofix.isa.call import OpCall
from ptofix.order.effects import Footprint
from ptofix.program.program import Instruction, Program, Region, TileOp
from ptofix.rules.messages import call_name, operand_place, statement_of
from ptofix.rules.rule import Finding, Rule
from ptofix.rules.subject import Subject, accesses_of, tile_uses
from ptofix.rules.tensors import DIMENSIONS, Offset, Open
from ptofix.rules.vector_mask import next_use_of_mask
from ptofix.text.diagnostics import Note, Severity


class MemoryOverrun(Rule):
    code = "PF401"
    severity = Severity.ERROR

    def run(self, subject: Subject) -> Iterator[Finding]:
        for judged in subject.judged:
            program, seen = judged.program, set[tuple[str, int]]()
            hanging = {name: len(orders) for name, orders in judged.hanging.tiles.items()}
            for use in tile_uses(program):
                (memory, start, end), capacity = use.region, program.arch.memories[use.tile.space].capacity
                if (start >= 0 and end <= capacity) or (use.operand.text, start) in seen:
                    continue
                seen.add((use.operand.text, start))
                name = call_name(use.instruction)
                yield self.finding(
                    f"`{name}` touches {use.region} of `{use.operand.text}`: {memory} has {capacity} bytes",
                    operand_place(use.instruction, use.footprint),
                    help=_question(memory, start, end),
                    orders=hanging.pop(use.operand.text, 0),
                    memory=memory,
                    start=start,
                    end=end,
                )


def _question(memory: str, start: int, end: int) -> str:
    """Whether the text is for hardware on which the tile would fit."""
    there = OTHER_CAPACITIES.get(memory, 0)
    return (
        f"is this text for A5, where {memory} has {there} bytes? Then `--arch {OTHER}`"
        if 0 <= start < end <= there
        else ""
    )


class TileInHiddenScratch(Rule):
    code = "PF402"
    severity = Severity.UNDECIDED

    def run(self, subject: Subject) -> Iterator[Finding]:
        for program in subject.programs:
            users = _scratch_users(program)
            seen: set[tuple[str, int]] = set()
            for use in tile_uses(program) if users else ():
                met = next((other for region, other in users.items() if region.overlaps(use.region)), None)
                if met is None or (use.operand.text, use.base) in seen:
                    continue
                seen.add((use.operand.text, use.base))
                yield self.finding(
                    f"`{use.operand.text}`, {use.region}, is in the hidden scratch of `{call_name(met)}`",
                    operand_place(use.instruction, use.footprint),
                    (Note("which is overwritten here", statement_of(met).place),),
                    "place the tile below byte 188416",
                )


def _scratch_users(program: Program) -> dict[Region, Instruction]:
    """All hidden scratch that is written, whatever the model, with the first to write it."""
    found: dict[Region, Instruction] = {}
    memory = program.arch.memories[Space.VEC].memory
    for instruction in program.instructions:
        if isinstance(instruction.action, TileOp):
            for access in accesses_of(instruction.action.call):
                if access.scratch is not None and access.write:
                    found.setdefault(Region(memory, access.offset, access.offset + access.length), instruction)
    return found


class MisalignedTile(Rule):
    code = "PF403"
    severity = Severity.ERROR

    def run(self, subject: Subject) -> Iterator[Finding]:
        for program in subject.programs:
            seen: set[tuple[str, int]] = set()
            for use in tile_uses(program):
                if use.base % BLOCK == 0 or (use.operand.text, use.base) in seen:
                    continue
                seen.add((use.operand.text, use.base))
                message = (
                    f"`{use.operand.text}` starts at byte {use.base} of {use.region.memory}, no multiple of {BLOCK}"
                )
                yield self.finding(message, operand_place(use.instruction, use.footprint))


class OperandOverrun(Rule):
    code = "PF404"
    severity = Severity.ERROR

    def run(self, subject: Subject) -> Iterator[Finding]:
        asked = (
            f"; or is this text for A5, where ops need less? Then `--arch {OTHER}`" if subject.may_be_for_other else ""
        )
        for program in subject.programs:
            for instruction in program.reached:
                action = instruction.action
                if not isinstance(action, TileOp) or not _is_static(action.call):
                    continue
                written: dict[int, int] = {}
                for access in accesses_of(action.call):
                    if access.operand is not None and access.write:
                        end = access.offset + access.length
                        written[access.operand] = max(written.get(access.operand, 0), end)
                for index, end in written.items():
                    tile, operand = action.call.operands[index].tile, action.operands[index]
                    if tile is None or end <= tile.size_bytes:
                        continue
                    yield self.finding(
                        f"`{call_name(instruction)}` may write {end} bytes of `{operand.text}`, which has "
                        f"{tile.size_bytes}",
                        operand_place(instruction, Footprint(Region("", 0, end), True, operand.text)),
                        help=f"make the tile at least {end} bytes large{asked}",
                        bytes=end,
                        size=tile.size_bytes,
                    )


def _is_static(call: OpCall) -> bool:
    tiles = [operand.tile for operand in call.operands if operand.tile is not None]
    return all(tile.valid_rows is not None and tile.valid_cols is not None for tile in tiles)


class HeaderBug(Rule):
    code = "PF405"
    severity = Severity.ERROR

    def run(self, subject: Subject) -> Iterator[Finding]:
        for program in subject.programs:
            for instruction in program.reached:
                if not isinstance(instruction.action, TileOp):
                    continue
                call = instruction.action.call
                for bug in bugs_met(call):
                    if not subject.headers.may_be(call.name.removeprefix("pto::"), bug.versions):
                        continue
                    user = next_use_of_mask(program, instruction) if bug.mask else None
                    unused = bug.mask and user is None
                    found_in = [version for version in versions() if version.name in bug.versions]
                    yield self.finding(
                        f"`{call_name(instruction)}` {bug.text}{', and here is none' if unused else ''}",
                        statement_of(instruction).place,
                        (Note(f"in {' and '.join(map(str, found_in))}: {bug.source}"), *_met_by(user)),
                        bug.help,
                        Severity.NOTE if unused else None,
                        versions=[version.commit for version in found_in],
                    )


def _met_by(user: Instruction | None) -> tuple[Note, ...]:
    """The op that works with what is left, if that is asked for."""
    return () if user is None or user.statement is None else (Note("this op may use it", user.statement.place),)


class ExtentsNotGiven(Rule):
    code = "PF406"
    severity = Severity.ERROR
    on_any_hardware = True

    def run(self, subject: Subject) -> Iterator[Finding]:
        for tensors in subject.tensors:
            for found in tensors.open():
                notes = () if found.tensor is None else (Note("the tensor that gets it", found.tensor.place),)
                yield self.finding(
                    _open_words(found),
                    found.statement.place,
                    notes,
                    f"give the {found.kind.lower()} that is meant; an assembler that leaves it out miscompiles",
                    kind=found.kind,
                    open=len(found.dimensions),
                    given=found.given,
                )


def _open_words(found: Open) -> str:
    count = len(found.dimensions)
    what = f"all {DIMENSIONS} values" if count == DIMENSIONS else f"{count} of its {DIMENSIONS} values"
    if found.given:
        return f"`{found.type}` leaves {what} to its constructor, which is given {found.given}: that does not compile"
    return f"`{found.type}` leaves {what} to its constructor, which is given none: the header makes each 1"


class NegativeOffset(Rule):
    code = "PF407"
    severity = Severity.ERROR
    on_any_hardware = True

    def run(self, subject: Subject) -> Iterator[Finding]:
        for tensors in subject.tensors:
            for found in tensors.before_memory():
                notes = () if found.given is None else (Note("the offset is given here", found.given.place),)
                yield self.finding(
                    _offset_words(found),
                    found.statement.place,
                    notes,
                    "compute the offset from the strides that are meant",
                    elements=found.elements,
                )


def _offset_words(found: Offset) -> str:
    as_unsigned = f", which is {found.as_unsigned} as unsigned" if found.as_unsigned is not None else ""
    return f"the tensor starts at `{found.pointer}` {found.elements:+d} elements{as_unsigned}: outside of its memory"


RULES: tuple[Rule, ...] = (
    MemoryOverrun(),
    TileInHiddenScratch(),
    MisalignedTile(),
    OperandOverrun(),
    HeaderBug(),
    ExtentsNotGiven(),
    NegativeOffset(),
)
