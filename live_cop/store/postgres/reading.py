"""Reading the database beside running servers, without writing anything, from whichever machine."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

import msgspec
import psycopg

from ..database import Reading
from ..errors import CannotOpen, StoreError, without_words
from . import schema
from .database import CONNECT, PostgresConnection, cannot_open, failed

_SIZE = (
    "select coalesce(sum(pg_total_relation_size(c.oid)), 0) from pg_class c"
    " where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'"
)


@contextmanager
def reading(url: str) -> Iterator[Reading]:
    """A connection to the database at this address that writes nothing, and sees it as it is at one moment, however
    long that takes. Raises CannotOpen and StoreError."""
    with connected(url) as db, db.transaction():
        db.execute("set transaction isolation level repeatable read read only")
        number = schema.newest(db)
        if number == 0:
            raise CannotOpen("no_tables")
        if number > len(schema.MIGRATIONS):
            raise CannotOpen("newer_database")
        if number < len(schema.MIGRATIONS):
            raise CannotOpen("older_database")
        yield Reading(PostgresConnection(db), "octet_length({})", _SIZE)


@contextmanager
def connected(url: str) -> Iterator[psycopg.Connection]:
    """A connection to the database at this address. Raises CannotOpen, and StoreError for what fails later."""
    try:
        opened = psycopg.connect(url, autocommit=True, **CONNECT)  # type: ignore[arg-type]
    except psycopg.Error as error:
        raise cannot_open(error) from None
    try:
        with closing(opened) as db:
            yield db
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise StoreError(without_words(error)) from error
    except psycopg.Error as error:
        raise failed(error) from error
