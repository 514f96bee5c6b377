"""A helper finds the notes on a photograph, corrects the outlines by mouse and keys, and types what the cards say."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from ...web.photos.test_paper_notes import wall
from ..member.test_touches import Fingers
from ..screens import PHONE, Screens, check_accessibility

LAPTOP = {"viewport": {"width": 1280, "height": 900}}


@pytest.fixture
def chair(screens: Screens, request: pytest.FixtureRequest) -> Page:
    """The console of a meeting with a photograph of six notes on its wall, and the photograph open."""
    pytest.importorskip("cv2")
    screens.open_meeting(template="blank")
    host = screens.chair_connection()
    host.do("agenda.start")
    zone = host.do("zone.add", title="Photographs")["zone"]
    page = screens.chair(**getattr(request, "param", LAPTOP))
    answer = page.request.post(
        f"{screens.server.url}/api/meetings/{screens.links['code']}/photos",
        headers={"Origin": screens.server.url},
        multipart={
            "zone": zone,
            "id": "wall",
            "description": "The wall of the first table",
            "photo": {"name": "wall.jpg", "mimeType": "image/jpeg", "buffer": wall()},
        },
    )
    assert answer.status == 201
    if getattr(request, "param", LAPTOP) is PHONE:
        page.locator(".chair-wall").get_by_text("Photographs").first.click()
    open_photo(page)
    return page


def open_photo(page: Page) -> None:
    page.locator(".note.is-photo").first.click(position={"x": 4, "y": 4})
    page.get_by_role("button", name="Find the notes").click()


def outlines(page: Page) -> Locator:
    return page.locator(".paper-frame polygon")


def points(outline: Locator) -> list[float]:
    return [float(each) for each in re.split("[ ,]", outline.get_attribute("points") or "")]


@pytest.mark.thorough
def test_proposals_become_cards_and_get_their_words(chair: Page, screens: Screens) -> None:
    expect(outlines(chair)).to_have_count(6)
    expect(chair.get_by_text("We found 6 notes.")).to_be_visible()
    check_accessibility(chair)

    # By keys: one outline moves, a corner of it moves, and another is removed.
    outlines(chair).nth(0).focus()
    before = points(outlines(chair).nth(0))
    chair.keyboard.press("Shift+ArrowRight")
    expect(outlines(chair).nth(0)).not_to_have_attribute("points", " ".join(map(str, before)))
    moved = points(outlines(chair).nth(0))
    assert moved[0] > before[0] and moved[1] == before[1]
    chair.get_by_role("button", name="Corner 3.").focus()
    chair.keyboard.press("Shift+ArrowDown")
    outlines(chair).nth(5).focus()
    chair.keyboard.press("Delete")
    expect(outlines(chair)).to_have_count(5)
    chair.get_by_role("button", name="Add a note").click()
    expect(outlines(chair)).to_have_count(6)
    chair.get_by_role("button", name="Remove this outline").click()
    expect(outlines(chair)).to_have_count(5)

    # What was corrected stays when the dialog is closed.
    chair.keyboard.press("Escape")
    expect(outlines(chair)).to_have_count(0)
    chair.get_by_role("button", name="Find the notes").click()
    expect(outlines(chair)).to_have_count(5)

    chair.get_by_role("button", name="Make 5 cards").click()
    dialog = chair.get_by_role("dialog", name="Type what the notes say")
    boxes = dialog.get_by_label("What is written on it?")
    expect(boxes).to_have_count(5)
    boxes.nth(0).fill("A quiet room")
    expect(dialog).to_contain_text("1 of 5 have words.")
    check_accessibility(chair)

    # A second screen sees the cards and their words.
    phone = screens.phone()
    expect(phone.locator(".note.is-photo")).to_have_count(6)
    expect(phone.get_by_text("A quiet room")).to_be_visible()


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Drags between two places of the photograph, given as fractions of it."""
    frame = page.locator(".paper-frame").bounding_box()
    assert frame
    x, y = frame["x"], frame["y"]
    page.mouse.move(x + start[0] * frame["width"], y + start[1] * frame["height"])
    page.mouse.down()
    page.mouse.move(x + end[0] * frame["width"], y + end[1] * frame["height"], steps=6)
    page.mouse.up()


@pytest.mark.parametrize(
    "chair",
    [pytest.param(LAPTOP, marks=pytest.mark.thorough, id="laptop"), pytest.param(PHONE, id="phone")],
    indirect=True,
)
def test_outlines_are_drawn_and_corrected_with_a_pointer(chair: Page) -> None:
    expect(outlines(chair)).to_have_count(6)
    # Between the notes nothing is: a drag there draws one.
    drag(chair, (0.30, 0.42), (0.36, 0.52))
    expect(outlines(chair)).to_have_count(7)
    new = outlines(chair).nth(6)
    expect(new).to_have_class("selected")
    drag(chair, (0.36, 0.52), (0.38, 0.54))
    assert points(new)[4] == pytest.approx(0.38, abs=0.02) and points(new)[0] == pytest.approx(0.30, abs=0.02)
    # No corner can be moved so that the outline crosses itself.
    drag(chair, (0.38, 0.54), (0.2, 0.2))
    x0, y0, _, _, x2, y2, _, _ = points(new)
    assert x2 > x0 and y2 > y0


@pytest.mark.thorough
@pytest.mark.parametrize("chair", [PHONE], indirect=True, ids=["phone"])
def test_fingers_draw_correct_and_look_closer(chair: Page) -> None:
    expect(outlines(chair)).to_have_count(6)
    fingers, frame = Fingers(chair), chair.locator(".paper-frame")
    frame.scroll_into_view_if_needed()

    def at(x: float, y: float) -> tuple[float, float]:
        box = frame.bounding_box()
        assert box
        return box["x"] + x * box["width"], box["y"] + y * box["height"]

    def swipe(start: tuple[float, float], end: tuple[float, float]) -> None:
        (x, y), (to_x, to_y) = at(*start), at(*end)
        fingers.swipe((x, y), (to_x - x, to_y - y))

    swipe((0.30, 0.42), (0.36, 0.52))
    expect(outlines(chair)).to_have_count(7)
    new = outlines(chair).nth(6)
    swipe((0.36, 0.52), (0.38, 0.54))
    assert points(new)[4] == pytest.approx(0.38, abs=0.02)

    # Two fingers make it larger about the place between them. What the first of them had begun to draw is gone.
    width, (x, y) = frame.evaluate("frame => frame.offsetWidth"), at(0.33, 0.48)
    fingers.touch("touchStart", (x - 20, y - 60))
    fingers.touch("touchMove", (x - 20, y - 60), (x + 20, y - 30))
    fingers.touch("touchStart", (x - 20, y - 60), (x + 20, y - 30))
    for n in range(1, 9):
        fingers.touch("touchMove", (x - 20 - 8 * n, y - 60), (x + 20 + 8 * n, y - 30))
    fingers.lift()
    assert frame.evaluate("frame => frame.offsetWidth") > 2 * width
    expect(outlines(chair)).to_have_count(7)
    # There a corner is where it is seen, and goes where the finger goes.
    before = points(new)
    (corner_x, corner_y), (from_x, from_y) = before[4:6], at(*before[4:6])
    fingers.swipe((from_x, from_y), (30, 20))
    moved = points(new)
    assert moved[4] - corner_x == pytest.approx(30 / frame.evaluate("frame => frame.offsetWidth"), abs=0.01)
    assert moved[:4] == before[:4] and moved[5] > corner_y
