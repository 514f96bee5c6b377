"""A hub over a real store, with one meeting in it."""

from collections.abc import Iterator

import pytest

from live_cop.live.sync.hub import Hub
from live_cop.meeting.agenda.running_orders import RUNNING_ORDERS
from live_cop.meeting.lifecycle.lifecycle import MeetingOpen
from live_cop.meeting.voices.people import PersonJoin
from live_cop.store.opening import open_database

from .stored_meeting import CODE, Disk


@pytest.fixture
def disk(tmp_path) -> Iterator[Disk]:
    store = Disk(open_database(tmp_path))
    yield store
    store.close()


@pytest.fixture
def hub(disk) -> Iterator[Hub]:
    hub = Hub(disk)
    hub.open(CODE, "e1", MeetingOpen(code=CODE, title="Homes", order=RUNNING_ORDERS["blank"]))
    hub.submit_system_and_wait(CODE, PersonJoin(person="ann", place="room"))
    yield hub
    hub.stop()
