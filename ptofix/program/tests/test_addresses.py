"""One set of bytes, several names: the address of a name at a point of the program (pitfalls, section 1)."""

from __future__ import annotations

import pytest

from ptofix.testing.pairs import unordered_pairs
from ptofix.tests.build import bases, hazards, operands, program, tile

LOOP = "for (int32_t i = 0; i < n; i += 1)"


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("a constant", "TABS(b, c);", (4096,)),
        ("a later TASSIGN", "TASSIGN(b, 64); TABS(b, c);", (64,)),
        ("a TASSIGN after the use", "TABS(b, c); TASSIGN(b, 64);", (4096,)),
        ("hexadecimal", "TASSIGN(b, 0x40u); TABS(b, c);", (64,)),
        ("octal", "TASSIGN(b, 0100); TABS(b, c);", (64,)),
        ("through constants", "const int64_t k = 64; uint64_t p = (uint64_t) k; TASSIGN(b, p); TABS(b, c);", (64,)),
        ("an expression", "const int64_t k = 64; TASSIGN(b, (uint64_t) (k * 3 + 0x20)); TABS(b, c);", (224,)),
        ("a parameter", "TASSIGN(b, where); TABS(b, c);", None),
        ("a constant that is assigned later", "int64_t k = 64; k = n; TASSIGN(b, k); TABS(b, c);", None),
        ("a constant that is stepped", "int64_t k = 64; TASSIGN(b, k); TABS(b, c); k++;", None),
        ("a constant whose address is taken", "int64_t k = 64; int64_t* p = &k; TASSIGN(b, k); TABS(b, c);", "outside"),
        ("a constant given to an unknown call", "int64_t k = 64; g(k); TASSIGN(b, k); TABS(b, c);", None),
        ("a cast that changes the value", "TASSIGN(b, (int8_t) 300); TABS(b, c);", (44,)),
        ("a type that changes the value", "const int8_t k = 300; TASSIGN(b, k); TABS(b, c);", (44,)),
        ("never assigned", "TABS(w, c);", None),
        ("TRESHAPE", "TRESHAPE(w, b); TABS(w, c);", (4096,)),
        ("a chain of TRESHAPE", "TRESHAPE(w, b); TRESHAPE(x, w); TABS(x, c);", (4096,)),
        ("TRESHAPE copies the address of its time", "TRESHAPE(w, b); TASSIGN(b, 64); TABS(w, c);", (4096,)),
        ("TRESHAPE of an unknown address", "TASSIGN(b, where); TRESHAPE(w, b); TABS(w, c);", None),
        ("TRESHAPE of something unknown", "TRESHAPE(b, mystery); TABS(b, c);", "outside"),
        ("TRESHAPE of another form", "TRESHAPE(b, c, d); TABS(b, c);", "outside"),
        ("a = b", "w = b; TABS(w, c);", (4096,)),
        ("a = b copies the address of its time", "w = b; TASSIGN(b, 64); TABS(w, c);", (4096,)),
        ("a = something", "b = f; TABS(b, c);", (20480,)),
        ("a = something unknown", "b = mystery; TABS(b, c);", "outside"),
        ("a = an expression", "b = n > 0 ? c : d; TABS(b, c);", (8192, 12288)),
        ("declared as a copy", "auto y = b; TABS(y, c);", (4096,)),
        ("TSUBVIEW at a known offset", "TSUBVIEW(w, b, 2, 16); TABS(w, c);", (4096 + (2 * 64 + 16) * 4,)),
        ("TSUBVIEW at a run-time offset", "TSUBVIEW(w, b, n, 0); TABS(w, c);", None),
        ("TSUBVIEW of another form", "TASSIGN(w, 0); TSUBVIEW(w, b); TABS(w, c);", "outside"),
        ("a reference may be rebound", "auto& r = b; TASSIGN(r, 64); TABS(b, c);", "outside"),
        ("a pointer may be rebound", "auto* r = &b; TASSIGN(*r, 64); TABS(b, c);", "outside"),
        ("an unknown statement with its name", "mystery b [1] {}; TABS(b, c);", "outside"),
        ("an unknown call with its name", "mystery(b); TABS(b, c);", None),
        ("an unknown block with its name", "FOR_EACH (n) { TASSIGN(b, 64); } TABS(b, c);", "outside"),
        ("an unknown call without its name", "mystery(c); TABS(b, c);", (4096,)),
        ("TASSIGN as a value", "int64_t k = TASSIGN(b, 64); TABS(b, c);", (64,)),
    ],
)
def test_address(title: str, body: str, expected: tuple[int, ...] | str | None) -> None:
    assert bases(body) == expected, title


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("both branches", "if (n > 0) { TASSIGN(b, 64); } else { TASSIGN(b, 128); } TABS(b, c);", (64, 128)),
        ("one branch", "if (n > 0) { TASSIGN(b, 64); } TABS(b, c);", (64, 4096)),
        ("else if", "if (n > 0) { } else if (n > 1) { TASSIGN(b, 64); } else { TASSIGN(b, 0); } TABS(b, c);",
         (0, 64, 4096)),
        ("a branch that returns", "if (n > 0) { TASSIGN(b, 64); return; } TABS(b, c);", (4096,)),
        ("a branch with an unknown address", "if (n > 0) { TASSIGN(b, where); } TABS(b, c);", None),
        ("inside the branch", "if (n > 0) { TASSIGN(b, 64); TABS(b, c); }", (64,)),
        ("a switch", "switch (n) { case 0: TASSIGN(b, 64); break; case 1: TASSIGN(b, 128); break; default: break; } "
         "TABS(b, c);", (64, 128, 4096)),
        ("a switch that falls through", "switch (n) { case 0: TASSIGN(b, 64); case 1: TABS(b, c); }", (64, 4096)),
        ("a switch without default", "switch (n) { case 0: TASSIGN(b, 64); break; } TABS(b, c);", (64, 4096)),
        ("a loop that may not run", f"{LOOP} {{ TASSIGN(b, 64); }} TABS(b, c);", (64, 4096)),
        ("a loop that runs", "for (int32_t i = 0; i < 3; i += 1) { TASSIGN(b, 64); } TABS(b, c);", (64,)),
        ("round the loop", f"{LOOP} {{ TABS(b, c); TASSIGN(b, 64); }}", (64, 4096)),
        ("two tiles that swap", f"{LOOP} {{ TABS(b, c); w = b; b = c; c = w; }}", (4096, 8192)),
        ("continue", f"{LOOP} {{ TABS(b, c); if (n > i) {{ TASSIGN(b, 64); continue; }} TASSIGN(b, 4096); }}",
         (64, 4096)),
        ("break", f"{LOOP} {{ if (n > i) {{ TASSIGN(b, 64); break; }} }} TABS(b, c);", (64, 4096)),
        ("an address that moves on and on", f"{LOOP} {{ TSUBVIEW(b, b, 1, 0); TABS(b, c); }}", None),
        ("a while loop", "while (n > 0) { TABS(b, c); TASSIGN(b, 64); }", (64, 4096)),
        ("a preprocessor arm that is not known", "\n#if FAST\nTASSIGN(b, 64);\n#endif\nTABS(b, c);", "outside"),
        ("a name that hides another", "{ int b = 3; } TABS(b, c);", "outside"),
        ("a tile that hides another", "{ " + tile("b", 64) + " } TABS(b, c);", "outside"),
        ("goto", "goto out; out: TABS(b, c);", (4096,)),
        ("goto elsewhere in the function", "TASSIGN(b, 64); TABS(b, c); back: n = 1; goto back;", (64,)),
    ],
)  # fmt: skip
def test_address_where_paths_meet(title: str, body: str, expected: tuple[int, ...] | str | None) -> None:
    if "goto back" in body:
        body = "TASSIGN(b, 64); back: TABS(b, c); goto back;"
    assert bases(body) == expected, title


def test_a_function_of_the_file_may_bind_what_it_is_given() -> None:
    helper = f"static AICORE void move({TILE_TYPE}& t) {{ TASSIGN(t, 64); }}\n"
    assert bases("move(b); TABS(b, c);", before=helper) == (64,)
    assert bases("move(c); TABS(b, c);", before=helper) == (4096,)


TILE_TYPE = tile("").removesuffix(" ;")
POP = "TPipe<0, Direction::DIR_C2V, 4096, 8, 4, false>"


@pytest.mark.parametrize(
    ("title", "body", "expected", "slots"),
    [
        ("the first", "TPOP<{P}>(p, w); TABS(w, c);", (65536,), 1),
        ("the second", "TPOP<{P}>(p, w); TPOP<{P}>(p, w); TABS(w, c);", (65536 + 4096,), 1),
        ("the fifth is the first again", "TPOP<{P}>(p, w); " * 5 + "TABS(w, c);", (65536,), 1),
        ("in a loop all, by the round", LOOP + " {{ TPOP<{P}>(p, w); TABS(w, c); }}", (65536, 69632, 73728, 77824), 1),
        ("after a loop too", LOOP + " {{ TPOP<{P}>(p, x); }} TPOP<{P}>(p, w); TABS(w, c);", (65536,), 4),
        ("after a branch too", "if (n > 0) {{ TPOP<{P}>(p, x); }} TPOP<{P}>(p, w); TABS(w, c);", (65536,), 4),
        ("an earlier tile stays", "TPOP<{P}>(p, w); TPOP<{P}>(p, x); TABS(w, c);", (65536,), 1),
        ("a pipe given away", "mystery(p); TPOP<{P}>(p, w); TABS(w, c);", (65536,), 4),
    ],
)
def test_tile_pop_rotates(title: str, body: str, expected: tuple[int, ...] | None, slots: int) -> None:
    text = f"const int32_t k = 65536; auto p = {POP}(gm, k, k); " + body.replace("{P}", POP).replace("{{", "{").replace(
        "}}", "}"
    )
    found = operands(text)[0]
    assert (found.bases, found.slots) == (expected, slots), title


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("the first", "TPOP<{P}>(p, w); TABS(w, c);", (65536,)),
        ("the second: a tile or a slot on", "TPOP<{P}>(p, w); TPOP<{P}>(p, w); TABS(w, c);", (69632, 73728)),
        ("in a loop: any", LOOP + " {{ TPOP<{P}>(p, w); TABS(w, c); }}", (65536, 69632, 73728, 77824, 81920, 90112)),
    ],
)
def test_a_slot_that_is_larger_than_the_tile(title: str, body: str, expected: tuple[int, ...]) -> None:
    """Buffers lie a tile apart in pto-isa b9122ec, a slot apart in 3186c381: TPush.hpp popVecTileFromGMFiFo."""
    pipe = POP.replace("4096", "8192")
    text = body.replace("{P}", pipe).replace("{{", "{").replace("}}", "}")
    assert bases(f"const int32_t k = 65536; auto p = {pipe}(gm, k, k); {text}") == expected, title


def test_all_pipes_are_laid_out_by_one_version_of_the_headers() -> None:
    """The second tiles, from 65536 on: of a large slot at 4096 or 16384, of a small one at 20480 or 17408."""
    small, large = POP.replace("4096", "1024").replace("<0", "<2"), POP.replace("4096", "16384")
    text = f"const int32_t k = 65536; const int32_t l = 81920; auto p = {large}(gm, k, k); auto q = {small}(gm, l, l); "
    text += f"TPOP<{large}>(p, w); TPOP<{large}>(p, w); TPOP<{small}>(q, x); TPOP<{small}>(q, x); "
    text += "TABS(w, c); TNEG(b, x);"
    assert "TABS -> TNEG" in hazards(text)
    found = [(o.earlier.text, o.later.text) for w in unordered_pairs(program(text)) for o in w.obligations]
    assert any("TABS" in first and "TNEG" in second for first, second in found)


def test_too_many_places_for_a_popped_tile() -> None:
    pipe = POP.replace("4096, 8, 4", "8192, 8, 8")
    pop = f"TPOP<{pipe}>(p, w);"
    text = f"const int32_t k = 65536; auto p = {pipe}(gm, k, k); {LOOP} {{ {{0}} TABS(w, c); }}"
    assert bases(text.replace("{0}", f"if (n > 0) {{ {pop} }} {pop}")) is None
    assert len(bases(text.replace("{0}", pop)) or ()) == 12  # two of them in each round


def test_a_pop_from_an_unknown_buffer() -> None:
    assert bases(f"auto p = {POP}(gm, n, n); TPOP<{POP}>(p, w); TABS(w, c);") is None


def test_a_popped_tile_of_a_loop_meets_every_buffer() -> None:
    text = f"const int32_t k = 65536; auto p = {POP}(gm, k, k); TASSIGN(x, 65536 + 3 * 4096); "
    assert "TABS -> TNEG" in hazards(f"{text} TABS(x, a); {LOOP} {{ TPOP<{POP}>(p, w); TNEG(b, w); }}")


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("reads through a reshape", "TRESHAPE(w, a); TABS(a, b); TNEG(c, w);"),
        ("one address, two names", "TASSIGN(w, 0); TABS(a, b); TNEG(c, w);"),
        ("partial overlap", "TASSIGN(w, 2048); TABS(a, b); TNEG(c, w);"),
        ("an unknown address", "TASSIGN(w, where); TABS(a, b); TNEG(c, w);"),
        ("an unknown address first", "TASSIGN(w, where); TABS(w, b); TNEG(c, a);"),
        ("a subview", "TSUBVIEW(w, a, 3, 0); TABS(a, b); TNEG(c, w);"),
        ("a subview at an unknown place", "TSUBVIEW(w, a, n, 0); TABS(a, b); TNEG(c, w);"),
        ("one of two addresses", "if (n > 0) { TASSIGN(w, 0); } else { TASSIGN(w, 65536); } TABS(a, b); TNEG(c, w);"),
        (
            "the other of two addresses",
            "if (n > 0) { TASSIGN(w, 0); } else { TASSIGN(w, 65536); } TASSIGN(x, 65536); TABS(x, b); TNEG(c, w);",
        ),
        ("assigned after the write", "TABS(a, b); TASSIGN(c, 0); TNEG(d, c);"),
    ],
)
def test_aliases_conflict(title: str, body: str) -> None:
    assert hazards(body) == {"TABS -> TNEG"}, title


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("neighbours", "TABS(a, b); TNEG(c, d);"),
        ("the same inputs", "TABS(a, b); TNEG(c, b);"),
        ("moved away before the read", "TABS(a, b); TASSIGN(a, 65536); TNEG(c, a);"),
        ("one byte after the end", "TASSIGN(w, 4096); TABS(a, e); TNEG(c, w);"),
        ("a column subview next to it", "TSUBVIEW(w, a, 0, 0); TABS(b, d); TNEG(c, w);"),
    ],
)
def test_disjoint_bytes_do_not_conflict(title: str, body: str) -> None:
    assert hazards(body) == set(), title


def test_a_column_tile_is_as_long_as_its_rows() -> None:
    column = tile("k", 65536, rows=64, cols=1, layout="ColMajor")
    assert hazards(f"{column} TASSIGN(w, 65536 + 256); TABS(k, k); TNEG(c, w);") == set()
    assert hazards(f"{column} TASSIGN(w, 65536 + 224); TABS(k, k); TNEG(c, w);") == {"TABS -> TNEG"}


@pytest.mark.parametrize(
    ("title", "pops", "meets"),
    [
        ("the slot after: by tile where the other is by slot", 2, False),
        ("all but the same slot", 4, False),
        ("the same slot", 5, True),
    ],
)
def test_slots_are_apart_in_one_way_or_the_other(title: str, pops: int, meets: bool) -> None:
    """The second tile is at 69632 or 73728, the third at 73728 or 81920: they never meet."""
    pipe = POP.replace("4096", "8192")
    body = f"TPOP<{pipe}>(p, x); TPOP<{pipe}>(p, w); TABS(b, w); " + f"TPOP<{pipe}>(p, x); " * (pops - 1)
    text = f"const int32_t k = 65536; auto p = {pipe}(gm, k, k); {body}"
    assert ("TABS -> TPOP" in hazards(text)) is meets, title
    found = [(o.earlier.text, o.later.text) for w in unordered_pairs(program(text)) for o in w.obligations]
    assert any("TABS" in first and "TPOP" in second for first, second in found) is meets, title
