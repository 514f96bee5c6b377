"""Fingers that scroll: they touch what they pass, and nothing of it may happen that nobody meant."""

import json
import time
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from ...support.patience import PATIENCE
from ..screens import PHONE, Screens, open_panel, start_meeting

SMALL = {**PHONE, "viewport": {"width": 320, "height": 568}}
Point = tuple[float, float]


class Fingers:
    """Fingers on the glass of a phone, as the browser gets them from the system."""

    def __init__(self, page: Page) -> None:
        self._session = page.context.new_cdp_session(page)

    def touch(self, what: str, *points: Point) -> None:
        touches = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        self._session.send("Input.dispatchTouchEvent", {"type": what, "touchPoints": touches})

    def swipe(self, start: Point, by: Point, steps: int = 8, *, lift: bool = True) -> None:
        x, y = start
        self.touch("touchStart", start)
        for step in range(1, steps + 1):
            self.touch("touchMove", (x + by[0] * step / steps, y + by[1] * step / steps))
        if lift:
            self.lift()

    def lift(self) -> None:
        self.touch("touchEnd")

    def tap(self, at: Point) -> None:
        self.touch("touchStart", at)
        self.lift()


def commands_of(page: Page) -> list[tuple[str, Any]]:
    """The commands that this page sends from now on: their names and arguments. The page is loaded again."""
    sent: list[tuple[str, Any]] = []

    def take(frame: str | bytes) -> None:
        if isinstance(frame, str) and '"do",' in frame:
            _, command = json.loads(frame[frame.index("[") :])
            sent.append((command["name"], command["args"]))

    page.on("websocket", lambda socket: socket.on("framesent", take))
    page.reload()
    expect(page.locator(".status-saved").first).to_be_visible()
    return sent


def wait_for_commands(page: Page, sent: list[tuple[str, Any]], number: int) -> None:
    """Waits until the page has sent so many commands."""
    end = time.monotonic() + PATIENCE
    while len(sent) < number and time.monotonic() < end:
        page.wait_for_timeout(20)


def point_on(thing: Locator, across: float, down: float = 0.5) -> Point:
    thing.scroll_into_view_if_needed()
    box = thing.bounding_box()
    assert box
    return box["x"] + box["width"] * across, box["y"] + box["height"] * down


def open_scale(screens: Screens) -> Page:
    chair = start_meeting(screens)
    open_panel(chair, "Scales")
    chair.get_by_role("button", name="Write a scale").click()
    chair.get_by_role("textbox", name="Question", exact=True).fill("How near are we to homes that say yes? " * 3)
    chair.get_by_role("dialog").get_by_role("button", name="Save").click()
    chair.get_by_role("button", name="Open it for everyone").click()
    return chair


@pytest.mark.parametrize(
    "size", [pytest.param(PHONE, id="phone"), pytest.param(SMALL, id="small", marks=pytest.mark.thorough)]
)
def test_a_finger_that_scrolls_past_a_scale_answers_nothing(screens: Screens, size: dict[str, Any]) -> None:
    open_scale(screens)
    phone = screens.member(**size)
    track = phone.locator(".track")
    expect(track).to_be_visible()
    sent = commands_of(phone)
    fingers = Fingers(phone)
    slider = phone.get_by_role("slider")

    for by in ((0, -196), (0, 196), (30, -190), (-30, 190), (80, -160), (8, -40)):
        fingers.swipe(point_on(track, 0.3), by)
        expect(slider).to_have_attribute("aria-valuetext", "not answered yet")
    phone.get_by_role("button", name="Not today").click()
    expect(slider).to_have_attribute("aria-valuetext", "Not today")
    wait_for_commands(phone, sent, 1)
    # Two fingers enlarge the page.
    one, two = point_on(track, 0.3), point_on(track, 0.7)
    fingers.touch("touchStart", one)
    fingers.touch("touchStart", one, two)
    for step in range(6):
        fingers.touch("touchMove", (one[0] - step * 6, one[1]), (two[0] + step * 6, two[1]))
    fingers.lift()
    expect(slider).to_have_attribute("aria-valuetext", "Not today")
    assert [args["value"] for _, args in sent] == [None]


@pytest.mark.thorough
def test_a_tap_and_a_sideways_movement_answer_once_when_they_are_finished(screens: Screens) -> None:
    open_scale(screens)
    phone = screens.phone()
    sent = commands_of(phone)
    fingers = Fingers(phone)
    track, slider = phone.locator(".track"), phone.get_by_role("slider")

    def answered(*values: int) -> None:
        expect(slider).to_have_attribute("aria-valuetext", str(values[-1]))
        wait_for_commands(phone, sent, len(values))
        assert [args["value"] for _, args in sent] == list(values)

    fingers.tap(point_on(track, 0.5))
    answered(6)
    # The finger moves sideways, and then leaves the track.
    fingers.swipe(point_on(track, 0.5), (90, 6), lift=False)
    expect(phone.locator(".scale-value")).to_have_text("9")
    answered_while_held = list(sent)
    x, y = point_on(track, 0.5)
    fingers.touch("touchMove", (x + 90, y - 150))
    fingers.lift()
    answered(6, 9)
    assert answered_while_held == sent[:1]
    # Cancelled by the system, or by a second finger: the answer stays what it was.
    fingers.swipe(point_on(track, 0.9), (-150, 0), lift=False)
    expect(phone.locator(".scale-value")).not_to_have_text("9")
    fingers.touch("touchCancel")
    answered(6, 9)
    fingers.swipe(point_on(track, 0.9), (-150, 0), lift=False)
    at = point_on(track, 0.9)
    fingers.touch("touchStart", (at[0] - 150, at[1]), (60, at[1]))
    fingers.lift()
    answered(6, 9)
    # A scroll past an answered scale changes nothing either.
    fingers.swipe(point_on(track, 0.95), (0, -196))
    fingers.swipe(point_on(track, 0.95), (20, 150))
    answered(6, 9)
    # A tap while the page still scrolls only stops it.
    track.click(trial=True)
    fingers.tap(point_on(track, 0.02))
    answered(6, 9, 1)


@pytest.mark.thorough
def test_a_mouse_and_the_keys_answer_a_scale(screens: Screens) -> None:
    chair = open_scale(screens)
    laptop = screens.laptop()
    sent = commands_of(laptop)
    track, slider = laptop.locator(".track"), laptop.get_by_role("slider")

    def marks() -> list[int]:
        return [args["value"] for _, args in sent]

    laptop.mouse.click(*point_on(track, 0.5))
    expect(slider).to_have_attribute("aria-valuetext", "6")
    x, y = point_on(track, 0.5)
    laptop.mouse.move(x, y)
    laptop.mouse.down()
    laptop.mouse.move(x + 40, y, steps=4)
    laptop.mouse.move(*point_on(track, 0.98), steps=4)
    expect(laptop.locator(".scale-value")).to_have_text("10")
    # Let go below the track, as a hand does that moves fast.
    laptop.mouse.move(x + 400, y + 120)
    laptop.mouse.up()
    expect(slider).to_have_attribute("aria-valuetext", "10")
    # The keys work on from there; what is sent is where they end.
    for _ in range(3):
        laptop.keyboard.press("ArrowLeft")
    expect(slider).to_have_attribute("aria-valuetext", "7")
    expect(chair.get_by_text("1 of", exact=False).first).to_be_visible()
    wait_for_commands(laptop, sent, 3)
    assert marks()[0] == 6 and marks()[-1] == 7 and 10 in marks()
    laptop.get_by_role("button", name="Not today").click()
    expect(slider).to_have_attribute("aria-valuetext", "Not today")
