"""More screens at once than any room has: all can join, and all get every change."""

import resource

from live_cop.live.sync.open_connections import MAX_CONNECTIONS_OF_PERSON

from ...live.screens import zone_of
from ..hostile.raw import Raw
from ..long import times


def test_a_whole_conference_joins_and_is_kept_up_to_date(server, meet):
    many = times(200, 4_500)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(many + 512, hard)), hard))
    meeting = meet(server)
    chair = meeting.chair()
    chair.do("agenda.start")
    # A person has so many screens at most, and an address so many connections; a conference comes from several.
    people = [meeting.join() for _ in range(0, many, MAX_CONNECTIONS_OF_PERSON)]
    screens = [
        Raw.joined(server.port, meeting.code, people[n // MAX_CONNECTIONS_OF_PERSON], source=f"127.0.0.{2 + n % 8}")
        for n in range(many)
    ]
    try:
        chair.do("note.add", zone=zone_of(chair), text="told to everyone")
        for screen in screens:
            screen.hears(b"told to everyone")
    finally:
        for screen in screens:
            screen.close()
