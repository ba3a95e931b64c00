"""Checks that no text is known to reach, since another check comes first: each by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from ptofix.cpp.parser import parse
from ptofix.hardware.pipe import Pipe
from ptofix.isa.architecture import A2A3
from ptofix.isa.drain import Drain
from ptofix.program.build import program_file
from ptofix.program.program import Barrier, Opaque, Program, ProgramFile, SetFlag, TileOp
from ptofix.proof import explore
from ptofix.proof.accesses import PipeWork, Step, steps_of
from ptofix.proof.check import check, lock_step
from ptofix.proof.compare import DifferError
from ptofix.proof.explore import PAIR_KEY, Lockstep, MismatchError
from ptofix.proof.product import AFTER, BOTH, Parsed, Product, _check_statements, check_programs
from ptofix.proof.tests.kernels import kernel
from ptofix.proof.verdict import Proved, Undecided

SOURCE = kernel("TADD(b, a, a);\nbar\nset V MTE3 0\nwait V MTE3 0\nTSTORE(g, b);\nTFMOD(b, c, d);")
KNOWN = Parsed.of(SOURCE)
(PROGRAM,) = KNOWN.file.programs


def index(kind: type) -> int:
    return next(i.index for i in PROGRAM.instructions if isinstance(i.action, kind))


def with_(at: int, **changes: Any) -> Program:
    changed = [*PROGRAM.instructions]
    changed[at] = replace(changed[at], **changes)
    return Program(PROGRAM.function, PROGRAM.core, changed, A2A3)


def made(sides: dict[int, int]) -> Product:
    return Product(SOURCE, SOURCE, ((PROGRAM, PROGRAM),), sides, ((0, 0, 0),), (), ())


def test_what_differs_is_a_whole_item() -> None:
    start = PROGRAM.instructions[index(Barrier)].statement
    assert start is not None
    at, length = start.span.start, start.span.end - start.span.start
    _check_statements(made({at: AFTER}), KNOWN.tree, {at: length}, set())
    for wrong in ({at: length - 1}, {at + 1: length - 1}, {len(SOURCE.text): 1}):
        with pytest.raises(DifferError):
            _check_statements(made(dict.fromkeys(wrong, AFTER)), KNOWN.tree, wrong, set())


def test_programs_are_of_the_same_functions() -> None:
    check_programs(made({}), KNOWN, KNOWN.file)
    for other in ((), (Program("other", "vector", PROGRAM.instructions, A2A3),), (PROGRAM, PROGRAM)):
        with pytest.raises(DifferError):
            check_programs(made({}), KNOWN, ProgramFile(other))


def test_what_differs_is_synchronisation_in_the_program() -> None:
    at = index(Barrier)
    statement = PROGRAM.instructions[at].statement
    assert statement is not None
    sides = {statement.span.start: AFTER}
    check_programs(made(sides), KNOWN, KNOWN.file)
    file = ProgramFile((with_(at, action=Opaque("?")),))
    with pytest.raises(DifferError):
        check_programs(made(sides), Parsed(KNOWN.tree, file), file)


def op(change: Callable[[TileOp], TileOp]) -> Program:
    at = index(TileOp)
    action = PROGRAM.instructions[at].action
    assert isinstance(action, TileOp)
    return with_(at, action=change(action))


@pytest.mark.parametrize(
    "after",
    [
        Program("k", "vector", PROGRAM.instructions[:-1], A2A3),
        with_(2, successors=[0]),
        with_(index(Barrier), action=Barrier(Pipe.MTE3)),
        with_(index(SetFlag), action=SetFlag(Pipe.V, Pipe.MTE3, 1)),
        with_(index(TileOp), action=Opaque("?")),
        op(lambda x: replace(x, call=replace(x.call, name="TROWSUM"))),
        op(lambda x: replace(x, call=replace(x.call, name="NO_OP"))),
    ],
    ids=["length", "successors", "barrier", "flag", "kind", "steps", "unknown"],
)
def test_two_programs_are_one_but_for_what_each_side_has(after: Program) -> None:
    sides = [BOTH] * len(PROGRAM.instructions)
    Lockstep(PROGRAM, PROGRAM, sides, "strict")
    with pytest.raises(MismatchError):
        Lockstep(PROGRAM, after, sides, "strict")


def test_programs_that_are_not_one_are_texts_that_differ() -> None:
    other = with_(index(Barrier), action=Barrier(Pipe.MTE3))
    with pytest.raises(DifferError, match="do not do the same"):
        lock_step(made({}), (PROGRAM, other), "strict", None, PAIR_KEY, frozenset())


def test_only_synchronisation_is_on_one_side() -> None:
    for instruction in PROGRAM.instructions:
        sides = [BOTH] * len(PROGRAM.instructions)
        sides[instruction.index] = AFTER
        if isinstance(instruction.action, TileOp):
            with pytest.raises(MismatchError):
                Lockstep(PROGRAM, PROGRAM, sides, "strict")


def test_steps_on_another_pipe_are_others() -> None:
    """A load and a store are one step each."""
    load, store = (program_file(parse(kernel(text))).programs[0] for text in ("TLOAD(b, g);", "TSTORE(g, b);"))
    assert [type(i.action) for i in load.instructions] == [type(i.action) for i in store.instructions]
    with pytest.raises(MismatchError):
        Lockstep(load, store, [BOTH] * len(load.instructions), "strict")


def test_steps_are_compared_one_by_one() -> None:
    run = Lockstep(PROGRAM, PROGRAM, [BOTH] * len(PROGRAM.instructions), "strict")
    at = next(i.index for i in PROGRAM.instructions if any(isinstance(s, Drain) for s in steps_of(i.action, "strict")))
    action = PROGRAM.instructions[at].action
    steps = steps_of(action, "strict")
    drain = next(step for step in steps if isinstance(step, Drain))
    run.compile(at, at, (action, action), (steps, steps))
    for i, step in enumerate(steps):
        work = PipeWork(Pipe.V, (), 0, False)
        others: list[Step] = (
            [work] if isinstance(step, Drain) else [drain, step._replace(pipe=Pipe.M), step._replace(opaque=True)]
        )
        for other in others:
            changed: tuple[Step, ...] = (*steps[:i], other, *steps[i + 1 :])
            for x, y in ((steps, changed), (changed, steps)):
                with pytest.raises(MismatchError):
                    run.compile(at, at, (action, action), (x, y))


def test_a_kernel_with_too_many_paths_is_not_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    before, after = kernel("TADD(b, a, a);\nbar\nTADD(c, d, d);"), kernel("TADD(b, a, a);\nTADD(c, d, d);")
    assert isinstance(check(before, after, "ops"), Proved)
    monkeypatch.setattr(explore, "_MOST_STATES", 0)
    assert isinstance(check(before, after, "ops"), Undecided)
