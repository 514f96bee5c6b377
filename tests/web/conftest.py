"""The real application with its own data folder, and browsers with their own cookies."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache
from werkzeug.routing import Rule

from live_cop.app import create_app
from live_cop.meeting import registry
from live_cop.meeting.audience import Viewer
from live_cop.settings import Settings
from live_cop.web import worker_process
from live_cop.web.services import Services

CHAIR = Viewer("the-chair", "chair")


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """The compiled templates, shared by all tests."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture(scope="session", autouse=True)
def compiled_rules() -> Iterator[None]:
    """What Werkzeug compiles from each rule of addresses, shared by all tests: half of what an application takes to
    start, and the same each time."""
    compiled: dict[tuple[Any, ...], Any] = {}
    compile_rule = Rule._compile_builder

    def once(rule: Rule, append_unknown: bool = True) -> Any:
        key = (rule.rule, rule.subdomain, repr(rule.defaults), append_unknown)
        if key not in compiled:
            compiled[key] = compile_rule(rule, append_unknown)
        return compiled[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "_compile_builder", once)
        yield


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
def nothing_comes_back(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a person or an address may do at once does not grow again meanwhile, however slow this machine is."""
    now = time.monotonic()
    for allowance in (services.saves, services.entries, services.photos):
        monkeypatch.setattr(allowance, "_clock", lambda: now)


@pytest.fixture(autouse=True)
def patient_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers are nice to others, and get hardly anything of a machine that others use."""
    carry_out = worker_process._carried_out
    monkeypatch.setattr(
        worker_process, "_carried_out", lambda started, given, timeout: carry_out(started, given, timeout * 10)
    )


@pytest.fixture
def browser(app: Flask) -> Callable[..., FlaskClient]:
    """browser() is somebody new; browser("10.0.0.7") comes from that address."""

    def new(address: str = "10.0.0.1") -> FlaskClient:
        client = app.test_client()
        client.environ_base["REMOTE_ADDR"] = address
        # It keeps cookies, and has been on a page of ours before.
        client.set_cookie("cop_try", "1")
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
def pages(browser: Callable[..., FlaskClient], chair: FlaskClient, meeting: dict[str, str]) -> dict[str, Any]:
    """Each kind of page, requested by somebody who may see it."""
    code = meeting["code"]
    member, board = browser(), browser()
    member.post(f"/api/meetings/{code}/join", json={"place": "room"})
    board.get(path(meeting["board_url"]))
    community = chair.post("/api/communities", json={"meeting": code}).get_json()["id"]
    return {
        "home": chair.get("/"),
        "join": browser().get(f"/m/{code}"),
        "member": member.get(f"/m/{code}"),
        "chair": chair.get(f"/m/{code}/chair"),
        "board": board.get(f"/m/{code}/board"),
        "links": chair.get(f"/m/{code}/links"),
        "message": browser().get("/nothing-here"),
        "community": chair.get(f"/communities/{community}"),
        "plan": chair.get(f"/communities/{community}/plan?after={code}"),
        "guide": browser().get("/guide"),
        "accessibility": browser().get("/accessibility"),
        "attendance": member.get(f"/m/{code}/attendance"),
        "people": chair.get(f"/m/{code}/attendance/list"),
    }


@pytest.fixture
def command(services: Services, meeting: dict[str, str]) -> Callable[..., dict[str, Any]]:
    """command("meeting.lock") carries out a command of the chair."""
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
    """The code of a refusal, whose format is checked."""
    body = answer.get_json()
    assert set(body) == {"error"}
    assert set(body["error"]) - {"params"} == {"code", "message"}
    assert body["error"]["message"][0].isupper() and "{" not in body["error"]["message"]
    code: str = body["error"]["code"]
    return code


#: The prefix of each role's cookie; the code of the meeting follows.
ROLE_COOKIES = {"chair": "cop_c_", "board": "cop_b_", "participant": "cop_p_", "helper": "cop_h_"}


def cookies(answer: Any) -> dict[str, str]:
    """The cookies that a response sets, by name, each as its whole header."""
    return {header.split("=")[0]: header for header in answer.headers.getlist("Set-Cookie")}


def helper_link(chair: FlaskClient, code: str) -> str:
    """The path of a new link for helpers."""
    return path(chair.post(f"/api/meetings/{code}/helper-link").get_json()["helper_url"])
