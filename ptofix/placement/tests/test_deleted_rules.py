"""Each rule of the engine left out in turn: the judge refuses what comes of it, in one kernel at least."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from ptofix.evidence.assumptions import FLAG_KEY
from ptofix.evidence.grade import Grade
from ptofix.hardware.pipe import Pipe
from ptofix.isa.architecture import A2A3
from ptofix.order.cross import CrossOrder
from ptofix.order.model import MODELS, ProgramOrder
from ptofix.placement import engine, event_ids
from ptofix.placement.engine import Engine
from ptofix.placement.fences import FlagFence, fences_for
from ptofix.placement.reach import Reach
from ptofix.placement.selection import Pair, Selection
from ptofix.placement.written import Inserted, flag_statements
from ptofix.proof.absolute import check_alone
from ptofix.proof.product import Parsed
from ptofix.proof.verdict import Proved
from ptofix.rewriting.pipeline import Settings, run_pipeline
from ptofix.rewriting.pipeline_text import parse_pipeline
from ptofix.testing.corpus import NO_SYNC
from ptofix.tests.build import kernel, tile
from ptofix.text.source import SourceFile, read_source

NAMES = ("c_rowmax_reshape_alias", "i_loop_carried", "m_cube_double_buffer", "h_final_div_pair")
SLOTS = (
    "for (int i = 0; i < n; i += 1) "
    "{ TASSIGN(a, (i % 3) * 4096); TLOAD(a, gm); TEXP(a, a); TABS(b, a); TSTORE(to, a); TSTORE(more, b); }"
)
SHAPE = "pto::Shape<1, 1, 1, 16, 64>, pto::Stride<1024, 1024, 1024, 64, 1>"
KERNELS = [
    *(read_source(str(NO_SYNC / f"{name}.v0.45.no-sync.cpp")) for name in NAMES),
    kernel(
        SLOTS,
        tiles=f"{tile('a')} {tile('b', 65536)}",
        parameters="__gm__ float* gm, __gm__ float* to, __gm__ float* more, int32_t n",
    ),
    kernel("GlobalTensor<float, " + SHAPE + ", pto::Layout::ND> g(gm); TSTORE(g, a); TLOAD(b, g);"),
    kernel("if (n > 1) { TLOAD(a, gm); } TEXP(b, a); TSTORE(gm, b);"),
    kernel("for (int i = 0; i < n; ++i) { TLOAD(a, gm); if (n == 3) { continue; } TEXP(b, a); TSTORE(gm, b); }"),
]

Patch = Callable[[pytest.MonkeyPatch], None]


def _without_pairs_of(source: Pipe, target: Pipe) -> Patch:
    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        unordered = Engine._unordered

        def fewer(self: Engine, order: ProgramOrder) -> Iterable[Pair]:
            return [(x, y) for x, y in unordered(self, order) if (x.pipe, y.pipe) != (source, target)]

        monkeypatch.setattr(Engine, "_unordered", fewer)

    return patch


def _without_global_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ProgramOrder, "in_global_memory", property(lambda self: CrossOrder(self.effects, [])))


def _without_barriers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine._Trial, "barriers", lambda *_: ((), None))


def _with_less_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is left is not looked at, either."""
    chosen, left = Selection.run, Engine._fences_of
    monkeypatch.setattr(Selection, "run", lambda self: chosen(self)[1:])
    monkeypatch.setattr(Engine, "_fences_of", lambda self, order: left(self, order) if order is self.before else {})


def _flags_changed(change: Callable[[FlagFence, list[Inserted]], list[Inserted]]) -> Patch:
    """Fences that are changed come to no other fence's rescue."""

    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        def changed(fence: FlagFence, first: int, prefix: str = "EVENT_ID") -> list[Inserted]:
            return change(fence, flag_statements(fence, first, prefix))

        monkeypatch.setattr(engine, "flag_statements", changed)
        monkeypatch.setattr(engine, "fences_for", lambda *pair: fences_for(*pair)[:1])

    return patch


def _without_at_jumps(name: str) -> Patch:
    return _flags_changed(
        lambda _, found: [one for one in found if not (one.unit.unit.is_jump and one.text.startswith(name))]
    )


def _colours_changed(**parts: Any) -> Patch:
    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        for name, part in parts.items():
            monkeypatch.setattr(event_ids, name, part)

    return patch


def _apart_by_target(program: Any) -> Iterator[Any]:
    """As if a flag to another pipe could have the same id: so it is under one identity only."""
    return (pair for pair in _TOGETHER(program) if pair[0][1] == pair[1][1])


_TOGETHER = event_ids._together


def _one_id_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of flags in turn only the lowest id is kept free."""
    coloured = event_ids.colours
    monkeypatch.setattr(engine, "colours", lambda p, turns, pairs: coloured(p, dict.fromkeys(turns, 1), pairs))


def _raised_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """The walk takes a flag to cover the site although its pipe has not waited for it."""
    ordered = Reach.ordered
    monkeypatch.setattr(Reach, "ordered", lambda self, x, later, on: (True, ordered(self, x, later, on)[1]))
    left = Engine._fences_of
    monkeypatch.setattr(Engine, "_fences_of", lambda self, order: left(self, order) if order is self.before else {})


RULES: dict[str, Patch] = {
    "an order from MTE2 to V": _without_pairs_of(Pipe.MTE2, Pipe.V),
    "an order from V to MTE3": _without_pairs_of(Pipe.V, Pipe.MTE3),
    "an order from V to MTE2": _without_pairs_of(Pipe.V, Pipe.MTE2),
    "an order from MTE3 to V": _without_pairs_of(Pipe.MTE3, Pipe.V),
    "an order from MTE1 to M": _without_pairs_of(Pipe.MTE1, Pipe.M),
    "an order from M to MTE1": _without_pairs_of(Pipe.M, Pipe.MTE1),
    "orders through global memory": _without_global_memory,
    "barriers of one pipe": _without_barriers,
    "each fence that is chosen": _with_less_chosen,
    "what is in order already is asked": _raised_everywhere,
    "the set": _flags_changed(lambda _, found: found[1:]),
    "the wait": _flags_changed(lambda _, found: [found[0], *found[2:]]),
    "the set before a loop": _flags_changed(lambda _, found: [*found[:2], *found[3::2]]),
    "the wait after a loop": _flags_changed(lambda _, found: [*found[:2], *found[2::2]]),
    "the set is after its unit": _flags_changed(
        lambda _, found: [replace(found[0], behind=not found[0].behind), *found[1:]]
    ),
    "the set before a jump": _without_at_jumps("set_flag"),
    "the wait before a jump": _without_at_jumps("wait_flag"),
    "each of the flags in turn": _flags_changed(lambda fence, found: found[:4] if fence.turns > 1 else found),
    "flags that are up together": _colours_changed(_together=lambda _: iter(())),
    "both identities of a flag": _colours_changed(_together=_apart_by_target),
    "ids of flags in turn": _one_id_each,
}


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_that_is_left_out_is_missed(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    RULES[rule](monkeypatch)
    refused = [source for source in KERNELS if _is_refused(source)]
    assert refused


@pytest.mark.parametrize("source", KERNELS, ids=range(len(KERNELS)))
def test_with_all_rules_nothing_is_refused(source: SourceFile) -> None:
    assert not _is_refused(source)


def _is_refused(source: SourceFile) -> bool:
    """Under both identities of a flag."""
    made = run_pipeline(source, parse_pipeline("resynchronise"), Settings(verify=False)).source
    assumed = MODELS["strict"].assumed - {FLAG_KEY}
    return not isinstance(check_alone(Parsed.of(made, A2A3, True), "strict", assumed, Grade.EXTRAPOLATED), Proved)
