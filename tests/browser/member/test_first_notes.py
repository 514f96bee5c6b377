"""What a newcomer sees of their first notes, on a server with the delays of a real meeting."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from ...support.servers import RealServer
from ..screens import Screens, check_accessibility, write_note

#: Longer than a first note has to wait (milliseconds).
SHOWN_WITHIN_MS = 60_000


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RealServer]:
    running = RealServer(tmp_path / "data")
    yield running
    running.stop()


@pytest.mark.thorough
def test_a_first_note_is_saved_and_shown_to_others_a_little_later(screens: Screens) -> None:
    screens.open_meeting(template="standing")
    chair = screens.chair()
    phone, laptop = screens.phone(), screens.laptop()
    write_note(phone, "a kind word")
    write_note(laptop, "a plain letter")
    for page, text in ((phone, "a kind word"), (laptop, "a plain letter")):
        expect(page.locator(".saved-notice", has_text="Others see it soon").first).to_be_visible()
        expect(page.locator(".note", has_text=text).first).to_contain_text("saved; shown soon")
    expect(chair.locator(".note")).to_have_count(0)
    check_accessibility(phone, laptop)
    expect(chair.locator(".note")).to_have_count(2, timeout=SHOWN_WITHIN_MS)
    for page in (phone, laptop):
        expect(page.get_by_text("Others see it soon")).to_have_count(0)
        expect(page.locator(".note", has_text="yours").first).to_be_visible()
