"""The wheel alone is the product: installed in an empty environment outside the checkout, it serves a meeting.

It is built from the source distribution, so that this is complete too.
"""

import email
import json
import queue
import re
import signal
import subprocess
import sys
import tarfile
import time
import urllib.error
import urllib.request
import zipfile
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

import pytest
import socketio

from ..support.servers import free_port
from .conftest import BARE, CHECKOUT

pytestmark = pytest.mark.slow
SECONDS_TO_START = 60


class Server:
    """`live-cop serve` from the installed wheel, and a browser's worth of HTTP to talk to it."""

    def __init__(self, commands: Path, folder: Path) -> None:
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.cookies = CookieJar()
        self._browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))
        serve = [str(commands / "live-cop"), "serve", "--port", str(port), "--data", str(folder / "data")]
        self.process = subprocess.Popen(serve, cwd=folder, env=BARE, stdout=subprocess.DEVNULL)
        self._wait_until_ready()

    def _wait_until_ready(self) -> None:
        latest = time.monotonic() + SECONDS_TO_START
        while True:
            assert self.process.poll() is None, "live-cop serve ended by itself"
            try:
                assert self.ask("/healthz") == (200, {"status": "ok"})
                return
            except urllib.error.URLError:
                assert time.monotonic() < latest, "live-cop serve does not answer"
                time.sleep(0.1)

    def ask(self, path: str, body: Any = None) -> tuple[int, Any]:
        """Status and content: decoded if it is JSON, else text."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data, {"Content-Type": "application/json"})
        with self._browser.open(request, timeout=30) as answer:
            # A font is no text; that it comes is enough.
            text = answer.read().decode(errors="replace")
            is_json = answer.headers.get_content_type() == "application/json"
            return answer.status, json.loads(text) if is_json else text

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=30)


@pytest.fixture
def server(installed, tmp_path):
    server = Server(installed, tmp_path)
    yield server
    if server.process.poll() is None:
        server.process.kill()
        server.process.wait()


def test_the_wheel_holds_pages_and_scripts_and_no_tests(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names} - {"live_cop"} == {f"{'-'.join(wheel.name.split('-')[:2])}.dist-info"}
    for top, packed in (("static", "live_cop/_static"), ("templates", "live_cop/_templates")):
        ours = {
            f"{packed}/{path.relative_to(CHECKOUT / top)}" for path in (CHECKOUT / top).rglob("*") if path.is_file()
        }
        assert ours and ours <= set(names)
    words = (CHECKOUT / "live_cop" / "words").rglob("*.toml")
    assert {str(path.relative_to(CHECKOUT)) for path in words} <= set(names)


def test_the_description_is_what_an_index_accepts(built):
    check = [sys.executable, "-m", "twine", "check", "--strict", *map(str, built.iterdir())]
    done = subprocess.run(check, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_wheel_says_whose_it_is_and_carries_all_licences(wheel):
    with zipfile.ZipFile(wheel) as packed:
        [path] = [name for name in packed.namelist() if name.endswith(".dist-info/METADATA")]
        about = email.message_from_string(packed.read(path).decode())
        licences = {name.partition(".dist-info/licenses/")[2] for name in packed.namelist()} - {""}
    assert about["License-Expression"] == "MIT" and about["Author"] == "live_cop contributors"
    assert {url.partition(",")[0] for url in about.get_all("Project-URL")} >= {"Homepage", "Issues", "Changelog"}
    # Ours, and one for each library and font that is packed in.
    packed_in = {str(path.relative_to(CHECKOUT)) for path in (CHECKOUT / "static").rglob("LICENSE*")}
    assert licences == {"LICENSE", *packed_in} == set(about.get_all("License-File"))


def test_the_source_distribution_holds_what_one_needs_to_work_on_it(built):
    [sdist] = built.glob("*.tar.gz")
    with tarfile.open(sdist) as packed:
        names = {name.partition("/")[2] for name in packed.getnames()}
    assert {"LICENSE", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "Makefile", "pyproject.toml"} <= names
    assert {"docs/architecture.md", "tests/conftest.py", "scripts/chromium.py"} <= names
    assert not {name for name in names if name.startswith(("data/", "node_modules/", ".venv/", ".git/"))}


def test_an_installed_wheel_opens_a_meeting_and_lets_people_in(server):
    status, opened = server.ask("/api/meetings", {"title": "Homes that say yes"})
    assert status == 201
    code = opened["code"]
    status, joined = server.ask(f"/api/meetings/{code}/join", {"place": "room"})
    assert status == 200 and joined["participant"]["place"] == "room"

    status, page = server.ask(f"/m/{code}")
    assert status == 200 and "Homes that say yes" in page
    assets = set(re.findall(r'(?:src|href)="(/s/[^"]+)"', page))
    # The look of a page is part of the page.
    assert {path.rsplit("/", 1)[1] for path in assets} >= {"member.js"} and ".composer" in page
    for path in assets:
        status, content = server.ask(path)
        assert status == 200 and content, path


def test_an_installed_wheel_takes_a_note_and_still_has_it_after_a_restart(installed, server, tmp_path):
    _, opened = server.ask("/api/meetings", {"title": "Homes that say yes"})
    code = opened["code"]
    server.ask(f"/api/meetings/{code}/join", {"place": "remote"})
    with Screen(server, code) as screen:
        zone = next(id for kind, id, _ in screen.welcome["changes"] if kind == "zone")
        args = {"zone": zone, "text": "a kind word"}
        answer = screen.client.call("do", {"id": "1", "name": "note.add", "args": args}, timeout=20)
    assert answer["ok"]
    assert server.stop() == 0

    again = Server(installed, tmp_path)
    again.cookies = server.cookies
    try:
        with Screen(again, code) as screen:
            assert screen.welcome["revision"] >= answer["revision"]
            notes = [record["text"] for kind, _, record in screen.welcome["changes"] if kind == "note"]
        assert notes == ["a kind word"]
        assert again.stop() == 0
    finally:
        again.process.kill()


class Screen:
    """One connection of a participant."""

    def __init__(self, server: Server, code: str) -> None:
        self.client = socketio.Client(reconnection=False)
        welcomes: queue.Queue[Any] = queue.Queue()
        self.client.on("welcome", welcomes.put)
        self.client.on("changes", lambda changes: None)
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in server.cookies)
        auth = {"meeting": code, "since": None, "epoch": None, "as": "participant"}
        self.client.connect(server.url, {"Cookie": cookies}, auth, transports=["websocket"])
        self.welcome = welcomes.get(timeout=20)

    def __enter__(self) -> "Screen":
        return self

    def __exit__(self, *_: object) -> None:
        self.client.disconnect()
