"""Tools of the wall: private writing, "me too", dot vote, selecting, grouping and merging notes, and moderation."""

import os
import re

import pytest
from playwright.sync_api import Page, expect

from ..screens import Screens, begin_meeting, check_accessibility, join_people, open_panel, to_the_plane, write_note
from .test_wall import note, note_on_plane, start_meeting


def save_screenshot(page: Page, name: str) -> None:
    """Saves a screenshot if LIVE_COP_SHOTS names a folder for them."""
    if folder := os.environ.get("LIVE_COP_SHOTS"):
        page.screenshot(path=f"{folder}/{name}.png")


def open_tidy_dialog(chair: Page) -> None:
    chair.get_by_role("button", name=re.compile("^Tidy “")).first.click()


def test_private_notes_are_revealed_together(screens: Screens) -> None:
    chair = start_meeting(screens)
    one, two, board = screens.phone(), screens.phone(), screens.board()
    open_tidy_dialog(chair)
    check_accessibility(chair)
    chair.get_by_role("button", name="Let people write alone").click()
    for phone in (one, two):
        expect(phone.get_by_text("Everyone is writing alone.").first).to_be_visible()
    write_note(one, "hard to say aloud")
    write_note(two, "hard to hear")
    expect(note(one, "hard to say aloud")).to_contain_text("only you see this")
    for page in (two, board, chair):
        expect(page.get_by_text("2 notes so far").first).to_be_visible()
        expect(page.get_by_text("hard to say aloud")).to_have_count(0)
    check_accessibility(one, board, chair, contrast=True)
    for page, name in ((one, "alone-phone"), (board, "alone-board"), (chair, "alone-chair")):
        save_screenshot(page, name)
    # The chair is warned before the close.
    open_panel(chair, "Everything else")
    chair.get_by_role("button", name="Close the meeting").last.click()
    expect(chair.get_by_text("2 notes are still hidden")).to_be_visible()
    save_screenshot(chair, "alone-close")
    chair.get_by_role("button", name="Not yet").click()
    chair.get_by_role("button", name=re.compile("^Show all notes")).click()
    for page in (one, two, board, chair):
        expect(page.get_by_text("hard to say aloud").first).to_be_visible()
        expect(page.get_by_text("hard to hear").first).to_be_visible()
    # They still belong to their authors.
    expect(note(one, "hard to say aloud")).to_contain_text("yours")


@pytest.mark.thorough
def test_me_too_can_be_added_and_withdrawn(screens: Screens) -> None:
    begin_meeting(screens)
    one, two, laptop = screens.phone(), screens.phone(), to_the_plane(screens.laptop())
    write_note(one, "tea and cake")
    expect(one.get_by_role("button", name="Me too: tea and cake")).to_have_count(0)
    two.get_by_role("button", name="Me too: tea and cake").click()
    expect(one.get_by_text("1 person says “me too”")).to_be_attached()
    note_on_plane(laptop, "tea and cake").get_by_role("button").click()
    laptop.get_by_role("button", name="Me too: tea and cake").click()
    expect(one.get_by_text("2 people say “me too”")).to_be_attached()
    two.get_by_role("button", name="Me too: tea and cake").click()
    expect(one.get_by_text("1 person says “me too”")).to_be_attached()
    check_accessibility(one, two, laptop)


def test_a_dot_vote_from_open_to_counted(screens: Screens) -> None:
    chair = start_meeting(screens)
    phones, laptop = [screens.phone() for _ in range(2)], to_the_plane(screens.laptop())
    board = screens.board()
    for page, words in zip((*phones, laptop), ("tea", "cake", "a walk"), strict=True):
        write_note(page, words)
    open_tidy_dialog(chair)
    chair.get_by_label("Dots for each").select_option("2")
    chair.get_by_role("button", name="Open the vote").click()
    expect(board.get_by_text("Dot vote: give your 2 dots")).to_be_visible()
    # The laptop says so once, however it shows the wall.
    said = laptop.get_by_text("you have 2 dots left")
    expect(said).to_have_count(1)
    # The dots stand apart from the words after them.
    assert re.search(r"●● \w", phones[0].locator(".zone-state").first.inner_text())
    laptop.get_by_role("button", name="Columns").click()
    expect(laptop.get_by_role("button", name="Give a dot to: cake")).to_be_visible()
    expect(said).to_have_count(1)
    laptop.get_by_role("button", name="What the room is looking at").click()
    expect(laptop.locator(".mirror")).to_be_visible()
    expect(said).to_have_count(1)
    to_the_plane(laptop)
    # On the two-dimensional wall notes are too small for buttons, which are in the note's dialog.
    expect(laptop.get_by_text("Open a note to give it a dot.")).to_be_visible()
    note_on_plane(laptop, "cake").get_by_role("button").click()
    for page in (*phones, laptop):
        give = page.get_by_role("button", name="Give a dot to: cake")
        give.click()
        expect(page.get_by_text("you have 1 dot left").first).to_be_visible()
        give.click()
        expect(page.get_by_text("you have given all your dots").first).to_be_visible()
        expect(give).to_be_disabled()
    phones[0].get_by_role("button", name="Take a dot back from: cake").click()
    expect(phones[0].get_by_text("you have 1 dot left")).to_be_visible()
    save_screenshot(phones[0], "vote-phone")
    check_accessibility(phones[0], board, chair)
    for person in join_people(screens, "room", 2):
        person.do("vote.give", note=next(id for id, each in person.all("note").items() if each["text"] == "tea"))
    expect(chair.get_by_text(re.compile(r"5 of \d+ have given dots"))).to_be_visible()
    for page in (*phones, laptop, board, chair):
        expect(page.locator(".note .mark")).to_have_count(0)
    chair.get_by_role("button", name=re.compile("^Close the vote")).click()
    expect(chair.get_by_text("The dots are on the notes")).to_be_visible()
    for page in (*phones, laptop, board):
        expect(page.get_by_text("5 dots", exact=True).first).to_be_attached()
    open_tidy_dialog(chair)
    chair.get_by_role("radio", name="Most dots first").check()
    chair.keyboard.press("Escape")
    # On a phone the order waits until somebody wants it: what is under a finger does not move.
    phones[1].get_by_role("button", name=re.compile("new note|has changed")).click()
    expect(phones[1].locator(".swipe-page:not([inert]) .note").first).to_contain_text("cake")
    expect(chair.locator(".chair-columns .note").first).to_contain_text("cake")


@pytest.mark.thorough
def test_selected_notes_are_grouped_and_merged(screens: Screens) -> None:
    chair = start_meeting(screens)
    phone = screens.phone()
    for words in ("ask first", "Ask first!", "tea", "cake"):
        write_note(phone, words)
    columns = chair.locator(".chair-columns")
    # With the mouse.
    columns.get_by_role("button", name="Change the note: tea").click(modifiers=["Shift"])
    columns.get_by_role("button", name="Select the note: cake").click()
    expect(chair.get_by_text("2 selected")).to_be_visible()
    save_screenshot(chair, "select-chair")
    check_accessibility(chair)
    chair.get_by_role("button", name="Name a group").click()
    chair.get_by_label("Name of the group").fill("Good things")
    chair.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(phone.get_by_role("region", name="Good things").locator(".note")).to_have_count(2)
    expect(chair.get_by_role("toolbar")).to_have_count(0)
    # With the keyboard.
    columns.get_by_role("button", name="Change the note: ask first", exact=True).focus()
    chair.keyboard.press("Control+Enter")
    columns.get_by_role("button", name="Select the note: Ask first!").focus()
    chair.keyboard.press("Enter")
    chair.get_by_label("Type of note").select_option("question")
    expect(phone.locator(".kind-question")).to_have_count(2)
    expect(chair.get_by_role("toolbar")).to_have_count(0)
    chair.get_by_role("button", name="Select", exact=True).click()
    columns.get_by_role("button", name="Select the note: ask first", exact=True).click()
    columns.get_by_role("button", name="Select the note: Ask first!").click()
    chair.get_by_role("button", name="Put into one note").click()
    phone.get_by_text("and 1 more that says nearly the same").click()
    expect(phone.get_by_text("Ask first!")).to_be_visible()
    save_screenshot(phone, "merged-phone")
    columns.get_by_role("button", name="Change the note: ask first", exact=True).click(position={"x": 9, "y": 9})
    chair.get_by_role("button", name="Take apart").click()
    expect(phone.locator(".note")).to_have_count(4)
    chair.keyboard.press("Escape")


@pytest.mark.thorough
def test_new_notes_are_held_for_review(screens: Screens) -> None:
    chair = start_meeting(screens)
    phone, other = screens.phone(), screens.phone()
    open_panel(chair, "Safety")
    chair.get_by_role("button", name="Look at new notes first").click()
    write_note(phone, "said in anger")
    expect(note(phone, "said in anger")).to_contain_text("waiting for the chair to look")
    expect(other.get_by_text("said in anger")).to_have_count(0)
    chair.get_by_role("button", name="Look at them").click()
    check_accessibility(chair)
    save_screenshot(chair, "held-chair")
    chair.get_by_role("button", name="Let it up").click()
    expect(other.get_by_text("said in anger")).to_be_visible()
    chair.keyboard.press("Escape")


@pytest.mark.thorough
def test_several_selected_notes_are_put_aside_and_restored(screens: Screens) -> None:
    chair = start_meeting(screens)
    phone, other = screens.phone(), screens.phone()
    for words in ("unkind", "unkinder"):
        write_note(phone, words)
    write_note(other, "kind words")
    chair.get_by_role("button", name="Select", exact=True).click()
    for words in ("unkind", "unkinder"):
        chair.get_by_role("button", name=f"Select the note: {words}", exact=True).click()
    bar = chair.get_by_role("toolbar", name="With the notes that are selected")
    bar.get_by_role("button", name="Put aside").click()
    expect(other.get_by_text("unkind")).to_have_count(0)
    expect(other.locator(".note")).to_have_count(1)
    expect(bar).to_have_count(0)
    open_panel(chair, "Safety")
    chair.get_by_role("button", name="What was done").click()
    expect(chair.get_by_text("2 notes or photographs were put aside")).to_be_visible()
    save_screenshot(chair, "log-chair")
    check_accessibility(chair)
    chair.get_by_role("button", name=re.compile("^Take back")).click()
    expect(other.locator(".note")).to_have_count(3)


@pytest.mark.thorough
def test_slow_mode_keeps_the_typed_words(screens: Screens) -> None:
    chair = start_meeting(screens)
    phone = screens.phone()
    open_panel(chair, "Safety")
    chair.get_by_role("button", name="Slow mode").click()
    chair.get_by_role("radio", name="120 seconds").check()
    chair.keyboard.press("Escape")
    write_note(phone, "one")
    phone.locator("#composer").fill("two at once")
    phone.get_by_role("button", name="Put it on the wall").click()
    expect(phone.get_by_text("One note at a time just now")).to_be_visible()
    expect(phone.locator("#composer")).to_have_value("two at once")
    chair.get_by_role("button", name="Stop slow mode").click()
    phone.get_by_role("button", name="Put it on the wall").click()
    expect(phone.locator("#composer")).to_have_value("")


@pytest.mark.thorough
def test_the_board_is_blanked_and_restored_with_one_tap(screens: Screens) -> None:
    chair = start_meeting(screens)
    phone, board = screens.phone(), screens.board()
    write_note(phone, "not for now")
    expect(board.get_by_text("not for now")).to_be_visible()
    open_panel(chair, "Safety")
    chair.get_by_role("button", name="Blank the board").click()
    expect(board.get_by_text("not for now")).to_have_count(0)
    expect(board.get_by_role("heading")).to_have_count(1)
    save_screenshot(board, "blank-board")
    chair.get_by_role("button", name="Bring the board back").first.click()
    expect(board.get_by_text("not for now")).to_be_visible()


@pytest.mark.thorough
def test_somebody_is_banned_and_readmitted(screens: Screens) -> None:
    chair = start_meeting(screens)
    phone = screens.phone(name="Robin")
    open_panel(chair, "Safety")
    chair.get_by_role("button", name="Ask somebody to leave").click()
    save_screenshot(chair, "out-chair")
    check_accessibility(chair)
    chair.get_by_role("button", name="Ask to leave").click()
    chair.get_by_role("button", name="Yes, and keep out").click()
    expect(phone.get_by_text("asked this device to stay out")).to_be_visible()
    save_screenshot(phone, "out-phone")
    check_accessibility(phone)
    phone.reload()
    expect(phone.get_by_text("asked this device to stay out")).to_be_visible()
    chair.get_by_role("button", name="Let in again").click()
    expect(chair.get_by_role("button", name="Let in again")).to_have_count(0)
    phone.goto(screens.links["join_url"])
    expect(phone.get_by_text("all saved").first).to_be_visible()


@pytest.mark.thorough
def test_a_new_join_code_is_on_the_board_at_once(screens: Screens) -> None:
    chair = start_meeting(screens)
    phone, board = screens.phone(), screens.board()
    before = board.locator(".board-code").inner_text()
    open_panel(chair, "Safety")
    chair.get_by_role("button", name="A new join code").click()
    chair.get_by_role("button", name="Make a new code").click()
    chair.get_by_role("button", name="Yes, make a new code").click()
    expect(board.locator(".board-code")).not_to_have_text(before)
    code = board.locator(".board-code").inner_text().replace(" ", "")
    save_screenshot(board, "code-board")
    write_note(phone, "still here")
    late = screens.new()
    late.goto(screens.links["join_url"])
    expect(late.get_by_text("cannot find an open meeting")).to_be_visible()
    late.goto(screens.links["join_url"].rsplit("/", 1)[0] + f"/{code}")
    late.get_by_role("button", name="In the room").click()
    expect(late.get_by_text("still here")).to_be_visible()
    # The chair undoes it, and the printed code works again.
    chair.keyboard.press("Escape")
    chair.get_by_role("button", name="What was done").click()
    chair.get_by_role("button", name="Take back: A new code to join").click()
    expect(chair.get_by_role("dialog")).to_contain_text(f"Back to the code {before.replace(' ', '')}")
    expect(board.locator(".board-code")).to_have_text(before)
    write_note(late, "in by the other code")
    again = screens.phone()
    expect(again.get_by_text("in by the other code")).to_be_visible()
