"""What somebody else puts into a cache, or leaves of it, changes nothing that ptofix says or writes."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ptofix.commands.cli import main
from ptofix.tests.build import kernel
from ptofix.text import cache

RACE = kernel("TADD(a, b, c); TSTORE(gm, a);").text
CLEAN = kernel("TADD(a, b, c); pipe_barrier(PIPE_V); TMUL(d, e, f);").text


def _edited(text: bytes) -> bytes:
    """The content as an attacker likes it: no finding, another text to write, other rows and statements."""
    value = json.loads(text)

    def changed(part: object) -> object:
        if isinstance(part, dict):
            return {key: changed(one) for key, one in part.items() if key != "op"}
        if isinstance(part, list):
            return [changed(one) for one in part[1:]]
        return {str: "TADD", int: 0, bool: False}.get(type(part))

    return json.dumps(changed(value)).encode()


def _signed(code: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    return lambda whole: code(text := _edited(whole.partition(b"\n")[2])) + b"\n" + text


POISONS: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut off": lambda whole: whole[: len(whole) // 2],
    "without its end": lambda whole: whole[:-1],
    "no JSON": lambda whole: whole.partition(b"\n")[0] + b"\n{",
    "deep": lambda whole: whole.partition(b"\n")[0] + b"\n" + b"[" * 200_000,
    "binary": lambda _: bytes(range(256)) * 8,
    "the old code": lambda whole: whole.partition(b"\n")[0] + b"\n" + _edited(whole.partition(b"\n")[2]),
    "a digest": _signed(lambda text: hashlib.sha256(text).hexdigest().encode()),
    "no code": _signed(lambda _: b""),
    "null": lambda whole: whole.partition(b"\n")[0] + b"\nnull",
    "shape": lambda whole: whole.partition(b"\n")[0] + b'\n{"a": 1}',
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The user's own cache: what is in it takes longer to make than a test."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(autouse=True)
def _tree(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(home))
    monkeypatch.delenv(cache.SECRET_VARIABLE, raising=False)
    Path("tree").mkdir()
    Path("tree/race.cpp").write_text(RACE, encoding="utf-8")
    Path("tree/clean.cpp").write_text(CLEAN, encoding="utf-8")


def _said(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main([*arguments, "--cache", "kept"])
    return (code, *capfd.readouterr())


COMMANDS = [
    ["check", "tree"],
    ["check", "tree", "--format", "json"],
    ["run", "--pattern", "proven", "tree/clean.cpp"],
    ["run", "--check", "--pattern", "proven", "tree"],
]


@pytest.mark.parametrize("poison", POISONS)
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_results(command: list[str], poison: str, capfd: pytest.CaptureFixture[str]) -> None:
    right = _said(capfd, *command)
    entries = list(Path("kept").rglob("*.json"))
    assert entries
    for path in entries:
        path.write_bytes(POISONS[poison](path.read_bytes()))
    assert _said(capfd, *command) == right
    assert _said(capfd, *command) == right  # and what was put in its place is right


def test_results_that_change_places(capfd: pytest.CaptureFixture[str]) -> None:
    """The entry of the clean file, well made as it is, under the key of the one with a race."""
    right = _said(capfd, "check", "tree")
    entries = list(Path("kept").rglob("*.json"))
    texts = [path.read_bytes() for path in entries]
    assert len(set(texts)) == len(texts) > 1
    for path, text in zip(entries, reversed(texts)):
        path.write_bytes(text)
    assert _said(capfd, "check", "tree") == right


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to("/dev/zero")])
def test_results_that_are_no_files(make: Callable[[Path], None], capfd: pytest.CaptureFixture[str]) -> None:
    right = _said(capfd, "check", "tree")
    for path in list(Path("kept").rglob("*.json")):
        path.unlink()
        make(path)
    assert _said(capfd, "check", "tree") == right


def test_a_folder_that_is_a_file(capfd: pytest.CaptureFixture[str]) -> None:
    Path("kept").write_text("not a folder")
    assert _said(capfd, "check", "tree")[0] == 1


def test_tables_and_statements(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a process that finds nothing in memory: op table, assumptions, headers, words of the language, shapes.

    Entries of all kinds are read by one function, of which test_results tries every poison: one is enough here."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(Path("home").resolve()))
    command = [sys.executable, "-m", "ptofix", "check", "tree"]

    def said() -> tuple[int, str, str]:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout, done.stderr

    right = said()
    entries = list(Path("home").rglob("*.json"))
    kinds = {path.name.split("-")[0] for path in entries}
    assert kinds >= {"isa", "header_versions", "fingerprints", "language", "shapes"}
    for path in entries:
        path.write_bytes(POISONS["a digest"](path.read_bytes()))
    assert said() == right
