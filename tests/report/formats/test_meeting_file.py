"""A meeting exported to another server: the same report there, and nothing but the report in the file."""

import json
from inspect import cleandoc
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from live_cop.meeting.agenda.carry_over import next_running_order
from live_cop.meeting.audience import SYSTEM
from live_cop.meeting.contacts.breadth import People, count_backgrounds
from live_cop.meeting.decide import decide
from live_cop.meeting.lifecycle.import_meeting import MeetingImport
from live_cop.meeting.lifecycle.meeting_file import KINDS, MeetingFile, read
from live_cop.meeting.refusal import Refusal
from live_cop.meeting.state import State
from live_cop.meeting.voices.people import PersonArrive
from live_cop.report.compile import ContactFacts, compile
from live_cop.report.facts import Report
from live_cop.report.formats import meeting_file

from ...meeting.room import ANN, BEN, CHAIR, Room, refused
from ..test_compile import marked
from ..test_series import three_meetings
from .test_html import difficult_meeting, full_meeting

LATER = 1_800_000_000_000


def imported_room(data: bytes) -> Room:
    """The meeting imported on another server."""
    file = read(data)
    room = Room.empty("ACDEFG", LATER)
    room.state = State.restore("ACDEFG", "other", file.revision, ())
    room.give(SYSTEM, MeetingImport(code="ACDEFG", file=file))
    room.join(CHAIR, role="chair")
    return room


def same(report: Report) -> Report:
    """The report without its time and its calendar file, which contains the code of the meeting."""
    return msgspec.structs.replace(report, made_at=0, calendar="")


def rich_meeting() -> Room:
    room = full_meeting()
    room.do(CHAIR, "meeting.reopen")
    for person in list(room.state.of_kind("person")):
        # The close has forgotten whose device is on line.
        room.system(PersonArrive(person=person))
    room.do(CHAIR, "agenda.start", section=room.section(2))
    room.do(CHAIR, "round.start", seconds=60)
    while any(turn.state in ("waiting", "speaking") for turn in room.state.of_kind("turn").values()):
        room.do(CHAIR, "round.next")
    gone = room.note(text="Mrs Miller of number nine", zone=room.zone(1))
    polish = room.note(text="Kto to wie", zone=room.zone(1), lang="pl")
    room.do(CHAIR, "note.translate", note=polish, lang="en", text="Who knows")
    room.do(CHAIR, "snapshot.take", title="Before")
    room.do(ANN, "note.remove", note=gone)
    step = room.do(CHAIR, "step.add", what="Ring the council", by_when="2026-12-03", notice="A name")["step"]
    room.do(ANN, "person.edit", name="Ann Other")
    room.do(ANN, "step.offer", step=step)
    room.do(BEN, "invite.add", text="Somebody from the job centre")
    room.do(CHAIR, "next.fix", at=LATER, venue="The library", video_url="https://example.org/call")
    room.do(CHAIR, "recommendation.add", text="One phone number", to="The council")
    room.do(CHAIR, "resource.add", title="A guide", url="https://example.org/", helps="Tenants")
    room.do(CHAIR, "scale.add", question="Never opened?")
    snapshots = list(room.state.of_kind("snapshot"))
    room.do(CHAIR, "snapshot.edit", snapshot=snapshots[1], left_out=True)
    room.do(CHAIR, "snapshot.move", snapshot=snapshots[-1], to=0)
    room.do(CHAIR, "meeting.close")
    return room


@pytest.mark.parametrize("make", [rich_meeting, difficult_meeting, lambda: three_meetings()[-1], lambda: Room("blank")])
@pytest.mark.parametrize("published", [False, True])
def test_an_imported_meeting_has_the_same_report(make, published):
    room = make()
    if published:
        room.do(CHAIR, "report.publish")
    if room.state.get("meeting", "meeting").state != "closed":
        room.do(CHAIR, "meeting.close")
    imported = imported_room(meeting_file.write(room.state, room.now))
    assert same(compile(imported.state, LATER)) == same(compile(room.state, room.now))


def test_an_imported_meeting_can_be_exported_again():
    room = rich_meeting()
    imported = imported_room(meeting_file.write(room.state, room.now))
    again = imported_room(meeting_file.write(imported.state, LATER))
    assert same(compile(again.state, LATER)) == same(compile(room.state, room.now))


def test_the_chair_can_edit_an_imported_meeting_and_no_id_is_used_twice():
    room = rich_meeting()
    imported = imported_room(meeting_file.write(room.state, room.now))
    ids = {(kind, id) for kind, id, _ in imported.state.entries()}
    imported.do(CHAIR, "report.edit", conclusions="We go on.")
    new = imported.do(CHAIR, "recommendation.add", text="Another")["recommendation"]
    assert ("recommendation", new) not in ids
    assert [each.text for each in compile(imported.state, LATER).recommendations] == ["One phone number", "Another"]
    assert compile(imported.state, LATER).conclusions == "We go on."
    order = next_running_order(imported.state)
    assert [step.what for step in order.steps] == ["Ring the council"] and order.scales[0].memory


def test_the_file_contains_the_breadth():
    room = rich_meeting()
    counted = count_backgrounds([("Housing", "lived")] * 12)
    listed = ContactFacts(msgspec.structs.replace(counted, people=People(15, 10, 5)))
    imported = imported_room(meeting_file.write(room.state, room.now, listed))
    assert compile(imported.state, LATER).breadth == compile(room.state, room.now, listed).breadth
    assert compile(imported.state, LATER).breadth.kinds == [("lived", 10)]


def test_the_file_contains_nothing_that_is_not_in_the_report():
    room = rich_meeting()
    text = meeting_file.write(room.state, room.now).decode()
    for secret in ("Miller", "job centre", "Never opened", '"p0"', '"ann"', room.state.code):
        assert secret not in text, secret
    assert "Ann Other" in text, "she added her name to a step herself"


def test_the_file_obeys_the_recording_mode():
    room = Room()
    room.note(text="stays in the room")
    marked(room, 6)
    room.do(CHAIR, "snapshot.take", title="stays too")
    room.do(CHAIR, "meeting.record", keeps="steps", words="Only next steps.")
    room.do(CHAIR, "meeting.close")
    text = meeting_file.write(room.state, room.now).decode()
    assert "stays" not in text and "How near" not in text
    assert same(compile(imported_room(text.encode()).state, LATER)) == same(compile(room.state, room.now))


def good() -> dict[str, Any]:
    """A valid file as decoded JSON."""
    room = rich_meeting()
    found: dict[str, Any] = json.loads(meeting_file.write(room.state, room.now))
    return found


def changed(**changes: Any) -> bytes:
    return json.dumps(good() | changes).encode()


def first(kind: str, **fields: Any) -> dict[str, Any]:
    """The records of this kind, with changed fields in the first one."""
    records = good()[kind]
    id = next(iter(records))
    records[id] |= fields
    return {kind: records}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not_a_meeting_file"),
        (b"{}", "not_a_meeting_file"),
        (b"[1, 2]", "not_a_meeting_file"),
        (b"\xff\xfe\x00", "not_a_meeting_file"),
        (b"<html></html>", "not_a_meeting_file"),
        (b'{"live_cop": "recipe", "version": 1}', "not_a_meeting_file"),
        (b'{"live_cop": "meeting", "version": 2}', "newer_file"),
        (b'{"live_cop": "meeting", "version": 1}', "broken_file"),
        (b'{"live_cop": "meeting", "x": ' + b"[" * 100_000, "broken_file"),
        (b"[" * 100_000, "not_a_meeting_file"),
    ],
)
def test_other_files_are_refused_with_their_own_code(data, code):
    with refused(code):
        read(data)


@pytest.mark.parametrize(
    "changes",
    [
        {"note": {"n1": {"zone": "nowhere", "text": "x", "x": 0, "y": 0, "color": "butter"}}},
        {"note": {"<b>": {"zone": "z1", "text": "x", "x": 0, "y": 0, "color": "butter"}}},
        {"revision": 10**30},
        {"revision": -(10**12)},
        {"section": {f"a{n}": {"title": "x"} for n in range(1_000)}},
        {"revision": "many"},
        {"meeting": {"title": "x\u0007"}},
        {"picture": {"p9": {"zones": [], "groups": [], "notes": [], "scales": [], "sections": []}}},
    ],
)
def test_a_damaged_file_is_refused_as_a_whole(changes):
    with refused("broken_file"):
        read(changed(**changes))


@pytest.mark.parametrize(
    ("kind", "fields", "code"),
    [
        ("note", {"color": "black"}, "broken_file"),
        ("note", {"text": "x" * 5_000}, "too_long"),
        ("note", {"translations": {"pl": "x" * 501}}, "too_long"),
        ("note", {"translations": {"not a code": "x"}}, "broken_file"),
        ("note", {"lang": "<b>"}, "broken_file"),
        ("note", {"x": 1e300}, "broken_file"),
        ("scale", {"counts": [10**9] * 10}, "broken_file"),
        ("scale", {"counts": [-1] * 10}, "broken_file"),
        ("scale", {"counts": [1]}, "broken_file"),
        ("scale", {"low": 0, "high": 10**9}, "broken_file"),
        ("resource", {"url": "javascript:alert(1)"}, "bad_link_in_file"),
        ("resource", {"url": "file:///etc/passwd"}, "bad_link_in_file"),
        ("resource", {"url": "https://nhs.example@evil.example/"}, "bad_link_in_file"),
        ("next", {"video_url": "https://meet.example/\u202egpj"}, "bad_link_in_file"),
        ("section", {"link": "https://good.example\\@evil.example"}, "bad_link_in_file"),
        ("section", {"planned": 10**18}, "broken_file"),
        ("section", {"minutes": 10**15}, "broken_file"),
        ("section", {"started_at": -(10**14)}, "broken_file"),
    ],
)
def test_an_impossible_record_is_refused(kind, fields, code):
    with refused(code):
        read(changed(**first(kind, **fields)))


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_a_damaged_file_is_refused_or_is_a_whole_meeting(data):
    whole = json.dumps(good()).encode()
    place = data.draw(st.integers(0, len(whole) - 1))
    cut = data.draw(st.booleans())
    damaged = whole[:place] if cut else whole[:place] + bytes([data.draw(st.integers(0, 255))]) + whole[place + 1 :]
    try:
        imported = imported_room(damaged)
    except Refusal as refusal:
        assert refusal.code in (
            "not_a_meeting_file",
            "newer_file",
            "broken_file",
            "bad_link_in_file",
            "too_long",
            "empty",
        )
    else:
        assert not cut and compile(imported.state, LATER).title


def test_screens_receive_the_same_kinds_of_record():
    room = rich_meeting()
    imported = imported_room(meeting_file.write(room.state, room.now))
    for viewer in (ANN, CHAIR):
        sent = [{kind for kind, _, record in each.state.since(None, viewer) if record} for each in (room, imported)]
        assert sent[1] - sent[0] == {"brought"} and "picture" not in sent[1]


def test_a_meeting_is_imported_only_into_an_empty_one_and_by_the_server():
    room = rich_meeting()
    file = read(meeting_file.write(room.state, room.now))
    with refused("meeting_exists"):
        decide(room.state, MeetingImport(code="ACDEFG", file=file), SYSTEM, LATER)
    with refused("not_allowed"):
        decide(room.state, MeetingImport(code="ACDEFG", file=file), CHAIR, LATER)


def test_every_public_kind_is_in_the_file_or_deliberately_left_out():
    """A new kind of record must be added to the file, or to this list."""
    left_out = {"person", "timer", "plan", "board", "on_now", "turn", "hand", "date", "prompt", "team", "teams"}
    left_out |= {"log", "present"}
    room = rich_meeting()
    seen = {
        kind for kind, _, entry in room.state.entries() if entry.record is not None and entry.audience == "@everyone"
    }
    assert seen - set(KINDS) - left_out <= {"meeting", "report", "brought"}


def test_the_documented_schema_is_that_of_the_code():
    written = Path(__file__).parents[3] / "docs" / "meeting-file.schema.json"
    # To update it: python -c "from tests.report.formats.test_meeting_file import schema; print(schema(), end='')"
    assert written.read_text() == schema()


def schema() -> str:
    return json.dumps(alike(msgspec.json.schema(MeetingFile)), indent=1, ensure_ascii=False) + "\n"


def alike(schema: Any) -> Any:
    """The schema without what msgspec says from version 0.23 on only: names of properties, descriptions unindented."""
    if isinstance(schema, list):
        return [alike(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: alike(each) for key, each in schema.items() if key != "propertyNames"}
    return found | (
        {"description": cleandoc(found["description"])} if isinstance(found.get("description"), str) else {}
    )
