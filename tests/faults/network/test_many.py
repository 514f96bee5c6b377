"""More screens at once than any room has: all can join, and all get every change."""

import resource

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
    tabs = meeting.join()
    # One address has a limit; a conference comes from several.
    screens = [Raw.joined(server.port, meeting.code, tabs, source=f"127.0.0.{2 + n % 8}") for n in range(many)]
    try:
        chair.do("note.add", zone=zone_of(chair), text="told to everyone")
        for screen in screens:
            screen.hears(b"told to everyone")
    finally:
        for screen in screens:
            screen.close()
