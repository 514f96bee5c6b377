"""What the store promises, whatever database it is made of."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from live_cop.meeting.contacts.attendance import Decider, Entry
from live_cop.meeting.contacts.mailing import Mailing
from live_cop.meeting.safety.redaction import Redaction
from live_cop.store.attendance import Attended, Consent
from live_cop.store.communities import StoredLogo, StoredTheme
from live_cop.store.errors import StoreError
from live_cop.store.leases import Elsewhere, Fenced
from live_cop.store.mailings import StoredMailing
from live_cop.store.meetings import load
from live_cop.store.pictures import StoredPicture
from live_cop.store.postgres import database
from live_cop.store.privacy import forget
from live_cop.store.privacy.retention import DAY_MS, MEETING_COLUMNS, RetentionPolicy
from live_cop.store.store import Store

from ..meeting.room import ANN, BEN, CHAIR, Room
from ..support.stores import DATABASES, Opener
from .stored_room import StoredRoom, full_state, run_eventful_meeting

USUAL = RetentionPolicy(attendance_days=90, wall_days=365)
AGREED = Consent("en-1", "the words", "2026-11-21")


@pytest.fixture(params=DATABASES)
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opener]:
    opener = Opener(request.param, tmp_path)
    yield opener
    opener.close()


@pytest.fixture
def store(opener: Opener) -> Store:
    return opener.open()


def everything(store: Store) -> str:
    """All rows of all tables."""
    tables = [*MEETING_COLUMNS, "communities", "consent_words", "chores"]
    with store._database.connection() as db:
        return "\n".join(str(row) for table in tables for row in db.execute(f"select * from {table}"))


def assert_on_disk(store: Store, stored: StoredRoom) -> None:
    assert full_state(stored.on_disk()) == full_state(stored.state)
    assert full_state(store.rebuild(stored.state.code)) == full_state(stored.state)


def test_a_long_erasure_is_saved_where_a_database_ends_idle_transactions(opener, monkeypatch):
    """On a busy machine it takes longer to find the words in the history than a transaction may stand still."""
    monkeypatch.setattr(database, "_IDLE_MS", 1_000)
    stored = StoredRoom(opener.open(), room := Room())
    note = room.note(text="secret words")
    stored.save()
    redacted, pauses = forget._redacted, iter([1.5])

    def slowly(text: str, redaction: Redaction) -> str:
        time.sleep(next(pauses, 0))
        return redacted(text, redaction)

    monkeypatch.setattr(forget, "_redacted", slowly)
    room.do(CHAIR, "words.erase", kind="note", id=note)
    stored.save()
    assert "secret words" not in everything(stored.store)


def test_a_commit_that_takes_long_keeps_no_other_lease_from_being_renewed(opener):
    if not opener.database:
        pytest.skip("a file has one writer at a time")
    store = opener.open("0")
    own, database = store.leases, store._database
    fences = {code: own.claim(code) for code in ("K7M3QX", "QWMETY")}

    def until() -> dict[str, int]:
        with database.connection() as db:
            return dict(db.execute("select meeting, until from owners").fetchall())

    with database.writing(alone=False) as db:
        own.require(db, {"K7M3QX": fences["K7M3QX"]})
        before = until()
        assert own.renew() == fences
        after = until()
        assert after["QWMETY"] > before["QWMETY"] and after["K7M3QX"] == before["K7M3QX"]
        own.renew_held(db, {"K7M3QX": fences["K7M3QX"]})
    assert until()["K7M3QX"] > before["K7M3QX"]


def test_a_meeting_comes_back_as_it_was(store, room, monkeypatch):
    stored = StoredRoom(store, room)
    assert not store.has_meeting(room.state.code) and store.load(room.state.code) is None
    stored.save()
    # One batch with all of it, in which records change several times, and one for each command.
    run_eventful_meeting(room)
    stored.save()
    assert_on_disk(store, stored)
    first = room.note(ANN, "first")
    room.note(BEN, "second")
    room.do(ANN, "note.edit", note=first, text="first, but changed last")
    for each in stored.commits():
        store.commit([each])
    assert_on_disk(store, stored)
    loaded = store.load(room.state.code)
    assert list(loaded.answers.values())[-1]["revision"] == room.state.revision
    assert store.answers(room.state.code, [*list(loaded.answers)[:2], "unknown"]).keys() == set(
        list(loaded.answers)[:2]
    )
    monkeypatch.setattr(load, "ANSWERS_IN_MEMORY", 2)
    assert list(store.load(room.state.code).answers) == list(loaded.answers)[-2:]
    [summary] = store.summaries(["ABCDEF", room.state.code], ["zone", "meeting"])
    assert summary.version == (room.state.epoch, room.state.revision)
    assert {kind for kind, _ in summary.records} == {"zone", "meeting"}
    assert store.codes_with("note") == [room.state.code] and store.codes_with("unknown") == []
    assert store.is_healthy() and not store.damaged


def test_a_batch_is_written_whole_or_not_at_all(store, room):
    stored = StoredRoom(store, room)
    stored.save()
    before = everything(store)
    room.note(ANN, "kept")
    room.note(ANN, "twice")
    good, bad = stored.commits()
    with pytest.raises(StoreError):
        store.commit([good, replace(bad, revision=good.revision)])
    assert everything(store) == before
    store.commit([good, bad])
    assert_on_disk(store, stored)
    with pytest.raises(StoreError):
        store.commit([good])
    room.note(ANN, "half a pair")
    [half] = stored.commits()
    with pytest.raises(StoreError):
        store.commit([replace(half, name="half \ud800")])
    assert store.is_healthy()


def test_what_is_erased_is_in_no_row(store, room):
    stored = StoredRoom(store, room)
    note = room.note(ANN, "a name that must not stay")
    room.note(BEN, "what may")
    stored.save()
    room.do(ANN, "note.edit", note=note, text="changed")
    stored.save()
    assert "a name that must not stay" in everything(store)
    room.do(CHAIR, "words.erase", kind="note", id=note)
    stored.save()
    store.scrub()
    assert not store.scrub_pending
    found = everything(store)
    assert "a name that must not stay" not in found and "what may" in found
    assert_on_disk(store, stored)
    assert isinstance(room.erased[room.state.revision], Redaction)


def test_a_close_leaves_no_history(store, room):
    stored = StoredRoom(store, room)
    run_eventful_meeting(room)
    room.note(ANN, "stays")
    stored.save()
    sightings = store.note_sightings(room.state.code, room.state.revision)
    assert sightings
    before = list(store.load(room.state.code).answers)
    room.do(CHAIR, "meeting.close")
    stored.save()
    store.scrub()
    assert_on_disk(store, stored)
    found = everything(store)
    assert "a mistake" not in found and "stays" in found
    with store._database.connection() as db:
        assert db.execute("select count(*) from journal where meeting = ?", (room.state.code,)).fetchone()[0] == 1
    loaded = store.load(room.state.code)
    assert set(before) <= set(loaded.answers)
    assert {answer["revision"] for answer in loaded.answers.values()} == {room.state.revision}
    notes = set(stored.on_disk().of_kind("note"))
    assert {each.note for each in store.note_sightings(room.state.code, room.state.revision)} <= notes


def test_links_are_hashes_with_versions(store):
    token = store.links.create("K7M3QX", "chair", "ann")
    assert store.links.find(token).person == "ann" and store.links.find("\ud800") is None
    assert token not in everything(store)
    version = store.links.revoke("K7M3QX", "chair")
    assert version == 2 and store.links.find(token) is None
    newer = store.links.create("K7M3QX", "chair", "ben", version)
    assert store.links.version("K7M3QX", "chair") == 1
    for activated in (2, 1):
        store.links.activate("K7M3QX", "chair", activated)
        assert store.links.version("K7M3QX", "chair") == 2
    assert store.links.find(newer).version == 2 and store.links.has("K7M3QX", "chair", 2)
    other = store.new_join_code("K7M3QX")
    assert store.meeting_of(other) == "K7M3QX" and store.meeting_of(store.new_code()) is None


def test_communities_have_meetings_lists_and_looks(store, room):
    StoredRoom(store, room).save()
    code = room.state.code
    store.attendance.add("ann's", code, Entry(name="Ann"), AGREED, Attended(code, "2026-11-21"), False)
    one, token = store.communities.create("Homes", 1)
    other, _ = store.communities.create("Others", 2)
    assert store.communities.by_token(token) == store.communities.by_id(one.id) == one
    assert store.add_to_community(one.id, code, 5) and not store.add_to_community(other.id, code, 6)
    assert store.communities.of_meeting(code) == one.id
    assert [entry.owner for entry in store.attendance.entries(code)] == [one.id]
    assert [each.code for each in store.communities.meetings(one.id, ["meeting"])] == [code]
    assert store.communities.theme(one.id) is None
    theme = StoredTheme("Homes for all", "#005ea5", StoredLogo("0" * 64, 2, 3, b"\0PNG\xff"))
    store.communities.set_theme(one.id, theme)
    assert store.communities.theme_of_meeting(code) == theme
    assert store.communities.renew_link(one.id) != token and store.communities.by_token(token) is None
    assert store.retention_policy(one.id, USUAL) == USUAL
    store.set_retention_policy(one.id, RetentionPolicy(attendance_days=7, wall_days=30))
    assert store.retention_policy(one.id, USUAL).wall_days == 30


def test_the_list_holds_what_people_agreed_to(store):
    lists, code, token = store.attendance, "K7M3QX", "t" * 32
    entry = Entry(name="Ann", organisation="Housing", email="ann@example.org", kind="lived", write=True, named=True)
    assert lists.add(token, code, entry, AGREED, Attended(code, "2026-11-21"), False)
    assert lists.add(token, code, entry, AGREED, None, False)
    found = lists.by_token(token)
    assert (found.entry, found.consent, found.on_paper, found.version) == (entry, AGREED, False, 1)
    assert [each.email for each in lists.recipients(code)] == ["ann@example.org"]
    assert lists.named_in_report(code) == [("Ann", "Housing")]
    assert not lists.change(token, 7, entry, AGREED, None)
    assert lists.change(token, 1, entry, AGREED, Attended("ACDEFG", "2026-11-01"))
    assert lists.by_token(token).day == "2026-11-21"
    [recipient] = lists.recipients(code)
    assert lists.is_unsubscribe_token(recipient.unsubscribe_token) and lists.unsubscribe(recipient.unsubscribe_token)
    assert lists.recipients(code) == [] and not lists.unsubscribe("unknown")
    lists.add_decider(code, Decider(name="Dee", role="head", organisation="Council", email="dee@example.org"))
    [decider] = lists.deciders(code)
    assert lists.remove_decider(code, decider.id) and not lists.remove_decider(code, decider.id)
    assert not lists.remove(code, "unknown") and lists.erase(token) and not lists.erase(token)
    assert "Ann" not in everything(store) and "Dee" not in everything(store)


def test_no_letter_is_sent_twice(store):
    mailings = store.mailings
    stored = StoredMailing("m1", "K7M3QX", "https://x", "2026-11-21", Mailing("report", "Ours", "words"))
    assert not mailings.add(stored, ["ann", "ben"], "example.org", 1)
    assert mailings.add(stored, ["ann", "ben"], "example.org", 0) and mailings.add(stored, ["cleo"], "example.org", 0)
    assert mailings.get("m1") == stored and mailings.count("K7M3QX") == 1
    ann, ben = mailings.waiting_letters()
    assert mailings.mark_sending(ann) and not mailings.mark_sending(ann)
    mailings.record_result(ann, "sent")
    assert mailings.mark_sending(ben)
    mailings.mark_interrupted()
    assert [letter.state for letter in mailings.letters("m1")] == ["sent", "unsure"]
    mailings.retry_letter("m1", "ben")
    mailings.stop("m1")
    assert mailings.recipients_so_far("K7M3QX", "report") == {"ann"}


def test_what_has_expired_is_deleted_and_nothing_else(store):
    kept, gone = Room(), Room()
    gone.state.code = "ACDEFG"
    gone.note(ANN, "what was said")
    for each in (kept, gone):
        StoredRoom(store, each).save()
    store.attendance.add("t", "ACDEFG", Entry(name="Ann"), AGREED, Attended("ACDEFG", "2026-11-21"), False)
    late = gone.now + 365 * DAY_MS
    assert store.purge(gone.now, USUAL) == store.expired(gone.now, USUAL)
    community, _ = store.communities.create("Homes", 1)
    store.add_to_community(community.id, kept.state.code, 1)
    store.set_retention_policy(community.id, RetentionPolicy(attendance_days=3650, wall_days=3650))
    assert store.expired(late, USUAL).meetings == ["ACDEFG"]
    assert store.purge_meeting("ACDEFG", late, USUAL) and not store.purge_meeting("ACDEFG", late, USUAL)
    assert store.remains() == ["ACDEFG"]
    store.purge(late, USUAL)
    assert store.remains() == [] and not store.scrub_pending
    found = everything(store)
    assert "what was said" not in found and "ACDEFG" not in found and store.load(kept.state.code)


def test_pictures_are_kept_once(store):
    picture = StoredPicture("0" * 64, "image/webp", b"\0picture\xff", 4, 3)
    store.write_pictures("K7M3QX", [picture, picture])
    assert store.picture("K7M3QX", picture.digest) == picture
    assert (store.pictures_size("K7M3QX"), store.picture_media("K7M3QX")) == (9, {picture.digest: "image/webp"})
    assert store.remains() == []
    store.end_import("K7M3QX")
    assert store.remains() == ["K7M3QX"]


def test_the_owner_alone_writes(opener, room):
    one, other = opener.open("0"), opener.open("1")
    code, stored = room.state.code, StoredRoom(one, room)
    fence = one.leases.claim(code)
    one.commit(stored.commits(), {code: fence})
    with pytest.raises(Elsewhere) as elsewhere:
        other.leases.claim(code)
    assert elsewhere.value.owner == "0"
    assert one.leases.renew() == {code: fence} and other.codes_with("meeting") == []
    one.leases.give_back({code: fence})
    taken = other.leases.claim(code)
    assert taken == fence + 1 and one.leases.renew() == {}
    before = everything(one)
    room.note(ANN, "too late")
    late = stored.commits()
    with pytest.raises(Fenced):
        one.commit(late, {code: fence})
    assert everything(one) == before
    other.commit(late, {code: taken})
    assert_on_disk(one, stored)


def test_a_lease_is_not_taken_in_the_middle_of_a_commit(opener, room):
    """The owner has stood still for longer than its lease: whoever takes it over finds all of its commit, or none."""
    one, other = opener.open("0"), opener.open("1")
    code = room.state.code
    fence = one.leases.claim(code)
    order: list[str] = []
    with one._database.writing() as db:
        one.leases.require(db, {code: fence})
        db.execute("select 1").fetchone()
        now_ms = other._database.now_ms
        other._database.now_ms = lambda db: now_ms(db) + 60_000  # type: ignore[method-assign]
        taking = threading.Thread(target=lambda: (other.leases.claim(code), order.append("taken")))
        taking.start()
        taking.join(0.3)
        order.append("committed")
    taking.join()
    assert order == ["committed", "taken"]
