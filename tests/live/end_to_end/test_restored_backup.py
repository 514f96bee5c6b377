"""After a restore, pages that were further on than the backup show what is there now and nothing else."""

from live_cop.store.sqlite import backup

from ...support.servers import Server
from ...support.stores import ABOUT_THE_FILE
from ..screens import Meeting, zone_of


@ABOUT_THE_FILE
def test_a_page_that_was_ahead_of_the_backup_gets_the_full_state(server: Server, meet, tmp_path):
    meeting: Meeting = meet(server)
    session = meeting.join()
    person = meeting.screen(session, reconnection=True)
    zone = zone_of(person)
    kept = person.do("note.add", id="c1", zone=zone, text="in the backup")["note"]
    copy = backup.back_up(server.data, tmp_path / "copy.sqlite3")
    lost = person.do("note.add", id="c2", zone=zone, text="lost")["note"]
    server.stop()
    backup.restore(copy, server.data)
    server.start()
    person.until(lambda: [event for event, _ in person.heard].count("welcome") == 2)
    assert person.welcome["full"] is True
    assert set(person.all("note")) == {kept}
    # Sent again, a command that was kept is not carried out twice, and one that was lost creates a note with a new id.
    assert person.try_to("note.add", id="c1", zone=zone, text="in the backup")["result"]["note"] == kept
    again = person.do("note.add", id="c2", zone=zone, text="lost")["note"]
    assert again not in (kept, lost)
    # A client that returns with a revision that the restored meeting has not reached also gets the full state.
    late = meeting.screen(session, since=person.revision + 5, epoch="of before")
    assert late.welcome["full"] is True and set(late.all("note")) == {kept, again}
