"""Random kernels in which few ops come again and again, so that one speaks for another of them."""

from __future__ import annotations

from random import Random

ROUND_TRIP = (
    "set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0); wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0); "
    "set_flag(PIPE_MTE3, PIPE_V, EVENT_ID0); wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID0);"
)

NEEDED_BY_THE_FIRST = {
    "the second writes elsewhere": "TABS(a, b); GONE TABS(d, e); TNOT(c, a);",
    "the second writes one of two others": (
        "TASSIGN(w, n > 1 ? 0 : 8192); TASSIGN(x, n > 1 ? 4096 : 12288); TABS(w, e); GONE TABS(x, e); TNOT(f, w);"
    ),
    "the second does something else": "TNOT(a, b); GONE TABS(a, b); if (n > 1) { TMULS(f, e, s); } TEXP(c, a);",
    "a branch lies between": "TABS(a, b); GONE if (n > 1) { TEXP(f, e); } TABS(a, b); TMULS(a, d, s); TNOT(c, a);",
    "nothing orders the second in either text": "TABS(a, b); GONE TABS(a, b); TNOT(c, a);",
}
"""What only the first op loses, where GONE is a barrier: no distance keeps it apart from the last one with a grade.

`TABS -> TNOT` and `TNOT -> TEXP` are in no entry of evidence.toml, all others that matter are.
"""

_OPS = ("TADD(a, b, c);", "TADD(b, a, c);", "TMULS(a, a, s);", "TEXP(c, b);", "TSHRS(a, a, 1);", "TROWMAX(d, a, e);",
        "TADD(v, v, v);", "TMULS(v, v, s);", "TFMODS(b, a, s);")  # fmt: skip
_ROTATING = "TMULS(w, w, s);", "TADD(w, w, a);"
_FLAGS = "V", "MTE3", "MTE2"


def repetitive_body(random: Random, statements: int = 10) -> str:
    """Of a kernel with tiles a to e, and w without an address (`ptofix.tests.build`)."""
    tile = "Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 8, 64, SLayout::NoneBox> v; TASSIGN(v, 4096);"
    return f"{tile}\n" + _block(random, statements, 2, _OPS)


def _block(random: Random, statements: int, depth: int, ops: tuple[str, ...]) -> str:
    few = random.sample(ops, 3)
    return "\n".join(_statement(random, few, depth) for _ in range(random.randint(3, statements)))


def _statement(random: Random, ops: list[str], depth: int) -> str:
    kind = random.random()
    if kind < 0.65 or not depth:
        return random.choice(ops) + (" pipe_barrier(PIPE_V);" if random.random() < 0.7 else "")
    if kind < 0.85:
        source, target = random.sample(_FLAGS, 2)
        event = f"EVENT_ID{random.randrange(3)}"
        return f"set_flag(PIPE_{source}, PIPE_{target}, {event}); wait_flag(PIPE_{source}, PIPE_{target}, {event});"
    inside = _block(random, 4, depth - 1, (*_OPS, *_ROTATING) if kind > 0.93 else _OPS)
    if kind < 0.9:
        return f"if (n > {random.randrange(9)}) {{ {inside} }}"
    counter = f"i{random.randrange(10**6)}"
    rotating = f"TASSIGN(w, {counter} % 2 * 4096);" if kind > 0.93 else ""
    end = random.choice(("2", "3", "n"))
    return f"for (int32_t {counter} = 0; {counter} < {end}; {counter} += 1) {{ {rotating} {inside} }}"
