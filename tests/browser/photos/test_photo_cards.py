"""Photographs as cards: on the phone, the laptop, the console and the board, at full size, and in the report."""

import re
import uuid

import pytest
from playwright.sync_api import Page, expect

from ...live.screens import zone_of
from ...support.photos import flip_chart
from ..member.test_touches import Fingers, point_on
from ..screens import Screens, open_panel, start_meeting, write_note
from ..spoken import Spoken

SHOWS = "What helped, in green"


def send_photo(screens: Screens, description: str = SHOWS, number: int = 0) -> str:
    """The chair sends a photograph, as a browser does. Returns its id."""
    answer = screens._chair.post(
        f"{screens.server.url}/api/meetings/{screens.links['code']}/photos",
        files={"photo": ("a.jpg", flip_chart(number), "image/jpeg")},
        data={"zone": zone_of(screens.chair_connection()), "description": description, "id": uuid.uuid4().hex},
        timeout=60,
    )
    assert answer.status_code == 201, answer.text
    return str(answer.json()["photo"])


def is_drawn(page: Page, picture: str) -> None:
    """Waits until the picture is there, and not only its place."""
    expect(page.locator(picture).first).to_be_visible()
    page.wait_for_function("name => document.querySelector(name).naturalWidth > 100", arg=picture)


def test_a_photograph_is_a_card_on_every_screen(screens: Screens) -> None:
    chair = start_meeting(screens)
    phone, laptop, board = screens.phone(), screens.laptop(), screens.board()
    photo = send_photo(screens)
    expect(chair.locator(".now-facts")).to_have_text("1 photograph so far")
    write_note(laptop, "A key")
    expect(chair.locator(".now-facts")).to_have_text("1 note and 1 photograph so far")
    expect(board.locator(".board-zone .board-count .unseen")).to_have_text("1 note and 1 photograph")
    card = f'[data-note="{photo}"] .photo-image'
    for page in (phone, chair):
        is_drawn(page, card)
        expect(page.locator(card).first).to_have_attribute("alt", SHOWS)
    is_drawn(board, ".board-zone .photo-image")
    is_drawn(laptop, ".photo-image")

    # At full size, with keys.
    phone.locator(f'[data-view-photo="{photo}"]').click()
    frame = phone.locator(".photo-frame")
    expect(frame).to_be_visible()
    frame.focus()
    phone.keyboard.press("+")
    expect(frame).to_have_attribute("data-zoom", re.compile(r"1\.50"))
    phone.keyboard.press("0")
    expect(frame).to_have_attribute("data-zoom", "1.00")
    # With two fingers, and then with one it is moved.
    fingers, (x, y) = Fingers(phone), point_on(frame, 0.5)
    fingers.touch("touchStart", (x - 20, y), (x + 20, y))
    for apart in (30, 45, 60):
        fingers.touch("touchMove", (x - apart, y), (x + apart, y))
    fingers.lift()
    expect(frame).to_have_attribute("data-zoom", "3.00")
    lies = frame.locator("img").get_attribute("style")
    fingers.swipe((x, y), (40, 0))
    expect(frame.locator("img")).not_to_have_attribute("style", lies or "")
    phone.keyboard.press("Escape")
    expect(frame).to_have_count(0)

    # The chair shows it large, and ends that.
    chair.locator(f'[data-note="{photo}"] .note-open').click()
    chair.get_by_role("button", name="Show large on the board").click()
    is_drawn(board, ".board-photo .photo-image")
    is_drawn(laptop, ".mirror-photo .photo-image")
    chair.get_by_role("button", name="Stop showing it on the board").click()
    expect(board.locator(".board-photo")).to_have_count(0)

    # What it shows is written here, and read out everywhere.
    chair.get_by_label("What does it show?").fill("The flip chart by the door")
    expect(phone.locator(card)).to_have_attribute("alt", "The flip chart by the door")
    Spoken(phone).expect("1 new photograph in “Notes”")

    # Erased, it is in no browser's cache any more.
    url = f"/m/{screens.links['code']}/photos/{photo}?width=480"
    assert laptop.evaluate("url => fetch(url).then((answer) => answer.status)", url) == 200
    screens.chair_connection().do("photo.erase", photo=photo)
    laptop.wait_for_function("url => fetch(url).then((answer) => answer.status === 404)", arg=url)
    assert screens.faults == []


@pytest.mark.thorough
def test_a_photograph_is_grouped_marked_moved_hidden_and_undone_like_a_note(screens: Screens) -> None:
    chair = start_meeting(screens)
    phone = screens.phone()
    write_note(phone, "A door that is open")
    card = f'[data-note="{send_photo(screens)}"]'
    columns = chair.locator(".chair-columns")
    # Two cards become a group. Only notes have a type, and only notes become one.
    chair.get_by_role("button", name="Select", exact=True).click()
    columns.get_by_role("button", name="Select the note: A door that is open").click()
    expect(chair.get_by_label("Type of note")).to_be_visible()
    columns.get_by_role("button", name=f"Select the note: {SHOWS}").click()
    for tool in (chair.get_by_label("Type of note"), chair.get_by_role("button", name="Put into one note")):
        expect(tool).to_have_count(0)
    chair.get_by_role("button", name="Name a group").click()
    chair.get_by_label("Name of the group").fill("Ways in")
    chair.get_by_role("dialog").get_by_role("button", name="Save").click()
    group = phone.get_by_role("region", name="Ways in")
    expect(group.locator(card)).to_be_visible()
    # Marked on a phone, and there for everyone.
    group.get_by_role("button", name=f"Me too: {SHOWS}").click()
    expect(columns.locator(f"{card} .note-foot, {card} .note-marks").first).to_contain_text("1")
    # Out of its group, and back by undo.
    columns.locator(f"{card} .note-open").click()
    chair.locator(".note-where select").select_option(label="No group")
    of_chair = columns.get_by_role("region", name="Ways in")
    expect(of_chair.locator(card)).to_have_count(0)
    chair.get_by_role("button", name=re.compile("Put it aside|Take it off")).click()
    expect(phone.locator(card)).to_have_count(0)
    for _ in range(2):
        chair.get_by_role("button", name="Undo").first.click()
    expect(of_chair.locator(card)).to_be_visible()
    expect(phone.locator(card)).to_be_visible()
    # What it shows can be quoted in the report.
    open_panel(chair, "Report")
    chair.get_by_role("button", name="Write the report").first.click()
    chair.locator(".report-pull > summary").click()
    chair.locator(".pull-row", has_text=re.compile(rf"^\s*{SHOWS}\s*$")).click()
    expect(chair.get_by_label("We recommend")).to_have_value(SHOWS)


@pytest.mark.thorough
def test_a_report_and_a_snapshot_show_the_photographs(screens: Screens) -> None:
    chair = start_meeting(screens)
    photo = send_photo(screens)
    is_drawn(chair, f'[data-note="{photo}"] .photo-image')
    taken = screens.chair_connection().do("snapshot.take", title="Now", caption="")["snapshot"]
    chair.goto(f"{screens.server.url}/m/{screens.links['code']}/report.html?length=full")
    is_drawn(chair, ".photographs img")
    expect(chair.locator(".photographs img")).to_have_attribute("alt", SHOWS)
    # It is in the report once, and in the picture of the wall too.
    assert chair.locator("svg image").count() == 0
    chair.goto(f"{screens.server.url}/m/{screens.links['code']}/snapshots/{taken}.svg")
    expect(chair.locator("image")).to_have_count(1)
