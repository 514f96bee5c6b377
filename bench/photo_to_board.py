"""Measures how soon a photograph from a phone is on the board: python -m bench.photo_to_board [--runs 5]

The chair's phone sends a photograph of a flip chart (3000 x 2250 pixels, as a phone takes it) on a good line, and with
Chromium's "Fast 3G" (1.6 Mbit/s down, 0.7 up, 562 ms for each request). Prints for each run the seconds from the tap on
"Send" until the phone shows that it waits, until the board has drawn it, and how many steps of progress the phone has
shown; then the median, and the load of the machine.
"""

import argparse
import os
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from scripts.chromium import launch
from tests.live.screens import Screen
from tests.support.photos import flip_chart
from tests.support.servers import Server

from .first_load import BYTES_PER_SECOND, LATENCY_MS, UPLOAD

PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
BOARD = {"viewport": {"width": 1920, "height": 1080}}
FAST_3G = {
    "offline": False,
    "latency": LATENCY_MS,
    "downloadThroughput": BYTES_PER_SECOND,
    "uploadThroughput": UPLOAD,
}
WAIT_MS = 120_000
#: Writes down when the phone first shows that the photograph waits, and each share of it that it says has arrived.
WATCH_PHONE = """() => {
  window.seen = { shares: [] };
  const look = () => {
    const bar = document.querySelector("[data-unsent-photo] progress");
    if (!bar) return;
    window.seen.waits ??= Date.now();
    if (window.seen.shares.at(-1) !== bar.value) window.seen.shares.push(bar.value);
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
  document.addEventListener("click", () => (window.seen.tapped = Date.now()), true);
}"""
#: When the board has drawn one more photograph than there were.
WATCH_BOARD = """(before) => {
  const drawn = [...document.querySelectorAll(".photo-image")].filter((each) => each.complete && each.naturalWidth);
  return new Set(drawn.map((each) => each.src)).size > before && Date.now();
}"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        server, browser = Server(Path(data)), launch(playwright.chromium)
        for line, network in (("good line", None), ("Fast 3G", FAST_3G)):
            found = [measure(server, browser, network) for _ in range(runs)]
            for waits, on_board, shares in found:
                print(f"{line}: waits after {waits:.2f} s, on the board after {on_board:.2f} s, {shares} steps shown")
            print(f"{line}: median {statistics.median(each[1] for each in found):.2f} s; load {os.getloadavg()[0]:.1f}")
        browser.close()
        server.stop()


def measure(server: Server, browser: Browser, network: dict[str, Any] | None) -> tuple[float, float, int]:
    """One photograph: the seconds until it waits and until it is on the board, and the steps of progress."""
    links, session = server.open_meeting(template="blank")
    Screen(server.url, links["code"], session).do("agenda.start")
    board, phone = opened(browser, links["board_url"], BOARD), opened(browser, links["chair_url"], PHONE)
    phone.get_by_role("button", name="Send a photograph").first.click()
    with phone.expect_file_chooser() as chooser:
        phone.get_by_text("Choose photographs").click()
    data = flip_chart(size=(3000, 2250))
    chooser.value.set_files({"name": "chart.jpg", "mimeType": "image/jpeg", "buffer": data})
    phone.locator(".photo-canvas canvas").wait_for()
    phone.get_by_label("What does it show?").fill("The flip chart")
    if network:
        devtools = phone.context.new_cdp_session(phone)
        devtools.send("Network.enable")
        devtools.send("Network.emulateNetworkConditions", network)
    phone.evaluate(WATCH_PHONE)
    phone.get_by_role("button", name="Send", exact=True).click()
    there = board.wait_for_function(WATCH_BOARD, arg=0, timeout=WAIT_MS).json_value()
    seen = phone.evaluate("window.seen")
    for page in (board, phone):
        page.context.close()
    return (seen["waits"] - seen["tapped"]) / 1000, (there - seen["tapped"]) / 1000, len(seen["shares"])


def opened(browser: Browser, address: str, options: dict[str, Any]) -> Page:
    page = browser.new_context(locale="en-GB", reduced_motion="reduce", **options).new_page()
    page.set_default_timeout(WAIT_MS)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    time.sleep(1)
    return page


if __name__ == "__main__":
    main()
