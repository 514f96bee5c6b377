"""Words that are on their way while others are typed: neither lose the others, and nothing is sent twice."""

import pytest
from playwright.sync_api import Page, expect

from ..screens import Screens, begin_meeting, open_panel, start_meeting, write_note


def tab(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def step_box(page: Page):
    return page.get_by_role("textbox", name="What could we try?")


@pytest.mark.thorough
def test_a_step_that_is_refused_later_does_not_replace_the_next_one(screens: Screens) -> None:
    chair = start_meeting(screens)
    phone = screens.phone()
    tab(phone, "Next steps")
    phone.context.set_offline(True)
    step_box(phone).fill("the first step")
    phone.get_by_role("button", name="Add this step").click()
    tab(phone, "Notes")
    tab(phone, "Next steps")
    step_box(phone).fill("the second step")
    open_panel(chair, "Safety")
    chair.get_by_role("button", name="Pause writing").click()
    expect(chair.get_by_role("button", name="Let people write again")).to_be_visible()
    phone.context.set_offline(False)
    refused = phone.locator(".notice", has_text="the first step")
    expect(refused).to_be_visible()
    phone.reload()
    tab(phone, "Next steps")
    expect(step_box(phone)).to_have_value("the second step")
    expect(refused).to_have_count(1)


def test_the_details_of_a_step_that_was_sent_do_not_come_back(screens: Screens) -> None:
    begin_meeting(screens)
    phone = screens.phone()
    tab(phone, "Next steps")
    phone.context.set_offline(True)
    step_box(phone).fill("ring the council")
    phone.locator(".step-more").click()
    phone.locator(".step-form textarea").last.fill("they answer")
    phone.get_by_role("button", name="Add this step").click()
    expect(phone.get_by_role("button", name="Saving")).to_be_visible()
    phone.wait_for_function("!Object.keys(localStorage).some((key) => /[.]draft[.]|form[.]step/.test(key))")


@pytest.mark.thorough
def test_a_change_that_is_refused_later_does_not_go_behind_an_open_form(screens: Screens) -> None:
    """The form was closed and is open again, as it was at first: the next key in it would overwrite these words."""
    chair = start_meeting(screens)
    phone = screens.phone()
    tab(phone, "Next steps")
    step_box(phone).fill("ring the council")
    phone.get_by_role("button", name="Add this step").click()
    change = phone.get_by_role("button", name="Change the step: ring the council")
    change.click()
    words = phone.get_by_role("dialog").get_by_role("textbox").first
    phone.context.set_offline(True)
    words.fill("write to the council")
    phone.get_by_role("dialog").get_by_role("button", name="Save").click()
    phone.wait_for_function("() => !Object.keys(localStorage).some((key) => key.includes('form.step'))")
    phone.keyboard.press("Escape")
    change.click()
    open_panel(chair, "Safety")
    chair.get_by_role("button", name="Pause writing").click()
    expect(chair.get_by_role("button", name="Let people write again")).to_be_visible()
    phone.context.set_offline(False)
    refused = phone.locator(".notice", has_text="write to the council")
    expect(refused).to_have_count(1)
    words.fill("visit the council")
    phone.reload()
    expect(refused).to_be_visible()
    tab(phone, "Next steps")
    change.click()
    expect(words).to_have_value("visit the council")


def test_a_note_that_is_closed_keeps_its_words_until_they_are_in_the_outbox(screens: Screens) -> None:
    """On some phones the database takes seconds to answer, or never does."""
    begin_meeting(screens)
    phone = screens.phone()
    write_note(phone, "as it was")
    phone.context.add_init_script("window.indexedDB.open = () => ({});")
    phone.reload()
    note = phone.locator(".note", has_text="as it").get_by_role("button").first
    note.click()
    phone.get_by_label("Words of the note").fill("as it should be")
    phone.keyboard.press("Escape")
    phone.reload()
    note.click()
    expect(phone.get_by_label("Words of the note")).to_have_value("as it should be")


@pytest.mark.thorough
def test_voice_typing_goes_on_while_a_note_is_on_its_way(screens: Screens) -> None:
    """It writes the last word again, and more after it. Somebody else selects all, and writes the next note over it."""
    begin_meeting(screens)
    phone, other = screens.phone(), screens.laptop()
    box = phone.locator("textarea#composer")
    phone.context.set_offline(True)
    for words, at, more, left in (("a bus pes", 7, "ass for all", "for all"), ("for all", 0, "trust", "trust")):
        box.fill(words)
        phone.get_by_role("button", name="Put it on the wall").first.click()
        expect(phone.get_by_role("button", name="Write another")).to_be_visible()
        box.evaluate("(box, at) => { box.focus(); box.setSelectionRange(at, box.value.length); }", at)
        phone.keyboard.insert_text(more)
        expect(box).to_have_value(left)
    phone.context.set_offline(False)
    expect(other.locator(".note-text")).to_have_count(2)
    assert sorted(other.locator(".note-text").all_inner_texts()) == ["a bus pes", "for all"]
    expect(box).to_have_value("trust")
