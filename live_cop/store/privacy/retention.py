"""Retention: for how long data is kept, what has expired, and its deletion.

A community sets the periods for its own meetings. For all others, and for what a community has not set, the server's
default applies.
"""

from datetime import UTC, date, datetime, timedelta

import msgspec
from msgspec import Struct

from ..database import Connection

DAY_MS = 86_400_000
PRACTICE_MS = 3_600_000
#: The largest numbers of rows that are deleted at a time: in about 10 ms, for which every writer waits.
PIECE_ROWS, PIECE_ENTRIES = 25, 200
#: A picture has as many bytes as a thousand records.
LARGE_ROWS = {"pictures": 1}
#: The tables with rows of a meeting, and the column that names the meeting.
MEETING_COLUMNS = {
    "records": "meeting",
    "journal": "meeting",
    "private_journal": "meeting",
    "answers": "meeting",
    "note_sightings": "meeting",
    "pictures": "meeting",
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
    # So that another process that has it in memory loses it.
    "owners": "meeting",
    "meetings": "code",
}
#: Those that may have so many rows of one meeting that they are deleted piece by piece, with the columns of their keys.
BULKY = {
    "records": "(meeting, kind, id)",
    "journal": "(meeting, revision)",
    "private_journal": "(meeting, revision, place)",
    "answers": "(meeting, key)",
    "note_sightings": "(meeting, minute, note)",
    "pictures": "(meeting, digest)",
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


def policy_of(db: Connection, community: str | None, default: RetentionPolicy) -> RetentionPolicy:
    """The policy of a community, or the default outside of one and for each period that it has not set."""
    row = db.execute("select attendance_days, wall_days from communities where id = ?", (community,)).fetchone()
    attendance, wall = row or (None, None)
    return RetentionPolicy(attendance_days=attendance or default.attendance_days, wall_days=wall or default.wall_days)


def set_policy(db: Connection, community: str, policy: RetentionPolicy) -> None:
    """Sets the policy of a community."""
    db.execute(
        "update communities set attendance_days = ?, wall_days = ? where id = ?",
        (policy.attendance_days, policy.wall_days, community),
    )


def expired(db: Connection, now: int, default: RetentionPolicy) -> Expired:
    """What has expired at `now` (UTC milliseconds)."""
    codes = expired_meetings(db, now, default)
    return Expired(
        meetings=codes,
        notes=_count(db, codes, "note"),
        pictures=_count(db, codes, "picture"),
        entries=_attendance_expired(db, now, default),
    )


def expired_meetings(db: Connection, now: int, default: RetentionPolicy, code: str | None = None) -> list[str]:
    """The codes of the meetings that have expired; with `code` only this one is looked at.

    The period of a meeting that was never closed begins at its last command, so a meeting in progress never expires.
    That of one that was imported begins when it was, however long ago it was closed, or it would be gone at once.
    What is left of a practice meeting, such as after a crash, expires after an hour."""
    rows = db.execute(
        "select m.code, m.created_at, c.wall_days, r.record,"
        " (select j.at from journal j where j.meeting = m.code order by j.revision desc limit 1) from meetings m"
        " left join belonging b on b.meeting = m.code left join communities c on c.id = b.community"
        " left join records r on r.meeting = m.code and r.kind = 'meeting' and r.id = 'meeting'"
        f" {'' if code is None else 'where m.code = ?'} order by m.code",
        () if code is None else (code,),
    )
    return [
        code
        for code, created, days, record, latest in rows.fetchall()
        if _end(created or 0, (days or default.wall_days) * DAY_MS, record, latest or 0) <= now
    ]


class _Meeting(Struct):
    """What this file reads of the record of a meeting."""

    closed_at: int | None = None
    practice: bool = False


def _end(created: int, period: int, record: str | None, latest: int) -> int:
    """When the period of a meeting ends."""
    meeting = msgspec.json.decode(record, type=_Meeting) if record else _Meeting()
    last = latest if meeting.closed_at is None else meeting.closed_at
    return max(created, last) + (PRACTICE_MS if meeting.practice else period)


def delete_meeting(db: Connection, code: str) -> None:
    """Deletes a meeting, with all that leads to it. Its bulk is left for `delete_piece`. Inside a transaction."""
    db.execute("delete from attended where entry in (select id from attendance where owner = ?)", (code,))
    for table, column in MEETING_COLUMNS.items():
        if table not in BULKY:
            db.execute(f"delete from {table} where {column} = ?", (code,))


def delete_community(db: Connection, id: str) -> bool:
    """Deletes a community with its lists of people; whether it was there. Inside a transaction."""
    db.execute("delete from attended where entry in (select id from attendance where owner = ?)", (id,))
    for table, column in (("attendance", "owner"), ("deciders", "owner"), ("belonging", "community")):
        db.execute(f"delete from {table} where {column} = ?", (id,))
    return db.execute("delete from communities where id = ?", (id,)).rowcount > 0


def remains(db: Connection) -> list[str]:
    """The codes of meetings that are not there, and of which rows are."""
    # From one code to the next, since a look at each row would take minutes.
    queries = [
        f"with recursive each(code) as (select min(meeting) from {table} union all"
        f" select (select min(meeting) from {table} where meeting > code) from each where code is not null)"
        " select code from each where code is not null and code not in (select code from meetings)"
        for table in BULKY
    ]
    return sorted({code for query in queries for (code,) in db.execute(query)})


def delete_piece(db: Connection, code: str) -> bool:
    """Deletes some of the remains of a meeting; whether there may be more. Inside a transaction."""
    for table, key in BULKY.items():
        deleted = db.execute(
            f"delete from {table} where {key} in"
            f" (select {key.strip('()')} from {table} where meeting = ? limit {LARGE_ROWS.get(table, PIECE_ROWS)})",
            (code,),
        )
        if deleted.rowcount:
            return True
    return False


def delete_entries(db: Connection, now: int, default: RetentionPolicy) -> int:
    """Deletes some of the attendance entries that have expired; returns how many. Inside a transaction."""
    entries = _attendance_expired(db, now, default)[:PIECE_ENTRIES]
    for entry in entries:
        db.execute("delete from attended where entry = ?", (entry,))
        db.execute("delete from attendance where id = ?", (entry,))
    return len(entries)


def _attendance_expired(db: Connection, now: int, default: RetentionPolicy) -> list[str]:
    """The ids of the entries whose last meeting was longer ago than their period."""
    rows = db.execute(
        "select a.id, a.day, coalesce(c.attendance_days, ?) from attendance a"
        " left join communities c on c.id = a.owner order by a.id",
        (default.attendance_days,),
    )
    today = datetime.fromtimestamp(now / 1000, UTC).date()
    return [id for id, day, days in rows if date.fromisoformat(day) + timedelta(days) <= today]


def _count(db: Connection, codes: list[str], kind: str) -> int:
    query = "select count(*) from records where meeting = ? and kind = ? and record is not null"
    return sum(db.execute(query, (code, kind)).fetchone()[0] for code in codes)
