"""A PostgreSQL server for tests, on a free port of this machine. Each test gets a database of its own."""

import atexit
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import warnings
from functools import cache
from pathlib import Path

import psycopg
import pytest

from .patience import FairClock
from .servers import free_port

#: Where Debian puts the programs of a server, which are not on the path.
PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)


class PostgresServer:
    """A server with an empty folder of its own. It does not wait for the disk: only its programs are killed here."""

    def __init__(self) -> None:
        self.port = free_port()
        self._program = _program("postgres")
        self._home = Path(tempfile.mkdtemp(prefix="live-cop-postgres-"))
        #: For `subprocess`: PostgreSQL refuses to run as root.
        self.user = {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}
        self.give(self._home)
        #: Its folder.
        self.data = self._home / "data"
        self._made = 0
        initdb = [_program("initdb"), "-D", self.data, "-A", "trust", "-U", "live_cop", "-E", "UTF8", "--no-sync"]
        initdb += ["--locale", "C.UTF-8"]
        subprocess.run(initdb, check=True, capture_output=True, cwd=self._home, **self.user)
        self.start()
        atexit.register(self.close)

    def give(self, path: Path) -> None:
        """Makes this the property of the user as whom it runs."""
        if self.user:
            shutil.chown(path, "postgres", "postgres")

    def start(self) -> None:
        """Starts it and waits until it answers."""
        options = {
            "listen_addresses": "127.0.0.1", "port": self.port, "unix_socket_directories": "", "fsync": "off",
            "full_page_writes": "off", "max_connections": 200,
        }  # fmt: skip
        with (self._home / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._program, "-D", self.data, *(f"-c{name}={value}" for name, value in options.items())],
                stdout=log, stderr=log, cwd=self._home, **self.user,
            )  # fmt: skip
        clock = FairClock()
        while True:
            try:
                psycopg.connect(self.url("postgres"), connect_timeout=5).close()
                return
            except psycopg.OperationalError:
                if clock.seconds() > 60 or self._process.poll() is not None:
                    raise
            time.sleep(0.05)

    def stop(self) -> None:
        """Stops it at once, and ends all connections."""
        self._process.send_signal(signal.SIGINT)
        self._process.wait(60)

    def close(self) -> None:
        """Stops it and removes everything."""
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait(60)
        shutil.rmtree(self._home, ignore_errors=True)

    def url(self, database: str) -> str:
        """The address of one of its databases."""
        return f"postgresql://live_cop@127.0.0.1:{self.port}/{database}"

    def new_database(self) -> str:
        """The address of something new and empty: a schema, since a database takes a second to make."""
        self._made += 1
        with psycopg.connect(self.url("postgres"), autocommit=True) as db:
            db.execute(f"create schema test_{self._made}".encode())
        return f"{self.url('postgres')}?options=-csearch_path%3Dtest_{self._made}"


def _program(name: str) -> str:
    found = shutil.which(name) or next((str(each / name) for each in PROGRAMS if (each / name).exists()), None)
    if found is None:
        raise FileNotFoundError(name)
    return found


@cache
def _server() -> PostgresServer | None:
    try:
        return PostgresServer()
    except FileNotFoundError:
        warning = "!!! postgresql IS NOT INSTALLED: NOTHING IS SHOWN ABOUT THE STORE IN IT !!!"
        print(f"\n{warning}", file=sys.__stderr__, flush=True)
        warnings.warn(warning, stacklevel=2)
        return None


def server() -> PostgresServer:
    """The server of all tests of this process. Without one the test is skipped, in a way that nobody can overlook."""
    found = _server()
    if found is None:
        pytest.skip("!!! postgresql IS NOT INSTALLED: NOTHING IS SHOWN ABOUT THE STORE IN IT !!!")
    return found
