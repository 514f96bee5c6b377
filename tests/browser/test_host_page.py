"""The page of the host, on a phone, a laptop and a large screen."""

import os

import pytest
from playwright.sync_api import expect

from ..support.servers import Server
from .screens import Screens, check_accessibility

KEY = "correct horse battery staple"


@pytest.fixture
def server(tmp_path):
    running = Server(tmp_path / "data", LIVE_COP_HOST_KEY=KEY)
    yield running
    running.stop()


@pytest.mark.thorough
@pytest.mark.parametrize("width", [360, 1024, 1920])
def test_everything_is_in_reach_and_can_be_read(chromium, server, width):
    screens = Screens(chromium, server)
    for title in ("Homes that say yes", "A-title-of-one-word-that-has-no-place-to-break-" * 2):
        screens.open_meeting(title=title)
    page = screens.new(viewport={"width": width, "height": 800})
    page.goto(f"{server.url}/host")
    check_accessibility(page, contrast=True)
    page.get_by_label("Host key").fill(KEY)
    page.get_by_role("button", name="Go in").click()
    expect(page.get_by_text("2 meetings in all")).to_be_visible()
    page.locator("summary").first.click()
    check_accessibility(page, contrast=True)
    if shots := os.environ.get("LIVE_COP_HOST_SHOTS"):
        page.screenshot(path=f"{shots}-{width}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Make a new link for the chair").first.click()
    expect(page.locator(".address")).to_contain_text("/chair/")
    page.locator("summary").first.click()
    page.get_by_role("link", name="Delete this meeting").first.click()
    check_accessibility(page)
    page.get_by_role("button", name="Delete this meeting").click()
    expect(page.get_by_text("1 meeting in all")).to_be_visible()
    screens.close()


@pytest.mark.thorough
def test_what_is_wrong_stands_out_from_what_is_to_be_looked_at(chromium, server):
    screens = Screens(chromium, server)
    for scheme in ("light", "dark"):
        page = screens.new(color_scheme=scheme)
        page.goto(f"{server.url}/host")
        page.get_by_label("Host key").fill(KEY)
        page.get_by_role("button", name="Go in").click()
        levels = ("ok", "look", "wrong")
        page.locator(".checks").evaluate(
            "(list, levels) => list.replaceChildren(...levels.map((level) => Object.assign("
            "document.createElement('li'), { innerHTML: `<b class='pill is-${level}'>Word</b> <span>So it is.</span>` }"
            ")))",
            levels,
        )
        colors = page.locator(".checks .pill").evaluate_all(
            "(all) => all.map((each) => getComputedStyle(each).backgroundColor)"
        )
        assert len(set(colors)) == len(levels), colors
        check_accessibility(page, contrast=True)
    screens.close()
