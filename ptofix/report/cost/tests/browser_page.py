"""The page of `cost --html` in a headless Chromium: `bash .ci/test-browser`. Not collected elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.actions.wheel_input import ScrollOrigin
from selenium.webdriver.common.keys import Keys

from ptofix.commands.cli import main
from ptofix.report.cost.tests.pages import run_of, written
from ptofix.report.tests.browser import Browser
from ptofix.testing.corpus import CPP

KERNEL = CPP / "fa_q128_s256_p4.v0.45.insert-sync.cpp"
S1 = ("--s1", "1024", "--pattern", "none", "--jobs", "1")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Before and after `--pattern proven`."""
    folder = tmp_path_factory.mktemp("page")
    fast, out = folder / "fast.cpp", folder / "k.html"
    assert main(["run", str(KERNEL), "--pattern", "proven", "-q", "-o", str(fast)]) == 0
    assert main(["cost", str(KERNEL), str(fast), *S1, "--html", str(out)]) == 0
    return out


def span(browser: Browser) -> float:
    data = browser.one("#timeline")
    return float(data.get_attribute("data-to") or 0) - float(data.get_attribute("data-from") or 0)


def click_at(browser: Browser, time: float, track: int) -> None:
    """A click into a track of the timeline at a cycle."""
    canvas = browser.one("#timeline")
    start, end, left, top, row, width = (
        float(canvas.get_attribute(f"data-{name}") or 0) for name in ("from", "to", "left", "top", "row", "width")
    )
    x, y = left + (time - start) / (end - start) * width, top + (track + 0.5) * row
    size = canvas.size
    ActionChains(browser.driver).move_to_element_with_offset(
        canvas, round(x - size["width"] / 2), round(y - size["height"] / 2)
    ).click().perform()


def test_zoom_and_pan(browser: Browser, page: Path) -> None:
    browser.open(page)
    canvas, whole = browser.one("#timeline"), span(browser)
    ActionChains(browser.driver).scroll_from_origin(ScrollOrigin.from_element(canvas), 0, -300).perform()
    assert span(browser) == pytest.approx(0.8 * whole)
    start = float(canvas.get_attribute("data-from") or 0)
    ActionChains(browser.driver).move_to_element(canvas).click_and_hold().move_by_offset(60, 0).release().perform()
    moved = start - float(canvas.get_attribute("data-from") or 0)
    assert moved == pytest.approx(60 * span(browser) / float(canvas.get_attribute("data-width") or 0), rel=0.05)
    browser.one("#zoom-in").click()
    assert span(browser) < 0.8 * whole
    browser.one("body").send_keys("0")
    assert span(browser) == whole


def test_a_click_on_a_barrier_shows_its_cost(browser: Browser, page: Path) -> None:
    browser.open(page)
    run = run_of(page.read_text(encoding="utf-8"))
    line, _, name, count, _, stalled = max(
        (one for one in run["lines"] if one[2] == "pipe_barrier(PIPE_V)"), key=lambda one: one[5]
    )
    track, _, _, start, length = max((one for one in run["slices"] if one[2] == line), key=lambda one: one[4])
    while span(browser) > 40 * length:
        browser.one("#zoom-in").click()
        browser.driver.execute_script(f"document.querySelector('#L{line}').click()")
    # In the text: its cost, and the timeline is where it is.
    assert browser.one("#lines .chosen").get_attribute("id") == f"L{line}"
    found = browser.text("#details").replace("\u202f", "")
    assert f"vector {name} {count} 0 {stalled}" in found
    assert "here:" not in found
    browser.one("body").send_keys(Keys.ESCAPE)
    assert not browser.all("#lines .chosen")
    # In the timeline: the same, and how long it waits there.
    data = browser.one("#timeline")
    start, length = next(
        (one[3], one[4])
        for one in run["slices"]
        if one[2] == line
        and float(data.get_attribute("data-from") or 0) < one[3] < float(data.get_attribute("data-to") or 0) - one[4]
    )
    click_at(browser, start + length / 2, track)
    assert browser.one("#lines .chosen").get_attribute("id") == f"L{line}"
    found = browser.text("#details").replace("\u202f", "")
    assert f"waits {length} cycles, from {start} to {start + length}: pipe_barrier" in found
    assert f"vector {name} {count} 0 {stalled}" in found


def test_before_and_after(browser: Browser, page: Path) -> None:
    browser.open(page)
    before, after = (run_of(page.read_text(encoding="utf-8"), number) for number in (0, 1))
    buttons = browser.all("#runs button")
    assert [button.text.split(":")[0] for button in buttons] == ["before", "after"]
    row = f"all {before['cycles']} {after['cycles']} {after['cycles'] - before['cycles']}"
    browser.one("#zoom-in").click()
    kept, text = span(browser), browser.text("#lines")
    buttons[1].click()
    assert "on" in (buttons[1].get_attribute("class") or "")
    assert browser.text("#lines") != text
    assert span(browser) == kept
    assert row in browser.text("#details").replace("\u202f", "")
    assert browser.driver.execute_script("return performance.getEntriesByType('resource').length") == 0
    boxes = [browser.one(f"#{name}").rect for name in ("source", "plot", "legend", "details")]
    assert all(box["x"] + box["width"] <= 1400 and box["y"] + box["height"] <= 900 for box in boxes)


def test_text_of_a_kernel_does_no_harm(browser: Browser, tmp_path: Path) -> None:
    browser.show(written(tmp_path, "// </script><script>alert(1)</script><img src=x onerror=alert(1)>"))
    assert "</script><script>" in browser.text("#lines")
    assert not browser.all("img")
    assert len(browser.all("script")) == 2
