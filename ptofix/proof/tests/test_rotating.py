"""Kernels of the assemblers with slots that rotate: all of it is understood, and what a rewrite makes is proved."""

from __future__ import annotations

from pathlib import Path

import pytest

from ptofix.cpp.parser import parse
from ptofix.order.model import model_named
from ptofix.order.unrolled import in_rounds
from ptofix.program.build import program_file
from ptofix.program.program import Program, SetFlag, TileOp, WaitFlag
from ptofix.proof.check import check
from ptofix.proof.unrolled import by_rounds
from ptofix.proof.verdict import Proved, Refuted
from ptofix.rewriting.pipeline import Settings, run_pipeline
from ptofix.rewriting.pipeline_text import parse_pipeline
from ptofix.tests.build import kernel_files
from ptofix.text.source import SourceFile, read_source

FILES = kernel_files("[st]_*.cpp")
THREE = next(path for path in FILES if path.name == "t_three_slots.v0.60.insert-sync.cpp")


def programs(source: SourceFile) -> tuple[Program, ...]:
    return program_file(parse(source)).programs


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_address_and_id_is_known_on_both_sides(path: Path) -> None:
    for program in programs(read_source(str(path))):
        for rounds in (in_rounds(program), by_rounds(program)):
            for action in (i.action for i in rounds.instructions):
                if isinstance(action, (SetFlag, WaitFlag)):
                    assert action.event is not None
                elif isinstance(action, TileOp) and action.call.name != "TASSIGN":
                    tiles = [o for o, given in zip(action.operands, action.call.operands) if given.tile is not None]
                    assert all(o.bases is not None and len(o.bases) == 1 for o in tiles)


def test_barriers_between_rounds_go_and_the_checker_agrees() -> None:
    before = read_source(str(THREE))
    after = run_pipeline(before, parse_pipeline("drop-redundant-barriers"), Settings(verify=False)).source
    assert before.text.count("\n    pipe_barrier(PIPE_V)") == 2
    # One is redundant by the flags, the other by a distance that the assembler relies on, too (TADD -> TADDS).
    assert after.text.count("\n    pipe_barrier(PIPE_V)") == 0
    assert isinstance(check(before, after, "default", model_named("default").assumed), Proved)


@pytest.mark.parametrize("flag", ["wait_flag(PIPE_MTE3, PIPE_MTE2, v47);", "set_flag(PIPE_V, PIPE_MTE2, v54);"])
def test_a_flag_that_rotates_is_needed(flag: str) -> None:
    before = read_source(str(THREE))
    assert flag in before.text
    after = SourceFile(before.name, before.text.replace(flag, ""))
    assert isinstance(check(before, after), Refuted)


def test_a_witness_names_the_rounds() -> None:
    before = read_source(str(THREE))
    after = SourceFile(before.name, before.text.replace("wait_flag(PIPE_MTE3, PIPE_MTE2, v47);", ""))
    verdict = check(before, after)
    assert isinstance(verdict, Refuted)
    words = "; round i of the loop over `v19` writes the bytes that round i-3 still reads"
    assert all(w.message.endswith(words) for w in verdict.witnesses if w.obligations)
