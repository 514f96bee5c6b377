"""No box cuts what is typed or pasted: it says how many characters are too many, and nothing is sent until then."""

from playwright.sync_api import expect

from ..screens import PHONE, Screens

LONG = "w" * 70


def test_a_name_that_is_too_long_on_the_join_page(screens: Screens) -> None:
    screens.open_meeting(template="blank")
    phone = screens.new(**PHONE)
    phone.goto(screens.links["join_url"])
    name = phone.get_by_label("Your name")
    name.fill(LONG)
    expect(phone.get_by_text("10 characters too many")).to_be_visible()
    phone.get_by_role("button", name="In the room").click()
    expect(name).to_have_value(LONG)
    expect(name).to_be_focused()
    name.fill(LONG[:60])
    expect(phone.get_by_text("too many")).to_be_hidden()
    phone.get_by_role("button", name="In the room").click()
    expect(phone.locator(".status-saved").first).to_be_visible()


def test_without_a_script_the_server_says_so_and_the_form_keeps_it(screens: Screens) -> None:
    screens.open_meeting(template="blank")
    phone = screens.new(**PHONE, java_script_enabled=False)
    phone.goto(screens.links["join_url"])
    phone.get_by_label("Your name").fill(LONG)
    phone.get_by_role("button", name="In the room").click()
    expect(phone.get_by_role("alert")).to_contain_text("60 characters is the most")
    expect(phone.get_by_label("Your name")).to_have_value(LONG)


def test_a_dialog_of_the_console_and_a_field_that_saves_itself(screens: Screens) -> None:
    screens.open_meeting(template="blank")
    chair = screens.chair()
    chair.get_by_role("button", name="Start the meeting").click()
    phone = screens.phone()
    phone.get_by_role("button", name="Next steps", exact=True).click()
    step = phone.locator("form textarea:visible, form input[type=text]:visible").first
    step.fill("w" * 503)
    expect(phone.get_by_text("3 characters too many")).to_be_visible()
    step.locator("xpath=ancestor::form").get_by_role("button").last.click()
    expect(step).to_have_value("w" * 503)
    phone.wait_for_function("() => !document.querySelector('.pending')")
    assert "www" not in chair.locator("#app").inner_text()
