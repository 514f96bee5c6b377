"""Files of version 0.1.0 can still be opened: a database with an open and a closed meeting, and an exported meeting.

The folder version_0_1_0/ was written by that version itself: `live_cop.sqlite`, `meeting.json` (the closed meeting,
exported), and `expected.json` (what it read from the database: each record with its revision, its audience and who has
lost sight of it). They are never regenerated.
"""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from live_cop.meeting.lifecycle import meeting_file
from live_cop.meeting.lifecycle.import_meeting import MeetingImport
from live_cop.meeting.state import State
from live_cop.report.compile import compile
from live_cop.store.store import Store

from ..meeting.room import CHAIR, Room

FILES = Path(__file__).parent / "version_0_1_0"
EXPECTED = json.loads((FILES / "expected.json").read_text(encoding="utf-8"))
OPEN, CLOSED = "K7M3QX", "ACDEFG"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    shutil.copy(FILES / "live_cop.sqlite", tmp_path)
    store = Store(tmp_path)
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


#: Fields that version 0.1.0 did not have, with their values where they are missing.
NEW_FIELDS = {
    "scale": {"received": 0},
    "hopes": {"received": 0},
    "review": {"received": 0},
    "date": {"received": 0, "floor": 5},
}


def with_new_fields(kind: str, record: dict[str, Any]) -> dict[str, Any]:
    if kind == "picture":
        scales = [[id, with_new_fields("scale", scale)] for id, scale in record["scales"]]
        return {**record, "scales": scales}
    return {**record, **NEW_FIELDS.get(kind, {})}


@pytest.mark.parametrize("code", [OPEN, CLOSED])
def test_every_record_is_unchanged(store, code):
    loaded = store.load(code)
    assert loaded.state.revision == EXPECTED[code]["revision"]
    expected = {
        key: [record and with_new_fields(key.split()[0], record), *rest]
        for key, (record, *rest) in EXPECTED[code]["records"].items()
    }
    found = json.loads(json.dumps(records(loaded.state)))
    # A tally counted the marks then; it has another content now.
    assert not {key for key in found.keys() | expected if found.get(key) != expected.get(key) and key[:5] != "tally"}


def test_the_open_meeting_can_be_rebuilt_from_its_journals(store):
    rebuilt, loaded = store.rebuild(OPEN), store.load(OPEN).state
    assert rebuilt.entries() == loaded.entries()


def test_the_open_meeting_can_continue(store):
    room = Room.empty(OPEN, 1_700_000_000_000)
    room.state = store.load(OPEN).state
    note = room.note(CHAIR, "written by a newer version", zone=room.zone(1))
    room.do(CHAIR, "meeting.close")
    assert room.state.get("note", note).text in {
        note.text for place in compile(room.state, room.now).zones for note in place.single
    }


def test_links_lists_and_mailings_are_unchanged(store):
    assert store.find_grant(EXPECTED["chair_token"]).meeting == CLOSED
    community = store.community_of_token(EXPECTED["community_token"])
    assert store.community_of(CLOSED) == community.id
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
    assert (imported.title, imported.zones, imported.spreads, imported.snapshots) == (
        original.title,
        original.zones,
        original.spreads,
        original.snapshots,
    )
