"""Takes the screenshots of README and docs from the demo, into docs/pictures/."""

import io
import re
import socket
import subprocess
import sys
import time
from base64 import b64encode
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, FilePayload, Locator, Page, expect, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from scripts.chromium import launch

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "pictures"
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
LAPTOP = {"viewport": {"width": 1280, "height": 800}}
TABLET = {"viewport": {"width": 768, "height": 1024}, "has_touch": True}
BOARD = {"viewport": {"width": 1920, "height": 1080}}
#: So long one step may take, on a machine that does other things.
PATIENCE_MS = 120_000
#: What the flip chart in the room says, and what the pages of the presenter's slides say.
CHART = ("When the door opens", "Somebody rings back", "Tea before forms", "The same face each week")
CHART_SAYS = "Flip chart: when the door opens"
SLIDES = (
    ("A home on the day you leave", "Three things that worked in our town"),
    ("One person to ring", "From the gate to the front door"),
    ("Ask for the whole story", "Not a tick-box that ends the form"),
)


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
    phone.get_by_label("I am new here").check()
    phone.get_by_role("button", name="In the room").click()
    laptop = open_page(browser, links["join"], LAPTOP)
    laptop.get_by_role("button", name="Joining from elsewhere").click()
    # The demo opens a scale at once.
    phone.get_by_role("button", name="Scale").click()
    expect(board.get_by_text("Each dot is one person.")).to_be_visible(timeout=180_000)
    expect(board.get_by_text(re.compile(r"^2\d of \d+ have answered"))).to_be_visible(timeout=60_000)
    time.sleep(2)
    take(board, "board-scale")
    take(phone, "phone-scale")
    photograph(browser, chair, phone)
    # The wall is shown with the photograph on it, as soon as the scale is closed.
    leave_scale(chair)
    show_on_board(chair, "Notes")
    phone.get_by_role("button", name=re.compile("^Preferred future")).click()
    for page in (chair, phone):
        drawn(page, ".photo-image", timeout=60_000)
    dismiss_hints(chair, tablet)
    time.sleep(1)
    for page, name in ((chair, "chair"), (tablet, "chair-tablet"), (phone, "phone"), (laptop, "laptop")):
        take(page, name)
    take(board, "board-wall")
    photograph_on_board(chair, board)
    slides(browser, chair, board)
    show_on_board(chair, "Follow the meeting")
    round_of_turns(chair, phone)
    zone_tools(chair, board)
    for view, name in (("Join code", "board-join"), ("Agenda", "board-agenda")):
        show_on_board(chair, view)
        time.sleep(1)
        take(board, name)
    show_on_board(chair, "Follow the meeting")
    report = chair.context.new_page()
    report.goto(f"{links['join']}/report.html")
    take(report, "report")
    small_groups(chair)
    best_hopes(chair, board)
    overview(browser)


def open_panel(chair: Page, *names: str) -> None:
    """Opens a panel of the console's tools: the name of its row, or "Everything else" and a name in there."""
    for name in names:
        chair.locator("#side-tools .tool-row", has_text=name).first.click(timeout=15_000)


def close_panel(chair: Page) -> None:
    chair.get_by_role("button", name="Close panel").click()


def show_on_board(chair: Page, view: str) -> None:
    open_panel(chair, "Board:")
    chair.locator(".screen").get_by_text(view, exact=True).click()
    close_panel(chair)


def photograph(browser: Browser, chair: Page, phone: Page) -> None:
    """A photograph of the flip chart, as a phone is about to send it and as the console sends it to the wall."""
    words, *notes = CHART
    colours = ("#ffe97a", "#aee08a", "#f7a8c4")
    lines = "".join(
        f'<p style="background:{colour};padding:44px 32px;margin:0;width:310px;transform:rotate({turn}deg);'
        f'box-shadow:4px 8px 18px #0005">{text}'
        for text, colour, turn in zip(notes, colours, (-3, 2, -1), strict=True)
    )
    font = Path(str(import_module("fontpkg_caveat").__file__)).parent / "files" / "Caveat[wght].ttf"
    chart = made_in(
        browser,
        "<style>@font-face{font-family:Caveat;font-weight:400 700;"
        f"src:url(data:font/ttf;base64,{b64encode(font.read_bytes()).decode()})}}</style>"
        '<body style="margin:0;height:100vh;background:linear-gradient(160deg,#d8d2c8,#a89f92);display:grid;'
        'place-items:center;font:80px/1.1 Caveat,cursive;color:#1d2433"><div style="background:#fdfcf8;'
        'width:1270px;height:780px;padding:70px;transform:rotate(-1.5deg);box-shadow:0 20px 60px #0006">'
        f'<h1 style="margin:0 0 90px;font-size:150px;color:#0b5d57">{words}</h1>'
        f'<div style="display:flex;gap:56px">{lines}</div></div>',
    ).screenshot(type="jpeg", quality=85)
    file: FilePayload = {"name": "chart.jpg", "mimeType": "image/jpeg", "buffer": chart}
    phone.get_by_role("button", name="Notes", exact=True).click()
    choose_photograph(phone, phone.get_by_role("button", name="Send a photograph").first, file)
    take(phone, "phone-photo")
    phone.keyboard.press("Escape")
    phone.get_by_role("button", name="Yes, delete it").click()
    # The camera of a question is beside its tools.
    tools = chair.get_by_role("button", name="Tidy “Preferred future”")
    choose_photograph(chair, tools.locator("xpath=preceding::button[1]"), file)
    chair.get_by_role("button", name="Send", exact=True).click()


def choose_photograph(page: Page, button: Locator, file: FilePayload) -> None:
    """Up to the look before it is sent."""
    button.click()
    with page.expect_file_chooser() as chooser:
        page.get_by_text("Choose photographs").click()
    chooser.value.set_files(file)
    expect(page.locator(".photo-canvas canvas")).to_be_visible()
    page.get_by_label("What does it show?").fill(CHART_SAYS)


def slides(browser: Browser, chair: Page, board: Page) -> None:
    """A presenter's slides on the board."""
    pages = "".join(
        '<section style="height:100vh;box-sizing:border-box;padding:22vh 9vw;break-after:page;background:#0b5d57;'
        f'color:#fff"><h1 style="font-size:64px;margin:0 0 24px">{title}</h1><p style="font-size:36px">{text}</section>'
        for title, text in SLIDES
    )
    file = made_in(browser, f'<body style="margin:0;font-family:Atkinson Hyperlegible,sans-serif">{pages}').pdf(
        width="1280px", height="720px", print_background=True
    )
    open_panel(chair, "Board:")
    chair.locator('.slides-panel input[type="file"]').set_input_files(
        {"name": "A home on the day.pdf", "mimeType": "application/pdf", "buffer": file}
    )
    drawn(chair, ".slides-stage .slide-image", timeout=60_000)
    chair.get_by_role("button", name="Show this page to everyone").click()
    drawn(board, ".board-slide .slide-image", timeout=30_000)
    time.sleep(1)
    take(board, "board-slides")
    chair.get_by_role("button", name="Stop showing the slides").click()
    close_panel(chair)


def made_in(browser: Browser, content: str) -> Page:
    """A page of our own, to make a picture or a file of."""
    page = browser.new_page(viewport={"width": 1600, "height": 1200})
    page.set_content(content)
    page.evaluate("document.fonts.ready")
    return page


def drawn(page: Page, picture: str, timeout: float) -> None:
    """Waits until the picture is there, and not only its place."""
    expect(page.locator(picture).first).to_be_visible(timeout=timeout)
    page.locator(picture).first.scroll_into_view_if_needed()
    page.wait_for_function("name => document.querySelector(name)?.naturalWidth > 100", arg=picture)


def dismiss_hints(*pages: Page) -> None:
    """Presses the crosses of the hints that lie over the wall, one after the other."""
    for page in pages:
        cross = page.locator(".moment-hint").get_by_role("button")
        for _ in range(4):
            if cross.count():
                cross.last.click()
            time.sleep(0.5)
        page.mouse.move(0, 0)


def leave_scale(chair: Page) -> None:
    """Until the demo has closed its scale, and the meeting is at its part again."""
    expect(chair.get_by_text("On now: the scale, closed")).to_be_visible(timeout=180_000)
    chair.get_by_role("button", name="Hide the spread").click()


def photograph_on_board(chair: Page, board: Page) -> None:
    """The photograph, large on the board."""
    chair.locator("[data-note]:has(.photo-image) .note-open").first.click()
    chair.get_by_role("button", name="Show large on the board").click()
    drawn(board, ".board-photo .photo-image", timeout=30_000)
    take(board, "board-photo")
    chair.get_by_role("button", name="Stop showing it on the board").click()
    chair.keyboard.press("Escape")


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
    phone.get_by_role("button", name="Notes", exact=True).click()
    turn = phone.get_by_text("It’s your turn to speak")
    # The demo holds rounds too, and ends them, at any moment.
    for _ in range(8):
        with suppress(PlaywrightError):
            if chair.get_by_role("button", name="Close panel").is_visible():
                close_panel(chair)
            if chair.get_by_role("button", name="End the round").is_visible():
                end_round(chair)
            open_panel(chair, "Everything else", "Round")
            chair.get_by_label("People who are new come first").check(timeout=3_000)
            chair.get_by_role("button", name="Start a round").click(timeout=3_000)
            turn.wait_for(timeout=6_000)
            take(phone, "phone-round")
            if turn.is_visible():
                break
    if chair.get_by_role("button", name="End the round").is_visible():
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
    if chair.get_by_text("On now: the scale").is_visible():
        leave_scale(chair)
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
    page.set_default_timeout(PATIENCE_MS)
    page.goto(url)
    return page


def take(page: Page, name: str) -> None:
    # In 256 colours a picture has a third of the size, and looks the same.
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(256, dither=Image.Dither.NONE).save(PICTURES / f"{name}.png", optimize=True)
    print(f"docs/pictures/{name}.png")


if __name__ == "__main__":
    main()
