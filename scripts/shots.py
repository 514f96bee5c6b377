"""Draws the pictures of README and docs from the demo, into docs/pictures/."""

import re
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect, sync_playwright

from scripts.chromium import launch

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "pictures"
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
LAPTOP = {"viewport": {"width": 1280, "height": 800}}
TABLET = {"viewport": {"width": 768, "height": 1024}, "has_touch": True}
BOARD = {"viewport": {"width": 1920, "height": 1080}}


def main() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "live_cop", "demo", "--port", str(port)]
    demo = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ROOT)
    try:
        links = addresses(demo)
        PICTURES.mkdir(exist_ok=True)
        with sync_playwright() as playwright:
            browser = launch(playwright.chromium)
            shoot(browser, links)
            browser.close()
    finally:
        demo.terminate()
        demo.wait()


def addresses(demo: "subprocess.Popen[str]") -> dict[str, str]:
    """The links that the demo prints when its meeting is under way."""
    assert demo.stdout
    found: dict[str, str] = {}
    for line in demo.stdout:
        for kind, pattern in (("chair", r"\S+/chair/\S+"), ("board", r"\S+/board/\S+"), ("join", r"\S+/m/\w+")):
            if match := re.search(pattern, line):
                found[kind] = match[0]
        if len(found) == 3:
            return found
    raise SystemExit("The demo did not start.")


def shoot(browser: Browser, links: dict[str, str]) -> None:
    home = opened(browser, links["join"].split("/m/")[0], LAPTOP)
    take(home, "home")
    board = opened(browser, links["board"], BOARD)
    chair = opened(browser, links["chair"], LAPTOP)
    tablet = opened(browser, links["chair"], TABLET)
    phone = opened(browser, links["join"], PHONE)
    take(phone, "join")
    # The play opens a scale at once; these pictures are of the wall, where the phone is writing.
    on_board(chair, "Wall")
    phone.get_by_label("I am new here").check()
    phone.get_by_role("button", name="In the room").click()
    phone.get_by_role("button", name="Notes").click()
    laptop = opened(browser, links["join"], LAPTOP)
    laptop.get_by_role("button", name="Joining from elsewhere").click()
    expect(board.locator(".board-zone").first).to_be_visible(timeout=60_000)
    time.sleep(1)
    for page, name in (
        (board, "board-wall"),
        (chair, "chair"),
        (tablet, "chair-tablet"),
        (phone, "phone"),
        (laptop, "laptop"),
    ):
        take(page, name)
    on_board(chair, "By itself")
    phone.get_by_role("button", name="Scale").click()
    expect(board.get_by_text("Each dot is one person.")).to_be_visible(timeout=180_000)
    expect(board.get_by_text(re.compile("^2[0-9] of 28"))).to_be_visible(timeout=60_000)
    time.sleep(2)
    take(board, "board-scale")
    take(phone, "phone-scale")
    speak(chair, phone)
    sort(chair, board)
    for view, name in (("Join code", "board-join"), ("Agenda", "board-agenda")):
        on_board(chair, view)
        time.sleep(1)
        take(board, name)
    on_board(chair, "By itself")
    report = chair.context.new_page()
    report.goto(f"{links['join']}/report.html?length=full")
    take(report, "report")
    split(chair)
    look_back(chair, board)
    together(browser)


def on_board(chair: Page, view: str) -> None:
    chair.locator(".screen").get_by_text(view, exact=True).click()


def sort(chair: Page, board: Page) -> None:
    """The sheet that sorts a place of the wall, and that place large on the board."""
    chair.get_by_role("button", name="Large on the board: Preferred future").click()
    chair.get_by_role("button", name="Write alone, vote, put in order: Preferred future").click()
    sheet = chair.get_by_role("dialog")
    sheet.get_by_label("Most “me too” first").check()
    time.sleep(1)
    take(chair, "chair-sort")
    take(board, "board-focus")
    chair.keyboard.press("Escape")


def speak(chair: Page, phone: Page) -> None:
    """The phone's own turn: whoever is new comes first."""
    end = chair.get_by_role("button", name="End the round")
    if end.is_visible():
        end.click()
    chair.get_by_label("People who are new come first").check()
    chair.get_by_role("button", name="Start a round").click()
    phone.get_by_role("button", name="Notes").click()
    expect(phone.get_by_text("It is your turn")).to_be_visible(timeout=30_000)
    time.sleep(1)
    take(phone, "phone-round")
    end.click()


def split(chair: Page) -> None:
    """Small groups, once their people have written a little."""
    chair.get_by_role("button", name="Split into small groups").click()
    chair.get_by_role("button", name="Split now").click()
    expect(chair.get_by_role("heading", name="The groups")).to_be_visible()
    expect(chair.locator(".note").nth(4)).to_be_visible(timeout=120_000)
    take(chair, "chair-groups")
    chair.get_by_role("button", name="Everybody back").click()


def look_back(chair: Page, board: Page) -> None:
    """What became of the hopes: the closing part brings them back, and their authors answer."""
    chair.get_by_role("button", name="Open the part: Final thoughts").click()
    chair.get_by_role("button", name="Go to this part now").click()
    on_board(chair, "Closing")
    expect(board.get_by_text("It happened")).to_be_visible(timeout=60_000)
    time.sleep(1)
    take(board, "board-hopes")


def together(browser: Browser) -> None:
    """The README's picture: board, console and phone on one sheet."""
    page = browser.new_page(viewport={"width": 1600, "height": 900})
    at = {
        "board-wall": "30px;top:36px;width:1150px",
        "chair": "470px;top:372px;width:790px",
        "phone": "1296px;top:200px;width:270px",
    }
    sheet = "".join(
        f'<img src="file://{PICTURES}/{name}.png" style="position:absolute;left:{place};border-radius:12px;'
        'box-shadow:0 12px 40px #1d243340">'
        for name, place in at.items()
    )
    blank = PICTURES / "sheet.html"
    blank.write_text(f'<body style="margin:0;background:#f1eadf">{sheet}')
    page.goto(f"file://{blank}")
    page.wait_for_load_state("networkidle")
    take(page, "overview")
    blank.unlink()


def opened(browser: Browser, url: str, options: dict[str, Any]) -> Page:
    page = browser.new_context(locale="en-GB", reduced_motion="reduce", **options).new_page()
    page.goto(url)
    return page


def take(page: Page, name: str) -> None:
    page.screenshot(path=PICTURES / f"{name}.png")
    print(f"docs/pictures/{name}.png")


if __name__ == "__main__":
    main()
