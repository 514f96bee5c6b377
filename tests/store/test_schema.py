"""The file and its migrations."""

import pytest
from sqlite_utils import Database

from live_cop.store import file, schema
from live_cop.store.file import StoreError
from live_cop.store.store import Store

from .kept import Keeper, everything

#: synchronous 2 is FULL.
PROMISED = {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1}


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
    Store(tmp_path).close()
    assert tables(tmp_path) == {
        "meetings", "records", "journal", "private_journal", "answers", "keys", "roles", "join_codes",
        "migrations", "communities", "belonging", "attendance", "attended", "consent_words", "deciders", "chores",
            "mailings", "letters",
    }  # fmt: skip


def test_a_migration_runs_once_on_what_is_there(tmp_path, room, monkeypatch):
    store = Store(tmp_path)
    Keeper(store, room).keep()
    store.close()
    monkeypatch.setattr(schema, "MIGRATIONS", [*schema.MIGRATIONS, add_a_table])
    for _ in range(2):
        store = Store(tmp_path)
        assert everything(store.load("K7M3QX").state) == everything(room.state)
        store.close()
    assert "later" in tables(tmp_path)


def test_a_migration_that_fails_leaves_the_file_as_it_was(tmp_path, room, monkeypatch):
    store = Store(tmp_path)
    Keeper(store, room).keep()
    store.close()
    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", [*schema.MIGRATIONS, fail_half_way])
        with pytest.raises(ZeroDivisionError):
            Store(tmp_path)
    assert "later" not in tables(tmp_path)
    store = Store(tmp_path)
    assert everything(store.load("K7M3QX").state) == everything(room.state)
    store.close()


def test_a_file_of_a_newer_version_is_left_alone(tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", [*schema.MIGRATIONS, add_a_table])
        Store(tmp_path).close()
    with pytest.raises(StoreError, match="newer live_cop"):
        Store(tmp_path)


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path):
    (tmp_path / file.NAME).write_text("somebody's shopping list, and not a short one either " * 50)
    before = (tmp_path / file.NAME).read_bytes()
    with pytest.raises(StoreError):
        Store(tmp_path)
    assert (tmp_path / file.NAME).read_bytes() == before


def test_the_file_is_kept_the_safe_way(store):
    """Each of these is a promise to the people in the meeting; the writer's connection and the short ones keep it."""
    with file.connection(store.path) as short:
        for db in (short, store._writer):
            assert {name: db.execute(f"pragma {name}").fetchone()[0] for name in PROMISED} == PROMISED


def test_only_the_owner_of_the_server_can_read_it(tmp_path):
    store = Store(tmp_path / "data")
    store.create_link("AAAAAA", "chair", "ann")
    for path in (tmp_path / "data", *(tmp_path / "data").iterdir()):
        assert path.stat().st_mode & 0o077 == 0, path.name
    store.close()
