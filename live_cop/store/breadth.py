"""The numbers of people with which a report was published: they are counted then, and kept.

Whoever compares two reports must not learn about one person from their difference. So a meeting gets other numbers at
a later publication only if at least PRIVACY_FLOOR people came or went since, and a meeting whose list is nearly that of
another one of its community has the same numbers as that one. For this a row also has the random ids of the entries
that were counted; the id of an erased entry leads to nobody.
"""

import sqlite3

import msgspec
from msgspec.structs import replace

from ..meeting.audience import EVERYONE, PRIVACY_FLOOR
from ..meeting.contacts.breadth import Breadth, count_backgrounds, count_people, is_close
from ..meeting.records.voices import Place


class _Report(msgspec.Struct):
    """What this file reads of the record of a report."""

    published: bool = False


class _Person(msgspec.Struct):
    """What this file reads of the record of a person."""

    place: Place


class _Counted(msgspec.Struct, frozen=True):
    """The numbers of a meeting, and who was counted: the ids of its people, and those of the entries of its list."""

    breadth: Breadth
    people: set[str] = set()
    entries: set[str] = set()


def read(db: sqlite3.Connection, meeting: str) -> Breadth | None:
    """The numbers that were counted for a meeting, or None if its report has never been published."""
    counted = _counted(db, meeting)
    return counted.breadth if counted else None


def count(db: sqlite3.Connection, meeting: str) -> None:
    """Counts the people of a meeting whose report is published or sent. Inside a transaction."""
    before = _counted(db, meeting) or _Counted(Breadth())
    turnout = _turnout(db, meeting, before)
    backgrounds = _backgrounds(db, meeting, before)
    counted = _Counted(replace(backgrounds.breadth, people=turnout.breadth.people), turnout.people, backgrounds.entries)
    text = msgspec.json.encode(counted, order="sorted").decode()
    db.execute("insert or replace into breadth (meeting, counted) values (?, ?)", (meeting, text))


def count_if_published(db: sqlite3.Connection, meeting: str) -> None:
    """Counts the people of a meeting that ends, if its report has been published already. Inside a transaction."""
    row = db.execute("select record from records where meeting = ? and kind = 'report'", (meeting,)).fetchone()
    if row and row[0] and msgspec.json.decode(row[0], type=_Report).published:
        count(db, meeting)


def _counted(db: sqlite3.Connection, meeting: str) -> _Counted | None:
    row = db.execute("select counted from breadth where meeting = ?", (meeting,)).fetchone()
    return msgspec.json.decode(row[0], type=_Counted) if row else None


def _turnout(db: sqlite3.Connection, meeting: str, before: _Counted) -> _Counted:
    rows = db.execute(
        "select id, record from records where meeting = ? and kind = 'person' and audience = ? and record is not null",
        (meeting, EVERYONE),
    )
    places = {id: msgspec.json.decode(record, type=_Person).place for id, record in rows}
    if is_close(before.people, places.keys()):
        return before
    return _Counted(Breadth(count_people(places.values())), people=set(places))


def _backgrounds(db: sqlite3.Connection, meeting: str, before: _Counted) -> _Counted:
    rows = db.execute(
        "select e.id, e.organisation, e.kind from attendance e join attended a on a.entry = e.id where a.meeting = ?",
        (meeting,),
    )
    listed = {id: (organisation, kind) for id, organisation, kind in rows}
    # A list from which most have been erased or have expired says nothing about the meeting any more.
    if is_close(before.entries, listed.keys()) or len(listed) < PRIVACY_FLOOR:
        return before
    others = [each for each in _others(db, meeting) if is_close(each.entries, listed.keys())]
    if others:
        return min(others, key=lambda each: len(each.entries ^ listed.keys()))
    return _Counted(count_backgrounds(listed.values()), entries=set(listed))


def _others(db: sqlite3.Connection, meeting: str) -> list[_Counted]:
    """What was counted for the other meetings of the same community."""
    rows = db.execute(
        "select o.meeting from belonging b join belonging o on o.community = b.community and o.meeting != b.meeting"
        " where b.meeting = ? order by o.added_at desc, o.meeting",
        (meeting,),
    ).fetchall()
    return [counted for (code,) in rows if (counted := _counted(db, code))]
