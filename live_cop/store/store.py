"""The store: one SQLite file with all meetings. Other packages use this class and see no SQL.

`commit`, `scrub` and `purge` are called by the writer thread only. A commit is one transaction in WAL mode with
`synchronous=FULL`, so it is on disk when `commit` returns. All other methods open short-lived connections of their own
and may be called from any thread. Every method raises StoreError when the disk fails.
"""

import secrets
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from sqlite_utils import Database

from ..meeting.change import NoteSighting
from ..meeting.codes import CODE_ALPHABET, CODE_LENGTH
from ..meeting.contacts.breadth import Breadth
from ..meeting.state import State
from . import attendance, breadth, communities, file, links
from .attendance import Attendance
from .communities import Community, MeetingSummary
from .file import StoreError
from .links import Grant
from .lock import FolderLock, InUse
from .mailings import Mailings
from .meetings import commit, load
from .meetings.commit import Commit
from .meetings.load import Loaded
from .privacy import retention, scrub
from .privacy.retention import Expired, RetentionPolicy
from .schema import MIGRATIONS, migrate


class Store:
    """The file in `folder`, created if missing and migrated to the newest schema.

    With `exclusive` no other process may have the folder open: raises InUse where one has. Raises StoreError where the
    file cannot be used or a backup is being restored into it."""

    def __init__(self, folder: Path, *, exclusive: bool = False) -> None:
        file.make_folder(folder)
        try:
            self._lock = FolderLock(folder, exclusive=exclusive)
        except InUse:
            if exclusive:
                raise
            raise StoreError("A backup is being restored into it. Please start again when that is done.") from None
        try:
            self._open(folder)
        except BaseException:
            self._lock.release()
            raise

    def _open(self, folder: Path) -> None:
        with file.sqlite_errors():
            self.path = file.make_file(folder)
            self._writer = file.connect(self.path)
            try:
                migrate(Database(self._writer))
                #: Whether traces of deleted data are still to be cleared from the file.
                self.scrub_pending = scrub.is_dirty(self._writer)
                self.scrub()
            except BaseException:
                self._writer.close()
                raise
        #: The attendance list is separate from the meetings.
        self.attendance = Attendance(self.path)
        self.mailings = Mailings(self.path)

    def commit(self, batch: Sequence[Commit]) -> None:
        """Writes the whole batch in one transaction, or nothing at all. For the writer thread."""
        try:
            parts = list(commit.parts(batch))
            with file.transaction(self._writer):
                for rows in parts:
                    rows.write(self._writer)
            forgets, redacts = any(rows.forgotten for rows in parts), any(rows.redactions for rows in parts)
            # After a close other meetings continue: a large file is rewritten at night, and the scrub stays pending.
            if redacts or (forgets and scrub.is_small(self.path)):
                self.scrub_pending = True
                # Traces of authorship are a few bytes that cannot be searched for: then the file is always rewritten.
                self.scrub(() if forgets else [trace for rows in parts for trace in rows.traces()])
            elif forgets:
                # The log still has the pages as they were.
                scrub.checkpoint(self._writer)
        except (sqlite3.Error, UnicodeError) as error:
            # Half a surrogate pair cannot be encoded as UTF-8; any other text can be stored.
            raise StoreError(str(error)) from error

    def load(self, code: str) -> Loaded | None:
        """The meeting as it was last committed, or None."""
        with file.connection(self.path) as db:
            return load.load(db, code)

    def codes_with(self, kind: str) -> list[str]:
        """The meetings that have records of this kind. Slow: not for the live loop."""
        with file.connection(self.path) as db:
            rows = db.execute("select distinct meeting from records where kind = ? and record is not null", (kind,))
            return [code for (code,) in rows]

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
                taken = "select 1 from meetings where code = ? union select 1 from join_codes where code = ?"
                if not db.execute(taken, (code, code)).fetchone():
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
            return communities.meetings(db, id, kinds)

    def scrub(self, traces: Collection[bytes] = ()) -> None:
        """Clears the traces of deleted data, if a scrub is pending; if that fails it stays pending. For the writer
        thread. With `traces`, the file is rewritten now only if it contains one of them, and otherwise at night."""
        with suppress(sqlite3.Error, OSError):
            self.scrub_pending = self.scrub_pending and not scrub.scrub(self._writer, self.path, traces)

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
        """Deletes what has expired and returns it. For the writer thread."""
        with file.sqlite_errors():
            with file.transaction(self._writer):
                expired = retention.expired(self._writer, now, default)
                retention.delete(self._writer, expired)
                if expired:
                    scrub.mark_dirty(self._writer)
            self.scrub_pending = scrub.is_dirty(self._writer)
        self.scrub()
        return expired

    def writable(self) -> bool:
        """Whether the disk accepts a write now. Writes one page, but does not wait for the disk's own buffers."""
        try:
            with file.connection(self.path) as db:
                db.execute("pragma synchronous = normal")
                db.execute(f"pragma user_version = {len(MIGRATIONS)}")
        except StoreError:
            return False
        return True

    def close(self) -> None:
        """Moves the write-ahead log into the file, closes it and releases the folder."""
        self.scrub()
        self._checkpoint()
        self._writer.close()
        self._lock.release()

    def _checkpoint(self) -> None:
        """Moves the log into the file. If that cannot be done now, SQLite reads the log at the next start."""
        with suppress(sqlite3.Error):
            scrub.checkpoint(self._writer)
