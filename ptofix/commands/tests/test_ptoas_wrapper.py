"""`ptofix-ptoas` with a stand-in for the assembler."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from ptofix.commands import ptoas_wrapper
from ptofix.commands.cli import main as ptofix
from ptofix.commands.tests.stand_in import EMITTED, GENERIC, REPLAY, VARIABLES, barriers, stand_in
from ptofix.headers.versions import assumed_headers
from ptofix.testing.corpus import CPP, IR

SLOTS = CPP.parents[1] / "flash_attention" / "golden" / "fa_q1024_s256_p4_k1.v0.60.pto"


@pytest.fixture
def output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where to write; PTOFIX_PTOAS is the stand-in, nothing else is set."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PTOFIX_PTOAS", str(stand_in(tmp_path / "bin" / "real-ptoas")))
    monkeypatch.setenv("REPLAY", str(REPLAY))
    monkeypatch.setenv("PTOFIX_EVIDENCE", "extrapolated")
    monkeypatch.setenv("ARGUMENTS", str(tmp_path / "arguments"))
    return tmp_path / "k.cpp"


def _run(output: Path, *more: str, source: Path = GENERIC) -> int:
    return ptoas_wrapper.main(["--pto-arch", "a3", *more, str(source), "-o", str(output)])


def test_the_assembler_reads_the_canonical_form(
    output: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("REPLAY")
    # What is printed is IR: only its text is looked at.
    assert _run(output, "--enable-insert-sync", "--emit-pto-ir") == 0
    assert "pto.tadd ins(" in output.read_text(encoding="utf-8")
    words = (output.parent / "arguments").read_text(encoding="utf-8").split("\n")
    assert words[:4] == ["--pto-arch", "a3", "--enable-insert-sync", "--emit-pto-ir"]
    shown = capfd.readouterr().err
    assert "from the assembler" in shown
    assert "nothing to do; not rewritten: --emit-pto-ir makes no C++" in shown


def test_slot_numbers_are_not_lost_silently(
    output: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The assembler does not take them, and where it prints IR there is no C++ to set them in."""
    monkeypatch.delenv("REPLAY")
    (output.parent / "config.toml").write_text('target-ptoas = "0.45"\n')
    monkeypatch.setenv("PTOFIX_CONFIG", str(output.parent / "config.toml"))
    assert _run(output, "--emit-pto-ir", source=SLOTS) == 0
    assert "local_slot_num" not in output.read_text(encoding="utf-8")
    assert "local slot numbers of the IR not in it: `ptofix run IR -o OUT` keeps" in capfd.readouterr().err


def test_one_line_says_what_was_done(output: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert _run(output) == 0
    assert barriers(output) == EMITTED - 2
    assert capfd.readouterr().err.splitlines() == [
        "from the assembler",
        f"ptofix-ptoas: {output}: gu: 2 done, 0 kept; rests on hw.read-before-write, hw.repeat-distance; "
        f"verified: remove-barriers; headers: {assumed_headers()}",
    ]


@pytest.mark.parametrize("words", [[str(GENERIC)], [str(GENERIC), "-o", "-"], ["-"], [], ["-o", "-"]])
def test_standard_input_and_output(
    words: list[str], output: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(GENERIC.read_bytes())))
    assert ptoas_wrapper.main(words) == 0
    shown = capfdbinary.readouterr()
    assert shown.out.decode().count("pipe_barrier(PIPE_V);") == EMITTED - 2
    assert not output.exists()


@pytest.mark.parametrize(("code", "shown"), [(7, 7), (-9, 137)])
def test_exit_code_is_passed_on(
    code: int, shown: int, output: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EXIT_CODE", str(code))
    assert _run(output) == shown
    assert not output.exists()
    assert f"was made from {GENERIC}" in capfd.readouterr().err


SHIPPED = {"PTOFIX_EVIDENCE": "shipped"}  # then line 124 is needed: two divisions use one scratch, 4 repeats apart


@pytest.mark.parametrize(
    ("variables", "left"),
    [
        ({"FA_REMOVE_VEC_BARRIER_PATTERNS": "none"}, EMITTED),
        ({"FA_REMOVE_VEC_BARRIER_PATTERNS": "none", "FA_REMOVE_VEC_BARRIERS": "107"}, EMITTED - 1),
        ({"FA_REMOVE_VEC_BARRIER_PATTERNS": "none", "FA_REMOVE_VEC_BARRIERS": "124", **SHIPPED}, EMITTED),
        ({"FA_REMOVE_VEC_BARRIERS": "107"}, EMITTED - 2),  # gu takes 110, and would take 107
        ({"PTOFIX_PIPELINE": "", "FA_REMOVE_VEC_BARRIERS": "107"}, EMITTED),
        ({"PTOFIX_PIPELINE": "remove-barrier-lines{lines=104}"}, EMITTED - 1),
    ],
)
def test_names_of_existing_builds(
    variables: dict[str, str], left: int, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert _run(output) == 0
    assert barriers(output) == left


def test_patterns_asked_for_in_vain(
    output: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FA_REMOVE_VEC_BARRIER_PATTERNS", "gu,texp-trowsum,none")
    assert _run(output) == 0
    assert "warning: nothing was done for `texp-trowsum` (no such place)\n" in capfd.readouterr().err
    monkeypatch.setenv("PTOFIX_PIPELINE", "minimal-barriers")
    assert _run(output) == 0
    assert "FA_REMOVE_VEC_BARRIER_PATTERNS without effect: PTOFIX_PIPELINE is set" in capfd.readouterr().err


def test_the_configuration_of_the_input(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """It holds where no variable of the build says otherwise."""
    monkeypatch.delenv("PTOFIX_EVIDENCE")
    project = tmp_path / "project"
    project.mkdir()
    source = project / GENERIC.name
    source.write_bytes(GENERIC.read_bytes())

    def said(settings: str, **variables: str) -> tuple[int, str]:
        (project / "ptofix.toml").write_text(settings, encoding="utf-8")
        with monkeypatch.context() as here:
            for name, value in variables.items():
                here.setenv(name, value)
            assert _run(output, source=source) == 0
        return barriers(output), capfd.readouterr().err

    left, text = said('patterns = ["none"]\n')
    assert left == EMITTED
    assert f"ptofix: configured by {project / 'ptofix.toml'}\n" in text
    assert "nothing was done" not in text
    assert said('patterns = ["none"]\n', FA_REMOVE_VEC_BARRIER_PATTERNS="gu")[0] == EMITTED - 2
    assert said('no-assume = ["hw.repeat-distance"]\n')[0] == EMITTED
    assert said('patterns = ["none"]\n', PTOFIX_CONFIG="/dev/null")[0] == EMITTED - 2
    assert said('model = "strict"\n', PTOFIX_PIPELINE="remove-barriers{model=default}")[0] == EMITTED - 2
    assert said('model = "strict"\n', PTOFIX_PIPELINE="remove-barriers")[0] == EMITTED
    shipped = 'evidence = "shipped"\npatterns = ["proven"]\n'
    assert said(shipped)[0] == EMITTED - 2
    assert said(shipped, PTOFIX_EVIDENCE="practised")[0] == EMITTED - 3


def test_another_architecture_is_left_alone(
    output: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FA_REMOVE_VEC_BARRIER_PATTERNS", "gu")
    assert ptoas_wrapper.main(["--pto-arch=A5", str(GENERIC), "-o", str(output)]) == 0
    assert output.read_bytes() == REPLAY.read_bytes()
    shown = capfd.readouterr().err
    assert "nothing to do; barriers not looked at: a5 is not known to ptofix, only a3 is" in shown
    assert "nothing was done for `gu` (no such place)" in shown


def test_the_module_may_name_the_architecture(output: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    text = (IR / "custom" / GENERIC.name).read_text(encoding="utf-8")
    source = tmp_path / "named.mlir"
    source.write_text(text.replace("module {", 'module attributes {"pto.target_arch" = "a5"} {', 1), encoding="utf-8")
    assert "a5" in source.read_text(encoding="utf-8")
    assert ptoas_wrapper.main([str(source), "-o", str(output)]) == 0
    assert "a5 is not known to ptofix" in capfd.readouterr().err


def test_report_and_certificate(output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    proof, reports = tmp_path / "proof.json", tmp_path / "reports"
    reports.mkdir()
    monkeypatch.setenv("PTOFIX_CERTIFICATE", str(proof))
    monkeypatch.setenv("PTOFIX_REPORT", str(reports))
    assert _run(output) == 0
    found = json.loads((reports / "h_final_div_pair.mlir.report.json").read_text(encoding="utf-8"))
    assert found["labels"]["gu"]["done"] == 2
    assert found["input"] == str(GENERIC)
    assert ptofix(["verify", f"{proof}.before.cpp", str(output), "--certificate", str(proof)]) == 0


def test_slot_numbers_of_the_ir_are_set_before_the_proof_begins(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    name = "k_legacy_local_slot_pipe"
    emitted = (CPP / f"{name}.v0.45.insert-sync.cpp").read_text(encoding="utf-8")
    replay = tmp_path / "replay.cpp"
    replay.write_text(emitted.replace("32768, 8, 2, false", "32768, 8, 8, false"), encoding="utf-8")
    monkeypatch.setenv("REPLAY", str(replay))
    monkeypatch.setenv("PTOFIX_CERTIFICATE", str(tmp_path / "proof.json"))
    assert _run(output, source=IR / "custom" / f"{name}.mlir") == 0
    assert output.read_text(encoding="utf-8") == emitted
    assert "pipe 0: 1 done, 0 kept; verified: local-slot-num" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"FA_REMOVE_VEC_BARRIER_PATTERNS": "guu"}, "unknown pattern `guu`"),
        ({"FA_REMOVE_VEC_BARRIERS": "1"}, "line 1 has no `pipe_barrier(PIPE_V)`"),
        ({"PTOFIX_PIPELINE": "no-such-pass"}, "unknown pass `no-such-pass`"),
        ({"PTOFIX_REPORT": "/no/such/folder/r.json"}, "/no/such/folder/r.json: error: No such file"),
        # What was taken on trust is not proved.
        (
            {"PTOFIX_PIPELINE": "remove-barrier-lines{lines=124}", "PTOFIX_CERTIFICATE": "proof.json", **SHIPPED},
            "missing: on the vector core",
        ),
        ({"REPLAY": str(GENERIC)}, "error: `)` closes nothing"),
    ],
)
def test_a_failure_writes_nothing(
    variables: dict[str, str],
    message: str,
    output: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    output.write_text("of an earlier run", encoding="utf-8")
    assert _run(output) == 2
    assert output.read_text(encoding="utf-8") == "of an earlier run"
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "arguments") == ["bin", "k.cpp"]
    assert ptoas_wrapper.main([str(GENERIC)]) == 2
    shown = capfd.readouterr()
    assert shown.out == ""
    assert message in shown.err
    assert shown.err.endswith("ptofix-ptoas: error: nothing is written\n")


def test_malformed_input(output: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "bad.mlir"
    bad.write_text("func.func @f() {\n", encoding="utf-8")
    assert _run(output, source=bad) == 2
    assert "bad.mlir:2:1: error: " in capsys.readouterr().err
    assert not output.exists()
    assert _run(output, source=tmp_path / "none.mlir") == 2
    assert "none.mlir: error: No such file" in capsys.readouterr().err


def test_questions_go_to_the_assembler(output: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert ptoas_wrapper.main(["--version"]) == 0
    assert capfd.readouterr().out == "ptoas 0.45\n"
    assert not output.exists()


def test_started_as_its_own_assembler(
    output: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PTOFIX_INSIDE", "1")
    assert _run(output) == 127
    assert "started as its own assembler; name the real one in PTOFIX_PTOAS" in capsys.readouterr().err


def test_missing_assembler(output: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("PTOFIX_PTOAS", "/no/such/ptoas")
    assert _run(output) == 127
    assert "PTOFIX_PTOAS names `/no/such/ptoas`, which is ptofix or cannot be started" in capsys.readouterr().err
    monkeypatch.delenv("PTOFIX_PTOAS")
    monkeypatch.setenv("PATH", str(output.parent))
    assert _run(output) == 127
    assert "no `ptoas` on PATH" in capsys.readouterr().err
