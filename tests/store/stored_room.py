"""A test meeting that is written to a store, ways to compare it with the disk, and a full disk."""

import resource
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from live_cop.meeting.state import State
from live_cop.store.meetings import commit
from live_cop.store.meetings.commit import Commit, Rows
from live_cop.store.sqlite import file, schema
from live_cop.store.store import Store

from ..meeting.room import ANN, BEN, CHAIR, Room
from ..support.stores import skip_without_file


class StoredRoom:
    """Turns what is new in the journal of a room into commits, and writes them to a store."""

    def __init__(self, store: Store, room: Room) -> None:
        self.store = store
        self.room = room
        #: The meeting as it will be on disk when all commits so far are written.
        self.state = State(room.state.code, room.state.epoch, room.state.secret)

    def commits(self) -> list[Commit]:
        """One commit for each command since the last call."""
        new = [(revision, changes) for revision, changes in self.room.journal if revision > self.state.revision]
        batch = []
        for revision, changes in new:
            self.state.apply(revision, changes)
            if revision in self.room.forgotten:
                self.state = self.state.without_history(*self.room.forgotten[revision])
                changes = self.state.as_changes()
            batch.append(
                Commit(
                    code=self.state.code,
                    epoch=self.state.epoch,
                    secret=self.state.secret,
                    revision=revision,
                    at=self.room.now,
                    name="test.command",
                    key=commit.command_key("ann", f"command-{revision}"),
                    changes=changes,
                    answer={"ok": True, "revision": revision, "result": {}},
                    entries=[(kind, id, self.state.entry(kind, id)) for kind, id, _, _ in changes],  # type: ignore[misc]
                    forgets=revision in self.room.forgotten,
                    erased=self.room.erased.get(revision),
                )
            )
        return batch

    def save(self) -> None:
        """Writes the new commands as one batch."""
        self.store.commit(self.commits())

    def on_disk(self) -> State:
        loaded = self.store.load(self.state.code)
        assert loaded is not None
        return loaded.state


def older_file(folder: Path, before: schema.Migration) -> Path:
    """A file of the version before this migration, without any meeting."""
    path = folder / file.NAME
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        schema.migrate(Database(db), schema.MIGRATIONS[: schema.MIGRATIONS.index(before)])
    return path


def write_without_secret(db: sqlite3.Connection, room: Room) -> None:
    """Writes a meeting into a file of the time when meetings had no secret."""
    db.execute("alter table meetings add column secret")
    Rows(StoredRoom(None, room).commits()).write(db)  # type: ignore[arg-type]
    db.execute("alter table meetings drop column secret")


def full_state(state: State | None) -> Any:
    """Everything in a state: two states with equal results behave the same from here on."""
    assert state is not None
    return state.code, state.epoch, state.revision, state.entries()


def run_eventful_meeting(room: Room) -> None:
    """Records of every sort: shared and private, changed and removed, hidden and restored, frozen in a snapshot."""
    # Not the zone for hopes, where everyone may have one note only.
    zone = room.zone(1)
    texts = ((ANN, "a kind word"), (BEN, "a mistake"), (ANN, "a name"))
    grouped, removed, restored = (room.note(person, text, zone=zone) for person, text in texts)
    room.do(CHAIR, "group.add", zone=zone, title="Together", notes=[grouped])
    room.do(BEN, "note.remove", note=removed)
    room.do(CHAIR, "note.remove", note=restored)
    room.do(CHAIR, "note.restore", note=restored)
    room.do(ANN, "undo")
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
    room.do(ANN, "person.edit", name="Ann")
    room.do(ANN, "person.edit", name="")


@contextmanager
def full_disk() -> Iterator[None]:
    """No file of this process can grow, as on a full disk; in the database they could."""
    skip_without_file()
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
