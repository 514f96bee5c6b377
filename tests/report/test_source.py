"""A meeting that goes to another process has the same report and the same export there."""

import msgspec

from live_cop.report.compile import compile
from live_cop.report.formats import meeting_file
from live_cop.report.series_facts import Series
from live_cop.report.source import source_of
from live_cop.report.worker import RENDERERS, Request, decode

from ..meeting.room import BEN, Room
from ..meeting.wall.test_photos import add
from .formats.test_meeting_file import rich_meeting
from .large_meeting import picture


def test_it_is_compiled_to_the_same_report():
    room = rich_meeting()
    request = decode(b"".join(Request("json", source_of(room.state, room.now), pictures=PICTURES).encode()))
    assert request.pictures == PICTURES
    assert request.source is not None
    assert request.source.report == compile(room.state, room.now)
    assert RENDERERS["json"](request) == meeting_file.write(room.state, room.now)


PICTURES = {"a": b"one", "b": b"", "c": bytes(1000)}


def test_it_contains_nothing_about_single_people():
    room = rich_meeting()
    text = msgspec.json.encode(source_of(room.state, room.now))
    people = [id for id in room.state.of_kind("person") if len(id) > 5]
    assert not any(person.encode() in text for person in people)
    kinds = {kind for kind, *_ in source_of(room.state, room.now).records}
    assert kinds.isdisjoint({"person", "mine", "mark", "hope", "device", "undo", "log"})


def test_the_best_photographs_of_a_meeting_are_those_that_most_people_support():
    room = Room()
    photos = [add(room, picture=letter * 64) for letter in "abc"]
    cut = add(room, picture="d" * 64, cut_from=photos[0])
    for photo in (cut, photos[2]):
        room.do(BEN, "note.too", note=photo)
    source = source_of(room.state, room.now)
    assert source.best_photographs(2) == ["c" * 64, "a" * 64] and len(source.best_photographs(9)) == 3


def test_which_photographs_it_chooses_does_not_tell_in_which_order_they_came():
    chosen = []
    for letters in ("abc", "cab"):
        room = Room()
        for letter in letters:
            add(room, picture=letter * 64)
        chosen.append(source_of(room.state, room.now).best_photographs(1))
    assert chosen[0] == chosen[1]


def test_a_series_report_has_the_photographs_it_is_given():
    room = Room()
    add(room, picture="a" * 64, description="The flip chart")
    source = source_of(room.state, room.now)
    series = Series(title="Homes", community="", reports=[], missing=0, made_at=room.now)
    page = RENDERERS["html"](
        Request("html", series=series, sources=[source], length="full", pictures={"a" * 64: picture(1, 40, 30)})
    ).decode()
    assert "Pictures from our meetings" in page and 'alt="The flip chart"' in page
