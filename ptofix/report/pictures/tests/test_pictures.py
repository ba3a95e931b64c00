"""What a picture holds, and that its page is one page, whatever the kernel holds."""

from __future__ import annotations

import json
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from ptofix.commands.cli import main
from ptofix.report.pictures.as_html import html
from ptofix.report.pictures.as_text import around
from ptofix.report.pictures.picture import Mark, Picture, Status
from ptofix.report.pictures.tests.samples import BODY, LARGEST, NASTY, RACE, at, nasty_picture, picture_of
from ptofix.testing.corpus import CPP
from ptofix.tests.build import kernel
from ptofix.text.source import read_source


def ends(found: Picture, mark: Mark) -> list[tuple[int, int]]:
    """The lines of the pairs of a mark."""
    lanes = found.lanes
    return [
        (
            lanes[pair.lane].columns[lanes[pair.lane].touches[pair.earlier].column].line,
            lanes[pair.lane].columns[lanes[pair.lane].touches[pair.later].column].line,
        )
        for pair in mark.pairs
    ]


def lives(found: Picture) -> list[tuple[str, int, int]]:
    """Names, with the lines from which and to which their bytes are needed."""
    [lane] = found.lanes
    return [(life.name, lane.columns[life.first].line, lane.columns[life.last].line) for life in lane.lives]


# ---- marks ----


def test_a_kept_barrier_has_the_pairs_that_it_keeps_apart() -> None:
    found = picture_of(kernel(BODY))
    assert at(found, 9).status is Status.KEPT
    assert ends(found, at(found, 9)) == [(8, 10)]
    assert ends(found, at(found, 11)) == [(10, 13)]


def test_a_barrier_that_could_go_says_what_orders_its_pairs() -> None:
    found = picture_of(kernel("TADD(c, a, b);\npipe_barrier(PIPE_V);\npipe_barrier(PIPE_V);\nTEXP(d, c);"))
    first, second = at(found, 5), at(found, 6)
    assert first.status is second.status is Status.SPARE
    assert first.title.endswith("could go by itself: no pair around it shares bytes")
    found = picture_of(kernel("TADD(c, a, b);\npipe_barrier(PIPE_V);\nTADD(d, c, b);"), "ops")
    assert at(found, 5).status is Status.KEPT
    flags = "set_flag(PIPE_V, PIPE_S, EVENT_ID0);\nwait_flag(PIPE_V, PIPE_S, EVENT_ID0);"
    found = picture_of(kernel(f"TADD(c, a, b);\npipe_barrier(PIPE_V);\n{flags}\nTADD(d, c, b);"))
    assert at(found, 5).status is Status.SPARE
    assert [pair.reason for pair in at(found, 5).pairs] == [
        "in order by a flag round trip: "
        "set_flag(PIPE_V, PIPE_S, EVENT_ID0) (line 6), wait_flag(PIPE_V, PIPE_S, EVENT_ID0) (line 7)"
    ]


def test_a_flag_has_its_other_end_and_the_pairs_through_it() -> None:
    found = picture_of(kernel(BODY))
    for line, other in ((6, 7), (7, 6)):
        assert at(found, line).status is Status.FLAG
        assert at(found, line).partners == (other,)
        assert ends(found, at(found, line)) == [(5, 8), (5, 12)]


def test_no_pair_is_said_to_be_in_order_through_a_flag_set_too_early() -> None:
    early = "GlobalTensor<float> g;\nset_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);\nTLOAD(a, g);"
    found = picture_of(kernel(f"{early}\nwait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);\nTADD(c, a, b);"))
    assert not at(found, 5).pairs
    assert not at(found, 7).pairs
    assert at(found, 8).status is Status.MISSING


def test_a_flag_in_a_loop_orders_the_round_before() -> None:
    loop = (
        "GlobalTensor<float> g;\nset_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);\nfor (int32_t i = 0; i < n; i += 1) {\n"
        "wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);\nTLOAD(a, g);\npipe_barrier(PIPE_ALL);\nTADD(c, a, b);\n"
        "set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);\n}\nwait_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);"
    )
    found = picture_of(kernel(loop))
    assert ends(found, at(found, 7)) == [(10, 8)]


def test_a_finding_has_both_accesses_and_the_path() -> None:
    found = picture_of(RACE)
    [missing] = [mark for mark in found.marks if mark.status is Status.MISSING]
    assert found.text[missing.start : missing.end] == "d"
    assert ends(found, missing) == [(10, 12)]
    assert missing.path == (10, 11, 12)


def test_a_barrier_of_all_pipes() -> None:
    found = picture_of(kernel("GlobalTensor<float> g;\nTLOAD(a, g);\npipe_barrier(PIPE_ALL);\nTADD(c, a, b);"))
    assert at(found, 6).status is Status.KEPT
    assert ends(found, at(found, 6)) == [(5, 7)]


def run(tmp_path: Path, body: str, *options: str) -> str:
    """The page of a run."""
    path = tmp_path / "k.cpp"
    path.write_text(kernel(body).text, encoding="utf-8")
    assert main(["run", str(path), *options, "-o", str(tmp_path / "o.cpp"), "--html", str(tmp_path / "k.html")]) == 0
    return (tmp_path / "k.html").read_text(encoding="utf-8")


def statuses(page: str) -> Counter[tuple[int, str]]:
    """Lines and words of all marks but notes."""
    return Counter((mark[0], mark[1]) for mark in data(page)["marks"] if mark[1] != "note")


def test_a_run_shows_what_was_removed(tmp_path: Path) -> None:
    body = "TADD(c, a, b);\npipe_barrier(PIPE_V);\npipe_barrier(PIPE_V);\nTEXP(d, c);\npipe_barrier(PIPE_V);"
    page = run(tmp_path, body, "--pattern", "proven", "--model", "strict")
    # Two barriers are each other's reason: the one that is left is needed now.
    assert statuses(page) == Counter({(5, "removed"): 1, (6, "kept"): 1, (8, "removed"): 1})
    assert "drop-redundant-barriers: PIPE_V: 2 done" not in page
    assert "PIPE_V: 2 done, 1 kept" in page


def test_a_removal_that_nobody_proved_is_shown_as_missing(tmp_path: Path) -> None:
    options = ("--remove-barrier-lines", "9", "--no-verify", "--model", "strict")
    page = run(tmp_path, BODY, *options)
    assert statuses(page)[9, "missing"] == 1
    assert "is removed, and nothing orders 1 pair" in page
    assert statuses(page)[10, "missing"] == 1
    assert "now that the barrier is removed" in page


def test_a_run_that_adds_barriers_says_nothing_of_pairs(tmp_path: Path) -> None:
    """One barrier between the two pairs instead of two beside them; or one where there was none."""
    page = run(tmp_path, "TADD(c, a, b);\nTEXP(d, c);", "--pattern", "minimal", "--model", "strict")
    assert statuses(page) == Counter({(5, "added"): 1, (5, "missing"): 1})
    pipeline = ("--pass-pipeline", "minimal-barriers{model=strict}", "--bisect-limit", "1")
    body = "TADD(c, a, b);\nTEXP(d, c);\npipe_barrier(PIPE_V);"
    assert statuses(run(tmp_path, body, *pipeline, "--model", "strict"))[6, "could go"] == 1
    pipeline = ("--pattern", "minimal", "--model", "strict")
    assert statuses(run(tmp_path, body, *pipeline))[6, "removed"] == 1
    assert "others are put where they are needed" in (tmp_path / "k.html").read_text(encoding="utf-8")


def test_a_barrier_that_is_not_reached_is_kept() -> None:
    found = picture_of(kernel("TADD(c, a, b);\nreturn;\npipe_barrier(PIPE_V);\nTEXP(d, c);"))
    assert at(found, 6).status is Status.KEPT
    assert "no path from the function's entry reaches the barrier" in at(found, 6).title


# ---- the map ----


def test_lives() -> None:
    assert lives(picture_of(kernel(BODY))) == [
        ("a", 5, 12),
        ("b", 8, 12),
        ("c", 8, 10),
        ("d", 10, 13),
        ("e", 12, 12),
        ("f", 13, 13),
    ]


def test_a_new_value_is_a_new_life() -> None:
    body = "TADD(c, a, b);\nTEXP(d, c);\nTADD(c, a, b);\nTADD(c, c, b);"
    assert [life for life in lives(picture_of(kernel(body))) if life[0] == "c"] == [("c", 4, 5), ("c", 6, 7)]


def test_a_loop_keeps_what_it_reads_and_carries_what_it_wrote() -> None:
    loop = "TADD(c, a, b);\nfor (int32_t i = 0; i < n; i += 1) {\nTADD(e, d, c);\nTEXP(d, e);\nTEXP(f, b);\n}"
    found = lives(picture_of(kernel(loop)))
    assert ("c", 4, 8) in found  # the loop reads it again in every round
    assert ("d", 6, 6) in found  # the first of each round reads what the round before wrote
    assert ("d", 7, 8) in found


def test_hidden_scratch_and_addresses_that_are_not_known() -> None:
    found = picture_of(kernel("TASSIGN(w, where);\nTADD(c, w, b);"))
    assert {touch.name for touch in found.lanes[0].touches if touch.lies} == {"w"}
    assert "w" not in {life.name for life in found.lanes[0].lives}
    with_scratch = picture_of(read_source(str(CPP / "g_gu_loop.v0.45.insert-sync.cpp")))
    [lane] = [lane for lane in with_scratch.lanes if lane.core == "vector"]
    scratch = [touch for touch in lane.touches if touch.scratch]
    assert {(touch.name, touch.start) for touch in scratch} == {("hidden scratch tmp_ub", 188416)}
    assert {life[3:] for life in lane.lives if life.scratch} == {
        (touch.column, touch.column, touch.name, True) for touch in scratch
    }


def test_what_may_touch_anything_is_shown_as_such() -> None:
    [lane] = picture_of(kernel("TADD(c, a, b);\nmy_helper(c);")).lanes
    assert [lane.columns[column].line for column in lane.anything] == [5]


def test_nothing_is_drawn_of_other_hardware_and_of_what_is_not_analysed() -> None:
    found = picture_of(kernel("auto f = [&]() { };\nTADD(c, a, b);"))
    assert found.lanes == ()
    assert "is not analysed" in found.basis[-1]
    assert 'id="L5"' in html(found)


def test_text_around_a_line() -> None:
    [lane] = picture_of(kernel(BODY)).lanes
    column = next(number for number, one in enumerate(lane.columns) if one.line == 11)
    assert list(around(lane, column)) == [
        "  on-chip memory around this line: w written, r read, b both, - holds a value, | this line",
        "                         5  8  10  11  12  13",
        "    UB[0, 4096)       a  w  r   -   |   r   .",
        "    UB[4096, 8192)    b  .  r   -   |   r   .",
        "    UB[8192, 12288)   c  .  w   r   |   .   .",
        "    UB[12288, 16384)  d  .  .   w   |   -   r",
        "    UB[16384, 20480)  e  .  .   .   |   w   .",
        "    UB[20480, 24576)  f  .  .   .   |   .   w",
        "    before: 5 TLOAD, 8 TADD, 10 TEXP",
        "    after: 12 TMUL, 13 TEXP",
    ]


# ---- the page ----


class Elements(HTMLParser):
    """The elements of a page, by name, with the text of scripts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: Counter[str] = Counter()
        self.attributes: set[str] = set()
        self.scripts: list[str] = []
        self.text = ""
        self._in_script = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names[tag] += 1
        self.attributes.update(name for name, _ in attrs)
        self._in_script = tag == "script"
        if self._in_script:
            self.scripts.append("")

    def handle_endtag(self, tag: str) -> None:
        self._in_script &= tag != "script"

    def handle_data(self, data: str) -> None:
        if self._in_script:
            self.scripts[-1] += data
        else:
            self.text += data


def data(page: str) -> dict[str, Any]:
    """What the script of a page draws from."""
    found: dict[str, Any] = json.loads(Elements(page).scripts[0])
    return found


def test_text_of_a_kernel_is_never_markup() -> None:
    plain, nasty = Elements(html(picture_of(RACE))), Elements(html(nasty_picture()))
    assert nasty.names - plain.names == Counter({"div": 1, "i": 1})  # its line
    assert nasty.attributes == plain.attributes
    assert len(nasty.scripts) == 2
    assert nasty.scripts[1] == plain.scripts[1]
    readable = NASTY.replace("\udcff", "\ufffd")
    assert nasty.text.count(readable) == 4  # the title, the heading, the basis and the line
    marks = json.loads(nasty.scripts[0])["marks"]
    assert all(mark[2].endswith(readable) and mark[3][-1] == readable for mark in marks)


def test_every_byte_of_the_text_is_shown() -> None:
    page = html(picture_of(RACE))
    body = page[page.index('<div id="lines">') : page.index("</section>")]
    shown = Elements(re.sub(r"<i>\d+</i>", "", body).replace("</div>", "\n</div>")).text
    assert shown.rstrip("\n") == RACE.text.rstrip("\n")


def test_of_two_marks_on_one_place_the_worse_shows() -> None:
    found = picture_of(kernel("TADD(c, a, b);\npipe_barrier(PIPE_V);\nTMUL(e, a, b);"))
    assert [mark.status for mark in found.marks] == [Status.SPARE, Status.NOTE]
    assert html(found).count('<span class="m ') == 1
    assert 'class="m could-go"' in html(found)


def test_pages_have_colours_for_dark_screens() -> None:
    """Every colour of the style is a variable that has another value there, or is seen through."""
    page = html(picture_of(kernel(BODY)))
    style = page[page.index("<style>") : page.index("</style>")]
    light, _, rest = style.partition("@media (prefers-color-scheme: dark) {")
    dark, _, rules = rest.partition("\n}\n")
    named = re.findall(r"--[\w-]+(?=: #)", light)
    assert set(named) == set(re.findall(r"--[\w-]+(?=: #)", dark))
    assert set(re.findall(r"var\((--[\w-]+)", rules)) <= {*named, "--c", "--share"}
    assert not re.findall(r"#[0-9a-f]{3,6}\b(?!;? *fill-opacity)", re.sub(r"#[0-9a-f]{8}", "", rules))


def test_the_largest_kernel(tmp_path: Path) -> None:
    """No larger than 3 MB, with nothing to load."""
    arguments = ["check", str(LARGEST), "-o", str(tmp_path / "said"), "--html", str(tmp_path / "k.html")]
    assert main(arguments) == 1
    page = (tmp_path / "k.html").read_bytes()
    assert len(page) <= 3_000_000
    text = page.decode().replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?:|<link|src=|@import|url\((?!#)", text)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run", "a.cpp", "b.cpp", "--diff"], "--html is for one file"),
        (["run", "k.mlir", "-o", "o.pto"], "a picture is of C++, `k.mlir` is PTO IR"),
        (["explain", "gu"], "--html is for FILE:LINE"),
        (["explain", "a.cpp:1"], "nothing to explain here"),
        (["check", "broken.cpp"], "broken.cpp:1:1: error:"),
    ],
)
def test_nothing_is_written_where_there_is_no_picture(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.cpp", "b.cpp"):
        Path(name).write_text(RACE.text, encoding="utf-8")
    Path("broken.cpp").write_text("}", encoding="utf-8")
    Path("k.mlir").write_text("module {}\n", encoding="utf-8")
    assert main([*arguments, "--html", "page.html"]) == 2
    assert said in capfd.readouterr().err
    assert not Path("page.html").exists()
