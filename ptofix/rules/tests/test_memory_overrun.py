"""PF401: what depends on a tile that reaches out of its memory, and for which hardware it would fit."""

from __future__ import annotations

import pytest

from ptofix.isa.walk import NEVER
from ptofix.rules.races import Race
from ptofix.rules.rule import Finding
from ptofix.rules.tests.test_rules import found
from ptofix.tests.build import tile
from ptofix.text.diagnostics import Severity

OUT, ALSO = tile("t", 196608), tile("u", 196608)


def overruns(body: str) -> list[Finding]:
    return [finding for finding in found(body) if finding.code == "PF401"]


def test_what_it_may_wrap_onto_is_counted() -> None:
    """`b` and `c` share no byte with it where it is."""
    body = f"{OUT} TLOAD(t, gm); TEXP(a, b); TMULS(c, c, s);"
    (only,) = found(body)
    assert (only.code, only.severity, only.orders) == ("PF401", Severity.ERROR, 2)
    assert only.message.endswith("; 2 orders depend on it")


def test_what_meets_elsewhere_is_still_missing() -> None:
    assert sorted(f.code for f in found(f"{OUT} TEXP(t, b); TLOAD(b, gm);")) == ["PF105", "PF401"]


def test_two_such_tiles_in_one_place_do_meet() -> None:
    assert sorted(f.code for f in found(f"{OUT} {ALSO} TLOAD(t, gm); TEXP(u, u);")) == ["PF104", "PF401", "PF401"]


def test_a_tile_that_may_be_inside_or_not() -> None:
    """Where it is inside it meets `a` for certain."""
    body = f"{OUT} if (n > 0) {{ TASSIGN(t, 0); }} TLOAD(t, gm); TEXP(a, b);"
    assert sorted(f.code for f in found(body)) == ["PF106", "PF401"]


@pytest.mark.parametrize(("at", "asks"), [(196608, True), (258048, True), (262144, False), (-64, False)])
def test_it_asks_for_hardware_where_the_tile_fits(at: int, asks: bool) -> None:
    (finding,) = overruns(f"{tile('t', at)} TEXP(t, t);")
    assert ("is this text for A5, where UB has 262144 bytes?" in finding.help) is asks


def test_far_enough_is_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """How far accesses are apart that nothing touches in common is no number."""
    wide = f"{tile('t', 65536, 64, 128)} {tile('u', 98304, 64, 128)} TDIV(t, u, u); TNOT(t, t);"
    monkeypatch.setattr(Race, "repeats", NEVER)
    findings = found(wide, "default")
    said = [finding.message for finding in findings] + [note.message for f in findings for note in f.notes]
    assert any("(far enough apart, grade extrapolated: accepted with " in words for words in said)
    assert not any(str(NEVER) in words for words in said)
