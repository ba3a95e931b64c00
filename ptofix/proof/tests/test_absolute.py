"""One text judged by itself: what is proved, each way to be refuted, and what is never decided."""

from __future__ import annotations

import pytest

from ptofix.arch.grade import DEFAULT_GRADE
from ptofix.proof.absolute import NOT_JUDGED, check_alone
from ptofix.proof.check import FLAG_KEY, MODELS
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


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("TLOAD(a, g);\nTADD(b, a, a);", "RAW on UB[0, 2048)"),
        ("TADD(b, a, a);\nTMUL(c, b, b);", "RAW on UB[2048, 4096)"),
        ("TADD(b, a, a);\nTLOAD(a, g);", "WAR on UB[0, 2048)"),
        ("for (int32_t i = 0; i < n; i += 1) {\n" + LOAD_ADD + "\n}", "WAR on UB[0, 2048)"),
        ("if (n < m) {\nset MTE2 V 0\n}\nwait MTE2 V 0", "on some path nothing raises flag (MTE2, V, 0)"),
        ("for (int32_t i = 0; i < n; i += 1) {\nset MTE2 V 0\n}\nwait MTE2 V 0", "nothing raises flag (MTE2, V, 0)"),
        ("set MTE2 V 0\nset MTE2 V 0\nwait MTE2 V 0\nwait MTE2 V 0", "flag (MTE2, V, 0) is raised again"),
        ("set MTE2 V 0\nTADD(b, a, a);", "flag (MTE2, V, 0) is still raised when the function ends"),
        ("set MTE2 V 0\nif (n < m) {\nwait MTE2 V 0\n}", "flag (MTE2, V, 0) is still raised when the function ends"),
        ("set MTE2 V 8\nwait MTE2 V 8", "flag (MTE2, V, 8) does not exist"),
    ],
    ids=[
        "between pipes", "on one pipe", "overwritten", "next round", "one branch", "no round", "raised twice",
        "left raised", "taken in one branch", "out of range",
    ],
)  # fmt: skip
def test_not_in_order(body: str, message: str) -> None:
    found = judged(body)
    assert isinstance(found, Refuted)
    assert message in words(found)


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
    for other in ("V S 3", "MTE2 S 0", "V MTE3 0"):
        assert isinstance(judged(body.replace("V S 0", other)), Proved)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("something(a);", "what this does is not known"),
        ("set V MTE3 n\nwait V MTE3 n", "it is not known how often"),
        ("TASSIGN(c, n);\nTADD(c, a, a);\nTMUL(d, b, b);\nTEXP(d, c);", "it is not known where `c` is"),
    ],
    ids=["unknown op", "id at run time", "address at run time"],
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
    assert "what runs around `k`" in found.reason


def test_distance_is_named() -> None:
    body = "TADD(x, x, x);\nTMUL(y, x, x);"
    assert isinstance(judged(body), Refuted)
    found = judged(body, "default")
    assert isinstance(found, Proved)
    assert found.assumptions == ("hw.repeat-distance",)


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
