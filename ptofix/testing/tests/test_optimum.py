"""`minimal-barriers` reaches the number that an exact search finds, where distance alone decides."""

from __future__ import annotations

from pathlib import Path

import pytest

from ptofix.testing.kernels import KernelShape, kernel_of_seed
from ptofix.testing.optimum import barriers, fewest, fewest_barriers
from ptofix.testing.script import read_scripts
from ptofix.testing.soundness import Specimen
from ptofix.tests.build import kernel_files, kernel_source, programs, run

# Without a barrier in the text the pass has nothing to do, even where one is missing. Around an entry that is not
# marked anything may be in flight, which the exact search does not have. It does not follow addresses by the round.
SMALL = [
    path
    for path in kernel_files("*.v0.45.*.cpp")
    if not path.name.startswith(("fa_", "s_", "t_"))
    and all(word in path.read_text() for word in ("pipe_barrier(PIPE_V)", "__global__"))
]


@pytest.mark.parametrize("model", ["ops", "strict", "default"])
@pytest.mark.parametrize("path", SMALL, ids=lambda path: path.name)
def test_small_kernels(path: Path, model: str) -> None:
    source = kernel_source(path.stem)
    best = fewest_barriers(read_scripts(source.text), programs(source), model)
    after = run(source, f"minimal-barriers{{model={model} evidence=extrapolated}}").source
    assert sum(map(barriers, read_scripts(after.text))) == best


@pytest.mark.parametrize("seed", range(8))
def test_straight_line_kernels(seed: int) -> None:
    text = kernel_of_seed(seed, KernelShape(statements=14, depth=0, barriers=90, flags=0))
    subject = Specimen.of(text, 1, 1)
    after = run(subject.source, "minimal-barriers{evidence=extrapolated}").source
    (script,) = read_scripts(after.text)
    assert barriers(script) == fewest_barriers([subject.script], None, "default")


def test_least_set() -> None:
    sets = [frozenset((1, 2)), frozenset((2, 3)), frozenset((4,)), frozenset((3, 5))]
    assert fewest(sets) == 3
    assert fewest([]) == 0
    with pytest.raises(ValueError, match="no place"):
        fewest([frozenset()])
