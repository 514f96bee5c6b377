"""A server whose disk or queue is stuck says so, and goes on answering, however many ask."""

import os
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
import requests

from live_cop.live.health import FRESH_SECONDS
from live_cop.store.lock import SORTING, FolderLock

from ..support.patience import PATIENCE, until
from ..support.servers import Server
from ..support.stores import ABOUT_THE_FILE

#: How many ask at once.
MANY = 50


def health(server: Server) -> requests.Response:
    return requests.get(f"{server.url}/healthz", timeout=PATIENCE)


@pytest.mark.slow
def test_a_disk_that_is_stuck_holds_up_one_thread_and_nobody_else(tmp_path):
    server = Server(tmp_path / "data")
    threads = lambda: len(list(Path(f"/proc/{server.pid}/task").iterdir()))  # noqa: E731
    try:
        until(lambda: health(server).status_code == 200)
        before = threads()
        # Another program keeps the file to itself: a write waits.
        with closing(sqlite3.connect(server.data / "live_cop.sqlite", isolation_level=None)) as other:
            other.execute("begin immediate")
            # The result from before holds for so long.
            time.sleep(FRESH_SECONDS)
            with ThreadPoolExecutor(MANY) as pool:
                asked = [pool.submit(health, server) for _ in range(MANY)]
                assert requests.get(f"{server.url}/guide", timeout=PATIENCE).status_code == 200
                answers = [each.result() for each in asked]
            assert {each.status_code for each in answers} == {503}
            assert answers[0].json()["status"] == "stuck" and answers[0].json()["message"].endswith(".")
            # Everything that asks is told at once now, and no second thread waits.
            assert threads() <= before + 1
            other.execute("rollback")
        until(lambda: health(server).status_code == 200, 30)
    finally:
        server.stop()


@ABOUT_THE_FILE
def test_a_server_whose_file_is_written_anew_is_well(tmp_path):
    """Nothing can be saved for as long as that takes; who restarted the server would have it begin again."""
    server = Server(tmp_path / "data")
    try:
        until(lambda: health(server).status_code == 200)
        with closing(sqlite3.connect(server.data / "live_cop.sqlite", isolation_level=None)) as other:
            other.execute("begin immediate")
            time.sleep(FRESH_SECONDS)
            with ThreadPoolExecutor(1) as pool:
                asked_before = pool.submit(health, server)
                time.sleep(0.2)
                held = FolderLock(server.data, SORTING, exclusive=True)
                assert asked_before.result().status_code == 200
            for _ in range(2):
                time.sleep(FRESH_SECONDS)
                assert health(server).status_code == 200
            # A disk that hangs is no work of the server's.
            os.utime(server.data / SORTING, (0, 0))
            time.sleep(FRESH_SECONDS)
            assert health(server).status_code == 503
            held.release()
    finally:
        server.stop()


@ABOUT_THE_FILE
def test_a_file_that_was_removed_takes_no_more_words(tmp_path):
    for name in ("live_cop.sqlite", "live_cop.sqlite-wal"):
        (tmp_path / name).mkdir()
        server = Server(tmp_path / name / "data")
        try:
            server.open_meeting()
            (server.data / name).rename(tmp_path / name / "moved")
            answer = requests.post(f"{server.url}/api/meetings", json={"title": "Lost"}, timeout=PATIENCE)
            assert answer.status_code == 503
            # The result from before holds for so long.
            time.sleep(FRESH_SECONDS)
            assert health(server).status_code == 503
        finally:
            server.stop()
