"""Every kind of damage to the files of a server: it does not start, says why and how to go on, and changes nothing.

Nobody is ever told that there is no such meeting because the file with it is damaged."""

import os
import shutil
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import click
import pytest
import requests

from live_cop.app import create_app
from live_cop.cli.open_errors import explained
from live_cop.settings import Settings
from live_cop.store.sqlite import backup

from ...support.patience import PATIENCE, until
from ...support.servers import Server, free_port, run_cli
from ...support.stores import ABOUT_THE_FILE

pytestmark = ABOUT_THE_FILE

DATA = "live_cop.sqlite"
PAGE = 4096


@pytest.fixture(scope="module")
def stopped(tmp_path_factory) -> Path:
    """The folder of a server that was stopped, with a meeting in it."""
    server = Server(tmp_path_factory.mktemp("stopped") / "data")
    server.open_meeting()
    server.stop()
    return server.data


@pytest.fixture(scope="module")
def killed(tmp_path_factory) -> Path:
    """The folder of a server that was killed: the meeting is in the log, and nowhere else."""
    server = Server(tmp_path_factory.mktemp("killed") / "data")
    server.open_meeting()
    server.stop(signal.SIGKILL)
    return server.data


def overwrite(path: Path, at: int, data: bytes) -> None:
    with path.open("rb+") as opened:
        opened.seek(at)
        opened.write(data)


def remove(folder: Path, *suffixes: str) -> None:
    for suffix in suffixes:
        (folder / f"{DATA}{suffix}").unlink(missing_ok=True)


def replace(path: Path, content: bytes | None) -> None:
    """Puts other content, or a folder, in its place."""
    path.unlink()
    path.mkdir() if content is None else path.write_bytes(content)


def other_database(folder: Path) -> None:
    remove(folder, "")
    sql(folder, "create table shopping (item)")


def rename(folder: Path, old: bytes, new: bytes) -> None:
    replace(folder / DATA, (folder / DATA).read_bytes().replace(old, new))


def sql(folder: Path, statement: str) -> None:
    with closing(sqlite3.connect(folder / DATA, isolation_level=None)) as db:
        db.execute(statement)


#: Damage to a folder whose server was stopped, and what is said about it.
OF_STOPPED = {
    "half of it": (lambda folder: os.truncate(folder / DATA, 20 * PAGE + 100), "is damaged"),
    "one page": (lambda folder: os.truncate(folder / DATA, PAGE), "is damaged"),
    "zero bytes": (lambda folder: os.truncate(folder / DATA, 0), "is empty"),
    "missing": (lambda folder: remove(folder, ""), "there is secret.key"),
    "header": (lambda folder: overwrite(folder / DATA, 0, b"garbage!" * 12), "is not a file of live_cop"),
    "header of zeros": (lambda folder: overwrite(folder / DATA, 0, bytes(100)), "is not a file of live_cop"),
    "first table": (lambda folder: overwrite(folder / DATA, 100, b"\x7f" * 3_000), "is damaged"),
    "second page": (lambda folder: overwrite(folder / DATA, PAGE, b"\x7f" * PAGE), "is damaged"),
    "names of tables": (lambda folder: rename(folder, b"CREATE ", b"CR\xef\xffTE "), "is damaged"),
    "two rows for one": (lambda folder: sql(folder, "insert into openings select * from openings"), "is damaged"),
    "middle page": (lambda folder: overwrite(folder / DATA, 22 * PAGE, b"\x7f" * PAGE), "is damaged"),
    "page of zeros": (lambda folder: overwrite(folder / DATA, 22 * PAGE, bytes(PAGE)), "is damaged"),
    "a folder": (lambda folder: replace(folder / DATA, None), "is not a file."),
    "a text": (lambda folder: replace(folder / DATA, b"a shopping list\n" * 999), "is not a file of live_cop"),
    "another database": (other_database, "is not a file of live_cop"),
    "a newer version": (lambda folder: sql(folder, "insert into migrations values (999, 1)"), "by a newer live_cop"),
    "a table less": (lambda folder: sql(folder, "drop table records"), "is damaged"),
    "a column less": (lambda folder: sql(folder, "alter table meetings drop column secret"), "is damaged"),
    "no version": (lambda folder: sql(folder, "delete from migrations"), "is damaged"),
    "empty key": (lambda folder: replace(folder / "secret.key", b""), "secret.key is damaged"),
    "short key": (lambda folder: replace(folder / "secret.key", b"abc"), "secret.key is damaged"),
    "binary key": (lambda folder: replace(folder / "secret.key", b"\xff" * 64), "secret.key is damaged"),
    "key is a folder": (lambda folder: replace(folder / "secret.key", None), "is not a file."),
}
#: The same for one that was killed.
OF_KILLED = {
    "no file": (lambda folder: remove(folder, ""), "so there were meetings here"),
    "neither file nor key": (lambda folder: (remove(folder, ""), (folder / "secret.key").unlink()), "were meetings"),
    "zero bytes": (lambda folder: os.truncate(folder / DATA, 0), "is empty"),
    "no log": (lambda folder: remove(folder, "-wal"), "with the last changes is missing"),
    "neither log nor index": (lambda folder: remove(folder, "-wal", "-shm"), "with the last changes is missing"),
    "a log of zero bytes": (lambda folder: os.truncate(folder / f"{DATA}-wal", 0), "with the last changes is missing"),
    "header of the log": (lambda folder: overwrite(folder / f"{DATA}-wal", 0, b"\x7f" * 32), "changes is damaged"),
    "first frame of the log": (lambda folder: overwrite(folder / f"{DATA}-wal", 99, b"\x7f" * 64), "is damaged"),
    "end of the log": (
        lambda folder: overwrite(folder / f"{DATA}-wal", (folder / f"{DATA}-wal").stat().st_size - 99, b"\x7f" * 64),
        "with the last changes is damaged",
    ),
    "log is a folder": (lambda folder: replace(folder / f"{DATA}-wal", None), "is not a file."),
}


def files(folder: Path) -> dict[str, bytes | None]:
    """The index of the log (-shm) is made anew by whoever reads."""
    return {
        path.name: path.read_bytes() if path.is_file() else None
        for path in folder.iterdir()
        if path.suffix != ".lock" and not path.name.endswith("-shm")
    }


def trouble(server: Server) -> str:
    """What `/healthz` says is wrong. The result of before holds for a second."""
    found: list[requests.Response] = []

    def is_found() -> bool:
        found.append(requests.get(f"{server.url}/healthz", timeout=PATIENCE))
        return found[-1].status_code == 503

    until(is_found)
    return str(found[-1].json()["message"])


def does_not_start(folder: Path) -> str:
    """What is said where the server's parts cannot be made; nothing was changed."""
    before = files(folder)
    with pytest.raises(click.ClickException) as refused, explained(folder):
        create_app(Settings(data=folder))
    assert files(folder) == before
    return refused.value.format_message()


@pytest.mark.parametrize("kind", OF_STOPPED)
def test_a_damaged_file_is_not_served(stopped, tmp_path, kind):
    folder = shutil.copytree(stopped, tmp_path / "data")
    damage, sentence = OF_STOPPED[kind]
    damage(folder)
    assert sentence in does_not_start(folder)


@pytest.mark.parametrize("kind", OF_KILLED)
def test_a_file_without_its_log_is_not_served(killed, tmp_path, kind):
    folder = shutil.copytree(killed, tmp_path / "data")
    damage, sentence = OF_KILLED[kind]
    damage(folder)
    assert sentence in does_not_start(folder)


def test_a_killed_server_starts_again_with_and_without_its_index(killed, tmp_path):
    for n, suffixes in enumerate(((), ("-shm",))):
        folder = shutil.copytree(killed, tmp_path / str(n) / "data")
        remove(folder, *suffixes)
        server = Server(folder)
        server.stop()
        with closing(sqlite3.connect(folder / DATA)) as db:
            assert db.execute("select count(*) from meetings").fetchone() == (1,)


def test_a_program_that_moved_the_log_into_the_file_has_lost_nothing(killed, tmp_path):
    folder = shutil.copytree(killed, tmp_path / "data")
    sql(folder, "update meetings set revision = revision")
    assert not (folder / f"{DATA}-wal").exists()
    Server(folder).stop()


def test_the_way_to_the_newest_backup_is_said_and_it_works(stopped, tmp_path):
    folder = shutil.copytree(stopped, tmp_path / "data")
    safe = tmp_path / "safe"
    safe.mkdir()
    backup.back_up(folder, safe)
    newest = backup.back_up(folder, safe)
    overwrite(folder / DATA, 0, b"\x7f" * 100)
    before = files(folder)
    done = run_cli("serve", "--port", str(free_port()), "--data", str(folder))
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert f"live-cop restore {newest} --data {folder}" in done.stderr
    assert files(folder) == before
    assert run_cli("restore", str(newest), "--data", str(folder)).returncode == 0
    Server(folder).stop()


def test_one_can_go_on_without_a_lost_log(killed, tmp_path):
    folder = shutil.copytree(killed, tmp_path / "data")
    remove(folder, "-wal", "-shm")
    command = f"live-cop restore {folder / DATA} --data {folder}"
    assert command in does_not_start(folder)
    assert run_cli(*command.split()[1:]).returncode == 0
    Server(folder).stop()


def test_damage_while_the_server_runs_is_never_a_meeting_that_does_not_exist(tmp_path):
    server = Server(tmp_path / "data")
    try:
        links, chair = server.open_meeting()
        # Not in memory, and not in the log.
        server.restart()
        size = (server.data / DATA).stat().st_size
        overwrite(server.data / DATA, PAGE, b"\x7f" * (size - PAGE))
        page = chair.get(f"{server.url}/m/{links['code']}/chair", timeout=PATIENCE)
        join = f"{server.url}/api/meetings/{links['code']}/join"
        joined = requests.post(join, json={"place": "room"}, timeout=PATIENCE)
        assert (page.status_code, joined.status_code) == (503, 503)
        assert joined.json()["error"]["code"] == "not_saved"
        assert "restore" in trouble(server)
    finally:
        server.stop()


def test_words_that_cannot_be_read_are_damage_and_in_no_log(tmp_path):
    server = Server(tmp_path / "data")
    try:
        links, chair = server.open_meeting(title="Between us alone")
        server.stop()
        sql(server.data, "update records set record = cast(cast(record as blob) || x'ff' as text)")
        server.start()
        assert chair.get(f"{server.url}/m/{links['code']}/chair", timeout=PATIENCE).status_code == 503
        assert "restore" in trouble(server)
        assert "Between us" not in server.log.read_text()
    finally:
        server.stop()
