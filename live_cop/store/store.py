"""The door of this room: one SQLite file with all meetings.

`commit` is called by one writer thread only and is one transaction: WAL with `synchronous=FULL`, so what it returned
for is on disk. Everything else uses short connections of its own and may be called from anywhere. Every method raises
StoreError when the disk fails it.
"""

import secrets
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from sqlite_utils import Database

from ..meeting.change import NoteSighting
from ..meeting.codes import CODE_ALPHABET, CODE_LENGTH
from ..meeting.state import State
from . import attendance, communities, file, links
from .attendance import Attendance
from .communities import Community, MeetingSummary
from .file import StoreError
from .links import Grant
from .lock import FolderLock, InUse
from .mailings import Mailings
from .meetings import load
from .meetings.commit import Commit, Rows
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
            self._hold = FolderLock(folder, exclusive=exclusive)
        except InUse:
            if exclusive:
                raise
            raise StoreError("A backup is being restored into it. Please start again when that is done.") from None
        try:
            self._open(folder)
        except BaseException:
            self._hold.release()
            raise

    def _open(self, folder: Path) -> None:
        with file.sqlite_errors():
            self.path = file.make_file(folder)
            self._writer = file.connect(self.path)
            try:
                migrate(Database(self._writer))
                #: Whether traces of what was deleted are to be cleared as soon as that can be.
                self.scrub_pending = scrub.is_dirty(self._writer)
                self.scrub()
            except BaseException:
                self._writer.close()
                raise
        #: The attendance list has a door of its own, for it stands apart from the meetings.
        self.attendance = Attendance(self.path)
        self.mailings = Mailings(self.path)

    def commit(self, batch: Sequence[Commit]) -> None:
        """Keeps all of the batch, or nothing of it. For the writer thread."""
        try:
            rows = Rows(batch)
            with file.transaction(self._writer):
                rows.write(self._writer)
            # After a close of one meeting the others go on: a large file waits for the night, what is owed is written.
            if rows.erased or (rows.forgotten and scrub.is_quick(self.path)):
                self.scrub_pending = True
                # What was somebody's own may be left in copies that nobody could look for; they are few bytes.
                self.scrub(() if rows.forgotten else rows.traces())
        except (sqlite3.Error, UnicodeError) as error:
            # Half a surrogate pair is no text and cannot be kept; it is the only thing that cannot.
            raise StoreError(str(error)) from error

    def load(self, code: str) -> Loaded | None:
        """The meeting as it was last committed, or None."""
        with file.connection(self.path) as db:
            return load.load(db, code)

    def rebuild(self, code: str) -> State | None:
        """The meeting played again from its journals alone: always what `load` finds."""
        with file.connection(self.path) as db:
            return load.rebuild(db, code)

    def note_sightings(self, code: str, revision: int) -> list[NoteSighting]:
        """How the notes that everyone sees came to where they were at a revision. Reads much: not for the live loop."""
        with file.connection(self.path) as db:
            return load.note_sightings(db, code, revision)

    def new_code(self) -> str:
        """A meeting code that no meeting has."""
        with file.connection(self.path) as db:
            while True:
                code = "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
                taken = "select 1 from meetings where code = ? union select 1 from join_codes where code = ?"
                if not db.execute(taken, (code, code)).fetchone():
                    return code

    def new_join_code(self, meeting: str) -> str:
        """One more code that leads to a meeting. Whether it is the one in force, the meeting itself knows."""
        code = self.new_code()
        with file.connection(self.path) as db, file.transaction(db):
            db.execute("insert into join_codes (code, meeting) values (?, ?)", (code, meeting))
        return code

    def meeting_of(self, join_code: str) -> str | None:
        """The meeting that such a further code was made for, or None."""
        with file.connection(self.path) as db:
            row = db.execute("select meeting from join_codes where code = ?", (join_code,)).fetchone()
        return row[0] if row else None

    def create_link(self, code: str, role: str, person: str, version: int = 1) -> str:
        """A new link token for a role of a meeting. It cannot be read back later."""
        with file.connection(self.path) as db:
            return links.mint(db, Grant(code, role, person, version))

    def find_grant(self, token: str) -> Grant | None:
        """What a link's token stands for, or None for one that never was or is dead."""
        with file.connection(self.path) as db:
            return links.find(db, token)

    def has_link(self, code: str, role: str, version: int) -> bool:
        """Whether a role has a link of this version that works."""
        with file.connection(self.path) as db:
            return links.alive(db, code, role, version)

    def link_version(self, code: str, role: str) -> int:
        """The version of a role that is in force; 1 from the start."""
        with file.connection(self.path) as db:
            return links.version(db, code, role)

    def activate_link_version(self, code: str, role: str, version: int) -> None:
        """Puts a version in force; it never goes back to an older one."""
        with file.connection(self.path) as db:
            links.activate(db, code, role, version)

    def retire_links(self, code: str, role: str) -> int:
        """Kills all links of a role; sessions go on. Answers the version that a new link should have."""
        with file.connection(self.path) as db:
            return links.retire(db, code, role)

    def create_community(self, name: str, at: int) -> tuple[Community, str]:
        """A new community, and the token of its link. It cannot be read back later."""
        with file.connection(self.path) as db:
            return communities.make(db, name, at)

    def community_of_token(self, token: str) -> Community | None:
        """The community that a link opens, or None for one that never was or is dead."""
        with file.connection(self.path) as db:
            return communities.by_token(db, token)

    def community(self, id: str) -> Community | None:
        """The community with this id, or None."""
        with file.connection(self.path) as db:
            return communities.by_id(db, id)

    def community_of(self, code: str) -> str | None:
        """The id of the community that a meeting belongs to, or None."""
        with file.connection(self.path) as db:
            return communities.belongs(db, code)

    def renew_community_link(self, id: str) -> str:
        """The token of a new link; the old one is dead at once, and so is what it let in."""
        with file.connection(self.path) as db:
            return communities.renew(db, id)

    def add_to_community(self, id: str, code: str, at: int) -> bool:
        """Puts a meeting into a community, with its lists. Answers False for one that belongs to another already."""
        with file.connection(self.path) as db, file.transaction(db):
            joined = communities.add(db, id, code, at)
            if joined:
                attendance.move(db, code, id)
            return joined

    def community_meetings(self, id: str, kinds: Iterable[str]) -> list[MeetingSummary]:
        """The community's meetings, the oldest first, each with its records of these kinds."""
        with file.connection(self.path) as db:
            return communities.meetings(db, id, kinds)

    def scrub(self, traces: Collection[bytes] = ()) -> None:
        """Leaves no trace in the file of what was deleted; what cannot be done now is owed. For the writer thread.
        With `traces`, what is known to be left is cleared now, and the rest at night."""
        with suppress(sqlite3.Error, OSError):
            self.scrub_pending = self.scrub_pending and not scrub.scrub(self._writer, self.path, traces)

    def retention_policy(self, community: str | None, usual: RetentionPolicy) -> RetentionPolicy:
        """For how long things are kept in this community, or outside of one."""
        with file.connection(self.path) as db:
            return retention.policy_of(db, community, usual)

    def set_retention_policy(self, community: str, keep: RetentionPolicy) -> None:
        """From now on things are kept for so long in this community."""
        with file.connection(self.path) as db:
            retention.set_policy(db, community, keep)

    def expired(self, now: int, usual: RetentionPolicy) -> Expired:
        """What has been kept for long enough."""
        with file.connection(self.path) as db:
            return retention.expired(db, now, usual)

    def purge(self, now: int, usual: RetentionPolicy) -> Expired:
        """Deletes what has been kept for long enough, and answers what that was. For the writer thread."""
        with file.sqlite_errors():
            with file.transaction(self._writer):
                past = retention.expired(self._writer, now, usual)
                retention.forget(self._writer, past)
                if past:
                    scrub.mark_dirty(self._writer)
            self.scrub_pending = scrub.is_dirty(self._writer)
        self.scrub()
        return past

    def writable(self) -> bool:
        """Whether a write goes through now. It really writes one page, but does not wait for the disk's own buffers."""
        try:
            with file.connection(self.path) as db:
                db.execute("pragma synchronous = normal")
                db.execute(f"pragma user_version = {len(MIGRATIONS)}")
        except StoreError:
            return False
        return True

    def close(self) -> None:
        """Folds the write-ahead log into the file and lets go of it."""
        self.scrub()
        self._fold()
        self._writer.close()
        self._hold.release()

    def _fold(self) -> None:
        """Folds the log into the file and empties it. What cannot be folded in now is read from it the next time."""
        with suppress(sqlite3.Error):
            scrub.fold(self._writer)
