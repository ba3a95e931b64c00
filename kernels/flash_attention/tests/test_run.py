"""The runner: cases, results as text, what it says without an NPU, and a run on the stub of the runtime."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from library import FOLDER, build

import device
import run
from cases import CASES, REFERENCE_CORES, Case, blocks_of, plan_of, used_part
from reference import Array
from results import Row, from_json, line, to_json, to_tsv

ROW = Row("case1", 1024, 1024, 256, 3, 1, 8, "npu", "ok", "", 100, 20.0, 19.5, 26.8, 1024, 0, 0, 1e-4, 0.5, 2e-5, 1.0)
FAILED = Row("case2", 2048, 2048, 256, 3, 1, 16, "npu", "failed", "a\ttab and\na line")


def test_the_recipe_on_the_device_that_it_was_made_for() -> None:
    chosen = [(case.s0, plan_of(case, REFERENCE_CORES)) for case in CASES]
    assert [(s0, plan.s1_tile, plan.kv_split) for s0, plan in chosen] == [
        (1024, 256, 1),
        (2048, 256, 1),
        (4096, 256, 1),
        (8192, 256, 1),
        (16384, 256, 2),
        (32768, 512, 1),
        (65536, 512, 1),
        (131072, 512, 1),
    ]
    assert [case.name for case in CASES] == [f"case{number}" for number in range(1, 9)]


@pytest.mark.parametrize("cores", [1, 20, 24, 25, 48, 1000])
def test_every_case_can_be_built_for_any_device(cores: int) -> None:
    for case in CASES:
        plan = plan_of(case, cores)
        assert plan.q_rows == case.s0 == case.s1
        plan.check_s1(case.s1)
        assert 1 <= blocks_of(plan, cores) <= cores


def test_the_split_follows_the_cores() -> None:
    splits = {cores: [plan_of(case, cores).kv_split for case in CASES] for cores in (20, 24, 48)}
    assert splits == {20: [1, 1, 1, 2, 2, 1, 1, 1], 24: [1, 1, 1, 1, 2, 1, 1, 1], 48: [1, 1, 1, 2, 1, 2, 1, 1]}


def test_waves() -> None:
    assert used_part(24, 24) == used_part(48, 24) == 1
    assert used_part(25, 24) == 25 / 48
    assert used_part(1, 24) == 1 / 24


def test_the_convention_of_flops() -> None:
    assert Case("x", 10, 20).flops() == 4 * 10 * 20 * 128
    assert Case("x", 10, 20).flops(rows=5) == 4 * 5 * 20 * 128


def test_tsv() -> None:
    head, first, second, end = to_tsv([ROW, FAILED]).split("\n")
    assert end == ""
    assert dict(zip(head.split("\t"), first.split("\t")))["median_us"] == "20"
    cells = dict(zip(head.split("\t"), second.split("\t")))
    assert (cells["note"], cells["median_us"], cells["status"]) == ("a tab and a line", "", "failed")
    assert head.count("\t") == first.count("\t") == second.count("\t")


def test_json_there_and_back() -> None:
    text = to_json([ROW, FAILED], cores=24, seed=7)
    document = json.loads(text)
    assert document["cores"] == 24
    assert "4*S0*S1*HEAD" in document["convention"]
    assert from_json(text) == [ROW, FAILED]


def test_json_has_no_word_for_what_is_no_number() -> None:
    row = Row("case1", 1, 1, 256, 3, 1, 1, "npu", "wrong", max_abs=float("nan"), max_rel=float("inf"))
    written = json.loads(to_json([row], 24, 0))["rows"][0]
    assert (written["max_abs"], written["max_rel"]) == (None, None)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 2, "rows": []}', '{"version": 1, "rows": [{"a": 1}]}'])
def test_what_is_no_result(text: str) -> None:
    with pytest.raises(ValueError, match=r"these are no results|version 2|Expecting value"):
        from_json(text)


def test_lines() -> None:
    assert line(ROW) == (
        "case1: S0=1024 S1=1024 tile=256 preload=3 split=1: ok; 20.00 us on the npu, 26.8 TFLOP/s; "
        "max error 1.00e-04, 0 elements wrong in 1024 rows"
    )
    assert line(FAILED).endswith("split=1: failed; a\ttab and\na line")


def test_without_an_npu_it_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr("ctypes.util.find_library", lambda _: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    lacks = device.missing(tmp_path)
    monkeypatch.setattr(device, "missing", lambda: lacks)
    assert run.main(["--case", "case1", "--json", str(tmp_path / "r.json")]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    for word in ("nothing was launched", "NPU", "libascendcl.so", "ptoas", "bisheng", "--plan", "--host", "--from"):
        assert word in said.err
    assert not (tmp_path / "r.json").exists()


def test_what_a_machine_has_is_not_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "davinci_manager").touch()
    monkeypatch.setattr("ctypes.util.find_library", lambda name: f"lib{name}.so")
    assert len(device.missing(tmp_path)) == 1
    (tmp_path / "davinci3").touch()
    assert device.missing(tmp_path) == []
    for name in ("ptoas", "bisheng"):
        (tmp_path / name).touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert device.missing_to_build() == []


def test_plan(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["--plan", "--case", "case5,case1"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith(
        "case1: S0=1024 S1=1024 FA_Q_ROWS=1024 FA_S1_TILE=256 FA_QK_PRELOAD=3 FA_KV_SPLIT=1: 8 core"
    )
    assert "FA_KV_SPLIT=2: 24 core groups, 97.0% of 24 cores used, 1.37e+11 flop" in second


def test_host_run_writes_its_results(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tsv, results = tmp_path / "r.tsv", tmp_path / "r.json"
    assert run.main(["--host", "--case", "case1", "--check-rows", "8", "--tsv", str(tsv), "--json", str(results)]) == 0
    assert "TFLOP/s = 4*S0*S1*HEAD / latency" in capsys.readouterr().out
    (row,) = from_json(results.read_text())
    assert (row.case, row.where, row.status, row.checked_rows) == ("case1", "host", "ok", 8)
    assert row.max_abs is not None
    assert row.max_abs < 1e-5
    assert tsv.read_text().startswith("case\ts0\ts1\t")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--case", "case9"], "there is no case `case9`"),
        (["--case", ","], "no case is named"),
        (["--check-rows", "-1"], "--check-rows"),
        (["--from", "nowhere.json"], "nowhere.json: error: No such file"),
    ],
)
def test_unusable_arguments(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(arguments) == 2
    assert message in capsys.readouterr().err


def with_a_device(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(device, "missing", list)


def test_a_run_on_the_stub(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with_a_device(monkeypatch)
    case = Case("small", 128, 768)
    monkeypatch.setattr(run, "CASES", (case, Case("not-built", 256, 768)))
    plan = plan_of(case, 24)
    build(tmp_path / "fa_128_256_3_1.so", plan.q_rows, plan.s1_tile, plan.qk_preload, plan.kv_split)
    results, picture = tmp_path / "r.json", tmp_path / "r.svg"
    template = str(tmp_path / "fa_{q_rows}_{s1_tile}_{qk_preload}_{kv_split}.so")
    code = run.main(
        ["--library", template, "--warmup", "1", "--iterations", "3", "--json", str(results), "--plot", str(picture)]
    )
    assert code == 2
    measured, failed = from_json(results.read_text())
    assert (measured.status, measured.blocks, measured.iterations, measured.checked_rows) == ("ok", 1, 3, 128)
    assert (measured.median_us, measured.wrong) == (250, 0)  # what the stub says
    assert measured.tflops == pytest.approx(4 * 128 * 768 * 128 / 250e-6 / 1e12)
    assert failed.status == "failed"
    assert "FA_Q_ROWS=256 FA_S1_TILE=256 FA_QK_PRELOAD=3 FA_KV_SPLIT=1" in failed.note
    assert "</svg>" in picture.read_text()
    capsys.readouterr()
    assert run.main(["--from", str(results), "--plot", str(picture)]) == 2
    assert "small: S0=128 S1=768" in capsys.readouterr().out


def test_a_library_that_is_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_a_device(monkeypatch)
    (tmp_path / "fa.so").write_text("no library")
    monkeypatch.setattr(run, "CASES", (Case("small", 128, 768),))
    assert run.main(["--library", str(tmp_path / "fa.so")]) == 2
    assert "fa.so cannot be used" in capsys.readouterr().out
    assert run.main(["--library", "fa_{size}.so"]) == 2
    assert "--library: fa_{size}.so has an unknown placeholder" in capsys.readouterr().err


def test_a_wrong_result_is_exit_code_1(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with_a_device(monkeypatch)
    monkeypatch.setattr(run, "CASES", (Case("small", 128, 768),))
    (tmp_path / "fa.so").touch()

    def launch(*arguments: Any) -> tuple[Array, Array]:
        q: Array = arguments[3]
        return q, np.ones(3)

    monkeypatch.setattr(device, "launch", launch)
    assert run.main(["--library", str(tmp_path / "fa.so")]) == 1


def test_a_plot_without_matplotlib_or_latencies(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    results = tmp_path / "r.json"
    results.write_text(to_json([FAILED], 24, 0))
    arguments = ["--from", str(results), "--plot", str(tmp_path / "r.png")]
    assert run.main(arguments) == 2
    assert "there is no latency of an NPU" in capsys.readouterr().err
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    assert run.main(arguments) == 2
    assert "--plot needs matplotlib" in capsys.readouterr().err
    assert not (tmp_path / "r.png").exists()


def test_as_a_script() -> None:
    environment = {**os.environ, "COLUMNS": "200"}
    command = [sys.executable, str(FOLDER / "run.py"), "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert "exit codes: 0 fine, 1 a result is wrong, 2 something could not be run" in done.stdout
