"""A client that sends more than the disk takes has to wait: its commands stay with it, not in the server's memory. And
whose screen a connection is."""

import json
from types import SimpleNamespace

import pytest

from live_cop.app import create_app
from live_cop.live.socketio_events import MAX_COMMANDS_IN_FLIGHT
from live_cop.live.sync.connection import Connection
from live_cop.meeting.audience import Viewer
from live_cop.settings import Settings


@pytest.fixture
def events(tmp_path):
    app = create_app(Settings(data=tmp_path))
    yield app.extensions["socketio"].server.handlers["/"]["do"].__self__
    parts = app.extensions["live_cop"]
    parts.hub.stop()
    parts.store.close()


def test_a_connection_has_a_limited_number_of_commands_in_flight(events, monkeypatch):
    answers: list = []
    bridge = SimpleNamespace(answer=lambda *of: None)
    monkeypatch.setattr(events._hub, "submit", lambda code, viewer, message, answer: answers.append(answer))
    events._connections.add(Connection("c1", "s1", "K7M3QX", Viewer("ann", "participant"), None, None))
    command = "421" + json.dumps(["do", {"id": "a", "name": "undo"}], separators=(",", ":"))
    taken = [events._on_message(bridge, "s1", command) for _ in range(MAX_COMMANDS_IN_FLIGHT + 5)]
    # The library handles the others, and reads nothing more from this connection before they are answered.
    assert taken == [True] * MAX_COMMANDS_IN_FLIGHT + [False] * 5
    answers.pop()({"ok": False})
    assert events._on_message(bridge, "s1", command) and not events._on_message(bridge, "s1", command)


@pytest.mark.parametrize(("role", "people"), [("participant", 1), ("board", 3)])
def test_each_board_of_a_hall_counts_for_itself_and_the_screens_of_a_person_together(events, monkeypatch, role, people):
    """Where an address has too many connections, whoever has most screens there loses one."""
    identified: list[str] = []
    monkeypatch.setattr(events, "_identify_viewer", lambda environ, auth: (Viewer("ann", role), "K7M3QX"))
    monkeypatch.setattr(events._transport, "session_of", lambda id: f"session of {id}")
    monkeypatch.setattr(events._transport, "mark_identified", lambda session, who: identified.append(who))
    monkeypatch.setattr(events.presence, "connected", lambda connection: None)
    monkeypatch.setattr(events._hub, "run_between_batches", lambda work: None)
    for n in range(3):
        events._connect(f"c{n}", {}, {})
    assert len(identified) == 3 and len(set(identified)) == people
