"""A time zone is chosen by its city, as the language of the screen calls it, or by its name in the database."""

from playwright.sync_api import expect

from live_cop.words import catalogue

from ..screens import LAPTOP

GERMAN = catalogue("de")
OFFERED = "options => options.map(each => [each.value, each.text])"


def test_a_meeting_gets_the_zone_of_a_city_that_is_called_as_in_the_language(screens):
    screens.open_meeting(template="blank", language="de")
    chair = screens.new(**LAPTOP, locale="de", timezone_id="UTC")
    chair.goto(screens.links["chair_url"])
    details = chair.get_by_role("button", name=GERMAN["chair.waiting.set_when"])
    details.click()
    zone = chair.get_by_label(GERMAN["common.time.zone"])
    # The zone without a city is named once.
    expect(zone).to_have_value("UTC")
    expect(chair.locator("dialog .hint").first).to_have_text("UTC")
    offered = chair.locator("#zone-list option")
    expect(offered.filter(has_text="Europe/Vienna")).to_have_attribute("value", "Wien")
    assert all(value != text for value, text in offered.evaluate_all(OFFERED) if text.startswith("Europe/"))

    zone.fill("Nirgendwo")
    assert zone.evaluate("input => input.validationMessage") == GERMAN["common.time.unknown"]
    zone.fill("europe/vienna")
    expect(chair.locator("dialog .hint").first).to_contain_text("Europe/Vienna (")
    zone.fill("Kalkutta")
    chair.get_by_role("button", name=GERMAN["common.save"]).click()
    expect(chair.get_by_role("dialog")).to_have_count(0)
    details.click()
    expect(zone).to_have_value("Kalkutta")
