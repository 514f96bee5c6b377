"""Servers and meetings for these tests: one server that is shared, since meetings know nothing of each other, and one
of their own for tests that stop it."""

from collections.abc import Callable, Iterator

import pytest

from ..support.servers import Server
from .screens import Meeting


@pytest.fixture(scope="session")
def shared(tmp_path_factory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("live") / "data")
    yield server
    server.stop()


@pytest.fixture
def server(tmp_path) -> Iterator[Server]:
    server = Server(tmp_path / "data")
    yield server
    server.stop()


@pytest.fixture
def meet() -> Iterator[Callable[[Server], Meeting]]:
    """Opens meetings whose screens are closed afterwards."""
    meetings: list[Meeting] = []

    def meet(on: Server, **body: object) -> Meeting:
        meetings.append(Meeting(on, **body))
        return meetings[-1]

    yield meet
    for meeting in meetings:
        meeting.end()


@pytest.fixture
def meeting(shared, meet) -> Meeting:
    """A meeting on the shared server."""
    return meet(shared)
