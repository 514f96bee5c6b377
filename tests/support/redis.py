"""A real Redis on a free port of this machine, or another server that speaks its protocol: LIVE_COP_TEST_REDIS is its
program, such as valkey-server. It keeps nothing on the disk."""

import atexit
import os
import shutil
import subprocess
import sys
import time
import warnings

import pytest
import redis

from .patience import PATIENCE, FairClock
from .servers import free_port

_MISSING = "!!! redis-server IS NOT INSTALLED: NOTHING IS SHOWN ABOUT FOLLOWERS OF A LARGE MEETING !!!"


class RedisServer:
    """Starts when it is made; skips the test, in a way that nobody can overlook, where there is no Redis."""

    def __init__(self) -> None:
        wanted = os.environ.get("LIVE_COP_TEST_REDIS", "redis-server")
        program = shutil.which(wanted) or shutil.which("valkey-server")
        if program is None:
            print(f"\n{_MISSING}", file=sys.__stderr__, flush=True)
            warnings.warn(_MISSING, stacklevel=2)
            pytest.skip(_MISSING)
        self._program = program
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.client = redis.Redis.from_url(self.url, protocol=2)
        self.start()
        atexit.register(self.kill)

    def start(self) -> None:
        """Starts it, empty, and waits until it answers."""
        options = ("--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no")
        self._process = subprocess.Popen([self._program, *options], stdout=subprocess.DEVNULL)
        clock = FairClock()
        while True:
            try:
                self.client.ping()
                return
            except redis.RedisError:
                assert clock.seconds() < 30 and self._process.poll() is None, "redis-server did not start"
            time.sleep(0.02)

    def kill(self) -> None:
        """Kills it; all that it had is gone."""
        self._process.kill()
        self._process.wait(PATIENCE)

    def everything(self) -> bytes:
        """All that it has, as one text."""
        found = []
        for key in self.client.scan_iter():
            kind = self.client.type(key)
            if kind == b"stream":
                found += [repr(entry).encode() for entry in self.client.xrange(key)]
            elif kind == b"string":
                found.append(self.client.get(key) or b"")
        return b"\n".join(found)
