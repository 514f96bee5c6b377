"""Easy reading: larger letters and fewer things at once, on a small phone and a laptop, and nothing out of reach."""

from playwright.sync_api import Page, expect

from live_cop.words import catalogue

from ..screens import LAPTOP, PHONE, Screens, begin_meeting, check_accessibility, note, write_note
from .test_small_screens import check_target_sizes

SMALL_PHONE = {**PHONE, "viewport": {"width": 320, "height": 568}}


def easy(screens: Screens, options: dict[str, object], place: str) -> Page:
    """Somebody who switches it on at the door, after they have typed their name."""
    page = screens.new(**options)
    page.goto(screens.links["join_url"])
    page.get_by_label("Your name").fill("Sam")
    page.get_by_role("button", name="Easy reading").click()
    expect(page.get_by_role("button", name="Easy reading is on")).to_be_visible()
    expect(page.get_by_label("Your name")).to_have_value("Sam")
    check_accessibility(page, contrast=options is LAPTOP)
    page.get_by_role("button", name=place).click()
    expect(page.get_by_role("button", name="More", exact=True)).to_be_visible()
    return page


def fits(page: Page) -> bool:
    found: bool = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    return found


def test_the_question_the_box_and_the_voice_come_first_and_everything_else_with_one_press(screens):
    begin_meeting(screens, "solution")
    phone = easy(screens, SMALL_PHONE, "In the room")
    laptop = easy(screens, LAPTOP, "Joining from elsewhere")
    usual = screens.phone(**SMALL_PHONE)
    size = "getComputedStyle(document.querySelector('.prompt')).fontSize"
    assert float(phone.evaluate(size)[:-2]) > float(usual.evaluate(size)[:-2])

    phone.locator("#composer").fill("A door that opens")
    phone.get_by_role("button", name="Send").click()
    expect(phone.locator("#composer")).to_have_value("")
    write_note(usual, "Somebody to call")
    expect(note(phone, "Somebody to call").get_by_role("button", name="Me too")).to_be_visible()
    expect(phone.get_by_role("button", name="Raise a hand")).to_be_visible()

    extras = {
        phone: [phone.get_by_role("button", name="Agenda"), phone.get_by_role("navigation", name="Places on the wall")],
        laptop: [laptop.get_by_role("button", name="The whole wall"), laptop.locator("summary", has_text="Agenda")],
    }
    for page, others in extras.items():
        for each in others:
            expect(each).to_be_hidden()
        check_accessibility(page, contrast=True)
        check_target_sizes(page)
        page.get_by_role("button", name="More", exact=True).press("Enter")
        expect(page.get_by_role("button", name="Show less")).to_be_focused()
        for each in others:
            expect(each).to_be_visible()
        check_target_sizes(page)
        assert fits(page)
    # The tab that is open stays where it is.
    phone.get_by_role("button", name="Agenda").click()
    phone.get_by_role("button", name="Show less").click()
    expect(phone.get_by_role("button", name="Agenda")).to_be_visible()

    # Two taps away: in Arabic, and then as usual again.
    words = catalogue("ar")
    phone.get_by_role("link", name="Language").click()
    phone.get_by_role("button", name="العربية").click()
    expect(phone.get_by_role("button", name=words["member.easy.more"])).to_be_visible()
    assert fits(phone)
    check_accessibility(phone)
    phone.get_by_role("link", name=words["common.language"]).click()
    phone.get_by_role("button", name=words["choose.easy.title_on"]).click()
    expect(phone.get_by_role("button", name=words["member.tab.agenda"])).to_be_visible()
    assert phone.locator("html").get_attribute("data-reading") is None
