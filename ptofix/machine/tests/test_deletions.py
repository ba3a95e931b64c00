"""One barrier or flag is deleted: the machine and `verify` agree on what comes of it, in both directions.

All deletions: `python benchmarks/machine.py`.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from ptofix.machine.tests.deletions import Judge, deletions, flash_attention, small, synchronisation
from ptofix.machine.tests.kernels import ROUNDS, SYNCHRONISED
from ptofix.testing.corpus import CPP

SAMPLE = 2

# Ten deletions that give a wrong number: kernel of 0.45, line, statement, model.
WRONG_NUMBERS = (
    ("a2_raw_chain_small", 61, "pipe_barrier(PIPE_V);", "default"),
    ("d_exp_rowsum_dependent", 92, "pipe_barrier(PIPE_MTE3);", "default"),
    ("h_final_div_pair", 104, "pipe_barrier(PIPE_V);", "default"),
    ("j_if_else_one_path", 68, "pipe_barrier(PIPE_V);", "default"),
    ("m_cube_double_buffer", 128, "pipe_barrier(PIPE_M);", "default"),
    ("k2_legacy_default_slot_pipe", 78, "wait_flag(PIPE_MTE2, PIPE_MTE3, EVENT_ID0);", "default"),
    ("l_gm_slot_tensor_pipe", 59, "wait_flag(PIPE_MTE2, PIPE_MTE1, EVENT_ID0);", "default"),
    ("s_rotating_slots", 50, "wait_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID0);", "default"),
    ("g_gu_loop", 72, "pipe_barrier(PIPE_V);", "strict"),
    ("p_gu_in_branches", 95, "pipe_barrier(PIPE_V);", "strict"),
)


@pytest.mark.parametrize("path", [p for p in SYNCHRONISED if ".v0.37" not in p.name], ids=lambda path: path.stem)
def test_what_is_needed_shows_and_what_is_proven_does_not(path: Path) -> None:
    numbers = synchronisation(path.read_text())
    model = "default" if ".v0.45" in path.name else "strict"
    for one in deletions(path, model, Random(path.name).sample(numbers, SAMPLE), rounds=2):
        assert one.agrees, one


@pytest.mark.parametrize(("name", "line", "text", "model"), WRONG_NUMBERS)
def test_wrong_numbers(name: str, line: int, text: str, model: str) -> None:
    path = CPP / f"{name}.v0.45.insert-sync.cpp"
    one = Judge(path, model, small(path, ROUNDS)).without(line - 1)
    assert one.text == text
    assert one.wrong
    assert one.refuted


def test_inside_flash_attention() -> None:
    """One that is needed, and one that is proven; a sample: `python benchmarks/flash_attention_deletions.py`."""
    path = CPP / "fa_q128_s256_p4.v0.45.insert-sync.cpp"
    judge = Judge(path, "default", flash_attention(path, 1024))
    needed, proven = judge.without(150), judge.without(903)
    assert (needed.text, proven.text) == ("wait_flag(PIPE_FIX, PIPE_M, EVENT_ID0);", "pipe_barrier(PIPE_V);")
    assert (needed.shown, needed.refuted) == (True, True)
    assert (proven.shown, proven.refuted) == (False, False)
