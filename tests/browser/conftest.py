"""A real Chromium with several screens at once: phones, laptops and a board, each with its own browser profile."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from scripts.chromium import launch

from ..support.servers import Server
from .screens import Screens


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("browser") / "data")
    yield running
    running.stop()


@pytest.fixture
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    """The shared server, since meetings are independent; a test marked `own_server` gets one that it may stop."""
    if request.node.get_closest_marker("own_server") is None:
        yield request.getfixturevalue("shared")
        return
    running = Server(tmp_path / "data")
    yield running
    running.stop()


@pytest.fixture
def screens(chromium: Browser, server: Server) -> Iterator[Screens]:
    all_screens = Screens(chromium, server)
    yield all_screens
    all_screens.close()
    assert not all_screens.faults, all_screens.faults
