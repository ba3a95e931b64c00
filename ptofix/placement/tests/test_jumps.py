"""Jumps: a flag is balanced on every path, and orders what it should whatever leads past it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from random import Random

import pytest

from ptofix.api.chosen_passes import SYNC
from ptofix.hardware.pipe import Pipe
from ptofix.isa.architecture import A2A3
from ptofix.order.flags import flag_counts
from ptofix.order.model import STRICT
from ptofix.order.unrolled import in_rounds
from ptofix.placement.fences import FlagFence, narrower
from ptofix.placement.sequences import sequences, synchronises
from ptofix.placement.tests.kernels import is_in_order, missing, stream, verdict_of
from ptofix.proof.check import check
from ptofix.proof.verdict import Proved
from ptofix.rules.races import Race
from ptofix.rules.rule import race_fix
from ptofix.rules.subject import Subject
from ptofix.testing.kernels import kernel_of_seed, shape_of_seed
from ptofix.tests.build import kernel, programs, run, tree
from ptofix.text.source import Edit, SourceFile, apply_edits

LOOP = "for (int i = 0; i < n; ++i)"
INNER = "for (int j = 0; j < n; ++j)"
BODIES = {
    "return before all work": "if (n < 1) { return; } TLOAD(a, gm); TEXP(b, a); TSTORE(gm, b);",
    "return between two ends": "TLOAD(a, gm); if (n < 1) { return; } TEXP(b, a); TSTORE(gm, b);",
    "return after work": "TLOAD(a, gm); if (n < 1) { TABS(b, a); TSTORE(gm, b); return; } TEXP(b, a); TSTORE(gm, b);",
    "return in a loop": f"{LOOP} {{ TLOAD(a, gm); if (i == n) {{ return; }} TEXP(b, a); TSTORE(gm, b); }}",
    "return before a loop": f"TEXP(b, a); if (n < 1) {{ return; }} {LOOP} {{ TLOAD(a, gm); TEXP(b, a); }}",
    "continue": f"{LOOP} {{ TLOAD(a, gm); if (n == 3) {{ continue; }} TEXP(b, a); TSTORE(gm, b); }}",
    "continue after work": f"{LOOP} {{ TLOAD(a, gm); if (n == 3) {{ TEXP(b, a); continue; }} TSTORE(gm, b); }}",
    "break": f"{LOOP} {{ TLOAD(a, gm); if (n == 3) {{ break; }} TEXP(b, a); }} TSTORE(gm, a);",
    "the only end of a loop": "while (true) { TLOAD(a, gm); TEXP(b, a); if (n == 3) { break; } TSTORE(gm, b); }",
    "nested loops": (
        f"{LOOP} {{ TLOAD(a, gm); {INNER} {{ TEXP(b, a); if (n == 3) {{ break; }} TSTORE(gm, b); "
        "if (n == 4) { continue; } TLOAD(a, gm); } if (n == 5) { return; } TABS(c, b); }"
    ),
    "fall through": (
        "switch (n) { case 1: TLOAD(a, gm); case 2: TEXP(b, a); break; default: TABS(b, c); } TSTORE(gm, b);"
    ),
    "fall through in a loop": (
        f"{LOOP} {{ switch (n) {{ case 1: TLOAD(a, gm); case 2: TEXP(b, a); break; default: TABS(b, c); }} "
        "TSTORE(gm, b); }"
    ),
    "jumps out of a switch": (
        f"{LOOP} {{ switch (n) {{ case 1: TLOAD(a, gm); if (n > 4) {{ break; }} TEXP(b, a); break; "
        "case 3: continue; default: TABS(b, c); } TSTORE(gm, b); }"
    ),
    "goto back": "again: TLOAD(a, gm); TEXP(b, a); if (n < 3) { goto again; } TSTORE(gm, b);",
    "goto ahead": "TLOAD(a, gm); if (n < 3) { goto done; } TEXP(b, a); done: TSTORE(gm, b);",
    "goto into a branch": (
        "TLOAD(a, gm); if (n < 3) { TLOAD(c, gm); goto done; } if (n > 5) { TABS(c, a); done: TEXP(b, c); } "
        "TSTORE(gm, b);"
    ),
    "goto out of nested loops": (
        f"{LOOP} {{ {INNER} {{ TLOAD(a, gm); if (n < 3) {{ goto done; }} TEXP(b, a); }} }} done: TSTORE(gm, b);"
    ),
    "goto from loop to loop": (
        f"{LOOP} {{ TLOAD(a, gm); again: TEXP(b, a); if (n < 3) {{ break; }} }} "
        f"{INNER} {{ TSTORE(gm, b); if (n < 4) {{ goto again; }} }}"
    ),
    "flags in turn": (
        f"{LOOP} {{ TASSIGN(a, (uint64_t) (i % 2 * 8192)); TLOAD(a, gm); if (n == 4) {{ continue; }} TEXP(b, a); "
        "if (n == 3) { break; } TABS(b, a); }"
    ),
    "flags in turn and a return": (
        f"TEXP(b, a); if (n < 1) {{ return; }} {LOOP} {{ TASSIGN(a, (uint64_t) (i % 2 * 8192)); TLOAD(a, gm); "
        "if (n == 4) { return; } TEXP(b, a); }"
    ),
}
HELPER = f"""static AICORE void work(Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox> &a,
  Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox> &b, __gm__ float* gm, int32_t n) {{
  if (n < 1) {{ return; }}
  {LOOP} {{ TLOAD(a, gm); if (n == 3) {{ continue; }} TEXP(b, a); if (n == 4) {{ return; }} TSTORE(gm, b); }}
}}
"""
KERNELS = {
    **{name: kernel(body) for name, body in BODIES.items()},
    "a helper": kernel(f"{LOOP} {{ work(a, b, gm, n); TABS(c, b); }}", before=HELPER),
}


@pytest.mark.parametrize("name", KERNELS)
@pytest.mark.parametrize("mode", ["missing", "all"])
def test_every_path_is_in_order(name: str, mode: str) -> None:
    made = run(KERNELS[name], ",".join(SYNC[mode])).source
    assert "PIPE_ALL" not in made.text
    assert not missing(made)
    assert isinstance(verdict_of(made), Proved)


@pytest.mark.parametrize("name", KERNELS)
def test_barriers_of_all_pipes_are_narrowed(name: str) -> None:
    text = KERNELS[name].text
    for op in ("TLOAD", "TEXP", "TABS", "TSTORE"):
        text = text.replace(f"{op}(", f"pipe_barrier(PIPE_ALL); {op}(")
    given = SourceFile("test.cpp", text)
    made = run(given, ",".join(SYNC["narrow"]), strip=True).source
    assert "PIPE_ALL" not in made.text
    assert isinstance(verdict_of(made), Proved)
    assert isinstance(check(given, made, "strict"), Proved)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("return before all work", ()),
        ("return between two ends", ("wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);",)),
        (
            "continue",
            ("set_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID0);", "wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);"),
        ),
        ("goto back", ("wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);", "wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID1);")),
    ],
)
def test_what_stands_before_a_jump(name: str, expected: tuple[str, ...]) -> None:
    """Flags that are up are taken where the jump leads to where they are down; the other way round they are raised."""
    text = run(KERNELS[name], "resynchronise", strip=True).source.text
    block = text.partition("if (n")[2].partition("{")[2].partition("}")[0]
    assert tuple(f"{part.strip()};" for part in block.split(";")[:-2]) == expected


@pytest.mark.parametrize("name", KERNELS)
def test_each_fix_that_is_offered_orders_its_pair(name: str) -> None:
    source = KERNELS[name]
    subject = Subject(tree(source), STRICT, A2A3)
    for race in subject.missing:
        fix = race_fix(subject, race)
        if fix is None:
            continue
        fixed = SourceFile("test.cpp", apply_edits(source.text, sorted(fix.edits, key=lambda edit: edit.span)))
        assert _pairs(missing(fixed)) < _pairs(subject.missing)
        assert not [m for p in programs(fixed) for m in flag_counts(in_rounds(p)).misuses]


def _pairs(races: Iterable[Race]) -> Counter[tuple[str, ...]]:
    instructions = ((race.earlier.instruction, race.later.instruction) for race in races)
    return Counter(tuple(i.statement.text for i in pair if i.statement is not None) for pair in instructions)


def test_an_arm_that_falls_through_waits_at_its_end() -> None:
    (words,) = stream(run(KERNELS["fall through in a loop"], "resynchronise").source)
    at = words.index("TLOAD")
    flag = "(PIPE_MTE2, PIPE_V, EVENT_ID0);"
    assert words[at + 1 : at + 4] == (f"set_flag{flag}", f"wait_flag{flag}", "TEXP")
    assert not any("PIPE_MTE2, PIPE_V" in word for word in words[:at])  # no flag goes round the loop for it


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"{LOOP} {{ switch (n) {{ case 1: continue; default: break; }} }}", ["for", "switch"]),
        ("while (true) { if (n > 1) { break; } { continue; } }", ["while", "while"]),
        ("if (n > 1) { goto end; } return; end: TEXP(a, b);", ["end:", ""]),
    ],
)
def test_where_jumps_lead(body: str, expected: list[str]) -> None:
    source = kernel(body)
    found = next(iter(sequences(tree(source), "vector").where.values())).sequence.jumps
    starts = [None if jump.target is None else jump.target.unit.span.start for jump in found]
    assert ["" if start is None else source.text[start:].split()[0] for start in starts] == expected


def test_a_flag_of_an_inner_loop_goes_up_before_that() -> None:
    """Not beside the outer loop, before which it went up before."""
    source = kernel(f"TEXP(b, a); TABS(c, a); {LOOP} {{ {INNER} {{ TLOAD(a, gm); TEXP(b, a); }} }}")
    units = sequences(tree(source), "vector").where
    sequence = next(at.sequence for statement, at in units.items() if "TLOAD" in statement.text)
    outer, inner = sequence.loops
    flag = FlagFence(Pipe.V, Pipe.MTE2, sequence, 1, 0, outer, early=outer.number - 2)
    less = narrower(flag)
    assert less is not None
    assert (less.loop, less.early) == (inner, None)


def test_a_wait_that_got_lost_before_a_return_is_put_back() -> None:
    whole = run(KERNELS["return between two ends"], "resynchronise", strip=True).source
    wait = "wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0); return;"
    assert wait in whole.text
    broken = SourceFile("test.cpp", whole.text.replace(wait, "return;"))
    result = run(broken, ",".join(SYNC["missing"]), strip=True)
    assert result.source.text == whole.text


@pytest.mark.parametrize("seed", range(0, 40, 3))
def test_random_kernels_with_jumps(seed: int) -> None:
    given = SourceFile("k.cpp", kernel_of_seed(seed, replace(shape_of_seed(seed), jumps=20)))
    whole = run(given, "resynchronise").source
    assert not missing(whole)
    assert is_in_order(whole)
    statements = [s for s in tree(whole).statements if synchronises(s)]
    if statements:
        chosen = Random(seed).sample(statements, min(len(statements), 1 + seed % 3))
        broken = SourceFile("k.cpp", apply_edits(whole.text, [Edit(s.span, ";") for s in chosen]))
        assert is_in_order(run(broken, ",".join(SYNC["missing"])).source)
