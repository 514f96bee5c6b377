"""A series of three meetings: steps are followed up, the same scale is asked again, and the chair rotates."""

import re
from collections.abc import Callable

import pytest
import requests
from playwright.sync_api import Page, expect

from ...live.screens import Meeting, Screen
from ...support import photos
from ...support.servers import Server
from ..screens import LAPTOP, Screens, check_accessibility, close_meeting, open_panel, start


def opened(server: Server, code: str) -> Meeting:
    """A meeting that was opened in a browser, for people who answer over connections without one."""
    meeting = Meeting.__new__(Meeting)
    meeting.server, meeting.links, meeting.session = server, {}, requests.Session()
    meeting.code, meeting._screens = code, []
    return meeting


@pytest.fixture
def join_five(server: Server):
    """join_five(code) adds five people to a meeting, who answer over connections without a browser."""
    all_meetings: list[Meeting] = []

    def five(code: str) -> list[Screen]:
        all_meetings.append(opened(server, code))
        return [all_meetings[-1].person(("room", "remote")[n % 2]) for n in range(5)]

    yield five
    for each in all_meetings:
        each.end()


def code_of(page: Page) -> str:
    return re.search(r"/m/(\w{6})", page.url)[1]


def answer(people: list[Screen], values: list[int]) -> None:
    for person, value in zip(people, values, strict=True):
        person.until(lambda person=person: [s for s in person.all("scale").values() if s["state"] == "open"])
        scale = next(id for id, s in person.all("scale").items() if s["state"] == "open")
        person.do("scale.mark", scale=scale, value=value)


def run_scale(chair: Page, people: list[Screen], values: list[int]) -> None:
    open_panel(chair, "Scales")
    chair.get_by_role("button", name="Open it for everyone").click()
    expect(chair.locator(".open-panel")).to_be_hidden()
    answer(people, values)
    chair.get_by_role("button", name="Show the spread").click()
    expect(chair.locator(".spread-steps .dot")).to_have_count(len(values))


def close(chair: Page) -> None:
    open_panel(chair, "Everything else")
    close_meeting(chair)
    expect(chair.get_by_role("heading", name="Thank you for chairing")).to_be_visible()
    chair.get_by_role("button", name="Share with everyone here").click()
    expect(chair.get_by_text("Everyone in the meeting can read it.")).to_be_visible()


def board_of(screens: Screens, chair: Page) -> Page:
    with chair.context.expect_page() as window:
        chair.get_by_role("button", name="Open the board").first.click()
    board = window.value
    expect(board.locator(".board-main")).to_be_visible()
    return board


def plan_next_meeting(page: Page, community: str) -> None:
    page.goto(community)
    page.get_by_role("link", name="Plan the next meeting, after").first.click()
    expect(page.get_by_label("Carry on from")).to_be_checked()


def open_meeting(page: Page, title: str) -> str:
    page.get_by_label("What is it about?").fill(title)
    page.get_by_role("button", name="Open the meeting").click()
    expect(page).to_have_url(re.compile(r"/m/\w{6}/links$"))
    page.get_by_role("link", name="Go to the chair’s page").click()
    expect(page.locator(".chair")).to_be_visible()
    return code_of(page)


@pytest.mark.thorough
def test_three_meetings_of_a_series(screens: Screens, server: Server, join_five: Callable[[str], list[Screen]]) -> None:
    # The first meeting, and a community for it.
    first = screens.new(**LAPTOP)
    first.goto(server.url)
    first.get_by_label("Community").fill("Access to homes")
    first.get_by_label("Series").fill("A first night")
    first.get_by_text("Solution-focused").click()
    first.get_by_label("What is it about?").fill("Homes that say yes")
    first.get_by_role("button", name="Open the meeting").click()
    first.get_by_role("button", name="Make a community link").click()
    link = first.locator("#together-link .address")
    expect(link).to_contain_text("/community/")
    community = link.inner_text()
    first.get_by_role("link", name="Go to the chair’s page").click()
    people = join_five(code_of(first))
    start(first)
    run_scale(first, people, [2, 3, 3, 4, 5])
    expect(first.locator(".spread-past")).to_have_count(0)
    open_panel(first, "What comes next")
    for what in ("Ring the council", "Ask the library", "Write to the paper"):
        first.get_by_label("What could we try?").fill(what)
        first.get_by_role("button", name="Add this step").click()
        expect(first.locator(".step-card", has_text=what)).to_be_visible()
    step = next(id for id, each in people[0].all("step").items() if each["what"] == "Ring the council")
    people[0].do("step.offer", step=step)
    expect(first.locator(".step-card", has_text="Ring the council").locator(".step-who")).to_be_visible()
    close(first)

    # The second: somebody who has never been the chair plans it with the community's link alone.
    second = screens.new(**LAPTOP)
    plan_next_meeting(second, community)
    check_accessibility(second)
    people = join_five(open_meeting(second, "What helps on a first night"))
    phone = screens.new(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    phone.goto(f"{server.url}/m/{code_of(second)}")
    phone.get_by_role("button", name="In the room").click()
    phone.get_by_role("button", name="Next steps", exact=True).click()
    expect(phone.get_by_role("heading", name="What have we noticed since we met?")).to_be_visible()
    expect(phone.locator(".step-card", has_text="Ring the council")).to_contain_text("from “Homes that say yes”")
    board = board_of(screens, second)
    start(second)
    open_panel(second, "What comes next")
    for what, how in (("Ring the council", "Noticed"), ("Ask the library", "Still going"), ("Write to", "Let go")):
        second.locator(".step-card", has_text=what).get_by_role("button", name=how).click()
        expect(phone.locator(".step-card", has_text=what).locator(".step-state")).to_have_text(re.compile(how))
    open_panel(second, "Board")
    second.locator(".screen", has_text="Next steps").click()
    expect(board.locator(".board-step", has_text="Ring the council")).to_contain_text("Noticed")
    check_accessibility(phone, board, contrast=True)
    second.locator(".screen", has_text="Follow the meeting").click()
    run_scale(second, people, [4, 4, 5, 6, 6])
    expect(board.locator(".spread-legend li")).to_have_count(1)
    expect(board.locator(".spread-past polyline")).to_have_count(10)
    expect(board.get_by_role("listitem").filter(has_text="2: 1 person; 3: 2 people; 4: 1 person")).to_have_count(1)
    open_panel(second, "What comes next")
    second.get_by_role("button", name="Set a day and time").click()
    second.get_by_role("dialog").get_by_label("Day and time").fill("2030-01-15T14:00")
    second.get_by_role("dialog").get_by_label("Where").fill("The library")
    second.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(second.locator(".next-card")).to_contain_text("15 January 2030, 14:00")
    close(second)
    expect(board.locator(".board-next-time")).to_contain_text("15 January 2030, 14:00")
    expect(phone.locator(".notice .next-when")).to_contain_text("15 January 2030, 14:00")
    with phone.expect_download() as calendar:
        phone.locator(".notice").get_by_role("link", name="Add to my calendar").click()
    assert "BEGIN:VEVENT" in calendar.value.path().read_text()
    check_accessibility(board, phone)

    # The third: only open steps, both earlier spreads, and the health check of the group is due.
    third = screens.new(**LAPTOP)
    plan_next_meeting(third, community)
    expect(third.get_by_label("When")).to_have_value("2030-01-15T14:00")
    people = join_five(open_meeting(third, "Half a year on"))
    # It is planned for another day, so it asks.
    third.get_by_role("button", name="Start the meeting").click()
    third.get_by_role("dialog", name="Start the meeting?").get_by_role("button", name="Start the meeting").click()
    expect(third.locator(".clock-time")).to_be_visible()
    open_panel(third, "What comes next")
    expect(third.locator(".step-card")).to_have_count(1)
    expect(third.locator(".step-card")).to_contain_text("Ask the library")
    run_scale(third, people, [6, 7, 7, 8, 8])
    expect(third.locator(".spread-legend li")).to_have_count(2)
    open_panel(third, "What comes next")
    expect(third.get_by_text("It is time for it")).to_be_visible()
    third.get_by_role("button", name="Ask where we are").click()
    for person, stage in zip(people, ("norming", "norming", "performing", "storming", "norming"), strict=True):
        person.until(lambda person=person: person.all("review"))
        person.do("review.answer", stage=stage)
    expect(third.locator(".thread")).to_contain_text("5 of 5 have answered.")
    third.get_by_role("button", name="Close the check").click()
    expect(third.locator(".review-bars li", has_text="Finding our way")).to_contain_text("3")
    check_accessibility(third)
    close(third)
    choose_the_picture(third)
    report = third.context.new_page()
    report.goto(f"{server.url}/m/{code_of(third)}/report.html?length=full")
    # Pale columns of both meetings before, the last of them behind this one's answers.
    expect(report.locator(".strip").first).to_contain_text("Homes that say yes")
    assert report.locator(".strip").first.locator("rect[rx='1.5']").count() > 3
    expect(report.get_by_text("Carried on from “Homes that say yes”").first).to_be_visible()
    check_accessibility(report)

    # The page of the community shows all meetings, to the first chair too.
    first.goto(community)
    expect(first.get_by_role("link", name="Read the report of")).to_have_count(3)
    expect(first.get_by_role("row", name="Finding our way of working")).to_contain_text("3")
    make_it_ours(first)
    check_accessibility(first)
    # The meeting is over, and the board shows whose it was.
    board.reload()
    expect(board.get_by_role("img", name="Homes for all")).to_be_visible()
    check_accessibility(board)
    first.get_by_role("link", name="Read the report of “Half a year on”").click()
    expect(first.get_by_role("heading", name="Half a year on", level=1)).to_be_visible()
    expect(first.get_by_role("img", name="Homes for all")).to_be_visible()


def choose_the_picture(chair: Page) -> None:
    """Chooses the scale for the picture to share, and sees it in both shapes."""
    chair.get_by_text("A picture to share").click()
    of = chair.get_by_label("What does it show?")
    of.select_option(chair.locator("optgroup[label=Scales] option").first.get_attribute("value"))
    for shape, width in (("wide", 1200), ("square", 1080)):
        picture = chair.get_by_role("img", name=re.compile(f"^The picture to share, {shape}: (?!Choose for me)"))
        expect(picture).to_have_js_property("naturalWidth", width)
    expect(of).to_have_value(re.compile("^scale "))


def make_it_ours(page: Page) -> None:
    """Gives the community a name, a nearly white colour and a logo."""
    page.get_by_text("How your community looks").click()
    words = page.locator(".look-light .look-words")
    page.get_by_label("Name", exact=True).fill("Homes for all")
    page.get_by_label("Logo", exact=True).set_input_files(
        {"name": "logo.png", "mimeType": "image/png", "buffer": b"\x89PNG" + bytes(5 << 20)}
    )
    expect(page.get_by_text("This picture is too large for a logo.")).to_be_visible()
    page.get_by_label("Logo", exact=True).set_input_files(
        {"name": "logo.png", "mimeType": "image/png", "buffer": photos.encoded(photos.corners(), "PNG")}
    )
    page.get_by_label("Choose a colour").fill("#fffde0")
    # It can be read before it is saved.
    expect(words).to_have_css("color", "rgb(107, 106, 94)")
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_text("This is how your community looks now.")).to_be_visible()
    expect(page.get_by_role("img", name="Homes for all")).to_be_visible()
    expect(page.get_by_label("Colour", exact=True)).to_have_value("#fffde0")
