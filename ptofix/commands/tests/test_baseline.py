"""`ptofix check --write-baseline` and `--baseline`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ptofix.commands import cli
from ptofix.testing.corpus import CPP

OLD = (CPP / "h_final_div_pair.v0.37dev.insert-sync.cpp").read_text().replace("TROWEXPANDDIV", "TROWEXPANDMUL")
NEW = (CPP / "h_final_div_pair.v0.45.insert-sync.cpp").read_text().replace("TROWEXPANDDIV", "TROWEXPANDMUL")
# One barrier less: another error.
WORSE = NEW.replace("pipe_barrier(PIPE_V);", "", 1)


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("src").mkdir()
    for name in ("a.cpp", "b.cpp"):
        Path("src", name).write_text(OLD)
    return tmp_path


def test_what_is_known_is_no_error_again(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "src"]) == 1
    capsys.readouterr()
    assert cli.main(["check", "src", "--write-baseline", "known.json"]) == 0
    told = capsys.readouterr()
    assert told.err == "ptofix: known.json: 6 findings written\n"
    assert told.out.endswith("2 files checked: nothing found; 6 known (baseline)\nverdict: in order, but for 6 known\n")
    # The assembler's next version.
    for file in (tree / "src").iterdir():
        file.write_text(NEW)
    assert cli.main(["check", "src", "--baseline", "known.json"]) == 0
    out = capsys.readouterr().out
    assert "PF110" not in out
    assert "src/a.cpp: nothing found (model default); 3 known (baseline);" in out
    (tree / "src" / "b.cpp").write_text(WORSE)
    assert cli.main(["check", "src", "--baseline", "known.json", "--format", "json"]) == 1
    a, b = json.loads(capsys.readouterr().out)["files"]
    assert (a["findings"], a["clean"]) == ([], False)
    assert {one["code"] for one in b["findings"] if one["severity"] == "error"} == {"PF101", "PF110"}
    assert {"code": "PF110", "error": 1} in b["known"]


@pytest.mark.usefixtures("tree")
def test_it_is_about_files_and_may_move_with_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "src/a.cpp", "--write-baseline", "src/known.json"]) == 0
    assert cli.main(["check", "src/a.cpp", "--baseline", "src/known.json"]) == 0
    assert cli.main(["check", "src/b.cpp", "--baseline", "src/known.json"]) == 1
    Path("src").rename("other")
    assert cli.main(["check", "other/a.cpp", "--baseline", "other/known.json"]) == 0
    assert '"a.cpp"' in Path("other/known.json").read_text()
    capsys.readouterr()


@pytest.mark.usefixtures("tree")
def test_a_cache_knows_the_baseline() -> None:
    assert cli.main(["check", "--cache", "cache", "src"]) == 1
    assert cli.main(["check", "--cache", "cache", "src", "--write-baseline", "known.json"]) == 0
    assert cli.main(["check", "--cache", "cache", "src", "--baseline", "known.json"]) == 0
    assert cli.main(["check", "--cache", "cache", "src", "--baseline", "known.json"]) == 0
    assert cli.main(["check", "--cache", "cache", "src"]) == 1


def test_nothing_is_written_where_a_file_cannot_be_checked(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tree / "src" / "b.cpp").write_text("void f() {")
    assert cli.main(["check", "src", "--write-baseline", "known.json"]) == 2
    assert not (tree / "known.json").exists()
    (tree / "known.json").write_text('{"version": 1,\n "files": 3}')
    assert cli.main(["check", "src/a.cpp", "--baseline", "known.json"]) == 2
    assert "known.json:1:1: error: not a baseline" in capsys.readouterr().err
