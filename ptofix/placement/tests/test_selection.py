"""The greedy choice of fences orders every pair, and none of them can go."""

from __future__ import annotations

import pytest

from ptofix.order.model import STRICT
from ptofix.placement.engine import Engine
from ptofix.placement.selection import Selection
from ptofix.placement.sequences import synchronises
from ptofix.program.build import program_file
from ptofix.rules.kinds_of_core import on_their_core
from ptofix.testing.corpus import NO_SYNC
from ptofix.testing.kernels import kernel_of_seed, shape_of_seed
from ptofix.tests.build import kernel, run, tree
from ptofix.text.source import SourceFile, read_source

SOURCES = {
    **{f"seed{seed}": SourceFile("k.cpp", kernel_of_seed(seed, shape_of_seed(seed))) for seed in (*range(20), 28, 35)},
    **{
        name: read_source(str(NO_SYNC / f"{name}.v0.45.no-sync.cpp"))
        for name in ("g_gu_loop", "h_final_div_pair", "i_loop_carried", "m_cube_double_buffer")
    },
}


@pytest.mark.parametrize("name", SOURCES)
def test_no_fence_can_go(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[Selection, list[int]]] = []
    run_ = Selection.run

    def watched(selection: Selection) -> list[int]:
        chosen = run_(selection)
        asked.append((selection, chosen))
        return chosen

    monkeypatch.setattr(Selection, "run", watched)
    parsed = tree(SOURCES[name])
    for program in on_their_core(parsed, program_file(parsed, idle_callers=True).programs):
        assert Engine(parsed, program, STRICT, lambda i: i.statement is not None and synchronises(i.statement)).placed
    for selection, chosen in asked:
        assert selection.forced <= set(chosen)
        assert _orders_all(selection, chosen)
        for number in set(chosen) - selection.forced:
            assert not _orders_all(selection, [other for other in chosen if other != number])


def _orders_all(selection: Selection, chosen: list[int]) -> bool:
    enabled = sum(map(selection.reach.flags_of, chosen))
    pairs = (pair for pairs in selection.pairs.values() for pair in pairs)
    return all(selection.reach.ordered(earlier, [later], enabled)[0] for earlier, later in pairs)


@pytest.mark.parametrize(
    ("body", "flags"),
    [
        # The shortest first: the load of `c` comes last, and orders that of `a` too.
        ("TLOAD(a, gm); TLOAD(c, gm); TADD(b, a, c);", ["TLOAD(c, gm)"]),
        ("TLOAD(a, gm); TEXP(b, a); TLOAD(c, gm); TEXP(d, c);", ["TLOAD(a, gm)", "TLOAD(c, gm)"]),
        # The flag inside of the loop is needed, and is enough for what follows the loop.
        ("for (int i = 0; i < n; ++i) { TLOAD(a, gm); TEXP(b, a); } TSTORE(gm, b);", ["TLOAD(a, gm)", "}"]),
    ],
)
def test_where_the_flags_of_loads_and_stores_stand(body: str, flags: list[str]) -> None:
    made = run(kernel(body), "resynchronise", strip=True).source.text
    straight = [made[:at].rstrip("; ") for at in _places(made) if "V, PIPE_MTE2" not in made[at : at + 30]]
    assert [text.endswith(flag) for text, flag in zip(straight, flags)] == [True] * len(flags) == [True] * len(straight)


def _places(text: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith("set_flag(", at)]
