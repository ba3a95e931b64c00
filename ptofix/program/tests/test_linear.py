"""What is known of a value by the rounds of loops is what it is in each of them, for whatever is not known."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from random import Random

import pytest

from ptofix.cpp import nodes
from ptofix.program import integers
from ptofix.program.entities import Scalar
from ptofix.program.evaluate import Lookup, evaluate, value_of
from ptofix.program.integers import Integer, IntegerType
from ptofix.program.recurrences import (
    Linear,
    Symbol,
    Table,
    Value,
    as_linear,
    binary,
    conditional,
    converted,
    fixed_number,
    list_converted,
    table_of,
)  # fmt: skip

TYPES = (integers.INT, integers.UNSIGNED, integers.LONG, integers.UNSIGNED_LONG, integers.SHORT, integers.UNSIGNED_CHAR)
SIGNS = ("+", "-", "*", "/", "%", "&", "<<", ">>", "<", "|", "+", "-", "*", "+")


def type_named(type_: nodes.Type) -> IntegerType | None:
    return integers.type_named(type_.name)


def expression(random: Random, depth: int) -> nodes.Node:
    if depth == 0 or random.random() < 0.15:
        return random.choice(
            (nodes.Name("i"), nodes.Name("j"), nodes.Name("n"), nodes.Number(str(random.randrange(9))))
        )
    match random.randrange(8):
        case 0:
            type_ = nodes.Type(
                (), random.choice(("int", "unsigned", "int64_t", "uint64_t", "int16_t", "uint8_t")), (), ()
            )
            return nodes.Cast(type_, expression(random, depth - 1))
        case 1:
            return nodes.Unary(random.choice("+-~!"), expression(random, depth - 1))
        case 2:
            return nodes.Conditional(*(expression(random, depth - 1) for _ in range(3)))
    return nodes.Binary(expression(random, depth - 1), random.choice(SIGNS), expression(random, depth - 1))


def known(types: dict[str, IntegerType]) -> dict[str, Value]:
    """A loop that runs on, one of five rounds, and a number that stays the same."""
    i = types["i"]
    return {
        "i": Linear(i, ((Symbol(1), 1),), 0, 0, i.greatest),
        "j": table_of(2, [Integer(types["j"], 2 * k) for k in range(5)]),
        "n": fixed_number("n", types["n"]),
    }


def number(value: Value, i: int, j: int, same: dict[str, int]) -> tuple[int, int]:
    """What it says that the value is, and modulo what (0 for nothing)."""
    if isinstance(value, Integer):
        return value.value, 0
    if isinstance(value, Table):
        rests = tuple({1: i, 2: j}[loop] % period for loop, period in value.periods)
        return dict(value.values)[rests].value, 0
    total = value.offset
    for symbol, factor in value.terms:
        rounds = {1: i, 2: j}.get(symbol.loop, 0)
        of_round = rounds % symbol.period if symbol.period else rounds
        total += factor * (of_round if symbol.loop else same[symbol.name])
    return total // value.divisor, 1 << value.type.bits if value.wrapped else 0


def names(types: dict[str, IntegerType], values: Mapping[str, Value]) -> Lookup:
    return lambda name: Scalar(types[name], values[name])


def exactly(node: nodes.Node, types: dict[str, IntegerType], numbers: dict[str, int]) -> Integer | None:
    """The value for these numbers; None where the expression has no meaning."""
    return evaluate(node, names(types, {name: Integer(types[name], numbers[name]) for name in types}), type_named)


@pytest.mark.parametrize("seed", range(20))
def test_a_value_is_what_it_is_said_to_be(seed: int) -> None:
    random, seen = Random(seed), set[type]()
    for _ in range(400):
        types = {name: random.choice(TYPES) for name in "ijn"}
        node = expression(random, 3)
        found = value_of(node, names(types, known(types)), type_named)
        if found is None or (isinstance(found, Linear) and any(s.name not in ("", "n") for s, _ in found.terms)):
            continue  # what stays the same is judged below
        seen.add(type(found))
        for n, (i, j) in product(
            (0, 1, 7, types["n"].greatest, types["n"].least), ((0, 0), (1, 0), (2, 3), (5, 4), (100, 2))
        ):
            exact = exactly(node, types, {"i": i, "j": 2 * j, "n": n})
            if exact is None:
                continue
            told, modulus = number(found, i, j, {"n": n})
            assert (told - exact.value) % modulus == 0 if modulus else told == exact.value
            if isinstance(found, Linear) and not modulus:
                assert found.type == exact.type
                assert found.least <= exact.value <= found.greatest
    assert seen == {Integer, Table, Linear}


@pytest.mark.parametrize("seed", range(10))
def test_what_has_one_name_is_one_number(seed: int) -> None:
    """Of numbers that stay the same."""
    random, named = Random(seed), dict[str, list[int | None]]()
    types = {"i": integers.INT, "j": integers.UNSIGNED, "n": integers.LONG}
    values = {name: fixed_number(name, type_) for name, type_ in types.items()}
    for _ in range(3000):
        node = expression(random, 2)
        found = value_of(node, names(types, values), type_named)
        if not isinstance(found, Linear) or len(found.terms) != 1 or found.divisor != 1 or found.wrapped:
            continue
        ((symbol, factor),) = found.terms
        exact = [
            exactly(node, types, {"i": i, "j": j, "n": n})
            for i, j, n in ((0, 0, 0), (1, 3, -2), (-5, 7, 9), (100, 4000000000, 1 << 40), (2147483647, 1, -1))
        ]
        numbers = [None if value is None else value.value - found.offset for value in exact]
        assert all(value is None or value % factor == 0 for value in numbers)
        single = [None if value is None else value // factor for value in numbers]
        before = named.setdefault(symbol.name, single)
        assert all(x == y for x, y in zip(before, single) if x is not None and y is not None)
    assert len(named) > 20


def test_numbers_that_are_computed_of_very_many_are_not_known() -> None:
    value: Value | None = fixed_number("n", integers.INT)
    seen = 0
    while value is not None:
        value, seen = binary("/", value, value), seen + 1
    assert 2 < seen < 12


def test_a_table_of_several_types_has_none() -> None:
    mixed = Table(((1, 2),), (((0,), Integer(integers.INT, 1)), ((1,), Integer(integers.LONG, 1))))
    number = fixed_number("n", integers.INT)
    for first, second in ((mixed, number), (number, mixed)):
        assert binary("+", first, second) is None
        assert conditional(number, first, second) is None
    assert as_linear(mixed) is None


def test_a_list_narrows_nothing() -> None:
    number = fixed_number("n", integers.INT)
    assert list_converted(number, integers.LONG) == converted(number, integers.LONG)
    assert list_converted(number, integers.UNSIGNED) is list_converted(number, integers.SHORT) is None
    small = fixed_number("m", integers.UNSIGNED_CHAR)
    assert list_converted(small, integers.SIGNED_CHAR) is None
