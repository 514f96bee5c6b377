"""What somebody sent and nobody had seen when the meeting closed: they are told once, with their words."""

import pytest
from playwright.sync_api import expect

from ..screens import Screens, check_accessibility, write_note


@pytest.mark.thorough
def test_people_are_told_once_what_the_close_took_before_anybody_saw_it(screens: Screens) -> None:
    screens.open_meeting(template="blank")
    host = screens.chair_connection()
    host.do("agenda.start")
    phone, other = screens.phone(), screens.phone()
    write_note(phone, "seen by everybody")
    for page in (phone, other):
        page.get_by_role("button", name="Next steps", exact=True).click()
    phone.get_by_role("button", name="Offer something useful").click()
    phone.get_by_label("What is it?").fill("The night shelter")
    phone.get_by_role("button", name="Offer it").click()
    expect(phone.get_by_text("Offered by you.")).to_be_visible()
    phone.get_by_role("button", name="Notes", exact=True).click()
    private = host.do("zone.add", title="Gone well")["zone"]
    host.do("zone.write_alone", zone=private)
    phone.locator(".zone-tab", has_text="Gone well").click()
    for n in range(2):
        write_note(phone, f"nobody’s business {n}")
    host.do("meeting.hold", on=True)
    phone.locator(".zone-tab").first.click()
    write_note(phone, "who said that?")
    expect(phone.locator(".note", has_text="who said that?")).to_be_visible()
    # The page notices what waits once it has loaded what is not needed at first.
    phone.wait_for_function(
        "() => Object.entries(localStorage).some(([key, waits]) =>"
        " key.startsWith('live_cop.unseen') && JSON.parse(waits).length === 4)"
    )
    host.do("meeting.close")

    told = phone.locator(".notices .notice", has_text="the meeting closed first")
    for words in (
        "2 of your private notes were not shown",
        "nobody’s business 0",
        "nobody’s business 1",
        "who said that?",
        "What you offered is still with the chair",
    ):
        expect(told).to_contain_text(words)
    expect(told).not_to_contain_text("seen by everybody")
    check_accessibility(phone)
    phone.reload()
    # Its words were in the page alone; what became of them is still said.
    expect(told).to_contain_text("2 of your private notes were not shown")
    phone.get_by_role("button", name="I have read it").click()
    expect(told).to_have_count(0)
    phone.reload()
    for page in (phone, other):
        expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
        expect(page.locator(".notices")).not_to_contain_text("What you offered")
