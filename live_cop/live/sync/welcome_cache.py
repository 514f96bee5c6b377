"""The full state of a meeting, for new connections: its records in chunks, each encoded and compressed when it changes
and not for everybody who joins. Most of a meeting stays as it is while people join; they only change the last chunk.
"""

from ...meeting.audience import NOBODY, Viewer
from ...meeting.state import State
from ..transport import json_codec
from ..transport.frames import PayloadPart

#: Somebody who sees what everyone sees, and nothing else.
ANYBODY = Viewer("", "board")
#: With fewer, more of the meeting stays as it is; with more, it compresses better.
RECORDS_PER_CHUNK = 128
_COMMA = PayloadPart(b",")
_Key = tuple[str, str]


class WelcomeCache:
    """All present records of one state, in the order of their last change."""

    def __init__(self, state: State, records_per_chunk: int = RECORDS_PER_CHUNK) -> None:
        self.state = state
        self._records_per_chunk = records_per_chunk
        #: The revision of the chunks.
        self._revision: int | None = None
        self._chunks = [_Chunk()]
        self._homes: dict[_Key, _Chunk] = {}

    def parts_for(self, viewer: Viewer) -> list[PayloadPart]:
        """The JSON, without its brackets, of everything that a viewer may see now, in parts that are shared by all who
        see the same."""
        if self._revision != self.state.revision:
            self._update()
        parts: list[PayloadPart] = []
        for chunk in self._chunks:
            part = chunk.part_for(viewer)
            if part.text:
                parts += [_COMMA, part]
        return parts[1:]

    def _update(self) -> None:
        for kind, id, entry in self.state.changed_since(self._revision):
            key = (kind, id)
            if key in self._homes:
                self._homes.pop(key).drop(key)
            if entry.record is not None and entry.audience != NOBODY:
                # Records stand in the order of their last change.
                if len(self._chunks[-1]) >= self._records_per_chunk:
                    self._chunks = [chunk for chunk in self._chunks if len(chunk)] + [_Chunk()]
                self._chunks[-1].put(key, entry.audience, json_codec.encode([kind, id, entry.record]))
                self._homes[key] = self._chunks[-1]
        self._revision = self.state.revision


class _Chunk:
    """Consecutive records."""

    def __init__(self) -> None:
        #: The audience of each, and its JSON.
        self._records: dict[_Key, tuple[str, bytes]] = {}
        self._audiences: frozenset[str] = frozenset()
        #: What everyone sees; None where it has to be encoded again.
        self._anybody: PayloadPart | None = None

    def __len__(self) -> int:
        return len(self._records)

    def put(self, key: _Key, audience: str, encoded: bytes) -> None:
        """Adds a record at the end."""
        self._records[key] = (audience, encoded)
        self._anybody = None

    def drop(self, key: _Key) -> None:
        """Takes a record out."""
        del self._records[key]
        self._anybody = None

    def part_for(self, viewer: Viewer) -> PayloadPart:
        """What a viewer sees of it, separated by commas; empty where that is nothing."""
        if self._anybody is None:
            self._audiences = frozenset(audience for audience, _ in self._records.values())
            self._anybody = self._part(ANYBODY)
        return self._part(viewer) if viewer.sees_any(self._audiences) else self._anybody

    def _part(self, viewer: Viewer) -> PayloadPart:
        seen = viewer.audiences
        return PayloadPart(b",".join(encoded for audience, encoded in self._records.values() if audience in seen))
