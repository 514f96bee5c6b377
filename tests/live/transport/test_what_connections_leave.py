"""What is left in memory of connections that have ended. What is left in a circle stays until Python looks for circles
among its old objects: on a busy server after half an hour, and for seconds in which nobody gets an answer."""

import json
import socket
from pathlib import Path

import pytest
import requests

from ...support.patience import PATIENCE, until
from ...support.servers import Server
from ..screens import Meeting, Refused, zone_of

TIMES = 5


class ServerWithoutCollector(Server):
    MODULE = "tests.live.transport.without_collector"

    def garbage(self) -> dict[str, int]:
        """What the circles hold that came about since this was asked last."""
        question = Path(self._environment["GARBAGE_FILE"])
        question.touch()
        until(lambda: not question.exists())
        return json.loads(question.with_suffix(".answer").read_text())


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("collector")
    server = ServerWithoutCollector(folder / "data", GARBAGE_FILE=str(folder / "question"))
    yield server
    server.stop()


def a_screen(meeting: Meeting) -> None:
    screen = meeting.screen(meeting.join())
    screen.do("note.add", zone=zone_of(screen), text="kept")
    screen.leave()


def a_screen_by_polling(meeting: Meeting) -> None:
    screen = meeting.screen(meeting.join(), transports=["polling"])
    screen.do("note.add", zone=zone_of(screen), text="kept")
    screen.leave()


def a_screen_that_is_refused_something(meeting: Meeting) -> None:
    screen = meeting.screen(meeting.join())
    assert screen.refused("note.add", zone="nowhere", text="lost") == "unknown_zone"
    assert screen.refused("agenda.start") == "not_allowed"
    screen.leave()


def a_screen_of_nobody(meeting: Meeting) -> None:
    with pytest.raises(Refused):
        meeting.screen(requests.Session())


def pages(meeting: Meeting) -> None:
    # Not the start page: a template with a macro of its own leaves a circle of Jinja's, which is found while it is new.
    with requests.Session() as session:
        for path in (f"m/{meeting.code}", "healthz"):
            assert session.get(f"{meeting.server.url}/{path}", timeout=PATIENCE).ok


def a_body_in_chunks(meeting: Meeting) -> None:
    assert (
        requests.post(f"{meeting.server.url}/api/meetings", data=iter([b"no", b"JSON"]), timeout=PATIENCE).status_code
        == 400
    )


def no_request(meeting: Meeting) -> None:
    with socket.create_connection(("127.0.0.1", meeting.server.port), timeout=PATIENCE) as line:
        line.sendall(b"GET / HTTP/1.1\r\n\r\n")
        assert b" 400 " in line.recv(100)


@pytest.mark.parametrize(
    "visit",
    [
        a_screen, a_screen_by_polling, a_screen_that_is_refused_something, a_screen_of_nobody, pages, a_body_in_chunks,
        no_request,
    ],
    ids=lambda visit: visit.__name__.replace("_", " "),
)  # fmt: skip
def test_a_connection_that_has_ended_leaves_no_circle(server, visit):
    meeting = Meeting(server)
    server.garbage()
    for _ in range(TIMES):
        visit(meeting)
    assert server.garbage() == {}
