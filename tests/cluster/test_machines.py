"""Two machines on one PostgreSQL database, each with an address and processes of its own, behind both proxies."""

import os
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest
import requests

from ..support import postgres
from ..support.patience import PATIENCE
from ..support.servers import Server, free_port, run_cli
from .cluster import Cluster, Person, free_ports, installed, notes_on_disk, start_proxy
from .test_take_over import wait_for_more

PROCESSES = 2
HOSTS = ("127.0.0.1", "127.0.0.2")


class Machine(Server):
    """One of them: `serve --processes` at an address that the other one does not have."""

    START_SECONDS = Cluster.START_SECONDS

    def __init__(self, folder: Path, number: int, first_port: int, database: str) -> None:
        self.host, self._first_port, self.database = HOSTS[number], first_port, database
        super().__init__(
            folder / f"machine-{number}" / "data",
            LIVE_COP_HOST=self.host,
            LIVE_COP_PROCESSES=str(PROCESSES),
            LIVE_COP_FIRST_PROCESS=str(number * PROCESSES),
            LIVE_COP_DATABASE=database,
            LIVE_COP_SECRET="the same on each machine, and long enough",
        )

    def start(self) -> None:
        self.data.parent.mkdir()
        self.port = self._first_port
        super().start()

    def die(self) -> None:
        """Everything on it ends at once."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        self.stop(signal.SIGKILL)
        for pid in map(int, children):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def addresses(self) -> list[str]:
        """Where its processes are reached without a proxy."""
        return [f"http://{self.host}:{self._first_port + n}" for n in range(PROCESSES)]

    def wait_until_ready(self) -> None:
        for address in self.addresses():
            self.wait_for(address, self._process)


@pytest.fixture
def machines(tmp_path):
    database = postgres.server().new_database()
    first_port, machines = free_ports(PROCESSES), []
    try:
        for number in range(len(HOSTS)):
            machines.append(Machine(tmp_path, number, first_port, database))
        yield machines
    finally:
        for machine in machines:
            machine.stop()


@pytest.fixture
def proxies(machines, tmp_path):
    """The addresses of the proxies in front of both, as `proxy-config --host` configures them."""
    urls: list[str] = []
    started: list[subprocess.Popen[bytes]] = []
    for proxy, program in installed().items():
        port = free_port()
        given = ("--processes", str(PROCESSES), "--host", ",".join(HOSTS), "--port", str(machines[0].port))
        config = run_cli("proxy-config", proxy, *given, "--listen", f"127.0.0.1:{port}")
        assert config.returncode == 0, config.stderr
        started.append(start_proxy(proxy, program, config.stdout, tmp_path))
        urls.append(f"http://127.0.0.1:{port}")
        machines[0].wait_for(urls[-1], started[-1])
    yield urls
    for proxy in started:
        proxy.terminate()
        proxy.wait(PATIENCE)


@pytest.mark.thorough
def test_a_machine_dies_and_its_meetings_go_on_at_the_other(machines, proxies):
    addresses = [address for machine in machines for address in machine.addresses()]
    codes: dict[str, int] = {}
    # Until each machine has one: where a meeting is, follows from its code.
    while {owner // PROCESSES for owner in codes.values()} != {0, 1}:
        answer = requests.post(f"{proxies[0]}/api/meetings", json={"title": "Ours"}, timeout=PATIENCE)
        answer.raise_for_status()
        code = answer.json()["code"]
        assert requests.get(f"{proxies[0]}/m/{code}", timeout=PATIENCE).ok
        codes[code] = owner_of(addresses, code)
    chosen = [next(code for code, owner in codes.items() if owner // PROCESSES == machine) for machine in (0, 1)]
    for code in chosen:
        for url in proxies:
            for number in range(len(addresses)):
                assert requests.get(f"{url}/m/{code}?at={number}", timeout=PATIENCE).ok
    everybody = {code: [Person(url, code, f"{code} {n}") for n, url in enumerate(proxies)] for code in chosen}
    people = [person for each in everybody.values() for person in each]
    for person in people:
        person.start()
    wait_for_more(everybody, chosen, 3)
    machines[1].die()
    wait_for_more(everybody, chosen, 3)
    for person in people:
        person.stop()
    assert not [person.failure for person in people if person.failure]
    assert owner_of(machines[0].addresses(), chosen[1]) < PROCESSES
    kept_by_code = {code: {text for person in each for text in person.kept} for code, each in everybody.items()}
    for code, texts in notes_on_disk(machines[0], chosen):
        assert len(texts) == len(set(texts)) and kept_by_code[code] <= set(texts)


def owner_of(addresses: list[str], code: str) -> int:
    """The number of the process that has a meeting, as all of these say."""
    found = set()
    for number, address in enumerate(addresses):
        answer = requests.get(f"{address}/m/{code}", timeout=PATIENCE, allow_redirects=False)
        elsewhere = answer.headers.get("Location", "").rpartition("?at=")[2]
        found.add(int(elsewhere) if elsewhere else number)
    [owner] = found
    return owner
