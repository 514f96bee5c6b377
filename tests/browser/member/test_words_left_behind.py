"""Words whose box is gone: the person reads why, and can copy them or put them elsewhere."""

import pytest
from playwright.sync_api import Page, expect

from ..screens import LAPTOP, Screens, check_accessibility, close_meeting, open_panel, start_meeting, write_note

WORDS = "Half a sentence that nobody"


def notice(page: Page):
    return page.locator(".notice, .chair-notice").filter(has_text=WORDS)


def test_words_in_a_meeting_that_is_closed(screens: Screens) -> None:
    chair = start_meeting(screens)
    phone = screens.phone()
    phone.locator("#composer").fill(WORDS)
    open_panel(chair, "Everything else")
    close_meeting(chair)
    expect(notice(phone)).to_contain_text("The meeting closed before you saved this.")
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    notice(phone).get_by_role("button", name="Copy").tap()
    expect(notice(phone).get_by_role("button", name="Copied")).to_be_visible()
    check_accessibility(phone)
    phone.reload()
    expect(notice(phone)).to_have_count(1)
    notice(phone).get_by_role("button", name="I don’t need them").tap()
    expect(notice(phone)).to_have_count(0)


@pytest.mark.thorough
def test_words_in_a_zone_that_is_removed_go_into_another_box(screens: Screens) -> None:
    chair = start_meeting(screens)
    chair.get_by_role("button", name="Ask a question").click()
    dialog = chair.get_by_role("dialog")
    dialog.get_by_label("The question people see").fill("Soon gone?")
    dialog.get_by_role("button", name="Put it on the wall").click()
    phone = screens.phone()
    phone.get_by_role("button", name="Soon gone?").tap()
    composer = phone.get_by_role("textbox", name="Write a note for “Soon gone?”")
    composer.fill(WORDS)
    chair.get_by_role("button", name="Tidy “Soon gone?”").click()
    chair.get_by_role("button", name="Edit the question").click()
    for name in ("Delete", "Yes, delete it"):
        dialog.get_by_role("button", name=name, exact=True).click()
    expect(notice(phone)).to_contain_text("What you were writing in is no longer there.")
    notice(phone).get_by_role("button", name="Put them back in the box").tap()
    expect(phone.get_by_role("textbox", name="Write a note for “Notes”")).to_have_value(WORDS)


def test_somebody_who_is_asked_to_leave_can_copy_their_words(screens: Screens) -> None:
    chair = start_meeting(screens)
    phone = screens.phone(name="Lin")
    write_note(phone, "said before")
    phone.locator("#composer").fill(WORDS)
    open_panel(chair, "Safety")
    chair.get_by_role("button", name="Ask somebody to leave").click()
    dialog = chair.get_by_role("dialog")
    dialog.get_by_role("button", name="Ask to leave").click()
    dialog.get_by_role("button", name="Yes, and keep out").click()
    expect(phone.get_by_text("asked this device to stay out")).to_be_visible()
    expect(phone.locator("blockquote")).to_have_text(WORDS)
    expect(phone.get_by_role("button", name="Copy")).to_be_visible()
    top = phone.get_by_role("heading", level=1).bounding_box()
    assert top and top["y"] >= 16, "the message stands at the edge of the screen"
    check_accessibility(phone)


@pytest.mark.thorough
def test_a_chair_who_hands_over_can_copy_what_was_begun(screens: Screens) -> None:
    chair = start_meeting(screens)
    chair.get_by_role("button", name="Ask a question").click()
    chair.get_by_role("dialog").get_by_label("The question people see").fill(WORDS)
    made = chair.evaluate(
        "code => fetch(`/api/meetings/${code}/chair-link`, { method: 'POST' }).then((answer) => answer.json())",
        screens.links["code"],
    )
    following = screens.new(**LAPTOP)
    following.goto(made["chair_url"])
    following.get_by_role("button").first.click()
    expect(chair.locator("blockquote")).to_have_text(WORDS)
    check_accessibility(chair)
