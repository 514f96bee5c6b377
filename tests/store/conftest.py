from collections.abc import Iterator
from pathlib import Path

import pytest

from live_cop.store.store import Store

from ..meeting.room import Room
from .kept import Keeper


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "data")
    yield store
    store.close()


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def keeper(store: Store, room: Room) -> Keeper:
    """The meeting is open and that is on disk."""
    keeper = Keeper(store, room)
    keeper.keep()
    return keeper
