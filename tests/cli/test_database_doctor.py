"""`live-cop doctor` names what is wrong with a PostgreSQL database, and what to do."""

import os
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from live_cop.cli import main
from live_cop.doctor import database as doctor
from live_cop.doctor import inside
from live_cop.store.opening import open_store
from live_cop.store.postgres import condition

from ..support import postgres
from ..support.patience import PATIENCE, until
from ..support.servers import free_port


@pytest.fixture
def database(tmp_path) -> str:
    url = postgres.server().new_database()
    open_store(tmp_path / "data", database=url).close()
    return url


def findings(url: str, monkeypatch, **changes: object) -> dict[str, str]:
    """What the doctor says of a database in which this were so, each with its level."""
    found = condition.examine(url)
    settings = {**found.settings, **changes.pop("settings", {})}
    monkeypatch.setattr(condition, "examine", lambda url: replace(found, settings=settings, **changes))
    said = list(doctor.examine(url))
    monkeypatch.undo()
    for each in said:
        assert "{" not in each.sentence and len(each.sentence) > 20
    return {each.what: each.level for each in said}


def test_a_good_database(database, monkeypatch):
    found = condition.examine(database)
    assert found.version >= 14 and abs(found.ahead) < 2 and found.size > 0 and found.folder
    assert not (found.shares_connections or found.is_standby or found.not_owned or found.idle_slots or found.standbys)
    safe = {"fsync": "on", "full_page_writes": "on", "log_statement": "none", "synchronous_standby_names": "one"}
    good = findings(database, monkeypatch, settings=safe, standbys=1, oldest_reader=0.0)
    assert good == {"database": "good", "database_copied": "good", "database_forgets": "good"}


OFF = {"archive_mode": "on", "archive_command": "false"}
FAULTS = {
    "database_old": {"settings": {"server_version_num": "130012"}},
    "database_standby": {"is_standby": True},
    "database_pooled": {"shares_connections": True},
    "database_not_owned": {"not_owned": ["records"]},
    "database_clock": {"ahead": -70.0},
    "database_unsafe": {"settings": {"synchronous_commit": "off"}},
    "database_no_copy": {"settings": {"synchronous_standby_names": "one"}},
    "archive_fails": {"settings": {"archive_mode": "on"}, "archived_at": 5.0, "archive_failed_at": time.time()},
    "no_vacuum": {"settings": {"autovacuum": "off"}},
    "idle_slot": {"idle_slots": ["old_standby"]},
    "database_log": {"settings": {"log_min_duration_statement": "0"}},
}


def test_each_fault_is_named(database, monkeypatch):
    for name, changes in FAULTS.items():
        usual = {"fsync": "on", "full_page_writes": "on"} | changes.get("settings", {})
        found = findings(database, monkeypatch, **{**changes, "settings": usual})
        assert {what for what, level in found.items() if level == "wrong"} == {name}
    on = {"fsync": "on", "full_page_writes": "on", "archive_mode": "on"}
    found = findings(database, monkeypatch, settings=on, standbys=1, oldest_reader=7200.0, archived_at=time.time())
    expected = {"database_copied_late", "archive_keeps", "long_reader"}
    assert {what for what, level in found.items() if level == "look"} == expected
    monkeypatch.setattr(inside, "LEAST_FREE", 1 << 60)
    assert "no_room" in {each.what for each in doctor.examine(database)}


def test_real_faults_are_seen(database):
    """What the database says of itself, where something is really so."""
    with psycopg.connect(database, autocommit=True) as db:
        db.execute("select pg_create_physical_replication_slot('nobody_reads_this', true)")
        with psycopg.connect(database) as other:
            other.execute("set transaction isolation level repeatable read")
            other.execute("select 1 from records")
            try:
                db.execute("create role somebody_else")
                db.execute("grant all on schema " + database.rpartition("%3D")[2] + " to somebody_else")
                db.execute("alter table journal owner to somebody_else")
                ours = database.replace("live_cop@", "only_ours@")
                db.execute("create role only_ours login")
                db.execute("grant all on schema " + database.rpartition("%3D")[2] + " to only_ours")
                found = condition.examine(ours)
                assert "journal" in found.not_owned and found.idle_slots == ["nobody_reads_this"]
                assert found.folder == ""
                assert condition.examine(database).oldest_reader > 0
            finally:
                other.rollback()
                db.execute("select pg_drop_replication_slot('nobody_reads_this')")
                db.execute("drop table journal")
                for role in ("somebody_else", "only_ours"):
                    db.execute(f"drop owned by {role}")
                    db.execute(f"drop role {role}")


def test_the_command_says_it_in_lines(database, tmp_path, monkeypatch):
    monkeypatch.setattr(condition, "_shares_connections", lambda url, db: False)
    (tmp_path / "data").mkdir()
    arguments = ["doctor", "--data", str(tmp_path / "data"), "--time-server", "127.0.0.1:1"]
    said = CliRunner().invoke(main, arguments, env={"LIVE_COP_DATABASE": database}).output
    assert re.search(r"^ok +The database can be used: PostgreSQL \d+, ", said, re.MULTILINE), said
    assert re.search(r"^look +No backup was made from this machine", said, re.MULTILINE), said
    away = f"postgresql://ann:sesame@127.0.0.1:{free_port()}/x"
    for url, sentence in ((away, "The database cannot be used"), (database + "x", "nothing of live_cop")):
        said = CliRunner().invoke(main, arguments, env={"LIVE_COP_DATABASE": url})
        assert said.exit_code == 1 and f"WRONG  {sentence}" in said.output.replace("There is ", ""), said.output
        assert "sesame" not in said.output
    backup = CliRunner().invoke(
        main, ["backup", str(tmp_path / "safe.sqlite3"), "--data", str(tmp_path / "data")],
        env={"LIVE_COP_DATABASE": database},
    )  # fmt: skip
    said = CliRunner().invoke(main, arguments, env={"LIVE_COP_DATABASE": database}).output
    assert "The newest backup is from" in said, backup.output


@pytest.mark.parametrize(("mode", "shares"), [("transaction", True), ("session", False)])
def test_a_pooler_that_shares_connections_is_noticed(database, mode, shares):
    program = shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin")
    if program is None:
        pytest.skip("!!! pgbouncer IS NOT INSTALLED: NOTHING IS SHOWN ABOUT POOLERS !!!")
    port, behind = free_port(), postgres.server().port
    # Its user may not look into the folders of tests.
    home = Path(tempfile.mkdtemp(prefix="live-cop-pgbouncer-"))
    home.chmod(0o755)
    (home / "users").write_text('"live_cop" ""\n')
    (home / "pgbouncer.ini").write_text(
        f"[databases]\npostgres = host=127.0.0.1 port={behind}\n[pgbouncer]\nlisten_addr = 127.0.0.1\n"
        f"listen_port = {port}\nunix_socket_dir =\nauth_type = trust\nauth_file = {home}/users\n"
        f"pool_mode = {mode}\nignore_startup_parameters = extra_float_digits,options\n"
    )
    # It refuses to run as root.
    user = {"user": "nobody", "group": "nogroup"} if os.geteuid() == 0 else {}
    running = subprocess.Popen([program, "-q", str(home / "pgbouncer.ini")], stderr=subprocess.DEVNULL, **user)
    try:
        url = f"postgresql://live_cop@127.0.0.1:{port}/postgres"
        until(lambda: answers(url), PATIENCE)
        with psycopg.connect(url, autocommit=True) as db:
            assert condition._shares_connections(url, db) is shares
    finally:
        running.terminate()
        running.wait(PATIENCE)
        shutil.rmtree(home)


def answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=3).close()
    except psycopg.Error:
        return False
    return True
