"""The grade of a pair: small kernels where one condition decides, for the analysis and for the checker alike."""

from __future__ import annotations

import json

import pytest
from msgspec.structs import replace

from ptofix.evidence.grade import GRADES, Grade
from ptofix.hardware.tile import Space, TileType
from ptofix.isa.architecture import A2A3
from ptofix.isa.call import Access, OpCall
from ptofix.isa.operand import Operand as CallOperand
from ptofix.order.effects import Footprint, Hazard
from ptofix.order.grades import _in_use, _is_hidden, _is_one_tile
from ptofix.order.model import STRICT, ProgramOrder
from ptofix.program.program import Operand, Region, TileOp
from ptofix.proof.accesses import AccessedBytes
from ptofix.proof.certificate import Certificate, certify, recheck
from ptofix.proof.check import check
from ptofix.proof.explore import Lockstep
from ptofix.proof.grades import at_full_distance, one_tile, only_way, valid
from ptofix.proof.product import AFTER, BOTH
from ptofix.proof.unrolled import by_rounds
from ptofix.proof.verdict import Proved, Refuted, Undecided
from ptofix.rewriting.pipeline import Settings, run_pipeline
from ptofix.rewriting.pipeline_text import parse_pipeline
from ptofix.tests.build import kernel, kernel_source, programs, tile
from ptofix.text.source import SourceFile

# A to D: tiles of 16 KiB, 64 repeats. H is the second half of A; M is A with a valid part; R and Q are short.
TILES = " ".join(
    [*(tile(name, 16384 * i, rows=64) for i, name in enumerate("ABCD")), tile("H", 8192, rows=32),
     tile("R", 65536, rows=1), tile("Q", 65792, rows=1), tile("I", 16384 * 5, rows=64),
     tile("K", 66560, rows=64, cols=1, layout="ColMajor"),
     "Tile<TileType::Vec, float, 64, 64, BLayout::RowMajor, 64, 56, SLayout::NoneBox> M; TASSIGN(M, 0);",
     "Tile<TileType::Vec, half, 64, 64, BLayout::RowMajor, 64, 64, SLayout::NoneBox> N; TASSIGN(N, 98304);"]
)  # fmt: skip


def _row(name: str, dtype: str, at: int) -> str:
    return tile(name, at, 1, 1024).replace("float", dtype)


CHUNKS = " ".join([_row("F0", "float", 0), _row("H0", "half", 0), _row("F1", "float", 4096), _row("H1", "half", 2048),
                   _row("F2", "float", 2048), _row("F3", "float", 8192)])  # fmt: skip
"""Two parts of a row that is narrowed in place."""
WIDE = f"{tile('U', 0, 16, 256)} {tile('V', 16384, 16, 256)} {tile('Z', 16384, 8, 256)}"


def text(body: str) -> SourceFile:
    return kernel(body.replace("bar", "pipe_barrier(PIPE_V);"), tiles=TILES)


def _weakest(order: ProgramOrder, hazard: Hazard) -> Grade:
    """The grade of a pair that is as far apart as any is asked to be."""
    known = order.grading.supports_of(hazard.earlier, hazard.later)
    return max((min(each.grade for each in one) for one in known), default=Grade.EXTRAPOLATED)


def grades(body: str) -> set[tuple[str, str, Grade]]:
    """Of the conflicting pairs of V that are not ordered otherwise, by the analysis; the checker must agree."""
    (program,) = programs(text(body))
    order = ProgramOrder(program, STRICT)
    found = {
        (h.earlier.instruction.index, h.later.instruction.index, _weakest(order, h))
        for h in order.on("V").hazards()  # type: ignore[arg-type]
    }
    run = Lockstep(program, program, [BOTH] * len(program.instructions), "default")
    proved = {
        (
            met.earlier.node,
            met.later.node,
            at_full_distance(run.pairs.conflicts_between(met.earlier, met.later, AFTER)).grade,
        )
        for met in run.meetings()
        if met.earlier.pipe == met.later.pipe and not run.holds(met, AFTER)
    }
    assert found == {pair for pair in proved if pair[:2] in {known[:2] for known in found}}
    assert {pair[:2] for pair in found} <= {pair[:2] for pair in proved}

    def name(index: int) -> str:
        return program.instructions[index].action.call.name  # type: ignore[union-attr]

    return {(name(x), name(y), grade) for x, y, grade in found}


S, P, E = Grade.SHIPPED, Grade.PRACTISED, Grade.EXTRAPOLATED


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("TMUL(A, B, C); TADD(D, A, B);", {("TMUL", "TADD", S)}),
        ("TMUL(A, A, C); TADD(A, A, B);", {("TMUL", "TADD", S)}),  # with a write and a read beside it, in place
        ("TDIV(A, B, C); TNOT(D, A);", {("TDIV", "TNOT", E)}),  # nobody is seen to leave it out
        ("TMUL(B, A, C); TADD(A, D, C);", {("TMUL", "TADD", S)}),  # a write after a read
        ("TMUL(A, B, C); TADD(A, D, C);", {("TMUL", "TADD", S)}),  # a write after a write: the same
        ("TMUL(A, B, C); TADD(B, A, D);", {("TMUL", "TADD", S)}),  # each by itself
        ("TPRELU(B, A, C, I); TADD(A, D, C);", {("TPRELU", "TADD", E)}),  # nobody reads what TPRELU writes
        ("TDIV(A, B, C); TNOT(B, A);", {("TDIV", "TNOT", E)}),  # the worse of the two
        ("TMULS(A, B, s); TADD(I, H, H);", {("TMULS", "TADD", E)}),  # a part of the tile
        ("TMULS(M, B, s); TADD(M, M, M);", {("TMULS", "TADD", E)}),  # with gaps
        ("TMULS(R, Q, s); TEXP(R, R);", {("TMULS", "TEXP", P)}),  # short: a kernel does it on one row
        ("TMULS(R, Q, s); TADD(R, R, R);", {("TMULS", "TADD", E)}),  # short: no assembler does
        ("TMULS(A, B, s); TEXP(C, A);", {("TMULS", "TEXP", S)}),
        ("TEXP(A, A); TCVT(N, A, RoundMode::CAST_ROUND);", {("TEXP", "TCVT", S)}),
        ("TCVT(N, A, RoundMode::CAST_ROUND); TADD(A, B, C);", {("TCVT", "TADD", S)}),
        ("TMUL(A, B, C); if (n) { TADD(D, A, B); }", {("TMUL", "TADD", S)}),
        # A wide reduction reads two parts of each row first, and the rest behind a barrier: of the same tile.
        (f"{WIDE} TMUL(V, U, U); TROWSUM(K, V, U);", {("TMUL", "TROWSUM", S)}),
        (f"{WIDE} TMUL(V, U, U); TROWSUM(K, Z, U);", {("TMUL", "TROWSUM", E)}),  # half of its rows
        # Through the hidden scratch, with an op between that is long enough.
        ("TROWEXPANDMUL(A, A, K); TADD(A, A, B); TROWEXPANDMUL(C, C, K);", {("TROWEXPANDMUL", "TROWEXPANDMUL", S)}),
        ("TROWEXPANDMUL(A, A, K); TADD(A, A, B); TROWEXPANDDIV(C, C, K);", {("TROWEXPANDMUL", "TROWEXPANDDIV", S)}),
        ("TROWEXPANDDIV(A, A, K); TADD(A, A, B); TROWEXPANDMUL(C, C, K);", {("TROWEXPANDDIV", "TROWEXPANDMUL", S)}),
        # By way of what overwrites the tile in between, and is judged with both.
        ("TDIV(A, B, C); TADD(A, A, C); TNOT(D, A);", {("TDIV", "TADD", S), ("TDIV", "TNOT", S)}),
        ("TDIV(A, B, C); TEXP(A, A); TNOT(D, A);", {("TDIV", "TNOT", E)}),
        ("TDIV(A, B, C); if (n) { TADD(A, A, C); } TNOT(D, A);", {("TDIV", "TNOT", E)}),
        ("TDIV(A, B, C); TADD(I, A, C); TNOT(D, A);", {("TDIV", "TNOT", E)}),
        ("TMULS(R, Q, s); TEXP(R, R); TCVT(N, R, RoundMode::CAST_ROUND);", {("TMULS", "TCVT", E)}),
        # Into a loop: the assembler leaves that out, too. Round a loop: not.
        ("TMUL(A, B, C); for (int i = 0; i < n; i++) { TADD(D, A, B); bar }", {("TMUL", "TADD", S)}),
        ("for (int i = 0; i < n; i++) { TADD(D, A, B); bar TMUL(A, B, C); }", {("TMUL", "TADD", E)}),
        ("for (int i = 0; i < n; i++) { TEXP(A, A); }", {("TEXP", "TEXP", E)}),
    ],
)  # fmt: skip
def test_each_condition_decides(body: str, expected: set[tuple[str, str, Grade]]) -> None:
    assert grades(body) >= expected


def test_an_order_that_a_loop_carries_is_not_shipped() -> None:
    """The multiply of one round may be skipped in the next one, where the add comes."""
    found = grades("for (int i = 0; i < n; i++) { if (n) { TMUL(A, B, C); } if (s) { TADD(D, A, B); } }")
    assert ("TMUL", "TADD", E) in found
    assert ("TROWEXPANDMUL", "TADD", P) not in found


def test_an_order_from_round_to_round_is_not_shipped() -> None:
    """Also where the rounds are told apart, so that one leads straight into the next."""
    turning = f"{tile('T', 0).partition('TASSIGN')[0]} TASSIGN(T, 131072 + i % 2 * 16384);"
    (program,) = programs(text(f"for (int i = 0; i < 4; i++) {{ {turning} TEXP(A, B); TABS(D, A); TADDS(T, T, s); }}"))
    program = by_rounds(program)
    run = Lockstep(program, program, [BOTH] * len(program.instructions), "default")
    sites = {}
    for site in run.sites:
        instruction = program.instructions[site.node]
        if isinstance(instruction.action, TileOp) and instruction.rounds:
            sites[instruction.action.call.name, instruction.rounds[0].residue] = site

    def grade(earlier: int, later: int) -> Grade:
        x, y = sites["TEXP", earlier], sites["TABS", later]
        return at_full_distance(
            run.pairs.conflicts_of_two(program, (x.node, y.node), (x.accesses[1], y.accesses[1]))
        ).grade

    assert (grade(0, 0), grade(1, 1), grade(0, 1), grade(1, 2)) == (S, S, E, E)


def rewritten(source: SourceFile, evidence: str, pipeline: str = "drop-redundant-barriers") -> SourceFile:
    passes = parse_pipeline(f"{pipeline}{{evidence={evidence}}}")
    return run_pipeline(source, passes, Settings(verify=False)).source


@pytest.mark.parametrize(
    ("body", "removed"),
    [
        ("TMUL(A, B, C); bar TADD(D, A, B);", "shipped practised extrapolated"),
        ("TMULS(A, B, s); bar TEXP(C, A);", "shipped practised extrapolated"),
        ("TDIV(A, B, C); bar TNOT(D, A);", "extrapolated"),
        # However far apart: what has no grade is never forgotten.
        ("TDIV(A, B, C); TADD(D, B, B); bar TNOT(I, A);", "extrapolated"),
        ("TMULS(A, B, s); TADD(D, B, B); bar TEXP(I, A);", "shipped practised extrapolated"),
        ("TMULS(R, Q, s); TADD(D, B, B); bar TEXP(R, R);", "practised extrapolated"),
        ("TROWEXPANDMUL(A, A, K); bar TADD(A, A, B); TROWEXPANDMUL(C, C, K);", "shipped practised extrapolated"),
        ("TROWEXPANDDIV(A, A, K); bar TROWEXPANDDIV(C, C, K);", "practised extrapolated"),  # 4 repeats are enough
        ("TROWEXPANDMUL(A, A, K); bar TROWEXPANDMUL(C, C, K);", ""),
        (f"{CHUNKS} TCVT(H0, F0, RoundMode::CAST_RINT); bar TCVT(H1, F1, RoundMode::CAST_RINT);",  # 8 are enough
         "practised extrapolated"),
        (f"{CHUNKS} TCVT(H0, F0, RoundMode::CAST_RINT); bar TADDS(F2, F3, s);", ""),  # of another op they are not
        ("TMULS(R, Q, s); bar TEXP(R, R);", ""),  # the grade is there, and the distance is not
        ("for (int i = 0; i < n; i++) { TMIN(I, A, C); bar TMAX(A, B, C); }", "extrapolated"),
    ],
)  # fmt: skip
def test_only_pairs_with_the_grade_lose_their_barrier(body: str, removed: str) -> None:
    """In the analysis; and the checker refuses what the analysis does under a weaker grade."""
    source = text(body)
    for name, grade in GRADES.items():
        after = rewritten(source, name)
        assert (after.text != source.text) == (name in removed.split()), name
        if after.text == source.text:
            continue
        for accepted in Grade:
            verdict = check(source, after, evidence=accepted)
            assert isinstance(verdict, Proved if str(accepted) in removed.split() else Refuted), (name, accepted)
        assert isinstance(check(source, after, evidence=grade), Proved)


def test_a_certificate_says_which_pair_rests_on_which_grade() -> None:
    source = kernel_source("g_gu_loop.v0.45.insert-sync")
    made = certify(source, rewritten(source, "practised", "remove-barriers"), evidence=Grade.PRACTISED)
    assert isinstance(made, Certificate)
    after = rewritten(source, "practised", "remove-barriers")
    assert (made.evidence, made.pairs_by_grade) == ("practised", {"shipped": 3})
    assert {o.grade for b in made.removed for p in b.pairs for o in p.ordered_by if o.kind == "repeat-distance"} == {
        "shipped"
    }
    assert isinstance(recheck(made, source, after), Proved)
    assert Certificate.from_json(made.to_json()) == made
    for claim in ("practised", "extrapolated", ""):
        wrong = made.to_json().replace('"grade": "shipped"', f'"grade": "{claim}"')
        assert isinstance(recheck(Certificate.from_json(wrong), source, after), Undecided)
    for field, value in (("pairs_by_grade", {"shipped": 2}), ("pairs_by_grade", {}), ("evidence", "none")):
        data = {**json.loads(made.to_json()), field: value}
        assert isinstance(recheck(Certificate.from_json(json.dumps(data)), source, after), Undecided)


def test_a_certificate_cannot_claim_better_evidence() -> None:
    source = text("TMULS(R, Q, s); TADD(D, B, B); bar TEXP(R, R);")
    after = rewritten(source, "practised")
    made = certify(source, after, evidence=Grade.PRACTISED)
    assert isinstance(made, Certificate)
    assert isinstance(recheck(replace(made, evidence="shipped"), source, after), Refuted)


ACCESS = Access(0, None, False, 0, 256)
READ = AccessedBytes(Region("UB", 0, 256), False, "a", ACCESS, 0)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (READ._replace(write=True), True),
        (READ._replace(access=None), False),
        (READ._replace(access=replace(ACCESS, operand=None, scratch="s")), False),
        (READ._replace(base=32), False),
        (READ._replace(region=Region("UB", 0, 128)), False),
    ],
)
def test_what_is_one_tile(other: AccessedBytes, expected: bool) -> None:
    assert one_tile(READ, other) == expected
    assert one_tile(other, READ) == expected
    assert _is_one_tile(Footprint(*READ), Footprint(*other)) == expected
    assert _is_one_tile(Footprint(*other), Footprint(*READ)) == expected


NOWHERE = Footprint(Region("UB", 0, 196608), False, "a")
SCRATCH = Footprint(*READ._replace(access=replace(ACCESS, operand=None, scratch="s")))


@pytest.mark.parametrize("twice", [NOWHERE, NOWHERE._replace(access=ACCESS), SCRATCH])
def test_what_is_no_tile_is_not_the_same_one(twice: Footprint) -> None:
    assert not _is_one_tile(twice, twice)
    assert _is_hidden(twice) == (twice is SCRATCH)


FULL = TileType(Space.VEC, "float", 8, 64, 8, 64, "RowMajor")


@pytest.mark.parametrize(
    ("tile_type", "access", "expected"),
    [
        (FULL, ACCESS, (1, 2048, 0)),
        (replace(FULL, valid_rows=4), ACCESS, (1, 1024, 0)),
        (replace(FULL, valid_rows=1, valid_cols=63), ACCESS, (1, 252, 0)),
        (replace(FULL, layout="ColMajor", valid_cols=8), ACCESS, (1, 256, 0)),
        (FULL, None, None),
        (FULL, replace(ACCESS, operand=None, scratch="s"), None),
        (None, ACCESS, None),
        (replace(FULL, valid_cols=32), ACCESS, (8, 128, 256)),
        (replace(FULL, layout="ColMajor", valid_rows=4), ACCESS, (64, 16, 32)),
        (replace(FULL, valid_rows=1, valid_cols=48), ACCESS, None),  # more is touched
        (replace(FULL, boxed=True), ACCESS, None),
        (replace(FULL, dtype="other"), ACCESS, None),
        (replace(FULL, valid_rows=None), ACCESS, None),
        (replace(FULL, valid_rows=0), ACCESS, None),
        (replace(FULL, layout="ColMajor", valid_cols=None), ACCESS, None),
    ],
)
def test_the_bytes_in_use_of_an_operand(
    tile_type: TileType | None, access: Access | None, expected: tuple[int, int, int] | None
) -> None:
    """Number, width and stride of the runs that they are."""
    op = TileOp(OpCall("TEXP", (CallOperand("tile", tile_type, 0),), A2A3), (Operand("a", (0,)),))
    assert valid(op, READ._replace(access=access)) == (None if expected is None else (0, *expected))
    assert _in_use(op, Footprint(*READ._replace(access=access))) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("TMUL(A, B, C); TADD(D, A, B);", True),
        ("TMUL(A, B, C); TEXP(C, B); TADD(D, A, B);", True),
        ("TMUL(A, B, C); if (n) { TADD(D, A, B); }", False),
        ("if (n) { TMUL(A, B, C); } TADD(D, A, B);", False),
        ("TMUL(A, B, C); while (n) { TADD(D, A, B); }", False),
    ],
)
def test_the_only_way(body: str, expected: bool) -> None:
    (program,) = programs(text(body))
    first, *_, last = (i.index for i in program.instructions if isinstance(i.action, TileOp))
    assert (only_way(program, first, last) is not None) == expected
