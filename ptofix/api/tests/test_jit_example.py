"""docs/examples/jit.py with stand-ins for the assembler and the device compiler."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from ptofix.testing.corpus import CPP

EXAMPLE = Path(__file__).parents[3] / "docs" / "examples" / "jit.py"
ASSEMBLED = CPP / "h_final_div_pair.v0.45.insert-sync.cpp"

# Both write down that they ran; the assembler prints a text that was made before, the compiler keeps its source.
_ASSEMBLER = """\
#!{python} -IS
import shutil, sys
open({log!r}, "a").write("assembled\\n")
shutil.copyfile({made!r}, sys.argv[sys.argv.index("-o") + 1])
"""
_COMPILER = """\
#!{python} -IS
import shutil, sys
open({log!r}, "a").write("compiled\\n")
shutil.copyfile([word for word in sys.argv if word.endswith(".cpp")][0], sys.argv[sys.argv.index("-o") + 1])
"""


@pytest.fixture
def jit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    values = {"python": sys.executable, "log": str(tmp_path / "log"), "made": str(ASSEMBLED)}
    for name, script, variable in (("ptoas", _ASSEMBLER, "PTOAS"), ("bisheng", _COMPILER, "BISHENG")):
        (tmp_path / name).write_text(script.format(**values))
        (tmp_path / name).chmod(0o755)
        monkeypatch.setenv(variable, str(tmp_path / name))
    monkeypatch.delenv("PTO_LIB_PATH", raising=False)
    (tmp_path / "k.pto").write_text("module {}\n")
    specification = importlib.util.spec_from_file_location("jit", EXAMPLE)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def ran(folder: Path) -> list[str]:
    return (folder / "log").read_text().split()


def test_a_kernel_is_compiled_once(jit: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kernel, cache = tmp_path / "k.pto", tmp_path / "cache"
    options = {**jit.OPTIONS, "evidence": "extrapolated"}
    first = jit.compiled(kernel, cache, options)
    assert first.read_text().count("pipe_barrier(PIPE_V);") == ASSEMBLED.read_text().count("pipe_barrier(PIPE_V);") - 2
    assert "k.pto: rests on hw.read-before-write, hw.repeat-distance" in capsys.readouterr().err
    assert jit.compiled(kernel, cache, options) == first
    assert ran(tmp_path) == ["assembled", "compiled", "assembled"]
    assert [path.name for path in cache.iterdir()] == [first.name]


def test_whatever_decides_the_result_is_in_the_key(jit: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    text = ASSEMBLED.read_text()
    keys = [jit.cache_key(text, jit.OPTIONS), jit.cache_key(text + "\n", jit.OPTIONS), jit.cache_key(text, {})]
    monkeypatch.setattr(jit, "COMPILE", ("bisheng", "-O3"))
    keys.append(jit.cache_key(text, jit.OPTIONS))
    monkeypatch.setattr("ptofix.__version__", "another")
    keys.append(jit.cache_key(text, jit.OPTIONS))
    assert len(set(keys)) == len(keys)


def test_what_does_not_compile_is_not_kept(jit: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jit, "COMPILE", (sys.executable, "-IS", "-c", "raise SystemExit(1)"))
    with pytest.raises(jit.subprocess.CalledProcessError):
        jit.compiled(tmp_path / "k.pto", tmp_path / "cache")
    assert list((tmp_path / "cache").iterdir()) == []
