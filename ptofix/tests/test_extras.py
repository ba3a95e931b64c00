"""What an optional package is for says which extra has it, where the package is missing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ptofix.text.toml import parse_toml
from results import to_json

ROOT = Path(__file__).parents[2]
KERNEL = "kernels/corpus/cpp/g_gu_loop.v0.45.insert-sync.cpp"

MISSING: dict[str, tuple[str, list[str]]] = {
    "solver": ("highspy", ["-m", "ptofix", "fix", "--all", "--solver", "highs", KERNEL]),
    "plot": ("matplotlib", ["kernels/flash_attention/run.py", "--from", "{results}", "--plot", "{plot}"]),
    "browser": ("selenium", ["-m", "pytest", "-q", "-p", "ptofix.report.tests.browser", "--collect-only", "docs"]),
    "docs": ("mkdocs", [".ci/reference_pages.py"]),
    "mlir": ("mlir", ["-m", "pytest", "-q", "ptofix/mlir/tests/oracle_mlir.py"]),
}
"""By extra: what is blocked, and what needs it."""

BLOCK = """\
import sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {blocked!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Blocked())
"""


def _run(blocked: set[str], arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """A Python of its own, which does not find some packages."""
    (folder / "sitecustomize.py").write_text(BLOCK.format(blocked=blocked))
    paths = os.pathsep.join([str(folder), str(ROOT)])
    environment = {**os.environ, "PYTHONPATH": paths, "XDG_CACHE_HOME": str(folder)}
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True)


def test_every_extra_is_here() -> None:
    extras = parse_toml((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    assert set(extras) == {*MISSING, "test"}


@pytest.mark.parametrize("extra", MISSING)
def test_a_missing_package_names_its_extra(extra: str, tmp_path: Path) -> None:
    package, arguments = MISSING[extra]
    results = tmp_path / "results.json"
    results.write_text(to_json([], 24, 0))
    given = [one.format(results=results, plot=tmp_path / "x.png") for one in arguments]
    result = _run({package}, given, tmp_path)
    said = result.stdout + result.stderr
    assert result.returncode != 0
    assert f"pip install 'ptofix[{extra}]'" in said
    assert "Traceback" not in said


def test_only_the_machine_needs_numpy(tmp_path: Path) -> None:
    blocked = {"numpy", "ml_dtypes"}
    for arguments in (
        ["check", KERNEL],
        ["run", "--pattern", "gu", "--diff", KERNEL],
        ["cost", KERNEL],
        ["simulate", "-h"],
    ):
        result = _run(blocked, ["-m", "ptofix", *arguments], tmp_path)
        assert "numpy" not in result.stderr + result.stdout.replace("on numpy", ""), arguments
