"""Every page is legible in the light and in the dark colour scheme."""

import pytest
from playwright.sync_api import expect

from ...meeting.room import CHAIR
from ..screens import BOARD, LAPTOP, PHONE, Screens, check_accessibility, open_panel, start, start_section, write_note
from .full_board import Case, FullBoard


@pytest.mark.thorough
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_has_enough_contrast(screens: Screens, scheme: str) -> None:
    light = {"color_scheme": scheme}
    screens.open_meeting(template="solution", title="Homes that say yes", community="Access to homes")
    home = screens.new(**LAPTOP, **light)
    home.goto(screens.server.url)
    chair = screens.chair(**LAPTOP, **light)
    links = chair.context.new_page()
    links.goto(chair.url.replace("/chair", "/links"))
    board = screens.new(**BOARD, **light)
    board.goto(screens.links["board_url"])
    join = screens.new(**PHONE, **light)
    join.goto(screens.links["join_url"])
    check_accessibility(home, links, board, join, contrast=True)
    phone = screens.phone(name="Sam", **PHONE, **light)
    laptop = screens.member("Joining from elsewhere", **LAPTOP, **light)
    start(chair)
    start_section(chair, "Best hopes", phone)
    write_note(phone, "a name to ring")
    open_panel(chair, "Scales")
    chair.get_by_role("button", name="Open it for everyone").first.click()
    expect(chair.locator(".open-panel")).to_be_hidden()
    expect(phone.get_by_role("slider")).to_be_visible()
    check_accessibility(chair, board, phone, laptop, contrast=True)
    chair.get_by_role("button", name="Take a picture of the wall").click()
    open_panel(chair, "Report")
    # This one, and that of the part before.
    expect(chair.locator(".snapshot-row")).to_have_count(2)
    report = chair.context.new_page()
    report.goto(f"{screens.links['join_url']}/report.html?length=full")
    expect(report.get_by_text("a name to ring").first).to_be_visible()
    check_accessibility(report, contrast=True)


@pytest.mark.thorough
def test_the_join_page_fits_at_200_percent_text_size(screens: Screens) -> None:
    screens.open_meeting(title="Homes that say yes")
    page = screens.new(**{**PHONE, "viewport": {"width": 180, "height": 370}})
    for address in (screens.server.url, f"{screens.server.url}/join?code=zzzzzz", screens.links["join_url"]):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") == 180, address
    # No word of the two answers is broken.
    for words in ("In the room", "Joining from elsewhere"):
        answer = page.get_by_text(words)
        assert answer.evaluate("e => e.getBoundingClientRect().width") > 90


def test_the_mark_of_good_enough_makes_nothing_else_small(screens: Screens) -> None:
    """Its words are wider than their column when notes stand beside the scale."""
    board = FullBoard(screens)
    for view, words in (("scale", ".board-answered"), ("answers", ".spread-step")):
        room = board.show(Case(view, 5, 27, "plain", "nothing", (1280, 720), 100))
        letters = board.page.locator(words).first
        marked = letters.evaluate("it => parseFloat(getComputedStyle(it).fontSize)")
        [scale] = room.state.of_kind("scale")
        room.do(CHAIR, "scale.edit", scale=scale, good_enough=None)
        board.tell(room)
        expect(board.page.locator(".spread-good")).to_have_count(0)
        assert marked == letters.evaluate("it => parseFloat(getComputedStyle(it).fontSize)")
