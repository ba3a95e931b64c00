"""Names and texts that somebody else has chosen: nothing is written elsewhere, and nothing works on a terminal."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from pathlib import Path

import pytest

from ptofix.commands import cli
from ptofix.commands.colour import visible
from ptofix.tests.build import kernel
from ptofix.text.diagnostics import PtofixError
from ptofix.text.trees import input_files

PIPES = Path(__file__).parents[3] / "kernels/corpus/ir/custom/k_legacy_local_slot_pipe.mlir"
BARRIER = "pipe_barrier(PIPE_V);"
TEXT = kernel(f"TADD(a, b, c); {BARRIER} TMUL(d, e, f);").text
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


# ---- links ----


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """`in` with a file and links to it, to a file in `out`, to nothing, and to that folder."""
    (tmp_path / "in" / "sub").mkdir(parents=True)
    (tmp_path / "out").mkdir()
    for name in ("in/a.cpp", "out/o.cpp", "out/k.pto"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    (tmp_path / "in/sub/inside.cpp").symlink_to("../a.cpp")
    (tmp_path / "in/outside.cpp").symlink_to("../out/o.cpp")
    (tmp_path / "in/absolute.cpp").symlink_to(tmp_path / "out/o.cpp")
    (tmp_path / "in/folder").symlink_to("../out")
    (tmp_path / "in/sibling.cpp").symlink_to(tmp_path / "inner.cpp")  # a name that begins as the folder's
    (tmp_path / "inner.cpp").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_a_folder_does_not_lead_out_of_itself(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert [Path(file.path).relative_to(tree).as_posix() for file in input_files([str(tree / "in")])] == ["in/a.cpp"]
    warned = capsys.readouterr().err.splitlines()
    assert {line.split(": warning: left out: a link that leads out of `")[0] for line in warned} == {
        str(tree / "in" / name) for name in ("outside.cpp", "absolute.cpp", "sibling.cpp")
    }


def test_nothing_is_written_through_a_link_that_leads_out(tree: Path) -> None:
    assert cli.main(["run", "-i", "--pattern", "proven", str(tree / "in")]) == 0
    assert not any(line.strip().startswith(BARRIER) for line in (tree / "in/a.cpp").read_text().splitlines())
    assert (tree / "out/o.cpp").read_text() == (tree / "inner.cpp").read_text() == TEXT
    assert (tree / "in/outside.cpp").is_symlink()


def test_a_link_that_is_named_is_meant(tree: Path) -> None:
    assert [file.path for file in input_files([str(tree / "in/outside.cpp")])] == [str(tree / "in/outside.cpp")]
    (tree / "alias").symlink_to("in")
    assert [Path(file.path).name for file in input_files([str(tree / "alias")])] == ["a.cpp"]


def test_a_folder_of_nothing_but_such_links(tree: Path) -> None:
    (tree / "empty").mkdir()
    (tree / "empty/o.cpp").symlink_to("../out/o.cpp")
    with pytest.raises(PtofixError, match="no C\\+\\+ or PTO IR file in the folder"):
        input_files([str(tree / "empty")])


def test_a_side_file_that_is_a_link(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "k.pto").write_text(PIPES.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "kept.json").write_text("kept")
    (tmp_path / "n.pto.ptofix.json").symlink_to("kept.json")
    arguments = ["run", "--target-ptoas", "0.45", str(tmp_path / "k.pto"), "-o", str(tmp_path / "n.pto")]
    assert cli.main(arguments) == 2
    assert "n.pto.ptofix.json` is a link: nothing is written through it" in capsys.readouterr().err
    assert (tmp_path / "kept.json").read_text() == "kept"
    assert not (tmp_path / "n.pto").exists()
    (tmp_path / "n.pto.ptofix.json").unlink()
    assert cli.main(arguments) == 0
    assert (tmp_path / "n.pto.ptofix.json").is_file()


# ---- arrays ----


@pytest.mark.parametrize("name", ["../leak", "a/b", "..", "", ".hidden", "-o", "a\\u0000b", "a\\nb"])
def test_arrays_are_written_into_the_folder(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from ptofix.api import simulating

    text = kernel("TADD(a, b, c);").text
    (tmp_path / "k.cpp").write_text(text, encoding="utf-8")
    (tmp_path / "k.toml").write_text("", encoding="utf-8")

    def with_another(*given: object) -> object:
        del given
        import numpy as np

        return {}, {name.encode().decode("unicode_escape"): np.zeros(1)}, {}

    monkeypatch.setattr(simulating, "_case", with_another)
    out = tmp_path / "deep" / "out"
    status = cli.main(["simulate", str(tmp_path / "k.cpp"), "--arguments", str(tmp_path / "k.toml"), "--out", str(out)])
    assert status == 2
    assert "cannot be a file in" in capsys.readouterr().err
    assert not out.exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["k.cpp", "k.toml"]


# ---- control characters ----


@pytest.mark.parametrize("character", ["\x1b", "\x07", "\x08", "\x9b", "\u202e", "\x7f", "\x00"])
def test_texts_do_not_control_a_terminal(character: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """In a comment, in a literal, in a name, where a message shows the line, whatever the colours."""
    for number, body in enumerate(
        (f"TADD(c, a, b); // {character}[2J", f'x = "{character}[2J";', f"T{character}DD(c);")
    ):
        path = tmp_path / f"{number}.cpp"
        path.write_text(kernel(f"TADD(a, b, c); {body}\n TMUL(d, a, f);").text, encoding="utf-8")
        for verb in (["check"], ["run", "--check", "-v"], ["pipes"], ["verify", "--absolute"]):
            for colour in ("never", "always"):
                cli.main([*verb, str(path), "--color", colour])
                captured = capfd.readouterr()
                for said in (captured.out, captured.err):
                    plain = re.sub(r"\x1b\[[0-9;]*m", "", said) if colour == "always" else said
                    assert not CONTROL.search(plain), (verb, body)


def test_names_do_not_control_a_terminal(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "\x1b]0;title\x07.cpp"
    path.write_text(TEXT, encoding="utf-8")
    for verb in ("check", "run", "verify", "explain", "pipes", "headers", "cost", "config", "no-such-verb\x1b[2J"):
        for name in (str(path), f"{path}.none", str(tmp_path / "\x9b2J")):
            with suppress(SystemExit):
                cli.main([verb, name])
            captured = capfd.readouterr()
            assert not CONTROL.search(captured.err), verb
            assert not CONTROL.search(captured.out), verb


@pytest.mark.parametrize("name", ["a\nk.cpp: error: fine.cpp", "a\rk.cpp"])
def test_a_name_with_a_line_break(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / name).write_text(TEXT, encoding="utf-8")
    for named in (tmp_path, tmp_path / name):
        assert cli.main(["check", str(named)]) == 2
        assert "a file name with a line break" in capsys.readouterr().err


def test_a_file_that_is_named_twice() -> None:
    with pytest.raises(PtofixError, match="a file is named twice"):
        input_files(["a.cpp", "a.cpp"])


def test_rewritten_text_is_left_alone(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    path = tmp_path / "k.cpp"
    path.write_bytes(TEXT.replace(BARRIER, f"{BARRIER} // \u202e caf\u00e9").encode() + b"// \xff\n")
    assert cli.main(["run", "--pattern", "proven", str(path)]) == 0
    assert "// \u202e caf\u00e9".encode() in (out := capfdbinary.readouterr().out)
    assert out.endswith(b"// \xff\n")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain\ttext\n", "plain\ttext\n"),
        ("caf\u00e9 \u2192", "caf\u00e9 \u2192"),
        ("\x1b[2J", "\\x1b[2J"),
        ("a\rb", "a\\x0db"),
        ("\x9b", "\\x9b"),
        ("\udc9b", "\\x9b"),  # the byte 0x9b in what is no UTF-8
        ("\udcff", "\udcff"),
        ("\u202e", "\\u202e"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


# ---- addresses ----


@pytest.mark.parametrize(
    "address",
    ["javascript://x", "file:///etc/passwd", "data://text", "ftp://x", "http://", "https://a b", "https://a\\u001b",
     "https://a\\\"onclick", "https://a/<b>", "urn:x", "HTTPS:x", "https:///x", "https://a/\\u202e"],
)  # fmt: skip
def test_an_address_that_is_none(address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "ptofix.toml").write_text(f'docs-url = "{address}"\n', encoding="utf-8")
    (tmp_path / "k.cpp").write_text(TEXT, encoding="utf-8")
    assert cli.main(["check", "--config", str(tmp_path / "ptofix.toml"), str(tmp_path / "k.cpp")]) == 2
    assert "`docs-url` is an address" in capsys.readouterr().err


@pytest.mark.parametrize("address", ["https://docs.example/ptofix/", "http://[::1]:8000/a?b=c#d", "https://x"])
def test_an_address(address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "ptofix.toml").write_text(f'docs-url = "{address}"\n', encoding="utf-8")
    (tmp_path / "k.cpp").write_text(TEXT, encoding="utf-8")
    cli.main(["check", "--format", "sarif", "--config", str(tmp_path / "ptofix.toml"), str(tmp_path / "k.cpp")])
    (run,) = json.loads(capsys.readouterr().out)["runs"]
    assert run["tool"]["driver"]["rules"][0]["helpUri"].startswith(address.rstrip("/"))
