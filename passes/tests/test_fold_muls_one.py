"""Which multiplications by one become copies; more in lit_tests/passes/fold-muls-one."""

from __future__ import annotations

import pytest

from ptofix.tests.build import decisions, kernel, run, tile

FOLDED, KEPT, NO_SITE = [("passed", "TMULS", "folded")], [("missed", "TMULS", "types")], list[tuple[str, str, str]]()
CUBE = " ".join(tile(name, at).replace("Vec", "Mat") for name, at in (("y", 0), ("z", 65536)))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("TMULS(a, b, 1.0f);", FOLDED),
        ("const float q = 1.0f; TMULS(a, b, q);", FOLDED),
        ("float q = 1.0f; TMULS(a, b, q);", NO_SITE),
        ("TADDS(a, b, 1.0f);", NO_SITE),
        ("TMULS(a, b);", NO_SITE),
        ("TMULS(a, b, 1.0f, c);", NO_SITE),
        ("TMULS<3>(a, b, 1.0f);", NO_SITE),  # of a copy it would mean something else
        ("TMULS(n, n, 1.0f);", KEPT),
        ("TMULS(a, n, 1.0f);", KEPT),
        ("TMULS(n, b, 1.0f);", KEPT),
        (f"{CUBE} TMULS(y, z, 1.0f);", KEPT),
        ("TMULS(a, a, 1.0f);", KEPT),
    ],
)
def test_what_is_folded(body: str, expected: list[tuple[str, str, str]]) -> None:
    assert decisions(run(kernel(body), "fold-muls-one")) == expected
