"""What a command line is expected to do: colours, quiet, several files, arguments from files, Ctrl-C."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from ptofix.commands import cli, evidence, explain, many, progress, verify
from ptofix.commands.colour import paint, wanted
from ptofix.report.findings import written
from ptofix.report.tests.test_findings import RACE, report
from ptofix.testing.corpus import CPP
from ptofix.text.diagnostics import PtofixError
from ptofix.text.trees import input_files

GU = str(CPP / "g_gu_loop.v0.45.insert-sync.cpp")
CLEAN = str(CPP / "b_independent_pair.v0.45.insert-sync.cpp")
RACES = str(CPP / "o_subview_alias.v0.45.graph-sync-solver.cpp")
CODES = re.compile(r"\x1b\[[0-9;]*m")


# ---- colour ----


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("choice", "stream", "environment", "expected"),
    [
        ("auto", Terminal(), {}, True),
        ("auto", io.StringIO(), {}, False),
        ("auto", Terminal(), {"NO_COLOR": "1"}, False),
        ("auto", Terminal(), {"NO_COLOR": ""}, True),  # as no-color.org has it
        ("auto", Terminal(), {"TERM": "dumb"}, False),
        ("always", io.StringIO(), {"NO_COLOR": "1"}, True),
        ("never", Terminal(), {}, False),
    ],
)
def test_when_to_colour(choice: str, stream: io.StringIO, environment: dict[str, str], expected: bool) -> None:
    assert wanted(choice, stream, environment) is expected


def test_colours_add_nothing_else() -> None:
    plain = written("text", [report(RACE)])
    painted = paint(plain)
    assert CODES.sub("", painted) == plain
    assert "\x1b[1mtest.cpp:5:9:\x1b[0m \x1b[1;31merror:\x1b[0m missing under model strict " in painted
    assert "\n            \x1b[32m^\x1b[0m\n" in painted
    assert "\n\x1b[36mhelp:\x1b[0m put" in painted


def test_findings_in_colour_and_reports_without(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert cli.main(["check", "--color", "always", RACES]) == 1
    assert b"\x1b[1;31merror:" in capfdbinary.readouterr().out
    assert cli.main(["check", "--color", "always", "--format", "json", RACES]) == 1
    assert b"\x1b" not in capfdbinary.readouterr().out
    assert cli.main(["check", RACES]) == 1
    assert b"\x1b" not in capfdbinary.readouterr().out


def test_errors_in_colour_and_rewritten_text_without(capfd: pytest.CaptureFixture[str]) -> None:
    streams = sys.stdout, sys.stderr
    assert cli.main(["run", "--color", "always", GU]) == 0
    assert "\x1b" not in capfd.readouterr().out
    assert cli.main(["run", "--color", "always", "missing.cpp"]) == 2
    assert "\x1b[1mmissing.cpp:\x1b[0m \x1b[1;31merror:\x1b[0m No such file" in capfd.readouterr().err
    assert (sys.stdout, sys.stderr) == streams


# ---- more, and less ----


def test_run_quiet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(tmp_path / "out.cpp")
    assert cli.main(["run", "-q", GU, "-o", out]) == 0
    assert capsys.readouterr() == ("", "")
    assert cli.main(["run", "-q", "--check", GU, CLEAN]) == 1
    assert capsys.readouterr() == ("", "")
    assert cli.main(["verify", "-q", GU, out]) == 0
    assert capsys.readouterr() == ("", "")
    assert cli.main(["run", "-q", "missing.cpp"]) == 2
    assert "missing.cpp: error: No such file" in capsys.readouterr().err


def test_run_verbose(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["run", "-v", "--check", GU]) == 1
    said = capsys.readouterr().err
    assert "remark[passed]: #1 remove-barriers: gu: removed" in said
    assert any("remove-barriers: " in line and line.endswith(" ms") for line in said.splitlines())


def test_check_quiet_and_verbose(capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "-q", CLEAN, GU]) == 0
    assert capfd.readouterr() == ("", "")
    assert cli.main(["check", "-q", RACES]) == 1
    said = capfd.readouterr().out
    assert "error: missing: `TMULS` may read" in said
    assert "(model default)" not in said
    assert cli.main(["check", "--max-per-rule", "1", "-v", "--model", "ops", RACES]) == 1
    assert "--max-per-rule" not in capfd.readouterr().out


@pytest.mark.parametrize(
    ("total", "quiet", "stream", "shown"),
    [
        (3, False, Terminal(), "2/3 ["),
        (1, False, Terminal(), "at work for 00:0"),
        (3, True, Terminal(), ""),
        (3, False, io.StringIO(), ""),
    ],
)
def test_progress(total: int, quiet: bool, stream: io.StringIO, shown: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a piece takes long, and nothing after it."""
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(progress, "_QUIET_SECONDS", 0.01)
    monkeypatch.setattr(progress, "_SECONDS_A_PICTURE", 0.01)

    def slow(number: int) -> int:
        for _ in range(500 if number == total - 1 and shown else 0):
            if shown in stream.getvalue():
                break
            time.sleep(0.01)
        return number

    assert list(many.with_progress(map(slow, range(total)), total, quiet)) == list(range(total))
    assert shown in stream.getvalue() if shown else not stream.getvalue()
    assert not stream.getvalue().rpartition("\r")[2].strip()


def test_no_progress_where_all_is_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert list(many.with_progress(range(3), 3)) == [0, 1, 2]
    assert not terminal.getvalue()


LONG = [
    ["verify", GU, "{}"],
    ["verify", "--absolute", GU],
    ["run", GU, "-o", "{}"],
    ["run", "--certificate", "{}", "--check", GU],
    ["check", GU, "-o", "{}"],
    ["explain", f"{GU}:68", "--html", "{}"],
    ["compare", "--view", "findings", GU, GU],
    ["evidence", GU],
]


@pytest.mark.parametrize("arguments", LONG, ids=" ".join)
def test_long_commands_show_progress(arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that take long on a large file; what they print comes after it."""
    shown = []

    @contextmanager
    def seen(total: int = 1, quiet: bool = False) -> Iterator[Callable[[], None]]:
        shown.append((total, quiet))
        yield lambda: None

    for module in (many, verify, explain, evidence):
        monkeypatch.setattr(module, "progress", seen)
    other = tmp_path / "other.cpp"
    other.write_text(Path(GU).read_text())
    cli.main([argument.format(other) for argument in arguments])
    assert set(shown) == {(1, False)}


# ---- rules and patterns ----


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        ([], {"PF104", "PF202"}),
        (["--select", "PF1"], {"PF104"}),
        (["--select", "pf104"], {"PF104"}),
        (["--select", "read-before"], {"PF104"}),
        (["--ignore", "PF1"], {"PF202"}),
        (["--ignore", "PF1,PF2"], set()),
        (["--select", "PF104", "--ignore", "PF1"], {"PF104"}),
        (["--select", "PF1", "--ignore", "PF104"], set()),
        (["--select", "PF104,PF2", "--ignore", "PF2"], {"PF104"}),
    ],
)
def test_rules_by_prefix(options: list[str], codes: set[str], tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    status = cli.main(["check", "--format", "json", "-o", str(out), *options, RACES])
    found = {finding["code"] for finding in json.loads(out.read_text())["files"][0]["findings"]}
    assert found - {"PF305"} == codes
    assert status == int("PF104" in codes)


def test_no_such_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "--ignore", "PF8", RACES]) == 2
    assert "error: no rule is called `PF8` or begins with it" in capsys.readouterr().err


def test_the_cache_knows_the_rules(tmp_path: Path) -> None:
    cached = ["check", "--cache", str(tmp_path), "-o", str(tmp_path / "out"), RACES]
    assert [cli.main([*cached, *more]) for more in ([], ["--ignore", "PF1"], [])] == [1, 0, 1]


def test_what_is_not_analysed_is_never_clean(tmp_path: Path) -> None:
    text = written("json", [report("auto f = [&]() { };")])
    source = tmp_path / "t.cpp"
    source.write_text(report("auto f = [&]() { };").source.text)
    out = tmp_path / "out.json"
    assert not json.loads(text)["files"][0]["clean"]
    cli.main(["check", "--ignore", "PF5", "--format", "json", "-o", str(out), str(source)])
    [file] = json.loads(out.read_text())["files"]
    assert (file["findings"], file["clean"]) == ([], False)


@pytest.mark.parametrize(
    ("options", "labels"),
    [
        (["--pattern", "softmax-*"], {"softmax-exp-sum", "softmax-sum-add"}),
        (["--select", "all", "--ignore", "softmax-sum-add"], {"softmax-exp-sum", "gu", "final-div"}),
        (["--pattern", "all", "--ignore", "softmax-*,final-div"], {"gu"}),
        (["--pattern", "gu,proven", "--ignore", "proven"], {"gu"}),
        (["--pattern", "gu,proven", "--ignore", "gu"], {"PIPE_V"}),
        (["--ignore", "gu"], set()),
    ],
)
def test_patterns_by_prefix(options: list[str], labels: set[str], tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    kernel = str(CPP / "fa_q1024_s256_p3.v0.45.insert-sync.cpp")
    cli.main(["run", "--check", "--no-verify", "--report", str(out), *options, kernel])
    assert json.loads(out.read_text())["labels"].keys() == labels


@pytest.mark.parametrize("options", [["--pattern", "nothing-*"], ["--ignore", "g"], ["--pattern", "softmax"]])
def test_no_such_pattern(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["run", *options, GU]) == 2
    assert "error: unknown pattern" in capsys.readouterr().err


def test_a_pipeline_ignores_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["run", "--pass-pipeline", "remove-barriers", "--ignore", "gu", GU]) == 2
    assert "error: --pass-pipeline replaces --ignore" in capsys.readouterr().err


# ---- inputs ----


def test_globs(tmp_path: Path) -> None:
    for name in ("a/1.cpp", "a/b/2.cpp", "a/b/3.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "[x].cpp").touch()

    def found(pattern: str) -> list[str]:
        return [os.path.relpath(file.path, tmp_path) for file in input_files([str(tmp_path / pattern)])]

    assert found("a/*.cpp") == ["a/1.cpp"]
    assert found("**/*.cpp") == ["[x].cpp", "a/1.cpp", "a/b/2.cpp"]
    assert found("[x].cpp") == ["[x].cpp"]  # a file of that name
    with pytest.raises(PtofixError, match="no file matches"):
        found("a/*.pto")


def test_a_folder_that_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is not passed over: nobody would see that files are missing."""
    (tmp_path / "a.cpp").write_text(Path(CLEAN).read_text())
    (tmp_path / "locked").mkdir()
    scan = os.scandir

    def scandir(path: str) -> object:
        if os.path.basename(path) == "locked":
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", scandir)
    for command in (["check"], ["run", "--check"]):
        assert cli.main([*command, str(tmp_path)]) == 2
        assert capsys.readouterr().err == f"{tmp_path / 'locked'}: error: Permission denied\n"


@pytest.mark.parametrize(("command", "status"), [(["check"], 1), (["run", "--check", "--pattern", "proven"], 1)])
def test_standard_input_beside_files(command: list[str], status: int) -> None:
    """It is there for one process only."""
    done = subprocess.run(
        [sys.executable, "-m", "ptofix", *command, CLEAN, "-"],
        input=Path(RACES if command == ["check"] else GU).read_bytes(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == status
    assert b"<stdin>:" in done.stdout + done.stderr
    assert b"nothing to check" not in done.stderr


def test_standard_input_is_one_text(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["-", "-"], [GU, "-", "--certificate", "-"]):
        assert cli.main(["verify", *arguments]) == 2
        assert "error: standard input can be one of the files only" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["list", "rules"], ["check", RACES], ["explain", f"{GU}:68"], ["explain", "pf101"]]
)
def test_nobody_reads(arguments: list[str]) -> None:
    """As `| head` does: no message, and the code that a shell gives such a program."""
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "ptofix", *arguments]
    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, check=False)
    os.close(write)
    assert (done.returncode, done.stderr) == (141, b"")


def test_nobody_can_be_told() -> None:
    """The exit code says it all the same."""
    with open("/dev/full", "wb") as full:
        done = subprocess.run([sys.executable, "-m", "ptofix", "check", "missing.cpp"], stderr=full, check=False)
    assert done.returncode == 2


def test_a_file_without_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explain", GU]) == 2
    assert f"error: `{GU}` is a file: which line of it?\nhelp: `ptofix explain {GU}:LINE`" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("asked", "page"), [("pf101", "PF101 read-before"), ("tadd", "op TADD\n"), ("GU", "pattern gu,")]
)
def test_names_in_other_letters(asked: str, page: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explain", asked]) == 0
    assert capsys.readouterr().out.startswith(page)


@pytest.mark.parametrize("word", ["drain", "hidden scratch", "PIPE_ALL", "done", "kept", "verified"])
def test_words_of_summaries(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explain", word]) == 0
    assert f" {word}: " in capsys.readouterr().out


def test_the_beginning_of_a_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explain", "PF1"]) == 2
    assert "help: similar names: PF101, PF102," in capsys.readouterr().err


def test_a_byte_order_mark_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    marked = tmp_path / "k.cpp"
    marked.write_text(Path(GU).read_text(), encoding="utf-8-sig")
    assert cli.main(["run", "--check", str(marked)]) == 0
    assert "k.cpp:1:1: note: the file is not rewritten" in (said := capsys.readouterr().err)
    assert "a byte order mark before the text" in said


def test_arguments_from_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a kernel.cpp").write_text(Path(GU).read_text())
    (tmp_path / "args").write_text(f"# all of them\nrun --check\n'{tmp_path}/a kernel.cpp'  # quoted\n\n")
    assert cli.main([f"@{tmp_path}/args"]) == 1
    assert "a kernel.cpp: gu: 1 done" in capsys.readouterr().err
    for text, message in (("run 'a", "no closing quotation"), (None, "No such file")):
        if text is not None:
            (tmp_path / "bad").write_text(text)
        with pytest.raises(SystemExit) as caught:
            cli.main([f"@{tmp_path}/{'bad' if text else 'missing'}"])
        assert caught.value.code == 2
        assert message in capsys.readouterr().err


def test_totals_of_several_files(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["run", "--check", GU, CLEAN]) == 1
    assert capsys.readouterr().err.splitlines()[-1] == (
        "ptofix: 2 files: 1 to rewrite, 1 as they are; gu: 1 done, 0 kept"
    )
    assert cli.main(["run", "--check", GU]) == 1
    assert "ptofix: 1 files" not in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["run", GU, "-o", "{}/no/out.cpp"],
        ["run", "--check", GU, "--report", "{}/no/out.cpp"],
        ["check", RACES, "-o", "{}/no/out.cpp"],
        ["check", RACES, "-o", "{}"],
        ["verify", "{}/no/out.cpp", GU],
        ["explain", "{}/no/out.cpp:3"],
        ["compare", GU, CLEAN, "-o", "{}/no/out.cpp"],
    ],
)
def test_errors_name_the_path_that_was_asked_for(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main([argument.format(tmp_path) for argument in arguments]) == 2
    [line] = [line for line in capsys.readouterr().err.splitlines() if "error" in line]
    asked = next(a for a in arguments if "{}" in a).format(tmp_path)
    assert line.startswith(f"{asked.partition(':')[0]}: error: ")
    assert not list(tmp_path.iterdir())


# ---- Ctrl-C ----


def _opened(fifo: Path, process: subprocess.Popen[str]) -> int:
    """The end to write to, once somebody reads."""
    for _ in range(1200):
        with suppress(OSError):
            return os.open(fifo, os.O_WRONLY | os.O_NONBLOCK)
        time.sleep(0.05)
    process.kill()
    raise AssertionError(f"nobody reads: {process.communicate()}")


@pytest.mark.parametrize("files", [1, 3])
def test_interrupted(files: int, tmp_path: Path) -> None:
    """By a terminal: the signal goes to all processes, one of which waits for an input that never comes."""
    os.mkfifo(tmp_path / "a.cpp")
    text = Path(GU).read_text()
    for number in range(1, files):
        (tmp_path / f"b{number}.cpp").write_text(text)
    mode = ["-i"] if files > 1 else ["--check"]
    command = [sys.executable, "-m", "ptofix", "run", *mode, *map(str, sorted(tmp_path.iterdir()))]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        pipe = _opened(tmp_path / "a.cpp", process)
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=60)
        os.close(pipe)
    assert (process.returncode, said) == (130, "ptofix: interrupted\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.cpp", *(f"b{n}.cpp" for n in range(1, files))]
    assert all((tmp_path / f"b{number}.cpp").read_text() == text for number in range(1, files))


def test_no_traceback_of_a_thread(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    """The thread of a pool would print one about futures that were cancelled."""
    hook = threading.excepthook
    monkeypatch.setattr(threading, "excepthook", hook)  # as it was, afterwards
    done = many.on_each(abs, list(range(200)), 2)
    next(done)
    with pytest.raises(KeyboardInterrupt):
        done.throw(KeyboardInterrupt)  # type: ignore[attr-defined]
    assert threading.excepthook is not hook
    assert "Traceback" not in capfd.readouterr().err


def test_what_is_said_is_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is called verified of a file that could not be written."""
    assert cli.main(["run", GU, "-o", str(tmp_path / "no" / "out.cpp")]) == 2
    assert "verified" not in capsys.readouterr().err


def test_the_assembler_is_interrupted(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.pto")
    start = "import sys; from ptofix.commands.ptoas_wrapper import main; sys.exit(main())"
    command = [sys.executable, "-c", start, str(tmp_path / "a.pto"), "-o", str(tmp_path / "out")]
    environment = {**os.environ, "PTOFIX_PTOAS": "/bin/true"}
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, start_new_session=True, env=environment
    ) as process:
        pipe = _opened(tmp_path / "a.pto", process)
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=60)
        os.close(pipe)
    assert (process.returncode, said) == (130, "ptofix-ptoas: error: interrupted; nothing is written\n")
    assert not (tmp_path / "out").exists()
