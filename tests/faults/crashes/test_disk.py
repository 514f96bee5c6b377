"""A full disk: nothing is acknowledged that is not saved, everyone is told of the problem, reading still works, and
the server recovers without help."""

import sqlite3
import time
from contextlib import closing

import pytest

from live_cop.store.opening import open_store

from ...live.screens import zone_of
from ...support.patience import FairClock

#: In fair seconds.
NOBODY_WAITS_LONGER = 2.0


def heard(screen, ok: bool):
    return [data for event, data in screen.heard if event == "saving" and data["ok"] is ok]


@pytest.fixture
def full(server, meet):
    meeting = meet(server)
    chair, person, other = meeting.chair(), meeting.person(), meeting.person()
    zone = zone_of(chair)
    saved = person.do("note.add", id="before", zone=zone, text="before")["note"]
    on_the_way = meeting.join()
    server.fill_disk()
    try:
        yield meeting, zone, saved, person, other, on_the_way
    finally:
        server.make_room()


def refused_at_last(person, zone) -> str:
    """Writes until the disk is full; answers the id of the command that was refused."""
    for n in range(2_000):
        answer = person.try_to("note.add", id=f"more {n}", zone=zone, text="word " * 90)
        if not answer["ok"] and answer["error"]["code"] == "too_fast":
            time.sleep(0.2)
        elif not answer["ok"]:
            assert answer["error"]["code"] == "not_saved"
            return f"more {n}"
    raise AssertionError("the disk never filled up")


def test_everyone_is_told_that_the_disk_is_full_and_that_it_has_recovered(server, full):
    meeting, zone, saved, person, other, on_the_way = full
    refused = refused_at_last(person, zone)
    clock = FairClock()
    while not heard(other, False):
        time.sleep(0.02)
        assert clock.seconds() < NOBODY_WAITS_LONGER
    # What was never saved was never shown, and a new arrival sees the meeting and why nothing changes.
    kept = {id for kind, id in other.records if kind == "note"}
    late = meeting.screen(on_the_way)
    assert {id for kind, id in late.records if kind == "note"} == kept and saved in kept
    late.until(lambda: heard(late, False))
    assert person.try_to("note.add", id=refused, zone=zone, text="word " * 90)["error"]["code"] == "not_saved"

    server.make_room()
    for screen in (person, other, late):
        screen.until(lambda screen=screen: heard(screen, True))
    note = person.do("note.add", id=refused, zone=zone, text="at last")["note"]
    assert person.do("note.add", id=refused, zone=zone, text="at last")["note"] == note
    other.until(lambda: ("note", note) in other.records)
    # The one who came in between has arrived too.
    chair = meeting.chair()
    chair.until(lambda: chair.records[("person", late.me)]["online"])

    server.stop()
    with closing(sqlite3.connect(server.data / "live_cop.sqlite")) as db:
        assert db.execute("pragma integrity_check").fetchone() == ("ok",)
    store = open_store(server.data)
    loaded = store.load(meeting.code)
    assert loaded and store.rebuild(meeting.code).entries() == loaded.state.entries()
    store.close()
    server.start()
