"""After a meeting closes, no row and no byte on disk shows who wrote, marked or chose what."""

import sqlite3
from random import Random

import pytest

from live_cop.meeting.audience import Viewer
from live_cop.store.opening import open_store
from live_cop.store.store import Store

from ...meeting.room import ANN, BEN, BOARD, CHAIR, Room
from ...support.stores import ABOUT_THE_FILE, path_of
from ..stored_room import StoredRoom, full_state, run_eventful_meeting

PEOPLE = ("ann", "ben")


def closed_meeting(tmp_path, keeps: str = "pictures") -> tuple[Store, StoredRoom, Room]:
    """An eventful meeting, saved in a few batches and closed."""
    store, room = open_store(tmp_path), Room("solution")
    stored = StoredRoom(store, room)
    stored.save()
    run_eventful_meeting(room)
    stored.save()
    room.do(CHAIR, "meeting.record", keeps=keeps)
    room.do(CHAIR, "meeting.close")
    stored.save()
    return store, stored, room


def rows_that_name(store: Store, *people: str) -> set[str]:
    """The tables and record kinds that contain one of these ids."""
    found = set()
    with sqlite3.connect(path_of(store)) as db:
        for (table,) in db.execute("select name from sqlite_master where type = 'table'").fetchall():
            for row in db.execute(f"select * from {table}"):
                text = " ".join(str(cell) for cell in row)
                if any(person in text.replace('"', " ").replace(".", " ").split() for person in people):
                    found.add(f"{table} {row[1]}" if table == "records" else table)
    return found


def test_no_row_leads_from_a_person_to_their_words(tmp_path):
    store, _, room = closed_meeting(tmp_path)
    # Everyone could see that they took part and had a turn.
    assert rows_that_name(store, *PEOPLE) <= {"records person", "records turn", "journal"}
    with sqlite3.connect(path_of(store)) as db:
        for (changes,) in db.execute("select changes from journal"):
            assert not any(kind in changes for kind in ('"mine"', '"mark"', '"undo"'))
    assert {note.text for note in store.load(room.state.code).state.of_kind("note").values()} == {
        note.text for note in room.state.of_kind("note").values()
    }
    store.close()


@ABOUT_THE_FILE
def test_no_byte_of_authorship_is_left_in_the_file(tmp_path):
    store, _, _ = closed_meeting(tmp_path)
    scales = store.load("K7M3QX").state.of_kind("scale")
    scale = next(id for id, scale in scales.items() if scale.settled)
    store.close()
    left = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
    assert scale.encode() in left
    for gone in (f"{scale}.ann", f"{scale}.ben"):
        assert gone.encode() not in left


@ABOUT_THE_FILE
def test_no_byte_is_left_where_the_database_moved_rows(tmp_path):
    """Rows that grow, disappear and return move between pages, and leave copies of themselves."""
    store, room, chance = open_store(tmp_path), Room("solution"), Random(4)
    stored = StoredRoom(store, room)
    people = [Viewer(f"p{number:016x}", "participant") for number in range(8)]
    for person in people:
        room.join(person)
    zone, scale = room.zone(1), room.scale()
    notes = [room.note(people[0], "tea", zone=zone)]
    for _ in range(150):
        person, note = chance.choice(people), chance.choice(notes)
        action = chance.choice(["write", "write", "too", "mark", "edit"])
        if action == "write":
            notes.append(room.note(person, "w" * chance.randint(1, 200), zone=zone))
        elif action == "edit":
            room.do(CHAIR, "note.edit", note=note, text="v" * chance.randint(1, 300))
        elif action == "mark":
            room.do(person, "scale.mark", scale=scale, value=chance.randint(1, 10))
        elif room.state.audience("mine", note) != person.person and not room.state.get(
            "too", f"{note}.{person.person}"
        ):
            room.do(person, "note.too", note=note)
        stored.save()
    room.do(CHAIR, "meeting.close")
    stored.save()
    left = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
    store.close()
    assert people[0].person.encode() in left
    assert [person for person in people if f".{person.person}".encode() in left] == []


def test_the_closed_meeting_has_a_new_epoch_and_its_shared_records(tmp_path):
    store, stored, room = closed_meeting(tmp_path)
    loaded, rebuilt = store.load("K7M3QX"), store.rebuild("K7M3QX")
    assert loaded.state.epoch == room.state.epoch != room.last.epoch
    assert full_state(loaded.state) == full_state(rebuilt) == full_state(room.state)
    for kind in ("note", "group", "scale", "section", "snapshot", "person", "picture"):
        assert loaded.state.of_kind(kind) == room.last.of_kind(kind)
    # The meeting can continue from there.
    room.do(CHAIR, "meeting.reopen")
    room.note(ANN, "one thought more")
    stored.save()
    assert full_state(store.load("K7M3QX").state) == full_state(store.rebuild("K7M3QX"))
    store.close()


SHOWN, HELD = "what everybody saw before", "what waits for approval"


@pytest.mark.parametrize("way", ["written", "edited", "put aside", "written alone", "merged"])
@pytest.mark.parametrize("batches", ["one", "many"])
def test_a_rebuild_after_the_close_shows_no_held_text(tmp_path, way: str, batches: str):
    """The close deletes the private journal, and what it said about a note must stay true without it."""
    store, room = open_store(tmp_path), Room("solution")
    stored = StoredRoom(store, room)
    save = stored.save if batches == "many" else lambda: None
    zone = room.zone(1)
    note = room.note(ANN, SHOWN, zone=zone)
    inner = room.note(CHAIR, "inner", zone=zone) if way == "merged" else ""
    save()
    if way == "written alone":
        room.do(CHAIR, "zone.write_alone", zone=zone)
    else:
        room.do(CHAIR, "meeting.hold", on=True)
    save()
    if way == "merged":
        room.do(CHAIR, "note.merge", notes=[inner], into=note)
        save()
    if way in ("edited", "merged"):
        room.do(ANN, "note.edit", note=note, text=HELD)
    else:
        held = room.note(ANN, HELD, zone=zone)
        save()
        if way == "put aside":
            room.do(CHAIR, "note.remove", note=held)
    save()
    room.do(CHAIR, "meeting.close")
    stored.save()
    loaded, rebuilt = store.load(room.state.code).state, store.rebuild(room.state.code)
    assert full_state(loaded) == full_state(rebuilt) == full_state(room.state)
    for viewer in (ANN, BEN, BOARD):
        assert HELD not in str(rebuilt.since(None, viewer))
        assert (SHOWN in str(rebuilt.since(None, viewer))) == (way not in ("edited", "merged"))
    store.close()


def test_content_that_the_group_did_not_want_recorded_is_not_on_disk(tmp_path):
    store, stored, room = closed_meeting(tmp_path, "steps")
    state = store.load("K7M3QX").state
    assert not state.of_kind("note") and not state.of_kind("picture") and state.of_kind("section")
    assert full_state(state) == full_state(store.rebuild("K7M3QX"))
    room.do(CHAIR, "meeting.reopen")
    stored.save()
    assert full_state(store.load("K7M3QX").state) == full_state(store.rebuild("K7M3QX"))
    store.close()
    left = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
    assert b"a kind word" not in left and b"Half way" not in left


@pytest.mark.parametrize("keeps", ["pictures", "notes", "steps"])
def test_how_the_wall_grew_is_kept_only_where_pictures_are(tmp_path, keeps: str):
    store, _, _ = closed_meeting(tmp_path, keeps)
    with sqlite3.connect(path_of(store)) as db:
        assert bool(db.execute("select 1 from note_sightings").fetchone()) == (keeps == "pictures")
    store.close()


def test_the_members_of_small_groups_are_not_on_disk(tmp_path):
    store, room = open_store(tmp_path), Room("solution")
    stored = StoredRoom(store, room)
    room.do(CHAIR, "agenda.start")
    [first, _] = room.do(CHAIR, "teams.split", count=2)["teams"]
    room.do(ANN, "team.join", team=first)
    room.note(ANN, "what our group found", zone=room.state.get("team", first).zone)
    stored.save()
    room.do(CHAIR, "meeting.close")
    stored.save()
    loaded = store.load(room.state.code).state
    assert not loaded.of_kind("seat") and loaded.of_kind("team") == room.state.of_kind("team")
    assert full_state(loaded) == full_state(store.rebuild(room.state.code))
    with sqlite3.connect(path_of(store)) as db:
        assert not any('"seat"' in changes for (changes,) in db.execute("select changes from journal"))
    assert "records seat" not in rows_that_name(store, *PEOPLE)
    store.close()
