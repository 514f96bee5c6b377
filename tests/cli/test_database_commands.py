"""The commands of a host where everything is in a PostgreSQL database: beside servers, and where there is none."""

import re
from pathlib import Path

import psycopg
import pytest
import requests
from click.testing import CliRunner, Result

from live_cop.cli import main
from live_cop.store.errors import StoreError
from live_cop.store.opening import open_store
from live_cop.store.postgres import schema

from ..meeting.room import Room
from ..store.stored_room import StoredRoom, full_state
from ..support import postgres
from ..support.patience import PATIENCE
from ..support.servers import Server, free_port
from .test_move import CLOSED, OPEN, fill


@pytest.fixture
def database() -> str:
    return postgres.server().new_database()


@pytest.fixture
def store(database, tmp_path, monkeypatch):
    """What another process has open. Nobody renews its leases."""
    monkeypatch.setattr("live_cop.store.leases.LEASE_MS", 600_000)
    store = open_store(tmp_path / "elsewhere", database=database, process="7")
    fill(store)
    yield store
    store.close()


def run(database: str, folder: Path, *arguments: object, expect: int = 0) -> Result:
    given = [*map(str, arguments), "--data", str(folder)]
    result = CliRunner().invoke(main, given, env={"LIVE_COP_DATABASE": database})
    assert not isinstance(result.exception, Exception), result.exception
    assert result.exit_code == expect, result.output
    return result


def test_a_backup_of_a_running_server_brings_everything_back(database, store, tmp_path):
    """Links, reports and pictures stay valid, waiting letters are not sent twice, and pages begin anew."""
    folder, safe = tmp_path / "data", tmp_path / "safe"
    safe.mkdir()
    server = Server(folder, LIVE_COP_DATABASE=database)
    opened, chair = server.open_meeting()
    code = opened["code"]
    before, link = store.load(OPEN).state, store.links.create(OPEN, "report", "")
    run(database, folder, "backup", safe, "--keep", 2)
    [backup] = safe.iterdir()
    lost, _ = server.open_meeting()
    server.stop()
    store.delete_meeting(OPEN)
    done = run(database, folder, "restore", backup).output
    [aside] = folder.glob("live_cop-before-*.sqlite")
    assert f"Restored {backup} into the database." in done and str(aside) in done
    found = store.load(OPEN).state
    assert full_state(found)[3] == full_state(before)[3] and full_state(store.rebuild(OPEN)) == full_state(found)
    assert found.epoch != before.epoch and found.revision > before.revision + 10**9
    assert store.links.find(link).meeting == OPEN and store.picture(OPEN, "0" * 64).data == b"\0picture\xff"
    assert {letter.state for letter in store.mailings.letters("m1")} == {"unsure"}
    server.start()
    page = f"{server.url}/m/{code}/chair"
    assert chair.get(page, timeout=PATIENCE).status_code == 200
    assert requests.get(f"{server.url}/m/{lost['code']}", timeout=PATIENCE).status_code == 404
    server.stop()
    # A backup of the one is a backup of the other.
    run("", tmp_path / "file", "restore", aside)
    assert lost["code"] in run("", tmp_path / "file", "meetings").output
    run("", tmp_path / "file", "backup", safe / "of-file.sqlite3")
    run(database, folder, "restore", safe / "of-file.sqlite3")
    listed = run(database, folder, "meetings").output
    assert lost["code"] in listed and OPEN not in listed


def test_a_restore_that_fails_changes_nothing(database, store, tmp_path, monkeypatch):
    folder, backup = tmp_path / "data", tmp_path / "safe.sqlite3"
    run(database, folder, "backup", backup)
    before = full_state(store.load(OPEN).state)
    # Somebody opens a meeting while it is being prepared.
    store.leases.claim(OPEN)
    assert "stop all servers first" in run(database, folder, "restore", backup, expect=1).output
    store.leases.give_back({OPEN: 1})
    monkeypatch.setattr("live_cop.store.moving._compare", fail)
    assert "Cannot keep data" in run(database, folder, "restore", backup, expect=1).output
    damaged = tmp_path / "damaged.sqlite3"
    damaged.write_bytes(backup.read_bytes()[:20_000])
    assert "is damaged" in run(database, folder, "restore", damaged, expect=1).output
    monkeypatch.undo()
    assert full_state(store.load(OPEN).state) == before
    # Nothing is left lying about that has words in it.
    assert [path.name for path in folder.iterdir()] == []


def fail(*_):
    raise StoreError("no")


def test_a_backup_sees_one_moment(database, store, tmp_path, monkeypatch):
    """What is written while it is made is in none of its tables."""
    from live_cop.store import moving

    rows, written = moving._rows, []

    def slowly(db, table, *rest):
        if table == "journal" and not written:
            room = Room()
            room.state.code = "PQRSTU"
            written.append(room)
            store.leases = None
            StoredRoom(store, room).save()
        return rows(db, table, *rest)

    monkeypatch.setattr(moving, "_rows", slowly)
    run(database, tmp_path, "backup", tmp_path / "safe.sqlite3")
    run("", tmp_path / "file", "restore", tmp_path / "safe.sqlite3")
    copy = open_store(tmp_path / "file")
    assert copy.load("PQRSTU") is None and store.load("PQRSTU") is not None
    with copy._database.connection() as db:
        assert not db.execute("select 1 from journal where meeting = 'PQRSTU'").fetchone()
    copy.close()


def test_a_host_sees_meetings_communities_and_figures_and_changes_them_without_a_server(database, store, tmp_path):
    folder = tmp_path / "none"
    listed = run(database, folder, "meetings").output
    assert re.search(rf"^{OPEN}  \d{{4}}-\d\d-\d\d \d\d:\d\d +\d+ KB  .+ \(Homes\)$", listed, re.MULTILINE), listed
    assert re.search(rf"^{CLOSED} .* ended ", listed, re.MULTILINE), listed
    found = run(database, folder, "meetings", "--find", CLOSED.lower()).output
    assert CLOSED in found and OPEN not in found
    said = run(database, folder, "stats").output
    assert "Meetings: 2\n" in said and "Communities: 1\n" in said and re.search(r"Size of the data: [\d.]+ MB", said)
    [community] = re.findall(r"^(\S+) +1 .* Homes$", run(database, folder, "communities").output, re.MULTILINE)
    # The present chair stays until somebody uses the link.
    made = run(database, folder, "meetings", "chair-link", OPEN)
    grant = store.links.find(made.stdout.strip().rpartition("/")[2])
    assert (grant.meeting, grant.role) == (OPEN, "chair") and grant.version > store.links.version(OPEN, "chair")
    assert "meeting.host_link" in [entry.what for entry in store.load(OPEN).state.of_kind("log").values()]
    # Its owner is elsewhere: only there it can be done.
    fence = store.leases.claim(OPEN)
    elsewhere = run(database, folder, "meetings", "delete", OPEN, "--yes", expect=1)
    assert "on another machine has this meeting open" in elsewhere.output
    store.leases.give_back({OPEN: fence})
    run(database, folder, "meetings", "delete", OPEN, "--yes")
    run(database, folder, "communities", "delete", community, "--yes")
    assert store.load(OPEN) is None and store.remains() == [] and store.communities.by_id(community) is None
    assert "cannot find" in run(database, folder, "meetings", "delete", OPEN, "--yes", expect=1).output
    # A command makes no folder.
    assert not folder.exists()


def test_what_has_been_kept_for_long_enough_is_deleted_beside_servers(database, store, tmp_path):
    fence = store.leases.claim(OPEN)
    would = run(database, tmp_path, "purge", "--dry-run").output
    assert "Nothing was deleted" in would and "meetings 2" in would and store.load(CLOSED) is not None
    assert "stop it first" in run(database, tmp_path, "purge", "--compact", expect=1).output
    done = run(database, tmp_path, "purge").output
    assert done.startswith("Deleted: meetings 2"), done
    # The process that had it finds that it is gone.
    assert store.leases.renew() == {} and store.has_meeting(OPEN) is False and fence
    assert "Nothing has been kept" in run(database, tmp_path, "purge", "--compact").output


@pytest.mark.parametrize("command", ["meetings", "communities", "stats", "purge --dry-run", "backup {}/x"])
def test_one_sentence_says_why_a_database_cannot_be_read(database, tmp_path, command, monkeypatch):
    arguments = command.format(tmp_path).split()
    away = f"postgresql://ann:sesame@127.0.0.1:{free_port()}/x"
    assert "The database cannot be used" in run(away, tmp_path, *arguments, expect=1).output
    assert "nothing of live_cop in the database yet" in run(database, tmp_path, *arguments, expect=1).output
    open_store(tmp_path / "data", database=database).close()
    with psycopg.connect(database, autocommit=True) as db:
        db.execute("insert into migrations values (99, 0)")
        assert "by a newer live_cop" in run(database, tmp_path, *arguments, expect=1).output
        db.execute("delete from migrations where number = 99")
    monkeypatch.setattr(schema, "MIGRATIONS", [*schema.MIGRATIONS, ()])
    assert "by an older live_cop" in run(database, tmp_path, *arguments, expect=1).output


def test_a_chair_of_a_server_beside_keeps_the_meeting(database, tmp_path):
    """The order goes to the running server on this machine."""
    server = Server(tmp_path / "data", LIVE_COP_DATABASE=database)
    try:
        opened, chair = server.open_meeting(title="Unforgettable")
        code = opened["code"]
        assert "/chair/" in run(database, server.data, "meetings", "chair-link", code).stdout
        assert "Unforgettable" in run(database, server.data, "meetings").output
        run(database, server.data, "meetings", "delete", code, "--yes")
        assert chair.get(f"{server.url}/m/{code}/chair", timeout=PATIENCE).status_code == 404
    finally:
        server.stop()
