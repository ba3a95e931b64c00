"""A valid size that differs between two texts is a difference outside of synchronisation, however it is written."""

from __future__ import annotations

import pytest

from ptofix.evidence.grade import Grade
from ptofix.proof.check import check
from ptofix.proof.tests.kernels import corpus, kernel
from ptofix.proof.verdict import Proved, Verdict
from ptofix.text.source import SourceFile

OPEN = "Tile<TileType::Vec, float, 32, 256, BLayout::RowMajor, -1, -1, SLayout::NoneBox>"
BODY = f"""
const int64_t rows = 32;
const int64_t cols = 256;
{OPEN} t = {OPEN}(rows, cols);
TASSIGN(t, 0);
TEXP(t, t);
bar
t.SetValidShape(16, 256);
TEXP(t, t);
bar
TEXP(t, t);
"""


def judged(after: str, across_versions: bool) -> Verdict:
    kernels = kernel(BODY), kernel(after, "after.cpp")
    return check(*kernels, "default", across_versions=across_versions, evidence=Grade.EXTRAPOLATED)


@pytest.mark.parametrize("across_versions", [False, True])
@pytest.mark.parametrize("dropped", [False, True])
@pytest.mark.parametrize(
    ("title", "old", "new"),
    [
        ("a constant", "rows = 32", "rows = 31"),
        ("another constant", "cols = 256", "cols = 128"),
        ("a constant that stays in the text", "(rows, cols)", "(rows, 128)"),
        ("the constants in another order", "(rows, cols)", "(cols, rows)"),
        ("no constant", "(rows, cols)", "(rows, n)"),
        ("no size", f"t = {OPEN}(rows, cols)", "t"),
        ("a size of the type", f"{OPEN} t = {OPEN}(rows, cols)", f"{OPEN.replace('-1, -1', '32, 256')} t"),
        ("one of the type", f"{OPEN} t = {OPEN}(rows, cols)",
         "{0} t = {0}(cols)".format(OPEN.replace("-1, -1", "32, -1"))),
        ("SetValidShape", "SetValidShape(16, 256)", "SetValidShape(8, 256)"),
        ("SetValidShape to a name", "SetValidShape(16, 256)", "SetValidShape(16, n)"),
        ("without SetValidShape", "t.SetValidShape(16, 256);\n", ""),
        ("SetValidShape elsewhere", "t.SetValidShape(16, 256);\nTEXP(t, t);", "TEXP(t, t);\nt.SetValidShape(16, 256);"),
        ("SetValidShape of another tile", "t.SetValidShape(16, 256);", "x.SetValidShape(16, 256);"),
    ],
)  # fmt: skip
def test_another_size_is_no_proof(title: str, old: str, new: str, dropped: bool, across_versions: bool) -> None:
    assert old in BODY
    after = BODY.replace(old, new, 1)
    if dropped:
        after = after.replace("bar\n", "")
    assert not isinstance(judged(after, across_versions), Proved), title


@pytest.mark.parametrize("across_versions", [False, True])
def test_the_same_sizes_are(across_versions: bool) -> None:
    """What goes needs the sizes: 16 rows of 256 are 64 repeats, and a number of rows that is not known may be one."""
    assert isinstance(judged(BODY.replace("bar\n", ""), across_versions), Proved)
    before = BODY.replace("(rows, cols)", "(n, n)").replace("SetValidShape(16, 256)", "SetValidShape(n, n)")
    kernels = kernel(before), kernel(before.replace("bar\n", ""), "after.cpp")
    found = check(*kernels, "default", across_versions=across_versions, evidence=Grade.EXTRAPOLATED)
    assert not isinstance(found, Proved)


@pytest.mark.parametrize("version", ["v0.37dev", "v0.45", "v0.60"])
@pytest.mark.parametrize("across_versions", [False, True])
def test_no_size_of_a_real_kernel_may_change(version: str, across_versions: bool) -> None:
    source = corpus("q_valid_size_at_run_time", version)
    for old, new in (("= 64;", "= 32;"), ("= 128;", "= 64;"), (", -1, -1, SLayout", ", 64, 128, SLayout")):
        assert old in source.text
        after = SourceFile("after.cpp", source.text.replace(old, new, 1))
        assert not isinstance(check(source, after, "default", across_versions=across_versions), Proved)
