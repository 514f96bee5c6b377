"""A client that reads everything and sends nothing any more: a phone that was switched off."""

import json

import pytest

from ...support.servers import Server
from .raw import Raw


class AsksOften(Server):
    MODULE = "tests.faults.hostile.quick_pings"


@pytest.fixture
def server(tmp_path):
    server = AsksOften(tmp_path / "data")
    yield server
    server.stop()


def test_a_client_that_answers_no_ping_is_disconnected(server, meet):
    meeting = meet(server)
    chair, phone = meeting.chair(), meeting.join()
    raw = Raw.joined(server.port, meeting.code, phone)
    assert raw.ended(10)
    # The others answer, and stay.
    chair.do("agenda.start")
    raw.close()


def test_a_client_that_goes_silent_between_two_transports_is_disconnected(server, meet):
    """A network that lets the handshake through and swallows what follows: each try would leave a line behind."""
    meeting = meet(server)
    phone = meeting.join()
    base = f"{server.url}/socket.io/?EIO=4&transport=polling"
    sid = json.loads(phone.get(base, timeout=10).text[1:])["sid"]
    phone.post(f"{base}&sid={sid}", data="40" + json.dumps({"meeting": meeting.code}), timeout=10)
    raw = Raw(server.port, "; ".join(f"{name}={value}" for name, value in phone.cookies.items()), session=sid)
    raw.say("2probe")
    assert raw.ended(15)
    raw.close()
