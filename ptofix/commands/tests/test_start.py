"""What a short run imports is most of its time: nothing that it does not need."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

KERNEL = Path(__file__).parents[3] / "kernels/corpus/cpp/g_gu_loop.v0.45.insert-sync.cpp"
SLOW = {"tempfile", "random", "lark", "numpy", "importlib.metadata", "multiprocessing"}


@pytest.mark.parametrize("verb", [["run", "--pattern", "gu", "--diff"], ["check"]])
def test_a_warm_run_imports_nothing_slow(verb: list[str], tmp_path: Path) -> None:
    text = "import sys; from ptofix.commands.cli import main; main(); print(*sys.modules, file=sys.stderr)"
    command = [sys.executable, "-S", "-c", text, *verb, str(KERNEL)]
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    for _ in range(2):  # the first one fills the cache
        result = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert not SLOW.intersection(result.stderr.splitlines()[-1].split())


def test_options_of_other_verbs_are_not_made() -> None:
    from ptofix.commands.parser import parser

    verbs = next(action.choices for action in parser("run")._actions if isinstance(action.choices, dict))
    assert list(verbs) == ["run"]
    assert "check" in parser().format_help()
