"""Input methods and predictive keyboards: nothing sets the value of a box while a composition is open in it.

The compositions are real ones, made as a keyboard makes them: the browser opens one, replaces it with each letter, and
closes it. A keyboard knows what it is composing, so a box that is changed under it gets the first letters twice.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from ..screens import LAPTOP, Screens, begin_meeting, open_panel, start_meeting, write_note


class Keyboard:
    """A keyboard that keeps the word that is being typed as a composition, as Android's and the Japanese one do."""

    def __init__(self, page: Page) -> None:
        self._devtools = page.context.new_cdp_session(page)
        self._page = page
        #: What the keyboard believes to be composing.
        self.word = ""

    def compose(self, letters: str) -> None:
        for letter in letters:
            self.word += letter
            end = len(self.word)
            args = {"text": self.word, "selectionStart": end, "selectionEnd": end}
            self._devtools.send("Input.imeSetComposition", args)

    def commit(self, after: str = "") -> None:
        """Ends the word, as a space or the choice of a word does."""
        self._devtools.send("Input.insertText", {"text": self.word + after})
        self.word = ""

    def closed_by_page(self) -> None:
        """The page has ended the composition, and the browser has told the keyboard."""
        self.word = ""


def put_up(page: Page) -> None:
    page.get_by_role("button", name="Put it on the wall").first.click()


def test_a_word_that_is_still_composed_is_sent_whole_and_the_next_begins_clean(screens: Screens) -> None:
    begin_meeting(screens)
    phone, other = screens.phone(), screens.laptop()
    phone.locator("#composer").focus()
    keyboard = Keyboard(phone)
    for word in ("hello", "again"):
        keyboard.compose(word)
        put_up(phone)
        keyboard.closed_by_page()
        expect(phone.locator("#composer")).to_have_value("")
        expect(phone.locator("#composer")).to_be_focused()
    expect(other.locator(".note-text")).to_have_text(["hello", "again"])


def test_a_box_is_not_emptied_under_the_word_that_is_composed(screens: Screens) -> None:
    """The next note is begun while the first is on its way: the answer comes in the middle of a word."""
    begin_meeting(screens)
    phone, other = screens.phone(), screens.laptop()
    keyboard = Keyboard(phone)
    phone.context.set_offline(True)
    phone.locator("#composer").fill("first")
    put_up(phone)
    phone.locator("#composer").focus()
    keyboard.compose("sec")
    phone.context.set_offline(False)
    expect(other.locator(".note-text")).to_have_text(["first"], timeout=20_000)
    expect(phone.locator(".is-waiting")).to_have_count(0)
    keyboard.compose("ond")
    keyboard.commit()
    expect(phone.locator("#composer")).to_have_value("second")
    phone.reload()
    expect(phone.locator("#composer")).to_have_value("second")
    put_up(phone)
    expect(other.locator(".note-text")).to_have_text(["first", "second"])


def test_words_that_come_back_wait_for_the_end_of_the_composition(screens: Screens) -> None:
    begin_meeting(screens)
    phone = screens.phone()
    write_note(phone, "taken back")
    phone.locator("#composer").focus()
    keyboard = Keyboard(phone)
    keyboard.compose("こん")
    phone.get_by_role("button", name="Undo").tap()
    # A press on a button ends what was composed. The next word is begun before or after the text has come back.
    keyboard.closed_by_page()
    phone.locator("#composer").focus()
    keyboard.compose("にちは")
    keyboard.commit()
    expect(phone.locator("#composer")).to_have_value(re.compile("^(こんにちは\ntaken back|こん\ntaken backにちは)$"))


@pytest.mark.thorough
def test_two_people_in_one_text_do_not_disturb_a_composition(screens: Screens) -> None:
    chair = start_meeting(screens)
    second = screens.chair()
    for page in (chair, second):
        open_panel(page, "Report")
        page.get_by_role("button", name="Write the report").click()
    box, other = (page.get_by_role("textbox", name="Introduction") for page in (chair, second))
    box.fill("One. ")
    expect(other).to_have_value("One.")
    expect(chair.locator(".autosave").first).to_contain_text("Saved")
    keyboard = Keyboard(chair)
    box.focus()
    chair.keyboard.press("Control+End")
    keyboard.compose("世")
    expect(other).to_have_value("One. 世")
    expect(chair.locator(".autosave").first).to_contain_text("Saved")
    other.fill("Zero. One. 世")
    other.blur()
    expect(second.locator(".autosave").first).to_contain_text("Saved")
    chair.wait_for_timeout(1_500)
    assert box.input_value() == "One. 世"
    keyboard.compose("界")
    keyboard.commit()
    for each in (box, other):
        expect(each).to_have_value("Zero. One. 世界")


def test_the_first_box_hands_over_what_is_composed(screens: Screens) -> None:
    """Somebody types before the script of the page is there: the real box takes over without a letter twice."""
    begin_meeting(screens)
    phone = screens.phone()
    page = phone.context.new_page()
    held = []
    page.route(re.compile(r"/member[^/]*\.js"), lambda route: held.append(route))
    page.goto(phone.url, wait_until="commit")
    page.locator("#first-words").focus()
    keyboard = Keyboard(page)
    keyboard.compose("hel")
    page.wait_for_timeout(300)
    assert held, "the script of the page has another name"
    for route in held:
        route.continue_()
    expect(page.locator("#composer")).to_have_value("hel")
    expect(page.locator("#composer")).to_be_focused()
    keyboard.closed_by_page()
    keyboard.compose("lo")
    expect(page.locator("#composer")).to_have_value("hello")


def test_keys_that_belong_to_the_keyboard_do_nothing_else(screens: Screens) -> None:
    begin_meeting(screens)
    laptop = screens.member("Joining from elsewhere", **LAPTOP)
    write_note(laptop, "mine")
    laptop.locator(".note", has_text="mine").get_by_role("button").first.click()
    box = laptop.get_by_label("Words of the note")
    expect(box).to_be_focused()
    for key, more in (("Escape", {}), ("Enter", {"ctrlKey": True})):
        box.evaluate(
            "(box, [key, more]) => box.dispatchEvent(new KeyboardEvent('keydown',"
            " { key, bubbles: true, cancelable: true, isComposing: true, keyCode: 229, ...more }))",
            [key, more],
        )
    laptop.wait_for_timeout(200)
    expect(box).to_be_visible()
