"""A meeting that is kept on disk, and ways to break the disk."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from live_cop.meeting.state import State
from live_cop.store.meetings import commit
from live_cop.store.meetings.commit import Commit
from live_cop.store.store import Store

from ..meeting.room import ANN, BEN, CHAIR, Room


class Keeper:
    """Follows a room's journal and turns what is new in it into commits."""

    def __init__(self, store: Store, room: Room) -> None:
        self.store = store
        self.room = room
        #: The meeting as it would be on disk if all commits so far were written.
        self.state = State(room.state.code, room.state.epoch)

    def commits(self) -> list[Commit]:
        """One for each command since the last time."""
        new = [(revision, changes) for revision, changes in self.room.journal if revision > self.state.revision]
        batch = []
        for revision, changes in new:
            self.state.apply(revision, changes)
            batch.append(
                Commit(
                    code=self.state.code,
                    epoch=self.state.epoch,
                    revision=revision,
                    at=self.room.now,
                    name="test.command",
                    key=commit.command_key("ann", f"command-{revision}"),
                    changes=changes,
                    answer={"ok": True, "revision": revision, "result": {}},
                    entries=[(kind, id, self.state.entry(kind, id)) for kind, id, _, _ in changes],  # type: ignore[misc]
                    forgets=revision in self.room.forgotten,
                    wiped=self.room.forgotten.get(revision, frozenset()),
                    erased=self.room.erased.get(revision),
                )
            )
        return batch

    def keep(self) -> None:
        """Writes what is new, as one batch."""
        self.store.commit(self.commits())

    def on_disk(self) -> State:
        loaded = self.store.load(self.state.code)
        assert loaded is not None
        return loaded.state


def everything(state: State | None) -> Any:
    """All there is to a state: two states with the same answer behave the same from here on."""
    assert state is not None
    return state.code, state.epoch, state.revision, state.entries()


def present(state: State | None) -> Any:
    """The records that there are, and who sees each. This is what a close leaves on disk and in memory alike: memory
    also knows, until the next start, what has gone."""
    assert state is not None
    entries = state.entries()
    return {(kind, id): (entry.record, entry.audience) for kind, id, entry in entries if entry.record is not None}


def eventful(room: Room) -> None:
    """Something of each sort: shared and private, changed and gone, hidden and shown, frozen."""
    # Not where everyone has one hope only.
    zone = room.zone(1)
    said = ((ANN, "a kind word"), (BEN, "a mistake"), (ANN, "a name"))
    kept, gone, hidden = (room.note(person, text, zone=zone) for person, text in said)
    room.do(CHAIR, "group.add", zone=zone, title="Together", notes=[kept])
    room.do(BEN, "note.remove", note=gone)
    room.do(CHAIR, "note.remove", note=hidden)
    room.do(CHAIR, "note.restore", note=hidden)
    room.do(CHAIR, "agenda.start")
    scale = room.scale(floor=3)
    for person, value in ((ANN, 2), (BEN, 9), (CHAIR, None)):
        room.do(person, "scale.mark", scale=scale, value=value)
    room.do(BEN, "scale.unmark", scale=scale)
    room.do(BEN, "scale.mark", scale=scale, value=3)
    room.do(CHAIR, "scale.show", scale=scale)
    room.wait(3)
    room.do(CHAIR, "agenda.next")
    room.do(CHAIR, "snapshot.take", title="Half way")
    room.do(ANN, "undo")
    room.do(ANN, "person.edit", name="Ann")
    room.do(ANN, "person.edit", name="")


@contextmanager
def full_disk() -> Iterator[None]:
    """No file of this process takes another byte."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
