"""The records of one meeting, each with the revision at which it last changed and who may see it.

The entries are in the order of their last change, so "everything since revision n" is a walk from the end that stops at
n: joining late, reconnecting and live sync are the same question with another n. What is sent is in the order of kinds
and ids, which tells nothing.
"""

from bisect import bisect_left, insort
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from .audience import EVERYONE, NOBODY, Viewer
from .change import Change
from .records.base import Record

#: The length of a meeting's secret.
SECRET_BYTES = 16


class Entry(Struct, frozen=True, gc=False):
    """A record (None if it was deleted), the revision at which it last changed, and its audience.

    `lost` are the audiences that could see it earlier and cannot now: they must be told that it is gone. Like records,
    entries are part of no cycle of references, so the garbage collector need not look at all that a server holds.
    """

    record: Record | None
    revision: int
    audience: str
    lost: frozenset[str] = frozenset()


class Index:
    """Finds the records of a kind by something that they say, without a look at all the others.

    `keys` are those under which a record with this audience is found. It depends on nothing else. An index is made
    once, in a module; two with the same `keys` are not the same one. One that is ordered by a field, a number, also
    finds the first and the last of the records under a key, and how many there are from a number on.
    """

    def __init__(
        self, kind: str, keys: Callable[[Any, str], Iterable[Hashable]] = lambda record, audience: [True], *,
        order: str = "",
    ) -> None:  # fmt: skip
        self.kind = kind
        self.keys = keys
        self.order = order


class State:
    """All records of one meeting at one revision.

    `secret` is the key from which ids and random choices are derived; nobody but the server knows it.
    """

    def __init__(self, code: str, epoch: str, secret: bytes = b"") -> None:
        self.code = code
        self.epoch = epoch
        self.secret = secret
        self.revision = 0
        #: The revision of the last change; later ones have been skipped.
        self.last_change = 0
        #: Copies have the same: what is known of one state holds for the other, except for what has changed since.
        self.origin = object()
        self._entries: dict[tuple[str, str], Entry] = {}
        #: The records that have not been deleted, by kind and id.
        self._records: dict[str, dict[str, Any]] = {}
        #: By index and key: the records that are found there, by id. An index is filled when it is first used.
        self._found: dict[Index, dict[Hashable, dict[str, Any]]] = {}
        #: The same of those that are ordered: the order and the id of each record, sorted.
        self._in_order: dict[Index, dict[Hashable, list[tuple[int, str]]]] = {}

    @classmethod
    def restore(
        cls, code: str, epoch: str, revision: int, entries: Iterable[tuple[str, str, Entry]], secret: bytes = b""
    ) -> "State":
        """The state with these stored entries, given in any order."""
        state = cls(code, epoch, secret)
        state.revision = state.last_change = revision
        # The order within one revision must stay as it was stored, so sort by revision only (the sort is stable).
        for kind, id, entry in sorted(entries, key=lambda item: item[2].revision):
            state._entries[(kind, id)] = entry
            if entry.record is not None:
                state._records.setdefault(kind, {})[id] = entry.record
        return state

    def copy(self) -> "State":
        """The same records, to be changed apart from these."""
        copy = State(self.code, self.epoch, self.secret)
        copy.revision, copy.last_change, copy.origin = self.revision, self.last_change, self.origin
        copy._entries = dict(self._entries)
        copy._records = {kind: dict(records) for kind, records in self._records.items()}
        return copy

    def without_history(self, epoch: str, secret: bytes) -> "State":
        """The same records as if all of them had been written just now, in an order that says nothing.

        This is what remains of a meeting at its close. The new secret keeps anybody from deriving the ids of earlier
        revisions; the new epoch tells screens that nobody knows any more what has changed since the state they have.
        """
        present = sorted((key, entry) for key, entry in self._entries.items() if entry.record is not None)
        entries = [(kind, id, Entry(entry.record, self.revision, entry.audience)) for (kind, id), entry in present]
        return State.restore(self.code, epoch, self.revision, entries, secret)

    def get(self, kind: str, id: str) -> Any:
        """The record, or None if there is none."""
        return self._records.get(kind, {}).get(id)

    def of_kind(self, kind: str) -> dict[str, Any]:
        """All records of one kind by id. The caller must not modify the dictionary."""
        return self._records.get(kind, {})

    def find(self, index: Index, key: Hashable) -> Mapping[str, Any]:
        """The records that an index has under this key, by id."""
        if index not in self._found:
            self._found[index], self._in_order[index] = {}, {}
            for id, record in self.of_kind(index.kind).items():
                self._file(index, id, record, self._entries[(index.kind, id)].audience)
        return self._found[index].get(key, {})

    def in_order(self, index: Index, key: Hashable) -> Sequence[tuple[int, str]]:
        """The order and the id of each record that an ordered index has under this key, sorted."""
        self.find(index, key)
        return self._in_order[index].get(key, ())

    def _file(self, index: Index, id: str, record: Any, audience: str) -> None:
        for key in index.keys(record, audience):
            self._found[index].setdefault(key, {})[id] = record
            if index.order:
                insort(self._in_order[index].setdefault(key, []), (getattr(record, index.order), id))

    def _update_indexes(self, kind: str, id: str, before: Entry | None, after: Entry) -> None:
        for index, found in self._found.items():
            if index.kind != kind:
                continue
            was: Any = before.record if before else None
            had = index.keys(was, before.audience) if before and was is not None else ()
            has = list(index.keys(after.record, after.audience)) if after.record is not None else []
            for key in had:
                if index.order:
                    in_order = self._in_order[index][key]
                    del in_order[bisect_left(in_order, (getattr(was, index.order), id))]
                # Under a key that it keeps, it also keeps its place.
                if key not in has:
                    del found[key][id]
                    if not found[key]:
                        del found[key]
            if has:
                self._file(index, id, after.record, after.audience)

    def entry(self, kind: str, id: str) -> Entry | None:
        """The entry of a record, even if it was deleted, or None if there has never been one."""
        return self._entries.get((kind, id))

    def entries(self) -> list[tuple[str, str, Entry]]:
        """All entries, including those of deleted records, as (kind, id, entry) in the order of their last change."""
        return [(kind, id, entry) for (kind, id), entry in self._entries.items()]

    def as_changes(self) -> list[Change]:
        """All present records as the changes of one command that writes them."""
        return [
            Change(kind, id, entry.record, entry.audience)
            for kind, id, entry in self.entries()
            if entry.record is not None
        ]

    def audience(self, kind: str, id: str) -> str | None:
        """Who may see this record, or None if there is no such record."""
        entry = self._entries.get((kind, id))
        return entry.audience if entry and entry.record is not None else None

    def public(self, kind: str) -> dict[str, Any]:
        """The records of a kind that everyone sees, by id: only these may go into a snapshot or a report."""
        return {
            id: record for id, record in self.of_kind(kind).items() if self._entries[(kind, id)].audience == EVERYONE
        }

    def apply(self, revision: int, changes: Sequence[Change]) -> None:
        """Applies the changes of one command; they all get this revision."""
        for kind, id, record, audience in changes:
            key = (kind, id)
            before = self._entries.pop(key, None)
            self._entries[key] = after = Entry(record, revision, audience, _lost(before, record, audience))
            self._update_indexes(kind, id, before, after)
            if record is None:
                self._records.get(kind, {}).pop(id, None)
            else:
                self._records.setdefault(kind, {})[id] = record
        self.revision = self.last_change = revision

    def skip_revisions(self, number: int = 1) -> None:
        """Leaves out revisions, so that those which nobody is told of do not stand out."""
        self.revision += number

    @property
    def size(self) -> int:
        """How many entries there are: a measure of the memory that the meeting takes."""
        return len(self._entries)

    def since(self, revision: int | None, viewer: Viewer) -> list[Any]:
        """What this viewer must be sent to go from `revision` (None: nothing yet) to now, by kind and id."""
        return Delta(self, revision).for_viewer(viewer)

    def changed_since(self, revision: int | None) -> list[tuple[str, str, Entry]]:
        """The entries that changed after `revision` (None: all entries), oldest change first."""
        changed = []
        for (kind, id), entry in reversed(self._entries.items()):
            if revision is not None and entry.revision <= revision:
                break
            changed.append((kind, id, entry))
        changed.reverse()
        return changed


class Delta:
    """What has changed since a revision, sorted by audience once for all viewers.

    The changes are in the order of kinds and ids: the order in which they came could tell who made them.

    `encode` is called once for each change `[kind, id, record or None]`.
    """

    def __init__(
        self, state: State, revision: int | None, encode: Callable[[list[Any]], Any] = lambda change: change
    ) -> None:
        # By audience, the encoded changes with their position.
        self._visible: dict[str, dict[int, Any]] = {}
        self._gone: dict[str, dict[int, Any]] = {}
        changed = sorted(state.changed_since(revision), key=lambda each: each[:2])
        for position, (kind, id, entry) in enumerate(changed):
            if entry.record is not None and entry.audience != NOBODY:
                self._visible.setdefault(entry.audience, {})[position] = encode([kind, id, entry.record])
            # A viewer who could see the record earlier is told that it is gone; a new viewer has nothing to remove.
            if entry.lost and revision is not None:
                gone = encode([kind, id, None])
                for audience in entry.lost:
                    self._gone.setdefault(audience, {})[position] = gone
        #: The audiences with changes of their own. All other viewers get the same as a board.
        self.audiences = frozenset(self._visible.keys() | self._gone.keys()) - {EVERYONE}

    def for_viewer(self, viewer: Viewer) -> list[Any]:
        """What this viewer must be sent, by kind and id."""
        changes: dict[int, Any] = {}
        # Visible records come last and win: a viewer may have lost a record in one role and see it in another.
        for table in (self._gone, self._visible):
            for audience in viewer.audiences:
                changes.update(table.get(audience, {}))
        return [changes[position] for position in sorted(changes)]


def _lost(before: Entry | None, record: Record | None, audience: str) -> frozenset[str]:
    """The audiences that could see the record at some time before this change and cannot after it."""
    if before is None:
        return frozenset()
    if before.audience == audience and record is not None and before.record is not None:
        # The audience stays the same, as in most changes.
        return before.lost
    seen = before.lost if before.record is None else before.lost | {before.audience}
    if record is None:
        return seen
    return frozenset() if audience == EVERYONE else seen - {audience}
