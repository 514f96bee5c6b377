"""Fingers on the plane: they pan from anywhere, and move a note only after resting on it."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from ..member.test_touches import Fingers
from ..screens import Screens, start_meeting, to_the_plane, wait_for_animations, write_note
from .test_still_lists import TABLET, TOUCH_LAPTOP
from .test_wall import center, note_on_plane, settled_position

#: Longer than a finger has to rest on a note.
A_REST_MS = 500


def stop_clock(page: Page) -> None:
    """From now on the page's time passes only in `rest`, however busy this machine is."""
    page.clock.install()
    page.clock.pause_at(page.evaluate("Date.now() / 1000 + 1"))


def rest(page: Page) -> None:
    page.clock.run_for(A_REST_MS)


def spot_of(note: Locator) -> tuple[str, str]:
    """Where a note is on the plane, wherever the plane is."""
    return tuple(note.evaluate("note => [note.style.left, note.style.top]"))


@pytest.mark.parametrize("whose", ["participant", pytest.param("chair", marks=pytest.mark.thorough)])
def test_a_finger_pans_over_a_note_and_moves_it_only_after_a_rest(screens: Screens, whose: str) -> None:
    chair = start_meeting(screens, template="standing")
    page = screens.member("Joining from elsewhere", **TOUCH_LAPTOP)
    to_the_plane(page)
    for words in ("mine to move", "one beside it"):
        write_note(page, words)
    if whose == "chair":
        chair.close()
        page = screens.chair(**TABLET)
        page.get_by_role("button", name="Map", exact=True).click()
    mine, plane = note_on_plane(page, "mine to move"), page.locator(".plane")
    expect(mine).to_be_visible()
    wait_for_animations(page)
    # Each note is seen where it is, or it could not be grouped with another: what is hit is computed from the records.
    for note in page.locator(".note-on-plane").all():
        assert spot_of(note) == tuple(note.evaluate("note => [`${note.offsetLeft}px`, `${note.offsetTop}px`]"))
    stop_clock(page)
    fingers, before = Fingers(page), spot_of(mine)

    # A swipe that begins on the note pans the view, and the note stays where it is on it.
    view, (x, y) = plane.get_attribute("style"), center(mine)
    fingers.swipe((x, y), (0, 90), 3)
    rest(page)
    expect(plane).not_to_have_attribute("style", view or "")
    assert abs(center(mine)[1] - y - 90) <= 4
    assert spot_of(mine) == before
    expect(page.locator(".lifted")).to_have_count(0)
    expect(page.locator(".note-dialog")).to_have_count(0)

    # A rest lifts it; let go there, it stays, and does not open either.
    at = center(mine)
    fingers.touch("touchStart", at)
    rest(page)
    expect(mine).to_have_class(re.compile(r"\blifted\b"))
    fingers.lift()
    rest(page)
    expect(page.locator(".lifted")).to_have_count(0)
    expect(page.locator(".note-dialog")).to_have_count(0)
    assert (spot_of(mine), center(mine)) == (before, at)

    # Carried from there, it moves, and the view does not.
    view = plane.get_attribute("style")
    fingers.touch("touchStart", at)
    rest(page)
    fingers.touch("touchMove", (at[0], at[1] + 60))
    fingers.touch("touchMove", (at[0], at[1] + 140))
    fingers.lift()
    page.clock.resume()
    expect(page.locator(".status-saved").first).to_be_visible()
    settled_position(mine)
    assert spot_of(mine) != before and center(mine)[1] > at[1] + 60
    expect(plane).to_have_attribute("style", view or "")
