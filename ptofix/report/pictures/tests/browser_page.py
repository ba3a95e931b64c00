"""The page in a headless Chromium: `bash .ci/test-browser`. Not collected elsewhere: the file name does not match
`test_*.py`, since a browser is not what everybody has."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.actions.wheel_input import ScrollOrigin
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from ptofix.commands.cli import main
from ptofix.report.pictures.as_html import html
from ptofix.report.pictures.tests.samples import BODY, LARGEST, RACE, nasty_picture, picture_of
from ptofix.report.tests.browser import Browser
from ptofix.tests.build import kernel


def test_a_click_on_a_barrier_draws_the_pairs_that_it_orders(browser: Browser) -> None:
    browser.show(html(picture_of(kernel(BODY))))
    assert not browser.all("#map .arrow")
    browser.one("#L9 .m").click()
    assert "it alone orders 1 pair" in browser.text("#details h2")
    assert browser.text("#details tr[data-pair]") == "8 TADD (V) 10 TEXP (V) RAW c UB[8192, 12288)"
    assert len(browser.all("#map .arrow")) == len(browser.all("#arcs > path")) == 1
    assert len(browser.all("#map .end")) == 2
    assert [row.get_attribute("id") for row in browser.all("#lines .end")] == ["L8", "L10"]
    assert browser.one("#lines .chosen").get_attribute("id") == "L9"


def test_a_click_on_a_flag_and_its_other_end(browser: Browser) -> None:
    browser.show(html(picture_of(kernel(BODY))))
    browser.one("#L6 .m").click()
    assert len(browser.all("#map .arrow")) == 2
    browser.all("#details tr[data-pair]")[1].click()
    assert len(browser.all("#map .arrow.dim")) == 1
    [other_end] = [link for link in browser.all("#details a") if link.text == "line 7"]
    other_end.click()
    assert browser.text("#details h2").startswith("line 7: wait PIPE_MTE2 → PIPE_V")


def test_a_click_on_a_finding_shows_both_accesses_and_the_path(browser: Browser) -> None:
    browser.show(html(picture_of(RACE)))
    browser.one("#counts button.missing").click()
    assert "`TEXP` may read `d`" in browser.text("#details h2")
    assert [row.get_attribute("id") for row in browser.all("#lines .path")] == ["L10", "L11", "L12"]
    assert [row.get_attribute("id") for row in browser.all("#lines .end")] == ["L10", "L12"]
    assert "path on which nothing orders them: 10 → 11 → 12" in browser.text("#details")
    browser.one("body").send_keys(Keys.ESCAPE)
    assert "what was found" in browser.text("#details")
    assert not browser.all("#map .arrow")


def test_it_opens_at_the_first_finding(browser: Browser) -> None:
    browser.show(html(picture_of(RACE)))
    assert "`TEXP` may read `d`" in browser.text("#details h2")
    [all_findings] = [link for link in browser.all("#details a") if link.text == "all findings"]
    all_findings.click()
    assert "what was found" in browser.text("#details")


def test_a_click_in_the_map_finds_the_line(browser: Browser) -> None:
    browser.show(html(picture_of(kernel(BODY))))
    ActionChains(browser.driver).click(browser.all("#map .sync.kept")[0]).perform()
    assert browser.one("#lines .chosen").get_attribute("id") == "L9"
    browser.one("#zoom-all").click()
    ActionChains(browser.driver).click(browser.all("#map .touch.write")[0]).perform()
    assert browser.one("#lines .chosen").get_attribute("id") == "L5"
    assert "writes a, UB[0, 4096), on PIPE_MTE2" in browser.text("#details")


def test_zoom_and_pan(browser: Browser) -> None:
    browser.show(html(picture_of(kernel(BODY))))
    svg = browser.one("#map svg")
    before = _column_width(browser)
    ActionChains(browser.driver).scroll_from_origin(ScrollOrigin.from_element(svg), 0, -300).perform()
    nearer = _column_width(browser)
    assert nearer > before
    lefts = [_left(shape) for shape in browser.all("#map .sync")]
    ActionChains(browser.driver).move_to_element(browser.one("#map svg")).click_and_hold().move_by_offset(
        60, 0
    ).release().perform()
    assert _left(browser.all("#map .sync")[0]) - lefts[0] == pytest.approx(60, abs=2)
    height = _height(browser)
    ActionChains(browser.driver).key_down(Keys.SHIFT).scroll_from_origin(
        ScrollOrigin.from_element(browser.all("#map .life")[0]), 0, -300
    ).key_up(Keys.SHIFT).perform()
    assert _height(browser) > height
    browser.one("#zoom-all").click()
    assert _column_width(browser) == before
    browser.one("#zoom-in").click()
    assert _column_width(browser) > before
    browser.one("#zoom-out").click()
    browser.one("body").send_keys("0")
    assert _column_width(browser) == before


def _column_width(browser: Browser) -> float:
    """From the first flag of the map to the second, which are in columns side by side."""
    first, second = browser.all("#map .sync.flag")[:2]
    return _left(second) - _left(first)


def _left(shape: WebElement) -> float:
    return float(shape.rect["x"])


def _height(browser: Browser) -> float:
    return max(float(shape.rect["height"]) for shape in browser.all("#map .life"))


def _memories(browser: Browser) -> list[str]:
    return [str(shape.text) for shape in browser.all("#map .memory")]


def test_text_of_a_kernel_does_no_harm(browser: Browser) -> None:
    browser.show(html(nasty_picture()))
    assert "</script>" in browser.driver.title
    assert browser.driver.title.endswith("ptofix")
    for button in browser.all("#counts button"):
        button.click()
        assert "</script><script>" in browser.text("#details h2")
    assert not browser.all("img")
    assert len(browser.all("script")) == 2


def test_the_largest_kernel(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "k.html"
    assert main(["run", str(LARGEST), "--pattern", "proven", "-o", str(tmp_path / "o.cpp"), "--html", str(page)]) == 0
    browser.open(page)
    assert _memories(browser) == ["UB"]
    browser.all("#lanes button")[0].click()
    assert _memories(browser) == ["L1", "L0A", "L0B", "L0C"]
    browser.one("#counts .removed").click()
    assert _memories(browser) == ["UB"]
    assert "is removed" in browser.text("#details h2")
    browser.driver.execute_script("document.querySelectorAll('#L860 .m')[0].click()")
    assert _memories(browser) == ["L1", "L0A", "L0B", "L0C"]
    assert browser.all("#map .arrow")
    # Nothing sticks out of the window, and no two parts of the page lie on each other.
    boxes = [browser.one(f"#{name}").rect for name in ("source", "map", "legend", "details")]
    assert all(box["x"] + box["width"] <= 1400 for box in boxes)
    for above, below in pairwise(boxes[1:]):
        assert above["y"] + above["height"] <= below["y"] + 1
    assert browser.driver.execute_script("return performance.getEntriesByType('resource').length") == 0


def test_a_page_of_explain_is_open_at_its_line(
    browser: Browser, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "k.cpp"
    path.write_text(kernel(BODY).text, encoding="utf-8")
    assert main(["explain", f"{path}:9", "--model", "strict", "--html", str(tmp_path / "k.html")]) == 0
    browser.open(tmp_path / "k.html")
    assert browser.one("#lines .chosen").get_attribute("id") == "L9"
    said = capsys.readouterr().out.splitlines()[1].strip()
    assert said in browser.text("#details pre")
