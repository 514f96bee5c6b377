"""Retention: for how long data is kept, what has expired, and its deletion.

A community sets the periods for its own meetings. For all others, and for what a community has not set, the server's
default applies.
"""

import sqlite3

from msgspec import Struct

DAY_MS = 86_400_000
#: The tables with rows of a meeting, and the column that names the meeting.
MEETING_COLUMNS = {
    "records": "meeting",
    "journal": "meeting",
    "private_journal": "meeting",
    "answers": "meeting",
    "note_sightings": "meeting",
    "keys": "meeting",
    "roles": "meeting",
    "join_codes": "meeting",
    "belonging": "meeting",
    "breadth": "meeting",
    "attended": "meeting",
    "attendance": "owner",
    "deciders": "owner",
    "letters": "meeting",
    "mailings": "meeting",
    "meetings": "code",
}


class RetentionPolicy(Struct, frozen=True, kw_only=True):
    """Periods in days: for an attendance entry from its last meeting, and for a meeting from its close."""

    attendance_days: int
    wall_days: int


class Expired(Struct, frozen=True, kw_only=True):
    """What has reached the end of its retention period.

    The codes of the meetings, how many notes and pictures they have, and the ids of attendance entries."""

    meetings: list[str]
    notes: int
    pictures: int
    entries: list[str]

    def __bool__(self) -> bool:
        return bool(self.meetings or self.entries)


def policy_of(db: sqlite3.Connection, community: str | None, default: RetentionPolicy) -> RetentionPolicy:
    """The policy of a community, or the default outside of one and for each period that it has not set."""
    row = db.execute("select attendance_days, wall_days from communities where id = ?", (community,)).fetchone()
    attendance, wall = row or (None, None)
    return RetentionPolicy(attendance_days=attendance or default.attendance_days, wall_days=wall or default.wall_days)


def set_policy(db: sqlite3.Connection, community: str, policy: RetentionPolicy) -> None:
    """Sets the policy of a community."""
    db.execute(
        "update communities set attendance_days = ?, wall_days = ? where id = ?",
        (policy.attendance_days, policy.wall_days, community),
    )


def expired(db: sqlite3.Connection, now: int, default: RetentionPolicy) -> Expired:
    """What has expired at `now` (UTC milliseconds).

    The period of a meeting that was never closed begins at its last command, so a meeting in progress never expires."""
    rows = db.execute(
        "select m.code from meetings m"
        " left join belonging b on b.meeting = m.code left join communities c on c.id = b.community"
        " left join records r on r.meeting = m.code and r.kind = 'meeting' and r.id = 'meeting'"
        " where coalesce(json_extract(r.record, '$.closed_at'),"
        " (select j.at from journal j where j.meeting = m.code order by j.revision desc limit 1), m.created_at)"
        " + coalesce(c.wall_days, ?) * ? <= ? order by m.code",
        (default.wall_days, DAY_MS, now),
    )
    codes = [code for (code,) in rows]
    return Expired(
        meetings=codes,
        notes=_count(db, codes, "note"),
        pictures=_count(db, codes, "picture"),
        entries=_attendance_expired(db, now, default),
    )


def delete(db: sqlite3.Connection, expired: Expired) -> None:
    """Deletes all rows of the expired meetings, and the expired attendance entries. Inside a transaction."""
    for code in expired.meetings:
        for table, column in MEETING_COLUMNS.items():
            db.execute(f"delete from {table} where {column} = ?", (code,))
    for entry in expired.entries:
        db.execute("delete from attended where entry = ?", (entry,))
        db.execute("delete from attendance where id = ?", (entry,))


def _attendance_expired(db: sqlite3.Connection, now: int, default: RetentionPolicy) -> list[str]:
    """The ids of the entries whose last meeting was longer ago than their period."""
    rows = db.execute(
        "select a.id from attendance a left join communities c on c.id = a.owner"
        " where julianday(a.day) + coalesce(c.attendance_days, ?) <= julianday(? / 1000, 'unixepoch') order by a.id",
        (default.attendance_days, now),
    )
    return [id for (id,) in rows]


def _count(db: sqlite3.Connection, codes: list[str], kind: str) -> int:
    query = "select count(*) from records where meeting = ? and kind = ? and record is not null"
    return sum(db.execute(query, (code, kind)).fetchone()[0] for code in codes)
