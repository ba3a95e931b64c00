"""Across versions all that the programs hold is compared: a field that differs, whichever, is refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

import pytest

from ptofix.arch.architecture import A2A3
from ptofix.program.program import Program
from ptofix.proof import across_versions
from ptofix.proof.across_versions import product_across_versions
from ptofix.proof.check import check
from ptofix.proof.compare import DifferError
from ptofix.proof.tests.kernels import kernel
from ptofix.proof.verdict import Proved, Undecided

BODY = """
TADD(b, a, a);
set V MTE3 0
wait V MTE3 0
bar
TSTORE(g, b);
for (int32_t i = 0; i < n; i++) {
TMULS(c, b, n);
}
"""
# Names are what may differ; a statement is compared by its spelling.
NOT_COMPARED = {("Operand", "text"), ("Operand", "unknown"), ("Operand", "place"), ("Instruction", "statement")}


def others(value: object) -> Iterator[tuple[tuple[str, str], object]]:
    """`value` with one field changed, anywhere in it, and the class and name of that field."""
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            for where, other in others(getattr(value, field.name)):
                name = where if where != ("", "") else (type(value).__name__, field.name)
                yield name, replace(value, **{field.name: other})
    elif isinstance(value, tuple):
        for i, item in enumerate(value):
            for where, other in others(item):
                yield where, (*value[:i], other, *value[i + 1 :])
        yield ("", ""), (*value, *(value[-1:] or ("other",)))
    else:
        yield ("", ""), ("other", value)


def test_every_field_is_compared() -> None:
    """From the classes: a new field of the program model is in here without another word."""
    source = kernel(BODY)
    made = product_across_versions(source, source)
    ((program, _),) = made.programs
    tried = set()
    for i, instruction in enumerate(program.instructions):
        for where, other in others(replace(instruction, statement=None)):
            if where in NOT_COMPARED:
                continue
            tried.add(where)
            changed = [*program.instructions[:i], other, *program.instructions[i + 1 :]]
            mutant = Program(program.function, program.core, changed, A2A3)  # type: ignore[arg-type]
            with pytest.raises(DifferError):
                across_versions._check_equal(made, program, mutant)
    classes = {"Instruction", "TileOp", "OpCall", "Operand", "TileType", "SetFlag", "WaitFlag", "Barrier"}
    assert classes <= {name for name, _ in tried}
    assert {
        ("Instruction", "successors"),
        ("Instruction", "loops"),
        ("Operand", "bases"),
        ("TileType", "dtype"),
    } <= tried


def test_fewer_instructions_are_refused() -> None:
    source = kernel(BODY)
    made = product_across_versions(source, source)
    ((program, _),) = made.programs
    for mutant in (program.instructions[:-1], [*program.instructions, program.instructions[-1]]):
        with pytest.raises(DifferError):
            across_versions._check_equal(made, program, Program(program.function, program.core, mutant, A2A3))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("i++", "i--"),
        ("i < n", "i <= n"),
        ("TMULS(c, b, n)", "TMULS(c, b, m)"),
        ("TMULS(c, b, n)", "TADDS(c, b, n)"),
        ("TADD(b, a, a)", "TADD(b, a, c)"),
        ("TSTORE(g, b)", "TSTORE(h, b)"),
        ("int32_t i = 0", "int32_t i = 1"),
        ("int32_t n, int32_t m", "int32_t n, int32_t m = 3"),
        ("8, 64, BLayout", "8, 32, BLayout"),
        ("(uint64_t) 2048", "(uint64_t) 2080"),
        ("return;", ""),
        ("AICORE void k(", "AICORE void l("),
    ],
)
def test_other_programs_are_refused(old: str, new: str) -> None:
    before = kernel(BODY)
    assert old in before.text
    after = replace(before, text=before.text.replace(old, new, 1))
    assert isinstance(check(before, before, "ops", across_versions=True), Proved)
    for x, y in ((before, after), (after, before)):
        assert isinstance(check(x, y, "ops", across_versions=True), Undecided)


def test_an_address_that_is_not_known_is_refused() -> None:
    body = "TASSIGN(b, (uint64_t) {});\nTADD(b, a, a);\n"
    for name in ("n", "m"):
        found = check(kernel(body.format("n")), kernel(body.format(name)), "ops", across_versions=True)
        assert isinstance(found, Undecided)
    two = "if (n < m) {{\nTASSIGN(b, {});\n}} else {{\nTASSIGN(b, {});\n}}\nTADD(b, a, a);"
    x, y = kernel(two.format("0x800", "0x1000")), kernel(two.format("0x1000", "0x800"))
    assert isinstance(check(x, y, "ops", across_versions=True), Undecided)


@pytest.mark.parametrize(
    ("shared", "old", "new"),
    [
        ("int32_t s = 1;\ns = 2;", "TMULS(c, b, s);", "TMULS(c, b, 1);"),
        ("float s = p[0];\nfloat t = p[0];", "TMULS(c, b, s);", "TMULS(c, b, t);"),
        ("float s = p[0] + 1;\nfloat t = p[0] + 1;", "TMULS(c, b, s);", "TMULS(c, b, t);"),
        ("float s = 1 + p[0];\nfloat t = 1 + p[0];", "TMULS(c, b, s);", "TMULS(c, b, t);"),
        ("float s = 1;\nhalf t = 1;", "TMULS(c, b, s);", "TMULS(c, b, t);"),
        ("", "TMULS(c, b, (float) n);", "TMULS(c, b, n);"),
        ("", "", "h = g;"),
    ],
)
def test_a_value_is_what_it_is_computed_from_only_if_it_stays_so(shared: str, old: str, new: str) -> None:
    before, after = (kernel(f"TADD(b, a, a);\n{shared}\n{statement}\n") for statement in (old, new))
    assert isinstance(check(before, before, "ops", across_versions=True), Proved)
    assert isinstance(check(before, after, "ops", across_versions=True), Undecided)


@pytest.mark.parametrize(
    ("body", "helps"),
    [
        ("pipe_barrier(PIPE_ALL);", True),
        ("pipe_barrier(PIPE_ALL); other();", False),
    ],
)
def test_a_helper_may_be_called_by_one_text_only_if_it_does_nothing_but_synchronise(body: str, helps: bool) -> None:
    helper = f"AICORE inline void tail() {{ {body} }}\n"
    without, with_call = kernel("TADD(b, a, a);\nTADD(c, d, d);\n"), kernel("TADD(b, a, a);\ntail();\nTADD(c, d, d);\n")
    without, with_call = (
        replace(x, text=x.text.replace("__global__", f"{helper}__global__")) for x in (without, with_call)
    )
    assert isinstance(check(with_call, without, "ops", across_versions=True), Proved) == helps


def test_a_text_that_ends_early_is_refused() -> None:
    before = kernel("TADD(b, a, a);\n")
    longer = replace(before, text=f"{before.text}__global__ AICORE void l() {{ }}\n")
    for x, y in ((before, longer), (longer, before)):
        assert isinstance(check(x, y, "ops", across_versions=True), Undecided)
