"""Each rule of docs/proof.md on a kernel of a few lines, with what must not be concluded from it."""

from __future__ import annotations

import pytest

from ptofix.api.checking import check as find
from ptofix.cpp.parser import parse
from ptofix.evidence.assumptions import BY_DISTANCE, FLAG_KEY, REPEAT_DISTANCE
from ptofix.evidence.grade import Grade
from ptofix.program.build import program_file
from ptofix.proof.check import MODELS, check, parsed_kernel
from ptofix.proof.explore import PAIR_KEY, SOURCE_KEY
from ptofix.proof.tests.kernels import kernel
from ptofix.proof.verdict import Proved, Refuted, Undecided, Verdict
from ptofix.testing.pairs import unordered_pairs
from ptofix.text.diagnostics import PtofixError, Severity
from ptofix.text.source import SourceFile

CHAIN = """
TADD(b, a, a);
{}
TMUL(c, b, b);
"""


def verdict(before: str, after: str, model: str = "strict", assumptions: frozenset[str] | None = None) -> Verdict:
    return check(kernel(before, "before.cpp"), kernel(after, "after.cpp"), model, assumptions)


def unordered(body: str, model: str = "strict", flag_key: str = PAIR_KEY) -> list[tuple[str, str]]:
    (program,) = program_file(parse(kernel(body))).programs
    found = unordered_pairs(program, model, flag_key)
    return sorted(
        {(w.obligations[0].earlier.text.split("(")[0], w.obligations[0].later.text.split("(")[0]) for w in found}
    )


ROUND_TRIP = "set V MTE3 0\nwait V MTE3 0\nset MTE3 V 0\nwait MTE3 V 0"


@pytest.mark.parametrize(
    "orders",
    ["bar", "bar ALL", ROUND_TRIP, "set V S 0\nwait V S 0"],
    ids=["barrier", "all", "round trip", "through S"],
)
def test_orders(orders: str) -> None:
    assert unordered(CHAIN.format(orders)) == []
    assert isinstance(verdict(CHAIN.format("bar"), CHAIN.format(orders)), Proved)


@pytest.mark.parametrize(
    "orders",
    [
        "",
        "bar MTE3",
        "set V MTE3 0\nwait V MTE3 0",
        "set MTE3 V 0\nwait MTE3 V 0",
        "set V MTE3 0\nset MTE3 V 0\nwait V MTE3 0\nwait MTE3 V 0",
        "set V MTE3 n\nwait V MTE3 n\nset MTE3 V 0\nwait MTE3 V 0",
        "something();",
        "set V MTE3 0\nwait V MTE3 0\nif (n < m) {\nset MTE3 V 0\n}\nwait MTE3 V 0",
    ],
    ids=["nothing", "other pipe", "half a trip", "other half", "set before wait", "run-time id", "unknown", "one path"],
)
def test_does_not_order(orders: str) -> None:
    assert ("TADD", "TMUL") in unordered(CHAIN.format(orders))
    answer = verdict(CHAIN.format(f"{orders}\nbar"), CHAIN.format(orders))
    assert isinstance(answer, Undecided if " n\n" in orders else Refuted)  # the ids may be the right ones


def test_flags_raised_before_the_access_do_not_cover_it() -> None:
    early = "set V MTE3 0\nTADD(b, a, a);\nwait V MTE3 0\nTSTORE(g, b);"
    late = "TADD(b, a, a);\nset V MTE3 0\nwait V MTE3 0\nTSTORE(g, b);"
    assert unordered(early) == [("TADD", "TSTORE")]
    assert unordered(late) == []
    assert isinstance(verdict(late, early), Refuted)


def test_a_wait_takes_the_eldest_flag() -> None:
    body = "set V MTE3 0\nTADD(b, a, a);\nset V MTE3 0\nwait V MTE3 0\n{}TSTORE(g, b);"
    assert unordered(body.format("")) == [("TADD", "TSTORE")]
    assert unordered(body.format("wait V MTE3 0\n")) == []


def test_identities_of_a_flag_differ() -> None:
    body = "set V MTE2 0\nTADD(b, a, a);\nset V MTE3 0\nwait V MTE3 0\nTSTORE(g, b);\nwait V MTE2 0"
    assert unordered(body) == []
    assert unordered(body, flag_key=SOURCE_KEY) == [("TADD", "TSTORE")]
    before = body.replace("set V MTE3", "bar ALL\nset V MTE3")
    assert isinstance(verdict(before, body), Refuted)
    with_key = verdict(before, body, assumptions=frozenset((FLAG_KEY,)))
    assert isinstance(with_key, Proved)
    assert with_key.assumptions == (FLAG_KEY,)


def test_pipes_race_for_a_flag_that_source_and_id_alone_name() -> None:
    """MTE2 may take the raise that is about the addition: then MTE3 waits for the elder one."""
    body = "set V MTE2 0\nTADD(b, a, a);\nset V MTE3 0\nwait V MTE2 0\nwait V MTE3 0\nTSTORE(g, b);"
    assert unordered(body) == []
    assert unordered(body, flag_key=SOURCE_KEY) == [("TADD", "TSTORE")]
    assert isinstance(verdict(body.replace("TSTORE", "bar ALL\nTSTORE"), body), Refuted)
    assert unordered(body.replace("set V MTE2 0\n", "").replace("wait V MTE2 0\n", ""), flag_key=SOURCE_KEY) == []


def test_loop_carried() -> None:
    loop = "for (int32_t i = 0; i < n; i += 1) {{\nTADD(b, a, c);\nbar\nTMUL(c, b, b);\n{}\n}}"
    assert unordered(loop.format("bar")) == []
    assert ("TMUL", "TADD") in unordered(loop.format(""))
    assert isinstance(verdict(loop.format("bar"), loop.format("")), Refuted)
    assert isinstance(verdict(loop.format("bar\nbar"), loop.format("bar")), Proved)


def test_an_order_that_held_on_one_path_only_must_not_be_lost() -> None:
    before = "TADD(b, a, a);\nif (n < m) {\nbar\n} else {\n}\nTMUL(c, b, b);"
    after = "TADD(b, a, a);\nif (n < m) {\n} else {\nbar\n}\nTMUL(c, b, b);"
    assert unordered(before) == unordered(after) == [("TADD", "TMUL")]
    assert isinstance(verdict(before, before), Proved)
    refuted = verdict(before, after)
    assert isinstance(refuted, Refuted)
    (witness,) = refuted.witnesses
    assert [(o.kind, str(o.region)) for o in witness.obligations] == [("RAW", "UB[2048, 4096)")]
    assert isinstance(verdict(before, before.replace("if (n < m) {\nbar\n}", "bar\nif (n < m) {\n}")), Proved)
    assert isinstance(verdict(before, before.replace("else {\n}", "else {\nbar\n}")), Proved)


def test_the_witness_names_statements_bytes_and_what_did_not_help() -> None:
    refuted = verdict(CHAIN.format("bar"), CHAIN.format("set V MTE3 0\nwait V MTE3 0"))
    assert isinstance(refuted, Refuted)
    (witness,) = refuted.witnesses
    assert "`TMUL(c, b, b);`" in witness.message
    assert "`TADD(b, a, a);`" in witness.message
    assert "RAW on UB[2048, 4096)" in witness.message
    assert [text for _, text in witness.passed] == [
        "set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);", "wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);"
    ]  # fmt: skip


def test_repeat_distance() -> None:
    wide = "TADD(y, x, x);\n{}\nTMUL(y, y, x);"
    assert isinstance(verdict(wide.format("bar"), wide.format(""), "strict"), Refuted)
    proved = verdict(wide.format("bar"), wide.format(""), "default")
    assert isinstance(proved, Proved)
    assert proved.assumptions == (REPEAT_DISTANCE,)
    assert isinstance(verdict(wide.format("bar"), wide.format(""), "default", frozenset()), Refuted)
    assert isinstance(verdict(CHAIN.format("bar"), CHAIN.format(""), "default"), Refuted)
    between = "TADD(b, a, a);\n{}\nTADD(y, x, x);\nTMUL(c, b, b);"
    far = kernel(between.format("bar")), kernel(between.format(""))
    assert isinstance(check(*far, evidence=Grade.EXTRAPOLATED), Proved)
    assert isinstance(check(*far), Refuted)  # far enough apart, but not as long as the assembler requires


@pytest.mark.parametrize(
    ("body", "flag"),
    [
        ("TADD(b, a, a);\n{0}TEXP(c, c);\n{1}TLOAD(a, g);", "V MTE2 0"),
        ("TADD(b, a, a);\n{0}TEXP(c, c);\n{1}TSTORE(g, b);", "V MTE3 0"),
        ("TADD(x, y, y);\n{0}TEXP(c, c);\n{1}TLOAD(y, g);", "V MTE2 0"),
    ],
)
def test_no_distance_orders_two_pipes(body: str, flag: str) -> None:
    more = body.replace("TEXP(c, c);\n", "TEXP(c, c);\n" * 20)
    before, after = (kernel(more.format(*each)) for each in ((f"set {flag}\n", f"wait {flag}\n"), ("", "")))
    for grade in Grade:
        assert isinstance(check(before, after, evidence=grade), Refuted)
        errors = {one.code for one in find(after.text, evidence=str(grade)) if one.severity is Severity.ERROR}
        assert errors & {"PF104", "PF105"}


@pytest.mark.parametrize("left_out", sorted(BY_DISTANCE))
def test_an_order_rests_on_its_own_assumption(left_out: str) -> None:
    """However many repeats lie between, whatever the grade, and though another order rests on all that is assumed."""
    taken = MODELS["default"] - {left_out}
    other = "TABS(x, x);" if left_out == REPEAT_DISTANCE else "TABS(y, y);"
    for later, needed in (("TADD(d, a, a);", "hw.repeat-distance"), ("TADD(b, d, d);", "hw.read-before-write")):
        body = f"TEXP(y, x);\nTADD(a, b, c);\n{{}}\n{other}\n{later}"
        before, after = (body.format(line) for line in ("bar", ""))
        found = check(kernel(before), kernel(after), assumptions=taken, evidence=Grade.EXTRAPOLATED)
        assert isinstance(found, Proved) is (needed in taken), later


def test_drains_inside_a_call_count_in_models_with_micro_steps() -> None:
    body = "TROWMAX(b, x, y);\n{}\nTADD(c, b, b);"
    assert isinstance(verdict(body.format("bar"), body.format(""), "ops"), Refuted)
    # The same by pair: what the table says of the call decides, not the name.
    assert (("TROWMAX", "TADD") in unordered(body.format(""), "strict")) == isinstance(
        verdict(body.format("bar"), body.format(""), "strict"), Refuted
    )


def test_flags_stay_in_balance() -> None:
    pair = "TADD(b, a, a);\nset V MTE3 0\nwait V MTE3 0\nTADD(d, a, a);"
    no_set, no_wait = pair.replace("set V MTE3 0\n", ""), pair.replace("wait V MTE3 0\n", "")
    neither = no_set.replace("wait V MTE3 0\n", "")
    assert isinstance(verdict(pair, neither), Proved)
    for wrong in (no_set, no_wait):
        refuted = verdict(pair, wrong)
        assert isinstance(refuted, Refuted)
        assert refuted.witnesses[0].obligations == ()
        assert isinstance(verdict(wrong, wrong), Proved)


def test_copies_of_one_pipe_keep_their_order_in_global_memory() -> None:
    stores = "TSTORE(g, a);\n{}\nTSTORE(g, b);"
    assert isinstance(verdict(stores.format("bar MTE3"), stores.format("")), Refuted)
    assert unordered(stores.format("")) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("TADD(b, a, c);", "TADD(b, c, a);"),
        ("TADD(b, a, c);", "TSUB(b, a, c);"),
        ("TADD(b, a, c);\nTADD(d, b, b);", "TADD(b, a, c);"),
        ("TADD(b, a, c);", "TADD(b, a, c);\nTADD(b, a, c);"),
        ("if (n < m) {\nTADD(b, a, c);\n}", "if (m < n) {\nTADD(b, a, c);\n}"),
        ("if (n < m) {\nTADD(b, a, c);\n}", "TADD(b, a, c);"),
        ("TSTORE(g, a);", "TSTORE(h, a);"),
    ],
)
def test_other_differences_are_no_verdict(before: str, after: str) -> None:
    found = verdict(before, after)
    assert isinstance(found, Undecided)
    assert any(place is not None for place in found.places)


def test_comments_and_blanks_do_not_matter() -> None:
    before = kernel(CHAIN.format("bar"))
    commented = before.text.replace("pipe_barrier(PIPE_V);", "/* kept */ pipe_barrier( PIPE_V ) ; // so")
    commented = commented.replace("TMUL(c, b, b);", "TMUL(c,\n    b, /* twice */ b);")
    assert isinstance(check(before, SourceFile("after.cpp", commented), "strict"), Proved)
    lost = commented.replace("pipe_barrier( PIPE_V ) ;", "")
    assert isinstance(check(before, SourceFile("after.cpp", lost), "strict"), Refuted)


def test_names_matter_but_across_versions() -> None:
    before = kernel(CHAIN.format("bar"))
    renamed = before.text.replace("a_at", "at_of_a").replace("(uint64_t) 4096", "(uint64_t) (int64_t) 0x1000")
    assert isinstance(check(before, SourceFile("after.cpp", renamed), "strict"), Undecided)
    proved = check(before, SourceFile("after.cpp", renamed), "strict", across_versions=True)
    assert isinstance(proved, Proved)
    assert proved.renamed
    lost = SourceFile("after.cpp", renamed.replace("pipe_barrier(PIPE_V);", ""))
    assert isinstance(check(before, lost, "strict", across_versions=True), Refuted)


def test_a_helper_is_followed_where_it_is_called() -> None:
    helper = "static AICORE void helper() {{\n  {}\n}}\n__global__"
    main = kernel("TADD(b, a, a);\nhelper();\nTMUL(c, b, b);")
    with_barrier, without = (
        SourceFile("k.cpp", main.text.replace("__global__", helper.format(line)))
        for line in ("pipe_barrier(PIPE_V);", "")
    )
    refuted = check(with_barrier, without)
    assert isinstance(refuted, Refuted)
    assert refuted.witnesses[0].path[1] == 5
    assert isinstance(check(without, with_barrier), Proved)


def test_unknown_names_of_models_and_assumptions() -> None:
    with pytest.raises(ValueError, match="no model"):
        verdict("TADD(b, a, a);", "TADD(b, a, a);", "fast")
    with pytest.raises(ValueError, match="does not take"):
        verdict("TADD(b, a, a);", "TADD(b, a, a);", "ops", frozenset((REPEAT_DISTANCE,)))


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (SourceFile("k.pto", "module {\n}\n"), "is PTO IR"),
        (SourceFile("k.cpp", "void f() {\n  return;\n}\n"), "touches on-chip memory"),
        (SourceFile("k.cpp", "void f() {\n  try { } catch (...) { }\n}\n"), "touches on-chip memory"),
        (SourceFile("k.cpp", "__global__ AICORE void k() {\n  return;\n}\n"), "touches on-chip memory"),
    ],
)
def test_nothing_to_prove(source: SourceFile, reason: str) -> None:
    with pytest.raises(PtofixError, match=f"nothing to prove: .*{reason}"):
        parsed_kernel(source)


@pytest.mark.parametrize(
    ("first", "barrier", "last"),
    [
        ("TLOAD(x, g);", "bar MTE2", "TLOAD(x, g);"),
        ("other(a);", "bar", "TADD(c, a, a);"),
    ],
)
def test_repeats_keep_apart_only_known_work_of_the_vector_unit(first: str, barrier: str, last: str) -> None:
    body = f"{first}\nTADD(y, y, y);\n{{}}\n{last}"
    before, after = kernel(body.format(barrier)), kernel(body.format(""))
    assert not isinstance(check(before, after, "default", evidence=Grade.EXTRAPOLATED), Proved)
    near, far = (
        kernel(body.format(x).replace(first, "TADD(a, b, b);").replace(last, "TADD(c, a, a);")) for x in ("bar", "")
    )
    assert isinstance(check(near, far, "default", evidence=Grade.EXTRAPOLATED), Proved)
