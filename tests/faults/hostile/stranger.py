"""Somebody with the address of the server: the meetings that they open, and the screens with which they sit among the
quiet people. What they do there is in attacks.py."""

import itertools
import json
from contextlib import ExitStack
from functools import cached_property
from typing import Any

import requests

from live_cop.store.meeting_archive import MAX_JSON_BYTES

from ...support.patience import PATIENCE
from ..long import times
from .night import AnyNight
from .quiet_room import Open
from .raw import Raw, frame

#: The large meeting that strangers bring along: its notes, and the pictures that each hold them all. Both together
#: come near to the largest file.
NOTES, PICTURES = 3_000, times(6, 8)
LONG = "a thought that goes on and on and fills its note to the very edge, " * 7
ids = itertools.count()


class Stranger:
    """Somebody with the address of the server, who opens meetings of their own. Closes all that its clients opened."""

    def __init__(self, server: AnyNight, quiet: Open, host_key: str = "") -> None:
        self.server, self.quiet, self.host_key = server, quiet, host_key
        self.closing = ExitStack()
        #: The attacks that have had their first guesses.
        self.has_guessed: set[object] = set()

    def post(self, path: str, session: Any = requests, key: str = "", **what: Any) -> requests.Response:
        headers = {"Authorization": f"Bearer {key or self.host_key}"}
        return session.post(self.server.url + path, headers=headers, timeout=PATIENCE, **what)

    def get(self, path: str, session: Any = requests) -> requests.Response:
        return session.get(self.server.url + path, timeout=PATIENCE)

    def open(self, session: Any = requests, key: str = "") -> requests.Response:
        """Opens a meeting."""
        return self.post("/api/meetings", session, key, json={"title": "Ours", "template": "solution"})

    def joined(self, code: str = "") -> requests.Session:
        """A new person in this meeting, else among the quiet people."""
        session = requests.Session()
        self.post(f"/api/meetings/{code or self.quiet.code}/join", session, json={"place": "room"}).raise_for_status()
        return session

    def device(self) -> "Device":
        """A new person among the quiet people, with a screen."""
        return self.watch(Device(self.server.port, self.quiet.code, self.joined()))

    def watch(self, connection: Any) -> Any:
        self.closing.callback(connection.close)
        return connection

    @cached_property
    def large_file(self) -> bytes:
        """A meeting as large as a file may be, which has expired long ago."""
        session = requests.Session()
        code = self.open(session).json()["code"]
        chair = Device(self.server.port, code, session)
        for name in ("agenda.start", "snapshot.take", "meeting.close"):
            chair.ask(name)
        zone = next(id for kind, id, record in chair.changes if kind == "zone" and not record.get("role"))
        note = chair.ask("note.add", zone=zone, text="x")
        chair.close()
        assert not note["ok"]
        file = self.get(f"/m/{code}/report.json", session).json()
        id, snapshot = next(iter(file["snapshot"].items()))
        picture = file["picture"][id]
        example = {"zone": zone, "text": LONG[:450], "color": "butter", "x": 0.5, "y": 0.5, "at": 1_700_000_000_000}
        file["note"] = {f"n{n}": {**example, "text": f"{n} {example['text']}"} for n in range(NOTES)}
        picture["notes"] = list(file["note"].items())
        file["snapshot"] = {f"s{n}": {**snapshot, "order": n} for n in range(PICTURES)}
        file["picture"] = dict.fromkeys(file["snapshot"], picture)
        for when in ("opened_at", "closed_at"):
            file["meeting"][when] = example["at"]
        data = json.dumps(file, separators=(",", ":"), ensure_ascii=False).encode()
        # A larger one is turned away unread, and attacks nobody.
        assert len(data) <= MAX_JSON_BYTES
        return data

    @cached_property
    def large_meeting(self) -> tuple[str, requests.Session]:
        """The same, on the server and open again: its code, and the session of its chair."""
        session = requests.Session()
        answer = self.post("/api/meetings/file", session, data=self.large_file)
        answer.raise_for_status()
        code = answer.json()["code"]
        chair = Device(self.server.port, code, session)
        assert chair.ask("meeting.reopen")["ok"]
        chair.close()
        return code, session

    def chair(self) -> "Device":
        code, session = self.large_meeting
        return self.watch(Device(self.server.port, code, session))


class Device(Raw):
    """A screen that gives commands, and looks at their answers or does not."""

    def __init__(self, port: int, code: str, session: requests.Session) -> None:
        super().__init__(port, "; ".join(f"{name}={value}" for name, value in session.cookies.items()))
        self.say("40" + json.dumps({"meeting": code, "since": None, "epoch": None}))
        self._text, self._number = b"", 0
        welcome = self._message(b'42["welcome",')
        self.changes = json.loads(welcome[2:])[1]["changes"]

    def send(self, name: str, /, **args: Any) -> bool:
        """Gives a command; whether the server still listens."""
        return self.push(frame(self._command(name, args).encode()))

    def tell(self, name: str, /, **args: Any) -> str:
        """Gives a command, and throws away whatever has come back."""
        return name if self.send(name, **args) and self.drained() else "ended"

    def ask(self, name: str, /, **args: Any) -> dict[str, Any]:
        """Gives a command and waits for its answer."""
        self.say(self._command(name, args))
        start = f"43{self._number}".encode()
        answer: dict[str, Any] = json.loads(self._message(start)[len(start) :])[0]
        return answer

    def answers(self, n: int) -> list[dict[str, Any]]:
        """The answers to the next commands, in the order in which they were given."""
        found = {}
        while len(found) < n:
            message = self._message(b"43")
            number, bracket, answer = message[2:].partition(b"[")
            found[int(number)] = json.loads(bracket + answer)[0]
        return [answer for _, answer in sorted(found.items())]

    def _command(self, name: str, args: dict[str, Any]) -> str:
        self._number += 1
        return f"42{self._number}" + json.dumps(["do", {"id": f"h{next(ids)}", "name": name, "args": args}])

    def _message(self, start: bytes) -> bytes:
        """The next message that begins like this; others are skipped, and pings are not answered."""
        while True:
            while (message := self._frame()) is None:
                more = self.sock.recv(1 << 20)
                assert more, "the server has ended this connection"
                self._text += more
            if message.startswith(start):
                return message

    def _frame(self) -> bytes | None:
        data = self._text
        size, body = (data[1], 2) if len(data) > 1 else (0, 2)
        if size >= 126:
            body = 4 if size == 126 else 10
            size = int.from_bytes(data[2:body], "big")
        if len(data) < max(2, body + size):
            return None
        self._text = data[body + size :]
        return data[body : body + size]
