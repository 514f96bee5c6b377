"""What anybody on the network can send: it ends their own connection, and the meeting does not notice."""

import socket
import time

import pytest
import requests

from live_cop.live.runtime import listener
from live_cop.live.transport.engineio_bridge import IDENTIFY_SECONDS
from live_cop.live.transport.message_reader import MAX_UNIDENTIFIED_BYTES

from ...live.screens import zone_of
from ...support.patience import PATIENCE, FairClock, passing, until
from ...support.thorough import first
from ..lag import on_time
from .raw import Raw, frame
from .stranger import Device

MEGABYTE = 1024 * 1024


@pytest.fixture
def people(server, meet):
    """A meeting with a good client, whose words must come through whatever happens."""
    meeting = meet(server)
    meeting.chair().do("agenda.start")
    return meeting, meeting.person()


def goes_on(server, good) -> None:
    """A note is saved and seen while all this is going on."""
    with passing(server.pid) as gone:
        note = good.do("note.add", zone=zone_of(good), text="still here")["note"]
        good.until(lambda: ("note", note) in good.records)
    assert gone.cpu < 2 and gone.seconds < 2


def no_traceback(server) -> None:
    assert "Traceback" not in server.log.read_text()


@pytest.mark.parametrize(
    "data",
    [
        frame(b"4" * MEGABYTE),
        frame(b"4" * 60_000, first=0x01) + frame(b"4" * 60_000, first=0x00) * 30,
        frame(b"\x00" * 100, first=0x82),
        frame(b"4" * 10_000, first=0x01) * 3,
        b"\xff" * 4096,
        frame(b"}"),
    ],
    ids=["a megabyte", "endless fragments", "binary", "fragments out of order", "noise", "no packet"],
)
@pytest.mark.parametrize("known", first(1, [False, True]))
@pytest.mark.slow
def test_a_frame_that_no_client_sends_ends_its_connection(server, people, data, known):
    meeting, good = people
    with on_time(server):
        # Again and again, so that the loop is asked while they come and not only before and after.
        for _ in range(5):
            until = time.monotonic() + 0.1
            while time.monotonic() < until:
                raw = Raw.joined(server.port, meeting.code, meeting.join()) if known else Raw(server.port)
                raw.push(data)
                assert raw.ended(5)
                raw.close()
            goes_on(server, good)
    no_traceback(server)


def test_a_client_that_sends_no_packet_is_disconnected_at_once(server, people):
    meeting, good = people

    def connections() -> float:
        text = requests.get(f"{server.url}/metrics", timeout=10).text
        return float(text.partition("\nlive_cop_connections ")[2].partition("\n")[0])

    before = connections()
    for session in [meeting.join() for _ in range(5)]:
        raw = Raw.joined(server.port, meeting.code, session)
        assert connections() == before + 1
        raw.push(frame(b"}"))
        assert raw.ended(5)
        raw.close()
        # The library itself would notice when a ping is not answered: after 20 to 40 seconds.
        until(lambda: connections() == before, 5)
    goes_on(server, good)


def test_an_unidentified_client_that_began_by_polling_is_still_unidentified(server, people):
    raw = Raw.upgraded(server.port)
    raw.push(frame(b"4" * (MAX_UNIDENTIFIED_BYTES - 100)))
    assert raw.stays()
    raw.push(frame(b"4" * (MAX_UNIDENTIFIED_BYTES + 1)))
    assert raw.ended(IDENTIFY_SECONDS / 3)
    raw.close()
    no_traceback(server)


@pytest.mark.slow
def test_a_client_that_never_says_who_it_is_is_disconnected(server, people):
    _, good = people
    with on_time(server):
        silent = Raw(server.port)
        half = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(1_000)]
        drip = socket.create_connection(("127.0.0.1", server.port))
        drip.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n")
        clock, longest = FairClock(), max(IDENTIFY_SECONDS, listener.HEAD_SECONDS) + 5
        while clock.seconds() < longest:
            goes_on(server, good)
            try:
                drip.sendall(b"X-Slowly: yes\r\n")
            except OSError:
                break
            time.sleep(0.5)
        else:
            raise AssertionError("a request that never ends is still listened to")
        assert silent.ended(5)
    for each in half:
        each.settimeout(PATIENCE)
        try:
            assert each.recv(100) == b""
        except ConnectionError:
            pass
        each.close()
    goes_on(server, good)
    no_traceback(server)


def test_one_address_cannot_take_all_places(server, people):
    _, good = people
    crowd = []
    for _ in range(listener.MAX_PER_ADDRESS + 20):
        crowd.append(socket.create_connection(("127.0.0.1", server.port)))
    # The first of those that say nothing make room for the last.
    for each in crowd[:20]:
        each.settimeout(PATIENCE)
        assert each.recv(100) == b""
    goes_on(server, good)
    for each in crowd:
        each.close()
    no_traceback(server)


def test_who_sends_commands_too_fast_is_read_at_the_pace_that_is_allowed(server, meet):
    """Else refusing them would take the server's time from the others; and a phone that has many to send gets rid of
    them."""
    meeting = meet(server)
    zone = zone_of(meeting.chair())
    fast = Device(server.port, meeting.code, meeting.join())
    for n in range(90):
        fast.send("note.add", zone=zone, text=f"thought {n}")
    codes = [error["code"] if (error := answer.get("error")) else "ok" for answer in fast.answers(90)]
    # A whole burst is taken at once; of the others at least every second one, since each refusal gives time.
    assert codes[:30] == ["ok"] * 30
    assert codes[30:].count("ok") >= 29 and set(codes) <= {"ok", "too_fast"}
    fast.close()
