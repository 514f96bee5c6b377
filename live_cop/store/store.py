"""The store: one SQLite file with all meetings. Other packages use this class and see no SQL.

`commit`, `write_piece`, and what scrubs or purges are called by the writer thread only. A commit is one transaction in
WAL mode with `synchronous=FULL`, so it is on disk when `commit` returns. All other methods open short-lived connections
of their own and may be called from any thread. Every method raises StoreError when the disk fails.
"""

import secrets
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from ..meeting.change import NoteSighting
from ..meeting.codes import CODE_ALPHABET, CODE_LENGTH
from ..meeting.contacts.breadth import Breadth
from ..meeting.state import State
from . import attendance, breadth, check, communities, file, leases, links, lock, pictures
from .atomic_file import atomic_replacement, sidecar
from .attendance import Attendance
from .communities import Community, MeetingSummary, StoredTheme
from .file import CannotOpen, StoreError
from .leases import Leases
from .links import Grant
from .lock import WRITER, FolderLock, InUse, NoLocks
from .mailings import Mailings
from .meetings import commit, load
from .meetings.commit import Commit
from .meetings.load import Loaded
from .pictures import StoredPicture
from .privacy import retention, scrub
from .privacy.retention import Expired, RetentionPolicy
from .schema import migrate

#: How long traces are cleared when the server stops: nobody waits for a stop, but the system ends what takes too long.
CLOSE_SECONDS = 2.0


class Store:
    """The file in `folder`, created if there was none and migrated to the newest schema; the only one that writes to
    it. With `process`, the name of one, all processes of a server open it, and each writes what it has a lease for (see
    leases.py).

    With `exclusive` nobody else may use the folder, not even a backup: raises InUse where somebody does. Raises
    CannotOpen where the file cannot be used, where another store is open and while a backup is being restored."""

    def __init__(self, folder: Path, *, exclusive: bool = False, process: str = "") -> None:
        self._locks: list[FolderLock] = []
        #: What this process owns; None where it is the only one.
        self.leases = Leases(folder / file.NAME, process) if process else None
        #: Whether nobody else had the file open.
        self._is_first = True
        try:
            file.make_folder(folder)
            self._lock(folder, exclusive)
            self._open(folder / file.NAME)
            if self.leases and self._is_first:
                self._locks[-1].share()
        except BaseException as error:
            self._release()
            if isinstance(error, OSError) and (reason := file.SYSTEM_REASONS.get(error.errno or 0)):
                raise CannotOpen(reason, folder=folder) from error
            raise

    def _lock(self, folder: Path, exclusive: bool) -> None:
        try:
            self._locks.append(FolderLock(folder, exclusive=exclusive))
            if self.leases:
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
        #: Meetings of which some pieces have been written, and the last one not.
        self._importing: frozenset[str] = frozenset()
        #: The attendance list is separate from the meetings.
        self.attendance = Attendance(path)
        self.mailings = Mailings(path)

    def _create(self, path: Path) -> None:
        """Makes the file whole, in one step: so one that is empty, or has no tables, has been damaged."""
        with atomic_replacement(path) as new, closing(sqlite3.connect(new, isolation_level=None)) as db:
            migrate(Database(db))

    def _prepare(self) -> None:
        try:
            migrate(Database(self._writer))
            self._scrubber = scrub.Scrubber(self._writer, self.path, is_shared=self.leases is not None)
            #: Whether traces of deleted data are still to be cleared from the file.
            self.scrub_pending = scrub.is_dirty(self._writer)
            if self._is_first:
                # A large file is scrubbed in pieces while the server already answers.
                if scrub.is_small(self.path):
                    self.scrub()
                leases.end_all(self._writer)
                check.expect_log(self._writer, self.path)
            self._opened = self._identities()
        except BaseException:
            self._writer.close()
            raise

    def commit(self, batch: Sequence[Commit], fences: Mapping[str, int] | None = None) -> None:
        """Writes the whole batch in one transaction, or nothing at all. For the writer thread.

        `fences` are those of the leases on its meetings, where there are several processes. Raises Fenced if this one
        has lost any of them."""
        try:
            with file.sqlite_errors(self.path):
                self._commit(batch, fences or {})
        except UnicodeError as error:
            # Half a surrogate pair cannot be encoded as UTF-8; any other text can be stored.
            raise StoreError(str(error)) from error

    def _commit(self, batch: Sequence[Commit], fences: Mapping[str, int]) -> None:
        self._require_in_place()
        parts = list(commit.parts(batch))
        with file.transaction(self._writer):
            if self.leases:
                self.leases.require(self._writer, fences)
            for rows in parts:
                rows.write(self._writer)
        if any(rows.forgotten or rows.redactions for rows in parts):
            self._scrub_soon()

    def write_piece(self, piece: bytes) -> None:
        """Writes some rows of an imported meeting (see import_worker.py). For the writer thread."""
        rows = commit.Rows.unpacked(piece)
        with file.sqlite_errors(self.path):
            self._require_in_place()
            with file.transaction(self._writer):
                rows.write(self._writer)
        codes = {code for code, *_ in rows.records} | {code for code, _ in rows.pictures}
        self._importing = self._importing - codes if rows.meetings else self._importing | codes

    def write_pictures(self, code: str, found: Iterable[StoredPicture]) -> None:
        """Writes pictures of a meeting that is being imported. For the writer thread."""
        with file.sqlite_errors(self.path):
            self._require_in_place()
            with file.transaction(self._writer):
                for picture in found:
                    pictures.put(self._writer, code, picture)
        self._importing |= {code}

    def end_import(self, code: str) -> None:
        """The meeting will not be imported: what was written of it becomes remains. For the writer thread."""
        self._importing -= {code}

    def has_meeting(self, code: str) -> bool:
        """Whether there is such a meeting."""
        with file.connection(self.path) as db:
            return db.execute("select 1 from meetings where code = ?", (code,)).fetchone() is not None

    def load(self, code: str) -> Loaded | None:
        """The meeting as it was last committed, or None."""
        with file.connection(self.path) as db:
            return load.load(db, code)

    def picture(self, code: str, digest: str) -> StoredPicture | None:
        """The picture of this meeting with this address, or None."""
        with file.connection(self.path) as db:
            return pictures.get(db, code, digest)

    def pictures_size(self, code: str) -> int:
        """Bytes of all pictures of a meeting."""
        with file.connection(self.path) as db:
            return pictures.size(db, code)

    def picture_media(self, code: str) -> dict[str, str]:
        """The types of all pictures and files of a meeting, by their addresses."""
        with file.connection(self.path) as db:
            return pictures.media(db, code)

    def answers(self, code: str, keys: Sequence[str]) -> dict[str, dict[str, Any]]:
        """Those answers to commands with these keys that are stored, also those that `load` leaves out."""
        with file.connection(self.path) as db:
            return load.answers(db, code, keys)

    def codes_with(self, kind: str) -> list[str]:
        """The meetings that have records of this kind, and that no process owns. It looks at each meeting, not at each
        record: a start must not wait for a file of gigabytes to be read."""
        of_kind = "select 1 from records where meeting = code and kind = ? and record is not null"
        with file.connection(self.path) as db:
            rows = db.execute(f"select code from meetings where exists ({of_kind})", (kind,))
            owned = leases.in_force(db)
            return [code for (code,) in rows if code not in owned]

    def look_for_traces(self) -> None:
        """Finds out whether a process that is gone has left traces of deleted data."""
        with file.connection(self.path) as db:
            self.scrub_pending |= scrub.is_dirty(db)

    def rebuild(self, code: str) -> State | None:
        """The meeting replayed from its journals alone, which always equals what `load` returns; or None."""
        with file.connection(self.path) as db:
            return load.rebuild(db, code)

    def note_sightings(self, code: str, revision: int) -> list[NoteSighting]:
        """The locations of all notes that everyone could see, up to a revision. Slow: not for the live loop."""
        with file.connection(self.path) as db:
            return load.note_sightings(db, code, revision)

    def breadth(self, code: str) -> Breadth | None:
        """The numbers of people that were counted when the report was published, or None if it never was."""
        with file.connection(self.path) as db:
            return breadth.read(db, code)

    def count_breadth(self, code: str) -> None:
        """Counts the people of a meeting whose report is sent, as its publication does (see breadth.py)."""
        with file.connection(self.path) as db, file.transaction(db):
            breadth.count(db, code)

    def new_code(self) -> str:
        """A random meeting code that is not in use."""
        with file.connection(self.path) as db:
            while True:
                code = "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
                taken = (
                    "select 1 from meetings where code = :code union select 1 from join_codes where code = :code"
                    " union select 1 from records where meeting = :code"
                    " union select 1 from pictures where meeting = :code"
                )
                if not db.execute(taken, {"code": code}).fetchone():
                    return code

    def new_join_code(self, meeting: str) -> str:
        """Creates another join code for a meeting. The meeting's own record says which code is in force."""
        code = self.new_code()
        with file.connection(self.path) as db, file.transaction(db):
            db.execute("insert into join_codes (code, meeting) values (?, ?)", (code, meeting))
        return code

    def meeting_of(self, join_code: str) -> str | None:
        """The meeting of a code from `new_join_code`, or None."""
        with file.connection(self.path) as db:
            row = db.execute("select meeting from join_codes where code = ?", (join_code,)).fetchone()
        return row[0] if row else None

    def create_link(self, code: str, role: str, person: str, version: int = 1) -> str:
        """Creates a link for a role of a meeting and returns its token, which cannot be read back later."""
        with file.connection(self.path) as db:
            return links.create(db, Grant(code, role, person, version))

    def find_grant(self, token: str) -> Grant | None:
        """The grant of a link's token, or None if it is unknown or revoked."""
        with file.connection(self.path) as db:
            return links.find(db, token)

    def has_link(self, code: str, role: str, version: int) -> bool:
        """Whether a role has a valid link of this version."""
        with file.connection(self.path) as db:
            return links.is_alive(db, code, role, version)

    def link_version(self, code: str, role: str) -> int:
        """The version of a role that is in force; 1 from the start."""
        with file.connection(self.path) as db:
            return links.version(db, code, role)

    def activate_link_version(self, code: str, role: str, version: int) -> None:
        """Puts a version in force. An older version than the present one changes nothing."""
        with file.connection(self.path) as db:
            links.activate(db, code, role, version)

    def revoke_links(self, code: str, role: str) -> int:
        """Revokes all links of a role; sessions continue. Returns the version for a new link."""
        with file.connection(self.path) as db:
            return links.revoke(db, code, role)

    def create_next_link(self, code: str, role: str, person: str) -> str:
        """Creates a link whose holder takes over a role, and returns its token. Until then nothing changes."""
        with file.connection(self.path) as db, file.transaction(db):
            grant = Grant(code, role, person, links.next_version(db, code, role))
            return links.create(db, grant)

    def create_community(self, name: str, at: int) -> tuple[Community, str]:
        """Creates a community at `at` (UTC milliseconds). Returns it with the token of its link."""
        with file.connection(self.path) as db:
            return communities.create(db, name, at)

    def community_of_token(self, token: str) -> Community | None:
        """The community of a link's token, or None if the token is unknown or was replaced."""
        with file.connection(self.path) as db:
            return communities.by_token(db, token)

    def community(self, id: str) -> Community | None:
        """The community with this id, or None."""
        with file.connection(self.path) as db:
            return communities.by_id(db, id)

    def community_of(self, code: str) -> str | None:
        """The id of the community that a meeting belongs to, or None."""
        with file.connection(self.path) as db:
            return communities.community_of(db, code)

    def renew_community_link(self, id: str) -> str:
        """Replaces the link and returns the new token. The old link and its sessions end at once."""
        with file.connection(self.path) as db:
            return communities.renew_link(db, id)

    def time_zone(self, community: str) -> str:
        """The time zone of a community; "" while nobody has set one."""
        with file.connection(self.path) as db:
            return communities.time_zone(db, community)

    def set_time_zone(self, community: str, name: str) -> None:
        """Sets the time zone of a community."""
        with file.connection(self.path) as db:
            communities.set_time_zone(db, community, name)

    def theme(self, community: str | None) -> StoredTheme | None:
        """The theme of a community; None while nobody has saved one, and outside of communities."""
        with file.connection(self.path) as db:
            return communities.theme(db, community) if community else None

    def theme_of_meeting(self, code: str) -> StoredTheme | None:
        """The theme of the community that a meeting belongs to, or None."""
        with file.connection(self.path) as db:
            community = communities.community_of(db, code)
            return communities.theme(db, community) if community else None

    def set_theme(self, community: str, theme: StoredTheme) -> None:
        """Saves the theme of a community; of the logo before it nothing is left. For the writer thread."""
        with self._deletion():
            communities.set_theme(self._writer, community, theme)

    def add_to_community(self, id: str, code: str, at: int) -> bool:
        """Adds a meeting and its lists to a community. Returns False if it belongs to another one already."""
        with file.connection(self.path) as db, file.transaction(db):
            added = communities.add_meeting(db, id, code, at)
            if added:
                attendance.move(db, code, id)
            return added

    def community_meetings(self, id: str, kinds: Iterable[str]) -> list[MeetingSummary]:
        """The community's meetings, oldest first, each with its records of these kinds."""
        with file.connection(self.path) as db:
            db.execute("begin")
            return communities.summaries(db, communities.meetings(db, id), kinds)

    def summaries(self, codes: Iterable[str], kinds: Iterable[str]) -> list[MeetingSummary]:
        """Those of these meetings that there are, each with its records of these kinds, without the rest of them."""
        with file.connection(self.path) as db:
            db.execute("begin")
            return communities.summaries(db, codes, kinds)

    def scrub(self) -> None:
        """Clears the traces of deleted data, if a scrub is pending; if that fails it stays pending. For the writer
        thread, while nobody waits."""
        while self.scrub_pending and self.scrub_piece() is False:
            pass

    def scrub_piece(self) -> bool | None:
        """Clears the traces from a piece of the file: True if that was the last one, None if it is not possible now.
        For the writer thread."""
        with suppress(sqlite3.Error, OSError):
            done = self._scrubber.step()
            if done:
                self.scrub_pending = False
            return done
        return None

    def _scrub_soon(self) -> None:
        """After data was deleted: the log, which has all pages as they were, is emptied at once, and so are the traces
        in a small file. In a larger one they are cleared piece by piece."""
        self.scrub_pending = True
        self._scrubber.restart()
        if scrub.is_small(self.path):
            self.scrub()
        else:
            self._checkpoint()

    def retention_policy(self, community: str | None, default: RetentionPolicy) -> RetentionPolicy:
        """The retention policy of a community, or outside of one (None)."""
        with file.connection(self.path) as db:
            return retention.policy_of(db, community, default)

    def set_retention_policy(self, community: str, policy: RetentionPolicy) -> None:
        """Sets the retention policy of a community."""
        with file.connection(self.path) as db:
            retention.set_policy(db, community, policy)

    def expired(self, now: int, default: RetentionPolicy) -> Expired:
        """What has reached the end of its retention period at `now` (UTC milliseconds)."""
        with file.connection(self.path) as db:
            return retention.expired(db, now, default)

    def purge(self, now: int, default: RetentionPolicy) -> Expired:
        """Deletes what has expired and returns it. For the writer thread, while nobody waits; a running server takes
        the same steps one by one."""
        expired = self.expired(now, default)
        for code in expired.meetings:
            self.purge_meeting(code, now, default)
        while self.purge_entries(now, default):
            pass
        for code in self.remains():
            while self.purge_piece(code):
                pass
        self.scrub()
        return expired

    def purge_meeting(self, code: str, now: int, default: RetentionPolicy) -> bool:
        """Deletes a meeting, if it has expired and nobody has reopened it meanwhile. What it consisted of is left to
        `purge_piece`. For the writer thread."""
        with self._deletion():
            found = bool(retention.expired_meetings(self._writer, now, default, code))
            if found:
                retention.delete_meeting(self._writer, code)
            return found

    def delete_meeting(self, code: str) -> None:
        """Deletes a meeting at once. What it consisted of is left to `purge_piece`. For the writer thread."""
        with self._deletion():
            retention.delete_meeting(self._writer, code)

    def delete_community(self, id: str) -> bool:
        """Deletes a community with its lists of people; whether it was there. Its meetings stay, and belong to none.
        For the writer thread."""
        with self._deletion():
            return retention.delete_community(self._writer, id)

    def purge_entries(self, now: int, default: RetentionPolicy) -> int:
        """Deletes some of the attendance entries that have expired, and returns how many. For the writer thread."""
        with self._deletion():
            return retention.delete_entries(self._writer, now, default)

    def remains(self) -> list[str]:
        """The codes of meetings that have been deleted or were never imported completely, and of which rows are left.
        Slow: not for the live loop."""
        with file.connection(self.path) as db:
            return [code for code in retention.remains(db) if code not in self._importing | leases.in_force(db)]

    def purge_piece(self, code: str) -> bool:
        """Deletes some of the rows that are left of a meeting; whether there may be more. For the writer thread."""
        with self._deletion():
            return retention.delete_piece(self._writer, code)

    @contextmanager
    def _deletion(self) -> Iterator[None]:
        """A transaction that deletes, after which the file is to be scrubbed."""
        with file.sqlite_errors(self.path):
            self._require_in_place()
            before = self._writer.total_changes
            with file.transaction(self._writer):
                yield
                deleted = self._writer.total_changes > before
                if deleted:
                    scrub.mark_dirty(self._writer)
            if deleted:
                self.scrub_pending = True
                self._scrubber.restart()

    def compact(self) -> None:
        """Makes the file as small as its content. For whoever uses the folder alone: it writes the whole file anew."""
        with file.sqlite_errors(self.path):
            self.scrub()
            self._writer.execute("vacuum")
            self._checkpoint()

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
        if self.leases is None or self._locks[-1].is_alone():
            until = time.monotonic() + CLOSE_SECONDS
            while self.scrub_pending and time.monotonic() < until and self.scrub_piece() is False:
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
