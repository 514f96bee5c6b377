"""What the host can read from the file after the close: what everyone saw at the end, and no history of it.

The attacks here are those of somebody who has every row and every byte of the file: the order of rows, revisions,
times, old versions, counts that were never shown, and the key from which ids are derived.
"""

import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from live_cop.meeting.audience import NOBODY, SHARED, SYSTEM, Viewer
from live_cop.meeting.draft import Draft
from live_cop.meeting.records import RECORDS
from live_cop.meeting.records.display import PART_KINDS
from live_cop.meeting.state import State
from live_cop.meeting.voices.people import PersonArrive, PersonLeave
from live_cop.store.opening import open_store

from ...meeting.room import ANN, BEN, CHAIR, Room
from ...support.stores import ABOUT_THE_FILE, path_of
from ..stored_room import StoredRoom, full_state, run_eventful_meeting
from .test_erase_text import on_disk

pytestmark = ABOUT_THE_FILE

MINUTE = 60_000
#: Each command is given this much later than the one before, so that no two have the same time.
APART_MS = 1_337
PEOPLE = [Viewer(f"p{number:016x}", "participant") for number in range(12)]
CALLS = ["https://meet.example/birch", "https://meet.example/rowan"]


class Attacked:
    """A meeting that was saved command by command, and what somebody may look for in its file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store, self.room = open_store(folder), Room("solution")
        self.stored = StoredRoom(self.store, self.room)
        #: The times of all commands, and the notes and people in the order in which they came.
        self.times: list[int] = []
        self.notes: list[str] = []
        self.secret = self.room.state.secret
        give = self.room.give

        def give_and_save(actor: Any, command: Any, guest: str | None = None) -> dict[str, Any]:
            self.room.now += APART_MS
            self.times.append(self.room.now)
            result = give(actor, command, guest)
            self.stored.save()
            return result

        self.room.give = give_and_save  # type: ignore[method-assign]

    def hold_meeting(self) -> None:
        room = self.room
        for person in PEOPLE:
            room.join(person)
        run_eventful_meeting(room)
        zone = room.zone(1)
        for number, person in enumerate(PEOPLE * 3):
            room.give(SYSTEM, PersonLeave(person=person.person))
            room.give(SYSTEM, PersonArrive(person=person.person))
            self.notes.append(room.note(person, f"thought {number}", zone=zone))
        for person, note in zip(PEOPLE, self.notes[1:], strict=False):
            room.do(person, "note.too", note=note)
        for note in self.notes[::5]:
            room.do(CHAIR, "note.move", note=note, zone=room.zone(2))
        self.unshown = room.scale()
        for number, person in enumerate(PEOPLE[:7]):
            room.do(person, "scale.mark", scale=self.unshown, value=1 + number)
        # Hands are raised when the next step comes; at the close, people are offered a turn and groups have calls.
        room.do(BEN, "hand.raise")
        room.do(CHAIR, "agenda.next")
        room.do(CHAIR, "teams.split", count=2, how="mixed", minutes=10, links=CALLS)
        room.do(ANN, "hand.raise")
        room.do(CHAIR, "round.start", seconds=60)
        room.do(CHAIR, "round.end")

    def close(self) -> None:
        self.before = {kind for kind, _, entry in self.room.state.entries() if entry.record is not None}
        self.revision = self.room.state.revision + 1
        self.room.do(CHAIR, "meeting.close")

    def rows(self, table: str, columns: str = "*") -> list[dict[str, Any]]:
        with sqlite3.connect(path_of(self.store)) as db:
            db.row_factory = sqlite3.Row
            return [dict(row) for row in db.execute(f"select {columns} from {table} where meeting = 'K7M3QX'")]


@pytest.fixture
def attacked(tmp_path: Path) -> Iterator[Attacked]:
    attacked = Attacked(tmp_path)
    attacked.hold_meeting()
    attacked.close()
    yield attacked
    attacked.store.close()


def test_rows_of_records_say_nothing_by_their_order_their_revision_or_their_losses(attacked):
    rows = attacked.rows("records", "rowid, *")
    keys = [(row["kind"], row["id"]) for row in sorted(rows, key=lambda row: row["rowid"])]
    assert keys == sorted(keys)
    assert {row["revision"] for row in rows} == {attacked.revision}
    assert {row["lost"] for row in rows} == {""}
    assert all(row["record"] for row in rows)
    assert {row["audience"] for row in rows} <= set(SHARED)


def test_the_journals_are_one_step_with_what_is_there_in_the_order_of_ids(attacked):
    [step] = attacked.rows("journal")
    assert (step["revision"], step["at"] % MINUTE) == (attacked.revision, 0)
    shared = json.loads(step["changes"])
    private = [change for row in attacked.rows("private_journal") for change in json.loads(row["changes"])]
    assert {row["revision"] for row in attacked.rows("private_journal")} == {attacked.revision}
    for changes in (shared, private):
        keys = [(kind, id) for _, kind, id, _, _ in changes]
        assert keys == sorted(keys)
    assert {audience for *_, audience in private} == {NOBODY}
    present = {(row["kind"], row["id"]): json.loads(row["record"]) for row in attacked.rows("records")}
    assert {(kind, id): record for _, kind, id, record, _ in shared + private} == present


def test_answers_say_neither_in_which_order_commands_came_nor_what_came_of_them(attacked):
    rows = sorted(attacked.rows("answers", "rowid, *"), key=lambda row: row["rowid"])
    assert len(rows) > 100
    assert [row["key"] for row in rows] == sorted(row["key"] for row in rows)
    assert {row["revision"] for row in rows} == {attacked.revision}
    empty = {"ok": True, "revision": attacked.revision, "result": {}}
    assert [json.loads(row["answer"]) for row in rows] == [empty] * len(rows)


def test_no_id_can_be_derived_from_what_the_file_says(attacked):
    def made(secret: bytes) -> set[str]:
        state, ids = State("K7M3QX", "epoch", secret), set()
        for state.revision in range(attacked.revision):
            draft = Draft(state, SYSTEM, 0)
            ids |= {draft.new_id("n") for _ in range(3)}
        return ids

    # The attack, with the secret that the file had before.
    assert made(attacked.secret) >= set(attacked.notes)
    with sqlite3.connect(path_of(attacked.store)) as db:
        [[secret, epoch]] = db.execute("select secret, epoch from meetings")
    assert len(secret) == 16 and secret != attacked.secret and epoch != "epoch"
    assert not made(secret) & set(attacked.notes)


def test_sightings_are_of_public_notes_by_minute_and_id(attacked):
    rows = attacked.rows("note_sightings")
    assert {row["note"] for row in rows} <= set(attacked.room.state.public("note"))
    assert {row["note"] for row in rows} >= set(attacked.notes)
    assert all(row["minute"] % MINUTE == 0 for row in rows)
    keys = [(row["minute"], row["note"]) for row in rows]
    assert keys == sorted(set(keys))


#: Times in records that belong to the meeting as a whole, and not to what one person did.
TIMES_OF_THE_MEETING = {
    "meeting": {"starts_at", "opened_at", "closed_at"},
    "section": {"started_at", "running_since", "ended_at", "spent"},
    "round": {"started_at", "ended_at"},
    "timer": {"ends_at", "left", "duration"},
    "plan": {"planned_end", "finish"},
    "teams": {"ends_at"},
    "snapshot": {"taken_at"},
    "scale": {"memory", "good_enough_was"},
    "review": {"memory"},
    "date": {"at"},
    "next": {"at"},
    "step": {"from"},
    "brought": {"at"},
}
#: Whatever stands in a cell and could be a time in UTC milliseconds.
SINCE_2001 = 10**12


def fine_times(value: Any) -> Iterator[int]:
    """The numbers in this value that are times finer than a minute."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from fine_times(each)
    elif isinstance(value, int) and value > SINCE_2001 and value % MINUTE:
        yield value


def fine_times_in_record(kind: str, record: dict[str, Any]) -> list[int]:
    if kind == "pictured":
        return [time for part in PART_KINDS if part in record for time in fine_times_in_record(part, record[part])]
    own = {field: value for field, value in record.items() if field not in TIMES_OF_THE_MEETING.get(kind, ())}
    return list(fine_times(own))


#: Tables with rows of every meeting, and columns that hold times of the server or a community.
COLUMNS_OF_THE_SERVER = {("migrations", "applied_at")}
EXPECTED_TABLES = {
    "meetings", "records", "journal", "private_journal", "answers", "note_sightings", "migrations", "openings",
}  # fmt: skip
#: The kinds that may be in the file after a close. A new kind belongs here once it is clear what it tells about people.
EXPECTED_KINDS = {
    "meeting", "section", "timer", "plan", "zone", "group", "note", "removed", "folded", "log", "kept_out",
    "hopes", "scale", "person", "round", "turn", "hand", "teams", "team", "snapshot", "picture", "pictured", "brought",
    "step", "date", "next", "invite", "invites", "review", "board", "prompt", "question", "report", "recommendation",
    "resource", "scheduled", "present", "on_now",
}  # fmt: skip


def test_every_table_is_walked_for_times_of_what_people_did(attacked):
    with sqlite3.connect(path_of(attacked.store)) as db:
        db.row_factory = sqlite3.Row
        tables = [name for (name,) in db.execute("select name from sqlite_master where type = 'table'")]
        filled = {table for table in tables if db.execute(f"select 1 from {table}").fetchone()}
        # Every table that has rows is looked at below; a new one has to be thought about.
        assert filled <= EXPECTED_TABLES
        found = []
        for table in filled:
            for row in db.execute(f"select * from {table}"):
                for column in row.keys():  # noqa: SIM118
                    cell = row[column]
                    if (table, column) in COLUMNS_OF_THE_SERVER:
                        continue
                    if column == "record":
                        times = fine_times_in_record(row["kind"], json.loads(cell))
                    elif column == "changes":
                        times = [
                            time
                            for _, kind, _, record, _ in json.loads(cell)
                            for time in fine_times_in_record(kind, record)
                        ]
                    else:
                        times = list(fine_times(json.loads(cell) if column == "answer" else cell))
                    found += [(table, column, row["kind"] if "kind" in row.keys() else "", t) for t in times]  # noqa: SIM118
        assert not found


def test_no_kind_of_record_is_in_the_file_that_was_not_thought_about(attacked):
    kinds = {row["kind"] for row in attacked.rows("records")}
    assert kinds <= EXPECTED_KINDS
    assert not kinds & {kind for kind, record in RECORDS.items() if record.forgotten_at_close}


#: What exists only while it can be used, or is for one person, or for the server.
OF_THE_MOMENT = {"agenda_before", "agenda_undo", "call", "device", "seat", "team_call", "turn_offer", "undo"}


def test_nothing_that_was_of_the_moment_is_left(attacked):
    assert attacked.before >= OF_THE_MOMENT
    assert not OF_THE_MOMENT & {row["kind"] for row in attacked.rows("records")}
    attacked.store.close()
    left = on_disk(attacked.folder)
    for gone in (b'"agenda_before"', b'"agenda_undo"', b'"turn_offer"', b'"team_call"', *map(str.encode, CALLS)):
        assert gone not in left, gone


def test_no_byte_tells_when_anybody_did_anything(attacked):
    attacked.store.close()
    left = on_disk(attacked.folder)
    allowed = {int(time) for time in re.findall(rb"\d{13}", json.dumps(whole_times(attacked.room.state)).encode())}
    in_text = {time for time in attacked.times if str(time).encode() in left}
    in_numbers = {time for time in attacked.times if time.to_bytes(6) in left}
    assert in_text <= allowed and not in_numbers


def whole_times(state: State) -> list[Any]:
    """The times of the meeting as a whole."""
    return [
        getattr(record, field, None)
        for kind, fields in TIMES_OF_THE_MEETING.items()
        for record in state.of_kind(kind).values()
        for field in fields
        if isinstance(getattr(record, field, None), int)
    ]


@pytest.mark.parametrize("gone", [b'"online":false', b'"edited":', b"[0,0,0", b"1,1,1,1,1,1,1"])
def test_no_byte_of_an_old_version_is_left(attacked, gone):
    """Presence, texts before an edit, and the counts of a scale that nobody was shown."""
    attacked.store.close()
    left = on_disk(attacked.folder)
    if gone == b'"edited":':
        # Each public note stands in the file as often as there are pictures of it, and twice more.
        pictures = len(attacked.room.state.of_kind("picture"))
        for note in attacked.notes:
            # The sightings have it once for each minute in which it moved.
            assert left.count(f'"{note}"'.encode()) <= 2 * pictures + 2
    else:
        assert gone not in left


def test_no_person_loses_sight_of_anything_later_that_they_saw_alone_before_the_close(attacked):
    """What was private before the close must not return to the file with the next change of the same record."""
    room = attacked.room
    room.do(CHAIR, "meeting.reopen")
    for id in list(room.state.public("note")):
        room.do(CHAIR, "note.remove", note=id)
        room.do(CHAIR, "note.restore", note=id)
    lost = {each for row in attacked.rows("records") for each in row["lost"].split()}
    assert lost <= set(SHARED)
    assert not {row["audience"] for row in attacked.rows("records")} & {ANN.person, BEN.person, *PEOPLE}


@pytest.mark.parametrize("batches", ["one", "many"])
def test_memory_and_both_ways_to_read_the_file_are_equal_after_the_close_and_after_going_on(tmp_path, batches):
    attacked = Attacked(tmp_path)
    if batches == "one":
        attacked.stored.save()
        del attacked.room.give
    room, store = attacked.room, attacked.store

    def check() -> None:
        attacked.stored.save()
        assert full_state(store.load("K7M3QX").state) == full_state(store.rebuild("K7M3QX")) == full_state(room.state)

    attacked.hold_meeting()
    attacked.close()
    if batches == "many":
        check()
    room.do(CHAIR, "meeting.reopen")
    room.note(ANN, "one thought more", zone=room.zone(1))
    room.do(CHAIR, "words.erase", kind="note", id=attacked.notes[3])
    check()
    room.do(CHAIR, "meeting.close")
    check()
    assert attacked.notes[3] not in {row["note"] for row in attacked.rows("note_sightings")}
    store.close()
