"""Files of measured distances: what they say, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ptofix.evidence.measured import RAW, WAR, MeasuredPair, latency_classes
from ptofix.evidence.measured_file import measured_distances
from ptofix.isa.architecture import A2A3
from ptofix.text.diagnostics import PtofixError

PAIR = '[[pair]]\nearlier = "copy"\nlater = "convert"\ndtype = "half"\nrepeats = 7\nmargin = 2\ntrials = 30\n'
TEXT = f'device = "one"\ndate = 2026-11-23\n{PAIR}'


def test_classes_are_of_vector_ops_each_in_one() -> None:
    ops = [op for names in latency_classes().values() for op in names]
    assert len(ops) == len(set(ops))
    assert all(A2A3.classify(op) == "tile-op" for op in ops)


def test_a_pair(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(TEXT)
    found = measured_distances(str(path))
    assert found.pairs == (MeasuredPair("copy", "convert", "half", 7, 2, 30),)
    assert (found.device, found.date, found.most) == ("one", "2026-11-23", 9)
    assert found.asked("TMOV", "pto::TCVT", "half", RAW) == found.asked("TMOV", "TCVT", "float16_t", WAR) == 9
    others = [("TCVT", "TMOV", "half"), ("TMOV", "TCVT", "float"), ("TMOV", "TGATHER", "half"), ("TMOV", "TCVT", None)]
    assert [found.asked(*other, RAW) for other in others] == [None] * 4
    path.write_text(TEXT + "# another text\n")
    assert measured_distances(str(path)).sha256 != found.sha256


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ("date", "dated", "2:1", "unknown key `dated`"),
        ("margin", "margins", "8:1", "unknown key `margins`"),
        ('device = "one"\n', "", "1:1", "`device` is missing"),
        ("repeats = 7\n", "", "3:3", "`repeats` is missing"),
        ('"one"', "1", "1:10", "`device` is a text"),
        ("2026-11-23", '"today"', "2:8", "`date` is a day"),
        ("2026-11-23", "2026-11-23T10:00:00", "2:8", "`date` is a day"),
        ('"copy"', '"slow"', "4:11", "`earlier` is not `slow`"),
        ('"half"', '"float16_t"', "6:9", "`dtype` is not `float16_t`"),
        ("7", "0", "7:11", "`repeats` is a whole number from 1"),
        ("7", "7.5", "7:11", "`repeats` is a whole number from 1"),
        ("7", "true", "7:11", "`repeats` is a whole number from 1"),
        ("margin = 2", "margin = -1", "8:10", "`margin` is a whole number from 0"),
        ("trials = 30", "trials = 0", "9:10", "`trials` is a whole number from 1"),
        ("30\n", f"30\n{PAIR}", "10:3", "is there twice"),
        ("[[pair]]", "[pair]", "3:2", "`pair` is a list of tables"),
        ("[[pair]]", "pair = [3]\n[x]", "4:2", "unknown key `x`"),
        ("7", "7 7", "7:13", "Expected newline"),
    ],
)
def test_what_is_wrong(old: str, new: str, place: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(TEXT.replace(old, new, 1))
    with pytest.raises(PtofixError) as caught:
        measured_distances(str(path))
    assert f"a.toml:{place}: error: " in str(caught.value)
    assert message in str(caught.value)
