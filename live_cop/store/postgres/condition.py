"""The condition of the database: what a look from outside can tell of its settings, its copies and its clock.

Only what every owner of a database may see is asked for. What the server hides from this user is left out.
"""

import time
from contextlib import ExitStack
from typing import Any

import psycopg
from msgspec import Struct

from .reading import connected
from .schema import WITH_WORDS

#: How often the clock is asked: the answer that came soonest is the best one.
_ASK_CLOCK = 5
#: Settings that are looked at.
_SETTINGS = (
    "server_version_num", "autovacuum", "fsync", "full_page_writes", "synchronous_commit", "synchronous_standby_names",
    "archive_mode", "log_statement", "log_min_duration_statement", "log_min_duration_sample",
    "log_parameter_max_length", "log_parameter_max_length_on_error", "log_min_error_statement",
)  # fmt: skip


class Condition(Struct, frozen=True, kw_only=True):
    """What was found. Times are UTC seconds, and 0 where there was none."""

    settings: dict[str, str]
    #: Whether something in front gives the connections of one to another, as pgbouncer in transaction mode.
    shares_connections: bool
    #: Whether it only reads, as a standby does.
    is_standby: bool
    #: Seconds by which its clock is ahead of this machine's.
    ahead: float
    #: Tables of live_cop that another user owns.
    not_owned: list[str]
    #: Bytes of the whole database.
    size: int
    #: For how many seconds the oldest transaction has kept what others have deleted since.
    oldest_reader: float
    #: Places that are kept in the log for copies that nobody fetches.
    idle_slots: list[str]
    #: Connected standbys.
    standbys: int
    archived_at: float
    archive_failed_at: float
    #: Where its files are, if it runs on this machine and tells; else "".
    folder: str

    @property
    def version(self) -> int:
        """The first number of the version, such as 15."""
        return int(self.settings["server_version_num"]) // 10_000


def examine(url: str) -> Condition:
    """Looks at the database at this address. Raises CannotOpen and StoreError."""
    with connected(url) as db:
        names = ", ".join(f"'{name}'" for name in _SETTINGS)
        settings = dict(_rows(db, f"select name, setting from pg_settings where name in ({names})"))
        tables = ", ".join(f"'{name}'" for name in WITH_WORDS)
        [[archived_at, archive_failed_at]] = _rows(
            db,
            "select coalesce(extract(epoch from last_archived_time), 0),"
            " coalesce(extract(epoch from last_failed_time), 0) from pg_stat_archiver",
        )
        return Condition(
            settings=settings,
            shares_connections=_shares_connections(url, db),
            is_standby=bool(_one(db, "select pg_is_in_recovery()")),
            ahead=_ahead(db),
            not_owned=[
                name
                for (name,) in _rows(
                    db,
                    "select relname from pg_class where relnamespace = current_schema()::regnamespace"
                    f" and relname in ({tables}) and not pg_has_role(relowner, 'USAGE') order by 1",
                )
            ],
            size=int(_one(db, "select pg_database_size(current_database())")),
            oldest_reader=float(
                _one(
                    db,
                    "select coalesce(max(extract(epoch from clock_timestamp() - began)), 0) from (select xact_start"
                    " as began from pg_stat_activity where datname = current_database() and backend_xmin is not null"
                    " union all select prepared from pg_prepared_xacts where database = current_database()) each",
                )
            ),
            idle_slots=[name for (name,) in _rows(db, "select slot_name from pg_replication_slots where not active")],
            standbys=int(_one(db, "select count(*) from pg_stat_replication")),
            archived_at=float(archived_at),
            archive_failed_at=float(archive_failed_at),
            folder=_folder(db),
        )


def _rows(db: psycopg.Connection, query: str) -> list[Any]:
    return db.execute(query.encode()).fetchall()


def _one(db: psycopg.Connection, query: str) -> Any:
    return _rows(db, query)[0][0]


def _shares_connections(url: str, db: psycopg.Connection) -> bool:
    """Whether another connection of ours gets what serves this one, while this one is open."""
    ours = {_one(db, "select pg_backend_pid()")}
    with ExitStack() as opened:
        for _ in range(2):
            other = opened.enter_context(connected(url))
            process = _one(other, "select pg_backend_pid()")
            if process in ours:
                return True
            ours.add(process)
    return False


def _ahead(db: psycopg.Connection) -> float:
    """Seconds by which the clock of the database is ahead of this machine's."""
    found = []
    for _ in range(_ASK_CLOCK):
        before = time.time()
        theirs = float(_one(db, "select extract(epoch from clock_timestamp())"))
        after = time.time()
        found.append((after - before, theirs - (before + after) / 2))
    return min(found)[1]


def _folder(db: psycopg.Connection) -> str:
    is_here = bool(_one(db, "select inet_server_addr() is null or inet_server_addr() = inet_client_addr()"))
    if not is_here:
        return ""
    try:
        return str(_one(db, "select current_setting('data_directory')"))
    except psycopg.errors.InsufficientPrivilege:
        return ""
