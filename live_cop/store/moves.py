"""How the notes came to where they are: from the journal of what everyone saw, with no words and no people in it."""

import sqlite3

from ..meeting.change import NoteSighting
from . import codec


def read(db: sqlite3.Connection, code: str, revision: int) -> list[NoteSighting]:
    """Where everyone saw each note whenever it changed, up to a revision."""
    rows = db.execute(
        "select revision, at, changes from journal where meeting = ? and revision <= ? and changes like '%\"note\"%'"
        " order by revision",
        (code, revision),
    )
    return [
        NoteSighting(number, at, note, spot.zone, spot.group)
        for number, at, changes in rows
        for note, spot in codec.spots(changes)
    ]
