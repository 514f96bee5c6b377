"""The chair's large steps: they say what they would drop, and can be taken back for a while."""

import re
import time

import pytest
from playwright.sync_api import Page, expect

from ...support.patience import PATIENCE
from ..screens import PHONE, Screens, check_accessibility, join_people, open_panel, start, start_section, write_note

#: Where everything stands that somebody may be about to press.
PLACES = """() => [".chair-header, .wall-head, .note, .now-card, .tool-row", ".chair-now, .chair-thumbs .button, .next"]
    .flatMap((each) => [...document.querySelectorAll(each)].map((one) => one.getBoundingClientRect().toJSON()))"""


def press(chair: Page, name: str) -> None:
    chair.get_by_role("button", name=name, exact=True).first.click()


@pytest.mark.thorough
def test_a_meeting_planned_for_another_day_asks_before_it_starts(screens: Screens) -> None:
    screens.open_meeting(template="standing", starts_at=int(time.time() * 1000) + 45 * 86_400_000)
    chair, phone, board, laptop = screens.chair(), screens.phone(), screens.board(), screens.laptop()
    # The room is not told that it starts soon.
    for screen in (board, laptop):
        expect(screen.get_by_text(re.compile(r"We start on \w+day, .+\."))).to_be_visible()
    press(chair, "Start the meeting")
    question = chair.get_by_role("dialog", name="Start the meeting?")
    expect(question).to_contain_text(re.compile(r"This meeting is planned for .+\. Start it now\?"))
    check_accessibility(chair, contrast=True)
    question.get_by_role("button", name="Not yet").click()
    expect(chair.get_by_role("button", name="Start the meeting")).to_be_visible()
    expect(phone.get_by_role("timer")).to_have_count(0)

    press(chair, "Start the meeting")
    question.get_by_role("button", name="Start the meeting").click()
    expect(phone.get_by_role("timer")).to_be_visible()
    expect(board.get_by_text("Part 1 of 5")).to_be_visible()
    # It was the wrong meeting after all.
    check_accessibility(chair, contrast=True)
    chair.get_by_role("button", name="Undo: The meeting has started.").click()
    expect(chair.get_by_role("button", name="Start the meeting")).to_be_visible()
    expect(phone.get_by_role("timer")).to_have_count(0)
    expect(board.get_by_text("Part 1 of 5")).to_have_count(0)


@pytest.mark.thorough
def test_next_over_unheard_voices_asks_and_is_taken_back(screens: Screens) -> None:
    screens.open_meeting(template="standing")
    chair, phone, board = screens.chair(), screens.phone(), screens.board()
    join_people(screens, "remote", 4)
    start(chair)
    # A step that drops nothing is one tap.
    start_section(chair, "What we are working on", phone)
    expect(chair.get_by_role("dialog")).to_have_count(0)
    expect(board.locator(".board-speaking h2")).to_be_visible()
    speaker = board.locator(".board-speaking h2").inner_text()
    press(chair, "Next: Focus")
    question = chair.get_by_role("dialog", name="Before you go on")
    expect(question).to_contain_text(re.compile(r"\d people have not spoken yet\. The round ends\."))
    check_accessibility(chair, contrast=True)
    question.get_by_role("button", name="Not yet").click()
    expect(board.locator(".board-speaking h2")).to_have_text(speaker)

    press(chair, "Next: Focus")
    question.get_by_role("button", name="Next: Focus").click()
    for page in (chair, phone):
        expect(page.get_by_role("heading", level=1)).to_have_text("Focus")
    chair.get_by_role("button", name="Undo: “Focus” has started.").click()
    for page in (chair, phone):
        expect(page.get_by_role("heading", level=1)).to_have_text("What we are working on")
    expect(board.locator(".board-speaking h2")).to_have_text(speaker)
    expect(chair.get_by_role("button", name="Undo: “Focus” has started.")).to_have_count(0)

    press(chair, "End the round")
    expect(question).to_contain_text("have not spoken yet")
    question.get_by_role("button", name="End the round").click()
    expect(board.locator(".board-speaking h2")).to_have_count(0)
    chair.get_by_role("button", name="Undo: The round has ended.").click()
    expect(board.locator(".board-speaking h2")).to_have_text(speaker)
    open_panel(chair, "Everything else")
    chair.get_by_role("button", name="Close the meeting").click()
    expect(chair.get_by_role("dialog")).to_contain_text("have not spoken yet")
    # The close is announced, and what people send until then is taken.
    chair.get_by_role("dialog").get_by_role("button", name="Close the meeting").click()
    for page in (phone, board):
        expect(page.locator(".closing")).to_have_text(re.compile(r"loses in 0:[0-3]\d$"))
    write_note(phone, "Sent in time")
    keep_open = chair.get_by_role("button", name="Keep it open")
    expect(chair.get_by_role("timer").last).to_contain_text(re.compile(r"0:[0-3]\d"))
    check_accessibility(chair, phone, contrast=True)
    keep_open.click()
    for page in (phone, board):
        expect(page.locator(".closing")).to_have_count(0)
    expect(keep_open).to_have_count(0)
    # Nobody has to be at the console: it closes by itself. Parts that nobody came to are not called done.
    screens.chair_connection().do("meeting.close", seconds=1)
    expect(phone.locator(".head-where")).to_contain_text("The meeting has ended")
    expect(keep_open).to_have_count(0)


@pytest.mark.thorough
def test_the_last_part_is_finished_by_mistake(screens: Screens) -> None:
    screens.open_meeting(template="blank")
    laptop, chair = screens.chair(viewport={"width": 1024, "height": 768}), screens.chair(**PHONE)
    press(chair, "Start the meeting")
    clock = chair.get_by_role("timer")
    expect(clock).to_be_visible()
    member = screens.chair_connection()
    member.do("note.add", zone=next(iter(member.all("zone"))), text="A note under the finger")
    press(chair, "Finish the last part")
    notice = chair.get_by_role("button", name="Undo: The last part has finished.")
    expect(notice).to_be_in_viewport(ratio=1)
    notice.tap()
    expect(clock).to_be_visible()
    expect(chair.get_by_role("button", name="Finish the last part")).to_be_visible()

    # It is said once, and the keyboard finds it after the button that was pressed.
    finish = laptop.get_by_role("button", name="Finish the last part")
    finish.focus()
    laptop.keyboard.press("Enter")
    undo = laptop.get_by_role("button", name="Undo: The last part has finished.")
    expect(laptop.locator(".take-back p")).to_have_text("The last part has finished.")
    laptop.get_by_role("button", name="Close the meeting").focus()
    laptop.keyboard.press("Tab")
    expect(undo).to_be_focused()
    laptop.keyboard.press("Enter")
    expect(finish).to_be_visible()
    expect(laptop.get_by_role("region", name="Undo and hints")).to_be_focused()

    # It goes when it is too late, and nothing moves.
    press(chair, "Finish the last part")
    expect(notice).to_be_in_viewport(ratio=1)
    expect(undo).to_be_in_viewport(ratio=1)
    check_accessibility(laptop, chair, contrast=True)
    there = [page.evaluate(PLACES) for page in (laptop, chair)]
    expect(notice).to_have_count(0, timeout=(60 + PATIENCE) * 1_000)
    expect(undo).to_have_count(0)
    assert [page.evaluate(PLACES) for page in (laptop, chair)] == there
