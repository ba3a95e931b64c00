"""A recording of emitted text against the text: what one launch misses the text may miss, and what the text can do
without no execution needs. Rolled up, a recording is judged as it is when straight.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ptofix.cpp.parser import parse
from ptofix.machine.kernel import kernel_of
from ptofix.order.model import MODELS
from ptofix.program.integers import type_named
from ptofix.record.recording import RecordOptions, record
from ptofix.record.rolled import rolled
from ptofix.testing.corpus import CPP, FLASH_ATTENTION
from ptofix.testing.kernels import KernelShape, kernel_of_seed, shape_of_seed
from ptofix.testing.second_opinion import Opinions, opinions, recordings
from ptofix.testing.tools import compiler
from ptofix.text.source import SourceFile

SMALL = sorted(path for path in CPP.glob("*.v0.45.insert-sync.cpp") if not path.name.startswith("fa_"))
JUMPS = KernelShape(5, 2, 60, 30, jumps=25)


def agrees(text: str, values: dict[str, int], model: str) -> tuple[Opinions, int]:
    """What a launch shows, and how many lines rolling up saves."""
    straight = recordings(text, values)
    short = rolled(straight)
    one, other = (opinions(text, lines, MODELS[model]) for lines in (straight, short))
    for found in (one, other):
        assert found.missing <= found.may_be_open
        assert not found.redundant & found.needed
        assert found.flags_of_recording <= found.flags
    assert (one.missing, one.needed, one.flags_of_recording) == (other.missing, other.needed, other.flags_of_recording)
    return one, len(straight) - len(short)


def sizes(text: str, number: int) -> dict[str, int]:
    """Every integer that the kernel is given."""
    kernel = kernel_of(parse(SourceFile("t.cpp", text)))
    plain = (p for p in kernel.head.parameters if "*" not in p.type.after and type_named(p.type.name))
    return {str(parameter.name): number for parameter in plain}


@pytest.mark.parametrize("path", SMALL, ids=lambda path: path.stem)
def test_the_corpus(path: Path) -> None:
    text = path.read_text()
    agrees(text, sizes(text, 4), "strict")


def test_barriers_of_the_corpus_that_are_gone_are_missed_in_both() -> None:
    text = (CPP / "g_gu_loop.v0.45.insert-sync.cpp").read_text().replace("pipe_barrier(PIPE_V);", "")
    found, saved = agrees(text, sizes(text, 16), "strict")
    assert found.missing
    assert saved > 0


@pytest.mark.parametrize(
    ("path", "s1", "repeats"),
    [
        (CPP / "fa_q1024_s256_p3.v0.45.insert-sync.cpp", 2560, True),  # long enough for the cube core
        (FLASH_ATTENTION / "golden" / "fa_q1024_s256_p4_k1.v0.45.insert-sync.cpp", 1792, False),
    ],
    ids=lambda value: getattr(value, "stem", str(value)),
)
def test_flash_attention(path: Path, s1: int, repeats: bool) -> None:
    """What the kernels do for the first block of rows, of eight."""
    text = path.read_text()
    found, saved = agrees(text, {**sizes(text, s1), "get_block_num()": 8}, "default")
    assert found.redundant
    assert found.needed
    assert (saved > 0) == repeats


def test_random_kernels() -> None:
    saved = 0
    for seed in range(10):
        for rounds in (0, 4):
            text = kernel_of_seed(seed, shape_of_seed(seed))
            saved += agrees(text, {"n": rounds}, ("strict", "default")[seed % 2])[1]
    assert saved > 20


@pytest.mark.parametrize(("seed", "rounds"), [(900007, 1), (900008, 3), (900010, 3), (900031, 3)])
def test_rounds_that_raise_more_than_they_await(seed: int, rounds: int) -> None:
    agrees(kernel_of_seed(seed, shape_of_seed(seed)), {"n": rounds}, ("strict", "default")[seed % 2])


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 100_000), st.integers(0, 5))
def test_kernels_that_jump(seed: int, rounds: int) -> None:
    agrees(kernel_of_seed(seed, JUMPS), {"n": rounds}, "strict")


# ---- recordings that a compiler made ----


@pytest.mark.parametrize("path", [path for path in SMALL if path.name[:2] in ("g_", "s_")], ids=lambda path: path.stem)
def test_the_corpus_recorded(path: Path, tmp_path: Path) -> None:
    agrees_recorded(path.read_text(), 3, tmp_path)


@pytest.mark.parametrize("seed", [2])
def test_random_kernels_recorded(seed: int, tmp_path: Path) -> None:
    head = '#include "pto/pto-inst.hpp"\nusing namespace pto;\n'
    text = kernel_of_seed(seed, shape_of_seed(seed)).replace(", float s)", ")").replace(", s)", ", 2.0f)")
    agrees_recorded(head + text, 4, tmp_path)


def agrees_recorded(text: str, number: int, folder: Path) -> None:
    kernel = kernel_of(parse(SourceFile("t.cpp", text)))
    arguments = folder / "arguments.toml"
    arguments.write_text("".join(f"[{name}]\nvalue = {number}\n" for name in sizes(text, number)))
    options = RecordOptions(kernel.name, arguments=str(arguments), compiler=compiler())
    lines = record(SourceFile("kernel.cpp", text), options).split("\n")
    for model in ("strict", "default"):
        found = opinions(text, lines, MODELS[model])
        assert found.missing <= found.may_be_open
        assert not found.redundant & found.needed
        assert found.flags_of_recording <= found.flags
