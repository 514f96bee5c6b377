"""A server without a network, with a meeting, its chair and a member."""

import itertools

import pytest
from flask.testing import FlaskClient

from live_cop.app import create_app
from live_cop.meeting.audience import Viewer
from live_cop.settings import Settings
from live_cop.web.reports import report_worker


class MeetingServer:
    """A server without a network, with a meeting, and clients with their own cookies."""

    def __init__(self, folder) -> None:
        self._numbers = itertools.count()
        self.app = create_app(Settings(data=folder))
        self.services = self.app.extensions["live_cop"]
        self.chair = self.app.test_client()
        opened = self.chair.post("/api/meetings", json={"title": "Homes <b>", "template": "standing"}).json
        self.code, self.board_url = opened["code"], opened["board_url"]
        self.member = self.app.test_client()
        self.member.post(f"/api/meetings/{self.code}/join", json={"place": "room"})

    def do(self, name: str, /, **args) -> dict:
        request = {"id": f"{name}-{next(self._numbers)}", "name": name, "args": args}
        answer = self.services.hub.submit_and_wait(self.code, Viewer(self._chair(), "chair"), request)
        assert answer["ok"], answer
        return answer["result"]

    def _chair(self) -> str:
        people = self.services.hub.state(self.code).of_kind("person")
        return next(id for id, person in people.items() if person.role == "chair")

    def stop(self) -> None:
        self.services.hub.stop()
        self.services.store.close()


@pytest.fixture
def server(tmp_path):
    running = MeetingServer(tmp_path)
    yield running
    running.stop()


def report(server: MeetingServer, client: FlaskClient):
    return client.get(f"/m/{server.code}/report.html")


@pytest.fixture
def rendered(monkeypatch):
    """The requests that were rendered, in order."""
    found = []
    render_once = report_worker.render_once

    def record(meeting, key, version, request):
        def build():
            found.append(request())
            return found[-1]

        return render_once(meeting, key, version, build)

    monkeypatch.setattr(report_worker, "render_once", record)
    return found
