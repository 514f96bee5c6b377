"""Board, phone, laptop and console ask the same question at the same time, and offer a place for the answer."""

import pytest
import requests
from playwright.sync_api import Page, expect

from live_cop.meeting.agenda.running_orders import RUNNING_ORDERS

from ...live.screens import Screen
from ..screens import Screens

#: What each part asks, as it stands in the running order, but for the part whose scale opens.
SCALE = "How near are we to where we would like to be?"


def chair_of(screens: Screens) -> Screen:
    """The chair's own connection: where a button stands on the console is not what is tested here."""
    session = requests.Session()
    session.get(screens.links["chair_url"], timeout=10).raise_for_status()
    return Screen(screens.server.url, screens.links["code"], session)


def check_asked(question: str, board: Page, phone: Page, laptop: Page) -> None:
    expect(board.get_by_role("heading", level=1)).to_have_text(question)
    for screen in (phone, laptop):
        expect(screen.locator(":is(.ask, .scale-question)", has_text=question).first).to_be_visible()


@pytest.mark.parametrize("template", ["standing", "solution"])
def test_every_part_asks_the_same_on_board_phone_and_laptop(screens: Screens, template: str) -> None:
    screens.open_meeting(template=template)
    chair, board, phone, laptop = chair_of(screens), screens.board(), screens.phone(), screens.laptop()
    order = RUNNING_ORDERS[template]
    for n, section in enumerate(order.sections):
        chair.do("agenda.next" if n else "agenda.start")
        for screen in (phone, laptop):
            expect(screen.get_by_role("heading", level=1)).to_have_text(section.title)
        titles = [zone.title for zone in order.zones if zone.part == n]
        if section.kind == "scaling":
            check_asked(SCALE, board, phone, laptop)
            phone.get_by_role("button", name="Notes", exact=True).click()
            titles = ["One point up"]
        check_asked(SCALE if section.kind == "scaling" else section.prompt or section.line, board, phone, laptop)
        for screen in (phone, laptop):
            if titles:
                expect(screen.locator("#composer")).to_have_accessible_name(f"Write a note for “{titles[0]}”")
            else:
                expect(screen.locator("#composer")).to_have_count(0)
            if section.kind == "steps":
                expect(screen.locator(".step-form textarea").first).to_be_visible()
    chair.leave()


def test_what_the_chair_adds_is_asked_alike(screens: Screens) -> None:
    screens.open_meeting(template="standing")
    chair, board, phone, laptop = chair_of(screens), screens.board(), screens.phone(), screens.laptop()
    chair.do("agenda.start")
    part = chair.do("section.add", title="The move", prompt="What would help with the move?")["section"]
    chair.do("agenda.start", section=part)
    check_asked("What would help with the move?", board, phone, laptop)
    for screen in (phone, laptop):
        expect(screen.locator("#composer")).to_have_accessible_name("Write a note for “The move”")

    # A question that the chair shows is above the part's own on every screen, and goes to the same place.
    chair.do("prompt.show", text="What else?")
    expect(board.locator(".board-asked")).to_have_text("What else?")
    for screen in (phone, laptop):
        expect(screen.locator(".asked")).to_contain_text("What else?")
        expect(screen.locator("#composer")).to_have_accessible_name("Write a note for “The move”")
    chair.do("prompt.hide")

    scale = chair.do("scale.add", question="How sure are we?")["scale"]
    chair.do("scale.open", scale=scale)
    check_asked("How sure are we?", board, phone, laptop)
    chair.do("scale.close", scale=scale)
    check_asked("What would help with the move?", board, phone, laptop)

    # Nothing is asked over coffee, so there is no box until somebody chooses a place.
    coffee = chair.do("section.add", title="Coffee", prompt="Back at eleven.")["section"]
    chair.do("agenda.start", section=coffee)
    check_asked("Back at eleven.", board, phone, laptop)
    for screen in (phone, laptop):
        expect(screen.locator("#composer")).to_have_count(0)
    phone.get_by_role("button", name="Ideas 0").click()
    expect(phone.locator("#composer")).to_have_accessible_name("Write a note for “Ideas”")
    chair.leave()


def test_what_waits_for_an_answer_has_a_sign_where_the_person_is(screens: Screens) -> None:
    screens.open_meeting(template="standing")
    chair, phone, laptop = chair_of(screens), screens.phone(), screens.laptop()
    chair.do("agenda.start")
    chair.do("date.propose", at=1_900_000_000_000)
    for screen in (phone, laptop):
        sign = screen.locator(".waiting-for-me")
        expect(sign).to_contain_text("Which dates could you come?")
        sign.get_by_role("button", name="Answer").click()
        expect(screen.locator(".date-card button").first).to_be_focused()
        screen.locator(".date-card").get_by_role("button", name="I can", exact=True).click()
        expect(screen.locator(".waiting-for-me")).to_have_count(0)
    phone.get_by_role("button", name="Notes", exact=True).click()

    # Several have one line, which can be put off until something else is asked.
    chair.do("review.open")
    chair.do("date.propose", at=1_900_100_000_000)
    expect(phone.locator(".waiting-for-me")).to_contain_text("2 questions wait for you.")
    phone.get_by_role("button", name="Not now").click()
    expect(phone.locator(".waiting-for-me")).to_have_count(0)
    last = max(chair.all("section").items(), key=lambda each: each[1]["order"])[0]
    chair.do("agenda.start", section=last)
    expect(phone.locator(".waiting-for-me")).to_contain_text("3 questions wait for you.")
    chair.leave()
