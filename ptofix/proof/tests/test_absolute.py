"""One text judged by itself: what is proved, each way to be refuted, and what is never decided."""

from __future__ import annotations

import pytest

from ptofix.evidence.assumptions import FLAG_KEY
from ptofix.evidence.grade import DEFAULT_GRADE
from ptofix.isa.architecture import A2A3
from ptofix.proof.absolute import NOT_JUDGED, check_alone, judged_alone
from ptofix.proof.check import MODELS
from ptofix.proof.product import Parsed
from ptofix.proof.tests.kernels import kernel
from ptofix.proof.verdict import Proved, Refuted, Undecided, Verdict
from ptofix.text.source import SourceFile

LOAD_ADD = "TLOAD(a, g);\nset MTE2 V 0\nwait MTE2 V 0\nTADD(b, a, a);"


def judged(body: str | SourceFile, model: str = "strict", assumptions: frozenset[str] = frozenset()) -> Verdict:
    source = kernel(body) if isinstance(body, str) else body
    return check_alone(Parsed.of(source), model, assumptions | MODELS[model], DEFAULT_GRADE)


def words(found: Verdict) -> str:
    if isinstance(found, Undecided):
        return found.reason
    return "; ".join(witness.message for witness in found.witnesses) if isinstance(found, Refuted) else ""


@pytest.mark.parametrize(
    "body",
    [
        LOAD_ADD,
        "TADD(b, a, a);\nbar\nTMUL(c, b, b);",
        f"set V MTE2 1\nwhile (n < m) {{\nwait V MTE2 1\n{LOAD_ADD}\nset V MTE2 1\n}}\nwait V MTE2 1",
        "if (n < m) {\nset V MTE3 0\nwait V MTE3 0\n}\nTADD(b, a, a);",
        "TSTORE(g, a);\nTSTORE(g, b);",
    ],
    ids=["flags", "barrier", "carried around a loop", "balanced in a branch", "global memory"],
)  # fmt: skip
def test_in_order(body: str) -> None:
    found = judged(body)
    assert isinstance(found, Proved)
    assert found.not_judged == NOT_JUDGED
    assert found.assumptions == ()
    assert found.statistics.states > 0


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("TLOAD(a, g);\nTADD(b, a, a);", "RAW on UB[0, 2048)"),
        ("TADD(b, a, a);\nTMUL(c, b, b);", "RAW on UB[2048, 4096)"),
        ("TADD(b, a, a);\nTLOAD(a, g);", "WAR on UB[0, 2048)"),
        ("for (int32_t i = 0; i < n; i += 1) {\n" + LOAD_ADD + "\n}", "WAR on UB[0, 2048)"),
        ("if (n < m) {\nset MTE2 V 0\n}\nwait MTE2 V 0", "on some path nothing raises flag (MTE2, V, 0)"),
        ("for (int32_t i = 0; i < n; i += 1) {\nset MTE2 V 0\n}\nwait MTE2 V 0", "nothing raises flag (MTE2, V, 0)"),
        ("set MTE2 V 0\nTADD(b, a, a);", "flag (MTE2, V, 0) is still raised when the function ends"),
        ("set MTE2 V 0\nif (n < m) {\nwait MTE2 V 0\n}", "flag (MTE2, V, 0) is still raised when the function ends"),
        ("set MTE2 V 8\nwait MTE2 V 8", "flag (MTE2, V, 8) does not exist"),
        ("wait MTE2 V 0\nset V MTE2 0\nwait V MTE2 0\nset MTE2 V 0", "nothing raises flag (MTE2, V, 0)"),
        (
            "wait MTE2 V 0\nset V MTE3 0\nwait V MTE3 0\nset MTE3 MTE2 0\nwait MTE3 MTE2 0\nset MTE2 V 0",
            "nothing raises flag (MTE2, V, 0)",
        ),
        ("wait MTE2 V 0\nbar ALL\nset MTE2 V 0", "nothing raises flag (MTE2, V, 0)"),
        (
            "if (n < m) {\nwait MTE2 V 0\nset MTE2 V 0\n} else {\nwait MTE2 V 0\nbar\nset MTE2 V 0\n}",
            "nothing raises flag (MTE2, V, 0)",
        ),
        ("for (int32_t i = 0; i < n; i += 1) {\nwait V MTE2 0\nset V MTE2 0\n}", "nothing raises flag (V, MTE2, 0)"),
    ],
    ids=[
        "between pipes", "on one pipe", "overwritten", "next round", "one branch", "no round",
        "left raised", "taken in one branch", "out of range", "two pipes wait for each other", "three pipes in a ring",
        "a barrier in between", "raised after its wait on every path", "raised at the end of a round only",
    ],
)  # fmt: skip
def test_not_in_order(body: str, message: str) -> None:
    for assumptions in (frozenset[str](), frozenset((FLAG_KEY,))):
        found = judged(body, assumptions=assumptions)
        assert isinstance(found, Refuted)
        assert message in words(found)


@pytest.mark.parametrize("last", ["", "bar V", "TADD(b, a, a);"])
def test_whether_flags_count_is_not_known(last: str) -> None:
    """As a bit, a flag that is raised twice is taken once."""
    found = judged(f"set MTE2 V 0\nset MTE2 V 0\nwait MTE2 V 0\nwait MTE2 V 0\n{last}")
    assert isinstance(found, Undecided)
    assert found.reason == "flag (MTE2, V, 0) is raised again before it was awaited: whether flags count is not known"


def test_where_a_flag_goes_wrong() -> None:
    """What is not known of another flag is no fault, and hides none."""
    found = judged("set V MTE3 n\nwait V MTE3 n\nset MTE2 V 8\nset V S 0\nwait MTE2 V 8")
    assert isinstance(found, Refuted)
    assert [(witness.message, witness.path) for witness in found.witnesses] == [
        ("line 28: flag (MTE2, V, 8) does not exist", (28,)),
        ("line 30: flag (MTE2, V, 8) does not exist", (30,)),
        ("flag (V, S, 0) is still raised when the function ends", ()),
    ]


def test_a_pair_is_named_once_however_many_paths_lead_to_it() -> None:
    found = judged("TLOAD(a, g);\nif (n < m) {\nset MTE3 S 0\n}\nTADD(b, a, a);")
    assert words(found).count("RAW on UB[0, 2048)") == 1


def test_a_flag_that_an_op_uses_inside() -> None:
    body = "set V S 0\nTSHL(c, a, b);\nwait V S 0"
    assert "flag (V, S, 0) is raised while an op uses it inside" in words(judged(body))
    for other in ("V S 3", "MTE2 S 0"):
        assert isinstance(judged(body.replace("V S 0", other)), Proved)
    assert isinstance(judged("set V S 0\nwait V S 0\nTSHL(c, a, b);\nset V S 0\nwait V S 0"), Proved)


def test_what_holds_under_both_identities_rests_on_neither() -> None:
    body = "set MTE2 V 0\nwait MTE2 V 0\nset MTE2 MTE3 0\nwait MTE2 MTE3 0"
    found = judged(body, assumptions=frozenset((FLAG_KEY,)))
    assert isinstance(found, Proved)
    assert found.assumptions == ()


def test_a_flag_that_an_op_uses_inside_where_source_and_id_alone_name_it() -> None:
    body = "set V MTE3 0\nTSHL(c, a, b);\nwait V MTE3 0"
    found = judged(body)
    assert isinstance(found, Refuted)
    assert {witness.flag_key for witness in found.witnesses} == {"source, id"}
    assert "flag (V, 0) is raised while an op uses it inside" in words(found)
    assert isinstance(judged(body, assumptions=frozenset((FLAG_KEY,))), Proved)
    assert isinstance(judged(body.replace("V MTE3 0", "V MTE3 3")), Proved)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("something(a);", "what this statement does is not known"),
        ("set V MTE3 n\nwait V MTE3 n", "it is not known how often"),
        ("TASSIGN(c, n);\nTADD(c, a, a);\nTMUL(d, b, b);\nTEXP(d, c);", "the address of `c` is not known"),
        ("TASSIGN(c, n);\nTADD(c, a, a);\nTMUL(d, b, b);", "the address of `c` is not known"),
        ("TASSIGN(c, n);\nTMUL(d, b, b);\nTADD(c, a, a);", "the address of `c` is not known"),
    ],
    ids=["unknown op", "id at run time", "address at run time", "the first address", "the second address"],
)
def test_not_decided(body: str, message: str) -> None:
    found = judged(body)
    assert isinstance(found, Undecided)
    assert message in found.reason


def test_functions_outside_of_the_language() -> None:
    found = judged("auto f = [&]() { TADD(b, a, a); };")
    assert isinstance(found, Undecided)
    assert "not analysed" in found.reason


def test_an_entry_that_is_not_marked_may_start_in_the_middle_of_anything() -> None:
    source = kernel(LOAD_ADD)
    found = judged(SourceFile(source.name, source.text.replace("__global__ ", "")))
    assert isinstance(found, Undecided)
    assert "what callers of `k` have in flight" in found.reason


# What may have been changed: kernel k. Kernel `other` is as it was, and a race; `lost` is outside of the language.
OTHER = "__global__ AICORE void other(__gm__ float* p, __gm__ float* q, int32_t n, int32_t m) {"
LOST = "\n__global__ AICORE void lost(int32_t n) {\n  auto f = [&]() { TADD(b, a, a); };\n}\n"


def put_in(before: str, after: str, *, idle_callers: bool = False, marked: bool = True) -> Verdict:
    texts = [kernel(body).text for body in (before, after)]
    if not marked:
        texts = [text.replace("__global__ ", "").replace(", int32_t m", "") for text in texts]
    unchanged = kernel("TADD(b, a, a);\nTMUL(c, b, b);").text
    rest = OTHER + unchanged.partition("int32_t m) {")[2] + LOST
    first, second = (SourceFile("kernel.cpp", text + (rest if marked else "")) for text in texts)
    taken = ("strict", MODELS["strict"], A2A3, DEFAULT_GRADE, None, idle_callers)
    return judged_alone(first, second, *taken)


def test_only_what_changed_is_judged_where_synchronisation_was_put_in() -> None:
    found = put_in("TADD(b, a, a);\nTMUL(c, b, b);", "TADD(b, a, a);\nbar\nTMUL(c, b, b);")
    assert isinstance(found, Proved)
    assert found.not_judged[: len(NOT_JUDGED)] == NOT_JUDGED
    assert any("lost" in what for what in found.not_judged[len(NOT_JUDGED) :])
    assert isinstance(put_in("bar\nTADD(b, a, a);\nTMUL(c, b, b);", "TADD(b, a, a);\nTMUL(c, b, b);"), Refuted)
    assert isinstance(put_in("TADD(b, a, a);", "TADD(c, a, a);"), Undecided)


def test_what_was_put_in_rests_on_idle_callers_only_where_it_may_and_has_to() -> None:
    bodies = ("TADD(b, a, a);\nTMUL(c, b, b);", "TADD(b, a, a);\nbar\nTMUL(c, b, b);")
    marked = put_in(*bodies, idle_callers=True)
    assert isinstance(marked, Proved)
    assert marked.assumptions == ()
    assert isinstance(put_in(*bodies, marked=False), Undecided)
    found = put_in(*bodies, marked=False, idle_callers=True)
    assert isinstance(found, Proved)
    assert found.assumptions == ("callers.idle",)


def test_distance_is_named() -> None:
    body = "TADD(x, x, x);\nTMUL(y, x, x);"
    assert isinstance(judged(body), Refuted)
    found = judged(body, "default")
    assert isinstance(found, Proved)
    assert found.assumptions == ("hw.repeat-distance",)


def test_what_a_flag_may_be_where_source_and_id_alone_name_it() -> None:
    """There two raises at once are of one flag: the second may be lost, and a wait would not return."""
    body = "set MTE2 V 0\nset MTE2 MTE3 0\nwait MTE2 V 0\nwait MTE2 MTE3 0"
    found = judged(body)
    assert isinstance(found, Refuted)
    assert "flag (MTE2, 0) is raised again before it was awaited" in words(found)
    assert {witness.flag_key for witness in found.witnesses} == {"source, id"}
    assumed = judged(body, assumptions=frozenset((FLAG_KEY,)))
    assert isinstance(assumed, Proved)
    assert assumed.assumptions == (FLAG_KEY,)


def test_both_identities_of_a_flag() -> None:
    body = (
        "TLOAD(a, g);\nset MTE2 V 0\nset MTE2 MTE3 0\nwait MTE2 V 0\nTADD(b, a, a);\nTLOAD(c, h);\nset MTE2 V 0\n"
        "wait MTE2 V 0\nTADD(d, c, c);\nwait MTE2 MTE3 0\nTSTORE(g, a);"
    )
    found = judged(body)
    assert isinstance(found, Refuted)
    assert {witness.flag_key for witness in found.witnesses} == {"source, id"}
    assumed = judged(body, assumptions=frozenset((FLAG_KEY,)))
    assert isinstance(assumed, Proved)
    assert assumed.assumptions == (FLAG_KEY,)
