"""Random kernels with sections of both cores, and loops, early returns and helpers that both cores run.

Their flags are set and awaited anywhere, in one core's section or in both, so many of them are wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

_VECTOR_TILES = tuple(
    f"Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null> {name};\n"
    f"TASSIGN({name}, {4096 * number});"
    for number, name in enumerate(("a", "b", "c"))
)
_CUBE_TILES = tuple(
    f"Tile<TileType::{kind}, {type_}, 64, 64, BLayout::{layout}, 64, 64, SLayout::{inner}, {size}, PadValue::Null> "
    f"{name};\nTASSIGN({name}, {base});"
    for name, kind, type_, layout, inner, size, base in (
        ("p", "Mat", "half", "ColMajor", "RowMajor", 512, 0),
        ("q", "Mat", "half", "ColMajor", "RowMajor", 512, 8192),
        ("l", "Left", "half", "RowMajor", "RowMajor", 512, 0),
        ("r", "Right", "half", "RowMajor", "ColMajor", 512, 0),
        ("d", "Acc", "float", "ColMajor", "RowMajor", 1024, 0),
    )
)
_OPS = {
    "CUBE": ("TLOAD(p, h);", "TLOAD(q, h);", "TMOV(l, p);", "TMOV(r, q);", "TMATMUL(d, l, r);"),
    "VEC": ("TLOAD(a, g);", "TEXP(b, a);", "TADD(c, a, b);", "TMULS(a, b, s);", "TSTORE(g, c);"),
}
_FLAGS = {
    "CUBE": (("MTE2", "MTE1"), ("MTE1", "MTE2"), ("MTE1", "M"), ("M", "MTE1"), ("M", "FIX"), ("FIX", "MTE2")),
    "VEC": (("MTE2", "V"), ("V", "MTE2"), ("V", "MTE3"), ("MTE3", "V"), ("MTE3", "MTE2")),
}
_ON_BOTH = (("MTE2", "S"), ("S", "MTE2"))


def both_cores(seed: int) -> str:
    """A file with one kernel, and perhaps a helper that both of its cores call."""
    random = Random(seed)
    helper = "".join(_statements(random, 1)) if random.random() < 0.3 else ""
    body = "".join(_statements(random, 2, bool(helper)))
    tiles = "".join(
        f"#if defined(__DAV_{core}__)\n{chr(10).join(tiles)}\n#endif\n"
        for core, tiles in (("CUBE", _CUBE_TILES), ("VEC", _VECTOR_TILES))
    )
    # A helper has no tiles: it only synchronises.
    kept = [line for line in helper.splitlines() if not line.startswith("T")]
    function = "static AICORE void helper(int32_t n) {\n" + "\n".join(kept) + "\n}\n" if helper else ""
    tensor = (
        "GlobalTensor<{0}, pto::Shape<1, 1, 1, {1}, 64>, pto::Stride<64, 64, 64, 64, 1>, pto::Layout::ND> {2}({3});"
    )
    tensors = "\n".join((tensor.format("float", 16, "g", "x"), tensor.format("half", 64, "h", "y")))
    return (
        f"{function}__global__ AICORE void kernel(__gm__ float* x, __gm__ half* y, int32_t n, float s) {{\n"
        f"{tensors}\n{tiles}{body}return;\n}}\n"
    )


def _statements(random: Random, depth: int, calls: bool = False) -> Iterator[str]:
    """Of both cores: sections of one of them, and what both run."""
    for _ in range(random.randint(2, 4)):
        kind = random.choice(("section", "section", "section", "loop", "if", "return", "shared", "call"))
        if kind == "loop" and depth:
            name = f"i{random.randrange(1 << 20)}"
            inside = "".join(_statements(random, depth - 1, calls))
            yield f"for (int32_t {name} = 0; {name} < n; {name} += 1) {{\n{inside}}}\n"
        elif kind == "if" and depth:
            yield f"if (n > {random.randint(0, 9)}) {{\n{''.join(_statements(random, depth - 1, calls))}}}\n"
        elif kind == "return":
            yield f"if (n == {random.randint(0, 9)}) {{\nreturn;\n}}\n"
        elif kind == "shared":
            yield _flag(random, _ON_BOTH)
        elif kind == "call" and calls:
            yield "helper(n);\n"
        else:
            core = random.choice(("CUBE", "VEC"))
            yield f"#if defined(__DAV_{core}__)\n{''.join(_section(random, core))}#endif\n"


def _section(random: Random, core: str) -> Iterator[str]:
    for _ in range(random.randint(1, 5)):
        chance = random.random()
        if chance < 0.4:
            yield f"{random.choice(_OPS[core])}\n"
        elif chance < 0.5:
            yield "pipe_barrier(PIPE_ALL);\n"
        elif chance < 0.55:
            yield "return;\n" if core == "CUBE" else "if (n == 7) {\nreturn;\n}\n"
        else:  # now and then of a pipe that only the other core has
            yield _flag(random, (*_FLAGS[core], *_FLAGS[core], *_ON_BOTH, ("V", "MTE2"), ("FIX", "MTE2")))


def _flag(random: Random, pairs: tuple[tuple[str, str], ...]) -> str:
    source, target = random.choice(pairs)
    return f"{random.choice(('set', 'wait'))}_flag(PIPE_{source}, PIPE_{target}, EVENT_ID{random.randint(0, 1)});\n"
