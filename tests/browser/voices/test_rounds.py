"""The round on every screen: turns and extra time, an order that the chair can change, and nobody left out."""

import re

import pytest
from playwright.sync_api import Page, expect

from ..screens import (
    Screens,
    check_accessibility,
    close_panel,
    end_round,
    open_panel,
    start,
    start_round,
    start_section,
    write_note,
)
from ..spoken import Spoken

#: A person counts as present for ten seconds after their connection is lost.
DISCONNECTED_MS = 20_000


def test_a_round_with_two_phones_a_laptop_and_the_board(screens: Screens) -> None:
    screens.open_meeting(template="blank")
    chair, board = screens.chair(), screens.board()
    sam, nameless, priya = screens.phone(name="Sam"), screens.phone(), screens.laptop(name="Priya")
    start(chair)
    start_round(chair)

    # Room and remote alternate; each screen says what concerns its owner, and tells people without a name their marker.
    expect(sam.get_by_text("It’s your turn to speak")).to_be_visible()
    expect(priya.get_by_text("You’re next")).to_be_visible()
    expect(nameless.get_by_text("2 people are before you")).to_be_visible()
    marker = marker_of(nameless)
    expect(board.locator(".board-speaking h2")).to_have_text("Sam")
    expect(board.locator(".board-next li b")).to_have_text(["Priya", marker, re.compile(".+")])

    # The speaker writes several notes, and gets more time than the one minute.
    for words in ("A drop-in on Tuesdays", "With tea"):
        write_note(sam, words)
    expect(priya.locator(".stage").get_by_text("With tea")).to_be_visible()
    sam.get_by_role("button", name="30 seconds more").click()
    expect(sam.locator(".turn-clock")).to_have_text(re.compile(r"^1:[012]\d$"))
    expect(board.locator(".board-voice-words")).to_have_text(re.compile(r"^1:[012]\d$"))
    check_accessibility(chair, board, sam, priya, contrast=True)

    # "Come back to me": the next person begins, and this one moves to the end of the queue.
    sam.get_by_role("button", name="Come back to me").click()
    expect(priya.get_by_text("It’s your turn to speak")).to_be_visible()
    open_panel(chair, "Round")
    expect(chair.locator(".voice-waiting bdi")).to_have_text([marker, re.compile(".+"), "Sam"])
    own = chair.locator(".voice-waiting bdi").nth(1).inner_text()
    priya.get_by_role("button", name="I’ve finished").click()
    expect(nameless.get_by_text("It’s your turn to speak")).to_be_visible()
    nameless.get_by_role("button", name="Pass").click()

    # The chair's own turn and the last one; then the board says how many people have spoken. A tap ends the turn that
    # the chair sees, so it waits until that is the chair's own.
    close_panel(chair)
    expect(chair.locator(".now-card .voice b")).to_have_text(f"{own} (you)")
    chair.get_by_role("button", name="Next voice").click()
    expect(sam.get_by_text("It’s your turn to speak")).to_be_visible()
    chair.get_by_role("button", name="That was everyone").click()
    expect(board.locator(".board-voices")).to_contain_text("2 voices in the room")
    expect(board.locator(".board-voices")).to_contain_text("1 voice remote")
    check_accessibility(board)

    # Somebody who passed is offered a turn again, and may decline.
    expect(sam.get_by_text("Would you like a turn")).to_be_hidden()
    nameless.get_by_role("button", name="Yes, please").click()
    expect(board.locator(".board-speaking h2")).to_have_text(marker)
    expect(nameless.get_by_text("You’re next. The chair will call you.")).to_be_visible()
    chair.get_by_role("button", name="Next voice").or_(chair.get_by_role("button", name="That was everyone")).click()
    nameless.get_by_role("button", name="I’ve finished").click()
    expect(chair.get_by_text("4 voices heard so far")).to_be_visible()
    open_panel(chair, "Board")
    chair.get_by_role("button", name="Round", exact=True).click()
    expect(board.locator(".board-round-over")).to_contain_text("3 voices in the room")


def marker_of(page: Page) -> str:
    """What somebody without a name is called, as their own page says."""
    return page.get_by_text(re.compile("You appear on the board as")).inner_text().split(" as ")[1].rstrip(".")


@pytest.mark.thorough
def test_everybody_sees_who_is_speaking_who_is_next_and_how_long(screens: Screens) -> None:
    """Before, during and after their own turn, whatever part of their page they look at."""
    screens.open_meeting(template="blank")
    chair, board = screens.chair(), screens.board()
    sam, nameless, priya = screens.phone(name="Sam"), screens.phone(), screens.laptop(name="Priya")
    start(chair)
    start_round(chair)
    open_panel(chair, "Scales")
    chair.get_by_role("button", name="Write a scale").click()
    chair.get_by_label("Question", exact=True).fill("How near are we?")
    chair.get_by_role("button", name="Save").click()
    chair.get_by_role("button", name="Open it for everyone").click()
    expect(chair.locator(".open-panel")).to_be_hidden()

    # Before: who is speaking, who is next, and how many are before them.
    marker = marker_of(nameless)
    for page in (nameless, priya):
        expect(page.locator(".speaking-now")).to_contain_text("Speaking now: Sam, in the room")
    expect(priya.locator(".speaking-now")).to_contain_text("You’re next.")
    for tab in ("Scale", "Agenda", "Notes"):
        nameless.get_by_role("button", name=tab, exact=True).click()
        expect(nameless.locator(".speaking-now")).to_be_in_viewport()
        expect(nameless.locator(".speaking-now")).to_contain_text("Then Priya, remote. 2 people are before you.")
    # During: the person who speaks sees who comes then; the chair and the room see the same.
    expect(sam.locator(".turn-now")).to_contain_text("Then Priya, remote.")
    expect(chair.locator(".now-card .voice b")).to_have_text("Sam")
    expect(chair.locator(".now-card")).to_contain_text("Then Priya, remote.")
    clocks = [page.locator(".turn-clock").first for page in (sam, nameless, priya, chair)]
    for clock in (*clocks, board.locator(".board-voice-words")):
        expect(clock).to_have_text(re.compile(r"^0:[0-5]\d$"))
    # The room sees it too while the board shows something else.
    open_panel(chair, "Board")
    chair.locator(".screen", has_text="Notes").click()
    close_panel(chair)
    expect(board.locator(".board-voices")).to_contain_text("Sam is speaking")
    expect(board.locator(".board-voices")).to_contain_text("Next Priya")
    expect(board.locator(".board-voices .turn-clock")).to_be_visible()
    check_accessibility(nameless, priya, board, chair, contrast=True)

    # After: they still see who is speaking.
    sam.get_by_role("button", name="I’ve finished").click()
    expect(sam.locator(".speaking-now")).to_contain_text("Speaking now: Priya, remote")
    expect(sam.locator(".speaking-now")).to_contain_text(f"Then {marker}, in the room.")
    chair.get_by_role("button", name="Next voice").click()
    chair.get_by_role("button", name="Next voice").click()
    expect(sam.locator(".speaking-now")).to_contain_text("This is the last turn of the round.")
    expect(chair.locator(".now-card")).to_contain_text("(you)")


@pytest.mark.thorough
def test_nobody_who_comes_after_the_round_is_told_that_they_have_not_spoken(screens: Screens) -> None:
    screens.open_meeting(template="blank")
    chair = screens.chair()
    sam, lin = screens.phone(name="Sam"), screens.phone(name="Lin")
    start(chair)
    start_round(chair)
    expect(sam.get_by_text("It’s your turn to speak")).to_be_visible()
    end_round(chair)
    expect(lin.get_by_text("You haven’t spoken yet. Would you like a turn?")).to_be_visible()
    late = screens.phone(name="Mo")
    expect(late.locator("#composer")).to_be_visible()
    lin.reload()
    expect(lin.get_by_text("You haven’t spoken yet. Would you like a turn?")).to_be_visible()
    expect(late.get_by_text("Would you like a turn")).to_be_hidden()


@pytest.mark.thorough
def test_a_round_that_cannot_fit_says_so_when_it_is_planned_and_while_it_is_on(screens: Screens) -> None:
    screens.open_meeting(template="standing")
    chair = screens.chair()
    for name in ("Sam", "Lin", "Mo"):
        screens.phone(name=name)
    # In the form of the part: what it comes to, and two ways out, each with one tap.
    chair.get_by_role("button", name=re.compile("Open the part: What we are working on")).click()
    dialog = chair.get_by_role("dialog")
    expect(dialog.get_by_text("There is time for 40 people.")).to_be_visible()
    dialog.get_by_label("Minutes", exact=True).fill("2")
    expect(dialog.locator(".round-fit")).to_contain_text("4 people in 2 min: 30 seconds each.")
    expect(dialog.get_by_role("button", name="Make this part 4 min")).to_be_visible()
    check_accessibility(chair)
    dialog.get_by_role("button", name="30 seconds each").click()
    expect(dialog.get_by_text("There is time for 4 people.")).to_be_visible()
    dialog.get_by_label("Time for each").select_option("60")
    dialog.get_by_label("Minutes", exact=True).fill("1")
    expect(dialog.locator(".round-fit")).to_contain_text("4 people in 1 min: 15 seconds each.")
    dialog.get_by_role("button", name="Save").click()
    # In the running order, and once the round is on.
    expect(chair.locator(".part-needs")).to_have_text("A turn for everyone here needs 4 min.")
    chair.get_by_role("button", name="Start the meeting").click()
    start_section(chair, "What we are working on")
    notice = chair.locator(".round-fit")
    expect(notice).to_contain_text("This part has no time left for the 3 people who are still to speak.")
    notice.get_by_role("button", name="3 min more").or_(notice.get_by_role("button", name="4 min more")).click()
    expect(notice).to_be_hidden()


@pytest.mark.thorough
def test_people_whom_the_round_did_not_reach_are_asked_once(screens: Screens) -> None:
    screens.open_meeting(template="blank")
    chair, sam, lin = screens.chair(), screens.phone(name="Sam"), screens.phone(name="Lin")
    start(chair)
    start_round(chair)
    expect(sam.get_by_text("It’s your turn to speak")).to_be_visible()
    end_round(chair)
    expect(lin.get_by_text("Would you like a turn?")).to_be_visible()
    check_accessibility(lin)
    lin.get_by_role("button", name="No, thank you").click()
    expect(lin.get_by_text("Would you like a turn?")).to_be_hidden()
    expect(sam.get_by_text("Would you like a turn?")).to_be_hidden()


@pytest.mark.thorough
def test_the_chair_changes_the_order_with_keys_and_with_the_mouse(screens: Screens) -> None:
    screens.open_meeting(template="blank")
    chair = screens.chair()
    for name in ("Ann", "Ben", "Carl", "Dee"):
        screens.phone(name=name)
    start(chair)
    start_round(chair)
    open_panel(chair, "Round")
    waiting = chair.locator(".voice-waiting bdi")
    expect(waiting).to_have_text(["Ben", "Carl", "Dee", re.compile(".+")])
    up = chair.get_by_role("button", name="Dee: earlier")
    up.focus()
    up.press("Enter")
    expect(waiting).to_have_text(["Ben", "Dee", "Carl", re.compile(".+")])
    Spoken(chair).expect("Dee is now number 2 of 4.")
    expect(up).to_be_focused()
    up.press("Enter")
    expect(waiting).to_have_text(["Dee", "Ben", "Carl", re.compile(".+")])
    # At the top the focus moves to the other arrow, so that keyboard users do not lose it.
    expect(chair.get_by_role("button", name="Dee: later")).to_be_focused()
    check_accessibility(chair)
    chair.locator(".voice-waiting", has_text="Carl").drag_to(chair.locator(".voice-waiting", has_text="Dee"))
    expect(waiting).to_have_text(["Carl", "Dee", "Ben", re.compile(".+")])


@pytest.mark.thorough
def test_newcomers_first_is_an_option_of_the_chair(screens: Screens) -> None:
    screens.open_meeting(template="blank")
    chair, board = screens.chair(), screens.board()
    screens.phone(name="Ann")
    ben = screens.phone(name="Ben")
    start(chair)
    open_panel(chair, "Round")
    expect(chair.get_by_label("People who are new come first")).to_be_hidden()
    ben.get_by_role("button", name="Agenda").click()
    ben.get_by_label("I am new here").check()
    chair.get_by_label("People who are new come first").check()
    start_round(chair)
    expect(board.locator(".board-speaking h2")).to_have_text("Ben")
    # The speaker sees the box to write in.
    expect(ben.locator("#composer")).to_be_visible()


@pytest.mark.thorough
def test_newcomers_say_so_on_joining_with_and_without_javascript(screens: Screens) -> None:
    screens.open_meeting(template="blank")
    chair = screens.chair()
    for script, place in ((True, "In the room"), (False, "Joining from elsewhere")):
        page = screens.new(java_script_enabled=script)
        page.goto(screens.links["join_url"])
        page.get_by_label("I am new here").check()
        page.get_by_role("button", name=place).click()
    start(chair)
    open_panel(chair, "Round")
    expect(chair.get_by_label("People who are new come first")).to_be_visible()


@pytest.mark.thorough
def test_a_speaker_who_loses_the_connection_keeps_the_turn(screens: Screens) -> None:
    screens.open_meeting(template="blank")
    chair, sam, lin = screens.chair(), screens.phone(name="Sam"), screens.phone(name="Lin")
    start(chair)
    start_round(chair)
    expect(sam.get_by_text("It’s your turn to speak")).to_be_visible()
    sam.goto("about:blank")
    expect(chair.get_by_text("They’ve lost connection")).to_be_visible(timeout=DISCONNECTED_MS)
    expect(lin.locator("body")).not_to_contain_text("lost connection")
    chair.get_by_role("button", name="Come back to them").click()
    expect(lin.get_by_text("It’s your turn to speak")).to_be_visible()
    sam.goto(screens.links["join_url"])
    expect(sam.get_by_text("2 people are before you")).to_be_visible()


@pytest.mark.thorough
def test_two_chair_devices_at_once_advance_the_round_once(screens: Screens) -> None:
    screens.open_meeting(template="blank")
    first, second = screens.chair(), screens.chair()
    for name in ("Ann", "Ben", "Carl"):
        screens.phone(name=name)
    start(first)
    start_round(first)
    expect(second.locator(".voice b")).to_have_text("Ann")
    # Both press before either has seen the other's step: the second command names a turn that has already ended.
    for chair in (first, second):
        chair.locator(".now-first .button").dispatch_event("click")
    expect(first.locator(".voice b")).not_to_have_text("Ann")
    first.close()
    end_round(second)
    open_panel(second, "Round")
    expect(second.get_by_role("button", name="Start a round")).to_be_visible()


@pytest.mark.thorough
def test_one_person_in_two_tabs_speaks_once(screens: Screens) -> None:
    screens.open_meeting(template="blank")
    chair, sam = screens.chair(), screens.phone(name="Sam")
    tab = sam.context.new_page()
    tab.goto(screens.links["join_url"])
    start(chair)
    start_round(chair)
    for page in (sam, tab):
        expect(page.get_by_text("It’s your turn to speak")).to_be_visible()
    sam.get_by_role("button", name="I’ve finished").click()
    for page in (sam, tab):
        expect(page.get_by_text("It’s your turn to speak")).to_be_hidden()
    expect(chair.get_by_text("1 voice heard so far")).to_be_visible()


@pytest.mark.thorough
def test_a_participant_can_get_another_marker(screens: Screens) -> None:
    screens.open_meeting(template="blank")
    phone = screens.phone()
    phone.get_by_role("button", name="Agenda").click()
    line = phone.get_by_text("You can be called")
    before = line.inner_text()
    phone.get_by_role("button", name="Another one").click()
    expect(line).not_to_have_text(before)
    check_accessibility(phone)
