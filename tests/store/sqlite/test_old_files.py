"""Files of version 0.1.0 can still be opened: a database with an open and a closed meeting, and an exported meeting.

The folder version_0_1_0/ was written by that version itself: `live_cop.sqlite`, `meeting.json` (the closed meeting,
exported), and `expected.json` (what it read from the database: each record with its revision, its audience and who has
lost sight of it). They are never regenerated.
"""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from live_cop.meeting.display.pictures import PictureContent
from live_cop.meeting.lifecycle import meeting_file
from live_cop.meeting.lifecycle.import_meeting import MeetingImport
from live_cop.meeting.records import RECORDS
from live_cop.meeting.state import State
from live_cop.meeting.voices.people import PersonArrive
from live_cop.report.compile import compile
from live_cop.report.facts import Report
from live_cop.store.opening import open_store
from live_cop.store.store import Store

from ...meeting.room import CHAIR, Room, pictures_of
from ...support.stores import ABOUT_THE_FILE, path_of
from ..stored_room import StoredRoom, full_state

pytestmark = ABOUT_THE_FILE

FILES = Path(__file__).parent / "version_0_1_0"
EXPECTED = json.loads((FILES / "expected.json").read_text(encoding="utf-8"))
OPEN, CLOSED = "K7M3QX", "ACDEFG"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    shutil.copy(FILES / "live_cop.sqlite", tmp_path)
    store = open_store(tmp_path)
    yield store
    store.close()


def records(state: State) -> dict[str, Any]:
    return {
        f"{kind} {id}": [
            None if entry.record is None else msgspec.to_builtins(entry.record),
            entry.revision,
            entry.audience,
            sorted(entry.lost),
        ]
        for kind, id, entry in state.entries()
    }


def to_the_minute(at: int) -> int:
    return at - at % 60_000


def migrated(kind: str, record: dict[str, Any]) -> dict[str, Any]:
    """An old record as the migration to files without history leaves it, with the fields that are new since."""
    return json.loads(msgspec.json.encode(msgspec.convert(_migrated(kind, record), RECORDS[kind])))


def _migrated(kind: str, record: dict[str, Any]) -> dict[str, Any]:
    if kind in ("note", "removed", "held", "folded"):
        return record | {"at": to_the_minute(record["at"])}
    if kind == "person":
        return record | {"online": True}
    if kind == "turn" and record["state"] == "done":
        return record | {"started_at": None}
    return record


#: Kinds that the migration drops, or of which it writes the present records anew.
CHANGED = {"tally", "counted", "scale", "hopes", "review", "date", "log", "undo", "picture", "pictured"}


def comparable(found: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in found.items() if key.split()[0] not in CHANGED}


def test_every_record_of_the_open_meeting_is_there_with_its_revision_and_audience(store):
    state = store.load(OPEN).state
    # The migration is one step more.
    assert state.revision == EXPECTED[OPEN]["revision"] + 1
    expected = {
        key: [record and migrated(key.split()[0], record), *rest]
        for key, (record, *rest) in comparable(EXPECTED[OPEN]["records"]).items()
    }
    assert comparable(json.loads(json.dumps(records(state)))) == expected


def test_every_record_of_the_closed_meeting_is_there_without_its_history(store):
    state = store.load(CLOSED).state
    assert state.revision == EXPECTED[CLOSED]["revision"]
    assert {entry.revision for *_, entry in state.entries()} == {state.revision}
    assert [(kind, id) for kind, id, _ in state.entries()] == sorted((kind, id) for kind, id, _ in state.entries())
    kept = [(key.split()[0], *rest) for key, rest in EXPECTED[CLOSED]["records"].items() if rest[0] is not None]

    def words(kind: str, record: dict[str, Any]) -> str:
        return json.dumps(record, sort_keys=True)

    expected = sorted(
        (kind, words(kind, migrated(kind, record)), audience)
        for kind, record, _, audience, _ in kept
        if kind not in CHANGED
    )
    found = sorted(
        (kind, words(kind, json.loads(msgspec.json.encode(entry.record))), entry.audience)
        for kind, _, entry in state.entries()
        if kind not in CHANGED
    )
    assert found == expected
    assert not {kind for kind, *_ in state.entries()} & {"tally", "hope_tally", "review_tally", "hiding"}


@pytest.mark.parametrize("code", [OPEN, CLOSED])
def test_every_picture_shows_what_it_showed(store, code):
    def words(picture: dict[str, Any]) -> dict[str, Any]:
        """What it shows, in any order, and without the ids of notes, which are new once a meeting is closed."""
        shown = {
            field: sorted(json.dumps([id if field != "notes" else "", each], sort_keys=True) for id, each in records)
            for field, records in picture.items()
            if field != "gone"
        }
        return {"gone": picture.get("gone", 0), **shown}

    state = store.load(code).state
    expected = {}
    for key, (record, *_) in EXPECTED[code]["records"].items():
        if key.startswith("picture ") and record is not None:
            old = msgspec.to_builtins(msgspec.convert(record, PictureContent))
            notes = [[id, _migrated("note", note)] for id, note in old["notes"]]
            expected[key.split()[1]] = words({**old, "notes": notes})
    assert expected
    assert {id: words(msgspec.to_builtins(each)) for id, each in pictures_of(state).items()} == expected
    assert full_state(store.rebuild(code)) == full_state(state)


def test_nothing_of_the_closed_meetings_history_is_left_in_the_file(store):
    old = {
        key.split()[1] for key in EXPECTED[CLOSED]["records"] if key.split()[0] in ("note", "removed", "folded", "held")
    }
    with sqlite3.connect(path_of(store)) as db:
        steps = db.execute("select revision, at from journal where meeting = ?", (CLOSED,)).fetchall()
        assert [(revision, at % 60_000) for revision, at in steps] == [(EXPECTED[CLOSED]["revision"], 0)]
        sightings = db.execute("select note, minute from note_sightings where meeting = ?", (CLOSED,)).fetchall()
        answers = [
            json.loads(text) for (text,) in db.execute("select answer from answers where meeting = ?", (CLOSED,))
        ]
        assert all(answer["revision"] == EXPECTED[CLOSED]["revision"] and not answer["result"] for answer in answers)
        changes = " ".join(text for (text,) in db.execute("select changes from journal where meeting = ?", (CLOSED,)))
    present = set(store.load(CLOSED).state.public("note"))
    # The ids followed from revisions, so they told in which order the notes were written.
    assert present and {note for note, _ in sightings} == present and not present & old
    assert not [id for id in old if f'"{id}"' in changes]
    assert all(minute % 60_000 == 0 for _, minute in sightings)
    assert not store.scrub_pending


@pytest.mark.parametrize("code", [OPEN, CLOSED])
def test_a_meeting_can_be_rebuilt_from_its_journals(store, code):
    rebuilt, loaded = store.rebuild(code), store.load(code).state
    assert rebuilt.entries() == loaded.entries() and rebuilt.revision == loaded.revision


def test_the_closed_meeting_can_be_opened_again_and_closed(store):
    room = Room.empty(CLOSED, 1_900_000_000_000)
    room.state = store.load(CLOSED).state
    stored = StoredRoom(store, room)
    stored.state = store.load(CLOSED).state
    room.do(CHAIR, "meeting.reopen")
    room.do(CHAIR, "meeting.close")
    stored.save()
    assert full_state(store.load(CLOSED).state) == full_state(store.rebuild(CLOSED)) == full_state(room.state)


def test_the_open_meeting_can_continue(store):
    room = Room.empty(OPEN, 1_700_000_000_000)
    room.state = store.load(OPEN).state
    note = room.note(CHAIR, "written by a newer version", zone=room.zone(1))
    room.do(CHAIR, "meeting.close")
    assert room.state.get("note", note).text in {
        note.text for place in compile(room.state, room.now).zones for note in place.single
    }


@pytest.mark.parametrize("code", [OPEN, CLOSED])
def test_the_board_of_an_older_meeting_follows_again(store, code):
    """What the meeting is at has a record of its own since; the board reads it."""
    room = Room.empty(code, 1_900_000_000_000)
    room.state = store.load(code).state
    showing = room.state.get("board", "board").showing
    room.do(CHAIR, "board.show", view="blank")
    room.do(CHAIR, "board.show", view="auto")
    assert room.state.get("board", "board").showing == room.state.get("on_now", "on_now").view == showing


def test_an_older_meeting_says_what_it_is_at_once_somebody_is_back(store):
    room = Room.empty(OPEN, 1_900_000_000_000)
    room.state = store.load(OPEN).state
    room.system(PersonArrive(person="ann"))
    assert room.state.get("on_now", "on_now").question


def test_links_lists_and_mailings_are_unchanged(store):
    assert store.links.find(EXPECTED["chair_token"]).meeting == CLOSED
    community = store.communities.by_token(EXPECTED["community_token"])
    assert store.communities.of_meeting(CLOSED) == community.id
    assert [entry.entry.name for entry in store.attendance.entries(community.id)] == ["Ann"]
    assert [board.decider.organisation for board in store.attendance.deciders(community.id)] == ["Council"]
    [mailing] = store.mailings.of_meeting(CLOSED)
    assert mailing.mailing.subject == "The report"
    assert [letter.state for letter in store.mailings.letters(mailing.id)] == ["waiting"]


def test_an_exported_meeting_is_imported(store):
    file = meeting_file.read((FILES / "meeting.json").read_bytes())
    room = Room.empty("HJKMNP", 1_800_000_000_000)
    room.state = State.restore("HJKMNP", "epoch", file.revision, ())
    room.system(MeetingImport(code="HJKMNP", file=file))
    imported, original = compile(room.state, room.now), compile(store.load(CLOSED).state, room.now)
    assert facts(imported) == facts(original)
    records = list(room.state.of_kind("note").values())
    records += [note for picture in pictures_of(room.state).values() for _, note in picture.notes]
    assert all(note.at % 60_000 == 0 for note in records)


def facts(report: Report) -> Any:
    """What a report tells; notes of one minute in any order."""
    zones = [report.zones, *(snapshot.zones for snapshot in report.snapshots)]
    for zone in [zone for each in zones for zone in each]:
        for notes in (zone.single, *(group.notes for group in zone.groups)):
            notes.sort(key=str)
    return report.title, report.zones, report.spreads, report.snapshots
