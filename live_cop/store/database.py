"""What the store needs of a database. There are two: `sqlite/` and `postgres/`.

All queries but those of leases and of the daily work are the same for both: the SQL that both know, with `?` and
`:name` for values. So every rule of what is kept, forgotten and counted stands once. Texts are compared byte by byte,
truth is 0 or 1, and two tables, `records` and `answers`, have a `rowid` that is higher for each row that is inserted.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from msgspec import Struct


class Result(Protocol):
    """What a query found."""

    @property
    def rowcount(self) -> int: ...
    def fetchone(self) -> Any: ...
    def fetchall(self) -> list[Any]: ...
    def __iter__(self) -> Iterator[Any]: ...


class Connection(Protocol):
    """A connection, on which each statement is a transaction unless it is inside one."""

    @property
    def total_changes(self) -> int:
        """How many rows were changed over this connection."""

    def execute(self, query: str, values: Sequence[Any] | Mapping[str, Any] = ..., /) -> Result: ...
    def executemany(self, query: str, rows: Iterable[Sequence[Any]], /) -> Any: ...


class Reading(Struct, frozen=True):
    """A connection that only reads everything as it is at one moment, also beside running servers, and what else of
    SQL it takes to tell sizes."""

    db: Connection
    #: How many bytes the value of a column `{}` has.
    bytes_of: str
    #: The query for the bytes that all the data takes.
    total_size: str


class Database(Protocol):
    """All methods but the first four are for the writer thread. Everything raises StoreError where the database fails,
    and rolls back where the block raises anything."""

    #: What a query ends with so that the rows that it finds stay as they are until the end of the transaction.
    lock_rows: str
    #: The same, for those of them that no other transaction holds; the others are left out.
    lock_free_rows: str
    #: Whether everything else goes on while traces are cleared, and any thread may do it.
    scrubs_beside: bool
    #: Whether traces of deleted data are still to be cleared.
    scrub_pending: bool

    def connection(self) -> AbstractContextManager[Connection]:
        """A connection for a few statements."""

    def snapshot(self) -> AbstractContextManager[Connection]:
        """A connection that reads everything as it is at one moment."""

    def transaction(self) -> AbstractContextManager[Connection]:
        """A connection in a transaction, one at a time: nobody else writes but to meetings that they own."""

    def lease_transaction(self) -> AbstractContextManager[Connection]:
        """A connection in a transaction about leases, which need not survive a loss of power."""

    def writing(self, *, alone: bool = True) -> AbstractContextManager[Connection]:
        """The connection of the writer, in a transaction. With `alone` it is one at a time, as `transaction`; without,
        only meetings that this process owns are written, and nothing may be asked about how many rows were changed."""

    def clear(self, *tables: str) -> None:
        """Some rows of these small tables were deleted: clears their traces as far as that takes no time."""

    def now_ms(self, db: Connection) -> int:
        """The time that all who use this database agree on, in UTC milliseconds."""

    def deleted(self, *, at_once: bool) -> None:
        """Something was deleted for good, and its traces are to be cleared; `at_once` as far as that takes no time."""

    def scrub_piece(self) -> bool | None:
        """Clears traces from a piece of the data: True if that was the last one, None if it is not possible now."""

    def compact(self) -> None:
        """Makes the data as small as its content. For whoever uses it alone."""

    def sort(self) -> None:
        """Writes everything anew in the order of its keys, so that places tell nothing of when it came, where the
        database allows that. All who write wait."""

    def is_being_sorted(self) -> bool:
        """Whether that is done at the moment, by this process or by another one."""

    def is_healthy(self) -> bool:
        """Whether a row can be read now, and a page written as far as the disk; never again once damage was met."""

    @property
    def damaged(self) -> bool:
        """Whether damage was met since the start. It does not heal: a backup has to be restored."""

    def close(self) -> None:
        """Ends what is under way and lets others use the data."""
