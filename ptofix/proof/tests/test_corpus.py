"""The corpus: versions and modes against each other, and every deletion of one synchronisation statement."""

from __future__ import annotations

import re

import pytest

from ptofix.evidence.assumptions import ARGUMENTS, FLAG_KEY, REPEAT_DISTANCE
from ptofix.proof.check import MODELS, check
from ptofix.proof.tests.kernels import corpus, corpus_names
from ptofix.proof.verdict import Proved, Refuted, Undecided, Verdict
from ptofix.testing.corpus import FLASH_ATTENTION
from ptofix.text.source import SourceFile, read_source

SYNC = re.compile(r"\s*(pipe_barrier|set_flag|wait_flag)\(")
# Read-after-writes that 0.45 leaves without a barrier on purpose: line of the later op in the output of v0.37dev.
LONG_READS = {
    "a_raw_chain": [65, 66],
    "d_exp_rowsum_dependent": [76],
    "i_loop_carried": [64],
    "n_address_reuse": [88],
    "o_subview_alias": [57],
    "q_valid_size_at_run_time": [61, 62, 63],
}
# Pairs that the graph-sync-solver loses, in on-chip memory (corpus README) and in global memory.
LOST_BY_GRAPH_SYNC = {
    "c_rowmax_reshape_alias": (1, 0),
    "d_exp_rowsum_dependent": (2, 0),
    "e_exp_rowsum_independent": (1, 0),
    "f_rowsum_add_alias": (1, 0),
    "h_final_div_pair": (1, 0),
    "n_address_reuse": (2, 0),
    "o_subview_alias": (3, 0),
    "fa_q128_s256_p4": (32, 0),
}


def compare(before: SourceFile, after: SourceFile, model: str, across: bool = False) -> Verdict:
    """Flags are matched by both pipes, as the assembler allocates them."""
    return check(before, after, model, MODELS[model] | {FLAG_KEY}, across_versions=across)


def compare_in_one_memory(before: SourceFile, after: SourceFile, model: str) -> Verdict:
    """As if the host could hand over one buffer as two arguments."""
    return check(before, after, model, MODELS[model] - {ARGUMENTS} | {FLAG_KEY})


@pytest.mark.parametrize(
    "name", [name for name in corpus_names() if not name.startswith("fa_") or name.endswith("s256_p3")]
)
def test_the_new_version_lost_no_wait(name: str) -> None:
    old, new = corpus(name, "v0.37dev"), corpus(name, "v0.45")
    back = compare(new, old, "strict", True)
    if name.startswith("fa_"):  # 0.37 raises flags again before they were awaited, 0.45 does not
        assert isinstance(back, Undecided)
        assert "is raised again before it was awaited, as it was not" in back.reason
    else:
        assert isinstance(back, Proved)
    found = compare(old, new, "default", True)
    assert isinstance(found, Proved)
    assert found.renamed
    assert (REPEAT_DISTANCE in found.assumptions) == (name in LONG_READS)
    strict = compare(old, new, "strict", True)
    lost = strict.witnesses if isinstance(strict, Refuted) else ()
    assert sorted({w.obligations[0].later.line for w in lost}) == LONG_READS.get(name, [])
    assert all("RAW" in {o.kind for o in w.obligations} for w in lost)


@pytest.mark.parametrize("name", corpus_names("graph-sync-solver"))
def test_the_graph_sync_solver_loses_what_the_readme_lists(name: str) -> None:
    found = compare(corpus(name), corpus(name, mode="graph-sync-solver"), "ops", True)
    witnesses = found.witnesses if isinstance(found, Refuted) else ()
    in_global = [w for w in witnesses if w.obligations[0].region.memory.startswith("GM")]
    assert (len(witnesses) - len(in_global), len(in_global)) == LOST_BY_GRAPH_SYNC.get(name, (0, 0))
    assert isinstance(found, (Proved, Refuted))


@pytest.mark.parametrize("name", [name for name in corpus_names() if not name.startswith("fa_")])
def test_identical_texts_are_proved(name: str) -> None:
    """Of Flash Attention test_walk.py says so."""
    source = corpus(name)
    for model in MODELS:
        found = check(source, source, model)
        assert isinstance(found, Proved)
        assert (found.assumptions, found.statistics.removed) == ((), 0)


def deletions(source: SourceFile) -> list[tuple[int, SourceFile]]:
    """Each text with one synchronisation statement of a kernel removed, and its line."""
    lines = source.text.split("\n")
    first = next(i for i, line in enumerate(lines) if "__gm__" in line)
    return [
        (i + 1, SourceFile("mutant.cpp", "\n".join(lines[:i] + lines[i + 1 :])))
        for i in range(first, len(lines))
        if SYNC.match(lines[i])
    ]


@pytest.mark.parametrize("name", [name for name in corpus_names() if not name.startswith("fa_")])
def test_no_statement_of_a_small_kernel_can_be_deleted(name: str) -> None:
    """Under `ops` nothing in these files is redundant (corpus README): no mutant is equivalent."""
    source = corpus(name)
    for line, mutant in deletions(source):
        assert isinstance(compare_in_one_memory(source, mutant, "ops"), Refuted), line


# Deletions that `strict` lets pass. The reason is the same for all: a drain inside the op in front (row reductions end
# in a barrier) or inside the next one (a row-expand's broadcast is before its barrier) orders the pair.
DRAINED_INSIDE = {
    "c_rowmax_reshape_alias": [69],
    "f_rowsum_add_alias": [71, 74],
    "g_gu_loop": [68],
    "g2_gu_loop_load_between": [65],
    "p_gu_in_branches": [87, 93, 98],
    "q_valid_size_at_run_time": [59, 64],
}


@pytest.mark.parametrize("name", [name for name in corpus_names() if not name.startswith("fa_")])
def test_deletions_that_micro_steps_make_equivalent(name: str) -> None:
    source = corpus(name)
    passed = [
        line
        for line, mutant in deletions(source)
        if isinstance(compare_in_one_memory(source, mutant, "strict"), Proved)
    ]
    assert passed == DRAINED_INSIDE.get(name, [])


def test_redundant_barriers_of_flash_attention() -> None:
    """Four that flags replace, one by one and together; one of them rests on the identity of a flag."""
    source = read_source(str(FLASH_ATTENTION / "golden" / "fa_q1024_s512_p3_k1.v0.45.insert-sync.cpp"))
    lines = source.text.split("\n")
    redundant = [1693, 1911, 2120, 2328]
    for gone in [*([line] for line in redundant), redundant]:
        text = "\n".join("" if i + 1 in gone else line for i, line in enumerate(lines))
        found = compare(source, SourceFile("after.cpp", text), "ops")
        assert isinstance(found, Proved)
        assert (FLAG_KEY in found.assumptions) == (1693 in gone)


def test_barriers_between_stores_to_two_arguments_are_not_needed() -> None:
    source = corpus("h_final_div_pair")
    barriers = {line: mutant for line, mutant in deletions(source) if "PIPE_MTE3)" in source.line_text(line)}
    verdicts = {line: compare(source, mutant, "ops") for line, mutant in barriers.items()}
    proved = [line for line, found in verdicts.items() if isinstance(found, Proved) and ARGUMENTS in found.assumptions]
    assert proved == [128, 131]
