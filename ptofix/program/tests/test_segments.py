"""Segments and stages, from loops and from what is done with slots of pipes."""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.program.outline import SYNCHRONISATION, Outline, OutlineEntry
from ptofix.program.segments import segments, steady_loop
from ptofix.program.stages import stage_names
from ptofix.text.diagnostics import Place
from ptofix.text.source import SourceFile, Span

NOWHERE = Place(SourceFile("test.cpp", " "), Span(0, 1))
SLOTS = {"pop", "free", "alloc", "push"}


def entries(text: str) -> list[OutlineEntry]:
    """Words: `op`, `load`, `flag`, `pop.0`, `push.0`, …; loops are brackets: `op ( op ( op ) ) op`."""
    return list(_entries(text))


def _entries(text: str) -> Iterator[OutlineEntry]:
    loops: tuple[int, ...] = ()
    count = 0
    for word in text.split():
        name, _, pipe = word.partition(".")
        if word == "(":
            count += 1
            loops = (*loops, count)
        elif word == ")":
            loops = loops[:-1]
        elif name in SLOTS:
            yield OutlineEntry(name, "fifo", "S", loops, NOWHERE, name, pipe)
        else:
            kind = {"flag": SYNCHRONISATION, "load": "load"}.get(name, "tile")
            yield OutlineEntry(name, kind, "V", loops, NOWHERE)


def shown(text: str) -> str:
    """The first letter of each segment."""
    return "".join(segment[0] for segment in segments(entries(text)))


def stages(cube: str, vector: str = "") -> list[list[str]]:
    return stage_names([Outline("f", "cube", tuple(entries(cube))), Outline("f", "vector", tuple(entries(vector)))])


def test_without_a_loop_all_is_prologue() -> None:
    assert shown("op op load op") == "pppp"
    assert shown("op ( flag ) op") == "ppp"  # a loop without ops is none
    assert shown("") == ""


def test_parts_around_the_loop() -> None:
    assert shown("op ( op flag ) op load op op") == "psseedd"


def test_without_loads_after_the_loop_there_is_no_epilogue() -> None:
    assert shown("load ( load op ) flag op") == "pssdd"


def test_the_loop_with_the_most_ops() -> None:
    assert shown("( op ) op ( op op )") == "ppss"
    assert shown("( op op ) ( op op )") == "ssdd"  # the first of equals


def test_a_loop_around_prologue_and_epilogue_is_not_the_steady_one() -> None:
    assert shown("( pop.0 free.0 op op op ( pop.0 free.0 ) pop.0 free.0 )") == "pppppssdd"


def test_loops_without_pipes_count_only_if_no_loop_has_pipes() -> None:
    assert shown("( op op op op ) ( push.0 )") == "pppps"
    assert shown("( push.0 ( op op op op ) )") == "sssss"  # slices of one round


def test_a_loop_that_adds_a_stage_is_the_round() -> None:
    # As in a kernel that computes sub-tiles in a loop, and updates the result once a round.
    assert shown("push.0 ( ( pop.0 free.0 push.2 ) pop.4 free.4 ) op") == "psssssd"
    assert steady_loop(entries("( ( pop.0 free.0 ) op )")) == 2


def test_the_four_stages_have_names() -> None:
    cube, vector = stages(
        "alloc.7 op push.7 ( pop.8 alloc.9 op push.9 free.8 alloc.7 op push.7 ) pop.8 push.9 free.8",
        "( pop.7 alloc.8 op push.8 free.7 pop.9 op free.9 flag ) op",
    )
    qk, pv = ["compute_qk"] * 3, ["compute_pv"]
    assert cube == [*qk, *pv * 5, *qk, *pv * 3]
    assert vector == ["compute_p"] * 5 + ["compute_gu"] * 3 + ["", ""]


def test_stages_that_run_into_each_other() -> None:
    cube, _ = stages("alloc.7 push.7 pop.8 push.9 free.8 ( pop.8 alloc.9 alloc.7 op push.9 free.8 op push.7 )")
    assert cube[5:] == [
        *["pops 8 and pushes 9"] * 2,
        *["pops 8 and pushes 9 + pushes 7"] * 4,
        *["pushes 7"] * 2,
    ]


def test_a_stage_that_frees_before_it_pushes() -> None:
    _, vector = stages("", "pop.0 load free.0 op alloc.2 op push.2 op")
    assert vector == ["pops 0 and pushes 2"] * 7 + [""]


def test_a_push_without_an_alloc() -> None:
    _, vector = stages("", "op push.0 op push.0 op")
    assert vector == ["pushes 0"] * 4 + [""]


def test_no_stage_reaches_over_the_edge_of_the_loop() -> None:
    _, vector = stages("", "pop.0 op ( op free.0 pop.0 op ) op")
    assert vector == ["pops 0", "pops 0", "", "pops 0", "pops 0", "pops 0", ""]


def test_other_pipelines_have_no_names() -> None:
    cube, vector = stages("alloc.0 push.0", "pop.0 free.0")
    assert (cube, vector) == (["pushes 0"] * 2, ["pops 0"] * 2)
