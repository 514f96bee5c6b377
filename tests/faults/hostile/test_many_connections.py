"""Somebody who opens as many connections as they can: nobody else is kept out, and their own newest ones work."""

import json
import socket

import pytest
import requests

from live_cop.live.runtime import listener
from live_cop.live.sync import open_connections
from live_cop.live.transport import engineio_bridge

from ...live.screens import zone_of
from ...support.patience import PATIENCE
from .raw import Raw, frame

#: One address, from which the attack and the newcomer come.
ROUTER = "127.0.0.9"


def silent(port: int) -> socket.socket:
    sock = socket.create_connection(("127.0.0.1", port), source_address=(ROUTER, 0))
    sock.settimeout(PATIENCE)
    return sock


def from_router() -> requests.Session:
    """A session whose requests come from that address."""

    class Adapter(requests.adapters.HTTPAdapter):
        def init_poolmanager(self, *args, **options) -> None:
            super().init_poolmanager(*args, **options, source_address=(ROUTER, 0))

    session = requests.Session()
    session.mount("http://", Adapter())
    return session


def test_connections_of_one_cookie_keep_no_newcomer_out(server, meet):
    meeting = meet(server)
    somebody = meeting.join()
    opened = [Raw.joined(server.port, meeting.code, somebody, source=ROUTER) for _ in range(40)]
    most = open_connections.MAX_CONNECTIONS_OF_PERSON
    for raw in opened[:-most]:
        raw.hears(b"too_many_screens")
        assert raw.ended(10)
    assert [raw.stays() for raw in opened[-most:]] == [True] * most
    # The newest work, and so does everybody else.
    newest = meeting.screen(somebody)
    note = newest.do("note.add", zone=zone_of(newest), text="from the newest")["note"]
    chair = meeting.chair()
    chair.until(lambda: note in chair.all("note"))
    for raw in opened:
        raw.close()


def test_who_leaves_the_meeting_does_not_keep_the_connection(server, meet):
    """Somebody joins and leaves again and again, and answers pings: each connection would count as that of a member."""
    meeting = meet(server)
    somebody = meeting.join()
    for _ in range(3):
        raw = Raw.joined(server.port, meeting.code, somebody, source=ROUTER)
        raw.say("41")
        assert raw.ended(10)


def test_boards_have_more_connections_than_a_person(server, meet):
    meeting = meet(server)
    boards = requests.Session()
    boards.get(meeting.links["board_url"], timeout=PATIENCE).raise_for_status()
    opened = [
        Raw.joined(server.port, meeting.code, boards) for _ in range(open_connections.MAX_CONNECTIONS_OF_PERSON + 4)
    ]
    assert opened[0].stays()
    for raw in opened:
        raw.close()


#: Nothing, half a head, half a body.
HALVES = [b"", b"GET / HTTP/1.1\r\nHost:", b"POST /api/meetings HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\n{"]


@pytest.mark.parametrize("says", HALVES, ids=["nothing", "half a head", "half a body"])
def test_a_crowd_of_silent_connections_keeps_no_newcomer_out(server, meet, says):
    meeting = meet(server)
    member = Raw.joined(server.port, meeting.code, meeting.join(), source=ROUTER)
    crowd = []
    for _ in range(listener.MAX_PER_ADDRESS + 50):
        crowd.append(silent(server.port))
        if says:
            crowd[-1].sendall(says)
    newcomer = from_router()
    for _ in range(5):
        joined = newcomer.post(
            f"{server.url}/api/meetings/{meeting.code}/join", json={"place": "room"}, timeout=PATIENCE
        )
        assert joined.status_code == 200
    # Somebody who has said who they are keeps their place.
    assert member.stays()
    for sock in crowd:
        sock.close()


def test_sessions_that_are_opened_and_never_used_are_few(server, meet):
    meeting = meet(server)
    with from_router() as flood:
        address = f"{server.url}/socket.io/?EIO=4&transport=polling"
        sids = [
            json.loads(flood.get(address, timeout=PATIENCE).text[1:])["sid"]
            for _ in range(engineio_bridge.MAX_UNIDENTIFIED + 3)
        ]
        assert flood.get(f"{address}&sid={sids[0]}", timeout=PATIENCE).status_code == 400
        # Whoever is quick to say who they are has time enough.
        assert flood.post(f"{address}&sid={sids[-1]}", data="3", timeout=PATIENCE).status_code == 200
        # What is no packet ends a session at once. The library waited for somebody to fetch what was queued.
        assert flood.post(f"{address}&sid={sids[-1]}", data="2", timeout=PATIENCE).status_code == 400
    assert meeting.person().all("meeting")


def test_answers_that_nobody_reads_do_not_pile_up(server, meet):
    meeting = meet(server)
    raw = Raw.joined(server.port, meeting.code, meeting.join(), small=True)
    asked = 0
    while raw.push(b"".join(_clock(n) for n in range(50))) and asked < 200_000:
        asked += 50
    assert asked < 200_000
    raw.close()
    meeting.chair().do("agenda.start")


def _clock(number: int) -> bytes:
    return frame(f'42{number}["clock",{{"sent":{"1" * 300}}}]'.encode())
