"""The report in a real browser: written by two at once, and read on a phone, a laptop, in the dark and on paper."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from live_cop.report.chapters import write
from live_cop.report.compile import compile, snapshot_of
from live_cop.report.dates import Clock
from live_cop.report.formats import html
from live_cop.report.pictures.snapshot import svg_of

from ..meeting.room import CHAIR, Room
from ..report.formats.test_html import full_meeting, sightings
from ..report.pictures.test_pictures import DIFFICULT_TEXTS
from .screens import Screens, accessible
from .test_hands_and_guests import helper_of

#: How far each line of the pictures on this page sticks out of its picture, in the picture's own units.
STICKING_OUT = """() => [...document.querySelectorAll("svg tspan")].map((line) => {
    const [, , width] = line.ownerSVGElement.getAttribute("viewBox").split(" ").map(Number);
    const box = line.closest("text").getBBox();
    return Math.max(-box.x, box.x + box.width - width);
}).filter((out) => out > 0)"""


def crowded() -> Room:
    """A wall with everything on it that people may write."""
    room = full_meeting()
    room.do(CHAIR, "meeting.reopen")
    # Not where everyone has one hope only.
    for place in range(1, 4):
        for text in DIFFICULT_TEXTS:
            room.note(text=text, zone=room.zone(place), signed="Maureen")
        for n in range(40):
            room.note(text=f"{n}: " + "kind words " * (1 + n % 12), zone=room.zone(place))
    room.do(CHAIR, "snapshot.take", title="All of it")
    return room


def test_who_writes_when_the_meeting_closes_goes_on_writing(screens: Screens) -> None:
    screens.open_meeting(template="blank")
    chair = screens.chair()
    two = helper_of(chair, screens)
    chair.get_by_role("button", name="Start the meeting").click()
    expect(chair.locator(".clock-time")).to_be_visible()
    box = two.get_by_label("Introduction", exact=True)
    box.click()
    chair.get_by_role("button", name="Close the meeting").click()
    chair.get_by_role("dialog").get_by_role("button", name="Close the meeting").click()
    # The box moves to the middle of the screen under the words.
    middle, typed = two.get_by_role("main").get_by_label("Introduction", exact=True), ""
    while not middle.is_visible() and len(typed) < 500:
        two.keyboard.type("x")
        typed += "x"
    two.keyboard.type(" and more")
    expect(middle).to_be_focused()
    expect(middle).to_have_value(f"{typed} and more")
    expect(chair.get_by_label("Introduction", exact=True)).to_have_value(f"{typed} and more")


#: A network on which everything that this page says arrives late.
LATE = """const send = WebSocket.prototype.send;
WebSocket.prototype.send = function (text) { setTimeout(() => send.call(this, text), 700); };"""


@pytest.mark.thorough
def test_a_report_that_is_opened_at_once_has_the_last_sentence(screens: Screens) -> None:
    screens.open_meeting(template="blank")
    chair = screens.chair()
    chair.get_by_role("button", name="Start the meeting").click()
    expect(chair.locator(".clock-time")).to_be_visible()
    chair.add_init_script(LATE)
    chair.reload()
    chair.get_by_label("Conclusions", exact=True).fill("A key for the first night.")
    with chair.expect_popup() as window:
        chair.get_by_role("link", name="Open the report").click()
    expect(window.value.get_by_text("A key for the first night.").first).to_be_visible()
    # Where nothing is on its way the link goes by itself.
    with chair.expect_popup() as window:
        chair.get_by_role("link", name="Open the report").click()
    expect(window.value.get_by_text("A key for the first night.").first).to_be_visible()


def test_the_chair_and_a_helper_write_the_report_at_the_same_time(screens: Screens) -> None:
    screens.open_meeting(template="standing")
    one = screens.chair()
    two = helper_of(one, screens)
    one.get_by_role("button", name="Start the meeting").click()
    expect(one.locator(".clock-time")).to_be_visible()
    one.get_by_role("button", name="Write a note for: ").first.click()
    dialog = one.get_by_role("dialog")
    dialog.get_by_role("textbox").fill("A phone at the prison gate")
    dialog.get_by_role("button", name="Put it on the wall").click()
    expect(dialog.get_by_role("textbox")).to_have_value("")
    one.keyboard.press("Escape")
    for page in (one, two):
        page.get_by_role("button", name="Take a snapshot").click()
        page.get_by_role("button", name="Write the report").click()

    # One is still typing when the other's words arrive: the typing goes on, and both have all words in the end.
    box, other = one.get_by_label("Conclusions", exact=True), two.get_by_label("Conclusions")
    box.fill("We met.")
    expect(other).to_have_value("We met.")
    other.press_sequentially(" Ask first")
    box.press_sequentially(" Meet before the decision", delay=60)
    for page in (one, two):
        expect(page.get_by_label("Conclusions", exact=True)).to_have_value(
            re.compile(r"^We met\.(?=.* Ask first)(?=.* Meet before the decision)")
        )
    # The pen stays where it was.
    assert box.evaluate("it => it.value.slice(0, it.selectionEnd).endsWith(' Meet before the decision')")
    expect(two.get_by_role("button", name="Share with everyone here")).to_have_count(0)

    # A note with one tap, to whom by the chair.
    two.get_by_text("Pull in words from the wall").click()
    two.get_by_role("button", name="Recommendations").click()
    two.locator(".pull-row", has_text="A phone at the prison gate").click()
    one.get_by_label("To whom").fill("The prison")
    expect(two.get_by_label("We recommend")).to_have_value("A phone at the prison gate")
    expect(two.get_by_label("To whom")).to_have_value("The prison")

    # The second picture comes first, by the keyboard, and the other is left out and put back.
    titles = one.locator(".report-drawer .sortable-list").nth(1).get_by_label("Title")
    titles.nth(1).fill("The second")
    expect(two.get_by_label("Title").nth(1)).to_have_value("The second")
    one.get_by_role("button", name="Earlier: The second").press("Enter")
    expect(titles.first).to_have_value("The second")
    expect(one.get_by_role("button", name="Later: The second")).to_be_focused()
    one.get_by_role("button", name="Leave out of the report: The second").click()
    two.get_by_role("button", name="Put back into the report: The second").click()
    expect(one.get_by_role("button", name="Leave out of the report: The second")).to_be_visible()
    accessible(one)

    # The chair lets everyone read it, and takes that back.
    one.get_by_role("button", name="Share with everyone here").click()
    one.get_by_role("button", name="Make a link for everyone").click()
    url = one.locator(".report-link .address").inner_text()
    everybody_reads(one, url)
    expect(two.locator(".report-link")).to_have_count(0)
    one.reload()
    expect(one.locator(".report-link .address")).to_have_text(url)
    one.get_by_text("Show it as a QR code").click()
    expect(one.get_by_alt_text("QR code with the link to the report")).to_be_visible()
    accessible(one)
    one.get_by_role("button", name="Withdraw the link").click()
    one.get_by_role("button", name="Yes, withdraw it").click()
    expect(one.get_by_role("button", name="Make a link for everyone")).to_be_visible()
    answer = two.request.get(url)
    assert answer.status == 404 and "This link shows no report any more." in answer.text()


def everybody_reads(chair: Page, url: str) -> None:
    """Opens the link on a stranger's phone, with letters twice as large."""
    browser = chair.context.browser
    assert browser is not None
    phone = browser.new_context(viewport={"width": 360, "height": 740})
    page = phone.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{url}/full")
    page.get_by_role("link", name="Short report").click()
    page.get_by_role("link", name="Full report").click()
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    expect(page.get_by_text("A phone at the prison gate").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert {each for each in asked if not each.startswith("data:")} == {url, f"{url}/full"}
    assert phone.cookies() == []
    accessible(page)
    phone.close()


@pytest.fixture(params=[(360, 740, "light"), (1280, 800, "dark")], ids=["phone", "dark laptop"])
def page(request, chromium: Browser):
    width, height, scheme = request.param
    context = chromium.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, offline=True)
    yield context.new_page()
    context.close()


def open_file(page: Page, folder: Path, name: str, text: str) -> list[str]:
    """Opens the text as a file; the answer fills with everything that the file asks for."""
    asked: list[str] = []
    (folder / name).write_text(text, encoding="utf-8")
    page.on("request", lambda request: asked.append(request.url))
    page.goto((folder / name).as_uri())
    page.evaluate("document.fonts.ready")
    return asked


def test_the_report_is_one_file_that_fits_and_that_everybody_can_read(page: Page, tmp_path):
    room = crowded()
    told = compile(room.state, room.now, sightings=sightings(room))
    asked = open_file(page, tmp_path, "report.html", html.render(write(told, "full")))
    assert [url for url in asked if not url.startswith("data:")] == [(tmp_path / "report.html").as_uri()]
    assert page.evaluate("document.fonts.check('16px Hyperlegible')")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(STICKING_OUT) == []
    accessible(page)

    # The wall is played, by the keyboard alone; at its end it is as it is.
    slider, papers = page.get_by_label("Moment of the meeting"), page.locator(".replay-zone li")
    expect(papers).to_have_count(told.notes)
    slider.press("Home")
    expect(slider).to_have_attribute("aria-valuetext", "The wall is still empty.")
    expect(papers).to_have_count(0)
    slider.press("ArrowRight")
    expect(papers).to_have_count(1)
    slider.press("Home")
    page.get_by_role("button", name="Play").press("Enter")
    expect(papers.nth(2)).to_be_attached()
    page.get_by_role("button", name="Pause").press("Enter")
    expect(page.get_by_role("button", name="Play")).to_be_focused()
    slider.press("End")
    expect(papers).to_have_count(told.notes)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    accessible(page)


@pytest.mark.thorough
def test_a_snapshot_fits_its_paper(page: Page, tmp_path):
    room = crowded()
    last = list(room.state.of_kind("snapshot"))[-1]
    drawn = svg_of(snapshot_of(room.state, last), Clock(), html.font_css())
    asked = open_file(page, tmp_path, "snapshot.svg", drawn)
    assert [url for url in asked if not url.startswith("data:")] == [(tmp_path / "snapshot.svg").as_uri()]
    assert page.evaluate(STICKING_OUT) == []


@pytest.mark.thorough
def test_no_picture_is_cut_by_the_end_of_a_printed_page(chromium: Browser, tmp_path):
    room = crowded()
    page = chromium.new_page(viewport={"width": 703, "height": 1000})
    open_file(page, tmp_path, "report.html", html.render(write(compile(room.state, room.now), "full")))
    page.emulate_media(media="print")
    # A4 less its margins is 267 mm: 1,009 px.
    assert max(page.evaluate("[...document.querySelectorAll('svg')].map((svg) => svg.clientHeight)")) < 1_009
    pages = re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))
    assert 3 <= len(pages) < 40
    page.close()


@pytest.mark.thorough
def test_a_form_that_takes_a_moment_is_said_to_be_made_and_then_it_is_there(screens: Screens) -> None:
    screens.open_meeting(template="standing")
    page = screens.chair()
    report = f"{screens.server.url}/m/{screens.links['code']}/report.html"
    page.goto(report)
    with page.expect_download() as saved:
        page.get_by_role("link", name="Word").click()
    assert saved.value.suggested_filename == "Homes that say yes.docx"
    expect(page.get_by_text("Here it is")).to_be_visible()
    accessible(page)
    page.get_by_role("link", name="Back to the report").click()
    expect(page).to_have_url(report)
    # A browser shows it, or saves it, under its own address and name.
    with page.expect_request(lambda asked: asked.is_navigation_request() and asked.url.endswith("/report.pdf?now")):
        page.get_by_role("link", name="PDF").click()
    page.goto(report)
    page.route("**/notes.xlsx?now", lambda route: route.abort())
    page.get_by_role("link", name="Tables").click()
    expect(page.get_by_text("did not work just now")).to_be_visible()
