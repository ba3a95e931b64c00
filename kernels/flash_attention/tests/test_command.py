"""The command line of builder.py."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import builder
from golden import GOLDEN

CONTRACT = "--q-rows 1024 --s1-tile 256 --qk-preload 4 --kv-split 1 --target-ptoas 0.45 -o"


def test_as_a_script(tmp_path: Path) -> None:
    command = [sys.executable, builder.__file__, *CONTRACT.split(), str(tmp_path / "fa.pto")]
    subprocess.run(command, check=True, cwd=tmp_path)
    golden = GOLDEN / "fa_q1024_s256_p4_k1.v0.45.pto"
    assert (tmp_path / "fa.pto").read_bytes() == golden.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("--q-rows 100", "q_rows is 100; it must be a positive multiple of 128, the rows of a Q block"),
        ("--s1-tile 1024", "s1_tile is 1024; it must be one of 256, 512"),
        ("--qk-preload 5", "qk_preload is 5; it must be one of 3, 4, 7"),
        ("--kv-split 8", "kv_split is 8; it must be one of 1, 2, 4"),
        ("--kv-split 2 --check-s1 1024", "S1 is 1024; s1_tile * kv_split * qk_preload are 2048"),
        ("--target-ptoas 0.1", "assembler version 0.1 is not supported"),
        ("--target-ptoas new", "`new` is no assembler version"),
    ],
)
def test_what_is_refused(arguments: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "fa.pto"
    out.write_text("as before")
    assert builder.main([*arguments.split(), "-o", str(out)]) == 2
    assert capsys.readouterr().err.startswith(f"builder.py: error: {message}")
    assert out.read_text() == "as before"


def test_a_place_that_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "missing" / "fa.pto"
    assert builder.main(["--target-ptoas", "0.45", "-o", str(out)]) == 2
    assert capsys.readouterr().err.startswith("builder.py: error: ")
    assert not out.parent.exists()


def test_the_version_decides_how_pointers_are_spelled(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert builder.main(["--target-ptoas", "0.37"]) == 0
    assert b"%q: !pto.ptr<f16>," in capfdbinary.readouterr().out
    assert builder.main(["--target-ptoas", "0.45", "--form", "generic"]) == 0
    assert b'"pto.tmatmul"' in capfdbinary.readouterr().out
