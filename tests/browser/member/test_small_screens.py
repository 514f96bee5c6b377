"""Small screens and large text: every target is large enough, and short notices cover none of them."""

import re

import pytest
from playwright.sync_api import Page, expect

from ..screens import (
    LAPTOP,
    PHONE,
    Screens,
    close_meeting,
    confirm,
    end_round,
    join_people,
    open_panel,
    start_round,
    start_section,
    wait_for_animations,
    write_note,
)

TABLET = {"viewport": {"width": 820, "height": 1180}, "has_touch": True}
#: A laptop on which a dialog takes all of the height.
LOW = {"viewport": {"width": 1280, "height": 560}}
#: The part of the screen above an open keyboard.
TYPING = {**PHONE, "viewport": {"width": 360, "height": 420}}
#: Controls that are smaller than a thumb, except links in running text and notes on a zoomed-out wall.
SMALL = """() => [...document.querySelectorAll("button, a[href], input, select, textarea, summary")].flatMap((each) => {
  if (!each.checkVisibility({ visibilityProperty: true }) || each.closest("[inert], .unseen")) return [];
  // In a sentence; a link that stands alone is a target like a button.
  if (each.closest("p") && each.closest("p").textContent.trim() !== each.textContent.trim()) return [];
  if (each.matches(".note-on-plane-face")) return [];
  const box = (each.matches("[type=checkbox], [type=radio]") && each.closest("label") || each).getBoundingClientRect();
  // All of a note on the console is its button.
  if (getComputedStyle(each, "::after").position === "absolute") return [];
  const words = each.getAttribute("aria-label") || each.textContent || each.name;
  return box.width < 43.5 || box.height < 43.5 ? [`${words.trim()}: ${box.width} x ${box.height}`] : [];
})"""
#: The controls that a short notice covers: tabs, clock, the box to write in and the big buttons.
COVERED = """() => {
  const said = document.querySelector(".toast p").getBoundingClientRect();
  const things = ".tabs button, .zone-tab, .composer, .chair-hands .button, .chair-thumbs button, .clock";
  return [...document.querySelectorAll(things)].filter((each) => {
    const box = each.getBoundingClientRect();
    const across = box.width && box.left < said.right && box.right > said.left;
    return across && box.top < said.bottom && box.bottom > said.top;
  }).map((each) => each.className);
}"""


def check_target_sizes(*pages: Page) -> None:
    for page in pages:
        wait_for_animations(page)
        assert page.evaluate(SMALL) == [], page.url


def at_double_text_size(screen: dict[str, object]) -> dict[str, object]:
    """The same screen at 200 % text size: half as many CSS pixels."""
    size = {side: length // 2 for side, length in screen["viewport"].items()}  # type: ignore[attr-defined]
    return {**screen, "viewport": size}


def test_targets_are_large_enough_for_a_thumb_before_somebody_joins(screens: Screens) -> None:
    screens.open_meeting(template="blank")
    phone = screens.new(**PHONE)
    for path in ("", "/guide", "/language", "/accessibility", f"/m/{screens.links['code']}"):
        phone.goto(f"{screens.server.url}{path}")
        check_target_sizes(phone)


@pytest.mark.thorough
@pytest.mark.parametrize("seen", [dict, at_double_text_size], ids=["as it is", "twice as large"])
def test_every_target_is_large_enough_for_a_thumb(screens: Screens, seen: type) -> None:
    screens.open_meeting(template="solution")
    join = screens.new(**seen(PHONE))
    join.goto(screens.links["join_url"])
    check_target_sizes(join)
    chair, small_chair = screens.chair(**seen(TABLET)), screens.chair(**seen(PHONE))
    desk = screens.chair()
    phone = screens.phone(name="Sam", **seen(PHONE))
    laptop = screens.member("Joining from elsewhere", name="Priya", **seen(LAPTOP))
    everyone = (phone, laptop, chair, small_chair)
    check_target_sizes(*everyone)
    desk.get_by_role("button", name="Start the meeting").first.click()
    expect(phone.locator(".hand-tab")).to_be_visible()
    check_target_sizes(*everyone)
    start_section(desk, "Best hopes", phone)
    phone.locator("#composer").fill("a key for the first night")
    check_target_sizes(phone)
    phone.get_by_role("button", name="Put it on the wall").click()
    expect(phone.get_by_text("yours")).to_be_visible()
    check_target_sizes(phone)
    start_round(desk)
    expect(phone.get_by_text("It’s your turn to speak")).to_be_visible()
    check_target_sizes(*everyone)
    end_round(desk)

    open_panel(desk, "Scales")
    desk.get_by_role("button", name="Open it for everyone").first.click()
    expect(desk.locator(".open-panel")).to_be_hidden()
    expect(phone.get_by_role("slider")).to_be_visible()
    check_target_sizes(*everyone)
    phone.get_by_role("button", name="Next steps", exact=True).click()
    check_target_sizes(phone)
    small_chair.get_by_role("button", name="Tools").click()
    check_target_sizes(small_chair)
    small_chair.get_by_role("button", name="Close", exact=True).click()
    open_panel(desk, "Small groups")
    desk.get_by_role("button", name="Split into small groups").click()
    desk.get_by_role("button", name="Split now").click()
    expect(phone.locator(".my-breakout b").first).to_have_text(re.compile(r"^Group \d"))
    check_target_sizes(*everyone)


@pytest.mark.thorough
def test_short_notices_cover_no_controls(screens: Screens) -> None:
    screens.open_meeting(template="blank")
    chair, small_chair = screens.chair(), screens.chair(**PHONE)
    people = [screens.phone(**screen) for screen in (PHONE, {"viewport": {"width": 700, "height": 900}})]
    chair.get_by_role("button", name="Start the meeting").first.click()
    for page in people:
        write_note(page, "a key for the first night")
        page.get_by_role("button", name="Undo").click()
        expect(page.locator(".toast").get_by_text("Your words are back in the box.")).to_be_visible()
        wait_for_animations(page)
        assert page.evaluate(COVERED) == []
        expect(page.locator(".toast")).to_have_count(1)
    small_chair.locator("[data-tab=tools]").click()
    small_chair.get_by_role("button", name="Take a picture of the wall").click()
    expect(small_chair.locator(".toast p")).to_be_visible()
    wait_for_animations(small_chair)
    assert small_chair.evaluate(COVERED) == []


@pytest.mark.thorough
@pytest.mark.parametrize("screen", [LOW, PHONE], ids=["laptop", "phone"])
def test_a_short_notice_over_a_dialog_covers_neither_its_fields_nor_its_button(
    screens: Screens, screen: dict[str, object]
) -> None:
    screens.open_meeting(template="blank")
    chair = screens.chair(**screen)
    chair.get_by_role("button", name="Start the meeting").first.click()
    chair.get_by_role("button", name="Ask a question").click()
    chair.get_by_role("button", name="Questions", exact=True).click()
    dialog = chair.get_by_role("dialog")
    dialog.get_by_role("button", name="Ask on the board").first.click()
    toast = dialog.locator(".toast p")
    expect(toast).to_be_visible()
    wait_for_animations(chair)
    said, head, button = (
        thing.evaluate("each => each.getBoundingClientRect().toJSON()")
        for thing in (toast, dialog.locator(".dialog-head"), dialog.locator(".dialog-head button"))
    )
    if screen is LOW:
        assert said["right"] < button["left"] and said["bottom"] < head["bottom"]
    else:
        assert said["top"] > head["bottom"], "its buttons are at the bottom"


@pytest.mark.thorough
@pytest.mark.parametrize("how", ["tap", "click"])
def test_the_first_press_counts_while_the_keyboard_is_open(screens: Screens, how: str) -> None:
    screens.open_meeting(template="blank")
    chair = screens.chair()
    phone = screens.phone(**TYPING)
    chair.get_by_role("button", name="Start the meeting").click()
    expect(phone.locator(".tabs")).to_be_visible()
    phone.locator("#composer").tap()
    expect(phone.locator(".tabs")).to_be_hidden()
    phone.locator("#composer").fill("a key for the first night")
    for thing in (phone.locator(".color").nth(1), phone.get_by_role("button", name="Put it on the wall")):
        getattr(thing, how)()
    expect(phone.locator(".note.mint", has_text="a key for the first night")).to_be_visible()
    # The keyboard stays open for the next note.
    expect(phone.locator("#composer")).to_be_focused()
    # Nor is there an empty band where the tabs were, on a phone with more room above its keyboard.
    phone.set_viewport_size({"width": 360, "height": 500})
    assert phone.evaluate("document.querySelector('.thumb-reach').getBoundingClientRect().bottom") == 500
    phone.set_viewport_size(TYPING["viewport"])

    # For the speaker, too, every button stays where it was.
    start_round(chair)
    expect(phone.get_by_text("It’s your turn to speak")).to_be_visible()
    expect(phone.get_by_role("button", name="Pass", exact=True)).to_be_hidden()
    phone.get_by_role("heading", level=1).tap()
    expect(phone.get_by_role("button", name="Pass", exact=True)).to_be_visible()
    phone.locator("#composer").focus()
    getattr(phone.get_by_role("button", name="I’ve finished"), how)()
    expect(phone.get_by_text("It’s your turn to speak")).to_be_hidden()


@pytest.mark.thorough
def test_questions_are_asked_once_and_at_the_right_time(screens: Screens) -> None:
    screens.open_meeting(template="blank")
    chair, sam, lin = screens.chair(), screens.phone(name="Sam"), screens.phone(name="Lin")
    chair.get_by_role("button", name="Start the meeting").click()
    start_round(chair)
    expect(sam.get_by_text("It’s your turn to speak")).to_be_visible()
    end_round(chair)
    offer = lin.get_by_text("Would you like a turn?")
    expect(offer).to_be_visible()

    # In a small group the offer waits.
    open_panel(chair, "Small groups")
    chair.get_by_role("button", name="Split into small groups").click()
    chair.get_by_role("button", name="Split now").click()
    expect(lin.locator(".my-breakout")).to_be_visible()
    expect(offer).to_be_hidden()
    chair.get_by_role("button", name="Everybody back").click()
    confirm(chair, "Everybody back")
    expect(offer).to_be_visible()

    # At the end this page is empty, so the notes are shown instead; and one line invites people to keep in touch.
    lin.get_by_role("button", name="Next steps", exact=True).click()
    open_panel(chair, "Everything else")
    close_meeting(chair)
    expect(lin.get_by_role("button", name="Notes", exact=True)).to_have_attribute("aria-current", "page")
    expect(lin.get_by_text("Want to hear about the next meeting?")).to_have_count(1)
    lin.get_by_role("button", name="Agenda", exact=True).click()
    expect(lin.get_by_text("Want to hear about the next meeting?")).to_have_count(1)


@pytest.mark.thorough
def test_a_small_phone_reaches_the_button_for_a_note_during_a_round(screens: Screens) -> None:
    """At the worst: six colours, a name to sign with, and what has just been written waits."""
    screens.open_meeting(template="solution")
    chair = screens.chair_connection()
    phone = screens.phone(name="Lin", viewport={"width": 320, "height": 568}, has_touch=True, is_mobile=True)
    part = next(id for id, each in chair.all("section").items() if each["title"] == "Questions round the table")
    join_people(screens, "remote", 1)
    chair.do("agenda.start", section=part)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Questions round the table")

    def written(text: str) -> None:
        phone.locator("#composer").tap()
        phone.locator("#composer").fill(text)
        button = phone.get_by_role("button", name="Put it on the wall").bounding_box()
        tabs = phone.locator(".tabs").bounding_box()
        assert button and tabs and button["y"] + button["height"] <= tabs["y"]
        phone.get_by_role("button", name="Put it on the wall").tap()
        expect(phone.locator("#composer")).to_have_value("")

    # Each of the three speaks once, in an order that nobody chose.
    spoke = 0
    for turn in ("first", "second", "third"):
        expect(phone.locator(".turn")).to_be_visible()
        spoke += phone.locator(".turn-now").count()
        written(f"in the {turn} turn")
        written(f"and more in the {turn} turn")
        chair.do("round.next")
        phone.wait_for_timeout(300)
    assert spoke == 1


SMALLEST = {**PHONE, "viewport": {"width": 320, "height": 568}}


def test_the_count_of_a_place_stays_on_one_line(screens: Screens) -> None:
    screens.open_meeting(template="standing")
    chair = screens.chair_connection()
    chair.do("agenda.start")
    zone = chair.one("on_now")["zones"][0]
    chair.do("zone.edit", zone=zone, title="What we would like to ask the speakers about")
    for n in range(10):
        chair.do("note.add", zone=zone, text=f"Note {n}")
    phone = screens.phone(**SMALLEST)
    count = phone.locator(".zone-tab .num", has_text="10")
    expect(count).to_be_visible()
    lines = "(each) => each.getClientRects()[0].height / parseFloat(getComputedStyle(each).fontSize)"
    assert count.evaluate(lines) < 1.6


def test_nothing_takes_room_where_there_is_nothing_to_write(screens: Screens) -> None:
    screens.open_meeting(template="solution")
    screens.chair_connection().do("agenda.start")
    phone = screens.phone(**SMALLEST)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Meet and greet")
    expect(phone.locator(".tabs")).to_be_visible()
    expect(phone.locator(".thumb-reach")).to_be_hidden()


def test_before_the_start_the_way_into_a_calendar_is_in_sight(screens: Screens) -> None:
    screens.open_meeting(
        template="standing", starts_at=4_000_000_000_000, venue="The library, first floor, 5 Market Street"
    )
    phone = screens.phone(**SMALLEST)
    for name in ("Add to my calendar", "Agenda"):
        expect(phone.get_by_role("link", name=name)).to_be_in_viewport(ratio=1)
        assert phone.get_by_role("link", name=name).evaluate(
            "(each) => { const at = each.getBoundingClientRect();"
            "return each.contains(document.elementFromPoint(at.x + at.width / 2, at.bottom - 2)); }"
        )


@pytest.mark.thorough
def test_both_answers_to_the_next_turn_share_a_line(screens: Screens) -> None:
    screens.open_meeting(template="blank")
    chair = screens.chair_connection()
    join_people(screens, "room", 1)
    # Room and remote alternate.
    phone = screens.member("Joining from elsewhere", **SMALLEST)
    chair.do("agenda.start")
    chair.do("round.start")
    later, passes = (phone.get_by_role("button", name=name) for name in ("Come back to me", "Pass"))
    for button in (later, passes):
        expect(button).to_be_in_viewport(ratio=1)
    tops = [button.evaluate("(each) => each.getBoundingClientRect().top") for button in (later, passes)]
    assert tops[0] == tops[1]
