"""Flags and barriers made anew: in order for analysis and checker, and the same whatever there was before."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from random import Random

import pytest

from ptofix.api.chosen_passes import SYNC
from ptofix.order.model import STRICT
from ptofix.placement.sequences import synchronises
from ptofix.placement.tests.kernels import is_in_order, missing, stream, verdict_of
from ptofix.proof.check import check
from ptofix.proof.verdict import Proved, Refuted
from ptofix.testing.corpus import NO_SYNC
from ptofix.testing.kernels import kernel_of_seed, shape_of_seed
from ptofix.tests.build import kernel, kernel_files, run, tree
from ptofix.text.source import Edit, SourceFile, apply_edits, read_source


def by_kernel() -> dict[str, list[Path]]:
    """The small kernels of the corpus, each with the outputs of one version of the assembler."""
    found = defaultdict[str, list[Path]](list)
    for path in [*kernel_files(), *sorted(NO_SYNC.glob("*.cpp"))]:
        name, version, *_ = path.name.replace("v0.", "v0_").split(".")
        if not name.startswith("fa_"):
            found[f"{name}.{version}"].append(path)
    return found


@pytest.mark.parametrize("paths", by_kernel().values(), ids=by_kernel())
def test_the_same_whatever_there_was(paths: list[Path]) -> None:
    made = [run(read_source(str(path)), "resynchronise") for path in paths]
    for result in made:
        assert not [remark for remark in result.remarks if remark.reason == "unplaceable"]
        assert not missing(result.source)
        assert isinstance(verdict_of(result.source), Proved)
    turns = [[word.partition("(event_t)")[0] for words in stream(result.source) for word in words] for result in made]
    assert all(words == turns[0] for words in turns)  # the names of variables differ
    assert not any("PIPE_ALL" in word for word in turns[0])


@pytest.mark.parametrize("seed", range(24))
def test_random_kernels(seed: int) -> None:
    result = run(SourceFile("k.cpp", kernel_of_seed(seed, shape_of_seed(seed))), "resynchronise")
    assert not missing(result.source)
    assert isinstance(verdict_of(result.source), Proved)


@pytest.mark.parametrize("seed", range(24))
def test_what_is_deleted_is_put_back(seed: int) -> None:
    whole = run(SourceFile("k.cpp", kernel_of_seed(seed, shape_of_seed(seed))), "resynchronise").source
    statements = [s for s in tree(whole).statements if synchronises(s)]
    if not statements:
        return
    chosen = Random(seed).sample(statements, min(len(statements), 1 + seed % 4))
    broken = SourceFile("k.cpp", apply_edits(whole.text, [Edit(s.span, ";") for s in chosen]))
    repaired = run(broken, ",".join(SYNC["missing"])).source
    assert is_in_order(repaired)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("TLOAD(a, gm); TEXP(b, a);", "MTE2>V"),
        ("TLOAD(a, gm); TLOAD(c, gm); TADD(b, a, c);", "MTE2>V"),
        ("TLOAD(a, gm); if (n > 1) { TEXP(b, a); } else { TABS(b, a); }", "MTE2>V"),
        ("TLOAD(a, gm); if (n > 1) { TLOAD(c, gm); } TADD(b, a, c);", "MTE2>V"),
        ("if (n > 1) { TLOAD(a, gm); } TEXP(b, a);", "MTE2>V"),
        ("for (int i = 0; i < n; ++i) { TLOAD(a, gm); TEXP(b, a); }", "V>MTE2 MTE2>V V>MTE2"),
        ("for (int i = 0; i < n; ++i) { TEXP(b, a); } TSTORE(gm, b);", "V>MTE3"),
        ("switch (n) { case 1: TLOAD(a, gm); TEXP(b, a); break; default: TABS(b, a); }", "MTE2>V"),
        ("TEXP(b, a); TEXP(c, b);", ""),
    ],
)  # fmt: skip
def test_flags(body: str, expected: str) -> None:
    result = run(kernel(body), "resynchronise")
    text = result.source.text
    flags = [part.split(")")[0].replace("PIPE_", "").split(", ") for part in text.split("set_flag(")[1:]]
    assert " ".join(f"{source}>{target}" for source, target, _ in flags) == expected
    assert isinstance(verdict_of(result.source), Proved)


def test_orders_through_global_memory() -> None:
    made = run(kernel("TSTORE(gm, a); TLOAD(b, gm);"), "resynchronise").source
    assert "TSTORE(gm, a); set_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID0);" in made.text
    apart = kernel("TSTORE(gm, a); TLOAD(b, to);", parameters="__gm__ float* gm, __gm__ float* to")
    assert run(apart, "resynchronise").source.text == apart.text
    assert "set_flag" in run(apart, "resynchronise{off=mem.arguments-distinct}").source.text


def test_what_a_barrier_orders_on_one_path_only_is_kept() -> None:
    """The store may meet what the wait reads: in one round nothing orders the two, from round to round the barrier."""
    body = "pto::comm::TWAIT(to, n, pto::comm::WaitCmp::GE); TSTORE(gm, a); pipe_barrier(PIPE_ALL); TLOAD(b, gm);"
    parameters = "__gm__ float* gm, __gm__ int32_t* to, int32_t n"
    text = kernel(f"for (int i = 0; i < n; i += 1) {{\n{body}\n}}", parameters=parameters)
    made = run(text, "narrow-barrier-all", strip=True).source
    assert "PIPE_ALL" not in made.text
    assert isinstance(check(text, made, "strict", STRICT.assumed), Proved)


def test_data_before_its_signal() -> None:
    parameters = "__gm__ float* gm, __gm__ int32_t* to, int32_t n"
    notified = "TSTORE(gm, a); ORDER pto::comm::TNOTIFY(to, n, pto::comm::NotifyOp::Set);"
    flag = "set_flag(PIPE_MTE3, PIPE_S, EVENT_ID0); wait_flag(PIPE_MTE3, PIPE_S, EVENT_ID0);"
    ordered, bare = (kernel(notified.replace("ORDER", text), parameters=parameters) for text in (flag, ""))
    assert isinstance(check(ordered, bare, "strict", STRICT.assumed), Refuted)
    for pipeline in ("add-missing-orders", "resynchronise"):
        made = run(bare, pipeline, strip=True).source.text
        places = [made.index(words) for words in ("TSTORE", "set_flag(PIPE_MTE3", "wait_flag(PIPE_MTE3", "TNOTIFY")]
        assert places == sorted(places)
    barrier = kernel(notified.replace("ORDER", "pipe_barrier(PIPE_MTE3);"), parameters=parameters)
    assert run(barrier, "add-missing-orders").source.text == barrier.text
    every = kernel(notified.replace("ORDER", "pipe_barrier(PIPE_ALL);"), parameters=parameters)
    assert "set_flag(PIPE_MTE3, PIPE_S, EVENT_ID0);" in run(every, "narrow-barrier-all").source.text


def test_left_alone() -> None:
    source = kernel("TLOAD(a, gm); unknown_op(a); TEXP(b, a);")
    result = run(source, "resynchronise")
    assert result.source.text == source.text
    assert [remark.reason for remark in result.remarks] == ["unplaceable"]


def test_a_barrier_after_a_label_stands_where_it_stood() -> None:
    text = kernel(
        "TEXP(b, a);\nif (n > 3) {\ngoto next;\n} else {\ngoto next;\n}\nnext:\npipe_barrier(PIPE_V);\nTABS(c, b);"
    )
    made = run(text, "resynchronise", strip=True).source
    assert made.text == text.text
    assert isinstance(check(text, made, "strict", STRICT.assumed), Proved)


def test_an_order_that_skips_rounds_has_flags_in_turn() -> None:
    slots = "for (int i = 0; i < n; i += 1) { TASSIGN(a, (i % 3) * 4096); TLOAD(a, gm); TEXP(a, a); TSTORE(to, a); }"
    tile = "Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64> a;"
    made = run(kernel(slots, tiles=tile, parameters="__gm__ float* gm, __gm__ float* to, int32_t n"), "resynchronise")
    assert "wait_flag(PIPE_MTE3, PIPE_MTE2, (event_t) ((uint64_t) i % 3));" in made.source.text
    assert isinstance(verdict_of(made.source), Proved)


@pytest.mark.parametrize(
    ("head", "slot", "event"),
    [
        ("int i = 0; i < n; i += 2", "i % 4", "(uint64_t) i / 2 % 2"),
        ("int i = 0; i < n; i += 3", "i % 9", "(uint64_t) i / 3 % 3"),
        ("int i = 1; i < n; i += 4", "i % 3", "(uint64_t) i / 4 % 3"),
    ],
)
def test_turns_are_counted_by_rounds(head: str, slot: str, event: str) -> None:
    """By the variable alone a loop that goes on by two would have one flag for all of its rounds."""
    slots = f"for ({head}) {{ TASSIGN(a, ({slot}) * 4096); TLOAD(a, gm); TEXP(a, a); TSTORE(to, a); }}"
    tile = "Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64> a;"
    made = run(kernel(slots, tiles=tile, parameters="__gm__ float* gm, __gm__ float* to, int32_t n"), "resynchronise")
    assert f"wait_flag(PIPE_MTE3, PIPE_MTE2, (event_t) ({event}));" in made.source.text
    assert isinstance(verdict_of(made.source), Proved)
