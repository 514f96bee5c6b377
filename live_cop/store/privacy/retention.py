"""What is past: how long things are kept, and what is deleted when that time is over.

A community says for its meetings how long; for all others the server does.
"""

import sqlite3

from msgspec import Struct

DAY_MS = 86_400_000
#: Where a meeting has rows, and by which column they are its own.
OF_A_MEETING = {
    "records": "meeting",
    "journal": "meeting",
    "private_journal": "meeting",
    "answers": "meeting",
    "keys": "meeting",
    "roles": "meeting",
    "join_codes": "meeting",
    "belonging": "meeting",
    "attended": "meeting",
    "attendance": "owner",
    "deciders": "owner",
    "letters": "meeting",
    "mailings": "meeting",
    "meetings": "code",
}


class RetentionPolicy(Struct, frozen=True, kw_only=True):
    """For how many days the list of who was there is kept after a meeting, and a wall after its close."""

    attendance_days: int
    wall_days: int


class Expired(Struct, frozen=True, kw_only=True):
    """What is past: the codes of the meetings, how many notes and pictures these have, and the ids of entries of the
    attendance list whose last meeting was long enough ago."""

    meetings: list[str]
    notes: int
    pictures: int
    entries: list[str]

    def __bool__(self) -> bool:
        return bool(self.meetings or self.entries)


def policy_of(db: sqlite3.Connection, community: str | None, usual: RetentionPolicy) -> RetentionPolicy:
    """How long a community wants things kept; what it does not say is as usual."""
    row = db.execute("select attendance_days, wall_days from communities where id = ?", (community,)).fetchone()
    attendance, wall = row or (None, None)
    return RetentionPolicy(attendance_days=attendance or usual.attendance_days, wall_days=wall or usual.wall_days)


def set_policy(db: sqlite3.Connection, community: str, keep: RetentionPolicy) -> None:
    """From now on things are kept for so long in this community."""
    db.execute(
        "update communities set attendance_days = ?, wall_days = ? where id = ?",
        (keep.attendance_days, keep.wall_days, community),
    )


def expired(db: sqlite3.Connection, now: int, usual: RetentionPolicy) -> Expired:
    """The meetings whose walls have been kept for long enough at this moment (UTC milliseconds).

    A meeting that was never closed counts from the last thing that happened in it: so one that is on is never past."""
    rows = db.execute(
        "select m.code from meetings m"
        " left join belonging b on b.meeting = m.code left join communities c on c.id = b.community"
        " left join records r on r.meeting = m.code and r.kind = 'meeting' and r.id = 'meeting'"
        " where coalesce(json_extract(r.record, '$.closed_at'),"
        " (select j.at from journal j where j.meeting = m.code order by j.revision desc limit 1), m.created_at)"
        " + coalesce(c.wall_days, ?) * ? <= ? order by m.code",
        (usual.wall_days, DAY_MS, now),
    )
    codes = [code for (code,) in rows]
    return Expired(
        meetings=codes,
        notes=_count(db, codes, "note"),
        pictures=_count(db, codes, "picture"),
        entries=_attendance_expired(db, now, usual),
    )


def forget(db: sqlite3.Connection, past: Expired) -> None:
    """Deletes all that there is of these meetings, and these entries. Inside a transaction."""
    for code in past.meetings:
        for table, column in OF_A_MEETING.items():
            db.execute(f"delete from {table} where {column} = ?", (code,))
    for entry in past.entries:
        db.execute("delete from attended where entry = ?", (entry,))
        db.execute("delete from attendance where id = ?", (entry,))


def _attendance_expired(db: sqlite3.Connection, now: int, usual: RetentionPolicy) -> list[str]:
    """The entries whose owners were last at a meeting so many days ago."""
    rows = db.execute(
        "select a.id from attendance a left join communities c on c.id = a.owner"
        " where julianday(a.day) + coalesce(c.attendance_days, ?) <= julianday(? / 1000, 'unixepoch') order by a.id",
        (usual.attendance_days, now),
    )
    return [id for (id,) in rows]


def _count(db: sqlite3.Connection, codes: list[str], kind: str) -> int:
    counted = "select count(*) from records where meeting = ? and kind = ? and record is not null"
    return sum(db.execute(counted, (code, kind)).fetchone()[0] for code in codes)
