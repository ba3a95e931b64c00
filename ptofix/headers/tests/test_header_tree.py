"""A change of a header changes the fingerprints of the ops that may run it, and of no other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from ptofix.headers.compared import compared, headers_of
from ptofix.headers.cpp_text import read_header, tokens_of
from ptofix.headers.tree import read_tree
from ptofix.headers.versions import Headers, assumed_headers, every_op, versions
from ptofix.isa.architecture import A2A3
from ptofix.isa.call import Expansion, OpCall, Unknown
from ptofix.isa.expand import expand
from ptofix.isa.operand import Operand
from ptofix.isa.row import HEADERS, ORIGINS, SHARED
from ptofix.isa.tests.build import SCALAR, column, stages, tile
from ptofix.testing.headers import OPS, forget, make_known, written
from ptofix.text.diagnostics import PtofixError

TILE, INSTR, ADD, MUL, ABS, BIN = (
    "pto/common/tile.hpp", "pto/common/instr.hpp", "pto/npu/a2a3/TAdd.hpp", "pto/npu/a2a3/TMul.hpp",
    "pto/npu/a2a3/TAbs.hpp", "pto/npu/a2a3/TBinOp.hpp",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _the_known_ones() -> Iterator[None]:
    yield
    forget()


def changed(folder: Path, *changes: tuple[str, str, str]) -> set[str]:
    """Whose fingerprints differ from those of the tree without the changes."""
    before = read_tree(written(folder / "before")).fingerprints
    after = read_tree(written(folder / "after", *changes)).fingerprints
    return {name for name in {*before, *after} if before.get(name) != after.get(name)}


def test_the_ops_of_a_tree(tmp_path: Path) -> None:
    assert set(read_tree(written(tmp_path)).fingerprints) - {"member.GetValidRow"} == {SHARED, *OPS}


@pytest.mark.parametrize(
    ("change", "ops"),
    [
        ((ADD, "vadd(d, a, b)", "vadd(d, b, a)"), {"TADD"}),
        ((ADD, "d.GetValidRow()", "1"), {"TADD"}),
        ((MUL, '"mul"', '"mul "'), {"TMUL"}),
        ((BIN, "i += REPEATS", "i += 1"), {"TADD", "TMUL"}),
        ((BIN, "255", "254"), {"TADD", "TMUL"}),
        ((ABS, "vabs(d, s)", "vabs(s, d)"), {"TABS"}),
        ((INSTR, "TABS, d, s", "TABS, s, d"), {"TABS"}),
        ((INSTR, "API##_IMPL(__VA_ARGS__)", "API##_IMPL(__VA_ARGS__, 1)"), {"TABS", "TADD", "TMUL"}),
        ((INSTR, '#include "pto/npu/a2a3/TAbs.hpp"\n', ""), {"TABS"}),
        ((INSTR, "(typename D::T *)where", "nullptr"), {"TASSIGN"}),
        ((INSTR, "TSYNC_IMPL(events...)", "barrier()"), {SHARED}),
        ((TILE, "return Rows_", "return Rows_ + 1"), {SHARED}),
        ((TILE, "AICORE Tile() {}", "AICORE Tile() { run(); }"), {SHARED}),
        ((TILE, "T *data_;", "T *data_ = first();"), {SHARED}),
        ((ADD, "namespace pto {", "namespace pto {\n#pragma anything\n"), {"TADD"}),
    ],
)  # fmt: skip
def test_a_change_reaches_the_ops_that_may_run_it(tmp_path: Path, change: tuple[str, str, str], ops: set[str]) -> None:
    assert changed(tmp_path, change) == ops


@pytest.mark.parametrize(
    "change",
    [
        (ADD, "vadd(d, a, b);", "/* vsub( */ vadd(d,\n   a, b); // }\n"),
        (ADD, "vadd(d, a, b);", "vadd(d, \\\n a, b);"),
        (ABS, "on_the_host()", "elsewhere()"),
        ("pto/npu/a5/TAdd.hpp", "other()", "another()"),
        (MUL, "const char", "\n\nconst   char"),
    ],
)
def test_comments_layout_and_other_targets_are_nothing(tmp_path: Path, change: tuple[str, str, str]) -> None:
    assert not changed(tmp_path, change)


@pytest.mark.parametrize("name", ["TSOMETHING", "SET_QUANT_SCALAR"])  # without a row, with one that touches no tile
def test_an_instruction_that_no_row_of_a_tile_op_is_about_is_listed(tmp_path: Path, name: str) -> None:
    more = (
        INSTR,
        "namespace pto {",
        f"namespace pto {{\ntemplate <typename D> PTO_INST void {name}(D &d) {{ run(d); }}\n",
    )
    assert changed(tmp_path, more) == {name}
    assert {op.name: op.has_facts for op in compared(read_tree(str(tmp_path / "after")))}[name] is False


def test_a_file_that_cannot_be_cut_counts_as_a_whole(tmp_path: Path) -> None:
    """Only one arm opens the bracket: whoever can mean a name of the file runs anything."""
    half = (BIN, "constexpr int", "#if A\nvoid f() {\n#else\nvoid g() {\n#endif\n}\nconstexpr int")
    damaged = read_tree(written(tmp_path / "a", half)).fingerprints
    other = read_tree(written(tmp_path / "b", half, (ABS, "vabs(d, s)", "vabs(s, d)"))).fingerprints
    assert (damaged[SHARED], damaged["TADD"]) != (other[SHARED], other["TADD"])


def test_a_macro_that_makes_definitions(tmp_path: Path) -> None:
    macro = "#define OP(A, F) template <typename T> struct A##Op { static void Run(T *d) { F(d); } }\nOP(Add, all);\n"
    plain = ADD, "template <typename T> struct AddOp {\n  static void Run(T *d, T *a, T *b) { vadd(d, a, b); }\n};\n"
    one = read_tree(written(tmp_path / "one", (*plain, macro))).fingerprints
    for other in (macro.replace("all", "none"), macro.replace("F(d)", "F(d, d)")):
        two = read_tree(written(tmp_path / "two", (*plain, other))).fingerprints
        assert {name for name in one if one[name] != two[name]} == {"TADD"}


def test_a_macro_that_is_defined_inside_of_something(tmp_path: Path) -> None:
    inside = (ADD, "vadd(d, a, b);", "vadd(d, a, b);\n#define HOW 1\n")
    use = (ABS, "vabs(d, s)", "vabs(d, s, HOW)")
    one = read_tree(written(tmp_path / "one", inside, use)).fingerprints
    two = read_tree(written(tmp_path / "two", (*inside[:2], inside[2].replace("1", "2")), use)).fingerprints
    assert {name for name in one if one[name] != two[name]} == {"TADD", "TABS"}


def test_an_include_inside_of_something_leads_to_everything(tmp_path: Path) -> None:
    inside = (ABS, "vabs(d, s);", '\n#include "body.hpp"\n')
    one = read_tree(written(tmp_path / "one", inside)).fingerprints
    two = read_tree(written(tmp_path / "two", inside, (ADD, "vadd", "vsub"))).fingerprints
    assert {name for name in one if one[name] != two[name]} == {"TADD", "TABS"}


def test_tokens() -> None:
    text = 'a = "//" + R"x(/* " */)x"; /* " */ b >> c; // d \\\n e\n#define F(x) x /* y */ + 1\n#define G (x)\n'
    assert tokens_of(text) == [
        "a", "=", '"//"', "+", 'R"x(/* " */)x"', ";", "b", ">", ">", "c", ";",
        "#define F ( x ) x + 1",
        "#define G  ( x )",
    ]  # fmt: skip


def test_names_and_owners() -> None:
    text = """
template <typename Op, int N = (1 > 0)> void Outer(Op op) { op.Inner(); Global(); }
struct Box : Base { Box(); ~Box(); int Get() const; int size = first(); enum class E { X }; };
enum Kind { One, Two };
using Short = Long<int>;
template <> constexpr int Value<half> = 3;
bool operator==(A, B) { return true; }
"""
    found = read_header(text).definitions
    named = [(sorted(d.names), d.owner) for d in found]
    assert (["Outer"], "") in named
    assert (["Get"], "Box") in named
    assert (["Kind", "One", "Two"], "") in named
    assert (["Short"], "") in named
    assert (["Value"], "") in named
    assert ([], "") in named  # the operator belongs to whatever else the file defines
    outer = next(d for d in found if "Outer" in d.names)
    assert {"Inner", "Global"} <= outer.mentions
    assert "Op" not in outer.mentions  # its own


def test_known_older_changed_new_and_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = written(tmp_path / "1", (INSTR, "RecordEvent TABS", "RecordEvent TNOT"))
    second = written(tmp_path / "2", (ADD, "vadd(d, a, b)", "vadd(d, b, a)"))
    make_known(monkeypatch, tmp_path, first, second)
    tree = read_tree(written(tmp_path / "3", (MUL, "vmul", "vmla"), (INSTR, "TASSIGN", "TRESHAPE")))
    states = {op.name: (op.state, op.since, op.has_facts) for op in compared(tree)}
    assert states[SHARED] == ("known", "v1", True)
    assert states["TADD"] == ("older", "v1", True)
    assert states["TMUL"] == ("changed", "", False)
    assert states["TABS"] == ("known", "v2", False)
    assert states["TRESHAPE"] == ("new", "", False)
    assert states["TASSIGN"] == ("gone", "", False)
    differing = {op.name: op.differing for op in compared(tree)}
    assert differing["TMUL"] == ((MUL, ("Run",)),)


def test_facts_follow_what_is_said_of_a_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The op table is about the first; of the second it is known for one op that its other text does the same."""
    first = written(tmp_path / "1")
    second = written(tmp_path / "2", (BIN, "255", "254"))
    make_known(monkeypatch, tmp_path, first, second, same_facts=("TMUL",))
    assert headers_of(read_tree(second)).not_as_known() == {"TADD"}
    assert not headers_of(read_tree(first)).not_as_known()
    assert assumed_headers().version == str(versions()[0])


def test_without_what_is_shared_nothing_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_known(monkeypatch, tmp_path, written(tmp_path / "1"))
    tree = read_tree(written(tmp_path / "2", (TILE, "return Rows_", "return 0")))
    assert headers_of(tree).not_as_known() >= {*OPS}


def test_the_known_versions_are_whole() -> None:
    """What ships: every version has what it needs, and the op table is about one of them."""
    assert [version.name for version in versions()] == ["june", "august"]
    for version in versions():
        assert SHARED in version.fingerprints
        assert {"TADD", "TMUL", "TPOP", "TROWEXPANDMUL"} <= version.fingerprints.keys()
        assert version.same_facts <= version.fingerprints.keys()
    assert assumed_headers().version == str(versions()[-1])


def test_nothing_falls_back_in_a_known_version() -> None:
    """Every row holds for the text of every version; what has no facts at all, no text can take from it."""
    for version in versions():
        headers = Headers(str(version), version.fingerprints)
        assert headers.not_as_known(version.fingerprints) == set(), version.name
    older, newer = versions()
    assert {op for op in newer.same_facts if older.fingerprints.get(op) == newer.fingerprints[op]} == set()


def test_each_version_has_its_rows() -> None:
    """By the text of each op: a tree may have the TCMP of one version and the rest of another."""
    june, august = (Headers(str(version), version.fingerprints) for version in versions())
    mixed = Headers("mixed", {**august.fingerprints, "TCMP": june.fingerprints["TCMP"]})
    assert {*june.arch.older.values()} == {""}
    assert june.arch.older.keys() == {*A2A3.ops.variants()} == {
        "SYNCALL", "TCMP", "TCMPS", "TCOLEXPANDADD", "TCOLEXPANDDIV", "TCOLEXPANDEXPDIF", "TCOLEXPANDMAX",
        "TCOLEXPANDMIN", "TCOLEXPANDMUL", "TCOLEXPANDSUB", "TPOW", "TPOWS", "TPUSH", "TQUANT", "TREM", "TREMS",
    }  # fmt: skip
    assert not august.arch.older
    assert mixed.arch.older == {"TCMP": ""}
    wide = tile(8, 64)
    for headers, inverted in ((june, False), (mixed, False), (august, True)):
        found = expand(OpCall("pto::TCMP", (tile(8, 64, "uint8_t"), wide, wide, SCALAR), headers.arch))
        assert isinstance(found, Expansion)
        read = {access.operand for stage in stages(found) for access in stage.accesses if not access.write}
        assert (0 in read) is inverted, headers.version
    unknown = Headers("?", {**august.fingerprints, "TCMP": "0" * 16})
    assert unknown.not_as_known() == {"TCMP"}
    assert unknown.arch.classify("TCMP") == "unknown"


def test_scratch_of_a_remainder_is_that_of_the_text_that_is_known() -> None:
    """August's row has no mask in row 1 of tmp: of June's text, or of one that nobody has read, it proves nothing."""
    june, august = (Headers(str(version), version.fingerprints) for version in versions())
    mixed = Headers("mixed", {**august.fingerprints, "TREM": june.fingerprints["TREM"]})
    dst, tmp = tile(8, 64), tile(1, 128)
    for headers, touched in ((june, 544), (mixed, 544), (august, 512)):
        found = expand(OpCall("TREM", (dst, dst, dst, tmp), headers.arch))
        assert isinstance(found, Expansion)
        lengths = {a.length for stage in stages(found) for a in stage.accesses if a.operand == 3}
        assert max(lengths) == touched, headers.version
    unknown = Headers("?", {**august.fingerprints, "TREM": "0" * 16})
    assert unknown.not_as_known() == {"TREM"}
    assert isinstance(expand(OpCall("TREM", (dst, dst, dst, tmp), unknown.arch)), Unknown)


def test_rows_of_june() -> None:
    june = Headers(str(versions()[0]), versions()[0].fingerprints).arch

    def lengths(name: str, *operands: Operand) -> list[list[tuple[int | None, bool, int]]]:
        found = expand(OpCall(name, operands, june))
        assert isinstance(found, Expansion)
        return [[(a.operand, a.write, a.length) for a in stage.accesses] for stage in stages(found)]

    narrow = tile(16, 64, valid=(4, 64))
    slots = 0, True, 0  # written, of no known length
    assert lengths("TPUSH", Operand("pipe"), narrow) == [[(1, False, 16 * 64 * 4), slots]]  # August: the valid shape
    whole = tile(8, 64, "int32_t")
    assert lengths("TREMS", whole, whole, SCALAR, whole)[0] == [(1, False, 2048), (1, True, 2048)]  # August: tmp, too
    quantised = expand(OpCall("TQUANT", (tile(8, 64, "int8_t"), tile(8, 64), column(8)), june))
    assert isinstance(quantised, Expansion)  # August has it with scratch only
    scratch = {access.scratch for stage in stages(quantised) for access in stage.accesses}
    assert scratch == {None, "tmp_ub"}


def test_an_op_without_facts_does_not_fall_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its calls may do anything in any headers, and no header is to blame for that."""
    make_known(
        monkeypatch, tmp_path, written(tmp_path / "1", (INSTR, "RecordEvent TABS", "RecordEvent TGET_SCALE_ADDR"))
    )
    other = written(tmp_path / "2", (INSTR, "RecordEvent TABS", "void TGET_SCALE_ADDR"))
    assert "TGET_SCALE_ADDR" not in headers_of(read_tree(other)).not_as_known()
    assert {op.name: op.has_facts for op in compared(read_tree(other))}["TGET_SCALE_ADDR"] is False


def test_every_row_has_a_fingerprint_or_says_whose_its_facts_are() -> None:
    """What ships. No header implements `p[i]`: such a row must not wait for one, nor must one that has a header."""
    origins = {name: A2A3.origin(name) for name in A2A3.ops.names()}
    assert {name for name, origin in origins.items() if origin == HEADERS} == every_op() & origins.keys()
    assert {*origins.values()} == {*ORIGINS}
    assert (origins["element.load"], origins["signal.V"]) == ("language", "compiler")
    empty = hashlib.sha256().hexdigest()[:16]
    assert not any(empty in version.fingerprints.values() for version in versions())


def test_a_row_that_no_header_implements_is_neither_gone_nor_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_known(monkeypatch, tmp_path, written(tmp_path / "1"), same := written(tmp_path / "2", (ADD, "vadd", "vsub")))
    assert headers_of(read_tree(same)).is_known
    for tree in (same, written(tmp_path / "3", (ADD, "vadd", "vmul"))):
        found = {op.name for op in compared(read_tree(tree))}
        assert not {name for name in found & {*A2A3.ops.names()} if A2A3.origin(name) != HEADERS}
        assert not {"element.load", "signal.V", "set_flag"} & headers_of(read_tree(tree)).not_as_known()


def test_an_op_that_a_later_version_has_is_not_gone_in_an_older_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = (INSTR, '#include "pto/npu/a2a3/TAbs.hpp"\n', ""), (INSTR, "RecordEvent TABS", "RecordEvent TOTHER")
    make_known(monkeypatch, tmp_path, older := written(tmp_path / "1", *without), written(tmp_path / "2"))
    states = {op.name: op.state for op in compared(read_tree(older))}
    assert (states["TABS"], headers_of(read_tree(older)).is_known) == ("later", True)
    damaged = read_tree(written(tmp_path / "3", *without, (ADD, "vadd", "vsub")))
    assert {op.name: op.state for op in compared(damaged)}["TABS"] == "gone"


def test_an_op_that_headers_have_under_another_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """MGATHER_ELEM is a template argument of MGATHER: where that changes, nothing is known of either."""
    gather = (INSTR, "RecordEvent TABS", "RecordEvent MGATHER")
    make_known(monkeypatch, tmp_path, written(tmp_path / "1", gather))
    changed_gather = headers_of(read_tree(written(tmp_path / "2", gather, (INSTR, "TABS, d, s", "TABS, s, d"))))
    assert changed_gather.not_as_known({"MGATHER", "MGATHER_ELEM", "TADD"}) == {"MGATHER", "MGATHER_ELEM"}


def test_a_folder_without_headers(tmp_path: Path) -> None:
    with pytest.raises(PtofixError, match="no headers of pto-isa"):
        read_tree(str(tmp_path))
