"""A whole meeting, for those who come new: its records in chunks, each of which is encoded and packed when it changes,
and not for everybody who comes. Most of a meeting stays as it is while people come in; they only change the last chunk.
"""

from ...meeting.audience import NOBODY, Viewer
from ...meeting.state import State
from ..transport import json_codec
from ..transport.frames import PayloadPart

#: Sees what everyone sees, and no more.
ANYBODY = Viewer("", "board")
#: Records of a chunk. Fewer make more of the meeting stay as it is, and larger when packed.
RECORDS_PER_CHUNK = 128
_COMMA = PayloadPart(b",")
_Key = tuple[str, str]


class WelcomeCache:
    """All present records of one state, in the order of their last change."""

    def __init__(self, state: State, records_per_chunk: int = RECORDS_PER_CHUNK) -> None:
        self.state = state
        self._records_per_chunk = records_per_chunk
        #: How far this is.
        self._revision: int | None = None
        self._chunks = [_Chunk()]
        self._homes: dict[_Key, _Chunk] = {}

    def parts_for(self, viewer: Viewer) -> list[PayloadPart]:
        """The JSON, without its brackets, of all that a viewer may see now: in parts that are one and the same for all
        who see the same of them."""
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
                # What changed last stands last.
                if len(self._chunks[-1]) >= self._records_per_chunk:
                    self._chunks = [chunk for chunk in self._chunks if len(chunk)] + [_Chunk()]
                self._chunks[-1].put(key, entry.audience, json_codec.encode([kind, id, entry.record]))
                self._homes[key] = self._chunks[-1]
        self._revision = self.state.revision


class _Chunk:
    """Some records that stand one after the other."""

    def __init__(self) -> None:
        #: Who sees each, and how it goes over the wire.
        self._records: dict[_Key, tuple[str, bytes]] = {}
        self._audiences: frozenset[str] = frozenset()
        #: What anybody sees; None where it must be made anew.
        self._anybody: PayloadPart | None = None

    def __len__(self) -> int:
        return len(self._records)

    def put(self, key: _Key, audience: str, encoded: bytes) -> None:
        """Adds a record behind the others."""
        self._records[key] = (audience, encoded)
        self._anybody = None

    def drop(self, key: _Key) -> None:
        """Takes a record out."""
        del self._records[key]
        self._anybody = None

    def part_for(self, viewer: Viewer) -> PayloadPart:
        """What a viewer sees of it, with commas in between; nothing where that is none of it."""
        if self._anybody is None:
            self._audiences = frozenset(audience for audience, _ in self._records.values())
            self._anybody = self._part(ANYBODY)
        return self._part(viewer) if viewer.sees_any(self._audiences) else self._anybody

    def _part(self, viewer: Viewer) -> PayloadPart:
        seen = viewer.audiences
        return PayloadPart(b",".join(encoded for audience, encoded in self._records.values() if audience in seen))
