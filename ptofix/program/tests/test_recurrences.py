"""What is known of a loop's variable in each round: the addresses that are computed from it, or nothing."""

from __future__ import annotations

import pytest

from ptofix.program import integers
from ptofix.program.integers import Integer
from ptofix.program.program import TileOp
from ptofix.program.recurrences import Linear, Symbol, Table, converted, type_of
from ptofix.tests.build import bases, operands, program

NUMBERS = "uint32_t m = n; uint64_t l = n; uint32_t k = 0;"
COUNTED = "int32_t i = 0; i < n; i += 1"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("i % 2 * 64", (0, 64)),
        ("(i >> 1) % 2 * 64", (0, 64)),
        ("i % 2 == 0 ? 64 : 128", (64, 128)),
        ("(i * 0 + 3) % 2 * 64", (64,)),
        ("(i + i) % 2 * 64", (0,)),
        ("(i + i + 3) % 4 * 64", (64, 192)),
        ("(7 - i % 3) * 64", (320, 384, 448)),
        # Too many rounds to follow.
        ("i % 17 * 64", None),
        ("i % 32 * 64", None),
        ("(i % 3 + i % 16) * 64", None),
        # No number times the round, plus another.
        ("8 / (i + 1) % 2 * 64", None),
        ("7 % (i + 1) * 64", None),
        ("i * i % 2 * 64", None),
        ("n * 0 + i % 2 * 64", (0, 64)),
        ("(n * 4 + i) % 2 * 64", None),  # it may be negative
        ("(uint32_t) (n * 4 + i) % 4u * 64", (0, 64, 128, 192)),
        ("(n + i) % 2 * 64", None),
        ("n % 2 * 64", None),
        ("-i % 2 * 64", None),
        ("i > 3 ? 64 : 128", (64, 128)),
        ("8 / (i % 2) * 64", None),  # it has no value in every other round
        # Where a narrow type wraps, the rest is another one in a wider type.
        ("(uint32_t) (uint8_t) (i * 64) % 512u", None),
        ("((uint8_t) i >> 1) % 2 * 64", None),
        ("((uint8_t) i + 1) % 2 * 64", None),
        # Shifts without a meaning.
        ("(i >> -1) % 2 * 64", None),
        ("(i >> 32) % 2 * 64", None),
    ],
)
def test_an_address_by_the_round(value: str, expected: tuple[int, ...] | None) -> None:
    assert bases(f"for ({COUNTED}) {{ TASSIGN(w, {value}); TABS(w, b); }}") == expected


@pytest.mark.parametrize(
    ("head", "value", "expected"),
    [
        ("uint32_t i = 0; i < m; i += 1", "i % 3 * 64", (0, 64, 128)),
        ("uint32_t i = 0; i < (uint32_t) n; i += 1", "i % 3 * 64", (0, 64, 128)),
        ("int32_t i = 2147483647; i > 0; i += 1", "i % 2 * 64", (0, 64)),
        # It may go past the greatest number and begin again: in each round it is one of these, not known which.
        ("uint32_t i = 0; k < m; i += 1", "i % 3 * 64", (0, 64, 128)),
        ("uint32_t i = 0; i < m; i += 2", "i % 3 * 64", (0, 64, 128)),
        ("uint32_t i = 0; i < n; i += 1", "i % 3 * 64", (0, 64, 128)),
        ("uint32_t i = 0; i < l; i += 1", "i % 3 * 64", (0, 64, 128)),
        ("uint32_t i = 0; i < gm; i += 1", "i % 3 * 64", (0, 64, 128)),
        ("uint32_t i = 0; i < n; i += 1", "((i * 2147483648u) >> 31) % 4u * 64", None),
        # It does not grow, or something else does.
        ("int32_t i = 0; i > n; i += -1", "i % 2 * 64 + 4096", None),
        ("int32_t i = 0; i < n; i += 0", "i % 2 * 64", None),
        ("int32_t i = 0; i < n; ++n", "i % 2 * 64", None),
        ("int32_t i = 0; i < n; n++", "i % 2 * 64", None),
        ("int32_t i = 0; i < n; n += 1", "i % 2 * 64", None),
        ("int32_t i = 2; i < 2; i += 1", "i % 2 * 64", None),
        ("int32_t i = 0; ; i += 1", "i % 2 * 64", None),
    ],
)
def test_which_loops_count(head: str, value: str, expected: tuple[int, ...] | None) -> None:
    assert bases(f"{NUMBERS} for ({head}) {{ TASSIGN(w, {value}); TABS(w, b); }}") == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("TASSIGN(w, (i % 4 + j % 4 + k % 2) * 64); TABS(w, b);", tuple(range(0, 512, 64))),
        ("TASSIGN(w, (i % 8 + j % 8 + k % 2) * 64); TABS(w, b);", None),
        ("TASSIGN(w, i % 16 * 64); TABS(w, b); TASSIGN(x, j % 16 * 64); TABS(x, b);", tuple(range(0, 1024, 64))),
    ],
)
def test_loops_around_each_other(body: str, expected: tuple[int, ...] | None) -> None:
    heads = [f"for (int32_t {i} = 0; {i} < n; {i} += 1) {{" for i in "ijk"]
    assert bases(" ".join((*heads, body, "}}}"))) == expected


PIPE = "auto p = TPipe<0, Direction::DIR_C2V, 4096, 2, 2, false>(gm, 0, 0);"


@pytest.mark.parametrize(("first", "expected"), [("0", ((0, 4096), 1)), ("where", ((0,), 2))])
def test_a_pipe_is_followed_from_a_round_that_is_known(first: str, expected: tuple[tuple[int, ...], int]) -> None:
    """The variable tells which slot of `x` it is, but only from the first round on which one of the pipe."""
    body = "TASSIGN(x, i % 2u * 4096u + 65536u); TPOP(p, w); TABS(w, x);"
    popped = operands(f"{PIPE} for (uint32_t i = {first}; i < 100u; i += 1) {{ {body} }}")[0]
    assert (popped.bases, popped.slots) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("TABS(b, c);", 4096),
        ("if (n > 0) { TASSIGN(b, 64); } TABS(b, c);", None),
        (f"{PIPE} while (n > 0) {{ if (s > 1.0f) {{ TPOP(p, w); }} TPOP(p, w); TABS(w, c); }}", None),
    ],
)
def test_an_op_is_told_the_one_address_of_its_tile(body: str, expected: int | None) -> None:
    ops = [i.action.call for i in program(body).instructions if isinstance(i.action, TileOp)]
    assert ops[-1].operands[0].memory == expected


def test_values_without_one_form() -> None:
    mixed = Table(((1, 2),), (((0,), Integer(integers.INT, 1)), ((1,), Integer(integers.BOOL, 1))))
    assert type_of(mixed) is None
    counter = Linear(integers.INT, ((Symbol(1), 1),), 0, 0, integers.INT.greatest)
    assert converted(counter, integers.BOOL) is None
