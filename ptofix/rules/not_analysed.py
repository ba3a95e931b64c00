"""PF5xx: what could not be judged."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ptofix.hardware.other_hardware import OTHER
from ptofix.hardware.pipe import Pipe
from ptofix.order.effects import Footprint, Site
from ptofix.order.global_memory import not_known_to_meet
from ptofix.order.model import ProgramOrder
from ptofix.program.program import Program, Region, TileOp
from ptofix.rules.messages import call_name, operand_place, statement_of
from ptofix.rules.rule import Finding, Rule
from ptofix.rules.subject import Subject, lengths_touched
from ptofix.rules.undecided import opaque_statements, tiles_of_callers
from ptofix.text.diagnostics import Note, Severity

_ROW_OR_DEFINITION = "docs/contributing.md adds an op or a header version; a function may also be defined in this file"
_LANGUAGE = "docs/language.md has what is understood; `ptofix record` reads kernels that are written by hand"
_CONSTANT = "TASSIGN of a constant, or of a value that rotates with a loop counter, gives a tile a known address"


class NotAnalysed(Rule):
    code = "PF501"
    severity = Severity.UNDECIDED

    def run(self, subject: Subject) -> Iterator[Finding]:
        for order, judged in zip(subject.orders, subject.judged):
            program = order.program
            for index, reason in opaque_statements(order).items():
                instruction = program.instructions[index]
                if instruction is program.exit:
                    continue
                hanging = judged.hanging.statements.get(index, set())
                notes = [Note(f"in `{program.function}`, on the {program.core} core")]
                whole = instruction.statement is None
                place = subject.head(program) if whole else statement_of(instruction).place
                handed_over = tiles_of_callers(program) if whole else ()
                if handed_over:
                    hanging = hanging.union(*(judged.hanging.tiles.get(tile, ()) for tile in handed_over))
                    where = f"the callers decide where {_named(handed_over)} are: anywhere, even overlapping"
                    notes.append(Note(where))
                caller = refused_caller(subject, program) if whole else ""
                if caller:
                    reason = f"unfinished work of callers: `{caller}` calls it, and is not analysed"
                yield self.finding(
                    f"not analysed, it may touch anything: {reason}",
                    place,
                    tuple(notes),
                    "" if whole else _ROW_OR_DEFINITION,
                    severity=Severity.NOTE if caller else None,  # that one counts
                    orders=len(hanging),
                )


def refused_caller(subject: Subject, program: Program) -> str:
    """A function that is not analysed and names this one, which no other file can call."""
    if program.function not in subject.static_functions:
        return ""
    text, name = subject.tree.source.text, re.compile(rf"\b{re.escape(program.function)}\b")
    others = (one for one in subject.refusals if one.function not in ("", program.function))
    return next((one.function for one in others if name.search(text, one.span.start, one.span.end)), "")


_MOST_NAMED = 6


def _named(tiles: tuple[str, ...]) -> str:
    shown = ", ".join(f"`{tile}`" for tile in tiles[:_MOST_NAMED])
    return shown if len(tiles) <= _MOST_NAMED else f"{shown} and {len(tiles) - _MOST_NAMED} more tiles"


class UnknownAddress(Rule):
    code = "PF502"
    severity = Severity.UNDECIDED

    def run(self, subject: Subject) -> Iterator[Finding]:
        for judged in subject.judged:
            program = judged.program
            seen = set(tiles_of_callers(program))  # they hang on the function (PF501)
            for instruction in program.instructions:
                if not isinstance(instruction.action, TileOp):
                    continue
                call, operands = instruction.action.call, instruction.action.operands
                for index in lengths_touched(call):
                    argument, operand = call.operands[index], operands[index]
                    if argument.tile is None or not operand.unknown or operand.text in seen:
                        continue
                    orders = len(judged.hanging.tiles.get(operand.text, ()))
                    if operand.bases is not None and not orders:
                        continue  # which slot of a pipe it is makes no difference
                    seen.add(operand.text)
                    space = program.arch.memories[argument.tile.space]
                    footprint = Footprint(Region(space.memory, 0, space.capacity), False, operand.text)
                    message = f"the address of `{operand.text}` is not known: {operand.unknown}"
                    level = self.severity if orders else Severity.NOTE
                    place = operand_place(instruction, footprint)
                    help = _CONSTANT if orders else ""
                    yield self.finding(message, place, help=help, severity=level, orders=orders)


class FunctionNotAnalysed(Rule):
    code = "PF503"
    severity = Severity.UNDECIDED
    on_any_hardware = True

    def run(self, subject: Subject) -> Iterator[Finding]:
        for refusal in subject.refusals:
            what = f"`{refusal.function}`" if refusal.function else "the whole file"
            yield self.finding(
                f"not analysed: {refusal.reason}",
                refusal.place,
                (Note(f"nothing in {what} is checked, and no rewrite touches it"),),
                _LANGUAGE,
                function=refusal.function,
            )


class OtherArchitecture(Rule):
    code = "PF504"
    severity = Severity.UNDECIDED
    on_any_hardware = True

    def run(self, subject: Subject) -> Iterator[Finding]:
        if subject.other_hardware is not None:
            yield self.finding(
                f"for A5, {subject.other_hardware.reason}: only flags that do not match are reported",
                subject.other_hardware.place,
                (Note("races, barriers, event ids of headers, addresses and operands are judged for A2/A3 alone"),),
                "`--arch a3` if the file is for A2/A3",
            )
        elif (race := subject.lacks_on_this) is not None:
            names = [call_name(site.instruction) for site in (race.earlier, race.later)]
            what = "barrier" if race.same_pipe else "flag"
            yield self.finding(
                f"the assembler put no {what} between `{names[0]}` and `{names[1]}`, which need one on A2/A3",
                statement_of(race.later.instruction).place,
                (Note("and no barrier on PIPE_V anywhere; on A5 the vector pipe needs none"),),
                f"is this text for A5? Then `--arch {OTHER}`; if not, `--arch a3`",
            )


class UnknownPlaceInGlobalMemory(Rule):
    code = "PF505"
    severity = Severity.UNDECIDED

    def run(self, subject: Subject) -> Iterator[Finding]:
        for order in subject.orders:
            by_pipes: dict[tuple[Pipe, Pipe], list[tuple[Site, Site]]] = {}
            for earlier, later in order.perhaps_races_in_global_memory:
                by_pipes.setdefault((earlier.pipe, later.pipe), []).append((earlier, later))
            for pairs in by_pipes.values():
                statements = {(x.instruction.statement, y.instruction.statement) for x, y in pairs}
                yield self.report(order, *pairs[0], len(statements))

    def report(self, order: ProgramOrder, earlier: Site, later: Site, orders: int) -> Finding:
        first, second = next(not_known_to_meet(order.effects, earlier, later))
        ends = f"`{call_name(later.instruction)}` of `{second.name}`", f"`{call_name(earlier.instruction)}`"
        return self.finding(
            f"it is not known whether {ends[0]} overlaps {ends[1]} of `{first.name}` in global memory: nothing orders "
            f"the two between PIPE_{earlier.pipe} and PIPE_{later.pipe}",
            operand_place(later.instruction, second),
            (
                Note("the other one", operand_place(earlier.instruction, first)),
                Note(f"in `{order.program.function}`, on the {order.program.core} core"),
            ),
            orders=orders,
        )


RULES: tuple[Rule, ...] = (
    NotAnalysed(),
    UnknownAddress(),
    FunctionNotAnalysed(),
    OtherArchitecture(),
    UnknownPlaceInGlobalMemory(),
)
