"""The group's recording mode is shown to everybody; a note that may name somebody causes one question."""

import re

import pytest
from playwright.sync_api import expect

from ..screens import check_accessibility, close_meeting, open_panel, start, write_note


@pytest.mark.thorough
def test_the_group_agrees_to_keep_nothing_but_the_next_steps(screens):
    screens.open_meeting()
    chair, phone, board = screens.chair(), screens.phone(), screens.board()
    expect(phone.locator(".member-header")).to_contain_text("Notes are anonymous")
    chair.get_by_role("button", name="Choose").click()
    chair.get_by_label("Nothing but the next steps").check()
    check_accessibility(chair)
    chair.get_by_label("In your own words").fill("What is said here stays here")
    chair.get_by_role("button", name="We agree").click()
    for page in (phone, board, chair):
        expect(page.get_by_text("What is said here stays here").first).to_be_visible()
    start(chair)
    write_note(phone, "only for today")
    expect(chair.get_by_role("button", name="Take a picture of the wall")).to_have_count(0)
    open_panel(chair, "Everything else")
    chair.get_by_role("button", name="Close the meeting").click()
    expect(chair.get_by_role("dialog")).to_contain_text("notes, scales and pictures are deleted")
    chair.get_by_role("dialog").get_by_role("button", name="Not yet").click()
    close_meeting(chair)
    expect(phone.get_by_text("only for today")).to_have_count(0)
    # The empty wall does not invite people to write when nobody can write any more.
    expect(phone.get_by_text("There are no notes here.").first).to_be_visible()
    report = screens.server.url + f"/m/{phone.url.rsplit('/', 1)[-1]}/report.html?length=full"
    chair.goto(report)
    expect(chair.locator("body")).to_contain_text("What is said here stays here")
    assert "only for today" not in chair.content()


@pytest.mark.thorough
def test_a_note_that_may_name_somebody_causes_one_question(screens):
    screens.open_meeting()
    chair, phone = screens.chair(), screens.phone()
    other = screens.phone(name="Saffron Hall")
    start(chair)
    # What guesses is loaded once the page is live.
    with phone.expect_response(re.compile("name-in")) as loading:
        phone.reload()
    loading.value.finished()
    for text, name in (
        ("ask Jane Miller at the desk", "Jane Miller"),
        ("Dr Okafor was kind", "Dr Okafor"),
        ("saffron knows the form", "saffron"),
    ):
        phone.locator("#composer").first.fill(text)
        phone.get_by_role("button", name="Put it on the wall").first.click()
        expect(phone.get_by_text(f"“{name}”")).to_be_visible()
        assert phone.locator("#composer").first.input_value() == text
        expect(other.get_by_text(text)).to_have_count(0)
        check_accessibility(phone)
        phone.get_by_role("button", name="Put it up as it is").click()
        expect(other.get_by_text(text).first).to_be_attached()
    # Words that only look like names, and a note that is changed after the question.
    for text in ("Hope is what helps", "Housing First in Stoke", "may we have more time"):
        write_note(phone, text)
    phone.locator("#composer").first.fill("thank Karen for the cake")
    phone.get_by_role("button", name="Put it on the wall").first.click()
    expect(phone.get_by_role("button", name="Put it up as it is")).to_be_visible()
    write_note(phone, "thank whoever brought the cake")
