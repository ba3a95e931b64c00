"""What a short run imports is most of its time: nothing that it does not need."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

KERNEL = Path(__file__).parents[3] / "kernels/corpus/cpp/g_gu_loop.v0.45.insert-sync.cpp"
SLOW = {
    *("tempfile", "random", "lark", "numpy", "xdsl", "importlib.metadata", "multiprocessing"),
    *("shutil", "typing_extensions"),
}
FOR_RUN = ["run", "--pattern", "gu", "--diff", str(KERNEL)]


@pytest.mark.parametrize(
    ("arguments", "slow"),
    [
        (FOR_RUN, {*SLOW, "ptofix.rules.tensors", "ptofix.placement.sequences"}),
        (["check", str(KERNEL)], SLOW),
        (["--help"], {*SLOW, "dataclasses", "inspect", "json", "hashlib"}),
    ],
)
def test_a_warm_run_imports_nothing_slow(arguments: list[str], slow: set[str], tmp_path: Path) -> None:
    text = (
        "import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr)); "
        "from ptofix.commands.cli import main; main()"
    )
    command = [sys.executable, "-S", "-c", text, *arguments]
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    for _ in range(2):  # the first one fills the cache
        result = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert not slow.intersection(result.stderr.splitlines()[-1].split())


def test_options_of_other_verbs_are_not_made() -> None:
    from ptofix.commands.parser import parser

    verbs = next(action.choices for action in parser("run")._actions if isinstance(action.choices, dict))
    assert list(verbs) == ["run"]
    assert "check" in parser().format_help()


@pytest.mark.parametrize("columns", [None, "", "0", "-5", "60", "wide", "200"])
def test_help_is_as_wide_as_the_terminal(columns: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    from ptofix.commands.parser import terminal_columns

    if columns is None:
        monkeypatch.delenv("COLUMNS", raising=False)
    else:
        monkeypatch.setenv("COLUMNS", columns)
    assert terminal_columns() == shutil.get_terminal_size().columns
