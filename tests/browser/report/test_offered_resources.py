"""Somebody offers a link from a phone; the chair takes it over; everyone has it, and so does the report."""

import pytest
from playwright.sync_api import expect

from ..screens import check_accessibility, open_panel, start


@pytest.mark.thorough
def test_an_offer_from_a_phone_comes_into_the_list_and_the_report(screens):
    screens.open_meeting(template="blank")
    chair, phone, other = screens.chair(), screens.phone(), screens.phone()
    start(chair)
    for page in (phone, other):
        page.get_by_role("button", name="Next steps", exact=True).click()
    phone.get_by_role("button", name="Offer something useful").click()
    phone.get_by_label("Link (optional)").fill("https://shelter.example/night?x=1")
    phone.get_by_label("What is it?").fill("The night shelter")
    phone.get_by_label("Who does it help?").fill("Whoever sleeps out")
    check_accessibility(phone)
    # What was typed is there after a reload.
    phone.reload()
    phone.get_by_role("button", name="Next steps", exact=True).click()
    expect(phone.get_by_label("What is it?")).to_have_value("The night shelter")
    phone.get_by_role("button", name="Offer it").click()
    expect(phone.get_by_text("Offered by you.")).to_be_visible()
    expect(other.get_by_text("The night shelter")).to_have_count(0)

    open_panel(chair, "What comes next")
    # What somebody adds right after they joined is shown a little later.
    expect(chair.get_by_text("The night shelter")).to_be_visible(timeout=60_000)
    chair.get_by_role("button", name="Take it over: The night shelter").click()
    for page in (phone, other):
        link = page.get_by_role("link", name="The night shelter")
        expect(link).to_have_attribute("href", "https://shelter.example/night?x=1")
        expect(link).to_have_attribute("rel", "noopener noreferrer nofollow")
    expect(phone.get_by_text("Offered by you.")).to_have_count(0)

    # A file, which the others get as a download.
    phone.get_by_role("button", name="Offer something useful").click()
    phone.get_by_label("Or a file (optional)").set_input_files(
        {"name": "Leaflet.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n%%EOF"}
    )
    phone.get_by_role("button", name="Offer it").click()
    expect(phone.get_by_text("Offered by you.")).to_be_visible()
    expect(chair.get_by_text("Leaflet.pdf").first).to_be_visible(timeout=60_000)
    chair.get_by_role("button", name="Take it over: Leaflet.pdf").click()
    with other.expect_download() as download:
        other.get_by_role("link", name="Leaflet.pdf").first.click()
    assert download.value.suggested_filename == "Leaflet.pdf"
    chair.goto(f"{screens.server.url}/m/{screens.links['code']}/report.html?length=full")
    expect(chair.get_by_role("link", name="The night shelter")).to_be_visible()
    expect(chair.get_by_role("link", name="Leaflet.pdf")).to_be_visible()
