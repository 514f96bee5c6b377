"""Slides: who may bring and show them, which page each screen sees, and what is left of them."""

from typing import Any

import msgspec

from live_cop.meeting.audience import Actor
from live_cop.meeting.display.slides import MOST_PAGES, TEXT_LENGTH, SlidesPut
from live_cop.meeting.lifecycle import meeting_file
from live_cop.meeting.records.slides import SlidePage
from live_cop.report.compile import compile
from live_cop.report.formats.meeting_file import write

from ..room import ANN, BEN, BOARD, CHAIR, HELPER, Room, refused


def page(number: int, text: str = "") -> SlidePage:
    return SlidePage(picture=f"{number:064x}", width=1600, height=900, text=text or f"Words of page {number}")


def put(room: Room, actor: Actor = CHAIR, pages: int = 3, title: str = "Ways out", first: int = 1) -> None:
    given = [page(number) for number in range(first, first + pages)]
    assert room.give(actor, SlidesPut(title=title, pages=given)) == {"pages": pages}


def with_slides(**args: Any) -> Room:
    room = Room()
    room.join(HELPER, role="helper")
    put(room, **args)
    return room


def pages_seen(room: Room, viewer: Actor) -> list[int]:
    return [number for number in range(1, 9) if f"{number:064x}".encode() in room.seen(viewer)]


def board(room: Room) -> str:
    return str(room.state.get("board", "board").showing)


def test_everyone_sees_the_page_on_the_board_and_the_chair_s_side_all():
    room = with_slides()
    assert pages_seen(room, ANN) == pages_seen(room, BOARD) == [] and pages_seen(room, HELPER) == [1, 2, 3]
    room.do(HELPER, "slides.show", page=2)
    assert board(room) == "slides"
    for viewer in (ANN, BEN, BOARD):
        assert pages_seen(room, viewer) == [2] and b"Words of page 2" in room.seen(viewer)
    room.do(CHAIR, "slides.show", page=3)
    assert pages_seen(room, ANN) == [3] and pages_seen(room, CHAIR) == [1, 2, 3]
    room.do(CHAIR, "slides.hide")
    assert pages_seen(room, ANN) == [] and board(room) != "slides"
    assert room.state.get("slides", "slides").page == 3, "where they were"
    room.do(CHAIR, "board.show", view="slides")
    assert pages_seen(room, ANN) == [3]


def test_another_view_of_the_board_hides_them_from_all_screens():
    room = with_slides()
    room.do(HELPER, "slides.show", page=1)
    room.do(CHAIR, "board.show", view="wall")
    assert pages_seen(room, ANN) == []


def test_a_blank_board_stays_blank_while_the_presenter_goes_on():
    room = with_slides()
    room.do(CHAIR, "slides.show", page=1)
    room.do(CHAIR, "board.show", view="blank")
    room.do(HELPER, "slides.show", page=2)
    assert board(room) == "blank" and pages_seen(room, ANN) == []
    room.do(CHAIR, "board.show", view=room.state.get("board", "board").before)
    assert pages_seen(room, ANN) == [2]
    room.do(CHAIR, "board.show", view="blank")
    room.do(CHAIR, "slides.remove")
    assert room.state.get("board", "board").before == "auto"


def test_only_the_chair_s_side_brings_and_shows_them():
    room = with_slides(actor=HELPER)
    for actor in (ANN, BOARD):
        with refused("not_allowed"):
            put(room, actor)
        for name, args in (("show", {"page": 1}), ("hide", {}), ("remove", {})):
            with refused("not_allowed"):
                room.do(actor, f"slides.{name}", **args)
    with refused("unknown_command"):
        room.do(CHAIR, "slides.put", title="x", pages=[])


def test_what_is_not_there_cannot_be_shown():
    room = Room()
    for name, args in (("slides.show", {"page": 1}), ("slides.hide", {}), ("slides.remove", {})):
        with refused("unknown_slides"):
            room.do(CHAIR, name, **args)
    with refused("unknown_slides"):
        room.do(CHAIR, "board.show", view="slides")
    put(room)
    with refused("unknown_page"):
        room.do(CHAIR, "slides.show", page=4)
    for wrong in (0, -1, MOST_PAGES + 1, 1.5, "1"):
        with refused("bad_args"):
            room.do(CHAIR, "slides.show", page=wrong)


def test_how_many_pages_and_words_they_may_have():
    room = Room()
    with refused("too_many_pages"):
        put(room, pages=MOST_PAGES + 1)
    with refused("empty"):
        room.give(CHAIR, SlidesPut(title="x", pages=[]))
    room.give(CHAIR, SlidesPut(title="", pages=[page(1, "a\ufb01\u0000b \n" * TEXT_LENGTH)]))
    (slide,) = room.state.of_kind("slide").values()
    assert len(slide.text) <= TEXT_LENGTH and "\0" not in slide.text


def test_new_slides_take_the_place_of_the_old_ones():
    room = with_slides()
    room.do(CHAIR, "slides.show", page=3)
    put(room, pages=2, first=5, title="Others")
    assert pages_seen(room, CHAIR) == [5, 6] and pages_seen(room, ANN) == [5]
    assert room.state.get("slides", "slides").title == "Others"


def test_what_is_removed_is_in_no_record_and_no_history():
    room = with_slides()
    room.do(CHAIR, "slides.show", page=2)
    room.do(CHAIR, "slides.remove")
    assert board(room) != "slides"
    assert not room.state.of_kind("slides") and not room.state.of_kind("slide")
    redaction = room.erased[room.state.revision]
    for revision, changes in room.journal:
        for change in changes if revision < room.state.revision else ():
            if change.record is not None:
                redacted = redaction.redact(change.kind, change.id, change.record)
                assert b"Words of page" not in msgspec.json.encode(redacted)
                assert f"{2:064x}".encode() not in msgspec.json.encode(redacted)


def test_a_page_that_is_erased_leaves_no_gap():
    room = with_slides()
    room.do(CHAIR, "slides.show", page=3)
    ids = {slide.number: id for id, slide in room.state.of_kind("slide").items()}
    room.do(CHAIR, "words.erase", kind="slide", id=ids[2])
    assert pages_seen(room, CHAIR) == [1, 3] and pages_seen(room, ANN) == [3]
    slides = room.state.get("slides", "slides")
    assert (slides.page, slides.pages) == (2, 2)
    for number in (1, 3):
        room.do(CHAIR, "words.erase", kind="slide", id=ids[number])
    assert not room.state.of_kind("slides") and board(room) != "slides"


def test_they_are_shown_in_any_recording_mode_and_kept_where_pictures_are():
    for keeps, left in (("pictures", [1, 2, 3]), ("notes", []), ("steps", [])):
        room = with_slides()
        room.do(CHAIR, "meeting.record", keeps=keeps)
        assert compile(room.state, room.now).slides == ""
        room.do(CHAIR, "slides.show", page=1)
        assert pages_seen(room, ANN) == [1]
        room.do(CHAIR, "meeting.close")
        assert board(room) == "end" and pages_seen(room, ANN) == [] and pages_seen(room, CHAIR) == left
        assert compile(room.state, room.now).slides == ("Ways out" if left else "")


def test_after_the_close_they_can_only_be_removed():
    room = with_slides()
    room.do(CHAIR, "meeting.close")
    with refused("closed"):
        room.do(CHAIR, "slides.show", page=1)
    room.do(CHAIR, "slides.remove")
    assert pages_seen(room, CHAIR) == []


def test_an_export_has_only_the_pages_that_everyone_has_seen():
    room = with_slides(pages=4)
    images = {f"{number:064x}": b"RIFF....WEBP%d" % number for number in range(1, 5)}

    def exported() -> meeting_file.MeetingFile:
        return msgspec.json.decode(write(room.state, room.now, parts=images), type=meeting_file.MeetingFile)

    assert not exported().slides and not exported().images
    for number in (4, 2):
        room.do(CHAIR, "slides.show", page=number)
    file = exported()
    assert [(each.number, each.text) for each in file.slide.values()] == [
        (1, "Words of page 2"),
        (2, "Words of page 4"),
    ]
    assert (file.slides["slides"].pages, file.slides["slides"].page) == (2, 1)
    assert sorted(file.images) == [f"{2:064x}", f"{4:064x}"]
