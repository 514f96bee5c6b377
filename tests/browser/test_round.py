"""The round on every screen: in turn, in one's own time, in an order the chair can change, and nobody left out."""

import re

import pytest
from playwright.sync_api import Page, expect

from .screens import Screens, accessible, write

#: A person is here for ten seconds after their line is lost.
LINE_LOST = 20_000


def begin(screens: Screens, chair: Page) -> None:
    """A part in which no round begins by itself."""
    chair.get_by_role("button", name="Start the meeting").click()
    expect(chair.locator(".clock-time")).to_be_visible()


def test_a_round_with_two_phones_a_laptop_and_the_board(screens: Screens) -> None:
    screens.open_meeting(template="blank")
    chair, board = screens.chair(), screens.board()
    sam, nameless, priya = screens.phone(name="Sam"), screens.phone(), screens.laptop(name="Priya")
    begin(screens, chair)
    chair.get_by_role("button", name="Start a round").click()

    # Room and remote in turn; each screen says what concerns its owner, and the nameless one what they are called.
    expect(sam.get_by_text("It is your turn")).to_be_visible()
    expect(priya.get_by_text("You are next")).to_be_visible()
    expect(nameless.get_by_text("2 people speak before you")).to_be_visible()
    marker = (
        nameless.get_by_text(re.compile("On the board you are called")).inner_text().split("called ")[1].rstrip(".")
    )
    expect(board.locator(".board-speaking h2")).to_have_text("Sam")
    expect(board.locator(".board-next li b")).to_have_text(["Priya", marker, re.compile(".+")])

    # The speaker writes what they say, one note after the other, and has a little more time than the minute there was.
    for words in ("A drop-in on Tuesdays", "With tea"):
        write(sam, words)
    expect(priya.locator(".plane").get_by_text("With tea")).to_be_visible()
    sam.get_by_role("button", name="30 seconds more").click()
    expect(sam.locator(".turn-clock")).to_have_text(re.compile(r"^1:[012]\d$"))
    expect(board.locator(".board-voice-words")).to_have_text(re.compile(r"^1:[012]\d$"))
    accessible(chair, board, sam, priya, contrast=True)

    # "Come back to me": the next voice begins; the one who thinks is at the end of the row.
    sam.get_by_role("button", name="Come back to me").click()
    expect(priya.get_by_text("It is your turn")).to_be_visible()
    expect(chair.locator(".voice-waiting bdi")).to_have_text([marker, re.compile(".+"), "Sam"])
    own = chair.locator(".voice-waiting bdi").nth(1).inner_text()
    priya.get_by_role("button", name="I am done").click()
    expect(nameless.get_by_text("It is your turn")).to_be_visible()
    nameless.get_by_role("button", name="Pass").click()

    # The chair's own turn and the last one; then the board says how many were heard. A tap ends the voice that the
    # chair sees, so it waits until that is the chair's own.
    expect(chair.locator(".voice-card .voice b")).to_have_text(own)
    chair.get_by_role("button", name="Next voice").click()
    expect(sam.get_by_text("It is your turn")).to_be_visible()
    chair.get_by_role("button", name="That was everyone").click()
    expect(board.locator(".board-voices")).to_contain_text("2 voices in the room")
    expect(board.locator(".board-voices")).to_contain_text("1 voice remote")
    accessible(board)

    # Who passed is offered a turn after all, and may say no.
    expect(sam.get_by_text("turn after all")).to_be_hidden()
    nameless.get_by_role("button", name="Yes, please").click()
    expect(board.locator(".board-speaking h2")).to_have_text(marker)
    expect(nameless.get_by_text("The chair will call you")).to_be_visible()
    chair.get_by_role("button", name="Next voice").or_(chair.get_by_role("button", name="That was everyone")).click()
    nameless.get_by_role("button", name="I am done").click()
    expect(chair.get_by_text("4 voices heard so far")).to_be_visible()
    chair.get_by_role("button", name="Round", exact=True).click()
    expect(board.locator(".board-round-over")).to_contain_text("3 voices in the room")


@pytest.mark.thorough
def test_who_was_not_reached_is_asked_once(screens: Screens) -> None:
    screens.open_meeting(template="blank")
    chair, sam, lin = screens.chair(), screens.phone(name="Sam"), screens.phone(name="Lin")
    begin(screens, chair)
    chair.get_by_role("button", name="Start a round").click()
    expect(sam.get_by_text("It is your turn")).to_be_visible()
    chair.get_by_role("button", name="End the round").click()
    expect(lin.get_by_text("Would you like a turn after all?")).to_be_visible()
    accessible(lin)
    lin.get_by_role("button", name="No, thank you").click()
    expect(lin.get_by_text("Would you like a turn after all?")).to_be_hidden()
    expect(sam.get_by_text("Would you like a turn after all?")).to_be_hidden()


@pytest.mark.thorough
def test_the_chair_changes_the_order_with_keys_and_with_the_mouse(screens: Screens) -> None:
    screens.open_meeting(template="blank")
    chair = screens.chair()
    for name in ("Ann", "Ben", "Carl", "Dee"):
        screens.phone(name=name)
    begin(screens, chair)
    chair.get_by_role("button", name="Start a round").click()
    waiting = chair.locator(".voice-waiting bdi")
    expect(waiting).to_have_text(["Ben", "Carl", "Dee", re.compile(".+")])
    up = chair.get_by_role("button", name="Dee: earlier")
    up.focus()
    up.press("Enter")
    expect(waiting).to_have_text(["Ben", "Dee", "Carl", re.compile(".+")])
    expect(chair.get_by_text("Dee is now number 2 of 4.")).to_have_count(1)
    expect(up).to_be_focused()
    up.press("Enter")
    expect(waiting).to_have_text(["Dee", "Ben", "Carl", re.compile(".+")])
    # At the top the other arrow takes over, so that the keyboard does not lose its place.
    expect(chair.get_by_role("button", name="Dee: later")).to_be_focused()
    accessible(chair)
    chair.locator(".voice-waiting", has_text="Carl").drag_to(chair.locator(".voice-waiting", has_text="Dee"))
    expect(waiting).to_have_text(["Carl", "Dee", "Ben", re.compile(".+")])


@pytest.mark.thorough
def test_people_who_are_new_come_first_if_the_chair_wishes(screens: Screens) -> None:
    screens.open_meeting(template="blank")
    chair, board = screens.chair(), screens.board()
    screens.phone(name="Ann")
    ben = screens.phone(name="Ben")
    begin(screens, chair)
    expect(chair.get_by_label("People who are new come first")).to_be_hidden()
    ben.get_by_role("button", name="Agenda").click()
    ben.get_by_label("I am new here").check()
    chair.get_by_label("People who are new come first").check()
    chair.get_by_role("button", name="Start a round").click()
    expect(board.locator(".board-speaking h2")).to_have_text("Ben")
    # Whose turn it is has the box to write in before them.
    expect(ben.locator("#composer")).to_be_visible()


@pytest.mark.thorough
def test_one_says_at_the_door_that_one_is_new_with_and_without_a_script(screens: Screens) -> None:
    screens.open_meeting(template="blank")
    chair = screens.chair()
    for script, place in ((True, "In the room"), (False, "Joining from elsewhere")):
        page = screens.new(java_script_enabled=script)
        page.goto(screens.links["join_url"])
        page.get_by_label("I am new here").check()
        page.get_by_role("button", name=place).click()
    begin(screens, chair)
    expect(chair.get_by_label("People who are new come first")).to_be_visible()


@pytest.mark.thorough
def test_a_speaker_whose_line_is_lost_keeps_the_turn(screens: Screens) -> None:
    screens.open_meeting(template="blank")
    chair, sam, lin = screens.chair(), screens.phone(name="Sam"), screens.phone(name="Lin")
    begin(screens, chair)
    chair.get_by_role("button", name="Start a round").click()
    expect(sam.get_by_text("It is your turn")).to_be_visible()
    sam.goto("about:blank")
    expect(chair.get_by_text("Their line is away just now")).to_be_visible(timeout=LINE_LOST)
    expect(lin.locator("body")).not_to_contain_text("line is away")
    chair.get_by_role("button", name="Come back to them").click()
    expect(lin.get_by_text("It is your turn")).to_be_visible()
    sam.goto(screens.links["join_url"])
    expect(sam.get_by_text("2 people speak before you")).to_be_visible()


@pytest.mark.thorough
def test_a_second_chair_device_goes_on_and_two_taps_at_once_are_one_step(screens: Screens) -> None:
    screens.open_meeting(template="blank")
    first, second = screens.chair(), screens.chair()
    for name in ("Ann", "Ben", "Carl"):
        screens.phone(name=name)
    begin(screens, first)
    first.get_by_role("button", name="Start a round").click()
    expect(second.locator(".voice b")).to_have_text("Ann")
    # Both press before either has heard of the other: the second names a voice that is done already.
    for chair in (first, second):
        chair.locator("#round-h ~ .button.tint").dispatch_event("click")
    expect(first.locator(".voice b")).not_to_have_text("Ann")
    first.close()
    second.get_by_role("button", name="End the round").click()
    expect(second.get_by_role("button", name="Start a round")).to_be_visible()


@pytest.mark.thorough
def test_one_person_in_two_tabs_speaks_once(screens: Screens) -> None:
    screens.open_meeting(template="blank")
    chair, sam = screens.chair(), screens.phone(name="Sam")
    tab = sam.context.new_page()
    tab.goto(screens.links["join_url"])
    begin(screens, chair)
    chair.get_by_role("button", name="Start a round").click()
    for page in (sam, tab):
        expect(page.get_by_text("It is your turn")).to_be_visible()
    sam.get_by_role("button", name="I am done").click()
    for page in (sam, tab):
        expect(page.get_by_text("It is your turn")).to_be_hidden()
    expect(chair.get_by_text("1 voice heard so far")).to_be_visible()


@pytest.mark.thorough
def test_another_marker_for_who_does_not_like_theirs(screens: Screens) -> None:
    screens.open_meeting(template="blank")
    phone = screens.phone()
    phone.get_by_role("button", name="Agenda").click()
    line = phone.get_by_text("You can be called")
    before = line.inner_text()
    phone.get_by_role("button", name="Another one").click()
    expect(line).not_to_have_text(before)
    accessible(phone)
