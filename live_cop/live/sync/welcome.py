"""The welcome: what a new connection is told about itself, and the full state of its meeting, or what it has missed.

The records of the full state are in chunks, each encoded and compressed when it changes and not for everybody who
joins.

In which chunk a record is, and where in it, follows from its kind and id alone. So a welcome does not say when anything
was written or changed, and most chunks stay as they are while people join. The kinds of which a meeting has few records
share one chunk; the others have chunks of their own.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from zlib import crc32

from ...meeting.audience import EVERYONE, NOBODY, Viewer
from ...meeting.state import Entry, State
from ..clock import now_ms
from ..transport import json_codec
from ..transport.frames import PayloadPart, TextFrame

#: The version of the protocol (docs/protocol.md).
PROTOCOL = 1
#: The longest welcome that is part of a page, in bytes: a thousand notes. Longer ones come over the connection, for
#: which they are compressed once and not for each page.
MAX_BYTES_IN_PAGE = 256 << 10
#: Somebody who sees what everyone sees, and nothing else.
ANYBODY = Viewer("", "board")
#: The most records of a chunk, on average. With fewer, more of the meeting stays as it is; with more, it compresses
#: better.
RECORDS_PER_CHUNK = 160
#: How many chunks a kind has that shares one with others, and which one that is.
SHARED = 0
_SHARED_CHUNK = ("", 0)
_COMMA = PayloadPart(b",")
_Key = tuple[str, str]


def greeting(state: State, viewer: Viewer, *, full: bool) -> bytes:
    """What a welcome tells one screen about itself: its JSON up to the changes. `full` says whether these are all
    records of the meeting."""
    person = state.get("person", viewer.person)
    about = {
        "protocol": PROTOCOL,
        "you": {"id": viewer.person, "role": viewer.role, "place": person.place if person else "room"},
        "epoch": state.epoch,
        "revision": state.revision,
        "now": now_ms(),
        "full": full,
    }
    return json_codec.encode(about)[:-1] + b',"changes":['


def frame(greeting: bytes, changes: Iterable[PayloadPart]) -> TextFrame:
    """A welcome as it goes over a connection. The greeting is for one screen; the changes are shared with others."""
    return TextFrame(b'42["welcome",' + greeting, *changes, b"]}]")


def in_page(greeting: bytes, changes: Iterable[PayloadPart]) -> bytes:
    """The same as JSON, for a page that begins with it."""
    return b"".join([greeting, *(part.text for part in changes), b"]}"])


class WelcomeCache:
    """All present records of one state: those for everyone in chunks, and the others by their audience."""

    def __init__(self, state: State, records_per_chunk: int = RECORDS_PER_CHUNK) -> None:
        self.state = state
        self._records_per_chunk = records_per_chunk
        #: The revision of the chunks.
        self._revision: int | None = None
        self._audiences: dict[_Key, str] = {}
        #: The records for everyone, encoded, by kind; the chunks that they are in; and how many of these a kind has.
        self._public: dict[str, dict[_Key, bytes]] = {}
        self._chunks: dict[tuple[str, int], _Chunk] = {}
        self._spread: dict[str, int] = {}
        #: All chunks as they are sent.
        self._parts: list[PayloadPart] = []
        #: The other records, encoded, by audience.
        self._personal: dict[str, dict[_Key, bytes]] = {}

    def parts_for(self, viewer: Viewer) -> list[PayloadPart]:
        """The JSON, without its brackets, of everything that a viewer may see now.

        In parts that all viewers share, and a last one with what not everyone sees."""
        if self._revision != self.state.revision:
            self._update()
        personal: dict[_Key, bytes] = {}
        for audience in viewer.audiences:
            personal |= self._personal.get(audience, {})
        parts = [*self._parts, _joined(personal)] if personal else self._parts
        return [each for part in parts for each in (_COMMA, part)][1:]

    @property
    def is_current(self) -> bool:
        """Whether nothing has changed since it was last asked."""
        return self._revision is not None and self._revision >= self.state.last_change

    def follow(self, state: State) -> bool:
        """Goes on with this state, where that is a copy which has taken the place of the one before. One that was read
        from the disk is another."""
        is_copy = state.origin is self.state.origin
        if is_copy:
            self.state = state
        return is_copy

    def copy(self) -> "WelcomeCache":
        """The same, to be brought up to date apart from this one."""
        other = WelcomeCache(self.state, self._records_per_chunk)
        other._revision, other._parts = self._revision, self._parts
        other._audiences, other._spread = dict(self._audiences), dict(self._spread)
        other._public = {kind: dict(records) for kind, records in self._public.items()}
        other._personal = {audience: dict(records) for audience, records in self._personal.items()}
        other._chunks = {home: chunk.copy() for home, chunk in self._chunks.items()}
        return other

    def prepare(self) -> Callable[[], None]:
        """What encodes and compresses what has changed by now: for a thread. Nobody may use this cache meanwhile; the
        state may go on."""
        return partial(self._prepare, self.state.revision, self.state.changed_since(self._revision))

    def _prepare(self, revision: int, changed: Sequence[tuple[str, str, Entry]]) -> None:
        self._take(revision, changed)
        for part in self._parts:
            part.compressed()

    def _update(self) -> None:
        self._take(self.state.revision, self.state.changed_since(self._revision))

    def _take(self, revision: int, changed: Sequence[tuple[str, str, Entry]]) -> None:
        for kind, id, entry in changed:
            key = (kind, id)
            self._drop(key)
            if entry.record is None or entry.audience == NOBODY:
                continue
            encoded = json_codec.encode([kind, id, entry.record])
            self._audiences[key] = entry.audience
            if entry.audience == EVERYONE:
                self._put(key, encoded)
            else:
                self._personal.setdefault(entry.audience, {})[key] = encoded
        self._parts = [chunk.part() for _, chunk in sorted(self._chunks.items()) if chunk.records]
        self._revision = revision

    def _drop(self, key: _Key) -> None:
        audience = self._audiences.pop(key, None)
        if audience == EVERYONE:
            del self._public[key[0]][key]
            self._chunk(key).drop(key)
        elif audience is not None:
            del self._personal[audience][key]

    def _put(self, key: _Key, encoded: bytes) -> None:
        kind = key[0]
        records = self._public.setdefault(kind, {})
        records[key] = encoded
        chunks = self._spread.setdefault(kind, SHARED)
        # A quarter of a chunk is few; from then on, twice as many chunks each time that they are full.
        if len(records) <= self._records_per_chunk * (chunks or 0.25):
            self._chunk(key).put(key, encoded)
            return
        for other in records.keys() - {key}:
            self._chunk(other).drop(other)
        self._spread[kind] = 2 * chunks or 1
        for other, text in records.items():
            self._chunk(other).put(other, text)

    def _chunk(self, key: _Key) -> "_Chunk":
        kind, id = key
        chunks = self._spread[kind]
        home = _SHARED_CHUNK if chunks == SHARED else (kind, crc32(id.encode()) % chunks)
        return self._chunks.setdefault(home, _Chunk())


class _Chunk:
    """Some of the records that everyone sees."""

    __slots__ = ("_part", "records")

    def __init__(self) -> None:
        self.records: dict[_Key, bytes] = {}
        #: None where it has to be encoded again.
        self._part: PayloadPart | None = None

    def put(self, key: _Key, encoded: bytes) -> None:
        """Adds a record."""
        self.records[key] = encoded
        self._part = None

    def copy(self) -> "_Chunk":
        """The same, encoded already if this is."""
        other = _Chunk()
        other.records, other._part = dict(self.records), self._part
        return other

    def drop(self, key: _Key) -> None:
        """Takes a record out."""
        del self.records[key]
        self._part = None

    def part(self) -> PayloadPart:
        """The records as they are sent."""
        if self._part is None:
            self._part = _joined(self.records)
        return self._part


def _joined(records: dict[_Key, bytes]) -> PayloadPart:
    """Records separated by commas, in the order of kinds and ids."""
    return PayloadPart(b",".join(encoded for _, encoded in sorted(records.items())))
