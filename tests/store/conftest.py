from collections.abc import Iterator
from pathlib import Path

import pytest

from live_cop.store.opening import open_store
from live_cop.store.store import Store

from ..meeting.room import Room
from .stored_room import StoredRoom


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(tmp_path / "data")
    yield store
    store.close()


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def stored(store: Store, room: Room) -> StoredRoom:
    """An open meeting that is on disk."""
    stored = StoredRoom(store, room)
    stored.save()
    return stored
