"""A certificate with any field of another type is no certificate, and one cannot choose what it is judged by."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import reduce
from operator import getitem
from pathlib import Path
from typing import Any

import msgspec
import pytest

from ptofix.commands import cli
from ptofix.headers.versions import assumed_headers, versions
from ptofix.proof.certificate import Certificate
from ptofix.proof.certificate_alone import CertificateAlone
from ptofix.testing.corpus import REDTEAM2

OTHER = REDTEAM2 / "other"
BEFORE, AFTER = (str(OTHER / f"certificate_overrides_options.{which}.cpp") for which in ("before", "after"))
MADE = OTHER / "certificate_overrides_options.json"
WRONG: tuple[Any, ...] = (None, True, -1, 1 << 70, 1.5, "", "\ud800", "\x1b[2J", [], ["default"], [[]], {}, {"x": 1})


def fields(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to each value."""
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, item in items:
        yield (*path, key)
        yield from fields(item, (*path, key))


def with_value(data: Any, path: tuple[Any, ...], value: object) -> Any:
    made = json.loads(json.dumps(data))
    inner = made
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return made


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    proof = tmp_path_factory.mktemp("alone") / "proof.json"
    assert cli.main(["verify", "-q", "--absolute", "--certificate", str(proof), BEFORE]) == 0
    return proof


def shortened(data: Any) -> Any:
    """With a few entries of each long list: those are alike."""
    if isinstance(data, dict):
        return {key: shortened(item) for key, item in data.items()}
    return [shortened(item) for item in (data if len(data) < 9 else data[:2])] if isinstance(data, list) else data


def has_its_types(cls: type, data: Any, text: str) -> bool:
    """By msgspec, which did not write our reader; text that cannot be printed as it is belongs nowhere."""
    try:
        msgspec.convert(data, cls)
    except (msgspec.ValidationError, UnicodeEncodeError):
        return False
    return not any(word in text for word in ("\\ud800", "\\u001b"))


def test_every_field_of_another_type_is_refused(alone: Path) -> None:
    """And what is read is the same text when it is written again."""
    for cls, file in ((Certificate, MADE), (CertificateAlone, alone)):
        data = shortened(json.loads(file.read_text()))
        kinds = {tuple("#" if isinstance(key, int) else key for key in path): path for path in fields(data)}
        refused = 0
        for *way, last in kinds.values():
            inner = reduce(getitem, way, data)
            kept = inner[last]
            for value in WRONG:
                inner[last] = value  # in place: to copy all of it and to write it thrice took half of the time
                text = json.dumps(data)
                try:
                    read = cls.from_json(text)
                except ValueError:
                    refused += 1
                    assert (way, last) == ([], "schema") or not has_its_types(cls, data, text), (way, last, value)
                    continue
                assert has_its_types(cls, data, text), (way, last, value)
                assert json.loads(read.to_json()) == data, (way, last, value)
            inner[last] = kept
        assert refused > len(kinds) * len(WRONG) // 2


def test_every_field_is_needed_and_no_other(alone: Path) -> None:
    for cls, file in ((Certificate, MADE), (CertificateAlone, alone)):
        data = json.loads(file.read_text())
        needed = {field.name for field in msgspec.structs.fields(cls) if field.required} | {"schema"}
        assert len(needed) > 5
        for key in needed:
            with pytest.raises(ValueError, match="certificate"):
                cls.from_json(json.dumps({name: value for name, value in data.items() if name != key}))
        with pytest.raises(ValueError, match="has not the fields that belong there"):
            cls.from_json(json.dumps({**data, "more": 1}))


@pytest.mark.parametrize(
    "text", ["", "null", "3", "[]", "{}", '"x"', "[" * 100_000, "9" * 5_000, '{"schema": []}', '{"schema": {"a": 1}}']
)
def test_what_is_no_certificate_is_unusable(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "c.json").write_text(text)
    assert cli.main(["verify", "--certificate", str(tmp_path / "c.json"), BEFORE, AFTER]) == 2
    assert "not a certificate" in capsys.readouterr().err


@pytest.mark.parametrize("field", ["model", "assumptions", "evidence", "rests_on", "headers", "pairs_by_grade"])
def test_a_field_of_a_wrong_type_is_unusable(
    field: str, alone: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for file, texts in ((MADE, [BEFORE, AFTER]), (alone, [BEFORE])):
        values: tuple[Any, ...] = ([1], {"x": []}, 3, None, "\ud800")
        for value in values:
            (tmp_path / "c.json").write_text(json.dumps(with_value(json.loads(file.read_text()), (field,), value)))
            assert cli.main(["verify", "--certificate", str(tmp_path / "c.json"), *texts]) == 2, value
            assert f"`{field}" in capsys.readouterr().err


def test_the_one_that_ended_in_a_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["verify", "--certificate", str(OTHER / "certificate_model_list.json"), BEFORE, AFTER]) == 2
    assert "`model` is not what belongs there" in capsys.readouterr().err


MORE = "not decided: the certificate rests on hw.repeat-distance, and that is not asked for"


@pytest.mark.parametrize(
    ("asked", "code", "words"),
    [
        ([], 0, ""),
        (["--model", "strict"], 1, MORE),
        (["--model", "ops"], 1, MORE),
        (["--no-assume", "hw.repeat-distance"], 1, MORE),
        (["--evidence", "shipped"], 0, ""),
        (["--no-assume", "mem.arguments-distinct"], 0, ""),
    ],
)
def test_what_is_asked_for_is_judged(
    asked: list[str], code: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["verify", *asked, BEFORE, AFTER]) == code
    capsys.readouterr()
    assert cli.main(["verify", "-q", *asked, "--certificate", str(MADE), BEFORE, AFTER]) == code
    assert words in capsys.readouterr().out


def test_a_configuration_asks_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for which, file in (("before", BEFORE), ("after", AFTER)):
        (tmp_path / f"{which}.cpp").write_text(Path(file).read_text())
    monkeypatch.chdir(tmp_path)
    for setting in ('model = "strict"', 'no-assume = ["hw.repeat-distance"]'):
        (tmp_path / "ptofix.toml").write_text(f"{setting}\n")
        assert cli.main(["verify", "-q", "--certificate", str(MADE), "before.cpp", "after.cpp"]) == 1
        assert MORE in capsys.readouterr().out


def test_a_certificate_of_another_kind_of_model_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Accesses of `ops` are not those of `strict`: neither says anything of the other."""
    data = json.loads(MADE.read_text())
    (tmp_path / "c.json").write_text(json.dumps({**data, "model": "ops", "rests_on": [], "assumptions": []}))
    assert cli.main(["verify", "--certificate", str(tmp_path / "c.json"), BEFORE, AFTER]) == 1
    assert "about the model `ops`, and `default` is asked for" in capsys.readouterr().out


def test_what_a_proof_of_one_text_rests_on(alone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads(alone.read_text())
    (alone.parent / "more.json").write_text(json.dumps({**data, "rests_on": ["callers.idle"]}))
    more = ["verify", "--no-assume", "callers.idle", "--certificate", str(alone.parent / "more.json"), BEFORE]
    assert cli.main(more) == 1
    assert "rests on callers.idle, and that is not asked for" in capsys.readouterr().out
    assert cli.main(["verify", "-q", "--model", "strict", "--certificate", str(alone), BEFORE]) == 0


def test_a_certificate_does_not_choose_the_headers(
    alone: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where nobody names any, those that are assumed for every verdict hold."""
    june = versions()[0]
    for file, texts in ((MADE, [BEFORE, AFTER]), (alone, [BEFORE])):
        data = json.loads(file.read_text())
        own = {op: june.fingerprints[op] for op in data["headers"]["fingerprints"]}
        assert own != data["headers"]["fingerprints"]
        data["headers"] = {"version": str(june), "fingerprints": own, "assumed": False}
        (tmp_path / "c.json").write_text(json.dumps(data))
        assert cli.main(["verify", "--certificate", str(tmp_path / "c.json"), *texts]) == 1
        said = "".join(capsys.readouterr())
        assert "about other headers (--headers names them)" in said
        assert f"headers: {assumed_headers()}" in said


def test_what_a_certificate_lists_twice_is_not_what_is_worked_out(
    alone: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for file, texts, path in ((MADE, [BEFORE, AFTER], ("removed", 0, "pairs")), (alone, [BEFORE], ("pairs",))):
        data = inner = json.loads(file.read_text())
        for key in path:
            inner = inner[key]
        assert isinstance(inner, list)
        inner.append(inner[-1])
        (tmp_path / "c.json").write_text(json.dumps(data))
        assert cli.main(["verify", "--certificate", str(tmp_path / "c.json"), *texts]) == 1
        assert "the pairs are not listed once each, in order" in "".join(capsys.readouterr())
