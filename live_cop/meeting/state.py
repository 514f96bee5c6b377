"""The records of one meeting, each with the revision at which it last changed and who may see it.

The entries are kept in the order of their last change, so "everything since revision n" is a walk from the end that
stops at n: late joining, reconnecting and live sync are the same question with another n.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from .audience import EVERYONE, Viewer
from .change import Change
from .records.base import Record


class Entry(NamedTuple):
    """A record, when it last changed, who sees it, and which audiences once saw it and must be told that it is gone."""

    record: Record | None
    revision: int
    audience: str
    lost: frozenset[str] = frozenset()


class State:
    """All records of one meeting at one revision."""

    def __init__(self, code: str, epoch: str) -> None:
        self.code = code
        self.epoch = epoch
        self.revision = 0
        self._entries: dict[tuple[str, str], Entry] = {}
        self._live: dict[str, dict[str, Any]] = {}

    @classmethod
    def restore(cls, code: str, epoch: str, revision: int, entries: Iterable[tuple[str, str, Entry]]) -> "State":
        """The state that was stored, from its entries in any order."""
        state = cls(code, epoch)
        state.revision = revision
        # Records of one revision are kept in the order in which they were first made, so sort by revision alone.
        for kind, id, entry in sorted(entries, key=lambda item: item[2].revision):
            state._entries[(kind, id)] = entry
            if entry.record is not None:
                state._live.setdefault(kind, {})[id] = entry.record
        return state

    def get(self, kind: str, id: str) -> Any:
        """The record, or None where there is none."""
        return self._live.get(kind, {}).get(id)

    def of_kind(self, kind: str) -> dict[str, Any]:
        """All present records of one kind by id. Not to be changed by the caller."""
        return self._live.get(kind, {})

    def entry(self, kind: str, id: str) -> Entry | None:
        """The record with its revision and audience, also when it is gone."""
        return self._entries.get((kind, id))

    def entries(self) -> list[tuple[str, str, Entry]]:
        """Everything, gone records too, in the order of the last change."""
        return [(kind, id, entry) for (kind, id), entry in self._entries.items()]

    def audience(self, kind: str, id: str) -> str | None:
        """Who may see this record, or None where there is none."""
        entry = self._entries.get((kind, id))
        return entry.audience if entry and entry.record is not None else None

    def public(self, kind: str) -> dict[str, Any]:
        """Those records of a kind that everyone sees: what a picture or a report may hold."""
        return {
            id: record for id, record in self.of_kind(kind).items() if self._entries[(kind, id)].audience == EVERYONE
        }

    def apply(self, revision: int, changes: Sequence[Change]) -> None:
        """Takes the changes of one command over; they all get this revision."""
        for kind, id, record, audience in changes:
            key = (kind, id)
            before = self._entries.pop(key, None)
            self._entries[key] = Entry(record, revision, audience, _lost(before, record, audience))
            if record is None:
                self._live.get(kind, {}).pop(id, None)
            else:
                self._live.setdefault(kind, {})[id] = record
        self.revision = revision

    def since(self, revision: int | None, viewer: Viewer) -> list[Any]:
        """What this viewer must be sent to go from `revision` to now, oldest change first; None for everything."""
        return Delta(self, revision).for_viewer(viewer)

    def changed_since(self, revision: int | None) -> list[tuple[str, str, Entry]]:
        """The entries that changed since a revision, oldest change first; None for all."""
        found = []
        for (kind, id), entry in reversed(self._entries.items()):
            if revision is not None and entry.revision <= revision:
                break
            found.append((kind, id, entry))
        found.reverse()
        return found


class Delta:
    """What has changed since a revision, sorted once by who may see it, for all who look.

    `encode` is applied once to each change `[kind, id, record or None]`.
    """

    def __init__(
        self, state: State, revision: int | None, encode: Callable[[list[Any]], Any] = lambda change: change
    ) -> None:
        self._shown: dict[str, dict[int, Any]] = {}
        self._gone: dict[str, dict[int, Any]] = {}
        for place, (kind, id, entry) in enumerate(state.changed_since(revision)):
            if entry.record is not None:
                self._shown.setdefault(entry.audience, {})[place] = encode([kind, id, entry.record])
            # Those who have lost sight of a record are told so; who comes new is not.
            if entry.lost and revision is not None:
                gone = encode([kind, id, None])
                for audience in entry.lost:
                    self._gone.setdefault(audience, {})[place] = gone
        #: Whose own there is something among it: everyone else gets what a viewer of the board gets.
        self.audiences = frozenset(self._shown.keys() | self._gone.keys()) - {EVERYONE}

    def for_viewer(self, viewer: Viewer) -> list[Any]:
        """What this viewer must be sent, oldest change first."""
        found: dict[int, Any] = {}
        # What one may see counts for more than what one has lost sight of in another way.
        for table in (self._gone, self._shown):
            for audience in viewer.audiences:
                found.update(table.get(audience, {}))
        return [found[place] for place in sorted(found)]


def _lost(before: Entry | None, record: Record | None, audience: str) -> frozenset[str]:
    if before is None:
        return frozenset()
    if before.audience == audience and record is not None and before.record is not None:
        # Seen by the same people as before, which is how most changes are.
        return before.lost
    seen = before.lost if before.record is None else before.lost | {before.audience}
    if record is None:
        return seen
    return frozenset() if audience == EVERYONE else seen - {audience}
