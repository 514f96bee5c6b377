"""A meeting outlives its server: what was acknowledged is there, where everyone was is known, and people come back."""

import signal
import sqlite3

import pytest

from ...support.servers import Server
from ...support.stores import ABOUT_THE_FILE
from ...support.thorough import first
from ..screens import Meeting, zone_of


def records_of(meeting: Meeting, session) -> tuple[str, int, dict]:
    screen = meeting.screen(session)
    screen.until(lambda: screen.all("person").get(screen.me, {}).get("online"))
    return screen.epoch, screen.revision, dict(screen.records)


def test_a_restart_in_the_middle_continues(server: Server, meet):
    meeting = meet(server)
    chair, session = meeting.chair(), meeting.join(name="Sam")
    person = meeting.screen(session)
    chair.do("agenda.start")
    scale = chair.do("scale.add", question="How near are we?")["scale"]
    chair.do("scale.open", scale=scale)
    person.until(lambda: scale in person.all("scale"))
    person.do("scale.mark", scale=scale, value=4)
    note = person.do("note.add", zone=zone_of(person), text="still here")["note"]
    chair.do("note.edit", note=note, text="still here, edited")
    before = [records_of(meeting, who) for who in (meeting.session, session)]
    server.restart()
    after = [records_of(meeting, who) for who in (meeting.session, session)]
    assert [(epoch, records) for epoch, _, records in after] == [(epoch, records) for epoch, _, records in before]
    assert after[1][2]["timer", "timer"]["running"] is True
    assert after[1][2]["mark", f"{scale}.{person.me}"]["value"] == 4
    # No revision means two things, and what one wrote is still one's own.
    back = meeting.screen(session)
    assert back.try_to("note.edit", note=note, text="and mine")["revision"] > after[1][1] > before[1][1]


@pytest.mark.parametrize("sign", first(1, [signal.SIGKILL, signal.SIGTERM]))
def test_what_was_acknowledged_is_there_and_asking_again_does_it_once(server: Server, meet, sign):
    meeting = meet(server)
    session = meeting.join()
    screen = meeting.screen(session)
    zone = zone_of(screen)
    note = screen.do("note.add", zone=zone, text="note 0")["note"]
    nothing = screen.try_to("note.edit", id="nothing", note=note, text="note 0")
    answers = [screen.try_to("note.add", id=f"c{n}", zone=zone, text=f"note {n}") for n in range(1, 5)]
    assert all(answer["ok"] for answer in answers), answers
    server.stop(sign)
    server.start()
    back = meeting.screen(session)
    assert sorted(note["text"] for note in back.all("note").values()) == [f"note {n}" for n in range(5)]
    again = [back.try_to("note.add", id=f"c{n}", zone=zone, text=f"note {n}") for n in range(1, 5)]
    assert again == answers
    assert back.try_to("note.edit", id="nothing", note=note, text="note 0") == nothing
    assert len(meeting.person().all("note")) == 5


def test_clients_reconnect_by_themselves_and_get_only_what_is_new(server: Server, meet):
    meeting = meet(server)
    person = meeting.screen(meeting.join(), reconnection=True)
    person.until(lambda: person.all("person")[person.me]["online"])
    revision, epoch = person.revision, person.epoch
    server.restart()
    person.until(lambda: [event for event, _ in person.heard].count("welcome") == 2)
    assert person.epoch == epoch and person.revision > revision
    note = person.do("note.add", zone=zone_of(person), text="back")["note"]
    assert note in person.all("mine")


@ABOUT_THE_FILE
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_cleanly_while_people_are_connected(server: Server, meet, sign):
    meeting = meet(server)
    screens = [meeting.person(), meeting.chair(), meeting.screen(meeting.join(), transports=["polling"])]
    screens[0].do("note.add", zone=zone_of(screens[0]), text="the last word")
    assert server.stop(sign) == 0
    # Everything is in the one file: the log has been folded into it.
    wal = server.data / "live_cop.sqlite-wal"
    assert not wal.exists() or wal.stat().st_size == 0
    with sqlite3.connect(server.data / "live_cop.sqlite") as db:
        [(record,)] = db.execute("select record from records where kind = 'note'")
    assert "the last word" in record


@pytest.mark.slow
def test_people_who_do_not_come_back_after_a_restart_have_lost_connection(server: Server, meet):
    meeting = meet(server)
    chair, session = meeting.chair(), meeting.join()
    gone, stays = meeting.person(), meeting.screen(session)
    chair.do("agenda.start")
    for person in (gone, stays):
        # Of people with a raised hand, everyone is told whether their device is on line.
        person.do("hand.raise")
    server.restart()
    stays = meeting.screen(session)
    assert stays.all("person")[gone.me]["online"] is True
    # After the same grace that a dropped connection has.
    stays.until(lambda: stays.all("person")[gone.me]["online"] is False, within=20)
    assert stays.all("person")[stays.me]["online"] is True
