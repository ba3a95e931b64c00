"""`ptofix check` on trees: the same on any number of processes and from the cache, and when the cache may answer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ptofix.commands import check as checking
from ptofix.commands.cli import main
from ptofix.commands.result_cache import ResultCache, digest_of, result_cache, sources_digest
from ptofix.evidence.grade import DEFAULT_GRADE, GRADES
from ptofix.tests.build import kernel
from ptofix.text.diagnostics import PtofixError
from ptofix.text.source import SourceFile
from ptofix.text.trees import InputFile, input_files

RACE = kernel("GlobalTensor<float> g; TLOAD(a, g);\nTADD(c, a, b);").text
UNKNOWN = kernel("TADD(c, a, b);\nmy_helper(c);").text
HOST = "int main() { return 0; }\n"


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for number in range(6):
        path = Path("tree", "abc"[number % 3], f"{number}.cpp")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(RACE if number % 2 else UNKNOWN, encoding="utf-8")
    Path("tree/host.cpp").write_text(HOST, encoding="utf-8")
    Path("tree/.git").mkdir()
    Path("tree/.git/old.cpp").write_text("}", encoding="utf-8")
    return tmp_path / "tree"


def printed(capfdbinary: pytest.CaptureFixture[bytes], *arguments: str) -> tuple[int, bytes]:
    code = main(["check", *arguments])
    return code, capfdbinary.readouterr().out


@pytest.mark.parametrize("form", ["text", "json"])
def test_processes_and_cache_change_nothing(
    tree: Path, form: str, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    del tree
    alone = printed(capfdbinary, "tree", "--format", form, "--jobs", "1")
    assert alone[0] == 1
    assert b"host.cpp" in alone[1]
    assert b"old.cpp" not in alone[1]
    assert printed(capfdbinary, "tree", "--format", form, "--jobs", "2", "--cache", "kept") == alone
    monkeypatch.setattr(checking, "check", None)  # nothing is checked again
    assert printed(capfdbinary, "tree", "--format", form, "--cache", "kept") == alone


@pytest.mark.parametrize("files", [("tree",), ("tree/a/0.cpp",)], ids=["tree", "file"])
def test_a_page_is_kept_too(
    tree: Path, files: tuple[str, ...], capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    del tree
    made = []
    for options in (("--jobs", "1"), ("--jobs", "2", "--cache", "kept"), ("--cache", "kept")):
        printed(capfdbinary, *files, "--html", "page.html", *options)
        made.append(Path("page.html").read_text(encoding="utf-8"))
        if "--jobs" in options and "--cache" in options:
            monkeypatch.setattr(checking, "check", None)  # nothing is checked again
            monkeypatch.setattr(checking, "check_subject", None)
    assert made[0] == made[1] == made[2]
    assert ('id="map"' in made[0]) is (files != ("tree",))


@pytest.mark.parametrize("text", [RACE, HOST], ids=["kernel", "host"])
def test_the_page_of_a_folder_is_one_of_totals(tree: Path, text: str) -> None:
    """Even if a single file is in it, and that is no kernel."""
    del tree
    Path("one").mkdir()
    Path("one/k.cpp").write_text(text, encoding="utf-8")
    main(["check", "one", "--html", "page.html"])
    page = Path("page.html").read_text(encoding="utf-8")
    assert ("1 file checked" if text is RACE else "1 without a kernel: one/k.cpp") in page
    assert 'id="map"' not in page


def test_a_picture_has_the_findings_that_are_reported(tree: Path) -> None:
    """Those at the levels of the configuration, without what the baseline knows."""
    del tree
    Path("k.cpp").write_text(RACE, encoding="utf-8")

    def missing(*options: str) -> int:
        main(["check", "k.cpp", "--html", "page.html", *options])
        return Path("page.html").read_text(encoding="utf-8").count('data-status="missing"')

    assert missing() == 1
    assert missing("--write-baseline", "known.json") == 0
    assert missing("--baseline", "known.json") == 0
    assert missing("--ignore", "PF104") == 0
    Path("ptofix.toml").write_text('[severity]\nPF104 = "note"\n', encoding="utf-8")
    assert missing() == 0
    assert missing("--config", "/dev/null") == 1


def test_any_option_or_source_is_part_of_the_key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    source = SourceFile("k.cpp", RACE)
    cache = result_cache(str(tmp_path), ["a", "b"])
    cache.keep(source, {"found": 1})
    assert cache.find(source) == {"found": 1}
    assert cache.find(SourceFile("k.cpp", RACE + " ")) is None
    assert cache.find(SourceFile("l.cpp", RACE)) is None
    assert result_cache(str(tmp_path), ["ab"]).find(source) is None
    assert result_cache(str(tmp_path), ["a", "c"]).find(source) is None
    monkeypatch.setattr("ptofix.commands.result_cache.sources_digest", lambda: "changed")
    assert result_cache(str(tmp_path), ["a", "b"]).find(source) is None


@pytest.mark.parametrize(
    "options",
    [
        ("--model", "ops"),
        ("--model", "strict"),
        ("--no-assume", "hw.repeat-distance"),
        ("--no-assume", "callers.idle"),
        ("--evidence", next(name for name, grade in GRADES.items() if grade is not DEFAULT_GRADE)),
        ("--arch", "a3"),
        ("--arch", "a5"),
        ("--format", "json"),
        ("--max-per-rule", "1"),
        ("--html", "page.html"),
    ],
)
def test_an_option_that_changes_results_misses(
    tree: Path, options: tuple[str, ...], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    del tree
    printed(capfdbinary, "tree/a", "--cache", "kept")
    before = len(list(Path("kept").rglob("*.json")))
    printed(capfdbinary, "tree/a", "--cache", "kept", *options)
    assert len(list(Path("kept").rglob("*.json"))) == 2 * before


def test_a_source_that_changes_changes_the_digest(tmp_path: Path) -> None:
    package = tmp_path / "package"
    (package / "tests").mkdir(parents=True)
    (package / "ops.toml").write_text("a = 1")
    before = digest_of(package)
    (package / "tests" / "test_it.py").write_text("")
    assert digest_of(package) == before
    (package / "ops.toml").write_text("a = 2")
    changed = digest_of(package)
    assert changed != before
    (package / "more.py").write_text("")
    assert digest_of(package) not in (before, changed)
    assert sources_digest()


def test_a_damaged_result_is_none(tmp_path: Path) -> None:
    cache = ResultCache(str(tmp_path), b"basis")
    source = SourceFile("k.cpp", RACE)
    cache.keep(source, {"found": 1})
    [path] = tmp_path.rglob("*.json")
    path.write_bytes(path.read_bytes().replace(b"1", b"2"))
    assert cache.find(source) is None


def test_named_files_without_a_kernel_are_an_error(tree: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "tree/a", "tree/host.cpp", "--cache", "kept"]) == 2
    assert "host.cpp: error: nothing to check" in capfd.readouterr().err
    assert main(["check", str(tree), "--cache", "kept"]) == 1
    assert main(["check", "tree/host.cpp", "--cache", "kept"]) == 2


def test_a_file_of_a_tree_that_cannot_be_read_is_an_error(tree: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tree / "a" / "broken.cpp").write_text("}")
    assert main(["check", "tree"]) == 2
    out, err = capfd.readouterr()
    assert "broken.cpp:1:1: error:" in err
    assert "7 files" not in out
    assert "1 could not be checked; 1 without a kernel: tree/host.cpp" in out


def test_input_files(tree: Path) -> None:
    found = [file.path for file in input_files(["tree"])]
    assert found == [
        "tree/host.cpp",
        *(f"tree/{f}/{n}.cpp" for f, ns in (("a", "03"), ("b", "14"), ("c", "25")) for n in ns),
    ]
    assert input_files(["tree/a", "tree/a/3.cpp"]) == [InputFile("tree/a/0.cpp", False), InputFile("tree/a/3.cpp")]
    assert len(input_files(["tree", "tree/a"])) == 7
    for wrong in (["tree", "tree"], ["tree/a/0.cpp", "tree/a/0.cpp"], ["tree/.git/none"]):
        (tree / ".git" / "none").mkdir(exist_ok=True)
        with pytest.raises(PtofixError):
            input_files(wrong)


def test_findings_are_capped_and_counted(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "k.cpp"
    path.write_text(kernel("TADD(c, a, b);\n" + "TMUL(d, c, a);\n" * 4).text, encoding="utf-8")
    main(["check", "--model", "ops", "--max-per-rule", "0", str(path)])
    everything = capfd.readouterr().out
    main(["check", "--model", "ops", "--max-per-rule", "1", str(path)])
    some = capfd.readouterr().out
    assert everything.count("[PF101]") > some.count("[PF101]") == 1
    assert everything.splitlines()[-1] == some.splitlines()[-1]  # the summary
    assert f"PF101: {everything.count('[PF101]') - 1} more error in `" in some


@pytest.mark.parametrize("command", ["check", "run"])
def test_one_file_needs_no_processes(tree: Path, command: str) -> None:
    code = (
        "import sys; from ptofix.commands.cli import main; "
        f"main([{command!r}, {str(tree / 'a' / '3.cpp')!r}]); "
        "assert not {'multiprocessing', 'concurrent', 'tqdm'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
