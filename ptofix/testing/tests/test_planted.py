"""Faults planted in the analysis: random kernels find each of them, so silence elsewhere means something."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from ptofix.order import cross, effects, grades, inflight, on_chip
from ptofix.program import bindings
from ptofix.program.bindings import _join
from ptofix.proof import accesses
from ptofix.testing.kernels import KernelShape, kernel_of_seed, shape_of_seed
from ptofix.testing.soundness import examine

MOST_KERNELS = 60


def far_away(earlier: Any, later: Any) -> Any:
    """Every hazard has 12 repeats between its touches, if nothing comes between the stages."""
    for kind, first, second, _, dtype in effects.overlaps_apart(earlier, later):
        yield kind, first, second, 12, dtype


def first_path_wins(first: Any, second: Any) -> Any:
    return first or second


def wait_drains(self: Any, index: int, state: Any, pipes: Any, uncovered: int, result: Any) -> None:
    """A wait orders what is in flight on its own pipe too."""
    del self
    for pipe in pipes:
        state.open_for[pipe] &= uncovered
        if result is not None:
            result.keep[index][pipe] = 0


def one_path_only(known: Any, more: Any) -> bool:
    """Where paths meet, what the second brings is forgotten."""
    del known, more
    return False


def scratch_is_free(conflicts: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Accesses of hidden scratch meet nothing."""

    def changed(sites: Any) -> Any:
        found = conflicts(sites)
        hidden = [any("hidden" in t.name for t in site.footprints) for site in sites]
        return [0 if hide else mask for hide, mask in zip(hidden, found)]

    return changed


@pytest.mark.parametrize(
    ("owner", "name", "fault", "first"),
    [
        (grades, "overlaps_apart", far_away, 6),
        (inflight, "join", one_path_only, 1),
        (cross, "_join_flags", first_path_wins, 25),
        (cross._Solver, "order_behind", wait_drains, 2),
    ],
    ids=["distance", "paths that meet", "flags that meet", "wait drains"],
)
def test_fault_is_found(owner: Any, name: str, fault: Any, first: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """`first` is a seed that shows it, so tried first: others may show it too."""
    monkeypatch.setattr(owner, name, fault)
    assert any(
        examine(kernel_of_seed(seed, shape_of_seed(seed)), 2, 12, with_proof=False).bugs
        for seed in (first, *range(MOST_KERNELS))
    )


def size_stays(self: Any, state: Any) -> None:
    """SetValidShape does nothing."""
    del self, state


def first_size_wins(first: bindings.Binding, second: bindings.Binding) -> bindings.Binding:
    """Where paths meet, a tile has the size of the first."""
    return replace(_join(first, second), sizes=first.sizes)


@pytest.mark.parametrize(
    ("owner", "name", "fault", "first"),
    [(bindings.Resized, "apply", size_stays, 49), (bindings, "_join", first_size_wins, 49)],
    ids=["another size", "sizes that meet"],
)
def test_fault_about_sizes_is_found(
    owner: Any, name: str, fault: Any, first: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(owner, name, fault)
    shape = KernelShape(statements=5, sizes=70, rebinds=4)
    seeds = (first, *range(MOST_KERNELS))
    assert any(examine(kernel_of_seed(seed, shape), 2, 12, with_proof=False).bugs for seed in seeds)


def test_forgotten_scratch_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(effects, "_conflicts", scratch_is_free(effects._conflicts))
    assert any(
        examine(kernel_of_seed(seed, shape_of_seed(seed)), 2, 12, with_proof=False).bugs for seed in range(MOST_KERNELS)
    )


def never(first: Any, second: Any) -> bool:
    """No rows with gaps between them have a byte in common."""
    del first, second
    return False


def nowhere(common: Any, first: Any, second: Any) -> None:
    """The same, for the checker."""
    del common, first, second


@pytest.mark.parametrize(
    ("owner", "name", "fault", "with_proof"),
    [(on_chip, "_meet_in_rows", never, False), (accesses, "_with_gaps", nowhere, True)],
    ids=["rows in the analysis", "rows in the checker"],
)
def test_forgotten_rows_are_found(
    owner: Any, name: str, fault: Any, with_proof: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(owner, name, fault)
    shape = KernelShape(statements=5, columns=80, rebinds=2)
    kernels = (kernel_of_seed(seed, shape) for seed in range(MOST_KERNELS))
    assert any(examine(text, 2, 8, with_proof=with_proof).bugs for text in kernels)
