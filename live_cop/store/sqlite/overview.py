"""What the host of a server sees of it: its meetings and communities with their size and last use, and how many there
are. It only reads, also beside a running server.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from msgspec import Struct

from .. import lock
from ..errors import CannotOpen
from ..privacy.retention import BULKY
from . import check, file
from .schema import MIGRATIONS

#: The column that makes a meeting large, by its table.
_LARGE = {
    "records": "record",
    "journal": "changes",
    "private_journal": "changes",
    "answers": "answer",
    "note_sightings": "note",
    "pictures": "bytes",
}
assert set(_LARGE) == set(BULKY)
#: When a meeting was last used: its last command, or its close, which destroys the times of those before it.
_LAST_USED = (
    "max(m.created_at, coalesce(json_extract(r.record, '$.closed_at'), 0),"
    " coalesce((select j.at from journal j where j.meeting = m.code order by j.revision desc limit 1), 0))"
)
_MEETING_RECORD = "left join records r on r.meeting = m.code and r.kind = 'meeting' and r.id = 'meeting'"


class MeetingLine(Struct, frozen=True, kw_only=True):
    """A meeting: its state is "waiting", "live" or "closed", its size in bytes, and its times in UTC milliseconds."""

    code: str
    title: str
    community: str
    state: str
    created_at: int
    last_used: int
    size: int


class CommunityLine(Struct, frozen=True, kw_only=True):
    """A community: how many meetings it has, and when one of them was last used; 0 without any."""

    id: str
    name: str
    meetings: int
    last_used: int


class Stats(Struct, frozen=True, kw_only=True):
    """How many there are. `today` are the meetings that were opened, and those that were used, since some time."""

    meetings: int
    live: int
    communities: int
    opened_today: int
    used_today: int
    size: int


@contextmanager
def reading(folder: Path) -> Iterator[sqlite3.Connection]:
    """A connection to the data in this folder that writes nothing. Raises CannotOpen and StoreError."""
    path = folder / file.NAME
    if not path.is_file():
        raise CannotOpen("no_data", folder=folder)
    held = lock.FolderLock(folder)
    try:
        with file.sqlite_errors(path), closing(check.connect_read_only(path)) as db:
            if check.require_ours(db, path) < len(MIGRATIONS):
                raise CannotOpen("older", path=path)
            yield db
    finally:
        held.release()


def meetings(db: sqlite3.Connection, *, most: int = -1, start: int = 0, find: str = "") -> list[MeetingLine]:
    """The meetings, the one that was last used first; with `find` those with this in their code, title or community."""
    rows = db.execute(
        "select m.code, coalesce(json_extract(r.record, '$.title'), ''),"
        " coalesce(c.name, json_extract(r.record, '$.community'), ''),"
        f" coalesce(json_extract(r.record, '$.state'), ''), m.created_at, {_LAST_USED} as used"
        f" from meetings m {_MEETING_RECORD}"
        " left join belonging b on b.meeting = m.code left join communities c on c.id = b.community"
        " where ? = '' or instr(lower(m.code || ' ' || coalesce(json_extract(r.record, '$.title'), '') || ' '"
        " || coalesce(c.name, json_extract(r.record, '$.community'), '')), lower(?))"
        " order by used desc, m.code limit ? offset ?",
        (find, find, most, start),
    ).fetchall()
    return [
        MeetingLine(
            code=code,
            title=title,
            community=community,
            state=state,
            created_at=created_at,
            last_used=used,
            size=_size(db, code),
        )
        for code, title, community, state, created_at, used in rows
    ]


def communities(db: sqlite3.Connection) -> list[CommunityLine]:
    """The communities, by name."""
    rows = db.execute(
        f"select c.id, c.name, count(m.code), coalesce(max({_LAST_USED}), 0) from communities c"
        f" left join belonging b on b.community = c.id left join meetings m on m.code = b.meeting {_MEETING_RECORD}"
        " group by c.id order by lower(c.name), c.id"
    )
    return [CommunityLine(id=id, name=name, meetings=n, last_used=used) for id, name, n, used in rows]


def stats(db: sqlite3.Connection, since: int) -> Stats:
    """How many there are, and since this time (UTC milliseconds)."""
    row = db.execute(
        f"select count(*), total(coalesce(json_extract(r.record, '$.state'), '') = 'live'),"
        f" total(m.created_at >= :since), total({_LAST_USED} >= :since) from meetings m {_MEETING_RECORD}",
        {"since": since},
    ).fetchone()
    all, live, opened, used = (int(n) for n in row)
    [[communities]] = db.execute("select count(*) from communities")
    [[pages]] = db.execute("select page_count * page_size from pragma_page_count, pragma_page_size")
    return Stats(
        meetings=all, live=live, communities=communities, opened_today=opened, used_today=used, size=int(pages)
    )


def latest(db: sqlite3.Connection) -> int:
    """When a meeting was last used, in UTC milliseconds; 0 without any."""
    [[found]] = db.execute(f"select coalesce(max({_LAST_USED}), 0) from meetings m {_MEETING_RECORD}")
    return int(found)


def _size(db: sqlite3.Connection, code: str) -> int:
    """Bytes of what a meeting consists of."""
    total = 0
    for table, column in _LARGE.items():
        query = f"select total(length(cast({column} as blob))) from {table} where meeting = ?"
        total += int(db.execute(query, (code,)).fetchone()[0])
    return total
