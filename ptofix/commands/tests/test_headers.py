"""A proof is about one version of the headers: what is not as known may do anything."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from ptofix.commands.cli import main
from ptofix.testing.headers import forget, make_known, written
from ptofix.tests.build import kernel

DAMAGE = ("pto/npu/a2a3/TMul.hpp", "vmul(d, a, b)", "vmul(d, a, a)")
BARRIER = "pipe_barrier(PIPE_V);"
APART = f"TADD(a, b, c); {BARRIER} TMUL(d, e, f);"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """With `known`, whose ops are known, `damaged`, where TMUL is not, and `k.cpp`, whose barrier orders nothing."""
    monkeypatch.delenv("PTO_LIB_PATH", raising=False)
    make_known(monkeypatch, tmp_path, written(tmp_path / "known"))
    written(tmp_path / "damaged", DAMAGE)
    (tmp_path / "k.cpp").write_text(kernel(APART).text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    forget()


def test_a_proof_that_needs_a_damaged_header_falls_back(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "--pattern", "proven", "--headers", "known", "k.cpp", "-o", "out.cpp"]) == 0
    assert not any(line.strip().startswith(BARRIER) for line in (folder / "out.cpp").read_text().splitlines())
    assert "headers: pto-isa v1v1v1v (v1, 2026-01-01)\n" in capfd.readouterr().err
    assert main(["run", "--pattern", "proven", "--headers", "damaged", "k.cpp", "-o", "kept.cpp"]) == 0
    assert (folder / "kept.cpp").read_text() == (folder / "k.cpp").read_text()
    assert "warning: `TMUL` has an unknown implementation in these headers" in capfd.readouterr().err


def test_a_proof_that_does_not_need_it_stands(folder: Path) -> None:
    (folder / "k.cpp").write_text(kernel(APART.replace("TMUL", "TADD")).text, encoding="utf-8")
    assert main(["run", "--pattern", "proven", "--headers", "damaged", "k.cpp", "-o", "out.cpp"]) == 0
    assert (folder / "out.cpp").read_text() != (folder / "k.cpp").read_text()


def test_the_checker_falls_back_too(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "after.cpp").write_text((folder / "k.cpp").read_text().replace(BARRIER, ""), encoding="utf-8")
    assert main(["verify", "k.cpp", "after.cpp"]) == 0
    assert "headers: pto-isa v1v1v1v (v1, 2026-01-01) assumed" in capfd.readouterr().out
    assert main(["verify", "--headers", "damaged", "k.cpp", "after.cpp"]) == 1
    assert "`TMUL` has an unknown implementation in these headers" in capfd.readouterr().out


def test_what_a_pass_made_is_judged_for_these_headers(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    pipe = "TPipe<0, Direction::DIR_C2V, 4096, 8, 8, false> p(gm, 0, 0);"
    (folder / "k.cpp").write_text(kernel(f"{pipe} {APART}").text, encoding="utf-8")
    assert main(["run", "--local-slot-num", "2", "--headers", "damaged", "k.cpp", "-o", "out.cpp"]) == 0
    assert "verified: local-slot-num" in capfd.readouterr().err


def test_a_certificate_is_about_its_own_headers(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(folder / "same", DAMAGE)
    make_known(monkeypatch, folder, str(folder / "known"), str(folder / "same"), same_facts=("TMUL",))
    made = ["run", "--pattern", "proven", "--headers", "known", "k.cpp", "-o", "out.cpp", "--certificate", "c.json"]
    assert main(made) == 0
    again = ["verify", "k.cpp", "out.cpp", "--headers"]
    assert main([*again, "same"]) == 0  # other text, the same facts
    assert main([*again, "same", "--certificate", "c.json"]) == 1
    assert main([*again, "known", "--certificate", "c.json"]) == 0


def test_the_environment_names_headers_too(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PTO_LIB_PATH", "damaged")
    main(["check", "k.cpp"])
    assert "k.cpp: warning: `TMUL` has an unknown implementation in these headers" in capfd.readouterr().out
    assert main(["check", "--headers", "known", "k.cpp"]) == 0  # what is said counts
    assert "warning" not in capfd.readouterr().out
    monkeypatch.setenv("PTO_LIB_PATH", str(folder / "nowhere"))
    assert main(["check", "k.cpp"]) == 0  # builds set it for the device compiler, which may be on another machine
    assert "ptofix: warning: PTO_LIB_PATH: no headers of pto-isa in" in capfd.readouterr().err


def test_a_certificate_names_headers_and_fingerprints(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    made = ["run", "--pattern", "proven", "--headers", "known", "k.cpp", "-o", "out.cpp", "--certificate", "c.json"]
    assert main(made) == 0
    headers = json.loads((folder / "c.json").read_text())["headers"]
    assert headers["version"].startswith("pto-isa v1")
    assert set(headers["fingerprints"]) == {"shared", "TADD", "TASSIGN", "TMUL"}
    again = ["verify", "--certificate", "c.json", "k.cpp", "out.cpp"]
    assert main(again) == 0
    assert main([*again, "--headers", "known"]) == 0
    assert main([*again, "--headers", "damaged"]) == 1
    capfd.readouterr()
    data = json.loads((folder / "c.json").read_text())
    data["headers"]["fingerprints"]["TMUL"] = "0" * 16
    (folder / "c.json").write_text(json.dumps(data))
    assert main(again) == 1
    assert "not those of the version that the certificate names" in capfd.readouterr().out
    data["headers"]["version"] = "another"
    (folder / "c.json").write_text(json.dumps(data))
    assert main(again) == 1  # no such text of TMUL is known


def test_the_table_of_ops(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    del folder
    assert main(["headers", "known"]) == 0
    assert "TMUL: known since v1\n" in capfd.readouterr().out
    assert main(["headers", "damaged"]) == 1
    out = capfd.readouterr().out
    assert "TMUL: changed since v1: pto/npu/a2a3/TMul.hpp (Run); the op table is not about this\n" in out
    assert "TADD: known since v1\n" in out
    assert "removed" not in out
    assert main(["headers", "damaged", "--format", "json"]) == 1
    ops = {op["name"]: op for op in json.loads(capfd.readouterr().out)["ops"]}
    assert ops["TMUL"]["state"] == "changed"
    assert ops["TMUL"]["files"] == [{"path": "pto/npu/a2a3/TMul.hpp", "definitions": ["Run"]}]
