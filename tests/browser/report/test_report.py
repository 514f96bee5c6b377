"""The report in a real browser: edited by two at once, and read on a phone, on a laptop, in the dark and on paper."""

import io
import re
from pathlib import Path

import pypdf
import pytest
from msgspec.structs import replace
from playwright.sync_api import Browser, Page, expect

from live_cop.report import series
from live_cop.report.chapters import write
from live_cop.report.compile import compile
from live_cop.report.dates import Clock
from live_cop.report.formats import html
from live_cop.report.series_facts import Series
from live_cop.report.snapshots import snapshot_of

from ...meeting.room import CHAIR, Room
from ...report.formats.test_html import full_meeting, sightings
from ...report.pictures.test_pictures import DIFFICULT_TEXTS
from ...report.sample_reports import BEGAN, DAY, report_of
from ...report.test_short_report import REPORTS as SHORT_REPORTS
from ..screens import Screens, check_accessibility, close_meeting, close_panel, open_panel, start, start_meeting
from ..voices.test_hand_queue_and_guests import helper_of

#: How far each line of text extends beyond its picture, in the picture's own units.
OVERHANG = """() => [...document.querySelectorAll("svg tspan")].map((line) => {
    const [, , width] = line.ownerSVGElement.getAttribute("viewBox").split(" ").map(Number);
    const box = line.closest("text").getBBox();
    return Math.max(-box.x, box.x + box.width - width);
}).filter((out) => out > 0)"""


def crowded_room() -> Room:
    """A wall with everything on it that people can write."""
    room = full_meeting()
    room.do(CHAIR, "meeting.reopen")
    # Not in the zone where everybody has only one best hope.
    for place in range(1, 4):
        for text in DIFFICULT_TEXTS:
            room.note(text=text, zone=room.zone(place), signed="Maureen")
        for n in range(40):
            room.note(text=f"{n}: " + "kind words " * (1 + n % 12), zone=room.zone(place))
    room.do(CHAIR, "snapshot.take", title="All of it")
    return room


@pytest.mark.thorough
def test_writing_continues_when_the_meeting_closes(screens: Screens) -> None:
    screens.open_meeting(template="blank")
    chair = screens.chair()
    two = helper_of(chair, screens)
    start(chair)
    open_panel(two, "Report")
    box = two.get_by_label("Introduction", exact=True)
    # The box may have moved before the next letter, and a text that begins with a space is saved without it.
    box.press_sequentially("x")
    open_panel(chair, "Everything else")
    close_meeting(chair)
    # The box moves to the middle of the screen while somebody types.
    middle, typed = two.get_by_role("main").get_by_label("Introduction", exact=True), "x"
    while not middle.is_visible() and len(typed) < 500:
        two.keyboard.type("x")
        typed += "x"
    two.keyboard.type(" and more")
    expect(middle).to_be_focused()
    expect(middle).to_have_value(f"{typed} and more")
    expect(chair.get_by_label("Introduction", exact=True)).to_have_value(f"{typed} and more")


#: A slow network: everything that this page sends arrives late.
SLOW_NETWORK = """const send = WebSocket.prototype.send;
WebSocket.prototype.send = function (text) { setTimeout(() => send.call(this, text), 700); };"""


@pytest.mark.thorough
def test_a_report_opened_at_once_contains_the_last_sentence(screens: Screens) -> None:
    chair = start_meeting(screens)
    chair.add_init_script(SLOW_NETWORK)
    chair.reload()
    open_panel(chair, "Report")
    chair.get_by_label("Conclusions", exact=True).fill("A key for the first night.")
    with chair.expect_popup() as window:
        chair.get_by_role("link", name="Open the report").click()
    expect(window.value.get_by_text("A key for the first night.").first).to_be_visible()
    # If nothing is being saved, the link works without a script.
    with chair.expect_popup() as window:
        chair.get_by_role("link", name="Open the report").click()
    expect(window.value.get_by_text("A key for the first night.").first).to_be_visible()


@pytest.mark.thorough
def test_the_chair_and_a_helper_write_the_report_at_the_same_time(screens: Screens) -> None:
    screens.open_meeting(template="standing")
    one = screens.chair()
    two = helper_of(one, screens)
    start(one)
    one.get_by_role("button", name="Tidy “").first.click()
    one.get_by_role("button", name="Write a note here").click()
    dialog = one.get_by_role("dialog")
    dialog.get_by_role("textbox").fill("A phone at the prison gate")
    dialog.get_by_role("button", name="Put it on the wall").click()
    expect(dialog.get_by_role("textbox")).to_have_value("")
    one.keyboard.press("Escape")
    for page in (one, two):
        close_panel(page)
        page.get_by_role("button", name="Take a picture of the wall").click()
        open_panel(page, "Report")
        page.get_by_role("button", name="Write the report").click()

    # One is still typing when the other's text arrives: typing is not interrupted, and both end up with all words.
    box, other = one.get_by_label("Conclusions", exact=True), two.get_by_label("Conclusions")
    box.fill("We met.")
    expect(other).to_have_value("We met.")
    other.press_sequentially(" Ask first")
    box.press_sequentially(" Meet before the decision", delay=60)
    for page in (one, two):
        expect(page.get_by_label("Conclusions", exact=True)).to_have_value(
            re.compile(r"^We met\.(?=.* Ask first)(?=.* Meet before the decision)")
        )
    # The cursor stays where it was.
    assert box.evaluate("it => it.value.slice(0, it.selectionEnd).endsWith(' Meet before the decision')")
    expect(two.get_by_role("button", name="Share with everyone here")).to_have_count(0)

    # A note becomes a recommendation with one tap; the chair adds to whom.
    two.get_by_text("Pull in words from the wall").click()
    two.get_by_role("button", name="Recommendations").click()
    two.locator(".pull-row", has_text="A phone at the prison gate").click()
    one.get_by_label("To whom").fill("The prison")
    expect(two.get_by_label("We recommend")).to_have_value("A phone at the prison gate")
    expect(two.get_by_label("To whom")).to_have_value("The prison")

    # The second picture is moved first with the keyboard; the other is left out and put back.
    titles = one.locator(".report-drawer .sortable-list").nth(1).get_by_label("Title")
    titles.nth(1).fill("The second")
    expect(two.get_by_label("Title").nth(1)).to_have_value("The second")
    one.get_by_role("button", name="Earlier: The second").press("Enter")
    expect(titles.first).to_have_value("The second")
    expect(one.get_by_role("button", name="Later: The second")).to_be_focused()
    one.get_by_role("button", name="Leave out of the report: The second").click()
    two.get_by_role("button", name="Put back into the report: The second").click()
    expect(one.get_by_role("button", name="Leave out of the report: The second")).to_be_visible()
    check_accessibility(one)
    # Only what is inside the report scrolls: the button for the next part and what is on now stay where they are.
    assert one.locator(".chair-right").evaluate("side => side.scrollHeight === side.clientHeight")

    # The chair publishes it, and withdraws it.
    one.get_by_role("button", name="Share with everyone here").click()
    one.get_by_role("button", name="Make a link for everyone").click()
    url = one.locator(".report-link .address").inner_text()
    check_shared_report(one, url)
    expect(two.locator(".report-link")).to_have_count(0)
    one.reload()
    open_panel(one, "Report")
    expect(one.locator(".report-link .address")).to_have_text(url)
    one.get_by_text("Show it as a QR code").click()
    expect(one.get_by_alt_text("QR code with the link to the report")).to_be_visible()
    check_accessibility(one)
    one.get_by_role("button", name="Withdraw the link").click()
    one.get_by_role("button", name="Yes, withdraw it").click()
    expect(one.get_by_role("button", name="Make a link for everyone")).to_be_visible()
    answer = two.request.get(url)
    assert answer.status == 404 and "This link shows no report any more." in answer.text()


def check_shared_report(chair: Page, url: str) -> None:
    """Opens the link on a phone that has not joined, at 200 % text size."""
    browser = chair.context.browser
    assert browser is not None
    phone = browser.new_context(viewport={"width": 360, "height": 740})
    page = phone.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{url}/full")
    page.get_by_role("link", name="Short report").click()
    page.get_by_role("link", name="Full report").click()
    # A click waits only for the first byte of the next page, which may not have an element yet.
    page.wait_for_url(f"{url}/full")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    expect(page.get_by_text("A phone at the prison gate").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert {each for each in asked if not each.startswith("data:")} == {url, f"{url}/full"}
    assert phone.cookies() == []
    check_accessibility(page)
    phone.close()


@pytest.fixture(params=[(360, 740, "light"), (1280, 800, "dark")], ids=["phone", "dark laptop"])
def page(request, chromium: Browser):
    width, height, scheme = request.param
    context = chromium.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, offline=True)
    yield context.new_page()
    context.close()


def open_file(page: Page, folder: Path, name: str, text: str) -> list[str]:
    """Opens the text as a file. Returns a list that fills with the addresses that the file requests."""
    asked: list[str] = []
    (folder / name).write_text(text, encoding="utf-8")
    page.on("request", lambda request: asked.append(request.url))
    page.goto((folder / name).as_uri())
    page.evaluate("document.fonts.ready")
    return asked


def test_the_report_is_one_accessible_file(page: Page, tmp_path):
    room = crowded_room()
    told = compile(room.state, room.now, sightings=sightings(room))
    asked = open_file(page, tmp_path, "report.html", html.render(write(told, "full")))
    assert [url for url in asked if not url.startswith("data:")] == [(tmp_path / "report.html").as_uri()]
    assert page.evaluate("document.fonts.check('16px Hyperlegible')")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(OVERHANG) == []
    check_accessibility(page)

    # The wall is replayed with the keyboard alone, and ends in its final state.
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
    check_accessibility(page)


@pytest.mark.thorough
def test_a_snapshot_text_stays_inside_its_paper(page: Page, tmp_path):
    room = crowded_room()
    last = list(room.state.of_kind("snapshot"))[-1]
    drawn = html.picture_of(snapshot_of(room.state, last), Clock())
    asked = open_file(page, tmp_path, "snapshot.svg", drawn)
    assert [url for url in asked if not url.startswith("data:")] == [(tmp_path / "snapshot.svg").as_uri()]
    assert page.evaluate(OVERHANG) == []


@pytest.mark.thorough
def test_the_short_report_prints_on_two_pages(chromium: Browser, tmp_path):
    page = chromium.new_page()
    for name, make in SHORT_REPORTS.items():
        open_file(page, tmp_path, "report.html", html.render(write(make())))
        pages = re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))
        assert len(pages) <= 2, name
    page.close()


@pytest.mark.thorough
def test_no_printed_page_ends_inside_a_heading(chromium: Browser, tmp_path):
    """In a column a heading with the day of a meeting has two lines."""
    days = [BEGAN - n * 30 * DAY for n in (2, 1, 0)]
    reports = [
        replace(report_of(20 + n, photographs=n == 0), title=f"Homes that say yes {n + 1}", began=day)
        for n, day in enumerate(days)
    ]
    whole = Series(title="Access to homes", community="Stoke-on-Trent", reports=reports, missing=0, made_at=BEGAN)
    page = chromium.new_page()
    open_file(page, tmp_path, "series.html", html.render(series.write(whole, "full")))
    printed = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, format="A4")))
    page.close()
    texts = [each.extract_text().strip() for each in printed.pages]
    dates = tuple(Clock().date(day) for day in days)
    assert len(texts) > 2 and not [text[:40] for text in texts if text.startswith(dates)]


@pytest.mark.thorough
def test_no_picture_is_split_between_printed_pages(chromium: Browser, tmp_path):
    room = crowded_room()
    page = chromium.new_page(viewport={"width": 703, "height": 1000})
    open_file(page, tmp_path, "report.html", html.render(write(compile(room.state, room.now), "full")))
    page.emulate_media(media="print")
    # A4 less its margins is 267 mm: 1,009 px.
    assert max(page.evaluate("[...document.querySelectorAll('svg')].map((svg) => svg.clientHeight)")) < 1_009
    pages = re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))
    assert 3 <= len(pages) < 40
    page.close()


@pytest.mark.thorough
def test_a_slow_format_shows_a_waiting_page_first(screens: Screens) -> None:
    screens.open_meeting(template="standing")
    page = screens.chair()
    report = f"{screens.server.url}/m/{screens.links['code']}/report.html"
    page.goto(report)
    with page.expect_download() as saved:
        page.get_by_role("link", name="Word").click()
    assert re.fullmatch(r"Homes that say yes \d{4}-\d\d-\d\d, short report\.docx", saved.value.suggested_filename)
    expect(page.get_by_text("Here it is")).to_be_visible()
    check_accessibility(page)
    page.get_by_role("link", name="Back to the report").click()
    expect(page).to_have_url(report)
    # The browser shows or saves it under its own address and name.
    with page.expect_request(lambda asked: asked.is_navigation_request() and asked.url.endswith("/report.pdf?now")):
        page.get_by_role("link", name="PDF").click()
    page.goto(report)
    page.route("**/notes.xlsx?now", lambda route: route.abort())
    page.get_by_text("Other formats").click()
    page.get_by_role("link", name="Tables").click()
    expect(page.get_by_text("did not work just now")).to_be_visible()
