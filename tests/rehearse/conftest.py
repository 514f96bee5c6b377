"""One server for all rehearsals here: each opens a meeting of its own."""

from collections.abc import Iterator

import pytest

from ..support.servers import Server


@pytest.fixture(scope="package")
def server(tmp_path_factory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("rehearse") / "data")
    yield server
    server.stop()
