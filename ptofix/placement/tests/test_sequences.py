"""The sequences of a text: what its units are, where a statement is among them, and which functions a jump leaves."""

from __future__ import annotations

import pytest

from ptofix.cpp.parser import Block, Statement
from ptofix.placement.sequences import Sequences, SequenceUnit, sequences
from ptofix.tests.build import kernel, tree

FLAG = "set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);"


def sequences_of(body: str, core: str = "vector") -> Sequences:
    return sequences(tree(kernel(body, tiles="")), core)


def begins(element: Statement | Block) -> str:
    return (element.head if isinstance(element, Block) else element).text.partition("(")[0].strip(" ;{:")


def unit(one: SequenceUnit) -> str:
    return "+".join(begins(element) for element in one.elements)


def units(found: Sequences, op: str) -> list[str]:
    """Of the sequence that a statement is in."""
    where = next(position for statement, position in found.where.items() if begins(statement) == op)
    return [unit(one) for one in where.sequence.units]


@pytest.mark.parametrize(
    ("body", "op", "expected"),
    [
        ("TEXP(b, a); TABS(c, b);", "TEXP", ["TEXP", "TABS"]),
        (f"TEXP(b, a); {FLAG} TABS(c, b);", "TEXP", ["TEXP", "TABS"]),
        ("if (n > 1) { TEXP(b, a); } else if (n > 2) { TNEG(b, a); } else { TRELU(b, a); } TABS(c, b);", "TABS",
         ["if+else if+else", "TABS"]),
        ("if (n > 1) { TEXP(b, a); } if (n > 2) { TNEG(b, a); }", "if", ["if", "if"]),
        ("if (n > 1) { TEXP(b, a); } else { TNEG(b, a); TABS(c, b); }", "TNEG", ["TNEG", "TABS"]),
        ("switch (n) { case 1: TEXP(b, a); TABS(c, b); break; default: TNEG(b, a); }", "TEXP",
         ["TEXP", "TABS", "break"]),
        ("switch (n) { case 1: TEXP(b, a); break; default: TNEG(b, a); } TABS(c, b);", "case 1:", ["switch", "TABS"]),
        ("{ TEXP(b, a); } TABS(c, b);", "TEXP", ["TEXP"]),
        ("TEXP(b, a);\n#pragma unroll\nTABS(c, b);", "TEXP", ["TEXP", "TABS"]),
        ("TEXP(b, a);\n#ifdef __DAV_CUBE__\nTNEG(b, a);\n#endif\nTABS(c, b);", "TEXP", ["TEXP", "TABS"]),
    ],
)  # fmt: skip
def test_units(body: str, op: str, expected: list[str]) -> None:
    assert units(sequences_of(body), op.rstrip(":")) == expected


def test_a_flag_is_where_the_next_unit_is() -> None:
    found = sequences_of(f"TEXP(b, a); {FLAG} TABS(c, b); pipe_barrier(PIPE_ALL);")
    where = {begins(statement): position.number for statement, position in found.where.items()}
    assert where == {"TEXP": 0, "set_flag": 1, "TABS": 1, "pipe_barrier": 2}


def test_loops_around() -> None:
    body = "while (n > 1) { if (n > 2) { for (int i = 0; i < n; ++i) { { TEXP(b, a); } } } }"
    found = sequences_of(body)
    (inner,) = (position.sequence for statement, position in found.where.items() if begins(statement) == "TEXP")
    assert [unit(loop.sequence.units[loop.number]) for loop in inner.loops] == ["while", "for"]
    assert [unit(p.sequence.units[p.number]) for p in next(reversed(found.where.values())).chain] == [
        "while",
        "if",
        "for",
        "",
        "TEXP",
    ]


def test_each_function_as_its_core_compiles_it() -> None:
    body = "TEXP(b, a);\n#endif\n#if defined(__DAV_CUBE__)\nif (n > 1) { return; }\nTMATMUL(c, a, b);"
    assert units(sequences_of(body), "TEXP") == ["TEXP"]
    assert units(sequences_of(body, "cube"), "TMATMUL") == ["if", "TMATMUL"]
