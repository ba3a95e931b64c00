"""Rewrites of more than synchronisation are accepted where they are claimed, and as they are claimed."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from ptofix.cpp.parser import parse
from ptofix.evidence.grade import Grade
from ptofix.hardware.tile import Space, TileType
from ptofix.isa.architecture import A2A3
from ptofix.isa.call import OpCall
from ptofix.isa.operand import Operand as CallOperand
from ptofix.program.program import Join, Operand, TileOp
from ptofix.proof.check import check
from ptofix.proof.claims import FoldMulsOneClaim, SlotNumClaim, can_fold, is_one, slot_num_edits
from ptofix.proof.compare import DifferError
from ptofix.proof.tests.kernels import kernel
from ptofix.proof.verdict import Proved, Refuted, Undecided
from ptofix.testing.corpus import REDTEAM
from ptofix.text.source import SourceFile, read_source

PIPE = "auto v1 = TPipe<{}, Direction::{}, {}, {}, {}, false>(p, 0, 0);\nTADD(b, a, a);"


def pipe(flag: int = 0, direction: str = "DIR_C2V", size: int = 2048, slots: int = 8, local: object = 8) -> SourceFile:
    return kernel(PIPE.format(flag, direction, size, slots, local))


def test_the_slots_of_a_pipe_change_only_where_that_is_claimed() -> None:
    assert isinstance(check(pipe(), pipe(local=2)), Undecided)
    for claim in (SlotNumClaim(default=2), SlotNumClaim(((0, 2),)), SlotNumClaim(((0, 2),), 4)):
        proved = check(pipe(), pipe(local=2), claims=[claim])
        assert isinstance(proved, Proved)
        assert proved.not_judged == ("what LocalSlotNum means to the other core",)
    for claim, local in ((SlotNumClaim(default=3), 2), (SlotNumClaim(((1, 2),)), 2)):
        assert isinstance(check(pipe(), pipe(local=local), claims=[claim]), Undecided)
    for local in (0, 9):  # there are eight
        assert isinstance(check(pipe(), pipe(local=local), claims=[SlotNumClaim(default=local)]), Undecided)


@pytest.mark.parametrize(
    "other",
    [pipe(1, local=2), pipe(direction="DIR_V2C", local=2), pipe(size=4096, local=2), pipe(slots=4, local=2)],
    ids=["flag", "direction", "size", "slots"],
)
def test_nothing_else_of_a_pipe_changes(other: SourceFile) -> None:
    assert isinstance(check(pipe(), other, claims=[SlotNumClaim(default=2)]), Undecided)


def test_the_claim_holds_at_every_use() -> None:
    two = "auto v1 = TPipe<0, Direction::DIR_C2V, 2048, 8, {}, false>(p, 0, 0);\n" * 2 + "TADD(b, a, a);"
    two = two.replace("v1", "v2", 1)
    claims = [SlotNumClaim(default=2)]
    assert isinstance(check(kernel(two.format(8, 8)), kernel(two.format(2, 2)), claims=claims), Proved)
    assert isinstance(check(kernel(two.format(8, 8)), kernel(two.format(2, 8)), claims=claims), Undecided)
    short = two.replace(", {}, false>", "{}>")
    assert isinstance(
        check(kernel(short.format("", "")), kernel(short.format(", 4", ", 4")), claims=[SlotNumClaim(default=4)]),
        Proved,
    )


@pytest.mark.parametrize(
    "prefix",
    [
        "#define P TPipe<0, Direction::DIR_C2V, 2048, 8, 8, false>\n",
        "using P = TPipe<N, Direction::DIR_C2V, 2048, 8, 8>;\n",
    ],
)
def test_slots_after_a_macro_or_a_name_are_not_claimed(prefix: str) -> None:
    before, after = (SourceFile("k.cpp", prefix + text.text) for text in (pipe(), pipe(local=2)))
    assert isinstance(check(before, after, claims=[SlotNumClaim(default=2)]), Undecided)


@pytest.mark.parametrize(
    "text",
    ["TPipe<N, D, 1, 8, 8>", "TPipe<0 + 1, D, 1, 8, 8>", "TPipe<0, D, 1, N, 8>", "TPipe<0, D, 1, 8, N>", "TPipe<0, D>"],
)
def test_slots_of_a_pipe_whose_numbers_are_not_known_are_not_claimed(text: str) -> None:
    with pytest.raises(DifferError, match="the numbers of this TPipe are not known"):
        slot_num_edits(SourceFile("k.cpp", f"{text} p;\n"), SlotNumClaim(default=2))


def test_slots_in_a_text_that_compilers_read_in_different_ways_are_not_claimed() -> None:
    with pytest.raises(DifferError, match="in different ways"):
        slot_num_edits(SourceFile("k.cpp", "// what??/\nTPipe<0, D, 1, 8, 8> p;\n"), SlotNumClaim(default=2))


def test_slots_in_a_string_do_not_change() -> None:
    before, after = (
        SourceFile("k.cpp", text.text.replace("TADD", f'printf("TPipe<0, a, 1, 8, {n}>");\nTADD'))
        for text, n in ((pipe(), 8), (pipe(local=2), 2))
    )
    assert isinstance(check(before, after, claims=[SlotNumClaim(default=2)]), Undecided)


def test_a_pop_from_fewer_slots_may_lose_an_order() -> None:
    """With two slots the second tile is at another address than with one; the checker resolves both."""
    tile = "Tile<TileType::Vec, float, 8, 64, BLayout::RowMajor, 8, 64, SLayout::NoneBox, 512, PadValue::Null>"
    body = (
        "auto v1 = TPipe<0, Direction::DIR_C2V, 2048, 8, {0}, false>(p, 8192, 8192);\n"
        f"{tile} s;\n{tile} t;\n"
        f"TPOP<TPipe<0, Direction::DIR_C2V, 2048, 8, {{0}}, false>, {tile}, TileSplitAxis::TILE_NO_SPLIT>(v1, s);\n"
        "TADD(b, s, s);\n"
        f"TPOP<TPipe<0, Direction::DIR_C2V, 2048, 8, {{0}}, false>, {tile}, TileSplitAxis::TILE_NO_SPLIT>(v1, t);\n"
        "TADD(t, a, a);\n"
    )
    more, fewer = kernel(body.format(2)), kernel(body.format(1))
    assert isinstance(check(more, fewer, "ops", claims=[SlotNumClaim(default=1)]), Refuted)
    assert isinstance(check(fewer, more, "ops", claims=[SlotNumClaim(default=2)]), Proved)


@pytest.mark.parametrize("model", ["ops", "strict", "default"])
@pytest.mark.parametrize(("more", "fewer"), [(2, 1), (8, 1), (4, 2)])
def test_slots_that_are_not_known_exactly_were_apart_before(model: str, more: int, fewer: int) -> None:
    """After the branch the second tile is in one of several slots: in the one of the first only with fewer of them."""
    tile = "Tile<TileType::Vec, float, 8, 64, BLayout::RowMajor, 8, 64, SLayout::NoneBox, 512, PadValue::Null>"
    pop = f"TPOP<TPipe<0, Direction::DIR_C2V, 2048, 8, {{0}}, false>, {tile}, TileSplitAxis::TILE_NO_SPLIT>"
    body = (
        f"auto v1 = TPipe<0, Direction::DIR_C2V, 2048, 8, {{0}}, false>(p, 8192, 8192);\n{tile} s;\n{tile} t;\n"
        f"if (n > 0) {{{{\n{pop}(v1, s);\nTADD(b, s, s);\n}}}}\n{pop}(v1, t);\nTADD(t, a, a);\n"
    )
    before, after = kernel(body.format(more)), kernel(body.format(fewer))
    assert isinstance(check(before, after, model, claims=[SlotNumClaim(default=fewer)]), Undecided)


FOLD = "const float one = {};\nTMULS(y, x, one);\n{}\nTADD(x, y, y);"


def folded(source: SourceFile) -> SourceFile:
    return SourceFile("after.cpp", source.text.replace("TMULS(y, x, one)", "TMOV(y, x)"))


@pytest.mark.parametrize("model", ["ops", "strict", "default"])
def test_a_fold_is_proved_where_a_barrier_keeps_the_order(model: str) -> None:
    before = kernel(FOLD.format("1.0f", "bar"))
    assert isinstance(check(before, folded(before), model), Undecided)
    assert isinstance(check(before, folded(before), model, claims=[FoldMulsOneClaim()]), Proved)
    lost = SourceFile("after.cpp", folded(before).text.replace("  pipe_barrier(PIPE_V);\n", ""))
    assert isinstance(check(before, lost, model, claims=[FoldMulsOneClaim()]), Refuted)


def test_a_fold_loses_the_distance() -> None:
    before = read_source(str(REDTEAM / "other" / "fold_loses_distance.cpp"))
    after = SourceFile("after.cpp", before.text.replace("TMULS(v1, v2, one)", "TMOV(v1, v2)"))
    refuted = check(before, after, "default", claims=[FoldMulsOneClaim()])
    assert isinstance(refuted, Refuted)
    assert "RAW" in refuted.witnesses[0].message
    between = kernel(f"TADD(b, a, a);\n{FOLD.format('1.0f', 'bar')}\nTMUL(c, b, b);")
    claim = [FoldMulsOneClaim()]
    assert isinstance(check(between, folded(between), claims=claim, evidence=Grade.EXTRAPOLATED), Proved)
    long = kernel("const float one = 1.0f;\nTADD(b, a, a);\nTMULS(y, x, one);\nTMUL(c, b, b);")
    assert isinstance(check(long, folded(long), claims=claim, evidence=Grade.EXTRAPOLATED), Refuted)


@pytest.mark.parametrize("value", ["2.0f", "10.0f", "0.1f", "11.0f", "1.5f", "n", "1e1f"])
def test_only_a_multiplication_by_one_folds(value: str) -> None:
    before = kernel(FOLD.format(value, "bar"))
    assert isinstance(check(before, folded(before), claims=[FoldMulsOneClaim()]), Undecided)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("const float one", "float one"),
        ("TMULS(y, x, one);", "{\nconst float one = 2.0f;\nTMULS(y, x, one);\n}"),
        ("int32_t m)", "float one)"),
        ("TMULS(y, x, one)", "TMULS(y, y, one)"),
        ("TMULS(y, x, one)", "TMULS(y, a, one)"),
        ("uint64_t y_at = (uint64_t) 98304", "uint64_t y_at = (uint64_t) 65568"),
    ],
    ids=["not const", "hidden", "parameter", "in place", "types", "overlap"],
)
def test_a_fold_is_a_copy(old: str, new: str) -> None:
    before = kernel(FOLD.format("1.0f", "bar"))
    assert old in before.text
    before = SourceFile("before.cpp", before.text.replace(old, new))
    text = before.text
    for x in ("TMULS(y, x, one)", "TMULS(y, y, one)", "TMULS(y, a, one)"):
        text = text.replace(x, x.replace("TMULS", "TMOV").replace(", one", ""))
    assert isinstance(check(before, SourceFile("after.cpp", text), claims=[FoldMulsOneClaim()]), Undecided)


def test_a_fold_in_code_that_no_kernel_runs_is_not_judged() -> None:
    source = kernel("TADD(b, a, a);")
    before, after = (
        SourceFile(source.name, f"{source.text}void unused() {{\n  if (false) {{ {statement} }}\n}}\n")
        for statement in ("TMULS(y, x, 1.0f);", "TMOV(y, x);")
    )
    assert isinstance(check(before, before), Proved)
    assert isinstance(check(before, after, claims=[FoldMulsOneClaim()]), Undecided)


def test_a_fold_keeps_its_operands() -> None:
    before = kernel(FOLD.format("1.0f", "bar"))
    for text in ("TMOV(x, y)", "TMOV(y, x, x)", "TMOV(y)", "TADD(y, x)"):
        after = SourceFile("after.cpp", before.text.replace("TMULS(y, x, one)", text))
        assert isinstance(check(before, after, claims=[FoldMulsOneClaim()]), Undecided)


CONSTANT = "void f() {\n  const float one = 1.0f;\n}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (CONSTANT, True),
        (CONSTANT + CONSTANT.replace("f()", "g()"), True),
        ("void f() {\n  TADD(a, b, one);\n}\n", False),
        (CONSTANT + "void g(float one) {\n}\n", False),
        (CONSTANT + "#define one 2.0f\n", False),
        (CONSTANT + "void g() {\n  auto [one, other] = h();\n}\n", False),
        (CONSTANT + "enum class E : int {\n  one = 2\n};\n", False),
        (CONSTANT.replace("one =", "one[1] ="), False),
    ],
)
def test_what_is_one(text: str, expected: bool) -> None:
    assert is_one("one", parse(SourceFile("k.cpp", text))) == expected
    assert is_one("1.0f", parse(SourceFile("k.cpp", text)))


def test_what_can_fold() -> None:
    vec = TileType(Space.VEC, "float", 8, 64, 8, 64, "RowMajor")

    def op(name: str, tile: TileType | None, other: TileType | None, *places: Operand) -> TileOp:
        operands = (CallOperand("tile", tile, 0), CallOperand("tile", other, 1), CallOperand("scalar", None, None))
        count = 3 if name == "TMULS" else 2
        return TileOp(OpCall(name, operands[:count], A2A3), (*places, Operand("one"))[:count])

    def folds(
        tile: TileType | None, other: TileType | None, target: Operand, source: Operand, moved: Operand | None = None
    ) -> bool:
        return can_fold(op("TMULS", tile, other, target, source), op("TMOV", tile, other, moved or target, source))

    d, s = Operand("d", (0,)), Operand("s", (2048,))
    assert folds(vec, vec, d, s)
    assert not folds(vec, vec, d, s, Operand("d", (4096,)))
    assert not folds(vec, replace(vec, dtype="half"), d, s)
    assert not folds(replace(vec, space=Space.MAT), replace(vec, space=Space.MAT), d, s)
    assert not folds(replace(vec, valid_cols=63), replace(vec, valid_cols=63), d, s)
    assert not folds(replace(vec, valid_rows=None), replace(vec, valid_rows=None), d, s)
    assert not folds(vec, vec, d, Operand("s", (2016,)))
    assert not folds(vec, vec, d, Operand("s", (4096, 32)))
    assert not folds(vec, vec, d, Operand("s", None))
    assert not folds(vec, vec, Operand("d", (0,), 2), s)
    assert not can_fold(op("TMULS", vec, vec, d, s), Join())
    assert not can_fold(Join(), op("TMOV", vec, vec, d, s))
    assert not folds(None, None, d, s)
    other = op("TMOV", replace(vec, dtype="int32_t"), replace(vec, dtype="int32_t"), d, s)
    assert not can_fold(op("TMULS", vec, vec, d, s), other)
