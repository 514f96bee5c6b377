"""Communities: a name, a link that cannot be guessed, and the meetings that belong to it.

As with the links of a meeting, only the hash of the token is stored. A community has one link at a time. It gives
access to the community, and a new link ends both the old one and the sessions that it opened.
"""

import secrets
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec

from ..meeting.agenda.running_orders import RunningOrder
from ..meeting.records.base import Record
from . import codec
from .database import Connection, Database
from .links import hash_of
from .privacy.traces import deletion


class Community(NamedTuple):
    """A community; `key` is the hash of its present link."""

    id: str
    name: str
    key: str


class StoredLogo(NamedTuple):
    """A logo: its address by content (SHA-256), its size in pixels, and its bytes, a PNG file."""

    digest: str
    width: int
    height: int
    data: bytes


class StoredTheme(NamedTuple):
    """How a community looks: its name, its accent colour (#rrggbb, or "" for the usual ones), and its logo."""

    name: str
    accent: str
    logo: StoredLogo | None


class SavedOrder(NamedTuple):
    """A running order that a community has saved under a name."""

    id: str
    name: str
    order: RunningOrder


class MeetingSummary(NamedTuple):
    """A meeting as it is on disk: when it was created, its last revision (`version`, with the epoch), and some of its
    records, by (kind, id)."""

    code: str
    created_at: int
    version: tuple[str, int]
    records: Mapping[tuple[str, str], Record]


class Communities:
    """All communities. Every method raises StoreError where the database fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, name: str, at: int) -> tuple[Community, str]:
        """Creates a community at `at` (UTC milliseconds). Returns it with the token of its link, which cannot be read
        back later."""
        token = secrets.token_urlsafe(24)
        community = Community(secrets.token_hex(6), name, hash_of(token))
        with self._database.connection() as db:
            db.execute("insert into communities (id, name, key, created_at) values (?, ?, ?, ?)", (*community, at))
        return community, token

    def by_token(self, token: str) -> Community | None:
        """The community of a link's token, or None if the token is unknown or was replaced."""
        with self._database.connection() as db:
            row = db.execute("select id, name, key from communities where key = ?", (hash_of(token),)).fetchone()
        return Community(*row) if row else None

    def by_id(self, id: str) -> Community | None:
        """The community with this id, or None."""
        with self._database.connection() as db:
            row = db.execute("select id, name, key from communities where id = ?", (id,)).fetchone()
        return Community(*row) if row else None

    def of_meeting(self, code: str) -> str | None:
        """The id of the community that a meeting belongs to, or None."""
        with self._database.connection() as db:
            return community_of(db, code)

    def meetings(self, id: str, kinds: Iterable[str]) -> list[MeetingSummary]:
        """The community's meetings, oldest first, each with its records of these kinds."""
        with self._database.snapshot() as db:
            rows = db.execute(
                "select b.meeting from belonging b join meetings m on m.code = b.meeting where b.community = ?"
                " order by m.created_at, m.code",
                (id,),
            )
            return summaries(db, [code for (code,) in rows.fetchall()], kinds)

    def renew_link(self, id: str) -> str:
        """Replaces the link and returns the new token. The old link and its sessions end at once."""
        token = secrets.token_urlsafe(24)
        with self._database.connection() as db:
            db.execute("update communities set key = ? where id = ?", (hash_of(token), id))
        return token

    def theme(self, id: str | None) -> StoredTheme | None:
        """The theme of a community; None while nobody has saved one, and outside of communities."""
        with self._database.connection() as db:
            return _theme(db, id) if id else None

    def theme_of_meeting(self, code: str) -> StoredTheme | None:
        """The theme of the community that a meeting belongs to, or None."""
        with self._database.connection() as db:
            id = community_of(db, code)
            return _theme(db, id) if id else None

    def set_theme(self, id: str, theme: StoredTheme) -> None:
        """Saves the theme of a community, its name included; of the logo before it nothing is left. For the writer
        thread."""
        logo = theme.logo or (None, None, None, None)
        with deletion(self._database) as db:
            db.execute(
                "update communities set name = ?, accent = ?, logo_digest = ?, logo_width = ?, logo_height = ?,"
                " logo = ? where id = ?",
                (theme.name, theme.accent, *logo, id),
            )

    def time_zone(self, id: str) -> str:
        """The time zone of a community, a name of the IANA database; "" while nobody has set one."""
        with self._database.connection() as db:
            row = db.execute("select time_zone from communities where id = ?", (id,)).fetchone()
        return row[0] if row else ""

    def set_time_zone(self, id: str, name: str) -> None:
        """Sets the time zone of a community."""
        with self._database.connection() as db:
            db.execute("update communities set time_zone = ? where id = ?", (name, id))

    def running_orders(self, id: str) -> list[SavedOrder]:
        """The running orders that a community has saved, in the order in which they were."""
        with self._database.connection() as db:
            return _running_orders(db, id)

    def save_running_order(self, id: str, name: str, order: RunningOrder, most: int) -> bool:
        """Saves a running order, in place of one with the same name, whose words are cleared from the file. Returns
        False if there are `most` of them. For the writer thread."""
        with deletion(self._database) as db:
            found = _running_orders(db, id)
            same = next((each for each in found if each.name == name), None)
            if same is None and len(found) >= most:
                return False
            new = SavedOrder(same.id if same else secrets.token_hex(4), name, order)
            _set_running_orders(db, id, [*(each for each in found if each.id != new.id), new])
            return True

    def delete_running_order(self, id: str, order: str) -> None:
        """Deletes a running order of a community; its words are cleared from the file. For the writer thread."""
        with deletion(self._database) as db:
            _set_running_orders(db, id, [each for each in _running_orders(db, id) if each.id != order])


def community_of(db: Connection, meeting: str) -> str | None:
    """The id of the community that a meeting belongs to, or None."""
    row = db.execute("select community from belonging where meeting = ?", (meeting,)).fetchone()
    return row[0] if row else None


def add_meeting(db: Connection, id: str, meeting: str, at: int) -> bool:
    """Adds a meeting to a community, inside a transaction. Returns False if it belongs to another one already."""
    db.execute(
        "insert into belonging (meeting, community, added_at) values (?, ?, ?) on conflict (meeting) do nothing",
        (meeting, id, at),
    )
    return community_of(db, meeting) == id


def summaries(db: Connection, codes: Iterable[str], kinds: Iterable[str]) -> list[MeetingSummary]:
    """Those of these meetings that there are, each with its records of these kinds. Inside a transaction."""
    kinds = list(kinds)
    marks = ", ".join("?" * len(kinds))
    found = []
    for code in codes:
        row = db.execute("select created_at, epoch, revision from meetings where code = ?", (code,)).fetchone()
        if row is None:
            continue
        rows = db.execute(
            f"select kind, id, record from records where meeting = ? and record is not null and kind in ({marks})",
            (code, *kinds),
        ).fetchall()
        records = {(kind, rid): codec.decode_record(kind, text) for kind, rid, text in rows}
        present = {key: record for key, record in records.items() if record is not None}
        found.append(MeetingSummary(code, row[0], (row[1], row[2]), present))
    return found


def _theme(db: Connection, id: str) -> StoredTheme | None:
    row = db.execute(
        "select name, accent, logo_digest, logo_width, logo_height, logo from communities where id = ?", (id,)
    ).fetchone()
    if row is None or row[1] is None:
        return None
    return StoredTheme(row[0], row[1], StoredLogo(*row[2:]) if row[2] else None)


def _running_orders(db: Connection, id: str) -> list[SavedOrder]:
    row = db.execute("select running_orders from communities where id = ?", (id,)).fetchone()
    return msgspec.json.decode(row[0], type=list[SavedOrder]) if row else []


def _set_running_orders(db: Connection, id: str, orders: list[SavedOrder]) -> None:
    db.execute("update communities set running_orders = ? where id = ?", (msgspec.json.encode(orders).decode(), id))
