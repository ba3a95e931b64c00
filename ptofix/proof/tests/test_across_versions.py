"""Across versions all that the programs hold is compared: a field that differs, whichever, is refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from msgspec import Struct
from msgspec.structs import replace

from ptofix.isa.architecture import A2A3
from ptofix.program.program import Program
from ptofix.proof import across_versions
from ptofix.proof.across_versions import product_across_versions
from ptofix.proof.check import check
from ptofix.proof.compare import DifferError
from ptofix.proof.tests.kernels import kernel
from ptofix.proof.verdict import Proved, Undecided
from ptofix.testing.renamings import nearly, random_body, renamed, traces
from ptofix.testing.tools import compiler
from ptofix.text.source import SourceFile

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
    """`value` with one field changed that is compared, anywhere in it, and the class and name of that field."""
    if isinstance(value, Struct):
        for field in value.__struct_fields__:
            compared = (type(value).__name__, field) not in NOT_COMPARED
            for where, other in others(getattr(value, field)) if compared else ():
                name = where if where != ("", "") else (type(value).__name__, field)
                yield name, replace(value, **{field: other})
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


# ---- numbers ----


def numbers_kernel(body: str) -> SourceFile:
    made = kernel(body)
    return replace(made, text=made.text.replace("int32_t m)", "int64_t m, uint32_t u, uint64_t w, float f)"))


def is_same(before: str, after: str, *assumed: str) -> bool:
    found = check(numbers_kernel(before), numbers_kernel(after), "ops", frozenset(assumed), across_versions=True)
    assert isinstance(found, (Proved, Undecided))
    return isinstance(found, Proved)


# (what is handed over, something else that may be written for it, whether that is the same number)
HANDED_OVER = [
    ("(int32_t) f", "f", False),
    ("(int64_t) n", "n", True),
    ("(int32_t) m", "m", False),
    ("(uint32_t) n", "n", False),
    ("(int64_t) u", "u", True),
    ("(int32_t) u", "u", False),
    ("(uint64_t) (int64_t) n", "(uint64_t) n", True),
    ("(int16_t) n", "n", False),
    ("(int64_t) (int16_t) n", "(int16_t) n", True),
    ("(bool) n", "n", False),
    ("(float) n", "n", False),
    ("(int64_t) n + 1", "n + 1", False),
    ("(int64_t) (n / 4) + 1", "n / 4 + 1", True),
    ("(int32_t) ((uint32_t) (n / 4) - 3u)", "(int64_t) ((uint64_t) (int64_t) (n / 4) - 3u)", True),
    ("(int32_t) ((uint32_t) n * 64u)", "(int64_t) ((uint64_t) (int64_t) n * 64u)", False),
    ("n / 2", "(uint32_t) n / 2", False),
    ("n / 2", "n / 2 + 1", False),
    ("n % 8", "(uint32_t) n % 8", False),
    ("n < 5", "(int64_t) n < 5", True),
    ("n < m", "m < n", False),
    ("n < u", "(int64_t) n < u", False),
    ("-n", "0 - n", False),
    ("n - m", "m - n", False),
    ("n >> 1", "n / 2", False),
    ("5", "5u", True),
    ("0x10", "16", True),
    ("(uint8_t) 300", "44", True),
    ("n & 7", "n | 7", False),
    ("~n", "n", False),
]


@pytest.mark.parametrize(("one", "other", "same"), HANDED_OVER)
def test_a_number_is_the_same_whatever_types_it_is_computed_in(one: str, other: str, same: bool) -> None:
    for text in ("TADDS(b, a, {});", "int64_t s = {};\nTADDS(b, a, s);"):
        before, after = text.format(one), text.format(other)
        assert is_same(before, before)
        assert is_same(before, after) is same or "bool" in one or "float" in one
        if not same:
            assert not is_same(f"TADDS(b, a, {one});", f"TADDS(b, a, {other});")


@pytest.mark.parametrize(
    ("shared", "old", "new"),
    [
        # What the head of a loop changes is not what it was declared with.
        ("int32_t s = 5;\nint32_t t = 5;\nfor (s = 0; s < 4; s += 1) {{\n{}\n}}", "s", "t"),
        ("int32_t s = 5;\nint32_t t = 5;\nfor (int32_t i = 0; i < 4; s += 1) {{\n{}\n}}", "s", "t"),
        ("int32_t s = 5;\nint32_t t = 5;\nfor (int32_t i = 0; i < 4; ++s) {{\n{}\n}}", "s", "t"),
        ("int32_t s = 5;\nint32_t t = 5;\n{}\nfor (s = 0; s < 4; s += 1) {{\nbar\n}}\n{}", "s", "t"),
        ("for (int32_t s = 0; s < 4; s += 1) {{\nfor (int32_t t = 0; t < 4; t += 1) {{\n{}\n}}\n}}", "s", "t"),
        # What an unknown call is given by name may change.
        ("int32_t s = 5;\nint32_t t = 5;\nmystery(s);\n{}", "s", "t"),
        ("int32_t s = 5;\nint32_t t = 5;\nmystery(n, s);\n{}", "s", "5"),
        ("int32_t s = 5;\nint32_t t = 5;\nmystery(&s);\n{}", "s", "t"),
        ("int32_t s = 5;\nint32_t t = s;\nmystery(s);\n{}", "s", "t"),
    ],
)
def test_a_name_that_may_change_is_no_value(shared: str, old: str, new: str) -> None:
    before, after = (shared.format(*[f"TADDS(b, a, {name});"] * 2) for name in (old, new))
    assert is_same(before, before)
    assert not is_same(before, after)
    assert not is_same(after, before)


@pytest.mark.parametrize(("one", "other"), [("n", "(int32_t) n"), ("n", "(int64_t) n"), ("5", "5u"), ("n", "n + 0")])
def test_an_unknown_call_is_given_the_same(one: str, other: str) -> None:
    """It may be told by type, or by name: which function it is, and what it changes, depends on that."""
    assert is_same(f"mystery({one});", f"mystery({one});")
    assert not is_same(f"mystery({one});", f"mystery({other});")


def test_a_type_of_what_changes_is_compared() -> None:
    loop = "{} s = 0;\nfor (int32_t i = 0; i < n; i += 1) {{\ns += 100;\nTADDS(b, a, s);\n}}"
    assert is_same(loop.format("int32_t"), loop.format("int"))
    for other in ("int64_t", "uint32_t", "int16_t"):
        assert not is_same(loop.format("int32_t"), loop.format(other))


ARGUMENTS = "mem.arguments-distinct"
TENSOR = "GlobalTensor<float, pto::Shape<1, 1, 1, 8, 64>, pto::Stride<512, 512, 512, 64, 1>, pto::Layout::ND> t({});"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("p + (int32_t) ((uint32_t) n * 64u)", "p + (int64_t) ((uint64_t) (int64_t) n * 64u)", True),
        ("p + (int32_t) ((uint32_t) n * 64u)", "p + (int64_t) ((uint64_t) (int64_t) n * 32u)", False),
        ("p + (int32_t) ((uint32_t) n / 64u)", "p + (int64_t) ((uint64_t) (int64_t) n / 64u)", False),
        ("p + (int16_t) n", "p + n", False),
        ("p + (int32_t) f", "p + f", False),
    ],
)
def test_an_offset_may_be_computed_in_32_or_64_bits(one: str, other: str, same: bool) -> None:
    """As no argument has 2^31 elements: the proof says that it rests on that."""
    before, after = (f"{TENSOR.format(offset)}\nTLOAD(a, t);" for offset in (one, other))
    assert not is_same(before, after)
    assert is_same(before, after, ARGUMENTS) is same
    if same:
        found = check(
            numbers_kernel(before), numbers_kernel(after), "ops", frozenset([ARGUMENTS]), across_versions=True
        )
        assert isinstance(found, Proved)
        assert found.assumptions == (ARGUMENTS,)


def test_what_each_core_is_told_is_small_unless_the_file_says_otherwise() -> None:
    before = "int64_t s = get_block_idx();\nTADDS(b, a, {});"
    assert is_same(before.format("(int32_t) s"), before.format("s"))
    redirected = "#define get_block_idx() 5000000000\n"
    one, other = (numbers_kernel(before.format(given)) for given in ("(int32_t) s", "s"))
    one, other = (replace(text, text=redirected + text.text) for text in (one, other))
    assert not isinstance(check(one, other, "ops", across_versions=True), Proved)


def test_a_variable_of_a_loop_is_below_its_end() -> None:
    loop = "for (size_t i = 0; i < {}; i += 1) {{\nTADDS(b, a, {});\n}}"
    assert is_same(loop.format("8", "(int32_t) i"), loop.format("8", "i"))
    for end in ("w", "5000000000"):
        assert not is_same(loop.format(end, "(int32_t) i"), loop.format(end, "i"))
    changes = "for (size_t i = 0; i < 8; i += 1) {{\ni += w;\nTADDS(b, a, {});\n}}"
    assert not is_same(changes.format("(int32_t) i"), changes.format("i"))


# ---- renamings, compared with what compiled code does ----


def of_body(body: Sequence[str]) -> SourceFile:
    made = kernel("\n".join(body))
    return replace(made, text=made.text.replace("int32_t m)", "int64_t m, uint32_t u, float f)"))


@pytest.mark.parametrize("seed", range(6))
def test_a_renamed_kernel_is_the_same_and_what_is_the_same_does_the_same(seed: int, tmp_path: Path) -> None:
    body = random_body(seed)
    assert isinstance(check(of_body(body), of_body(renamed(body, seed)), across_versions=True), Proved)
    for number in range(4):
        other = nearly(renamed(body, seed), 10 * seed + number)
        if isinstance(check(of_body(body), of_body(other), across_versions=True), Proved):
            one, two = traces([body, other], compiler(), tmp_path)
            assert one is not None
            assert one == two
