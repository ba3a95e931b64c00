"""`local-slot-num`: the LocalSlotNum argument of TPipe types."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from ptofix.mlir.sidecar import CppPipe, local_slot_nums, read
from ptofix.mlir.slots import PipeSlots
from ptofix.program.pipe_uses import PipeUse, pipe_uses
from ptofix.program.pipes import LOCAL_SLOT_NUM_ARGUMENT, decimal
from ptofix.rewrite.job import Job, Pass
from ptofix.text.diagnostics import Note, PtofixError, error
from ptofix.text.source import Edit, Span, read_source


@dataclass(frozen=True)
class LocalSlotNum(Pass):
    """Set the fifth template argument, LocalSlotNum, of TPipe types, at every use.

    What: rewrites the argument in the declaration and in TPUSH, TPOP, TALLOC and TFREE, on the cube and the vector
    side alike.

    Why it matters: without `local_slot_num` in the IR the assembler prints LocalSlotNum = SlotNum (8, say) where the
    C++ default is 2. A tile TPOP then rotates through 8 local buffers where room for 2 is reserved.

    Example:
        auto v4 = TPipe<0, Direction::DIR_V2C, 32768, 8, 8, false>(v1, v2, v2);
    becomes, with `local-slot-num{default=2}`,
        auto v4 = TPipe<0, Direction::DIR_V2C, 32768, 8, 2, false>(v1, v2, v2);

    Safety: refuses if the uses of one pipe disagree, if not 1 <= N <= SlotNum, or if the text holds a value that is
    not the assembler's fallback (LocalSlotNum = SlotNum), since somebody chose that value; `force` overrides the last.

    Limits: a TPipe type whose arguments are not plain constants is refused.
    """

    name: ClassVar[str] = "local-slot-num"
    language: ClassVar[str] = "cpp"

    default: int = field(default=-1, metadata={"help": "value for every pipe; -1: only those in `slots`"})
    slots: tuple[str, ...] = field(default=(), metadata={"help": "values by FlagID, such as 0=2,4=1"})
    pipes_from: str = field(default="", metadata={"help": "side file of the IR with the values of its pipes"})
    force: bool = field(default=False, metadata={"help": "replace values that are not the assembler's fallback too"})

    def run(self, job: Job) -> None:
        found = pipe_uses(job.tree)
        wanted = {**(_from_side_file(self.pipes_from, found) if self.pipes_from else {}), **self._wanted()}
        pipes: dict[tuple[str, str], list[PipeUse]] = {}
        for use in found:
            pipes.setdefault((use.kernel, use.arguments[0] if use.arguments else "?"), []).append(use)
        missing = sorted(set(wanted) - {decimal(flag) for _, flag in pipes})
        if missing:
            raise error(f"no pipe with FlagID {missing[0]} in `{job.source.name}`")
        for (_, flag), uses in pipes.items():
            number = decimal(flag)
            value = self.default if number is None else wanted.get(number, self.default)
            if value >= 0:
                self._rewrite(job, uses, value)

    def _wanted(self) -> dict[int, int]:
        wanted: dict[int, int] = {}
        for item in self.slots:
            match = re.fullmatch(r"(\d+)=(\d+)", item)
            if match is None:
                raise error(f"local-slot-num: `{item}` is not of the form FlagID=N")
            wanted[int(match[1])] = int(match[2])
        return wanted

    def _rewrite(self, job: Job, uses: list[PipeUse], value: int) -> None:
        first = uses[0]
        for use in uses:
            if use.type is None:
                raise error("the arguments of this TPipe are not plain constants", use.place)
        assert first.type is not None
        _check_agreement(uses)
        _report_other_differences(job, uses)
        if not 1 <= value <= first.type.slot_num:
            raise error(
                f"LocalSlotNum {value} of pipe {first.type.flag_id} "
                f"is not between 1 and SlotNum, {first.type.slot_num}",
                first.place,
            )
        old = first.type.local_slot_num
        if old == value:
            return
        if old != first.type.slot_num and not self.force:
            raise error(
                f"LocalSlotNum of pipe {first.type.flag_id} is {old}, not the assembler's fallback, SlotNum "
                f"({first.type.slot_num}): somebody chose it",
                first.place,
                help="--force replaces it all the same",
            )
        label = f"pipe {first.type.flag_id}"
        message = f"LocalSlotNum {old} -> {value} at {len(uses)} uses"
        job.accept([_edit(use, value) for use in uses], label, "local-slot-num", message, first.place)


def _from_side_file(path: str, uses: list[PipeUse]) -> dict[int, int]:
    try:
        return slots_from_ir(read(read_source(path)), uses)
    except OSError as problem:
        raise error(f"cannot read `{path}`: {problem.strerror}") from None


def slots_from_ir(ir: Sequence[PipeSlots], uses: list[PipeUse]) -> dict[int, int]:
    """FlagID → LocalSlotNum, for the pipes whose value the IR states. Raises PtofixError where that is ambiguous."""
    declared = [use for use in uses if use.role == "declaration" and use.type is not None]
    orders: dict[str, int] = {}
    pipes: list[CppPipe] = []
    for use in declared:
        assert use.type is not None
        order = orders[use.function] = orders.get(use.function, -1) + 1
        kind = use.type
        pipes.append(
            CppPipe(use.function, kind.flag_id, kind.direction, kind.slot_size, kind.slot_num, order, use.place)
        )
    return local_slot_nums(ir, pipes)


def _edit(use: PipeUse, value: int) -> Edit:
    if len(use.spans) > LOCAL_SLOT_NUM_ARGUMENT:
        return Edit(use.spans[LOCAL_SLOT_NUM_ARGUMENT], str(value))
    end = use.spans[-1].end
    return Edit(Span(end, end), f", {value}")


def _check_agreement(uses: Iterable[PipeUse]) -> None:
    first, *rest = uses
    assert first.type is not None
    for use in rest:
        assert use.type is not None
        for what in ("direction", "slot_size", "slot_num", "local_slot_num"):
            mine, theirs = getattr(first.type, what), getattr(use.type, what)
            if mine != theirs:
                flag = first.type.flag_id
                raise PtofixError(
                    error(
                        f"the uses of pipe {flag} disagree: {what} is {theirs} here and {mine} elsewhere",
                        use.place,
                        (Note(f"{what} is {mine} here", first.place),),
                    ).diagnostics
                )


def _report_other_differences(job: Job, uses: list[PipeUse]) -> None:
    first = uses[0].type
    assert first is not None
    for use in uses[1:]:
        assert use.type is not None
        for what, name in (("is_no_split", "IsNoSplit"), ("en_unit_flag", "EN_UNIT_FLAG")):
            mine, theirs = getattr(first, what), getattr(use.type, what)
            if mine != theirs:
                job.note(
                    f"pipe {first.flag_id}",
                    "endpoints-differ",
                    f"{name} is {theirs} here and {mine} elsewhere",
                    use.place,
                )
                return
