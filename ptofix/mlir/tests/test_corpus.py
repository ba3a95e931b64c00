"""The kernels of this project: what we print is what MLIR's own printer prints, and reading it back changes nothing."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from ptofix.mlir import slots
from ptofix.mlir.canonicalize import canonicalize
from ptofix.mlir.reader import Module, parse_module
from ptofix.mlir.targets import fit, newest_target, target
from ptofix.mlir.tests.samples import kernel, parse, renumbered, source
from ptofix.mlir.writer import print_module
from ptofix.testing.corpus import IR, PTO

GENERIC = sorted((IR / "generic").glob("*.mlir"))
CUSTOM = sorted((IR / "custom").glob("*.mlir"))
_DIVISION = "precisionType = #pto<div_precision default>"
_PRINTED = {path.stem for path in CUSTOM}
WRITTEN = [path for path in sorted((PTO).glob("*.pto")) if path.stem in _PRINTED]


# The version whose bindings printed the corpus.
PRINTER = target("0.45")


@cache
def printed_by_old(path: Path) -> Module:
    """A kernel as that version has it, for tests that only print."""
    module = parse_module(kernel(path))
    fit(module, PRINTER)
    return module


def test_the_corpus_is_there() -> None:
    assert len(GENERIC) == len(CUSTOM) == len(WRITTEN) == 19


@pytest.mark.parametrize("path", GENERIC, ids=lambda p: p.stem)
def test_generic_prints_as_the_custom_form_of_the_real_printer(path: Path) -> None:
    printed = print_module(printed_by_old(path), PRINTER, as_assembler=True)
    expected = (IR / "custom" / path.name).read_text(encoding="utf-8")
    assert renumbered(printed) == renumbered(expected)


@pytest.mark.parametrize("path", GENERIC, ids=lambda p: p.stem)
def test_generic_prints_as_itself(path: Path) -> None:
    printed = print_module(printed_by_old(path), PRINTER, "generic")
    assert renumbered(_squeezed(printed)) == renumbered(_squeezed(kernel(path).text))


@pytest.mark.parametrize("path", CUSTOM, ids=lambda p: p.stem)
def test_custom_prints_as_itself(path: Path) -> None:
    text = kernel(path).text
    assert print_module(printed_by_old(path), PRINTER, as_assembler=True) == text


@pytest.mark.parametrize("version", ["0.37", "0.45", "0.60"])
@pytest.mark.parametrize("stem", [path.stem for path in GENERIC if not path.stem.startswith("fa_")])
def test_canonical_form_is_stable(stem: str, version: str) -> None:
    """Both forms are printed from one module, and what two forms of a kernel agree on is read once: reading is slow.

    Flash Attention has no op that test_ops.py does not try; what the other tests here print of it is what was read.
    """
    to = target(version)
    printed = set()
    for path in (path for path in (*GENERIC, *CUSTOM, *(WRITTEN if version != "0.60" else ())) if path.stem == stem):
        module = parse_module(kernel(path))
        slots.strip(module, to)
        fit(module, to)
        printed.add((print_module(module, to), print_module(module, to, "generic")))
    for custom in {custom for custom, _ in printed}:
        assert canonicalize(source(custom), to).text == custom
    for generic in {generic for _, generic in printed}:
        assert canonicalize(source(generic), to, "generic").text == generic


@pytest.mark.parametrize("path", WRITTEN, ids=lambda p: p.stem)
def test_what_was_written_says_the_same_as_its_prints(path: Path) -> None:
    """Function order aside, which the bindings kept, the kernel and its print have one canonical form."""
    written = print_module(printed_by_old(path), PRINTER, as_assembler=True)
    printed = (IR / "custom" / f"{path.stem}.mlir").read_text(encoding="utf-8")
    assert renumbered(_without_shown_defaults(written)) == renumbered(_without_shown_defaults(printed))


def test_names_of_the_input_survive() -> None:
    text = (PTO / "a_raw_chain.pto").read_text(encoding="utf-8")
    printed = print_module(parse(text), newest_target())
    names = {word.rstrip(":,)") for word in text.split() if word.startswith("%")}
    assert names <= {word.rstrip(":,)") for word in printed.replace("(", " ").replace("[", " ").split()}


def _squeezed(text: str) -> str:
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def _without_shown_defaults(text: str) -> str:
    """The assembler's hand-written printers show defaults that nobody wrote."""
    for shown in ("rmode = #pto<round_mode CAST_RINT>, satmode = #pto<saturation_mode OFF>", _DIVISION):
        text = text.replace(f" {{{shown}}}", "")
    return text
