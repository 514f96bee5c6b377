"""The SQLite file of a server: one connection that writes, and short-lived ones for all else.

A transaction of the writer is in WAL mode with `synchronous=FULL`, so it is on disk when its block ends.
"""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sqlite_utils import Database

from .. import lock
from ..atomic_file import atomic_replacement, sidecar
from ..database import Connection
from ..errors import CannotOpen, StoreError
from ..folder import SYSTEM_REASONS, make_folder
from ..lock import SORTING, WRITER, FolderLock, InUse, NoLocks
from ..privacy import traces
from . import check, file, scrub
from .schema import migrate

#: How long traces are cleared when the server stops: nobody waits for a stop, but the system ends what takes too long.
CLOSE_SECONDS = 2.0
#: Milliseconds for which the checkpoint after an erasure waits for readers of the write-ahead log.
_CHECKPOINT_WAIT_MS = 250
#: The largest file is written anew in so many seconds.
_SORTED_WITHIN_SECONDS = 3600


class SqliteDatabase:
    """The file in `folder`, created if there was none and migrated to the newest schema; the only one that writes to
    it, or with `is_shared` one of several processes of a server.

    With `is_new` the file may be missing where there is something else of a server. With `exclusive` nobody else may
    use the folder, not even a backup: raises InUse where somebody does. Raises CannotOpen where the file cannot be
    used, where another server uses it and while a backup is being restored."""

    lock_rows = lock_free_rows = ""
    scrubs_beside = False

    def __init__(self, folder: Path, *, exclusive: bool = False, is_shared: bool = False, is_new: bool = False) -> None:
        self._locks: list[FolderLock] = []
        #: Held by the thread that uses the connection that writes.
        self._turn = threading.RLock()
        self._is_shared = is_shared
        self._is_new = is_new
        #: Whether nobody else had the file open.
        self._is_first = True
        try:
            make_folder(folder)
            self._lock(folder, exclusive)
            self._open(folder / file.NAME)
            if self._is_shared and self._is_first:
                self._locks[-1].share()
        except BaseException as error:
            self._release()
            if isinstance(error, OSError) and (reason := SYSTEM_REASONS.get(error.errno or 0)):
                raise CannotOpen(reason, folder=folder) from error
            raise

    def _lock(self, folder: Path, exclusive: bool) -> None:
        try:
            self._locks.append(FolderLock(folder, exclusive=exclusive))
            if self._is_shared:
                writer, self._is_first = lock.join(folder)
            else:
                writer = FolderLock(folder, WRITER, exclusive=True)
            self._locks.append(writer)
        except NoLocks as error:
            raise CannotOpen("no_locks", folder=folder, error=error.strerror) from error
        except InUse:
            if exclusive:
                raise
            raise CannotOpen("second_server" if self._locks else "restoring", folder=folder) from None

    def _open(self, path: Path) -> None:
        self.path = path
        is_checked = True
        if not path.exists():
            if not self._is_new:
                check.require_first_start(path)
            self._create(path)
        elif self._is_first:
            is_checked = check.require_whole(path)
        try:
            with file.sqlite_errors(path):
                self._writer = file.connect(path)
                self._prepare()
        except StoreError as error:
            if not isinstance(cause := error.__cause__, sqlite3.Error):
                raise
            raise CannotOpen(file.reason_of(cause), path=path, folder=path.parent, error=error) from cause
        if not is_checked:
            check.check_beside_the_server(path)

    def _create(self, path: Path) -> None:
        """Makes the file whole, in one step: so one that is empty, or has no tables, has been damaged."""
        with atomic_replacement(path) as new, closing(sqlite3.connect(new, isolation_level=None)) as db:
            migrate(Database(db))

    def _prepare(self) -> None:
        try:
            migrate(Database(self._writer))
            self._scrubber = scrub.Scrubber(self._writer, self.path, is_shared=self._is_shared)
            #: Whether traces of deleted data are still to be cleared from the file.
            self.scrub_pending = traces.is_dirty(self._writer)
            if self._is_first:
                # A large file is scrubbed in pieces while the server already answers.
                if scrub.is_small(self.path):
                    self._scrub()
                # What is left of leases is of processes that are gone.
                self._writer.execute("delete from owners")
                check.expect_log(self._writer, self.path)
            self._opened = self._identities()
        except BaseException:
            self._writer.close()
            raise

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """See Database."""
        with file.connection(self.path) as db:
            yield db

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """See Database."""
        with file.connection(self.path) as db:
            db.execute("begin")
            yield db

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """See Database."""
        with file.connection(self.path) as db, file.transaction(db):
            yield db

    @contextmanager
    def lease_transaction(self) -> Iterator[Connection]:
        """See Database."""
        with file.connection(self.path) as db:
            # A lease is over when the machine loses its power, and all processes with it: it need not be on the disk at
            # once. But what comes from the log into the file meanwhile must be, so it is not `off`.
            db.execute("pragma synchronous = normal")
            with file.transaction(db):
                yield db

    @contextmanager
    def writing(self, *, alone: bool = True) -> Iterator[Connection]:
        """See Database. SQLite has one writer at a time in any case."""
        with file.sqlite_errors(self.path):
            self._require_in_place()
            with self._turn, file.transaction(self._writer):
                yield self._writer

    def now_ms(self, db: Connection) -> int:
        """See Database: all are on this machine."""
        return time.time_ns() // 1_000_000

    def clear(self, *tables: str) -> None:
        """Clears erased rows from the write-ahead log too. A log that others are reading is cleared the next time."""
        with suppress(sqlite3.Error, StoreError), file.connection(self.path) as db:
            db.execute(f"pragma busy_timeout = {_CHECKPOINT_WAIT_MS}")
            db.execute("pragma wal_checkpoint(truncate)")

    def deleted(self, *, at_once: bool) -> None:
        """The log, which has all pages as they were, is emptied at once, and so are the traces in a small file. In a
        larger one they are cleared piece by piece."""
        with self._turn:
            self.scrub_pending = True
            # A scrub that is under way goes on, and the next one clears what was deleted meanwhile: if it began anew
            # each time, it would never end where something is deleted every few seconds.
            if at_once and scrub.is_small(self.path):
                self._scrubber.restart()
                self._scrub()
            elif at_once:
                self._checkpoint()

    def _scrub(self) -> None:
        while self.scrub_pending and self.scrub_piece() is not None:
            pass

    def scrub_piece(self) -> bool | None:
        """See Database."""
        with self._turn, suppress(sqlite3.Error, OSError):
            done = self._scrubber.step()
            if done:
                self.scrub_pending = traces.is_dirty(self._writer)
            return done
        return None

    def compact(self) -> None:
        """Writes the whole file anew."""
        with self._turn, file.sqlite_errors(self.path):
            file.vacuum(self._writer, self.path.parent)
            self._checkpoint()

    def sort(self) -> None:
        """See Database: a file that is written anew has its pages in the order of the keys. The log, which has all
        pages then, is emptied."""
        with file.connection(self.path) as db:
            unsorted = traces.unsorted(db)
        with self._telling_that_it_is_sorted():
            self.compact()
        with self.transaction() as db:
            traces.done(db, unsorted)

    @contextmanager
    def _telling_that_it_is_sorted(self) -> Iterator[None]:
        """Where the lock cannot be had, this is not told. That is no reason not to do it."""
        held: FolderLock | None = None
        with suppress(InUse, OSError):
            held = FolderLock(self.path.parent, SORTING, exclusive=True)
            (self.path.parent / SORTING).touch()
        try:
            yield
        finally:
            if held is not None:
                held.release()

    def is_being_sorted(self) -> bool:
        """See Database. The lock ends with the process that holds it; a disk that hangs meanwhile is one that hangs."""
        try:
            began = (self.path.parent / SORTING).stat().st_mtime
        except OSError:
            return False
        return time.time() - began < _SORTED_WITHIN_SECONDS and lock.is_held(self.path.parent, SORTING)

    def is_healthy(self) -> bool:
        """Whether a row can be read now, and a page written as far as the disk; never again once damage was met."""
        if file.is_damaged(self.path):
            return False
        try:
            self._require_in_place()
            with file.connection(self.path) as db:
                db.execute("select code, secret from meetings limit 1").fetchone()
                check.write_again(db)
        except StoreError:
            return False
        return True

    def _require_in_place(self) -> None:
        """Raises StoreError if the file or its log was moved, removed or replaced. What is written to the old one would
        be lost, and SQLite does not notice."""
        if self._identities() != self._opened:
            raise StoreError("the file was moved or replaced")

    def _identities(self) -> list[tuple[int, int] | None]:
        found: list[tuple[int, int] | None] = []
        for path in (self.path, sidecar(self.path, "-wal")):
            try:
                stat = path.stat()
                found.append((stat.st_dev, stat.st_ino))
            except OSError:
                found.append(None)
        return found

    @property
    def damaged(self) -> bool:
        """Whether damage was met since the start. It does not heal: a backup has to be restored."""
        return file.is_damaged(self.path)

    def close(self) -> None:
        """Moves the write-ahead log into the file, closes it and releases the folder. Where several processes use it,
        the last one does the first. A scrub that takes longer is finished after the next start."""
        if not self._is_shared or self._locks[-1].is_alone():
            until = time.monotonic() + CLOSE_SECONDS
            while self.scrub_pending and time.monotonic() < until and self.scrub_piece() is not None:
                pass
            self._checkpoint()
        self._writer.close()
        self._scrubber.close()
        self._release()

    def _release(self) -> None:
        for held in self._locks:
            held.release()

    def _checkpoint(self) -> None:
        """Moves the log into the file. If that cannot be done now, SQLite reads the log at the next start."""
        with suppress(sqlite3.Error):
            scrub.checkpoint(self._writer)
