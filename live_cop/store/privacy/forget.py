"""Destroys the history of a meeting at its close, and removes redacted words from the history of an open one.

After the close the file knows what everyone and the chair's side could see at the end, and nothing of how it came
about: no earlier version, no order, no time finer than a minute. SQLite overwrites deleted content (`secure_delete`).
The store clears the free space of the file afterwards (see traces.py), because copies remain where rows have moved
between pages.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import msgspec

from ...meeting.audience import EVERYONE
from ...meeting.change import NoteSighting
from ...meeting.safety.redaction import Redaction
from .. import codec
from ..database import Connection
from ..meetings import load


class Forgetting(NamedTuple):
    """What is left of the history of a meeting that is destroyed. It is found before the transaction that writes it:
    all of the history is read for it, and nobody else should wait for that."""

    code: str
    sightings: list[NoteSighting]
    #: The keys of the answers to all commands.
    keys: list[str]

    @classmethod
    def prepare(cls, db: Connection, code: str, keys: Iterable[str]) -> "Forgetting":
        """Reads what is left. `keys` are those of answers that are still to be written."""
        sightings = load.note_sightings(db, code)
        stored = db.execute("select key from answers where meeting = ?", (code,)).fetchall()
        return cls(code, sightings, sorted({*keys, *(key for (key,) in stored)}))

    def destroy(self, db: Connection) -> None:
        """Destroys all records and journals. Inside a transaction, which then writes what remains of the meeting.

        Only where everyone saw each note is kept, to the minute, for the replay."""
        db.execute("delete from note_sightings where meeting = ?", (self.code,))
        # In no order but that of the key: the table has no rowids.
        db.executemany(
            "insert into note_sightings (meeting, minute, note, zone, note_group) values (?, ?, ?, ?, ?)",
            [(self.code, *sighting) for sighting in self.sightings],
        )
        for table in ("records", "journal", "private_journal"):
            db.execute(f"delete from {table} where meeting = ?", (self.code,))

    def replace_answers(self, db: Connection, revision: int, answer: str) -> None:
        """Replaces the answers to all commands by this one, of the close, in the order of their keys, which are hashes.

        Inside the transaction. The keys remain, so that a command that is sent again is not carried out twice."""
        db.execute("delete from answers where meeting = ?", (self.code,))
        db.executemany(
            "insert into answers (meeting, key, revision, answer) values (?, ?, ?, ?)",
            [(self.code, key, revision, answer) for key in self.keys],
        )


class _Meeting(msgspec.Struct):
    """What this file reads of the record of a meeting."""

    keeps: str = "pictures"


def forget_sightings(db: Connection, code: str) -> None:
    """Deletes the sightings of cards that are no longer on the wall, or all of them where there will be no replay.

    Inside a transaction."""
    row = db.execute("select record from records where meeting = ? and kind = 'meeting'", (code,)).fetchone()
    meeting = msgspec.json.decode(row[0], type=_Meeting) if row and row[0] else _Meeting()
    if meeting.keeps != "pictures":
        db.execute("delete from note_sightings where meeting = ?", (code,))
        return
    db.execute(
        "delete from note_sightings where meeting = :code and note not in (select id from records"
        " where meeting = :code and kind in ('note', 'photo') and audience = :everyone and record is not null)",
        {"code": code, "everyone": EVERYONE},
    )


class RedactedHistory(NamedTuple):
    """The rows of the journals without the words that are erased, found before the transaction that writes them."""

    #: By the statement that writes them.
    rows: dict[str, list[tuple[str | int, ...]]]

    @classmethod
    def prepare(cls, db: Connection, code: str, redactions: Sequence[tuple[int, Redaction]]) -> "RedactedHistory":
        """Removes words from the journals, of each redaction up to its revision. All of a meeting at once: a row may
        hold words of several.

        The table of present records needs no change: the same commit writes the records without the words."""
        found = {}
        latest = max(revision for revision, _ in redactions)
        for table, key in (("journal", "revision"), ("private_journal", "revision, place")):
            rows = db.execute(
                f"select changes, {key} from {table} where meeting = ? and revision <= ?", (code, latest)
            ).fetchall()
            marks = " and ".join(f"{column} = ?" for column in key.split(", "))
            found[f"update {table} set changes = ? where meeting = ? and {marks}"] = [
                (redacted, code, *place)
                for text, *place in rows
                if (redacted := _without(text, place[0], redactions)) is not text
            ]
        return cls(found)

    def write(self, db: Connection) -> None:
        """Inside a transaction."""
        for statement, rows in self.rows.items():
            db.executemany(statement, rows)


def redact_new(rows: list[Any], at: int, code: str, revision: int, redaction: Redaction) -> None:
    """Removes words from rows of a journal that are still to be written: `at` is the place of their changes."""
    for place, row in enumerate(rows):
        if row[0] == code and row[1] <= revision:
            rows[place] = (*row[:at], _redacted(row[at], redaction), *row[at + 1 :])


def _without(text: str, revision: int, redactions: Sequence[tuple[int, Redaction]]) -> str:
    for until, redaction in redactions:
        if revision <= until:
            text = _redacted(text, redaction)
    return text


def _redacted(text: str, redaction: Redaction) -> str:
    """A row of a journal without these words; the same object where it contains none."""
    return codec.redact(text, redaction) if redaction.may_affect(text) else text
