"""The real application on a folder of its own, and browsers that keep their own cookies."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache

from live_cop.app import create_app
from live_cop.meeting import registry
from live_cop.meeting.audience import Viewer
from live_cop.settings import Settings
from live_cop.web.services import Services

CHAIR = Viewer("the-chair", "chair")


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """The templates, translated once for all tests and not by each."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def serve(tmp_path: Path, compiled: FileSystemBytecodeCache) -> Iterator[Callable[..., Flask]]:
    """serve(host_key="...") starts the application with these settings."""
    started: list[Flask] = []

    def start(**settings: Any) -> Flask:
        app = create_app(Settings(data=tmp_path / str(len(started)), **settings))
        app.jinja_env.bytecode_cache = compiled
        started.append(app)
        return app

    yield start
    for app in started:
        app.extensions["live_cop"].mailer.stop()
        app.extensions["live_cop"].hub.stop()
        app.extensions["live_cop"].store.close()


@pytest.fixture
def app(serve: Callable[..., Flask]) -> Flask:
    return serve()


@pytest.fixture
def services(app: Flask) -> Services:
    found: Services = app.extensions["live_cop"]
    return found


@pytest.fixture
def browser(app: Flask) -> Callable[..., FlaskClient]:
    """browser() is somebody new; browser("10.0.0.7") comes from that address."""

    def new(address: str = "10.0.0.1") -> FlaskClient:
        client = app.test_client()
        client.environ_base["REMOTE_ADDR"] = address
        return client

    return new


@pytest.fixture
def chair(browser: Callable[..., FlaskClient]) -> FlaskClient:
    """The browser that opened the meeting."""
    return browser()


@pytest.fixture
def meeting(chair: FlaskClient) -> dict[str, str]:
    """An open meeting: its code and its links."""
    answer = chair.post("/api/meetings", json={"title": "Homes that say yes", "community": "Access to homes"})
    assert answer.status_code == 201
    opened: dict[str, str] = answer.get_json()
    return opened


@pytest.fixture
def give(services: Services, meeting: dict[str, str]) -> Callable[..., dict[str, Any]]:
    """give("meeting.lock") as the chair does over the live connection."""
    count = iter(range(1000))

    def command(name: str, **args: Any) -> dict[str, Any]:
        assert name in registry.COMMANDS
        message = {"id": f"test-{next(count)}", "name": name, "args": args}
        answer = services.hub.submit_and_wait(meeting["code"], CHAIR, message)
        assert answer["ok"], answer
        return answer

    return command


def path(url: str) -> str:
    """The path of an absolute address."""
    return "/" + url.split("/", 3)[3]


def refused(answer: Any) -> str:
    """The code of a refusal, after a look at its form."""
    body = answer.get_json()
    assert set(body) == {"error"}
    assert set(body["error"]) == {"code", "message"}
    assert body["error"]["message"][0].isupper() and "{" not in body["error"]["message"]
    code: str = body["error"]["code"]
    return code
