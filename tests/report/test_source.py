"""A meeting that goes to another process has the same report and the same export there."""

import msgspec

from live_cop.report.compile import compile
from live_cop.report.formats import meeting_file
from live_cop.report.source import source_of
from live_cop.report.worker import RENDERERS, Request, decode

from .formats.test_meeting_file import rich_meeting


def test_it_is_compiled_to_the_same_report():
    room = rich_meeting()
    request = decode(Request("json", source_of(room.state, room.now)).encode())
    assert request.source is not None
    assert request.source.report == compile(room.state, room.now)
    assert RENDERERS["json"](request) == meeting_file.write(room.state, room.now)


def test_it_contains_nothing_about_single_people():
    room = rich_meeting()
    text = msgspec.json.encode(source_of(room.state, room.now))
    people = [id for id in room.state.of_kind("person") if len(id) > 5]
    assert not any(person.encode() in text for person in people)
    kinds = {kind for kind, *_ in source_of(room.state, room.now).records}
    assert kinds.isdisjoint({"person", "mine", "mark", "hope", "device", "undo", "log"})
