"""Zoom of 400 %, letters of twice the size, wider spacing of letters and lines: the notes and the box to write in are
in sight, every control can be reached by scrolling, and no words are cut.

Large letters come in two ways: from the settings of the browser, which media queries know, and from a style sheet of
the person, which they do not.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ..live.screens import Screen
from .screens import LAPTOP, PHONE, Screens, join_people, open_panel, write_note

FAULTS = Path(__file__).with_name("reach.js").read_text(encoding="utf-8").partition("export ")[2]
#: A screen of 1280 x 1024 at 400 % and at 200 %.
ZOOMED, HALF_ZOOMED = {"viewport": {"width": 320, "height": 256}}, {"viewport": {"width": 640, "height": 512}}
SMALL = {"viewport": {"width": 320, "height": 568}, "has_touch": True, "is_mobile": True}
TWICE = "html { font-size: 200% }"
#: What WCAG 1.4.12 asks for.
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-bottom: 2em !important }"""
#: The sizes, and how letters are made larger: by the browser or by a style.
LOOKS: dict[str, tuple[dict[str, object], bool, str]] = {
    "400 %": (ZOOMED, False, ""),
    "200 %": (HALF_ZOOMED, False, ""),
    "large letters on a phone": (PHONE, True, ""),
    "large letters on a small phone": (SMALL, True, ""),
    "large letters on a laptop": (LAPTOP, True, ""),
    "a style of twice the size on a phone": (PHONE, False, TWICE),
    "a style of twice the size on a laptop": (LAPTOP, False, TWICE),
    "spaced letters on a small phone": (SMALL, False, SPACED),
    "spaced letters on a laptop": (LAPTOP, False, SPACED),
}
WORDS = ("A key for the first night", "That nobody leaves without a next step, however small it is", "More tea")
#: Milliseconds in which what the chair did has come, and drawers have moved.
SETTLED_MS = 600
#: How many pixels of the height of the screen show these elements.
SEEN = """(what) => {
  let seen = 0;
  for (let y = 1; y < innerHeight; y += 2)
    if ([0.2, 0.5, 0.8].some((x) => document.elementFromPoint(innerWidth * x, y)?.closest(what))) seen += 2;
  return seen;
}"""
#: Texts of which less than three letters stand on a line, since what is beside them takes all of the width.
IN_PIECES = """() => {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const words = walk.currentNode.textContent.trim(), holder = walk.currentNode.parentElement;
    const isShown = holder.checkVisibility({ visibilityProperty: true });
    if (!isShown || holder.closest(".unseen, svg, option, textarea")) continue;
    const range = document.createRange();
    range.selectNodeContents(walk.currentNode);
    const boxes = [...range.getClientRects()].filter((each) => each.width > 1);
    const lines = new Set(boxes.map((each) => Math.round(each.top)));
    if (lines.size > 3 && words.length / lines.size < 3) found.push(`${words.slice(0, 40)}: ${lines.size} lines`);
  }
  return [...new Set(found)];
}"""


class Look:
    """A page in one of the looks."""

    def __init__(self, screens: Screens, name: str) -> None:
        options, by_browser, self._style = LOOKS[name]
        self.name = name
        self.page: Page = screens.new(**options, bypass_csp=True)
        if by_browser:
            session = self.page.context.new_cdp_session(self.page)
            session.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})

    def open(self, url: str) -> None:
        self.page.goto(url)
        self.restyle()

    def restyle(self) -> None:
        """Joining brings the style of another page."""
        if self._style:
            self.page.add_style_tag(content=self._style)
            self.page.evaluate("dispatchEvent(new Event('resize'))")

    def faults(self, where: str) -> list[str]:
        self.page.wait_for_timeout(SETTLED_MS)
        return [f"{self.name}, {where}: {fault}" for fault in self.page.evaluate(f"({FAULTS})()")]


def seen(page: Page, what: str) -> int:
    return int(page.evaluate(SEEN, what))


def meeting_with_notes(screens: Screens) -> tuple[Screen, dict[str, str]]:
    """A meeting in its part for hopes, with notes there and in the round. Returns the chair, and the parts by title."""
    screens.open_meeting(template="solution")
    chair = screens.chair_connection()
    parts = {each["title"]: id for id, each in chair.all("section").items()}
    people = join_people(screens, "room", 3)
    for title in ("Questions round the table", "Best hopes"):
        chair.do("agenda.start", section=parts[title])
        zone = next(id for id, each in chair.all("zone").items() if each["section"] == parts[title])
        for person, words in zip(people, WORDS, strict=True):
            person.do("note.add", zone=zone, text=words)
    return chair, parts


def test_at_400_percent_notes_and_the_box_to_write_in_are_in_sight(screens: Screens) -> None:
    chair, parts = meeting_with_notes(screens)
    phone = screens.member(name="Lin", **ZOOMED)

    def both_are_in_sight() -> None:
        assert seen(phone, "#composer") >= 40
        phone.locator(".swipe").evaluate("(element) => element.scrollIntoView({ block: 'start' })")
        assert seen(phone, ".note") >= 100 and seen(phone, "#composer") >= 40
        phone.evaluate("scrollTo(0, 0)")

    expect(phone.locator(".note").first).to_be_visible()
    assert seen(phone, ".note") >= 24, "without scrolling, too"
    both_are_in_sight()
    chair.do("agenda.start", section=parts["Questions round the table"])
    chair.do("round.start")
    expect(phone.locator(".turn")).to_be_attached()
    both_are_in_sight()
    assert phone.evaluate(f"({FAULTS})()") == []
    chair.do("round.end")
    chair.do("scale.open", scale=next(iter(chair.all("scale"))))
    expect(phone.get_by_role("slider")).to_be_visible()
    assert phone.evaluate(f"({FAULTS})()") == []


def test_a_note_of_four_lines_is_sent_from_a_small_phone_during_a_round(screens: Screens) -> None:
    chair, parts = meeting_with_notes(screens)
    phone = screens.phone(name="Lin", **SMALL)
    chair.do("agenda.start", section=parts["Questions round the table"])
    chair.do("round.start")
    expect(phone.locator(".turn")).to_be_visible()
    # With an open keyboard, too.
    for height, text in ((568, "one\ntwo\nthree\nfour"), (300, "five\nsix\nseven\neight")):
        phone.set_viewport_size({"width": 320, "height": height})
        phone.locator("#composer").tap()
        phone.locator("#composer").fill(text)
        assert seen(phone, "#composer") >= 55
        button = phone.get_by_role("button", name="Put it on the wall")
        expect(button).to_be_in_viewport(ratio=1)
        button.tap()
        expect(phone.locator("#composer")).to_have_value("")


def test_large_letters_leave_everything_in_reach(screens: Screens) -> None:
    """The hardest of each kind; the rest is in the matrix below."""
    meeting_with_notes(screens)
    found = []
    for name in ("a style of twice the size on a phone", "large letters on a small phone"):
        look = Look(screens, name)
        look.open(screens.links["join_url"])
        look.page.get_by_role("button", name="In the room").click()
        expect(look.page.locator(".note").first).to_be_attached()
        look.restyle()
        found += look.faults("hopes")
    console = Look(screens, "a style of twice the size on a laptop")
    console.open(screens.links["chair_url"])
    open_panel(console.page, "Everything else")
    found += console.faults("everything else")
    small = Look(screens, "large letters on a small phone")
    small.open(screens.links["chair_url"])
    found += _faults_of_dialogs(small)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", ["large letters on a small phone", "a style of twice the size on a phone"])
def test_no_large_word_stands_in_pieces_beside_something_else(screens: Screens, name: str) -> None:
    screens.open_meeting(template="solution", starts_at=4_000_000_000_000, venue="The library")
    look = Look(screens, name)
    look.open(screens.links["chair_url"])
    found = {}
    for path in (f"/m/{screens.links['code']}/agenda", "/", "/accessibility"):
        look.open(f"{screens.server.url}{path}")
        found[path] = look.page.evaluate(IN_PIECES)
    screens.chair_connection().do("agenda.start")
    look.open(screens.links["chair_url"])
    expect(look.page.get_by_text("The meeting has started.")).to_be_attached()
    found["console"] = look.page.evaluate(IN_PIECES)
    for panel in ("Report", "Board"):
        open_panel(look.page, panel)
        found[panel] = look.page.evaluate(IN_PIECES)
    assert not any(found.values()), found


@pytest.mark.thorough
@pytest.mark.parametrize("name", LOOKS)
def test_everything_is_in_reach_on_every_page(screens: Screens, name: str) -> None:
    chair, parts = meeting_with_notes(screens)
    found = list(_faults_of_pages(screens, name))
    look = Look(screens, name)
    look.open(screens.links["join_url"])
    found += look.faults("join")
    look.page.get_by_label("Your name").fill("Lin")
    place = "Joining from elsewhere" if "laptop" in name else "In the room"
    look.page.get_by_role("button", name=place).click()
    expect(look.page.locator(".member .status").first).to_be_attached()
    look.restyle()
    write_note(look.page, "One more hope")
    found += look.faults("hopes")
    chair.do("agenda.start", section=parts["Questions round the table"])
    chair.do("round.start")
    found += look.faults("round")
    found += _faults_of_console(screens, name)
    chair.do("round.end")
    chair.do("scale.open", scale=next(iter(chair.all("scale"))))
    found += look.faults("scale")
    chair.do("teams.split", count=2)
    expect(look.page.locator(".my-breakout")).to_be_attached()
    found += look.faults("small groups")
    chair.do("teams.end")
    chair.do("agenda.start", section=parts["Final thoughts"])
    found += look.faults("closing")
    chair.do("meeting.close")
    expect(look.page.locator("#composer")).to_have_count(0)
    found += look.faults("closed")
    assert not found, "\n".join(found)


def _faults_of_console(screens: Screens, name: str) -> Iterator[str]:
    # There the three buttons at the bottom take half of the phone: the wall can hardly be used.
    if name == "a style of twice the size on a phone":
        return
    console = Look(screens, name)
    console.open(screens.links["chair_url"])
    yield from console.faults("console")
    for panel in ("Everything else", "Round", "Report", "Safety"):
        open_panel(console.page, panel)
        yield from console.faults(panel)
    yield from _faults_of_dialogs(console)
    console.page.context.close()


def _faults_of_dialogs(console: Look) -> Iterator[str]:
    """Those with much in them; all have the same head."""
    for panel, button in (("Everything else", "About this meeting"), ("Small groups", "Split into small groups")):
        open_panel(console.page, panel)
        console.page.locator(".open-panel").get_by_role("button", name=button).click()
        expect(console.page.get_by_role("dialog")).to_be_visible()
        yield from console.faults(button)
        console.page.keyboard.press("Escape")
        expect(console.page.get_by_role("dialog")).to_have_count(0)


def _faults_of_pages(screens: Screens, name: str) -> Iterator[str]:
    look = Look(screens, name)
    for path in ("/", "/guide", "/language"):
        look.open(f"{screens.server.url}{path}")
        yield from look.faults(path)
    # The board measures letters by the height of the screen; board/test_never_clips.py tries them larger.
    if name in ("400 %", "200 %"):
        look.open(screens.links["board_url"])
        expect(look.page.locator(".board-main")).to_be_visible()
        yield from look.faults("board")
    member = screens.phone()
    look.page.context.add_cookies(member.context.cookies())
    for path in ("/attendance", "/agenda"):
        look.open(f"{screens.links['join_url']}{path}")
        yield from look.faults(path)
