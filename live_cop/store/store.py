"""One SQLite file with all meetings.

`commit` is called by one writer thread only and is one transaction: WAL with `synchronous=FULL`, so what it returned for
is on disk. Everything else uses short connections of its own and may be called from anywhere.
"""

import secrets
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import msgspec
from sqlite_utils import Database

from ..meeting.changes import CHAIR, EVERYONE, Change
from ..meeting.codes import CODE_ALPHABET, CODE_LENGTH
from ..meeting.state import Entry, State
from . import codec
from .keys import Grant, hashed
from .schema import migrate

FILE_NAME = "live_cop.sqlite"
_SHARED = (EVERYONE, CHAIR)


class StoreError(Exception):
    """The disk did not take it: nothing of the batch was kept."""


class Commit(msgspec.Struct, frozen=True):
    """One command with its effect. `person` and `command` are empty for what the server does itself."""

    code: str
    epoch: str
    revision: int
    at: int
    name: str
    person: str
    command: str
    changes: Sequence[Change]
    answer: dict[str, Any]
    #: The entries of the changed records as the state has them after the command.
    entries: Sequence[tuple[str, str, Entry]]


class Loaded(msgspec.Struct):
    """A meeting as it is on disk, with the answers to all commands that were given in it."""

    state: State
    answers: dict[tuple[str, str], dict[str, Any]]


class Store:
    """The file in `folder`; made and brought to the newest schema when it is opened."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / FILE_NAME
        self._writer = self._connect()
        migrate(Database(self._writer))

    def _connect(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False, timeout=10)
        db.execute("pragma journal_mode = wal")
        db.execute("pragma synchronous = full")
        db.execute("pragma secure_delete = on")
        return db

    @contextmanager
    def _short(self) -> Iterator[sqlite3.Connection]:
        with closing(self._connect()) as db:
            yield db

    def commit(self, batch: Sequence[Commit]) -> None:
        """Keeps all of the batch, or nothing of it (StoreError). For the writer thread."""
        db = self._writer
        try:
            db.execute("begin immediate")
            for commit in batch:
                _write(db, commit)
            db.execute("commit")
        except sqlite3.Error as error:
            if db.in_transaction:
                db.execute("rollback")
            raise StoreError(str(error)) from error

    def load(self, code: str) -> Loaded | None:
        """The meeting as it was last committed, or None."""
        with self._short() as db:
            db.execute("begin")
            found = db.execute("select epoch, revision from meetings where code = ?", (code,)).fetchone()
            if found is None:
                return None
            rows = db.execute(
                "select kind, id, revision, audience, lost, record from records where meeting = ?"
                " order by revision, rowid",
                (code,),
            )
            entries = [
                (kind, id, Entry(codec.decode_record(kind, record), revision, audience, frozenset(lost.split())))
                for kind, id, revision, audience, lost, record in rows
            ]
            answers = {
                (person, command): msgspec.json.decode(answer)
                for person, command, answer in db.execute(
                    "select person, command, answer from answers where meeting = ?", (code,)
                )
            }
        return Loaded(State.restore(code, found[0], found[1], entries), answers)

    def rebuild(self, code: str) -> State | None:
        """The meeting played again from its journals alone."""
        with self._short() as db:
            db.execute("begin")
            found = db.execute("select epoch from meetings where code = ?", (code,)).fetchone()
            if found is None:
                return None
            state = State(code, found[0])
            rows = db.execute(
                "select revision, changes from journal where meeting = :code"
                " union all select revision, changes from private_journal where meeting = :code order by revision",
                {"code": code},
            )
            steps: dict[int, list[tuple[int, Change]]] = {}
            for revision, changes in rows:
                steps.setdefault(revision, []).extend(codec.decode_changes(changes))
        for revision, placed in steps.items():
            state.apply(revision, [change for _, change in sorted(placed, key=lambda item: item[0])])
        return state

    def new_code(self) -> str:
        """A meeting code that no meeting has."""
        with self._short() as db:
            while True:
                code = "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
                if not db.execute("select 1 from meetings where code = ?", (code,)).fetchone():
                    return code

    def mint(self, code: str, role: str, person: str, version: int = 1) -> str:
        """A new link token for a role of a meeting. It cannot be read back later."""
        token = secrets.token_urlsafe(24)
        with self._short() as db:
            db.execute(
                "insert into keys (hash, meeting, role, person, version, alive) values (?, ?, ?, ?, ?, 1)",
                (hashed(token), code, role, person, version),
            )
        return token

    def grant(self, token: str) -> Grant | None:
        """What a link's token stands for, or None for one that never was or is dead."""
        with self._short() as db:
            row = db.execute(
                "select meeting, role, person, version from keys where hash = ? and alive", (hashed(token),)
            ).fetchone()
        return Grant(*row) if row else None

    def version(self, code: str, role: str) -> int:
        """The version of a role that is in force; 1 from the start."""
        with self._short() as db:
            row = db.execute("select version from roles where meeting = ? and role = ?", (code, role)).fetchone()
        return row[0] if row else 1

    def activate(self, code: str, role: str, version: int) -> None:
        """Puts a version in force; it never goes back to an older one."""
        with self._short() as db:
            db.execute(
                "insert into roles (meeting, role, version) values (?, ?, ?)"
                " on conflict (meeting, role) do update set version = max(version, excluded.version)",
                (code, role, version),
            )

    def retire_links(self, code: str, role: str) -> int:
        """Kills all links of a role; sessions go on. Answers the version that a new link should have."""
        with self._short() as db:
            db.execute("update keys set alive = 0 where meeting = ? and role = ?", (code, role))
            row = db.execute("select max(version) from keys where meeting = ? and role = ?", (code, role)).fetchone()
        return (row[0] or 0) + 1

    def writable(self) -> bool:
        """Whether a write would go through now."""
        try:
            with self._short() as db:
                db.execute("begin immediate")
                db.execute("update meetings set revision = revision where 0")
                db.execute("rollback")
        except sqlite3.Error:
            return False
        return True

    def close(self) -> None:
        """Folds the write-ahead log into the file and lets go of it."""
        self._writer.execute("pragma wal_checkpoint(truncate)")
        self._writer.close()


def _write(db: sqlite3.Connection, commit: Commit) -> None:
    code, revision = commit.code, commit.revision
    db.execute(
        "insert into meetings (code, epoch, revision, created_at) values (?, ?, ?, ?)"
        " on conflict (code) do update set revision = excluded.revision",
        (code, commit.epoch, revision, int(time.time() * 1000)),
    )
    placed = list(enumerate(commit.changes))
    shared = [(place, change) for place, change in placed if change.audience in _SHARED]
    private = [(place, change) for place, change in placed if change.audience not in _SHARED]
    db.execute(
        "insert into journal (meeting, revision, at, name, changes) values (?, ?, ?, ?, ?)",
        (code, revision, commit.at, commit.name, codec.encode_changes(shared)),
    )
    db.executemany(
        "insert into private_journal (meeting, revision, place, changes) values (?, ?, ?, ?)",
        [(code, revision, place, codec.encode_changes([(place, change)])) for place, change in private],
    )
    db.executemany(
        "insert or replace into records (meeting, kind, id, revision, audience, lost, record)"
        " values (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                code,
                kind,
                id,
                entry.revision,
                entry.audience,
                " ".join(sorted(entry.lost)),
                None if entry.record is None else codec.encode(entry.record),
            )
            for kind, id, entry in commit.entries
        ],
    )
    if commit.command:
        db.execute(
            "insert into answers (meeting, person, command, revision, answer) values (?, ?, ?, ?, ?)",
            (code, commit.person, commit.command, revision, codec.encode(commit.answer)),
        )
