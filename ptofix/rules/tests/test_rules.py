"""Each rule on a kernel where it speaks, and on the nearest one where it is silent."""

from __future__ import annotations

import pytest

from ptofix.cpp.parser import parse
from ptofix.evidence.assumptions import FLAG_KEY
from ptofix.evidence.grade import DEFAULT_GRADE
from ptofix.headers.versions import Headers, versions
from ptofix.isa.architecture import A2A3
from ptofix.order.model import DEFAULT, MODELS
from ptofix.proof.absolute import check_alone
from ptofix.proof.product import Parsed
from ptofix.proof.verdict import Proved
from ptofix.rules.checking import Checked, check
from ptofix.rules.missing_orders import lowest_ahead
from ptofix.rules.registry import RULES
from ptofix.rules.rule import Finding
from ptofix.rules.subject import Subject
from ptofix.tests.build import TILES, kernel, program, tile
from ptofix.text.diagnostics import PtofixError, Severity
from ptofix.text.source import SourceFile

GLOBAL = "GlobalTensor<float> g = GlobalTensor<float>(gm);"
LOAD = f"{GLOBAL} TLOAD(a, g);"
STORE = "TSTORE(g, a);"
SIGNAL = f"{GLOBAL} GlobalTensor<int32_t, Shape<1, 1, 1, 1, 1>, Stride<1, 1, 1, 1, 1>> told(gm + 65536);"
NOTIFY = "pto::comm::TNOTIFY(told, 1, pto::comm::NotifyOp::Set);"
WIDE = [tile(name, 16384 * i, 32, 128) for i, name in enumerate("op")]
DIVIDE = " ".join([*WIDE, *(tile(name, 40960 + 128 * i, 32, 1, "ColMajor") for i, name in enumerate("rq"))])
HIGH = tile("h", 32768, 256, 64)
MAT = "Tile<TileType::Mat, half, 16, 16, BLayout::ColMajor, 16, 16, SLayout::RowMajor>"
LEFT = "Tile<TileType::Left, half, 16, 16, BLayout::RowMajor, 16, 16, SLayout::RowMajor>"
RIGHT = "Tile<TileType::Right, half, 16, 16, BLayout::RowMajor, 16, 16, SLayout::ColMajor>"
ACC = "Tile<TileType::Acc, float, 16, 16, BLayout::ColMajor, 16, 16, SLayout::RowMajor>"


def flag(name: str, source: str, target: str, event: object = 0) -> str:
    return f"{name}(PIPE_{source}, PIPE_{target}, {event if isinstance(event, str) else f'EVENT_ID{event}'});"


def both(source: str, target: str, event: object = 0) -> str:
    return flag("set_flag", source, target, event) + flag("wait_flag", source, target, event)


def tensor(pointer: str, stride: str, shape: str = "Shape<1, 1, 1, 16, 16>") -> str:
    """A tensor that is stored to."""
    of = f"GlobalTensor<float, {shape}, {stride.partition('(')[0]}>"
    made = f"{shape} h = {shape}(); {stride.partition('(')[0]} t = {stride}; {of} g = {of}({pointer}, h, t);"
    return f"{made} TSTORE(g, a);"


def run(source: SourceFile, model: str = "strict") -> Checked:
    return check(source, MODELS[model])


def found(body: str, model: str = "strict", **more: str) -> list[Finding]:
    return list(run(kernel(body, **more), model).findings)


def codes(body: str, model: str = "strict", **more: str) -> list[str]:
    return [finding.code for finding in found(body, model, **more)]


def cube(body: str) -> SourceFile:
    text = f"__global__ AICORE void kernel(__gm__ float* gm) {{\n#if defined(__DAV_CUBE__)\n{body}\n#endif\n}}\n"
    return SourceFile("cube.cpp", text)


PIPE = "TPipe<0, Direction::DIR_C2V, 4096, 2>"
POPPED = (
    f"auto p = {PIPE}(gm, 0, 0); GlobalTensor<float> h(nullptr); "
    f"TPOP<{PIPE}, GlobalTensor<float>, TileSplitAxis::TILE_NO_SPLIT>(p, h);"
)
PIPE_TO_VECTOR = "auto p = TPipe<0, Direction::DIR_C2V, 4096, 2>(gm, 0, 0);"
FAR = f"{tile('t', 65536, 64, 128)} {tile('u', 98304, 64, 128)}"
CASES = {
    "PF101": ("TADD(c, a, b); TMUL(d, c, a);", "TADD(c, a, b); pipe_barrier(PIPE_V); TMUL(d, c, a);"),
    "PF102": ("TADD(c, a, b); TMULS(a, d, s);", "TADD(c, a, b); TMULS(e, d, s);"),
    "PF103": ("TADD(c, a, b); TMULS(c, d, s);", "TADD(c, a, b); pipe_barrier(PIPE_V); TMULS(c, d, s);"),
    "PF104": (f"{LOAD} TADD(b, a, a);", f"{LOAD} {both('MTE2', 'V')} TADD(b, a, a);"),
    "PF105": (
        f"{LOAD} {both('MTE2', 'V')} {both('MTE2', 'MTE3')} {STORE} TADD(a, b, c);",
        f"{LOAD} {both('MTE2', 'MTE3')} {STORE} {both('MTE3', 'V')} TADD(a, b, c);",
    ),
    "PF106": (f"TEXPANDS(a, s); {LOAD}", f"TEXPANDS(a, s); {both('V', 'MTE2')} {LOAD}"),
    "PF111": (
        f"{GLOBAL} TCI(a, s, b); {both('S', 'MTE3')} {STORE}",
        f"{GLOBAL} TCI(a, s); {both('S', 'MTE3')} {STORE} TCI(b, s, c); {both('V', 'MTE3')} TSTORE(g, b);",
    ),
    "PF112": (f"{SIGNAL} {STORE} {NOTIFY}", f"{SIGNAL} {STORE} {both('MTE3', 'S')} {NOTIFY}"),
    "PF110": (
        f"{DIVIDE} TROWEXPANDDIV(o, o, r); TROWEXPANDDIV(p, p, q);",
        f"{DIVIDE} TROWEXPANDDIV(o, o, r); pipe_barrier(PIPE_V); TROWEXPANDDIV(p, p, q);",
    ),
    "PF113": (
        f"{POPPED} TFREE<{PIPE}, GlobalTensor<float>, TileSplitAxis::TILE_NO_SPLIT>(p, h); TLOAD(a, h);",
        f"{POPPED} TLOAD(a, h); TFREE<{PIPE}, GlobalTensor<float>, TileSplitAxis::TILE_NO_SPLIT>(p, h);",
    ),
    "PF201": (
        "for (int i = 0; i < n; ++i) { TADD(c, a, b); pipe_barrier(PIPE_ALL); }",
        "for (int i = 0; i < n; ++i) { TADD(c, a, b); pipe_barrier(PIPE_V); } pipe_barrier(PIPE_ALL);",
    ),
    "PF202": (
        "TADD(c, a, b); pipe_barrier(PIPE_V); TMUL(d, a, b);",
        "TADD(c, a, b); pipe_barrier(PIPE_V); TMUL(d, c, b);",
    ),
    "PF301": (f"TADD(c, a, b); {flag('set_flag', 'V', 'MTE3')}", f"TADD(c, a, b); {both('V', 'MTE3')}"),
    "PF302": (f"TADD(c, a, b); {flag('wait_flag', 'MTE2', 'V')}", f"TADD(c, a, b); {both('MTE2', 'V')}"),
    "PF303": (
        f"TADD(c, a, b); {flag('set_flag', 'V', 'MTE3') * 2} {flag('wait_flag', 'V', 'MTE3') * 2}",
        f"TADD(c, a, b); {both('V', 'MTE3') * 2}",
    ),
    "PF304": (f"TADD(c, a, b); {both('V', 'MTE3', 'n')}", f"TADD(c, a, b); {both('V', 'MTE3', '3')}"),
    "PF305": (
        f"TADD(c, a, b); {flag('set_flag', 'V', 'MTE3')} {both('V', 'MTE2')} {flag('wait_flag', 'V', 'MTE3')}",
        f"TADD(c, a, b); {flag('set_flag', 'V', 'MTE3')} {both('V', 'MTE2', 1)} {flag('wait_flag', 'V', 'MTE3')}",
    ),
    "PF306": ("TADD(c, a, b); pipe_barrier(PIPE_M);", "TADD(c, a, b); pipe_barrier(PIPE_MTE3);"),
    "PF307": (f"TADD(c, a, b); {both('V', 'MTE3', 8)}", f"TADD(c, a, b); {both('V', 'MTE3', 7)}"),
    "PF308": (
        f"{flag('set_flag', 'V', 'S')} TSHL(c, a, b); {flag('wait_flag', 'V', 'S')}",
        f"{flag('set_flag', 'V', 'S', 1)} TSHL(c, a, b); {flag('wait_flag', 'V', 'S', 1)}",
    ),
    "PF310": (
        f"{PIPE_TO_VECTOR} auto q = TPipe<1, Direction::DIR_V2C, 4096, 2>(gm, 0, 0);",
        f"{PIPE_TO_VECTOR} auto q = TPipe<2, Direction::DIR_V2C, 4096, 2>(gm, 0, 0);",
    ),
    "PF312": (
        "auto p = TPipe<0, Direction::DIR_V2C, 4096, 16>(gm, 0, 0);",
        "auto p = TPipe<0, Direction::DIR_V2C, 64, 15>(gm, 0, 0); "
        "auto q = TPipe<2, Direction::DIR_C2V, 64, 16>(gm, 0, 0);",
    ),
    "PF401": (f"{tile('t', 194560)} TADD(t, a, b);", f"{tile('t', 192512)} TADD(t, a, b);"),
    "PF402": (
        f"{DIVIDE} {tile('t', 188416)} TADD(t, a, b); pipe_barrier(PIPE_V); TROWEXPANDDIV(o, o, r);",
        f"{DIVIDE} {tile('t', 184320)} TADD(t, a, b); pipe_barrier(PIPE_V); TROWEXPANDDIV(o, o, r);",
    ),
    "PF403": (f"{tile('t', 100004)} TADD(t, a, b);", f"{tile('t', 100000)} TADD(t, a, b);"),
    "PF404": (
        f"{tile('t', 40960, 1, 64)} TCOLARGMAX(c, a, t);",
        f"{tile('t', 40960, 2, 64)} TCOLARGMAX(c, a, t);",
    ),
    "PF405": (f"{HIGH} TCOLEXPANDADD(h, h, a);", f"{HIGH.replace('256', '255')} TCOLEXPANDADD(h, h, a);"),
    "PF406": (tensor("gm", "Stride<-1, 256, 256, -1, 1>()"), tensor("gm", "Stride<-1, 256, 256, -1, 1>(256, 16)")),
    "PF407": (
        f"unsigned o = -16; {tensor('gm + o', 'Stride<256, 256, 256, 16, 1>()')}",
        f"unsigned o = 16; {tensor('gm + o', 'Stride<256, 256, 256, 16, 1>()')}",
    ),
    "PF501": ("TADD(c, a, b); my_helper(c);", "TADD(c, a, b);"),
    "PF502": ("TASSIGN(w, where); TADD(c, w, w);", "TASSIGN(w, where); TASSIGN(w, 40960); TADD(c, w, w);"),
    "PF504": ("TADD(c, a, b); THISTOGRAM(c, a, b);", "TADD(c, a, b);  // THISTOGRAM"),
    "PF505": (
        f"{GLOBAL} TSTORE(g, a); TLOAD(b, g);",  # its type does not say how much of it there is
        f"{GLOBAL} TSTORE(g, a); {both('MTE3', 'MTE2')} TLOAD(b, g);",
    ),
    "PF601": ("TADD(c, a, b);  // ptofix: allow PF101", "TADD(c, a, b);  // ptofix: allow PF101 -- as measured"),
    "PF602": (
        "TADD(c, a, b);  // ptofix: allow PF101 -- as measured",
        "TADD(c, a, b);\n// ptofix: allow PF101 -- as measured\nTMUL(d, c, a);",
    ),
    "PF603": ("TADD(c, a, b);  // ptofix: be quiet", "TADD(c, a, b);  // about ptofix"),
}


def test_every_rule_has_a_case() -> None:
    """Others have tests of their own: PF203 needs a model with distances, PF309 the cube core (proof/tests/
    test_unit_flags.py), PF311 both (test_between_cores.py), and the front end refuses the input of PF503."""
    assert {*CASES, "PF203", "PF309", "PF311", "PF503"} == {rule.code for rule in RULES}


@pytest.mark.parametrize("code", CASES)
def test_speaks(code: str) -> None:
    assert code in codes(CASES[code][0])


@pytest.mark.parametrize("code", CASES)
def test_is_silent(code: str) -> None:
    assert code not in codes(CASES[code][1])


@pytest.mark.parametrize("code", [code for code in CASES if code[:3] in ("PF1", "PF3", "PF4")])
def test_nothing_else_speaks(code: str) -> None:
    assert set(codes(CASES[code][0])) <= {code, "PF202"}


# ---- races ----


def test_one_finding_for_several_operands() -> None:
    [finding] = found("TADD(c, a, b); TMUL(c, c, a);")
    assert finding.code == "PF101"
    assert [o["kind"] for o in finding.data["overlaps"]] == ["RAW", "WAW"]
    assert any("2 pairs of operands overlap: 1 RAW, 1 WAW" in note.message for note in finding.notes)


def test_both_places_and_the_bytes() -> None:
    [finding] = found("TADD(c, a, b);\nTMUL(d, a, c);")
    source = finding.place.source
    assert source.text[slice(*finding.place.span)] == "c"
    assert finding.notes[0].place is not None
    assert finding.notes[0].place.line == finding.place.line - 1
    assert "UB[8192, 12288)" in finding.notes[0].message
    assert "`TMUL` may read `c` before `TADD` has written it" in finding.message


def test_the_interleaving_names_what_does_not_help() -> None:
    [finding] = found(f"TADD(c, a, b);\n{both('V', 'MTE3')}\npipe_barrier(PIPE_MTE2);\nTMUL(d, a, c);")
    text = finding.notes[1].message
    assert "`TMUL` may start reading `c` while `TADD` is still writing `c`" in text
    assert "set_flag(PIPE_V, PIPE_MTE3)" in text
    assert "which only makes PIPE_MTE3 wait for PIPE_V" in text
    assert "which orders PIPE_MTE2 only" in text


def test_round_a_loop() -> None:
    [finding] = found("for (int i = 0; i < n; ++i) { TMUL(d, c, a); pipe_barrier(PIPE_V); TADD(c, a, b); }")
    assert (finding.code, finding.data["earlier"]["op"], finding.data["later"]["op"]) == ("PF101", "TADD", "TMUL")
    assert "(round a loop)" in finding.notes[1].message


def test_one_path_is_enough() -> None:
    assert codes("TADD(c, a, b); if (n > 0) { pipe_barrier(PIPE_V); } TMUL(d, c, a);") == ["PF101"]


def test_a_wait_for_the_other_pipe_is_no_drain() -> None:
    wait = f"TADD(c, a, b); {flag('wait_flag', 'MTE2', 'V')} TMUL(d, c, a);"
    assert "PF101" in codes(f"{flag('set_flag', 'MTE2', 'V')} {wait}")


def test_a_round_trip_is_a_drain() -> None:
    assert codes(f"TADD(c, a, b); {both('V', 'MTE3')} {both('MTE3', 'V')} TMUL(d, c, a);") == []


def test_help_offers_a_free_event() -> None:
    finding = next(f for f in found(f"{both('MTE2', 'V')} {LOAD} TADD(b, a, a);") if f.code == "PF104")
    assert "set_flag(PIPE_MTE2, PIPE_V, EVENT_ID1)" in finding.help


def test_no_free_event() -> None:
    flags = " ".join(both("MTE2", "V", event) for event in range(8))
    finding = next(f for f in found(f"{flags} {LOAD} TADD(b, a, a);") if f.code == "PF104")
    assert "no event id from PIPE_MTE2 to PIPE_V is free" in finding.help


def test_two_loads_into_one_tile_are_undecided() -> None:
    """The checker does not prove such a text either."""
    source = kernel(f"{LOAD} TLOAD(a, g);")
    assert [(f.code, f.severity) for f in run(source).findings] == [("PF103", Severity.UNDECIDED)]
    assert not isinstance(check_alone(Parsed.of(source), "strict", frozenset((FLAG_KEY,)), DEFAULT_GRADE), Proved)


def test_statements_that_are_not_understood_make_no_race() -> None:
    assert codes("TADD(c, a, b); my_helper(c); TMUL(d, a, b);") == ["PF501"]


def test_found_once_for_two_cores() -> None:
    text = f"__global__ AICORE void kernel(float s) {{ {TILES}\nTADD(c, a, b);\nTMUL(d, c, a); }}"
    found_there = [f.code for f in run(SourceFile("both.cpp", text)).findings if f.code == "PF101"]
    assert found_there == ["PF101"]


def test_scratch_depends_on_the_model() -> None:
    body = CASES["PF110"][0]
    assert "PF110" not in codes(body, "ops")
    multiplied = body.replace("TROWEXPANDDIV", "TROWEXPANDMUL")
    [finding] = [f for f in found(multiplied, "default") if f.code == "PF110"]
    assert finding.severity is Severity.ERROR
    assert any("4 repeats apart; hw.read-before-write needs 16" in note.message for note in finding.notes)
    [finding] = [f for f in found(body, "default") if f.code == "PF110"]
    assert finding.severity is Severity.NOTE
    in_order = "in order by hw.read-before-write (4 repeats apart, grade practised); without that, "
    assert finding.message.startswith(in_order)
    assert [f.severity for f in found(body, "strict") if f.code == "PF110"] == [Severity.ERROR]
    shipped = check(kernel(body), MODELS["default"].accepting("shipped"))
    assert [f.severity for f in shipped.findings if f.code == "PF110"] == [Severity.UNDECIDED]


def test_distance_is_counted_and_named() -> None:
    source = kernel(f"{FAR} TMULS(t, u, s); TEXP(t, t);")
    assert [f.code for f in run(source, "strict").findings] == ["PF101"]
    report = run(source, "default")
    assert report.clean
    assert report.rests_on == {"hw.repeat-distance": 1}
    [finding] = report.findings
    assert (finding.code, finding.severity) == ("PF203", Severity.NOTE)
    [note] = finding.notes
    apart = "in order by hw.repeat-distance (128 repeats apart, grade shipped): RAW from line 4 to line 4"
    assert note.message == apart


# ---- barriers ----


def test_barrier_all_says_what_it_would_take() -> None:
    rest = f"pipe_barrier(PIPE_ALL); TADD(b, a, a); {both('V', 'MTE2')}"
    body = f"GlobalTensor<float> g; for (int i = 0; i < n; ++i) {{ TLOAD(a, g); {rest} pipe_barrier(PIPE_V); }}"
    [finding] = [f for f in found(body) if f.code == "PF201"]
    assert finding.help == "instead it takes at most a flag from PIPE_MTE2 to PIPE_V, EVENT_ID0"
    assert finding.data["pairs"] == 1


def test_redundant_barriers_are_counted() -> None:
    barrier = "pipe_barrier(PIPE_V);"
    body = f"TADD(c, a, b); {barrier} {barrier} TMUL(d, c, b); {barrier} TADD(e, a, b);"
    [finding] = [f for f in found(body) if f.code == "PF202"]
    assert "3 of 3" in finding.message


# ---- the headers themselves ----


def typed(name: str, dtype: str, at: int, cols: int = 64, valid: int | None = None, rows: int = 8) -> str:
    shape = f"{rows}, {cols}, BLayout::RowMajor, {rows}, {valid or cols}, SLayout::NoneBox"
    return f"Tile<TileType::Vec, {dtype}, {shape}> {name}; TASSIGN({name}, {at});"


HEADER_BUGS = {
    "TCVT": (
        f"{typed('h', 'half', 40960)} {typed('g', 'half', 45056)} TCVT(h, g, RoundMode::CAST_RINT);",
        f"{typed('h', 'half', 40960)} {typed('g', 'float', 45056)} TCVT(h, g, RoundMode::CAST_RINT);",
        "converts nothing",
    ),
    "TROWMAX": (
        f"{typed('h', 'float', 40960, 128, 100)} {typed('t', 'float', 49152, 32)} TROWMAX(a, h, t);",
        f"{typed('h', 'float', 40960, 128, 100)} {typed('t', 'float', 49152, 64)} TROWMAX(a, h, t);",
        "returns without a result",
    ),
    "TCI": (
        f"{typed('h', 'int32_t', 40960, 64, 60, 1)} {typed('t', 'float', 45056, 640, None, 1)} TCI(h, 0, t);",
        f"{typed('h', 'int32_t', 40960, 64, 64, 1)} {typed('t', 'float', 45056, 640, None, 1)} TCI(h, 0, t);",
        "leaves the vector mask short",
    ),
    "TCI on the scalar unit": (
        f"{typed('h', 'int16_t', 40960, 64, 60, 1)} {typed('t', 'float', 45056, 640, None, 1)} TCI(h, 0, t);",
        f"{typed('h', 'int32_t', 40960, 64, 60, 1)} TCI(h, 0);",
        "leaves the vector mask short",
    ),
    "TCOLEXPANDMUL": (
        f"{typed('h', 'float', 40960, 64, 64, 256)} TCOLEXPANDMUL(h, h, a);",
        f"{typed('h', 'float', 40960, 64, 60, 256)} TCOLEXPANDMUL(h, h, a);",  # count mode, row by row
        "modulo 256",
    ),
    "TFILLPAD": (
        f"{typed('h', 'int8_t', 40960, 64, 40)} {typed('g', 'int8_t', 45056)} TFILLPAD(g, h);",
        f"{typed('h', 'int8_t', 40960, 64, 32)} {typed('g', 'int8_t', 45056)} TFILLPAD(g, h);",
        "never ends",
    ),
}


@pytest.mark.parametrize("name", HEADER_BUGS)
def test_header_bug(name: str) -> None:
    wrong, right, words = HEADER_BUGS[name]
    [finding] = [f for f in found(wrong) if f.code == "PF405"]
    assert words in finding.message
    assert "pto-isa b9122ec (june, 2026-06-12)" in finding.notes[0].message
    assert ("(august, 2026-08-21)" in finding.notes[0].message) is (name != "TFILLPAD")
    assert "PF405" not in codes(right)


IOTA = (
    f"{typed('h', 'int32_t', 40960, 64, 60, 1)} {typed('t', 'float', 45056, 640, None, 1)} "
    f"{typed('l', 'int32_t', 49152)} TCI(h, 0, t);"
)


@pytest.mark.parametrize(
    ("behind", "severity"),
    [
        ("", Severity.NOTE),
        ("TSTORE(gm, h);", Severity.NOTE),
        ("TMOV(b, a); TCOLEXPAND(b, a);", Severity.NOTE),  # copies have no mask
        ("TEXPANDS(b, 1.0f); TADD(c, a, b);", Severity.NOTE),  # sets its own, and a full one at its end
        ("TCI(h, 0); ", Severity.NOTE),  # on the scalar unit
        ("TADD(c, a, b);", Severity.ERROR),
        ("TMOV(b, a); TADD(c, a, b);", Severity.ERROR),
        ("if (n > 0) { TEXPANDS(b, 1.0f); } TADD(c, a, b);", Severity.ERROR),
        ("TCI(h, 0); TADD(c, a, b);", Severity.ERROR),  # the form without tmp leaves the mask as it is
        ("my_helper(c);", Severity.ERROR),
        ("TEXPANDS(l, 1); TADD(c, a, b);", Severity.NOTE),
        ("l.SetValidShape(n, n); TEXPANDS(l, 1); TADD(c, a, b);", Severity.ERROR),  # of an empty tile it may do nothing
    ],
)
def test_the_mask_that_iota_leaves(behind: str, severity: Severity) -> None:
    finding, *more = [f for f in found(f"{IOTA} {behind}") if f.code == "PF405"]
    assert not more
    assert finding.severity is severity
    assert any(note.place is not None for note in finding.notes) is (severity is Severity.ERROR)


def test_the_mask_that_iota_leaves_in_a_loop() -> None:
    """What is before it in the text comes after it in the next round."""
    assert [f.severity for f in found(f"for (int32_t i = 0; i < n; i += 1) {{ TADD(c, a, b); {IOTA} }}")
            if f.code == "PF405"] == [Severity.ERROR]  # fmt: skip
    alone = found(f"for (int32_t i = 0; i < n; i += 1) {{ {IOTA} }}")
    assert [f.severity for f in alone if f.code == "PF405"] == [Severity.NOTE]


# What is made with fewer values than its type leaves open; and the nearest to it that is right, or may be.
EXTENTS = {
    "no value": (tensor("gm", "Stride<-1, -1, -1, -1, -1>()"), "all 5 values to its constructor, which is given none"),
    "too few": (
        tensor("gm", "Stride<-1, -1, -1, -1, 1>(n, 4)"),
        "4 of its 5 values to its constructor, which is given 2: ",
    ),
    "in braces": ("using T = Stride<256, 256, 256, -1, 1>; T t{}; TADD(c, a, b);", "1 of its 5 values"),
    "default extents": (tensor("gm", "Stride<256, 256>()"), "`Stride<…, …, -1, -1, -1>` leaves 3 of its 5"),
    "by name": (tensor("gm", "Stride<256, 256, 256, pto::DYNAMIC, 1>()"), "1 of its 5 values"),
    "shape": (tensor("gm", "Stride<256, 256, 256, 16, 1>()", "Shape<1, 1, 1, -1, 16>"), "`Shape<…, …, …, -1, …>`"),
    "alias": (
        "using T = pto::Stride<-1, 1, 1, -1, 1>; T t = T(); using G = GlobalTensor<float, Shape<1, 1, 1, 16, 16>, T>;"
        " G g = G(gm, Shape<1, 1, 1, 16, 16>(), t); TSTORE(g, a);",
        "2 of its 5 values",
    ),
    "one statement": (
        "GlobalTensor<float, Shape<1, 1, 1, 16, 16>, Stride<1, 1, 1, -1, 1>> g(gm, {}, Stride<1, 1, 1, -1, 1>());"
        " TSTORE(g, a);",
        "1 of its 5 values",
    ),
    "declared only": ("Stride<256, 256, 256, -1, 1> t; TADD(c, a, b);", "1 of its 5 values"),
    "right": (tensor("gm", "Stride<-1, -1, -1, -1, 1>(n, n, n, 16)"), ""),
    "all five": (tensor("gm", "Stride<256, 256, 256, -1, 1>(n, n, n, 16, 1)"), ""),
    "a copy": (f"{tensor('gm', 'Stride<-1, -1, 1, 1, 1>(n, n)')} Stride<-1, -1, 1, 1, 1> u(t);", ""),
    "one step": (tensor("gm", "Stride<-1, -1, -1, 16, 1>()"), ""),
    "given later": ("Stride<256, 256, 256, -1, 1> t; t = Stride<256, 256, 256, -1, 1>(n); TADD(c, a, b);", ""),
    "changed by what is not known": ("Stride<256, 256, 256, -1, 1> t; my_helper(t);", ""),
    "set later": (f"{tensor('gm', 'Stride<256, 256, 256, -1, 1>()')} g.SetStride<3>(16);", ""),
    "slot": ("GlobalTensor<float, Shape<1, 1, 1, 16, 16>, Stride<-1, -1, -1, -1, -1>> g(nullptr); TADD(c, a, b);", ""),
}


@pytest.mark.parametrize("name", EXTENTS)
def test_extents_not_given(name: str) -> None:
    text, words = EXTENTS[name]
    messages = [f.message for f in found(text) if f.code == "PF406"]
    assert words in messages[0] if words else not messages


PLAIN = "Stride<256, 256, 256, 16, 1>()"
# Where a tensor starts: pointer, declarations in front of it, and the words of the finding.
STARTS = {
    "unsigned": ("gm + o", "unsigned o = -128;", "`gm` -128 elements, which is 4294967168 as unsigned"),
    "signed": ("gm + o", "int64_t o = -128;", "`gm` -128 elements: outside"),
    "subtraction": ("gm - 16", "", "`gm` -16 elements"),
    "computed": ("gm + o * 4", "const int64_t p = -1; int64_t o = 8 * p;", "`gm` -32 elements"),
    "cast": ("(__gm__ float*) gm + o", "int32_t o = -8;", "-8 elements"),
    "two steps": ("p + o", "int32_t o = -8; __gm__ float* p = gm + o;", "`p` -16 elements"),
    "slot": ("q + o", "int32_t o = -8; GlobalTensor<float> s(nullptr); __gm__ float* q = s.data();", "`q` -8 elements"),
    "positive": ("gm + o", "unsigned o = 128;", ""),
    "in the middle": ("p + o", "int32_t o = -8; __gm__ float* p = gm + 16;", ""),
    "part of a tensor": ("q + o", "int32_t o = -8; GlobalTensor<float> s(gm + 8); __gm__ float* q = s.data();", ""),
    "not known": ("gm + n", "", ""),
    "one term not known": ("gm + n + o", "int32_t o = -8;", ""),
    "changed": ("gm + o", "int32_t o = -8; o += 16;", ""),
    "a changed pointer": ("p + o", "int32_t o = -8; __gm__ float* p = gm; p = p + 16;", ""),
    "a changed parameter": ("gm + o", "int32_t o = -8; gm = gm + 16;", ""),
    "declared twice": ("gm + o", "{ int32_t o = -8; } int32_t o = 8;", ""),
    "a loop's variable": ("gm + o", "for (int32_t o = -8; o < 8; o += 1) { TADD(c, a, b); } int32_t o = -8;", ""),
}


@pytest.mark.parametrize("name", STARTS)
def test_negative_offset(name: str) -> None:
    pointer, before, words = STARTS[name]
    messages = [f.message for f in found(f"{before} {tensor(pointer, PLAIN)}") if f.code == "PF407"]
    assert words in messages[0] if words else not messages


@pytest.mark.parametrize("name", ["TFILLPAD", "TCVT"])
def test_a_bug_that_other_headers_have_is_not_reported(name: str) -> None:
    source = kernel(HEADER_BUGS[name][0])
    for version in versions():
        headers = Headers(str(version), version.fingerprints)
        expected = name == "TCVT" or version.name == "june"
        assert ("PF405" in [f.code for f in check(source, MODELS["strict"], headers=headers).findings]) is expected


def test_overrun_counts_every_operand_that_is_written() -> None:
    body = f"{typed('h', 'float', 40960, 32, 32)} {typed('o', 'uint32_t', 45056, 8)} TGATHERB(h, a, o);"
    [finding] = [f for f in found(body) if f.code == "PF404"]
    assert finding.message == "`TGATHERB` may write 1152 bytes of `h`, which has 1024"
    assert (finding.data["bytes"], finding.data["size"]) == (1152, 1024)


def test_no_overrun_for_reads_or_for_open_shapes() -> None:
    narrow = f"{typed('h', 'float', 40960, 8)} {typed('m', 'uint8_t', 45056, 32)}"
    assert codes(f"{narrow} TCMP(m, h, h, CmpMode::EQ);") == []
    open_rows = tile("t", 40960, 1, 64) + " t.SetValidShape(n, n);"
    assert "PF404" not in codes(f"{open_rows} TCOLARGMAX(c, a, t);")


def test_values_that_go_to_padding_make_no_race() -> None:
    """TTRANS of 8 rows also reads UB from address 0: nothing is done with that, so `a` need not be ordered."""
    body = f"{tile('h', 40960, 8, 64)} {tile('g', 49152, 64, 16)} {tile('t', 57344, 64, 16)}"
    assert "PF101" not in codes(f"{body} TADD(a, b, c); TTRANS(g, h, t);")
    assert "PF101" in codes(f"{body} TADD(h, h, h); TTRANS(g, h, t);")


def test_event_ids_of_both_header_versions() -> None:
    """TPOW uses EVENT_ID7 inside in June, EVENT_ID0 in August."""
    for version, used in zip(versions(), (7, 0)):
        headers = Headers(str(version), version.fingerprints)
        for event in (7, 0, 1):
            body = f"{flag('set_flag', 'V', 'S', event)} TPOW(c, a, b, d); {flag('wait_flag', 'V', 'S', event)}"
            said = {finding.code for finding in check(kernel(body), MODELS["strict"], headers=headers).findings}
            assert ("PF308" in said) is (event == used), (version.name, event)


def test_event_ids_depend_on_the_form() -> None:
    """TPUT has two halves of its tile take turns, with EVENT_ID1, only if the tile has an even number of rows."""
    for rows, found in ((16, True), (1, False)):
        around = (flag(name, "MTE2", "MTE3", 1) for name in ("set_flag", "wait_flag"))
        body = f"{GLOBAL} {tile('staging', 65536, rows)} {' pto::comm::TPUT(g, g, staging); '.join(around)}"
        assert ("PF308" in codes(body)) is found, rows


# ---- flags ----


@pytest.mark.parametrize(
    ("body", "code", "certain"),
    [
        (f"if (n > 0) {{ {flag('set_flag', 'V', 'MTE3')} }}", "PF301", False),
        (f"if (n > 0) {{ {flag('set_flag', 'V', 'MTE3')} return; }}", "PF301", False),
        (f"if (n > 0) {{ {flag('set_flag', 'V', 'MTE3')} }} {flag('wait_flag', 'V', 'MTE3')}", "PF302", False),
        (f"for (int i = 0; i < n; ++i) {{ {flag('set_flag', 'V', 'MTE3')} }}", "PF301", False),
        (f"for (int i = 0; i < n; ++i) {{ {flag('wait_flag', 'V', 'MTE3')} }}", "PF302", True),
    ],
)
def test_flags_on_some_path(body: str, code: str, certain: bool) -> None:
    finding = next(f for f in found(f"TADD(c, a, b); {body}") if f.code == code)
    assert (finding.severity is Severity.ERROR) is certain
    assert ("on some path" in finding.message) is not certain


def test_flags_carried_round_a_loop() -> None:
    up, down = flag("set_flag", "V", "MTE3"), flag("wait_flag", "V", "MTE3")
    assert codes(f"TADD(c, a, b); {up} for (int i = 0; i < n; ++i) {{ {down} {up} }} {down}") == []


@pytest.mark.parametrize("unknown", ["my_helper(c);", "TADD(c, a);"])
def test_flags_after_something_unknown_are_left_alone(unknown: str) -> None:
    assert codes(f"TADD(c, a, b); {unknown} {flag('wait_flag', 'MTE2', 'V')}") == ["PF501"]


def test_ids_at_run_time_silence_their_pair_only() -> None:
    waits = f"{flag('wait_flag', 'V', 'MTE3')} {flag('wait_flag', 'MTE2', 'V')}"
    findings = found(f"TADD(c, a, b); {flag('set_flag', 'V', 'MTE3', 'n')} {waits}")
    assert {(f.code, f.severity) for f in findings} == {
        ("PF302", Severity.UNDECIDED),  # between V and MTE3
        ("PF302", Severity.ERROR),
        ("PF304", Severity.UNDECIDED),
    }


def test_without_the_assumed_identity() -> None:
    source = kernel(CASES["PF305"][0])
    model = MODELS["strict"].without("hw.flag-key")
    assert "PF303" in {f.code for f in check(source, model).findings}
    assert "PF305" not in {f.code for f in check(source, model).findings}


def test_pipes_of_the_cube_core() -> None:
    load = f"{MAT} a; TASSIGN(a, 0); GlobalTensor<half> g; TLOAD(a, g);"
    assert "PF306" in [f.code for f in run(cube(f"{load} pipe_barrier(PIPE_V);")).findings]
    assert "PF306" not in [f.code for f in run(cube(f"{load} pipe_barrier(PIPE_M);")).findings]


def test_a_race_that_a_flag_with_an_id_at_run_time_may_order() -> None:
    slot = "event_t slot = (event_t) n;"
    sync = f"{flag('set_flag', 'MTE2', 'V', 'slot')} {flag('wait_flag', 'MTE2', 'V', 'slot')}"
    [finding] = found(f"{slot} {LOAD} {sync} TADD(b, a, a);")
    assert (finding.code, finding.severity, finding.orders) == ("PF304", Severity.UNDECIDED, 1)
    assert finding.message.endswith("; 1 order depends on it")
    (race,) = (
        f for f in found(f"{slot} {LOAD} {flag('wait_flag', 'MTE2', 'V', 'slot')} TADD(b, a, a);") if f.code == "PF104"
    )
    assert race.severity is Severity.ERROR


def test_a_file_for_one_kind_of_core() -> None:
    """Without any guard the build says which core it is for; there is none with both pipes."""
    load = f"{MAT} a; TASSIGN(a, 0); GlobalTensor<half> g; TLOAD(a, g);"

    def unguarded(body: str) -> list[str]:
        text = f"__global__ AICORE void kernel(__gm__ float* gm) {{\n{body}\n}}\n"
        return [f.code for f in run(SourceFile("one.cpp", text)).findings]

    assert "PF306" not in unguarded(f"{tile('a', 0)} TADD(a, a, a);")
    assert "PF306" not in unguarded(f"{load} pipe_barrier(PIPE_M);")
    assert "PF306" in unguarded(f"{load} pipe_barrier(PIPE_M); pipe_barrier(PIPE_V);")
    assert "PF306" in unguarded(f"{tile('a', 0)} TADD(a, a, a);\n#if defined(__DAV_CUBE__)\n;\n#endif\n")
    mixed = f"{load} pipe_barrier(PIPE_M); pipe_barrier(PIPE_V); pipe_barrier(PIPE_M); pipe_barrier(PIPE_V);"
    assert unguarded(mixed).count("PF306") == 1


def test_a_function_is_judged_for_the_core_that_it_can_be_for() -> None:
    text = "__global__ AICORE void kernel(__gm__ float* gm) {\n@\n}\n"

    def cores(body: str) -> list[str]:
        source = SourceFile("one.cpp", text.replace("@", body))
        return [program.core for program in Subject(parse(source), DEFAULT, A2A3).programs]

    vector = f"{tile('a', 0)} TADD(a, a, a);"
    assert cores(vector) == ["vector"]
    assert cores("pipe_barrier(PIPE_M);") == ["cube"]
    assert cores("set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0); wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);") == ["vector"]
    assert cores("pipe_barrier(PIPE_MTE2);") == ["cube", "vector"]
    assert cores(f"{vector} pipe_barrier(PIPE_M);") == ["cube", "vector"]
    assert cores(f"{vector} other();") == ["vector"]
    assert cores(f"{vector}\n#if defined(__DAV_CUBE__)\n;\n#endif\n") == ["cube", "vector"]


LOADED = (
    "AICORE void entry(__gm__ float* gm) {\n"
    f"{tile('a', 0)} {tile('b', 4096)} {LOAD} {both('MTE2', 'V')} TADD(b, a, a);\n}}\n"
)


def test_an_entry_that_is_not_marked_rests_on_idle_callers() -> None:
    checked = run(SourceFile("entry.cpp", LOADED))
    assert [f.code for f in checked.findings] == []
    assert checked.rests_on == {"callers.idle": 1}
    called = check(SourceFile("entry.cpp", LOADED), MODELS["strict"].without("callers.idle"))
    assert {f.code for f in called.findings} == {"PF501"}
    assert sum(f.orders for f in called.findings) > 0
    assert called.rests_on == {}


def test_an_entry_that_is_given_a_whole_tensor() -> None:
    tensor = "pto::GlobalTensor<float, pto::Shape<1, 1, 1, 16, 64>, pto::Stride<1024, 1024, 1024, 64, 1>> gm"
    checked = run(SourceFile("entry.cpp", LOADED.replace("__gm__ float* gm", tensor)))
    assert [f.code for f in checked.findings] == []
    assert checked.rests_on == {"callers.idle": 1}


KERNEL = "__global__ AICORE void k(__gm__ float* gm) {{\n{}\n}}\n"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("called by a function that is not analysed", LOADED + KERNEL.format("do { entry(gm); } while (true);")),
        ("static, and so called", "static " + LOADED + KERNEL.format("do { entry(gm); } while (true);")),
        ("inline", LOADED.replace("AICORE void", "AICORE inline void")),
        ("not for the device", LOADED.replace("AICORE void", "void")),
        ("visible to other files", 'extern "C" ' + LOADED),
        ("given a tile", LOADED.replace("(__gm__ float* gm", f"(__gm__ float* gm, {MAT} t")),
        ("named in a function that is not analysed", LOADED + KERNEL.format("auto x = [&]() { entry; };")),
        ("its address taken", LOADED + KERNEL.format("auto f = &entry;")),
        ("named on one core only", LOADED + KERNEL.format("#if defined(__DAV_CUBE__)\nentry(gm);\n#endif")),
        ("a name of two functions", LOADED + "AICORE void entry(int32_t x) { }\n"),
        ("a macro in a function that is not analysed", "#define M entry(gm)\n" + LOADED + KERNEL.format("M;")),
    ],
)
def test_what_may_be_called_is_no_entry(title: str, text: str) -> None:
    assert "callers.idle" not in run(SourceFile("entry.cpp", text)).rests_on, title


def test_what_no_kernel_leads_to_is_checked_as_what_anybody_may_call() -> None:
    assert [finding.code for finding in run(SourceFile("called.cpp", "static " + LOADED)).findings] == ["PF501"]
    unordered = run(SourceFile("called.cpp", "static " + LOADED.replace(both("MTE2", "V"), ""))).findings
    assert {finding.code for finding in unordered if finding.severity is Severity.ERROR}


def test_an_op_on_the_wrong_core() -> None:
    text = cube(f"{tile('a', 0)} TADD(a, a, a);")
    assert "PF306" in {f.code for f in run(text).findings}


# ---- memory ----


@pytest.mark.parametrize(
    ("space", "at", "code"),
    [
        ("Left", 65024, []),
        ("Left", 65536, ["PF401"]),
        ("Acc", 130048, []),
        ("Acc", 131072, ["PF401"]),
        ("Mat", 524288, ["PF401"]),
    ],
)
def test_capacity_of_each_memory(space: str, at: int, code: list[str]) -> None:
    tiles = {"Left": LEFT, "Acc": ACC, "Mat": MAT}
    use = {"Left": "TMATMUL(c, t, r);", "Acc": "TMATMUL(t, l, r);", "Mat": "TLOAD(t, g);"}
    others = f"{ACC} c; {LEFT} l; {RIGHT} r; TASSIGN(c, 0); TASSIGN(l, 0); TASSIGN(r, 0); GlobalTensor<half> g;"
    body = f"{others} {tiles[space]} t; TASSIGN(t, {at}); {use[space]}"
    assert [f.code for f in run(cube(body)).findings] == code


def test_a_narrow_view_does_not_overrun() -> None:
    """A column subview keeps the rows of its parent in its type."""
    view = "Tile<TileType::Vec, float, 64, 1, BLayout::ColMajor, 32, 1, SLayout::NoneBox> v; TASSIGN(v, 196480);"
    big = f"{tile('o', 65536, 32, 128)} {tile('p', 98304, 32, 128)}"
    assert "PF401" not in codes(f"{big} {view} TROWEXPANDMUL(o, p, v);")


# ---- suppression ----


def test_allowed_with_a_reason() -> None:
    report = run(kernel("TADD(c, a, b);\nTMUL(d, c, a);  // ptofix: allow PF101, PF102 -- seen on a device"))
    assert report.clean
    assert [(s.finding.code, s.reason) for s in report.suppressed] == [("PF101", "seen on a device")]


def test_not_allowed_without_a_reason() -> None:
    assert codes("TADD(c, a, b);\n// ptofix: allow PF101 --\nTMUL(d, c, a);") == ["PF101", "PF601"]


def test_not_allowed_two_lines_above() -> None:
    assert codes("// ptofix: allow PF101 -- far\nTADD(c, a, b);\nTMUL(d, c, a);") == ["PF101", "PF602"]


def test_other_codes_are_not_allowed() -> None:
    assert codes("TADD(c, a, b);\nTMUL(d, c, a); // ptofix: allow PF104 -- wrong") == ["PF101", "PF602"]


def test_text_in_a_string_is_no_comment() -> None:
    assert codes('TADD(c, a, b); PRINTF("// ptofix: nonsense");') == ["PF501"]


# ---- what is not analysed ----


@pytest.mark.parametrize(
    "text", ["", "// nothing\n", "using Q = int32_t;\n", "__global__ AICORE void kernel(int32_t n) { n = 1; }\n"]
)
def test_nothing_to_check_is_not_clean(text: str) -> None:
    with pytest.raises(PtofixError, match="nothing to check"):
        run(SourceFile("empty.cpp", text))


OUTSIDE = "auto f = [&]() { return 0; };"


@pytest.mark.parametrize(
    ("before", "named", "function"), [("", "`kernel`", "kernel"), ("class S { };\n", "the whole file", "")]
)
def test_a_refused_function_is_never_clean(before: str, named: str, function: str) -> None:
    text = before + kernel(f"TADD(c, a, b);\n{OUTSIDE} TMUL(d, c, a);").text
    checked = run(SourceFile("kernel.cpp", text))
    [finding] = checked.findings
    assert (finding.code, finding.severity) == ("PF503", Severity.UNDECIDED)
    assert finding.message == "not analysed: this is not in the language that ptofix analyses"
    assert finding.place.source.text[slice(*finding.place.span)] == ("class S {" if before else OUTSIDE)
    assert named in finding.notes[0].message
    assert not checked.clean
    assert [refusal.function for refusal in checked.not_analysed] == [function]


def test_the_functions_beside_a_refused_one_are_checked() -> None:
    both_functions = kernel("TADD(c, a, b); TMUL(d, c, a);").text
    both_functions += kernel(f"{OUTSIDE} TADD(c, a, b);").text.replace("void kernel", "void other")
    assert [f.code for f in run(SourceFile("two.cpp", both_functions)).findings] == ["PF101", "PF503"]


def test_a_refused_function_may_be_allowed_with_a_reason() -> None:
    checked = run(kernel(f"TADD(c, a, b);\n{OUTSIDE}  // ptofix: allow PF503 -- written by hand, reviewed"))
    assert len(checked.suppressed) == len(checked.not_analysed) == 1
    assert not checked.has(Severity.UNDECIDED)
    assert not checked.clean  # it is allowed, and still not analysed


# ---- found while reviewing the analysis ----


def test_an_id_at_run_time_may_be_any_flag_of_its_source() -> None:
    """Under the other identity the flag to MTE3 may be the one that V waits for."""
    load = f"TLOAD(a, g); {both('MTE2', 'V')} TADD(b, a, a);"
    body = f"GlobalTensor<float> g; {flag('set_flag', 'MTE2', 'MTE3', 'n')} {load}"
    assert "PF104" not in codes(body)
    model = MODELS["strict"].without("hw.flag-key")
    assert "PF104" in {f.code for f in check(kernel(body), model).findings}


def test_a_flag_that_the_caller_left_raised() -> None:
    """The wait in the callee may take the caller's flag and pass before the load is done."""
    callee = kernel(f"{LOAD} {both('MTE2', 'V')} TADD(b, a, a);").text
    callee = callee.replace("__global__ AICORE void kernel", "static AICORE void callee")
    head = "__global__ AICORE void kernel(__gm__ float* gm, int32_t n, uint64_t where, float s)"
    text = f"{callee}{head} {{ {flag('set_flag', 'MTE2', 'V')} callee(gm, n, where, s); }}\n"
    assert "PF104" in {f.code for f in run(SourceFile("two.cpp", text)).findings}


def test_a_drain_whose_flag_is_raised_outside() -> None:
    """TSHL sets and awaits V → S, EVENT_ID0 inside; its wait may take the flag that is already raised."""
    tiles = " ".join(tile(name, 81920 + 4096 * i) for i, name in enumerate("pqr"))
    outer = f"{flag('set_flag', 'V', 'S')} TADD(c, a, b); TSHL(p, q, r); TMUL(d, c, a); {flag('wait_flag', 'V', 'S')}"
    assert "PF101" in codes(f"{tiles} {outer}")


# ---- what is not decided ----


def test_a_tile_of_unknown_address_makes_no_error() -> None:
    there = tile("t", 65536).replace("65536);", "(int32_t) s);")
    findings = found(f"{there} TADD(t, a, b); TMUL(d, t, c);")
    assert [(f.code, f.severity, f.orders) for f in findings] == [("PF502", Severity.UNDECIDED, 1)]
    known = found(f"{there} TADD(c, a, b); TMUL(d, c, t);")
    assert ("PF101", Severity.ERROR) in [(f.code, f.severity) for f in known]  # they meet in `c` as well


def test_what_may_order_a_pair_leaves_it_undecided() -> None:
    findings = found("TADD(c, a, b); my_helper(s); TMUL(d, c, a);")
    assert [(f.code, f.severity) for f in findings] == [("PF501", Severity.UNDECIDED)]
    again = found("TADD(c, a, b); TMUL(d, c, a); my_helper(s);")
    assert [f.code for f in again] == ["PF101", "PF501"]
    around = found("TADD(c, a, b); if (s > 0) { my_helper(s); } TMUL(d, c, a);")
    assert [f.code for f in around] == ["PF101", "PF501"]  # one path leads past it


PIPE_OF_TWO = "TPipe<0, Direction::DIR_C2V, 4096, 8, 2, false>"
POP = f"{{0}} auto p = {PIPE_OF_TWO}(gm, 65536, 65536); for (int32_t i = 0; i < n; i += 1) {{{{ {{1}} }}}}"
TAKE = f"TPOP<{PIPE_OF_TWO}, {tile('a').partition(' a;')[0]}, TileSplitAxis::TILE_UP_DOWN>(p, a);"


def levels(body: str) -> set[tuple[str, Severity]]:
    return {(f.code, f.severity) for f in found(body)} - {("PF103", Severity.UNDECIDED), ("PF201", Severity.NOTE)}


def test_a_slot_of_a_pipe_that_is_not_known() -> None:
    """Only some rounds pop: a pop gives the other slot of two, or the same, and what it meets there is not decided."""
    popped = f"{TAKE} {both('MTE2', 'V')} TABS(b, a); pipe_barrier(PIPE_V);"
    body = POP.format("", f"if (s > 0) {{ {popped} }}")
    assert levels(body) == {("PF502", Severity.UNDECIDED)}
    assert levels(body.replace("8, 2, false", "8, 1, false")) == {("PF105", Severity.ERROR)}
    assert levels(POP.format("", popped)) == {("PF105", Severity.ERROR)}  # in the round but one, for certain
    at_once = POP.format("", f"{TAKE} TABS(b, a); pipe_barrier(PIPE_ALL);")
    assert levels(at_once) == {("PF104", Severity.ERROR)}  # one pop, one slot, whichever it is


def test_flags_after_what_is_not_understood_may_order() -> None:
    findings = found(f"my_helper(s); {LOAD} {both('MTE2', 'V')} TADD(b, a, a);")
    assert [f.code for f in findings] == ["PF501"]
    without = found(f"my_helper(s); {LOAD} TADD(b, a, a);")
    assert [f.code for f in without] == ["PF104", "PF501"]


# ---- flags between the cores ----


def shared(body: str) -> list[tuple[Severity, str]]:
    core = f"#if defined(__DAV_VEC__)\n{body}\npipe_barrier(PIPE_V);\n#endif\n"
    text = f"__global__ AICORE void kernel(__gm__ float* gm, int n) {{\n{core}}}\n"
    return [(f.severity, f.message) for f in run(SourceFile("pipes.cpp", text)).findings if f.code == "PF310"]


def pipe(name: str, flag_id: int, direction: str) -> str:
    return f"auto {name} = TPipe<{flag_id}, Direction::DIR_{direction}, 4096, 2>(gm, 0, 0);\n"


@pytest.mark.parametrize(
    ("first", "second", "flags"),
    [
        ((0, "C2V"), (1, "V2C"), "flag 1 (awaited by the cube core)"),
        ((1, "C2V"), (0, "V2C"), "flag 1 (awaited by the vector core)"),
        ((0, "BOTH"), (1, "V2C"), "flag 1 (awaited by the cube core)"),
        ((0, "BOTH"), (3, "C2V"), "flag 3 (awaited by the vector core)"),
        ((0, "C2V"), (0, "C2V"), "flag 1 (awaited by the cube core) and flag 0 (awaited by the vector core)"),
    ],
)
def test_two_pipes_that_share_a_flag(first: tuple[int, str], second: tuple[int, str], flags: str) -> None:
    [(severity, message)] = shared(pipe("p", *first) + pipe("q", *second))
    assert severity is Severity.ERROR
    assert message == f"`q` uses {flags}, and so does `p`: each takes the signals of the other"


@pytest.mark.parametrize(
    ("first", "second"), [((0, "C2V"), (0, "V2C")), ((0, "C2V"), (1, "C2V")), ((2, "V2C"), (3, "V2C"))]
)
def test_one_number_in_both_directions_is_undecided(first: tuple[int, str], second: tuple[int, str]) -> None:
    [(severity, message)] = shared(pipe("p", *first) + pipe("q", *second))
    assert severity is Severity.UNDECIDED
    assert "whether these are two counters is not documented" in message


@pytest.mark.parametrize(
    ("first", "second"), [((0, "C2V"), (2, "C2V")), ((0, "C2V"), (2, "V2C")), ((0, "BOTH"), (4, "C2V"))]
)
def test_two_pipes_with_flags_of_their_own(first: tuple[int, str], second: tuple[int, str]) -> None:
    assert not shared(pipe("p", *first) + pipe("q", *second))


def test_pipes_that_do_not_exist_at_the_same_time() -> None:
    body = pipe("p", 0, "C2V"), pipe("q", 1, "V2C")
    assert not shared(f"{{\n{body[0]}}}\n{{\n{body[1]}}}\n")
    assert not shared(f"for (int i = 0; i < n; ++i) {{\n{body[0]}}}\n{body[1]}")
    assert shared(f"{body[0]}for (int i = 0; i < n; ++i) {{\n{body[1]}}}\n")


def test_pipes_beside_a_loop_whose_slots_rotate() -> None:
    """The program that rules see has a copy of an instruction for each round."""
    rotating = f"{tile('t')}\nfor (int i = 0; i < n; ++i) {{\nTASSIGN(t, (i % 2) * 16384);\nTABS(t, t);\n}}\n"
    assert shared(f"{pipe('p', 0, 'C2V')}{pipe('q', 1, 'V2C')}{rotating}")


def test_a_pipe_of_a_helper_exists_beside_those_of_its_caller() -> None:
    of_cores = "#if defined(__DAV_VEC__)\n{}\npipe_barrier(PIPE_V);\n#endif\n"
    helper = f"AICORE void f(__gm__ float* gm) {{\n{of_cores.format(pipe('p', 1, 'V2C'))}}}\n"
    text = f"__global__ AICORE void kernel(__gm__ float* gm) {{\n{of_cores.format(pipe('q', 0, 'C2V') + 'f(gm);')}}}\n"
    [finding] = [one for one in run(SourceFile("pipes.cpp", helper + text)).findings if one.code == "PF310"]
    assert [note.place.line for note in finding.notes if note.place] == [10]
    assert finding.place.line == 3


@pytest.mark.parametrize(
    "call",
    [
        "wait_flag_dev(0);",
        "constexpr int id = 0; wait_flag_dev(id);",
        "ffts_cross_core_sync(PIPE_MTE3, getFFTSMsg(FFTS_MODE_VAL, 1));",
        "ffts_cross_core_sync(PIPE_MTE3, getFFTSMsg(2, 1));",
        "ffts_cross_core_sync(PIPE_MTE3, 0x121);",
    ],
)
def test_a_call_that_uses_the_flag_of_a_pipe(call: str) -> None:
    [(severity, message)] = shared(f"{pipe('p', 0, 'C2V')}{call}")
    assert severity is Severity.ERROR
    assert "and so does `p`" in message
    assert not shared(f"{{\n{pipe('p', 0, 'C2V')}}}\n{call}")  # the pipe is gone


@pytest.mark.parametrize(
    "call",
    [
        "wait_flag_dev(2);",
        "ffts_cross_core_sync(PIPE_MTE3, getFFTSMsg(FFTS_MODE_VAL, 2));",
        "ffts_cross_core_sync(PIPE_MTE3, getFFTSMsg(0, 2));",  # to other vector cores
        "ffts_cross_core_sync(PIPE_MTE3, 0x201);",
    ],
)
def test_a_call_that_uses_another_flag(call: str) -> None:
    assert not shared(f"{pipe('p', 0, 'C2V')}{call}")


@pytest.mark.parametrize(
    ("call", "why"),
    [
        ("wait_flag_dev(n);", "its number is known only at run time"),
        ("ffts_cross_core_sync(PIPE_MTE3, getFFTSMsg(FFTS_MODE_VAL, n));", "its number is known only at run time"),
        ("ffts_cross_core_sync(PIPE_MTE3, getFFTSMsg(n, 1));", "its number is known only at run time"),
        ("ffts_cross_core_sync(PIPE_MTE3, n);", "its number is known only at run time"),
        (
            "ffts_cross_core_sync(PIPE_MTE3, getFFTSMsg(0, 0));",
            "it is a signal of mode 0, to other cores",
        ),
        ("ffts_cross_core_sync(PIPE_MTE3, 0x111);", "it is a signal of mode 1, to other cores"),
    ],
)
def test_a_call_that_may_use_the_flag_of_a_pipe(call: str, why: str) -> None:
    [(severity, message)] = shared(f"{pipe('p', 0, 'C2V')}{call}")
    assert severity is Severity.UNDECIDED
    assert message.endswith(f"may use a flag of `p`: {why}")


@pytest.mark.parametrize(
    ("flag_id", "direction", "call", "severities"),
    [
        (14, "C2V", "SYNCALL();", [Severity.ERROR]),
        (14, "C2V", "SYNCALL<SyncCoreType::AIVOnly>();", [Severity.ERROR]),
        (12, "V2C", "SYNCALL<SyncCoreType::Mix>();", [Severity.ERROR]),
        (13, "V2C", "SYNCALL<SyncCoreType::Mix>();", [Severity.UNDECIDED]),  # the cube core's flag of this number
        (10, "C2V", "SYNCALL<SyncCoreType::Mix>();", []),
        (14, "C2V", "SYNCALL<SyncCoreType::Mix>();", []),
        (14, "C2V", "SYNCALL<SyncCoreType::AICOnly>();", []),
        (0, "C2V", "SYNCALL();", []),
    ],
)
def test_flags_that_syncall_uses_inside(flag_id: int, direction: str, call: str, severities: list[Severity]) -> None:
    assert [severity for severity, _ in shared(f"{pipe('p', flag_id, direction)}{call}")] == severities


# ---- slots that were handed over ----


def slot_uses(steps: str, op: str = "TPOP") -> list[str]:
    """What PF113 says of steps in a loop: `pop`, `free`, `alloc`, `push`, `load` and `store`, on one slot."""
    direction = "C2V" if op == "TPOP" else "V2C"
    type_ = f"TPipe<4, Direction::DIR_{direction}, 4096, 2>"
    calls = {
        name: f"{full}<{type_}, GlobalTensor<float>, TileSplitAxis::TILE_NO_SPLIT>(p, h);"
        for name, full in (("pop", "TPOP"), ("free", "TFREE"), ("alloc", "TALLOC"), ("push", "TPUSH"))
    }
    calls |= {"load": "TLOAD(a, h);", "store": "TSTORE(h, a);", "{": "if (n) {", "}": "}"}
    body = "\n".join(calls[step] for step in steps.split())
    whole = f"auto p = {type_}(gm, 0, 0);\nfor (int i = 0; i < n; ++i) {{\nGlobalTensor<float> h(nullptr);\n{body}\n}}"
    return [finding.message for finding in found(whole) if finding.code == "PF113"]


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ("pop free load", "`TLOAD` reads a slot of pipe 4 after `TFREE` gave it back"),
        (
            "pop load free store",
            "`TSTORE` writes to a slot of pipe 4 after `TFREE` gave it back",
        ),
        ("pop { free } load", "`TLOAD` reads a slot of pipe 4 after `TFREE` gave it back"),
        (
            "alloc push store",
            "`TSTORE` writes to a slot of pipe 4 after `TPUSH` handed it over",
        ),
    ],
)
def test_a_slot_that_is_used_after_it_was_handed_over(steps: str, message: str) -> None:
    [given] = slot_uses(steps, "TPOP" if steps.startswith("pop") else "TALLOC")
    assert given.startswith(f"{message}: the other core may ")


@pytest.mark.parametrize("steps", ["pop load free", "alloc store push", "alloc store push load", "pop load { free }"])
def test_a_slot_that_is_used_before(steps: str) -> None:
    """The next round binds another slot; what the other core only reads may be read here, too."""
    assert not slot_uses(steps, "TPOP" if steps.startswith("pop") else "TALLOC")


def test_a_slot_that_is_used_after_two_steps_back() -> None:
    """From the second inner loop control goes back to the outer one, and so to the load before that."""
    inner = "for (int j = 0; j < n; ++j) {{\n{}\n}}"
    type_ = "TPipe<0, Direction::DIR_C2V, 4096, 2>"
    free = inner.format(f"TFREE<{type_}, GlobalTensor<float>, TileSplitAxis::TILE_NO_SPLIT>(p, h);\nTABS(b, b);")
    whole = f"{POPPED}\nfor (int i = 0; i < n; ++i) {{\nTLOAD(a, h);\n{inner.format('TABS(c, c);')}\n{free}\n}}"
    assert [one.message.split("`")[1] for one in found(whole) if one.code == "PF113"] == ["TLOAD"]


@pytest.mark.parametrize(
    "body",
    [
        "TABS(a, b);\n" * 9,
        "for (int i = 0; i < n; ++i) {\nTABS(a, b);\nfor (int j = 0; j < n; ++j) {\nTABS(b, c);\n}\n}\nTABS(c, a);",
        "again:;\nTABS(a, b);\nother:;\nTABS(b, c);\nif (n) {\ngoto again;\n}\nTABS(c, a);\nif (n) {\ngoto other;\n}",
    ],
)
def test_what_control_may_go_back_to(body: str) -> None:
    made = program(body)
    ahead, moves = lowest_ahead(made), 0
    for start in made.instructions:
        seen, pending = set[int](), [*start.successors]
        while pending:
            place = pending.pop()
            if place not in seen:
                seen.add(place)
                pending += made.instructions[place].successors
        back = min((place for place in seen if place <= start.index), default=len(made.instructions))
        assert ahead[start.index] <= back
        moves += back < len(made.instructions)
    assert bool(moves) is ("\n}" in body)
    assert "\n}" in body or {*ahead} == {len(made.instructions)}
