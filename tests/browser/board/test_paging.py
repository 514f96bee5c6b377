"""Pages of the board: everything is seen within a minute, and what is being read stays."""

import pytest
from playwright.sync_api import Page, expect

from live_cop.meeting.wall.photos import PhotoAdd

from ...meeting.room import ANN, CHAIR, Room
from ..screens import Screens
from .full_board import SIZES, Case, FullBoard, meeting, words

#: The notes that can be seen, each with its place.
NOTES = """() => Object.fromEntries(Array.from(document.querySelectorAll(".board-item.is-note.on"), (item) => {
  const { left, top, width, height } = item.getBoundingClientRect();
  return [item.dataset.key, [left, top, width, height].map(Math.round).join(" ")];
}))"""


def seen(page: Page) -> dict[str, str]:
    found: dict[str, str] = page.evaluate(NOTES)
    return found


def wall(notes: int, order: str = "blank") -> Room:
    """A meeting with so many notes in one zone."""
    room = Room(order)
    room.do(CHAIR, "agenda.start")
    for n in range(notes):
        room.note(ANN, words("plain", (70, 25, 60, 45)[n % 4]), zone=room.zone())
    room.do(CHAIR, "board.show", view="wall")
    return room


@pytest.mark.thorough
@pytest.mark.parametrize("size", [SIZES[1], pytest.param(SIZES[2], marks=pytest.mark.thorough)])
def test_a_hundred_notes_are_seen_within_a_minute(screens: Screens, size: tuple[int, int]) -> None:
    board = FullBoard(screens, clock=True)
    board.resize(size, 100)
    room = wall(100)
    board.tell(room)
    found = set(seen(board.page))
    assert 8 < len(found) < 100
    for _ in range(59):
        board.page.clock.run_for(1_000)
        found |= set(seen(board.page))
    assert found == set(room.state.public("note"))


@pytest.mark.thorough
def test_more_than_a_minute_of_notes_is_shown_by_group(screens: Screens) -> None:
    board = FullBoard(screens)
    case = Case("wall", 150, 27, "long", "nothing", (1920, 1080), 100)
    room = meeting(case)
    zone = room.state.get("board", "board").zone or next(iter(room.state.public("note").values())).zone
    of_zone = [id for id, note in room.state.public("note").items() if note.zone == zone]
    photo = room.give(CHAIR, PhotoAdd(zone=zone, picture="a" * 64, width=1500, height=2000))["photo"]
    room.do(CHAIR, "group.add", zone=zone, title="Being asked", notes=[*of_zone[:19], photo])
    room.do(CHAIR, "group.add", zone=zone, title="A place to sit", notes=of_zone[19:])
    board.resize(case.size, 100)
    board.tell(room)
    box = board.page.locator(".board-box.on")
    expect(box).to_have_count(2)
    expect(box.filter(has_text="Being asked 20")).to_have_count(1)
    assert not set(of_zone) & set(seen(board.page))
    # The name of a group does not tell what is in its photographs: they are seen, small.
    assert board.page.locator(".board-item.on .photo-image").evaluate(
        """(picture) => {
            const page = picture.closest(".board-window").getBoundingClientRect();
            const inner = picture.getBoundingClientRect();
            return inner.height > 50 && inner.top >= page.top && inner.bottom <= page.bottom;
        }"""
    )


def test_what_is_being_read_stays_when_a_note_comes(screens: Screens) -> None:
    board = FullBoard(screens, clock=True)
    board.resize((1920, 1080), 100)
    for notes in (12, 60):
        room = wall(notes)
        board.tell(room)
        board.page.clock.run_for(500)
        before = seen(board.page)
        # So many that they would not fit in letters of this size.
        for n in range(8):
            revision = room.state.revision
            room.note(ANN, f"One more, number {n}", zone=room.zone())
            board.tell_changes(room, revision)
            now = seen(board.page)
            assert {id: now.get(id) for id in before} == before
        # Its page does not stay any longer for them either.
        board.page.clock.run_for(15_500)
        board.settle()
        assert seen(board.page) != before


def test_the_notes_beside_a_scale_are_few_pages(screens: Screens) -> None:
    board = FullBoard(screens)
    board.resize((1920, 1080), 100)
    board.tell(meeting(Case("answers", 40, 27, "plain", "nothing", (1920, 1080), 100)))
    pages = board.page.locator(".board-scale .board-pages i")
    expect(pages.first).to_be_visible()
    # Each page stays for some seconds, so more pages would take longer than people look.
    assert pages.count() <= 5
