"""Measured distances in the analysis and in the checker: each looks them up by itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from ptofix.commands import cli
from ptofix.cpp.parser import parse
from ptofix.evidence.grade import Grade
from ptofix.evidence.measured import MeasuredDistances
from ptofix.evidence.measured_file import measured_distances
from ptofix.hardware.pipe import Pipe
from ptofix.order.barriers import candidates, orders_of
from ptofix.order.model import DEFAULT
from ptofix.program.build import program_file
from ptofix.proof.certificate import Certificate, certify, recheck
from ptofix.proof.check import check
from ptofix.proof.tests.kernels import corpus, kernel
from ptofix.proof.verdict import Proved, Refuted, Undecided
from ptofix.rewriting.pipeline import Settings, run_pipeline
from ptofix.rewriting.pipeline_text import parse_pipeline
from ptofix.testing.corpus import CPP
from ptofix.testing.measured import Others, assumption_file

ADDS = ("elementwise", "elementwise", "float")
MOVES = ("elementwise", "copy", "float")
CHAIN = "TADD(y, x, x);\n{0}\nTMUL(y, y, x);"  # 128 repeats apart


def distances(folder: Path, repeats: int, others: Others | None = None, margin: int = 0) -> MeasuredDistances:
    return measured_distances(assumption_file(folder, repeats, others, margin))


def is_redundant(body: str, measured: MeasuredDistances | None, evidence: Grade = Grade.EXTRAPOLATED) -> bool:
    """What the analysis says of the barrier."""
    model = replace(DEFAULT, measured=measured, evidence=evidence)
    orders = orders_of(list(program_file(parse(kernel(body.format("bar")))).programs), model)
    [barrier] = candidates(orders, Pipe.V)
    return barrier.is_redundant()


def is_proved(body: str, measured: MeasuredDistances | None, evidence: Grade = Grade.EXTRAPOLATED) -> bool:
    """What the checker says of its removal."""
    answer = check(kernel(body.format("bar")), kernel(body.format("")), evidence=evidence, measured=measured)
    assert isinstance(answer, (Proved, Refuted))
    return isinstance(answer, Proved)


Judge = Callable[..., bool]
JUDGES = pytest.mark.parametrize("judge", [is_redundant, is_proved])


@JUDGES
@pytest.mark.parametrize(("others", "expected"), [({}, True), ({MOVES: None}, False)])
def test_what_was_measured_for_others_ends_nothing(
    judge: Judge, others: Others, expected: bool, tmp_path: Path
) -> None:
    """128 repeats lie between: enough for whatever is asked of the others, which rest on both assumptions already."""
    body = "TEXP(y, x);\nTADD(a, b, c);\n{0}\nTABS(x, y);\nTMOV(d, a);"
    assert judge(body, distances(tmp_path, 16, others)) is expected


@JUDGES
@pytest.mark.parametrize(
    ("repeats", "others", "margin", "expected"),
    [
        (128, {}, 0, True),
        (129, {}, 0, False),
        (120, {}, 8, True),
        (120, {}, 9, False),
        (500, {ADDS: 128}, 0, True),
        (16, {ADDS: 129}, 0, False),
        (16, {ADDS: None}, 0, False),
        (16, {("elementwise", "elementwise", "half"): 500}, 0, True),
        (16, {("elementwise", "copy", "float"): 500}, 0, True),
    ],
)
def test_each_pair_has_its_own(
    judge: Judge, repeats: int, others: Others, margin: int, expected: bool, tmp_path: Path
) -> None:
    assert judge(CHAIN, distances(tmp_path, repeats, others, margin)) is expected


@JUDGES
@pytest.mark.parametrize(
    "body",
    [
        "TAXPY(y, x, n);\n{0}\nTMUL(y, y, x);",  # an op of no class
        "TADD(y, x, x);\n{0}\nTAXPY(y, x, n);",
        "TADD(y, x, x);\n{0}\nTNOSUCH(y);",
        "TASSIGN(c, n);\nTADD(c, x, x);\n{0}\nTMUL(y, x, c);",  # an address that is not known
        "TASSIGN(c, n);\nTADD(y, x, x);\n{0}\nTMUL(c, y, y);",
    ],
)
def test_what_is_in_no_class_has_no_distance(judge: Judge, body: str, tmp_path: Path) -> None:
    assert not judge(body, distances(tmp_path, 1))


@JUDGES
def test_two_types_on_one_tile_have_no_distance(judge: Judge, tmp_path: Path) -> None:
    """However well each of the two types was measured."""
    other = (
        "Tile<TileType::Vec, half, 32, 256, BLayout::RowMajor, 32, 256, SLayout::NoneBox, 512, PadValue::Null, "
        "CompactMode::Null> z;\nTASSIGN(z, y_at);\n"
    )
    body = other + "TADD(y, x, x);\n{0}\nTADD(z, z, z);"
    assert judge(body, None)
    assert not judge(body, distances(tmp_path, 1))


@JUDGES
def test_two_types_on_two_tiles_are_no_pair(judge: Judge, tmp_path: Path) -> None:
    other = (
        "Tile<TileType::Vec, half, 32, 256, BLayout::RowMajor, 32, 256, SLayout::NoneBox, 512, PadValue::Null, "
        "CompactMode::Null> z;\nTASSIGN(z, 8192);\n"
    )
    assert judge(other + "TADD(y, x, x);\n{0}\nTCVT(z, y, RoundMode::CAST_RINT);", distances(tmp_path, 16))


@JUDGES
def test_far_away_is_no_excuse_for_a_pair_that_was_not_measured(judge: Judge, tmp_path: Path) -> None:
    """500 repeats of others lie between: with one number for all the pair would be forgotten by then."""
    body = "TADD(y, y, y);\n{0}\n" + "TMOV(x, x);\n" * 4 + "TMUL(y, y, y);"
    assert judge(body, None)
    assert judge(body, distances(tmp_path, 16))
    assert not judge(body, distances(tmp_path, 16, {ADDS: None}))


@JUDGES
def test_far_away_is_no_excuse_either_where_another_pair_rests_on_its_distance(judge: Judge, tmp_path: Path) -> None:
    body = "TADD(y, y, y);\n{0}\nTEXP(y, y);\n" + "TMOV(x, x);\n" * 4 + "TMUL(y, y, y);"
    assert judge(body, distances(tmp_path, 16))
    assert not judge(body, distances(tmp_path, 16, {ADDS: None}))


@JUDGES
def test_evidence_is_asked_for_as_before(judge: Judge, tmp_path: Path) -> None:
    """Loop-carried: no assembler leaves such a pair without a barrier."""
    body = "for (int i = 0; i < 4; i++) {{\n{0}\nTMUL(x, y, y);\nTADD(y, x, x);\n}}"
    assert judge(body, distances(tmp_path, 16))
    assert not judge(body, distances(tmp_path, 16), Grade.PRACTISED)


@pytest.mark.parametrize("pattern", ["drop-redundant-barriers", "minimal-barriers"])
@pytest.mark.parametrize("name", ["g_gu_loop", "e_exp_rowsum_independent", "p_gu_in_branches", "a_raw_chain"])
def test_all_pairs_at_the_one_number_is_the_one_number(name: str, pattern: str, tmp_path: Path) -> None:
    source, file = corpus(name), assumption_file(tmp_path, 16)
    texts = [
        run_pipeline(source, parse_pipeline(f"{pattern}{{evidence=extrapolated{more}}}"), Settings()).source.text
        for more in ("", f' assumptions="{file}"')
    ]
    assert texts[0] == texts[1]


# ---- certificates ----


def test_a_certificate_names_the_file(tmp_path: Path) -> None:
    before, after = kernel(CHAIN.format("bar")), kernel(CHAIN.format(""))
    measured, other = distances(tmp_path, 16), distances(tmp_path, 17)
    made = certify(before, after, evidence=Grade.EXTRAPOLATED, measured=measured)
    assert isinstance(made, Certificate)
    assert made.assumption_file is not None
    assert made.assumption_file.sha256 == measured.sha256
    again = Certificate.from_json(made.to_json())
    assert again == made
    assert isinstance(recheck(again, before, after, measured=measured), Proved)
    assert isinstance(recheck(again, before, after, measured=replace(measured, file="moved.toml")), Proved)
    for given, words in ((None, "and none is given"), (other, "and another one is given")):
        answer = recheck(again, before, after, measured=given)
        assert isinstance(answer, Undecided)
        assert "rests on the assumption file" in answer.reason
        assert answer.reason.endswith(words)
    plain = certify(before, after, evidence=Grade.EXTRAPOLATED)
    assert isinstance(plain, Certificate)
    assert isinstance(recheck(plain, before, after), Proved)
    assert isinstance(recheck(plain, before, after, measured=measured), Undecided)
    assert isinstance(certify(before, after, evidence=Grade.EXTRAPOLATED, measured=distances(tmp_path, 129)), Refuted)


# ---- commands ----

GU = str(CPP / "g_gu_loop.v0.45.insert-sync.cpp")
SLOW: Others = {("row-expand", "elementwise", "float"): 65}  # the two are 64 apart


def test_one_slow_pair_withdraws_what_rests_on_it(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    out, proof, report = (str(tmp_path / name) for name in ("out.cpp", "proof.json", "report.json"))
    fast = assumption_file(tmp_path, 16)
    assert cli.main(["run", GU, "-o", out, "--assumptions", fast, "--certificate", proof, "--report", report]) == 0
    assert "gu: 1 done" in capfd.readouterr().err
    assert json.loads(Path(report).read_text())["measured"]["device"] == "a test"
    assert cli.main(["verify", GU, out, "--assumptions", fast, "--certificate", proof]) == 0
    assert "distances as measured on a test, 2026-11-23 (" in capfd.readouterr().out
    assert cli.main(["verify", GU, out, "--certificate", proof]) == 1
    assert "rests on the assumption file" in capfd.readouterr().out
    slow = assumption_file(tmp_path, 16, SLOW)
    assert cli.main(["run", GU, "--check", "--assumptions", slow]) == 0
    assert "gu: 0 done, 1 kept (war: 1)" in capfd.readouterr().err
    assert cli.main(["verify", GU, out, "--assumptions", slow]) == 1
    assert "missing" in capfd.readouterr().out
    assert cli.main(["check", out]) == 0
    assert cli.main(["check", out, "--assumptions", slow]) == 1
    assert "`TADD` may read `v17` before `TROWEXPANDMUL` has written it" in capfd.readouterr().out
    assert cli.main(["explain", f"{GU}:72", "--assumptions", slow]) == 0
    assert f"hw.repeat-distance needs 65 ({slow})" in capfd.readouterr().out
    unknown = assumption_file(tmp_path, 16, dict.fromkeys(SLOW))
    assert cli.main(["explain", f"{GU}:72", "--assumptions", unknown]) == 0
    assert f"hw.repeat-distance has no distance for this pair: it is not in {unknown}" in capfd.readouterr().out


def test_one_text_by_itself_asks_for_measured_distances_too(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    out = str(tmp_path / "out.cpp")
    assert cli.main(["run", GU, "-o", out]) == 0
    fast = assumption_file(tmp_path, 16)
    assert cli.main(["verify", "--absolute", out, "--assumptions", fast]) == 0
    assert "distances as measured on a test" in capfd.readouterr().out
    assert cli.main(["verify", "--absolute", out, "--assumptions", assumption_file(tmp_path, 16, SLOW)]) == 1
    assert "missing" in capfd.readouterr().out


@pytest.mark.parametrize("verb", ["run", "check"])
@pytest.mark.parametrize("how", ["option", "pipeline"])
def test_what_is_kept_knows_the_content_of_the_file(
    verb: str, how: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = assumption_file(tmp_path, 16)
    given = ["--assumptions", file]
    if verb == "run" and how == "pipeline":
        given = ["--pass-pipeline", f'remove-barriers{{assumptions="{file}"}}']
    arguments = [verb, GU, "--cache", str(tmp_path / "cache"), *given, *(["--diff"] if verb == "run" else [])]
    cli.main(arguments)
    fast = capfd.readouterr()
    assumption_file(tmp_path, 16, dict.fromkeys(SLOW, 500))
    cli.main(arguments)
    slow = capfd.readouterr()
    assert (fast.out, fast.err) != (slow.out, slow.err)


def test_a_bad_file_is_unusable_input(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    bad, out = tmp_path / "bad.toml", tmp_path / "out.cpp"
    bad.write_text('device = "x"\n[[pair]]\n')
    verbs = [["run", GU, "-o", str(out)], ["check", GU], ["verify", GU, GU], ["explain", f"{GU}:72"], ["simulate", GU]]
    for verb in verbs:
        assert cli.main([*verb, "--assumptions", str(bad)]) == 2
        assert f"{bad}:1:1: error: `date` is missing" in capfd.readouterr().err
        assert cli.main([*verb, "--assumptions", "no-such.toml"]) == 2
        assert "no-such.toml: error: No such file" in capfd.readouterr().err
    assert not out.exists()


def test_the_configuration_names_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assumption_file(tmp_path, 16, SLOW)
    (tmp_path / "ptofix.toml").write_text('assumptions = "assumptions.toml"\n')
    assert cli.main(["run", GU, "--check", "--config", "ptofix.toml"]) == 0
    assert "gu: 0 done, 1 kept" in capfd.readouterr().err
