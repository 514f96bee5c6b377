"""Opening a meeting, its links, joining, and the pages that show errors."""

import re

import pytest
from playwright.sync_api import Page, WebSocket, expect

from ..screens import LAPTOP, PHONE, Screens, check_accessibility

SMALL = {**PHONE, "viewport": {"width": 320, "height": 640}}


def check_no_sideways_scrolling(page: Page) -> None:
    """Checks that the page does not scroll sideways."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url


def open_by_form(screens: Screens, title: str = "Homes that say yes") -> Page:
    page = screens.new(**LAPTOP)
    page.goto(screens.server.url)
    page.get_by_label("What is it about?").fill(title)
    page.get_by_role("button", name="Open the meeting").click()
    expect(page).to_have_url(re.compile("/links$"))
    return page


def address(page: Page, kind: str) -> str:
    shown = page.locator(f"[data-kind={kind}] .address")
    expect(shown).to_contain_text(f"/{kind}/")
    return shown.inner_text()


def test_opening_a_meeting_gives_three_links_that_work(screens: Screens) -> None:
    links = open_by_form(screens)
    check_accessibility(links)
    board = screens.new(**LAPTOP)
    board.goto(address(links, "board"))
    expect(board.locator(".board-main")).to_be_visible()
    console = screens.new(**LAPTOP)
    console.goto(address(links, "chair"))
    expect(console.locator(".chair")).to_be_visible()
    expect(links.locator(".big-code")).to_have_text(re.compile(r"^\w{3} \w{3}$"))


@pytest.mark.thorough
def test_errors_are_shown_beside_their_field(screens: Screens) -> None:
    page = screens.new(**PHONE)
    page.goto(screens.server.url)
    page.get_by_role("button", name="Open the meeting").click()
    expect(page.get_by_role("alert")).to_have_text("Please say what the meeting is about.")
    expect(page.get_by_label("What is it about?")).to_be_focused()
    page.get_by_label("What is it about?").fill("Homes")
    page.get_by_label("Video link").fill("ftp://example.org")
    page.get_by_role("button", name="Open the meeting").click()
    expect(page.get_by_role("alert")).to_contain_text("We cannot take that video link")
    expect(page.get_by_label("Video link")).to_be_focused()
    check_accessibility(page)
    page.get_by_label("Video link").fill("meet.example.org/stoke")
    page.get_by_role("button", name="Open the meeting").click()
    expect(page).to_have_url(re.compile("/links$"))


@pytest.mark.thorough
def test_new_links_are_made_on_a_device_without_saved_ones(screens: Screens) -> None:
    links = open_by_form(screens)
    old = address(links, "chair")
    links.evaluate("localStorage.clear()")
    links.reload()
    card = links.locator("[data-kind=chair]")
    expect(card).to_contain_text("This device does not have it.")
    card.get_by_role("button", name="Make a new chair’s link").click()
    assert address(links, "chair") != old
    assert links.goto(old).status == 404
    links.get_by_role("link", name="Go to the start").click()
    links.get_by_role("link", name=re.compile("^Homes that say yes")).click()
    expect(links.locator(".chair")).to_be_visible()


@pytest.mark.thorough
def test_links_are_copied_without_the_clipboard_api(screens: Screens) -> None:
    links = open_by_form(screens)
    wanted = address(links, "board")
    links.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    links.evaluate("document.addEventListener('copy', () => { window.copied = getSelection().toString(); })")
    button = links.locator("[data-kind=board]").get_by_role("button", name="Copy")
    button.click()
    expect(links.locator("[data-kind=board] [data-do=copy]")).to_have_text("Copied")
    assert links.evaluate("window.copied") == wanted


@pytest.mark.thorough
def test_a_meeting_is_copied_from_an_earlier_one(screens: Screens) -> None:
    page = open_by_form(screens)
    page.goto(screens.server.url)
    page.get_by_role("link", name="Copy: Homes that say yes").click()
    expect(page.get_by_label("What is it about?")).to_have_value("Homes that say yes")
    expect(page.get_by_label("Copy an earlier meeting of mine")).to_be_checked()
    check_accessibility(page)
    page.get_by_role("button", name="Open the meeting").click()
    expect(page).to_have_url(re.compile("/links$"))
    page.goto(screens.server.url)
    expect(page.get_by_role("link", name=re.compile("^Homes that say yes"))).to_have_count(2)


def test_joining_takes_two_taps_and_back_skips_the_form(screens: Screens) -> None:
    screens.open_meeting()
    phone = screens.new(**SMALL)
    phone.goto(screens.server.url)
    check_no_sideways_scrolling(phone)
    phone.goto(screens.links["join_url"])
    check_no_sideways_scrolling(phone)
    check_accessibility(phone)
    phone.evaluate("window.isTheSame = true")
    complaints: list[str] = []
    phone.on("console", lambda message: complaints.append(message.text))
    sockets: list[WebSocket] = []
    phone.on("websocket", lambda socket: sockets.append(socket))
    opened_by_answer: list[int] = []
    phone.on("response", lambda answer: "/join?" in answer.url and opened_by_answer.append(len(sockets)))
    phone.get_by_role("button", name="In the room").tap()
    expect(phone.get_by_text("all saved")).to_be_visible()
    assert phone.evaluate("window.isTheSame"), "another page was loaded"
    assert complaints == []
    expect(phone).to_have_url(re.compile(f"/m/{screens.links['code']}$"))
    # The socket that is opened before the script is there is the one that is used: by the form, and by the page's head.
    assert len(sockets) == 1
    assert opened_by_answer == [1], "it is opened while the server is asked"
    phone.reload()
    expect(phone.get_by_text("all saved")).to_be_visible()
    assert len(sockets) == 2
    phone.go_back()
    expect(phone.get_by_role("heading", name="Where are you?")).to_have_count(0)


def test_joining_works_without_javascript(screens: Screens) -> None:
    screens.open_meeting()
    phone = screens.new(**PHONE, java_script_enabled=False)
    phone.goto(screens.server.url)
    phone.get_by_label("The code on the board").fill(screens.links["code"].lower())
    phone.get_by_role("button", name="Join").click()
    phone.get_by_role("button", name="Joining from elsewhere").click()
    expect(phone.get_by_role("heading", name="Homes that say yes")).to_be_visible()
    expect(phone.get_by_role("heading", name="Where are you?")).to_have_count(0)


@pytest.mark.thorough
def test_joining_offline_keeps_the_form(screens: Screens) -> None:
    screens.open_meeting()
    phone = screens.new(**SMALL)
    phone.goto(screens.links["join_url"])
    phone.get_by_label("Your name").fill("Sam")
    phone.context.set_offline(True)
    phone.get_by_role("button", name="In the room").tap()
    expect(phone.get_by_role("alert")).to_contain_text("No network just now")
    expect(phone.get_by_role("alert")).to_be_in_viewport(ratio=1)
    expect(phone.get_by_role("button", name="In the room")).to_be_focused()
    expect(phone.get_by_label("Your name")).to_have_value("Sam")
    phone.context.set_offline(False)
    phone.get_by_role("button", name="In the room").tap()
    expect(phone.get_by_text("all saved")).to_be_visible()


@pytest.mark.thorough
def test_a_wrong_code_can_be_corrected_in_place(screens: Screens) -> None:
    screens.open_meeting()
    phone = screens.new(**SMALL)
    phone.goto(f"{screens.server.url}/join?code=acdefg")
    check_no_sideways_scrolling(phone)
    check_accessibility(phone)
    box = phone.get_by_label("The code on the board")
    expect(box).to_have_value("acdefg")
    box.fill(screens.links["code"])
    phone.get_by_role("button", name="Join").tap()
    expect(phone.get_by_role("heading", name="Where are you?")).to_be_visible()


def test_the_next_chair_takes_the_chair(screens: Screens) -> None:
    links, session = screens.server.open_meeting()
    call = f"{screens.server.url}/api/meetings/{links['code']}/chair-link"
    following = screens.new(**LAPTOP)
    following.goto(session.post(call, timeout=10).json()["chair_url"])
    check_accessibility(following)
    following.get_by_role("button", name="Take the chair").click()
    expect(following.locator(".chair")).to_be_visible()


def test_a_device_that_forgets_a_meeting_shows_it_in_no_other_tab(screens: Screens) -> None:
    """The attack: on a device that several people use, a tab that was left open went on as the person before."""
    screens.open_meeting()
    left_open = screens.phone(name="Ann")
    home = left_open.context.new_page()
    home.goto(screens.server.url)
    home.locator(".mine-forget summary").click()
    home.get_by_role("button", name="Forget").click()
    expect(home.locator(".mine-forget")).to_have_count(0)
    left_open.wait_for_url(f"{screens.server.url}/")
    left_open.go_back()
    expect(left_open.get_by_role("button", name="In the room")).to_be_visible()


@pytest.mark.own_server
def test_where_meetings_are_opened_after_signing_in_the_page_still_forgets_one(screens: Screens) -> None:
    screens.open_meeting(template="blank")
    screens.chair_connection().do("agenda.start")
    phone = screens.phone(name="Ann")
    phone.locator("#composer").fill("half a note")
    kept = "code => Object.keys(localStorage).some((key) => key.includes(code))"
    phone.wait_for_function(kept, arg=screens.links["code"])
    # Nobody asks the provider before somebody signs in.
    provider = {"LIVE_COP_OIDC_ISSUER": "http://127.0.0.1:9", "LIVE_COP_OIDC_CLIENT": "us", "LIVE_COP_OIDC_SECRET": "s"}
    screens.server.restart(**provider, LIVE_COP_PUBLIC_URL=screens.server.url)
    phone.goto(screens.server.url)
    expect(phone.get_by_role("link", name="Sign in")).to_be_visible()
    expect(phone.get_by_label("What is it about?")).to_be_hidden()
    phone.locator(".mine-forget summary").click()
    phone.get_by_role("button", name="Forget").click()
    expect(phone.locator(".mine-forget")).to_have_count(0)
    assert not phone.evaluate(kept, screens.links["code"])
