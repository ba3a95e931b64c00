"""Drains that ops make with flags of their own: they count unless the code around them raises the same flag."""

from __future__ import annotations

from unittest.mock import patch

import pytest

from ptofix.evidence.assumptions import FLAG_KEY
from ptofix.hardware.pipe import Pipe
from ptofix.isa.architecture import A2A3, Arch
from ptofix.isa.drain import Drain
from ptofix.order import model as models
from ptofix.order.cross import by_pipe_pair
from ptofix.order.inner_drains import _is_raised_by
from ptofix.order.model import STRICT, ProgramOrder
from ptofix.program.build import program_file
from ptofix.program.program import SetFlag
from ptofix.proof.check import check
from ptofix.proof.verdict import Proved, Refuted, Undecided
from ptofix.testing.soundness import examine
from ptofix.tests.build import kernel, order_hazards, program, tile, tree

# TSHL sets and awaits V → S and S → V, EVENT_ID0, inside: the first drains V between the two that meet in `a`.
BODY = """
set_flag({0});
TADD(a, b, c);
TSHL(e, f, f);
{1}
TADD(d, a, a);
wait_flag({0});
"""
BARRIER = "pipe_barrier(PIPE_V);"


@pytest.mark.parametrize(
    ("flag", "by_pair", "by_both"),
    [
        (("V", "S", "EVENT_ID0"), False, False),  # the flag of the header
        (("V", "S", "EVENT_ID1"), True, True),
        (("V", "MTE3", "EVENT_ID0"), True, False),  # the same one if source and id alone name a flag
        (("V", "MTE3", "EVENT_ID1"), True, True),
        (("V", "S", "n"), False, False),  # any id
        (("V", "MTE3", "n"), True, False),
        (("MTE2", "S", "EVENT_ID0"), True, True),
    ],
)
def test_by_source_target_and_id(flag: tuple[str, str, str], by_pair: bool, by_both: bool) -> None:
    words = f"PIPE_{flag[0]}, PIPE_{flag[1]}, {flag[2]}"
    before, after = (kernel(BODY.format(words, barrier)) for barrier in (BARRIER, ""))
    for model, holds in ((STRICT, by_pair), (STRICT.without(FLAG_KEY), by_both)):
        unordered = order_hazards(ProgramOrder(program(BODY.format(words, "")), model))
        assert ("TADD -> TADD" not in unordered) is holds
        assert isinstance(verdict := check(before, after, "strict", model.assumed), Proved if holds else Refuted)
        assert (FLAG_KEY in getattr(verdict, "assumptions", ())) is (by_pair and not by_both and holds)


@pytest.mark.parametrize(("arch", "used"), [(A2A3, 0), (A2A3.with_older({"TPOW": ""}), 7)], ids=["August", "June"])
def test_of_the_op_that_names_other_ids(arch: Arch, used: int) -> None:
    """TPOW uses EVENT_ID7 in the headers of June, EVENT_ID0 in those of August."""
    tiles = tile("i", 65536).replace("float", "int32_t")
    for event in (0, 1, 7):
        flag = f"PIPE_V, PIPE_S, EVENT_ID{event}"
        ops = "TADD(a, b, c); TPOW(i, i, i); TADD(d, a, a);"
        source = kernel(f"{tiles} set_flag({flag}); {ops} wait_flag({flag});")
        (made,) = (p for p in program_file(tree(source), arch).programs if p.core == "vector")
        assert ("TADD -> TADD" in order_hazards(ProgramOrder(made, STRICT))) is (event == used)


RANDOM = [BODY.format(f"PIPE_V, PIPE_{target}, EVENT_ID{event}", "") for target in ("S", "MTE3") for event in (0, 1)]


@pytest.mark.parametrize("body", RANDOM)
def test_brute_force_agrees(body: str) -> None:
    assert not examine(kernel(body).text).bugs


SET, WAIT = "set_flag(PIPE_V, PIPE_S, EVENT_ID0);", "wait_flag(PIPE_V, PIPE_S, EVENT_ID0);"
OPS = "TADD(a, b, c); TSHL(e, f, f); {} TADD(d, a, a);"


@pytest.mark.parametrize(
    ("around", "down"),
    [
        (f"{SET} {WAIT} {OPS}", True),  # taken again
        (f"{OPS} {SET} {WAIT}", True),  # raised later
        (f"for (int i = 0; i < n; ++i) {{ {SET} {WAIT} {OPS} }}", True),
        (f"for (int i = 0; i < n; ++i) {{ {OPS} {SET} }} {WAIT}", False),  # up in the second round
        (f"{SET} for (int i = 0; i < n; ++i) {{ {OPS} {WAIT} {SET} }} {WAIT}", False),  # carried around the loop
        (f"if (n) {{ {SET} }} {OPS} if (n) {{ {WAIT} }}", False),  # up on one way
        (f"{SET} if (n) {{ {WAIT} }} {OPS}", False),  # taken on one way
        (f"{SET} {SET} {WAIT} {OPS} {WAIT}", False),  # up once more
        (f"{SET} {WAIT} {OPS} set_flag(PIPE_V, PIPE_S, n); wait_flag(PIPE_V, PIPE_S, n);", False),  # any id
        (f"{SET} {WAIT} unknown(b); {BARRIER} {OPS}", False),  # may raise any flag
        (f"unknown(b); {BARRIER} {OPS}", False),  # where no other flag is raised too
        (f"{OPS} unknown(b);", False),  # wherever it stands
    ],
)
def test_a_flag_that_is_down_spoils_nothing(around: str, down: bool) -> None:
    before, after = (kernel(around.replace("{}", barrier)) for barrier in (BARRIER, ""))
    assert ("TADD -> TADD" not in order_hazards(ProgramOrder(program(around.replace("{}", "")), STRICT))) is down
    assert isinstance(check(before, after, "strict", STRICT.assumed), Proved if down else Refuted)
    both = STRICT.without(FLAG_KEY)
    if "set_flag" in around:  # another pipe may still have to take it, if source and id alone name it
        assert "TADD -> TADD" in order_hazards(ProgramOrder(program(around.replace("{}", "")), both))
        assert isinstance(check(before, after, "strict", both.assumed), Refuted)


@pytest.mark.parametrize("unknown", ["unknown(b);", "set_flag(PIPE_V, PIPE_S, n); wait_flag(PIPE_V, PIPE_S, n);"])
def test_a_drain_that_may_order_orders_no_more_where_one_text_changes_its_flag(unknown: str) -> None:
    """What comes later may raise any flag: so the drain may order in the text before, which has no flag around it."""
    around = "{} TADD(a, b, c); TSHL(e, f, f); TADD(d, a, a); {}"
    without, with_flag = (kernel(around.format(*flag) + unknown) for flag in (("", ""), (SET, WAIT)))
    for texts in ((without, with_flag), (with_flag, without)):
        assert isinstance(check(*texts, "strict", STRICT.assumed), Undecided)


@pytest.mark.parametrize("around", [f"{SET} {WAIT} {OPS}", f"{SET} {OPS} {WAIT}", f"{SET} {SET} {WAIT} {OPS} {WAIT}"])
def test_brute_force_knows_whether_it_is_down(around: str) -> None:
    lines = around.replace("{}", "").replace("; ", ";\n")  # brute force tells statements by their lines
    assert not examine(kernel(lines).text).bugs


def test_brute_force_sees_a_drain_that_is_trusted_too_much() -> None:
    with patch.object(models, "without_doubtful_drains", lambda effects, _: effects):
        assert any("misses" in bug for bug in examine(kernel(RANDOM[0]).text).bugs)


def test_a_drain_whose_target_is_not_known_waits_for_any_flag_of_its_source() -> None:
    """From V to V stands for a barrier or a flag, as it is not known which: docs of `Drain`."""
    unknown, known = Drain(Pipe.V, Pipe.V), Drain(Pipe.V, Pipe.S)
    outer = SetFlag(Pipe.V, Pipe.MTE3, 0)
    assert _is_raised_by(outer, unknown, 0, by_pipe_pair)
    assert not _is_raised_by(outer, known, 0, by_pipe_pair)
    assert not _is_raised_by(SetFlag(Pipe.MTE2, Pipe.V, 0), unknown, 0, by_pipe_pair)
