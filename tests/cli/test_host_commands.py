"""The commands about meetings and communities, beside a running server and without one."""

import re

import pytest
import requests
from click.testing import CliRunner

from live_cop.cli import main
from live_cop.store.opening import open_store

from ..meeting.room import Room
from ..store.stored_room import StoredRoom
from ..support.patience import PATIENCE
from ..support.servers import Server
from ..support.stores import database_of, path_of


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("host") / "data")
    yield server
    server.stop()


def run(server, *arguments):
    """The command with the server's folder, and with none of its settings."""
    return run_in(server.data, *arguments)


def run_in(folder, *arguments, **environment):
    arguments = [*arguments, "--data", str(folder)]
    given = {"LIVE_COP_PORT": "1", "LIVE_COP_DATABASE": database_of(folder), **environment}
    result = CliRunner().invoke(main, arguments, env=given)
    assert not isinstance(result.exception, Exception), result.exception
    return result


def test_a_list_of_meetings_and_figures(server):
    opened, _ = server.open_meeting(title="Homes \x1b[31m that say yes")
    listed = run(server, "meetings")
    assert listed.exit_code == 0, listed.stderr
    [line] = [line for line in listed.stdout.splitlines() if line.startswith(opened["code"])]
    assert re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d  \d+ KB  not begun  Homes \[31m that say yes$", line), line
    assert "has “nothing”" in run(server, "meetings", "--find", "nothing").stdout
    assert opened["code"] in run(server, "meetings", "--find", "SAY YES").stdout
    assert re.search(r"Meetings that were opened today: [1-9]", run(server, "stats").stdout)


def test_a_meeting_is_deleted_while_people_are_in_it(server):
    opened, chair = server.open_meeting(title="Unforgettable")
    code = opened["code"]
    assert chair.get(f"{server.url}/m/{code}/chair", timeout=PATIENCE).status_code == 200
    done = run(server, "meetings", "delete", code.lower(), "--yes")
    assert f"Meeting {code} is deleted" in done.stdout, done.stderr
    assert chair.get(f"{server.url}/m/{code}/chair", timeout=PATIENCE).status_code == 404
    assert code not in run(server, "meetings").stdout
    again = run(server, "meetings", "delete", code, "--yes")
    assert again.exit_code == 1 and "We cannot find an open meeting" in again.stderr


def test_a_lost_chair_link_is_replaced_and_the_present_chair_stays_until_the_next_one_comes(server):
    opened, chair = server.open_meeting()
    code = opened["code"]
    made = run(server, "meetings", "chair-link", code)
    assert re.fullmatch(rf"{server.url}/chair/[\w-]{{32}}\n", made.stdout), made.stderr
    path = "/chair/" + made.stdout.strip().rpartition("/")[2]
    page = f"{server.url}/m/{code}/chair"
    assert chair.get(page, timeout=PATIENCE).status_code == 200
    new = requests.Session()
    asked = new.get(server.url + path, timeout=PATIENCE)
    assert asked.url == page and "<form" in asked.text
    assert chair.get(page, timeout=PATIENCE).status_code == 200
    assert new.post(page, timeout=PATIENCE).status_code == 200
    assert chair.get(page, timeout=PATIENCE).status_code != 200
    assert run(server, "meetings", "chair-link", "AAAAAA").exit_code == 1


def test_a_community_gets_a_new_link_and_is_deleted_and_its_meetings_stay(server):
    opened, chair = server.open_meeting()
    body = {"meeting": opened["code"], "name": "Access to homes"}
    made = chair.post(f"{server.url}/api/communities", json=body, timeout=PATIENCE).json()
    assert re.search(rf"^{made['id']} +1 .*Access to homes$", run(server, "communities").stdout, re.MULTILINE)
    link = run(server, "communities", "link", made["id"], "--yes")
    assert "/community/" in link.stdout, link.stderr
    assert chair.get(f"{server.url}/communities/{made['id']}", timeout=PATIENCE).status_code == 404
    assert run(server, "communities", "delete", made["id"], "--yes").exit_code == 0
    assert made["id"] not in run(server, "communities").stdout
    assert chair.get(f"{server.url}/m/{opened['code']}/chair", timeout=PATIENCE).status_code == 200
    again = run(server, "communities", "delete", made["id"], "--yes")
    assert again.exit_code == 1 and "no such community" in again.stderr


def test_nobody_else_gives_orders(server):
    opened, _ = server.open_meeting()
    other = run_in(server.data, "meetings", "delete", opened["code"], "--yes", LIVE_COP_SECRET="x" * 40)
    assert other.exit_code == 1 and "did not accept" in other.stderr
    for body in ({"order": "nonsense"}, {}, []):
        answer = requests.post(f"{server.url}/api/host/orders", json=body, timeout=PATIENCE)
        assert answer.status_code in (400, 404)
    assert opened["code"] in run(server, "meetings").stdout


def test_the_same_without_a_server(tmp_path):
    folder = tmp_path / "data"
    store, room = open_store(folder), Room()
    room.note(text="Unforgettable")
    StoredRoom(store, room).save()
    store.close()
    code = room.state.code
    made = run_in(folder, "meetings", "chair-link", code)
    assert made.exit_code == 0, made.output
    store = open_store(folder)
    assert [entry.what for entry in store.load(code).state.of_kind("log").values()] == ["meeting.host_link"]
    grant = store.links.find(made.stdout.strip().rpartition("/")[2])
    assert (grant.meeting, grant.role) == (code, "chair") and grant.version > store.links.version(code, "chair")
    store.close()
    assert run_in(folder, "meetings", "delete", code, "--yes").exit_code == 0
    assert "There are no meetings yet." in run_in(folder, "meetings").stdout
    assert b"Unforgettable" not in path_of(store).read_bytes()
    empty = run_in(tmp_path / "none", "meetings", "delete", "AAAAAA", "--yes")
    assert empty.exit_code == 1 and not (tmp_path / "none").exists()
