"""`ptofix-ptoas` with a stand-in for the assembler: a script that writes what it was given."""

from __future__ import annotations

from pathlib import Path

import pytest

from ptofix.commands import ptoas_wrapper
from ptofix.mlir.tests.samples import KERNELS

GENERIC = KERNELS / "generic" / "a2_raw_chain_small.mlir"
SCRIPT = """\
#!/bin/sh
if [ "$1" = --version ]; then echo 'ptoas 0.45'; exit 0; fi
echo "arguments: $@" >&2
for last; do :; done
for word; do case $word in *.mlir) cat "$word" > "$last";; esac; done
exit ${EXIT_CODE:-0}
"""


@pytest.fixture
def assembler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "real-ptoas"
    path.write_text(SCRIPT, encoding="utf-8")
    path.chmod(0o755)
    monkeypatch.setenv("PTOFIX_PTOAS", str(path))
    monkeypatch.setenv("PTOFIX_PIPELINE", "")
    monkeypatch.setattr(ptoas_wrapper, "apply_cpp_pipeline", lambda source, pipes, pipeline: source.text)  # noqa: ARG005
    return path


def test_the_assembler_reads_the_canonical_form(
    assembler: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "k.cpp"
    code = ptoas_wrapper.main(["--pto-arch", "a3", "--enable-insert-sync", str(GENERIC), "-o", str(output)])
    assert code == 0
    assert "pto.tadd ins(" in output.read_text(encoding="utf-8")
    assert "arguments: --pto-arch a3 --enable-insert-sync" in capfd.readouterr().err
    assert assembler.exists()


def test_output_to_standard_output(assembler: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert ptoas_wrapper.main([str(GENERIC)]) == 0
    assert b"pto.tadd ins(" in capfdbinary.readouterr().out
    assert assembler.exists()


def test_exit_code_is_passed_on(
    assembler: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EXIT_CODE", "7")
    output = tmp_path / "k.cpp"
    assert ptoas_wrapper.main([str(GENERIC), "-o", str(output)]) == 7
    assert not output.exists()
    assert f"was made from {GENERIC}" in capfd.readouterr().err
    assert assembler.exists()


def test_malformed_input(assembler: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "bad.mlir"
    bad.write_text("func.func @f() {\n", encoding="utf-8")
    output = tmp_path / "k.cpp"
    assert ptoas_wrapper.main([str(bad), "-o", str(output)]) == 2
    assert "bad.mlir:2:1: error: " in capsys.readouterr().err
    assert not output.exists()
    assert ptoas_wrapper.main([str(tmp_path / "none.mlir")]) == 2
    assert assembler.exists()


def test_missing_assembler(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delenv("PTOFIX_PTOAS", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert ptoas_wrapper.main([str(GENERIC)]) == 127
    assert "no `ptoas` on PATH" in capsys.readouterr().err


def test_own_program_is_not_the_assembler(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    own = tmp_path / "ptoas"
    own.write_text("", encoding="utf-8")
    own.chmod(0o755)
    monkeypatch.delenv("PTOFIX_PTOAS", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("sys.argv", [str(own)])
    assert ptoas_wrapper.main([str(GENERIC)]) == 127


@pytest.mark.parametrize(
    ("words", "input_file", "output", "rest"),
    [
        (["k.pto"], "k.pto", "-", ()),
        (["-o", "k.cpp", "k.pto"], "k.pto", "k.cpp", ()),
        (["-o=k.cpp", "--pto-arch=a5", "k.pto"], "k.pto", "k.cpp", ("--pto-arch=a5",)),
        (["--pto-arch", "a5", "-", "--pto-level", "level3"], "-", "-", ("--pto-arch", "a5", "--pto-level", "level3")),
        (["--help"], None, "-", ("--help",)),
    ],
)
def test_command_lines(words: list[str], input_file: str | None, output: str, rest: tuple[str, ...]) -> None:
    command = ptoas_wrapper.parse(words)
    assert (command.input_file, command.output, command.rest) == (input_file, output, rest)
    assert command.writes_cpp


def test_ir_output_is_not_cpp() -> None:
    assert not ptoas_wrapper.parse(["--emit-pto-ir", "k.pto"]).writes_cpp
