"""The tables of the file and their migrations."""

import pytest
from sqlite_utils import Database

from live_cop.store.errors import StoreError
from live_cop.store.opening import open_store
from live_cop.store.pictures import StoredPicture
from live_cop.store.sqlite import file, schema

from ...support.stores import ABOUT_THE_FILE, path_of
from ..stored_room import StoredRoom, full_state

pytestmark = ABOUT_THE_FILE

#: synchronous 2 is FULL.
SETTINGS = {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1}


def tables(folder):
    db = Database(folder / file.NAME)
    names = set(db.table_names())
    db.close()
    return names


def add_a_table(db):
    db.table("later").create({"id": int}, pk="id")


def fail_half_way(db):
    add_a_table(db)
    db.execute("delete from meetings")
    raise ZeroDivisionError


def test_a_new_file_has_all_tables(tmp_path):
    open_store(tmp_path).close()
    assert tables(tmp_path) == {
        "meetings", "records", "journal", "private_journal", "answers", "keys", "roles", "pictures", "join_codes",
        "migrations", "communities", "belonging", "attendance", "attended", "consent_words", "deciders", "chores",
        "mailings", "letters", "note_sightings", "breadth", "openings", "owners",
    }  # fmt: skip


def test_a_migration_runs_once_and_keeps_the_data(tmp_path, room, monkeypatch):
    store = open_store(tmp_path)
    StoredRoom(store, room).save()
    store.close()
    monkeypatch.setattr(schema, "MIGRATIONS", [*schema.MIGRATIONS, add_a_table])
    for _ in range(2):
        store = open_store(tmp_path)
        assert full_state(store.load("K7M3QX").state) == full_state(room.state)
        store.close()
    assert "later" in tables(tmp_path)


def test_a_migration_that_fails_leaves_the_file_as_it_was(tmp_path, room, monkeypatch):
    store = open_store(tmp_path)
    StoredRoom(store, room).save()
    store.close()
    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", [*schema.MIGRATIONS, fail_half_way])
        with pytest.raises(ZeroDivisionError):
            open_store(tmp_path)
    assert "later" not in tables(tmp_path)
    store = open_store(tmp_path)
    assert full_state(store.load("K7M3QX").state) == full_state(room.state)
    store.close()


def test_a_file_of_a_newer_version_is_left_alone(tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", [*schema.MIGRATIONS, add_a_table])
        open_store(tmp_path).close()
    with pytest.raises(StoreError, match="newer"):
        open_store(tmp_path)


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path):
    (tmp_path / file.NAME).write_text("somebody's shopping list, and not a short one either " * 50)
    before = (tmp_path / file.NAME).read_bytes()
    with pytest.raises(StoreError):
        open_store(tmp_path)
    assert (tmp_path / file.NAME).read_bytes() == before


def test_every_connection_has_the_safe_settings(store):
    """The writer's connection and the short-lived ones have the settings on which durability and erasure depend."""
    with file.connection(path_of(store)) as reader:
        for db in (reader, store._database._writer):
            assert {name: db.execute(f"pragma {name}").fetchone()[0] for name in SETTINGS} == SETTINGS


def test_only_the_owner_can_read_the_files(tmp_path):
    store = open_store(tmp_path / "data")
    store.links.create("AAAAAA", "chair", "ann")
    for path in (tmp_path / "data", *(tmp_path / "data").iterdir()):
        assert path.stat().st_mode & 0o077 == 0, path.name
    store.close()


def test_a_file_with_photographs_from_before_their_order_was_hidden_is_written_anew(tmp_path, room, monkeypatch):
    """Those of meetings that were closed before would stay in the order in which they came."""
    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", schema.MIGRATIONS[: schema.MIGRATIONS.index(schema._unsorted_pictures)])
        store = open_store(tmp_path)
        StoredRoom(store, room).save()
        store.write_pictures("K7M3QX", [StoredPicture("0" * 64, "image/webp", b"a flip chart", 4, 3)])
        assert not store.is_unsorted()
        store.close()
    store = open_store(tmp_path)
    assert store.is_unsorted()
    store.sort()
    assert not store.is_unsorted()
    store.close()
