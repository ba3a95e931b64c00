"""The greedy choice of fences orders every pair, and none of them can go."""

from __future__ import annotations

import pytest

from ptofix.order.covering import Cover
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


def selections(source: SourceFile, monkeypatch: pytest.MonkeyPatch) -> list[tuple[Selection, list[int]]]:
    """What is chosen on the way to the flags of a text."""
    asked: list[tuple[Selection, list[int]]] = []

    def watched(selection: Selection) -> list[int]:
        chosen = RUN(selection)
        asked.append((selection, chosen))
        return chosen

    monkeypatch.setattr(Selection, "run", watched)
    parsed = tree(source)
    for program in on_their_core(parsed, program_file(parsed, idle_callers=True).programs):
        assert Engine(parsed, program, STRICT, lambda i: i.statement is not None and synchronises(i.statement)).placed
    return asked


RUN = Selection.run


@pytest.mark.parametrize("name", SOURCES)
def test_no_fence_can_go(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for selection, chosen in selections(SOURCES[name], monkeypatch):
        assert selection.forced <= set(chosen)
        assert _orders_all(selection, chosen)
        for number in set(chosen) - selection.forced:
            assert not _orders_all(selection, [other for other in chosen if other != number])


def test_what_is_forced_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    selection, chosen = selections(SOURCES["h_final_div_pair"], monkeypatch)[0]
    others = set(selection.pairs) - set(chosen)
    assert others
    for number in others:
        again = Selection(selection.reach, selection.fences, selection.pairs, {number})
        assert number in RUN(again)


def test_what_a_search_without_end_leaves_is_the_greedy_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    found, chosen = selections(SOURCES["h_final_div_pair"], monkeypatch)[0]
    monkeypatch.setattr("ptofix.placement.selection.cheapest_cover", lambda *_: Cover(None, 3))
    again = Selection(found.reach, found.fences, found.pairs, found.forced)
    assert again.cheapest()[0] == chosen


def test_round_a_loop_a_flag_is_up_for_the_rest_of_the_round(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two in one loop, and in loops of different lengths, the one that is up for fewer statements is tried first."""
    loop = "for (int i = 0; i < n; ++i)"
    body = f"{loop} {{ TLOAD(a, gm); TEXP(b, a); }} {loop} {{ TLOAD(c, gm); TABS(e, f); TNEG(f, e); TEXP(d, c); }}"
    selection, _ = selections(kernel(body), monkeypatch)[0]
    carried = [number for number, fence in enumerate(selection.fences) if fence.loop is not None]
    lengths = {selection._cost(number)[2] for number in carried}
    assert lengths == {1}
    straight = [number for number, fence in enumerate(selection.fences) if fence.loop is None]
    assert {selection._cost(number)[2] for number in straight} == {1, 3}


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
