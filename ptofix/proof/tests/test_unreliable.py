"""What is not reliable may order in `before`: what depends on it is never proved, unless both texts have it."""

from __future__ import annotations

import pytest

from ptofix.evidence.assumptions import ARGUMENTS, FLAG_KEY
from ptofix.evidence.grade import Grade
from ptofix.isa.architecture import A2A3
from ptofix.proof import explore, states
from ptofix.proof.check import MODELS, check
from ptofix.proof.explore import TOO_COMPLEX, Lockstep
from ptofix.proof.product import BOTH, Parsed
from ptofix.proof.tests.kernels import kernel
from ptofix.proof.verdict import Proved, Refuted, Undecided, Verdict
from ptofix.testing.corpus import REDTEAM2
from ptofix.text.source import SourceFile, read_source

VERIFY = REDTEAM2 / "verify"


def judged(before: str, after: str, **more: object) -> Verdict:
    return check(kernel(before), kernel(after), **more)  # type: ignore[arg-type]


def word(verdict: Verdict) -> str:
    return type(verdict).__name__


@pytest.mark.parametrize("name", sorted(path.name.split(".")[0] for path in VERIFY.glob("*.before.cpp")))
def test_texts_that_were_once_proved(name: str) -> None:
    before, after = (read_source(str(VERIFY / f"{name}.{which}.cpp")) for which in ("before", "after"))
    rests_on = {ARGUMENTS} if name == "record_field" else set()
    assert not isinstance(check(before, after, assumptions=(MODELS["default"] | {FLAG_KEY}) - rests_on), Proved)


ADD, STORE, OTHER = "TADD(a, b, c);", "TSTORE(g, a);", "TLOAD(d, h);"
RUN = "(event_t)n"
PAIR = "set V MTE3 0\nwait V MTE3 0"
AT_RUN_TIME = f"set V MTE3 {RUN}\nwait V MTE3 {RUN}"
MANY = "\n".join(["set V MTE3 0"] * 10)
RAISED_IN_A_LOOP = "for (int32_t i = 0; i < n; i += 1) {\nset V MTE3 0\n}"
UNKNOWN = "something(n);"

GONE = {
    "an id of the run": (AT_RUN_TIME, ""),
    "a known id beside one of the run": (f"{AT_RUN_TIME}\n{PAIR}", AT_RUN_TIME),
    "the wait of an id of the run": (AT_RUN_TIME, f"set V MTE3 {RUN}"),
    "the set of an id of the run": (AT_RUN_TIME, f"wait V MTE3 {RUN}"),
    "the other way round": (AT_RUN_TIME, f"wait V MTE3 {RUN}\nset V MTE3 {RUN}"),
    "another id of the run": (AT_RUN_TIME, AT_RUN_TIME.replace(")n", ")m")),
    "raised ten times": (f"{MANY}\nwait V MTE3 0", MANY),
    "raised in a loop": (
        "for (int32_t i = 0; i < n; i += 1) {\nset V MTE3 0\n}\nwait V MTE3 0",
        "for (int32_t i = 0; i < n; i += 1) {\n}\nwait V MTE3 0",
    ),
    "a pair that is counted, in front of a loop that raises the flag": (
        f"{PAIR}\n{STORE}\n{RAISED_IN_A_LOOP}",
        f"{STORE}\n{RAISED_IN_A_LOOP}",
    ),
    "an unknown call first": (f"{UNKNOWN}\n{PAIR}", UNKNOWN),
    "an unknown call between": (
        f"set V MTE3 0\n{UNKNOWN}\nwait V MTE3 0",
        UNKNOWN,
    ),
    "an unknown call that may wait": (f"set V MTE3 0\n{UNKNOWN}", UNKNOWN),
    "an unknown call that may raise": (f"{UNKNOWN}\nwait V MTE3 0", UNKNOWN),
    "an unknown call in one branch": (f"if (n < m) {{\n{UNKNOWN}\n}}\n{PAIR}", f"if (n < m) {{\n{UNKNOWN}\n}}"),
    "an unknown call in a loop": (
        f"for (int32_t i = 0; i < n; i += 1) {{\n{UNKNOWN}\n}}\n{PAIR}",
        f"for (int32_t i = 0; i < n; i += 1) {{\n{UNKNOWN}\n}}",
    ),
    "an unknown call past a jump": (
        f"if (n < m) goto past;\n{UNKNOWN}\npast:;\n{PAIR}",
        f"if (n < m) goto past;\n{UNKNOWN}\npast:;",
    ),
    "a link of a chain over an id of the run": (
        f"set V MTE2 0\nwait V MTE2 0\n{OTHER}\nset MTE2 MTE3 {RUN}\nwait MTE2 MTE3 {RUN}",
        f"{OTHER}\nset MTE2 MTE3 {RUN}\nwait MTE2 MTE3 {RUN}",
    ),
    "a link of a chain over a flag raised ten times": (
        f"set V MTE2 0\nwait V MTE2 0\n{OTHER}\n{MANY.replace('V MTE3', 'MTE2 MTE3')}\nwait MTE2 MTE3 0",
        f"{OTHER}\n{MANY.replace('V MTE3', 'MTE2 MTE3')}\nwait MTE2 MTE3 0",
    ),
}  # fmt: skip


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("name", GONE)
def test_what_is_unreliable_may_have_ordered(name: str, model: str) -> None:
    before, after = (f"{ADD}\n{sync}\n{STORE}\npipe_barrier(PIPE_ALL);" for sync in GONE[name])
    assert word(judged(before, after, model=model)) != "Proved"
    assert word(judged(before, after, model=model, assumptions=frozenset())) != "Proved"


KEPT = {
    "an id of the run": AT_RUN_TIME,
    "raised in a loop": "for (int32_t i = 0; i < n; i += 1) {\nset V MTE3 0\n}\nwait V MTE3 0",
    "an unknown call between": f"set V MTE3 0\n{UNKNOWN}\nwait V MTE3 0",
    "in two chains": f"set V MTE2 1\nwait V MTE2 1\nset MTE2 MTE3 {RUN}\nwait MTE2 MTE3 {RUN}",
}


@pytest.mark.parametrize("name", KEPT)
def test_what_is_unreliable_alike_excuses_nothing_and_costs_nothing(name: str) -> None:
    """A flag of its own, which orders nothing that another does not order, may go beside it."""
    redundant = "set MTE3 MTE2 5\nset MTE3 MTE2 6\nwait MTE3 MTE2 5\nwait MTE3 MTE2 6\nTLOAD(d, h);"
    alone = "set MTE3 MTE2 6\nwait MTE3 MTE2 6\nTLOAD(d, h);"
    needed = "TLOAD(d, h);"
    body = f"{ADD}\n{KEPT[name]}\n{STORE}\nTSTORE(h, d);\nHERE\npipe_barrier(PIPE_ALL);"
    if "something" in body:
        body = f"{ADD}\nTSTORE(h, d);\nHERE\n{KEPT[name]}\n{STORE}\npipe_barrier(PIPE_ALL);"
    assert word(judged(body.replace("HERE", redundant), body.replace("HERE", alone))) == "Proved"
    assert word(judged(body.replace("HERE", redundant), body.replace("HERE", needed))) == "Refuted"


def test_a_raise_that_only_before_is_sure_of() -> None:
    """Whichever raise the wait takes: that which tells of the addition in `before` does not in `after`."""
    chain = f"{OTHER}\nset MTE2 MTE3 {RUN}\nwait MTE2 MTE3 {RUN}"
    found = judged(f"{ADD}\nset V MTE2 0\nwait V MTE2 0\n{chain}\n{STORE}", f"{ADD}\n{chain}\n{STORE}")
    assert isinstance(found, Undecided)
    assert "if what is not reliable ordered all it could" in found.reason
    straight = "set V MTE3 7\nwait V MTE3 7"
    both = f"{ADD}\nset V MTE2 0\nwait V MTE2 0\n{straight}\n{chain}\n{STORE}"
    assert isinstance(judged(both, f"{ADD}\n{straight}\n{chain}\n{STORE}"), Proved)


ENDLESS = {
    "never raised": (f"{ADD}\nbar\nbar\nwait MTE2 V 0\n{ADD}", f"{ADD}\nbar\nwait MTE2 V 0\n{ADD}"),
    "an id of the run": (f"{ADD}\nbar\nbar\nwait MTE2 V {RUN}\n{ADD}", f"{ADD}\nbar\nwait MTE2 V {RUN}\n{ADD}"),
    "other pipes": (f"set V MTE2 {RUN}\nbar\nbar\nwait MTE2 V {RUN}", f"set V MTE2 {RUN}\nbar\nwait MTE2 V {RUN}"),
    "other targets": (f"set MTE2 S {RUN}\nbar\nbar\nwait MTE2 V {RUN}", f"set MTE2 S {RUN}\nbar\nwait MTE2 V {RUN}"),
    "before its set": (f"bar\nwait MTE2 V {RUN}\nset MTE2 V {RUN}", f"wait MTE2 V {RUN}\nset MTE2 V {RUN}"),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_a_text_that_waits_for_ever_is_not_proved(name: str) -> None:
    found = judged(*ENDLESS[name])
    assert isinstance(found, Undecided)
    assert found.reason == "nothing can raise the flag that is waited for here"


def test_a_wait_that_something_may_raise_is_no_hang() -> None:
    for first in (f"set MTE2 V {RUN}", "set MTE2 V 3"):
        body = f"{first}\n{{}}\nbar\nwait MTE2 V {'3' if 'set MTE2 V 3' in first else RUN}\n{ADD}"
        assert isinstance(judged(body.format("bar"), body.format("")), Proved)


def test_what_is_not_understood_is_never_far_enough_away() -> None:
    """What comes first after it may meet it in both texts; the next op is held by the barrier in one of them only."""
    body = f"{UNKNOWN}\nTADD(x, x, x);\n{{}}\n{ADD}"
    assert isinstance(judged(body.format("bar"), body.format(""), evidence=Grade.EXTRAPOLATED), Refuted)
    assert isinstance(judged(body.replace(UNKNOWN, "").format("bar"), body.replace(UNKNOWN, "").format("")), Proved)


def test_nothing_is_proved_of_a_wait_that_only_an_unknown_call_may_end() -> None:
    """Otherwise an op of which the header is no longer known would make a proof of a text that waits forever."""
    body = f"{{}}\n{{}}\nbar\nwait MTE2 V {RUN}\n{ADD}"
    known, not_known = (judged(body.format(first, "bar"), body.format(first, "")) for first in (ADD, UNKNOWN))
    assert isinstance(known, Undecided)
    assert isinstance(not_known, Undecided)
    assert not_known.reason == "it is not known whether anything raises the flag that is waited for here"


# ---- assumptions that are not made may hold ----

TELL = (
    "GlobalTensor<int32_t, pto::Shape<1, 1, 1, 1, 1>, pto::Stride<1, 1, 1, 1, 1>> told(p + 65536);\n"
    f"{STORE}\n{{}}\npto::comm::TNOTIFY(told, 1, pto::comm::NotifyOp::Set);"
)


def test_a_barrier_may_hold_signals_back() -> None:
    texts = TELL.format("bar MTE3"), TELL.format("")
    assert isinstance(judged(*texts), Refuted)
    less = MODELS["default"] - {"hw.barrier-before-signal"}
    found = judged(*texts, assumptions=less)
    assert isinstance(found, Undecided)
    assert found.reason.startswith("if hw.barrier-before-signal counted")
    assert isinstance(judged(TELL.format("bar MTE3\nbar MTE3"), TELL.format("bar MTE3"), assumptions=less), Proved)


def test_drains_inside_of_ops_may_hold_for_the_model_of_ops() -> None:
    """TSHL drains V for the scalar unit, and so for all: the flag after it tells of what came before."""
    body = f"{ADD}\nTSHL(b, c, d);\n{{}}{STORE}"
    texts = body.format("set S MTE3 0\nwait S MTE3 0\n"), body.format("")
    assert {word(judged(*texts, model=model)) for model in ("strict", "ops")} <= {"Proved", "Refuted", "Undecided"}
    if not isinstance(judged(*texts, model="strict"), Proved):
        assert not isinstance(judged(*texts, model="ops"), Proved)


def test_an_op_of_other_headers_may_have_ordered() -> None:
    """With the headers of TLOAD unknown, the link of the chain is after something that may do anything."""
    chain = f"{ADD}\n{{}}{OTHER}\nset MTE2 MTE3 0\nwait MTE2 MTE3 0\n{STORE}"
    texts = chain.format("set V MTE2 0\nwait V MTE2 0\n"), chain.format("")
    assert isinstance(judged(*texts), Refuted)
    for op in ("TLOAD", "TADD", "TSTORE"):
        arch = A2A3.without(frozenset((op,)))
        assert not isinstance(judged(*texts, arch=arch), Proved), op
        assert not isinstance(judged(*texts, arch=arch, assumptions=MODELS["default"] | {FLAG_KEY}), Proved), op


def test_a_function_that_anybody_may_call_loses_no_flag() -> None:
    body = kernel(f"{ADD}\nset V MTE3 0\nwait V MTE3 0\nbar V\n{STORE}").text.replace("__global__ ", "")
    assert "set_flag" in body
    without = "".join(line for line in body.splitlines(True) if "_flag(" not in line)
    assert not isinstance(check(SourceFile("b.cpp", body), SourceFile("a.cpp", without)), Proved)


LOOP = "for (int i = 0; i < n; i++) {{\n{}\n}}"
UNCOUNTED = f"{LOOP.format(f'{ADD}{chr(10)}set V MTE3 0')}\nwait V MTE3 0\n{STORE}"


@pytest.mark.parametrize(
    ("after", "proved"),
    [
        # Each raise has its wait, and the last one comes after all the work.
        (
            f"set V MTE3 0\n{LOOP.format(f'wait V MTE3 0{chr(10)}{ADD}{chr(10)}set V MTE3 0')}\nwait V MTE3 0\n{STORE}",
            True,
        ),
        # Balanced, but raised before the work: what the wait may have ordered in `before` is lost.
        (f"set V MTE3 0\n{LOOP.format(ADD)}\nwait V MTE3 0\n{STORE}", False),
        # More raises, and still too many to count.
        (f"set V MTE3 0\n{UNCOUNTED}", False),
    ],
)
def test_a_flag_that_cannot_be_counted_may_be_repaired(after: str, proved: bool) -> None:
    assert isinstance(judged(UNCOUNTED, after), Proved) is proved


FOR_EVER = "again:;\n{}\ngoto again;"
BALANCED = f"{AT_RUN_TIME}\n{ADD}\nset V MTE3 0\nwait V MTE3 0\n{STORE}"
RAISED_IN_A_BRANCH = "if (n < m) {\nset V MTE3 0\n}\nwait V MTE3 0"


def test_what_can_be_counted_in_after_orders_there_what_it_does_and_no_more() -> None:
    """An id of the run makes flag 0 uncertain in `before` only: no path on which it is counted refutes anything."""
    assert isinstance(judged(BALANCED, BALANCED.removeprefix(AT_RUN_TIME)), Proved)
    found = judged(BALANCED, f"set V MTE3 0\n{ADD}\nwait V MTE3 0\n{STORE}")
    assert isinstance(found, Undecided)
    assert found.reason.startswith("if what is not reliable ordered all it could")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (FOR_EVER.format(AT_RUN_TIME), FOR_EVER.format(AT_RUN_TIME.replace("wait V MTE3 (event_t)n", "wait V MTE3 3"))),
        (AT_RUN_TIME, AT_RUN_TIME.replace("wait V MTE3 (event_t)n", "wait V MTE3 (event_t)m")),  # may wait forever
        (AT_RUN_TIME, f"set V MTE3 {RUN}"),  # leaves it raised
        (f"{AT_RUN_TIME}\n{PAIR}", f"set V MTE3 0\n{PAIR}"),  # leaves it raised, and that is counted
        (f"{AT_RUN_TIME}\n{RAISED_IN_A_BRANCH}", RAISED_IN_A_BRANCH),  # waits forever past the branch
    ],
)
def test_a_flag_that_before_cannot_count_is_balanced_in_after(before: str, after: str) -> None:
    """No order depends on these flags: nothing but the balance says no."""
    found = judged(before, after)
    assert isinstance(found, Undecided)
    assert found.reason.startswith("what differs is flag (V, MTE3, ")


def test_a_function_that_anybody_may_call_waits_for_what_may_never_come() -> None:
    """Nobody knows whether a caller raises the flag: no more is proved than of a kernel, where surely nothing does."""
    before, after = (kernel(f"wait V MTE3 0\n{ADD}\nbar V\n{line}{STORE}") for line in ("bar V\n", ""))
    assert not isinstance(check(before, after), Proved)
    before, after = (SourceFile(text.name, text.text.replace("__global__ ", "")) for text in (before, after))
    assert not isinstance(check(before, after), Proved)


def _leaking(flags: int) -> str:
    """A loop that may raise each of so many flags, and awaits none."""
    raised = "".join(f"if (n == {k}) {{\nset V MTE3 {k}\n{ADD}\n}}\n" for k in range(flags))
    return f"TLOAD(b, h);\n{LOOP.format(raised)}\nTADD(c, a, b);"


def test_flags_that_lose_their_count_cost_little() -> None:
    """An access is not followed with each way in which eight raises of each flag may cover it, 2^8 for one flag."""
    text = kernel(_leaking(2))
    [program] = Parsed.of(text, A2A3).file.programs
    sides = [BOTH] * len(program.instructions)
    run = Lockstep(program, program, sides, "strict")
    met = sum(1 for site in run.sites for _ in run.meetings_of(site))
    assert met > 0
    assert run.visited < 20_000


def test_too_many_flags_that_lose_their_count_are_undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    """All ways to raise six flags up to eight times are half a million."""
    monkeypatch.setattr(explore, "_MOST_STATES", 20_000)
    found = judged(f"{_leaking(6)}\nset V MTE2 7\nwait V MTE2 7\nTLOAD(c, h);", f"{_leaking(6)}\nTLOAD(c, h);")
    assert isinstance(found, Undecided)
    assert found.reason == TOO_COMPLEX


@pytest.mark.parametrize("more", ["", UNKNOWN])
def test_a_flag_is_counted_before_the_loop_that_loses_its_count(more: str) -> None:
    """An unknown call at the end of that loop is less knowledge, and the same is proved (seed 3001562)."""
    loop = LOOP.format(f"set V MTE3 0\nbar V\n{more}")
    both = f"{ADD}\nset V MTE3 1\nwait V MTE3 1\n{PAIR}\n{STORE}\n{loop}"
    alone = f"{ADD}\n{PAIR}\n{STORE}\n{loop}"
    assert isinstance(judged(both, alone), Proved)
    assert not isinstance(judged(both, f"{ADD}\n{STORE}\n{loop}"), Proved)


@pytest.mark.parametrize("more", ["", UNKNOWN])
def test_a_count_is_lost_on_the_way_into_the_loop(more: str) -> None:
    """The wait of the first round takes the raise before the loop: no proof of that, whatever the loop ends with."""
    loop = LOOP.format(f"wait V MTE3 0\n{STORE}\nset V MTE3 0\nset V MTE3 0\n{more}")
    both, alone = (f"{ADD}\n{first}set V MTE3 0\n{loop}" for first in ("set V MTE3 1\nwait V MTE3 1\n", ""))
    assert isinstance(judged(both, alone), Undecided)


def test_a_raise_that_is_not_counted_covers_nothing_that_comes_after_it() -> None:
    assert states.covers(0b1000, 0b10) == states.UNRELIABLE
    assert states.covers(0b1001, 0b1000) == states.COVERED_BEFORE
    assert states.covers(0b1001, 0b1001) == states.COVERED
