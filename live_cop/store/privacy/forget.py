"""Destroys the links from people to what they wrote, marked or chose, and removes redacted words from the history.

What only one person may see is stored apart from what everyone sees, in rows and a journal of its own, so it can be
destroyed without touching the meeting's words. SQLite overwrites deleted content (`secure_delete`). The store rewrites
the file afterwards (see scrub.py), because copies remain where rows have moved between pages.
"""

import secrets
import sqlite3

from ...meeting.audience import EVERYONE, NOBODY, SHARED
from ...meeting.safety.redaction import Redaction
from .. import codec


def unlink_authors(db: sqlite3.Connection, code: str) -> None:
    """Destroys what only one person may see in this meeting. Inside a transaction.

    The meeting gets a new epoch, so that screens which return after a restart receive everything again: which of their
    records to remove is no longer known."""
    # A row of this journal is one change: [position, kind, id, record, audience].
    db.execute(
        "delete from private_journal where meeting = ? and json_extract(changes, '$[0][4]') != ?", (code, NOBODY)
    )
    rows = db.execute("select rowid, audience, lost from records where meeting = ?", (code,)).fetchall()
    for row, audience, lost in rows:
        others = " ".join(each for each in lost.split() if each in SHARED)
        if audience in SHARED:
            if others != lost:
                db.execute("update records set lost = ? where rowid = ?", (others, row))
        elif others:
            # Others could see it once: the row still tells their screens to remove it.
            db.execute("update records set audience = ?, lost = ? where rowid = ?", (EVERYONE, others, row))
        else:
            db.execute("delete from records where rowid = ?", (row,))
    db.execute("update meetings set epoch = ? where code = ?", (secrets.token_hex(8), code))


def delete_kinds(db: sqlite3.Connection, code: str, kinds: frozenset[str]) -> None:
    """Deletes all records of these kinds and their history. Inside a transaction, after `unlink_authors`."""
    if not kinds:
        return
    marks = ", ".join("?" * len(kinds))
    db.execute(f"delete from records where meeting = ? and kind in ({marks})", (code, *kinds))
    for table in ("journal", "private_journal"):
        rows = db.execute(f"select rowid, changes from {table} where meeting = ?", (code,)).fetchall()
        for row, text in rows:
            remaining = codec.without_kinds(text, kinds)
            if remaining != text:
                db.execute(f"update {table} set changes = ? where rowid = ?", (remaining, row))


def redact_history(db: sqlite3.Connection, code: str, revision: int, redaction: Redaction) -> None:
    """Removes words from the journals up to this revision. Inside a transaction.

    The table of present records needs no change: the same commit writes the records without the words."""
    for table in ("journal", "private_journal"):
        rows = db.execute(f"select rowid, changes from {table} where meeting = ? and revision <= ?", (code, revision))
        changed = [
            (redacted, row)
            for row, text in rows
            if redaction.may_affect(text) and (redacted := codec.redact(text, redaction)) != text
        ]
        db.executemany(f"update {table} set changes = ? where rowid = ?", changed)
