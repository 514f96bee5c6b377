"""The attendance list on disk: separate from the meeting, and erased completely."""

import sqlite3
import threading
from contextlib import closing

import pytest
from sqlite_utils import Database

from live_cop.meeting.contacts.attendance import Decider, Entry
from live_cop.store.attendance import Attended, Consent
from live_cop.store.links import hash_of
from live_cop.store.opening import open_store
from live_cop.store.sqlite import file, schema

from ..support.stores import ABOUT_THE_FILE, path_of
from .stored_room import full_state, older_file, write_without_secret

WORDS = Consent("en-1", "You may write to me.\n\nYou may name me.", "2026-11-21")
ANN = Entry(name="Ann", organisation="Shelter", email="ann@example.org", kind="lived", write=True, named=True)
BOB = Entry(name="Bob", email="bob@example.org", kind="both")
TODAY = Attended("K7M3QX", "2026-11-21")


def add(store, token, entry, owner="K7M3QX", attended=TODAY, on_paper=False):
    assert store.attendance.add(token, owner, entry, WORDS, attended, on_paper)


def on_disk(store):
    return b"".join(path.read_bytes() for path in path_of(store).parent.iterdir() if path.is_file())


def rows(store, query):
    with sqlite3.connect(path_of(store)) as db:
        return db.execute(query).fetchall()


def test_an_entry_is_stored_with_the_words_of_its_consent(store):
    add(store, "ann", ANN)
    stored_entry = store.attendance.by_token("ann")
    assert (stored_entry.entry, stored_entry.consent, stored_entry.on_paper, stored_entry.day) == (
        ANN,
        WORDS,
        False,
        "2026-11-21",
    )
    assert stored_entry.meetings == [TODAY] and stored_entry.version == 1
    assert store.attendance.by_token("") is store.attendance.by_token("other\ud800") is None


def test_only_the_hash_of_the_personal_link_is_stored(store):
    token = "a-token-that-nobody-can-guess"
    add(store, token, ANN)
    assert token.encode() not in on_disk(store) and hash_of(token).encode() in on_disk(store)


def test_an_entry_that_is_added_twice_is_stored_once(store):
    for _ in range(2):
        add(store, "ann", ANN)
    assert len(store.attendance.entries("K7M3QX")) == 1


def test_the_words_are_stored_once_for_each_version(store):
    add(store, "ann", ANN)
    add(store, "bob", BOB)
    newer = Consent("en-2", "Other words.", "2026-12-01")
    assert store.attendance.change("bob", 1, BOB, newer, None)
    assert store.attendance.by_token("ann").consent == WORDS
    assert store.attendance.by_token("bob").consent == newer
    assert len(rows(store, "select version from consent_words")) == 2


class TestChanges:
    def test_a_change_of_an_outdated_version_is_refused(self, store):
        add(store, "ann", ANN)
        assert store.attendance.change("ann", 1, BOB, WORDS, None)
        assert not store.attendance.change("ann", 1, ANN, WORDS, None), "a second tab that saw version 1"
        stored_entry = store.attendance.by_token("ann")
        assert (stored_entry.entry, stored_entry.version) == (BOB, 2)

    def test_a_change_does_not_restore_an_erased_entry(self, store):
        add(store, "ann", ANN)
        assert store.attendance.erase("ann")
        assert not store.attendance.change("ann", 1, ANN, WORDS, TODAY)
        assert store.attendance.by_token("ann") is None

    def test_of_simultaneous_changes_one_succeeds(self, store):
        add(store, "ann", ANN)
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

    def test_a_change_by_the_person_replaces_the_paper_consent(self, store):
        add(store, "ann", ANN, on_paper=True)
        assert store.attendance.by_token("ann").on_paper
        store.attendance.change("ann", 1, ANN, WORDS, None)
        assert not store.attendance.by_token("ann").on_paper


class TestMeetings:
    def test_the_day_is_that_of_the_latest_meeting_in_any_order(self, store):
        add(store, "ann", ANN)
        store.attendance.change("ann", 1, ANN, WORDS, Attended("LATER7", "2027-02-20"))
        store.attendance.change("ann", 2, ANN, WORDS, Attended("EARLY7", "2026-08-20"))
        store.attendance.change("ann", 3, ANN, WORDS, Attended("LATER7", "2027-02-20"))
        stored_entry = store.attendance.by_token("ann")
        assert stored_entry.day == "2027-02-20"
        assert [each.meeting for each in stored_entry.meetings] == ["LATER7", "K7M3QX", "EARLY7"]

    def test_a_person_who_did_not_attend_is_listed_but_not_named(self, store):
        add(store, "ann", ANN, attended=None)
        assert store.attendance.recipients("K7M3QX")
        assert store.attendance.named_in_report("K7M3QX") == []

    def test_only_people_who_agreed_are_named(self, store):
        add(store, "ann", ANN)
        add(store, "bob", BOB)
        add(store, "abe", Entry(name="abe", named=True))
        assert store.attendance.named_in_report("K7M3QX") == [("abe", ""), ("Ann", "Shelter")]


class TestListOwner:
    def test_meetings_of_one_community_share_a_list_and_others_do_not(self, store):
        (one, _), (other, _) = store.communities.create("One", 1), store.communities.create("Other", 2)
        for code in ("FIRST7", "SECND7"):
            store.add_to_community(one.id, code, 3)
        store.add_to_community(other.id, "THIRD7", 3)
        add(store, "ann", ANN, owner="FIRST7")
        for owner in ("FIRST7", "SECND7", one.id):
            assert [each.entry for each in store.attendance.entries(owner)] == [ANN]
            assert [each.email for each in store.attendance.recipients(owner)] == ["ann@example.org"]
        for owner in ("THIRD7", other.id, "K7M3QX"):
            assert store.attendance.entries(owner) == store.attendance.recipients(owner) == []

    def test_a_list_moves_to_the_community_that_its_meeting_joins(self, store):
        add(store, "ann", ANN)
        store.attendance.add_decider("K7M3QX", Decider(organisation="Council"))
        community, _ = store.communities.create("One", 1)
        other, _ = store.communities.create("Other", 1)
        assert store.add_to_community(community.id, "K7M3QX", 2) and not store.add_to_community(other.id, "K7M3QX", 3)
        assert store.attendance.by_token("ann").owner == community.id
        for owner in ("K7M3QX", community.id):
            assert len(store.attendance.entries(owner)) == len(store.attendance.deciders(owner)) == 1
        assert store.attendance.entries(other.id) == []

    def test_an_entry_of_another_list_cannot_be_removed(self, store):
        add(store, "ann", ANN)
        store.attendance.add_decider("K7M3QX", Decider(organisation="Council"))
        [entry], [decider] = store.attendance.entries("K7M3QX"), store.attendance.deciders("K7M3QX")
        assert not store.attendance.remove("OTHER7", entry.id) and not store.attendance.remove_decider(
            "OTHER7", decider.id
        )
        assert store.attendance.remove("K7M3QX", entry.id) and store.attendance.remove_decider("K7M3QX", decider.id)
        assert store.attendance.entries("K7M3QX") == store.attendance.deciders("K7M3QX") == []

    def test_a_list_has_a_maximum_size(self, store, monkeypatch):
        monkeypatch.setattr("live_cop.store.attendance.MAX_ENTRIES", 1)
        add(store, "ann", ANN)
        assert not store.attendance.add("bob", "K7M3QX", BOB, WORDS, None, False)
        assert store.attendance.add_decider("K7M3QX", Decider(name="Ann"))
        assert not store.attendance.add_decider("K7M3QX", Decider(name="Bob"))


class TestUnsubscribe:
    def test_it_withdraws_only_the_consent_to_be_written_to(self, store):
        add(store, "ann", ANN)
        add(store, "bob", Entry(email="bob@example.org", write=True))
        ann = next(each for each in store.attendance.recipients("K7M3QX") if each.name == "Ann")
        assert store.attendance.is_unsubscribe_token(
            ann.unsubscribe_token
        ) and not store.attendance.is_unsubscribe_token("other")
        for _ in range(2):
            assert store.attendance.unsubscribe(ann.unsubscribe_token)
        assert [each.email for each in store.attendance.recipients("K7M3QX")] == ["bob@example.org"]
        stored_entry = store.attendance.by_token("ann")
        assert not stored_entry.entry.write and stored_entry.entry.named and stored_entry.entry.email == ANN.email
        assert not store.attendance.unsubscribe("other")

    def test_a_page_that_was_open_before_does_not_undo_it(self, store):
        add(store, "ann", ANN)
        store.attendance.unsubscribe(store.attendance.recipients("K7M3QX")[0].unsubscribe_token)
        assert not store.attendance.change("ann", 1, ANN, WORDS, None)
        assert store.attendance.recipients("K7M3QX") == []

    def test_its_token_differs_from_the_personal_link(self, store):
        add(store, "ann", ANN)
        [ann] = store.attendance.recipients("K7M3QX")
        assert store.attendance.by_token(ann.unsubscribe_token) is None and not store.attendance.unsubscribe("ann")

    def test_no_recipient_without_consent_and_an_address(self, store):
        add(store, "bob", BOB)
        add(store, "eve", Entry(name="Eve", write=True))
        assert store.attendance.recipients("K7M3QX") == []


class TestSeparation:
    def test_nothing_shows_who_came_when(self, store):
        """No table has row ids, no time is finer than a day, and the list is in the order of its random ids."""
        for n in range(40):
            add(store, f"token {n}", Entry(name=f"Person {n:02}"))
        for table in ("attendance", "attended", "deciders"):
            with pytest.raises(sqlite3.OperationalError, match="rowid"):
                rows(store, f"select rowid from {table}")
        names = [each.entry.name for each in store.attendance.entries("K7M3QX")]
        assert names != sorted(names) and names != sorted(names, reverse=True)
        assert [row[0] for row in rows(store, "select name from attendance")] == names
        for row in rows(store, "select * from attendance"):
            assert not [value for value in row if isinstance(value, int) and value > 1], "no value can be a time"
        assert {day for (day,) in rows(store, "select day from attended")} == {"2026-11-21"}

    def test_no_table_of_the_meeting_contains_an_entry(self, store, stored):
        add(store, "ann", ANN)
        with sqlite3.connect(path_of(store)) as db:
            tables = [name for (name,) in db.execute("select name from sqlite_master where type = 'table'")]
            found = {
                table: text
                for table in tables
                if "ann@example.org" in (text := repr(db.execute(f"select * from {table}").fetchall()))
            }
        assert set(found) == {"attendance"}

    @pytest.mark.parametrize("who", ["the person", "the chair"])
    def test_an_erased_entry_is_in_no_file(self, store, stored, who):
        add(store, "ann", Entry(name="Marguerite", organisation="Lighthouse", email="m@lighthouse.example", write=True))
        add(store, "bob", BOB)
        secrets = (b"Marguerite", b"Lighthouse", b"m@lighthouse.example", hash_of("ann").encode())
        assert all(secret in on_disk(store) for secret in secrets)
        if who == "the person":
            assert store.attendance.erase("ann")
        else:
            id = store.attendance.by_token("ann").id
            assert store.attendance.remove("K7M3QX", id)
        assert [secret for secret in secrets if secret in on_disk(store)] == []
        assert store.attendance.by_token("bob").entry == BOB
        assert len(rows(store, "select * from attended")) == 1
        assert not store.attendance.erase("ann")


@ABOUT_THE_FILE
def test_a_file_without_the_list_is_migrated_and_keeps_its_data(tmp_path, room):
    with closing(file.connect(older_file(tmp_path, before=schema._attendance))) as db:
        with file.transaction(db):
            write_without_secret(db, room)
        assert "attendance" not in Database(db).table_names()
    store = open_store(tmp_path)
    assert full_state(store.load("K7M3QX").state) == full_state(room.state)
    add(store, "ann", ANN)
    store.close()
