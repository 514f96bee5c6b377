"""Takes the screenshots of README and docs from the demo, into docs/pictures/."""

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
    command = [sys.executable, "-m", "live_cop", "demo", "--port", str(free_port())]
    demo = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ROOT)
    try:
        links = addresses(demo)
        PICTURES.mkdir(exist_ok=True)
        with sync_playwright() as playwright:
            browser = launch(playwright.chromium)
            take_all(browser, links)
            browser.close()
    finally:
        demo.terminate()
        demo.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def addresses(demo: "subprocess.Popen[str]") -> dict[str, str]:
    """The links that the demo prints once its meeting is in progress."""
    assert demo.stdout
    links: dict[str, str] = {}
    for line in demo.stdout:
        for kind, pattern in (("chair", r"\S+/chair/\S+"), ("board", r"\S+/board/\S+"), ("join", r"\S+/m/\w+")):
            if match := re.search(pattern, line):
                links[kind] = match[0]
        if len(links) == 3:
            return links
    raise SystemExit("The demo did not start.")


def take_all(browser: Browser, links: dict[str, str]) -> None:
    home = open_page(browser, links["join"].split("/m/")[0], LAPTOP)
    take(home, "home")
    board = open_page(browser, links["board"], BOARD)
    chair = open_page(browser, links["chair"], LAPTOP)
    tablet = open_page(browser, links["chair"], TABLET)
    phone = open_page(browser, links["join"], PHONE)
    take(phone, "join")
    # The demo opens a scale at once, but these screenshots are of the wall, on which the phone writes.
    show_on_board(chair, "Notes")
    phone.get_by_label("I am new here").check()
    phone.get_by_role("button", name="In the room").click()
    phone.get_by_role("button", name="Notes").click()
    laptop = open_page(browser, links["join"], LAPTOP)
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
    show_on_board(chair, "Follow the meeting")
    phone.get_by_role("button", name="Scale").click()
    expect(board.get_by_text("Each dot is one person.")).to_be_visible(timeout=180_000)
    expect(board.get_by_text(re.compile(r"^2\d of \d+ have answered"))).to_be_visible(timeout=60_000)
    time.sleep(2)
    take(board, "board-scale")
    take(phone, "phone-scale")
    round_of_turns(chair, phone)
    zone_tools(chair, board)
    for view, name in (("Join code", "board-join"), ("Agenda", "board-agenda")):
        show_on_board(chair, view)
        time.sleep(1)
        take(board, name)
    show_on_board(chair, "Follow the meeting")
    report = chair.context.new_page()
    report.goto(f"{links['join']}/report.html?length=full")
    take(report, "report")
    small_groups(chair)
    best_hopes(chair, board)
    overview(browser)


def open_panel(chair: Page, *names: str) -> None:
    """Opens a panel of the console's tools: the name of its row, or "Everything else" and a name in there."""
    for name in names:
        chair.locator("#side-tools .tool-row", has_text=name).first.click()


def close_panel(chair: Page) -> None:
    chair.get_by_role("button", name="Close panel").click()


def show_on_board(chair: Page, view: str) -> None:
    open_panel(chair, "Board:")
    chair.locator(".screen").get_by_text(view, exact=True).click()
    close_panel(chair)


def zone_tools(chair: Page, board: Page) -> None:
    """The tools of a zone on the chair's console, and the zone enlarged on the board."""
    chair.get_by_role("button", name="Tidy “Preferred future”").click()
    chair.get_by_role("button", name="Show large on the board").click()
    chair.get_by_role("button", name="Tidy “Preferred future”").click()
    sheet = chair.get_by_role("dialog")
    sheet.get_by_label("Most “me too” first").check()
    time.sleep(1)
    take(chair, "chair-sort")
    take(board, "board-focus")
    chair.keyboard.press("Escape")


def round_of_turns(chair: Page, phone: Page) -> None:
    """The turn of the phone, in a round that begins with new people."""
    if chair.get_by_role("button", name="End the round").is_visible():
        end_round(chair)
    open_panel(chair, "Everything else", "Round")
    chair.get_by_label("People who are new come first").check()
    chair.get_by_role("button", name="Start a round").click()
    phone.get_by_role("button", name="Notes").click()
    expect(phone.get_by_text("It’s your turn to speak")).to_be_visible(timeout=30_000)
    time.sleep(1)
    take(phone, "phone-round")
    end_round(chair)


def end_round(chair: Page) -> None:
    """Ends the round, although people have not spoken yet."""
    chair.get_by_role("button", name="End the round").click()
    question = chair.get_by_role("dialog", name="Before you go on")
    question.get_by_role("button", name="End the round").click()
    expect(question).to_have_count(0)


def small_groups(chair: Page) -> None:
    """Small groups, once their members have written notes."""
    open_panel(chair, "Everything else", "Small groups")
    chair.get_by_role("button", name="Split into small groups").click()
    chair.get_by_role("button", name="Split now").click()
    expect(chair.get_by_role("heading", name="The groups")).to_be_visible()
    expect(chair.locator(".note").nth(4)).to_be_visible(timeout=120_000)
    take(chair, "chair-groups")
    chair.get_by_role("button", name="Everybody back").click()
    chair.get_by_role("dialog").get_by_role("button", name="Everybody back").click()


def best_hopes(chair: Page, board: Page) -> None:
    """The outcome of the best hopes, which the closing section asks about."""
    chair.get_by_role("button", name="Open the part: Final thoughts").click()
    chair.get_by_role("button", name="Go to this part now").click()
    # It asks first: hands may be up.
    question = chair.get_by_role("dialog", name="Before you go on")
    arrived = chair.get_by_role("heading", level=1).get_by_text("Final thoughts", exact=True)
    expect(question.or_(arrived).first).to_be_visible()
    if question.is_visible():
        question.get_by_role("button").last.click()
    expect(arrived).to_be_visible()
    show_on_board(chair, "Closing")
    expect(board.get_by_text("It happened")).to_be_visible(timeout=60_000)
    time.sleep(1)
    take(board, "board-hopes")


def overview(browser: Browser) -> None:
    """The picture of the README: board, console and phone on one page."""
    page = browser.new_page(viewport={"width": 1600, "height": 900})
    positions = {
        "board-wall": "30px;top:36px;width:1150px",
        "chair": "470px;top:372px;width:790px",
        "phone": "1296px;top:200px;width:270px",
    }
    sheet = "".join(
        f'<img src="file://{PICTURES}/{name}.png" style="position:absolute;left:{place};border-radius:12px;'
        'box-shadow:0 12px 40px #1d243340">'
        for name, place in positions.items()
    )
    sheet_file = PICTURES / "sheet.html"
    sheet_file.write_text(f'<body style="margin:0;background:#f1eadf">{sheet}')
    page.goto(f"file://{sheet_file}")
    page.wait_for_load_state("networkidle")
    take(page, "overview")
    sheet_file.unlink()


def open_page(browser: Browser, url: str, options: dict[str, Any]) -> Page:
    page = browser.new_context(locale="en-GB", reduced_motion="reduce", **options).new_page()
    page.goto(url)
    return page


def take(page: Page, name: str) -> None:
    page.screenshot(path=PICTURES / f"{name}.png")
    print(f"docs/pictures/{name}.png")


if __name__ == "__main__":
    main()
