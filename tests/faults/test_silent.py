"""Who reads all and says nothing any more: a phone that was switched off without a goodbye."""

import pytest

from ..servers import Server
from .raw import Raw


class AsksOften(Server):
    MODULE = "tests.faults.quick_pings"


@pytest.fixture
def server(tmp_path):
    server = AsksOften(tmp_path / "data")
    yield server
    server.stop()


def test_who_answers_no_ping_is_ended(server, meet):
    meeting = meet(server)
    chair, phone = meeting.chair(), meeting.join()
    raw = Raw.joined(server.port, meeting.code, phone)
    assert raw.ended(10)
    # The others answer, and stay.
    chair.do("agenda.start")
    raw.close()
