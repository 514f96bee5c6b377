"""The log that PostgreSQL itself keeps, by what docs/hosting.md says to type: back to a minute, and without a word that
was erased."""

import gzip
import itertools
import os
import re
import subprocess
import time
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner

from live_cop.cli import main
from live_cop.live.sync.hub import Hub
from live_cop.meeting.agenda.running_orders import RUNNING_ORDERS
from live_cop.meeting.lifecycle.lifecycle import MeetingOpen
from live_cop.meeting.state import State
from live_cop.meeting.voices.people import PersonJoin
from live_cop.store.opening import open_store

from ...meeting.room import CHAIR
from ...support import postgres
from ...support.patience import until
from ...support.servers import ROOT

CODE, WORD = "K7M3QX", "a word that was erased"
PAGE = (ROOT / "docs" / "hosting.md").read_text()


class Recipe:
    """The blocks of the section about backups of the database, for a server of this test in a folder of its own."""

    def __init__(self) -> None:
        self._server = postgres.PostgresServer()
        self._home = self._server.data
        #: In place of /var/backups; in folders of pytest the user `postgres` may do nothing.
        self.folder = self._home.parent / "backups"
        self.database = self._server.url("live_cop")
        section = PAGE.split("### Backups of the database")[1].split("\n## ")[0]
        self._blocks = re.findall(r"```(ini|sh)\n(.*?)```", section, re.DOTALL)
        for each in (self.folder, self.folder / "wal", self.folder / "base"):
            each.mkdir(mode=0o700)
            self._server.give(each)
        with psycopg.connect(self._server.url("postgres"), autocommit=True) as db:
            db.execute("create database live_cop")

    def close(self) -> None:
        self._server.close()

    def block(self, kind: str, text: str, *changes: tuple[str, str]) -> str:
        """The one block of this kind in which this text is."""
        [found] = [block for a_kind, block in self._blocks if a_kind == kind and text in block]
        found = found.replace("/var/backups", str(self.folder)).replace("/var/lib/postgresql/15/main", str(self._home))
        for before, after in changes:
            assert before in found
            found = found.replace(before, after)
        return found

    def type(self, commands: str) -> None:
        """Carries it out as the user `postgres`."""
        path = f"{postgres.PROGRAMS[0]}:{os.environ['PATH']}" if postgres.PROGRAMS else os.environ["PATH"]
        here = {"PATH": path, "PGHOST": "127.0.0.1", "PGPORT": str(self._server.port), "PGUSER": "live_cop"}
        done = subprocess.run(
            ["sh", "-e", "-c", commands], env={**os.environ, **here}, cwd="/", text=True, capture_output=True,
            **self._server.user,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr

    def configure(self, lines: str) -> None:
        """Adds these lines to `postgresql.conf`, and starts the server anew."""
        with (self._home / "postgresql.conf").open("a") as conf:
            conf.write(lines)
        self._server.start()

    def take_out(self, lines: str) -> None:
        """Takes them out again."""
        conf = self._home / "postgresql.conf"
        conf.write_text(conf.read_text().replace(lines, ""))

    def stop(self) -> None:
        self._server.stop()

    def holds(self, words: str) -> bool:
        """Whether the copies or the log that was kept have these words in any byte."""
        return any(words.encode() in _bytes(path) for path in self.folder.rglob("*") if path.is_file())


def _bytes(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


@pytest.fixture
def recipe():
    postgres.server()
    recipe = Recipe()
    yield recipe
    recipe.close()


class Meeting:
    """A meeting that a server has in this database."""

    def __init__(self, database: str, data: Path) -> None:
        self._store = open_store(data, database=database)
        self._store.leases = None
        self._hub = Hub(self._store)
        self._count = itertools.count()

    def open(self) -> None:
        self._hub.open(CODE, "e1", MeetingOpen(code=CODE, title="Homes", order=RUNNING_ORDERS["solution"]))
        self._hub.submit_system_and_wait(CODE, PersonJoin(person=CHAIR.person, place="room", role="chair"))

    def do(self, name: str, **args: object) -> dict[str, str]:
        command = {"id": f"{time.time()} {next(self._count)}", "name": name, "args": args}
        answer = self._hub.submit_and_wait(CODE, CHAIR, command)
        assert answer["ok"], answer
        return answer["result"]

    def write(self, text: str) -> str:
        return self.do("note.add", zone=sorted(self.state.of_kind("zone"))[1], text=text)["note"]

    @property
    def state(self) -> State:
        return self._hub.state(CODE)

    def notes(self) -> dict[str, str]:
        return {note.text: id for id, note in self.state.of_kind("note").items()}

    def close(self) -> None:
        self._hub.stop()
        self._store.close()


@pytest.mark.thorough
def test_back_to_a_minute_and_without_an_erased_word(recipe, tmp_path):
    data = tmp_path / "data"
    recipe.stop()
    recipe.configure(recipe.block("ini", "archive_mode"))
    meeting = Meeting(recipe.database, data)
    meeting.open()
    meeting.write("first")
    recipe.type(recipe.block("sh", "-mtime"))
    word = meeting.write(WORD)
    with psycopg.connect(recipe.database) as db:
        [(moment,)] = db.execute("select clock_timestamp()::text").fetchall()
    meeting.do("words.erase", kind="note", id=word)
    meeting.write("after it")
    epoch = meeting.state.epoch
    meeting.close()
    # What is left of a copy that was broken off does not hold up the others.
    recipe.type(f"echo half > {recipe.folder}/wal/.000000010000000000000009")
    recipe.stop()
    assert recipe.holds(WORD)

    # Back to the minute in which the word was there.
    [base] = (recipe.folder / "base").iterdir()
    recipe.type(recipe.block("sh", "recovery.signal", ("2026-11-21", base.name)))
    target = recipe.block("ini", "recovery_target_time", ("2026-11-21 08:30:00+00", moment))
    recipe.configure(target)
    until(lambda: not _is_recovering(recipe.database), 60)
    recipe.take_out(target)
    for command in recipe.block("sh", "back.sqlite3").splitlines():
        given = [*command.split()[1:], "--data", str(data)]
        done = CliRunner().invoke(main, given, env={"LIVE_COP_DATABASE": recipe.database})
        assert done.exit_code == 0, done.output
    meeting = Meeting(recipe.database, data)
    assert set(meeting.notes()) >= {"first", WORD} and "after it" not in meeting.notes()
    assert meeting.state.epoch != epoch, "pages that are still open load everything again"

    # It is erased again, and all that was kept until then goes.
    meeting.do("words.erase", kind="note", id=meeting.notes()[WORD])
    meeting.close()
    (recipe.folder / "back.sqlite3").unlink()
    assert recipe.holds(WORD)
    recipe.type(recipe.block("sh", "vacuumdb"))
    assert not recipe.holds(WORD)
    assert recipe.holds("first"), "it looks where the words are"


def _is_recovering(database: str) -> bool:
    with psycopg.connect(database) as db:
        [(is_recovering,)] = db.execute("select pg_is_in_recovery()").fetchall()
    return bool(is_recovering)
