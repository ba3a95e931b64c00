import pytest

from ptofix.commands.assembler_arguments import parse
from ptofix.text.diagnostics import PtofixError


@pytest.mark.parametrize(
    ("words", "input_file", "output", "rest"),
    [
        (["k.pto"], "k.pto", "-", ()),
        (["-o", "k.cpp", "k.pto"], "k.pto", "k.cpp", ()),
        (["-o=k.cpp", "--pto-arch=a5", "k.pto"], "k.pto", "k.cpp", ("--pto-arch=a5",)),
        (["--pto-arch", "a5", "-", "--pto-level", "level3"], "-", "-", ("--pto-arch", "a5", "--pto-level", "level3")),
        (["--enable-insert-sync"], "-", "-", ("--enable-insert-sync",)),
        ([], "-", "-", ()),
    ],
)
def test_input_and_output(words: list[str], input_file: str, output: str, rest: tuple[str, ...]) -> None:
    found = parse(words)
    assert (found.input_file, found.output, found.rest) == (input_file, output, rest)
    assert not found.is_question
    assert not found.emits_ir


@pytest.mark.parametrize("word", ["--help", "-h", "--version", "--help-list"])
def test_questions(word: str) -> None:
    assert parse([word]).is_question


def test_what_decides_the_output() -> None:
    assert parse(["--emit-pto-ir", "k.pto"]).emits_ir == "--emit-pto-ir"
    found = parse(["--pto-arch", "a5", "--pto-backend=vpto", "k.pto"])
    assert (found.arch, found.backend) == ("a5", "vpto")


def test_a_value_of_an_unknown_option_is_not_taken_for_the_input() -> None:
    with pytest.raises(PtofixError, match=r"which of `7`, `k\.pto` is the input"):
        parse(["--new-option", "7", "k.pto"])
