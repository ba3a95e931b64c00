"""The probe: what it writes, what it finds on the machine with planted distances, and what follows from that."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from ptofix.commands import cli
from ptofix.commands import probe as probe_command
from ptofix.cpp.parser import parse
from ptofix.evidence.measured import MeasuredPair, latency_calls, latency_classes
from ptofix.evidence.measured_file import measured_distances
from ptofix.isa.architecture import A2A3
from ptofix.machine.arguments import pointer
from ptofix.machine.kernel import kernel_of
from ptofix.machine.run import Schedule, launch
from ptofix.order.effects import Site, distance, resolve
from ptofix.order.model import DEFAULT
from ptofix.probe import runner, writing
from ptofix.probe.cases import Probe, probes
from ptofix.probe.kernels import kernel_text
from ptofix.probe.results import Observation, measured_pairs, read_results
from ptofix.probe.tests.small import GOLDEN, HASHES, hashes, small_probes
from ptofix.program.build import program_file
from ptofix.program.program import Barrier
from ptofix.proof.tests.test_measured import GU
from ptofix.report.tests.test_schema import assert_valid
from ptofix.testing.measured import assumption_text
from ptofix.text.diagnostics import PtofixError
from ptofix.text.source import SourceFile, read_source

SMALL = {probe.name: probe for probe in small_probes()}


# ---- what is written ----


def test_every_op_of_a_class_can_be_called() -> None:
    ops = {op for names in latency_classes().values() for op in names}
    assert {op for names in latency_calls().values() for op in names} == ops
    assert set(runner.COMPUTE) == ops


def test_every_op_of_a_class_is_tried() -> None:
    found = probes(("elementwise", "row-expand"), ("float",))
    assert {(p.earlier, p.later) for p in found} == {
        (a, b) for a in ("elementwise", "row-expand") for b in ("elementwise", "row-expand")
    }
    for probe in found:
        for name, ops in (
            (probe.earlier, [c.earlier.op for c in probe.cases]),
            (probe.later, [c.later.op for c in probe.cases]),
        ):
            assert set(ops) == set(latency_classes()[name])
    assert all({0, 1} & {case.distance for case in probe.cases} for probe in found)
    assert all(max(case.distance for case in probe.cases) > 16 for probe in found)


def test_the_golden_files_are_of_what_is_written() -> None:
    assert HASHES.read_text() == hashes(), "make them again: python -m ptofix.probe.tests.small PTOAS"


@pytest.mark.parametrize("name", SMALL)
def test_the_distances_are_those_of_the_analysis(name: str) -> None:
    """In the assembler's C++: between two drains are the two ops, and what lies between them."""
    [program] = program_file(parse(read_source(str(GOLDEN / f"{name}.cpp")))).programs
    effects = resolve(program, DEFAULT.micro_steps)
    found, sites = [], list[Site]()
    for instruction in program.instructions:
        sites += [step for step in effects.steps(instruction.index) if isinstance(step, Site) and step.pipe == "V"]
        if isinstance(instruction.action, Barrier) and sites:
            first, last = sites[0].instruction.index, sites[-1].instruction.index
            assert first != last
            apart = [
                distance(x, y) + sum(z.repeats for z in sites[sites.index(x) + 1 : sites.index(y)])
                for x in sites
                for y in sites
                if x.instruction.index == first and y.instruction.index == last and effects.conflicts[x.index] & y.bit
            ]
            found.append(min(apart))
            sites.clear()
    assert found == [case.distance for case in SMALL[name].cases]


def test_what_is_read_too_early_shows() -> None:
    """What the reference says of a tile that nobody has written is far from what it should be, for every op."""
    for probe in (writing.probe_data(probe) for probe in probes()):
        given = runner.inputs(probe, 7)
        cases = {(c["earlier"]["op"], c["later"]["op"], c["hidden"]): c for c in probe["cases"]}  # one of each
        for case in cases.values():
            right, stale = runner.reference(case, given), runner.reference(case, given, stale=True)
            assert np.isfinite(right.astype(np.float32)).all(), (probe["name"], case)
            shown = runner.differs(stale, right, "half")
            assert shown.mean() > 0.5, (probe["name"], case)


def test_no_pair_rests_on_hidden_scratch_alone() -> None:
    """What overwrites what is read may follow sooner than what reads what is written."""
    assert any(case.hidden for probe in probes() for case in probe.cases)
    assert all(any(not case.hidden for case in probe.cases) for probe in probes())


def test_unusable(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for arguments, message in (
        (["--class", "slow"], "--class slow: there is none"),
        (["--dtype", "int8_t"], "--dtype int8_t: there is none"),
        (["--class", "row-reduction"], "nothing can be measured between these classes"),
    ):
        assert cli.main(["probe", "write", str(tmp_path / "p"), *arguments]) == 2
        assert message in capfd.readouterr().err
    assert not (tmp_path / "p").exists()
    false = tmp_path / "ptoas"
    false.write_text("#!/bin/sh\necho 'no such op' >&2\nexit 3\n")
    false.chmod(0o755)
    chosen = ["--class", "convert", "--dtype", "half", "--ptoas", str(false)]
    assert cli.main(["probe", "write", str(tmp_path / "p"), *chosen]) == 2
    assert "ends with 3" in capfd.readouterr().err


# ---- on the machine ----

PLANTED = {
    "row_expand_elementwise_float": 20,
    "transcendental_row_reduction_float": 11,
    "elementwise_convert_half": 5,
    "elementwise_row_expand_float": 7,
}


def planted(folder: Path, repeats: Mapping[str, int]) -> str:
    """The machine's own truth: all pairs at one distance but these."""
    others = {(p.earlier, p.later, p.dtype): repeats[name] for name, p in SMALL.items() if name in repeats}
    path = folder / "planted.toml"
    path.write_text(assumption_text(3, others))
    return str(path)


def observed(probe: Probe, file: str) -> list[Observation]:
    """One run on the machine, in this process."""
    document = writing.probe_data(probe)
    given = runner.inputs(document, 3)
    kernel = kernel_of(parse(read_source(str(GOLDEN / f"{probe.name}.cpp"))))
    kinds = dict(zip(given, document["arguments"].values()))
    arguments = {f"v{i}": pointer(f"v{i}", array, kinds[name]) for i, (name, array) in enumerate(given.items(), 1)}
    launch(kernel, arguments, 1, A2A3, Schedule("lazy", measured=measured_distances(file)))
    wrong = runner.wrong_cases(document, given, given["out"])
    classes = probe.earlier, probe.later, probe.dtype
    return [
        Observation(*classes, (c.earlier.op, c.later.op), c.hidden, c.distance, 1, int(bad))
        for c, bad in zip(probe.cases, wrong)
    ]


@pytest.mark.parametrize("name", PLANTED)
@pytest.mark.parametrize("slower", [0, 30])
def test_planted_distances_are_found(name: str, slower: int, tmp_path: Path) -> None:
    """The smallest of the distances tried at which a repeat is done."""
    probe, asked = SMALL[name], PLANTED[name] + slower
    [*pairs], [*without] = measured_pairs(observed(probe, planted(tmp_path, {name: asked})), 2)
    enough = [case.distance for case in probe.cases if case.distance >= asked]
    if not enough:
        assert not pairs
        assert "were not tried further apart" in without[0].reason
    else:
        assert pairs == [MeasuredPair(probe.earlier, probe.later, probe.dtype, min(enough), 2, 1)]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What `probe write` makes, of two small probes, with an assembler that has made its files already."""
    chosen = [SMALL["row_expand_elementwise_float"], SMALL["elementwise_row_expand_float"]]
    monkeypatch.setattr(probe_command, "probes", lambda *_: chosen)
    assembler = tmp_path / "ptoas"
    assembler.write_text(f'#!/bin/sh\nset -e\n[ "$2" = --pto-level=level3 ]\ncp {GOLDEN}/$(basename "$5") "$5"\n')
    assembler.chmod(0o755)
    assert cli.main(["probe", "write", str(tmp_path / "p"), "--ptoas", str(assembler)]) == 0
    return tmp_path / "p"


@pytest.mark.parametrize(("repeats", "removed"), [(20, 1), (70, 0)])
def test_from_the_probe_to_the_rewrite(
    repeats: int, removed: int, folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """run.py launches the machine; what it found says whether the barrier of `gu`, which is 64 repeats apart, goes."""
    truth = planted(folder, {"row_expand_elementwise_float": repeats, "elementwise_row_expand_float": 3})
    command = (
        f"{sys.executable} -m ptofix simulate {{cpp}} --arguments {{folder}}/arguments.toml --out {{folder}} "
        f"--schedule lazy --assumptions {truth}"
    )
    results, found = str(folder / "results.json"), str(folder / "found.toml")
    monkeypatch.setattr(runner, "HERE", folder)
    arguments = ["--launch", command, "--device", "a machine", "--trials", "1", "-o", results]
    monkeypatch.setattr(sys, "argv", ["run.py", *arguments])
    runner.main()
    assert_valid("probe_results", Path(results).read_text())
    assert cli.main(["probe", "read", results, "-o", found, "--margin", "1"]) == 0
    assert [p[:5] for p in measured_distances(found).pairs] == [
        ("row-expand", "elementwise", "float", {20: 24, 70: 96}[repeats], 1),
        ("elementwise", "row-expand", "float", 3, 1),
    ]
    capfd.readouterr()
    assert cli.main(["run", GU, "--check", "--assumptions", found]) == removed
    assert f"gu: {removed} done, {1 - removed} kept" in capfd.readouterr().err


# ---- what is read ----


def case(
    apart: int, wrong: int = 0, trials: int = 9, later: str = "convert", op: str = "TMOV", hidden: bool = False
) -> Observation:
    return Observation("copy", later, "half", (op, "TCVT"), hidden, apart, trials, wrong)


@pytest.mark.parametrize(
    ("cases", "repeats"),
    [
        ([case(1), case(2), case(4)], 1),
        ([case(0), case(2)], 1),
        ([case(1, 3), case(2), case(4)], 2),
        ([case(1), case(2, 1), case(4)], 4),  # once is enough, and luck at 1 does not count
        ([case(4), case(2), case(2, 1)], 4),
        ([case(1, 9), case(2, 9)], None),
        ([case(1), case(2), case(6, op="TEXPANDS")], 6),  # nobody tried the other op at less
        ([case(1), case(2), case(4), case(6, hidden=True)], 6),
        ([case(1), case(2, 1), case(4), case(1, op="TEXPANDS")], None),
    ],
)
def test_the_smallest_distance_from_which_on_all_is_right(cases: list[Observation], repeats: int | None) -> None:
    pairs, without = measured_pairs([*cases, case(8, later="copy", trials=5)], 2)
    expected = [] if repeats is None else [MeasuredPair("copy", "convert", "half", repeats, 2, 9)]
    assert pairs == [*expected, MeasuredPair("copy", "copy", "half", 8, 2, 5)]
    assert len(without) == (repeats is None)


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "[",
        '{"kind": "probe", "version": 1}',
        '{"kind": "probe_results", "version": 1, "device": "d", "date": "2026-11-23", "cases": [{}]}',
        '{"kind": "probe_results", "version": 1, "device": "d", "date": "2026-11-23", "cases": [{"earlier": "copy", '
        '"later": "copy", "dtype": "half", "ops": ["TMOV", "TMOV"], "hidden": false, "distance": 1, '
        '"trials": 0, "wrong": 0}]}',
    ],
)
def test_no_results(text: str) -> None:
    with pytest.raises(PtofixError, match=r"r.json:1:1: error: not the results of a probe"):
        read_results(SourceFile("r.json", text))


def test_kernels_have_nothing_between_the_two_ops() -> None:
    text = kernel_text(SMALL["row_expand_elementwise_float"])
    between = re.findall(
        r"PIPE_ALL>\n +pto\.trowexpandmul .*\n +pto\.tadd .*\n +pto\.barrier #pto\.pipe<PIPE_ALL>", text
    )
    assert len(between) == len(SMALL["row_expand_elementwise_float"].cases)
