"""The order that is found in real kernels, pair by pair, against what is known of them (ground_truth.toml)."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from ptofix.hardware.pipe import PIPES, Pipe
from ptofix.order.barriers import Candidate
from ptofix.order.effects import meeting_bytes
from ptofix.order.model import DEFAULT, OPS, ProgramOrder
from ptofix.program.build import program_file
from ptofix.testing.corpus import CPP
from ptofix.tests.build import barriers, kernel_files, kernel_source, name_of, programs, removed, run, tree
from ptofix.text.source import SourceFile
from ptofix.text.toml import parse_toml

TRUTH: dict[str, Any] = parse_toml(Path(__file__).with_name("ground_truth.toml").read_text(encoding="utf-8"))
SMALL = [*sorted(p.name.split(".")[0] for p in kernel_files("[!f]*.v0.45.insert-sync.cpp")), "f_rowsum_add_alias"]
FLASH_ATTENTION = sorted(TRUTH["gu"])
VERSIONS = ("v0.45", "v0.37dev")


def pairs(candidate: Candidate) -> set[str]:
    found: dict[str, set[str]] = {}
    for hazard, _ in candidate.needed_for():
        ends = [f"{name_of(s)}:{s.instruction.statement.line}" for s in (hazard.earlier, hazard.later)
                if s.instruction.statement is not None]  # fmt: skip
        for kind, first, second in hazard.overlaps:
            found.setdefault(f"{' -> '.join(ends)} {meeting_bytes(first, second)}", set()).add(kind)
    return {f"{'+'.join(sorted(kinds))} {rest}" for rest, kinds in found.items()}


def unordered(name: str, with_lines: bool = False) -> Counter[str]:
    found: Counter[str] = Counter()
    for program in program_file(tree(kernel_source(name)), idle_callers=True).programs:
        order = ProgramOrder(program, OPS)
        on_pipes = [(h.earlier, h.later) for pipe in PIPES for h in order.on(pipe).hazards()]
        for ends in [*on_pipes, *order.cross.unordered]:
            lines = [f":{s.instruction.statement.line}" if with_lines and s.instruction.statement else "" for s in ends]
            found[" -> ".join(name_of(site) + line for site, line in zip(ends, lines))] += 1
    return found


@pytest.mark.parametrize("kernel", SMALL)
def test_every_barrier_keeps_apart_exactly_the_known_pairs(kernel: str) -> None:
    known = {
        entry["line"]: {*entry["pairs"], *entry.get("also", ())}
        for entry in TRUTH["barrier"]
        if entry["kernel"] == kernel
    }
    found = {c.statement.line: pairs(c) for c in barriers(kernel_source(f"{kernel}.v0.45.insert-sync"))}
    assert found == known


def test_the_data_names_every_barrier_of_the_small_kernels() -> None:
    assert len(TRUTH["barrier"]) == 29
    assert {entry["kernel"] for entry in TRUTH["barrier"]} <= set(SMALL)


@pytest.mark.parametrize("kernel", SMALL + FLASH_ATTENTION)
def test_insert_sync_of_the_older_version_leaves_nothing_unordered(kernel: str) -> None:
    assert unordered(f"{kernel}.v0.37dev.insert-sync") == {}


@pytest.mark.parametrize("kernel", SMALL + FLASH_ATTENTION)
def test_insert_sync_of_the_newer_version_leaves_out_the_known_pairs_on_purpose(kernel: str) -> None:
    assert sorted(unordered(f"{kernel}.v0.45.insert-sync", with_lines=True)) == TRUTH["left_out"].get(kernel, [])


@pytest.mark.parametrize("kernel", SMALL + FLASH_ATTENTION)
def test_insert_sync_of_060_leaves_out_the_same_pairs(kernel: str) -> None:
    known = {**TRUTH["left_out"], **TRUTH["left_out_060"]}
    pairs = Counter(re.sub(r":\d+", "", pair) for pair in known.get(kernel, []))
    assert unordered(f"{kernel}.v0.60.insert-sync") == pairs


@pytest.mark.parametrize("kernel", [*SMALL, "fa_q128_s256_p4"])
def test_graph_sync_solver_of_060_still_does_not_see_what_the_planner_reused(kernel: str) -> None:
    assert unordered(f"{kernel}.v0.60.graph-sync-solver") == TRUTH["known_bad_060"].get(kernel, {})


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("kernel", [*SMALL, "fa_q128_s256_p4"])
def test_graph_sync_solver_leaves_the_known_pairs_unordered(kernel: str, version: str) -> None:
    known = dict(TRUTH["known_bad"].get(kernel, {}))
    if (kernel, version) == ("m_cube_double_buffer", "v0.37dev"):  # no PIPE_M barrier between the accumulations
        known = {"TMATMUL -> TMATMUL_ACC": 1, "TMATMUL_ACC -> TMATMUL": 1, "TMATMUL_ACC -> TMATMUL_ACC": 2}
    assert unordered(f"{kernel}.{version}.graph-sync-solver") == known


@pytest.mark.parametrize("version", [*VERSIONS, "v0.60"])
@pytest.mark.parametrize("kernel", FLASH_ATTENTION)
def test_gu_removes_every_multiply_add_barrier_of_flash_attention(kernel: str, version: str) -> None:
    source = kernel_source(f"{kernel}.{version}.insert-sync")
    lines = removed(run(source, "remove-barriers{evidence=extrapolated}"))
    assert len(lines) == TRUTH["gu"][kernel]
    for line in lines:
        assert source.line_text(line).strip() == "pipe_barrier(PIPE_V);"
        assert op_near(source, line, -1) == "TROWEXPANDMUL"
        assert op_near(source, line, 1) == "TADD"


def op_near(source: SourceFile, line: int, step: int) -> str:
    """The next call in capitals, up or down, that is no address of a tile."""
    while True:
        line += step
        found = re.match(r"\s*(T[A-Z]+)\(", source.line_text(line))
        if found and found[1] != "TASSIGN":
            return found[1]


@pytest.mark.parametrize(("kernel", "kept"), [("fa_q1024_s256_p3", 49), ("fa_q128_s256_p4", 65)])
def test_proven_keeps_as_few_barriers_of_060(kernel: str, kept: int) -> None:
    source = kernel_source(f"{kernel}.v0.60.insert-sync")
    gone = removed(run(source, "drop-redundant-barriers{evidence=extrapolated}"))
    assert source.text.count("pipe_barrier(PIPE_V);") - len(gone) == kept


@pytest.mark.parametrize("kernel", FLASH_ATTENTION)
def test_barriers_that_flags_replace_are_redundant_together(kernel: str) -> None:
    result = run(kernel_source(f"{kernel}.v0.45.insert-sync"), "drop-redundant-barriers{model=ops}")
    assert sorted(removed(result)) == TRUTH["redundant"][kernel]


@pytest.mark.parametrize("kernel", SMALL)
def test_no_barrier_of_the_small_kernels_is_redundant_by_whole_calls(kernel: str) -> None:
    assert removed(run(kernel_source(f"{kernel}.v0.45.insert-sync"), "drop-redundant-barriers{model=ops}")) == []


@pytest.mark.parametrize("kernel", SMALL)
def test_patterns_remove_what_is_redundant_at_their_sites(kernel: str) -> None:
    made = {
        "e_exp_rowsum_independent": [68],
        "f_rowsum_add_alias": [74],
        "g_gu_loop": [72],
        "g2_gu_loop_load_between": [72],
        "h_final_div_pair": [107, 110, 124],
        "p_gu_in_branches": [89, 95, 100],
        "q_valid_size_at_run_time": [64],
    }
    source = kernel_source(f"{kernel}.v0.45.insert-sync")
    result = run(source, "remove-barriers{patterns=all evidence=extrapolated}")
    assert removed(result) == made.get(kernel, [])
    by_distance = {"hw.repeat-distance", "hw.read-before-write"}
    assert all({*remark.assumptions} <= by_distance for remark in result.remarks if remark.number)
    assert {*removed(result)} <= {*removed(run(source, "drop-redundant-barriers{evidence=extrapolated}"))}


@pytest.mark.parametrize("pipeline", ["drop-redundant-barriers", "remove-barriers{patterns=all}"])
@pytest.mark.parametrize("kernel", SMALL + FLASH_ATTENTION)
def test_what_was_unordered_before_is_all_that_is_unordered_after(kernel: str, pipeline: str) -> None:
    before = kernel_source(f"{kernel}.v0.45.insert-sync")
    after = run(before, pipeline).source
    assert unordered_on_vector(after) == unordered_on_vector(before)


def unordered_on_vector(source: SourceFile) -> set[tuple[str, int, str, int]]:
    """Under the default model."""
    return {
        (name_of(h.earlier), h.earlier.instruction.statement.line, name_of(h.later), h.later.instruction.statement.line)
        for program in programs(source)
        for h in ProgramOrder(program, DEFAULT).on(Pipe.V).hazards()
        if h.earlier.instruction.statement is not None and h.later.instruction.statement is not None
    }


def test_there_are_kernels() -> None:
    assert len(kernel_files()) == 142
    assert CPP.is_dir()
