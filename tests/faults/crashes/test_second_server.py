"""One server on one folder: the second one says so and stops, whichever way it takes to the folder."""

import signal
import socket
import subprocess
import sys

import pytest

from live_cop.live import runtime

from ...support.patience import PATIENCE, until
from ...support.servers import ROOT, Server, run_cli

SENTENCE = "Another live_cop server is using"


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


@pytest.mark.slow
@pytest.mark.parametrize("engine", runtime.CHOICES)
def test_the_second_server_says_so_and_stops(tmp_path, engine):
    server = Server(tmp_path / "data", LIVE_COP_SERVER=engine)
    try:
        (tmp_path / "link").symlink_to(server.data)
        for command, port, folder in (
            ("serve", free_port(), server.data),
            ("serve", str(server.port), server.data),
            ("demo", free_port(), server.data),
            ("serve", free_port(), tmp_path / "link"),
        ):
            done = run_cli(command, "--port", port, "--data", str(folder), LIVE_COP_SERVER=engine)
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


def test_of_servers_that_start_at_the_same_moment_one_runs(tmp_path):
    def start() -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "live_cop", "serve", "--port", free_port(), "--data", str(tmp_path / "data")]
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
