"""What bridge.py takes for granted of the transport library. Should one of these fail after an update, the product
goes on with the ordinary way, more slowly: look at bridge.py before you take the update."""

import queue
from typing import ClassVar

from live_cop.app import create_app
from live_cop.live.transport.engineio_bridge import EngineIOBridge
from live_cop.live.transport.websocket import Frame
from live_cop.settings import Settings


def test_the_library_makes_its_websockets_where_we_stand(tmp_path):
    app = create_app(Settings(data=tmp_path))
    transport = app.extensions["socketio"].server.eio
    factory = transport._async["websocket"]
    assert getattr(factory, "__self__", None).__class__ is EngineIOBridge
    parts = app.extensions["live_cop"]
    parts.hub.stop()
    parts.store.close()


def test_a_session_has_what_we_look_at():
    from engineio.socket import Socket

    class Server:
        def create_queue(self):
            return queue.Queue()

    session = Socket(Server(), "s1")
    assert (session.upgraded, session.closed, session.closing, session.connected) == (False, False, False, False)
    assert session.queue.empty() and session.queue.qsize() == 0
    assert session._websocket_handler.__self__ is session


def test_a_session_counts_its_silence_on_the_steady_clock(monkeypatch):
    import engineio.socket

    EngineIOBridge(object())
    monkeypatch.setattr("time.time", lambda: 0.0)
    assert engineio.socket.time.time() > 1_700_000_000

    class Server:
        create_queue = queue.Queue

    # What it counts from as soon as it is there: on another clock it would have been silent from the start.
    assert engineio.socket.Socket(Server(), "s1").last_ping > 1_700_000_000


def test_a_version_we_do_not_know_takes_the_ordinary_way(caplog):
    EngineIOBridge(object())
    assert "ordinary way" in caplog.text


def test_changes_go_past_the_queues_of_the_library(tmp_path):
    """A line is offered the frame itself; only sessions without a line get theirs through the library."""

    class Session:
        closed = closing = False
        upgraded = True
        queue = queue.Queue()

    class Taking:
        def offer(self, frame):
            taken.append(frame)
            return True

    class Transport:
        sockets: ClassVar = {"s1": Session(), "s2": Session()}

        def send(self, session, text):
            sent.append((session, text))

    taken: list[Frame] = []
    sent: list[tuple[str, str]] = []
    bridge = EngineIOBridge(Transport())
    bridge._connections["s1"] = Taking()
    frame = Frame(b'42["changes",{}]')
    assert bridge.offer("s1", frame) and bridge.offer("s2", frame)
    assert taken == [frame] and sent == [("s2", '2["changes",{}]')]
    # What the library has still to send may be older: our frame does not overtake it.
    Session.queue.put("older")
    assert not bridge.offer("s1", frame)
    Session.queue.get()
    Session.upgraded = False
    assert not bridge.offer("s1", frame) and taken == [frame]
    assert not bridge.offer("gone", frame)
