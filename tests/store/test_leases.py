"""Leases: one process at a time owns a meeting, and whoever has lost it writes nothing."""

import pytest

from live_cop.store import leases
from live_cop.store.errors import CannotOpen
from live_cop.store.leases import Elsewhere, Fenced
from live_cop.store.opening import end_leases, open_store
from live_cop.store.sqlite.database import SqliteDatabase

from ..meeting.room import CHAIR
from ..support.stores import ABOUT_THE_FILE
from .stored_room import StoredRoom, full_state

CODE = "K7M3QX"


@pytest.fixture
def clock(monkeypatch):
    """The host's clock, which a test sets."""

    class Clock:
        now = 1_000_000

    monkeypatch.setattr(SqliteDatabase, "now_ms", lambda self, db: Clock.now)
    return Clock


@pytest.fixture
def processes(tmp_path):
    """Two processes of a server on one file."""
    found = [open_store(tmp_path, process="0"), open_store(tmp_path, process="1")]
    yield found
    for store in found:
        store.close()


def test_a_lease_is_one_process_s_until_it_is_given_back(processes):
    one, other = (store.leases for store in processes)
    fence = one.claim(CODE)
    with pytest.raises(Elsewhere) as elsewhere:
        other.claim(CODE)
    assert elsewhere.value.owner == "0"
    one.give_back({CODE: fence})
    assert other.claim(CODE) > fence
    one.give_back({CODE: fence})
    with pytest.raises(Elsewhere):
        one.claim(CODE)


@ABOUT_THE_FILE
def test_a_lease_that_is_not_renewed_runs_out(processes, clock):
    one, other = (store.leases for store in processes)
    one.claim(CODE)
    clock.now += leases.LEASE_MS - 1
    with pytest.raises(Elsewhere) as elsewhere:
        other.claim(CODE)
    assert elsewhere.value.is_overdue
    assert one.renew() == {CODE: 1}
    clock.now += leases.LEASE_MS - 1
    with pytest.raises(Elsewhere):
        other.claim(CODE)
    clock.now += 1
    assert other.claim(CODE) == 2
    assert one.renew() == {}


@ABOUT_THE_FILE
def test_a_clock_that_is_set_back_gives_nobody_a_longer_lease(processes, clock):
    one, other = (store.leases for store in processes)
    one.claim(CODE)
    clock.now -= 3_600_000
    assert other.claim(CODE) == 2


@ABOUT_THE_FILE
def test_a_process_that_lost_its_lease_writes_nothing(processes, room, clock):
    one, other = processes
    fence = one.leases.claim(CODE)
    stored = StoredRoom(one, room)
    one.commit(stored.commits(), {CODE: fence})
    clock.now += leases.LEASE_MS
    taken = other.leases.claim(CODE)
    there = full_state(other.load(CODE).state)
    room.do(CHAIR, "agenda.start")
    late = stored.commits()
    with pytest.raises(Fenced) as fenced:
        one.commit(late, {CODE: fence})
    assert fenced.value.codes == {CODE}
    assert full_state(one.load(CODE).state) == there
    other.commit(late, {CODE: taken})
    assert full_state(one.load(CODE).state) == full_state(room.state)


@ABOUT_THE_FILE
def test_one_server_or_the_processes_of_one_use_a_folder(tmp_path, monkeypatch):
    monkeypatch.setattr("live_cop.store.lock.JOIN_SECONDS", 0)
    alone = open_store(tmp_path)
    with pytest.raises(CannotOpen) as refused:
        open_store(tmp_path, process="1")
    assert refused.value.reason == "second_server"
    alone.close()
    shared = open_store(tmp_path, process="1")
    with pytest.raises(CannotOpen):
        open_store(tmp_path)
    open_store(tmp_path, process="2").close()
    shared.close()
    open_store(tmp_path).close()


@ABOUT_THE_FILE
def test_leases_of_processes_that_are_gone_end_with_the_next_start(tmp_path):
    gone = open_store(tmp_path, process="0")
    gone.leases.claim(CODE)
    gone.close()
    store = open_store(tmp_path, process="0")
    assert store.leases.claim(CODE) == 1
    store.close()


@ABOUT_THE_FILE
def test_what_was_not_given_back_is_counted_as_taken_over(processes, clock, tmp_path):
    one, other = (store.leases for store in processes)
    one.give_back({CODE: one.claim(CODE)})
    fence = other.claim(CODE)
    other.claim(CODE)
    assert (one.taken_over, other.taken_over) == (0, 0)
    clock.now += leases.LEASE_MS
    assert one.claim(CODE) > fence
    end_leases(tmp_path, "0")
    other.claim(CODE)
    assert (one.taken_over, other.taken_over) == (1, 1)
