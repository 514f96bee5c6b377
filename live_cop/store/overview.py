"""What the host of a server sees of it: its meetings and communities with their size and last use, and how many there
are. It only reads, also beside running servers, in either database.
"""

from collections.abc import Iterator

import msgspec
from msgspec import Struct

from .database import Reading
from .privacy.retention import BULKY

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


class _Record(Struct):
    """What this file reads of the record of a meeting."""

    title: str = ""
    community: str = ""
    state: str = ""
    closed_at: int | None = None


class _Meeting(Struct, frozen=True):
    """A meeting without its size. `belongs_to` is the id of its community, and "" outside of one."""

    code: str
    record: _Record
    created_at: int
    last_used: int
    belongs_to: str
    community: str

    def has(self, text: str) -> bool:
        return text.casefold() in f"{self.code} {self.record.title} {self.community}".casefold()


def meetings(reading: Reading, *, most: int = -1, start: int = 0, find: str = "") -> list[MeetingLine]:
    """The meetings, the one that was last used first; with `find` those with this in their code, title or community."""
    found = sorted((each for each in _all(reading) if each.has(find)), key=lambda each: (-each.last_used, each.code))
    shown = found[start:] if most < 0 else found[start : start + most]
    return [
        MeetingLine(
            code=each.code,
            title=each.record.title,
            community=each.community,
            state=each.record.state,
            created_at=each.created_at,
            last_used=each.last_used,
            size=_size(reading, each.code),
        )
        for each in shown
    ]


def communities(reading: Reading) -> list[CommunityLine]:
    """The communities, by name."""
    used: dict[str, list[int]] = {}
    for each in _all(reading):
        used.setdefault(each.belongs_to, []).append(each.last_used)
    lines = [
        CommunityLine(id=id, name=name, meetings=len(used.get(id, ())), last_used=max(used.get(id, ()), default=0))
        for id, name in reading.db.execute("select id, name from communities")
    ]
    return sorted(lines, key=lambda line: (line.name.casefold(), line.id))


def stats(reading: Reading, since: int) -> Stats:
    """How many there are, and since this time (UTC milliseconds)."""
    found = list(_all(reading))
    [[communities]] = reading.db.execute("select count(*) from communities")
    [[size]] = reading.db.execute(reading.total_size)
    return Stats(
        meetings=len(found),
        live=sum(each.record.state == "live" for each in found),
        communities=communities,
        opened_today=sum(each.created_at >= since for each in found),
        used_today=sum(each.last_used >= since for each in found),
        size=int(size),
    )


def latest(reading: Reading) -> int:
    """When a meeting was last used, in UTC milliseconds; 0 without any."""
    return max((each.last_used for each in _all(reading)), default=0)


def _all(reading: Reading) -> Iterator[_Meeting]:
    """All meetings. One was last used at its last command, or at its close, which destroys the times of those before
    it."""
    rows = reading.db.execute(
        "select m.code, m.created_at, r.record, b.community, c.name,"
        " (select j.at from journal j where j.meeting = m.code order by j.revision desc limit 1) from meetings m"
        " left join records r on r.meeting = m.code and r.kind = 'meeting' and r.id = 'meeting'"
        " left join belonging b on b.meeting = m.code left join communities c on c.id = b.community"
    )
    for code, created_at, text, belongs_to, community, at in rows:
        record = msgspec.json.decode(text, type=_Record) if text else _Record()
        used = max(created_at or 0, record.closed_at or 0, at or 0)
        name = record.community if community is None else community
        yield _Meeting(code, record, created_at or 0, used, belongs_to or "", name)


def _size(reading: Reading, code: str) -> int:
    """Bytes of what a meeting consists of."""
    total = 0
    for table, column in _LARGE.items():
        query = f"select coalesce(sum({reading.bytes_of.format(column)}), 0) from {table} where meeting = ?"
        total += int(reading.db.execute(query, (code,)).fetchone()[0])
    return total
