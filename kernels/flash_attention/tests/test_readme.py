"""Every command of the README that needs no missing tool works on a machine without assembler and device compiler."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from stand_ins import Machine

FOLDER = Path(__file__).parents[1]
REPOSITORY = FOLDER.parents[1]


def test_the_commands(tmp_path: Path) -> None:
    copy = tmp_path / FOLDER.relative_to(REPOSITORY)
    shutil.copytree(FOLDER, copy, ignore=shutil.ignore_patterns("build", "__pycache__", "tests"))
    blocks = re.findall(r"^```console\n(.*?)^```", (FOLDER / "README.md").read_text(encoding="utf-8"), re.S | re.M)
    assert len(blocks) == 2
    # No assembler, whatever this machine has.
    environment = {**Machine(tmp_path).environment, "PTOFIX_PTOAS": str(tmp_path / "none")}
    done = subprocess.run(
        ["bash", "-exc", "".join(blocks)],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "gu: 40 done, 0 kept" in done.stderr
    assert "compile.sh: stopped: this machine lacks the PTO assembler" in done.stderr
    assert "case8: " in done.stdout
    assert (copy / "build" / "fa_q1024_s256_p3_k1.pto").exists()
    golden = copy / "golden" / "fa_q1024_s256_p4_k1.v0.45.pto"
    assert (tmp_path / "out" / "fa.pto").read_text() == golden.read_text()
