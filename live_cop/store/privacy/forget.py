"""The end of every link from a person to what they wrote, marked or chose, and of words that are erased.

What is one person's own stands apart from what everyone sees: in rows and in a journal of its own. So it can be
destroyed without touching a word of what was said. SQLite overwrites what is deleted (`secure_delete`), and the store
writes the file anew after that, for copies stay behind where rows have moved between pages.
"""

import secrets
import sqlite3

from ...meeting.audience import EVERYONE, NOBODY, SHARED
from ...meeting.safety.redaction import Redaction
from .. import codec


def forget(db: sqlite3.Connection, code: str) -> None:
    """Destroys what is one person's own in this meeting. Inside a transaction.

    Screens that come back after a restart are shown everything anew, under a new epoch: what they would have to be told
    is gone is not known any more."""
    # A row of this journal is one change, [place, kind, id, record, audience].
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
            # Others saw it once: they are told that it is gone, as they were.
            db.execute("update records set audience = ?, lost = ? where rowid = ?", (EVERYONE, others, row))
        else:
            db.execute("delete from records where rowid = ?", (row,))
    db.execute("update meetings set epoch = ? where code = ?", (secrets.token_hex(8), code))


def wipe(db: sqlite3.Connection, code: str, kinds: frozenset[str]) -> None:
    """Takes kinds of record out of this meeting and out of its history. Inside a transaction, after `forget`."""
    if not kinds:
        return
    marks = ", ".join("?" * len(kinds))
    db.execute(f"delete from records where meeting = ? and kind in ({marks})", (code, *kinds))
    for table in ("journal", "private_journal"):
        rows = db.execute(f"select rowid, changes from {table} where meeting = ?", (code,)).fetchall()
        for row, text in rows:
            kept = codec.without(text, kinds)
            if kept != text:
                db.execute(f"update {table} set changes = ? where rowid = ?", (kept, row))


def erase(db: sqlite3.Connection, code: str, revision: int, erasure: Redaction) -> None:
    """Takes words out of the history up to this revision; the records have been written without them. Inside a
    transaction."""
    for table in ("journal", "private_journal"):
        rows = db.execute(f"select rowid, changes from {table} where meeting = ? and revision <= ?", (code, revision))
        found = [
            (kept, row)
            for row, text in rows
            if erasure.may_affect(text) and (kept := codec.erased(text, erasure)) != text
        ]
        db.executemany(f"update {table} set changes = ? where rowid = ?", found)
