"""The command line and real servers, each in a process of its own."""

import os
import resource
import secrets
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import requests

from .patience import PATIENCE, FairClock

ROOT = Path(__file__).parents[2]
#: Ports that systems do not give to outgoing connections, which could take a free port before a server does.
PORTS = range(10_000, 32_000)


def free_port() -> int:
    """A port of this machine on which nothing listens."""
    while not is_free(port := secrets.choice(PORTS)):
        pass
    return port


def is_free(port: int) -> bool:
    """Whether nothing listens on this port of this machine."""
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def run_cli(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs `live-cop` with these arguments until it ends."""
    command = [sys.executable, "-m", "live_cop", *arguments]
    given = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(command, env=given, capture_output=True, text=True, timeout=PATIENCE, cwd=ROOT)


class Server:
    """A server on a free port. It starts when it is made; `restart` keeps the port and the data."""

    #: The module that Python runs: it leads to the command line, without the delays of a real meeting.
    MODULE = "tests.support.without_delays"
    #: Where that is looked for.
    HOME = ROOT
    #: More arguments of `serve`.
    ARGUMENTS: tuple[str, ...] = ()
    #: Fair seconds in which it must be ready.
    START_SECONDS = 30

    def __init__(self, data: Path, **environment: str) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.data = data
        self.log = data.parent / f"server-{self.port}.log"
        # One server has the meetings of many tests, all from one address.
        many = {"LIVE_COP_MEETINGS_PER_DAY": "100000"}
        from .stores import database_of

        here = {"LIVE_COP_DATABASE": database} if (database := database_of(data)) else {}
        self._environment = {**os.environ, **many, "PYTHONPATH": str(ROOT), **here, **environment}
        self.start()

    def start(self) -> None:
        """Starts it and waits until it is ready."""
        command = [sys.executable, "-m", self.MODULE, "serve", "--port", str(self.port), "--data", str(self.data)]
        command += self.ARGUMENTS
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(command, env=self._environment, stdout=log, stderr=log, cwd=self.HOME)
        self.wait_until_ready()

    def wait_until_ready(self) -> None:
        """Waits until it answers."""
        self.wait_for(self.url, self._process)

    def wait_for(self, url: str, process: subprocess.Popen[bytes]) -> None:
        """Waits until a server answers there; fails where this process ends before that."""
        clock = FairClock()
        while True:
            try:
                if requests.get(f"{url}/healthz", timeout=PATIENCE).status_code == 200:
                    return
            except requests.RequestException:
                pass
            if clock.seconds() > self.START_SECONDS or process.poll() is not None:
                raise RuntimeError(f"it did not start:\n{self.log.read_text()[-3000:]}")
            time.sleep(0.05)

    def fill_disk(self) -> None:
        """From now on nothing that the server writes gets onto the disk, as if that were full. Where its data are on
        another disk the test is skipped."""
        from .stores import skip_without_file

        skip_without_file()
        resource.prlimit(self.pid, resource.RLIMIT_FSIZE, (1, resource.RLIM_INFINITY))

    def make_room(self) -> None:
        """The disk takes everything again."""
        resource.prlimit(self.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))

    @property
    def pid(self) -> int:
        """The process that runs now."""
        return self._process.pid

    def stop(self, sign: int = signal.SIGTERM) -> int:
        """Stops it; answers its exit code."""
        self._process.send_signal(sign)
        return self._process.wait(timeout=PATIENCE)

    def restart(self, **environment: str) -> None:
        """Stops it in the middle and starts it again, with these settings too."""
        self.stop()
        self._environment |= environment
        self.start()

    def open_meeting(self, **body: object) -> tuple[dict[str, str], requests.Session]:
        """A new meeting's links, and the session of its chair."""
        session = requests.Session()
        key = {"Authorization": f"Bearer {self._environment.get('LIVE_COP_HOST_KEY', '')}"}
        answer = session.post(
            f"{self.url}/api/meetings", json={"title": "Homes that say yes", **body}, headers=key, timeout=PATIENCE
        )
        answer.raise_for_status()
        return answer.json(), session


class RealServer(Server):
    """A server as people run it, with the delays that hide when people arrive."""

    MODULE = "live_cop"
