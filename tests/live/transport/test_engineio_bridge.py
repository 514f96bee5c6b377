"""What the bridge assumes of the transport library, and what happens with a library in which it does not hold: people
see every change all the same, and the log says once that the slower way is taken."""

import json
import queue
import re
from types import SimpleNamespace

import pytest
import socketio

from live_cop.live.transport.engineio_bridge import MAX_QUEUED, NAMESPACE, EngineIOBridge
from live_cop.live.transport.frames import TextFrame

from ...meeting.test_growth import work
from ...support.servers import ROOT, Server
from ...support.thorough import first
from ..screens import Meeting, zone_of

#: What another version of the library could have changed: patterns in its source, and their replacements.
CHANGES: dict[str, list[tuple[str, str]]] = {
    "the engine.io server has another name": [(r"\bself\.eio\b", "self.engine"), (r"\bserver\.eio\b", "server.engine")],
    "ids are looked up in another way": [(r"\beio_sid_from_sid\b", "session_from_sid")],
    "the drivers stand elsewhere": [(r"\b_async\b", "_drivers")],
    "the drivers have other keys": [(r"_async\['websocket'\]", "_async['ws']"), (r"'websocket': (\w)", r"'ws': \1")],
    "the factory is called with other arguments": [
        (r"self\._websocket_handler, self\.server\)", "self._websocket_handler, self.server, self.sid)"),
        (r"def __init__\(self, handler, server\)", "def __init__(self, handler, server, sid=None)"),
    ],
    "the factory is not called with a bound method": [
        (r"self\._websocket_handler, self\.server\)", "lambda ws: self._websocket_handler(ws), self.server)")
    ],
    "a session's id has another name": [(r"\b(self|s)\.sid\b", r"\1.session_id")],
    "the sessions stand elsewhere": [(r"\.sockets\b", ".sessions")],
    "a session's queue has another name": [(r"\bself\.queue\b", "self.outbox")],
    "a session has no `upgraded`": [(r"\.upgraded\b", ".is_upgraded")],
    "a session is never `upgraded`": [
        (r"self\.upgraded = True", "self.upgraded = None; self.transport_name = 'websocket'"),
        (r"(self|socket)\.upgraded\b(?! =)", r"(getattr(\1, 'transport_name', '') == 'websocket')"),
    ],
    "a session has no `closed`": [(r"\.closed\b", ".is_closed")],
    "a session has no `closing`": [(r"\.closing\b", ".is_closing")],
    "a session is closed with other arguments": [(r"\bwait=(True|False)", r"block=\1"), (r"if wait:", "if block:")],
    "the reasons have other names": [(r"\bTRANSPORT_ERROR\b", "ERROR_OF_TRANSPORT")],
    "the reason of an ended session has another name": [(r"\bSERVER_DISCONNECT\b", "ENDED_BY_SERVER")],
    "sessions are ended with another method": [
        (r"self\.disconnect\(sid\)", "self.end_session(sid)"),
        (r"def disconnect\(self, sid=None\)", "def end_session(self, sid=None)"),
    ],
    "what stands in the place of a method is not used": [
        (r"self\.disconnect\(sid\)", "type(self).disconnect(self, sid)")
    ],
    "requests are passed on without what the server has added": [
        (
            r"ws\(environ, start_response\)",
            "ws({k: v for k, v in environ.items() if k[:9] != 'live_cop.'}, start_response)",
        )
    ],
    "packets are sent with another method": [
        (r"eio\.send\(", "eio.send_text("),
        (r"def send\(self, sid", "def send_text(self, sid"),
    ],
    "the handlers stand elsewhere": [(r"\.handlers\b", ".callbacks")],
    "sessions read the clock in another way": [
        (r"^import time$", "from time import time as now"),
        (r"\btime\.time\(\)", "now()"),
    ],
    "the clock is asked for in another module": [(r"\bbase_socket\b", "socket_base")],
    "payloads are read in another module": [(r"\bpayload\b(?=\n|\.Payload)", "payloads")],
    "connections are forgotten in another way": [(r"\bbasic_disconnect\b", "forget_connection")],
    "the rooms stand elsewhere": [(r"\bself\.rooms\b", "self.places")],
    "a POST is limited in another way": [(r"\bmax_decode_packets\b", "max_packets")],
}


class ServerWithAnotherLibrary(Server):
    MODULE = "tests.live.transport.changed_library"

    def __init__(self, data, changes) -> None:
        super().__init__(data, LIVE_COP_TEST_CHANGES=json.dumps(changes))


def take_part(meeting: Meeting) -> None:
    """People on both transports see what each of them does, hear what is refused, and come back."""
    chair = meeting.chair()
    polling = meeting.screen(meeting.join(), transports=["polling"])
    changing = meeting.screen(meeting.join(), transports=["polling", "websocket"])
    everyone = [chair, polling, changing, meeting.person()]
    for number, writer in enumerate(everyone):
        note = writer.do("note.add", zone=zone_of(writer), text=f"note {number}")["note"]
        for screen in everyone:
            screen.until(lambda screen=screen, note=note: note in screen.all("note"))
        assert note in writer.all("mine")
    assert polling.refused("agenda.start") == changing.refused("agenda.start") == "not_allowed"
    chair.do("agenda.start")
    for screen in everyone:
        screen.until(lambda screen=screen: screen.one("meeting")["state"] == "live")
    assert len(meeting.person().all("note")) == len(everyone)


@pytest.mark.slow
@pytest.mark.parametrize("change", first(4, CHANGES))
def test_with_another_library_people_see_every_change(tmp_path, meet, change):
    server = ServerWithAnotherLibrary(tmp_path / "data", CHANGES[change])
    try:
        take_part(meet(server))
        assert server.stop() == 0
    finally:
        server.stop()
    log = server.log.read_text()
    assert log.count("ordinary way") == 1, log[-3000:]
    assert "Traceback" not in log


def test_with_the_library_that_we_know_the_log_says_nothing(tmp_path, meet):
    server = ServerWithAnotherLibrary(tmp_path / "data", [])
    try:
        take_part(meet(server))
    finally:
        server.stop()
    assert "ordinary way" not in server.log.read_text()


def test_everything_below_the_public_interface_stands_in_one_file():
    """What the bridge lists is used nowhere else."""
    below = re.compile(
        r"\bengineio\.|\bimport engineio\b|\.eio\b|\b_async\b|\beio_sid|\.manager\b|\.environ\[|_trigger_event"
    )
    places = {
        path.name
        for path in (ROOT / "live_cop").rglob("*.py")
        if below.search(re.sub(r'""".*?"""|#.*', "", path.read_text(encoding="utf-8"), flags=re.S))
    }
    assert places == {"engineio_bridge.py"}


def test_the_end_of_a_connection_takes_no_longer_where_there_are_many():
    """With 2,000 connections each end took ten milliseconds, and a meeting that closed held everybody up."""

    def calls_at_an_end(connections: int) -> int:
        server = socketio.Server(async_mode="threading")
        EngineIOBridge(server, lambda *_: False)
        ids = [server.manager.connect(f"session {n}", NAMESPACE) for n in range(connections)]
        calls = work(lambda: server.manager.disconnect(ids[1], NAMESPACE))
        assert not server.manager.is_connected(ids[1], NAMESPACE) and server.manager.is_connected(ids[0], NAMESPACE)
        assert [id for id, _ in server.manager.get_participants(NAMESPACE, None)] == [ids[0], *ids[2:]]
        return calls

    assert calls_at_an_end(1_000) == calls_at_an_end(10)


def test_a_frame_never_overtakes_what_the_library_still_has_to_send():
    session = SimpleNamespace(closed=False, closing=False, upgraded=True, queue=queue.Queue())
    polling = SimpleNamespace(closed=False, closing=False, upgraded=False, queue=queue.Queue())
    taken: list[TextFrame] = []
    sent: list[tuple[str, str]] = []
    eio = SimpleNamespace(
        sockets={"s1": session, "s2": polling},
        _async={"websocket": None},
        send=lambda session, text: sent.append((session, text)),
        handlers={"connect": None},
        on=lambda event, handler: None,
    )
    manager = SimpleNamespace(basic_disconnect=None)
    bridge = EngineIOBridge(SimpleNamespace(eio=eio, manager=manager), lambda *_: False)
    bridge._connections["s1"] = SimpleNamespace(writer=SimpleNamespace(offer=lambda frame: taken.append(frame) or True))
    frame = TextFrame(b'42["changes",{}]')
    assert bridge.offer("s1", frame) and bridge.offer("s2", frame)
    assert taken == [frame] and sent == [("s2", '2["changes",{}]')]
    # What the library has not sent yet may be older.
    session.queue.put("older")
    assert not bridge.offer("s1", frame)
    session.queue.get()
    # While a client changes from polling to this WebSocket, it reads neither as a rule.
    session.upgraded = False
    assert not bridge.offer("s1", frame) and taken == [frame]
    assert not bridge.offer("gone", frame)
    # A client that polls, and does not fetch what waits for it.
    for _ in range(MAX_QUEUED):
        polling.queue.put("waits")
    assert not bridge.offer("s2", frame)
