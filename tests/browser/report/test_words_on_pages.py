"""What is typed in the form of a plain page is back after a reload, until it is sent or thrown away."""

import pytest
from playwright.sync_api import expect

from ..screens import LAPTOP, Screens, check_accessibility

BACK = "The text you started here is back. It is not saved yet."


@pytest.mark.parametrize("kind", ["home", "letter"])
def test_words_of_a_page_come_back(screens: Screens, kind: str) -> None:
    if kind == "home":
        page = screens.new(**LAPTOP)
        page.goto(screens.server.url)
        box = page.locator("#title")
    else:
        screens.open_meeting(template="standing")
        page = screens.chair()
        page.goto(f"{screens.server.url}/m/{screens.links['code']}/send")
        box = page.locator("textarea#letter")
    expect(page.get_by_text(BACK)).to_have_count(0)
    box.fill("Written with care")
    page.reload()
    expect(box).to_have_value("Written with care")
    expect(page.get_by_role("status").filter(has_text=BACK)).to_be_visible()
    page.goto(f"{screens.server.url}/guide")
    page.go_back()
    expect(box).to_have_value("Written with care")
    check_accessibility(page)
    page.get_by_role("button", name="Throw it away").click()
    expect(box).to_have_value("")
    expect(box).to_be_focused()
    page.reload()
    expect(box).to_have_value("")
    expect(page.get_by_text(BACK)).to_have_count(0)


@pytest.mark.thorough
def test_words_on_the_page_of_a_community_come_back_until_they_are_saved(screens: Screens) -> None:
    screens.open_meeting(template="standing")
    page = screens.chair()
    page.goto(f"{screens.server.url}/m/{screens.links['code']}/links")
    together = page.locator("#together-form [name=name]")
    together.fill("Homes for all")
    page.reload()
    expect(together).to_have_value("Homes for all")
    page.locator("#together-form [type=submit]").click()
    address = page.locator("#together-link .address")
    expect(address).to_contain_text("http")
    page.goto(address.inner_text())
    name, order = page.locator("#theme-name"), page.locator("#orders [name=name]")
    page.locator("#theme summary").click()
    name.fill("Homes for everybody")
    page.locator("#orders summary").click()
    order.fill("Our usual one")
    page.reload()
    expect(name).to_be_visible()
    expect(name).to_have_value("Homes for everybody")
    expect(page.locator(".look-name").first).to_have_text("Homes for everybody")
    expect(order).to_have_value("Our usual one")
    check_accessibility(page)
    page.locator("#orders form:has([name=name]) [type=submit]").click()
    expect(page.locator("#orders li bdi")).to_have_text(["Our usual one"])
    expect(order).to_have_value("")
    expect(name).to_have_value("Homes for everybody")
    page.locator("#theme [type=submit]").click()
    expect(page.get_by_text("Saved", exact=False).first).to_be_visible()
    name.fill("Typed after that")
    page.reload()
    expect(name).to_have_value("Typed after that")


def test_words_stay_where_another_form_of_the_page_is_sent_or_the_server_fills_in_other_words(screens: Screens) -> None:
    page = screens.new(**LAPTOP)
    page.goto(screens.server.url)
    page.locator("#title").fill("Written with care")
    made = {"code": "ABCDEF", "chair_url": "/", "board_url": "/"}
    page.route("**/api/meetings/*", lambda route: route.fulfill(json=made))
    page.locator("#bring details, details#bring").first.evaluate("(each) => { each.open = true; }")
    page.locator("#file").set_input_files({"name": "m.json", "mimeType": "application/json", "buffer": b"{}"})
    page.locator("#bring [type=submit]").click()
    page.wait_for_url("**/links")
    page.route(
        screens.server.url + "/",
        lambda route: route.fulfill(
            response=(got := route.fetch()), body=got.text().replace('id="title"', 'id="title" value="Suggested"')
        ),
    )
    page.goto(screens.server.url)
    expect(page.locator("#title")).to_have_value("Written with care")


def test_what_was_chosen_comes_back_with_the_words(screens: Screens) -> None:
    """Whoever signs in to open a meeting, for example, returns to the form as it was."""
    page = screens.new(**LAPTOP)
    screens.server.open_meeting()
    page.goto(screens.server.url)
    page.locator("#title").fill("Written with care")
    page.get_by_label("Solution-focused").check()
    page.goto(f"{screens.server.url}/guide")
    page.goto(screens.server.url)
    expect(page.locator("#title")).to_have_value("Written with care")
    expect(page.get_by_label("Solution-focused")).to_be_checked()
    page.get_by_role("button", name="Throw it away").click()
    expect(page.get_by_label("Standing agenda")).to_be_checked()
