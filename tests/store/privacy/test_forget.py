"""When a meeting closes, nothing on disk says any more who wrote, marked or chose what: not a row, not a byte."""

import sqlite3
from random import Random

import pytest

from live_cop.meeting.audience import Viewer
from live_cop.store.privacy import scrub
from live_cop.store.privacy.retention import RetentionPolicy
from live_cop.store.store import Store

from ...meeting.room import ANN, BEN, BOARD, CHAIR, Room
from ..kept import Keeper, eventful, everything, present

MINE = ("ann", "ben")


def closed(tmp_path, keeps: str = "pictures") -> tuple[Store, Keeper, Room]:
    """A meeting in which much happened, kept in a few batches and closed."""
    store, room = Store(tmp_path), Room("solution")
    keeper = Keeper(store, room)
    keeper.keep()
    eventful(room)
    keeper.keep()
    room.do(CHAIR, "meeting.record", keeps=keeps)
    room.do(CHAIR, "meeting.close")
    keeper.keep()
    return store, keeper, room


def rows_that_name(store: Store, *people: str) -> set[str]:
    """The tables and kinds of record in which one of these ids stands."""
    found = set()
    with sqlite3.connect(store.path) as db:
        for (table,) in db.execute("select name from sqlite_master where type = 'table'").fetchall():
            for row in db.execute(f"select * from {table}"):
                text = " ".join(str(cell) for cell in row)
                if any(person in text.replace('"', " ").replace(".", " ").split() for person in people):
                    found.add(f"{table} {row[1]}" if table == "records" else table)
    return found


def test_no_row_leads_from_a_person_to_their_words(tmp_path):
    store, _, room = closed(tmp_path)
    # That they were here, and that they had a turn, everyone saw.
    assert rows_that_name(store, *MINE) <= {"records person", "records turn", "journal"}
    with sqlite3.connect(store.path) as db:
        for (changes,) in db.execute("select changes from journal"):
            assert not any(kind in changes for kind in ('"mine"', '"mark"', '"undo"'))
    assert {note.text for note in store.load(room.state.code).state.of_kind("note").values()} == {
        note.text for note in room.state.of_kind("note").values()
    }
    store.close()


def test_not_even_a_byte_of_it_is_left_in_the_file(tmp_path):
    store, _, _ = closed(tmp_path)
    scales = store.load("K7M3QX").state.of_kind("scale")
    scale = next(id for id, scale in scales.items() if scale.settled)
    store.close()
    left = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
    assert scale.encode() in left
    for gone in (f"{scale}.ann", f"{scale}.ben"):
        assert gone.encode() not in left


def test_a_large_file_is_written_anew_at_night_when_nobody_waits_for_it(tmp_path, monkeypatch):
    monkeypatch.setattr(scrub, "QUICK", 0)
    store, _, _ = closed(tmp_path)
    written = []
    store._writer.set_trace_callback(lambda sql: written.append(sql.casefold()))
    assert not store.scrub_pending and is_owed(store)
    store.purge(0, RetentionPolicy(attendance_days=90, wall_days=365))
    assert "vacuum" in written and not store.scrub_pending and not is_owed(store)
    store.close()


def is_owed(store: Store) -> bool:
    with sqlite3.connect(store.path) as db:
        return scrub.is_dirty(db)


def test_nor_where_the_database_moved_rows_while_people_answered(tmp_path):
    """Many rows that grow, go and come back move between pages, and copies of them stay behind."""
    store, room, chance = Store(tmp_path), Room("solution"), Random(4)
    keeper = Keeper(store, room)
    people = [Viewer(f"p{number:016x}", "participant") for number in range(8)]
    for person in people:
        room.join(person)
    zone, scale = room.zone(1), room.scale()
    notes = [room.note(people[0], "tea", zone=zone)]
    for _ in range(150):
        person, note = chance.choice(people), chance.choice(notes)
        deed = chance.choice(["write", "write", "too", "mark", "edit"])
        if deed == "write":
            notes.append(room.note(person, "w" * chance.randint(1, 200), zone=zone))
        elif deed == "edit":
            room.do(CHAIR, "note.edit", note=note, text="v" * chance.randint(1, 300))
        elif deed == "mark":
            room.do(person, "scale.mark", scale=scale, value=chance.randint(1, 10))
        elif room.state.audience("mine", note) != person.person and not room.state.get(
            "too", f"{note}.{person.person}"
        ):
            room.do(person, "note.too", note=note)
        keeper.keep()
    room.do(CHAIR, "meeting.close")
    keeper.keep()
    left = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
    store.close()
    assert people[0].person.encode() in left
    assert [person for person in people if f".{person.person}".encode() in left] == []


def test_what_is_left_is_the_meeting_under_a_new_epoch(tmp_path):
    store, keeper, room = closed(tmp_path)
    loaded, again = store.load("K7M3QX"), store.rebuild("K7M3QX")
    assert loaded.state.epoch != room.state.epoch
    assert everything(loaded.state) == everything(again)
    for kind in ("note", "group", "scale", "section", "snapshot", "person", "tally", "picture"):
        assert loaded.state.of_kind(kind) == room.state.of_kind(kind)
    # It goes on from there.
    room.do(CHAIR, "meeting.reopen")
    room.note(ANN, "one thought more")
    keeper.keep()
    assert everything(store.load("K7M3QX").state) == everything(store.rebuild("K7M3QX"))
    store.close()


SHOWN, HELD = "what everybody saw before", "what waits for a look"


@pytest.mark.parametrize("way", ["written", "edited", "put aside", "written alone", "merged"])
@pytest.mark.parametrize("batches", ["one", "many"])
def test_a_text_that_was_held_back_is_shown_by_no_rebuild_after_the_close(tmp_path, way: str, batches: str):
    """The private journal goes at the close; what it said about a note has to stay true without it."""
    store, room = Store(tmp_path), Room("solution")
    keeper = Keeper(store, room)
    keep = keeper.keep if batches == "many" else lambda: None
    zone = room.zone(1)
    note = room.note(ANN, SHOWN, zone=zone)
    keep()
    if way == "written alone":
        room.do(CHAIR, "zone.write_alone", zone=zone)
    else:
        room.do(CHAIR, "meeting.hold", on=True)
    keep()
    if way == "merged":
        room.do(CHAIR, "note.merge", notes=[room.note(CHAIR, "inner", zone=zone)], into=note)
        keep()
    if way in ("edited", "merged"):
        room.do(ANN, "note.edit", note=note, text=HELD)
    else:
        held = room.note(ANN, HELD, zone=zone)
        keep()
        if way == "put aside":
            room.do(CHAIR, "note.remove", note=held)
    keep()
    room.do(CHAIR, "meeting.close")
    keeper.keep()
    loaded, again = store.load(room.state.code).state, store.rebuild(room.state.code)
    assert everything(loaded) == everything(again)
    assert present(loaded) == present(again) == present(room.state)
    for viewer in (ANN, BEN, BOARD):
        assert HELD not in str(again.since(None, viewer))
        assert (SHOWN in str(again.since(None, viewer))) == (way not in ("edited", "merged"))
    store.close()


def test_what_the_group_did_not_want_kept_is_not_on_the_disk(tmp_path):
    store, keeper, room = closed(tmp_path, "steps")
    state = store.load("K7M3QX").state
    assert not state.of_kind("note") and not state.of_kind("picture") and state.of_kind("section")
    assert everything(state) == everything(store.rebuild("K7M3QX"))
    room.do(CHAIR, "meeting.reopen")
    keeper.keep()
    assert everything(store.load("K7M3QX").state) == everything(store.rebuild("K7M3QX"))
    store.close()
    left = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
    assert b"a kind word" not in left and b"Half way" not in left


def test_who_sat_in_which_small_group_is_not_on_the_disk(tmp_path):
    store, room = Store(tmp_path), Room("solution")
    keeper = Keeper(store, room)
    room.do(CHAIR, "agenda.start")
    [first, _] = room.do(CHAIR, "teams.split", count=2)["teams"]
    room.do(ANN, "team.join", team=first)
    room.note(ANN, "what our group found", zone=room.state.get("team", first).zone)
    keeper.keep()
    room.do(CHAIR, "meeting.close")
    keeper.keep()
    loaded = store.load(room.state.code).state
    assert not loaded.of_kind("seat") and loaded.of_kind("team") == room.state.of_kind("team")
    assert everything(loaded) == everything(store.rebuild(room.state.code))
    with sqlite3.connect(store.path) as db:
        assert not any('"seat"' in changes for (changes,) in db.execute("select changes from journal"))
    assert "records seat" not in rows_that_name(store, *MINE)
    store.close()
