"""Communities, their links and their meetings."""

import hashlib
from contextlib import closing

import pytest
from sqlite_utils import Database

from live_cop.store import links
from live_cop.store.communities import StoredLogo, StoredTheme
from live_cop.store.errors import StoreError
from live_cop.store.links import Grant
from live_cop.store.opening import open_store
from live_cop.store.sqlite import file, schema

from ..support.stores import ABOUT_THE_FILE, path_of
from .stored_room import StoredRoom, full_state, older_file, write_without_secret

#: The schema of the version before communities.
BEFORE = schema.MIGRATIONS[: schema.MIGRATIONS.index(schema._communities)]


def test_a_link_opens_its_community_and_only_its_hash_is_stored(store):
    community, token = store.communities.create("Access to homes", 1)
    assert store.communities.by_token(token) == store.communities.by_id(community.id) == community
    assert (
        store.communities.by_token("")
        is store.communities.by_token("nothing\ud800")
        is store.communities.by_id("x")
        is None
    )
    data = path_of(store).read_bytes() + path_of(store).with_name(f"{path_of(store).name}-wal").read_bytes()
    assert token.encode() not in data and hashlib.sha256(token.encode()).hexdigest().encode() in data


def test_a_new_link_ends_the_old_one(store):
    community, old = store.communities.create("Access to homes", 1)
    new = store.communities.renew_link(community.id)
    assert store.communities.by_token(old) is None
    assert store.communities.by_token(new).id == community.id
    assert store.communities.by_id(community.id).key != community.key


def test_a_meeting_belongs_to_one_community(store):
    (one, _), (other, _) = store.communities.create("One", 1), store.communities.create("Other", 2)
    assert store.communities.of_meeting("K7M3QX") is None
    assert store.add_to_community(one.id, "K7M3QX", 3) and store.add_to_community(one.id, "K7M3QX", 4)
    assert not store.add_to_community(other.id, "K7M3QX", 5)
    assert store.communities.of_meeting("K7M3QX") == one.id


def test_community_meetings_have_the_requested_records(store, room):
    community, _ = store.communities.create("One", 1)
    StoredRoom(store, room).save()
    store.add_to_community(community.id, "K7M3QX", 3)
    store.add_to_community(community.id, "never-opened", 3)
    [summary] = store.communities.meetings(community.id, ("meeting", "report"))
    assert summary.code == "K7M3QX"
    assert summary.records["meeting", "meeting"] == room.state.get("meeting", "meeting")
    assert {kind for kind, _ in summary.records} == {"meeting", "report"}


@ABOUT_THE_FILE
def test_a_file_without_communities_is_migrated_and_keeps_its_data(tmp_path, room):
    with closing(file.connect(older_file(tmp_path, before=schema._communities))) as db:
        with file.transaction(db):
            write_without_secret(db, room)
            token = links.add(db, Grant("K7M3QX", "chair", "ann", 1))
        assert "communities" not in Database(db).table_names()
    store = open_store(tmp_path)
    assert full_state(store.load("K7M3QX").state) == full_state(room.state)
    assert store.links.find(token).person == "ann"
    community, _ = store.communities.create("One", 1)
    assert store.add_to_community(community.id, "K7M3QX", 2)
    store.close()


@ABOUT_THE_FILE
def test_an_older_version_does_not_open_the_newer_file(tmp_path, monkeypatch):
    open_store(tmp_path).close()
    monkeypatch.setattr(schema, "MIGRATIONS", BEFORE)
    with pytest.raises(StoreError, match="newer"):
        open_store(tmp_path)


def test_a_theme_is_in_the_row_of_its_community_and_nothing_is_left_of_a_logo_that_was_removed(store):
    (one, _), (other, _) = store.communities.create("One", 1), store.communities.create("Other", 2)
    assert (
        store.communities.theme(one.id)
        is store.communities.theme(None)
        is store.communities.theme_of_meeting("K7M3QX")
        is None
    )
    store.add_to_community(one.id, "K7M3QX", 3)
    logo = StoredLogo("0" * 64, 640, 80, b"the-bytes-of-a-logo" * 900)
    theme = StoredTheme("Homes for all", "#123456", logo)
    store.communities.set_theme(one.id, theme)
    assert store.communities.theme(one.id) == store.communities.theme_of_meeting("K7M3QX") == theme
    assert store.communities.by_id(one.id).name == "Homes for all" and store.communities.theme(other.id) is None
    assert any(logo.data[:19] in each.read_bytes() for each in path_of(store).parent.glob("live_cop.sqlite*"))
    store.communities.set_theme(one.id, StoredTheme("Homes for all", "", None))
    store.scrub()
    assert store.communities.theme(one.id) == StoredTheme("Homes for all", "", None)
    assert not any(logo.data[:19] in each.read_bytes() for each in path_of(store).parent.glob("live_cop.sqlite*"))
