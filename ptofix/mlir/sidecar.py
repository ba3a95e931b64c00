"""Pipes of IR for its C++: the side file next to the assembler's input, and the match of IR pipes with `TPipe`s.

The side file `<output>.ptofix.json` holds one object per pipe end, with the fields of `slots.PipeSlots` but its place.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from msgspec import Struct

from ptofix.mlir.slots import PipeSlots
from ptofix.text.diagnostics import Diagnostic, Note, Place, PtofixError, Severity, error
from ptofix.text.json_text import parse_json
from ptofix.text.source import SourceFile, Span

SUFFIX = ".ptofix.json"
FORMAT = 1
NO_COUNTERPART = "PF432"
AMBIGUOUS = "PF433"

_DIRECTIONS = {1: "DIR_C2V", 2: "DIR_V2C", 3: "DIR_BOTH"}
_INTEGERS = ("dir_mask", "slot_size", "slot_num", "order")
_OPTIONAL_INTEGERS = ("pipe_id", "flag_base", "local_slot_num")
_TEXTS = ("function", "core")


class CppPipe(Struct, frozen=True):
    """One `TPipe<FlagID, Direction, SlotSize, SlotNum, …>` of one function of the generated C++.

    `direction` is the enumerator without its scope, `slot_size` in bytes; `order` counts the pipes of the function.
    """

    function: str
    flag_id: int
    direction: str
    slot_size: int
    slot_num: int
    order: int
    place: Place | None = None


def side_file(output: str) -> str:
    """Path of the side file of `output`."""
    return output + SUFFIX


def to_json(pipes: Sequence[PipeSlots]) -> str:
    """The text of the side file."""
    names = [name for name in PipeSlots.__struct_fields__ if name != "place"]
    entries = [{name: getattr(pipe, name) for name in names} for pipe in pipes]
    return json.dumps({"ptofix_pipes": FORMAT, "pipes": entries}, indent=2) + "\n"


def read(source: SourceFile) -> tuple[PipeSlots, ...]:
    """The pipes in the text of a side file. Raises PtofixError for text that is none."""
    try:
        data = parse_json(source.text)
    except ValueError as problem:
        position = getattr(problem, "pos", 0)
        raise error(f"not JSON: {problem}", Place(source, Span(position, position + 1))) from None
    start = Place(source, Span(0, 1))
    if not isinstance(data, dict) or data.get("ptofix_pipes") != FORMAT or not isinstance(data.get("pipes"), list):
        raise error(f'not a side file of ptofix: `"ptofix_pipes": {FORMAT}` and a list `"pipes"` expected', start)
    return tuple(_pipe(entry, number, start) for number, entry in enumerate(data["pipes"]))


def local_slot_nums(ir: Sequence[PipeSlots], cpp: Sequence[CppPipe]) -> dict[int, int]:
    """FlagID → local slot number, for the C++ pipes whose IR pipe states one.

    A C++ pipe belongs to the IR pipe of its function with the same direction, slot size and number of slots, and with
    the same first flag where the IR names it. Several such pipes are paired by order, if there are as many in C++
    as in IR. Raises PtofixError for a C++ pipe without counterpart, for pipes that cannot be distinguished, and for
    one FlagID with two numbers.
    """
    problems: list[Diagnostic] = []
    found: dict[int, tuple[int, CppPipe]] = {}
    for pipe in cpp:
        candidates = [other for other in ir if _may_be(other, pipe)]
        alike = sorted((other for other in cpp if _key(other) == _key(pipe)), key=lambda other: other.order)
        number = None
        if not candidates:
            message = "no pipe of the IR has its function, direction, slot size and slot number"
            problems.append(_problem(pipe, message, NO_COUNTERPART))
        elif len({other.local_slot_num for other in candidates}) == 1:
            number = candidates[0].local_slot_num
        elif len(candidates) == len(alike):
            number = sorted(candidates, key=lambda other: other.order)[alike.index(pipe)].local_slot_num
        else:
            message = f"{len(candidates)} pipes of the IR could be it, with different local slot numbers"
            problems.append(_problem(pipe, message, AMBIGUOUS, candidates))
        if number is None:
            continue
        known, first = found.setdefault(pipe.flag_id, (number, pipe))
        if known != number:
            message = f"its local slot number is {number} here but {known} in `{first.function}`"
            problems.append(_problem(pipe, message, AMBIGUOUS))
    if problems:
        raise PtofixError(problems)
    return {flag_id: number for flag_id, (number, _) in found.items()}


def _may_be(ir: PipeSlots, cpp: CppPipe) -> bool:
    return (
        ir.function == cpp.function
        and _DIRECTIONS.get(ir.dir_mask) == cpp.direction
        and (ir.slot_size, ir.slot_num) == (cpp.slot_size, cpp.slot_num)
        and ir.flag_base in (None, cpp.flag_id)
    )


def _key(pipe: CppPipe) -> tuple[str, str, int, int]:
    return (pipe.function, pipe.direction, pipe.slot_size, pipe.slot_num)


def _problem(pipe: CppPipe, message: str, code: str, candidates: Sequence[PipeSlots] = ()) -> Diagnostic:
    notes = tuple(Note(f"local_slot_num {other.local_slot_num} here", other.place) for other in candidates)
    name = f"pipe with FlagID {pipe.flag_id} of `{pipe.function}`"
    return Diagnostic(Severity.ERROR, f"{name}: {message}", pipe.place, code, notes)


def _pipe(entry: object, number: int, start: Place) -> PipeSlots:
    if not isinstance(entry, dict):
        raise error(f"pipe {number} of the side file is no object", start)
    for names, allowed in (
        (_INTEGERS, (int,)),
        (_OPTIONAL_INTEGERS, (int, type(None))),
        (_TEXTS, (str,)),
        (("nosplit",), (bool,)),
    ):
        for name in names:
            if name not in entry or not isinstance(entry[name], allowed):
                raise error(f"pipe {number} of the side file has no valid `{name}`", start)
    unknown = entry.keys() - {*PipeSlots.__struct_fields__} | (entry.keys() & {"place"})
    if unknown:
        raise error(f"pipe {number} of the side file has unknown fields: {', '.join(sorted(unknown))}", start)
    return PipeSlots(**entry)
