"""Several processes on a PostgreSQL database: owners die and stand still, and the database is away for a while."""

import time
from collections.abc import Iterator

import pytest
import requests

from live_cop.store.leases import LEASE_MS

from ..support import postgres
from ..support.patience import PATIENCE, until
from .cluster import Cluster, Person, notes_on_disk
from .faults import play, play_at_random, wait_for_more


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.PostgresServer]:
    """One of its own, which is stopped."""
    postgres.server()
    server = postgres.PostgresServer()
    yield server
    server.close()


@pytest.fixture(scope="module")
def cluster(server, tmp_path_factory) -> Iterator[Cluster]:
    cluster = Cluster(tmp_path_factory.mktemp("cluster"), database=server.new_database())
    yield cluster
    assert cluster.close() == 0


@pytest.mark.thorough
def test_what_was_acknowledged_is_kept_once_whatever_happens_to_its_owner(cluster):
    play(cluster, ["killed", "frozen"])


#: Seconds for which the database is away: a little longer than a lease lasts, or much longer.
AWAY = (LEASE_MS / 1000 + 0.5, pytest.param(10, marks=pytest.mark.thorough))


@pytest.mark.parametrize("seconds", AWAY)
def test_people_keep_their_words_while_the_database_is_away(cluster, server, seconds):
    cluster.wait_until_ready()
    code = cluster.open_meeting()[0]["code"]
    people = [Person(url, code, f"{code} {n}") for n, url in enumerate(cluster.urls)]
    for person in people:
        person.start()
    wait_for_more({code: people}, [code], 3)
    server.stop()
    gone = time.monotonic()
    before = [len(person.kept) for person in people]
    until(lambda: all(each.refused and each.refused_at > gone + seconds for each in people), PATIENCE + seconds)
    assert {each for person in people for each in person.refused} == {"not_saved"}
    assert "could not save" in people[0].told
    for n in range(cluster.processes):
        answer = requests.get(f"{cluster.address(n)}/healthz", timeout=PATIENCE)
        assert answer.status_code == 503
    server.start()
    wait_for_more({code: people}, [code], 5)
    for person in people:
        person.stop()
    assert not [person.failure for person in people if person.failure]
    [(_, texts)] = notes_on_disk(cluster, [code])
    kept = [text for person in people for text in person.kept]
    assert len(texts) == len(set(texts)) and set(kept) <= set(texts)
    assert all(len(person.kept) > n for person, n in zip(people, before, strict=True))
    assert "Traceback" not in cluster.log.read_text(), cluster.log.read_text()[-3000:]


@pytest.mark.thorough
@pytest.mark.slow
def test_the_same_as_often_as_a_wall_has_room(cluster):
    cluster.wait_until_ready()
    play_at_random(cluster, 11)
