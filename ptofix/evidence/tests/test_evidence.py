"""evidence.toml: what is wrong in it is said with its place, and what it says of a pair depends on the conditions."""

from __future__ import annotations

import re

import pytest

from ptofix.evidence.entry import CONDITIONS
from ptofix.evidence.grade import DEFAULT_GRADE, Grade
from ptofix.evidence.measured import RAW
from ptofix.evidence.pairs import COUNTED, PATH, entries, supports
from ptofix.evidence.pairs_file import checked_evidence
from ptofix.text.diagnostics import PtofixError
from ptofix.text.source import SourceFile

ALL, GRADES = ", ".join(CONDITIONS), "it must be one of shipped, practised"
TEXT = PATH.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"TMULS -> TEXP"', '"TMULZ -> TEXP"', "`TMULZ` is no op of the op table with known effects"),
        ('"TMULS -> TEXP"', '"TMULS > TEXP"', "`TMULS > TEXP` is no order: `EARLIER… -> LATER…`"),
        ('"TMULS -> TEXP"', '"TMULS -> pipe_barrier"', "`pipe_barrier` is no op of the op table with known effects"),
        ('"TMULS -> TEXP"', '"TROWEXPANDMUL -> TADD"', "`TROWEXPANDMUL -> TADD` has the grade `practised` twice"),
        ('order = "RAW"', 'order = "WAW"', "unknown order `WAW`; it must be one of RAW, WAR"),
        ('order = "RAW"', "", "`order` is missing"),
        ("repeats = 4", "repeats = 16", "`repeats` of WAR must be from 1 to 15: 16 are enough for any pair"),
        ("repeats = 4", "repeats = true", "`repeats` must be a number, not `True`"),
        ("repeats = 4\n", "", "`repeats` is missing"),
        ('order = "WAR"\nrepeats', 'order = "RAW"\nrepeats', "`repeats` is for WAR only"),
        ('grade = "shipped"', 'grade = "extrapolated"', f"unknown grade `extrapolated`; {GRADES}"),
        ('grade = "shipped"', 'grade = "shiped"', f"unknown grade `shiped`; {GRADES}"),
        ('grade = "shipped"', "", "`grade` is missing"),
        ('"forward"', '"forwards"', f"unknown condition `forwards`; it must be one of {ALL}"),
        ('when = ["same-tile", "contiguous"]', "when = []", "`when` is missing"),
        ("when = [", "if = [", "unknown key `if`; the keys are orders, order, repeats, grade, when, source"),
        ('source = "pto-isa', 'source = " "\n# "', "`source` must be a text, not ` `"),
        ("[[evidence]]", "[[evidences]]", "unknown key `evidences`; the keys are evidence"),
        ('order = "RAW"', "order = RAW", "Invalid value"),
    ],
)  # fmt: skip
def test_a_damaged_file_does_not_load(old: str, new: str, message: str) -> None:
    assert old in TEXT
    with pytest.raises(PtofixError) as caught:
        checked_evidence(SourceFile("evidence.toml", TEXT.replace(old, new, 1)))
    found = re.match(r"evidence\.toml:(\d+):(\d+): error: (.*)", str(caught.value))
    assert found is not None
    assert found[3] == message
    assert (
        old.split()[0] in TEXT.splitlines()[int(found[1]) - 1]
        or "missing" in message
        or "only" in message
        or "twice" in message
        or "[[" in old
        or "{" in old
    )


def test_the_place_is_the_word_itself() -> None:
    with pytest.raises(PtofixError) as caught:
        checked_evidence(SourceFile("evidence.toml", TEXT.replace("TMULS -> TEXP", "TMULZ -> TEXP")))
    line = next(n for n, text in enumerate(TEXT.splitlines(), 1) if "TMULS -> TEXP" in text)
    column = TEXT.splitlines()[line - 1].index("TMULS -> TEXP") + 1
    assert str(caught.value).startswith(f"evidence.toml:{line}:{column}: ")


def test_no_entry_is_without_its_conditions() -> None:
    assert {entry.grade for entry in entries()} == {Grade.SHIPPED, Grade.PRACTISED}
    for entry in entries():
        when = set(entry.when)
        assert {"same-tile", "contiguous"} <= when if entry.order == RAW else when in ({"hidden"}, {"contiguous"})
        assert ("forward" in when) == (entry.grade is Grade.SHIPPED)
        assert entry.repeats == 16 if entry.order == RAW else entry.repeats < 16


@pytest.mark.parametrize(
    ("pair", "without", "grade"),
    [
        ("TROWEXPANDMUL TADD", "", Grade.SHIPPED), ("pto::TROWEXPANDMUL pto::TADD", "", Grade.SHIPPED),
        ("TROWEXPANDMUL TADD", "forward", Grade.PRACTISED), ("TROWEXPANDMUL TADD", "long", Grade.EXTRAPOLATED),
        ("TADD TMUL", "", Grade.SHIPPED), ("TADD TMUL", "forward", Grade.EXTRAPOLATED),
        ("TMULS TEXP", "long", Grade.PRACTISED), ("TMULS TEXP", "contiguous", Grade.EXTRAPOLATED),
        ("TMULS TEXP", "same-tile", Grade.EXTRAPOLATED),
        ("TDIV TNOT", "", Grade.EXTRAPOLATED),
        # A write after a read, and after a write, by the best grade that the earlier op has as a producer.
        ("TROWEXPANDMUL TGATHER WAR", "same-tile", Grade.SHIPPED), ("TROWEXPANDMUL TGATHER WAW", "", Grade.SHIPPED),
        ("TPRELU TROWEXPANDMUL WAR", "", Grade.EXTRAPOLATED), ("TPRELU TPRELU WAW", "", Grade.EXTRAPOLATED),
        ("TEXP TAND", "", Grade.EXTRAPOLATED), ("TGATHER TADD", "", Grade.EXTRAPOLATED),
    ],
)  # fmt: skip
def test_the_best_entry_whose_conditions_hold(pair: str, without: str, grade: Grade) -> None:
    earlier, later, kind = (*pair.split(), "RAW")[:3]
    assert without in ("", *CONDITIONS)
    assert min(known.grade for known in supports(kind, earlier, later, lambda name: name != without)) is grade


@pytest.mark.parametrize(
    ("later", "without", "known"),
    [
        ("TROWEXPANDDIV", "", {(4, Grade.PRACTISED), (16, Grade.SHIPPED)}),
        ("TROWEXPANDDIV", "hidden", {(16, Grade.SHIPPED)}),
        ("TROWEXPANDMUL", "", {(16, Grade.SHIPPED)}),
    ],
)
def test_a_short_distance_has_a_grade_of_its_own(later: str, without: str, known: set[tuple[int, Grade]]) -> None:
    found = supports("WAR", "TROWEXPANDDIV", later, lambda name: name != without)
    assert {(one.repeats, one.grade) for one in found} == known


def test_the_default_is_not_weaker_than_practised() -> None:
    assert DEFAULT_GRADE <= Grade.PRACTISED


@pytest.mark.parametrize("kind", ["WAR", "WAW"])
def test_a_grade_as_a_producer_says_nothing_of_what_no_repeats_count(kind: str) -> None:
    def grade(*holding: str) -> Grade:
        return min(found.grade for found in supports(kind, "TMUL", "TADDS", holding.__contains__))

    assert grade(COUNTED) is Grade.SHIPPED
    assert grade() is Grade.EXTRAPOLATED
