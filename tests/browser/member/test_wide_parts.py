"""What only a wide screen needs is loaded only there, and nothing is missing when a window becomes wide or narrow."""

from playwright.sync_api import expect

from ..screens import LAPTOP, PHONE, Screens


def test_a_phone_loads_the_wide_layout_only_when_it_becomes_wide(screens: Screens) -> None:
    screens.open_meeting(template="solution")
    phone = screens.phone()
    loaded: list[str] = []
    phone.on("request", lambda request: loaded.append(request.url))
    phone.reload()
    expect(phone.locator(".phone #composer")).to_be_visible()
    assert not [address for address in loaded if "/js/member/wide.js" in address or "/plane/plane.js" in address]
    phone.set_viewport_size(LAPTOP["viewport"])
    for part in (".stage", ".side", ".compose-bar #composer", ".head-tools"):
        expect(phone.locator(part)).to_be_visible()
    phone.set_viewport_size(PHONE["viewport"])
    expect(phone.locator(".phone #composer")).to_be_visible()
    expect(phone.locator(".stage")).to_have_count(0)


def test_without_a_network_a_wide_screen_keeps_the_layout_of_a_phone_for_a_while(screens: Screens) -> None:
    screens.open_meeting(template="solution")
    phone = screens.phone()
    phone.route("**/pack/member/**", lambda route: route.abort())
    phone.set_viewport_size(LAPTOP["viewport"])
    expect(phone.locator(".phone #composer")).to_be_visible()
    phone.locator("#composer").fill("Nothing is lost")
    phone.unroute("**/pack/member/**")
    phone.context.set_offline(True)
    phone.context.set_offline(False)
    expect(phone.locator(".stage")).to_be_visible()
    expect(phone.locator("#composer")).to_have_value("Nothing is lost")


def test_the_whole_wall_of_a_phone_comes_when_it_is_asked_for(screens: Screens) -> None:
    screens.open_meeting(template="solution")
    phone = screens.phone()
    with phone.expect_request("**/js/wall/plane/plane.js"):
        phone.get_by_role("button", name="Whole wall").click()
    expect(phone.locator(".plane .plane-zone").first).to_be_visible(timeout=9000)
