"""Integer arithmetic, compared with a C++ compiler, and the laws that it keeps."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import permutations, product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from ptofix.cpp.parser import Statement, parse
from ptofix.isa.architecture import A2A3
from ptofix.program import integers
from ptofix.program.entities import Entity, Scalar
from ptofix.program.integers import BOOL, INT, LONG, TYPES, UNSIGNED, UNSIGNED_LONG, Integer, IntegerType
from ptofix.program.lower import Lowering
from ptofix.program.unit import FunctionOutsideError, Unit, read_unit
from ptofix.testing import expressions
from ptofix.testing.expressions import (
    CompiledExpression,
    Evaluator,
    ExpressionCase,
    Term,
    cast,
    compiled,
    disagreements,
    joined,
    literal_term,
    prefixed,
    random_case,
    reference,
)
from ptofix.testing.tools import compiler
from ptofix.tests.build import kernel

# ---- against a compiler ----


class _Recorded(Lowering):
    """Remembers the names of the function that it lowers."""

    def __init__(self, unit: Unit) -> None:
        super().__init__(unit, frozenset())
        self.seen: dict[str, Entity] = {}

    def name(self, name: str, entity: Entity, statement: Statement) -> None:
        super().name(name, entity, statement)
        self.seen[name] = entity


def front_end(case: ExpressionCase) -> list[Integer | None]:
    """What the names stand for when a kernel of the case is lowered; nothing if one line is outside of the language."""
    values = [f"const auto e{number} = {term.text};" for number, term in enumerate(case.expressions)]
    body = "\n".join((*case.statements, *values))
    unit = read_unit(parse(kernel(body, tiles="")), "vector", A2A3, {})
    lowering = _Recorded(unit)
    try:
        lowering.program(next(iter(unit.all_functions())))
    except FunctionOutsideError:  # `a < b > (c)` is read as a call
        return [None for _ in values]
    found = [lowering.seen[f"e{number}"] for number in range(len(values))]
    return [entity.constant if isinstance(entity, Scalar) else None for entity in found]


EVALUATORS: tuple[Evaluator, ...] = (reference, front_end)
"""Every evaluator of C++ text. One may know less than `reference`, but says nothing that is not so."""


def edges(type_: IntegerType) -> list[Term]:
    """Expressions of the values of `type_` where something may overflow."""
    values = {type_.least, -1, 0, 1, 2, 31, type_.bits, type_.greatest}
    return [cast("({}) {}", type_.name, signed_term(value)) for value in sorted(values)]


def signed_term(value: int) -> Term:
    if value >= 0:
        return literal_term(f"{value}u")
    # The absolute value of the least number is no literal.
    return joined(prefixed("-", literal_term(str(-value - 1))), "-", literal_term("1"), " ")


def edge_operations() -> Iterator[Term]:
    for left, right in product((INT, LONG, UNSIGNED, UNSIGNED_LONG, integers.SHORT, BOOL), (INT, LONG, UNSIGNED)):
        for a, sign, b in product(edges(left), expressions.BINARY_OPERATORS, edges(right)):
            yield joined(a, sign, b, " ")


def worst_operations() -> Iterator[Term]:
    """The operations of two signed edges of one type: none of them may be missing from a sample."""
    for type_, sign in product((INT, LONG), ("/", "%", "<<", "-", "*")):
        yield from (joined(a, sign, b, " ") for a, b in product(edges(type_), edges(type_)))


def all_literals() -> Iterator[Term]:
    for value, form, suffix in product(expressions.EDGES, expressions.LITERAL_FORMS, expressions.SUFFIXES):
        text = form.format(value) + suffix
        if integers.literal(text) is not None:
            yield literal_term(text)


def all_spellings() -> Iterator[Term]:
    minus_one = prefixed("-", literal_term("1"))
    for words in ("bool", "signed char", "unsigned char", "short int", "unsigned long long int", "signed long int"):
        for number in range(1, len(words.split()) + 1):
            for order in sorted(set(permutations(words.split(), number))):
                if integers.type_named(" ".join(order)) is not None:
                    yield cast("({}) {}", " ".join(order), minus_one)
    for width, sign, prefix in product((8, 16, 32, 64), ("", "u"), ("", "std::")):
        yield cast("({}) {}", f"{prefix}{sign}int{width}_t", minus_one)
    for name in ("size_t", "ptrdiff_t", "intptr_t", "uintptr_t", "intmax_t", "uintmax_t"):
        yield cast("({}) {}", f"std::{name}", minus_one)


def cases_of(name: str, terms: list[Term], at_most: int) -> list[ExpressionCase]:
    sample = terms if len(terms) <= at_most else Random(0).sample(terms, at_most)
    return [ExpressionCase(f"{name}{at}", (), tuple(sample[at : at + 25])) for at in range(0, len(sample), 25)]


@pytest.fixture(scope="module")
def judged_cases(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[ExpressionCase, list[CompiledExpression]]]:
    """Cases, each with what the compiler says: one run of it for all tests."""
    cases = [random_case(seed, changes=seed % 4) for seed in range(60)]
    cases += cases_of("operations", list(edge_operations()), 400)
    cases += cases_of("worst", list(worst_operations()), 1000)
    cases += cases_of("literals", list(all_literals()), 300)
    cases += cases_of("spellings", list(all_spellings()), 200)
    return list(zip(cases, compiled(cases, compiler(), tmp_path_factory.mktemp("expressions"))))


Judged = list[tuple[ExpressionCase, list[CompiledExpression]]]


@pytest.fixture
def no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    """What odd statements leave in the cache is of no use to anyone."""
    monkeypatch.setenv("XDG_CACHE_HOME", os.devnull)


@pytest.mark.usefixtures("no_cache")
@pytest.mark.parametrize("evaluator", EVALUATORS, ids=lambda evaluator: evaluator.__name__)
def test_type_and_value_are_what_the_compiler_says(evaluator: Evaluator, judged_cases: Judged) -> None:
    answered = 0
    for case, truth in judged_cases:
        answers = evaluator(case)
        answered += len(answers) - answers.count(None)
        assert disagreements(case, answers, truth) == []
    assert answered > 1500


def test_what_has_no_value_is_no_constant_expression(judged_cases: Judged) -> None:
    terms = [(term, true) for case, truth in judged_cases for term, true in zip(case.expressions, truth)]
    without = [(term, true) for term, true in terms if term.value is None and not term.lazy]
    assert [term.text for term, true in without if true.value is not None] == []
    assert len(terms) > 2500
    assert len(without) > 100


def test_the_comparison_notices_a_wrong_value_and_a_wrong_type(judged_cases: Judged) -> None:
    case, truth = judged_cases[0]
    known = [answer for answer in reference(case) if answer is not None]
    other_value = [answer and replace(answer, value=answer.value + 1) for answer in reference(case)]
    other_type = [answer and replace(answer, type=integers.SHORT) for answer in reference(case)]
    assert len(disagreements(case, other_value, truth)) == len(known)
    assert len(disagreements(case, other_type, truth)) > len(known) // 2


def test_a_seed_gives_its_case_again() -> None:
    assert random_case(7) == random_case(7) != random_case(8)


# ---- what a compiler is not asked ----


@pytest.mark.parametrize(
    "words",
    ["", "char", "unsigned bool", "int int", "long long long", "float", "double", "wchar_t", "std::int", "const"],
)
def test_what_is_no_integer_type(words: str) -> None:
    assert integers.type_named(words) is None


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "x",
            "08",
            "0x",
            "0b2",
            "1.0",
            "1e3",
            "1f",
            "0x1p3",
            "1'",
            "'1",
            "1''0",
            "0x'1",
            "1lL",
            "1lul",
            "1uu",
            "1z",
        ),
        *("'a'", "-1", " 1", "1 ", "²", "٣", "18446744073709551616", "9223372036854775808", "0x10000000000000000"),
        *("9" * 5000, "True", "1_000"),
    ],
)
def test_what_is_no_integer_literal(text: str) -> None:
    assert integers.literal(text) is None


def number(value: int, type_: IntegerType = INT) -> Integer:
    assert type_.holds(value)
    return Integer(type_, value)


@pytest.mark.parametrize("sign", ["", "<=>", ",", "=", "+=", "**", "->"])
def test_an_unknown_operator_has_no_value(sign: str) -> None:
    assert integers.binary(sign, number(1), number(1)) is None
    assert integers.unary(sign, number(1)) is None


def test_a_list_initialiser_does_not_narrow() -> None:
    assert integers.list_convert(number(255), integers.UNSIGNED_CHAR) == number(255, integers.UNSIGNED_CHAR)
    assert integers.list_convert(number(256), integers.UNSIGNED_CHAR) is None
    assert integers.list_convert(number(-1), UNSIGNED) is None
    assert integers.list_convert(number(2), BOOL) is None


# ---- laws ----

LAWS = settings(deadline=None, derandomize=True, database=None)


@st.composite
def numbers(draw: st.DrawFn, types: tuple[IntegerType, ...] = TYPES) -> Integer:
    type_ = draw(st.sampled_from(types))
    edge = st.sampled_from((type_.least, type_.greatest))
    return Integer(type_, draw(st.integers(type_.least, type_.greatest) | edge))


TYPES_DRAWN = st.sampled_from(TYPES)
UNSIGNED_TYPES = tuple(t for t in TYPES if not t.signed and t.rank >= INT.rank)


@LAWS
@given(numbers(), numbers(), st.sampled_from(expressions.BINARY_OPERATORS))
def test_every_result_is_held_by_its_type(a: Integer, b: Integer, sign: str) -> None:
    result = integers.binary(sign, a, b)
    assert result is None or result.type.holds(result.value)
    for operator in "+-~!":
        single = integers.unary(operator, a)
        assert single is None or single.type.holds(single.value)


@LAWS
@given(numbers(), TYPES_DRAWN, TYPES_DRAWN)
def test_conversion_keeps_what_fits_and_forgets_nothing_narrower(
    a: Integer, wide: IntegerType, to: IntegerType
) -> None:
    converted = integers.convert(a, to)
    assert converted.type == to
    assert to.holds(converted.value)
    assert integers.convert(converted, to) == converted
    assert not to.holds(a.value) or converted.value == a.value
    if to != BOOL and wide.bits >= to.bits:
        assert integers.convert(integers.convert(a, wide), to) == converted


@LAWS
@given(numbers(), numbers(), st.sampled_from("+-*&|^"), st.sampled_from(UNSIGNED_TYPES))
def test_conversion_to_unsigned_is_a_homomorphism(a: Integer, b: Integer, sign: str, to: IntegerType) -> None:
    exact = integers.binary(sign, a, b)
    if exact is not None and exact.type.bits >= to.bits:
        assert integers.convert(exact, to) == integers.binary(sign, integers.convert(a, to), integers.convert(b, to))


@LAWS
@given(TYPES_DRAWN, TYPES_DRAWN, TYPES_DRAWN)
def test_the_usual_type_is_a_least_upper_bound(a: IntegerType, b: IntegerType, c: IntegerType) -> None:
    assert integers.usual(a, b) == integers.usual(b, a)
    assert integers.usual(a, a) == integers.promote(a)
    assert integers.usual(a, b).bits == max(32, a.bits, b.bits)
    assert integers.usual(integers.usual(a, b), c).bits == integers.usual(a, integers.usual(b, c)).bits


@LAWS
@given(numbers(), numbers())
def test_quotient_and_remainder_belong_together(a: Integer, b: Integer) -> None:
    quotient, remainder = integers.binary("/", a, b), integers.binary("%", a, b)
    assert (quotient is None) == (remainder is None)
    if quotient is not None and remainder is not None:
        divisor = integers.convert(b, quotient.type)
        assert quotient.value * divisor.value + remainder.value == integers.convert(a, quotient.type).value
        assert abs(remainder.value) < abs(divisor.value)


@LAWS
@given(numbers(), st.integers(0, 63))
def test_a_shift_is_a_product_or_a_quotient(a: Integer, count: int) -> None:
    left, right = integers.binary("<<", a, number(count)), integers.binary(">>", a, number(count))
    if left is not None and integers.promote(a.type).holds(a.value << count):
        assert left.value == a.value << count
    assert right is None or right.value == a.value // 2**count
    assert (right is None) == (count >= integers.promote(a.type).bits)
    assert integers.binary("<<", a, number(-1)) is None


@LAWS
@given(numbers(), numbers())
def test_comparisons_belong_together(a: Integer, b: Integer) -> None:
    def holds(sign: str, left: Integer = a, right: Integer = b) -> bool:
        answer = integers.binary(sign, left, right)
        assert answer is not None
        assert answer.type == BOOL
        return answer.value == 1

    assert holds("<") + holds("==") + holds(">") == 1
    assert holds("<=") != holds(">")
    assert holds(">=") != holds("<")
    assert holds("!=") != holds("==")
    assert holds("<") == holds(">", b, a)


@LAWS
@given(st.integers(0, 2**64 - 1), st.sampled_from(expressions.LITERAL_FORMS), st.sampled_from(expressions.SUFFIXES))
def test_a_literal_has_its_value_and_a_type_that_holds_it(value: int, form: str, suffix: str) -> None:
    found = integers.literal(form.format(value) + suffix)
    if found is None:
        assert value > LONG.greatest
        assert "u" not in suffix.lower()
    else:
        assert found.value == value
        assert found.type.holds(value)
