"""The numbers of people with which a report was published: they are counted then, and kept.

Whoever compares two reports must not learn about one person from their difference. So a meeting gets other numbers at
a later publication only if at least PRIVACY_FLOOR people came or went, compared with all numbers that were published
before: its own, and those of the other meetings of its community. Where nearly the same people were counted before, it
gets the numbers of that time. For this a row also has the ids of those who were counted; those of the list are random,
and that of an erased entry leads to nobody.
"""

from collections.abc import Callable, Mapping

import msgspec
from msgspec.structs import replace

from ..meeting.audience import EVERYONE, PRIVACY_FLOOR
from ..meeting.contacts.breadth import Breadth, count_backgrounds, count_people, is_close
from ..meeting.records.voices import Place
from .database import Connection


class _Report(msgspec.Struct):
    """What this file reads of the record of a report."""

    published: bool = False


class _Person(msgspec.Struct):
    """What this file reads of the record of a person."""

    place: Place


class _Count(msgspec.Struct, frozen=True):
    """Numbers that were published, and who was counted: ids of people, or of entries of the list."""

    members: set[str]
    numbers: Breadth


class _Counts(msgspec.Struct, frozen=True):
    """All numbers that a meeting has ever had, the present ones last: who took part, and what the list says."""

    turnouts: list[_Count] = []
    backgrounds: list[_Count] = []


def read(db: Connection, meeting: str) -> Breadth | None:
    """The numbers that were counted for a meeting, or None if its report has never been published."""
    counts = _read(db, meeting)
    if counts is None:
        return None
    turnout, backgrounds = (each[-1].numbers if each else Breadth() for each in (counts.turnouts, counts.backgrounds))
    return replace(backgrounds, people=turnout.people)


def count(db: Connection, meeting: str) -> None:
    """Counts the people of a meeting whose report is published or sent. Inside a transaction."""
    before = _read(db, meeting) or _Counts()
    others = [count for other in _others(db, meeting) for count in other.backgrounds]
    places, listed = _places(db, meeting), _listed(db, meeting)
    counts = _Counts(
        _recounted(before.turnouts, [], places, lambda: Breadth(count_people(places.values()))),
        _recounted(before.backgrounds, others, listed, lambda: count_backgrounds(listed.values())),
    )
    _write(db, meeting, counts)


def count_if_published(db: Connection, meeting: str) -> None:
    """Counts the people of a meeting if its report is published. Inside a transaction."""
    row = db.execute("select record from records where meeting = ? and kind = 'report'", (meeting,)).fetchone()
    if row and row[0] and msgspec.json.decode(row[0], type=_Report).published:
        count(db, meeting)


def on_close(db: Connection, meeting: str) -> None:
    """Counts a meeting that ends, if its report is published, and forgets who was there when it was counted before.

    Whoever has the file must not see from this who came before, and who after a publication. Inside a transaction."""
    count_if_published(db, meeting)
    counts = _read(db, meeting)
    if counts is not None and counts.turnouts:
        turnout = _Count(set(_places(db, meeting)), counts.turnouts[-1].numbers)
        _write(db, meeting, _Counts([turnout], counts.backgrounds))


def _recounted(
    own: list[_Count], others: list[_Count], present: Mapping[str, object], numbers: Callable[[], Breadth]
) -> list[_Count]:
    """The counts of a meeting, with one for those who are present now as the last.

    Numbers of nearly the same people that were published before, here or elsewhere, are taken again. A list from which
    most have been erased or have expired says nothing about the meeting any more."""
    now = present.keys()
    if len(now) < PRIVACY_FLOOR or (own and is_close(own[-1].members, now)):
        return own
    close = [each for each in (*own, *others) if is_close(each.members, now)]
    found = min(close, key=lambda each: len(each.members ^ now)) if close else _Count(set(now), numbers())
    return [*(each for each in own if each is not found), found]


def _places(db: Connection, meeting: str) -> dict[str, Place]:
    """Where each person sits whom everyone in the meeting sees."""
    rows = db.execute(
        "select id, record from records where meeting = ? and kind = 'person' and audience = ? and record is not null",
        (meeting, EVERYONE),
    )
    return {id: msgspec.json.decode(record, type=_Person).place for id, record in rows}


def _listed(db: Connection, meeting: str) -> dict[str, tuple[str, str]]:
    """The organisation and kind of experience of those on the list who say that they were at this meeting."""
    rows = db.execute(
        "select e.id, e.organisation, e.kind from attendance e join attended a on a.entry = e.id where a.meeting = ?",
        (meeting,),
    )
    return {id: (organisation, kind) for id, organisation, kind in rows}


def _read(db: Connection, meeting: str) -> _Counts | None:
    row = db.execute("select counted from breadth where meeting = ?", (meeting,)).fetchone()
    return msgspec.json.decode(row[0], type=_Counts) if row else None


def _write(db: Connection, meeting: str, counts: _Counts) -> None:
    text = msgspec.json.encode(counts, order="sorted").decode()
    db.execute(
        "insert into breadth (meeting, counted) values (?, ?)"
        " on conflict (meeting) do update set counted = excluded.counted",
        (meeting, text),
    )


def _others(db: Connection, meeting: str) -> list[_Counts]:
    """What was counted for the other meetings of the same community."""
    rows = db.execute(
        "select o.meeting from belonging b join belonging o on o.community = b.community and o.meeting != b.meeting"
        " where b.meeting = ? order by o.meeting",
        (meeting,),
    ).fetchall()
    return [counts for (code,) in rows if (counts := _read(db, code))]
