"""The attendance list on disk: apart from the meeting, and gone when it is erased."""

import sqlite3
import threading
from contextlib import closing

import pytest
from sqlite_utils import Database

from live_cop.meeting.contacts.attendance import Decider, Entry
from live_cop.store import file, schema
from live_cop.store.attendance import Attended, Consent
from live_cop.store.links import hash_of
from live_cop.store.meetings.commit import Rows
from live_cop.store.store import Store

from .kept import Keeper, everything

WORDS = Consent("en-1", "You may write to me.\n\nYou may name me.", "2026-11-21")
ANN = Entry(name="Ann", organisation="Shelter", email="ann@example.org", kind="lived", write=True, named=True)
BOB = Entry(name="Bob", email="bob@example.org", kind="both")
TODAY = Attended("K7M3QX", "2026-11-21")


def put(store, token, entry, of="K7M3QX", there=TODAY, on_paper=False):
    assert store.attendance.add(token, of, entry, WORDS, there, on_paper)


def on_disk(store):
    return b"".join(path.read_bytes() for path in store.path.parent.iterdir() if path.is_file())


def rows(store, query):
    with sqlite3.connect(store.path) as db:
        return db.execute(query).fetchall()


def test_an_entry_as_it_was_given_with_the_words_that_were_shown(store):
    put(store, "ann", ANN)
    kept = store.attendance.by_token("ann")
    assert (kept.entry, kept.consent, kept.on_paper, kept.day) == (ANN, WORDS, False, "2026-11-21")
    assert kept.meetings == [TODAY] and kept.version == 1
    assert store.attendance.by_token("") is store.attendance.by_token("other\ud800") is None


def test_only_the_hash_of_the_personal_link_is_kept(store):
    token = "a-token-that-nobody-can-guess"
    put(store, token, ANN)
    assert token.encode() not in on_disk(store) and hash_of(token).encode() in on_disk(store)


def test_a_form_sent_twice_counts_once(store):
    for _ in range(2):
        put(store, "ann", ANN)
    assert len(store.attendance.entries("K7M3QX")) == 1


def test_the_words_are_kept_once_for_each_version(store):
    put(store, "ann", ANN)
    put(store, "bob", BOB)
    newer = Consent("en-2", "Other words.", "2026-12-01")
    assert store.attendance.change("bob", 1, BOB, newer, None)
    assert store.attendance.by_token("ann").consent == WORDS
    assert store.attendance.by_token("bob").consent == newer
    assert len(rows(store, "select version from consent_words")) == 2


class TestChanges:
    def test_are_of_the_entry_as_it_was_seen(self, store):
        put(store, "ann", ANN)
        assert store.attendance.change("ann", 1, BOB, WORDS, None)
        assert not store.attendance.change("ann", 1, ANN, WORDS, None), "a second tab that saw version 1"
        kept = store.attendance.by_token("ann")
        assert (kept.entry, kept.version) == (BOB, 2)

    def test_bring_nothing_back_that_was_erased(self, store):
        put(store, "ann", ANN)
        assert store.attendance.erase("ann")
        assert not store.attendance.change("ann", 1, ANN, WORDS, TODAY)
        assert store.attendance.by_token("ann") is None

    def test_at_the_same_moment_one_wins_and_the_other_is_told(self, store):
        put(store, "ann", ANN)
        start, done = threading.Barrier(8), []

        def change(n):
            start.wait()
            done.append(store.attendance.change("ann", 1, Entry(name=f"Ann {n}"), WORDS, None))

        threads = [threading.Thread(target=change, args=(n,)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(done) == [False] * 7 + [True]
        assert store.attendance.by_token("ann").version == 2

    def test_by_oneself_are_one_s_own_word(self, store):
        put(store, "ann", ANN, on_paper=True)
        assert store.attendance.by_token("ann").on_paper
        store.attendance.change("ann", 1, ANN, WORDS, None)
        assert not store.attendance.by_token("ann").on_paper


class TestMeetings:
    def test_the_last_one_attended_counts_whatever_the_order(self, store):
        put(store, "ann", ANN)
        store.attendance.change("ann", 1, ANN, WORDS, Attended("LATER7", "2027-02-20"))
        store.attendance.change("ann", 2, ANN, WORDS, Attended("EARLY7", "2026-08-20"))
        store.attendance.change("ann", 3, ANN, WORDS, Attended("LATER7", "2027-02-20"))
        kept = store.attendance.by_token("ann")
        assert kept.day == "2027-02-20"
        assert [each.meeting for each in kept.meetings] == ["LATER7", "K7M3QX", "EARLY7"]

    def test_who_was_not_there_is_on_the_list_and_in_no_count(self, store):
        put(store, "ann", ANN, there=None)
        assert store.attendance.recipients("K7M3QX")
        assert store.attendance.named_in_report("K7M3QX") == store.attendance.backgrounds("K7M3QX") == []

    def test_only_who_ticked_it_is_named(self, store):
        put(store, "ann", ANN)
        put(store, "bob", BOB)
        put(store, "abe", Entry(name="abe", named=True))
        assert store.attendance.named_in_report("K7M3QX") == [("abe", ""), ("Ann", "Shelter")]
        assert sorted(store.attendance.backgrounds("K7M3QX")) == [("", ""), ("", "both"), ("Shelter", "lived")]


class TestWhoseList:
    def test_meetings_of_one_community_share_it_and_others_do_not(self, store):
        (one, _), (other, _) = store.create_community("One", 1), store.create_community("Other", 2)
        for code in ("FIRST7", "SECND7"):
            store.add_to_community(one.id, code, 3)
        store.add_to_community(other.id, "THIRD7", 3)
        put(store, "ann", ANN, of="FIRST7")
        for of in ("FIRST7", "SECND7", one.id):
            assert [each.entry for each in store.attendance.entries(of)] == [ANN]
            assert [each.email for each in store.attendance.recipients(of)] == ["ann@example.org"]
        for of in ("THIRD7", other.id, "K7M3QX"):
            assert store.attendance.entries(of) == store.attendance.recipients(of) == []

    def test_it_comes_along_when_the_meeting_comes_into_a_community(self, store):
        put(store, "ann", ANN)
        store.attendance.add_decider("K7M3QX", Decider(organisation="Council"))
        community, _ = store.create_community("One", 1)
        other, _ = store.create_community("Other", 1)
        assert store.add_to_community(community.id, "K7M3QX", 2) and not store.add_to_community(other.id, "K7M3QX", 3)
        assert store.attendance.by_token("ann").owner == community.id
        for of in ("K7M3QX", community.id):
            assert len(store.attendance.entries(of)) == len(store.attendance.deciders(of)) == 1
        assert store.attendance.entries(other.id) == []

    def test_an_entry_of_another_list_cannot_be_removed(self, store):
        put(store, "ann", ANN)
        store.attendance.add_decider("K7M3QX", Decider(organisation="Council"))
        [kept], [board] = store.attendance.entries("K7M3QX"), store.attendance.deciders("K7M3QX")
        assert not store.attendance.remove("OTHER7", kept.id) and not store.attendance.remove_decider(
            "OTHER7", board.id
        )
        assert store.attendance.remove("K7M3QX", kept.id) and store.attendance.remove_decider("K7M3QX", board.id)
        assert store.attendance.entries("K7M3QX") == store.attendance.deciders("K7M3QX") == []

    def test_it_is_full_some_time(self, store, monkeypatch):
        monkeypatch.setattr("live_cop.store.attendance.MOST", 1)
        put(store, "ann", ANN)
        assert not store.attendance.add("bob", "K7M3QX", BOB, WORDS, None, False)
        assert store.attendance.add_decider("K7M3QX", Decider(name="Ann"))
        assert not store.attendance.add_decider("K7M3QX", Decider(name="Bob"))


class TestNotBeingWrittenTo:
    def test_takes_the_first_tick_back_and_no_more(self, store):
        put(store, "ann", ANN)
        put(store, "bob", Entry(email="bob@example.org", write=True))
        ann = next(each for each in store.attendance.recipients("K7M3QX") if each.name == "Ann")
        assert store.attendance.is_unsubscribe_token(
            ann.unsubscribe_token
        ) and not store.attendance.is_unsubscribe_token("other")
        for _ in range(2):
            assert store.attendance.unsubscribe(ann.unsubscribe_token)
        assert [each.email for each in store.attendance.recipients("K7M3QX")] == ["bob@example.org"]
        kept = store.attendance.by_token("ann")
        assert not kept.entry.write and kept.entry.named and kept.entry.email == ANN.email
        assert not store.attendance.unsubscribe("other")

    def test_is_not_undone_by_a_page_that_was_open_before(self, store):
        put(store, "ann", ANN)
        store.attendance.unsubscribe(store.attendance.recipients("K7M3QX")[0].unsubscribe_token)
        assert not store.attendance.change("ann", 1, ANN, WORDS, None)
        assert store.attendance.recipients("K7M3QX") == []

    def test_the_link_is_another_one_than_the_personal_link(self, store):
        put(store, "ann", ANN)
        [ann] = store.attendance.recipients("K7M3QX")
        assert store.attendance.by_token(ann.unsubscribe_token) is None and not store.attendance.unsubscribe("ann")

    def test_nobody_without_the_tick_or_an_address(self, store):
        put(store, "bob", BOB)
        put(store, "eve", Entry(name="Eve", write=True))
        assert store.attendance.recipients("K7M3QX") == []


class TestApartFromTheMeeting:
    def test_nothing_tells_who_came_when(self, store):
        """No row has a number of its own, no time is finer than a day, and the order of the list is that of ids."""
        for n in range(40):
            put(store, f"token {n}", Entry(name=f"Person {n:02}"))
        for table in ("attendance", "attended", "deciders"):
            with pytest.raises(sqlite3.OperationalError, match="rowid"):
                rows(store, f"select rowid from {table}")
        names = [kept.entry.name for kept in store.attendance.entries("K7M3QX")]
        assert names != sorted(names) and names != sorted(names, reverse=True)
        assert [row[0] for row in rows(store, "select name from attendance")] == names
        for row in rows(store, "select * from attendance"):
            assert not [value for value in row if isinstance(value, int) and value > 1], "nothing that could be a time"
        assert {day for (day,) in rows(store, "select day from attended")} == {"2026-11-21"}

    def test_no_table_of_the_meeting_knows_of_it(self, store, keeper):
        put(store, "ann", ANN)
        with sqlite3.connect(store.path) as db:
            tables = [name for (name,) in db.execute("select name from sqlite_master where type = 'table'")]
            found = {
                table: text
                for table in tables
                if "ann@example.org" in (text := repr(db.execute(f"select * from {table}").fetchall()))
            }
        assert set(found) == {"attendance"}

    @pytest.mark.parametrize("who", ["oneself", "the chair"])
    def test_what_is_erased_is_in_no_file_any_more(self, store, keeper, who):
        put(store, "ann", Entry(name="Marguerite", organisation="Lighthouse", email="m@lighthouse.example", write=True))
        put(store, "bob", BOB)
        secrets = (b"Marguerite", b"Lighthouse", b"m@lighthouse.example", hash_of("ann").encode())
        assert all(secret in on_disk(store) for secret in secrets)
        if who == "oneself":
            assert store.attendance.erase("ann")
        else:
            id = store.attendance.by_token("ann").id
            assert store.attendance.remove("K7M3QX", id)
        assert [secret for secret in secrets if secret in on_disk(store)] == []
        assert store.attendance.by_token("bob").entry == BOB
        assert len(rows(store, "select * from attended")) == 1
        assert not store.attendance.erase("ann")


def test_a_file_from_before_gets_the_list_and_keeps_what_it_has(tmp_path, room, monkeypatch):
    with monkeypatch.context() as patch, closing(file.connect(file.make_file(tmp_path))) as db:
        patch.setattr(schema, "MIGRATIONS", schema.MIGRATIONS[: schema.MIGRATIONS.index(schema._attendance)])
        schema.migrate(Database(db))
        with file.transaction(db):
            Rows(Keeper(None, room).commits()).write(db)
        assert "attendance" not in Database(db).table_names()
    store = Store(tmp_path)
    assert everything(store.load("K7M3QX").state) == everything(room.state)
    put(store, "ann", ANN)
    store.close()
