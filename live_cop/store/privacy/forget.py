"""Destroys the history of a meeting at its close, and removes redacted words from the history of an open one.

After the close the file knows what everyone and the chair's side could see at the end, and nothing of how it came
about: no earlier version, no order, no time finer than a minute. SQLite overwrites deleted content (`secure_delete`).
The store clears the free space of the file afterwards (see traces.py), because copies remain where rows have moved
between pages.
"""

import msgspec

from ...meeting.audience import EVERYONE
from ...meeting.safety.redaction import Redaction
from .. import codec
from ..database import Connection
from ..meetings import load


def forget_history(db: Connection, code: str) -> None:
    """Destroys all records and journals of a meeting. Inside a transaction, which then writes what remains of it.

    Only where everyone saw each note is kept, to the minute, for the replay."""
    sightings = load.note_sightings(db, code)
    db.execute("delete from note_sightings where meeting = ?", (code,))
    # In no order but that of the key: the table has no rowids.
    db.executemany(
        "insert into note_sightings (meeting, minute, note, zone, note_group) values (?, ?, ?, ?, ?)",
        [(code, *sighting) for sighting in sightings],
    )
    for table in ("records", "journal", "private_journal"):
        db.execute(f"delete from {table} where meeting = ?", (code,))


def forget_answers(db: Connection, code: str, revision: int, answer: str) -> None:
    """Replaces the answers to all commands by this one, of the close, in the order of their keys, which are hashes.

    Inside a transaction. The keys remain, so that a command that is sent again is not carried out twice."""
    keys = db.execute("select key from answers where meeting = ? order by key", (code,)).fetchall()
    db.execute("delete from answers where meeting = ?", (code,))
    db.executemany(
        "insert into answers (meeting, key, revision, answer) values (?, ?, ?, ?)",
        [(code, key, revision, answer) for (key,) in keys],
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


def redact_history(db: Connection, code: str, revision: int, redaction: Redaction) -> None:
    """Removes words from the journals up to this revision. Inside a transaction.

    The table of present records needs no change: the same commit writes the records without the words."""
    for table, key in (("journal", "revision"), ("private_journal", "revision, place")):
        rows = db.execute(
            f"select changes, {key} from {table} where meeting = ? and revision <= ?", (code, revision)
        ).fetchall()
        changed = [
            (redacted, code, *place)
            for text, *place in rows
            if redaction.may_affect(text) and (redacted := codec.redact(text, redaction)) != text
        ]
        marks = " and ".join(f"{column} = ?" for column in key.split(", "))
        db.executemany(f"update {table} set changes = ? where meeting = ? and {marks}", changed)
