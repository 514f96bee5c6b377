"""Opens the screens of a meeting, and does on them what people do."""

import os
import re
from typing import Any

import requests
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from ..live.screens import Screen
from ..support.patience import PATIENCE
from ..support.servers import Server
from . import spoken

expect.set_options(timeout=PATIENCE * 1_000)

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
LAPTOP = {"viewport": {"width": 1280, "height": 800}}
BOARD = {"viewport": {"width": 1920, "height": 1080}}
#: Without a graphics card, animations take a fifth of a test's time, so only `make thorough` has them.
MOTION = "no-preference" if os.environ.get("LIVE_COP_MOTION") else "reduce"


class Screens:
    """Opens screens of one meeting, and collects the errors that their pages report."""

    def __init__(self, browser: Browser, server: Server) -> None:
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self.server = server
        self.faults: list[str] = []
        self.links: dict[str, str] = {}

    def new(self, **options: Any) -> Page:
        context = self._browser.new_context(**{"locale": "en-GB", "reduced_motion": MOTION, **options})
        self._contexts.append(context)
        context.add_init_script(spoken.RECORD)
        page = context.new_page()
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        return page

    def open_meeting(self, **body: object) -> None:
        self.links, self._chair = self.server.open_meeting(**body)

    def chair_connection(self) -> Screen:
        """The chair over a connection without a browser, for states that come quickly one after the other."""
        return Screen(self.server.url, self.links["code"], self._chair)

    def chair(self, **options: Any) -> Page:
        page = self.new(**(options or LAPTOP))
        page.goto(self.links["chair_url"])
        expect(page.locator(".chair")).to_be_visible()
        return page

    def board(self) -> Page:
        page = self.new(**BOARD)
        page.goto(self.links["board_url"])
        expect(page.locator(".board-main")).to_be_visible()
        return page

    def member(self, place: str = "In the room", name: str = "", **options: Any) -> Page:
        page = self.new(**(options or PHONE))
        page.goto(self.links["join_url"])
        if name:
            page.get_by_label("Your name").fill(name)
        page.get_by_role("button", name=place).click()
        expect(page.locator(".status-saved").first).to_be_visible()
        return page

    def phone(self, **more: Any) -> Page:
        return self.member(**more)

    def laptop(self, **more: Any) -> Page:
        return self.member("Joining from elsewhere", **more, **LAPTOP)

    def close(self) -> None:
        for context in self._contexts:
            context.close()


def start(chair: Page) -> None:
    """The chair starts the meeting. Waits until its clock runs."""
    chair.get_by_role("button", name="Start the meeting").click()
    expect(chair.locator(".clock-time")).to_be_visible()


def start_meeting(screens: Screens, template: str = "blank", **body: object) -> Page:
    """Opens a meeting and starts it, up to the first part in which people write. Returns the chair's screen."""
    screens.open_meeting(template=template, **body)
    chair = screens.chair()
    start(chair)
    if template == "solution":
        start_section(chair, "Best hopes")
    return chair


def begin_meeting(screens: Screens, template: str = "blank", **body: object) -> Screen:
    """The same where nobody looks at the chair's screen: over a connection without a browser, which is returned."""
    screens.open_meeting(template=template, **body)
    chair = screens.chair_connection()
    chair.do("agenda.start")
    if template == "solution":
        chair.do("agenda.next")
    return chair


def note(page: Page, text: str) -> Locator:
    """The notes in which this text is."""
    return page.locator(".note", has_text=text)


def to_the_plane(laptop: Page) -> Page:
    """From what the room is looking at to the whole wall, as a plane."""
    laptop.get_by_role("button", name="The whole wall").click()
    laptop.get_by_role("button", name="Wall", exact=True).click()
    return laptop


def write_note(page: Page, text: str) -> None:
    """Writes a note and waits until the box is empty, which means that the note is on disk."""
    box = page.locator("#composer").first
    box.fill(text)
    page.get_by_role("button", name="Put it on the wall").first.click()
    expect(box).to_have_value("")


def start_section(chair: Page, title: str, *others: Page) -> None:
    """The chair starts the next section, whatever that drops. Waits for the other screens, or their notes would go to
    the old one."""
    button = chair.get_by_role("button", name=f"Next: {title}")
    button.click()
    question = chair.get_by_role("dialog", name="Before you go on")
    arrived = chair.get_by_role("heading", level=1).get_by_text(title, exact=True)
    expect(question.or_(arrived).first).to_be_visible()
    if question.is_visible():
        question.get_by_role("button", name=f"Next: {title}").click()
    for page in (chair, *others):
        expect(page.get_by_role("heading", level=1)).to_have_text(title)


def close_meeting(chair: Page) -> None:
    """The chair closes the meeting, and does not wait until that happens by itself."""
    dialog = chair.get_by_role("dialog")
    for words in ("Close the meeting", "Close it now"):
        chair.get_by_role("button", name="Close the meeting").last.click()
        dialog.get_by_role("button", name=words).click()
        expect(dialog).to_have_count(0)


def confirm(chair: Page, words: str) -> None:
    """The chair says yes to the question of what a step would drop."""
    question = chair.get_by_role("dialog", name="Before you go on")
    question.get_by_role("button", name=words).click()
    expect(question).to_have_count(0)


def end_round(chair: Page) -> None:
    """The chair ends the round, even if people wait for their turn."""
    close_panel(chair)
    end = chair.locator(".now-card").get_by_role("button", name="End the round")
    end.click()
    question = chair.get_by_role("dialog", name="Before you go on")
    ended = chair.locator(".now-card").filter(has_not=chair.get_by_role("button", name="End the round"))
    expect(question.or_(ended).first).to_be_visible()
    if question.is_visible():
        question.get_by_role("button", name="End the round").click()
        expect(question).to_have_count(0)


#: The rows of the console's tools, by what they are about; the other panels open from "Everything else".
ROWS = {"Board": "board", "Hands": "hands", "People": "people", "Everything else": "more"}
PANELS = {
    **ROWS,
    "Scales": "scales",
    "Round": "round",
    "Small groups": "groups",
    "Guest chairs": "guests",
    "Best hopes": "hopes",
    "What comes next": "followup",
    "Report": "report",
    "Safety": "safety",
}


def open_panel(chair: Page, name: str) -> None:
    """Opens a panel of the console's tools, unless it is open."""
    expect(chair.locator(".chair")).to_be_visible()
    if chair.locator(f"#panel-{PANELS[name]}").is_visible():
        return
    close_panel(chair)
    tools = chair.locator("#side-tools")
    if not tools.is_visible():
        chair.locator("[data-tab=tools]").click()
    tools.locator(f".tool-rows [data-panel={ROWS.get(name, 'more')}]").click()
    if name not in ROWS:
        tools.locator(".open-panel .tool-row", has_text=re.compile(f"^\\s*{name}")).click()
    expect(chair.locator(f"#panel-{PANELS[name]}")).to_be_visible()


def close_panel(chair: Page) -> None:
    """Closes the panel that is open, if any, so that the card of what is on now is there again."""
    if chair.locator(".open-panel").is_visible():
        chair.get_by_role("button", name="Close panel").click()
        expect(chair.locator(".open-panel")).to_be_hidden()


def start_round(chair: Page) -> None:
    """The chair starts a round, which closes the panel."""
    open_panel(chair, "Round")
    chair.get_by_role("button", name="Start a round").click()
    expect(chair.locator(".open-panel")).to_be_hidden()


def wait_for_animations(page: Page) -> None:
    """Waits until all finite animations have finished."""
    page.evaluate(
        "() => Promise.all(document.getAnimations()"
        ".filter((each) => each.effect.getComputedTiming().endTime < Infinity)"
        ".map((each) => each.finished.catch(() => null)))"
    )


def check_accessibility(*pages: Page, contrast: bool = False) -> None:
    """Checks these pages with axe-core, once they have loaded and their animations have finished.

    `contrast` takes longer than everything else together, so tests check it once for each page and its new parts.
    """
    options = {"preload": False, "resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": contrast}}}
    for page in pages:
        # A link that was just clicked leads to a page that may be half there: its second half would go unchecked.
        page.wait_for_load_state()
        wait_for_animations(page)
        found = Axe().run(page, options=options)
        assert found.violations_count == 0, found.generate_report()


def join_people(screens: Screens, place: str, number: int, code: str = "") -> list[Screen]:
    """Some more people over connections without a browser, in the meeting of the screens or in that with this code."""
    code = code or screens.links["code"]
    found = []
    for _ in range(number):
        session = requests.Session()
        session.post(f"{screens.server.url}/api/meetings/{code}/join", json={"place": place}, timeout=10)
        found.append(Screen(screens.server.url, code, session))
    return found
