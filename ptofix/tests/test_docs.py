"""The pages of docs/ are true: every command in a `console` block prints what the page says, every other one parses."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from ptofix.commands.parser import parser
from ptofix.testing.pages import FencedBlock, PageStep, blocks, environment, is_as_said, output_of, steps

REPOSITORY = Path(__file__).parents[2]
PAGES = sorted((REPOSITORY / "docs").glob("*.md"))
ON_A_COPY = ("contributing.md",)
"""Its commands change the sources: they are run by test_contributing.py."""
RUN = {
    page: [block for block in blocks(page) if block.kind == "console" and page.name not in ON_A_COPY] for page in PAGES
}
KINDS = {"c", "c++", "cmake", "console", "cpp", "json", "make", "mlir", "pycon", "python", "sh", "text", "toml", "yaml"}
"""`console` is run and compared; `sh` needs what a test machine lacks: its ptofix commands must parse.

`pycon` is run by ptofix/api/tests/test_documents.py.
"""


@pytest.mark.parametrize("page", [page for page in PAGES if RUN[page]], ids=lambda page: page.stem)
def test_commands_print_what_the_page_says(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In order, in one folder, where `kernels` and `docs` are those of the repository."""
    monkeypatch.setenv("COLUMNS", "120")
    for name in ("kernels", "docs"):
        (tmp_path / name).symlink_to(REPOSITORY / name)
    for block in RUN[page]:
        found = list(steps(block))
        assert found, f"{page.name}:{block.line}: a console block without a command"
        for step in found:
            printed = output_of(step.command, tmp_path, environment())
            assert is_as_said(printed, step.printed), f"{step}: `{step.command}` prints\n{printed}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_blocks(page: Path) -> None:
    """A block says what it is, and a ptofix command that is not run has options that there are."""
    for block in blocks(page):
        assert block.kind in KINDS | {""}, f"{page.name}:{block.line}: a block of kind {block.kind!r}"
        for command in _ptofix_commands(block):
            try:
                parser().parse_args(command)
            except SystemExit:
                pytest.fail(f"{page.name}:{block.line}: ptofix {shlex.join(command)}: no such command line")


def _ptofix_commands(block: FencedBlock) -> list[list[str]]:
    if block.kind != "sh":
        return []
    lines = block.text.replace("\\\n", " ").splitlines()
    words = [shlex.split(line, comments=True) for line in lines]
    return [command[1:] for command in words if command[:1] == ["ptofix"]]


@pytest.mark.parametrize(
    ("printed", "said", "agree"),
    [
        ("a\nb\n", "a\nb", True),
        ("a\nb\n", "a", False),
        ("a\nb\nc\n", "a\n…\nc", True),
        ("a\nc\n", "a\n…\nc", True),
        ("took 3 s\n", "took … s", True),
        ("took 3 m\n", "took … s", False),
        ("a.b\n", "a+b", False),
        ("", "", True),
    ],
)
def test_comparison(printed: str, said: str, agree: bool) -> None:
    assert is_as_said(printed, said) is agree


def test_steps(tmp_path: Path) -> None:
    page = tmp_path / "p.md"
    page.write_text("text\n\n```console\n$ one\nprinted\n$ two\n```\n\n```sh\nthree\n```\n")
    console, shell = blocks(page)
    assert list(steps(console)) == [PageStep(page, 4, "one", "printed"), PageStep(page, 6, "two", "")]
    assert (shell.kind, shell.text, shell.line) == ("sh", "three", 10)
