"""`local-slot-num`: the LocalSlotNum argument of TPipe types."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import ClassVar

from ptofix.cpp.lexer import UnknownCharacterError, tokenize
from ptofix.cpp.parser import Tree, statements
from ptofix.cpp.scanner import ItemKind
from ptofix.mlir.sidecar import CppPipe, local_slot_nums, read
from ptofix.mlir.slots import PipeSlots
from ptofix.program.pipe_uses import PipeUse, pipe_uses
from ptofix.program.pipes import LOCAL_SLOT_NUM_ARGUMENT, PipeType, decimal
from ptofix.program.program import ProgramFile
from ptofix.proof.claims import SlotNumClaim
from ptofix.rewriting.job import Job, Pass
from ptofix.text.diagnostics import Note, Place, PtofixError, error
from ptofix.text.plural import plural
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
    on_any_hardware: ClassVar[bool] = True

    default: int = field(default=-1, metadata={"help": "value for every pipe; -1: only those in `slots`"})
    slots: tuple[str, ...] = field(default=(), metadata={"help": "values by FlagID, such as 0=2,4=1"})
    pipes_from: str = field(default="", metadata={"help": "side file of the IR with the values of its pipes"})
    force: bool = field(default=False, metadata={"help": "replace values that are not the assembler's fallback too"})

    @property
    def files_read(self) -> tuple[str, ...]:
        return (self.pipes_from,) if self.pipes_from else ()

    def run(self, job: Job) -> None:
        found = pipe_uses(job.tree)
        wanted = {**(_from_side_file(self.pipes_from, found) if self.pipes_from else {}), **self._wanted()}
        pipes: dict[tuple[str, str], list[PipeUse]] = {}
        for use in found:
            pipes.setdefault((use.kernel, use.arguments[0] if use.arguments else "?"), []).append(use)
        for (kernel, flag), uses in pipes.items():
            if kernel:
                uses += pipes.get(("", flag), [])  # a name for the type outside of all functions
        missing = sorted(set(wanted) - {decimal(flag) for _, flag in pipes})
        if missing:
            raise error(f"no pipe with FlagID {missing[0]} in `{job.source.name}`")
        chosen: dict[int, int] = {}
        for (_, flag), uses in pipes.items():
            number = decimal(flag)
            value = self.default if number is None else wanted.get(number, self.default)
            if value >= 0:
                _check_agreement(uses)
                assert uses[0].type is not None
                self._check_value(uses[0], uses[0].type, value)
                chosen[uses[0].type.flag_id] = value
        if chosen:
            _check_spelling(job.tree)
            _check_analysed(job.program_file, found)
        for number, value in chosen.items():
            self._rewrite(job, [use for use in found if use.type is not None and use.type.flag_id == number], value)

    def _wanted(self) -> dict[int, int]:
        wanted: dict[int, int] = {}
        for item in self.slots:
            match = re.fullmatch(r"(\d+)=(\d+)", item)
            if match is None:
                raise error(f"local-slot-num: `{item}` is not of the form FlagID=N")
            wanted[int(match[1])] = int(match[2])
        return wanted

    def _check_value(self, use: PipeUse, known: PipeType, value: int) -> None:
        """Whether the pipe of `use`, whose uses agree, may get `value`."""
        flag, slots, local = known.flag_id, known.slot_num, known.local_slot_num
        if not 1 <= value <= slots:
            raise error(f"LocalSlotNum {value} of pipe {flag} is not between 1 and SlotNum, {slots}", use.place)
        if local not in (value, slots) and not self.force:
            raise error(
                f"LocalSlotNum of pipe {flag} is {local}, not the assembler's fallback, SlotNum ({slots}): "
                "somebody chose it",
                use.place,
                help="--force replaces it all the same",
            )

    def _rewrite(self, job: Job, uses: list[PipeUse], value: int) -> None:
        """One rewrite for all kernels that have a pipe of this number: the checker is told of the number only."""
        _report_other_differences(job, uses)
        changed = [use for use in uses if use.type is not None and use.type.local_slot_num != value]
        if not changed:
            return
        first = changed[0]
        assert first.type is not None
        label = f"pipe {first.type.flag_id}"
        message = f"LocalSlotNum {first.type.local_slot_num} -> {value} at {plural(len(changed), 'use')}"
        if job.accept([_edit(use, value) for use in changed], label, "local-slot-num", message, first.place):
            claimed = [pair for claim in job.claims if isinstance(claim, SlotNumClaim) for pair in claim.values]
            job.claims = [SlotNumClaim((*claimed, (first.type.flag_id, value)))]


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


def _check_spelling(source_tree: Tree) -> None:
    """The type is written with its arguments wherever its name is: nothing else can be rewritten."""
    for item in source_tree.items:
        text = source_tree.source.text[item.start : item.end]
        if item.kind is ItemKind.DIRECTIVE and re.search(r"\bTPipe\b", text):
            place = Place(source_tree.source, Span(item.start, item.end))
            raise error("a directive mentions TPipe: pipes in a macro cannot be rewritten", place)
    for statement in statements(source_tree.body):
        if "TPipe" not in statement.text:
            continue
        try:
            lexemes = tokenize(statement.text)
        except UnknownCharacterError:
            raise error("this statement mentions TPipe and is not understood", statement.place) from None
        for lexeme, following in zip_longest(lexemes, lexemes[1:]):
            if lexeme.text.rpartition("::")[2] == "TPipe" and (following is None or following.type != "TLT"):
                raise error("TPipe is here without its arguments, which cannot be rewritten", statement.place)


def _check_analysed(file: ProgramFile, uses: Sequence[PipeUse]) -> None:
    """Nothing is rewritten in what is outside of the language."""
    for use in uses:
        for refusal in file.refusals:
            if refusal.span.start <= use.place.span.start < refusal.span.end:
                note = Note(f"outside of the language that ptofix analyses: {refusal.reason}", refusal.place)
                raise error("this TPipe is where nothing may be rewritten", use.place, (note,))


def _check_agreement(uses: Sequence[PipeUse]) -> None:
    first, *rest = uses
    for use in uses:
        if use.type is None:
            raise error("the arguments of this TPipe are not plain constants", use.place)
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
