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
    """A tile that reaches beyond the end of its memory.

    What: UB has 192 KiB, L1 512, L0A and L0B 64, L0C 128, the bias table 1, the fixpipe buffer 2.

    Why it matters: the access fails, or wraps round onto other tiles: what meets the tile only there is counted here,
    not reported. The text may be for A5, which has larger memories (`--arch a5`).

    Example:
        Tile<TileType::Vec, float, 64, 128, ...> v1;   // 32 KiB
        TASSIGN(v1, 172032);
        TADD(v1, v1, v1);   // PF401: ends at byte 204800 of 196608

    Limits: known addresses only (PF502), and bytes that the valid shape uses. Once for each tile name and address.
    """

    code = "PF401"
    name = "memory-overrun"
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
    """A tile in the hidden scratch of an op of the program.

    What: the area is at byte 188416 of UB: 256 bytes for 8 rows of the op.

    Why it matters: the op overwrites the tile. No barrier helps if the tile's value is still live.

    Example:
        TASSIGN(v1, 188416);
        TADD(v1, v2, v3);
        TROWEXPANDMUL(v4, v5, v6);   // its broadcast overwrites v1: PF402 on the add
        TSTORE(g, v1);

    Limits: it does not ask whether the value is live.
    """

    code = "PF402"
    name = "tile-in-hidden-scratch"
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
    """A tile whose address is no multiple of 32.

    Why it matters: on-chip memory is accessed in 32-byte blocks; the access fails or starts at the block.

    Example:
        TASSIGN(v1, 4100);
        TADD(v2, v1, v1);   // PF403

    Limits: only known addresses (PF502).
    """

    code = "PF403"
    name = "misaligned-tile"
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
    """An op that writes past the end of one of its own tiles.

    Why it matters: it overwrites the next tile. Mostly a `tmp` is too small, which headers check in debug builds at
    best.

    Example:
        TROWMAX(v3, v1, v2);   // fp32 32x256 into a column: PF404 if v2 has less than 4096 bytes

    Limits: only static valid shapes. If versions of the headers differ, the one that writes most counts.
    """

    code = "PF404"
    name = "operand-overrun"
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
    """A call that the headers themselves get wrong.

    What: the header issues nothing, leaves the state of the vector unit changed (a note if no later op uses that
    state), cuts a number to 8 bits, or never ends. ptofix/headers/bugs.toml lists the known bugs.

    Why it matters: the result is wrong however the call is ordered.

    Example:
        TCVT(v2, v1, RoundMode::CAST_RINT);   // half to half: PF405, converts nothing

    Limits: only what follows from shapes and types. With --headers only bugs of that version count.
    """

    code = "PF405"
    name = "header-bug"
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
    """A run-time shape or stride of global memory without a value.

    What: for each extent of -1 without a value the header takes 1.

    Why it matters: with a stride of 1 rows overlap, so a load or store moves the wrong bytes. Assembler 0.60 prints
    this for parts of a slot of a pipe, so in every Flash Attention kernel; 0.37 and 0.45 print the numbers.

    Example:
        pto::Stride<-1, -1, -1, -1, -1> v2 = pto::Stride<-1, -1, -1, -1, -1>();   // PF406: all are 1
        GlobalTensor<float, pto::Shape<1, 1, 1, 128, 128>, …> v3 = …(v1, v0, v2);

    Limits: one function at a time. Not covered: a tensor without shape and stride, a stride in a dimension of one step,
    a function that calls SetShape or SetStride.
    """

    code = "PF406"
    name = "extents-not-given"
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
    """A tensor in global memory that starts before its memory.

    What: the pointer of a `GlobalTensor` is a slot of a pipe, or a parameter, plus a negative constant.

    Why it matters: the load or store accesses other memory. Assembler 0.60 computes such offsets from unknown strides,
    which it takes for -1 (PF406).

    Example:
        unsigned v2 = -128;
        GlobalTensor<…> v3 = GlobalTensor<…>(v1 + v2, …);   // PF407: v1 is `slot.data()`

    Limits: only constant offsets. A parameter is assumed to point to the start of its memory.
    """

    code = "PF407"
    name = "negative-offset"
    severity = Severity.ERROR
    on_any_hardware = True

    def run(self, subject: Subject) -> Iterator[Finding]:
        for tensors in subject.tensors:
            for found in tensors.in_front():
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
