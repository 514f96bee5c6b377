"""The demo: a meeting that is already under way, and that ends with its server."""

import os
import random
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import requests

from live_cop.demo import sample_content
from live_cop.demo.simulation import Simulation

from ..live.screens import Meeting, Screen
from ..support.patience import until
from ..support.servers import ROOT, Server, free_port
from ..support.thorough import first

#: Where Linux shows its processes; elsewhere nothing is found there.
PROCESSES = Path("/proc")


class Visitor(Meeting):
    """A meeting that somebody else opened, by its addresses."""

    def __init__(self, server_url: str, code: str, board_url: str) -> None:
        self.server = type("Address", (), {"url": server_url})()
        self.code, self.links, self._screens = code, {"board_url": board_url}, []


@pytest.fixture(scope="module")
def simulation(shared: Server):
    simulation = Simulation(shared.url, 12, random.Random(1), pace=0.02)
    simulation.start()
    yield simulation
    simulation.leave()


def visit(simulation: Simulation, shared: Server) -> Screen:
    return Visitor(shared.url, simulation.links["code"], simulation.links["board_url"]).board()


def test_a_visitor_finds_a_meeting_under_way(simulation: Simulation, shared: Server):
    screen = visit(simulation, shared)
    assert screen.one("meeting")["state"] == "live"
    assert screen.one("timer")["running"] is True
    assert sum(section["state"] == "done" for section in screen.all("section").values()) >= 3
    notes, groups = screen.all("note").values(), screen.all("group")
    assert len({note["zone"] for note in notes}) >= 5
    assert len(groups) == 2 and all(any(note["group"] == group for note in notes) for group in groups)
    assert all(note["signed"] is None for note in notes)
    scale = screen.one("scale")
    assert scale["state"] == "open" and scale["received"] >= 4
    online = [person["place"] for person in screen.all("person").values() if person["online"]]
    assert len(online) == 13 and {"room", "remote"} == set(online)
    screen.leave()


def test_it_continues_an_earlier_meeting(simulation: Simulation, shared: Server):
    screen = visit(simulation, shared)
    meeting, scale = screen.one("meeting"), screen.one("scale")
    assert meeting["place"] == 2
    [earlier] = scale["memory"]
    assert earlier["title"] == sample_content.EARLIER and sum(earlier["counts"]) >= scale["floor"]
    steps = sorted(screen.all("step").values(), key=lambda step: step["order"])
    assert [bool(step["from"]) for step in steps] == [True, True, False]
    assert steps[0]["state"] == "noticed" and all(step["notice"] and step["by_when"] for step in steps)
    assert all(len(step["who"]) == 1 for step in steps)
    page = requests.get(simulation.community["community_url"], timeout=10).text
    assert sample_content.EARLIER in page and sample_content.TITLE in page
    screen.leave()


def test_it_uses_the_features_of_a_meeting(simulation: Simulation, shared: Server):
    screen = visit(simulation, shared)
    kinds = {section["kind"] for section in screen.all("section").values() if section["state"] != "todo"}
    assert {"welcome", "round", "presentation", "scaling", "discussion"} <= kinds
    [hopes] = [id for id, zone in screen.all("zone").items() if zone["role"] == "hopes"]
    notes = list(screen.all("note").values())
    assert sum(note["zone"] == hopes for note in notes) >= 5
    assert {note.get("sort") for note in notes} >= {"data", "question", "statement"}
    assert sum(note.get("too", 0) for note in notes) >= 10
    places = {screen.all("person")[hand["person"]]["place"] for hand in screen.all("hand").values()}
    assert places == {"room", "remote"} and max(hand["too"] for hand in screen.all("hand").values()) == 2
    dates = screen.all("date").values()
    assert len(dates) == 2 and all(date["received"] == 6 for date in dates)
    # Counted in batches of five.
    assert all(date["can"] + date["maybe"] + date["cannot"] == 5 for date in dates)
    assert screen.one("invites")["count"] == 2
    screen.leave()


def test_the_meeting_continues(simulation: Simulation, shared: Server):
    screen = visit(simulation, shared)
    before = len(screen.all("note"))
    scenes = simulation.scenes()
    for _ in range(4):
        next(scenes)()
    heard = [(kind, record) for _, message in screen.heard for kind, _, record in message["changes"] if record]
    assert any(kind == "scale" and record.get("counts") for kind, record in heard)
    assert any(kind == "hand" and record["state"] == "speaking" for kind, record in heard)
    spoken = {record["person"] for kind, record in heard if kind == "turn" and record["state"] == "speaking"}
    assert {screen.all("person")[person]["place"] for person in spoken} == {"room", "remote"}
    assert len(screen.all("note")) > before
    assert any(snapshot["caption"] for snapshot in screen.all("snapshot").values())
    # The scenes start again: the scale is opened once more.
    next(scenes)()
    screen.leave()


def test_a_visitor_who_removes_the_scale_does_not_stop_it(simulation: Simulation):
    simulation.chair.do("scale.remove", scale=next(iter(simulation.chair.all("scale"))))
    simulation.answer_the_scale()
    simulation.hold_round()


@pytest.fixture
def demo(tmp_path):
    port = free_port()
    command = [sys.executable, "-m", "tests.support.without_delays", "demo", "--port", str(port), "--people", "3"]
    # Settings for a real server do not affect it.
    environment = {"LIVE_COP_HOST_KEY": "secret", "LIVE_COP_PUBLIC_URL": "https://a.example", "LIVE_COP_DATA": "x"}
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path), **environment}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    yield process
    process.kill()
    process.communicate(timeout=10)


def addresses(process: subprocess.Popen) -> list[str]:
    """The chair's, the board's, the join and the community's address, as it prints them."""
    found: list[str] = []
    while len(found) < 4:
        line = process.stdout.readline()
        assert line, "the demo ended"
        found += re.findall(r"http://\S+", line)
    return found


def simulations(tmp_path: Path) -> list[str]:
    """The processes of simulations that were started by the demo of this test."""
    found = []
    for process in PROCESSES.glob("[0-9]*"):
        try:
            ours = str(tmp_path).encode() in (process / "environ").read_bytes()
            if ours and b"live_cop.demo.process" in (process / "cmdline").read_bytes():
                found.append(process.name)
        except OSError:
            continue
    return found


@pytest.mark.parametrize("sign, code", first(1, [(signal.SIGTERM, 0), (signal.SIGKILL, -9), (signal.SIGINT, 0)]))
def test_the_command_prints_addresses_that_work_and_leaves_nothing_behind(demo, tmp_path, sign, code):
    chair, board, join, community = addresses(demo)
    assert "/chair/" in chair and "/board/" in board and "/m/" in join and "/community/" in community
    for address in (chair, board, join, community):
        assert requests.get(address, timeout=10).ok
    assert requests.get(board, timeout=10).url.endswith("/board")
    demo.send_signal(sign)
    assert demo.wait(timeout=20) == code
    until(lambda: not simulations(tmp_path), 20)
    if code == 0:
        assert list(tmp_path.iterdir()) == []
