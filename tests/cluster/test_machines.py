"""Two machines on one PostgreSQL database: one of them dies."""

import pytest
import requests

from ..support.patience import PATIENCE
from .cluster import Person, notes_on_disk
from .faults import wait_for_more
from .machines import PROCESSES, Machines


@pytest.fixture
def both(tmp_path):
    machines = Machines(tmp_path)
    yield machines
    machines.close()


@pytest.mark.thorough
def test_a_machine_dies_and_its_meetings_go_on_at_the_other(both):
    machines, proxies = both.machines, both.urls
    addresses = [both.address(n) for n in range(both.processes)]
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
    for code, texts in notes_on_disk(both, chosen):
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
