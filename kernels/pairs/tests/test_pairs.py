"""The experiment with pairs of vector ops without an assembler: its kernels, what it reads, what counts."""

from __future__ import annotations

import pytest

from entries import MARK, is_evidence, observed_part
from observe import has_barrier
from outcomes import LEFT, ORDERED, Observed, Pair, outcomes_text, pairs_of, read_outcomes
from pair_kernels import BROKEN, MEETINGS, Case, cases, write_case
from ptofix.evidence.pairs import PATH, entries
from ptofix.mlir.builder import finish, new_kernel
from ptofix.mlir.reader import parse_module
from ptofix.mlir.targets import fit, target
from ptofix.mlir.writer import print_module
from ptofix.text.source import SourceFile
from vector_ops import Form, Look, forms

ADD = Form("tadd", tuple((name, Look("full", "f32")) for name in ("src0", "src1", "dst")))
EXP = Form("texp", tuple((name, Look("full", "f32")) for name in ("src", "dst")))


def test_evidence_is_what_was_observed() -> None:
    assert MARK + PATH.read_text(encoding="utf-8").split(MARK)[1] == observed_part(read_outcomes())
    observed = {order for entry in entries() if entry.source.startswith("observed") for order in entry.orders}
    assert observed == {(pair.earlier, pair.later) for pair in read_outcomes() if is_evidence(pair)}


@pytest.mark.parametrize(
    ("left", "ordered", "counts"),
    [
        ("straight two-rounds between in-place", "short gaps part war waw", True),
        ("straight two-rounds", "short war", True),  # the rest was refused
        ("straight two-rounds between in-place short gaps part war waw", "", False),  # sees nothing
        ("straight two-rounds between", "short", False),  # nothing but the length is known to count
        ("straight two-rounds between", "gaps part war waw", False),  # the length was refused
        ("straight two-rounds war", "short part waw", False),  # sees no write after a read
        ("straight two-rounds", "between short part war waw", False),
        ("straight", "two-rounds short part war waw", False),
        ("", "straight two-rounds between in-place short gaps part war waw", False),
    ],
)
def test_what_counts(left: str, ordered: str, counts: bool) -> None:
    assert is_evidence(Pair("0.60", "TADD", "TEXP", tuple(left.split()), tuple(ordered.split()), 1)) is counts


def test_one_site_with_a_barrier_is_enough_to_be_ordered() -> None:
    seen = [Observed("0.60", "TADD", "TEXP", "straight", outcome) for outcome in (LEFT, LEFT, ORDERED)]
    assert pairs_of(seen) == [Pair("0.60", "TADD", "TEXP", (), ("straight",), 2)]


def test_the_table_can_be_read_again() -> None:
    assert outcomes_text(read_outcomes()) == outcomes_text(sorted(read_outcomes(), key=lambda pair: pair.version))
    assert {pair.version for pair in read_outcomes()} == {"0.45", "0.60"}


@pytest.mark.parametrize("version", ["0.45", "0.60"])
def test_every_meeting_is_a_kernel_of_both_versions(version: str) -> None:
    met = {case.meeting: case for case in cases([ADD, EXP])}
    assert set(met) == set(MEETINGS)
    kernel = new_kernel()
    for number, case in enumerate(met.values()):
        write_case(kernel, f"k{number}", case)
    module = finish(kernel)
    fit(module, target(version))
    text = print_module(module, target(version))
    assert print_module(parse_module(SourceFile("pairs.pto", text)), target(version)) == text


def test_each_broken_condition_breaks_one() -> None:
    """Rows, columns and the columns in use of the shared tile, against those of the case that keeps all."""
    kept = Case(ADD, EXP, "src", "straight").size
    assert kept.rows * kept.used * 4 == 16 * 256
    for meeting in BROKEN:
        size = Case(ADD, EXP, "dst" if meeting == "waw" else "src0" if meeting == "war" else "src", meeting).size
        if meeting == "short":
            assert (size.columns, size.rows * size.used * 4) == (size.used, 15 * 256)
        elif meeting == "gaps":
            assert size == kept._replace(columns=2 * kept.columns)
        else:
            assert size == kept


def test_the_ops_are_those_of_the_op_table() -> None:
    assert len({form.op for form in forms()}) > 70


BARRIER = "  pipe_barrier(PIPE_V);"


@pytest.mark.parametrize(
    ("meeting", "lines", "found"),
    [
        ("straight", ["TADD(a);", "TEXP(b);"], False),
        ("straight", ["TADD(a);", BARRIER, "TEXP(b);"], True),
        ("straight", ["TADD(a);", "  pipe_barrier(PIPE_ALL);", "TEXP(b);"], True),
        ("straight", [BARRIER, "TADD(a);", "  pipe_barrier(PIPE_MTE3);", "TEXP(b);", BARRIER], False),
        ("straight", ["TADD(a);", "TADD(a);", "TEXP(b);"], None),
        ("between", ["TADD(a);", "TADD(c);", BARRIER, "TEXP(b);"], True),
        ("two-rounds", ["TADD(a);", "TEXP(b);", BARRIER, "TADD(a);", "TEXP(b);"], False),
        ("two-rounds", ["TADD(a);", "TEXP(b);", BARRIER, "TADD(a);", BARRIER, "TEXP(b);"], True),
        ("carried", ["  for (;;) {", "    TEXP(b);", "  " + BARRIER, "    TADD(a);", "  }"], False),
        ("carried", ["  for (;;) {", "  " + BARRIER, "    TEXP(b);", "    TADD(a);", "  }"], True),
        ("carried", ["TEXP(b);", "TADD(a);"], None),
    ],
)
def test_where_a_barrier_counts(meeting: str, lines: list[str], found: bool | None) -> None:
    assert has_barrier(Case(ADD, EXP, "src", meeting), ["  TLOAD(a, b);", *lines, "  TSTORE(a, b);"]) is found
