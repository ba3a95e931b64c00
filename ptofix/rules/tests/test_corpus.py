"""Every kernel of kernels/corpus/cpp under every model, against what was worked out by hand (corpus.toml)."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ptofix.evidence.assumptions import FLAG_KEY, IDLE_CALLERS, REPEAT_DISTANCE
from ptofix.evidence.grade import DEFAULT_GRADE
from ptofix.order.model import MODELS
from ptofix.proof.absolute import check_alone
from ptofix.proof.product import Parsed
from ptofix.proof.verdict import Undecided
from ptofix.rules.checking import Checked, check
from ptofix.testing.corpus import CPP
from ptofix.tests.build import kernel_files
from ptofix.text.diagnostics import Severity
from ptofix.text.source import read_source
from ptofix.text.toml import parse_toml

FILES = kernel_files()
CORPUS = parse_toml(Path(__file__).with_name("corpus.toml").read_text(encoding="utf-8"))
EXPECTED, TENSORS = CORPUS["file"], CORPUS["tensors"]


def expected(path: Path) -> dict[str, Any]:
    """The entry for a file; an empty one if nothing is to be found there."""
    found: list[dict[str, Any]] = [entry for entry in EXPECTED if any(path == CPP / file for file in files_of(entry))]
    assert len(found) <= 1
    return found[0] if found else {"ops": []}


def files_of(entry: dict[str, Any]) -> list[str]:
    return [f"{entry['name']}.{v}.{entry['mode']}.cpp" for v in entry.get("versions", ["v0.37dev", "v0.45"])]


def pairs(entry: dict[str, Any], model: str) -> Counter[tuple[str, str, str]]:
    """A model that the entry does not name expects what the one before it does."""
    value = entry["ops"]
    for name in ("strict", "default"):
        if name in entry and model in ("default", name):
            value = entry[name]
    return Counter({(code, earlier, later): count for code, earlier, later, count in value})


def models_of(path: Path) -> list[str]:
    """For speed Flash Attention is checked under one model, but for one kernel, and where models differ."""
    long = path.name.startswith("fa_") and not path.name.startswith("fa_q128_s256_p4.v0.45.")
    if not long:
        return [*MODELS]
    return ["default", *(["strict"] if "strict" in expected(path) else [])]


CASES = [pytest.param(path, model, id=f"{path.stem}-{model}") for path in FILES for model in models_of(path)]


@cache
def report(path: Path, model: str) -> Checked:
    return check(read_source(str(path)), MODELS[model])


def test_every_entry_names_files() -> None:
    names = {path.name for path in FILES}
    assert len(FILES) == 142
    assert all(file in names for entry in EXPECTED for file in files_of(entry))


def raised_again(path: Path) -> set[str]:
    """0.37 raises flags of Flash Attention again before they were awaited: undecided."""
    return {"PF303"} if path.name.startswith("fa_") and ".v0.37dev.insert-sync." in path.name else set()


@pytest.mark.parametrize(("path", "model"), CASES)
def test_unordered_pairs_and_nothing_else(path: Path, model: str) -> None:
    findings = report(path, model).findings
    found = Counter(
        (f.code, f.data["earlier"]["op"], f.data["later"]["op"]) for f in findings if f.code.startswith("PF1")
    )
    assert found == pairs(expected(path), model)
    others = [f for f in findings if not f.code.startswith(("PF1", "PF406", "PF407"))]
    assert {f.code for f in others if f.severity is not Severity.NOTE} <= raised_again(path)
    assert not [f for f in others if f.code.startswith("PF5")]


SMALL = [
    path
    for path in FILES
    if not path.name.startswith("fa_") or path.name == "fa_q128_s256_p4.v0.45.graph-sync-solver.cpp"
]


@pytest.mark.parametrize("path", SMALL, ids=lambda path: path.stem)
def test_the_absolute_judge_agrees(path: Path) -> None:
    """The two share no code, and what is an error to the one the other refutes."""
    known = Parsed.of(read_source(str(path)))
    judged = check_alone(known, "strict", frozenset((FLAG_KEY,)), DEFAULT_GRADE)
    if isinstance(judged, Undecided):
        assert "have in flight" in judged.reason
        assert "__global__" not in known.tree.source.text
        return
    pairs = {(o.earlier.line, o.later.line) for w in getattr(judged, "witnesses", ()) for o in w.obligations}
    findings = [f.data for f in report(path, "strict").findings if f.code.startswith("PF1")]
    assert pairs == {(data["earlier"]["line"], data["later"]["line"]) for data in findings}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_tensors(path: Path) -> None:
    """Only Flash Attention, by assembler 0.60, has tensors without strides."""
    name, _, rest = path.stem.partition(".")
    counts = Counter(f.code for f in report(path, "default").findings)
    assert [counts["PF406"], counts["PF407"]] == (TENSORS.get(name, [0, 0]) if rest.startswith("v0.60") else [0, 0])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_pairs_that_rest_on_an_assumption(path: Path) -> None:
    assert report(path, "default").rests_on.get(REPEAT_DISTANCE, 0) == expected(path).get("rests_on_distance", 0)
    for model in {*models_of(path)} - {"default"}:
        assert REPEAT_DISTANCE not in report(path, model).rests_on


@pytest.mark.parametrize("model", ["ops", "default"])
def test_insert_sync_of_037_is_clean(model: str) -> None:
    """Apart from the scratch that no operand names."""
    for path in kernel_files("*.v0.37dev.insert-sync.cpp"):
        found = {f.code for f in report(path, model).findings if f.severity is not Severity.NOTE}
        assert found <= {"PF110"} | raised_again(path)
        assert model != "ops" or report(path, model).clean or raised_again(path)


def pf101(path: Path) -> list[tuple[int, int]]:
    found = (f.data for f in report(path, "strict").findings if f.code == "PF101")
    return [(data["earlier"]["line"], data["later"]["line"]) for data in found]


def test_entries_of_060_are_not_marked() -> None:
    """The kernels that have no `pto.entry` rest on callers.idle, and only those."""
    unmarked = {
        path.name.partition(".")[0]
        for path in kernel_files("*.v0.60.insert-sync.cpp")
        if report(path, "default").rests_on.get(IDLE_CALLERS)
    }
    assert unmarked == {p.name.partition(".")[0] for p in kernel_files("[a-jmno]*.v0.60.insert-sync.cpp")} - MARKED


MARKED = {"fa_q1024_s256_p3", "fa_q128_s256_p4"}


def test_places_of_the_long_reads() -> None:
    """The lines that the corpus README gives."""
    found = {path.stem.partition(".")[0]: pf101(path) for path in kernel_files("*.v0.45.insert-sync.cpp")}
    assert {name: lines for name, lines in found.items() if lines} == {
        "a_raw_chain": [(64, 65), (65, 66)],
        "d_exp_rowsum_dependent": [(75, 76)],
        "i_loop_carried": [(50, 64)],
        "n_address_reuse": [(86, 88)],
        "o_subview_alias": [(56, 57)],
        "q_valid_size_at_run_time": [(60, 61), (60, 62), (61, 62), (60, 63), (61, 63), (62, 63)],  # four ops in place
    }


def test_one_id_for_two_targets_is_named() -> None:
    path = CPP / "i_loop_carried.v0.45.insert-sync.cpp"
    assert [f.code for f in report(path, "strict").findings if f.code.startswith("PF3")] == ["PF305"]
    strict = check(read_source(str(path)), MODELS["strict"].without("hw.flag-key"))
    assert "PF305" not in {f.code for f in strict.findings}
    assert not strict.clean
