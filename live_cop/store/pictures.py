"""The pictures of photographs, once for each content and meeting, outside the journal.

A picture comes with the command whose record names it, in one transaction, and goes with the last record of the meeting
that names it. The journal may still name it: only by its address, from which nobody can make it.
"""

import re
from collections.abc import Iterable

from msgspec import Struct

from .database import Connection
from .privacy import traces

_ADDRESS = re.compile(r'"([0-9a-f]{64})"')


class StoredPicture(Struct, frozen=True):
    """A picture: its address by content (SHA-256), its type and its bytes."""

    digest: str
    media: str
    data: bytes
    width: int
    height: int


def put(db: Connection, code: str, picture: StoredPicture) -> None:
    """Stores the picture, unless the meeting has it. Inside a transaction."""
    db.execute(
        "insert into pictures (meeting, digest, media, bytes, width, height) values (?, ?, ?, ?, ?, ?)"
        " on conflict do nothing",
        (code, picture.digest, picture.media, picture.data, picture.width, picture.height),
    )


def get(db: Connection, code: str, digest: str) -> StoredPicture | None:
    """The picture of this meeting with this address, or None."""
    row = db.execute(
        "select digest, media, bytes, width, height from pictures where meeting = ? and digest = ?", (code, digest)
    ).fetchone()
    return StoredPicture(*row) if row else None


def media(db: Connection, code: str) -> dict[str, str]:
    """The types of all pictures of a meeting, by their addresses."""
    return dict(db.execute("select digest, media from pictures where meeting = ?", (code,)))


def size(db: Connection, code: str) -> int:
    """Bytes of all pictures of a meeting."""
    query = "select coalesce(sum(length(bytes)), 0) from pictures where meeting = ?"
    return int(db.execute(query, (code,)).fetchone()[0])


def drop_unused(db: Connection, code: str) -> None:
    """Deletes the pictures that no present record of the meeting names. Inside a transaction."""
    stored = {digest for (digest,) in db.execute("select digest from pictures where meeting = ?", (code,))}
    if not stored:
        return
    records = db.execute("select record from records where meeting = ? and record is not null", (code,))
    unused = stored - _named_in(text for (text,) in records)
    db.executemany("delete from pictures where meeting = ? and digest = ?", [(code, digest) for digest in unused])
    if unused:
        traces.mark_dirty(db)


def forget_order(db: Connection, code: str) -> None:
    """The meeting is closed: in which order its pictures came is nobody's business any more. Inside a transaction."""
    if db.execute("select 1 from pictures where meeting = ? limit 1", (code,)).fetchone() is not None:
        traces.mark_unsorted(db)


def _named_in(records: Iterable[str]) -> set[str]:
    return {digest for record in records for digest in _ADDRESS.findall(record)}
