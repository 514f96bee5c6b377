"""The tables of two versions that follow one another: the older one lives with those of the newer one, or says so."""

import re

import psycopg
import pytest

from live_cop.store.errors import CannotOpen
from live_cop.store.opening import open_store, reading
from live_cop.store.postgres import schema

from ...cli.test_move import fill
from ...meeting.room import Room
from ...support import postgres
from ..stored_room import StoredRoom, full_state

#: What the version before does not notice. What takes something away belongs into the version after the next.
ADDS = re.compile(
    r"create table |create (unique )?index|insert into|alter table \w+ add column \w+ \w+"
    r"( not null default \S+)?$"
    # Samples are no part of what is stored; the type is the one that it has.
    r"|alter table \w+ (alter (\w+) type (TEXT|bytea), alter \4 set statistics 0(, |$))+"
)

#: The other columns of texts: ids, codes, days and the server's own words.
NO_WORDS = {
    "accent", "agreed", "audience", "code", "community", "day", "digest", "entry", "epoch", "hash", "id", "key", "kind",
    "length", "logo_digest", "lost", "mailing", "media", "meeting", "message_id", "name", "note", "note_group", "owner",
    "person", "recipient", "role", "secret", "state", "stop", "text", "time_zone", "version", "zone",
}  # fmt: skip
_SAMPLED = """select table_name || '.' || column_name from pg_stats, information_schema.columns
    where schemaname = current_schema() and table_schema = schemaname and table_name = tablename
    and column_name = attname and data_type in ('text', 'bytea')"""


def test_every_migration_only_adds():
    for migration in schema.MIGRATIONS:
        for statement in migration:
            assert ADDS.match(statement), statement
    assert not any(ADDS.match(each) for each in ("drop table notes", "alter table meetings drop column code"))
    assert not ADDS.match("alter table meetings add column later bigint not null")


def test_the_database_keeps_no_samples_of_what_people_wrote(tmp_path):
    store = open_store(tmp_path, database=(database := postgres.server().new_database()))
    store.leases = None
    fill(store)
    with psycopg.connect(database, autocommit=True) as db:
        db.execute("analyze")
        found = db.execute(_SAMPLED)
        sampled = {each for (each,) in found}
    store.close()
    assert not sampled & {f"{table}.{column}" for table, columns in schema._WORDS.items() for column in columns}
    assert {each.partition(".")[2] for each in sampled} <= NO_WORDS, "is it what people wrote?"


def test_up_by_one_version_and_down_again(tmp_path, monkeypatch):
    database = postgres.server().new_database()
    older = open_store(tmp_path, database=database)
    older.leases = None
    stored = StoredRoom(older, room := Room())
    stored.save()
    newer = [*schema.MIGRATIONS, ("alter table meetings add column later bigint not null default 0",)]
    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", newer)
        with pytest.raises(CannotOpen) as refused, reading(tmp_path, database=database):
            pass
        assert refused.value.reason == "older_database"
        open_store(tmp_path, database=database).close()
        open_store(tmp_path, database=database).close()
        with reading(tmp_path, database=database) as here:
            assert here.db.execute("select later from meetings").fetchone() == (0,)
        # The one that still runs goes on.
        room.note(text="written by the version before")
        stored.save()
        other = Room()
        other.state.code = "PQRSTU"
        StoredRoom(older, other).save()
        assert full_state(older.load(room.state.code).state) == full_state(room.state)
    # It does not start again.
    for attempt in (open_store, lambda folder, database: reading(folder, database=database).__enter__()):
        with pytest.raises(CannotOpen) as refused:
            attempt(tmp_path, database=database)
        assert refused.value.reason == "newer_database"
    older.close()
