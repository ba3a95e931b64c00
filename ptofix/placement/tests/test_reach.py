"""The walk from one site agrees with the analysis of all sites at once, whichever fences stand."""

from __future__ import annotations

from contextlib import suppress
from random import Random

import pytest

from ptofix.order.covering import CostBound
from ptofix.order.model import STRICT
from ptofix.placement.engine import Engine, UnplaceableError, _Trial
from ptofix.placement.fences import FlagFence
from ptofix.placement.selection import Selection
from ptofix.placement.sequences import synchronises
from ptofix.program.build import program_file
from ptofix.program.program import Instruction
from ptofix.rules.kinds_of_core import on_their_core
from ptofix.testing.corpus import NO_SYNC
from ptofix.testing.kernels import kernel_of_seed, shape_of_seed
from ptofix.tests.build import kernel, tree
from ptofix.text.source import SourceFile, read_source


def loaded(set_: str, wait: str) -> SourceFile:
    return kernel(f"TLOAD(a, gm); {set_} TABS(c, d); {wait} TEXP(b, a); TSTORE(gm, b); TLOAD(c, gm); TABS(a, c);")


SET, WAIT = "set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);", "wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);"
SOURCES = {
    **{f"seed{seed}": SourceFile("k.cpp", kernel_of_seed(seed, shape_of_seed(seed))) for seed in range(24)},
    **{
        name: read_source(str(NO_SYNC / f"{name}.v0.45.no-sync.cpp"))
        for name in ("i_loop_carried", "l_gm_slot_tensor_pipe", "m_cube_double_buffer", "p_gu_in_branches")
    },
    "a flag": loaded(SET, WAIT),
    "a flag to S": loaded(SET.replace("PIPE_V", "PIPE_S"), WAIT.replace("PIPE_V", "PIPE_S")),
    "a barrier": loaded("pipe_barrier(PIPE_ALL);", ""),
    "a barrier on one path": loaded("if (n > 1) { pipe_barrier(PIPE_ALL); }", ""),
    "a barrier on one path, a flag on the other": kernel(
        "TLOAD(a, gm); if (n > 1) { pipe_barrier(PIPE_ALL); } else { set_flag(PIPE_MTE2, PIPE_MTE3, EVENT_ID0); "
        "wait_flag(PIPE_MTE2, PIPE_MTE3, EVENT_ID0); } TSTORE(gm, b); TADD(b, a, a);"
    ),
    "a drain inside of an op": kernel("TEXP(b, a); TLOAD(c, gm); TSHL(d, e, f); gm[3] = s; TABS(f, c);"),
    "on one path": loaded(f"if (n > 1) {{ {SET} }}", WAIT),
    "too late": loaded("", f"{SET} TLOAD(a, gm); {WAIT}"),
    # Ops with a form that is known only at run time.
    "forms": kernel(
        "TLOAD(v, gm); TROWMAX(y, v, c); TROWEXPANDMUL(u, v, y); TSTORE(gm, u); TLOAD(c, gm); "
        "TTRANS(u, v, c); TABS(c, c);",
        tiles="".join(
            f"Tile<TileType::Vec, float, 16, {columns}, BLayout::{layout}, -1, -1, SLayout::NoneBox> {name}(n, n); "
            f"TASSIGN({name}, {at});"
            for name, at, columns, layout in (
                ("u", 0, 64, "RowMajor"),
                ("v", 4096, 64, "RowMajor"),
                ("c", 8192, 64, "RowMajor"),
                ("y", 16384, 1, "ColMajor"),
            )
        ),
    ),
    "round a loop": kernel(
        f"{SET} for (int i = 0; i < n; ++i) {{ {WAIT} TLOAD(a, gm); TEXP(b, a); {SET} TSTORE(gm, b); }} {WAIT}"
    ),
}

# Of these the analysis knows more.
NOT_CERTAIN = {
    "raised twice": loaded(SET + SET, WAIT),
    "raised again": loaded(SET, f"TLOAD(b, gm); {SET} {WAIT}"),
    "never raised": loaded("", WAIT),
}


def _synchronises(instruction: Instruction) -> bool:
    return instruction.statement is not None and synchronises(instruction.statement)


@pytest.mark.parametrize("bare", [True, False])
@pytest.mark.parametrize("name", [*SOURCES, *NOT_CERTAIN])
def test_the_walk_agrees_with_the_analysis(name: str, bare: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[_Trial, Selection]] = []
    choose, run = _Trial.choose, Selection.run

    def trial_watched(
        trial: _Trial, needed: dict[tuple[int, int], FlagFence], forced: set[int]
    ) -> tuple[list[int], CostBound | None]:
        def selection_watched(selection: Selection) -> list[int]:
            asked.append((trial, selection))
            return run(selection)

        monkeypatch.setattr(Selection, "run", selection_watched)
        return choose(trial, needed, forced)

    monkeypatch.setattr(_Trial, "choose", trial_watched)
    parsed = tree(SOURCES.get(name) or NOT_CERTAIN[name])
    for program in on_their_core(parsed, program_file(parsed, idle_callers=True).programs):
        with suppress(UnplaceableError):  # what stays may make it so, after the walks
            assert Engine(parsed, program, STRICT, _synchronises if bare else lambda _: False).placed
    random = Random(name)
    for trial, selection in asked:
        for share in (0, 0.3, 0.6, 0.9, 1):
            fences = [number for number in selection.pairs if random.random() < share]
            _compare(trial, selection, fences, is_certain=bare or name in SOURCES)


def _compare(trial: _Trial, selection: Selection, fences: list[int], is_certain: bool) -> None:
    """Of each pair that the fences were made for, with some of them."""
    order, reach = trial.order(fences), selection.reach
    unordered = [*order.cross.unordered, *order.in_global_memory.unordered]
    open_ = {(earlier.index, later.index) for earlier, later in unordered}
    enabled = sum(map(reach.flags_of, fences))
    for earlier, later in (pair for pairs in selection.pairs.values() for pair in pairs):
        complete, used = reach.ordered(earlier, [later], enabled)
        assert not (complete and (earlier.index, later.index) in open_)
        assert complete or not is_certain or (earlier.index, later.index) in open_
        if complete:  # what it says it rests on is enough
            assert set(reach.fences_of(used)) <= set(fences)
            assert reach.ordered(earlier, [later], used & enabled)[0]
