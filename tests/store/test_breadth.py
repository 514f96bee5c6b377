"""The numbers of people that a report was published with: meetings of one community do not tell by their difference."""

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from live_cop.meeting.audience import PRIVACY_FLOOR
from live_cop.meeting.contacts.attendance import Entry
from live_cop.meeting.contacts.breadth import Breadth
from live_cop.store.attendance import Attended, Consent
from live_cop.store.opening import open_store
from live_cop.store.sqlite import schema
from live_cop.store.store import Store

from ..meeting.room import Room
from ..support.stores import path_of
from .stored_room import StoredRoom

FIRST, SECOND, THIRD = "AAAAAA", "CCCCCC", "DDDDDD"
AGREED = Consent("en-1", "the words", "2026-11-21")


@pytest.fixture
def series(store: Store) -> Store:
    """A community with three meetings."""
    community, _ = store.communities.create("Homes", 1)
    for at, code in enumerate((FIRST, SECOND, THIRD)):
        room = Room()
        room.state.code = code
        StoredRoom(store, room).save()
        assert store.add_to_community(community.id, code, at)
    return store


def come(store: Store, code: str, kind: str, *people: int) -> None:
    """Puts people on the list of this meeting; those who are on the community's list already say that they came."""
    for n in people:
        token = f"person-{n}-{'x' * 24}"
        entry, here = Entry(organisation="Housing", kind=kind), Attended(code, "2026-11-21")
        known = store.attendance.by_token(token)
        if known is None:
            assert store.attendance.add(token, code, entry, AGREED, here, on_paper=False)
        else:
            assert store.attendance.change(token, known.version, known.entry, AGREED, here)


def counted(store: Store, code: str) -> list[tuple[str, int]]:
    store.count_breadth(code)
    breadth = store.breadth(code)
    assert breadth is not None
    return breadth.kinds


def test_two_meetings_do_not_tell_what_the_only_newcomer_is(series):
    """12 are "about 10" and 13 "about 15", so rounding alone would tell."""
    come(series, FIRST, "lived", *range(12))
    come(series, SECOND, "lived", *range(13))
    assert counted(series, FIRST) == [("lived", 10)]
    assert counted(series, SECOND) == [("lived", 10)]


def test_a_community_that_grows_slowly_is_counted_again_in_time(series):
    come(series, FIRST, "lived", *range(12))
    come(series, SECOND, "lived", *range(15))
    come(series, THIRD, "lived", *range(18))
    assert [counted(series, code)[0][1] for code in (FIRST, SECOND, THIRD)] == [10, 10, 20]


def test_meetings_with_other_people_are_counted_by_themselves(series):
    come(series, FIRST, "lived", *range(12))
    come(series, SECOND, "professional", *range(20, 40))
    assert counted(series, FIRST) == [("lived", 10)]
    assert counted(series, SECOND) == [("professional", 20)]


def test_a_meeting_outside_the_community_is_never_compared(series):
    room = Room()
    room.state.code = "EEEEEE"
    StoredRoom(series, room).save()
    come(series, FIRST, "lived", *range(12))
    assert counted(series, FIRST) == [("lived", 10)]
    assert counted(series, "EEEEEE") == []


def go(store: Store, *people: int) -> None:
    for n in people:
        assert store.attendance.erase(f"person-{n}-{'x' * 24}")


def test_entries_that_come_and_go_again_do_not_make_room_for_one_that_tells(series):
    """Five invented entries make a new count; without them, and with one real entry more, the first count holds."""
    come(series, FIRST, "lived", *range(12))
    first = counted(series, FIRST)
    come(series, FIRST, "both", *range(20, 25))
    assert counted(series, FIRST) != first
    go(series, *range(20, 25))
    come(series, FIRST, "lived", 12)
    assert counted(series, FIRST) == first
    come(series, SECOND, "lived", *range(13))
    assert counted(series, SECOND) == first


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_any_two_counts_that_differ_have_five_people_between_them(tmp_path_factory, data):
    store = open_store(tmp_path_factory.mktemp("store"))
    try:
        _try_any_counts(store, data)
    finally:
        store.close()


def _try_any_counts(store: Store, data: st.DataObject) -> None:
    community, _ = store.communities.create("Homes", 1)
    for at, code in enumerate((FIRST, SECOND)):
        assert store.add_to_community(community.id, code, at)
    there: dict[str, set[int]] = {FIRST: set(), SECOND: set()}
    # Whoever has erased their entry does not return: it would be another entry.
    erased: set[int] = set()
    published: list[tuple[frozenset[int], object]] = []
    for _ in range(data.draw(st.integers(1, 8))):
        code = data.draw(st.sampled_from((FIRST, SECOND)))
        new = data.draw(st.sets(st.integers(0, 24), max_size=8)) - there[code] - erased
        gone = data.draw(st.sets(st.integers(0, 24), max_size=8)) & (there[FIRST] | there[SECOND]) - new
        for n in sorted(new):
            come(store, code, ("lived", "professional")[n % 2], n)
        go(store, *sorted(gone))
        there[code] |= new
        erased |= gone
        there = {each: people - gone for each, people in there.items()}
        store.count_breadth(code)
        breadth = store.breadth(code)
        new_ones = all(breadth != each for _, each in published)
        if new_ones and breadth != Breadth():
            assert all(len(there[code] ^ before) >= PRIVACY_FLOOR for before, _ in published)
            published.append((frozenset(there[code]), breadth))


def test_too_few_people_have_no_numbers(series):
    come(series, FIRST, "lived", *range(PRIVACY_FLOOR - 1))
    assert counted(series, FIRST) == []
    come(series, FIRST, "lived", PRIVACY_FLOOR)
    assert counted(series, FIRST) == [("lived", 5)]


def test_reports_that_were_published_before_get_their_numbers_from_the_migration(series):
    come(series, FIRST, "lived", *range(12))
    with closing(sqlite3.connect(path_of(series))) as db:
        published = "update records set record = json_set(record, '$.published', json('true')) where kind = 'report'"
        db.execute(f"{published} and meeting = ?", (FIRST,))
        for later in ("breadth", "openings", "pictures", "owners"):
            db.execute(f"drop table {later}")
        for column in ("reply_to", "sequence"):
            db.execute(f"alter table mailings drop column {column}")
        for column in ("accent", "logo_digest", "logo_width", "logo_height", "logo", "time_zone", "running_orders"):
            db.execute(f"alter table communities drop column {column}")
        db.execute("delete from migrations where number >= ?", (schema.MIGRATIONS.index(schema._breadth) + 1,))
        db.commit()
    schema.migrate(Database(sqlite3.connect(path_of(series))))
    assert series.breadth(FIRST).kinds == [("lived", 10)]
    assert series.breadth(SECOND) is None


def test_people_who_did_not_come_are_not_counted(series):
    """The list is that of the community; a meeting counts those who say that they were there."""
    come(series, FIRST, "lived", *range(12))
    assert counted(series, SECOND) == []


def test_an_erased_entry_leaves_nothing_but_a_random_id(series):
    come(series, FIRST, "lived", *range(12))
    counted(series, FIRST)
    for n in range(12):
        assert series.attendance.erase(f"person-{n}-{'x' * 24}")
    assert counted(series, FIRST) == [("lived", 10)], "the report stays as it was sent"
    assert series.attendance.entries(FIRST) == []
