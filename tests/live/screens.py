"""People at screens, over real connections: what each was told, in order, and the records that it shows."""

import itertools
import threading
from collections.abc import Callable
from typing import Any

import requests
import socketio

from live_cop.live.transport.engineio_bridge import OrderedClient

from ..support.patience import PATIENCE, slowness
from ..support.servers import Server

_ids = itertools.count()


class Refused(Exception):
    """The server did not accept the connection; `told` is what it said."""

    def __init__(self, told: Any) -> None:
        super().__init__(told)
        self.told = told


class Screen:
    """One connection. `heard` are all events in their order, `records` the records as (kind, id): record."""

    def __init__(
        self,
        url: str,
        code: str,
        session: requests.Session,
        *,
        transports: list[str] | None = None,
        reconnection: bool = False,
        headers: dict[str, str] | None = None,
        tap: Callable[[str], None] = lambda text: None,
        **auth: Any,
    ) -> None:
        """`tap` is told every message as it came, before anything is made of it."""
        self.heard: list[tuple[str, dict[str, Any]]] = []
        self.records: dict[tuple[str, str], dict[str, Any]] = {}
        self.epoch, self.revision = "", 0
        self._news = threading.Condition()
        self._refusals: list[Any] = []
        self._is_gone = False
        self.client = OrderedClient(
            http_session=session, reconnection=reconnection, reconnection_delay=0.1, reconnection_delay_max=0.5
        )
        self.client.eio.on("message", lambda text: (tap(text), self.client._handle_eio_message(text)))
        self.client.on("*", self._hear)
        self.client.on("connect_error", self._refusals.append)
        self.client.on("disconnect", self._gone)
        given = {"meeting": code, "since": None, "epoch": None, **auth}
        try:
            self.client.connect(
                url, auth=given, transports=transports or ["websocket"], headers=headers or {}, wait_timeout=PATIENCE
            )
        except socketio.exceptions.ConnectionError:
            # A server that ends in this moment refuses nobody.
            if not self._refusals:
                raise
            raise Refused(self._refusals[-1]) from None
        # Nor does one that ends now ever welcome anybody.
        self.until(lambda: self.heard or (self._is_gone and not reconnection))
        if not self.heard:
            raise socketio.exceptions.DisconnectedError

    @property
    def welcome(self) -> dict[str, Any]:
        """The last welcome."""
        return [message for event, message in self.heard if event == "welcome"][-1]

    @property
    def me(self) -> str:
        return str(self.welcome["you"]["id"])

    def all(self, kind: str) -> dict[str, dict[str, Any]]:
        with self._news:
            return {id: record for (k, id), record in self.records.items() if k == kind}

    def one(self, kind: str) -> dict[str, Any]:
        [record] = self.all(kind).values()
        return record

    def send(self, message: Any, event: str = "do") -> Any:
        """Any message with an acknowledgement."""
        return self.client.call(event, message, timeout=PATIENCE)

    def try_to(self, name: str, /, id: str = "", **args: Any) -> dict[str, Any]:
        """Gives a command; answers with what came back."""
        answer: dict[str, Any] = self.send({"id": id or f"by itself {next(_ids)}", "name": name, "args": args})
        return answer

    def do(self, name: str, /, id: str = "", **args: Any) -> dict[str, Any]:
        """Gives a command that must work; answers its result, when its effect has reached this screen too."""
        answer = self.try_to(name, id, **args)
        assert answer["ok"], answer
        self.reach(answer["revision"])
        result: dict[str, Any] = answer["result"]
        return result

    def refused(self, name: str, /, **args: Any) -> str:
        """Gives a command that must be refused, in the one form; answers the code."""
        return code_of(self.try_to(name, **args))

    def until(self, true: Callable[[], Any], within: float = PATIENCE) -> Any:
        """Waits for something to be so; it is looked at again with each event. What is not there yet is not so yet."""

        def so() -> Any:
            try:
                return true()
            except (LookupError, ValueError):
                return False

        with self._news:
            assert self._news.wait_for(so, timeout=within * slowness()), (
                f"did not happen; heard last: {self.heard[-3:]}"
            )
            return true()

    def reach(self, revision: int) -> None:
        """Waits until this screen is at a revision that changed something for it."""
        self.until(lambda: self.revision >= revision)

    def leave(self) -> None:
        self.client.disconnect()

    def _gone(self, *_: Any) -> None:
        with self._news:
            self._is_gone = True
            self._news.notify_all()

    def _hear(self, event: str, message: dict[str, Any]) -> None:
        with self._news:
            if message.get("full"):
                self.records.clear()
            for kind, id, record in message.get("changes", []):
                if record is None:
                    self.records.pop((kind, id), None)
                else:
                    self.records[kind, id] = record
            self.revision = message.get("revision", self.revision)
            self.epoch = message.get("epoch", self.epoch)
            self.heard.append((event, message))
            self._news.notify_all()


def code_of(answer: dict[str, Any]) -> str:
    """The code of a refusal, which must have the one form."""
    assert set(answer) == {"ok", "error"} and answer["ok"] is False, answer
    assert set(answer["error"]) - {"params"} == {"code", "message"}, answer
    message = answer["error"]["message"]
    assert message[0].isupper() and message[-1] in ".!?/" and "{" not in message, message
    return str(answer["error"]["code"])


class Meeting:
    """A meeting on a server, its sessions, and the screens that were opened."""

    def __init__(self, server: Server, **body: object) -> None:
        self.server = server
        self.links, self.session = server.open_meeting(**{"template": "solution", **body})
        self.code = self.links["code"]
        self._screens: list[Screen] = []

    def chair(self, **options: Any) -> Screen:
        return self.screen(self.session, **options)

    def join(self, place: str = "room", **body: object) -> requests.Session:
        """A new person's session."""
        session = requests.Session()
        answer = session.post(
            f"{self.server.url}/api/meetings/{self.code}/join", json={"place": place, **body}, timeout=PATIENCE
        )
        answer.raise_for_status()
        return session

    def person(self, place: str = "room", **body: object) -> Screen:
        return self.screen(self.join(place, **body))

    def board(self) -> Screen:
        session = requests.Session()
        session.get(self.links["board_url"], timeout=PATIENCE).raise_for_status()
        return self.screen(session)

    def screen(self, session: requests.Session, **options: Any) -> Screen:
        screen = Screen(self.server.url, self.code, session, **options)
        self._screens.append(screen)
        return screen

    def end(self) -> None:
        for screen in self._screens:
            screen.leave()


def zone_of(screen: Screen, title: str = "") -> str:
    """A zone's id: the one with this title, or any zone without a limit on notes."""
    zones = screen.all("zone").items()
    return next(id for id, zone in zones if title == zone["title"] or (not title and zone["role"] is None))
