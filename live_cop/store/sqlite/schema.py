"""The tables, as numbered migrations. A released migration is never edited: every further change is a new one."""

import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing

from sqlite_utils import Database

from .. import breadth
from ..errors import CannotOpen
from ..meetings import commit
from ..privacy import traces
from . import old_history, old_pictures
from .file import transaction


def _first(db: Database) -> None:
    db.table("meetings").create(
        {"code": str, "epoch": str, "revision": int, "created_at": int}, pk="code", not_null={"epoch", "revision"}
    )
    # The present records, which a restart reads, and removed ones (record null).
    db.table("records").create(
        {
            "meeting": str,
            "kind": str,
            "id": str,
            "revision": int,
            "audience": str,
            "lost": str,
            "record": str,
        },
        pk=("meeting", "kind", "id"),
    )
    # What happened, command by command. What everyone or the chair's side may see is stored apart from what only one
    # person or the server may see, so that the second can be destroyed without the first.
    db.table("journal").create(
        {"meeting": str, "revision": int, "at": int, "name": str, "changes": str}, pk=("meeting", "revision")
    )
    db.table("private_journal").create(
        {"meeting": str, "revision": int, "place": int, "changes": str}, pk=("meeting", "revision", "place")
    )
    db.table("answers").create(
        {"meeting": str, "person": str, "command": str, "revision": int, "answer": str},
        pk=("meeting", "person", "command"),
    )
    db.table("keys").create(
        {"hash": str, "meeting": str, "role": str, "person": str, "version": int, "alive": int}, pk="hash"
    )
    db.table("roles").create({"meeting": str, "role": str, "version": int}, pk=("meeting", "role"))


def _answers_without_people(db: Database) -> None:
    """Keys answers by a hash of the command, from which nobody can read the person."""
    db.rename_table("answers", "answers_of_people")
    db.table("answers").create({"meeting": str, "key": str, "revision": int, "answer": str}, pk=("meeting", "key"))
    rows = db.query("select meeting, person, command, revision, answer from answers_of_people")
    db.table("answers").insert_all(
        {
            "meeting": row["meeting"],
            "key": commit.command_key(row["person"], row["command"]),
            "revision": row["revision"],
            "answer": row["answer"],
        }
        for row in rows
    )
    db.table("answers_of_people").drop()


def _join_codes(db: Database) -> None:
    # Replacement join codes, for meetings whose code became known to the wrong people. The newest is in the meeting.
    db.table("join_codes").create({"code": str, "meeting": str}, pk="code", not_null={"meeting"})


def _communities(db: Database) -> None:
    # `key` is the hash of the present link. The series of a meeting is in the meeting's own record.
    db.table("communities").create(
        {"id": str, "name": str, "key": str, "created_at": int}, pk="id", not_null={"name", "key"}
    )
    db.table("communities").create_index(["key"], unique=True)
    db.table("belonging").create(
        {"meeting": str, "community": str, "added_at": int}, pk="meeting", not_null={"community"}
    )
    db.table("belonging").create_index(["community"])


def _attendance(db: Database) -> None:
    # Without rowids, which would show in which order people came: the tables are ordered by their random ids.
    db.execute(
        "create table attendance (id text primary key, owner text not null, key text not null unique,"
        " stop text not null unique, name text not null, organisation text not null, email text not null,"
        " kind text not null, write integer not null, named integer not null, words text not null,"
        " agreed text not null, on_paper integer not null, day text not null, version integer not null) without rowid"
    )
    db.execute("create index attendance_of_owner on attendance (owner)")
    db.execute(
        "create table attended (entry text not null, meeting text not null, day text not null,"
        " primary key (entry, meeting)) without rowid"
    )
    db.execute("create index attended_of_meeting on attended (meeting)")
    # The exact words that people agreed to, one row for each version, with the day of the first consent.
    db.execute("create table consent_words (version text primary key, text text not null, day text not null)")
    db.execute(
        "create table deciders (id text primary key, owner text not null, name text not null, role text not null,"
        " organisation text not null, email text not null) without rowid"
    )
    db.execute("create index deciders_of_owner on deciders (owner)")


def _retention(db: Database) -> None:
    # Retention periods in days; null is the default of this server.
    db.table("communities").add_column("attendance_days", int)
    db.table("communities").add_column("wall_days", int)
    # A row here means that a scrub is pending: see privacy/traces.py.
    db.table("chores").create({"name": str}, pk="name")


def _mailings(db: Database) -> None:
    # `recipient` is an id of the attendance list or of the deciders. The address is read there when the letter is sent.
    db.execute(
        "create table mailings (id text primary key, meeting text not null, number integer not null,"
        " kind text not null, subject text not null, words text not null, length text not null, link text not null,"
        " base text not null, day text not null, unique (meeting, number)) without rowid"
    )
    db.execute(
        "create table letters (mailing text not null, recipient text not null, meeting text not null,"
        " state text not null, tries integer not null, reason text not null, message_id text not null unique,"
        " primary key (mailing, recipient)) without rowid"
    )
    db.execute("create index letters_of_meeting on letters (meeting)")


def _secrets(db: Database) -> None:
    # The key from which a meeting's ids are derived; before, they followed from revisions.
    db.table("meetings").add_column("secret", bytes)
    db.execute("update meetings set secret = randomblob(16)")


def _no_history_after_close(db: Database) -> None:
    # Where everyone saw each note, by minute, once the journals are gone. Without rowids, which would tell an order.
    db.execute(
        "create table note_sightings (meeting text not null, minute integer not null, note text not null,"
        " zone text not null, note_group text, primary key (meeting, minute, note)) without rowid"
    )
    old_history.convert(db.conn)


def _breadth(db: Database) -> None:
    # The numbers of people that a report was published with; reports that are published already get theirs now.
    db.execute("create table breadth (meeting text primary key, counted text not null) without rowid")
    for (code,) in db.execute("select code from meetings").fetchall():
        breadth.count_if_published(db.conn, code)


def _openings(db: Database) -> None:
    # How often the file was opened; see `expect_log` in check.py.
    db.execute("create table openings (number integer not null, writes integer not null)")
    db.execute("insert into openings (number, writes) select user_version, 0 from pragma_user_version")


def _shared_pictures(db: Database) -> None:
    # What pictures have in common is stored once.
    old_pictures.convert(db.conn)


def _answers_to_mailings(db: Database) -> None:
    # The address to which the answers to a mailing go.
    db.execute("alter table mailings add column reply_to text not null default ''")


def _pictures(db: Database) -> None:
    # Without rowids, which would tell in which order photographs were sent: in the order of their addresses.
    db.execute(
        "create table pictures (meeting text not null, digest text not null, media text not null, bytes blob not null,"
        " width integer not null, height integer not null, primary key (meeting, digest)) without rowid"
    )


def _themes(db: Database) -> None:
    # How a community looks, in its own row, so that it goes with the community. The accent is null until somebody has
    # saved a theme, and "" for the usual colours.
    # The picture comes last, so that nothing else of the row needs its pages.
    for column in ("accent text", "logo_digest text", "logo_width integer", "logo_height integer", "logo blob"):
        db.execute(f"alter table communities add column {column}")


def _owners(db: Database) -> None:
    # Which process owns a meeting, where several share the file: see leases.py.
    db.execute(
        "create table owners (meeting text primary key, owner text not null, fence integer not null,"
        " until integer not null) without rowid"
    )


def _time_zones(db: Database) -> None:
    # The time zone of a community, a name of the IANA database; "" while nobody has set one.
    db.execute("alter table communities add column time_zone text not null default ''")


def _sequences_of_mailings(db: Database) -> None:
    # Which change of a planned meeting a mailing tells of.
    db.execute("alter table mailings add column sequence integer not null default 0")


def _running_orders(db: Database) -> None:
    # The running orders that a community has saved, as a JSON list: few, and read only where a meeting is planned.
    db.execute("alter table communities add column running_orders text not null default '[]'")


def _unsorted_pictures(db: Database) -> None:
    # Meetings that were closed before their close noted that places tell something: see privacy/traces.py.
    if db.execute("select 1 from pictures limit 1").fetchone() is not None:
        traces.mark_unsorted(db.conn)


Migration = Callable[[Database], None]
MIGRATIONS: list[Migration] = [
    _first,
    _answers_without_people,
    _join_codes,
    _communities,
    _attendance,
    _retention,
    _mailings,
    _secrets,
    _no_history_after_close,
    _breadth,
    _openings,
    _shared_pictures,
    _answers_to_mailings,
    _pictures,
    _themes,
    _owners,
    _time_zones,
    _sequences_of_mailings,
    _running_orders,
    _unsorted_pictures,
]


def migrate(db: Database, migrations: Sequence[Migration] | None = None) -> None:
    """Migrates the file to the newest schema, in one transaction, or so far. Raises CannotOpen for a file of a newer
    live_cop."""
    migrations = MIGRATIONS if migrations is None else migrations
    with transaction(db.conn):
        done = db.table("migrations").create({"number": int, "applied_at": int}, pk="number", if_not_exists=True)
        newest = max((row["number"] for row in done.rows), default=0)
        if newest > len(migrations):
            raise CannotOpen("newer")
        for number, migration in enumerate(migrations[newest:], start=newest + 1):
            migration(db)
            done.insert({"number": number, "applied_at": time.time_ns() // 1_000_000})


def columns(number: int) -> dict[str, set[str]]:
    """The tables that a file has after so many migrations, each with its columns."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        db = Database(connection)
        migrate(db, MIGRATIONS[:number])
        return {table.name: {column.name for column in table.columns} for table in db.tables}
