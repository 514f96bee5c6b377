"""One entry of the stream of a meeting: what its followers have to know of a batch that is on disk.

Followers have no chair and no helpers. So what the server alone has, and what the chair's side alone sees, is not in
it: only that it is gone, where somebody could see it before. Whom the chair has banned is, without their name.
"""

from collections.abc import Iterable, Iterator

import msgspec
from msgspec.structs import replace

from ...meeting.audience import CHAIR, NOBODY
from ...meeting.change import Change
from ...meeting.records.moderation import BannedPerson
from ...meeting.state import Entry, State
from ...store import codec
from ...store.meetings.load import Loaded

#: The audiences that nobody at a follower belongs to.
_HIDDEN = (CHAIR, NOBODY)


class StreamEntry(msgspec.Struct, frozen=True, omit_defaults=True):
    """What happened from the revision `after` to `revision`. Where both are the same, nothing did: it says that the
    owner is there."""

    #: The name of the owner's inbox, and when it wrote this (UTC milliseconds).
    owner: str
    at: int
    epoch: str
    after: int
    revision: int
    #: Kind, id, record and audience of each changed record.
    changes: list[tuple[str, str, msgspec.Raw, str]] = []
    #: The present revision, where some have been skipped.
    skipped_to: int = 0
    #: How often, since its owner has the meeting, its boards had to come again because their link is another.
    endings: int = 0


_decode = msgspec.json.Decoder(StreamEntry).decode


def decode(data: bytes) -> StreamEntry:
    """Reads an entry."""
    return _decode(data)


def changes_for_followers(
    entries: Iterable[tuple[str, str, Entry]],
) -> Iterator[tuple[str, str, msgspec.Raw, str]]:
    """What of these changed records followers are told."""
    for kind, id, entry in _without_hidden(entries):
        yield kind, id, msgspec.Raw(codec.encode_record(entry.record)), entry.audience


def decoded_changes(entry: StreamEntry) -> list[Change]:
    """The changes of an entry, for a state."""
    return [
        Change(kind, id, codec.decode_record(kind, bytes(raw)), audience) for kind, id, raw, audience in entry.changes
    ]


def copy_of(loaded: Loaded) -> State:
    """A meeting as followers have it, from the store."""
    state = loaded.state
    return State.restore(state.code, state.epoch, state.revision, _without_hidden(state.entries()))


def _without_hidden(entries: Iterable[tuple[str, str, Entry]]) -> Iterator[tuple[str, str, Entry]]:
    for kind, id, entry in entries:
        if entry.audience not in _HIDDEN:
            yield kind, id, entry
        elif kind == BannedPerson.kind:
            yield kind, id, replace(entry, record=entry.record and BannedPerson(called=""))
        elif entry.lost.difference(_HIDDEN):
            yield kind, id, replace(entry, record=None)
