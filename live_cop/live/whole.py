"""A whole meeting, for those who come new: each record is encoded when it changes, and not for everybody who comes."""

import msgspec

from ..meeting.changes import NOBODY, Viewer
from ..meeting.state import State
from . import wire
from .line import Part

#: Sees what everyone sees, and no more.
ANYBODY = Viewer("", "board")


class Whole:
    """All present records of one state, encoded, in the order of their last change."""

    def __init__(self, state: State) -> None:
        self.state = state
        #: How far this is.
        self._revision: int | None = None
        #: By kind and id: who sees it, and how it goes over the wire.
        self._records: dict[tuple[str, str], tuple[str, msgspec.Raw]] = {}
        self._audiences: frozenset[str] = frozenset()
        self._anybody = Part(b"[]")

    def of(self, viewer: Viewer) -> Part:
        """All that a viewer may see now, as JSON; one and the same for all who see what anybody sees."""
        if self._revision != self.state.revision:
            self._follow()
        return self._part(viewer) if viewer.sees_any(self._audiences) else self._anybody

    def _follow(self) -> None:
        for kind, id, entry in self.state.changed_since(self._revision):
            # What changed last stands last.
            self._records.pop((kind, id), None)
            if entry.record is not None and entry.audience != NOBODY:
                self._records[kind, id] = (entry.audience, wire.raw([kind, id, entry.record]))
        self._revision = self.state.revision
        self._audiences = frozenset(audience for audience, _ in self._records.values())
        self._anybody = self._part(ANYBODY)

    def _part(self, viewer: Viewer) -> Part:
        seen = viewer.audiences
        return Part(wire.encode([record for audience, record in self._records.values() if audience in seen]))
