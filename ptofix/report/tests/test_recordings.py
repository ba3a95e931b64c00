"""What is said of a recording has the places of its source, in every form, and says what the recording is of."""

from __future__ import annotations

import json

import pytest

from ptofix.api.explaining import explain_line
from ptofix.commands import cli
from ptofix.cpp.parser import parse
from ptofix.order.model import MODELS
from ptofix.program.executions import executions
from ptofix.report.findings import FORMATS, written
from ptofix.report.pictures.as_html import html
from ptofix.report.pictures.make import picture
from ptofix.rules.checking import Checked, check, check_subject, subject_of
from ptofix.testing.corpus import RECORDINGS
from ptofix.testing.unrolled import unrolled, with_names_in_turn
from ptofix.text.recording import from_words, line_words, recorded_from, recording_words
from ptofix.text.source import SourceFile

PATH = RECORDINGS / "scaled_rows.cpp"
TEXT = PATH.read_text()
RACY = TEXT.replace("    pipe_barrier(PIPE_V); // scale.hpp:8 < scaled_rows.cpp:23\n", "\n")
OF = "a recording: one launch of scaled_rows<float, 64>, core vector, block 0, these sizes (n = 12)"
CHAIN = "recorded from scale.hpp:9, called from scaled_rows.cpp:23"


def source(text: str) -> SourceFile:
    return SourceFile("t.cpp", text)


def checked(text: str) -> Checked:
    return check(source(text), MODELS["strict"])


# ---- what a recording says of itself ----


@pytest.mark.parametrize(
    ("behind", "places"),
    [
        (" // a.hpp:3", [("a.hpp", 3)]),
        (" // a.hpp:3 < b.cpp:10 < c.cpp:200", [("a.hpp", 3), ("b.cpp", 10), ("c.cpp", 200)]),
        (" // /usr/my files/a.hpp:3", [("/usr/my files/a.hpp", 3)]),
        (" // C:\\a.hpp:3", [("C:\\a.hpp", 3)]),
        (" // see a.hpp: 3", []),
        (" // a.hpp", []),
        ("", []),
    ],
)
def test_the_comment_behind_a_statement(behind: str, places: list[tuple[str, int]]) -> None:
    line = f"  TEXP(v1, v2);{behind}"
    assert list(recorded_from(source(f"// ptofix record: one launch\n{line}\n"), 2)) == places
    assert recorded_from(source(f"// by hand\n{line}\n"), 2) == ()


def test_words() -> None:
    recording = source("// ptofix record: one launch of k | k.cpp\nTEXP(a, b); // a.hpp:3 < b.cpp:10\n")
    assert from_words(recording, 2) == "a.hpp:3, called from b.cpp:10"
    assert line_words(recording, 2) == "line 2 (a.hpp:3)"
    assert line_words(source("\nTEXP(a, b);"), 2) == "line 2"
    assert recording_words(recording) == (
        "a recording of k.cpp: one launch of k; nothing is said of other launches, blocks or sizes"
    )
    assert recording_words(source("TEXP(a, b);")) == ""
    partly = source(
        "// ptofix record: one launch of k\n// Only the first vector core is recorded.\n#include <x>\n// no\n"
    )
    assert recording_words(partly).endswith("blocks or sizes. Only the first vector core is recorded")


# ---- findings ----


def test_text_has_the_place_of_the_source_under_the_line() -> None:
    text = written("text", [checked(RACY)])
    assert f"        TEXP(t0, t0);\n             ^~\n    {CHAIN}\n" in text
    assert "help: put `pipe_barrier(PIPE_V);` before line 22 (scale.hpp:9)" in text
    assert f"t.cpp: {OF}; scalars read from global memory: zero; nothing is said of other launches" in text


@pytest.mark.parametrize("form", ["github", "gitlab", "sarif", "json"])
def test_every_form_has_the_place(form: str) -> None:
    text = written(form, [checked(RACY)])
    assert "scale.hpp" in text
    assert "scaled_rows.cpp" in text
    assert form == "gitlab" or OF in text


@pytest.mark.parametrize("form", FORMATS)
def test_other_texts_say_nothing_of_recordings(form: str) -> None:
    _, _, text = RACY.partition("\n")
    found = written(form, [checked(text)])
    assert "recorded from" not in found
    assert "recorded_from" not in found
    assert "a recording:" not in found


def test_json_has_the_chain() -> None:
    [file] = json.loads(written("json", [checked(RACY)]))["files"]
    chain = [{"file": "scale.hpp", "line": 9}, {"file": "scaled_rows.cpp", "line": 23}]
    assert file["findings"][0]["place"]["recorded_from"] == chain
    assert file["recording"].startswith(OF)


def test_sarif_has_the_chain_as_places() -> None:
    [result, *_] = json.loads(written("sarif", [checked(RACY)]))["runs"][0]["results"]
    places = {
        where["message"]["text"]: where["physicalLocation"]
        for where in result["relatedLocations"]
        if where["message"]["text"] in ("recorded from here", "called from here")
    }
    assert places["recorded from here"]["artifactLocation"]["uri"] == "scale.hpp"
    assert places["called from here"]["region"] == {"startLine": 23}
    assert len({where["id"] for where in result["relatedLocations"]}) == len(result["relatedLocations"])


def test_pictures_have_the_place() -> None:
    subject = subject_of(source(RACY), MODELS["strict"])
    page = html(picture(subject, check_subject(subject).findings))
    assert CHAIN in page
    assert OF.replace("<", "&lt;").replace(">", "&gt;") in page or OF in page


def test_explanations_have_the_place() -> None:
    said = explain_line(TEXT, 21, name="t.cpp")
    assert "recorded from scale.hpp:8, called from scaled_rows.cpp:23" in said
    assert "`TMULS` (line 20, from scale.hpp:7)" in said
    assert OF in said


# ---- executions ----


def by_line(text: str) -> dict[str, tuple[int, int]]:
    [finding] = [finding for finding in checked(text).findings if finding.code == "PF202"]
    rows = finding.data["by_source_line"]
    return {f"{row['file']}:{row['line']}": (row["redundant"], row["executions"]) for row in rows}


def test_executions_count_the_rounds_of_loops() -> None:
    assert by_line(TEXT) == {"scale.hpp:8": (1, 13), "scaled_rows.cpp:31": (1, 1)}
    straight = "\n".join(with_names_in_turn(unrolled(TEXT.split("\n"))))
    assert straight.count("pipe_barrier") == 14
    assert by_line(straight) == {"scale.hpp:8": (1, 13), "scaled_rows.cpp:31": (1, 1)}


def test_nested_loops_multiply_and_others_are_not_counted() -> None:
    tree = parse(
        source(
            "AICORE void k(int n) {\nfor (int64_t i = 0; i < 3; i += 1) {\nfor (int64_t j = 0; j < 4; j += 1) {\n"
            "pipe_barrier(PIPE_V);\n}\n}\nfor (int64_t i = 0; i < n; i += 1) {\npipe_barrier(PIPE_M);\n}\n}\n"
        )
    )
    counts = executions(tree)
    found = {one.text: counts[one.span.start] for one in tree.statements if one.span.start in counts}
    assert found == {"pipe_barrier(PIPE_V);": 12}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["run", "--check", "--pattern", "proven", "--remarks", "all"], "scale.hpp:8: redundant in 13 of 13"),
        (["run", "--check", "--pattern", "proven"], OF),
        (["verify", "--absolute"], OF),
        (["cost", "--pattern", "none", "--jobs", "1"], "(scale.hpp:8), vector, 12 times: pipe_barrier(PIPE_V)"),
        (["cost", "--pattern", "none", "--jobs", "1"], OF),
        (["evidence"], OF),
        (["fix", "--check"], OF),
    ],
)
def test_every_summary_says_what_it_is_about(words: list[str], said: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main([*words, str(PATH)]) in (0, 1)
    printed = capfd.readouterr()
    assert said in printed.out + printed.err
