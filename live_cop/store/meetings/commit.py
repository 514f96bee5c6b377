"""Commits: commands with their effects become rows.

A batch becomes a list of rows for each table before anything is written: each record is encoded once for the journal
and the table of present records, and a record that changes forty times in a batch is put there once.
"""

import hashlib
import sqlite3
from collections.abc import Sequence
from typing import Any

import msgspec

from ...meeting.audience import CHAIR, EVERYONE
from ...meeting.change import Change
from ...meeting.safety.redaction import Redaction
from ...meeting.state import Entry
from .. import codec
from ..privacy import forget, scrub

_SHARED = (EVERYONE, CHAIR)


class Commit(msgspec.Struct, frozen=True):
    """One command with its effect. `key` is what its answer is kept under, "" for what the server does itself; one that
    changed nothing has no changes and the revision of the one before, and only its answer is kept."""

    code: str
    epoch: str
    revision: int
    at: int
    name: str
    key: str
    changes: Sequence[Change]
    answer: dict[str, Any]
    #: The entries of the changed records as the state has them after the command.
    entries: Sequence[tuple[str, str, Entry]]
    #: Whether from now on nothing may say any more who did what: see forgetting.py.
    forgets: bool = False
    #: Kinds of record that go with all their history.
    wiped: frozenset[str] = frozenset()
    #: Words that go from all of the history.
    erased: Redaction | None = None


class Rows:
    """What a batch puts into each table."""

    def __init__(self, batch: Sequence[Commit]) -> None:
        self.meetings: dict[str, tuple[Any, ...]] = {}
        self.records: dict[tuple[str, str, str], tuple[Any, ...]] = {}
        self.journal: list[tuple[Any, ...]] = []
        self.private_journal: list[tuple[Any, ...]] = []
        self.answers: list[tuple[Any, ...]] = []
        self.forgotten: list[tuple[str, frozenset[str]]] = []
        self.erased: list[tuple[str, int, Redaction]] = []
        for commit in batch:
            self._add(commit)

    def _add(self, commit: Commit) -> None:
        code, revision = commit.code, commit.revision
        self.meetings[code] = (code, commit.epoch, revision, commit.at)
        shared: list[codec.Placed] = []
        lost = {(kind, id): entry.lost for kind, id, entry in commit.entries}
        encoded: dict[tuple[str, str], bytes] = {}
        for place, change in enumerate(commit.changes):
            text = encoded[change.kind, change.id] = codec.encode_record(change.record)
            placed = codec.placed(place, change, text)
            if change.audience in _SHARED:
                shared.append(placed)
            else:
                self.private_journal.append((code, revision, place, codec.encode([placed])))
                # Where others saw it until now, the shared journal must say by itself that it is gone for them.
                if not lost[change.kind, change.id].isdisjoint(_SHARED):
                    shared.append(codec.placed(place, change._replace(audience=EVERYONE), b"null"))
        if commit.changes:
            self.journal.append((code, revision, commit.at, commit.name, codec.encode(shared)))
        for kind, id, entry in commit.entries:
            # Last in the table is what changed last, also when it stood there before.
            self.records.pop((code, kind, id), None)
            text = encoded[kind, id]
            self.records[code, kind, id] = (
                code,
                kind,
                id,
                entry.revision,
                entry.audience,
                " ".join(sorted(entry.lost)),
                None if entry.record is None else text.decode(),
            )
        if commit.key:
            self.answers.append((code, commit.key, revision, codec.encode(commit.answer)))
        if commit.forgets:
            self.forgotten.append((code, commit.wiped))
        if commit.erased is not None:
            self.erased.append((code, revision, commit.erased))

    def write(self, db: sqlite3.Connection) -> None:
        """Puts them into their tables. The journal refuses a revision that it has already."""
        db.executemany(
            "insert into meetings (code, epoch, revision, created_at) values (?, ?, ?, ?)"
            " on conflict (code) do update set revision = excluded.revision",
            self.meetings.values(),
        )
        db.executemany(
            "insert into journal (meeting, revision, at, name, changes) values (?, ?, ?, ?, ?)", self.journal
        )
        db.executemany(
            "insert into private_journal (meeting, revision, place, changes) values (?, ?, ?, ?)",
            self.private_journal,
        )
        db.executemany(
            "insert or replace into records (meeting, kind, id, revision, audience, lost, record)"
            " values (?, ?, ?, ?, ?, ?, ?)",
            self.records.values(),
        )
        db.executemany("insert into answers (meeting, key, revision, answer) values (?, ?, ?, ?)", self.answers)
        for code, wiped in self.forgotten:
            forget.forget(db, code)
            forget.wipe(db, code, wiped)
        for code, revision, erasure in self.erased:
            forget.erase(db, code, revision, erasure)
        if self.forgotten or self.erased:
            scrub.mark_dirty(db)

    def traces(self) -> list[bytes]:
        """What is looked for in the file once words were erased."""
        return [trace for *_, erasure in self.erased for trace in erasure.traces()]


def command_key(person: str, command: str) -> str:
    """A sign of this person's command. Who knows both finds the answer; nobody reads a person out of it."""
    return hashlib.sha256(f"{person}\n{command}".encode()).hexdigest()
