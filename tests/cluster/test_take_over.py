"""Owners die, stand still and are told to stop, under load: what was acknowledged is kept, once, and people go on."""

import os
import signal
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
import requests
from click.testing import CliRunner

from live_cop.cli import main

from ..live.screens import Refused, Screen
from ..support.patience import PATIENCE, until
from .cluster import Cluster, Person, screen_of
from .faults import play, play_at_random, wait_for_more


@pytest.fixture(scope="module")
def running(tmp_path_factory) -> Iterator[Cluster]:
    cluster = Cluster(tmp_path_factory.mktemp("cluster"))
    yield cluster
    assert cluster.close() == 0


@pytest.fixture
def cluster(running) -> Cluster:
    """All processes run, whatever the test before did to them."""
    running.wait_until_ready()
    return running


@pytest.mark.slow
def test_what_was_acknowledged_is_kept_once_whatever_happens_to_its_owner(cluster):
    play(cluster, ["killed", "frozen"])


@pytest.mark.thorough
@pytest.mark.slow
def test_the_same_as_often_as_a_wall_has_room(cluster):
    play_at_random(cluster, 7)


def test_every_process_knows_the_way(cluster):
    """Whatever a proxy does: a process that does not have a meeting names the one that does, and tells nothing."""
    links, _ = cluster.open_meeting(title="Ours alone")
    code = links["code"]
    with requests.Session() as session:
        page = session.get(f"{cluster.url}/m/{code}", timeout=PATIENCE)
        assert page.ok and "Ours alone" in page.text
    owner = cluster.owner(code)
    assert owner is not None
    for n in range(cluster.processes):
        at = cluster.address(n)
        answer = requests.get(f"{at}/m/{code}?x=1", timeout=PATIENCE, allow_redirects=False)
        joining = requests.post(
            f"{at}/api/meetings/{code}/join", json={"place": "room"}, timeout=PATIENCE, allow_redirects=False
        )
        if n == owner:
            assert (answer.status_code, joining.status_code) == (200, 200)
            continue
        assert (answer.status_code, answer.headers["Location"]) == (307, f"/m/{code}?x=1&at={owner}")
        assert (joining.status_code, joining.headers["Location"]) == (307, f"/api/meetings/{code}/join?at={owner}")
        assert "Ours alone" not in answer.text
        # The proxy does not know the way either: it is tried again after a moment.
        lost = requests.get(f"{at}/m/{code}?at={owner}", timeout=PATIENCE, allow_redirects=False)
        assert (lost.status_code, lost.headers["Refresh"]) == (503, "1")
        with pytest.raises(Refused) as refused:
            Screen(f"{at}?m={code}", code, joined(cluster, code))
        error = refused.value.told["error"]
        assert (error["code"], error["params"]["at"]) == ("elsewhere", str(owner))
        assert error["params"]["url"] == f"/socket.io/?m={code}&at={owner}"
    for url in cluster.urls:
        # The long way round, and the links that do not say which meeting they are of.
        for n in range(cluster.processes):
            assert requests.get(f"{url}/m/{code}?at={n}", timeout=PATIENCE).ok
        with requests.Session() as session:
            there = session.get(url + urlsplit(links["chair_url"]).path, timeout=PATIENCE)
            assert there.ok and "Ours alone" in there.text
            assert f"m={code}" in " ".join(each.url for each in there.history)
        screen = screen_of(url, code, joined(cluster, code))
        screen.do("person.edit", name="Ann")
        screen.leave()
    unknown = {requests.get(f"{cluster.address(n)}/m/ACDEFG", timeout=PATIENCE).status_code for n in range(3)}
    assert unknown == {404}, "who guesses learns nothing"


def joined(cluster: Cluster, code: str) -> requests.Session:
    session = requests.Session()
    answer = session.post(f"{cluster.url}/api/meetings/{code}/join", json={"place": "room"}, timeout=PATIENCE)
    answer.raise_for_status()
    return session


def test_processes_are_started_again_one_after_the_other(cluster):
    """SIGHUP, as after an upgrade: somebody writes meanwhile."""
    code = cluster.open_meeting()[0]["code"]
    person = Person(cluster.url, code, "all the time")
    person.start()
    wait_for_more({code: [person]}, [code], 3)
    before = cluster.pids()
    os.kill(cluster.pid, signal.SIGHUP)
    until(lambda: len(after := cluster.pids()) == 3 and not set(after.values()) & set(before.values()), PATIENCE)
    wait_for_more({code: [person]}, [code], 3)
    person.stop()
    assert person.failure is None
    assert "Traceback" not in cluster.log.read_text(), cluster.log.read_text()[-3000:]


def test_a_command_of_the_host_finds_the_process_that_has_the_meeting(cluster):
    codes = [cluster.open_meeting()[0]["code"] for _ in range(4)]
    people = [joined(cluster, code) for code in codes]
    for code in codes:
        for command in (["chair-link", code], ["delete", code, "--yes"]):
            done = CliRunner().invoke(main, ["meetings", *command, "--data", str(cluster.data)])
            assert done.exit_code == 0, done.output
    for code, person in zip(codes, people, strict=True):
        assert person.get(f"{cluster.url}/m/{code}", timeout=PATIENCE).status_code == 404
