"""What the page of `cost --html` holds, and that it is one page, whatever the kernel holds."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from msgspec.structs import replace

from ptofix.commands.cli import main
from ptofix.cpp.parser import parse
from ptofix.machine.kernel import kernel_of
from ptofix.machine.timing.estimate import Estimate, estimate, integers_of
from ptofix.machine.timing.latency import latencies
from ptofix.machine.timing.path import critical_path
from ptofix.report.cost import as_html
from ptofix.report.cost.tests.pages import run_of, written
from ptofix.testing.corpus import CPP, FLASH_ATTENTION
from ptofix.text.source import read_source

FA = CPP / "fa_q128_s256_p4.v0.45.insert-sync.cpp"


@pytest.fixture(scope="module")
def timed() -> Estimate:
    kernel = kernel_of(parse(read_source(str(FA))))
    return estimate(kernel, integers_of(kernel, {}, 1024), 1, latencies("default"), True)


def test_the_critical_path_is_all_of_the_time(timed: Estimate) -> None:
    assert timed.timeline is not None
    steps = critical_path(timed.timeline).steps
    assert all(before.end == after.start for before, after in pairwise(steps))
    assert all(step.end > step.start for step in steps)
    assert steps[0].start <= 5
    # The last call's results come a head and a tail after it.
    assert timed.cycles - 45 <= steps[-1].end <= timed.cycles
    assert {step.slice.core for step in steps} == {"cube", "vector0"}


def test_nothing_on_the_path_waits_for_a_flag_that_could_be_followed(timed: Estimate) -> None:
    assert timed.timeline is not None
    waits = [step.slice.name for step in critical_path(timed.timeline).steps if step.slice.kind == "wait"]
    assert "pipe_barrier(PIPE_V)" in waits
    followed = [name for name in waits if name != "pipe_barrier(PIPE_V)"]
    assert len(followed) < len(waits) / 4


def test_two_waits_that_end_together_do_not_go_round(timed: Estimate) -> None:
    assert timed.timeline is not None
    one, other = timed.timeline.slices[0], timed.timeline.slices[1]
    waits = [replace(one, kind="wait", name="flag V>M", start=2, end=9) for one in (one, other)]
    ends = [(wait.core, wait.pipe, wait.end) for wait in waits]
    assert ends[0] != ends[1]
    arrow = timed.timeline.arrows[0]
    arrows = [replace(arrow, source=ends[0], target=ends[1]), replace(arrow, source=ends[1], target=ends[0])]
    path = critical_path(replace(timed.timeline, slices=waits, arrows=arrows))
    assert sum(step.end - step.start for step in path.steps) == 7


def test_what_stands_in_the_page(tmp_path: Path, timed: Estimate) -> None:
    fast, page = tmp_path / "fast.cpp", tmp_path / "k.html"
    assert main(["run", str(FA), "--pattern", "proven", "-q", "-o", str(fast)]) == 0
    options = ["--s1", "1024", "--html", str(page), "-o", str(tmp_path / "k.txt"), "--jobs", "1"]
    assert main(["cost", str(FA), str(fast), *options]) == 0
    text = page.read_text(encoding="utf-8")
    before, after = run_of(text), run_of(text, 1)
    assert before["cycles"] == timed.cycles > after["cycles"]
    assert before["values"] == dict.fromkeys(before["values"], 1024)
    assert before["cut"] is None
    # Both vector sub-blocks do the same at the same time: one pane shows them.
    assert before["alike"] == {"vector0": ["vector1"]}
    assert {core for core, _ in before["tracks"]} == {"cube", "vector0"}
    # The sums per line are those of the pipes.
    tracks, names = before["tracks"], before["names"]
    for core in timed.cores[:2]:
        for pipe in core.pipes[1:]:
            track = tracks.index([core.name, pipe.pipe])
            of_track = [one for one in before["slices"] if one[0] == track and names[one[1]][1] == "work"]
            assert sum(one[4] for one in of_track) == pipe.busy
    assert sum(one[4] for one in before["lines"] if one[1] == "cube") == sum(p.busy for p in timed.cores[0].pipes[1:])
    barriers = [[one[5] for one in run["lines"] if one[2] == "pipe_barrier(PIPE_V)"] for run in (before, after)]
    assert sum(barriers[0]) > sum(barriers[1]) > 0


def test_the_largest_kernel_fits_a_mail(tmp_path: Path) -> None:
    largest = str(FLASH_ATTENTION / "golden" / "fa_q1024_s512_p3_k1.v0.60.insert-sync.cpp")
    page = tmp_path / "k.html"
    main(["cost", largest, largest, "--s1", "1024", "--html", str(page), "-o", str(tmp_path / "k.txt"), "--jobs", "1"])
    assert 0 < page.stat().st_size < 3_000_000


def test_too_many_slices_are_cut_and_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(as_html, "MOST_SLICES", 7)
    run = run_of(written(tmp_path, "//"))
    assert len(run["slices"]) == 7
    assert run["cut"][0] == 7 < run["cut"][1]
    assert run["cut"][2] == max(one[3] for one in run["slices"])
    assert all(step[2] < run["cut"][2] for step in run["path"])


class _Links(HTMLParser):
    """Everything in a page that a browser would load."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str | None]] = []
        self.scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        self.found += [(name, value) for name, value in attrs if name in ("src", "href", "srcset", "data", "action")]


def test_the_page_loads_nothing(tmp_path: Path) -> None:
    page = written(tmp_path, "// </script><script>alert(1)</script><img src=x onerror=alert(1)>")
    links = _Links()
    links.feed(page)
    assert not links.found
    assert links.scripts == 2
    assert "default-src 'none'" in page
    assert not re.search(r"url\(|@import|fetch\(|XMLHttpRequest", page)
    assert run_of(page)["text"][-1 if run_of(page)["text"][-1] else -2].endswith("onerror=alert(1)>")
