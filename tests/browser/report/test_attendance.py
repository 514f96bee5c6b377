"""The attendance list on a phone and on the chair's laptop: add an entry, find it, delete it."""

import re

import pytest
from playwright.sync_api import expect

from ..screens import Screens, check_accessibility, open_panel

pytestmark = pytest.mark.thorough


def test_somebody_adds_and_deletes_an_entry(screens: Screens) -> None:
    screens.open_meeting(community="Access to homes")
    chair, phone = screens.chair(), screens.phone()
    phone.get_by_role("button", name="Agenda", exact=True).click()
    phone.get_by_role("link", name="Leave your e-mail address").click()
    check_accessibility(phone, contrast=True)
    for tick in phone.get_by_role("checkbox").all():
        expect(tick).not_to_be_checked()
    phone.get_by_role("textbox", name="Name").fill("Marguerite")
    phone.get_by_role("textbox", name="E-mail").fill("marguerite at home")
    phone.get_by_label("You may write to me").check()
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_role("alert")).to_contain_text("does not look right")
    check_accessibility(phone)
    phone.get_by_role("textbox", name="E-mail").fill("marguerite@example.org")
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_text("Saved. Thank you.")).to_be_visible()
    own = phone.locator("#own-link").inner_text()
    phone.get_by_role("button", name="Copy").click()
    expect(phone.get_by_role("button", name="Copied")).to_be_visible()
    phone.get_by_text("Show it as a QR code").click()
    expect(phone.get_by_role("img", name="QR code for my own link")).to_be_visible()
    check_accessibility(phone, contrast=True)
    phone.get_by_role("link", name="Back to the meeting").click()
    expect(phone.locator(".member-header")).to_contain_text("Homes that say yes")

    # The chair finds her, from the console.
    with chair.context.expect_page() as window:
        open_panel(chair, "Everything else")
        chair.get_by_role("link", name=re.compile("People we write to")).click()
    people = window.value
    expect(people.get_by_text("1 of 1 may be written to")).to_be_visible()
    people.get_by_label("Search").fill("MARGUERITE")
    people.get_by_role("button", name="Find").click()
    expect(people.get_by_text("marguerite@example.org")).to_be_visible()
    check_accessibility(people, contrast=True)
    people.get_by_role("link", name="Decision-makers").click()
    people.get_by_role("textbox", name="Organisation").fill("City council")
    people.get_by_role("button", name="Add to this list").click()
    expect(people.get_by_text("1 on this list")).to_be_visible()
    check_accessibility(people, contrast=True)

    # She deletes it on another device.
    other = screens.new()
    other.goto(own)
    expect(other.get_by_role("textbox", name="Name")).to_have_value("Marguerite")
    other.get_by_text("Delete my entry").click()
    other.get_by_role("button", name="Yes, delete it").click()
    expect(other.get_by_role("heading", name="Your entry is deleted")).to_be_visible()
    check_accessibility(other, contrast=True)
    people.get_by_role("link", name="People", exact=True).click()
    expect(people.get_by_text("Nobody is on the list yet.")).to_be_visible()
