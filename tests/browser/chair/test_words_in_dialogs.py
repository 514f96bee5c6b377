"""What is typed in a dialog of the console comes back until it is saved, or thrown away on purpose."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from ..screens import Screens, check_accessibility, open_panel, start_meeting, write_note

BACK = "The text you started here is back. It is not saved yet."
WORDS = "Half a sentence that nobody"


def press(page: Page | Locator, *names: str) -> None:
    for name in names:
        page.get_by_role("button", name=name).first.click()


def press_in(panel: str, button: str) -> Callable[[Page], None]:
    """Opens a panel of the tools and presses a button in it."""

    def open_it(page: Page) -> None:
        open_panel(page, panel)
        press(page.locator(".open-panel"), button)

    return open_it


def from_library(page: Page) -> None:
    press_in("Everything else", "Questions")(page)
    press(page.get_by_role("dialog"), "Add a question of our own")


def box(page: Page, label: str) -> Locator:
    return page.get_by_role("dialog").get_by_role("textbox", name=label)


#: Each dialog: how it is opened, and one of its boxes.
DIALOGS: dict[str, tuple[Callable[[Page], None], str]] = {
    "a new zone": (lambda page: press(page, "Ask a question"), "The question people see"),
    "a zone": (lambda page: press(page, "Tidy “", "Edit the question"), "Title"),
    "a new scale": (press_in("Scales", "Write a scale"), "Question"),
    "a new section": (lambda page: press(page, "Add a part"), "Title"),
    "a section": (lambda page: page.locator(".chair-part").nth(1).click(), "The question people see"),
    "the meeting": (press_in("Everything else", "About this meeting"), "Community"),
    "the recording": (press_in("Everything else", "How we record"), "In your own words, if you like"),
    "a question of our own": (from_library, "The question"),
    "small groups": (press_in("Small groups", "Split into small groups"), "The question for the groups"),
    "the next meeting": (press_in("What comes next", "Set a day and time"), "Where (if you like)"),
}


def test_words_of_a_dialog_come_back_until_they_are_thrown_away(screens: Screens) -> None:
    chair = start_meeting(screens, "standing")
    for open_it, label in DIALOGS.values():
        open_it(chair)
        before = box(chair, label).input_value()
        expect(chair.get_by_text(BACK)).to_have_count(0)
        box(chair, label).fill(WORDS)
        chair.keyboard.press("Escape")
        expect(chair.get_by_role("dialog")).to_have_count(0)
        open_it(chair)
        expect(box(chair, label)).to_have_value(WORDS)
        expect(chair.locator(".kept-hint", has_text=BACK)).to_be_visible()
        open_console_again(chair)
        open_it(chair)
        expect(box(chair, label)).to_have_value(WORDS)
        check_accessibility(chair)
        press(chair, "Throw it away")
        expect(chair.get_by_text(BACK)).to_have_count(0)
        expect(box(chair, label)).to_have_value(before)
        assert chair.evaluate("document.activeElement.closest('dialog') !== null")
        chair.keyboard.press("Escape")
        open_it(chair)
        expect(box(chair, label)).to_have_value(before)
        open_console_again(chair)


def open_console_again(chair: Page) -> None:
    chair.reload()
    expect(chair.locator(".chair")).to_be_visible()


def test_words_that_are_saved_do_not_come_back(screens: Screens) -> None:
    chair = start_meeting(screens, "standing")
    press(chair, "Ask a question")
    box(chair, "The question people see").fill("What works already?")
    chair.get_by_role("dialog").get_by_role("button", name="Put it on the wall").click()
    expect(chair.get_by_role("dialog")).to_have_count(0)
    press(chair, "Ask a question")
    expect(box(chair, "The question people see")).to_have_value("")
    expect(chair.get_by_text(BACK)).to_have_count(0)


def put_up(chair: Page) -> Locator:
    return chair.get_by_role("dialog").get_by_role("button", name="Put it on the wall")


def test_a_second_press_before_the_answer_sends_nothing_twice(screens: Screens) -> None:
    chair = start_meeting(screens, "standing")
    chair.context.set_offline(True)
    press(chair, "Ask a question")
    box(chair, "The question people see").fill("Asked once?")
    put_up(chair).dblclick()
    expect(chair.get_by_role("dialog")).to_have_count(0)
    chair.context.set_offline(False)
    press(chair, "Ask a question")
    box(chair, "The question people see").fill("And after it?")
    put_up(chair).click()
    expect(chair.locator(".wall-tab", has_text="And after it?")).to_have_count(1)
    expect(chair.locator(".wall-tab", has_text="Asked once?")).to_have_count(1)


@pytest.mark.thorough
def test_a_dialog_that_was_closed_before_the_answer_leaves_the_next_one_alone(screens: Screens) -> None:
    """Without a network nothing happens at first, so the chair closes it and begins another question."""
    chair = start_meeting(screens, "standing")
    chair.context.set_offline(True)
    press(chair, "Ask a question")
    box(chair, "The question people see").fill("First?")
    put_up(chair).click()
    chair.keyboard.press("Escape")
    press(chair, "Ask a question")
    box(chair, "The question people see").fill(WORDS)
    # After this time its own dialog would have closed.
    expect(chair.get_by_role("dialog").get_by_text("your words are safe here")).to_be_visible()
    expect(box(chair, "The question people see")).to_have_value(WORDS)
    chair.context.set_offline(False)
    chair.reload()
    expect(chair.locator(".wall-tab", has_text="First?")).to_have_count(1)
    press(chair, "Ask a question")
    expect(box(chair, "The question people see")).to_have_value(WORDS)


@pytest.mark.thorough
def test_a_note_for_a_guest_is_sent_once(screens: Screens) -> None:
    """The button is pressed twice without a network; with the next note the console is loaded again."""
    chair = start_meeting(screens)
    laptop = screens.laptop()
    press_in("Guest chairs", "Add a guest chair")(chair)
    note = box(chair, "A note for Guest chair 1")
    expect(note).to_be_visible()
    chair.context.set_offline(True)
    note.fill("said once")
    put_up(chair).dblclick()
    expect(note).to_have_value("")
    note.fill("said before a reload")
    put_up(chair).click()
    chair.wait_for_function("() => !Object.keys(localStorage).some((key) => key.includes('.draft.'))")
    chair.context.set_offline(False)
    chair.reload()
    expect(laptop.locator(".note-text")).to_have_text(["said once", "said before a reload"])
    open_panel(chair, "Guest chairs")
    chair.get_by_role("button", name="Guest chair 1").first.click()
    expect(note).to_have_value("")


@pytest.mark.thorough
def test_two_chairs_change_one_section_and_both_changes_stay(screens: Screens) -> None:
    """The second one saves while the first one's dialog is open, and another time while it is closed."""
    chair = start_meeting(screens, "standing")
    other = screens.chair()
    open_it, label = DIALOGS["a section"]
    for page in (chair, other):
        open_it(page)
        expect(box(page, "Title")).to_have_value("What we are working on")
    box(chair, "Title").fill("What we are working on now")
    box(other, "Title").fill("Round: What we are working on")
    box(other, label).fill("Asked by the second")
    press(other, "Save")
    expect(box(chair, "Title")).to_have_value("Round: What we are working on now")
    expect(box(chair, label)).to_have_value("Asked by the second")
    chair.keyboard.press("Escape")
    open_it(other)
    box(other, "Title").fill("A round: What we are working on")
    press(other, "Save")
    expect(other.get_by_role("dialog")).to_have_count(0)
    open_it(chair)
    expect(box(chair, "Title")).to_have_value("A round: What we are working on now")
    press(chair, "Save")
    expect(other.locator(".chair-part").nth(1)).to_contain_text("A round: What we are working on now")


@pytest.mark.thorough
def test_words_for_a_thing_that_is_gone_become_a_notice(screens: Screens) -> None:
    chair = start_meeting(screens, "standing")
    other = screens.chair()
    for page in (chair, other):
        DIALOGS["a section"][0](page)
    box(chair, "The question people see").fill(WORDS)
    press(other.get_by_role("dialog"), "Delete", "Yes, delete this part")
    expect(chair.get_by_role("dialog")).to_have_count(0)
    notice = chair.locator(".chair-notice", has_text=WORDS)
    expect(notice).to_contain_text("What you were writing in is no longer there.")
    chair.reload()
    expect(notice).to_be_visible()
    check_accessibility(chair)
    notice.get_by_role("button", name="I have seen it").press("Enter")
    expect(notice).to_have_count(0)
    expect(chair.locator(".chair-notices")).to_be_focused()
    chair.reload()
    expect(chair.locator(".chair")).to_be_visible()
    expect(notice).to_have_count(0)


@pytest.mark.thorough
def test_the_name_of_a_group_comes_back_in_a_note(screens: Screens) -> None:
    chair = start_meeting(screens, "blank")
    phone = screens.phone()
    write_note(phone, "tea first")
    open_note = chair.locator(".chair-columns .note").get_by_role("button").first
    open_note.click()
    chair.get_by_label("A new group").fill(WORDS)
    chair.keyboard.press("Escape")
    expect(chair.get_by_label("A new group")).to_have_count(0)
    open_note.click()
    expect(chair.get_by_label("A new group")).to_have_value(WORDS)


@pytest.mark.thorough
def test_a_recommendation_that_was_begun_is_open_again(screens: Screens) -> None:
    chair = start_meeting(screens, "standing")
    press_in("Everything else", "Write the report")(chair)
    press(chair, "Add a recommendation")
    chair.get_by_label("We recommend").fill(WORDS)
    chair.reload()
    press_in("Everything else", "Write the report")(chair)
    expect(chair.get_by_label("We recommend")).to_have_value(WORDS)
    press(chair, "Throw it away")
    expect(chair.get_by_label("We recommend")).to_have_value("")
