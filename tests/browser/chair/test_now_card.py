"""What is on now: whatever the meeting is at, what the chair needs most is in sight without scrolling at 1024x768."""

from collections.abc import Iterator

import pytest
import requests
from playwright.sync_api import Locator, Page, expect

from ...live.screens import Screen, zone_of
from ...support.thorough import first
from ..screens import Screens, check_accessibility, close_panel, join_people, open_panel

SMALL_LAPTOP = {"viewport": {"width": 1024, "height": 768}}
TABLET = {"viewport": {"width": 768, "height": 1024}, "has_touch": True}
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
LONG = (
    "How near are we to a town in which everybody who needs a home that is safe, dry and warm gets one, and keeps it?"
)

#: What lies at the middle of an element: nothing may cover or cut it.
IN_SIGHT = """(element) => {
    const box = element.getBoundingClientRect();
    const at = (x, y) => { const found = document.elementFromPoint(x, y); return found && element.contains(found); };
    return box.width > 0 && at(box.x + box.width / 2, box.y + 3) && at(box.x + box.width / 2, box.bottom - 3);
}"""
#: What scrolls on the right side, or is wider than it.
SCROLLS = """() => [".chair-tools", ".now-facts", "#side-tools"].flatMap((each) => [...document.querySelectorAll(each)])
    .filter((each) => each.scrollHeight > each.clientHeight + 1 || each.scrollWidth > each.clientWidth + 1)
    .map((each) => `${each.className}: ${each.scrollHeight} > ${each.clientHeight}`)"""


def in_sight(thing: Locator) -> None:
    expect(thing).to_be_in_viewport(ratio=1)
    assert thing.evaluate(IN_SIGHT), f"{thing} is covered"


def check_card(chair: Page, name: str, button: str, *others: str) -> None:
    """The card of what is on now, whole and in sight, with its buttons, the rows and the next step."""
    card = chair.locator(".now-card")
    expect(card.locator(".now-name")).to_have_text(name)
    if button:
        first = card.locator(".now-first .button")
        expect(first).to_have_text(button)
        in_sight(first)
    for other in others:
        in_sight(card.get_by_role("button", name=other))
    in_sight(chair.locator(".tool-row").last)
    in_sight(chair.locator(".chair-next .button"))
    assert chair.evaluate(SCROLLS) == []


def check_hint(chair: Page, words: str) -> None:
    """The hint of this moment, in sight and in the way of nothing that is on now."""
    hint = chair.locator(".moment-hint")
    expect(hint).to_contain_text(words)
    in_sight(hint)
    assert hint.evaluate("hint => hint.closest('#side-tools') === null")


def start(host: Screen, title: str) -> None:
    [part] = [id for id, section in host.all("section").items() if section["title"] == title]
    host.do("agenda.start", section=part)


@pytest.fixture
def people(screens: Screens) -> Iterator[list[Screen]]:
    """Seven people in the room and two remote, in a meeting that has not started."""
    screens.open_meeting(template="solution")
    yield join_people(screens, "room", 7) + join_people(screens, "remote", 2)


def host_of(screens: Screens, chair: Page) -> Screen:
    """The chair's second device, which brings the meeting to where a test wants it."""
    session = requests.Session()
    session.get(screens.links["chair_url"], timeout=10)
    return Screen(screens.server.url, screens.links["code"], session)


@pytest.mark.thorough
def test_the_main_action_is_in_sight_in_every_state(screens: Screens, people: list[Screen]) -> None:
    chair = screens.chair(**SMALL_LAPTOP)
    host = host_of(screens, chair)
    check_card(chair, "Before you start", "")
    expect(chair.locator(".now-title")).to_contain_text("in the room, 2 remote")
    check_hint(chair, "When people have arrived")
    check_accessibility(chair, contrast=True)

    host.do("agenda.start")
    check_card(chair, "On now: Welcome", "", "Round", "Guest chairs")
    start(host, "Best hopes")
    hopes = zone_of(host, "Best hopes")
    for n, person in enumerate(people):
        person.do("note.add", zone=hopes, text=f"A hope, {n}")
    # A best hope is one for each person, so nobody is asked "What else?".
    check_card(chair, "On now", "", "Round", "Scale", "Groups")

    check_hint(chair, "Notes appear here as people write.")
    chair.get_by_role("button", name="Hide this hint").click()

    start(host, "What has gone well")
    people[-1].do("hand.raise")
    people[0].do("hand.raise")
    people[1].do("hand.raise")
    expect(chair.get_by_text("A remote voice has waited longest.")).to_be_visible()
    check_card(chair, "On now: Discussion", "What else?", "Round", "Scale", "Groups")
    in_sight(chair.get_by_role("button", name="Call "))
    check_hint(chair, "Somebody has raised a hand.")
    check_accessibility(chair)

    start(host, "Progress")
    [scale] = [id for id, each in host.all("scale").items() if each["state"] == "open"]
    host.do("scale.edit", scale=scale, question=LONG, good_enough=7, low_label="a long way to go", high_label="there")
    # The highest column of dots, an answer that is none, and a remote hand that waits.
    more = join_people(screens, "room", 4)
    for person in people + more:
        person.do("scale.mark", scale=scale, value=None if person is people[0] else 8)
    people[-1].do("hand.raise")
    people[1].do("hand.raise")
    check_card(chair, "On now: the scale", "Show the spread", "Close the scale", "Good enough")
    chair.get_by_role("button", name="Show the spread").click()
    expect(chair.locator(".now-card .dot")).to_have_count(13)
    check_card(chair, "On now: the scale", "Close the scale", "Hide the spread", "Good enough")
    check_hint(chair, "People are answering on their own screens.")
    check_accessibility(chair)
    chair.get_by_role("button", name="Close the scale").click()
    check_card(chair, "On now: the scale, closed", "Back to the wall", "Open again")

    start(host, "New topic")
    sends = "Send the presenter’s slides"
    check_card(chair, "On now: Presentation", "Show the questions on the board", sends, "Round")
    chair.get_by_role("button", name=sends).click()
    expect(chair.get_by_role("button", name="Choose a PDF")).to_be_visible()
    chair.get_by_role("button", name="Close panel").click()
    start(host, "Questions round the table")
    check_card(
        chair,
        "On now: the round",
        "Next voice",
        "+30 seconds",
        "Come back to them",
        "They pass",
        "Order",
        "End the round",
    )
    expect(chair.locator(".now-card")).to_contain_text("Then ")
    check_hint(chair, "Everybody has a turn")
    check_accessibility(chair)
    host.do("round.end")
    start(host, "Discussion")
    host.do("teams.split", count=2, how="mixed", by="chance", minutes=8, prompt=LONG, target=None)
    check_card(
        chair, "On now: small groups", "Call back in one minute", "See all groups", "Everybody back", "Move somebody"
    )
    check_hint(chair, "Each group has a wall of its own now.")
    chair.get_by_role("button", name="Call back in one minute").click()
    check_card(chair, "On now: small groups", "Everybody back", "See all groups", "2 min")
    chair.get_by_role("button", name="Everybody back").click()

    start(host, "Next steps")
    check_card(chair, "On now: Next steps", "Write a next step", "Next meeting")
    start(host, "Final thoughts")
    check_card(chair, "On now: Closing", "No more answers", "Next meeting")
    for person in people:
        [hope] = [id for id, mine in person.all("mine").items()][:1]
        person.try_to("hope.answer", note=hope, answer="yes")
    host.do("date.propose", at=1_893_513_600_000)
    check_card(chair, "On now: Closing", "No more answers", "Next meeting")
    start(host, "Thanks and next time")
    check_card(chair, "On now: Closing", "Next meeting", "No more answers")
    check_hint(chair, "Nearly done.")
    host.do("next.fix", at=1_893_513_600_000, venue="The library, second floor, room 4", video_url=None, title="")
    expect(chair.locator(".now-date")).to_be_visible()
    check_card(chair, "On now: Closing", "Next meeting")
    check_accessibility(chair)

    host.do("meeting.close")
    check_card(chair, "The meeting is closed", "Write the report")
    check_accessibility(chair, contrast=True)


def test_a_panel_opens_in_place_and_gives_the_focus_back(screens: Screens) -> None:
    screens.open_meeting(template="solution")
    chair = screens.chair(**SMALL_LAPTOP)
    chair.get_by_role("button", name="Start the meeting").click()
    start_next = chair.get_by_role("button", name="Next: Best hopes")
    in_sight(start_next)

    row = chair.get_by_role("button", name="Board: follows the meeting")
    row.focus()
    chair.keyboard.press("Enter")
    expect(chair.get_by_role("heading", name="Show on the board")).to_be_focused()
    in_sight(start_next)
    check_accessibility(chair)
    chair.get_by_role("button", name="Agenda", exact=True).last.click()
    chair.keyboard.press("Escape")
    expect(chair.locator(".open-panel")).to_be_hidden()
    expect(chair.get_by_role("button", name="Board: Agenda")).to_be_focused()

    # From "Everything else" the focus goes back to that row; and no panel keeps how far it was scrolled.
    open_panel(chair, "Safety")
    expect(chair.get_by_role("heading", name="Safety")).to_be_focused()
    chair.locator(".open-panel").evaluate("panel => panel.scrollTo(0, panel.scrollHeight)")
    chair.go_back()
    expect(chair.get_by_role("button", name="Everything else")).to_be_focused()
    safety = chair.locator("header").get_by_role("button", name="Safety")
    safety.click()
    expect(chair.get_by_role("heading", name="Safety")).to_be_in_viewport(ratio=1)
    assert chair.locator(".open-panel").evaluate("panel => panel.scrollTop") == 0
    close_panel(chair)
    expect(safety).to_be_focused()

    # What is on now stays in reach above a panel.
    chair.get_by_role("button", name="Next: Best hopes").click()
    chair.get_by_role("button", name="Next: What has gone well").click()
    open_panel(chair, "Report")
    in_sight(chair.locator(".now-bar").get_by_role("button", name="What else?"))


@pytest.mark.thorough
def test_the_agenda_folds_where_the_wall_needs_the_room(screens: Screens) -> None:
    screens.open_meeting(template="standing")
    small, large = screens.chair(**SMALL_LAPTOP), screens.chair()
    agenda = small.get_by_role("button", name="Agenda", exact=True).first
    expect(small.locator("#side-order")).to_be_hidden()
    expect(agenda).to_have_attribute("aria-expanded", "false")
    expect(large.locator("#side-order")).to_be_visible()

    agenda.click()
    expect(small.get_by_role("button", name="Open the part: Focus")).to_be_visible()
    check_accessibility(small)
    small.get_by_role("button", name="Add a part").focus()
    small.keyboard.press("Escape")
    expect(small.locator("#side-order")).to_be_hidden()
    expect(agenda).to_be_focused()

    # What the chair chose stays, also when the window changes.
    large.locator("header").get_by_role("button", name="Agenda").click()
    expect(large.locator("#side-order")).to_be_hidden()
    large.set_viewport_size({"width": 1920, "height": 1080})
    expect(large.locator("#side-order")).to_be_hidden()
    # The clock, its buttons and both sides are on one line.
    large.get_by_role("button", name="Start the meeting").click()
    for page in (small, large):
        expect(page.locator(".clock-time")).to_be_visible()
        tops = page.evaluate(
            "[...document.querySelectorAll('.chair-header .button')].map((each) => each.getBoundingClientRect().top)"
        )
        assert len(tops) >= 6 and max(tops) - min(tops) < 1


@pytest.mark.parametrize("size", first(1, [PHONE, TABLET]), ids=["phone", "tablet"])
def test_narrow_screens_have_the_main_action_above_the_thumbs(screens: Screens, size: dict[str, object]) -> None:
    screens.open_meeting(template="solution")
    chair = screens.chair(**size)
    host = host_of(screens, chair)
    host.do("agenda.start")
    start(host, "Progress")
    show = chair.locator(".chair-now").get_by_role("button", name="Show the spread")
    in_sight(show)
    in_sight(chair.locator(".chair-thumbs").get_by_role("button", name="Next: New topic"))
    check_accessibility(chair)

    # In the drawer the card comes first, and the bar is not there twice.
    chair.locator("[data-tab=tools]").click()
    expect(chair.locator(".chair-now")).to_be_hidden()
    in_sight(chair.locator(".now-card").get_by_role("button", name="Show the spread"))
    open_panel(chair, "Board")
    chair.keyboard.press("Escape")
    expect(chair.get_by_role("button", name="Board: follows the meeting")).to_be_focused()
    chair.keyboard.press("Escape")
    expect(chair.locator("#side-tools")).to_be_hidden()
    in_sight(show)


def test_after_the_last_part_the_card_counts_what_the_console_shows(screens: Screens) -> None:
    screens.open_meeting(template="blank")
    host = screens.chair_connection()
    host.do("agenda.start")
    host.do("note.add", zone=zone_of(host), text="A door that is open")
    chair = screens.chair(**SMALL_LAPTOP)
    expect(chair.locator(".now-facts")).to_contain_text("1 note so far")
    host.do("agenda.next")
    expect(chair.get_by_role("button", name="Close the meeting")).to_be_visible()
    expect(chair.locator(".now-facts")).to_contain_text("1 note so far")
