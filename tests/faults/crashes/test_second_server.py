"""One server on one folder: the second one says so and stops, whichever way it takes to the folder."""

import signal
import subprocess
import sys

import pytest

from ...support.patience import PATIENCE, until
from ...support.servers import ROOT, Server, free_port, run_cli

SENTENCE = "Another live_cop server is using"


@pytest.mark.thorough
@pytest.mark.slow
def test_the_second_server_says_so_and_stops(tmp_path):
    server = Server(tmp_path / "data")
    try:
        (tmp_path / "link").symlink_to(server.data)
        for command, port, folder in (
            ("serve", str(free_port()), server.data),
            ("serve", str(server.port), server.data),
            ("demo", str(free_port()), server.data),
            ("serve", str(free_port()), tmp_path / "link"),
        ):
            done = run_cli(command, "--port", port, "--data", str(folder))
            assert done.returncode == 1 and SENTENCE in done.stderr and "Traceback" not in done.stderr, done.stderr
        assert run_cli("purge", "--data", str(server.data)).returncode == 1
        made = run_cli("backup", str(tmp_path / "a.sqlite3"), "--data", str(server.data))
        assert made.returncode == 0, made.stderr
        assert run_cli("restore", str(tmp_path / "a.sqlite3"), "--data", str(server.data)).returncode == 1
        assert run_cli("purge", "--dry-run", "--data", str(server.data)).returncode == 0
        # However it ends, the next one starts.
        server.stop(signal.SIGKILL)
        server.start()
    finally:
        server.stop()


@pytest.mark.slow
def test_of_servers_that_start_at_the_same_moment_one_runs(tmp_path):
    def start() -> subprocess.Popen[str]:
        where = ("--port", str(free_port()), "--data", str(tmp_path / "data"))
        command = [sys.executable, "-m", "live_cop", "serve", *where]
        return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)

    servers = [start() for _ in range(3)]
    try:
        until(lambda: sum(server.poll() is not None for server in servers) >= 2, 60)
        [running] = [server for server in servers if server.poll() is None]
        for server in servers:
            if server is not running:
                assert server.returncode == 1 and SENTENCE in server.communicate(timeout=PATIENCE)[1]
    finally:
        for server in servers:
            server.terminate()
            server.communicate(timeout=PATIENCE)
