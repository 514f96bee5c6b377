"""A server for each test, and meetings on it."""

import pytest

from ..live.conftest import meet
from .lag import Watched

__all__ = ["meet"]


@pytest.fixture
def server(tmp_path):
    server = Watched(tmp_path / "data")
    yield server
    server.stop()
