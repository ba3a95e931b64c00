"""Tiles whose valid size is a value: what goes is what goes where the size is in the type."""

from __future__ import annotations

import re

import pytest

from ptofix.order.model import MODELS
from ptofix.program.build import program_file
from ptofix.program.program import TileOp
from ptofix.proof.check import check
from ptofix.proof.verdict import Proved
from ptofix.tests.build import kernel_files, kernel_source, removed, run, tree
from ptofix.text.source import SourceFile

NAMES = [path.stem for path in kernel_files("q_*.cpp")]
CONSTANT = re.compile(r"const int\d+_t (v\d+) = (\d+);")
CONSTRUCTED = re.compile(r"(Tile<[^;=]*), -1, -1,([^;=]*) (v\d+) = Tile<[^;]*>\((v\d+), (v\d+)\);")


def with_sizes_in_the_types(source: SourceFile) -> SourceFile:
    values = dict(CONSTANT.findall(source.text))
    text = CONSTRUCTED.sub(
        lambda found: f"{found[1]}, {values[found[4]]}, {values[found[5]]},{found[2]} {found[3]};", source.text
    )
    return SourceFile(source.name, text)


def test_there_are_outputs_of_each_assembler() -> None:
    modes = {"insert-sync", "graph-sync-solver"}
    expected = {(v, m) for v in ("v0.37dev", "v0.45", "v0.60") for m in modes} | {
        ("v0.45", "no-sync"),
        ("v0.60", "no-sync"),
    }
    assert {tuple(name.split(".", 1)[1].rsplit(".", 1)) for name in NAMES} == expected


@pytest.mark.parametrize("name", NAMES)
def test_every_size_is_known(name: str) -> None:
    tiles = [
        operand.tile
        for program in program_file(tree(kernel_source(name))).programs
        for instruction in program.instructions
        if isinstance(instruction.action, TileOp)
        for operand in instruction.action.call.operands
        if operand.tile is not None
    ]
    assert len(tiles) > 20
    assert all(None not in (tile.valid_rows, tile.valid_cols) for tile in tiles)
    assert any(tile.rows_at_run_time and tile.cols_at_run_time for tile in tiles)


@pytest.mark.parametrize("name", [name for name in NAMES if "no-sync" not in name])
def test_proven_removes_what_it_removes_with_the_sizes_in_the_types(name: str) -> None:
    source = kernel_source(name)
    static = with_sizes_in_the_types(source)
    assert "-1, -1, SLayout" in source.text
    assert "-1, -1, SLayout" not in static.text
    for model in MODELS:
        pipeline = f"drop-redundant-barriers{{model={model}}}"
        result = run(source, pipeline)
        assert removed(result) == removed(run(static, pipeline))
        if result.source.text != source.text:
            assert isinstance(check(source, result.source, model, MODELS[model].assumed), Proved)
    barriers = [i for i, line in enumerate(source.text.split("\n"), 1) if line.strip() == "pipe_barrier(PIPE_V);"]
    assert removed(run(source, "drop-redundant-barriers")) == barriers  # row reductions drain, the rest is far enough
    assert removed(run(source, "drop-redundant-barriers{model=ops}")) == []
