"""The builder prints exactly the golden IR, and the manifest names every golden file with its hash."""

from __future__ import annotations

import hashlib

import pytest

from golden import CASES, GOLDEN, MANIFEST, ir_files, name
from plan import KV_SPLITS, QK_PRELOADS, S1_TILES, Plan
from ptofix.testing.assemblers import COMMITS
from ptofix.text.toml import parse_toml

DATA = parse_toml((GOLDEN / MANIFEST).read_text(encoding="utf-8"))
LISTED = {entry["path"]: entry["sha256"] for entry in DATA["file"]}


@pytest.mark.parametrize("plan", CASES, ids=name)
def test_the_builder_prints_the_golden_ir(plan: Plan) -> None:
    for file in ir_files(plan):
        same = hashlib.sha256(file.text.encode()).hexdigest() == LISTED[file.path]
        assert same, f"{file.path} is another one: if that is meant, run golden.py"


def test_the_manifest_is_of_these_files() -> None:
    there = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in GOLDEN.iterdir()}
    del there[MANIFEST]
    assert there == {path: LISTED[path] for path in there}
    left_out = {file.path for plan in CASES[1:] for file in ir_files(plan)}
    assert LISTED.keys() - there.keys() == left_out
    assert DATA["commits"] == COMMITS


def test_every_case_has_the_cpp_of_every_version() -> None:
    for plan in CASES:
        for version in COMMITS:
            text = (GOLDEN / f"{name(plan)}.v{version}.insert-sync.cpp").read_text(encoding="utf-8")
            assert text.count("__global__") == (1 if plan.kv_split == 1 else 2)


def test_the_cases_cover_the_knobs() -> None:
    assert {plan.s1_tile for plan in CASES} == set(S1_TILES)
    assert {plan.qk_preload for plan in CASES} == set(QK_PRELOADS) - {7}
    assert {plan.kv_split for plan in CASES} == set(KV_SPLITS) - {4}
