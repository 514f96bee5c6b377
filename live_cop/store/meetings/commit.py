"""Writes commands and their effects as rows.

A batch becomes a list of rows for each table before anything is written. Each record is encoded once, for the journal
and for the table of present records, and a record that changes forty times in a batch is written to that table once.

A close is written apart from what came before it in the same batch, whose history it destroys.
"""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from ...meeting.audience import CHAIR, EVERYONE
from ...meeting.change import Change, to_the_minute
from ...meeting.lifecycle.lifecycle import MeetingClose
from ...meeting.report_texts import ReportPublish
from ...meeting.safety.redaction import Redaction
from ...meeting.state import Entry
from .. import breadth, codec, pictures
from ..database import Connection
from ..pictures import StoredPicture
from ..privacy import forget, traces

_SHARED = (EVERYONE, CHAIR)
#: The values of one row of a table.
Row = tuple[str | int | bytes | None, ...]


class Commit(msgspec.Struct, frozen=True):
    """One command and its effect.

    `key` is the key of its stored answer (see `command_key`), or "" for a command of the server itself, which has no
    answer. A command that changed nothing has no changes and the revision of the one before: only its answer is stored.
    """

    code: str
    epoch: str
    #: See `State.secret`. It is new, and the epoch is, after a close.
    secret: bytes
    revision: int
    at: int
    name: str
    key: str
    changes: Sequence[Change]
    answer: dict[str, Any]
    #: The entries of the changed records after the command.
    entries: Sequence[tuple[str, str, Entry]]
    #: Whether the history of the meeting is destroyed first: see privacy/forget.py. The changes are then all records.
    forgets: bool = False
    #: Words to remove from the whole history.
    erased: Redaction | None = None
    #: The pictures that its records name.
    pictures: Sequence[StoredPicture] = ()


class Rows:
    """The rows that a batch adds to each table. If one of its commits forgets, it is the only one: see `parts`."""

    def __init__(self, batch: Sequence[Commit]) -> None:
        self.meetings: dict[str, Row] = {}
        self.records: dict[tuple[str, str, str], Row] = {}
        self.journal: list[Row] = []
        self.private_journal: list[Row] = []
        self.answers: list[Row] = []
        self.forgotten: list[tuple[str, int]] = []
        self.redactions: list[tuple[str, int, Redaction]] = []
        self.published: list[str] = []
        self.closed: list[str] = []
        self.pictures: list[tuple[str, StoredPicture]] = []
        self._forgettings: list[tuple[forget.Forgetting, int]] = []
        self._histories: list[forget.RedactedHistory] = []
        self._is_prepared = False
        for commit in batch:
            self._add(commit)

    def _add(self, commit: Commit) -> None:
        code, revision = commit.code, commit.revision
        self.meetings[code] = (code, commit.epoch, commit.secret, revision, to_the_minute(commit.at))
        encoded = {(each.kind, each.id): codec.encode_record(each.record) for each in commit.changes}
        if commit.changes:
            self._add_history(commit, encoded)
        for kind, id, entry in commit.entries:
            # The table is in order of the last change, so a record that changes again moves to its end.
            self.records.pop((code, kind, id), None)
            self.records[code, kind, id] = (
                code,
                kind,
                id,
                entry.revision,
                entry.audience,
                " ".join(sorted(entry.lost)),
                None if entry.record is None else encoded[kind, id].decode(),
            )
        if commit.key:
            self.answers.append((code, commit.key, revision, codec.encode(commit.answer)))
        if commit.forgets:
            self.forgotten.append((code, revision))
        if commit.name == ReportPublish.name:
            self.published.append(code)
        if commit.name == MeetingClose.name:
            self.closed.append(code)
        if commit.erased is not None:
            self.redactions.append((code, revision, commit.erased))
        self.pictures += [(code, picture) for picture in commit.pictures]

    def _add_history(self, commit: Commit, encoded: dict[tuple[str, str], bytes]) -> None:
        code, revision = commit.code, commit.revision
        lost = {(kind, id): entry.lost for kind, id, entry in commit.entries}
        shared: list[codec.PlacedChange] = []
        for position, change in enumerate(commit.changes):
            which = change.kind, change.id
            placed = codec.place_change(position, change, encoded[which])
            if change.audience in _SHARED:
                shared.append(placed)
                continue
            self.private_journal.append((code, revision, position, codec.encode([placed])))
            # If others could see it until now, the shared journal must itself record that they no longer can.
            if not lost[which].isdisjoint(_SHARED):
                shared.append(codec.place_change(position, change._replace(audience=EVERYONE), b"null"))
        self.journal.append((code, revision, to_the_minute(commit.at), commit.name, codec.encode(shared)))

    @property
    def concerns_others(self) -> bool:
        """Whether the numbers of people are counted, which depend on other meetings and on the lists."""
        return bool(self.published or self.closed)

    @property
    def rewrites_history(self) -> bool:
        """Whether all that was written in a meeting is looked at."""
        return bool(self.forgotten or self.redactions)

    def prepare(self, db: Connection) -> None:
        """Finds out how the history is to be rewritten. Before the transaction, if nothing writes to these meetings
        until then; otherwise `write` does it."""
        self._forgettings = [
            (forget.Forgetting.prepare(db, code, (str(key) for of, key, *_ in self.answers if of == code)), revision)
            for code, revision in self.forgotten
        ]
        for code in dict.fromkeys(code for code, *_ in self.redactions):
            own = [(revision, redaction) for of, revision, redaction in self.redactions if of == code]
            self._histories.append(forget.RedactedHistory.prepare(db, code, own))
        for code, revision, redaction in self.redactions:
            forget.redact_new(self.journal, 4, code, revision, redaction)
            forget.redact_new(self.private_journal, 3, code, revision, redaction)
        self._is_prepared = True

    def write(self, db: Connection) -> None:
        """Writes the rows, inside a transaction. Fails for a revision that exists already."""
        if not self._is_prepared:
            self.prepare(db)
        for forgetting, _ in self._forgettings:
            forgetting.destroy(db)
        db.executemany(
            "insert into meetings (code, epoch, secret, revision, created_at) values (?, ?, ?, ?, ?)"
            " on conflict (code) do update set"
            " epoch = excluded.epoch, secret = excluded.secret, revision = excluded.revision",
            self.meetings.values(),
        )
        db.executemany(
            "insert into journal (meeting, revision, at, name, changes) values (?, ?, ?, ?, ?)", self.journal
        )
        db.executemany(
            "insert into private_journal (meeting, revision, place, changes) values (?, ?, ?, ?)",
            self.private_journal,
        )
        if not self.forgotten:
            # Not replaced in its place: one that changes becomes the last one.
            db.executemany("delete from records where meeting = ? and kind = ? and id = ?", self.records)
        db.executemany(
            "insert into records (meeting, kind, id, revision, audience, lost, record) values (?, ?, ?, ?, ?, ?, ?)",
            self.records.values(),
        )
        for code, picture in self.pictures:
            pictures.put(db, code, picture)
        db.executemany("insert into answers (meeting, key, revision, answer) values (?, ?, ?, ?)", self.answers)
        for forgetting, revision in self._forgettings:
            forgetting.replace_answers(db, revision, codec.encode(forgotten_answer(revision)))
        for code in self.published:
            breadth.count(db, code)
        for code in self.closed:
            breadth.on_close(db, code)
        for history in self._histories:
            history.write(db)
        for code in [code for code, *_ in self.forgotten] + [code for code, *_ in self.redactions]:
            forget.forget_sightings(db, code)
            pictures.drop_unused(db, code)
        for code, _ in self.forgotten:
            pictures.forget_order(db, code)
        if self.rewrites_history:
            traces.mark_dirty(db)

    def packed(self) -> bytes:
        """The rows as bytes, for another process."""
        return msgspec.msgpack.encode({name: rows for name, rows in vars(self).items() if rows and name[0] != "_"})

    @classmethod
    def unpacked(cls, data: bytes) -> "Rows":
        """The rows from `packed`."""
        rows = cls(())
        vars(rows).update(msgspec.msgpack.decode(data))
        rows.pictures = msgspec.convert(rows.pictures, list[tuple[str, StoredPicture]])
        return rows


def parts(batch: Sequence[Commit]) -> Iterator[Rows]:
    """The rows of a batch, in parts to be written one after another: each commit that forgets is one by itself."""
    part: list[Commit] = []
    for commit in batch:
        if commit.forgets:
            if part:
                yield Rows(part)
            yield Rows([commit])
            part = []
        else:
            part.append(commit)
    if part:
        yield Rows(part)


def forgotten_answer(revision: int) -> dict[str, Any]:
    """The answer after the close to every command that was given before it, if it is sent again."""
    return {"ok": True, "revision": revision, "result": {}}


def command_key(person: str, command: str) -> str:
    """The key of the stored answer to a command: a hash, from which nobody can read the person."""
    return hashlib.sha256(f"{person}\n{command}".encode()).hexdigest()
