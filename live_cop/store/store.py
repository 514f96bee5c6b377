"""The store: all meetings, and in doors of their own the links to them, communities, lists and mailings. Other packages
use this class and see no SQL.

`write_piece`, and what erases, scrubs or purges are called by the writer thread only. So is `commit`, except that one
of other meetings may be under way in another thread. It is one transaction, and on disk when it returns. All other
methods may be called from any thread. Every method raises StoreError when the database fails.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..meeting.change import NoteSighting
from ..meeting.codes import CODE_ALPHABET, CODE_LENGTH
from ..meeting.contacts.breadth import Breadth
from ..meeting.state import State
from . import attendance, breadth, communities, leases, pictures
from .attendance import Attendance
from .communities import Communities, MeetingSummary
from .database import Connection, Database
from .errors import StoreError
from .leases import Leases
from .links import Links
from .mailings import Mailings
from .meetings import commit, load
from .meetings.commit import Commit
from .meetings.load import Loaded
from .pictures import StoredPicture
from .privacy import retention, traces
from .privacy.retention import Expired, RetentionPolicy


class Store:
    """What is in this database. With `process`, the name of one, several processes use it, and each writes what it has
    a lease for (see leases.py)."""

    def __init__(self, database: Database, process: str = "") -> None:
        self._database = database
        #: What this process owns; None where it is the only one.
        self.leases = Leases(database, process) if process else None
        #: Meetings of which some pieces have been written, and the last one not.
        self._importing: frozenset[str] = frozenset()
        #: The attendance list is separate from the meetings.
        self.attendance = Attendance(database)
        self.mailings = Mailings(database)
        self.links = Links(database)
        self.communities = Communities(database)
        #: All whose methods others call; those of leases are called beside the event loop anyway.
        self.doors = (self, self.attendance, self.mailings, self.links, self.communities)

    @property
    def scrub_pending(self) -> bool:
        """Whether traces of deleted data are still to be cleared."""
        return self._database.scrub_pending

    @scrub_pending.setter
    def scrub_pending(self, pending: bool) -> None:
        self._database.scrub_pending = pending

    @property
    def scrubs_beside(self) -> bool:
        """Whether everything else goes on while traces are cleared, and any thread may do it."""
        return self._database.scrubs_beside

    def commit(self, batch: Sequence[Commit], fences: Mapping[str, int] | None = None) -> None:
        """Writes the whole batch in one transaction, or nothing at all. For the writer thread.

        `fences` are those of the leases on its meetings, where there are several processes. Raises Fenced if this one
        has lost any of them."""
        try:
            parts = list(commit.parts(batch))
            if len(parts) == 1 and parts[0].rewrites_history:
                # Nothing else may write to these meetings meanwhile: this process owns them, and waits for this. So no
                # transaction is needed, and a database ends one in which nothing is asked for seconds.
                with self._database.connection() as db:
                    parts[0].prepare(db)
            with self._database.writing(alone=any(rows.concerns_others for rows in parts)) as db:
                if self.leases:
                    self.leases.require(db, fences or {})
                for rows in parts:
                    rows.write(db)
                if self.leases and any(rows.rewrites_history for rows in parts):
                    self.leases.renew_held(db, fences or {})
        except UnicodeError as error:
            # Half a surrogate pair cannot be encoded as UTF-8; any other text can be stored.
            raise StoreError(str(error)) from error
        if any(rows.rewrites_history for rows in parts):
            self._database.deleted(at_once=True)

    def write_piece(self, piece: bytes) -> None:
        """Writes some rows of an imported meeting (see import_worker.py). For the writer thread."""
        rows = commit.Rows.unpacked(piece)
        with self._database.writing(alone=False) as db:
            rows.write(db)
        codes = {code for code, *_ in rows.records} | {code for code, _ in rows.pictures}
        self._importing = self._importing - codes if rows.meetings else self._importing | codes

    def write_pictures(self, code: str, found: Iterable[StoredPicture]) -> None:
        """Writes pictures of a meeting that is being imported. For the writer thread."""
        with self._database.writing(alone=False) as db:
            for picture in found:
                pictures.put(db, code, picture)
        self._importing |= {code}

    def end_import(self, code: str) -> None:
        """The meeting will not be imported: what was written of it becomes remains. For the writer thread."""
        self._importing -= {code}

    def has_meeting(self, code: str) -> bool:
        """Whether there is such a meeting."""
        with self._database.connection() as db:
            return db.execute("select 1 from meetings where code = ?", (code,)).fetchone() is not None

    def load(self, code: str) -> Loaded | None:
        """The meeting as it was last committed, or None."""
        with self._database.snapshot() as db:
            return load.load(db, code)

    def picture(self, code: str, digest: str) -> StoredPicture | None:
        """The picture of this meeting with this address, or None."""
        with self._database.connection() as db:
            return pictures.get(db, code, digest)

    def pictures_size(self, code: str) -> int:
        """Bytes of all pictures of a meeting."""
        with self._database.connection() as db:
            return pictures.size(db, code)

    def picture_media(self, code: str) -> dict[str, str]:
        """The types of all pictures and files of a meeting, by their addresses."""
        with self._database.connection() as db:
            return pictures.media(db, code)

    def answers(self, code: str, keys: Sequence[str]) -> dict[str, dict[str, Any]]:
        """Those answers to commands with these keys that are stored, also those that `load` leaves out."""
        with self._database.connection() as db:
            return load.answers(db, code, keys)

    def codes_with(self, kind: str) -> list[str]:
        """The meetings that have records of this kind, and that no process owns. It looks at each meeting, not at each
        record: a start must not wait for a file of gigabytes to be read."""
        of_kind = "select 1 from records where meeting = code and kind = ? and record is not null"
        with self._database.connection() as db:
            rows = db.execute(f"select code from meetings where exists ({of_kind})", (kind,))
            owned = self._in_force(db)
            return [code for (code,) in rows.fetchall() if code not in owned]

    def look_for_traces(self) -> None:
        """Finds out whether a process that is gone has left traces of deleted data."""
        with self._database.connection() as db:
            self.scrub_pending |= traces.is_dirty(db)

    def rebuild(self, code: str) -> State | None:
        """The meeting replayed from its journals alone, which always equals what `load` returns; or None."""
        with self._database.snapshot() as db:
            return load.rebuild(db, code)

    def note_sightings(self, code: str, revision: int) -> list[NoteSighting]:
        """The locations of all notes that everyone could see, up to a revision. Slow: not for the live loop."""
        with self._database.connection() as db:
            return load.note_sightings(db, code, revision)

    def breadth(self, code: str) -> Breadth | None:
        """The numbers of people that were counted when the report was published, or None if it never was."""
        with self._database.connection() as db:
            return breadth.read(db, code)

    def count_breadth(self, code: str) -> None:
        """Counts the people of a meeting whose report is sent, as its publication does (see breadth.py)."""
        with self._database.transaction() as db:
            breadth.count(db, code)

    def new_code(self) -> str:
        """A random meeting code that is not in use."""
        with self._database.connection() as db:
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
        with self._database.transaction() as db:
            db.execute("insert into join_codes (code, meeting) values (?, ?)", (code, meeting))
        return code

    def meeting_of(self, join_code: str) -> str | None:
        """The meeting of a code from `new_join_code`, or None."""
        with self._database.connection() as db:
            row = db.execute("select meeting from join_codes where code = ?", (join_code,)).fetchone()
        return row[0] if row else None

    def add_to_community(self, id: str, code: str, at: int) -> bool:
        """Adds a meeting and its lists to a community. Returns False if it belongs to another one already."""
        with self._database.transaction() as db:
            added = communities.add_meeting(db, id, code, at)
            if added:
                attendance.move(db, code, id)
            return added

    def summaries(self, codes: Iterable[str], kinds: Iterable[str]) -> list[MeetingSummary]:
        """Those of these meetings that there are, each with its records of these kinds, without the rest of them."""
        with self._database.snapshot() as db:
            return communities.summaries(db, codes, kinds)

    def scrub(self) -> None:
        """Clears the traces of deleted data, if a scrub is pending; if that fails it stays pending. For the writer
        thread, while nobody waits."""
        while self.scrub_pending and self.scrub_piece() is not None:
            pass

    def scrub_piece(self) -> bool | None:
        """Clears traces from a piece of the data: True if that was the last one, None if it is not possible now. For
        the writer thread."""
        return self._database.scrub_piece()

    def retention_policy(self, community: str | None, default: RetentionPolicy) -> RetentionPolicy:
        """The retention policy of a community, or outside of one (None)."""
        with self._database.connection() as db:
            return retention.policy_of(db, community, default)

    def set_retention_policy(self, community: str, policy: RetentionPolicy) -> None:
        """Sets the retention policy of a community."""
        with self._database.connection() as db:
            retention.set_policy(db, community, policy)

    def expired(self, now: int, default: RetentionPolicy) -> Expired:
        """What has reached the end of its retention period at `now` (UTC milliseconds)."""
        with self._database.connection() as db:
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
        with traces.deletion(self._database) as db:
            found = bool(retention.expired_meetings(db, now, default, code))
            if found:
                retention.delete_meeting(db, code)
            return found

    def delete_meeting(self, code: str) -> None:
        """Deletes a meeting at once. What it consisted of is left to `purge_piece`. For the writer thread."""
        with traces.deletion(self._database) as db:
            retention.delete_meeting(db, code)

    def delete_community(self, id: str) -> bool:
        """Deletes a community with its lists of people; whether it was there. Its meetings stay, and belong to none.
        For the writer thread."""
        with traces.deletion(self._database) as db:
            return retention.delete_community(db, id)

    def purge_entries(self, now: int, default: RetentionPolicy) -> int:
        """Deletes some of the attendance entries that have expired, and returns how many. For the writer thread."""
        with traces.deletion(self._database) as db:
            return retention.delete_entries(db, now, default)

    def remains(self) -> list[str]:
        """The codes of meetings that have been deleted or were never imported completely, and of which rows are left.
        Slow: not for the live loop."""
        with self._database.connection() as db:
            kept = self._importing | self._in_force(db)
            return [code for code in retention.remains(db) if code not in kept]

    def is_owned(self) -> bool:
        """Whether processes of a server own anything in it at the moment."""
        with self._database.connection() as db:
            return bool(self._in_force(db))

    def _in_force(self, db: Connection) -> set[str]:
        return leases.in_force(db, self._database.now_ms(db))

    def purge_piece(self, code: str) -> bool:
        """Deletes some of the rows that are left of a meeting; whether there may be more. For the writer thread."""
        with traces.deletion(self._database) as db:
            return retention.delete_piece(db, code)

    def compact(self) -> None:
        """Makes the data as small as its content. For whoever uses it alone: it is written anew."""
        self.scrub()
        self._database.compact()

    def is_unsorted(self) -> bool:
        """Whether pictures of closed meetings may lie in the order in which they came."""
        with self._database.connection() as db:
            return bool(traces.unsorted(db))

    def is_any_meeting_owned(self) -> bool:
        """Whether one of several processes has a meeting in its memory."""
        with self._database.connection() as db:
            return any(map(leases.is_of_a_meeting, self._in_force(db)))

    def sort(self) -> None:
        """Puts them into the order of their addresses. For the writer thread, while nobody is in a meeting: it writes
        everything anew."""
        self._database.sort()

    def is_being_sorted(self) -> bool:
        """Whether everything is being written anew at the moment: nothing can be saved until that is done."""
        return self._database.is_being_sorted()

    def is_healthy(self) -> bool:
        """Whether a row can be read now, and a page written as far as the disk; never again once damage was met."""
        return self._database.is_healthy()

    @property
    def damaged(self) -> bool:
        """Whether damage was met since the start. It does not heal: a backup has to be restored."""
        return self._database.damaged

    def close(self) -> None:
        """Ends what is under way and lets others use the data."""
        self._database.close()
