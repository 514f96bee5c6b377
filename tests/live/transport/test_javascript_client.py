"""The official JavaScript client, as it is published, in node: the same contract from the other side."""

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from ..screens import Meeting, code_of, zone_of

CLIENT = "socket.io-client@4.8.4"
pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")


@pytest.fixture(scope="session")
def modules() -> Path:
    """The client as npm brings it, kept outside the tree for the next time."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "live-cop-tests"
    place = cache / CLIENT / "node_modules"
    if not place.is_dir():
        cache.mkdir(parents=True, exist_ok=True)
        # Made beside its place and moved there whole, so that tests that run at once do not meet half of it.
        with tempfile.TemporaryDirectory(dir=cache) as folder:
            made = Path(folder) / "made"
            command = ["npm", "install", "--prefix", str(made), "--no-audit", "--no-fund", "--loglevel=error", CLIENT]
            subprocess.run(command, check=True, timeout=120)
            if not place.is_dir():
                made.rename(place.parent)
    return place


@pytest.mark.parametrize("transports", ["websocket", "polling", "polling,websocket"])
def test_the_official_client_takes_part(meeting: Meeting, modules, transports):
    other = meeting.person()
    cookie = "; ".join(f"{name}={value}" for name, value in meeting.join("remote").cookies.items())
    script = Path(__file__).with_name("official_client.cjs")
    command = ["node", str(script), meeting.server.url, meeting.code, cookie, transports]
    environment = {**os.environ, "NODE_PATH": str(modules)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        other.until(lambda: other.all("note"))
        answer = other.do("note.add", zone=zone_of(other), text="an answer from Python")["note"]
        output, _ = process.communicate(timeout=30)
    assert process.returncode == 0
    told = json.loads(output)
    assert told["transport"] == transports.split(",")[-1]
    assert told["you"] is True and set(told["events"]) == {"welcome", "changes"}
    assert told["first"]["ok"] is True and told["first"] == told["again"]
    note = told["first"]["result"]["note"]
    assert {f"note {note}", f"mine {note}", f"note {answer}"} <= set(told["records"])
    assert f"mine {answer}" not in told["records"]
    assert other.all("note")[note]["text"] == told["records"][f"note {note}"]["text"] == "written in JavaScript 🫖"
    assert code_of(told["refused"]) == "not_allowed"
    assert told["clock"]["sent"] == 12345
    # It reconnected automatically, sent its revision, and got only what was new.
    assert told["back"]["full"] is False and told["back"]["changes"] == 0
    # Why it was refused is the error's data.
    assert set(told["no"]["data"]) == {"error"}
    assert told["no"]["data"]["error"]["code"] == "who_are_you"
    assert told["no"]["message"] == told["no"]["data"]["error"]["message"]
