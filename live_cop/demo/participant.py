"""One simulated person, who joins by code like anybody and uses a real connection."""

import itertools
import time
from typing import Any

import requests
import socketio

from ..live.transport.engineio_bridge import OrderedClient


class Participant:
    """Somebody at a screen. `records` is what the screen shows: {kind: {id: record}}. A table is replaced and never
    changed in place, so that the simulation may read it while the connection receives changes."""

    def __init__(self, base: str, code: str, session: requests.Session) -> None:
        self._ids = itertools.count()
        self.id = ""
        self.records: dict[str, dict[str, Any]] = {}
        self.client = OrderedClient(reconnection_delay=1)
        self.client.on("welcome", self._welcome)
        self.client.on("changes", self._changes)
        cookie = "; ".join(f"{name}={value}" for name, value in session.cookies.items())
        auth = {"meeting": code, "since": None, "epoch": None}
        self.client.connect(f"{base}?m={code}", headers={"Cookie": cookie}, auth=auth, transports=["websocket"])

    @classmethod
    def join(cls, base: str, code: str, place: str, name: str = "") -> "Participant":
        """Joins with the code of the meeting."""
        session = requests.Session()
        answer = session.post(f"{base}/api/meetings/{code}/join", json={"place": place, "name": name}, timeout=10)
        answer.raise_for_status()
        return cls(base, code, session)

    def do(self, command: str, **args: Any) -> dict[str, Any]:
        """Sends a command and waits for its answer; without an answer it counts as refused. One that was sent too
        fast is sent again a moment later, as a person would."""
        message = {"id": f"{self.client.sid}-{next(self._ids)}", "name": command, "args": args}
        while True:
            try:
                answer: dict[str, Any] = self.client.call("do", message, timeout=10)
            except (socketio.exceptions.SocketIOError, OSError):
                return {"ok": False, "error": {"code": "offline"}}
            if answer["ok"] or answer["error"]["code"] != "too_fast":
                return answer
            time.sleep(0.1)

    def all(self, kind: str) -> dict[str, Any]:
        """The records of a kind, as this screen shows them."""
        return self.records.get(kind, {})

    def id_of(self, kind: str, title: str) -> str | None:
        """The id of the record with this title."""
        return next((id for id, record in self.all(kind).items() if record["title"] == title), None)

    def leave(self) -> None:
        """Disconnects."""
        self.client.disconnect()

    def _welcome(self, message: dict[str, Any]) -> None:
        self.id = message["you"]["id"]
        if message["full"]:
            self.records = {}
        self._changes(message)

    def _changes(self, message: dict[str, Any]) -> None:
        for kind, id, record in message["changes"]:
            table = {**self.records.get(kind, {}), id: record}
            self.records[kind] = {id: record for id, record in table.items() if record is not None}
