"""Machines that share one PostgreSQL database, each with an address, processes and a folder of its own, behind both
proxies."""

import os
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

from ..support import postgres
from ..support.patience import PATIENCE
from ..support.servers import Server, free_port, run_cli
from .cluster import Cluster, Owners, free_ports, installed, pids_of, start_proxy

#: The processes of each.
PROCESSES = 2
HOSTS = ("127.0.0.1", "127.0.0.2")


class Machine(Server):
    """One of them: `serve --processes` at an address that the other one does not have."""

    START_SECONDS = Cluster.START_SECONDS

    def __init__(self, folder: Path, number: int, first_port: int, database: str, **environment: str) -> None:
        self.host, self._first_port, self.database = HOSTS[number], first_port, database
        super().__init__(
            folder / f"machine-{number}" / "data",
            LIVE_COP_HOST=self.host,
            LIVE_COP_PROCESSES=str(PROCESSES),
            LIVE_COP_FIRST_PROCESS=str(number * PROCESSES),
            LIVE_COP_DATABASE=database,
            LIVE_COP_SECRET="the same on each machine, and long enough",
            **environment,
        )

    def start(self) -> None:
        self.data.parent.mkdir(exist_ok=True)
        self.port = self._first_port
        super().start()

    def die(self) -> None:
        """Everything on it ends at once."""
        processes = pids_of(self.pid)
        self.stop(signal.SIGKILL)
        for pid in processes.values():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def addresses(self) -> list[str]:
        """Where its processes are reached without a proxy."""
        return [f"http://{self.host}:{self._first_port + n}" for n in range(PROCESSES)]

    def wait_until_ready(self) -> None:
        for address in self.addresses():
            self.wait_for(address, self._process)


class Machines(Owners):
    """All of them, with a proxy of each kind in front as `proxy-config --host` configures it. What is asked of a
    `Cluster` can be asked of them: `urls` are those of the proxies, and `url` is one of these."""

    processes = PROCESSES * len(HOSTS)

    def __init__(self, folder: Path, **environment: str) -> None:
        self.database = postgres.server().new_database()
        first_port = free_ports(PROCESSES)
        self.machines: list[Machine] = []
        self.urls: list[str] = []
        self._proxies: list[subprocess.Popen[bytes]] = []
        try:
            for number in range(len(HOSTS)):
                self.machines.append(Machine(folder, number, first_port, self.database, **environment))
            for proxy, program in installed().items():
                self._add_proxy(proxy, program, folder)
        except BaseException:
            self.close()
            raise
        self.url, self.data = self.urls[0], self.machines[0].data
        self.machines[0].url = self.url
        self.open_meeting = self.machines[0].open_meeting

    def _add_proxy(self, proxy: str, program: str, folder: Path) -> None:
        port, first = free_port(), self.machines[0]
        given = ("--processes", str(PROCESSES), "--host", ",".join(HOSTS), "--port", str(first.port))
        config = run_cli("proxy-config", proxy, *given, "--listen", f"127.0.0.1:{port}")
        assert config.returncode == 0, config.stderr
        self._proxies.append(start_proxy(proxy, program, config.stdout, folder))
        self.urls.append(f"http://127.0.0.1:{port}")
        first.wait_for(self.urls[-1], self._proxies[-1])

    def pids(self) -> dict[int, int]:
        return {number: pid for machine in self.machines for number, pid in pids_of(machine.pid).items()}

    def address(self, n: int) -> str:
        """Where one of the processes is reached without a proxy."""
        return self.machines[n // PROCESSES].addresses()[n % PROCESSES]

    def wait_until_ready(self) -> None:
        """Waits until all processes answer."""
        for machine in self.machines:
            machine.wait_until_ready()

    @property
    def said(self) -> str:
        """What all of them wrote to their logs."""
        return "".join(machine.log.read_text() for machine in self.machines)

    def close(self) -> int:
        """Ends everything; the exit code of the servers, if it is the same."""
        try:
            codes = {machine.stop() for machine in self.machines}
            return codes.pop() if len(codes) == 1 else -1
        finally:
            for proxy in self._proxies:
                proxy.terminate()
                proxy.wait(PATIENCE)
