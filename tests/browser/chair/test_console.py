"""The chair's console: two devices agree, one tap is one step, no text is lost, and one thumb can work it."""

import itertools
import re

import pytest
from playwright.sync_api import Page, expect

from ...live.screens import zone_of
from ..screens import Screens, check_accessibility, join_people, open_panel, start, start_meeting, write_note

TABLET = {"viewport": {"width": 768, "height": 1024}, "has_touch": True}
SMALL = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


def note(page: Page, text: str):
    return page.locator(".chair-columns .note", has_text=text)


def drag(page: Page, thing, onto) -> None:
    """Drags with the mouse: press, move in steps, release."""
    start, end = thing.bounding_box(), onto.bounding_box()
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + 14)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=8)
    page.mouse.up()


def parts(page: Page) -> list[str]:
    return page.locator(".chair-part bdi").all_inner_texts()


def open_side(page: Page, side: str) -> None:
    page.locator(f"[data-tab={side}]").click()
    expect(page.locator(f"#side-{side}")).to_be_visible()


@pytest.mark.thorough
def test_two_consoles_agree(screens: Screens) -> None:
    one = start_meeting(screens, "standing")
    two = screens.chair()
    one.get_by_role("button", name="Next: What we are working on").click()
    expect(two.get_by_role("heading", level=1)).to_have_text("What we are working on")
    two.get_by_role("button", name="Pause", exact=True).click()
    one.get_by_role("button", name="Resume").click()
    expect(two.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    two.get_by_role("button", name="Back", exact=True).click()
    expect(one.get_by_role("heading", level=1)).to_have_text("Welcome and new members")
    assert one.locator(".chair-part").all_inner_texts() == two.locator(".chair-part").all_inner_texts()


@pytest.mark.thorough
def test_a_double_tap_is_one_step(screens: Screens) -> None:
    chair = start_meeting(screens, "standing")
    chair.get_by_role("button", name=re.compile("^Next: ")).dblclick()
    expect(chair.get_by_role("heading", level=1)).to_have_text("What we are working on")
    # Waits for what a second step would have shown.
    expect(chair.get_by_role("button", name="Next: Focus")).to_be_visible()


@pytest.mark.thorough
def test_dropping_a_note_on_another_makes_a_group(screens: Screens) -> None:
    chair = start_meeting(screens, "blank")
    phone = screens.phone()
    for text in ("tea first", "forms second", "a name to ring"):
        write_note(phone, text)
    drag(chair, note(chair, "forms second"), note(chair, "tea first"))
    chair.get_by_label("Name of the group").fill("In this order")
    chair.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(phone.get_by_role("region", name="In this order").locator(".note")).to_have_count(2)
    drag(chair, note(chair, "a name to ring"), chair.locator(".group-title"))
    expect(phone.get_by_role("region", name="In this order").locator(".note")).to_have_count(3)
    check_accessibility(chair)
    # A drag is not a tap: it has opened no note.
    expect(chair.get_by_label("Words of the note")).to_be_hidden()


@pytest.mark.thorough
def test_a_swipe_scrolls_and_a_long_press_drags(screens: Screens) -> None:
    screens.open_meeting(template="blank")
    chair = screens.chair(**SMALL)
    start(chair)
    phone = screens.phone()
    for text in ("one", "two"):
        write_note(phone, text)
    touch = chair.context.new_cdp_session(chair)

    def finger(kind: str, x: float, y: float) -> None:
        points = [] if kind == "touchEnd" else [{"x": x, "y": y}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    box, other = note(chair, "two").bounding_box(), note(chair, "one").bounding_box()
    x, y = box["x"] + 40, box["y"] + 14
    finger("touchStart", x, y)
    expect(chair.locator(".lifted")).to_have_count(1)
    finger("touchMove", other["x"] + 60, other["y"] + 20)
    finger("touchEnd", 0, 0)
    expect(chair.get_by_label("Name of the group")).to_be_visible()
    chair.keyboard.press("Escape")
    # A finger that moves before the long press is over scrolls, and drags nothing.
    finger("touchStart", x, y)
    finger("touchMove", x, y - 30)
    finger("touchMove", x, y - 60)
    expect(chair.locator(".lifted")).to_have_count(0)
    finger("touchEnd", 0, 0)
    expect(chair.get_by_label("Name of the group")).to_be_hidden()


@pytest.mark.thorough
def test_the_running_order_is_changed_by_dragging_and_by_buttons(screens: Screens) -> None:
    chair = start_meeting(screens, "standing")
    laptop = screens.laptop()
    before = parts(chair)
    rows = chair.locator(".chair-part")
    drag(chair, rows.nth(4), rows.nth(2))
    wanted = [before[0], before[1], before[4], before[2], before[3]]
    expect(chair.locator(".chair-part bdi")).to_have_text(wanted)
    chair.get_by_role("button", name=f"Open the part: {before[4]}").click()
    dialog = chair.get_by_role("dialog")
    dialog.get_by_role("button", name="Later").click()
    dialog.get_by_role("button", name="Later").click()
    dialog.get_by_label("Title").fill("Where and when next")
    dialog.get_by_role("button", name="+5 minutes").click()
    dialog.get_by_role("button", name="Save").click()
    expect(chair.locator(".chair-part bdi")).to_have_text([*before[:4], "Where and when next"])
    laptop.locator("summary", has_text="Agenda").click()
    expect(laptop.locator(".side .part-title")).to_have_text([*before[:4], "Where and when next"])
    chair.get_by_role("button", name="Add a part").click()
    dialog.get_by_label("Title").fill("Tea")
    dialog.get_by_role("button", name="Save").click()
    expect(chair.locator(".chair-part bdi").nth(1)).to_have_text("Tea")
    chair.get_by_role("button", name="Open the part: Tea").click()
    dialog.get_by_role("button", name="Delete").click()
    dialog.get_by_role("button", name="Yes, delete this part").click()
    expect(chair.locator(".chair-part")).to_have_count(5)


@pytest.mark.thorough
@pytest.mark.parametrize("width", [1024, 1280])
def test_the_buttons_above_the_wall_stand_apart_in_one_line(screens: Screens, width: int) -> None:
    chair = start_meeting(screens, "solution")
    chair.set_viewport_size({"width": width, "height": 768})
    [person] = join_people(screens, "room", 1)
    person.do("note.add", zone=zone_of(person, "Best hopes"), text="A hope")
    buttons = chair.locator(".wall-tools").get_by_role("button")
    expect(buttons).to_have_text(["Select", "", "Tidy", "Ask"])
    boxes = buttons.evaluate_all("all => all.map((each) => each.getBoundingClientRect().toJSON())")
    assert len({box["top"] for box in boxes}) == 1
    assert all(right["left"] - left["right"] > 2 for left, right in itertools.pairwise(boxes))


def test_asking_a_question_adds_a_zone_to_every_wall(screens: Screens) -> None:
    chair = start_meeting(screens, "blank")
    phone = screens.phone()
    chair.get_by_role("button", name="Ask a question").click()
    chair.get_by_label("The question people see").fill("What would make it safe to say no?")
    chair.get_by_role("dialog").get_by_role("button", name="Put it on the wall").click()
    expect(phone.get_by_role("button", name="What would make it safe to say no?")).to_be_visible()


@pytest.mark.own_server
def test_typed_words_survive_a_lost_network_and_a_reload(screens: Screens) -> None:
    chair = start_meeting(screens, "blank")
    other = screens.chair()
    open_panel(chair, "Report")
    open_panel(other, "Report")
    screens.server.stop()
    chair.get_by_label("Introduction", exact=True).fill("We met to ask what helps.")
    expect(chair.get_by_text("Not saved yet")).to_be_visible()
    # Commands that steer the meeting are not queued: they must not take effect ten minutes later.
    chair.get_by_role("button", name="+5 minutes").click()
    expect(chair.get_by_text("no network: trying again").last).to_be_visible()
    screens.server.start()
    chair.reload()
    open_panel(chair, "Report")
    expect(chair.get_by_label("Introduction", exact=True)).to_have_value("We met to ask what helps.")
    expect(other.get_by_label("Introduction", exact=True)).to_have_value("We met to ask what helps.", timeout=15_000)
    expect(other.locator(".clock-time")).to_have_text(re.compile(r"^(60:00|59:\d\d)$"))


@pytest.mark.thorough
def test_the_chair_is_handed_over_when_the_new_chair_takes_it(screens: Screens) -> None:
    old = start_meeting(screens, "blank")
    open_panel(old, "Everything else")
    old.get_by_role("button", name="Hand over the chair").click()
    old.get_by_role("button", name="Make the link").click()
    url = old.locator(".address").inner_text()
    check_accessibility(old)
    # The role stays until the link is opened.
    old.keyboard.press("Escape")
    old.get_by_role("button", name="+5 minutes").click()
    expect(old.locator(".clock-time")).to_have_text(re.compile("^6[45]:"))
    new = screens.new(viewport={"width": 1280, "height": 800})
    new.goto(url)
    new.get_by_role("button", name="Take the chair").click()
    expect(new.locator(".chair")).to_be_visible()
    expect(old.get_by_role("heading", name="Somebody else is the chair now")).to_be_visible()
    old.get_by_role("link", name="Carry on as a member").click()
    old.get_by_role("button", name="In the room").click()
    expect(old.get_by_text("all saved").first).to_be_visible()
    new.get_by_role("button", name="Pause", exact=True).click()
    expect(new.get_by_role("button", name="Resume")).to_be_visible()


@pytest.mark.thorough
def test_removed_notes_are_restored_and_writing_is_paused(screens: Screens) -> None:
    chair = start_meeting(screens, "blank")
    phone = screens.phone()
    write_note(phone, "said in anger")
    chair.get_by_role("button", name="Change the note: said in anger").click()
    chair.get_by_role("button", name="Put it aside").click()
    # Nor does the phone say it in the words of what can be undone.
    expect(phone.get_by_text("said in anger")).to_have_count(0)
    open_panel(chair, "Safety")
    chair.get_by_role("button", name="Pause writing").click()
    expect(phone.get_by_text("paused").first).to_be_visible()
    expect(chair.get_by_text("Writing is paused. Only you")).to_be_visible()
    check_accessibility(chair)
    chair.get_by_role("button", name="Notes put aside (1)").click()
    chair.get_by_role("button", name="Bring it back").click()
    expect(phone.locator(".note", has_text="said in anger")).to_be_visible()
    chair.keyboard.press("Escape")
    chair.get_by_role("button", name="Resume writing").click()
    write_note(phone, "said in peace")


@pytest.mark.thorough
@pytest.mark.parametrize("size", [TABLET, SMALL], ids=["tablet", "phone"])
def test_the_console_works_on_small_screens(screens: Screens, size: dict[str, object]) -> None:
    screens.open_meeting(template="standing")
    chair = screens.chair(**size)
    board = screens.board()
    check_accessibility(chair)
    chair.get_by_role("button", name="Start the meeting").click()
    expect(chair.locator("#side-tools")).to_be_hidden()
    open_side(chair, "tools")
    # The clock and the next step stay in reach.
    expect(chair.get_by_role("button", name="Pause", exact=True)).to_be_in_viewport()
    expect(chair.get_by_role("button", name="Next: What we are working on")).to_be_in_viewport()
    open_panel(chair, "Board")
    chair.get_by_role("button", name="Agenda", exact=True).and_(chair.locator(".screen")).click()
    expect(board.get_by_text("Focus").first).to_be_visible()
    check_accessibility(chair)
    # The back button closes the panel, then the side, and nothing else.
    chair.go_back()
    expect(chair.locator(".open-panel")).to_be_hidden()
    chair.go_back()
    expect(chair.locator("#side-tools")).to_be_hidden()
    expect(chair.get_by_role("heading", name="Leave the meeting?")).to_be_hidden()
    open_side(chair, "order")
    chair.keyboard.press("Escape")
    expect(chair.locator("#side-order")).to_be_hidden()
    wide, shown = chair.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide <= shown


@pytest.mark.thorough
def test_minutes_are_saved_on_request_only(screens: Screens) -> None:
    chair = start_meeting(screens, "standing")
    chair.get_by_role("button", name="+5 minutes").click()
    expect(chair.get_by_text("5 minutes over")).to_be_visible()
    chair.get_by_role("button", name="Save minutes").click()
    check_accessibility(chair)
    chair.get_by_role("button", name="Save 5 minutes").click()
    expect(chair.get_by_text(re.compile("as planned"))).to_be_visible()
    expect(chair.get_by_role("button", name="Save minutes")).to_be_hidden()


@pytest.mark.thorough
def test_a_helper_cannot_hand_over_the_chair(screens: Screens) -> None:
    chair = start_meeting(screens, "blank")
    open_panel(chair, "Everything else")
    chair.get_by_role("button", name="Invite a helper").click()
    chair.get_by_role("button", name="Make the link").click()
    helper = screens.new(viewport={"width": 1280, "height": 800})
    helper.goto(chair.locator(".address").inner_text())
    helper.get_by_role("button", name="Take a picture of the wall").click()
    chair.keyboard.press("Escape")
    open_panel(chair, "Report")
    expect(chair.locator(".snapshot-row")).to_have_count(1)
    open_panel(helper, "Everything else")
    expect(helper.get_by_role("button", name="Hand over the chair")).to_be_hidden()
