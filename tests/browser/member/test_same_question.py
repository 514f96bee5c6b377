"""Board, phone, laptop and console ask the same question at the same time, and offer a place for the answer."""

import re

import pytest
import requests
from playwright.sync_api import Page, expect

from live_cop.meeting.agenda.running_orders import RUNNING_ORDERS

from ...live.screens import Screen
from ...support.thorough import first
from ..screens import Screens, begin_meeting, write_note

#: What each part asks, as it stands in the running order, but for the part whose scale opens.
SCALE = "How near are we to where we would like to be?"


#: Wherever a laptop says what is asked; the agenda has it as what this part is about.
SAYING = ":is(.mirror-question, .ask, .compose-prompt, .zone-head p, .own-answer .scale-question, .kind-line)"


def chair_of(screens: Screens) -> Screen:
    """The chair's own connection: where a button stands on the console is not what is tested here."""
    session = requests.Session()
    session.get(screens.links["chair_url"], timeout=10).raise_for_status()
    return Screen(screens.server.url, screens.links["code"], session)


def check_asked(question: str, board: Page, phone: Page, laptop: Page) -> None:
    expect(board.get_by_role("heading", level=1)).to_have_text(question)
    expect(phone.locator(":is(.ask, .scale-question)", has_text=question).first).to_be_visible()
    expect(laptop.locator(".mirror-question")).to_have_text(question)
    check_said_once(question, laptop)


def check_said_once(question: str, laptop: Page) -> None:
    """A laptop has room for everything at once: what one place says, no other needs to."""
    said = re.compile(f"^\\s*{re.escape(question)}\\s*$")
    expect(laptop.locator(SAYING).filter(has_text=said, visible=True)).to_have_count(1)


@pytest.mark.parametrize("template", first(1, ["standing", "solution"]))
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
                expect(screen.locator(".compose-prompt")).to_have_count(0)
                expect(screen.get_by_text("Be the first", exact=False).filter(visible=True)).to_have_count(0)
            if section.kind == "steps":
                # It is what everybody is asked, so it comes before all else that waits for an answer.
                expect(screen.locator(".thread > :first-child .step-form textarea").first).to_be_visible()
    chair.leave()


@pytest.mark.thorough
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
    laptop.get_by_label("I am writing for").select_option("What brings us here")
    expect(phone.locator("#composer")).to_have_accessible_name("Write a note for “Ideas”")
    expect(laptop.locator("#composer")).to_have_accessible_name("Write a note for “What brings us here”")
    chair.leave()


@pytest.mark.thorough
def test_a_laptop_asks_whatever_the_board_shows_and_this_person_looks_at(screens: Screens) -> None:
    screens.open_meeting(template="standing")
    chair, board, laptop = chair_of(screens), screens.board(), screens.laptop()
    chair.do("agenda.start")
    question = "What brings you here? Tell us if you are new."
    check_said_once(question, laptop)
    laptop.get_by_role("button", name="The whole wall").click()
    check_said_once(question, laptop)
    laptop.get_by_role("button", name="What the room is looking at").click()
    for view in ("agenda", "steps", "join", "wall", "blank"):
        chair.do("board.show", view=view)
        expect(laptop.locator(f".mirror-is-{view}")).to_be_visible()
        if view != "blank":
            expect(laptop.locator(".mirror-question")).to_have_text(board.locator("h1").inner_text())
        check_said_once(question, laptop)
    scale = chair.do("scale.add", question="How sure are we?")["scale"]
    chair.do("scale.open", scale=scale)
    for view in ("wall", "agenda"):
        chair.do("board.show", view=view)
        expect(laptop.locator(f".mirror-is-{view}")).to_be_visible()
        expect(laptop.locator(".mirror-question")).to_have_text(board.locator("h1").inner_text())
        expect(laptop.locator(".own-answer").get_by_text("How sure are we?")).to_be_visible()
    chair.leave()


@pytest.mark.thorough
def test_what_waits_is_reached_while_this_person_looks_at_the_whole_wall(screens: Screens) -> None:
    screens.open_meeting(template="solution")
    chair, laptop = chair_of(screens), screens.laptop()
    chair.do("agenda.start")
    steps = next(id for id, section in chair.all("section").items() if section["kind"] == "steps")
    chair.do("agenda.start", section=steps)
    chair.do("date.propose", at=1_900_000_000_000)
    laptop.get_by_role("button", name="The whole wall").click()
    laptop.locator(".waiting-for-me").get_by_role("button", name="Answer").click()
    expect(laptop.locator(".date-card button").first).to_be_focused()
    chair.leave()


@pytest.mark.thorough
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


def test_a_question_during_best_hopes_has_a_box_for_those_who_have_given_theirs(screens: Screens) -> None:
    chair = begin_meeting(screens, "solution")
    phone, laptop = screens.phone(), screens.laptop()
    for screen in (phone, laptop):
        write_note(screen, "Fewer words")
        expect(screen.locator("#composer").first).not_to_be_editable()
    chair.do("prompt.show", text="Who is missing?")
    for n, screen in enumerate((phone, laptop)):
        expect(screen.locator("#composer")).to_have_accessible_name("Write a note for “Who is missing?”")
        write_note(screen, f"Answer {n}")
        expect(screen.locator(".note", has_text=f"Answer {n}").first).to_be_visible()
        # The chair's question stands above the notes, and is no heading a second time.
        expect(screen.locator("h2.prompt:visible", has_text="Who is missing?")).to_have_count(0)
    chair.do("prompt.hide")
    expect(phone.locator("#composer").first).not_to_be_editable()
